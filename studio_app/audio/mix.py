"""The mix: a MixPlan becomes samples, block by block, the same ones for playback and for export.

Every take is decoded, trimmed and resampled alone, so its samples depend on nothing but the take and its place on the plan:
any window of a mix is equal, to the last bit, to the same window cut from the whole.

What lies on tracks is added up in the order of tracks and items. Its gains are lines over the samples of the plan, so they are
the same wherever a window begins.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from studio_app.audio.sources import Sources
from studio_app.audio.unrolled import Unrolled, resampled, trimmed
from studio_app.domain.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt

    from studio_app.audio.decode import Samples
    from studio_app.audio.sources import Recording
    from studio_app.domain.mixplan import Layer, MixPlan, PlanItem, PlanTrack
    from studio_app.domain.takes import Take
    from studio_app.domain.timeline import GainPoint

    #: Returns the stored bytes of a take. It is called from several threads at once.
    Fetch = Callable[[Take], bytes]
    #: Opens the media with a hash. It is called once for each; the one who gives it closes what it opened.
    OpenMedia = Callable[[str], Recording]
    Gains = npt.NDArray[np.float64]

#: Frames in a block: one and a half seconds, small enough to stay in the processor's cache.
BLOCK = 65536
_PER_DB = math.log(10.0) / 20.0


def render(
    plan: MixPlan, fetch: Fetch, start: int = 0, end: int | None = None, *, block: int = BLOCK
) -> Iterator[Samples]:
    """Yield the frames ``start`` to ``end`` of a plan as float32 blocks of shape (at most ``block``, channels).

    See ``Mix.blocks``; make a ``Mix`` where several windows of one plan are wanted.
    """
    return Mix(plan, fetch).blocks(start, end, block=block)


class Mix:
    """A plan that can be rendered. Several threads may render windows of one Mix at the same time."""

    def __init__(
        self,
        plan: MixPlan,
        fetch: Fetch,
        media: OpenMedia | None = None,
        *,
        unrolled: bool = False,
        sources: Sources | None = None,
    ) -> None:
        """Check the plan; WrongUsage where its items overlap, leave it, or ask for what cannot be done.

        ``media`` opens what a plan of timelines uses beside takes. With ``unrolled`` a take is resampled only as far as it is
        asked for: the same samples, and the first of a long take a hundred times sooner. Then one thread renders.
        ``sources`` are those of another mix, made with the same arguments, whose plan was edited since: what they keep is used.
        """
        check(plan)
        self._sounding = _Unrolled if unrolled else sound
        self.plan = plan
        self._fetch = fetch
        self._row = _Row([item for item in plan.items if item.layer is None])
        layered = sorted((item for item in plan.items if item.layer is not None), key=_track)
        self._layers = [_Row(list(row)) for _, row in groupby(layered, key=_track)]
        self._sources = sources or Sources(plan.rate, fetch, media)
        self._held: tuple[int, Samples | Unrolled] | None = None

    def blocks(self, start: int = 0, end: int | None = None, *, block: int = BLOCK) -> Iterator[Samples]:
        """Yield frames ``start`` to ``end`` (the plan's end where None) in order, each block a new array.

        Samples may exceed full scale where gains ask for it; ``pcm`` clips. Where no take lies they are exactly zero.
        No more than two takes are in memory at once, and of what lies on tracks no more than ``sources`` keeps.

        Raises:
            Damaged: a take's audio cannot be decoded, or is shorter than recorded.
            LecternError: whatever ``fetch`` and ``media`` raise.
        """
        end = self.plan.length if end is None else end
        if not 0 <= start <= end <= self.plan.length:
            raise WrongUsage("A window outside the recording was asked for.", detail=f"{start}..{end}")
        held = self._held
        for begin in range(start, end, block):
            out = np.zeros((min(block, end - begin), self.plan.channels), dtype=np.float32)
            for index in self._row.touching(begin, begin + len(out)):
                if held is None or held[0] != index:
                    held = self._held = (index, self._sound(self._row.items[index]))
                _place(out, begin, held[1], self._row.items[index].start)
            for row in self._layers:
                for index in row.touching(begin, begin + len(out)):
                    self._add(out, begin, row.items[index])
            yield out

    def _sound(self, item: PlanItem) -> Samples | Unrolled:
        return self._sounding(item, self._fetch(item.take), self.plan.rate, self.plan.channels)

    def _add(self, out: Samples, begin: int, item: PlanItem) -> None:
        """Add what of an item on a track falls on ``out``, which starts at ``begin``."""
        layer = item.layer
        assert layer is not None, "it is on a track"
        first, last = max(begin, item.start), min(begin + len(out), item.end)
        track = self.plan.tracks[layer.track]
        place = layer.offset - item.start
        samples = self._sources.heard(item, layer, first + place, last + place)
        gain = _gain(item, layer, track, first, last)
        part = out[first - begin : last - begin]
        if part.shape[1] == 1 < samples.shape[1]:
            samples = samples.mean(axis=1, keepdims=True, dtype=np.float32)
        sides = _sides(track.pan, samples.shape[1]) if part.shape[1] == 2 else (1.0,)
        # Channel by channel: multiplying rows of two takes four times as long.
        for channel, side in enumerate(sides):
            part[:, channel] += samples[:, min(channel, samples.shape[1] - 1)] * (gain * np.float32(side))


def _track(item: PlanItem) -> int:
    return item.layer.track if item.layer is not None else -1


class _Row:
    """Items in order, of which none ends behind the end of the next."""

    def __init__(self, items: list[PlanItem]) -> None:
        self.items = items
        self._ends = [item.end for item in items]

    def touching(self, begin: int, end: int) -> Iterator[int]:
        """Yield the numbers of the items that sound between ``begin`` and ``end``."""
        index = bisect_right(self._ends, begin)
        while index < len(self.items) and self.items[index].start < end:
            if self.items[index].length:
                yield index
            index += 1


def check(plan: MixPlan) -> None:
    """Raise WrongUsage unless the items lie in the plan, and in order; without tracks they do not overlap or stretch."""
    for before, after in pairwise(item for item in plan.items if item.layer is None):
        if after.start < before.end:
            raise WrongUsage("Two recordings overlap in the mix.", detail=f"at sample {after.start}")
    for item in plan.items:
        if item.length < 0 or item.start < 0 or item.end > plan.length:
            raise WrongUsage("A recording lies outside the mix.", detail=f"at sample {item.start}")
        if item.stretch != 1.0 and item.layer is None:
            raise WrongUsage("Only what lies on a track can be fitted to a length.", detail=f"{item.stretch}")
    if plan.channels not in {1, 2}:
        raise WrongUsage("A mix is mono or stereo.", detail=f"{plan.channels} channels")


def sound(item: PlanItem, data: bytes, rate: int, channels: int) -> Samples:
    """Return what an item sounds like on a plan of ``rate`` and ``channels``: float32 of shape (item.length, channels)."""
    part = _fitted(resampled(_levelled(item, data, channels), item.take.rate, rate), item.length, channels)
    _fade(part, item)
    return part


class _Unrolled(Unrolled):
    """What ``sound`` returns, made as far as it is asked for. One thread."""

    def __init__(self, item: PlanItem, data: bytes, rate: int, channels: int) -> None:
        super().__init__(_levelled(item, data, channels), item.take.rate, rate, item.length, channels)
        self._item = item

    def finish(self, made: Samples, start: int) -> None:
        """Fade samples as far as they lie at an end of the item."""
        item, ready = self._item, start + len(made)
        rising, falling = min(item.fade_in, item.length), min(item.fade_out, item.length)
        if start < rising:
            made[: rising - start] *= _rise(rising)[start:ready]
        begins = item.length - falling
        if ready > begins:
            first = max(start, begins)
            made[first - start :] *= _rise(falling)[::-1][first - begins : ready - begins]


def _levelled(item: PlanItem, data: bytes, channels: int) -> Samples:
    """Return what is heard of a take, at its own rate and at the item's gain."""
    part = trimmed(item.take, data)
    if part.shape[1] > channels:
        part = part.mean(axis=1, keepdims=True, dtype=np.float32)
    if item.gain != 1.0:
        part *= np.float32(item.gain)  # the array is our own; a new one would cost more than the multiplication
    return part


def _fitted(samples: Samples, length: int, channels: int) -> Samples:
    """Return ``length`` frames of ``channels``: the samples themselves if they fit, for a copy costs half a resample."""
    if samples.shape == (length, channels):
        return samples
    fitted = np.zeros((length, channels), dtype=np.float32)
    kept = min(length, len(samples))
    fitted[:kept] = samples[:kept]  # one channel fills both of a stereo plan
    return fitted


def _fade(samples: Samples, item: PlanItem) -> None:
    """Apply the item's fades in place: halves of a raised cosine, which has no corner to be heard."""
    if fade_in := min(item.fade_in, len(samples)):
        samples[:fade_in] *= _rise(fade_in)
    if fade_out := min(item.fade_out, len(samples)):
        samples[-fade_out:] *= _rise(fade_out)[::-1]


def _rise(frames: int) -> Samples:
    phase = (np.arange(frames, dtype=np.float64) + 0.5) * (np.pi / frames)
    return (0.5 - 0.5 * np.cos(phase)).astype(np.float32)[:, None]


def _place(out: Samples, begin: int, samples: Samples | Unrolled, at: int) -> None:
    """Copy the part of ``samples``, which start at ``at`` on the plan, that falls on ``out``, which starts at ``begin``."""
    first, last = max(begin, at), min(begin + len(out), at + len(samples))
    out[first - begin : last - begin] = samples[first - at : last - at]


# What lies on tracks


def _gain(item: PlanItem, layer: Layer, track: PlanTrack, first: int, last: int) -> Samples:
    """Return the gain of an item at the samples ``first`` to ``last`` of the plan, or the one of all of them."""
    shape, level = layer.shape, item.gain * track.volume
    lines = [_line(shape.gain, shape.start, first, last), _line(track.ducking, 0, first, last)]
    end = shape.start + shape.length
    fades = [
        (layer.begin, layer.begin + item.fade_in, False),
        (layer.end, layer.end - item.fade_out, False),
        (shape.start, shape.start + shape.fade_in, shape.crossed_in),
        (end, end - shape.fade_out, shape.crossed_out),
    ]
    touched = [fade for fade in fades if max(first, min(fade[:2])) < min(last, max(fade[:2]))]
    if not touched and all(line is None for line in lines):
        return np.full(1, level, np.float32)
    gain: Gains = np.full(last - first, level)
    for line in lines:
        if line is not None:
            gain *= line
    for edge, over, power in touched:
        low, high = max(first, min(edge, over)), min(last, max(edge, over))
        gain[low - first : high - first] *= _slope(low, high, edge, over, power=power)
    return gain.astype(np.float32)


def _slope(low: int, high: int, edge: int, over: int, *, power: bool) -> Gains:
    """Return a fade at the samples ``low`` to ``high``: it is silent at ``edge``, and over at ``over``, on either side of it.

    ``power``: a quarter of a sine, of which two opposite ones keep the power; otherwise half of a raised cosine, which has no
    corner to be heard.
    """
    places = np.arange(low, high, dtype=np.float64)
    phase = ((places - edge if over > edge else edge - 1 - places) + 0.5) / abs(over - edge)
    made: Gains = np.sin(phase * (np.pi / 2)) if power else 0.5 - 0.5 * np.cos(phase * np.pi)
    return made


def _line(points: Sequence[GainPoint], origin: int, first: int, last: int) -> Gains | None:
    """Return a line of gain points at the samples ``first`` to ``last``, the points counted from ``origin``; None for 0 dB."""
    if not points:
        return None
    left = max(0, bisect_right(points, first - origin, key=attrgetter("at")) - 1)
    right = bisect_right(points, last - origin, key=attrgetter("at")) + 1
    near = points[left:right]
    if not any(point.db for point in near):
        return None
    places = np.arange(first - origin, last - origin, dtype=np.float64)
    decibels = np.interp(places, [point.at for point in near], [point.db for point in near])
    made: Gains = np.exp(decibels * _PER_DB)
    return made


def _sides(pan: float, channels: int) -> tuple[float, float]:
    """Return the gains of left and right for a sound of one channel or two.

    Mono is panned at equal power, 3 dB lower in the middle than at a side, and in all 3 dB louder: in the middle it is as loud
    as in a mix that is mono. Stereo is balanced: the other side gets lower.
    """
    if channels == 1 and pan:
        angle = (pan + 1.0) * math.pi / 4
        return math.sqrt(2) * math.cos(angle), math.sqrt(2) * math.sin(angle)
    return (min(1.0, 1.0 - pan), min(1.0, 1.0 + pan)) if channels == 2 else (1.0, 1.0)
