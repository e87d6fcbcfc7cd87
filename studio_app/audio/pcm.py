"""From the mix to whole numbers: the one place where samples are rounded and clipped, for playback and export alike.

There is no dither: speech carries noise far above a 16-bit step, and silence between takes stays exactly zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from studio_app.audio.decode import Samples


def to_int16(samples: Samples) -> npt.NDArray[np.int16]:
    """Return samples as 16-bit integers, rounded to nearest (ties to even) and clipped; the inverse of ``decode``."""
    return _scaled(samples, 32768).astype("<i2")


def to_int24(samples: Samples) -> npt.NDArray[np.int32]:
    """Return samples as 24-bit integers in 32-bit ones, rounded to nearest and clipped."""
    return _scaled(samples, 8388608).astype("<i4")


def clipped(samples: Samples) -> Samples:
    """Return samples limited to full scale, for encoders that take floating point."""
    return np.clip(samples, np.float32(-1), np.float32(1))


def pcm_bytes(samples: Samples, bits: int) -> bytes:
    """Return samples as interleaved little-endian integers of 16 or 24 bits."""
    if bits == 16:
        return to_int16(samples).tobytes()
    whole = to_int24(samples)
    return np.ascontiguousarray(whole.reshape(-1, 1).view(np.uint8)[:, :3]).tobytes()


def _scaled(samples: Samples, full_scale: int) -> Samples:
    scaled = samples * np.float32(full_scale)
    np.rint(scaled, out=scaled)
    return np.clip(scaled, np.float32(-full_scale), np.float32(full_scale - 1), out=scaled)
