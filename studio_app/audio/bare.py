"""Yardsticks of ``lectern bench``: how fast encoder and decoder alone are on this machine, with nothing around them."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import av

from studio_app.audio.mp3 import new_lame

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt


def bare_mp3_speed(
    samples: npt.NDArray[np.int16], threads: int, *, rate: int = 44100, bitrate_kbps: int = 192
) -> float:
    """Return how many seconds of sound LAME encodes in a second, on ``threads`` threads together.

    Every thread encodes all of ``samples`` (mono, 16-bit) in one call with the settings of Lectern's own MP3 files.
    """

    def encode(data: bytes) -> None:
        lame = new_lame(rate, 1, bitrate_kbps)
        lame.encode(data)
        lame.flush()

    with ThreadPoolExecutor(threads) as pool:
        began = time.perf_counter()
        list(pool.map(encode, [samples.tobytes()] * threads))
        took = time.perf_counter() - began
    return threads * len(samples) / rate / took


def bare_decoding_seconds(path: Path) -> float:
    """Return how many seconds FFmpeg's decoder takes for a whole file, on one thread; what it decodes is thrown away."""
    began = time.perf_counter()
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        decoder = stream.codec_context
        for packet in container.demux(stream):
            decoder.decode(packet)
    return time.perf_counter() - began
