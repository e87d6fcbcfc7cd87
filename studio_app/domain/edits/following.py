"""What follows on timelines when the manuscript or the cast is edited: the other half of ``edits.desk``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from studio_app.domain.cast import Speaker
from studio_app.domain.edits.cast import speaking
from studio_app.domain.edits.change import Change, Laid, RowChange, apply
from studio_app.domain.edits.desk import laid_rows, track_speaker
from studio_app.domain.edits.placing import write
from studio_app.domain.edits.timeline_change import TimelineChange, TimelineRow, joined
from studio_app.domain.edits.timeline_change import apply as apply_to_timeline
from studio_app.domain.edits.tracks import add_track
from studio_app.domain.errors import ClipLocked, WrongUsage
from studio_app.domain.manuscript import Chapter, Kind, Paragraph
from studio_app.domain.project import Voicing, by_position
from studio_app.domain.text.pace import seconds
from studio_app.domain.text.spoken import has_speech
from studio_app.domain.timeline import Clip, Marker, NeighbourRule, Region, Rules, Timeline, TrackKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from studio_app.domain.edits.timeline_change import TimelineRecord
    from studio_app.domain.project import Project
    from studio_app.domain.timeline import Track

#: Words a minute that count as the usual speed, for voices that are set by them.
_WORDS_A_MINUTE = 155


def followed(project: Project, change: Change) -> Change:
    """Return a change of manuscript or cast with what follows for the timelines of the chapters it is about.

    Clips say what their paragraphs say, stand on a track of who speaks, are locked as they are, and go and come with them.
    New ones are as long as estimated, and stand behind the clip of the paragraph before.

    Args:
        project: the project before the change.
        change: as an edit made it. One that holds rows of timelines is returned as it is.

    Raises:
        ValueError: the change does not fit the project.
        ClipLocked: a paragraph would be unlocked whose track is locked.
        WrongUsage: a chapter with a timeline would be joined to one without.
    """
    if not project.timelines or not _concerns(project, change):
        return change
    after = apply(project, change)
    rows = _Following(project, after, change).rows()
    return replace(change, rows=(*change.rows, *rows)) if rows else change


def settled(project: Project, *, initiator: str = "") -> tuple[Project, Change]:
    """Put right where manuscript and timelines differ, as a file can hold that another program has written.

    The manuscript wins. A project in which nothing differs gets a change without rows.
    """
    following = _Following(project, project, Change("Settle timelines", ()))
    for chapter_id in project.timelines:
        following.look_over(chapter_id)
    change = Change("Settle timelines", tuple(following.rows()), initiator)
    return (apply(project, change) if change.rows else project), change


def cleared(timeline: Timeline) -> Iterator[TimelineRow]:
    """Yield what takes everything away from a timeline."""
    lanes = chain.from_iterable(timeline.lanes.values())
    records: Iterable[TimelineRecord] = chain[Any](timeline.tracks, lanes, timeline.markers, timeline.regions)
    for record in records:
        yield TimelineRow(record, None)
    if timeline.rules != Rules():
        yield TimelineRow(timeline.rules, Rules())


def is_said(paragraph: Paragraph) -> bool:
    """Whether a paragraph has a clip on the timeline of its chapter: it is switched on, and there is something to say."""
    return _heard(paragraph) and has_speech(paragraph.text)


def estimated(project: Project, paragraph: Paragraph, text: str | None = None) -> Fraction:
    """Return about how many seconds a paragraph takes to speak with the voice it has, or another text in its place."""
    found = speaking(project, paragraph)
    speaker_id = found.pop() if len(found) == 1 else project.voicing.narrator_id
    casting = project.speaker(speaker_id).casting.with_settings(paragraph.settings)
    known = dict(casting.settings)
    speed, rate = known.get("speed"), known.get("rate")
    pace = 1.0
    if isinstance(speed, int | float) and 0 < speed < 100:
        pace = float(speed)
    elif isinstance(rate, int | float) and rate > 0:
        pace = float(rate) / _WORDS_A_MINUTE
    return seconds(paragraph.text if text is None else text, casting.language or project.metadata.language, pace)


def samples_of(length: Fraction, rate: int) -> int:
    """Return seconds as samples, at least one."""
    return max(1, round(length * rate))


def _concerns(project: Project, change: Change) -> bool:
    """Whether a change is about a chapter with a timeline, or about who speaks."""
    for row in change.rows:
        if row.kind is Laid:
            return False
    held = project.timelines
    for row in change.rows:
        before, after = row.before, row.after
        if isinstance(before, Speaker | Voicing):
            return True
        if isinstance(before, Paragraph | Chapter) and (_home(before) in held):
            return True
        if isinstance(after, Paragraph) and after.chapter_id in held:
            return True
    return False


def _heard(paragraph: Paragraph) -> bool:
    return paragraph.included and paragraph.kind is not Kind.SCENE_BREAK


def _home(record: Paragraph | Chapter) -> int:
    return record.chapter_id if isinstance(record, Paragraph) else record.id


class _Board:
    """A timeline while it follows, and all that was changed of it."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._changes = [TimelineChange("", ())]

    def do(self, *pairs: tuple[TimelineRecord | None, TimelineRecord | None]) -> None:
        """Exchange records, whatever is locked: the manuscript decides."""
        self.take(TimelineChange("", tuple(TimelineRow(*pair) for pair in pairs if pair[0] != pair[1])))

    def take(self, change: TimelineChange) -> None:
        """Do a change."""
        if change.rows:
            self.timeline = apply_to_timeline(self.timeline, change)
            self._changes.append(change)

    @property
    def rows(self) -> tuple[TimelineRow, ...]:
        """All that changed, each record once."""
        return joined(*self._changes).rows


class _Following:
    """Follows one change: ``before`` and ``after`` are the project without the timelines' part of it."""

    def __init__(self, before: Project, after: Project, change: Change) -> None:
        self._before = before
        self._after = after
        self._change = change
        self._boards: dict[int, _Board] = {}

    def rows(self) -> list[RowChange]:
        """Return the rows that have to be added."""
        gone = {r.before.id for r in self._change.rows if isinstance(r.before, Chapter) and r.after is None}
        self._carry(gone)
        for chapter_id in gone & self._before.timelines.keys():
            board = self._board(chapter_id)
            board.take(TimelineChange("", tuple(cleared(board.timeline))))
        if any(row.kind in (Speaker, Voicing) for row in self._change.rows):
            self._recast()
        self._follow_paragraphs(gone)
        made = ((chapter_id, board) for chapter_id, board in self._boards.items())
        return [row for chapter_id, board in made for row in laid_rows(chapter_id, board.rows)]

    def look_over(self, chapter_id: int) -> None:
        """Look at all of a chapter, whatever changed."""
        board = self._board(chapter_id)
        spoken: set[int] = set()
        for clip in list(chain.from_iterable(board.timeline.lanes.values())):
            if clip.paragraph_id:
                self._look_at(board, chapter_id, clip, spoken)
        self._put_in(chapter_id, [p for p in self._paragraphs(chapter_id) if p.id not in spoken and is_said(p)])
        self._put_on_tracks(chapter_id, [board.timeline.clip_of(p) for p in spoken])

    def _look_at(self, board: _Board, chapter_id: int, clip: Clip, spoken: set[int]) -> None:
        paragraph, track = self._in_chapter(chapter_id, clip.paragraph_id), board.timeline.track(clip.track_id)
        if track.kind is not TrackKind.VOICEOVER:
            board.do((clip, replace(clip, paragraph_id=0)))
        elif paragraph is None or paragraph.id in spoken or not _heard(paragraph):
            board.do((clip, None))
        else:
            spoken.add(paragraph.id)
            locked = clip.locked if track.locked else paragraph.locked
            if (clip.text, clip.locked) != (paragraph.text, locked):
                board.do((clip, replace(clip, text=paragraph.text, locked=locked)))

    # Chapters

    def _board(self, chapter_id: int) -> _Board:
        if chapter_id not in self._boards:
            self._boards[chapter_id] = _Board(self._before.timelines.get(chapter_id, Timeline()))
        return self._boards[chapter_id]

    def _paragraphs(self, chapter_id: int) -> tuple[Paragraph, ...]:
        return self._after.paragraphs.get(chapter_id, ())

    def _in_chapter(self, chapter_id: int, paragraph_id: int) -> Paragraph | None:
        try:
            paragraph = self._after.paragraph(paragraph_id)
        except KeyError:
            return None
        return paragraph if paragraph.chapter_id == chapter_id else None

    def _carry(self, gone: set[int]) -> None:
        """Let clips go along with paragraphs that go into another chapter."""
        moves: dict[tuple[int, int], list[int]] = defaultdict(list)
        for row in self._change.rows:
            if isinstance(row.before, Paragraph) and isinstance(row.after, Paragraph):
                source, target = row.before.chapter_id, row.after.chapter_id
                if source != target and source in self._before.timelines:
                    moves[source, target].append(row.after.id)
        for (source, target), paragraph_ids in moves.items():
            if source not in gone:
                self._divide(source, target, paragraph_ids)
            elif target in self._before.timelines:
                self._append(source, target)
            else:
                raise WrongUsage(
                    "One of these chapters has a timeline; open the first as a timeline too, or remove the others' first."
                )

    def _divide(self, source: int, target: int, paragraph_ids: Sequence[int]) -> None:
        """Cut a timeline where the first of these paragraphs is heard; what lies behind is the other chapter's."""
        board = self._board(source)
        held = board.timeline
        spoken = [clip for clip in map(held.clip_of, paragraph_ids) if clip is not None]
        if not spoken:
            return
        start = min(clip.start for clip in spoken)
        going = {clip.id: clip for clip in spoken}
        for lane in held.lanes.values():
            going |= {clip.id: clip for clip in lane.from_start(start) if not clip.paragraph_id}
        marks = [mark for mark in _marks(held) if mark.at >= start]
        there = self._board(target)
        there.do(
            (Rules(), held.rules),
            *((None, track) for track in held.tracks),
            *((None, clip.shifted(-start)) for clip in going.values()),
            *((None, _moved(mark, -start)) for mark in marks),
        )
        board.do(*((clip, None) for clip in going.values()), *((mark, None) for mark in marks))

    def _append(self, source: int, target: int) -> None:
        """Put all of a timeline behind another, on tracks like its own."""
        board = self._board(target)
        held, by = self._before.timelines[source], board.timeline.length + self._rest(board.timeline)
        tracks: dict[int, int] = {}
        for track in held.tracks:
            tracks[track.id] = self._track_like(board, track, set(tracks.values()))
        ids: dict[int, int] = {}

        def new_id(old: int) -> int:
            if old and old not in ids:
                ids[old] = max(board.timeline.last_id, *ids.values(), 0) + 1
            return ids.get(old, 0)

        rows: list[tuple[None, TimelineRecord]] = []
        for clip in chain.from_iterable(held.lanes.values()):
            made = replace(clip.shifted(by), id=new_id(clip.id), track_id=tracks[clip.track_id])
            rows.append((None, replace(made, group=new_id(clip.group))))
        rows += [(None, replace(_moved(mark, by), id=new_id(mark.id))) for mark in _marks(held)]
        board.do(*rows)

    def _rest(self, timeline: Timeline) -> int:
        return self._after.voicing.pauses.paragraph * timeline.rate // 1000

    def _track_like(self, board: _Board, track: Track, taken: set[int]) -> int:
        """Return a track of the board for what another's holds, a new one where none is like it; none for two."""
        for held in board.timeline.tracks:
            if held.id in taken:
                continue
            alike = (held.kind, held.speaker_id, held.locked) == (track.kind, track.speaker_id, track.locked)
            if alike and (track.kind is TrackKind.VOICEOVER or held.name == track.name):
                return held.id
        made, change = add_track(board.timeline, track.kind, track.name)
        board.take(change)
        new = made.tracks[-1]
        board.do((new, replace(track, id=new.id, position=new.position)))
        return new.id

    # Who speaks

    def _recast(self) -> None:
        """Look at every clip: the narrator or the cast changed."""
        renamed = {
            row.before.id: (row.before.name, row.after.name)
            for row in self._change.rows
            if isinstance(row.before, Speaker) and isinstance(row.after, Speaker) and row.before.name != row.after.name
        }
        known = {speaker.id for speaker in self._after.speakers}
        for chapter_id in self._before.timelines.keys() & {chapter.id for chapter in self._after.chapters}:
            board = self._board(chapter_id)
            for track in board.timeline.tracks:
                old, new = renamed.get(track.speaker_id or self._after.voicing.narrator_id, ("", ""))
                if old and track.name == old:
                    board.do((track, replace(track, name=new)))
            self._put_on_tracks(chapter_id, [c for lane in board.timeline.lanes.values() for c in lane])
            for track in board.timeline.tracks:
                if track.speaker_id is not None and track.speaker_id not in known:
                    board.do((track, replace(track, speaker_id=None)))

    def _put_on_tracks(self, chapter_id: int, clips: Iterable[Clip | None]) -> None:
        """Let each of these clips be on a track of who speaks it."""
        board = self._board(chapter_id)
        strays: dict[int, list[tuple[Clip, int]]] = defaultdict(list)
        tracks = {track.id: track for track in board.timeline.tracks}
        for clip in clips:
            if clip is None or not clip.paragraph_id or tracks[clip.track_id].kind is not TrackKind.VOICEOVER:
                continue
            found = speaking(self._after, self._after.paragraph(clip.paragraph_id))
            if len(found) == 1 and track_speaker(self._after, tracks[clip.track_id]) not in found:
                strays[clip.track_id].append((clip, found.pop()))
        for track_id, found_there in strays.items():
            self._rehome(board, tracks[track_id], found_there)

    def _rehome(self, board: _Board, track: Track, strays: Sequence[tuple[Clip, int]]) -> None:
        """Put clips on other tracks, or let another speak all of theirs: where its speaker went, or there is no room."""
        whole = len(strays) == sum(bool(clip.paragraph_id) for clip in board.timeline.lane(track.id))
        if whole and len({speaker_id for _, speaker_id in strays}) == 1:
            gone = track.speaker_id is not None and not self._in_cast(track.speaker_id)
            other_narrator = self._before.voicing.narrator_id != self._after.voicing.narrator_id
            if gone or other_narrator or any(self._room(board, *stray) is None for stray in strays):
                self._retarget(board, track, strays[0][1])
                return
        for clip, speaker_id in strays:
            room = self._room(board, clip, speaker_id) or self._new_track(board, track, speaker_id)
            locked = self._after.paragraph(clip.paragraph_id).locked
            board.do((clip, replace(clip, track_id=room, locked=locked)))

    def _in_cast(self, speaker_id: int | None) -> bool:
        return any(speaker.id == speaker_id for speaker in self._after.speakers)

    def _retarget(self, board: _Board, track: Track, speaker_id: int) -> None:
        """Let another speak all of a track. One that bears the name of who spoke bears the new one's."""
        was = next((s.name for s in self._before.speakers if s.id == track_speaker(self._before, track)), "")
        name = self._after.speaker(speaker_id).name if track.name == was else track.name
        board.do((track, replace(track, name=name, speaker_id=self._cast_as(speaker_id))))

    def _cast_as(self, speaker_id: int) -> int | None:
        return None if speaker_id == self._after.voicing.narrator_id else speaker_id

    def _room(self, board: _Board, clip: Clip, speaker_id: int) -> int | None:
        """Return a track of a speaker where a clip finds room at its place."""
        for track in board.timeline.tracks:
            if track.kind is TrackKind.VOICEOVER and not track.locked and track.id != clip.track_id:
                taken = next(board.timeline.lane(track.id).between(clip.start, clip.end), None)
                if taken is None and track_speaker(self._after, track) == speaker_id:
                    return track.id
        return None

    def _new_track(self, board: _Board, beside: Track | None, speaker_id: int) -> int:
        """Add a track for a speaker, below another, named as the speaker is, with a number where one is named so."""
        name, names = self._after.speaker(speaker_id).name, {track.name for track in board.timeline.tracks}
        if name in names:
            name = next(f"{name} {n}" for n in range(2, len(names) + 3) if f"{name} {n}" not in names)
        order = [track.id for track in board.timeline.tracks]
        below = order[order.index(beside.id) + 1 :] if beside else []
        before = below[0] if below else None
        made, change = add_track(
            board.timeline, TrackKind.VOICEOVER, name, before=before, speaker_id=self._cast_as(speaker_id)
        )
        board.take(change)
        return max(track.id for track in made.tracks)

    # Paragraphs

    def _follow_paragraphs(self, gone: set[int]) -> None:
        newcomers: dict[int, list[Paragraph]] = defaultdict(list)
        recast: dict[int, list[int]] = defaultdict(list)
        for row in self._change.rows:
            before, after = row.before, row.after
            if isinstance(before, Paragraph) and before.chapter_id not in gone:
                self._leave(before, after)
            if not isinstance(after, Paragraph) or not self._has_timeline(after.chapter_id):
                continue
            clip = self._board(after.chapter_id).timeline.clip_of(after.id)
            if clip is None:
                if is_said(after):
                    newcomers[after.chapter_id].append(after)
                continue
            self._follow(clip, before, after)
            recast[after.chapter_id].append(after.id)
        for chapter_id, ids in recast.items():
            held = self._board(chapter_id).timeline
            self._put_on_tracks(chapter_id, [held.clip_of(paragraph_id) for paragraph_id in ids])
        for chapter_id, paragraphs in newcomers.items():
            self._put_in(chapter_id, paragraphs)

    def _has_timeline(self, chapter_id: int) -> bool:
        return chapter_id in self._before.timelines or chapter_id in self._boards

    def _leave(self, before: Paragraph, after: object) -> None:
        """Take the clip of a paragraph away that is gone, or not read aloud any more."""
        stays = isinstance(after, Paragraph) and after.chapter_id == before.chapter_id
        if stays and isinstance(after, Paragraph) and _heard(after):
            return
        if self._has_timeline(before.chapter_id):
            board = self._board(before.chapter_id)
            clip = board.timeline.clip_of(before.id)
            board.do((clip, None))

    def _follow(self, clip: Clip, before: object, after: Paragraph) -> None:
        """Let a clip say what its paragraph says, and be locked as it is."""
        board = self._board(after.chapter_id)
        track = board.timeline.track(clip.track_id)
        if isinstance(before, Paragraph) and before.locked != after.locked:
            if track.locked and not after.locked:
                raise ClipLocked("The track of this paragraph is locked; unlock it on the timeline.")
            if not track.locked:
                clip = self._exchanged(board, clip, replace(clip, locked=after.locked))
        if clip.text != after.text:
            self._write(board, clip, after)

    def _exchanged(self, board: _Board, clip: Clip, made: Clip) -> Clip:
        board.do((clip, made))
        return made

    def _write(self, board: _Board, clip: Clip, paragraph: Paragraph) -> None:
        estimate = samples_of(estimated(self._after, paragraph), board.timeline.rate) if paragraph.text.strip() else 0
        try:
            board.take(write(board.timeline, clip.id, paragraph.text, estimate=estimate)[1])
        except ClipLocked:  # unlocked in the manuscript alone, by another program
            board.do((clip, replace(clip, text=paragraph.text)))

    def _put_in(self, chapter_id: int, paragraphs: Sequence[Paragraph]) -> None:
        """Put clips of new paragraphs behind those of the paragraphs before them."""
        wanted = {paragraph.id for paragraph in paragraphs}
        board, chapter = self._board(chapter_id), self._paragraphs(chapter_id)
        rows: list[tuple[int, list[Paragraph]]] = []
        for paragraph in sorted(paragraphs, key=by_position):
            at = self._after.place(paragraph.id)[1] - 1
            while at >= 0 and chapter[at].id not in wanted and board.timeline.clip_of(chapter[at].id) is None:
                at -= 1
            if at >= 0 and chapter[at].id in wanted:
                rows[-1][1].append(paragraph)
            else:
                rows.append((chapter[at].id if at >= 0 else 0, [paragraph]))
        for before, row in rows:
            self._put_row(board, board.timeline.clip_of(before), row)

    def _put_row(self, board: _Board, before: Clip | None, row: Sequence[Paragraph]) -> None:
        """Put clips one behind the other behind a clip, and move what speaks later out of their way, if nothing is locked."""
        rest = self._rest(board.timeline)
        start = at = before.end + rest if before else 0
        lengths = [samples_of(estimated(self._after, p), board.timeline.rate) for p in row]
        self._make_room(board, before, start + sum(lengths) + rest * len(lengths))
        for paragraph, length in zip(row, lengths, strict=True):
            at = self._put(board, paragraph, at, length) + rest

    def _make_room(self, board: _Board, before: Clip | None, until: int) -> None:
        held = board.timeline
        first = before.end if before else 0
        wide = held.rules.everywhere
        tracks = [t for t in held.tracks if not t.locked and (wide or t.kind is TrackKind.VOICEOVER)]
        behind = [clip for track in tracks for clip in held.lane(track.id).from_start(first)]
        speech = {track.id for track in held.tracks if track.kind is TrackKind.VOICEOVER}
        missing = until - min((clip.start for clip in behind if clip.track_id in speech), default=until)
        free = held.rules.neighbours is NeighbourRule.RIPPLE and not any(clip.locked for clip in behind)
        if missing > 0 and free:
            board.do(*((clip, clip.shifted(missing)) for clip in behind))

    def _put(self, board: _Board, paragraph: Paragraph, at: int, length: int) -> int:
        """Put the clip of a paragraph on a track of who speaks it, at a place or the next that is free; return its end."""
        found = speaking(self._after, paragraph)
        speaker_id = found.pop() if len(found) == 1 else self._after.voicing.narrator_id
        track_id = self._track_of(board, speaker_id) or self._new_track(board, None, speaker_id)
        at = _free_place(board.timeline, track_id, at, length)
        new = Clip(
            board.timeline.last_id + 1,
            track_id,
            at,
            length,
            text=paragraph.text,
            locked=paragraph.locked,
            paragraph_id=paragraph.id,
        )
        board.do((None, new))
        return new.end

    def _track_of(self, board: _Board, speaker_id: int) -> int | None:
        """Return the first track of a speaker that is not locked."""
        for track in board.timeline.tracks:
            open_to_speech = track.kind is TrackKind.VOICEOVER and not track.locked
            if open_to_speech and track_speaker(self._after, track) == speaker_id:
                return track.id
        return None


def _free_place(timeline: Timeline, track_id: int, at: int, length: int) -> int:
    """Return the first place from ``at`` on where a clip of that length overlaps no other of its track."""
    for clip in timeline.lane(track_id).between(at, max(at + 1, timeline.length)):
        if clip.start >= at + length:
            break
        at = clip.end
    return at


def _marks(timeline: Timeline) -> Sequence[Marker | Region]:
    return [*timeline.markers, *timeline.regions]


def _moved(mark: Marker | Region, by: int) -> Marker | Region:
    if isinstance(mark, Region):
        return replace(mark, at=mark.at + by, end=mark.end + by)
    return replace(mark, at=mark.at + by)
