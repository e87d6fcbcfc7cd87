"""The page of usage: what was spent by day, project and account, as a picture and as tables."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from studio_app.session.accounts import Accounts
from studio_app.session.recent import RecentProject
from studio_app.session.usage import Spending, Usage, Use
from studio_app.settings.keys import Keys
from studio_app.ui.kit import theme
from studio_app.ui.preferences import usage as module
from studio_app.ui.preferences.usage import UsagePage
from studio_app.ui.preferences.usage_chart import UsageChart
from studio_app.ui.preferences.usage_words import Bar
from tests.settings.memory_keyring import MemoryKeyring, installed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage

TODAY = date(2026, 11, 21)
PROJECTS = (RecentProject("/b/one.lectern", "The Lamp"), RecentProject("/b/two.lectern", "Winter"))


def usage(days: int, account: str = "a") -> Usage:
    spent = {0: Use(1200, 1250), 3: Use(300, 300)}
    range_ = tuple((TODAY - timedelta(days=n), spent.get(n, Use())) for n in range(days - 1, -1, -1))
    return Usage(range_, (("/b/one.lectern", Use(1500, 1550)),), ((account, Use(1500, 1550)),), Use(1500, 1550, 40))


class Desk:
    """A page, what it is told was spent, and a loop that runs what it starts."""

    def __init__(self, qtbot: Any, accounts: Accounts) -> None:
        self.waiting: list[tuple[Any, ...]] = []
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.page = UsagePage(accounts, lambda: PROJECTS, lambda *wish: self.waiting.append(wish), self.window)
        self.page.resize(600, 900)
        self.window.show()
        self.run()

    def run(self) -> None:
        while self.waiting:
            work, *args = self.waiting.pop(0)
            asyncio.run(work(*args))

    def said(self) -> str:
        return "\n".join(one.text() for one in self.page.findChildren(QLabel) if one.isVisible())

    def rows(self, name: str) -> list[list[str]]:
        model = self.page.findChild(QTableView, name).model()
        return [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with installed(MemoryKeyring()):
        yield Accounts(tmp_path, Keys(), {})


def shown(qtbot: Any, monkeypatch: pytest.MonkeyPatch, accounts: Accounts, found: dict[str, Any]) -> Desk:
    def spending(_paths: object, days: int) -> Spending:
        return Spending({name: usage(days, account) for name, account in found.items()}, ("/usb/lost.lectern",))

    monkeypatch.setattr(module, "spending", spending)
    return Desk(qtbot, accounts)


def test_the_sum_is_told_beside_what_was_expected_and_what_is_unsure(qtbot, monkeypatch, accounts: Accounts) -> None:
    said = shown(qtbot, monkeypatch, accounts, {"elevenlabs": "a"}).said()
    assert "1,500 credits" in said
    assert "1,550 credits had been expected" in said
    assert "40 credits more may have been billed for answers that were lost" in said


def test_projects_and_accounts_are_called_by_their_names(qtbot, monkeypatch, accounts: Accounts) -> None:
    mine = accounts.add("elevenlabs", "Publisher", "k").id
    desk = shown(qtbot, monkeypatch, accounts, {"elevenlabs": mine})
    assert desk.rows("usage.projects") == [["The Lamp", "1,500 credits", "1,550 credits"]]
    assert desk.rows("usage.accounts") == [["Publisher", "1,500 credits", "1,550 credits"]]
    accounts.remove("elevenlabs", mine)
    desk = shown(qtbot, monkeypatch, accounts, {"elevenlabs": mine})
    assert desk.rows("usage.accounts")[0][0] == "An account that was removed"


def test_the_days_that_cost_something_stand_in_a_table_the_latest_first(qtbot, monkeypatch, accounts) -> None:
    days = shown(qtbot, monkeypatch, accounts, {"elevenlabs": "a"}).rows("usage.days")
    assert [row[1] for row in days] == ["1,200 credits", "300 credits"]
    assert "21" in days[0][0]


def test_fish_is_paid_in_dollars(qtbot, monkeypatch, accounts: Accounts) -> None:
    desk = shown(qtbot, monkeypatch, accounts, {"fish": "env"})
    assert "$0.02" in desk.said()
    assert desk.rows("usage.accounts")[0][0] == "From the environment"


def test_another_provider_and_another_range_are_chosen(qtbot, monkeypatch, accounts: Accounts) -> None:
    desk = shown(qtbot, monkeypatch, accounts, {"elevenlabs": "a", "fish": "b"})
    assert desk.page.engine.isVisible()
    assert "1,500 credits" in desk.said()
    desk.page.engine.setCurrentIndex(1)
    desk.run()
    assert "$0.02" in desk.said()
    desk.page.range.setCurrentIndex(1)
    desk.run()
    assert desk.page.engine.currentText() == "Fish Audio"
    assert "24 Aug" in desk.page.chart.accessibleName()


def test_an_answer_to_an_older_question_is_dropped(qtbot, monkeypatch, accounts: Accounts) -> None:
    desk = shown(qtbot, monkeypatch, accounts, {"elevenlabs": "a"})
    desk.page.range.setCurrentIndex(1)
    desk.page.range.setCurrentIndex(0)
    desk.waiting.reverse()
    desk.run()
    assert "23 Oct" in desk.page.chart.accessibleName()


def test_nothing_spent_says_what_would_be_counted(qtbot, monkeypatch, accounts: Accounts) -> None:
    desk = shown(qtbot, monkeypatch, accounts, {})
    assert "Nothing has been paid for" in desk.said()
    assert "ElevenLabs or Fish Audio" in desk.said()
    assert not desk.page.chart.isVisible()
    assert not desk.page.engine.isVisible()


def test_projects_that_cannot_be_read_are_named(qtbot, monkeypatch, accounts: Accounts) -> None:
    assert "cannot be read now: lost" in shown(qtbot, monkeypatch, accounts, {"fish": "a"}).said()


def test_a_page_that_is_gone_is_not_written_to(qtbot, monkeypatch, accounts: Accounts) -> None:
    desk = shown(qtbot, monkeypatch, accounts, {})
    desk.page.range.setCurrentIndex(1)
    desk.page.close_page()
    desk.page.deleteLater()
    QApplication.sendPostedEvents(None, 52)
    desk.run()


# The chart


@pytest.fixture
def chart(qtbot) -> UsageChart:
    made = UsageChart()
    qtbot.addWidget(made)
    made.resize(400, 160)
    made.show_bars([Bar(float(n), "", f"day {n}") for n in range(10)], "9", "Cost by day")
    made.show()
    return made


def test_the_keyboard_goes_from_day_to_day(chart: UsageChart) -> None:
    told: list[str] = []
    chart.told.connect(told.append)
    key = Qt.Key
    for pressed in (
        key.Key_Left,
        key.Key_Left,
        key.Key_Right,
        key.Key_Right,
        key.Key_Home,
        key.Key_PageDown,
        key.Key_End,
    ):
        QTest.keyClick(chart, pressed)
    assert told == ["day 9", "day 8", "day 9", "day 0", "day 7", "day 9"]
    assert chart.accessibleName() == "Cost by day"
    assert chart.accessibleDescription() == "day 9"


def test_the_mouse_tells_of_the_day_under_it(chart: UsageChart, qtbot) -> None:
    chart.clearFocus()
    QTest.mouseMove(chart, QPoint(5, 80))
    QTest.mouseMove(chart, QPoint(395, 80))
    qtbot.waitUntil(lambda: chart.bar is not None and chart.bar.said == "day 9")


@pytest.mark.parametrize("look", ["light", "dark", "high-contrast"])
def test_bars_are_as_high_as_what_they_stand_for(chart: UsageChart, look: str) -> None:
    theme.themes().apply(look)
    chart.clearFocus()  # its frame has the same colour
    image = chart.grab().toImage()
    accent = theme.colour("accent").rgb()
    heights = [column(image, chart, number, accent) for number in range(10)]
    assert heights[0] == 0
    assert heights == sorted(heights)
    assert heights[9] == pytest.approx(3 * heights[3], abs=4)


def column(image: QImage, chart: UsageChart, number: int, ink: int) -> int:
    """Return how many pixels of a bar's middle are painted in a colour."""
    ratio = image.devicePixelRatio()
    at = QPointF(4 + (number + 0.5) * (chart.width() - 8) / 10, 0) * ratio
    return sum(image.pixel(int(at.x()), y) == ink for y in range(image.height()))


def test_no_day_at_all_is_painted_too(qtbot) -> None:
    empty = UsageChart()
    qtbot.addWidget(empty)
    empty.show_bars([], "", "nothing")
    QTest.keyClick(empty, Qt.Key.Key_Left)
    assert not empty.grab().isNull()


def test_everything_has_a_name(qtbot, monkeypatch, accounts: Accounts) -> None:
    page = shown(qtbot, monkeypatch, accounts, {"elevenlabs": "a", "fish": "b"}).page
    stops = [w for w in page.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [type(one).__name__ for one in stops if not one.accessibleName()] == []
