"""How long to wait for what, and how much longer each time."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Pace:
    """All waiting of a line, in seconds.

    A request that was certainly not taken is sent again after ``first``, then twice that and so on up to ``longest``, for
    ``patience`` in all, and for ``offline`` on a network that is gone: no longer, because its row in the ledger is open and
    a lost answer is looked for near its time.

    Attributes:
        connect: for the connection to stand.
        answer: for the first byte of an answer; long texts are spoken before anything comes.
        silence: between two pieces of an answer.
        idle: how long an unused connection is kept. Below the 5 s after which common servers close theirs, so that no
            request is written into a connection that is being closed, which nobody could tell from a lost answer.
        probe: between two looks whether the network is back, doubled up to ``longest``.
        climb: how long a lowered limit has to be quiet before one more place is tried.
        climb_hinted: the same where the provider said there is room.
        climb_full: the same where the provider said there is none.
    """

    first: float = 0.5
    longest: float = 30.0
    patience: float = 120.0
    offline: float = 120.0
    connect: float = 10.0
    answer: float = 180.0
    silence: float = 60.0
    idle: float = 4.0
    probe: float = 1.0
    climb: float = 10.0
    climb_hinted: float = 1.0
    climb_full: float = 60.0

    def backoff(self, tries: int) -> float:
        """Return how long to wait after so many tries (from 1): between half and all of the doubled time."""
        return self._grown(self.first, tries)

    def next_probe(self, tries: int) -> float:
        """Return how long to wait before the network is looked at for the n-th time (from 1)."""
        return self._grown(self.probe, tries)

    def scaled(self, factor: float) -> Pace:
        """Return the same with what is waited between requests multiplied: for measuring in shortened time."""
        names = ("first", "longest", "patience", "offline", "probe", "climb", "climb_hinted", "climb_full")
        return replace(self, **{name: getattr(self, name) * factor for name in names})

    def _grown(self, base: float, tries: int) -> float:
        return min(self.longest, base * 2.0 ** min(tries - 1, 30)) * random.uniform(0.5, 1.0)
