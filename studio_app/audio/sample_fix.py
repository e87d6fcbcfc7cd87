"""Recordings are mended: cut, without long silences, at the level engines ask for, in a format they take.

The source is never touched: what is made of it is a file of its own, mono, named by what it was made of and how, so that the
same is not made twice. Read in blocks, of any length.
"""

from __future__ import annotations

import errno
import hashlib
import wave
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import soxr  # type: ignore[import-untyped]

from studio_app.audio.flac import FlacContainer
from studio_app.audio.mp3 import new_lame
from studio_app.audio.pcm import pcm_bytes, to_int16
from studio_app.audio.sample_file import blocks
from studio_app.audio.sample_sound import FRAME_S, Sound, mean_db, runs, speech
from studio_app.domain.errors import DiskFull, FileRefused, WrongUsage
from studio_app.domain.mixplan import MixPlan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from io import BufferedRandom
    from pathlib import Path

    from studio_app.audio.decode import Samples

#: The formats that can be written.
FORMATS = ("wav", "flac", "mp3")
_MOST_RATE = 48000
_MP3_RATES, _MP3_KBPS = (32000, 44100, 48000), 192
#: Silence kept around speech, and on either side of a pause that was longer than the longest one, in seconds.
_KEPT_S, _LONGEST_S = 0.3, 1.0
#: Seconds over which joins fade, and over which the limiter looks ahead and back.
_FADE_S, _LIMIT_S = 0.005, 0.005
#: What the limiter stays below the limit: peaks between samples are a little higher than samples.
_MARGIN_DB = 0.4
#: Nothing is made louder than by this: what is left then is noise.
_MOST_GAIN_DB = 40.0


@dataclass(frozen=True, slots=True)
class Mend:
    """What is to be done. ``start_s`` and ``end_s`` are the part that is kept, None for the end of the file.

    ``trim`` shortens silences, ``normalize`` brings speech to ``rms_db`` with no peak above ``peak_db``. ``format`` is of
    ``FORMATS``.
    """

    start_s: float = 0.0
    end_s: float | None = None
    trim: bool = False
    normalize: bool = False
    format: str = "wav"
    rms_db: float = -20.0
    peak_db: float = -3.0


def mend(source: Path, folder: Path, how: Mend, *, check: Callable[[], None] = lambda: None) -> Path:
    """Return a file in ``folder`` with what was made of ``source``. Blocks; ``check`` is called often and raises to stop.

    Raises:
        WrongUsage: nothing would be left of it, or there is no such format.
        WrongFormat, Damaged, FileRefused: the source cannot be read.
        DiskFull, FileRefused: it cannot be written; nothing is left then.
    """
    if how.format not in FORMATS:
        raise WrongUsage(f"Recordings are written as {', '.join(FORMATS)}, not as {how.format}.")
    with _typed(folder):
        target = folder / _name(source, how)
        if target.exists():
            return target
        folder.mkdir(parents=True, exist_ok=True)
    spans, gain = _plan(source, how, check)
    part = target.with_name(target.name + ".part")
    try:
        with _typed(folder), part.open("w+b") as file:
            _write(source, file, how, spans, gain, check)
        with _typed(folder):
            part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return target


def _name(source: Path, how: Mend) -> str:
    found = source.stat()
    made_of = repr((str(source.absolute()), found.st_mtime_ns, found.st_size, astuple(how)))
    return f"{source.stem[:60]}-{hashlib.sha256(made_of.encode()).hexdigest()[:8]}.{how.format}"


@contextmanager
def _typed(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        detail = f"{type(error).__name__} {error.errno} in {folder}"
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull("The disk is full. Make room and try again.", detail=detail) from error
        said = f"The recording cannot be read, or not be written: {error.strerror or 'the system gave no reason'}."
        raise FileRefused(said, detail=detail) from error


# What is kept, and how much louder it becomes


def _plan(source: Path, how: Mend, check: Callable[[], None]) -> tuple[list[tuple[float, float]], float]:
    """Return the spans that are kept, in seconds of the source, and the gain."""
    sound, seconds = None, 0.0
    for part, rate in _part(source, how, check):
        sound = sound or Sound(rate)
        sound.feed(part)
        seconds += len(part) / rate
    if sound is None:
        raise WrongUsage("Nothing is left of this recording; keep more of it.")
    frames = sound.end()
    spoken = speech(frames)
    spans = [(0.0, seconds)]
    if how.trim:
        heard = [(start * FRAME_S, end * FRAME_S) for start, end in runs(spoken)]
        if not heard:
            raise WrongUsage("No speech is heard in this recording.")
        spans = _without_silences(heard, seconds)
    gain = how.rms_db - mean_db(frames.level[spoken]) if how.normalize and spoken.any() else 0.0
    return spans, float(10 ** (min(gain, _MOST_GAIN_DB) / 20))


def _without_silences(heard: Sequence[tuple[float, float]], seconds: float) -> list[tuple[float, float]]:
    """Return the spans around speech; pauses that are not too long stay in them."""
    spans: list[tuple[float, float]] = []
    for start, end in heard:
        if spans and start - spans[-1][1] <= _LONGEST_S:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [(max(0.0, start - _KEPT_S), min(seconds, end + _KEPT_S)) for start, end in spans]


def _part(source: Path, how: Mend, check: Callable[[], None]) -> Iterator[tuple[Samples, int]]:
    """Yield the part that is kept, mono, with its rate."""
    for facts, block in blocks(source, check):
        first = facts.frames - len(block)
        begin = max(0, round(how.start_s * facts.rate) - first)
        end = len(block) if how.end_s is None else min(len(block), round(how.end_s * facts.rate) - first)
        if end <= 0:
            return
        if begin < end:
            yield block[begin:end].mean(axis=1, dtype=np.float32), facts.rate


def _kept(source: Path, how: Mend, spans: Sequence[tuple[float, float]], check: Callable[[], None]) -> Iterator[Any]:
    """Yield what lies in the spans, faded where it is joined."""
    at = 0
    for part, rate in _part(source, how, check):
        for start, end in spans:
            first, last = round(start * rate), round(end * rate)
            begin, stop = max(0, first - at), min(len(part), last - at)
            if begin < stop:
                piece = part[begin:stop].copy()
                if len(spans) > 1:
                    piece *= _faded(at + begin - first, last - at - begin, len(piece), rate)
                yield piece, rate
        at += len(part)


def _faded(since: int, left: int, length: int, rate: int) -> Samples:
    """Return the fade of a piece that begins ``since`` samples after its span does and ``left`` before that ends."""
    fade = max(1, round(_FADE_S * rate))
    rise = (np.arange(since, since + length) + 0.5) / fade
    fall = (np.arange(left, left - length, -1) - 0.5) / fade
    return np.clip(np.minimum(rise, fall), 0, 1).astype(np.float32)


# Writing


def _write(
    source: Path,
    file: BufferedRandom,
    how: Mend,
    spans: Sequence[tuple[float, float]],
    gain: float,
    check: Callable[[], None],
) -> None:
    chain: _Chain | None = None
    for piece, rate in _kept(source, how, spans, check):
        chain = chain or _Chain(file, how, rate, gain)
        chain.feed(piece)
    if chain is None:
        raise WrongUsage("Nothing is left of this recording; keep more of it.")
    chain.end()


class _Chain:
    """Another rate where it is needed, the gain, the limiter, and the file."""

    def __init__(self, file: BufferedRandom, how: Mend, rate: int, gain: float) -> None:
        out = min(rate, _MOST_RATE)
        if how.format == "mp3" and out not in _MP3_RATES:
            out = 44100
        self._resampler = soxr.ResampleStream(rate, out, 1, dtype="float32", quality="HQ") if out != rate else None
        self._limiter = Limiter(out, 10 ** ((how.peak_db - _MARGIN_DB) / 20)) if how.normalize else None
        self._gain = np.float32(gain)
        self._file = _writer(file, how.format, out)

    def feed(self, samples: Samples) -> None:
        """Take the next samples."""
        if self._resampler is not None:
            samples = self._resampler.resample_chunk(samples, last=False)
        self._out(samples)

    def end(self) -> None:
        """Write what is left, and complete the file."""
        if self._resampler is not None:
            self._out(self._resampler.resample_chunk(np.zeros(0, dtype=np.float32), last=True))
        if self._limiter is not None:
            self._file.write(self._limiter.end())
        self._file.close()

    def _out(self, samples: Samples) -> None:
        if self._limiter is not None:
            samples = self._limiter.feed(samples * self._gain)
        if len(samples):
            self._file.write(samples)


class Limiter:
    """Keeps samples of one channel below a ceiling. Where they would exceed it all around becomes softer, smoothly.

    What goes in comes out a little later, as many samples in all. One thread.
    """

    def __init__(self, rate: int, ceiling: float) -> None:
        self._ceiling = np.float32(ceiling)
        self._size = max(1, round(_LIMIT_S * rate))
        self._held = np.zeros(0, dtype=np.float32)
        self._last = np.float32(1)

    def feed(self, samples: Samples) -> Samples:
        """Take samples; return those that are ready."""
        self._held = np.concatenate((self._held, samples))
        return self._ready(len(self._held) // self._size - 1)

    def end(self) -> Samples:
        """Return what is left; nothing can be fed any more."""
        rest = len(self._held)
        self._held = np.concatenate((self._held, np.zeros(2 * self._size - rest % self._size, dtype=np.float32)))
        return self._ready(len(self._held) // self._size - 1)[:rest]

    def _ready(self, windows: int) -> Samples:
        """Return so many windows; the one behind them is known.

        The gain goes in straight lines between the borders of windows. At each border it is what both windows beside it
        need, so that no sample gets more than its own window allows.
        """
        if windows < 1:
            return np.zeros(0, dtype=np.float32)
        size = self._size
        rows = np.abs(self._held[: (windows + 1) * size]).reshape(-1, size).max(axis=1)
        wanted = np.minimum(1, self._ceiling / np.maximum(rows, self._ceiling))
        borders = np.minimum(wanted[:-1], wanted[1:])
        starts = np.concatenate(([min(self._last, wanted[0])], borders[:-1]))
        slope = np.arange(size, dtype=np.float32) / size
        gains = starts[:, None] + (borders - starts)[:, None] * slope
        made = self._held[: windows * size] * gains.astype(np.float32).ravel()
        self._held, self._last = self._held[windows * size :], borders[-1]
        return np.asarray(made, dtype=np.float32)


class _File(Protocol):
    def write(self, samples: Samples) -> None:
        """Write samples."""

    def close(self) -> None:
        """Complete the file."""


def _writer(file: BufferedRandom, format_: str, rate: int) -> _File:
    if format_ == "wav":
        return _Wav(file, rate)
    return _Flac(file, rate) if format_ == "flac" else _Mp3(file, rate)


class _Wav:
    def __init__(self, file: BufferedRandom, rate: int) -> None:
        self._wave = wave.Wave_write(file)
        self._wave.setnchannels(1)
        self._wave.setsampwidth(2)
        self._wave.setframerate(rate)

    def write(self, samples: Samples) -> None:
        self._wave.writeframesraw(pcm_bytes(samples, 16))

    def close(self) -> None:
        self._wave.close()


class _Flac:
    def __init__(self, file: BufferedRandom, rate: int) -> None:
        self._flac = FlacContainer(file, MixPlan(rate, 0, (), ()), 16)

    def write(self, samples: Samples) -> None:
        self._flac.put(to_int16(samples))

    def close(self) -> None:
        self._flac.finish()


class _Mp3:
    def __init__(self, file: BufferedRandom, rate: int) -> None:
        self._file = file
        self._lame = new_lame(rate, 1, _MP3_KBPS)

    def write(self, samples: Samples) -> None:
        self._file.write(bytes(self._lame.encode(pcm_bytes(samples, 16))))

    def close(self) -> None:
        self._file.write(bytes(self._lame.flush()))
