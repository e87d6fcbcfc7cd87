"""What every player has on the loop's side: state, speed, volume and buttons, and the way to the thread that plays and back."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from studio_app.audio.tempo import FASTEST, SLOWEST
from studio_app.domain.errors import WrongUsage
from studio_app.jobs.queue import beside
from studio_app.session.playback import Playback

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.session.announce import Announcer

#: How often the place that is heard is looked at.
_TICK_S = 0.02


@dataclass(frozen=True, slots=True)
class TransportState:
    """What every player tells. ``playing`` also while it is ``paused``.

    ``chapter_id`` is the chapter that is played, None where none is. ``device`` is its name, "" for none; ``silent``: none
    opens, only a clock runs.
    """

    playing: bool = False
    paused: bool = False
    chapter_id: int | None = None
    speed: float = 1.0
    device: str = ""
    silent: bool = False


_P = TypeVar("_P", bound=Playback)
_S = TypeVar("_S", bound=TransportState)


class Transport(ABC, Generic[_P, _S]):
    """See the module. All on the loop's thread; nothing here waits for a device or a disk."""

    #: What plays.
    _playing: _P

    def __init__(self, announce: Announcer, state: _S) -> None:
        self._announce = announce
        self._state = state
        self._loop = asyncio.get_running_loop()
        self._ends: list[Callable[[], None]] = []
        self._staying: asyncio.TimerHandle | None = None
        self._ticking: asyncio.TimerHandle | None = None

    # Wishes

    def pause(self) -> None:
        """Fall silent and keep the place, to the sample."""
        self._playing.ask(self._playing.pause)

    def resume(self) -> None:
        """Go on where it was paused."""
        self._playing.ask(self._playing.resume)

    def stop(self) -> None:
        """Fall silent and forget the place."""
        self._playing.ask(self._playing.stop)

    @property
    def state(self) -> _S:
        """What is played now."""
        return self._state

    @property
    def speed(self) -> float:
        """How many times as fast as it is, 0.5 to 3; the pitch is kept."""
        return self._state.speed

    @speed.setter
    def speed(self, speed: float) -> None:
        if not SLOWEST <= speed <= FASTEST:
            raise WrongUsage(f"The speed is from {SLOWEST} to {FASTEST:g}.", detail=str(speed))
        self._playing.ask(partial(self._playing.set_speed, speed))
        self._take(replace(self._state, speed=speed))

    @property
    def volume(self) -> float:
        """How loud, 0 to 1; 1 leaves every sample as it is."""
        return self._playing.deck.volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._playing.deck.volume = min(1.0, max(0.0, volume))

    @property
    def underruns(self) -> int:
        """How often the device had to be silent because samples came late, as far as can be told."""
        return self._playing.output.underruns + self._playing.deck.starved

    async def close(self) -> None:
        """Stop, and let the device and the thread go."""
        for end in self._ends:
            end()
        self._untick()
        if self._staying is not None:
            self._staying.cancel()
        self._playing.let_go()
        await beside(self._playing.end)

    # For those who are one

    @abstractmethod
    def _take(self, state: _S) -> None:
        """Have another state, and say so where it is another."""

    @abstractmethod
    def _look(self) -> None:
        """Look at what is heard now; again and again while something is."""

    def _soon(self, call: Callable[..., None], *arguments: object) -> None:
        """Let something be done on the loop. Any thread."""
        with suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(call, *arguments)

    def _stay(self, seconds: float, work: Callable[[], None]) -> None:
        """Do something if it is not asked for again within so many seconds."""
        if self._staying is not None:
            self._staying.cancel()
        self._staying = self._loop.call_later(seconds, work)

    def _look_while(self, heard: bool) -> None:
        """Look at what is heard as long as something is."""
        if not heard:
            self._untick()
        elif self._ticking is None:
            self._tick()

    def _tick(self) -> None:
        self._ticking = self._loop.call_later(_TICK_S, self._tick)
        self._look()

    def _untick(self) -> None:
        if self._ticking is not None:
            self._ticking.cancel()
            self._ticking = None
