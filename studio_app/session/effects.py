"""Sound effects from a prompt: each paid for once, kept as a take, and several to choose from.

A request is written in the ledger of the project before it is sent, like all that costs. No provider keeps effects: where an
answer was lost, only the person decides whether it is asked for again. All of it runs on the engines' loop.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError, MaybeBilled, NotOffered, SpeechError, WrongUsage
from studio_app.domain.fingerprint import effect_fingerprint
from studio_app.domain.ledger import LedgerRow, LedgerState
from studio_app.domain.mixplan import plan_length
from studio_app.domain.timeline import RATE, Sound
from studio_app.jobs.grace import with_grace
from studio_app.jobs.queue import beside
from studio_app.session.answer import Answer, now
from studio_app.session.rescue import SENT_AGAIN
from studio_app.speech.catalogue import engines

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.domain.takes import Take
    from studio_app.domain.timeline import Effect
    from studio_app.session.engines import Engines
    from studio_app.speech.effects import EffectAbilities, EffectMaker
    from studio_app.speech.engine import Engine
    from studio_app.store.project_file import ProjectFile

_log = logging.getLogger(__name__)

#: So many are made to choose from.
VARIANTS = 4
#: Effects under way are let come to their end for so long when their window is closed: they were paid for when they were sent.
_GRACE_S = 15.0
_UNSURE = "An earlier request for this sound was cut off and may have been billed; it is not sent again unasked."


@dataclass(frozen=True, slots=True)
class Effected:
    """What was made of a prompt, oldest first, and why not all of it came, None where it did."""

    takes: tuple[Take, ...]
    error: LecternError | None = None


def effect_sound(take: Take) -> Sound:
    """Return the whole of an effect's take as the sound of a clip."""
    frames = plan_length(take.speech_frames, take.rate, RATE)
    return Sound(frames, 0, frames, frames, take_id=take.id)


def is_placeholder(take: Take) -> bool:
    """Return whether a take only stands for an effect that is still to come."""
    return take.engine == "local"


def fits(take: Take, prompt: str, effect: Effect) -> bool:
    """Return whether a take was made of this prompt, in this way; else it is stale."""
    return take.fingerprint == effect_fingerprint(prompt, effect, take.engine, take.model)


class Effects:
    """See the module docstring.

    Args:
        opened: what makes effects.
    """

    def __init__(self, opened: Engines) -> None:
        self._engines = opened
        self._under_way: set[str] = set()

    async def offers(self) -> tuple[str, ...]:
        """Return the engines that make effects and can be used now, those that bill first: theirs are no placeholders."""
        found = []
        for name in engines():
            try:
                opened = await beside(self._engines.get, name)
            except LecternError as error:
                _log.info("no effects of %s: %s", name, type(error).__name__)
            else:
                if opened.effects is not None:
                    found.append((not opened.capabilities.bills, name))
        return tuple(name for _, name in sorted(found, key=itemgetter(0)))

    async def abilities(self, engine: str) -> EffectAbilities:
        """Return what an engine can make. Raises NotOffered, Unauthorised, ... as ``make``."""
        async with self._engines.using(await self._opened(engine)) as opened:
            return _maker(opened).abilities

    async def estimate(self, engine: str, effect: Effect, count: int = VARIANTS) -> float:
        """Return what so many new effects will cost together, in the engine's credits. Raises as ``abilities``."""
        async with self._engines.using(await self._opened(engine)) as opened:
            return count * _maker(opened).estimate(effect)

    async def known(self, file: ProjectFile, engine: str, prompt: str, effect: Effect) -> tuple[Take, ...]:
        """Return what was made of a prompt before, oldest first. Raises as ``abilities``."""
        async with self._engines.using(await self._opened(engine)) as opened:
            mark = _mark(opened, prompt, effect)
            return tuple(await beside(file.takes_of, {mark}))

    async def make(
        self,
        file: ProjectFile,
        engine: str,
        prompt: str,
        effect: Effect,
        *,
        count: int = VARIANTS,
        more: bool = False,
        again: bool = False,
        tell: Callable[[int, int], object] = lambda _, __: None,
    ) -> Effected:
        """Make effects side by side until there are ``count`` of this prompt, and keep them as takes.

        Stopped, it waits for those that were sent: they were paid for.

        Args:
            file: the project that keeps them and pays.
            engine: with which engine.
            prompt: what is to be heard.
            effect: how.
            count: how many there are to be.
            more: make so many new ones, however many there are.
            again: the person decided that what may have been billed is sent again.
            tell: told how many of how many are done, on the loop's thread.

        Raises:
            MaybeBilled: an earlier request for the very same may have been billed and brought nothing.
            OverBudget: it would go beyond what the person allows for the project; nothing was sent.
            TextRefused, NotOffered, OutOfCredit, ...: none was made, and nothing was billed.
            DiskFull, FileRefused, ProjectError: it cannot be written down.
        """
        async with self._engines.using(await self._opened(engine)) as opened:
            mark = _mark(opened, prompt, effect)
            if mark in self._under_way:
                raise WrongUsage("This sound is being made already.")
            self._under_way.add(mark)
            try:
                await self._see_to_lost(file, mark, again=again)
                there = tuple(await beside(file.takes_of, {mark}))
                wanted = count if more else max(0, count - len(there))
                account = await beside(self._engines.payer, engine)
                making = _Making(file, opened, account, mark, prompt, effect, tell)
                made = await making.all(range(len(there), len(there) + wanted))
                return replace(made, takes=(*there, *made.takes))
            finally:
                self._under_way.discard(mark)

    async def _opened(self, engine: str) -> str:
        await beside(self._engines.get, engine)
        return engine

    async def _see_to_lost(self, file: ProjectFile, mark: str, *, again: bool) -> None:
        lost = [row.id for row in await beside(file.open_rows) if row.fingerprint.partition("#")[0] == mark]
        if lost and not again:
            raise MaybeBilled(_UNSURE)
        await asyncio.wrap_future(file.lose_all(lost, SENT_AGAIN))


class _Making:
    """Makes effects of one prompt."""

    def __init__(
        self,
        file: ProjectFile,
        engine: Engine,
        account: str,
        mark: str,
        prompt: str,
        effect: Effect,
        tell: Callable[[int, int], object],
    ) -> None:
        self._file = file
        self._engine = engine
        self._account = account
        self._mark = mark
        self._prompt = prompt
        self._effect = effect
        self._tell = tell
        self._done = 0

    async def all(self, numbers: range) -> Effected:
        """Make those of these numbers; raise what kept all of them from being made."""
        found = await asyncio.gather(*(self._one(n, len(numbers)) for n in numbers), return_exceptions=True)
        errors = [one for one in found if isinstance(one, BaseException)]
        takes = tuple(sorted((one for one in found if not isinstance(one, BaseException)), key=lambda take: take.id))
        for error in errors:
            if not isinstance(error, LecternError) or not takes:
                raise error
        return Effected(takes, next((error for error in errors if isinstance(error, LecternError)), None))

    async def _one(self, number: int, total: int) -> Take:
        async with self._engine.turn():
            row = await self._opened_row(number)
            take = await with_grace(self._paid(row, number), _GRACE_S)
        self._done += 1
        self._tell(self._done, total)
        return take

    async def _opened_row(self, number: int) -> LedgerRow | None:
        """Write the request down; each of several for the same prompt has a name of its own."""
        if not self._engine.capabilities.bills:
            return None
        row = LedgerRow(
            0,
            f"{self._mark}#{number}",
            self._engine.name,
            self._account,
            _maker(self._engine).abilities.model,
            "",
            len(self._prompt),
            _maker(self._engine).estimate(self._effect),
            LedgerState.OPEN,
            opened=now(),
        )
        return await asyncio.wrap_future(self._file.open_request(row))

    async def _paid(self, row: LedgerRow | None, number: int) -> Take:
        maker = _maker(self._engine)
        try:
            made = await maker.make(self._prompt, self._effect, number)
        except LecternError as error:
            if isinstance(error, SpeechError) and error.maybe_billed:
                raise MaybeBilled(_UNSURE, detail=error.detail) from error
            if row is not None:
                await asyncio.wrap_future(self._file.refuse(row.id, type(error).__name__))
            raise
        answer = Answer(self._mark, self._engine.name, maker.abilities.model, "", row)
        answer.add(made.audio)
        answer.add(made.billing)
        return await self._kept(answer)

    async def _kept(self, answer: Answer) -> Take:
        """Keep what came. The whole of it: silence at its ends belongs to it."""
        audio = answer.audio
        try:
            take = await beside(answer.measured, audio)
        except SpeechError:
            if answer.settlement is not None:  # it came, and was billed; what it is nobody can hear
                await asyncio.wrap_future(self._file.settle(answer.settlement))
            raise
        take = replace(take, trim_start=0, trim_end=take.frames)
        return await asyncio.wrap_future(self._file.add_take(take, audio, settle=answer.settlement))


def _maker(engine: Engine) -> EffectMaker:
    maker = engine.effects
    if maker is None:
        raise NotOffered("This engine makes no sound effects. Choose another one.")
    return maker


def _mark(engine: Engine, prompt: str, effect: Effect) -> str:
    return effect_fingerprint(prompt, effect, engine.name, _maker(engine).abilities.model)
