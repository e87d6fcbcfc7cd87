"""Arrange a timeline: its clips become a mix plan, exact to the sample, in which tracks are mixed and give way to speech.

Clips that were split from each other and still lie together are heard as if they never were: they share the run of their
recording, and nothing fades where they meet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from studio_app.domain.arrange import FADE_MS, Arrangement, arrange, level_gain, samples
from studio_app.domain.edits.sounds import share
from studio_app.domain.mixplan import (
    NO_TAKE,
    ChapterMark,
    Layer,
    MixPlan,
    PlanItem,
    PlanMark,
    PlanTrack,
    Run,
    Shape,
    moved,
    moved_track,
    plan_length,
)
from studio_app.domain.segments import segment_maker
from studio_app.domain.timeline import QUIETEST_DB, RATE, GainPoint, TrackKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from studio_app.domain.manuscript import Chapter, Paragraph
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, Segment
    from studio_app.domain.takes import Take
    from studio_app.domain.timeline import Clip, Ducking, Sound, Timeline, Track

#: Samples by which cuts within cuts of a stretched sound may lie off its straight line, each being made at a whole sample.
_ROUNDED = 2


def timeline_plan(
    project: Project,
    chapter_id: int,
    takes: Mapping[int, Take],
    medias: Collection[str],
    rate: int = RATE,
    channels: int = 2,
    *,
    normalize: bool = True,
    track_ids: Collection[int] | None = None,
    gains: Mapping[int | None, float] | None = None,
) -> MixPlan:
    """Return what a chapter with a timeline sounds like.

    Args:
        project: the book.
        chapter_id: a chapter that has a timeline.
        takes: the takes its clips name, by id.
        medias: the hashes of the media there are, or a mapping by them.
        rate: samples per second of the plan.
        channels: channels of the plan.
        normalize: give each speaker one gain that brings their speech to ``arrange.TARGET_RMS_DB`` with peaks held.
        track_ids: only these of the tracks that are heard, mixed as they are in the whole; None: all.
        gains: those of its speakers, where they are known (``Levelling``); of a part of a timeline they cannot be found out.

    What is not generated, or not there, is silent: ``silent_clips`` tells of it. Tracks that are muted, or not solo while
    others are, are left out and duck nothing.

    Raises:
        KeyError: the chapter has no timeline.
    """
    timeline = project.timelines[chapter_id]
    scale = _Scale(timeline.rate, rate)
    heard = [track for track in timeline.tracks if timeline.audible(track)]
    pieces = {track.id: _pieces(timeline, track, takes, medias) for track in heard}
    if gains is None:
        gains = Levelling().gains(timeline, lambda _: takes) if normalize else {}
    fade = samples(FADE_MS, rate)
    items: list[PlanItem] = []
    tracks: list[PlanTrack] = []
    for track in heard:
        if track_ids is not None and track.id not in track_ids:
            continue
        spoken = track.kind is TrackKind.VOICEOVER
        row = _Row(
            len(tracks), scale, takes, gains.get(track.speaker_id, 1.0) if spoken else 1.0, fade if spoken else 0
        )
        shapes = dict(_shapes(timeline, track, scale))
        for group in _groups(pieces[track.id]):
            items += row.items(group, shapes)
        speech = _speech(heard, pieces, track) if track.ducking else []
        tracks.append(_plan_track(track, speech, scale))
    items.sort(key=attrgetter("start"))
    length = scale(timeline.length)
    chapter = project.chapter(chapter_id)
    marks = (ChapterMark(chapter_id, chapter.title, 0, length),) if items else ()
    return MixPlan(rate, length, tuple(items), marks, channels, tuple(tracks), tuple(_marked(timeline, scale)))


class Levelling:
    """The gains of speakers, remembered: of a timeline that was edited, only blocks of clips are looked at that are new."""

    def __init__(self) -> None:
        self._spoken: dict[int, tuple[tuple[Clip, ...], frozenset[int]]] = {}
        self._gains: dict[frozenset[int], float] = {}
        self._last: tuple[Timeline, dict[int | None, float]] | None = None

    def gains(
        self, timeline: Timeline, takes: Callable[[frozenset[int]], Mapping[int, Take]]
    ) -> dict[int | None, float]:
        """Return one gain for each speaker of whom something is heard.

        It is found from the takes on all of their tracks, each once: no split or trim moves it.

        Args:
            timeline: the whole of it.
            takes: returns those that there are of these ids, and may return others.
        """
        if self._last is not None and self._last[0] is timeline:
            return self._last[1]
        spoken: dict[int | None, set[int]] = {}
        kept = {}
        for track in timeline.tracks:
            if track.kind is TrackKind.VOICEOVER:
                held = spoken.setdefault(track.speaker_id, set())
                for block in timeline.lane(track.id).blocks:
                    kept[id(block)] = block, self._takes_in(block)
                    held |= kept[id(block)][1]
        self._spoken = kept
        rows = {speaker_id: frozenset(ids) for speaker_id, ids in spoken.items()}
        self._gains = {ids: self._gains[ids] if ids in self._gains else _gain(ids, takes(ids)) for ids in rows.values()}
        found = {speaker_id: self._gains[ids] for speaker_id, ids in rows.items()}
        self._last = timeline, found
        return found

    def _takes_in(self, block: tuple[Clip, ...]) -> frozenset[int]:
        known = self._spoken.get(id(block))
        if known is not None:
            return known[1]
        return frozenset(sound.take_id for clip in block for sound in clip.sounds if sound.take_id)


def _gain(ids: frozenset[int], takes: Mapping[int, Take]) -> float:
    heard = [takes[number] for number in ids if number in takes and takes[number].speech_frames > 0]
    return level_gain(heard) if heard else 1.0


def chapter_plan(
    project: Project,
    chapter_id: int,
    takes: Mapping[int, Take],
    medias: Collection[str],
    rate: int = RATE,
    channels: int = 2,
    *,
    normalize: bool = True,
) -> MixPlan:
    """Return what a chapter with a timeline sounds like in its book: ``timeline_plan``, and the lead out of every chapter.

    A project of one chapter is no book: its timeline is all there is.
    """
    plan = timeline_plan(project, chapter_id, takes, medias, rate, channels, normalize=normalize)
    ends = [item.end for item in plan.items if item.segment[0]]
    if len(project.chapters) == 1 or not ends:
        return plan
    length = max(plan.length, max(ends) + samples(project.voicing.pauses.lead_out, rate))
    return replace(plan, length=length, marks=tuple(replace(mark, end=length) for mark in plan.marks))


def _marked(timeline: Timeline, scale: _Scale) -> Iterator[PlanMark]:
    """Yield the markers and regions of a timeline in order, as far as something lies there."""
    places = [(mark.at, mark.at, mark.name) for mark in timeline.markers]
    places += [(region.at, min(region.end, timeline.length), region.name) for region in timeline.regions]
    for start, end, name in sorted(places):
        if start <= end <= timeline.length:
            yield PlanMark(name, scale(start), scale(end))


def silent_clips(timeline: Timeline, takes: Mapping[int, Take], medias: Collection[str]) -> tuple[int, ...]:
    """Return the clips of tracks that are heard which have something to say or to play, and are not heard whole."""
    found = []
    for track in timeline.tracks:
        if timeline.audible(track):
            for clip in timeline.lane(track.id):
                lost = any(not (sound.silent or _there(sound, takes, medias)) for sound in clip.sounds)
                if lost or (not clip.sounds and clip.text.strip()):
                    found.append(clip.id)
    return tuple(found)


def arrange_book(
    project: Project,
    placed: Mapping[tuple[int, int], Take],
    takes: Mapping[int, Take],
    medias: Collection[str],
    *,
    chapter_ids: Iterable[int] | None = None,
    limit: Limit = None,
    rate: int = 44100,
    channels: int = 1,
    normalize: bool = True,
    segments_of: Callable[[Paragraph], tuple[Segment, ...]] | None = None,
) -> Arrangement:
    """Lay out the chapters of a book, those with a timeline by it, and the others by pause rules: see ``arrange.arrange``.

    Args:
        project: the book.
        placed: the placed take of each segment.
        takes: the takes that clips of its timelines name, by id.
        medias: the hashes of the media there are.
        chapter_ids: as ``arrange`` has it, and so are all that follow.
        limit: as there.
        rate: as there.
        channels: as there.
        normalize: as there.
        segments_of: as there.

    Raises:
        KeyError: the project has no narrator.
    """
    wanted = None if chapter_ids is None else frozenset(chapter_ids)
    make = segments_of or segment_maker(project, limit)
    chosen = [c for c in project.chapters if (c.included if wanted is None else c.id in wanted)]
    parts = []
    for chapter in chosen:
        if chapter.id in project.timelines:
            parts.append(_by_timeline(project, chapter, takes, medias, rate, channels, make, normalize=normalize))
        else:
            parts.append(
                arrange(project, placed, chapter_ids=(chapter.id,), rate=rate, normalize=normalize, segments_of=make)
            )
    return _joined(parts, rate, channels)


def takes_of(timeline: Timeline) -> set[int]:
    """Return the ids of the takes that the clips of a timeline name."""
    return {
        sound.take_id for lane in timeline.lanes.values() for clip in lane for sound in clip.sounds if sound.take_id
    }


def _by_timeline(
    project: Project,
    chapter: Chapter,
    takes: Mapping[int, Take],
    medias: Collection[str],
    rate: int,
    channels: int,
    make: Callable[[Paragraph], tuple[Segment, ...]],
    *,
    normalize: bool,
) -> Arrangement:
    timeline = project.timelines[chapter.id]
    plan = chapter_plan(project, chapter.id, takes, medias, rate, channels, normalize=normalize)
    silent = silent_clips(timeline, takes, medias)
    paragraphs = {timeline.clip(clip_id).paragraph_id for clip_id in silent}
    missing = [
        segment
        for paragraph in project.paragraphs.get(chapter.id, ())
        if paragraph.id in paragraphs
        for segment in make(paragraph)
        if segment.spoken
    ]
    wordless = sum(not timeline.clip(clip_id).paragraph_id for clip_id in silent)
    return Arrangement(plan, tuple(missing), wordless)


def _joined(parts: Sequence[Arrangement], rate: int, channels: int) -> Arrangement:
    """Return chapters one after the other; one in which nothing can be heard takes no time."""
    items: list[PlanItem] = []
    marks: list[ChapterMark] = []
    tracks: list[PlanTrack] = []
    marked: list[PlanMark] = []
    position = 0
    for plan in (part.plan for part in parts if part.plan.items):
        items += (moved(item, position, len(tracks)) for item in plan.items) if position or tracks else plan.items
        marks += (replace(mark, start=mark.start + position, end=mark.end + position) for mark in plan.marks)
        tracks += (moved_track(track, position) for track in plan.tracks)
        marked += (replace(mark, start=mark.start + position, end=mark.end + position) for mark in plan.marked)
        position += plan.length
    missing = tuple(segment for part in parts for segment in part.missing)
    whole = MixPlan(rate, position, tuple(items), tuple(marks), channels, tuple(tracks), tuple(marked))
    return Arrangement(whole, missing, sum(part.silent for part in parts))


@dataclass(frozen=True, slots=True)
class _Scale:
    """From samples of a timeline to those of a plan. What meets on one meets on the other."""

    of: int
    to: int

    def __call__(self, at: int) -> int:
        return at if self.of == self.to else at * self.to // self.of


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sound of a clip, where it lies on the timeline."""

    at: int
    sound: Sound
    clip: Clip
    ordinal: int

    @property
    def end(self) -> int:
        return self.at + self.sound.length


class _Group:
    """Pieces of one recording that follow each other as they were recorded, none stretched or all alike."""

    def __init__(self, first: _Piece) -> None:
        self.pieces = [first]

    @property
    def natural(self) -> int:
        """Return how many samples it has as recorded."""
        return self.pieces[-1].sound.end - self.pieces[0].sound.start

    @property
    def length(self) -> int:
        """Return for how many samples it is heard."""
        return self.pieces[-1].end - self.pieces[0].at

    @property
    def stretched(self) -> bool:
        """Return whether any of it is. A short piece of what is stretched may look as if it were not."""
        return any(piece.sound.length != piece.sound.natural for piece in self.pieces)

    def takes(self, piece: _Piece) -> bool:
        """Take another piece if it belongs to it; return whether."""
        last = self.pieces[-1]
        one, other = last.sound, piece.sound
        if (last.end, one.take_id, one.media, one.end) != (piece.at, other.take_id, other.media, other.start):
            return False
        self.pieces.append(piece)
        if self.stretched and not self._straight():
            self.pieces.pop()
            return False
        return True

    def _straight(self) -> bool:
        """Return whether the pieces could be cuts of one sound stretched evenly."""
        first, natural, length = self.pieces[0], self.natural, self.length
        borders = ((held.end - first.at, held.sound.end - first.sound.start) for held in self.pieces)
        return all(abs(share(natural, heard, length) - recorded) <= _ROUNDED for heard, recorded in borders)


def _pieces(timeline: Timeline, track: Track, takes: Mapping[int, Take], medias: Collection[str]) -> list[_Piece]:
    """Return what is heard on a track, in order."""
    found = []
    for clip in timeline.lane(track.id):
        at, ordinal, last = clip.start, -1, 0
        for sound in clip.sounds:
            if sound.take_id and sound.take_id != last:
                ordinal, last = ordinal + 1, sound.take_id
            if not sound.silent and _there(sound, takes, medias):
                found.append(_Piece(at, sound, clip, max(0, ordinal)))
            at += sound.length
    return found


def _there(sound: Sound, takes: Mapping[int, Take], medias: Collection[str]) -> bool:
    return sound.media in medias if sound.media else sound.take_id in takes


def _groups(pieces: Iterable[_Piece]) -> Iterator[_Group]:
    group: _Group | None = None
    for piece in pieces:
        if group is None or not group.takes(piece):
            if group is not None:
                yield group
            group = _Group(piece)
    if group is not None:
        yield group


@dataclass(frozen=True, slots=True)
class _Row:
    """The items of a track in the making."""

    number: int
    scale: _Scale
    takes: Mapping[int, Take]
    gain: float
    fade: int

    def items(self, group: _Group, shapes: Mapping[int, Shape]) -> Iterator[PlanItem]:
        """Yield an item for each clip that has a part of a group."""
        first, last = group.pieces[0], group.pieces[-1]
        scale = self.scale
        begin, end = scale(first.at), scale(last.end)
        stretched = group.natural != group.length
        if stretched:
            run, origin = Run(scale(first.sound.start), scale(last.sound.end), end - begin), begin
        else:
            length = self._recorded(first.sound)
            run, origin = Run(0, length, length), scale(first.at - first.sound.start)
        fade = min(self.fade, (end - begin) // 2)
        take = self.takes[first.sound.take_id] if first.sound.take_id else NO_TAKE
        for pieces in _by_clip(group.pieces):
            clip, start, stop = pieces[0].clip, scale(pieces[0].at), scale(pieces[-1].end)
            if start < stop:
                layer = Layer(self.number, run, start - origin, begin, end, shapes[clip.id], first.sound.media)
                stretch = group.length / group.natural
                key = clip.paragraph_id, pieces[0].ordinal
                yield PlanItem(take, start, stop - start, self.gain, fade, fade, stretch, key, layer)

    def _recorded(self, sound: Sound) -> int:
        """Return the samples of the whole recording at the plan's rate."""
        if sound.take_id:
            take = self.takes[sound.take_id]
            return plan_length(max(0, take.speech_frames), take.rate, self.scale.to)
        return plan_length(sound.frames, self.scale.of, self.scale.to)


def _by_clip(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the pieces of each clip."""
    held: list[_Piece] = []
    for piece in pieces:
        if held and held[-1].clip.id != piece.clip.id:
            yield held
            held = []
        held.append(piece)
    if held:
        yield held


def _shapes(timeline: Timeline, track: Track, scale: _Scale) -> Iterator[tuple[int, Shape]]:
    """Yield how each clip of a track is shaped. Where two overlap they cross-fade, at least for as long as they do."""
    before = 0
    clips = list(timeline.lane(track.id))
    for number, clip in enumerate(clips):
        behind = clips[number + 1].start if number + 1 < len(clips) else clip.end
        over_in, over_out = max(0, before - clip.start), max(0, clip.end - behind)
        before = clip.end
        fade_in = min(max(clip.fade_in, over_in), clip.length - over_out)
        fade_out = min(max(clip.fade_out, over_out), clip.length - fade_in)
        start = scale(clip.start)
        yield (
            clip.id,
            Shape(
                start,
                scale(clip.end) - start,
                scale(clip.start + fade_in) - start,
                scale(clip.end) - scale(clip.end - fade_out),
                crossed_in=over_in > 0,
                crossed_out=over_out > 0,
                gain=tuple(GainPoint(scale(clip.start + point.at) - start, point.db) for point in clip.gain),
            ),
        )


def _speech(heard: Iterable[Track], pieces: Mapping[int, list[_Piece]], but: Track) -> list[tuple[int, int]]:
    """Return where somebody speaks on the tracks that are heard, another one than ``but``, as spans in order, apart."""
    spans = [
        (piece.at, piece.end)
        for track in heard
        if track.kind is TrackKind.VOICEOVER and track.id != but.id
        for piece in pieces[track.id]
    ]
    return _united(spans, 0)


def _united(spans: Iterable[tuple[int, int]], apart: int) -> list[tuple[int, int]]:
    """Return the same time as spans in order; those that are less than ``apart`` from each other, or touch, are one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or start - found[-1][1] < apart):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _plan_track(track: Track, speech: Sequence[tuple[int, int]], scale: _Scale) -> PlanTrack:
    volume = 0.0 if track.volume <= QUIETEST_DB else float(10.0 ** (track.volume / 20.0))
    spans = [(scale(start), scale(end)) for start, end in speech]
    line = _ducking_line(track.ducking, spans, scale.to) if track.ducking else ()
    return PlanTrack(track.id, track.name, volume, track.pan, line)


def _ducking_line(ducking: Ducking, speech: Sequence[tuple[int, int]], rate: int) -> tuple[GainPoint, ...]:
    """Return how a track gives way: it is down when speech begins, and stays so in pauses too short to rise and fall in."""
    attack, release = samples(ducking.attack, rate), samples(ducking.release, rate)
    spans = _united(speech, max(1, attack + release))
    return tuple(
        point
        for start, end in spans
        for point in (
            GainPoint(start - attack, 0.0),
            GainPoint(start, ducking.amount),
            GainPoint(end, ducking.amount),
            GainPoint(end + release, 0.0),
        )
    )
