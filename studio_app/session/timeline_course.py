"""What is heard of a timeline: its plan from a place on, round a loop, also while it is edited; and grains of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from studio_app.domain.errors import LecternError

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.audio.decode import Samples
    from studio_app.audio.mix import Mix
    from studio_app.domain.mixplan import MixPlan, PlanItem

    #: Start and end of a loop, in samples.
    Loop = tuple[int, int]

#: What takes over from what, does so within this many milliseconds.
FADE_MS = 5
#: A loop shorter than this would be a tone, and is none.
SHORTEST_LOOP_MS = 10
#: How long a grain is heard, and falls.
_GRAIN_MS, _FALL_MS = 120, 40


class TimelineMix:
    """A timeline as it is heard. Its samples are those of an export; what cannot be read is left out, and told once.

    One thread renders. ``make`` makes a mix of a plan.

    Attributes:
        whole: the plan as it was laid out.
        plan: the same without what cannot be read.
    """

    def __init__(self, chapter_id: int, plan: MixPlan, make: Callable[[MixPlan], Mix]) -> None:
        self.chapter_id = chapter_id
        self.whole = self.plan = plan
        self._make = make
        self._mix = make(plan)
        self._failed: LecternError | None = None

    def window(self, start: int, end: int) -> Samples:
        """Return the samples of ``start`` to ``end``, silence where nothing lies."""
        out = np.zeros((end - start, self.plan.channels), dtype=np.float32)
        last = min(end, self.plan.length)
        if start < last:
            found = self._found(start, last)
            out[: len(found)] = found
        return out

    def failure(self) -> LecternError | None:
        """Return what could not be read since it was last asked."""
        failed, self._failed = self._failed, None
        return failed

    def _found(self, start: int, end: int) -> Samples:
        try:
            return np.concatenate(list(self._mix.blocks(start, end)))
        except LecternError as error:
            self._failed = error
            self._leave_out(start, end)
            return np.concatenate(list(self._mix.blocks(start, end)))

    def _leave_out(self, start: int, end: int) -> None:
        """Go on without what cannot be read: one damaged recording must not silence all tracks."""
        bad = {
            number
            for number, item in enumerate(self.plan.items)
            if item.start < end and item.start + item.length > start and not self._reads(item, start, end)
        }
        self.plan = replace(self.plan, items=tuple(i for n, i in enumerate(self.plan.items) if n not in bad))
        self._mix = self._make(self.plan)

    def _reads(self, item: PlanItem, start: int, end: int) -> bool:
        alone = self._make(replace(self.plan, items=(item,)))
        try:
            list(alone.blocks(max(start, item.start), min(end, item.start + item.length)))
        except LecternError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class TimelinePiece:
    """Samples of a timeline, from ``at`` of it on."""

    samples: Samples
    of: TimelineMix
    at: int


class TimelineCourse:
    """A way through a timeline. Made and used on one thread.

    Attributes:
        laid: what is heard now.
        loop: heard again and again by what has not passed its end.
    """

    needs: tuple[int, ...] = ()

    def __init__(self, laid: TimelineMix, at: int, end: int | None = None, loop: Loop | None = None) -> None:
        self.laid = laid
        self.loop = loop
        self._end = end
        self._fade = laid.plan.rate * FADE_MS // 1000
        self._left = 0
        self._before: TimelineMix | None = None
        self._at = at
        self.go(at)

    @property
    def ended(self) -> bool:
        """Whether all was given, and nothing is left to fade out."""
        return self._at >= self._border() and not (self._left and self._before is not None)

    def next(self, frames: int, *, dry: bool = False) -> TimelinePiece | None:  # noqa: ARG002  as a Course's
        """Return the next samples, None at the end; LecternError where something could not be read, which is then left out."""
        if self.ended:
            return None
        border = self._border()
        at = self._at
        end = min(border, at + frames) if at < border else at + self._left
        piece = TimelinePiece(self._samples(at, end), self.laid, at)
        self._at = self._turned(end)
        return piece

    def go(self, at: int) -> None:
        """Go on at a sample. In the middle of a sound it rises, else the first sample is the one that lies there."""
        self._before, self._left = None, 0
        if at > 0 and self.laid.window(at - 1, at).any():
            self._left = self._fade
        self._at = self._turned(at)

    def go_on(self, at: int) -> None:
        """Go on at a sample that follows on what was given: nothing rises."""
        self._at = self._turned(at)

    def change(self, laid: TimelineMix) -> None:
        """Go over to another plan from the next sample on."""
        if not self._left:
            self._before, self._left = self.laid, self._fade
        self.laid = laid

    def _border(self) -> int:
        """Return the sample up to which it goes straight on."""
        if self.loop is not None and self._at < self.loop[1]:
            return self.loop[1]
        return self.laid.plan.length if self._end is None else self._end

    def _turned(self, at: int) -> int:
        return self.loop[0] if self.loop is not None and at == self.loop[1] else at

    def _samples(self, at: int, end: int) -> Samples:
        found = self.laid.window(at, end)
        if not self._left:
            return found
        count = min(self._left, len(found))
        before = np.zeros_like(found[:count]) if self._before is None else self._before.window(at, at + count)
        done = self._fade - self._left
        rise = np.arange(done, done + count, dtype=np.float32)[:, None] / np.float32(self._fade)
        new = found[:count]
        # What is the same in both stays so to the bit.
        found[:count] = np.where(before == new, new, before + (new - before) * rise)
        self._left -= count
        if not self._left:
            self._before = None
        return found


class Grain:
    """A moment of a timeline, heard while somebody drags over it; then silence, until the next."""

    needs: tuple[int, ...] = ()
    ended = False

    def __init__(self, laid: TimelineMix, at: int) -> None:
        rate = laid.plan.rate
        found = laid.window(at, at + rate * _GRAIN_MS // 1000)
        rise, fall = rate * FADE_MS // 1000, rate * _FALL_MS // 1000
        found[:rise] *= np.linspace(0.0, 1.0, rise, endpoint=False, dtype=np.float32)[:, None]
        found[-fall:] *= np.linspace(1.0, 0.0, fall, dtype=np.float32)[:, None]
        self._piece: TimelinePiece | None = TimelinePiece(found, laid, at)

    def next(self, frames: int, *, dry: bool = False) -> TimelinePiece | None:  # noqa: ARG002  as a Course's
        """Return the grain, once."""
        piece, self._piece = self._piece, None
        return piece
