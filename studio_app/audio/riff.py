"""WAV, and RF64 (EBU Tech 3306) where a file is too long for 32-bit sizes. The length is known before the first byte."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from studio_app.audio.pcm import pcm_bytes

if TYPE_CHECKING:
    from typing import BinaryIO

    from studio_app.audio.decode import Samples
    from studio_app.domain.mixplan import MixPlan

#: Bytes of sound from which a file is RF64: 4 GB less room for the tags an exporter or another program adds.
RF64_FROM = 2**32 - 2**26
_UNKNOWN = 0xFFFFFFFF


class WavContainer:
    """A WAV or RF64 file. Its samples depend on nothing before them, so it can be cut anywhere."""

    rule = None

    def __init__(self, file: BinaryIO, plan: MixPlan, bits: int) -> None:
        """Write the header."""
        self._file = file
        self._bits = bits
        self._odd = plan.length * plan.channels * (bits // 8) % 2
        file.write(header(plan, bits))

    def encoder(self, opens: int, closes: int) -> PcmEncoder:  # noqa: ARG002 - the protocol of all containers
        """Return an encoder; all are alike."""
        return PcmEncoder(self._bits)

    def put(self, part: bytes) -> None:
        """Write samples."""
        self._file.write(part)

    def finish(self) -> None:
        """Write the byte that makes the chunk even, where it needs one."""
        self._file.write(bytes(self._odd))

    def abandon(self) -> None:
        """Do nothing: nothing is held."""


class PcmEncoder:
    """Turns samples into little-endian integers."""

    def __init__(self, bits: int) -> None:
        self._bits = bits

    def encode(self, samples: Samples) -> bytes:
        """Return the samples' bytes."""
        return pcm_bytes(samples, self._bits)

    def finish(self) -> bytes:
        """Return nothing: all has been given."""
        return b""


def header(plan: MixPlan, bits: int) -> bytes:
    """Return all that stands before the samples."""
    frame = plan.channels * bits // 8
    size = plan.length * frame
    fmt = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, plan.channels, plan.rate, plan.rate * frame, frame, bits)
    if size < RF64_FROM:
        body = b"WAVE" + fmt + struct.pack("<4sI", b"data", size)
        return struct.pack("<4sI", b"RIFF", len(body) + size + size % 2) + body
    ds64 = struct.pack("<4sIQQQI", b"ds64", 28, 4 + 36 + len(fmt) + 8 + size + size % 2, size, plan.length, 0)
    return struct.pack("<4sI", b"RF64", _UNKNOWN) + b"WAVE" + ds64 + fmt + struct.pack("<4sI", b"data", _UNKNOWN)
