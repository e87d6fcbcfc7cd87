"""What speech costs, in what its provider is paid with: credits, or money for what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio_app.session.usage import DOLLARS
from studio_app.ui.kit import amounts

if TYPE_CHECKING:
    from collections.abc import Mapping

translate = QCoreApplication.translate


def cost(engine: str, number: float) -> str:
    """Return what so many of an engine's credits are called: "412 credits", "$0.05", "free"."""
    if number > 0 and engine in DOLLARS:
        return amounts.money(number * DOLLARS[engine])
    return amounts.credits_(number)


def costs(by_engine: Mapping[str, float], otherwise: float) -> str:
    """Return what several engines cost together; ``otherwise`` are credits of engines nobody named."""
    said = [cost(engine, number) for engine, number in by_engine.items() if number > 0]
    return " + ".join(said) or amounts.credits_(otherwise)


def unit(by_engine: Mapping[str, float]) -> str:
    """Return what a budget is counted in: bytes of text where all is paid in money for them, else credits."""
    paid = [engine for engine, number in by_engine.items() if number > 0]
    if paid and all(engine in DOLLARS for engine in paid):
        return translate("Costs", "bytes of text")
    return translate("Costs", "credits")
