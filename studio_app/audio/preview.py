"""Samples of voices made ready to be heard: any format, cut to what is spoken, and as loud as every other.

They come from strangers: of what they hold no more than ``LONGEST_S`` is decoded, whatever their header claims.
"""

from __future__ import annotations

import io
import logging
import math
import zlib
from typing import TYPE_CHECKING

import av
import numpy as np

from studio_app.audio.measure import levels, speech_bounds
from studio_app.audio.pcm import to_int16
from studio_app.domain.arrange import FADE_MS, HIGHEST_GAIN_DB, TARGET_RMS_DB
from studio_app.domain.errors import Damaged, FileRefused

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from studio_app.audio.decode import Samples

    Pcm = npt.NDArray[np.int16]

_log = logging.getLogger(__name__)

_MAGIC = b"lectern sample 1\n\0"

RATE = 44100
LONGEST_S = 60
#: Of a recording of one's own so much is heard at once.
LONGEST_PART_S = 900.0
#: Takes heard alone stay 3 dB lower; a sample may go higher, so that a lively voice is as loud as an even one.
HIGHEST_PEAK_DB = -1.0
#: What breaks off after this much, in seconds, is heard as far as it goes.
_ENOUGH_S = 0.5


def ready(data: bytes) -> Pcm:
    """Return a recording as it is played: mono, 16 bits at ``RATE``, silence around it cut off, its level that of takes.

    Any thread.

    Raises:
        Damaged: it is no recording, or holds nothing that is heard.
    """
    samples = _decoded(data)
    start, end = speech_bounds(samples, RATE)
    if end <= start:
        raise Damaged("The sample of this voice is silent.", detail=f"{len(data)} bytes")
    spoken = samples[start:end]
    spoken = spoken * np.float32(_gain(spoken))
    fade = min(RATE * FADE_MS // 1000, len(spoken) // 2)
    rise = np.linspace(0.0, 1.0, fade, endpoint=False, dtype=np.float32)[:, None]
    spoken[:fade] *= rise
    spoken[len(spoken) - fade :] *= rise[::-1]
    return to_int16(spoken[:, 0])


def part(path: Path, start: float, end: float) -> Pcm:
    """Return a recording from ``start`` to ``end``, in seconds, as loud as it is: mono, 16 bits at ``RATE``. Any thread.

    Raises:
        FileRefused: it cannot be read.
        Damaged: it cannot be decoded, or nothing is there.
    """
    end = min(end, start + LONGEST_PART_S)
    heard: list[Samples] = []
    try:
        with av.open(str(path), "r") as container:
            stream = container.streams.audio[0]
            if start > 0:
                container.seek(int(start * av.time_base))
            into = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            begun: float | None = None
            for frame in container.decode(stream):
                at = float(frame.time or 0.0)
                if at >= end:
                    break
                begun = at if begun is None else begun
                heard += [made.to_ndarray()[0] for made in into.resample(frame)]
            heard += [made.to_ndarray()[0] for made in into.resample(None)]
    except OSError as error:
        raise FileRefused(f"{path.name} cannot be read.", detail=type(error).__name__) from error
    except (av.FFmpegError, IndexError, ValueError, EOFError) as error:
        raise Damaged(f"{path.name} cannot be played.", detail=type(error).__name__) from error
    if not heard or begun is None:
        raise Damaged(f"{path.name} holds no sound there.")
    first = round(max(0.0, start - begun) * RATE)
    return to_int16(np.concatenate(heard)[first : first + round((end - start) * RATE)].astype(np.float32, copy=False))


def packed(pcm: Pcm) -> bytes:
    """Return it as it is kept: not compressed, so that it is there a millisecond after it is asked for."""
    data = pcm.astype("<i2", copy=False).tobytes()
    return _MAGIC + zlib.crc32(data).to_bytes(4, "little") + data


def unpacked(data: bytes) -> Pcm:
    """Return what was packed.

    Raises:
        Damaged: it was not.
    """
    begin = len(_MAGIC) + 4
    told = int.from_bytes(data[len(_MAGIC) : begin], "little")
    if not data.startswith(_MAGIC) or len(data) <= begin or len(data) % 2 or zlib.crc32(data[begin:]) != told:
        raise Damaged("A sample that was kept is damaged.", detail=f"{len(data)} bytes")
    return np.frombuffer(data, "<i2", offset=begin)


def _gain(spoken: Samples) -> float:
    found = levels(spoken)
    gain = _factor(HIGHEST_GAIN_DB)
    if found.energy > 0:
        gain = min(gain, _factor(TARGET_RMS_DB) / math.sqrt(found.energy))
    return min(gain, _factor(HIGHEST_PEAK_DB) / found.peak) if found.peak > 0 else gain


def _factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def _decoded(data: bytes) -> Samples:
    """Return the first ``LONGEST_S`` of a recording, mono at ``RATE``, of shape (frames, 1)."""
    parts: list[Samples] = []
    try:
        with av.open(io.BytesIO(data), "r") as container:
            stream = container.streams.audio[0]
            into = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            left = LONGEST_S * RATE
            for frame in container.decode(stream):
                for made in into.resample(frame):
                    parts.append(made.to_ndarray()[0])
                    left -= made.samples
                if left <= 0:
                    break
            parts += [made.to_ndarray()[0] for made in into.resample(None)]
    except (av.FFmpegError, IndexError, ValueError, EOFError) as error:
        if sum(map(len, parts)) < _ENOUGH_S * RATE:
            detail = f"{len(data)} bytes: {type(error).__name__}"
            raise Damaged("The sample of this voice cannot be played; it is damaged.", detail=detail) from error
        _log.info("a sample breaks off: %s", type(error).__name__)
    if not parts:
        raise Damaged("The sample of this voice holds no sound.", detail=f"{len(data)} bytes")
    return np.concatenate(parts)[: LONGEST_S * RATE, None].astype(np.float32, copy=False)
