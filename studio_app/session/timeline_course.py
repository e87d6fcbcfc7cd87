"""What is heard of a timeline: its plan from a place on, round a loop, also while it is edited; and grains of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studio_app.domain.timeline import RATE

if TYPE_CHECKING:
    from studio_app.audio.decode import Samples
    from studio_app.session.timeline_mixes import TimelineMix

    #: Start and end of a loop, in samples.
    Loop = tuple[int, int]

#: What takes over from what, does so within this many samples: 5 ms.
_FADE = RATE * 5 // 1000
#: A loop shorter than this would be a tone, and is none.
SHORTEST_LOOP = RATE // 100
#: How long a grain is heard, and falls.
_GRAIN, _FALL = RATE * 120 // 1000, RATE * 40 // 1000


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
        #: What the last samples that were given are of, what is faded from (None: silence), and for how many samples still.
        self._given: TimelineMix | None = None
        self._before: TimelineMix | None = None
        self._left = 0
        self._at = at
        self.go(at)

    @property
    def ended(self) -> bool:
        """Whether all was given, and nothing is left to fade out."""
        return self._at >= self._border() and not (self._left and self._before is not None)

    def next(self, frames: int, *, dry: bool = False) -> TimelinePiece | None:  # noqa: ARG002  as a Course's
        """Return the next samples, None at the end.

        Raises:
            ProjectError: the file cannot be read.
        """
        if self.ended:
            return None
        at, border = self._at, self._border()
        end = min(border, at + frames) if at < border else at + self._left
        piece = TimelinePiece(self._samples(at, end), self.laid, at)
        self._at, self._given = self._turned(end), self.laid
        return piece

    def go(self, at: int) -> None:
        """Go on at a sample. In the middle of a sound it rises, else the first sample is the one that lies there."""
        self._given = self._before = None
        self._left = _FADE if at > 0 and self.laid.window(at - 1, at).any() else 0
        self._at = self._turned(at)

    def go_on(self, at: int, given: TimelineMix | None) -> None:
        """Go on at a sample behind what was given last, which is of ``given``."""
        self._at, self._given = self._turned(at), given
        self._fade_over()

    def change(self, laid: TimelineMix) -> None:
        """Go over to the timeline as it is now, from the next sample on."""
        self.laid = laid
        self._fade_over()

    def _fade_over(self) -> None:
        """Fade from what was given last to what is heard now, where that is something else."""
        if self._given is not None:
            self._before = self._given
            self._left = _FADE if self._given is not self.laid else 0

    def _border(self) -> int:
        """Return the sample up to which it goes straight on."""
        if self.loop is not None and self._at < self.loop[1]:
            return self.loop[1]
        return self.laid.length if self._end is None else self._end

    def _turned(self, at: int) -> int:
        return self.loop[0] if self.loop is not None and at == self.loop[1] else at

    def _samples(self, at: int, end: int) -> Samples:
        found = self.laid.window(at, end)
        if not self._left:
            return found
        count = min(self._left, len(found))
        before = np.zeros_like(found[:count]) if self._before is None else self._before.window(at, at + count)
        done = _FADE - self._left
        rise = np.arange(done, done + count, dtype=np.float32)[:, None] / np.float32(_FADE)
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
        found = laid.window(at, at + _GRAIN)
        found[:_FADE] *= np.linspace(0.0, 1.0, _FADE, endpoint=False, dtype=np.float32)[:, None]
        found[-_FALL:] *= np.linspace(1.0, 0.0, _FALL, dtype=np.float32)[:, None]
        self._piece: TimelinePiece | None = TimelinePiece(found, laid, at)

    def next(self, frames: int, *, dry: bool = False) -> TimelinePiece | None:  # noqa: ARG002  as a Course's
        """Return the grain, once."""
        piece, self._piece = self._piece, None
        return piece
