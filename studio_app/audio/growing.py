"""A WAV file that is whole at every moment while it grows: what a crash leaves behind can be heard."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

from studio_app.audio.pcm import to_int16

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from studio_app.audio.decode import Samples

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_MOST = 0xFFFFFFFF
_WIDTH = 2


class GrowingWav:
    """A mono file of 16 bits. Each ``write`` leaves a file that says how long it is; sounds are there before it says so.

    Raises:
        OSError: it is there already, or cannot be written.
    """

    def __init__(self, path: Path, rate: int) -> None:
        self.path = path
        self.rate = rate
        self.frames = 0
        self._file: BinaryIO = path.open("xb", buffering=0)
        self._write(self._header())

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.frames / self.rate

    def write(self, samples: Samples) -> None:
        """Add samples of shape (frames,), full scale being 1.0; louder ones are clipped."""
        self._file.seek(_HEADER.size + _WIDTH * self.frames)
        self._write(to_int16(samples).tobytes())
        self.frames += len(samples)
        self._file.seek(0)
        self._write(self._header())

    def close(self) -> None:
        """Bring it to the disk."""
        if not self._file.closed:
            try:
                os.fsync(self._file.fileno())
            finally:
                self._file.close()

    def _write(self, data: bytes) -> None:
        """Write all of it: an unbuffered file may take a part, and says that the disk is full with the next."""
        view = memoryview(data)
        while view:
            view = view[self._file.write(view) :]

    def _header(self) -> bytes:
        size = min(_WIDTH * self.frames, _MOST - _HEADER.size)
        return _HEADER.pack(
            b"RIFF",
            size + _HEADER.size - 8,
            b"WAVE",
            b"fmt ",
            16,
            1,
            1,
            self.rate,
            self.rate * _WIDTH,
            _WIDTH,
            16,
            b"data",
            size,
        )
