"""Fit sound to a length with its pitch kept, exact to the sample.

Waveform similarity (Verhelst and Roelants, "An overlap-add technique based on waveform similarity", ICASSP 1993): sound is
played on as it is while its place drifts from where it should be, and where that gets too far it goes over to the place nearby
at which the wave looks most alike. Its first and last samples stay the first and last, and most of what is between is as it
was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import soxr  # type: ignore[import-untyped]

if TYPE_CHECKING:
    import numpy.typing as npt

    from studio_app.audio.decode import Samples

    Floats = npt.NDArray[np.float32]

#: Seconds between two places where it may go over; it takes that long to do so.
_STEP_S = 0.012
#: Seconds a place may be from where it should be: more than the longest period of a voice, so that there is always a whole one
#: to leave out or to say again.
_SEARCH_S = 0.008
_DRIFT_S = 0.006
#: Samples per second at which likeness is looked for first.
_COARSE = 8000
#: Likeness is not told from noise below this energy.
_SILENT = 1e-9


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
    mono = samples.mean(axis=1, dtype=np.float32) if samples.shape[1] > 1 else samples[:, 0]
    factor = max(1, rate // _COARSE)
    few = _thinned(mono, factor)
    frames, length = len(mono), places[-1]
    reach, drift = round(_SEARCH_S * rate), round(_DRIFT_S * rate)
    path = [0]
    for before, at, following in zip(places, places[1:], places[2:], strict=False):
        step = at - before
        on = path[-1] + step
        wanted = frames * at // length
        near = min(reach, wanted, frames - wanted)
        next_wanted = frames * following // length
        if abs(on - wanted) <= min(near, drift) and abs(on + following - at - next_wanted) <= drift:
            path.append(on)
            continue
        path.append(_likest(mono, few, factor, path[-1], step, wanted, near))
    return [*path, frames]


def _likest(mono: Floats, few: Floats, factor: int, here: int, step: int, wanted: int, near: int) -> int:
    """Return the place within ``near`` of ``wanted`` the ``step`` samples before which are most like those from ``here`` on."""
    like = _cut(few, here // factor, (here + step) // factor)
    low = (wanted - near - step) // factor
    high = (wanted + near - step) // factor
    best = (low + _best(like, _cut(few, low, high + len(like)))) * factor
    like = _cut(mono, here, here + step)
    first = max(best - factor, wanted - near - step)
    last = max(first, min(best + factor, wanted + near - step))
    return first + _best(like, _cut(mono, first, last + step)) + step


def _best(like: Floats, among: Floats) -> int:
    """Return where in ``among`` a stretch as long as ``like`` is most like it, by normalized correlation."""
    count = len(like)
    products = np.correlate(among, like, "valid")
    sums = np.concatenate([[0.0], np.cumsum(among.astype(np.float64) ** 2)])
    energies = np.maximum(sums[count:] - sums[:-count], _SILENT)
    return int(np.argmax(products / np.sqrt(energies)))


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
