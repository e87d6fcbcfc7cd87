"""What lies on tracks, as samples at the plan's rate: takes, media of any length, and both stretched.

A recording is resampled, and a run of it stretched, in pieces that always lie in the same places. So a sample is the same
whatever was asked for before, and however the clips are cut that show it; and one in the middle of a long recording is there
as soon as one at its beginning.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import partial
from itertools import pairwise
from math import gcd
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar, cast

import numpy as np
import soxr  # type: ignore[import-untyped]

from studio_app.audio.media import MediaReader
from studio_app.audio.stretch import Stretch
from studio_app.audio.takesound import TakeSound
from studio_app.domain.errors import Damaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio_app.audio.decode import Samples
    from studio_app.domain.mixplan import Layer, PlanItem, Run
    from studio_app.domain.takes import Take

#: Samples of a piece that is resampled at a time, about: short enough to be there at once. And what the filter hears around it,
#: at the lower of both rates: soxr's "HQ" hears less than half of that (measured: from 128 on nothing changes but rounding).
_PIECE = 1 << 15
_AROUND = 256
#: Seconds of a run that is stretched in one go at the longest, and of the pieces of a longer one.
_WHOLE_S, _PIECE_S = 60, 20
#: Octets of samples that are kept, and pieces of runs of which the way through them is.
_KEPT = 128 << 20
_STRETCHES = 500


_Made = TypeVar("_Made", "Samples", "TakeSound")


class Recording(Protocol):
    """An open take or media file. Any thread may ask."""

    @property
    def rate(self) -> int:
        """Return the samples per second."""

    def frames(self, start: int, end: int) -> Samples:
        """Return the frames ``start`` to ``end``, shape (end - start, channels); silence where the file has none."""


class Sources:
    """The sounds of a plan's layers. Any thread may ask."""

    def __init__(
        self, rate: int, fetch: Callable[[Take], bytes], media: Callable[[str], Recording] | None = None
    ) -> None:
        self._rate = rate
        self._fetch = fetch
        self._media = media
        self._kept: OrderedDict[object, Samples | TakeSound] = OrderedDict()
        self._stretches: OrderedDict[object, Stretch] = OrderedDict()
        self._size = 0
        self._open: dict[str, Recording] = {}
        self._lock = threading.Lock()

    def heard(self, item: PlanItem, layer: Layer, first: int, last: int) -> Samples:
        """Return the samples ``first`` to ``last`` of an item's run, of one channel or two. They are not to be changed.

        Raises:
            Damaged: a recording cannot be decoded, or is shorter than recorded.
            LecternError: whatever opens and reads recordings raises.
        """
        whole = self._whole(item, layer)
        return self._stretched(whole, layer.run, first, last) if layer.run.stretched else self._part(whole, first, last)

    def prepare(self, item: PlanItem, layer: Layer) -> Iterator[None]:
        """Find out what takes long to find out when an item is first heard in its middle; yield every few milliseconds.

        Where its file has what, and how a long run is stretched.

        Raises:
            LecternError: as ``heard``.
        """
        if not layer.media and not layer.run.stretched:
            return
        whole = self._whole(item, layer)
        yield
        if isinstance(whole.recording, MediaReader):
            yield from whole.recording.learn()
        if layer.run.stretched:
            for begin, end in self._borders(layer.run):
                if begin < layer.offset + item.length and end > layer.offset:
                    yield from self._stretch(whole, layer.run, begin, end).prepare()

    def _whole(self, item: PlanItem, layer: Layer) -> _Whole:
        return self._media_of(layer.media) if layer.media else self._take_of(item.take)

    def _take_of(self, take: Take) -> _Whole:
        key = ("take", take.audio, take.codec, take.rate, take.channels, take.trim_start, take.trim_end)
        return _Whole(key, self._keep(key, lambda: TakeSound(take, self._fetch(take))))

    def _media_of(self, name: str) -> _Whole:
        with self._lock:
            if name not in self._open:
                if self._media is None:
                    raise Damaged("There is music or film sound here that this mix cannot open.", detail=name)
                self._open[name] = self._media(name)
            return _Whole(("media", name), self._open[name])

    def _part(self, whole: _Whole, first: int, last: int) -> Samples:
        """Return a part of a recording at the plan's rate."""
        recording = whole.recording
        if recording.rate == self._rate:
            return _stereo(recording.frames(first, last))
        to = self._rate // gcd(recording.rate, self._rate)
        step = -(-_PIECE // to) * to
        parts = [
            self._keep((*whole.key, number), partial(self._piece, recording, number, step))[
                max(0, first - number * step) : max(0, last - number * step)
            ]
            for number in range(first // step, -(-last // step))
        ]
        return np.concatenate(parts) if parts else np.zeros((0, 1), np.float32)

    def _piece(self, recording: Recording, number: int, step: int) -> Samples:
        """Return a piece of a recording, resampled with what is around it."""
        common = gcd(recording.rate, self._rate)
        to, of = self._rate // common, recording.rate // common
        around = -(-_AROUND * max(1, of // to) // of)
        begin, end = number * step // to * of, (number + 1) * step // to * of
        samples = _stereo(recording.frames(begin - around * of, end + around * of))
        made = soxr.resample(samples, recording.rate, self._rate, quality="HQ")
        return _filled(made[around * to : around * to + step], step)

    def _stretched(self, whole: _Whole, run: Run, first: int, last: int) -> Samples:
        parts = [
            self._stretch(whole, run, begin, end).part(max(0, first - begin), min(end, last) - begin)
            for begin, end in self._borders(run)
            if begin < last and end > first
        ]
        return np.concatenate(parts) if parts else np.zeros((0, 1), np.float32)

    def _borders(self, run: Run) -> Iterator[tuple[int, int]]:
        """Yield the pieces of a run that are stretched alone: each ends with the sample before that the next begins with."""
        step = (_PIECE_S if run.length > _WHOLE_S * self._rate else _WHOLE_S) * self._rate
        return pairwise([*range(0, max(1, run.length - step // 2), step), run.length])

    def _stretch(self, whole: _Whole, run: Run, begin: int, end: int) -> Stretch:
        """Return a piece of a run stretched, with the way through it as far as it was sought."""
        start, stop = (run.start + (run.end - run.start) * at // run.length for at in (begin, end))
        key = *whole.key, run, begin
        with self._lock:
            found = self._stretches.pop(key, None)
            if found is None:
                found = Stretch(
                    lambda low, high: self._part(whole, start + low, start + high),
                    self._rate,
                    stop - start,
                    end - begin,
                )
            self._stretches[key] = found
            while len(self._stretches) > _STRETCHES:
                self._stretches.popitem(last=False)
            return found

    def _keep(self, key: object, make: Callable[[], _Made]) -> _Made:
        """Return what is kept, or make it; two threads may make the same."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("_Made", self._kept[key])
        made = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._size += made.nbytes
            while self._size > _KEPT and len(self._kept) > 1:
                self._size -= self._kept.popitem(last=False)[1].nbytes
        return made


class _Whole(NamedTuple):
    """A recording, and what it is known by."""

    key: tuple[object, ...]
    recording: Recording


def _filled(samples: Samples, length: int) -> Samples:
    """Return ``length`` samples, silence behind the last."""
    if len(samples) >= length:
        return samples[:length]
    return np.concatenate([samples, np.zeros((length - len(samples), samples.shape[1]), np.float32)])


def _stereo(samples: Samples) -> Samples:
    """Return sound of more channels as stereo: what is in the middle or behind is heard on both sides, 3 dB lower.

    Channels come in FFmpeg's order; the bass channel is left out, as ITU-R BS.775 has it. Nothing gets louder than it was.
    """
    count = samples.shape[1]
    if count <= 2:
        return samples
    half = float(np.sqrt(0.5))
    left, right, middle, none = (1.0, 0.0), (0.0, 1.0), (half, half), (0.0, 0.0)
    behind = [(half, 0.0), (0.0, half)]
    rows = [left, right, *([middle] if count != 4 else []), *([none] if count >= 6 else []), *behind * 2][:count]
    if count > 8:
        rows = [left, right] + [middle] * (count - 2)
    matrix = np.array(rows, np.float32)
    made: Samples = samples @ (matrix / matrix.sum(axis=0))
    return made
