"""The formats providers answer in, from 16-bit mono samples."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import av
import lameenc
import numpy as np
import soxr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

#: What MP3s of real providers begin with: an ID3 tag that names their encoder.
_ID3 = b"ID3\x04\x00\x00\x00\x00\x00\x23TSSE\x00\x00\x00\x0f\x00\x00\x03Lavf61.7.100\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
_FASTEST = 7
_OPUS_RATE = 48_000


def at_rate(samples: Samples, rate: int, wanted: int) -> Samples:
    """Return samples at another rate."""
    return samples if rate == wanted else soxr.resample(samples, rate, wanted, quality="MQ")


def pcm(samples: Samples) -> bytes:
    """Return raw samples, little endian."""
    return samples.astype("<i2").tobytes()


def wav(samples: Samples, rate: int, *, streamed: bool = False) -> bytes:
    """Return a WAV file; a ``streamed`` one was begun before its length was known, and says the longest there can be."""
    data = pcm(samples)
    size = 0xFFFFFFFF - 36 if streamed else len(data)
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16, b"data", size
    )
    return head + data


def mp3(samples: Samples, rate: int, bitrate: int, *, tag: bool = True) -> bytes:
    """Return an MP3 of constant bit rate (kbit/s)."""
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(bitrate)
    encoder.set_quality(_FASTEST)
    encoder.silence()
    return (_ID3 if tag else b"") + bytes(encoder.encode(pcm(samples))) + bytes(encoder.flush())


def opus(samples: Samples, bitrate: int) -> bytes:
    """Return Ogg Opus from samples at 48 kHz; ``bitrate`` in bit/s."""
    file = io.BytesIO()
    with av.open(file, "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=_OPUS_RATE, layout="mono")
        stream.bit_rate = bitrate
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = _OPUS_RATE
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return file.getvalue()


def ulaw(samples: Samples) -> bytes:
    """Return G.711 mu-law. Levels as in ITU-T G.711, 8 segments of 16 steps over a bias of 33 (of 14 bits)."""
    size = np.minimum(np.abs(samples.astype(np.int32)), 32635) + 132
    segment = np.floor(np.log2(size)).astype(np.int32) - 7
    step = (size >> (segment + 3)) & 0x0F
    sign = np.where(samples < 0, 0x80, 0)
    return (~(sign | (segment << 4) | step) & 0xFF).astype(np.uint8).tobytes()


def alaw(samples: Samples) -> bytes:
    """Return G.711 A-law. Levels as in ITU-T G.711: the two lowest of 8 segments share one step."""
    size = np.where(samples < 0, ~samples.astype(np.int32), samples.astype(np.int32)) >> 4
    segment = np.maximum(np.floor(np.log2(np.maximum(size, 1))).astype(np.int32) - 4, 0)
    step = np.where(segment == 0, size, size >> segment) & 0x0F
    segment = np.where(size < 16, 0, np.where(size < 32, 1, segment + 1))
    step = np.where(size < 32, size & 0x0F, (size >> np.maximum(segment - 1, 0)) & 0x0F)
    sign = np.where(samples >= 0, 0x80, 0)
    return ((sign | (segment << 4) | step) ^ 0x55).astype(np.uint8).tobytes()
