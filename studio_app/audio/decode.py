"""From stored bytes to samples. The length a header claims is never believed; what is there is decoded."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import av
import numpy as np
import soundfile

from studio_app.domain.errors import Damaged

if TYPE_CHECKING:
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

#: How takes are stored (``Take.codec``).
CODECS = frozenset({"pcm_s16le", "wav", "flac", "mp3", "opus"})


def decode(data: bytes, codec: str, rate: int, channels: int) -> Samples:
    """Return the samples of a stored recording as float32 of shape (frames, channels), full scale being 1.0.

    Any thread. A 16-bit sample s becomes exactly s / 32768.

    Raises:
        Damaged: the bytes are not that codec, or not of that rate and channel count.
    """
    if codec not in CODECS:
        raise Damaged("A recording is stored in a way this version does not know.", detail=f"codec {codec!r}")
    if codec == "pcm_s16le":
        return as_samples(data, channels)
    samples, found = _with_libsndfile(honest_wav(data) if codec == "wav" else data, codec)
    if (found, samples.shape[1]) != (rate, channels):
        detail = f"{codec}: {found} Hz x{samples.shape[1]} instead of {rate} Hz x{channels}"
        raise Damaged("A recording is not what its entry in the project says.", detail=detail)
    return samples


def as_samples(data: bytes, channels: int) -> Samples:
    """Return samples of 16 bits, interleaved, as ``decode`` does.

    Raises:
        Damaged: the last of them is not whole.
    """
    if len(data) % (2 * channels):
        raise Damaged("A recording breaks off in the middle of a sample.", detail=f"{len(data)} bytes x{channels}")
    samples = np.frombuffer(data, dtype="<i2").astype(np.float32)
    samples *= np.float32(1 / 32768)
    return samples.reshape(-1, channels)


def honest_wav(data: bytes) -> bytes:
    """Return a WAV whose header tells the true length: streamed ones carry 0 or 4 GB as a placeholder."""
    position = 12
    while position + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, position)
        position += 8
        if name == b"data":
            there = len(data) - position
            if 0 < size <= there:
                return data
            head = bytearray(data[:position])
            struct.pack_into("<I", head, 4, position + there - 8)
            struct.pack_into("<I", head, position - 4, there)
            return bytes(head) + data[position:]
        position += size + size % 2
    return data


def _with_libsndfile(data: bytes, codec: str) -> tuple[Samples, int]:
    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, ValueError, RuntimeError) as error:
        # Streams without the headers libsndfile insists on (cut-off Ogg, MP3 behind odd tags) FFmpeg still reads.
        return _with_ffmpeg(data, codec, str(error))
    return samples, int(rate)


def _with_ffmpeg(data: bytes, codec: str, because: str) -> tuple[Samples, int]:
    try:
        # A short MP3 whose provider put an empty tag before it looks like nothing to either library unless it is told.
        with av.open(io.BytesIO(data), "r", format="mp3" if codec == "mp3" else None) as container:
            stream = container.streams.audio[0]
            layout, rate = stream.codec_context.layout.name, stream.codec_context.sample_rate
            into = av.AudioResampler(format="fltp", layout=layout, rate=rate)
            frames = [f.to_ndarray() for frame in container.decode(stream) for f in into.resample(frame)]
            frames += [f.to_ndarray() for f in into.resample(None)]
    except (av.FFmpegError, IndexError, ValueError, EOFError) as error:
        detail = f"{codec}, {len(data)} bytes: {because}; {error}"
        raise Damaged("A recording cannot be decoded; it is damaged.", detail=detail) from error
    if not frames:
        raise Damaged("A recording holds no sound; it is damaged.", detail=f"{codec}, {len(data)} bytes")
    return np.ascontiguousarray(np.concatenate(frames, axis=1).T, dtype=np.float32), int(rate)
