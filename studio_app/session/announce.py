"""Announcements: who did something says so once, and whoever wants to know listens, without the two knowing each other."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)
_E = TypeVar("_E")


class Announcer:
    """Carries events, which are frozen dataclasses in the module of who says them, to listeners on the loop's thread.

    The loop is the one that runs where the announcer is made, or where ``listen`` or ``say`` is called first. Where there
    is none (the command line), ``say_soon`` is the same as ``say``.
    """

    def __init__(self) -> None:
        self._listeners: dict[type, list[Callable[[Any], None]]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._find_loop()

    def listen(self, kind: type[_E], heard: Callable[[_E], None]) -> Callable[[], None]:
        """Let ``heard`` be called with every event of exactly this type; return what ends that. On the loop's thread."""
        self._find_loop()
        # A function may listen twice; each time is ended for itself.
        listener = _Listener(heard)
        listeners = self._listeners.setdefault(kind, [])
        listeners.append(listener)

        def stop() -> None:
            with suppress(ValueError):
                listeners.remove(listener)

        return stop

    def say(self, event: object) -> None:
        """Call every listener, in the order they came. One that fails is logged and the others still hear it.

        On the loop's thread. A listener that is ended while an event is said does not hear it any more.
        """
        self._find_loop()
        listeners = self._listeners.get(type(event), ())
        for listener in tuple(listeners):
            if listener not in listeners:
                continue
            try:
                listener(event)
            except Exception:  # noqa: BLE001 - the one place where a broken view must not silence all others
                _log.exception("a listener failed on %s", type(event).__name__)

    def say_soon(self, event: object) -> None:
        """Say it on the loop's thread, from any thread; nothing happens once that loop is closed."""
        if self._loop is None:
            self.say(event)
            return
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self.say, event)

    def _find_loop(self) -> None:
        if self._loop is None:
            with suppress(RuntimeError):
                self._loop = asyncio.get_running_loop()


class _Listener:
    """One wish to hear, the same as no other."""

    def __init__(self, heard: Callable[[Any], None]) -> None:
        self._heard = heard

    def __call__(self, event: object) -> None:
        self._heard(event)
