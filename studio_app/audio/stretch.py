"""Fit sound to a length with its pitch kept, exact to the sample.

Waveform similarity (Verhelst and Roelants, "An overlap-add technique based on waveform similarity", ICASSP 1993): sound is
played on as it is while its place drifts from where it should be, and goes over to a place nearby at which the wave looks
alike. When, is weighed: how unlike the wave is there, against how far off the place is where it would be played on. Its first
and last samples stay the first and last, and most of what is between is as it was.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import soxr  # type: ignore[import-untyped]

if TYPE_CHECKING:
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
#: Energies below this are silence, which is like nothing.
_SILENT = 1e-12


def fit(samples: Samples, rate: int, length: int) -> Samples:
    """Return sound, of shape (frames, channels) at ``rate``, made ``length`` frames long. Any thread.

    The same for the same arguments, always. All channels are cut at the same places.
    """
    frames = len(samples)
    steps = max(1, round(length / (_STEP_S * rate)))
    if frames == length or not frames or steps == 1:
        made = np.zeros((length, samples.shape[1]), np.float32)
        made[: min(frames, length)] = samples[:length]
        return made
    places = [length * number // steps for number in range(steps + 1)]
    return _joined(samples, places, _path(samples, rate, places))


def _joined(samples: Samples, places: list[int], path: list[int]) -> Samples:
    """Return what is heard: at ``places[n]`` what lies at ``path[n]``, and from there over to what leads to ``path[n + 1]``."""
    made = np.empty((places[-1], samples.shape[1]), np.float32)
    for number in range(len(places) - 1):
        step = places[number + 1] - places[number]
        here, there = path[number], path[number + 1] - step
        out = made[places[number] : places[number + 1]]
        out[:] = _cut(samples, here, here + step)
        if here != there:
            out += _rise(step) * (_cut(samples, there, there + step) - out)
    return made


def _path(samples: Samples, rate: int, places: list[int]) -> list[int]:
    """Return where in the sound what is heard at each of ``places`` is taken from."""
    search = _Search(samples, rate)
    frames, length, path = search.frames, places[-1], [0]
    for before, at in pairwise(places[:-1]):
        path.append(search.next(path[-1], at - before, frames * at // length))
    return search.closed(path, places)


class _Search:
    """Looks for places at which the wave goes on as it should."""

    def __init__(self, samples: Samples, rate: int) -> None:
        self._mono: Floats = samples.mean(axis=1, dtype=np.float32) if samples.shape[1] > 1 else samples[:, 0]
        self._factor = max(1, rate // _COARSE)
        self._few = _thinned(self._mono, self._factor)
        self._reach = round(_SEARCH_S * rate)
        self.frames = len(self._mono)

    def next(self, here: int, step: int, wanted: int) -> int:
        """Return the place near ``wanted`` the ``step`` samples before which are most like those from ``here`` on."""
        on, reach = here + step, self._reach
        # What leads to the place, and what follows it for another step, is to lie in the sound.
        low = max(0, wanted - reach - step)
        high = max(low, min(wanted + reach - step, self.frames - 2 * step - 1))
        off = abs(on - wanted) / reach
        there = low <= here <= high
        if there and off <= _NEAR:
            return on
        factor = self._factor
        like = _cut(self._few, here // factor, (here + step) // factor)
        found = _alike(like, _cut(self._few, low // factor, high // factor + len(like)))
        offs = ((low // factor + np.arange(len(found))) * factor + step - wanted) / reach
        worth = found - _OFF * offs * offs
        best = int(np.argmax(worth))
        if there and 1.0 - _OFF * off * off >= worth[best]:
            return on
        return self._exactly(here, step, low, high, (low // factor + best) * factor)

    def closed(self, path: list[int], places: list[int]) -> list[int]:
        """Return a path to the last sample, given one to the last place but one.

        From some place near the end it is played on as it is. Where that is, the wave is most alike.
        """
        length, best, alike = places[-1], len(path), -2.0
        for number in range(len(path), 0, -1):
            at, step = places[number], places[number] - places[number - 1]
            rest = self.frames - (length - at)
            if alike > -2.0 and abs(rest - self.frames * at // length) > self._reach:
                break
            here = path[number - 1]
            found = _alike(_cut(self._mono, here, here + step), _cut(self._mono, rest - step, rest))[0]
            if found > alike:
                best, alike = number, float(found)
        return [*path[:best], *(self.frames - (length - at) for at in places[best:])]

    def _exactly(self, here: int, step: int, low: int, high: int, about: int) -> int:
        first = max(about - self._factor, low)
        last = max(first, min(about + self._factor, high))
        found = _alike(_cut(self._mono, here, here + step), _cut(self._mono, first, last + step))
        return first + int(np.argmax(found)) + step


def _alike(like: Floats, among: Floats) -> npt.NDArray[np.float64]:
    """Return how alike to ``like`` each stretch of ``among`` is that is as long: their normalized correlation."""
    count = len(like)
    sums = np.concatenate([[0.0], np.cumsum(np.square(among, dtype=np.float64))])
    energies = np.maximum((sums[count:] - sums[:-count]) * float(like @ like), _SILENT)
    made: npt.NDArray[np.float64] = np.correlate(among, like, "valid") / np.sqrt(energies)
    return made


def _thinned(mono: Floats, factor: int) -> Floats:
    return mono if factor == 1 else soxr.resample(mono, factor, 1, quality="LQ")


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
