"""Waiting while the network is gone or the provider wants a pause. Who waits looks whether it is back, one at a time."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.speech.traffic.pace import Pace

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LineState:
    """How a line is. ``sentence`` is for the person, "" while all is well; ``pause`` is in seconds."""

    offline: bool = False
    pause: float = 0.0
    sentence: str = ""


class Outage:
    """The gate before every paid request of a line. Lives on the loop of its line."""

    def __init__(self, name: str, next_hop: tuple[str, int], pace: Pace) -> None:
        self.state = LineState()
        self._name = name
        self._next_hop = next_hop
        self._pace = pace
        self._listeners: list[Callable[[LineState], None]] = []
        self._looking = asyncio.Lock()
        self._looks = 0
        self._until = 0.0
        self._ended = False

    def listen(self, listener: Callable[[LineState], None]) -> Callable[[], None]:
        """Call ``listener`` on the loop with every new state; what is returned ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def lost(self) -> None:
        """Note that there was no way to the provider."""
        if not self.state.offline:
            self._say(LineState(offline=True, sentence=f"Offline; waiting for {self._name} to be reachable."))

    def answered(self) -> None:
        """Note that the provider answered something."""
        self._looks = 0
        if self.state.offline or self._paused_before():
            self._say(LineState())

    def pause(self, seconds: float) -> None:
        """Let nothing be sent for a while, because the provider is too busy for everybody."""
        until = monotonic() + seconds
        if until > self._until:
            self._until = until
            if not self.state.offline:
                self._say(LineState(pause=seconds, sentence=f"{self._name} is very busy; waiting a little."))

    def end(self) -> None:
        """Let those that wait go on, to find the line closed: each after its look at the network."""
        self._ended = True

    async def wait(self) -> None:
        """Wait until there is a way and no pause. Cancelling ends it at once."""
        while not self._ended and (self.state.offline or self._until > monotonic()):
            if self.state.offline:
                await self._look()
            else:
                await asyncio.sleep(self._until - monotonic())
        if self._paused_before():
            self._say(LineState())

    def _paused_before(self) -> bool:
        return self.state.pause > 0 and self._until <= monotonic()

    async def _look(self) -> None:
        async with self._looking:
            if not self.state.offline:
                return
            self._looks += 1
            await asyncio.sleep(self._pace.next_probe(self._looks))
            if await self._reachable():
                # The count of looks goes on until an answer comes: a proxy may be near while the provider is far.
                self._say(LineState())

    async def _reachable(self) -> bool:
        try:
            async with asyncio.timeout(self._pace.connect):
                _, writer = await asyncio.open_connection(*self._next_hop)
        except (OSError, TimeoutError):
            return False
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
        return True

    def _say(self, state: LineState) -> None:
        _log.info("The line to %s: %s", self._name, state)
        self.state = state
        for listener in tuple(self._listeners):
            listener(state)
