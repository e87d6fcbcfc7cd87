"""The page of usage: what generated speech has cost, by day, project and account."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.jobs.queue import beside
from studio_app.session.usage import spending
from studio_app.ui.kit.controls import EmptyState, label
from studio_app.ui.preferences.usage_chart import UsageChart
from studio_app.ui.preferences.usage_table import AmountsTable
from studio_app.ui.preferences.usage_words import Names, title, told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_app.session.accounts import Accounts
    from studio_app.session.recent import RecentProject
    from studio_app.ui.preferences.usage_words import Told

_RANGES = (30, 90)


class UsagePage(QWidget):
    """Sums the ledgers of the recent projects, beside the window.

    Args:
        accounts: name the accounts.
        projects: returns the recent projects.
        start: runs a coroutine of the page, as ``Runner.start``.
    """

    def __init__(
        self,
        accounts: Accounts,
        projects: Callable[[], Sequence[RecentProject]],
        start: Callable[..., None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("usage")
        self._accounts, self._projects, self._start = accounts, projects, start
        self._told: dict[str, Told] = {}
        self._asked = 0
        self._gone = False
        self._build()
        self._lay_out()
        self._read()

    def close_page(self) -> None:
        """What comes late is not shown: the window of the page goes."""
        self._gone = True

    def _read(self) -> None:
        self._asked += 1
        self._start(self._sum, self._asked, self.range.currentData())

    async def _sum(self, asked: int, days: int) -> None:
        """Read the ledgers and show them; an answer to an older question is dropped."""
        found = await beside(self._read_all, tuple(self._projects()), days)
        if self._gone or asked != self._asked:
            return
        self._told = found.told
        with QSignalBlocker(self.engine):
            engine = self.engine.currentData()
            self.engine.clear()
            for name in found.told:
                self.engine.addItem(found.engines.get(name, name), name)
            self.engine.setCurrentIndex(max(0, self.engine.findData(engine)))
        self._unread.setText(
            self.tr("Not counted, because it cannot be read now: {names}").format(names=", ".join(found.unread))
        )
        self._unread.setVisible(bool(found.unread))
        await self._show()

    def _read_all(self, projects: Sequence[RecentProject], days: int) -> _Found:
        """Read, sum and put into words; on a thread."""
        accounts = {one.row.id: one.row.name for one in self._accounts.list()}
        names = Names({project.path: project.title for project in projects}, accounts)
        found = spending(names.titles, days)
        return _Found(
            {engine: told(engine, usage, names) for engine, usage in found.engines.items()},
            {provider.id: provider.name for provider in self._accounts.providers()},
            [title(path, names) for path in found.unread],
        )

    async def _show(self) -> None:
        """Show the engine that is chosen; the window answers between two tables."""
        told = self._told.get(self.engine.currentData() or "")
        self.engine.setVisible(len(self._told) > 1)
        self._empty.setVisible(told is None)
        if told is None:
            self._body.hide()
            return
        self._total.setText(told.total)
        self._beside.setText(told.beside)
        self.chart.show_bars(told.bars, told.top, told.about)
        self._day.setText(" ")
        for name, rows in (("projects", told.projects), ("accounts", told.accounts), ("days", told.days)):
            await asyncio.sleep(0)
            if self._gone or told is not self._told.get(self.engine.currentData() or ""):
                return
            self._table(name).show_rows(rows)
        self._body.show()

    # Building

    def _build(self) -> None:
        self.engine = _choice("usage.engine", self.tr("Provider"), ())
        self.range = _choice(
            "usage.range",
            self.tr("Range"),
            tuple((self.tr("Last %n days", "", days), days) for days in _RANGES),
        )
        self.engine.currentIndexChanged.connect(lambda _row: self._start(self._show))
        self.range.currentIndexChanged.connect(lambda _row: self._read())
        self._total = label("", "title")
        self._beside = label("", "dim", wrap=True)
        self.chart = UsageChart()
        self._day = label(" ", "small", wrap=True)
        self.chart.told.connect(lambda said: self._day.setText(said or " "))
        self._tables: dict[str, AmountsTable] = {}
        self._unread = label("", "small", wrap=True)
        self._unread.hide()
        self._empty = EmptyState(
            "generate",
            self.tr("Nothing has been paid for in these days."),
            self.tr(
                "What you generate with a voice of ElevenLabs or Fish Audio is counted here, from your recent projects."
            ),
        )
        self._empty.hide()
        self._body = QWidget()
        self._body.hide()

    def _table(self, name: str) -> AmountsTable:
        """Return a table; it is built when there is something to show in it."""
        if name not in self._tables:
            title, first = {
                "projects": (self.tr("By project"), self.tr("Project")),
                "accounts": (self.tr("By account"), self.tr("Account")),
                "days": (self.tr("By day"), self.tr("Day")),
            }[name]
            made = AmountsTable(f"usage.{name}", title, (first, self.tr("Billed"), self.tr("Expected")), self._body)
            self._tables[name] = made
            self._inside.addSpacing(12)
            self._inside.addWidget(label(title, "section", self._body))
            self._inside.addWidget(made)
        return self._tables[name]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.engine)
        head.addWidget(self.range)
        head.addStretch(1)
        body = self._inside = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        for widget in (self._total, self._beside, self.chart, self._day):
            body.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._body)
        column.addWidget(self._empty)
        column.addWidget(self._unread)
        column.addStretch(1)


class _Found(NamedTuple):
    """What the page shows: words by engine, names of engines, titles of projects that could not be read."""

    told: dict[str, Told]
    engines: dict[str, str]
    unread: list[str]


def _choice(name: str, title: str, choices: tuple[tuple[str, Any], ...]) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for text, value in choices:
        made.addItem(text, value)
    return made
