"""How far a job is, how fast it goes, and when it will be done."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: The rate is measured over this many seconds: long enough to be calm, short enough to follow a slower engine.
_WINDOW_S = 20.0
#: No ETA is told before this much time was measured; a guess from one segment is worse than none.
_SETTLE_S = 0.5
#: How often it is told, at most.
_TELL_S = 0.1


@dataclass(frozen=True, slots=True)
class Progress:
    """One look at a job. ``done`` and ``total`` are in ``unit``; ``rate`` is units per second, None until measured.

    ``eta`` is seconds to go, None where it cannot be told.
    """

    what: str
    done: float
    total: float
    unit: str
    rate: float | None
    eta: float | None

    @property
    def fraction(self) -> float:
        """Return 0 to 1; an empty job is done."""
        return min(1.0, self.done / self.total) if self.total > 0 else 1.0


class Paced:
    """Passes on looks at one job, ten a second at most, and the last one always."""

    def __init__(self, tell: Callable[[Progress], object]) -> None:
        self._tell = tell
        self._told_at = 0.0

    def __call__(self, progress: Progress) -> None:
        """Pass it on if it is time."""
        now = time.monotonic()
        if now - self._told_at >= _TELL_S or progress.fraction >= 1:
            self._told_at = now
            self._tell(progress)


class Meter:
    """Measures one job. What was done before it started (found in the project) counts as done but not as speed.

    Not thread-safe: call it on the thread that owns the job.
    """

    def __init__(
        self, what: str, total: float, unit: str, *, done: float = 0.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._what = what
        self._total = total
        self._unit = unit
        self._done = done
        self._clock = clock
        self._seen: deque[tuple[float, float]] = deque([(clock(), done)])

    def add(self, amount: float) -> None:
        """Count ``amount`` more units as done."""
        self.set(self._done + amount)

    def set(self, done: float) -> None:
        """Say how many units are done in all."""
        now = self._clock()
        self._done = done
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] > _WINDOW_S:
            self._seen.popleft()

    def pause(self) -> None:
        """Forget the speed: time spent paused must not make the ETA longer."""
        self._seen = deque([(self._clock(), self._done)])

    def look(self) -> Progress:
        """Return how far it is now."""
        rate = self._rate()
        left = max(0.0, self._total - self._done)
        eta = left / rate if rate else (0.0 if not left else None)
        return Progress(self._what, self._done, self._total, self._unit, rate, eta)

    def _rate(self) -> float | None:
        since, before = self._seen[0]
        seconds = self._clock() - since
        if seconds < _SETTLE_S or self._done <= before:
            return None
        return (self._done - before) / seconds
