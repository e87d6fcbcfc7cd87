"""What is measured on a recording: where speech begins and ends, how loud it is.

True peak is the peak of the signal between the samples, found by interpolation as ITU-R BS.1770-5 annex 2 describes, with
a longer filter and eight phases instead of four, but only around samples that can matter, which is what makes it fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from studio_app.audio.decode import decode
from studio_app.domain.takes import Levels

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from studio_app.audio.decode import Samples

#: Silence is what stays below -60 dBFS, or 50 dB below the peak where that is less, but never below -80 dBFS (about three
#: steps of 16 bits). A quiet voice so keeps its decays, and a hissing engine is not mistaken for one that is silent.
_ABSOLUTE = 10 ** (-60 / 20)
_RELATIVE = 10 ** (-50 / 20)
_LEAST = 10 ** (-80 / 20)
#: Seconds kept around what is heard, so that neither the rise of a plosive nor the fall of a vowel is cut.
_GUARD_BEFORE = 0.010
_GUARD_AFTER = 0.030
#: Samples looked at together: few enough to stay in the cache, many enough that calling NumPy costs nothing beside them.
_SCAN = 65536

_PHASES = 8
_TAPS = 48
_KAISER = 6.0
#: The peak between samples lies next to a sample that is itself a maximum and, as even a tone of a quarter of the rate is
#: sampled within 3 dB of its peak, within 3 dB of the highest; only there it is looked for.
_CANDIDATE = 0.7


def speech_bounds(samples: Samples, rate: int) -> tuple[int, int]:
    """Return the frames (start, end) between which something is heard, with a small guard; (0, 0) where nothing is."""
    peak = _sample_peak(samples)
    if peak < _LEAST:
        return 0, 0
    threshold = max(_LEAST, min(_ABSOLUTE, peak * _RELATIVE))
    first = _first_above(samples, threshold)
    last = len(samples) - 1 - _first_above(samples[::-1], threshold)
    start = max(0, first - int(_GUARD_BEFORE * rate))
    end = min(len(samples), last + 1 + int(_GUARD_AFTER * rate))
    return start, end


def levels(samples: Samples, bounds: tuple[int, int] | None = None) -> Levels:
    """Return true peak and mean square of the frames within ``bounds`` (all where None), over all channels together."""
    part = samples if bounds is None else samples[bounds[0] : bounds[1]]
    if not part.size:
        return Levels(0.0, 0.0)
    energy = sum(float(np.vdot(block, block)) for block in _blocks(part)) / part.size
    return Levels(max(_true_peak(part[:, channel]) for channel in range(part.shape[1])), energy)


def inspect(data: bytes, codec: str, rate: int, channels: int) -> tuple[int, int, int, Levels]:
    """Decode a recording and return (frames, trim_start, trim_end, levels between the trim points), as a Take holds them.

    Any thread. Raises Damaged as ``decode`` does.
    """
    samples = decode(data, codec, rate, channels)
    bounds = speech_bounds(samples, rate)
    return len(samples), *bounds, levels(samples, bounds)


def _blocks(samples: Samples) -> Iterator[Samples]:
    for begin in range(0, len(samples), _SCAN):
        yield samples[begin : begin + _SCAN]


def _sample_peak(samples: Samples) -> float:
    return float(max(samples.max(), -samples.min())) if samples.size else 0.0


def _first_above(samples: Samples, threshold: float) -> int:
    """Return the first frame at which a channel reaches ``threshold``; one does."""
    begin = 0
    for block in _blocks(samples):
        if _sample_peak(block) >= threshold:
            return begin + int((np.abs(block) >= threshold).any(axis=1).argmax())
        begin += len(block)
    return len(samples)


def _true_peak(samples: Samples) -> float:
    """Return the peak of one channel between and at its samples."""
    peak = _sample_peak(samples)
    if peak == 0.0:
        return 0.0
    least = peak * _CANDIDATE
    begins = range(0, len(samples), _SCAN)
    loud = [begin for begin, block in zip(begins, _blocks(samples), strict=True) if _sample_peak(block) >= least]
    return max(peak, *(_between(samples, begin, least) for begin in loud))


def _between(samples: Samples, begin: int, least: float) -> float:
    """Return the peak between the samples, next to those from ``begin`` on that are maxima of at least ``least``."""
    end = min(begin + _SCAN, len(samples))
    first, last = max(0, begin - _TAPS), min(len(samples), end + _TAPS)
    padded = np.zeros(end - begin + 2 * _TAPS, dtype=np.float32)
    padded[first - begin + _TAPS : last - begin + _TAPS] = samples[first:last]
    # Half the taps on the left of a sample, half on the right, on both sides of the phases between i-1 and i+1.
    rows = np.lib.stride_tricks.sliding_window_view(padded, _TAPS + 1)
    between = rows[_maxima(np.abs(padded[_TAPS - 1 : 1 - _TAPS]), least) + _TAPS // 2] @ _KERNEL
    return float(max(between.max(), -between.min())) if between.size else 0.0


def _maxima(magnitude: Samples, least: float) -> npt.NDArray[np.intp]:
    """Return where ``magnitude``, without its first and last, is at least ``least`` and no smaller than its neighbours."""
    middle = magnitude[1:-1]
    return np.flatnonzero((middle >= least) & (middle >= magnitude[:-2]) & (middle >= magnitude[2:]))


def _kernel() -> npt.NDArray[np.float32]:
    """Return a Kaiser-windowed sinc, a column for each phase between the sample before the centre and the one after."""
    taps = np.arange(_TAPS + 1)[:, None] - _TAPS // 2
    phases = np.arange(1 - _PHASES, _PHASES)[None, :] / _PHASES
    distance = taps - phases
    window = np.i0(_KAISER * np.sqrt(np.clip(1 - (distance / (_TAPS // 2 + 1)) ** 2, 0, 1))) / np.i0(_KAISER)
    return np.asarray(np.sinc(distance) * window, dtype=np.float32)


_KERNEL = _kernel()
