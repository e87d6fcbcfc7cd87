"""Peaks: a recording as small as it is drawn. The lowest and highest of every 256 samples, of every 1024, and so on.

They grow while a recording is decoded, so that a long one appears bit by bit. Each is one octet: the square root of a sample
in 127 steps, which is finer than a pixel where sound is loud and finer still where it is quiet. Of several channels the lowest
and the highest of all are kept. An hour at 48 kHz takes 1.3 MB.
"""

from __future__ import annotations

import math
import struct
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue
from typing import TYPE_CHECKING

import numpy as np

from studio_app.audio.media import as_float

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    import numpy.typing as npt

    from studio_app.audio.decode import Samples
    from studio_app.audio.media import MediaReader, Raw

    Bins = npt.NDArray[np.int8]

#: Samples of the finest bins; those of the next level are ``STEP`` times as long, and so on.
BASE = 256
STEP = 4
_LEVELS = 7
#: The coarser levels follow when so many bins wait: after each piece of a recording they would cost more than the finest.
_CLIMB = 2048
_STEPS = 127
#: Frames that one thread decodes at a time: so much that the run-up to them costs little. They are whole bins.
_SEGMENT = 1 << 20
_HEAD = struct.Struct("<4sIQ")
_MAGIC, _PART = b"LPK1", b"LPP1"
#: What an octet stands for, from -128 on.
_MEANS = (np.sign(np.arange(-128, 128)) * (np.arange(-128, 128) / _STEPS) ** 2).astype(np.float32)


class Peaks:
    """The peaks of one recording at ``rate``. One thread adds; others may read meanwhile what is there."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self.frames = 0
        self.whole = False
        self._levels = [_Level() for _ in range(_LEVELS)]
        self._rest: list[Raw] = []
        self._resting = 0

    @property
    def nbytes(self) -> int:
        """Return how many bytes it takes in memory."""
        return sum(level.bins.nbytes for level in self._levels)

    def add(self, at: int, part: Raw) -> None:
        """Add samples as they were decoded, (frames, channels), from frame ``at`` on; before it nothing was heard."""
        there = self.frames + self._resting
        if at > there:
            self._silence(at - there, part)
        part = part[max(0, there - at) :]
        if self._resting and len(part):
            head, part = part[: BASE - self._resting], part[BASE - self._resting :]
            self._rest.append(head)
            self._resting += len(head)
            if self._resting == BASE:
                self._append(np.concatenate(self._rest))
                self._rest, self._resting = [], 0
        fit = len(part) // BASE * BASE
        if fit:
            self._append(part[:fit])
        if fit < len(part):
            self._rest.append(part[fit:].copy())
            self._resting += len(part) - fit

    def join(self, more: Peaks) -> None:
        """Add the peaks of what follows; what is here ends with a whole bin."""
        level = more._levels[0]
        self._levels[0].extend(level.bins[: level.count])
        self._climb()
        self.frames += more.frames

    def fill(self, frames: int) -> None:
        """Add silence until there are so many frames."""
        missing = frames - self.frames - self._resting
        if missing > 0:
            self._silence(missing, self._rest[0] if self._rest else np.zeros((1, 1), np.int16))

    def finish(self) -> None:
        """Let the last samples count, fewer than a bin; nothing can be added any more."""
        if self._resting:
            last = np.concatenate(self._rest)
            self._levels[0].extend(_octets(*_extremes(last, len(last))))
            self.frames += self._resting
            self._rest, self._resting = [], 0
        self._climb(rounding=STEP - 1)
        self.whole = True

    def bins(self, start: float, per_bin: float, count: int) -> Samples:
        """Return the lowest and highest of ``count`` bins of ``per_bin`` frames from frame ``start`` on: (count, 2), float32.

        Fewer where the recording, or what is known of it, ends sooner. Bins finer than ``BASE`` are all those of a base bin.
        """
        number = max((n for n in range(_LEVELS) if STEP * _size(n) <= per_bin), default=0)
        level, size = self._levels[number], _size(number)
        held = level.bins[: level.count]
        edges = np.floor((start + per_bin * np.arange(count + 1)) / size + 1e-9).astype(np.int64)
        known = min(int(np.searchsorted(edges[:-1], len(held))), math.ceil((self.frames - start) / per_bin))
        if known < 1 or edges[0] < 0:
            return np.zeros((0, 2), np.float32)
        end = min(len(held), max(int(edges[known]), int(edges[known - 1]) + 1))
        places, held = edges[:known] - edges[0], held[edges[0] : end]
        low = np.minimum.reduceat(held[:, 0], places)
        high = np.maximum.reduceat(held[:, 1], places)
        return _MEANS[np.stack([low, high], axis=1).astype(np.int16) + 128]

    def to_bytes(self) -> bytes:
        """Return what ``from_bytes`` takes."""
        level = self._levels[0]
        return _HEAD.pack(_MAGIC, self.rate, self.frames) + level.bins[: level.count].tobytes()

    def part(self, start: int) -> bytes:
        """Return what ``resume`` takes, of what is known from frame ``start`` on, with which a bin begins."""
        level = self._levels[0]
        return _HEAD.pack(_PART, self.rate, start) + level.bins[start // BASE : level.count].tobytes()

    def resume(self, data: bytes) -> bool:
        """Add a part that was kept before all was known; return whether it is the one that follows."""
        if self._resting or len(data) < _HEAD.size or (len(data) - _HEAD.size) % 2:
            return False
        if _HEAD.unpack_from(data) != (_PART, self.rate, self.frames):
            return False
        level = self._levels[0]
        level.extend(np.frombuffer(data, np.int8, offset=_HEAD.size).reshape(-1, 2))
        self._climb()
        self.frames = BASE * level.count
        return True

    @classmethod
    def from_bytes(cls, data: bytes) -> Peaks | None:
        """Return the peaks that were kept; None where the octets are none that this version knows."""
        if len(data) < _HEAD.size:
            return None
        magic, rate, frames = _HEAD.unpack_from(data)
        if magic != _MAGIC or not rate or len(data) - _HEAD.size != 2 * -(-frames // BASE):
            return None
        made = cls(rate)
        made._levels[0].take(np.frombuffer(data, np.int8, offset=_HEAD.size).reshape(-1, 2))
        made.frames = frames
        made.finish()
        return made

    def _append(self, part: Raw) -> None:
        self._levels[0].extend(_octets(*_extremes(part, BASE)))
        if self._levels[0].count >= STEP * self._levels[1].count + _CLIMB:
            self._climb()
        self.frames += len(part)

    def _silence(self, frames: int, like: Raw) -> None:
        """Add frames in which nothing is heard: the bin that began, whole bins, the bin that begins."""
        zero = 128 if like.dtype.kind == "u" else 0
        quiet = np.full((min(frames, BASE), like.shape[1]), zero, like.dtype)
        if self._resting:
            head = min(frames, BASE - self._resting)
            self.add(self.frames + self._resting, quiet[:head])
            frames -= head
        if frames >= BASE:
            self._levels[0].extend(np.zeros((frames // BASE, 2), np.int8))
            self._climb()
            self.frames += frames // BASE * BASE
        if frames % BASE:
            self.add(self.frames, quiet[: frames % BASE])

    def _climb(self, rounding: int = 0) -> None:
        """Make what follows of the finer bins on the coarser levels."""
        for fine, coarse in zip(self._levels, self._levels[1:], strict=False):
            end = (fine.count + rounding) // STEP
            if end > coarse.count:
                fresh = fine.bins[coarse.count * STEP : min(fine.count, end * STEP)]
                places = np.arange(0, len(fresh), STEP)
                low, high = np.minimum.reduceat(fresh[:, 0], places), np.maximum.reduceat(fresh[:, 1], places)
                coarse.extend(np.stack([low, high], axis=1))


def draw(
    peaks: Peaks,
    reader: MediaReader,
    check: Callable[[], None] = lambda: None,
    *,
    frames: int | None = None,
    threads: int = 2,
) -> None:
    """Let the peaks of a whole file grow from what is known to its end, and finish them. Blocks.

    Where parts can be decoded by themselves several threads do so; what they made is put together in order.

    Args:
        peaks: to which it is added; others may look at them meanwhile.
        reader: the file; what is decoded is decoded by readers of their own.
        check: called with each piece; raises to stop.
        frames: how long the file is, None where it is not known: finding out takes a while.
        threads: how many decode.

    Raises:
        FileRefused, WrongFormat: as ``MediaReader``.
    """
    if reader.exact:
        _draw_together(peaks, reader, check, reader.length(check) if frames is None else frames, threads)
    else:
        for at, part in reader.blocks(check):
            peaks.add(at, part)
    peaks.finish()


def _draw_together(peaks: Peaks, reader: MediaReader, check: Callable[[], None], frames: int, threads: int) -> None:
    readers: SimpleQueue[MediaReader] = SimpleQueue()
    waiting: deque[Future[Peaks]] = deque()
    with ExitStack() as opened:
        for _ in range(threads):
            readers.put(opened.enter_context(reader.again()))
        pool = opened.enter_context(ThreadPoolExecutor(threads, "peaks"))
        try:
            for start in range(peaks.frames, frames, _SEGMENT):
                waiting.append(pool.submit(_segment, readers, start, min(frames, start + _SEGMENT), frames))
                if len(waiting) > threads:
                    check()
                    peaks.join(waiting.popleft().result())
            for part in waiting:
                check()
                peaks.join(part.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _segment(readers: SimpleQueue[MediaReader], start: int, end: int, frames: int) -> Peaks:
    """Return the peaks of a part of a file, decoded by one of the readers."""
    reader = readers.get()
    try:
        made = Peaks(reader.rate)
        for at, part in reader.pieces(start, end, frames):
            made.add(at - start, part)
        made.fill(end - start)
        made.finish()
        return made
    finally:
        readers.put(reader)


class _Level:
    """Bins of one length. ``count`` says how many are there, and grows after them: who reads meanwhile sees whole ones."""

    def __init__(self) -> None:
        self.bins: Bins = np.zeros((0, 2), np.int8)
        self.count = 0

    def extend(self, bins: Bins) -> None:
        end = self.count + len(bins)
        if end > len(self.bins):
            grown = np.zeros((max(end, 2 * self.count, 64), 2), np.int8)
            grown[: self.count] = self.bins[: self.count]
            self.bins = grown
        self.bins[self.count : end] = bins
        self.count = end

    def take(self, bins: Bins) -> None:
        """Have these, without a copy."""
        self.bins, self.count = bins, len(bins)


def extremes(part: Samples) -> Samples:
    """Return the lowest and highest of all channels at each frame, (frames, 2): what bins of one frame are."""
    return np.stack([part.min(axis=1), part.max(axis=1)], axis=1)


def _size(level: int) -> int:
    return int(BASE * STEP**level)


def _extremes(part: Raw, size: int) -> tuple[Raw, Raw]:
    """Return lowest and highest of each ``size`` frames. However channels lie in memory, it is not copied."""
    channels = part.shape[1]
    if part.flags.c_contiguous:
        rows = part.reshape(-1, size * channels)
        return rows.min(axis=1), rows.max(axis=1)
    low = high = part.T[0]
    for plane in part.T[1:]:
        low, high = np.minimum(low, plane), np.maximum(high, plane)
    return low.reshape(-1, size).min(axis=1), high.reshape(-1, size).max(axis=1)


def _octets(low: Raw, high: Raw) -> Bins:
    values = as_float(np.stack([low, high], axis=1))
    roots = np.sqrt(np.fmin(np.abs(values), np.float32(1))) * np.float32(_STEPS)
    return np.copysign(np.rint(roots), values).astype(np.int8)
