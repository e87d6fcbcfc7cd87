"""The engines a project speaks with, opened when needed, each with the account of this person, and closed together."""

from __future__ import annotations

import hashlib
import logging
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError
from studio_app.jobs.queue import Queue, beside
from studio_app.session.accounts import Accounts
from studio_app.session.rates import Rates
from studio_app.settings.keys import Keys
from studio_app.speech.catalogue import PROVIDERS, open_engine
from studio_app.speech.making import Sample, TakesRecordings
from studio_app.store.makings import MAKINGS, Makings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping

    from studio_app.domain.cast import Casting
    from studio_app.domain.project import Project
    from studio_app.settings.file import Settings
    from studio_app.speech.account import Account
    from studio_app.speech.engine import Engine

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """The most characters of one request by engine and model, as they were when asked: for a process without engines."""

    characters: Mapping[tuple[str, str], int | None]

    def __call__(self, casting: Casting) -> int | None:
        """Return the limit for a casting, None where there is none."""
        return self.characters.get((casting.engine, casting.model))


@dataclass(slots=True, eq=False)
class _Open:
    """An engine, and the account it speaks with: its id, and how the ledger calls it.

    ``users`` hold it now; ``replaced``: the last of them closes it.
    """

    engine: Engine
    account: str = ""
    payer: str = ""
    users: int = 0
    replaced: bool = False


def payer(account: Account) -> str:
    """Return how the ledger calls an account: its id, and four bytes of a hash of its key.

    A lost answer is looked for only in the history of the very account that was asked: with another one it would seem never
    to have been made, and be paid again. An id alone does not tell them apart where a person changes its key.
    """
    mark = hashlib.blake2b(account.key.encode(), digest_size=4, person=b"lectern payer").hexdigest()
    return f"{account.id}#{mark}"


class Engines:
    """Engines opened when first asked for, and kept. Asked on any thread; spoken with and closed on the loop's.

    Args:
        settings: says how many processes the local engine has.
        accounts: with whose keys engines speak; None for those of this person.
        opened: engines that are open already, by name.

    Attributes:
        rate_of: how many times the usual price a voice costs, by engine and id, as far as its library has told. Any thread.
    """

    def __init__(
        self, settings: Settings, accounts: Accounts | None = None, opened: Mapping[str, Engine] | None = None
    ) -> None:
        self.accounts = accounts if accounts is not None else Accounts(settings.folder, Keys())
        self.rate_of: Callable[[str, str], float] = Rates(settings.folder)
        self._settings = settings
        self._open: dict[str, _Open] = {}
        for engine in (opened or {}).values():
            self.put(engine)
        self._opening = threading.Lock()

    def put(self, engine: Engine, account: Account | None = None) -> None:
        """Take an engine that is open already, with the account it speaks with."""
        self._open[engine.name] = _Open(engine, account.id, payer(account)) if account is not None else _Open(engine)

    def get(self, name: str) -> Engine:
        """Return an engine. Opening one reads files and the keyring: ask beside the loop first.

        Raises:
            WrongUsage, EngineMissing: it is not there.
            Unauthorised: it needs an account, and there is none or its key cannot be read.
        """
        return self._held(name).engine

    def estimate(self, spoken: str, casting: Casting) -> float:
        """Return what a text will cost with a voice, in its engine's credits; 0 where it never bills. Raises as ``get``."""
        engine = self.get(casting.engine)
        if not engine.capabilities.bills:
            return 0.0
        return engine.estimate(spoken, casting.model) * self.rate_of(casting.engine, casting.voice)

    def payer(self, name: str) -> str:
        """Return how the ledger calls the account an engine speaks with, "" where it needs none. Raises as ``get``."""
        return self._held(name).payer

    def free_repeats(self, name: str) -> int:
        """Return how often the same can be made again for nothing, as far as this account has shown. Raises as ``get``."""
        held = self._held(name)
        billed = held.account and self.accounts.repeats_billed(name, held.account)
        return 0 if billed else held.engine.capabilities.free_repeats

    def note_repeats_billed(self, name: str) -> None:
        """Remember that the account of an engine was billed for what should have been free. Writes a file.

        Raises:
            FileRefused: the disk refuses.
        """
        held = self._held(name)
        if held.account:
            self.accounts.note_repeats_billed(name, held.account)

    def waits(self) -> str:
        """Return why what is to be spoken waits now (no network, a provider that is too busy), "" while it does not."""
        with self._opening:
            held = list(self._open.values())
        return next((said for one in held if (said := one.engine.waits)), "")

    def limit(self, casting: Casting) -> int | None:
        """Return the most characters of one request, None where there is no limit or no such engine."""
        try:
            models = self.get(casting.engine).capabilities.models
        except LecternError:
            return None
        return next((model.characters for model in models if model.id == casting.model), None)

    def limits(self, project: Project) -> Limits:
        """Return the limits for the cast of a project."""
        cast = [speaker.casting for speaker in project.speakers]
        return Limits({(casting.engine, casting.model): self.limit(casting) for casting in cast})

    async def ready(self, names: Iterable[str]) -> None:
        """Open these engines and let them learn what only their providers know. Before anything is planned.

        Raises:
            WrongUsage, EngineMissing, Unauthorised: see ``get``.
        """
        for name in sorted(set(names)):
            await (await beside(self.get, name)).ready()

    async def ready_as_can(self, names: Iterable[str]) -> None:
        """Do as ``ready``; who cannot be made ready now will say why when it is to speak."""
        for name in sorted(set(names)):
            try:
                await self.ready([name])
            except LecternError as error:
                _log.info("%s is not ready: %s %s", name, type(error).__name__, error.detail)

    @asynccontextmanager
    async def using(self, name: str) -> AsyncIterator[Engine]:
        """Hold an engine for the body: where its account is changed meanwhile, it is closed after that. Raises as ``get``."""
        held = self._held(name)
        held.users += 1
        try:
            yield held.engine
        finally:
            held.users -= 1
            if held.replaced and not held.users:
                await held.engine.close()

    async def changed(self, name: str) -> None:
        """Take note that the account of an engine is another, or gone: it is opened anew when it is next asked for.

        Requests under way are finished first: they may have been paid for.
        """
        with self._opening:
            held = self._open.pop(name, None)
        if held is not None:
            held.replaced = True
            if not held.users:
                await held.engine.close()

    async def close(self) -> None:
        """End all engines; one that is asked for again is opened anew."""
        with self._opening:
            held, self._open = list(self._open.values()), {}
        for one in held:
            await one.engine.close()

    def _give_recordings(self, engine: Engine) -> None:
        """Let an engine know the voices of this person that are recordings, sent with each request."""
        path = self._settings.folder / MAKINGS
        if not isinstance(engine, TakesRecordings) or not path.exists():
            return
        makings = Makings(path)
        try:
            for voice in makings.inline(engine.name):
                parts = makings.inline_parts(voice.id)
                samples = [Sample(part.name, part.data, part.text) for part in parts]
                engine.add_inline(voice.id, samples, name=voice.name, language=voice.language)
        finally:
            makings.close()

    def _held(self, name: str) -> _Open:
        with self._opening:
            if name not in self._open:
                account = self.accounts.account(name) if name in PROVIDERS else None
                workers = self._settings.number("local.workers") or None
                engine = open_engine(name, workers=workers, account=account)
                self._give_recordings(engine)
                self.put(engine, account)
            return self._open[name]


def units(engine: Engine) -> int:
    """Return how many segments of an engine to work on at once.

    Of those that wait for their turn there are always some more than may speak: the next request goes out while what came
    before it is measured and stored.
    """
    capabilities = engine.capabilities
    return 2 * capabilities.concurrency if capabilities.bills else capabilities.concurrency


def cast_engines(project: Project) -> set[str]:
    """Return the names of all engines the cast names."""
    return {speaker.casting.engine for speaker in project.speakers}


@asynccontextmanager
async def engines_of(
    project: Project, settings: Settings, accounts: Accounts | None = None
) -> AsyncIterator[tuple[Engines, Queue]]:
    """Open every engine the cast of ``project`` names, and a queue with a lane for each.

    On the way out what still runs is cancelled, and the engines' processes and connections end.

    Raises:
        WrongUsage, EngineMissing, Unauthorised: see ``Engines.get``.
    """
    engines = Engines(settings, accounts)
    queue = Queue({})
    try:
        names = cast_engines(project)
        await engines.ready(names)
        for name in names:
            queue.set_limit(name, units(engines.get(name)))
        yield engines, queue
    finally:
        await queue.close()
        await engines.close()
