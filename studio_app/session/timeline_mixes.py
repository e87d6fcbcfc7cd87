"""Timelines as they are heard: the plan an export makes of them, made only where somebody listens.

A timeline of 50,000 clips takes seconds to lay out. So it is laid out a few seconds at a time, each part with all that can be
heard in it: clips that reach into it, clips they were cut from or cross-fade with, and speech that other tracks give way to.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from studio_app.audio.mix import Mix
from studio_app.audio.sources import Sources
from studio_app.domain.arrange_timeline import Levelling, takes_of, timeline_plan
from studio_app.domain.errors import LecternError
from studio_app.domain.lane import Lane
from studio_app.domain.timeline import RATE, Timeline, TrackKind
from studio_app.session.media import open_media

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from studio_app.audio.decode import Samples
    from studio_app.audio.media import MediaReader
    from studio_app.domain.mixplan import MixPlan, PlanItem
    from studio_app.domain.project import Project
    from studio_app.domain.takes import Take
    from studio_app.domain.timeline import Clip
    from studio_app.store.project_file import ProjectFile

#: Seconds that are laid out at a time, and how many such parts of a timeline are kept.
_PART_S = 10
_KEPT = 6
#: So many parts before and behind where somebody may play are prepared: ten minutes.
_NEAR = 60


class TimelineMixes:
    """Lays timelines out. What was decoded, resampled or stretched once is kept, also when a timeline is edited.

    ``of`` may be asked anywhere; one thread renders.
    """

    def __init__(self, file: ProjectFile) -> None:
        self._file = file
        self._takes: dict[int, Take] = {}
        self._medias = frozenset[str]()
        self._readers: list[MediaReader] = []
        self._sources = self._new_sources()
        self._levelling = Levelling()

    def of(self, project: Project, chapter_id: int, before: TimelineMix | None = None) -> TimelineMix:
        """Return a timeline as an export of it would be now. What of ``before`` could not be read is not tried again.

        Raises:
            KeyError: the chapter has no timeline.
        """
        return TimelineMix(self, project, chapter_id, before.broken if before is not None else set())

    def forget(self) -> None:
        """Open media anew from now on: a file that was missing may be there."""
        self._medias = frozenset()
        self._sources = self._new_sources()

    def close(self) -> None:
        """Let files go. Nothing may be rendering."""
        for reader in self._readers:
            reader.close()

    def mix(self, plan: MixPlan) -> Mix:
        """Return what renders a plan, with what was rendered before kept."""
        return Mix(plan, self._fetch, sources=self._sources)

    def prepare(self, item: PlanItem) -> Iterator[None]:
        """Find out what takes long when an item is first heard in its middle; yield every few milliseconds."""
        if item.layer is not None:
            with suppress(LecternError):  # who hears it will be told
                yield from self._sources.prepare(item, item.layer)

    def plan(self, project: Project, chapter_id: int, start: int, end: int) -> MixPlan:
        """Return the plan of a timeline with what can be heard from ``start`` to ``end``.

        Raises:
            ProjectError: the file cannot be read.
        """
        timeline = project.timelines[chapter_id]
        near = _near(timeline, start, end)
        gains = self._levelling.gains(timeline, self._known_takes)
        self._know(near)
        alone = replace(project, timelines=MappingProxyType({chapter_id: near}))
        plan = timeline_plan(alone, chapter_id, self._takes, self._medias, gains=gains)
        return replace(plan, length=timeline.length)

    def _know(self, timeline: Timeline) -> None:
        """Read what is known of the takes and media of a timeline, where that was not read before."""
        self._known_takes(takes_of(timeline))
        medias = {
            sound.media for lane in timeline.lanes.values() for clip in lane for sound in clip.sounds if sound.media
        }
        if not medias <= self._medias:
            self._medias = frozenset(self._file.medias())

    def _known_takes(self, ids: AbstractSet[int]) -> Mapping[int, Take]:
        wanted = ids - self._takes.keys()
        if wanted:
            self._takes |= self._file.takes(wanted)
        return self._takes

    def _new_sources(self) -> Sources:
        return Sources(RATE, self._fetch, self._open)

    def _fetch(self, take: Take) -> bytes:
        return self._file.audio(take.audio)

    def _open(self, name: str) -> MediaReader:
        reader = open_media(self._file, name)
        self._readers.append(reader)
        return reader


class TimelineMix:
    """A timeline as it is heard. Its samples are those of an export; what cannot be read is left out, and told once.

    One thread renders.

    Attributes:
        length: the sample behind the last clip.
        broken: the recordings that could not be read, by take and media.
    """

    def __init__(self, mixes: TimelineMixes, project: Project, chapter_id: int, broken: set[tuple[str, str]]) -> None:
        self.chapter_id = chapter_id
        self.length = project.timelines[chapter_id].length
        self.broken = broken
        self._mixes = mixes
        self._project = project
        self._parts: OrderedDict[int, Mix] = OrderedDict()
        self._failed: LecternError | None = None

    def window(self, start: int, end: int) -> Samples:
        """Return the samples of ``start`` to ``end``, shape (end - start, 2); silence where nothing lies.

        Raises:
            ProjectError: the file cannot be read.
        """
        out = np.zeros((end - start, 2), dtype=np.float32)
        step, last = _PART_S * RATE, min(end, self.length)
        for number in range(start // step, -(-last // step) if last > start else 0):
            first, stop = max(start, number * step), min(last, (number + 1) * step)
            out[first - start : stop - start] = self._found(number, first, stop)
        return out

    def prepare(self, at: int) -> Iterator[None]:
        """Find out what is needed to play at once from anywhere near a sample, the nearest first; yield every few milliseconds.

        Raises:
            ProjectError: the file cannot be read.
        """
        step = _PART_S * RATE
        here = at // step
        seen: set[PlanItem] = set()
        for number in sorted(range(max(0, here - _NEAR), here + _NEAR), key=lambda number: abs(number - here)):
            if number * step < self.length:
                for item in self._laid(number).items:
                    if item not in seen and _recording(item) not in self.broken:
                        seen.add(item)
                        yield from self._mixes.prepare(item)
                yield

    def failure(self) -> LecternError | None:
        """Return what could not be read since it was last asked."""
        failed, self._failed = self._failed, None
        return failed

    def _found(self, number: int, start: int, end: int) -> Samples:
        part = self._part(number)
        try:
            return np.concatenate(list(part.blocks(start, end)))
        except LecternError as error:
            broken = {_recording(i) for i in part.plan.items if not self._reads(part.plan, i, start, end)}
            if not broken:
                raise
            self._failed = error
            self.broken |= broken
            self._parts.clear()
            return np.concatenate(list(self._part(number).blocks(start, end)))

    def _part(self, number: int) -> Mix:
        part = self._parts.pop(number, None)
        if part is None:
            plan = self._laid(number)
            items = tuple(item for item in plan.items if _recording(item) not in self.broken)
            part = self._mixes.mix(replace(plan, items=items))
        self._parts[number] = part
        while len(self._parts) > _KEPT:
            self._parts.popitem(last=False)
        return part

    def _laid(self, number: int) -> MixPlan:
        step = _PART_S * RATE
        return self._mixes.plan(self._project, self.chapter_id, number * step, (number + 1) * step)

    def _reads(self, plan: MixPlan, item: PlanItem, start: int, end: int) -> bool:
        """Return whether what an item has from ``start`` to ``end`` can be read: one that cannot must not silence the rest."""
        first, last = max(start, item.start), min(end, item.end)
        if first >= last:
            return True
        try:
            list(self._mixes.mix(replace(plan, items=(item,))).blocks(first, last))
        except LecternError:
            return False
        return True


def _recording(item: PlanItem) -> tuple[str, str]:
    return item.take.audio, item.layer.media if item.layer is not None else ""


def _near(timeline: Timeline, start: int, end: int) -> Timeline:
    """Return a timeline with the clips that are heard, or are needed to know how others are, from ``start`` to ``end``."""
    lanes = {}
    # Speech so near moves a track that gives way: it has fallen when speech begins, and stays down where it could not rise.
    slowest = max((t.ducking.attack + t.ducking.release + 1 for t in timeline.tracks if t.ducking), default=0)
    for track in timeline.tracks:
        around = slowest * timeline.rate // 1000 if track.kind is TrackKind.VOICEOVER else 0
        lanes[track.id] = Lane.of(_clips_near(timeline.lane(track.id), start - around, end + around))
    lanes = {track_id: lane for track_id, lane in lanes.items() if lane}
    return Timeline(timeline.rate, timeline.tracks, MappingProxyType(lanes), rules=timeline.rules)


def _clips_near(lane: Lane, start: int, end: int) -> Iterator[Clip]:
    """Yield the clips that sound from ``start`` to ``end``, those they are one with, and a neighbour on each side."""
    inside = list(lane.between(start, end))
    if not inside:
        return
    first, last = inside[0], inside[-1]
    before: list[Clip] = []
    for clip in lane.before_start(first.start):
        before.append(clip)
        if not _goes_on(clip, before[-2] if len(before) > 1 else first):
            break
    yield from reversed(before)
    yield from inside
    for clip in lane.from_start(last.start + 1):
        yield clip
        if not _goes_on(last, clip):
            break
        last = clip


def _goes_on(left: Clip, right: Clip) -> bool:
    """Return whether what is heard of two clips is one recording, cut where they meet."""
    if left.end != right.start or not left.sounds or not right.sounds:
        return False
    one, other = left.sounds[-1], right.sounds[0]
    return (one.take_id, one.media, one.end) == (other.take_id, other.media, other.start)
