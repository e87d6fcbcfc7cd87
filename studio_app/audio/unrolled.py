"""A take as it is heard at another rate: whole, or only as far as it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import soxr  # type: ignore[import-untyped]

from studio_app.audio.decode import decode
from studio_app.domain.errors import Damaged

if TYPE_CHECKING:
    from studio_app.audio.decode import Samples
    from studio_app.domain.takes import Take

#: Frames of a take that are resampled at a time where it is unrolled.
_STRETCH = 8192
#: A take whose decoder gives fewer frames than recorded is filled up with silence within this (decoders of different
#: versions disagree about the padding of MP3 and Opus); what misses more is damaged.
_TOLERATED_SECONDS = 0.1


def trimmed(take: Take, data: bytes) -> Samples:
    """Return what lies between a take's trim points, at its own rate.

    Raises:
        Damaged: it cannot be decoded, or is shorter than recorded.
    """
    samples = decode(data, take.codec, take.rate, take.channels)
    check_length(take, len(samples))
    return samples[take.trim_start : take.trim_end]


def check_length(take: Take, frames: int) -> None:
    """Raise Damaged unless about as many frames of a take are decoded as are heard of it."""
    missing = take.trim_end - frames
    if missing > _TOLERATED_SECONDS * take.rate:
        raise Damaged(
            "A recording is shorter than it was when it was made.", detail=f"take {take.id}: {missing} frames"
        )


def resampled(samples: Samples, of: int, to: int) -> Samples:
    """Return samples at another rate."""
    return samples if of == to or not len(samples) else soxr.resample(samples, of, to, quality="HQ")


class Unrolled:
    """What ``resampled`` returns, made as far as it is asked for, and fitted to a length and a number of channels.

    The same samples, and the first of a long take a hundred times sooner. One thread.
    """

    def __init__(self, samples: Samples, of: int, to: int, length: int, channels: int) -> None:
        self._left = samples
        self._stream = None
        if of != to and len(samples):
            self._stream = soxr.ResampleStream(of, to, samples.shape[1], dtype="float32", quality="HQ")
        self._made = np.zeros((length, channels), dtype=np.float32)
        self._ready = 0

    def __len__(self) -> int:
        """Return the frames of the whole."""
        return len(self._made)

    def __getitem__(self, part: slice) -> Samples:
        """Return a part, from 0 or later to the end or sooner, in steps of 1."""
        while self._ready < part.stop and len(self._left):
            source, self._left = self._left[:_STRETCH], self._left[_STRETCH:]
            if self._stream is not None:
                source = self._stream.resample_chunk(source, last=not len(self._left))
            self._add(source, self._ready)
        return self._made[part]

    def _add(self, samples: Samples, start: int) -> None:
        """Append samples; what does not fit is left out, and one channel fills both."""
        made = self._made[start : start + len(samples)]
        made[:] = samples[: len(made)]
        self._ready = start + len(made)
        self.finish(made, start)

    def finish(self, made: Samples, start: int) -> None:
        """Do something with what was made, in place: those samples that lie at ``start``."""
