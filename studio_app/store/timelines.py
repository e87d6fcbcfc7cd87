"""Timelines in the project file: their rows read and written, and what does not fit together left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from studio_app.domain.lane import by_start
from studio_app.domain.timeline import (
    RATE,
    Clip,
    Marker,
    Region,
    Rules,
    Timeline,
    Track,
    own_misfit,
    timeline_of,
)
from studio_app.store import schema
from studio_app.store.findings import Finding
from studio_app.store.laid import (
    TABLES,
    clip_of,
    clip_row,
    clip_sum,
    record_of,
    record_row,
    record_sum,
    rules_json,
    rules_of,
)
from studio_app.store.schema import laid_key, laid_place

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from studio_app.domain.edits.change import Laid
    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project


@dataclass(frozen=True, slots=True)
class Misfit:
    """A clip that was left out of a timeline, and why. ``told``: it was not an older program that took its paragraph away."""

    chapter_id: int
    clip_id: int
    reason: str
    told: bool = True


@dataclass(slots=True)
class Parts:
    """What the rows of one timeline hold, before it is known whether they fit together."""

    tracks: list[Track]
    markers: list[Marker]
    regions: list[Region]
    clips: list[Clip]
    rules: Rules
    rate: int
    last_id: int

    @staticmethod
    def none() -> Parts:
        """Return the parts of a timeline with nothing on it."""
        return Parts([], [], [], [], Rules(), RATE, 0)


def fill(connection: sqlite3.Connection, timelines: Mapping[int, Timeline]) -> None:
    """Put whole timelines, by chapter, into empty tables."""
    for chapter_id, timeline in timelines.items():
        row = (chapter_id, timeline.rate, timeline.last_id, rules_json(timeline.rules))
        connection.execute(schema.insert("timelines"), row)
        for records in (timeline.tracks, timeline.markers, timeline.regions):
            for record in records:
                connection.execute(schema.insert(TABLES[type(record)]), record_row(chapter_id, record))
        rows = (clip_row(chapter_id, clip) for lane in timeline.lanes.values() for clip in lane)
        connection.executemany(schema.insert("clips"), rows)


def put(connection: sqlite3.Connection, gone: Iterable[Laid], new: Sequence[Laid]) -> None:
    """Store what an edit did on timelines: ``gone`` is no more there, ``new`` is there from now on."""
    leaving: dict[str, list[tuple[int]]] = defaultdict(list)
    coming: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    highest: dict[int, int] = {}
    for laid in gone:
        if not isinstance(laid.record, Rules):
            table = "clips" if isinstance(laid.record, Clip) else TABLES[type(laid.record)]
            leaving[table].append((laid_key(laid.chapter_id, laid.record.id),))
    for laid in new:
        chapter_id, record = laid.chapter_id, laid.record
        highest[chapter_id] = max(highest.get(chapter_id, 0), _id(record))
        if isinstance(record, Clip):
            coming["clips"].append(clip_row(chapter_id, record))
        elif not isinstance(record, Rules):
            coming[TABLES[type(record)]].append(record_row(chapter_id, record))
    _mark(connection, highest, {laid.chapter_id: laid.record for laid in new if isinstance(laid.record, Rules)})
    for table, keys in leaving.items():
        connection.executemany(f"DELETE FROM {table} WHERE key = ?", keys)  # noqa: S608 - a name of the schema
    for table, rows in coming.items():
        connection.executemany(schema.upsert(table), rows)


def _id(record: Track | Clip | Marker | Region | Rules) -> int:
    return 0 if isinstance(record, Rules) else max(record.id, getattr(record, "group", 0))


def _mark(connection: sqlite3.Connection, highest: Mapping[int, int], rules: Mapping[int, Rules]) -> None:
    """Note which timelines there are, the highest id that each ever gave, and their rules."""
    sql = f"{schema.insert('timelines')} ON CONFLICT(chapter_id) DO UPDATE SET last_id = max(last_id, excluded.last_id)"
    usual = rules_json(Rules())
    connection.executemany(sql, [(chapter_id, RATE, number, usual) for chapter_id, number in highest.items()])
    for chapter_id, record in rules.items():
        connection.execute("UPDATE timelines SET rules = ? WHERE chapter_id = ?", (rules_json(record), chapter_id))


def leave_out(connection: sqlite3.Connection, misfits: Iterable[Misfit]) -> None:
    """Take clips that were left out of a timeline out of the file too, where they would be in the way of others."""
    keys = [(laid_key(misfit.chapter_id, misfit.clip_id),) for misfit in misfits]
    connection.executemany("DELETE FROM clips WHERE key = ?", keys)


def losses(misfits: Iterable[Misfit]) -> tuple[Finding, ...]:
    """Return what is to be told of clips that were left out."""
    return tuple(
        Finding(
            f"A clip on the timeline of chapter {misfit.chapter_id} was left out: {misfit.reason}.",
            f"clip {misfit.clip_id} of chapter {misfit.chapter_id}",
            "a clip",
        )
        for misfit in misfits
        if misfit.told
    )


def load(connection: sqlite3.Connection, project: Project) -> tuple[Mapping[int, Timeline], tuple[Misfit, ...]]:
    """Return the timelines of a project's chapters, and the clips that had to be left out of them.

    Raises:
        ValueError, KeyError, TypeError: a row is damaged.
    """
    chapters = {chapter.id for chapter in project.chapters}
    made: dict[int, Timeline] = {}
    left_out: list[Misfit] = []
    for chapter_id, parts in sorted(_read(connection).items()):
        if chapter_id not in chapters:
            continue  # an older program took the chapter away; should it come back, so does its timeline
        left_out += agree(chapter_id, parts, project.paragraphs.get(chapter_id, ()))
        timeline, wrong = fitted(chapter_id, parts)
        left_out += wrong
        if timeline != Timeline():
            made[chapter_id] = timeline
    return MappingProxyType(made), tuple(left_out)


def misfits(connection: sqlite3.Connection) -> list[Misfit]:
    """Return the clips that do not fit on their timelines. Raises as ``load`` does."""
    return [misfit for chapter_id, parts in _read(connection).items() for misfit in fitted(chapter_id, parts)[1]]


def _read(connection: sqlite3.Connection) -> dict[int, Parts]:
    found: dict[int, Parts] = defaultdict(Parts.none)
    for chapter_id, rate, last_id, rules in connection.execute(schema.select("timelines")):
        parts = found[chapter_id]
        parts.rate, parts.last_id, parts.rules = rate, last_id, rules_of(rules)
    for kind, table in TABLES.items():
        for row in connection.execute(schema.select(table)):
            if record_sum(row) != row[2]:
                raise ValueError(f"{table}: row {row[0]} does not match its checksum")
            add(found[laid_place(row[0])[0]], record_of(kind, row))
    for row in connection.execute(schema.select("clips")):
        if clip_sum(row) != row[-1]:
            raise ValueError(f"clips: row {row[0]} does not match its checksum")
        found[laid_place(row[0])[0]].clips.append(clip_of(row))
    return found


def add(parts: Parts, record: Track | Marker | Region) -> None:
    """Add a record that is no clip to the parts of its timeline."""
    if isinstance(record, Track):
        parts.tracks.append(record)
    elif isinstance(record, Marker):
        parts.markers.append(record)
    else:
        parts.regions.append(record)


def agree(chapter_id: int, parts: Parts, paragraphs: Iterable[Paragraph]) -> list[Misfit]:
    """Let clips be as the paragraphs they speak are; return those whose paragraph is gone, which are left out.

    They differ where an older program, which knows of no clips, worked on the text.
    """
    if not any(clip.paragraph_id for clip in parts.clips):
        return []
    known = {paragraph.id: paragraph for paragraph in paragraphs}
    locked = {track.id for track in parts.tracks if track.locked}
    left_out: list[Misfit] = []
    kept: list[Clip] = []
    for clip in parts.clips:
        paragraph = known.get(clip.paragraph_id)
        if clip.paragraph_id and paragraph is None:
            left_out.append(Misfit(chapter_id, clip.id, "its paragraph is gone", told=False))
        elif paragraph is None:
            kept.append(clip)
        else:
            kept.append(_as_written(clip, paragraph, track_locked=clip.track_id in locked))
    parts.clips = kept
    return left_out


def _as_written(clip: Clip, paragraph: Paragraph, *, track_locked: bool) -> Clip:
    """Return a clip as its paragraph is: that is locked where the clip is or its track."""
    lock = clip.locked if track_locked else paragraph.locked
    if clip.text == paragraph.text and clip.locked == lock:
        return clip
    return replace(clip, text=paragraph.text, locked=lock)


def fitted(chapter_id: int, parts: Parts) -> tuple[Timeline, list[Misfit]]:
    """Return the timeline that parts make, and the clips that do not fit on it."""
    try:
        return _timeline(parts), []
    except ValueError:
        tracks = {track.id for track in parts.tracks}
        left_out: list[Misfit] = []
        kept = replace(parts, clips=[])
        for clip in parts.clips:
            reason = own_misfit(clip, parts.rate) if clip.track_id in tracks else "its track is gone"
            if reason:
                left_out.append(Misfit(chapter_id, clip.id, reason))
            else:
                kept.clips.append(clip)
        left_out += _without_overlaps(chapter_id, kept)
        return _timeline(kept), left_out


def _timeline(parts: Parts) -> Timeline:
    return timeline_of(
        parts.tracks,
        parts.clips,
        markers=parts.markers,
        regions=parts.regions,
        rules=parts.rules,
        rate=parts.rate,
        last_id=parts.last_id,
    )


def _without_overlaps(chapter_id: int, parts: Parts) -> list[Misfit]:
    """Take the clips away that lie where they must not, from the start on; of two in each other's way the later goes."""
    left_out: list[Misfit] = []
    tracks = {track.id: track for track in parts.tracks}
    by_track: dict[int, list[Clip]] = defaultdict(list)
    for clip in sorted(parts.clips, key=by_start):
        before = by_track[clip.track_id]
        try:
            # What fits behind the last two fits behind all: they start and end in order.
            timeline_of([tracks[clip.track_id]], [*before[-2:], clip], rate=parts.rate)
        except ValueError as error:
            left_out.append(Misfit(chapter_id, clip.id, str(error)))
        else:
            before.append(clip)
    parts.clips = [clip for clips in by_track.values() for clip in clips]
    return left_out
