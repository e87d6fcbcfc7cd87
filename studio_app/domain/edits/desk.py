"""The desk between manuscript and timeline: an edit of one is one change of both.

A voiceover clip speaks one paragraph of its chapter. What holds of every such clip: its text is that of the paragraph, the
paragraph is switched on, its track's speaker speaks all of it (a paragraph several speak stays as it is until its clip is put
on another track), and it is locked where the clip or its track is. No paragraph has two clips. A clip that was never given a
text has no paragraph; one whose text was taken away keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio_app.domain.edits.cast import speaking
from studio_app.domain.edits.change import Change, Laid, RowChange, apply
from studio_app.domain.edits.order import put_in_order
from studio_app.domain.edits.runs import entire
from studio_app.domain.edits.runs import followed as fragments_followed
from studio_app.domain.edits.timeline_change import TimelineChange, TimelineRow
from studio_app.domain.edits.timeline_change import apply as apply_to_timeline
from studio_app.domain.manuscript import Fragment, Kind, Paragraph
from studio_app.domain.project import highest_paragraph_id
from studio_app.domain.timeline import Clip, Timeline, Track, TrackKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from studio_app.domain.project import Project

#: An edit of a timeline, as ``domain.edits.timeline`` and ``domain.edits.tracks`` make them.
TimelineEdit = Callable[[Timeline], tuple[Timeline, TimelineChange]]


def on_timeline(project: Project, chapter_id: int, edit: TimelineEdit) -> tuple[Project, Change]:
    """Edit the timeline of a chapter, and with it the paragraphs its clips speak: their text, who speaks, locks, order.

    Clips that get a text get a paragraph, behind that of the clip before them in time; with a clip its paragraph goes.

    Args:
        project: the project as it is.
        chapter_id: whose timeline; one without is given an empty one.
        edit: what to do, as ``functools.partial`` of a function of ``domain.edits.timeline`` or ``tracks``.

    Raises:
        KeyError: there is no such chapter, clip, track, or no such speaker.
        ClipLocked, NoRoom, WrongUsage: as the edit does.
    """
    project.chapter(chapter_id)
    held = project.timelines.get(chapter_id, Timeline())
    laid, done = edit(held)
    change = Change(done.what, (), done.initiator, done.merge)
    if not done.rows:
        return project, change
    desk = _Desk(project, chapter_id, held, laid)
    desk.take(done.rows)
    afters = desk.linked
    laid = apply_to_timeline(laid, TimelineChange("", tuple(TimelineRow(*pair) for pair in afters.values())))
    paragraphs = desk.rows(laid)
    rows = [_laid_row(chapter_id, row, afters) for row in done.rows]
    new_rows = (RowChange(before, after) for before, after in paragraphs if before != after)
    change = replace(change, rows=(*(row for row in rows if row.before != row.after), *new_rows))
    return _grown(project, chapter_id, laid, change), change


def track_speaker(project: Project, track: Track) -> int:
    """Return who speaks on a voiceover track: the narrator where nobody is cast, or who was cast is gone."""
    known = any(speaker.id == track.speaker_id for speaker in project.speakers)
    return track.speaker_id if known and track.speaker_id is not None else project.voicing.narrator_id


def spoken_by(project: Project, text: str, speaker_id: int) -> tuple[Fragment, ...]:
    """Return the fragments of a text one speaker speaks; none for the narrator."""
    return () if speaker_id == project.voicing.narrator_id else entire(text, speaker_id)


def laid_rows(chapter_id: int, rows: Iterable[TimelineRow]) -> tuple[RowChange, ...]:
    """Return rows of a timeline as those of a project."""
    return tuple(_laid_row(chapter_id, row, {}) for row in rows if row.before != row.after)


def _laid_row(chapter_id: int, row: TimelineRow, afters: Mapping[int, tuple[Clip, Clip]]) -> RowChange:
    after = row.after
    if isinstance(after, Clip) and after.id in afters:
        after = afters[after.id][1]
    return RowChange(
        Laid(chapter_id, row.before) if row.before is not None else None,
        Laid(chapter_id, after) if after is not None else None,
    )


def _grown(project: Project, chapter_id: int, laid: Timeline, change: Change) -> Project:
    """Return the project after a change of which the timeline is known already."""
    timelines = {**project.timelines, chapter_id: laid}
    if laid == Timeline():
        del timelines[chapter_id]
    rest = tuple(row for row in change.rows if row.kind is not Laid)
    return replace(apply(project, replace(change, rows=rest)), timelines=MappingProxyType(timelines))


class _Desk:
    """What follows for the paragraphs of a chapter from one edit of its timeline."""

    def __init__(self, project: Project, chapter_id: int, held: Timeline, laid: Timeline) -> None:
        self._project = project
        self._chapter_id = chapter_id
        self._held = held
        self._laid = laid
        self._tracks = {track.id: track for track in laid.tracks}
        self._old_tracks = {track.id: track for track in held.tracks}
        self._speakers = {track.id: track_speaker(project, track) for track in (*held.tracks, *laid.tracks)}
        self._speakers |= {track.id: track_speaker(project, track) for track in laid.tracks}
        self._ids = count(highest_paragraph_id(project) + 1)
        self._moved: list[Clip] = []
        self._befores: dict[int, Paragraph] = {}
        self._afters: dict[int, Paragraph] = {}
        self._new: dict[int, int] = {}
        #: Clips whose paragraph is another than the edit says, by id: as the edit left them, and as they are to be.
        self.linked: dict[int, tuple[Clip, Clip]] = {}

    def take(self, rows: Iterable[TimelineRow]) -> None:
        """Look at what the edit replaced."""
        touched: dict[int, Clip] = {}
        gone: dict[int, None] = {}
        for row in rows:
            before, after = row.before, row.after
            if isinstance(before, Clip) and before.paragraph_id:
                gone[before.paragraph_id] = None
            if isinstance(after, Clip):
                if not isinstance(before, Clip) or not _speaks_alike(before, after):
                    touched[after.id] = after
                elif before.start != after.start and after.paragraph_id:
                    self._moved.append(after)
                    del gone[after.paragraph_id]
                elif after.paragraph_id:
                    del gone[after.paragraph_id]
            elif isinstance(after, Track) and self._cast_otherwise(before, after):
                touched |= {clip.id: clip for clip in self._laid.lane(after.id) if clip.id not in touched}
        owners = self._owners(touched.values())
        for paragraph_id in gone:
            if paragraph_id not in owners and self._still_spoken(paragraph_id) is None:
                self._remove(paragraph_id)
        for clip in sorted(touched.values(), key=lambda clip: (clip.start, clip.id)):
            self._settle(clip, owners)

    def rows(self, laid: Timeline) -> Iterator[tuple[Paragraph | None, Paragraph | None]]:
        """Yield paragraphs before and after, put in their places."""
        gone = self._befores.keys() - self._afters.keys()
        new = [laid.clip(clip_id) for clip_id in self._new.values()]
        placed = put_in_order(self._project, self._chapter_id, laid, new, self._moved, gone)
        for paragraph_id, position in placed.items():
            if paragraph_id not in self._afters:
                self._befores[paragraph_id] = self._afters[paragraph_id] = self._project.paragraph(paragraph_id)
            self._afters[paragraph_id] = replace(self._afters[paragraph_id], position=position)
        for paragraph_id in {**self._befores, **self._afters}:
            yield self._befores.get(paragraph_id), self._afters.get(paragraph_id)

    def _cast_otherwise(self, before: object, after: Track) -> bool:
        """Whether who speaks on a track, or its lock, is another; KeyError where who is to speak is not in the cast."""
        held = before if isinstance(before, Track) else replace(after, speaker_id=None)
        if after.speaker_id is not None and held.speaker_id != after.speaker_id:
            self._project.speaker(after.speaker_id)
        return before is held and (held.locked, held.speaker_id) != (after.locked, after.speaker_id)

    def _still_spoken(self, paragraph_id: int) -> Clip | None:
        """Return the clip that spoke a paragraph and still does, untouched by all that matters here."""
        former = self._held.clip_of(paragraph_id)
        if former is None or self._laid.homes.get(former.id) is None:
            return None
        now = self._laid.clip(former.id)
        return now if now.paragraph_id == paragraph_id and self._on_voiceover(now) else None

    def _owners(self, touched: Iterable[Clip]) -> dict[int, int]:
        """Return which clip, by id, goes on speaking each paragraph the touched ones name: copies get one of their own."""
        named: dict[int, list[Clip]] = defaultdict(list)
        for clip in touched:
            if clip.paragraph_id and self._on_voiceover(clip):
                named[clip.paragraph_id].append(clip)
        owners = {}
        for paragraph_id, clips in named.items():
            former = self._held.clip_of(paragraph_id) if self._in_chapter(paragraph_id) else None
            if former is None:
                continue  # of another chapter, or gone since it was copied
            clips.sort(key=lambda clip: (not clip.text.strip(), clip.id != former.id))
            still = self._still_spoken(paragraph_id)
            owner = clips[0] if still is None or any(clip is still for clip in clips) else still
            owners[paragraph_id] = owner.id
        return owners

    def _in_chapter(self, paragraph_id: int) -> bool:
        with suppress(KeyError):
            return self._project.paragraph(paragraph_id).chapter_id == self._chapter_id
        return False

    def _on_voiceover(self, clip: Clip) -> bool:
        return self._tracks[clip.track_id].kind is TrackKind.VOICEOVER

    def _settle(self, clip: Clip, owners: Mapping[int, int]) -> None:
        """Give a clip the paragraph it speaks, and the paragraph what the clip says."""
        if not self._on_voiceover(clip):
            self._link(clip, 0)
            return
        if clip.paragraph_id and owners.get(clip.paragraph_id) == clip.id:
            paragraph = self._project.paragraph(clip.paragraph_id)
            self._befores[paragraph.id] = paragraph
            self._afters[paragraph.id] = self._written(paragraph, clip)
            self._moved.append(clip)
        elif clip.text.strip():
            fresh = self._fresh(clip)
            self._afters[fresh.id] = fresh
            self._new[fresh.id] = clip.id
            self._link(clip, fresh.id)
        else:
            self._link(clip, 0)

    def _link(self, clip: Clip, paragraph_id: int) -> None:
        effect = None if paragraph_id else clip.effect
        if (clip.paragraph_id, clip.effect) != (paragraph_id, effect):
            self.linked[clip.id] = clip, replace(clip, paragraph_id=paragraph_id, effect=effect)

    def _written(self, paragraph: Paragraph, clip: Clip) -> Paragraph:
        """Return the paragraph of a clip as the clip has it now."""
        speaker_id = self._speakers[clip.track_id]
        parts = fragments_followed(paragraph, clip.text)
        made = replace(paragraph, text=clip.text, fragments=parts, included=True, locked=self._is_locked(clip))
        former = self._held.clip_of(paragraph.id)
        recast = former is not None and self._speaker_before(former) != speaker_id
        if recast or _another(speaking(self._project, made), speaker_id):
            made = replace(made, fragments=spoken_by(self._project, clip.text, speaker_id))
        return made

    def _speaker_before(self, clip: Clip) -> int:
        return track_speaker(self._project, self._old_tracks[clip.track_id])

    def _fresh(self, clip: Clip) -> Paragraph:
        """Return a new paragraph for a clip: of the kind and with the settings of the one it is a part or a copy of."""
        source = Paragraph(0, self._chapter_id, 0.0, Kind.TEXT, "")
        if clip.paragraph_id:
            with suppress(KeyError):  # it was copied, and deleted since
                source = self._project.paragraph(clip.paragraph_id)
        return replace(
            source,
            id=next(self._ids),
            chapter_id=self._chapter_id,
            kind=Kind.TEXT if source.kind is Kind.SCENE_BREAK else source.kind,
            text=clip.text,
            included=True,
            locked=self._is_locked(clip),
            fragments=spoken_by(self._project, clip.text, self._speakers[clip.track_id]),
        )

    def _is_locked(self, clip: Clip) -> bool:
        return clip.locked or self._tracks[clip.track_id].locked

    def _remove(self, paragraph_id: int) -> None:
        with suppress(KeyError):  # the manuscript had lost it before
            self._befores[paragraph_id] = self._project.paragraph(paragraph_id)


def _speaks_alike(one: Clip, other: Clip) -> bool:
    """Whether nothing that matters to a paragraph is different. Asked of 10,000 clips that ripple."""
    return (
        one.track_id == other.track_id
        and one.paragraph_id == other.paragraph_id
        and one.locked == other.locked
        and (one.text is other.text or one.text == other.text)
    )


def _another(found: set[int], speaker_id: int) -> bool:
    """Whether one other than this speaks; of several, one may."""
    return len(found) == 1 and speaker_id not in found
