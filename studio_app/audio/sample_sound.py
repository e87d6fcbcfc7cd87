"""What is heard in a recording of speech: where somebody speaks, noise, the room, and whether one or several speak.

Estimates from frames of 10 and 20 ms, made while the samples pass by.

Reverberation is judged blindly, from how fast the level falls where speech stops (after Ratnam et al. 2003 and Wen et al.
2008: a room cannot let it fall faster than it rings). Speakers are told apart by pitch (autocorrelation, after Boersma 1993)
and by the shape of the spectrum (mel cepstrum), over stretches of voiced speech put into two groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import soxr  # type: ignore[import-untyped]

if TYPE_CHECKING:
    import numpy.typing as npt

    from studio_app.audio.decode import Samples

    Floats = npt.NDArray[np.float32]
    Flags = npt.NDArray[np.bool_]

#: Everything is looked at with so many samples a second: what tells speakers and rooms apart is below 8 kHz.
RATE = 16000
#: Samples of a frame of level, and from one frame of pitch to the next.
_HOP, _STEP = 160, 320
FRAME_S = _HOP / RATE
#: Samples of a frame of pitch, and points of its spectrum: as many more as the longest period needs.
_WINDOW, _POINTS = 640, 1024
#: Pitch is looked for between these, in Hz; a frame is voiced where its autocorrelation at one period is above that.
_LOWEST, _HIGHEST, _VOICED = 60.0, 480.0, 0.55
#: Mel bands, and how many coefficients of their cepstrum are kept.
_BANDS, _KEPT = 24, 12
#: The level of digital silence.
SILENT_DB = -120.0
#: Speech is within so much of the loud parts, and so much above what is there without it.
_RANGE_DB, _ABOVE_DB = 32.0, 6.0
#: Gaps in speech up to this are part of it; shorter sounds are none. In frames.
_GAP, _BURST = 20, 5


@dataclass(frozen=True, slots=True)
class Frames:
    """A recording as frames: ``level`` (dB) and ``bright``, the same with less bass, every 10 ms.

    ``pitch`` in Hz, 0 where there is none, and ``timbre`` every 20 ms.
    """

    level: Floats
    bright: Floats
    pitch: Floats
    timbre: Floats


class Sound:
    """Takes the samples of a recording as they pass by; ``end`` returns its frames. One thread."""

    def __init__(self, rate: int) -> None:
        self._resampler = soxr.ResampleStream(rate, RATE, 1, dtype="float32", quality="HQ") if rate != RATE else None
        self._rest = np.zeros(0, dtype=np.float32)
        self._before = np.float32(0)
        self._parts: list[tuple[Floats, Floats, Floats, Floats]] = []

    def feed(self, mono: Samples) -> None:
        """Take the next samples of one channel."""
        self._take(mono if self._resampler is None else self._resampler.resample_chunk(mono, last=False))

    def end(self) -> Frames:
        """Return all frames; what is less than one is left out."""
        if self._resampler is not None:
            self._take(self._resampler.resample_chunk(np.zeros(0, dtype=np.float32), last=True))
        if not self._parts:
            empty = np.zeros(0, dtype=np.float32)
            return Frames(empty, empty, empty, np.zeros((0, _KEPT), dtype=np.float32))
        level, bright, pitch, timbre = zip(*self._parts, strict=True)
        return Frames(np.concatenate(level), np.concatenate(bright), np.concatenate(pitch), np.concatenate(timbre))

    def _take(self, samples: Samples) -> None:
        held = np.concatenate((self._rest, samples))
        count = max(0, (len(held) - (_WINDOW - _STEP)) // _STEP)
        if not count:
            self._rest = held
            return
        whole = held[: count * _STEP]
        bright = whole - np.float32(0.97) * np.concatenate(([self._before], whole[:-1]))
        self._before = whole[-1]
        windows = np.lib.stride_tricks.sliding_window_view(held, _WINDOW)[: count * _STEP : _STEP]
        pitch, timbre = _pitch_and_timbre(windows)
        self._parts.append((_levels(whole), _levels(bright), pitch, timbre))
        self._rest = held[count * _STEP :]


def speech(frames: Frames) -> Flags:
    """Return for each frame of level whether somebody speaks in it, short gaps included."""
    level = frames.level
    if not len(level):
        return np.zeros(0, dtype=bool)
    loud, floor = np.percentile(level, (95, 5))
    if loud < -70:
        return np.zeros(len(level), dtype=bool)
    threshold = min(max(loud - _RANGE_DB, floor + _ABOVE_DB), loud - 10)
    return _without_short(~_without_short(~_without_short(level > threshold, _BURST), _GAP), 0)


def mean_db(level: Floats) -> float:
    """Return the level of frames together, in dB."""
    return float(10 * np.log10(np.mean(10 ** (level / 10)) + 1e-12))


def noise_db(frames: Frames, spoken: Flags) -> float | None:
    """Return the level in the pauses, None where there is no pause to listen to."""
    quiet = ~_widened(spoken, 15)
    if quiet.sum() < 20:
        return None
    found = np.sort(frames.level[quiet])
    return max(SILENT_DB, mean_db(found[: max(10, len(found) * 3 // 4)]))


def decay_s(frames: Frames, spoken: Flags) -> float | None:
    """Return how long sound would take to fall by 60 dB, at the least; None where noise hides it, or too little speech ends.

    Where speech stops, the level falls as fast as the speaker lets it, but never faster than the room does.
    """
    if not spoken.any() or _drowned(frames, spoken):
        return None
    falls = _falls(frames.bright, float(np.percentile(frames.bright, 95)))
    return float(60 / np.percentile(falls, 75)) if len(falls) >= 8 else None


def _drowned(frames: Frames, spoken: Flags) -> bool:
    """Return whether steady noise hides how sound falls. What rings on in a pause is not steady."""
    noise = noise_db(frames, spoken)
    if noise is None or mean_db(frames.level[spoken]) - noise >= _HEARD_DB:
        return False
    return float(np.std(frames.level[~_widened(spoken, 15)])) < _STEADY_DB


@dataclass(frozen=True, slots=True)
class Groups:
    """Speech in two groups: see ``sample_check.Voices``. ``count`` is how many stretches there are."""

    gap: float = 0.0
    apart: float = 0.0
    timbre: float = 0.0
    share: float = 0.0
    pitch: float = 0.0
    count: int = 0


def groups(frames: Frames, spoken: Flags) -> Groups:
    """Put stretches of voiced speech into two groups as unlike as can be."""
    stretches = _stretches(frames, spoken)
    return _split(stretches) if len(stretches) >= 4 else Groups(count=len(stretches))


# Frames


def _levels(samples: Samples) -> Floats:
    power = np.mean(np.square(samples.reshape(-1, _HOP)), axis=1)
    return np.asarray(10 * np.log10(power + 1e-12), dtype=np.float32)


def _pitch_and_timbre(windows: Samples) -> tuple[Floats, Floats]:
    power = np.abs(np.fft.rfft(windows * _HANN, _POINTS)).astype(np.float32) ** 2
    mel = np.log(power @ _MEL + np.float32(1e-9))
    timbre = (mel - mel.mean(axis=1, keepdims=True)) @ _DCT
    return _pitch(power), np.asarray(timbre, dtype=np.float32)


def _pitch(power: Floats) -> Floats:
    """Return the pitch of spectra: the shortest period that repeats nearly as well as the best one."""
    first, last = int(RATE / _HIGHEST), int(RATE / _LOWEST)
    likeness = np.fft.irfft(power, axis=1)[:, : last + 1]
    likeness = likeness / (likeness[:, :1] + 1e-9) / _HANN_LIKENESS[: last + 1]
    part = likeness[:, first:]
    best = part.max(axis=1)
    inner = part[:, 1:-1]
    peaks = (inner >= part[:, :-2]) & (inner >= part[:, 2:]) & (inner >= 0.88 * best[:, None])
    lag = first + 1 + peaks.argmax(axis=1)
    return np.where((best > _VOICED) & peaks.any(axis=1), RATE / lag, 0).astype(np.float32)


def _mel_bank() -> Floats:
    """Return triangles that overlap by half, evenly on the mel scale from 100 Hz to 7 kHz; a column for each band."""
    edges = 700 * (10 ** (np.linspace(_mel(100), _mel(7000), _BANDS + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(_POINTS, 1 / RATE)[:, None]
    rise = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    fall = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    return np.asarray(np.clip(np.minimum(rise, fall), 0, None), dtype=np.float32)


def _mel(hertz: float) -> float:
    return float(2595 * np.log10(1 + hertz / 700))


def _dct() -> Floats:
    order = np.arange(1, _KEPT + 1)[None, :]
    return np.asarray(np.cos(np.pi * order * (np.arange(_BANDS)[:, None] + 0.5) / _BANDS) / _BANDS, dtype=np.float32)


_HANN = np.hanning(_WINDOW).astype(np.float32)
_HANN_LIKENESS = np.fft.irfft(np.abs(np.fft.rfft(_HANN, _POINTS)) ** 2)
_HANN_LIKENESS = (_HANN_LIKENESS / _HANN_LIKENESS[0]).astype(np.float32)
_MEL = _mel_bank()
_DCT = _dct()


# Runs of frames


def runs(flags: Flags) -> list[tuple[int, int]]:
    """Return (start, end) of each run of true, in frames."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def longest(flags: Flags) -> int:
    """Return the length of the longest run of true, in frames."""
    return max((end - start for start, end in runs(flags)), default=0)


def _without_short(flags: Flags, shortest: int) -> Flags:
    """Return flags without runs shorter than that."""
    found = flags.copy()
    for start, end in runs(flags):
        if end - start < shortest:
            found[start:end] = False
    return found


def _widened(flags: Flags, frames: int) -> Flags:
    found = flags.copy()
    for start, end in runs(flags):
        found[max(0, start - frames) : end + frames] = True
    return found


# How fast the level falls

#: With less between speech and noise no fall is long enough to be measured; noise varies by no more than that.
_HEARD_DB, _STEADY_DB = 30.0, 2.0
#: Frames over which a fall is measured, and how far below the loud parts it may begin.
_FALL, _BEGINS_DB = 8, 14.0


def _falls(level: Floats, loud: float) -> Floats:
    """Return how fast the level falls in each stretch in which it does nothing else, in dB a second."""
    floor = max(float(np.percentile(level, 5)) + 6, loud - 60)
    steps = np.diff(level)
    falling: Flags = np.all(np.lib.stride_tricks.sliding_window_view(steps <= 1.0, _FALL), axis=1)
    start, end = level[: len(falling)], level[_FALL : _FALL + len(falling)]
    good = falling & (start > loud - _BEGINS_DB) & (end > floor)
    slopes = (start - end) / (_FALL * FRAME_S)
    return np.asarray([slopes[first:last].max() for first, last in runs(good)], dtype=np.float32)


# Who speaks

#: Voiced frames of a stretch: the fewest, and the most.
_FEWEST, _MOST = 12, 60


def _stretches(frames: Frames, spoken: Flags) -> npt.NDArray[np.float64]:
    """Return a row for each stretch of voiced speech: pitch in semitones, then its mean timbre."""
    rows = []
    for start, end in runs(spoken):
        part = slice(start // 2, end // 2)
        voiced = frames.pitch[part] > 0
        pitch, timbre = frames.pitch[part][voiced], frames.timbre[part][voiced]
        for begin in range(0, len(pitch), _MOST):
            held = pitch[begin : begin + _MOST]
            if len(held) >= _FEWEST:
                rows.append([12 * np.log2(np.median(held)), *timbre[begin : begin + _MOST].mean(axis=0)])
    return np.asarray(rows, dtype=np.float64).reshape(-1, 1 + _KEPT)


def _split(rows: npt.NDArray[np.float64]) -> Groups:
    """Cut the stretches in two where they lie furthest apart in pitch, and say how far their timbre lies apart then."""
    order = np.argsort(rows[:, 0])
    pitch = rows[order, 0]
    cut = max(range(1, len(pitch)), key=lambda n: _between(pitch, n))
    low, high = order[:cut], order[cut:]
    gap = float(np.median(rows[high, 0]) - np.median(rows[low, 0]))
    return Groups(
        gap,
        _apart(rows[low, :1], rows[high, :1]),
        _apart(rows[low, 1:], rows[high, 1:]),
        min(len(low), len(high)) / len(rows),
        float(np.median(pitch)),
        len(rows),
    )


def _between(values: npt.NDArray[np.float64], cut: int) -> float:
    """Return the variance between two groups of sorted values (Otsu 1979)."""
    share = cut / len(values)
    return float(share * (1 - share) * (values[cut:].mean() - values[:cut].mean()) ** 2)


def _apart(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> float:
    """Return how many spreads two groups lie apart, along the line between their means."""
    line = other.mean(axis=0) - one.mean(axis=0)
    distance = float(np.linalg.norm(line))
    if distance == 0:
        return 0.0
    line /= distance
    spread = (np.var(one @ line) * len(one) + np.var(other @ line) * len(other)) / (len(one) + len(other))
    return distance / max(float(np.sqrt(spread)), 0.02)
