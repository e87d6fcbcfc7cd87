"""What was spent, in a person's words: made beside the window, for ninety days hold some hundred numbers and dates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from studio_app.session.usage import DOLLARS
from studio_app.ui.kit import amounts
from studio_app.ui.preferences.accounts_words import dollars

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from studio_app.session.usage import Usage, Use

translate = QCoreApplication.translate
#: About so many days are named below the bars.
_MARKS = 5


class Bar(NamedTuple):
    """One day: how high, what is written below it (seldom), and what is said of it."""

    value: float
    mark: str
    said: str


class Names(NamedTuple):
    """Titles of projects by path, names of accounts by id."""

    titles: Mapping[str, str]
    accounts: Mapping[str, str]


class Told(NamedTuple):
    """The usage of one engine, ready to be shown. Each row of a table is a name, what was billed, what was expected."""

    total: str
    beside: str
    bars: tuple[Bar, ...]
    top: str
    about: str
    projects: list[tuple[str, ...]]
    accounts: list[tuple[str, ...]]
    days: list[tuple[str, ...]]


def told(engine: str, usage: Usage, names: Names) -> Told:
    """Return what is said of a usage. Any thread."""
    said = Amounts(engine)
    highest_day, highest = max(usage.days, key=lambda item: item[1].billed)
    about = translate("Usage", "Cost by day, {first} to {last}. Highest: {amount} on {day}.").format(
        first=_short(usage.days[0][0]),
        last=_short(usage.days[-1][0]),
        amount=said(highest.billed),
        day=_short(highest_day),
    )
    spent = [(_long(day), use) for day, use in reversed(usage.days) if use.billed or use.uncertain]
    return Told(
        said(usage.total.billed),
        _beside(usage.total, said),
        _bars(usage, said),
        said(highest.billed),
        about,
        _rows([(title(path, names), use) for path, use in usage.projects], said),
        _rows([(_account(id_, names), use) for id_, use in usage.accounts], said),
        _rows(spent, said),
    )


def title(path: str, names: Names) -> str:
    """Return what a project is called."""
    return names.titles.get(path) or Path(path).stem


class Amounts:
    """Says amounts in what an engine is paid with."""

    def __init__(self, engine: str) -> None:
        self._dollars = DOLLARS.get(engine)

    def __call__(self, number: float) -> str:
        """Return an amount with its unit; nothing is 0, not free: it may be that nothing was asked for."""
        if self._dollars is not None:
            return dollars(number * self._dollars)
        return amounts.credits_(number) if number > 0 else amounts.count(0)


def _beside(total: Use, said: Amounts) -> str:
    parts = [translate("Usage", "billed; {amount} had been expected").format(amount=said(total.estimated))]
    if total.uncertain:
        lost = translate("Usage", "{amount} more may have been billed for answers that were lost")
        parts.append(lost.format(amount=said(total.uncertain)))
    return " · ".join(parts)


def _bars(usage: Usage, said: Amounts) -> tuple[Bar, ...]:
    every = max(1, len(usage.days) // _MARKS)
    return tuple(
        Bar(use.billed, "" if number % every else _short(day), f"{_long(day)}: {said(use.billed)}")
        for number, (day, use) in enumerate(usage.days)
    )


def _rows(rows: Sequence[tuple[str, Use]], said: Amounts) -> list[tuple[str, ...]]:
    return [(name, said(use.billed), said(use.estimated)) for name, use in rows]


def _account(id_: str, names: Names) -> str:
    if id_ in names.accounts:
        return names.accounts[id_]
    if id_ == "env":
        return translate("Usage", "From the environment")
    return translate("Usage", "An account that was removed")


def _short(day: date) -> str:
    return amounts.locale().toString(_date(day), "d MMM")


def _long(day: date) -> str:
    return amounts.locale().toString(_date(day), QLocale.FormatType.LongFormat)


def _date(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
