"""A take as a recording: any part of what is heard of it, without decoding all that lies before.

PCM, WAV and FLAC are entered at any sample. MP3 and Opus are entered as media are, in blocks that always lie in the same places
(``audio.media``), so that a sample is the same whatever was asked for before.
"""

from __future__ import annotations

import io
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

import numpy as np
import soundfile

from studio_app.audio.decode import as_samples, decode, honest_wav
from studio_app.audio.media import MediaReader
from studio_app.audio.unrolled import check_length
from studio_app.domain.errors import LecternError

if TYPE_CHECKING:
    from studio_app.audio.decode import Samples
    from studio_app.domain.takes import Take

#: Seconds of decoded sound that a compressed take holds, at most.
_HELD_S = 20


class _Stored(Protocol):
    """Stored sound. One thread at a time."""

    length: int
    rate: int
    channels: int

    def read(self, start: int, end: int) -> Samples:
        """Return the frames ``start`` to ``end``, or as many of them as there are."""


class TakeSound:
    """What is heard of a take. Any thread may ask.

    Attributes:
        rate: of its samples.
        nbytes: the octets it holds in memory, about.
    """

    def __init__(self, take: Take, data: bytes) -> None:
        """Open the stored bytes of a take.

        Raises:
            Damaged: they cannot be decoded, or are shorter than recorded.
        """
        self._take, self._data = take, data
        self._stored = _entered(take, data)
        self._lock = threading.Lock()
        self.rate = self._stored.rate
        #: Opus is heard at 48 kHz, and may be counted at the rate of what it was made of.
        self._times = self.rate // take.rate
        self.nbytes = len(data) + 4 * take.channels * min(self._stored.length, _HELD_S * self.rate)

    def frames(self, start: int, end: int) -> Samples:
        """Return the frames ``start`` to ``end``, counted from the first that is heard; silence where none is.

        Raises:
            Damaged: they cannot be decoded.
        """
        take, times = self._take, self._times
        out = np.zeros((max(0, end - start), take.channels), np.float32)
        first, last = max(0, start), min(end, take.speech_frames * times)
        if first < last:
            found = self._read(take.trim_start * times + first, take.trim_start * times + last)
            out[first - start : first - start + len(found)] = found
        return out

    def _read(self, start: int, end: int) -> Samples:
        with self._lock:
            found = self._stored.read(start, end)
            if len(found) < end - start and not isinstance(
                self._stored, _Decoded
            ):  # its header told more than there is
                self._stored = _Decoded(self._take, self._data)
                found = self._stored.read(start, end)
            return found


def _entered(take: Take, data: bytes) -> _Stored:
    """Return what reads the bytes of a take. What cannot be entered is decoded whole, which tells what is wrong with it."""
    with suppress(LecternError, soundfile.LibsndfileError, RuntimeError):
        made = _opened(take.codec, data, take.channels, take.rate)
        fits = made.channels == take.channels and made.rate % take.rate == 0
        if fits and made.length >= take.trim_end * (made.rate // take.rate):
            return made
    return _Decoded(take, data)


def _opened(codec: str, data: bytes, channels: int, rate: int) -> _Stored:
    if codec == "pcm_s16le":
        return _Pcm(data, channels, rate)
    if codec in {"mp3", "opus"}:
        return _Coded(data)
    return _Filed(honest_wav(data) if codec == "wav" else data)


class _Pcm:
    def __init__(self, data: bytes, channels: int, rate: int) -> None:
        self._data, self._frame = data, 2 * channels
        self.channels, self.rate = channels, rate
        self.length = len(data) // self._frame

    def read(self, start: int, end: int) -> Samples:
        return as_samples(self._data[start * self._frame : end * self._frame], self.channels)


class _Filed:
    """WAV and FLAC."""

    def __init__(self, data: bytes) -> None:
        self._file = soundfile.SoundFile(io.BytesIO(data))
        self.channels, self.rate, self.length = self._file.channels, self._file.samplerate, self._file.frames

    def read(self, start: int, end: int) -> Samples:
        try:
            if self._file.tell() != start:
                self._file.seek(start)
            found: Samples = self._file.read(end - start, dtype="float32", always_2d=True)
        except (soundfile.LibsndfileError, RuntimeError):
            return np.zeros((0, self.channels), np.float32)
        return found


class _Coded:
    """MP3 and Opus."""

    def __init__(self, data: bytes) -> None:
        self._reader = MediaReader(data)
        self.channels, self.rate, self.length = self._reader.channels, self._reader.rate, self._reader.length()

    def read(self, start: int, end: int) -> Samples:
        return self._reader.frames(start, end)


class _Decoded:
    """All of a take."""

    def __init__(self, take: Take, data: bytes) -> None:
        self._samples = decode(data, take.codec, take.rate, take.channels)
        self.channels, self.rate, self.length = take.channels, take.rate, len(self._samples)
        check_length(take, self.length)

    def read(self, start: int, end: int) -> Samples:
        return self._samples[start:end]
