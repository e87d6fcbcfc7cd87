"""What is rendered ahead: a course, a take alone, or a timeline becomes blocks on a reel, at a speed."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from studio_app.audio.mix import Mix
from studio_app.audio.pcm import to_int16
from studio_app.audio.reel import Block, Reel
from studio_app.audio.tempo import Tempo
from studio_app.domain.arrange import FADE_MS, level_gain, samples
from studio_app.domain.errors import LecternError
from studio_app.domain.mixplan import MixPlan, PlanItem, plan_length
from studio_app.session.chaptermix import RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.audio.decode import Samples
    from studio_app.domain.takes import Take

#: Frames rendered at a time, and how many seconds lie ready: more than the slowest take needs to be decoded and resampled.
_BLOCK = 4096
_AHEAD_S = 1.5
#: More seconds than a filter of two stages holds back.
_HELD_S = 0.25
#: Blocks whose places are remembered: more than lie ready.
_PLACES = 256
#: So many recordings in a row that cannot be read are a lost disk or a closed project, not a damaged recording.
_TOO_MANY = 5


class Given(Protocol):
    """Samples and where they lie: from sample ``at`` of ``of`` on."""

    @property
    def samples(self) -> Samples:
        """The samples, of shape (frames, channels)."""

    @property
    def of(self) -> Any:
        """What they are of."""

    @property
    def at(self) -> int:
        """The first one's place in it."""


class Way(Protocol):
    """What gives samples in the order they are heard."""

    @property
    def needs(self) -> tuple[int, ...]:
        """The paragraphs whose text comes next and cannot be heard."""

    @property
    def ended(self) -> bool:
        """Whether all was given."""

    def next(self, frames: int, *, dry: bool = False) -> Given | None:
        """Return what comes next, at most so many frames; None where nothing does, for now or at all."""


class TakeCourse:
    """One take alone, at the loudness all takes are compared at. Used as a ``Course`` is."""

    needs: tuple[int, ...] = ()

    def __init__(self, take: Take, fetch: Callable[[Take], bytes], seconds: float) -> None:
        length = plan_length(max(0, take.speech_frames), take.rate, RATE)
        fade = min(samples(FADE_MS, RATE), length // 2)
        item = PlanItem(take, 0, length, level_gain([take]), fade, fade)
        self.take = take
        self.plan = MixPlan(RATE, length, (item,), ())
        self._mix = Mix(self.plan, fetch, unrolled=True)
        self._at = min(length, max(0, round(seconds * RATE)))
        self._rise = self._at > 0

    @property
    def ended(self) -> bool:
        """Whether all was given."""
        return self._at >= self.plan.length

    def next(self, frames: int, *, dry: bool = False) -> TakePiece | None:  # noqa: ARG002  as a Course's
        """Return the next samples, None at the end."""
        if self.ended:
            return None
        at, end = self._at, min(self.plan.length, self._at + frames)
        self._at = end
        try:
            found = np.concatenate(list(self._mix.blocks(at, end)))
        except LecternError:
            self._at = self.plan.length
            raise
        if self._rise:
            self._rise = False
            rise = min(samples(FADE_MS, RATE), len(found))
            found[:rise] *= np.linspace(0.0, 1.0, rise, endpoint=False, dtype=np.float32)[:, None]
        return TakePiece(found, self, at)

    def go(self, at: int) -> None:
        """Go on at a sample."""
        self._at = max(0, min(at, self.plan.length))
        self._rise = True


@dataclass(frozen=True, slots=True)
class TakePiece:
    """Samples of a take, from ``at`` of its course on."""

    samples: Samples
    of: TakeCourse
    at: int


class Renderer:
    """Puts a course on a reel, at a speed, ``block`` frames at a time.

    Attributes:
        frames: how many were put on it.
        begin: what the first of them is of, and where in it; None before there is one.
    """

    def __init__(self, course: Way, speed: float, *, rate: int = RATE, channels: int = 1, block: int = _BLOCK) -> None:
        self.course = course
        self.reel = Reel()
        self.begin: tuple[object, float] | None = None
        self._rate, self._channels, self._size = rate, channels, block
        self._tempo = Tempo(rate, speed, channels) if speed != 1.0 else None
        self._fed: list[tuple[int, Given]] = []
        self._in = 0
        self._failures = 0
        #: What the filter held was pushed out, because nothing follows for now.
        self._pushed = False
        self._out = 0
        #: (frame of the reel, of, at, step) of the last blocks, to tell what a frame is of before the device has it.
        self._put: deque[tuple[int, object, float, float]] = deque(maxlen=_PLACES)
        self.frames = 0

    def work(self, failed: Callable[[LecternError], None]) -> bool:
        """Put one block on the reel; return whether there may be more at once."""
        reel, course = self.reel, self.course
        if reel.ended or reel.ahead >= _AHEAD_S * self._rate:
            return False
        try:
            piece = course.next(self._size, dry=self.dry)
        except LecternError as error:
            self._failures += 1
            failed(error)
            if course.ended or self._failures == _TOO_MANY:
                self._finish()
            return not reel.ended
        reel.waiting = piece is None and not course.ended
        if reel.waiting and not self._pushed and self._tempo is not None and (course.needs or self.dry):
            self._pushed = True
            self._push_out(self._tempo)
        if piece is not None:
            self._failures, self._pushed = 0, False
            self._add(piece)
            return True
        if course.ended:
            self._finish()
        return False

    @property
    def dry(self) -> bool:
        """Whether nothing that was put on the reel is left to be taken."""
        return not self.reel.ahead

    @property
    def waiting(self) -> bool:
        """Whether it is silent until text is spoken, or more of an answer comes in."""
        return self.reel.waiting and (bool(self.course.needs) or self.dry)

    def place(self, frame: int) -> tuple[object, float] | None:
        """Return what a frame of the reel is of, and where in it."""
        found = next((row for row in reversed(self._put) if row[0] <= frame), None)
        if found is None or frame >= self.frames:
            return None
        start, of, at, step = found
        return of, at + (frame - start) * step

    @property
    def last(self) -> object:
        """Return what the last block that was put is of; None where there is none."""
        return self._put[-1][1] if self._put else None

    def cut(self, margin: int) -> tuple[object, float] | None:
        """Take back what lies at least ``margin`` frames ahead; return what the first of it was of, and where in it.

        None where nothing was taken back, or the speed is another than 1: then what a filter holds cannot be.
        """
        first = self.reel.cut(margin) if self._tempo is None else None
        if first is None:
            return None
        self.frames = self.reel.frames
        while self._put and self._put[-1][0] >= self.frames:
            self._put.pop()
        self.reel.ended = self.reel.waiting = False
        return first.of, first.at

    def _add(self, piece: Given) -> None:
        if self._tempo is None:
            self._block(piece.samples, piece.of, piece.at, 1.0)
            return
        self._fed.append((self._in, piece))
        self._in += len(piece.samples)
        self._blocks(self._tempo.feed(piece.samples), self._tempo)

    def _push_out(self, tempo: Tempo) -> None:
        """Let what the filter still holds be heard before the wait: silence follows it."""
        silence = np.zeros((int(_HELD_S * self._rate), self._channels), dtype=np.float32)
        self._in += len(silence)
        self._blocks(tempo.feed(silence), tempo)

    def _finish(self) -> None:
        if self._tempo is not None:
            self._blocks(self._tempo.end(), self._tempo)
        self.reel.ended = True

    def _blocks(self, ready: Samples, tempo: Tempo) -> None:
        for begin in range(0, len(ready), self._size):
            part = ready[begin : begin + self._size]
            source = int(self._out * tempo.speed) + tempo.lead
            self._out += len(part)
            while len(self._fed) > 1 and self._fed[1][0] <= source:
                del self._fed[0]
            start, piece = self._fed[0]
            self._block(part, piece.of, piece.at + source - start, tempo.speed)

    def _block(self, found: Samples, of: object, at: float, step: float) -> None:
        block = Block(to_int16(found[:, 0] if self._channels == 1 else found), of, at, step)
        self.begin = self.begin or (of, at)
        self._put.append((self.frames, of, at, step))
        self.frames += len(block.pcm)
        self.reel.put(block)
