"""Sound that is still coming in: the bytes of an answer become samples as far as they are there.

What a stream decodes to is what ``decode`` makes of the whole, but for the padding encoders put around it.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, Protocol

import av
import numpy as np
import soxr  # type: ignore[import-untyped]

from studio_app.domain.errors import Damaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio_app.audio.decode import Samples

#: Codecs of takes that can be heard before they are whole. FLAC, which no engine streams, is heard when it is stored.
STREAMED = frozenset({"pcm_s16le", "wav", "mp3", "opus"})
#: Samples of a WAV by (format tag, bits): the type they are read as and its full scale.
_WAVES = {(1, 16): ("<i2", 32768.0), (1, 32): ("<i4", 2147483648.0), (3, 32): ("<f4", 1.0)}
_EXTENSIBLE = 0xFFFE
#: A header longer than this is none.
_LONGEST_HEADER = 1 << 16
_OPUS_RATE = 48000
#: An Ogg page's header without the lengths of its segments; a segment this long goes on in the next one.
_PAGE_HEADER, _CONTINUES = 27, 255


class _Decoder(Protocol):
    """Bytes to samples of shape (frames, channels)."""

    rate: int

    def feed(self, data: bytes) -> Samples:
        """Return what these bytes add."""


class Incoming:
    """One answer while it comes in: mono float32 at ``rate``, whatever it is made of. One thread."""

    def __init__(self, codec: str, source_rate: int, channels: int, rate: int) -> None:
        """Raises Damaged where this codec cannot be heard before it is whole."""
        if codec not in STREAMED:
            raise Damaged("This voice can be heard when its recording is complete.", detail=f"codec {codec!r}")
        self._decoder: _Decoder
        if codec == "pcm_s16le":
            self._decoder = _Pcm(source_rate, channels, "<i2", 32768.0)
        elif codec == "wav":
            self._decoder = _Wav(source_rate)
        else:
            self._decoder = _Mp3(source_rate) if codec == "mp3" else _Opus(source_rate)
        self._rate = rate
        self._resampler: soxr.ResampleStream | None = None

    def feed(self, data: bytes) -> Samples:
        """Return the samples these bytes add, of shape (frames,); perhaps none.

        Raises:
            Damaged: this is not that codec.
        """
        return self._resampled(self._decoder.feed(data), last=False)

    def end(self) -> Samples:
        """Return what is left; nothing can be fed any more."""
        return self._resampled(np.zeros((0, 1), dtype=np.float32), last=True)

    def _resampled(self, found: Samples, *, last: bool) -> Samples:
        mono: Samples = found.mean(axis=1, dtype=np.float32) if found.shape[1] > 1 else found[:, 0]
        if self._resampler is None:
            if self._decoder.rate == self._rate or not len(mono):
                return mono
            self._resampler = soxr.ResampleStream(self._decoder.rate, self._rate, 1, dtype="float32", quality="HQ")
        made: Samples = self._resampler.resample_chunk(mono, last=last)
        return made


class _Pcm:
    """Samples with no header."""

    def __init__(self, rate: int, channels: int, kind: str, scale: float) -> None:
        self.rate = rate
        self._channels = channels
        self._kind = np.dtype(kind)
        self._scale = np.float32(1 / scale)
        self._rest = b""

    def feed(self, data: bytes) -> Samples:
        """Keep what is less than a frame for the next time."""
        data = self._rest + data
        whole = len(data) - len(data) % (self._kind.itemsize * self._channels)
        self._rest = data[whole:]
        samples = np.frombuffer(data[:whole], dtype=self._kind).astype(np.float32)
        samples *= self._scale
        return samples.reshape(-1, self._channels)


class _Wav:
    """A WAV whose header is believed in all but its length."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._head = b""
        self._pcm: _Pcm | None = None
        self._begun = False

    def feed(self, data: bytes) -> Samples:
        """Read the header as soon as it is there."""
        if not self._begun:
            self._head += data
            begin = self._begin()
            if begin is None:
                return np.zeros((0, 1), dtype=np.float32)
            self._begun, data = True, self._head[begin:]
        assert self._pcm is not None
        return self._pcm.feed(data)

    def _begin(self) -> int | None:
        """Return where the samples begin, None where the header is not there yet."""
        head = self._head
        if len(head) >= 12 and (head[:4], head[8:12]) != (b"RIFF", b"WAVE"):
            raise Damaged("A recording cannot be decoded; it is damaged.", detail="wav: no RIFF header")
        position = 12
        while position + 8 <= len(head):
            name, size = struct.unpack_from("<4sI", head, position)
            position += 8
            if name == b"data" and self._pcm is not None:
                return position
            if name == b"data" or position > _LONGEST_HEADER:
                raise Damaged("A recording cannot be decoded; it is damaged.", detail="wav: no format in its header")
            if name == b"fmt " and position + size <= len(head):
                self._read_format(head[position : position + size])
            position += size + size % 2
        return None

    def _read_format(self, found: bytes) -> None:
        tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", found)
        if tag == _EXTENSIBLE and len(found) >= 26:
            (tag,) = struct.unpack_from("<H", found, 24)
        if (tag, bits) not in _WAVES or not channels or not rate:
            raise Damaged("A recording cannot be decoded; it is damaged.", detail=f"wav: format {tag}, {bits} bits")
        self.rate = rate
        self._pcm = _Pcm(rate, channels, *_WAVES[tag, bits])


class _Packets:
    """What FFmpeg decodes packet by packet. One that is damaged is passed over: a stream may begin in the middle."""

    def __init__(self, codec: str, rate: int) -> None:
        self.rate = rate
        self._context = av.CodecContext.create(codec, "r")
        self._sound = False

    def decoded(self, packets: Iterable[av.Packet[Any]]) -> Samples:
        """Return the samples of packets."""
        parts = [samples for packet in packets for samples in self._of(packet)]
        return np.concatenate(parts) if parts else np.zeros((0, 1), dtype=np.float32)

    def _of(self, packet: av.Packet[Any]) -> Iterator[Samples]:
        try:
            frames = self._context.decode(packet)  # type: ignore[attr-defined]
        except av.FFmpegError:
            return
        for frame in frames:
            if not self._sound:
                self._sound, self.rate = True, frame.sample_rate
            yield _floats(frame)


class _Mp3(_Packets):
    """MPEG audio; what is no frame of it (tags) is skipped by FFmpeg's parser."""

    def __init__(self, rate: int) -> None:
        super().__init__("mp3", rate)

    def feed(self, data: bytes) -> Samples:
        """Decode the frames these bytes complete."""
        return self.decoded(self._context.parse(data) if data else [])


class _Opus(_Packets):
    """Opus in Ogg (RFC 7845, RFC 3533): pages of packets; the first two are headers."""

    def __init__(self, rate: int) -> None:
        super().__init__("opus", rate)
        self.rate = _OPUS_RATE
        self._bytes = b""
        self._lengths = b""
        self._packet = b""
        self._headers = 0

    def feed(self, data: bytes) -> Samples:
        """Decode the packets these bytes complete."""
        self._bytes += data
        return self.decoded([av.Packet(packet) for packet in self._packets() if self._is_sound(packet)])

    def _is_sound(self, packet: bytes) -> bool:
        if self._headers == 0:
            if not packet.startswith(b"OpusHead"):
                raise Damaged("A recording cannot be decoded; it is damaged.", detail="opus: no OpusHead")
            self._context.extradata = packet
        self._headers += 1
        return self._headers > 2

    def _packets(self) -> list[bytes]:
        """Take the packets that are whole, also out of a page that is not."""
        found: list[bytes] = []
        while self._lengths or self._page():
            length = self._lengths[0]
            if len(self._bytes) < length:
                break
            self._packet += self._bytes[:length]
            self._bytes, self._lengths = self._bytes[length:], self._lengths[1:]
            if length < _CONTINUES:
                found.append(self._packet)
                self._packet = b""
        return found

    def _page(self) -> bool:
        """Read the header of the next page: the lengths of its segments."""
        data = self._bytes
        if data and data[:4] != b"OggS"[: len(data)]:
            raise Damaged("A recording cannot be decoded; it is damaged.", detail="opus: no Ogg page")
        if len(data) < _PAGE_HEADER or len(data) < _PAGE_HEADER + data[_PAGE_HEADER - 1]:
            return False
        head = _PAGE_HEADER + data[_PAGE_HEADER - 1]
        self._lengths, self._bytes = data[_PAGE_HEADER:head], data[head:]
        return bool(self._lengths) or self._page()


def _floats(frame: av.AudioFrame) -> Samples:
    """Return a frame's samples, of shape (frames, channels)."""
    found = frame.to_ndarray()
    if not frame.format.is_planar:
        found = found.reshape(-1, len(frame.layout.channels)).T
    if found.dtype == np.int16:
        found = found.astype(np.float32) * np.float32(1 / 32768)
    return np.ascontiguousarray(found.T, dtype=np.float32)
