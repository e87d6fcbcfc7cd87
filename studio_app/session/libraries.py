"""The libraries of the engines, as those who ask them need them: opened beside the loop, and held while they are asked."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from studio_app.domain.errors import LecternError, NotOffered
from studio_app.jobs.queue import beside
from studio_app.speech.catalogue import PROVIDERS, engines

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from studio_app.session.engines import Engines
    from studio_app.speech.library import Library
    from studio_app.store.seen import Seen

_T = TypeVar("_T")


class Runner(Protocol):
    """Runs a coroutine on the loop of the engines, and waits for it: ``Backstage.run``, or ``here``."""

    async def __call__(self, work: Callable[[], Coroutine[Any, Any, _T]], /) -> _T:
        """Run it."""


async def here(work: Callable[[], Coroutine[Any, Any, _T]], /) -> _T:
    """Run it on this very loop: for a command, whose engines live there."""
    return await work()


class Libraries:
    """See the module docstring. ``asking`` on the loop of the engines, the rest on any thread.

    Args:
        engines: whose libraries.
        seen: tells with which account an engine was last asked; None where nobody wants to know.
    """

    def __init__(self, engines: Engines, seen: Seen | None = None) -> None:
        self._engines = engines
        self._seen = seen
        self._accounts: dict[str, str] = {}

    @asynccontextmanager
    async def asking(self, name: str) -> AsyncIterator[tuple[Library, str]]:
        """Hold an engine's library for the body, with the account it is asked for.

        Raises:
            NotOffered: the engine has none.
            WrongUsage, EngineMissing, Unauthorised: see ``Engines.get``.
        """
        await beside(self._engines.get, name)
        async with self._engines.using(name) as engine:
            if engine.library is None:
                raise NotOffered(f"{called(name)} has no library of voices.")
            self._accounts[name] = account = await beside(self._engines.payer, name)
            yield engine.library, account

    def account(self, name: str) -> str:
        """Return the account an engine was last asked with; opens nothing."""
        found = self._accounts.get(name)
        if found is None:
            found = "" if self._seen is None else self._seen.account(name)
        return found

    async def at_hand(self) -> tuple[str, ...]:
        """Return the engines that have a library and can be opened. On the loop of the engines."""
        return await beside(lambda: tuple(name for name in by_choice() if self._has_library(name)))

    def _has_library(self, name: str) -> bool:
        try:
            return self._engines.get(name).library is not None
        except LecternError:
            return False


def by_choice() -> tuple[str, ...]:
    """Return all engines, those with more to choose from first: who looks for a voice looks there."""
    return tuple(sorted(engines(), key=lambda name: name not in PROVIDERS))


def called(engine: str) -> str:
    """Return what a person calls an engine."""
    return PROVIDERS[engine][0] if engine in PROVIDERS else "The engine of this computer"
