"""The mix: a MixPlan becomes samples, block by block, the same ones for playback and for export.

Every take is decoded, trimmed and resampled alone, so its samples depend on nothing but the take and its place on the plan:
any window of a mix is equal, to the last bit, to the same window cut from the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import soxr  # type: ignore[import-untyped]

from studio_app.audio.decode import decode
from studio_app.domain.errors import Damaged, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio_app.audio.decode import Samples
    from studio_app.domain.mixplan import MixPlan, PlanItem
    from studio_app.domain.takes import Take

    #: Returns the stored bytes of a take. It is called from several threads at once.
    Fetch = Callable[[Take], bytes]

#: Frames in a block: one and a half seconds, small enough to stay in the processor's cache.
BLOCK = 65536
#: Frames of a take that are resampled at a time where it is unrolled.
_STRETCH = 8192
#: A take whose decoder gives fewer frames than recorded is filled up with silence within this (decoders of different
#: versions disagree about the padding of MP3 and Opus); what misses more is damaged.
_TOLERATED_SECONDS = 0.1


def render(
    plan: MixPlan, fetch: Fetch, start: int = 0, end: int | None = None, *, block: int = BLOCK
) -> Iterator[Samples]:
    """Yield the frames ``start`` to ``end`` of a plan as float32 blocks of shape (at most ``block``, channels).

    See ``Mix.blocks``; make a ``Mix`` where several windows of one plan are wanted.
    """
    return Mix(plan, fetch).blocks(start, end, block=block)


class Mix:
    """A plan that can be rendered. Several threads may render windows of one Mix at the same time."""

    def __init__(self, plan: MixPlan, fetch: Fetch, *, unrolled: bool = False) -> None:
        """Check the plan; WrongUsage where its items overlap, leave it, or ask for a time-fit.

        With ``unrolled`` a take is resampled only as far as it is asked for: the same samples, and the first of a long take
        a hundred times sooner. Then one thread renders.
        """
        check(plan)
        self._sounding = Unrolled if unrolled else sound
        self.plan = plan
        self._fetch = fetch
        self._starts = [item.start for item in plan.items]
        self._held: tuple[int, Samples | Unrolled] | None = None

    def blocks(self, start: int = 0, end: int | None = None, *, block: int = BLOCK) -> Iterator[Samples]:
        """Yield frames ``start`` to ``end`` (the plan's end where None) in order, each block a new array.

        Samples may exceed full scale where gains ask for it; ``pcm`` clips. Where no take lies they are exactly zero.
        No more than two takes are in memory at once.

        Raises:
            Damaged: a take's audio cannot be decoded, or is shorter than recorded.
            LecternError: whatever ``fetch`` raises.
        """
        end = self.plan.length if end is None else end
        if not 0 <= start <= end <= self.plan.length:
            raise WrongUsage("A window outside the recording was asked for.", detail=f"{start}..{end}")
        held = self._held
        for begin in range(start, end, block):
            out = np.zeros((min(block, end - begin), self.plan.channels), dtype=np.float32)
            for index in self._touching(begin, begin + len(out)):
                if held is None or held[0] != index:
                    held = self._held = (index, self._sound(self.plan.items[index]))
                _place(out, begin, held[1], self.plan.items[index].start)
            yield out

    def _touching(self, begin: int, end: int) -> Iterator[int]:
        """Yield the numbers of the items that sound between ``begin`` and ``end``."""
        index = max(0, bisect_right(self._starts, begin) - 1)
        while index < len(self._starts) and self._starts[index] < end:
            if self._starts[index] + self.plan.items[index].length > begin:
                yield index
            index += 1

    def _sound(self, item: PlanItem) -> Samples | Unrolled:
        return self._sounding(item, self._fetch(item.take), self.plan.rate, self.plan.channels)


def check(plan: MixPlan) -> None:
    """Raise WrongUsage unless the items lie in the plan, in order, apart, and ask for nothing that is not there yet."""
    for before, after in pairwise(plan.items):
        if after.start < before.start + before.length:
            raise WrongUsage("Two recordings overlap in the mix.", detail=f"at sample {after.start}")
    for item in plan.items:
        if item.length < 0 or item.start < 0 or item.start + item.length > plan.length:
            raise WrongUsage("A recording lies outside the mix.", detail=f"at sample {item.start}")
        if item.stretch != 1.0:
            raise WrongUsage("Fitting speech to a length is not available in this version.", detail=f"{item.stretch}")
    if plan.channels not in {1, 2}:
        raise WrongUsage("A mix is mono or stereo.", detail=f"{plan.channels} channels")


def sound(item: PlanItem, data: bytes, rate: int, channels: int) -> Samples:
    """Return what an item sounds like on a plan of ``rate`` and ``channels``: float32 of shape (item.length, channels)."""
    part = _levelled(item, data, channels)
    if item.take.rate != rate and len(part):
        part = soxr.resample(part, item.take.rate, rate, quality="HQ")
    part = _fitted(part, item.length, channels)
    _fade(part, item)
    return part


class Unrolled:
    """What ``sound`` returns, made as far as it is asked for. One thread."""

    def __init__(self, item: PlanItem, data: bytes, rate: int, channels: int) -> None:
        self._item = item
        self._left = _levelled(item, data, channels)
        self._stream = None
        if item.take.rate != rate and len(self._left):
            self._stream = soxr.ResampleStream(item.take.rate, rate, self._left.shape[1], dtype="float32", quality="HQ")
        self._made = np.zeros((item.length, channels), dtype=np.float32)
        self._ready = 0

    def __len__(self) -> int:
        """Return the frames of the whole."""
        return self._item.length

    def __getitem__(self, part: slice) -> Samples:
        """Return a part, from 0 or later to the end or sooner, in steps of 1."""
        while self._ready < part.stop and len(self._left):
            source, self._left = self._left[:_STRETCH], self._left[_STRETCH:]
            if self._stream is not None:
                source = self._stream.resample_chunk(source, last=not len(self._left))
            self._add(source)
        return self._made[part]

    def _add(self, samples: Samples) -> None:
        """Append samples, faded as far as they lie at an end of the item."""
        start, item = self._ready, self._item
        made = self._made[start : start + len(samples)]
        made[:] = samples[: len(made)]
        self._ready = start + len(made)
        rising, falling = min(item.fade_in, item.length), min(item.fade_out, item.length)
        if start < rising:
            made[: rising - start] *= _rise(rising)[start : start + len(made)]
        begins = item.length - falling
        if self._ready > begins:
            first = max(start, begins)
            made[first - start :] *= _rise(falling)[::-1][first - begins : self._ready - begins]


def _levelled(item: PlanItem, data: bytes, channels: int) -> Samples:
    """Return what is heard of a take, at its own rate and at the item's gain."""
    part = _trimmed(item.take, data)
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


def _trimmed(take: Take, data: bytes) -> Samples:
    samples = decode(data, take.codec, take.rate, take.channels)
    missing = take.trim_end - len(samples)
    if missing > _TOLERATED_SECONDS * take.rate:
        raise Damaged(
            "A recording is shorter than it was when it was made.", detail=f"take {take.id}: {missing} frames"
        )
    return samples[take.trim_start : take.trim_end]


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
