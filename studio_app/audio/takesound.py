"""A take as a recording: any part of what is heard of it, without decoding all that lies before.

PCM, WAV and FLAC are entered at any sample. What MP3 and Opus sound like depends on what was decoded before: they are entered
in blocks that always lie in the same places, so that a sample is the same whatever was asked for before.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
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

#: Frames of a block of Opus, those of it that are decoded at a time, and how many blocks of a take are kept.
_BLOCK, _STRETCH, _HELD = 1 << 16, 1 << 12, 4
#: A decoder hears so much before a block; libsndfile lets it hear 80 ms more, as the codec asks for (RFC 7845).
_RUN_UP_S = 0.2


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
        self.rate = take.rate
        self.nbytes = len(data) + 4 * take.channels * min(self._stored.length, _HELD * _BLOCK)

    def frames(self, start: int, end: int) -> Samples:
        """Return the frames ``start`` to ``end``, counted from the first that is heard; silence where none is.

        Raises:
            Damaged: they cannot be decoded.
        """
        take = self._take
        out = np.zeros((max(0, end - start), take.channels), np.float32)
        first, last = max(0, start), min(end, take.speech_frames)
        if first < last:
            found = self._read(take.trim_start + first, take.trim_start + last)
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
        if (made.rate, made.channels) == (take.rate, take.channels) and made.length >= take.trim_end:
            return made
    return _Decoded(take, data)


def _opened(codec: str, data: bytes, channels: int, rate: int) -> _Stored:
    if codec == "pcm_s16le":
        return _Pcm(data, channels, rate)
    if (
        codec == "mp3"
    ):  # not by libsndfile: it enters MP3 without the bits that lie before, and complains on the terminal
        return _Mp3(data)
    if codec == "opus":
        return _Opus(data)
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


class _Mp3:
    def __init__(self, data: bytes) -> None:
        self._reader = MediaReader(data)
        self.channels, self.rate, self.length = self._reader.channels, self._reader.rate, self._reader.length()

    def read(self, start: int, end: int) -> Samples:
        return self._reader.frames(start, end)


class _Opus:
    """Opus in Ogg. Its rate is that of what it was made of; FFmpeg would decode it at 48 kHz."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            self.channels, self.rate, self.length = file.channels, file.samplerate, file.frames
        self._held: OrderedDict[int, _OpusBlock] = OrderedDict()

    def read(self, start: int, end: int) -> Samples:
        out = np.zeros((end - start, self.channels), np.float32)
        for number in range(start // _BLOCK, -(-end // _BLOCK)):
            begin = number * _BLOCK
            first, last = max(start, begin), min(end, begin + _BLOCK)
            out[first - start : last - start] = self._block(number).read(last - begin)[first - begin : last - begin]
        return out

    def _block(self, number: int) -> _OpusBlock:
        block = self._held.pop(number, None) or _OpusBlock(self._data, number * _BLOCK)
        self._held[number] = block
        while len(self._held) > _HELD:
            self._held.popitem(last=False)
        return block


class _OpusBlock:
    """A block, decoded as far as it was asked for."""

    def __init__(self, data: bytes, start: int) -> None:
        self._file = soundfile.SoundFile(io.BytesIO(data))
        run_up = min(start, int(_RUN_UP_S * self._file.samplerate))
        self._file.seek(start - run_up)
        self._file.read(run_up, dtype="float32")
        self._samples = np.zeros((_BLOCK, self._file.channels), np.float32)
        self._ready = 0

    def read(self, frames: int) -> Samples:
        """Return the block, of which at least so many frames are decoded."""
        while self._ready < frames:
            part = self._samples[self._ready : self._ready + _STRETCH]
            self._ready += len(part)
            self._file.read(out=part)
        return self._samples


class _Decoded:
    """All of a take."""

    def __init__(self, take: Take, data: bytes) -> None:
        self._samples = decode(data, take.codec, take.rate, take.channels)
        self.channels, self.rate, self.length = take.channels, take.rate, len(self._samples)
        check_length(take, self.length)

    def read(self, start: int, end: int) -> Samples:
        return self._samples[start:end]
