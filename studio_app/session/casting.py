"""Casting: what engines offer, how far each speaker is, what other voices would mean for the takes there are, what is left."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio_app.domain.cast import Casting
from studio_app.domain.edits.cast import cast_speakers
from studio_app.domain.errors import LecternError
from studio_app.domain.segments import segment_maker
from studio_app.jobs.queue import beside
from studio_app.session.cuts import Cuts
from studio_app.session.plan import survey
from studio_app.session.work_views import Scope
from studio_app.speech.catalogue import PROVIDERS, engines
from studio_app.store.project_file import ProjectFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from studio_app.domain.cast import Speaker
    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.jobs.stop import Stop
    from studio_app.session.booth import Pace
    from studio_app.session.engines import Engines
    from studio_app.session.plan import Look
    from studio_app.speech.engine import Balance, Engine, Model, SettingRange, Voice

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
    """What other castings would mean for what their speakers say, of all that is narrated.

    ``stale`` takes fit now and would no longer; to make those anew costs ``anew`` credits, by engine. ``segments`` would have
    to be spoken in all, those without a take among them, of so many ``characters``, for about ``credits``, which are
    ``by_engine``; ``again`` of them have one of those takes. ``reused`` have a take of that voice already, and ``locked`` keep
    theirs whatever it is. ``rate`` is how many times the usual price the dearest of the voices costs.
    """

    stale: int
    segments: int
    characters: int
    reused: int
    credits: float
    work_s: float
    anew: Mapping[str, float] = field(default_factory=dict)
    by_engine: Mapping[str, float] = field(default_factory=dict)
    locked: int = 0
    rate: float = 1.0
    again: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """How far what one speaker says is, of all that is narrated.

    ``segments`` in all, ``generated`` of them have a take that fits, ``stale`` one that does not, the others none. ``anew``
    are the credits it costs to make what is stale anew, ``missing`` what has no take; None where the engine cannot be asked.
    """

    segments: int = 0
    generated: int = 0
    stale: int = 0
    anew: float | None = 0.0
    missing: float | None = 0.0


@dataclass(frozen=True, slots=True)
class OtherCast:
    """The cast of another project: what that is called, who speaks in it, and who narrates."""

    title: str
    speakers: tuple[Speaker, ...]
    narrator_id: int


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
    file: ProjectFile,
    project: Project,
    castings: Casting | Mapping[int, Casting],
    held: Engines,
    pace: Pace,
    stop: Stop,
) -> Recast:
    """Count what other castings of speakers, by id, or of the narrator would mean. Blocks: run it beside the loop.

    Raises:
        KeyError: there is no such speaker.
        WrongUsage, EngineMissing, Unauthorised: there is no such engine to ask what it costs.
        Cancelled: ``stop`` said so.
    """
    if isinstance(castings, Casting):
        castings = {project.voicing.narrator_id: castings}
    for casting in castings.values():
        held.get(casting.engine)
    recast, _ = cast_speakers(project, castings)
    count = _Count(file, project, recast, held)
    # Cuts of its own: those of the project are of its present voices, and would all be thrown away.
    for paragraph, looks in survey(file, recast, Cuts(), _scope(project, castings), held.limit, stop):
        count.add(paragraph, [look for look in looks if look.speaker_id in castings])
    rate = max((held.rate_of(casting.engine, casting.voice) for casting in castings.values()), default=1.0)
    work_s = sum(pace.work_s(engine, characters) for engine, characters in count.characters.items())
    return Recast(
        stale=count.stale,
        segments=count.segments,
        characters=count.characters.total(),
        reused=count.reused,
        credits=sum(count.by_engine.values()),
        work_s=work_s,
        anew=dict(count.anew),
        by_engine=dict(count.by_engine),
        locked=count.locked,
        rate=rate,
        again=count.again,
    )


def _scope(project: Project, castings: Mapping[int, Casting]) -> Scope:
    """Return where these speakers speak: with the narrator among them all there is, else paragraphs with words of theirs."""
    if project.voicing.narrator_id in castings:
        return Scope()
    ids = (
        paragraph.id
        for chapter in project.chapters
        if chapter.included
        for paragraph in project.narrated(chapter)
        if any(fragment.speaker_id in castings for fragment in paragraph.fragments)
    )
    return Scope(paragraph_ids=tuple(ids))


class _Count:
    """Counts what the looks at a recast project say."""

    def __init__(self, file: ProjectFile, project: Project, recast: Project, held: Engines) -> None:
        self.stale = self.segments = self.again = self.reused = self.locked = 0
        self.characters: Counter[str] = Counter()
        self.by_engine: dict[str, float] = defaultdict(float)
        self.anew: dict[str, float] = defaultdict(float)
        self._placed = file.placements()
        self._before = segment_maker(project, held.limit)
        self._price = _Prices(recast, held)
        self._paid: dict[str, float] = {}

    def add(self, paragraph: Paragraph, looks: list[Look]) -> None:
        """Count a paragraph's segments."""
        unlike = {look.key for look in looks if look.key in self._placed and self._placed[look.key][1] != look.mark}
        before = {segment.key: segment.fingerprint for segment in self._before(paragraph)} if unlike else {}
        fresh = {key for key in unlike if before.get(key, "") == self._placed[key][1]}
        self.stale += len(fresh)
        for look in looks:
            if look.kept and look.key in unlike:
                self.locked += 1
            elif look.kept or look.take_id:
                self.reused += 1
            else:
                self.segments += 1
                self.again += look.key in fresh
                self._pay(paragraph, look, stale=look.key in fresh)

    def _pay(self, paragraph: Paragraph, look: Look, *, stale: bool) -> None:
        """Count what a segment costs: each text that sounds the same once, and once among what is stale."""
        if look.mark not in self._paid:
            self._paid[look.mark] = self._price(paragraph, look) or 0.0
            self.characters[look.engine] += look.length
            self.by_engine[look.engine] += self._paid[look.mark]
        if stale:
            self.anew[look.engine] += self._paid[look.mark]
            self._paid[look.mark] = 0.0


def cast_parts(file: ProjectFile, project: Project, cuts: Cuts, held: Engines, stop: Stop) -> dict[int, Part]:
    """Count how far what each speaker says is. Blocks: run it beside the loop.

    Raises:
        Cancelled: ``stop`` said so.
        ProjectError: the file cannot be read.
    """
    placed, price = file.placements(), _Prices(project, held)
    parts: dict[int, Part] = {speaker.id: Part() for speaker in project.speakers}
    for paragraph, looks in survey(file, project, cuts, Scope(), held.limit, stop):
        for look in looks:
            mark = placed.get(look.key, (0, ""))[1]
            cost = 0.0 if look.kept or look.take_id else price(paragraph, look)
            parts[look.speaker_id] = _grown(parts[look.speaker_id], mark, look.mark, cost)
    return parts


def _grown(part: Part, placed: str, wanted: str, cost: float | None) -> Part:
    """Return a part with one more segment, where a take of this fingerprint stands, or "" for none."""
    stale = placed not in ("", wanted)
    return Part(
        part.segments + 1,
        part.generated + (placed == wanted),
        part.stale + stale,
        _sum(part.anew, cost) if stale else part.anew,
        part.missing if stale else _sum(part.missing, cost),
    )


class _Prices:
    """Says what segments cost, each text that sounds the same once; None where its engine cannot be asked."""

    def __init__(self, project: Project, held: Engines) -> None:
        self._make = segment_maker(project, held.limit)
        self._castings = {speaker.id: speaker.casting for speaker in project.speakers}
        self._held = held
        self._free: dict[str, bool] = {}
        self._seen: set[str] = set()

    def __call__(self, paragraph: Paragraph, look: Look) -> float | None:
        """Return what a segment costs; 0 where the same was asked about before."""
        if look.mark in self._seen:
            return 0.0
        self._seen.add(look.mark)
        try:
            if look.engine not in self._free:
                self._free[look.engine] = not self._held.get(look.engine).capabilities.bills
            if self._free[look.engine]:
                return 0.0
            return self._held.estimate(self._make(paragraph)[look.key[1]].spoken, self._castings[look.speaker_id])
        except LecternError:
            return None


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def read_cast(path: Path) -> OtherCast:
    """Read the cast of another project; its file is opened for reading only, and closed. Blocks.

    Raises:
        ProjectError: there is none, or it cannot be read.
    """
    with ProjectFile.open(path, read_only=True) as file:
        project = file.load()
    return OtherCast(project.metadata.title or path.stem, project.speakers, project.voicing.narrator_id)


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
