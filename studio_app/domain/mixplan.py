"""The mix plan: the list of (take, start, gain, fades, stretch) that both playback and export render.

What you hear is what you export, because both read this list. All positions are samples at ``MixPlan.rate``.

A plan of pause rules is a row of takes. A plan of timelines has tracks besides: items that say by a ``Layer`` on which track
they lie, which part of their recording they are, and how the clip they belong to shapes them. Items of several tracks, and
neighbours in a crossfade, sound at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio_app.domain.takes import Levels, Take
from studio_app.domain.timeline import GainPoint

#: The take of an item whose sound is a media file's.
NO_TAKE = Take(0, "", "", "", "", "", "", 1, 1, 0, 0, 0, Levels(0.0, 0.0))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a recording, ``start`` to ``end`` at the plan's rate, that is heard in one go for ``length`` samples.

    What was cut and still lies together is one run, so that a cut is not heard where the sound is stretched.
    """

    start: int
    end: int
    length: int

    @property
    def stretched(self) -> bool:
        """Whether it is heard faster or slower than it was recorded."""
        return self.length != self.end - self.start


@dataclass(frozen=True, slots=True)
class Shape:
    """How a clip of ``length`` samples from ``start`` is heard: its fades, and the points of its gain line from its start on.

    ``crossed_in`` and ``crossed_out``: the fade is half of a crossfade, and keeps the power instead of the level.
    """

    start: int
    length: int
    fade_in: int = 0
    fade_out: int = 0
    crossed_in: bool = False
    crossed_out: bool = False
    gain: tuple[GainPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """What an item of a timeline has besides.

    It lies on ``MixPlan.tracks[track]``. Its sound is that of its take, or of the ``media`` with that hash where there is one:
    the samples of ``run`` from ``offset`` on, as they are heard. The fades of the item are those of ``begin`` to ``end``, which
    is more than the item where a clip was cut and still lies together.
    """

    track: int
    run: Run
    offset: int
    begin: int
    end: int
    shape: Shape
    media: str = ""


@dataclass(frozen=True, slots=True)
class PlanTrack:
    """A track of a plan: ``volume`` linear, ``pan`` from -1 (left) to 1.

    ``ducking`` is how it gives way to speech: points of a line that is straight in dB, level before the first and behind the
    last.
    """

    track_id: int
    name: str
    volume: float = 1.0
    pan: float = 0.0
    ducking: tuple[GainPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A take on the plan. ``start`` and ``length`` in samples of the plan; fades in samples; ``gain`` linear.

    ``segment`` is (paragraph id, ordinal), for highlighting what plays. ``stretch`` is how many times as long as recorded it
    is heard. ``layer`` is what an item of a timeline has besides; its ``take`` is ``NO_TAKE`` where it is of a media file.
    """

    take: Take
    start: int
    length: int
    gain: float = 1.0
    fade_in: int = 0
    fade_out: int = 0
    stretch: float = 1.0
    segment: tuple[int, int] = (0, 0)
    layer: Layer | None = None

    @property
    def end(self) -> int:
        """Return the first sample behind it."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """Where a chapter lies on the plan: samples ``start`` to ``end``, the chapter's id and title."""

    chapter_id: int
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlanMark:
    """What a person marked on a timeline, by its name, which may be "": a region ``start`` to ``end``, or a place."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MixPlan:
    """Items in order of ``start`` and the marks of the chapters, over ``length`` samples at ``rate`` Hz.

    Items without a layer overlap no other. On one track no item ends behind the end of the next. ``marked`` is nothing that
    is heard: the markers and regions of timelines, in order, none of them behind the end.
    """

    rate: int
    length: int
    items: tuple[PlanItem, ...]
    marks: tuple[ChapterMark, ...]
    channels: int = 1
    tracks: tuple[PlanTrack, ...] = ()
    marked: tuple[PlanMark, ...] = ()

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.length / self.rate


def plan_length(frames: int, rate: int, plan_rate: int) -> int:
    """Return how many samples ``frames`` at ``rate`` take at ``plan_rate``, rounded up, exactly (no floats)."""
    return -(-frames * plan_rate // rate)


def moved(item: PlanItem, by: int, tracks: int = 0) -> PlanItem:
    """Return an item ``by`` samples later, on the track that is ``tracks`` further."""
    layer = item.layer
    if layer is not None:
        shape = replace(layer.shape, start=layer.shape.start + by)
        begin, end = layer.begin + by, layer.end + by
        layer = replace(layer, track=layer.track + tracks, begin=begin, end=end, shape=shape)
    return replace(item, start=item.start + by, layer=layer)


def moved_track(track: PlanTrack, by: int) -> PlanTrack:
    """Return a track whose ducking comes ``by`` samples later."""
    return replace(track, ducking=tuple(GainPoint(point.at + by, point.db) for point in track.ducking))


def cropped(plan: MixPlan, start: int, end: int) -> MixPlan:
    """Return a plan of the samples ``start`` to ``end`` of one whose items all have layers, equal to the last bit.

    Raises:
        ValueError: an item without a layer would have to be cut.
    """
    items = []
    for item in plan.items:
        first, last = max(item.start, start), min(item.end, end)
        if first >= last:
            continue
        cut = (first, last) != (item.start, item.end)
        if cut and item.layer is None:
            raise ValueError("only what lies on a track can be cut")
        if cut and item.layer is not None:
            layer = replace(item.layer, offset=item.layer.offset + first - item.start)
            item = replace(item, start=first, length=last - first, layer=layer)
        items.append(moved(item, -start))
    marks = tuple(
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in plan.marks
        if mark.start < end and mark.end > start
    )
    marked = tuple(
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in plan.marked
        if mark.start < end and (mark.end > start or mark.start == start)
    )
    tracks = tuple(moved_track(track, -start) for track in plan.tracks)
    return MixPlan(plan.rate, end - start, tuple(items), marks, plan.channels, tracks, marked)
