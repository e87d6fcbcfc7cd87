"""Budgets: what may be billed in a run, what an account has left for it, and what was billed for which part of the book."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError, OutOfCredit, OverBudget, SpeechError
from studio_app.jobs.priority import Breath
from studio_app.session.usage import DOLLARS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit
    from studio_app.session.cuts import Cuts
    from studio_app.session.engines import Engines
    from studio_app.speech.engine import Balance, Engine
    from studio_app.store.project_file import ProjectFile


class Budget:
    """The credits a run may cost: what was billed and what may be together never exceed them.

    Attributes:
        most: so many, None for any number. May be raised while the run waits.
        reached: whether the last request asked about was one too many.
    """

    def __init__(self, most: float | None = None) -> None:
        self.most = most
        self.reached = False
        self._spent = 0.0

    def promise(self, estimate: float) -> None:
        """Set credits aside for a request that is about to be sent.

        Raises:
            OverBudget: there are not as many left; nothing is set aside.
        """
        self.reached = self.most is not None and estimate > 0 and self._spent + estimate > self.most
        if self.reached:
            said = f"The budget of {self.most:,.0f} credits for this run is used up; what is done is kept. Raise it to go on."
            raise OverBudget(said)
        self._spent += estimate

    def settle(self, estimate: float, billed: float) -> None:
        """Put what was really billed in the place of what was set aside."""
        self._spent += billed - estimate


async def shortage(engine: Engine, estimate: float, least: float) -> str:
    """Ask what the account of an engine has left, which costs nothing; return a sentence where it does not suffice, else "".

    Args:
        engine: which engine.
        estimate: what is to be made with it costs so much, in its credits.
        least: and the cheapest part of it so much.

    Raises:
        OutOfCredit: not even the cheapest part can be made.
    """
    if not estimate:
        return ""
    try:
        balance = await engine.balance()
    except SpeechError:  # what is left is good to know, and not more: the first request will tell
        return ""
    left = credits_left(engine, balance)
    if left is None or left >= estimate:
        return ""
    unit = engine.capabilities.unit
    if left < least:
        raise OutOfCredit(
            f"This would take about {estimate:,.0f} {unit}, and the account has {max(0, left):,.0f} left."
        )
    return f"This would take about {estimate:,.0f} {unit}, and the account has {left:,.0f} left: not all of it can be made."


async def shortages(engines: Engines, estimates: Mapping[str, float]) -> tuple[str, ...]:
    """Return a sentence for each engine whose account has too little left for what it is to make. On the engines' loop."""
    said = []
    for name, estimate in estimates.items():
        try:
            said.append(await shortage(engines.get(name), estimate, 0.0))
        except LecternError as error:
            said.append(error.sentence)
    return tuple(sentence for sentence in said if sentence)


def credits_left(engine: Engine, balance: Balance) -> float | None:
    """Return what is left in what the engine's estimates count; None where that is not known."""
    if balance.left is not None and balance.unit == "USD" and engine.name in DOLLARS:
        return balance.left / DOLLARS[engine.name]
    return balance.left if balance.unit == engine.capabilities.unit else None


def billed_by_chapter(file: ProjectFile, project: Project, cuts: Cuts, limit: Limit) -> dict[int, dict[str, float]]:
    """Return the credits billed by each engine, by the id of the chapter they were for. Blocks.

    A text that is in several chapters counts for the first of them. 0 stands for what is no longer in the book.
    """
    billed = [row for row in file.ledger() if row.billed]
    if not billed:
        return {}
    chapters: dict[str, int] = {}
    cut_of, breath = cuts.of(project, limit), Breath()
    for chapter in project.chapters:
        for paragraph in project.narrated(chapter):
            chapters.update((mark, chapter.id) for mark in cut_of(paragraph).marks if mark not in chapters)
            breath()
    homes = {p.id: p.chapter_id for held in project.paragraphs.values() for p in held}
    for mark, paragraph_id in file.stood_anywhere():
        if paragraph_id in homes:
            chapters.setdefault(mark, homes[paragraph_id])
    found: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in billed:
        found[chapters.get(row.fingerprint, 0)][row.engine] += row.billed or 0.0
    return {chapter: dict(by_engine) for chapter, by_engine in found.items()}
