"""Fit sound to a length with its pitch kept, exact to the sample.

Waveform similarity (Verhelst and Roelants, "An overlap-add technique based on waveform similarity", ICASSP 1993): sound is
played on as it is while its place drifts from where it should be, and goes over to a place nearby at which the wave looks
alike. When, is weighed: how unlike the wave is there, against how far off the place is where it would be played on. Its first
and last samples stay the first and last, and most of what is between is as it was.
"""

from __future__ import annotations

import threading
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import soxr  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    from studio_app.audio.decode import Samples

    Floats = npt.NDArray[np.float32]

#: Seconds between two places where it may go over; it takes that long to do so.
_STEP_S = 0.012
#: Seconds a place may be from where it should be: to both sides together more than the longest period of a voice, so that there
#: is always a whole one to leave out or to say again.
_SEARCH_S = 0.008
#: How much likeness a place that far off is worth less. More keeps time better and goes over more often, which is heard as a
#: hum below a high voice. Chosen by measure, as all three.
_OFF = 0.05
#: A place this near to where it should be, as a share of the search, is played on from without looking for others.
_NEAR = 0.2
#: Samples per second at which likeness is looked for first.
_COARSE = 8000
#: So many pieces of a second are read of a sound to find the way through it.
_READS = 4
#: So many steps are gone at a time where nobody waits for them.
_AT_ONCE = 40
#: Energies below this are silence, which is like nothing.
_SILENT = 1e-12


def fit(samples: Samples, rate: int, length: int) -> Samples:
    """Return sound, of shape (frames, channels) at ``rate``, made ``length`` frames long. Any thread.

    The same for the same arguments, always. All channels are cut at the same places.
    """
    return Stretch(lambda first, last: samples[first:last], rate, len(samples), length).part(0, length)


class Stretch:
    """Sound made longer or shorter, any part of it: the way through the sound is sought from its beginning, once.

    Any thread may ask; one is answered at a time.
    """

    def __init__(self, sound: Callable[[int, int], Samples], rate: int, frames: int, length: int) -> None:
        """Make ``frames`` of a sound at ``rate`` ``length`` frames long. ``sound`` returns any part of them."""
        self._sound = sound
        self._frames, self._length = frames, length
        steps = max(1, round(length / (_STEP_S * rate)))
        self._plain = frames == length or not frames or steps == 1
        self._steps = 0 if self._plain else steps
        self._path = [0]
        self._search = None if self._plain else _Search(sound, rate, frames)
        self._lock = threading.Lock()

    def prepare(self) -> Iterator[None]:
        """Find the way through all of the sound; yield every few milliseconds. Others may ask for parts meanwhile."""
        while self._search is not None:
            with self._lock:
                self._go(len(self._path) + _AT_ONCE)
            yield

    def part(self, first: int, last: int) -> Samples:
        """Return the frames ``first`` to ``last``."""
        if self._plain:
            return _cut(self._sound(min(first, self._frames), min(last, self._frames)), 0, last - first)
        begin, end = first * self._steps // self._length, -(-last * self._steps // self._length)
        begin, end = max(0, begin - 1), min(self._steps, end + 1)
        with self._lock:
            self._go(end)
            path = self._path[begin : end + 1]
        return self._joined(begin, path)[first - self._place(begin) : last - self._place(begin)]

    def _place(self, step: int) -> int:
        return self._length * step // self._steps

    def _go(self, step: int) -> None:
        """Know the way up to a step. Its last part is known with the last step: from some place on it leads to the end."""
        search, path = self._search, self._path
        if search is None:
            return
        if self._place(step) + search.open_end(self._length) >= self._length:
            step = self._steps
        while len(path) <= min(step, self._steps - 1):
            at = self._place(len(path))
            path.append(search.next(path[-1], at - self._place(len(path) - 1), self._frames * at // self._length))
        if len(path) == self._steps:
            self._path = search.closed(path, [self._place(step) for step in range(self._steps + 1)])
            self._search = None

    def _joined(self, first: int, path: list[int]) -> Samples:
        """Return what is heard from a step on: at each what lies on the path, and from there over to what leads to the next."""
        places = [self._place(step) for step in range(first, first + len(path))]
        step = max((after - before for before, after in pairwise(places)), default=0)
        low, high = max(0, min(path) - step), min(self._frames, max(path) + step)
        samples = self._sound(low, high)
        made = np.empty((places[-1] - places[0], samples.shape[1]), np.float32)
        for (before, after), (begin, end) in zip(pairwise(path), pairwise(places), strict=True):
            step = end - begin
            here, there = before - low, after - step - low
            out = made[begin - places[0] : end - places[0]]
            out[:] = _cut(samples, here, here + step)
            if here != there:
                out += _rise(step) * (_cut(samples, there, there + step) - out)
        return made


class _Search:
    """Looks for places at which the wave goes on as it should. It reads the sound as far as it comes, in pieces."""

    def __init__(self, sound: Callable[[int, int], Samples], rate: int, frames: int) -> None:
        self.frames = frames
        self._sound, self._rate = sound, rate
        self._factor = max(1, rate // _COARSE)
        self._reach = round(_SEARCH_S * rate)
        beyond = 4 * round((_STEP_S + _SEARCH_S) * rate)
        self._mono = _Wave(frames, beyond)
        self._few = _Wave(frames // self._factor + 1, beyond // self._factor)
        self._thin = soxr.ResampleStream(self._factor, 1, 1, dtype="float32", quality="LQ")
        self._offs = np.arange(0, beyond, self._factor, dtype=np.float64)

    def next(self, here: int, step: int, wanted: int) -> int:
        """Return the place near ``wanted`` the ``step`` samples before which are most like those from ``here`` on."""
        on, reach = here + step, self._reach
        self._read(wanted + reach + step)
        # What leads to the place, and what follows it for another step, is to lie in the sound.
        low = max(0, wanted - reach - step)
        high = max(low, min(wanted + reach - step, self.frames - 2 * step - 1))
        off = abs(on - wanted) / reach
        there = low <= here <= high
        if there and off <= _NEAR:
            return on
        factor = self._factor
        first = low // factor
        worth = self._few.alike(here // factor, (here + step) // factor, first, high // factor + 1)
        offs = self._offs[: len(worth)] + (first * factor + step - wanted)
        offs *= offs
        worth -= offs * (_OFF / reach**2)
        best = int(worth.argmax())
        if there and 1.0 - _OFF * off * off >= worth[best]:
            return on
        about = (first + best) * factor
        begin = max(about - factor, low)
        found = self._mono.alike(here, here + step, begin, max(begin, min(about + factor, high)) + 1)
        return begin + int(found.argmax()) + step

    def closed(self, path: list[int], places: list[int]) -> list[int]:
        """Return a path to the last sample, given one to the last place but one.

        From some place near the end it is played on as it is. Where that is, the wave is most alike.
        """
        self._read(self.frames)
        length, best, alike = places[-1], len(path), -2.0
        for number in range(len(path), 0, -1):
            at, step = places[number], places[number] - places[number - 1]
            rest = self.frames - (length - at)
            if alike > -2.0 and abs(rest - self.frames * at // length) > self._reach:
                break
            found = self._mono.likeness(path[number - 1], rest - step, step)
            if found > alike:
                best, alike = number, found
        return [*path[:best], *(self.frames - (length - at) for at in places[best:])]

    def open_end(self, length: int) -> int:
        """Return from how many samples before the end on ``closed`` may lead another way."""
        return -(-(self._reach + 1) * length // abs(self.frames - length))

    def _read(self, end: int) -> None:
        """Read on in the sound, at least up to ``end``."""
        while self._few.end * self._factor < min(end, self.frames) and self._mono.end < self.frames:
            samples = self._sound(self._mono.end, min(self._mono.end + self._rate // _READS, self.frames))
            mono = samples.mean(axis=1, dtype=np.float32) if samples.shape[1] > 1 else samples[:, 0]
            self._mono.add(mono)
            last = self._mono.end == self.frames
            self._few.add(mono if self._factor == 1 else self._thin.resample_chunk(mono, last=last))


class _Wave:
    """Samples of one channel and the sums of their squares, and ``beyond`` samples of silence behind ``end``."""

    def __init__(self, length: int, beyond: int) -> None:
        self._samples: Floats = np.zeros(length + beyond, np.float32)
        self._sums = np.zeros(length + beyond + 1)
        self._beyond = beyond
        self.end = 0

    def add(self, samples: Floats) -> None:
        """Add samples."""
        begin, self.end = self.end, self.end + len(samples)
        self._samples[begin : self.end] = samples
        sums = self._sums[begin : self.end + 1]
        np.cumsum(np.square(samples, dtype=np.float64), out=sums[1:])
        sums[1:] += sums[0]
        self._sums[self.end + 1 : self.end + 1 + self._beyond] = sums[-1]

    def alike(self, start: int, end: int, first: int, last: int) -> npt.NDArray[np.float64]:
        """Return how alike to the samples ``start`` to ``end`` those are that begin at ``first`` to before ``last``.

        It is their normalized correlation.
        """
        count = end - start
        energies = self._sums[first + count : last + count] - self._sums[first:last]
        energies *= self._sums[end] - self._sums[start]
        np.maximum(energies, _SILENT, out=energies)
        found = np.correlate(self._samples[first : last + count - 1], self._samples[start:end], "valid")
        made: npt.NDArray[np.float64] = found / np.sqrt(energies)
        return made

    def likeness(self, start: int, other: int, count: int) -> float:
        """Return how alike ``count`` samples are to those at another place, which may lie before the first."""
        one, two = (_cut(self._samples, at, at + count).astype(np.float64) for at in (start, other))
        return float(one @ two / np.sqrt(max(float(one @ one) * float(two @ two), _SILENT)))


def _cut(samples: Floats, start: int, end: int) -> Floats:
    """Return samples ``start`` to ``end``, silence where there are none."""
    if start >= 0 and end <= len(samples):
        return samples[start:end]
    out = np.zeros((end - start, *samples.shape[1:]), np.float32)
    first, last = max(0, start), min(end, len(samples))
    if first < last:
        out[first - start : last - start] = samples[first:last]
    return out


def _rise(frames: int) -> Samples:
    phase = (np.arange(frames, dtype=np.float64) + 0.5) * (np.pi / frames)
    return (0.5 - 0.5 * np.cos(phase)).astype(np.float32)[:, None]
