"""How many requests may run at once, learned from what the provider says and refuses; who comes first goes first.

Limits are per group of models, as providers count them. Nothing here knows of HTTP or sleeps: it lives on one asyncio loop,
and time comes in as a function.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections import deque
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.speech.traffic.pace import Pace

_log = logging.getLogger(__name__)

#: How often the waiting between two tries to raise a limit is doubled at most.
_DOUBLINGS = 4
#: How many of the provider's counts are believed together: one alone may have seen our requests in another order.
_SEEN = 2


@dataclass(slots=True)
class _Group:
    """``held`` places are taken, of which ``flying`` have a request under way. ``ceiling`` is the plan's limit."""

    name: str
    ceiling: int
    limit: int
    held: int = 0
    flying: int = 0
    waiting: list[tuple[int, asyncio.Future[None]]] = field(default_factory=list)
    changed: float = 0.0
    refusals: int = 0
    failed_climbs: int = 0
    climbed: bool = False
    others: deque[int] = field(default_factory=lambda: deque(maxlen=_SEEN))

    def room(self) -> bool | None:
        """Whether one more would find a place, as far as the provider's counts tell; None where they do not."""
        return self.limit + max(self.others) < self.ceiling if self.others else None

    def wake(self) -> None:
        """Give free places to who waits. A place is counted as held before its owner runs, so none is given twice."""
        while self.waiting and self.held < self.limit:
            _, waiter = heapq.heappop(self.waiting)
            if not waiter.done():
                self.held += 1
                waiter.set_result(None)


@dataclass(frozen=True, slots=True)
class Start:
    """How things were when a request went out: how many were under way with it, how many had been refused before, and when."""

    flying: int
    refusals: int
    at: float


class Place:
    """A place among those that may send, in the order they were made. ``leave`` gives it back, once or more often."""

    def __init__(self, slots: Slots, group: str) -> None:
        self._number = slots.next_number()
        self._slots = slots
        self._group = slots.group(group)
        self._held = False
        self.lent = False

    @property
    def group(self) -> str:
        """The group of models it counts for."""
        return self._group.name

    @property
    def held(self) -> bool:
        """Whether it is taken."""
        return self._held

    async def take(self) -> None:
        """Wait for the place, before all places made later. Does nothing where it is held."""
        if not self._held:
            await self._slots.wait(self._group, self._number)
            self._held = True

    def leave(self) -> None:
        """Give it to who waits."""
        if self._held:
            self._held = False
            self._group.held -= 1
            self._group.wake()

    async def move(self, group: str) -> None:
        """Go over to another group, waiting there if it must."""
        if group != self.group:
            self.leave()
            self._group = self._slots.group(group)
            await self.take()

    def lend(self) -> bool:
        """Let a request have the place, if it is held and none has it."""
        if self.lent or not self._held:
            return False
        self.lent = True
        return True

    def start(self) -> Start:
        """Note that a request goes out."""
        self._group.flying += 1
        return Start(self._group.flying, self._group.refusals, self._slots.now())

    def end(self) -> None:
        """Note that a request is over, however it ended."""
        self._group.flying -= 1

    def accepted(self, start: Start, maximum: int | None, current: int | None) -> None:
        """Take in that a request was accepted, and what the provider says with it.

        Args:
            start: what ``start`` said.
            maximum: the most it allows at once, where it says so.
            current: how many it counted with this one, those of others too. What it counted before the limit last changed
                tells nothing now.
        """
        group = self._group
        self._slots.learn(group.name, maximum=maximum)
        if current is not None and start.at >= group.changed:
            group.others.append(max(0, current - start.flying))
        self._slots.rise(group)

    def refused(self, start: Start) -> None:
        """Lower the limit to what went well: the requests under way but this one, which is still counted.

        Those that were under way when it went out and are over count too, but for those that were refused themselves.
        """
        group = self._group
        taken = max(group.flying, start.flying - (group.refusals - start.refusals)) - 1
        group.refusals += 1
        self._slots.lower(group, taken)


class Slots:
    """The places of an account.

    A refusal lowers a group's limit to what was really under way. It rises again by one place at a time, after a quiet
    while; if that is refused too, the while is doubled. Where the provider says how many are under way, the while is short
    while there is room and long while there is none.
    """

    def __init__(self, ceiling: int, pace: Pace, clock: Callable[[], float] = monotonic) -> None:
        self._ceiling = max(1, ceiling)
        self._pace = pace
        self._clock = clock
        self._groups: dict[str, _Group] = {}
        self._made = 0

    def group(self, name: str) -> _Group:
        """Return a group, for this room's own use."""
        if name not in self._groups:
            self._groups[name] = _Group(name, self._ceiling, self._ceiling)
        return self._groups[name]

    def limit(self, group: str = "") -> int:
        """Return how many requests of a group are sent at once now."""
        return self.group(group).limit

    def ceiling(self, group: str = "") -> int:
        """Return how many the plan allows, as far as is known."""
        return self.group(group).ceiling

    def held(self, group: str = "") -> int:
        """Return how many places are taken."""
        return self.group(group).held

    def flying(self, group: str = "") -> int:
        """Return how many requests are under way."""
        return self.group(group).flying

    async def take(self, group: str = "") -> Place:
        """Wait for a place, in the order of asking."""
        place = Place(self, group)
        await place.take()
        return place

    def now(self) -> float:
        """Return the time, for this room's own use."""
        return self._clock()

    def learn(self, group: str = "", *, maximum: int | None = None) -> None:
        """Take in how many requests the provider allows at once; None tells nothing."""
        found = self.group(group)
        if maximum is None or maximum <= 0 or maximum == found.ceiling:
            return
        lowered = found.limit < found.ceiling
        found.ceiling = maximum
        found.limit = min(found.limit, maximum) if lowered else maximum
        found.wake()

    def rise(self, found: _Group) -> None:
        """Raise a group's limit by one after a quiet while, for this room's own use."""
        if found.limit >= found.ceiling:
            return
        base = {True: self._pace.climb_hinted, None: self._pace.climb, False: self._pace.climb_full}[found.room()]
        if self._clock() - found.changed >= base * 2.0**found.failed_climbs:
            found.failed_climbs = 0 if found.climbed else found.failed_climbs
            found.climbed = True
            self._set(found, found.limit + 1)

    def lower(self, found: _Group, wanted: int) -> None:
        """Lower a group's limit after a refusal, never below 1, for this room's own use."""
        if found.climbed:
            found.climbed = False
            found.failed_climbs = min(found.failed_climbs + 1, _DOUBLINGS)
        found.others.clear()
        self._set(found, max(1, min(found.limit, wanted)))

    def _set(self, found: _Group, limit: int) -> None:
        if limit != found.limit:
            _log.info("%d of %d requests at once from now on (%s)", limit, found.ceiling, found.name or "all models")
        found.limit = limit
        found.changed = self._clock()
        found.wake()

    def next_number(self) -> int:
        """Return the number of a new place, for this room's own use."""
        self._made += 1
        return self._made

    async def wait(self, found: _Group, number: int) -> None:
        """Wait until a place of a group is counted as held by the caller, for this room's own use."""
        if found.held < found.limit:  # then nobody waits: see ``wake``
            found.held += 1
            return
        waiting = number, asyncio.get_running_loop().create_future()
        heapq.heappush(found.waiting, waiting)
        try:
            await waiting[1]
        except asyncio.CancelledError:
            if waiting in found.waiting:
                found.waiting.remove(waiting)
                heapq.heapify(found.waiting)
            elif not waiting[1].cancelled():  # the place came in the moment it was given up
                found.held -= 1
            found.wake()
            raise
