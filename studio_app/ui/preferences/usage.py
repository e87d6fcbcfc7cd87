"""The page of usage: what generated speech has cost, by day, project and account."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from studio_app.domain.errors import LecternError
from studio_app.jobs.queue import beside
from studio_app.session.usage import DOLLARS, spending
from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.controls import EmptyState, label
from studio_app.ui.preferences.accounts_words import dollars
from studio_app.ui.preferences.usage_chart import Bar, UsageChart

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from studio_app.session.accounts import Accounts
    from studio_app.session.recent import RecentProject
    from studio_app.session.usage import Spending, Usage, Use

_RANGES = (30, 90)
#: At most this many rows of a table are seen at once.
_ROWS = 8


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
        self._names = _Names({}, {}, {})
        self._found: Spending | None = None
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
        projects = tuple(self._projects())
        found, names = await beside(self._read_all, projects, days)
        if self._gone or asked != self._asked:
            return
        self._found, self._names = found, names
        engine = self.engine.currentData()
        self.engine.blockSignals(True)
        self.engine.clear()
        for name in found.engines:
            self.engine.addItem(names.engines.get(name, name), name)
        self.engine.setCurrentIndex(max(0, self.engine.findData(engine)))
        self.engine.blockSignals(False)
        self._show()

    def _read_all(self, projects: Sequence[RecentProject], days: int) -> tuple[Spending, _Names]:
        titles = {project.path: project.title for project in projects}
        engines = {provider.id: provider.name for provider in self._accounts.providers()}
        try:
            accounts = {one.row.id: one.row.name for one in self._accounts.list()}
        except LecternError:
            accounts = {}
        return spending(titles, days), _Names(titles, accounts, engines)

    # What is shown

    def _show(self) -> None:
        found = self._found
        assert found is not None
        engine = self.engine.currentData()
        usage = found.engines.get(engine) if engine else None
        self.engine.setVisible(len(found.engines) > 1)
        self._body.setVisible(usage is not None)
        self._empty.setVisible(usage is None)
        self._show_unread(found.unread)
        if usage is not None:
            said = _Amounts(engine)
            self._total.setText(said(usage.total.billed))
            self._beside.setText(self._compared(usage.total, said))
            self._show_days(usage, said)
            self._fill(self.by_project, [(self._title(path), use) for path, use in usage.projects], said)
            self._fill(self.by_account, [(self._account(id_), use) for id_, use in usage.accounts], said)

    def _compared(self, total: Use, said: _Amounts) -> str:
        parts = [self.tr("billed; {amount} had been expected").format(amount=said(total.estimated))]
        if total.uncertain:
            parts.append(
                self.tr("{amount} more may have been billed for answers that were lost").format(
                    amount=said(total.uncertain)
                )
            )
        return " · ".join(parts)

    def _show_days(self, usage: Usage, said: _Amounts) -> None:
        highest_day, highest = max(usage.days, key=lambda item: item[1].billed)
        every = max(1, len(usage.days) // 5)
        bars = [
            Bar(use.billed, _short(day) if number % every == 0 else "", self._told_day(day, use, said))
            for number, (day, use) in enumerate(usage.days)
        ]
        about = self.tr("Cost by day, {first} to {last}. Highest: {amount} on {day}.").format(
            first=_short(usage.days[0][0]),
            last=_short(usage.days[-1][0]),
            amount=said(highest.billed),
            day=_short(highest_day),
        )
        self.chart.show_bars(bars, said(highest.billed), about)
        self._told.setText(" ")
        spent = [(_long(day), use) for day, use in reversed(usage.days) if use.billed or use.uncertain]
        self._fill(self.by_day, spent, said)

    def _told_day(self, day: date, use: Use, said: _Amounts) -> str:
        return f"{_long(day)}: {said(use.billed)}"

    def _show_unread(self, unread: Sequence[str]) -> None:
        names = ", ".join(self._title(path) for path in unread)
        self._unread.setText(self.tr("Not counted, because it cannot be read now: {names}").format(names=names))
        self._unread.setVisible(bool(unread))

    def _title(self, path: str) -> str:
        return self._names.titles.get(path) or Path(path).stem

    def _account(self, id_: str) -> str:
        if id_ in self._names.accounts:
            return self._names.accounts[id_]
        return self.tr("From the environment") if id_ == "env" else self.tr("An account that was removed")

    def _fill(self, table: QTableWidget, rows: Sequence[tuple[str, Use]], said: _Amounts) -> None:
        table.setRowCount(len(rows))
        for number, (name, use) in enumerate(rows):
            for column, text in enumerate((name, said(use.billed), said(use.estimated))):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(number, column, item)
        _fit(table)

    # Building

    def _build(self) -> None:
        self.engine = _choice("usage.engine", self.tr("Provider"), ())
        self.range = _choice(
            "usage.range",
            self.tr("Range"),
            tuple((self.tr("Last {days} days").format(days=days), days) for days in _RANGES),
        )
        self.engine.currentIndexChanged.connect(lambda _row: self._show())
        self.range.currentIndexChanged.connect(lambda _row: self._read())
        self._total = label("", "title")
        self._beside = label("", "dim", wrap=True)
        self.chart = UsageChart()
        self._told = label(" ", "small", wrap=True)
        self.chart.told.connect(lambda said: self._told.setText(said or " "))
        self.by_project = _table("usage.projects", self.tr("By project"), self._heads(self.tr("Project")))
        self.by_account = _table("usage.accounts", self.tr("By account"), self._heads(self.tr("Account")))
        self.by_day = _table("usage.days", self.tr("By day"), self._heads(self.tr("Day")))
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

    def _heads(self, first: str) -> tuple[str, str, str]:
        return first, self.tr("Billed"), self.tr("Expected")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.engine)
        head.addWidget(self.range)
        head.addStretch(1)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        for widget in (self._total, self._beside, self.chart, self._told):
            body.addWidget(widget)
        for table in (self.by_project, self.by_account, self.by_day):
            body.addSpacing(12)
            body.addWidget(label(table.accessibleName(), "section"))
            body.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._body)
        column.addWidget(self._empty)
        column.addWidget(self._unread)
        column.addStretch(1)


class _Names(NamedTuple):
    """Of projects by path, of accounts and engines by id."""

    titles: dict[str, str]
    accounts: dict[str, str]
    engines: dict[str, str]


class _Amounts:
    """Says amounts in what an engine is paid with."""

    def __init__(self, engine: str) -> None:
        self._dollars = DOLLARS.get(engine)

    def __call__(self, number: float) -> str:
        if self._dollars is not None:
            return dollars(number * self._dollars)
        return amounts.credits_(number) if number > 0 else amounts.count(0)


def _choice(name: str, title: str, choices: tuple[tuple[str, Any], ...]) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for text, value in choices:
        made.addItem(text, value)
    return made


def _table(name: str, title: str, heads: Sequence[str]) -> QTableWidget:
    made = QTableWidget(0, len(heads))
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setHorizontalHeaderLabels(list(heads))
    made.verticalHeader().hide()
    made.setShowGrid(False)
    made.setTabKeyNavigation(False)
    made.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    made.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    made.setWordWrap(False)
    header = made.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if (first := made.horizontalHeaderItem(0)) is not None:
        first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made


def _fit(table: QTableWidget) -> None:
    """Make a table as high as its rows, up to a few: the page scrolls, not the table."""
    row = max(theme.scaled(28), table.sizeHintForRow(0) if table.rowCount() else 0)
    table.verticalHeader().setDefaultSectionSize(row)
    rows = max(1, min(_ROWS, table.rowCount()))
    table.setFixedHeight(table.horizontalHeader().sizeHint().height() + rows * row + 2 * table.frameWidth() + 4)


def _short(day: date) -> str:
    return amounts.locale().toString(_date(day), "d MMM")


def _long(day: date) -> str:
    return amounts.locale().toString(_date(day), QLocale.FormatType.LongFormat)


def _date(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
