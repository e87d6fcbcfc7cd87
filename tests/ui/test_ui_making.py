"""What only the person decides: paying once more, sending again what may have been billed, raising a cap."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget

from studio_app.session.rescue import Unsure
from studio_app.session.work_views import OPEN_ACCOUNTS, RAISE_BUDGET, RAISE_CAP, SEND_AGAIN, Estimate, JobView
from studio_app.ui.shell.making import Making


class FakeWork:
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        self.done: list[tuple] = []
        self.credits = 412.0
        self.left: int | None = 0
        self.jobs = (JobView(3, "generate", "Generate the book", "failed"),)

    def takes(self, _paragraph_id: int) -> tuple:
        return ()

    def repeats_left(self, _paragraph_id: int) -> int | None:
        return self.left

    async def estimate(self, _scope: object) -> Estimate:
        return Estimate(1, 412, 20.0, 5.0, self.credits, 0, {"elevenlabs": self.credits})

    def regenerate(self, paragraph_id: int) -> None:
        self.done.append(("regenerate", paragraph_id))

    def unsure(self) -> Unsure:
        return Unsure(2, 900.0)

    def send_again(self) -> None:
        self.done.append(("send again",))

    def cap(self) -> float | None:
        return 1000.0

    def spent(self) -> float:
        return 990.0

    async def set_cap(self, most: float | None) -> None:
        self.done.append(("cap", most))

    def set_budget(self, job_id: int, most: float | None) -> None:
        self.done.append(("budget", job_id, most))

    def retry(self, job_id: int) -> None:
        self.done.append(("retry", job_id))


class FakeDesk(QObject):
    """What Making uses of the desk; what it starts runs to its end, or until it asks."""

    def __init__(self) -> None:
        super().__init__()
        self.window = QWidget()
        self.pages: list[str] = []
        self.work = FakeWork()
        self.tasks: list[tuple] = []
        self.asides = SimpleNamespace(preferences=self.pages.append)
        self.studio = SimpleNamespace(project=SimpleNamespace(paragraph=lambda _: SimpleNamespace(locked=False)))
        self.parts = SimpleNamespace(window=self.window)
        self.runner = SimpleNamespace(start=lambda *wish: self.tasks.append(wish))


@pytest.fixture
def desk(qtbot):
    made = FakeDesk()
    qtbot.addWidget(made.window)
    return made


def live(desk, *presses: str, text: str = "") -> list[str]:
    """Run what was started; press these buttons of what it asks. Return what was asked."""
    asked: list[str] = []

    async def run() -> None:
        work, *arguments = desk.tasks.pop()
        task = asyncio.ensure_future(work(*arguments))
        left = list(presses)
        while not task.done():
            QApplication.processEvents()
            await asyncio.sleep(0.005)
            dialog = next((w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()), None)
            if dialog is not None and left:
                asked.append(f"{dialog.accessibleName()} {dialog.accessibleDescription()}")
                if text:
                    dialog.findChild(QLineEdit).setText(text)
                dialog.findChild(QPushButton, left.pop(0)).click()
        await task

    asyncio.run(run())
    return asked


def test_a_repetition_that_costs_is_asked_about(desk):
    making = Making(desk)
    making.regenerate(7)
    assert "once more" in live(desk, "choice.cancel")[0]
    assert desk.work.done == []
    making.regenerate(7)
    live(desk, "choice.go")
    assert desk.work.done == [("regenerate", 7)]


@pytest.mark.parametrize(("credits_", "left"), [(0.0, None), (412.0, 2)])
def test_a_repetition_that_is_free_is_not(desk, credits_, left):
    desk.work.credits, desk.work.left = credits_, left
    Making(desk).regenerate(7)
    assert live(desk) == []
    assert desk.work.done == [("regenerate", 7)]


def test_what_may_have_been_billed_is_sent_again_only_when_the_person_says_so(desk):
    making = Making(desk)
    making.way_on(3, SEND_AGAIN)
    asked = live(desk, "choice.cancel")[0]
    assert "2 requests may have been billed, about 900 credits" in asked
    assert "billed twice" in asked
    assert desk.work.done == []
    making.way_on(3, SEND_AGAIN)
    live(desk, "choice.again")
    assert desk.work.done == [("send again",)]


def test_a_cap_is_raised_and_the_job_goes_on(desk):
    Making(desk).way_on(3, RAISE_CAP)
    asked = live(desk, "choice.accept", text="5000")
    assert "990" in asked[0]
    assert desk.work.done == [("cap", 5000.0), ("retry", 3)]


def test_a_budget_is_raised_and_the_job_goes_on(desk):
    Making(desk).way_on(3, RAISE_BUDGET)
    live(desk, "choice.accept", text="5000")
    assert desk.work.done == [("budget", 3, 5000.0), ("retry", 3)]


def test_a_number_that_is_none_raises_nothing(desk):
    Making(desk).way_on(3, RAISE_BUDGET)
    live(desk, "choice.accept", text="much")
    assert desk.work.done == []


def test_a_refused_key_leads_to_the_accounts(desk):
    Making(desk).way_on(3, OPEN_ACCOUNTS)
    assert desk.pages == ["Accounts"]
