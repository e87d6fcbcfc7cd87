"""Casting: what an engine offers a project, what another voice would mean for the takes there are, and what is left to pay."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio_app.domain.edits.book import cast_speaker
from studio_app.domain.errors import LecternError
from studio_app.domain.segments import segment_maker
from studio_app.jobs.queue import beside
from studio_app.session.cuts import Cuts
from studio_app.session.plan import survey
from studio_app.session.work_views import Scope
from studio_app.speech.catalogue import PROVIDERS, engines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studio_app.domain.cast import Casting
    from studio_app.domain.project import Project
    from studio_app.jobs.stop import Stop
    from studio_app.session.booth import Pace
    from studio_app.session.engines import Engines
    from studio_app.speech.engine import Balance, Engine, Model, SettingRange, Voice
    from studio_app.store.project_file import ProjectFile

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EngineOffer:
    """What an engine has to choose from, as far as is known now.

    ``usual`` is the voice that suits the book's language, "" where none does. ``refusal`` says why not all of it is there;
    ``keyless``: because there is no account.
    """

    engine: str
    models: tuple[Model, ...] = ()
    settings: tuple[SettingRange, ...] = ()
    voices: tuple[Voice, ...] = ()
    usual: str = ""
    bills: bool = False
    unit: str = "credits"
    refusal: str = ""
    keyless: bool = False


@dataclass(frozen=True, slots=True)
class Recast:
    """What another casting of the narrator would mean.

    ``stale`` takes would no longer fit; ``segments`` would have to be spoken in all, of so many ``characters``, for about
    ``credits``; ``reused`` have a take of that voice already.
    """

    stale: int
    segments: int
    characters: int
    reused: int
    credits: float
    work_s: float


@dataclass(frozen=True, slots=True)
class Purse:
    """What is left to pay with, by engine: a Balance, or why it is not known."""

    balances: Mapping[str, Balance] = field(default_factory=dict)
    refusals: Mapping[str, LecternError] = field(default_factory=dict)


def engine_names() -> tuple[tuple[str, str], ...]:
    """Return the engines a project can speak with, by id, and what their provider is called, "" for this machine's own."""
    return tuple((name, PROVIDERS[name][0] if name in PROVIDERS else "") for name in engines())


async def offer_of(held: Engines, name: str, language: str) -> EngineOffer:
    """Return what an engine offers. On the loop of the engines; what cannot be had is told, not raised."""
    try:
        engine = await beside(held.get, name)
    except LecternError as error:
        return EngineOffer(name, refusal=error.sentence, keyless=name in PROVIDERS)
    refusal = ""
    voices: tuple[Voice, ...] = ()
    try:
        await engine.ready()
        voices = tuple(await engine.voices())
    except LecternError as error:
        _log.info("%s does not tell all: %s %s", name, type(error).__name__, error.detail)
        refusal = error.sentence
    known = engine.capabilities
    usual = _usual(engine, language)
    return EngineOffer(name, known.models, known.settings, voices, usual, known.bills, known.unit, refusal)


def _usual(engine: Engine, language: str) -> str:
    """Return the voice that suits a language, in a book that names none one that speaks English."""
    try:
        return engine.default_voice(language or "en")
    except LecternError:
        return ""


def recast_outlook(
    file: ProjectFile, project: Project, casting: Casting, held: Engines, pace: Pace, stop: Stop
) -> Recast:
    """Count what another casting of the narrator would mean. Blocks: run it beside the loop.

    Raises:
        WrongUsage, EngineMissing, Unauthorised: there is no such engine to ask what it costs.
        Cancelled: ``stop`` said so.
    """
    engine = held.get(casting.engine)
    recast, _ = cast_speaker(project, project.voicing.narrator_id, casting)
    placed = file.placements()
    make = segment_maker(recast, held.limit)
    seen: dict[str, int] = {}
    stale = segments = reused = 0
    credits_ = 0.0
    # Cuts of its own: those of the project are of its present voice, and would all be thrown away.
    for paragraph, looks in survey(file, recast, Cuts(), Scope(), held.limit, stop):
        for look in looks:
            if look.kept or look.take_id:
                reused += 1
                continue
            segments += 1
            stale += look.key in placed
            if look.mark not in seen:
                seen[look.mark] = look.length
                if look.engine == casting.engine and engine.capabilities.bills:
                    credits_ += engine.estimate(make(paragraph)[look.key[1]].spoken, casting.model)
    characters = sum(seen.values())
    return Recast(stale, segments, characters, reused, credits_, pace.work_s(casting.engine, characters))


async def purse_of(held: Engines, names: Iterable[str]) -> Purse:
    """Ask what is left with each of these engines that bills. On the loop of the engines; nothing is raised."""
    balances: dict[str, Balance] = {}
    refusals: dict[str, LecternError] = {}
    for name in sorted(set(names) & PROVIDERS.keys()):
        try:
            balances[name] = await (await beside(held.get, name)).balance()
        except LecternError as error:
            refusals[name] = error
    return Purse(balances, refusals)
