"""Voices designed from a description: paid for once, heard as often as one likes, and one of them kept.

A design is written in the ledger of the open project before it is asked for, like all that costs. What comes is on the disk
before the ledger is settled, so that nothing that was paid for is lost; an answer that was lost is not asked for again unless
the person says so, because no provider keeps one. All of it runs on the engines' loop.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import secrets
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError, MaybeBilled, NotOffered, SpeechError, WrongUsage
from studio_app.domain.ledger import DESIGN, LedgerRow, LedgerState
from studio_app.jobs.grace import with_grace
from studio_app.jobs.queue import beside
from studio_app.session.rescue import SENT_AGAIN
from studio_app.session.usage import DOLLARS
from studio_app.speech.making import Candidate, DesignWish, Training
from studio_app.store.accounts import Settlement
from studio_app.store.makings import KeptCandidate, KeptDesign, Making, now

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studio_app.session.engines import Engines
    from studio_app.session.once import Once, Stage
    from studio_app.speech.making import Designs, Maker, Sent
    from studio_app.store.project_file import ProjectFile

__all__ = ["ATTRIBUTES", "Designing", "KeptCandidate", "KeptDesign", "describe"]

_log = logging.getLogger(__name__)

#: What can be said of a voice: for each attribute the choices, as (id, words of the description). Providers understand
#: English best, so the words are English whatever the window speaks.
ATTRIBUTES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "gender": (("female", "woman"), ("male", "man"), ("neutral", "person of no particular gender")),
    "age": (
        ("child", "child"),
        ("young", "young"),
        ("middle", "middle-aged"),
        ("old", "elderly"),
    ),
    "accent": (
        ("american", "American"),
        ("british", "British"),
        ("irish", "Irish"),
        ("scottish", "Scottish"),
        ("australian", "Australian"),
        ("indian", "Indian"),
        ("south-african", "South African"),
        ("french", "French"),
        ("german", "German"),
        ("spanish", "Spanish"),
        ("italian", "Italian"),
        ("nordic", "Scandinavian"),
    ),
    "pitch": (("low", "low"), ("medium", "medium"), ("high", "high")),
    "timbre": (
        ("warm", "warm"),
        ("deep", "deep and resonant"),
        ("smooth", "smooth"),
        ("breathy", "breathy"),
        ("raspy", "raspy"),
        ("gravelly", "gravelly"),
        ("crisp", "crisp and clear"),
        ("nasal", "slightly nasal"),
    ),
    "pace": (
        ("slow", "slowly, with long pauses"),
        ("calm", "at a calm, even pace"),
        ("conversational", "at a conversational pace"),
        ("fast", "quickly"),
    ),
    "mood": (
        ("calm", "calm"),
        ("friendly", "friendly"),
        ("serious", "serious"),
        ("excited", "excited"),
        ("mysterious", "mysterious"),
        ("wise", "wise and patient"),
        ("sad", "melancholy"),
        ("menacing", "menacing"),
    ),
    "use": (
        ("audiobook", "audiobook narration"),
        ("character", "a character in a story"),
        ("news", "reading the news"),
        ("documentary", "a documentary"),
        ("advert", "advertising"),
        ("meditation", "guided meditation"),
        ("teaching", "teaching"),
    ),
    "quality": (("studio", "Perfect audio quality, recorded in a studio."), ("phone", "Recorded over a telephone.")),
}

#: A design under way is let come to its end for so long when its window is closed: it was paid for when it was sent.
_GRACE_S = 15.0
_UNSURE = "An earlier design like this was cut off and may have been billed; it is not asked for again unasked."


def describe(choices: Mapping[str, str]) -> str:
    """Return a description, in English, of choices by attribute (see ``ATTRIBUTES``); "" where none was made.

    What is not known is left out, so that a description can be begun by choosing and gone on with by hand.
    """
    word = {
        name: words for name, chosen in choices.items() for value, words in ATTRIBUTES.get(name, ()) if value == chosen
    }
    if not word:
        return ""
    child = choices.get("age") == "child"
    who = (
        {"woman": "girl", "man": "boy"}.get(word.get("gender", ""), "child") if child else word.get("gender", "speaker")
    )
    adjectives = [word[name] for name in ("mood", "age", "accent") if name in word and not (child and name == "age")]
    sentences = [_capital(f"{_article([*adjectives, who])} {' '.join([*_listed(adjectives), who])}")]
    sound = [f"{word[name]}-pitched" if name == "pitch" else word[name] for name in ("pitch", "timbre") if name in word]
    if sound:
        sentences[0] += f" with {_article(sound)} {', '.join(sound)} voice"
    if "pace" in word:
        sentences[0] += f", speaking {word['pace']}"
    if "use" in word:
        sentences.append(f"Suited to {word['use']}")
    return " ".join([". ".join(sentences) + ".", *([word["quality"]] if "quality" in word else [])])


class Designing:
    """See the module docstring.

    Args:
        engines: what designs voices.
        once: keeps one of the candidates one time.
    """

    def __init__(self, engines: Engines, once: Once) -> None:
        self._engines = engines
        self._once = once
        self._makings = once.makings
        self._unkept: dict[str, KeptDesign] = {}
        self._under_way: set[str] = set()

    async def estimate(self, engine: str, wish: DesignWish) -> float:
        """Return what a design will cost, in the engine's credits. Raises NotOffered, Unauthorised, ... as ``design``."""
        async with self._engines.using(await self._opened(engine)) as opened:
            return _credits(engine, _designer(opened.maker), wish)

    async def design(self, file: ProjectFile, engine: str, wish: DesignWish, *, again: bool = False) -> KeptDesign:
        """Design voices and keep all that came; one that is cancelled comes to its end first, it was paid for.

        Args:
            file: the project whose ledger it is written in.
            engine: with which engine.
            wish: what is asked for.
            again: the person decided that what may have been billed is sent again.

        Raises:
            MaybeBilled: an earlier request for the very same, or this one, may have been billed and brought nothing.
            OverBudget: it would go beyond what the person allows for the project; nothing was sent.
            TextRefused, NotOffered, OutOfCredit, ...: it is not made, and nothing was billed.
            DiskFull, FileRefused, ProjectError: it cannot be written down; nothing was sent.
        """
        async with self._engines.using(await self._opened(engine)) as opened:
            maker = _designer(opened.maker)
            account = await beside(self._engines.payer, engine)
            mark = _mark(engine, account, wish)
            if mark in self._under_way:
                raise WrongUsage("This is being designed already.")
            self._under_way.add(mark)
            try:
                known = await self._settled(file, mark, again=again)
                return known or await self._begin(file, engine, account, maker, wish)
            finally:
                self._under_way.discard(mark)

    async def recover(self, file: ProjectFile) -> tuple[KeptDesign, ...]:
        """Settle what came before the program ended in the middle; return it. Raises ProjectError, DiskFull, ..."""
        found = []
        for row in await beside(file.open_rows):
            if row.fingerprint.startswith(DESIGN):
                design = await beside(self._makings.answered, _request(row))
                if design is not None:
                    await _settle(file, row, design.billed)
                    found.append(design)
        return tuple(found)

    async def designs(self, engine: str = "") -> tuple[KeptDesign, ...]:
        """Return what designs gave and was not thrown away, newest first."""
        unkept = [one for one in self._unkept.values() if engine in ("", one.engine)]
        kept = await beside(self._makings.designs, engine)
        return (*unkept, *(one for one in kept if one.id not in self._unkept))

    async def heard(self, design_id: str, candidate_id: str) -> None:
        """Remember that the person listened to a candidate: the provider is told which were not chosen."""
        await beside(self._makings.heard, design_id, candidate_id)

    async def forget(self, design_id: str) -> None:
        """Throw away what a design gave. Voices that were kept stay."""
        self._unkept.pop(design_id, None)
        await beside(self._makings.forget_design, design_id)

    async def keep(
        self,
        design_id: str,
        candidate_id: str,
        name: str,
        labels: Mapping[str, str] | None = None,
        told: Callable[[Stage], object] = lambda _: None,
    ) -> Making:
        """Keep a candidate as a voice of one's own. The same is never kept twice.

        Raises:
            WrongUsage: there is no such candidate, or no name.
            Unauthorised: another account is used now than designed it.
            NoSlot, Unreachable, ...: the provider does not keep it; it is still here.
        """
        design = self._unkept.get(design_id) or await beside(self._makings.design, design_id)
        chosen = next((one for one in design.candidates if one.id == candidate_id), None) if design else None
        if design is None or chosen is None:
            raise WrongUsage("That design is no longer here.", detail=f"design {design_id} {candidate_id}")
        if not name.strip():
            raise WrongUsage("A voice needs a name.")
        heard = [one.id for one in design.candidates if one.heard and one.id != candidate_id]
        async with self._engines.using(await self._opened(design.engine)) as opened:
            maker = _designer(opened.maker)
            if await beside(self._engines.payer, design.engine) != design.account:
                raise WrongUsage("This voice was designed with another account; choose that one to keep it.")

            async def send(_: Sent) -> Training:
                made = await maker.keep(_candidate(chosen), name, _wish(design), labels or {}, heard)
                return Training(made, "created")

            row = Making(0, "design", design.engine, design.account, f"{design.id}/{chosen.id}", name)
            row = replace(row, facts={"design": design.id, "candidate": chosen.id, "labels": dict(labels or {})})
            made = await self._once.make(row, (), None, maker, send, told)
            return await self._once.trained(made, maker, told)

    # Inside

    async def _opened(self, engine: str) -> str:
        await beside(self._engines.get, engine)
        return engine

    async def _settled(self, file: ProjectFile, mark: str, *, again: bool) -> KeptDesign | None:
        """Return what came for an open request for the very same; see to those that brought nothing."""
        lost = []
        for row in await beside(file.open_rows):
            if row.fingerprint != DESIGN + mark:
                continue
            design = await beside(self._makings.answered, _request(row))
            if design is not None:
                await _settle(file, row, design.billed)
                return design
            lost.append(row.id)
        if lost and not again:
            raise MaybeBilled(_UNSURE)
        await asyncio.wrap_future(file.lose_all(lost, SENT_AGAIN))
        return None

    async def _begin(self, file: ProjectFile, engine: str, account: str, maker: Maker, wish: DesignWish) -> KeptDesign:
        fingerprint, estimate = DESIGN + _mark(engine, account, wish), _credits(engine, maker, wish)
        row = LedgerRow(
            0,
            fingerprint,
            engine,
            account,
            wish.model,
            wish.of,
            len(wish.text),
            estimate,
            LedgerState.OPEN,
            opened=now(),
        )
        row = await asyncio.wrap_future(file.open_request(row))
        return await with_grace(self._paid(file, row, maker, wish), _GRACE_S)

    async def _paid(self, file: ProjectFile, row: LedgerRow, maker: Maker, wish: DesignWish) -> KeptDesign:
        try:
            made = await maker.design(wish)
        except SpeechError as error:
            if error.maybe_billed:
                raise MaybeBilled(_UNSURE, detail=error.detail) from error
            await asyncio.wrap_future(file.refuse(row.id, type(error).__name__))
            raise
        except LecternError as error:
            await asyncio.wrap_future(file.refuse(row.id, type(error).__name__))
            raise
        design = _kept(row, made, wish)
        try:
            await beside(self._makings.keep_design, design)
        except LecternError as error:  # it was paid for: it can be heard and kept as long as the program runs
            _log.warning("a design is not written down: %s %s", type(error).__name__, error.detail)
            self._unkept[design.id] = design
        try:
            await _settle(file, row, design.billed)
        except LecternError as error:  # the row stays open, and is settled when it is met again
            _log.warning("a design is not settled: %s %s", type(error).__name__, error.detail)
        return design


async def _settle(file: ProjectFile, row: LedgerRow, billed: float | None) -> None:
    """Write down what a design cost: what the provider says, or the estimate."""
    note = "" if billed is not None else "the provider did not say what it billed: this is the estimate"
    cost = row.estimate if billed is None else billed
    await asyncio.wrap_future(file.settle(Settlement(row.id, cost, "", note)))


def _designer(maker: Maker | None) -> Maker:
    if maker is None or not maker.abilities.design:
        raise NotOffered("This engine designs no voices.")
    return maker


def _credits(engine: str, maker: Maker, wish: DesignWish) -> float:
    """Return the estimate in what the ledger counts for an engine."""
    estimate = maker.design_estimate(wish)
    return estimate / DOLLARS[engine] if maker.abilities.design_unit == "USD" and engine in DOLLARS else estimate


def _mark(engine: str, account: str, wish: DesignWish) -> str:
    facts = json.dumps([engine, account, asdict(wish)], sort_keys=True)
    return hashlib.blake2b(facts.encode(), digest_size=16).hexdigest()


def _request(row: LedgerRow) -> str:
    """Return what names a row of a ledger in all projects."""
    return f"{row.fingerprint}@{row.opened}#{row.id}"


def _kept(row: LedgerRow, made: Designs, wish: DesignWish) -> KeptDesign:
    candidates = tuple(
        KeptCandidate(one.id, one.data, one.media_type, one.seconds, one.language) for one in made.candidates
    )
    mark = row.fingerprint.removeprefix(DESIGN)
    id_ = secrets.token_hex(8)
    return KeptDesign(
        id_, row.engine, row.account, mark, _request(row), asdict(wish), made.text, made.billed, now(), candidates
    )


def _wish(design: KeptDesign) -> DesignWish:
    """Return the wish of a design, as far as the file holds it."""
    known = {name: value for name, value in design.wish.items() if name in DesignWish.__dataclass_fields__}
    return replace(DesignWish(""), **{**known, "text": design.text or str(known.get("text", ""))})


def _candidate(kept: KeptCandidate) -> Candidate:
    return Candidate(kept.id, kept.data, kept.media_type, kept.seconds, kept.language)


def _listed(adjectives: list[str]) -> list[str]:
    return [f"{word}," for word in adjectives[:-1]] + adjectives[-1:]


def _article(words: list[str]) -> str:
    return "an" if words[0][0].lower() in "aeiou" else "a"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
