"""Between the thread that renders ahead and the device that asks: samples in order, switched without a click.

The device's side (``Deck.read``) takes no lock, waits for nothing, and knows nothing of plans.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Pcm = npt.NDArray[np.int16]

#: Places that are remembered: more than any device buffers.
_PLACES = 64


@dataclass(frozen=True, slots=True)
class Block:
    """Samples, and what they are of: the first lies at sample ``at`` of ``of``, and each is ``step`` samples of it.

    ``pcm`` has the shape (frames,), on a deck of two channels (frames, 2).
    """

    pcm: Pcm
    of: Any
    at: float
    step: float = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """What a frame of the device is of; ``of`` None: silence of nothing."""

    frame: int
    of: Any
    at: float
    step: float


class Reel:
    """Blocks in the order they are heard. One thread puts, another takes.

    Attributes:
        waiting: nothing follows yet, on purpose: silence is no failure.
        ended: nothing will follow.
        frames: how many were put.
        taken: how many of them the deck took.
    """

    def __init__(self) -> None:
        self.waiting = False
        self.ended = False
        self.blocks: deque[Block] = deque()
        self.frames = 0
        self.taken = 0

    def put(self, block: Block) -> None:
        """Add a block."""
        self.frames += len(block.pcm)
        self.blocks.append(block)

    def cut(self, margin: int) -> Block | None:
        """Take back the blocks that lie at least ``margin`` frames ahead; return the first of them, None if there is none."""
        first = None
        # The device takes from the other end, a margin away.
        while self.blocks and self.ahead - len(self.blocks[-1].pcm) >= margin:
            first = self.blocks.pop()
            self.frames -= len(first.pcm)
        return first

    @property
    def ahead(self) -> int:
        """Frames that were put and not taken."""
        return self.frames - self.taken


class Deck:
    """Gives a device what the reel on it holds, else silence.

    Attributes:
        starved: how often a reel was empty that should not have been.
        left: what the last reel that was taken off would have given next; None until it is off.
        volume: 0 to 1; 1 leaves every sample as it is.
        given: where not None, what the device was given is added here, with the frame it begins at, before the volume. Whoever
            reads it takes from the left.
    """

    def __init__(self, rate: int, channels: int = 1) -> None:
        self.starved = 0
        self.left: Place | None = None
        self.volume = 1.0
        self.given: deque[tuple[int, Pcm]] | None = None
        self._channels = channels
        self._fade = max(1, rate * 5 // 1000)
        self._wanted: tuple[Reel | None, int | None] = (None, None)
        self._reel: Reel | None = None
        self._block: Block | None = None
        self._used = 0
        self._frame = 0
        self._tail: Pcm | None = None
        self._last: Any = 0
        self._fall: Pcm | None = None
        self._gain = 1.0
        self._hungry = False
        #: Exchanged as a whole, so that any thread may read it.
        self._places: tuple[Place, ...] = ()

    def put_on(self, reel: Reel | None, at: int | None = None) -> None:
        """Let this reel be heard from now on: what sounded before fades out within 5 ms while it begins. None: silence.

        With ``at`` the change waits until that many frames of the reel on the deck are taken.
        """
        self.left = None
        self._wanted = (reel, at)

    def restart(self) -> None:
        """Count frames from 0 again, for a device that starts. Nothing may be reading."""
        self._frame = 0
        self._reel, self._block, self._used, self._tail = None, None, 0, None
        self._last, self._fall = 0, None
        self._places = ()
        if self.given is not None:
            self.given.clear()

    @property
    def drained(self) -> bool:
        """Whether the reel on the deck has ended and given all it had."""
        reel = self._wanted[0]
        return reel is not None and reel is self._reel and reel.ended and not reel.blocks and self._block is None

    @property
    def frame(self) -> int:
        """Frames that were given since ``restart``. Any thread."""
        return self._frame

    @property
    def end(self) -> int:
        """The frame from which on there is silence, once ``drained``."""
        return self._places[-1].frame if self._places else 0

    def where(self, frame: int) -> Place | None:
        """Return what the device's frame is of, as far as it is remembered. Any thread."""
        found = None
        for place in self._places:
            if place.frame > frame:
                break
            found = place
        return found

    def read(self, frames: int) -> bytes:
        """Return the next frames. On the device's thread."""
        out = self._silence(frames)
        wanted, at = self._wanted
        fall, self._fall = self._fall, None
        begin = 0
        if wanted is not self._reel:
            if self._reel is not None and at is not None:
                begin = min(frames, max(0, at - self._reel.taken))
                self._fill(out[:begin], 0)
            if begin < frames:
                self._change(out[begin:], wanted)
        if begin < frames:
            self._fill(out[begin:], begin)
            self._blend(out[begin:])
        self._drop(out, fall)
        if self.given is not None:
            self.given.append((self._frame, out))
        self._frame += frames
        return self._loud(out).tobytes()

    def _change(self, out: Pcm, wanted: Reel | None) -> None:
        """Put the wanted reel on; what the old one would have given next is kept to be faded out."""
        block = self._block
        if block is not None:
            self.left = Place(self._frame, block.of, block.at + self._used * block.step, block.step)
        elif self._places:
            self.left = self._places[-1]
        self._tail = self._silence(min(len(out), self._fade))
        self._fill(self._tail, None)
        self._reel, self._block, self._used = wanted, None, 0
        self._last, self._fall = 0, None

    def _blend(self, out: Pcm) -> None:
        tail, self._tail = self._tail, None
        if tail is not None and tail.any():
            mixed = out[: len(tail)] + tail * self._ramp(1.0, 0.0, len(tail))
            out[: len(tail)] = np.clip(np.rint(mixed), -32768, 32767)

    def _fill(self, out: Pcm, offset: int | None) -> None:
        """Fill ``out`` from the reel on the deck; it begins ``offset`` frames after what the device has, None: unnoted."""
        filled = 0
        while filled < len(out) and (block := self._next()) is not None:
            if offset is not None:
                at = block.at + self._used * block.step
                self._note(Place(self._frame + offset + filled, block.of, at, block.step))
            part = block.pcm[self._used : self._used + len(out) - filled]
            out[filled : filled + len(part)] = part
            filled += len(part)
            self._used += len(part)
            if self._reel is not None:
                self._reel.taken += len(part)
        if offset is not None and filled < len(out):
            self._break_off(out, filled)
            self._starve(offset + filled)

    def _break_off(self, out: Pcm, filled: int) -> None:
        """Let what ends in the middle of a sound fall to silence within 5 ms, also beyond the end of ``out``."""
        last = out[filled - 1] if filled else self._last
        if np.any(last):
            fall = np.rint(last * self._ramp(1.0, 0.0, self._fade)).astype(np.int16)
            room = out[filled : filled + len(fall)]
            room[:] = fall[: len(room)]
            self._fall = fall[len(room) :]

    def _drop(self, out: Pcm, fall: Pcm | None) -> None:
        """Add the rest of such a fall, which began in the frames before."""
        if fall is not None and len(fall):
            part = out[: len(fall)]
            part[:] = np.clip(part.astype(np.int32) + fall[: len(part)], -32768, 32767)
            if len(fall) > len(part):
                self._fall = fall[len(part) :]
        self._last = out[-1].copy() if self._fall is None and len(out) else 0

    def _next(self) -> Block | None:
        """Return the block that is being read, the next one where it is used up."""
        if self._block is not None and self._used >= len(self._block.pcm):
            self._block, self._used = None, 0
        if self._block is None and self._reel is not None and self._reel.blocks:
            self._block, self._used = self._reel.blocks.popleft(), 0
            self._hungry = True
        return self._block

    def _note(self, place: Place) -> None:
        self._places = (*self._places[1 - _PLACES :], place)

    def _starve(self, filled: int) -> None:
        reel = self._reel
        last = self._places[-1] if self._places else None
        if last is None or last.step:
            # What is silent stands where the sound before it ended.
            self._note(self._still(self._frame + filled, last))
        if reel is not None and not reel.ended and not reel.waiting and self._hungry:
            self.starved += 1
        self._hungry = False

    @staticmethod
    def _still(frame: int, last: Place | None) -> Place:
        if last is None:
            return Place(frame, None, 0.0, 0.0)
        return Place(frame, last.of, last.at + (frame - last.frame) * last.step, 0.0)

    def _loud(self, out: Pcm) -> Pcm:
        before, now = self._gain, self.volume
        if before == now == 1.0:
            return out
        self._gain = now
        loud: Pcm = np.rint(out * self._ramp(before, now, len(out), endpoint=True)).astype(np.int16)
        return loud

    def _silence(self, frames: int) -> Pcm:
        return np.zeros(frames if self._channels == 1 else (frames, self._channels), dtype=np.int16)

    def _ramp(self, begin: float, end: float, frames: int, *, endpoint: bool = False) -> npt.NDArray[np.float32]:
        """Return a straight line over frames, to be multiplied with them."""
        line = np.linspace(begin, end, frames, endpoint=endpoint, dtype=np.float32)
        return line if self._channels == 1 else line[:, None]
