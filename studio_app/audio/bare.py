"""The yardstick of ``lectern bench export``: how fast LAME alone is on this machine, with nothing around it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from studio_app.audio.mp3 import new_lame

if TYPE_CHECKING:
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
