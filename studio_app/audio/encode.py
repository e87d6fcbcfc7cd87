"""What every output format is, and one output file in the making.

A format is a Container, which owns the file, and Encoders, one for each chunk of the plan (see ``cuts``). The pipeline calls
``Writer.work`` on any thread and ``Writer.write`` with the results in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from studio_app.audio.cuts import Window, windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from studio_app.audio.cuts import CutRule
    from studio_app.audio.decode import Samples
    from studio_app.audio.mix import Mix
    from studio_app.domain.mixplan import MixPlan

#: Seconds of a plan in one piece of work: enough to make the start of an encoder cheap and to have work waiting while a
#: finished file goes to the disk, little enough for all cores to be busy at the end of a short export. A chunk longer than
#: ``LONGEST_SECONDS`` is worked on in several pieces.
TARGET_SECONDS = 40
LONGEST_SECONDS = 100


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file is encoded: "mp3", "wav", "flac", "opus" or "m4b".

    Sample rate and channels are the plan's (``formats.FORMATS`` says which are possible). ``bitrate_kbps`` 0 is the
    format's default; ``bits`` (16 or 24) is for wav and flac.
    """

    format: str
    bitrate_kbps: int = 0
    bits: int = 16


@dataclass(frozen=True, slots=True)
class EncodeJob:
    """One file to be made of ``plan`` at ``out``, a path nobody else uses (a ``.part``).

    ``head`` is written first (ID3 bytes; mp3 only). The plan's marks become the chapters of an m4b.
    """

    plan: MixPlan
    encoding: Encoding
    out: Path
    head: bytes = b""


@dataclass(frozen=True, slots=True)
class EncodedFile:
    """A file that is complete, closed and synced. ``peak`` is the highest sample before clipping, 1.0 being full scale."""

    job: EncodeJob
    frames: int
    seconds: float
    bytes: int
    peak: float


class Encoder(Protocol):
    """Encodes one chunk. What it returns is given to the container's ``put`` in order."""

    def encode(self, samples: Samples) -> Any:
        """Take the next samples of the chunk, shape (n, channels)."""

    def finish(self) -> Any:
        """Return the rest of the chunk."""


class Container(Protocol):
    """Owns what is written to one open file. One thread at a time."""

    @property
    def rule(self) -> CutRule | None:
        """Return where the plan may be cut, None for anywhere."""

    def encoder(self, opens: int, closes: int) -> Encoder:
        """Return a fresh encoder for the samples ``opens`` to ``closes``. Any thread."""

    def put(self, part: Any) -> None:
        """Write what an encoder returned."""

    def finish(self) -> None:
        """Write what can only be written when all else is."""

    def abandon(self) -> None:
        """Free what is held; the file is not wanted any more."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What ``Writer.work`` made of a window: encoded parts, or blocks of samples where the window is not a whole chunk."""

    window: Window
    parts: list[Any]
    peak: float


class Writer:
    """One output file in the making."""

    def __init__(self, job: EncodeJob, mix: Mix, container: Container) -> None:
        self.job = job
        self.peak = 0.0
        self.container = container
        self._mix = mix
        self._encoder: Encoder | None = None

    def windows(self) -> Iterator[Window]:
        """Yield the pieces of work, in order."""
        rate = self.job.plan.rate
        return windows(self.job.plan, self.container.rule, TARGET_SECONDS * rate, LONGEST_SECONDS * rate)

    def work(self, window: Window, check: Callable[[], None]) -> Piece:
        """Render a window, and encode it if it is a chunk of its own. Any thread; ``check`` raises to stop it."""
        encoder = self.container.encoder(window.opens, window.closes) if window.alone else None
        parts, peak = [], 0.0
        for block in self._mix.blocks(window.start, window.end):
            check()
            peak = max(peak, float(block.max()), float(-block.min()))
            parts.append(encoder.encode(block) if encoder else block)
        if encoder:
            parts.append(encoder.finish())
        return Piece(window, parts, peak)

    def write(self, piece: Piece) -> None:
        """Write a piece; pieces come in the order of ``windows``, on one thread."""
        self.peak = max(self.peak, piece.peak)
        if piece.window.alone:
            for part in piece.parts:
                self.container.put(part)
        else:
            self._encode_in_order(piece)

    def _encode_in_order(self, piece: Piece) -> None:
        window = piece.window
        if window.start == window.opens:
            self._encoder = self.container.encoder(window.opens, window.closes)
        encoder = self._encoder
        assert encoder is not None, "windows of a chunk come in order"
        for block in piece.parts:
            self.container.put(encoder.encode(block))
        if window.end == window.closes:
            self.container.put(encoder.finish())
            self._encoder = None


def silence(frames: int, channels: int) -> Samples:
    """Return ``frames`` of digital silence."""
    return np.zeros((frames, channels), dtype=np.float32)
