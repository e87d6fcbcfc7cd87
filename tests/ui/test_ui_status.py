"""The status bar: engine, what waits, saved."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from studio_app.domain.errors import LecternError
from studio_app.speech.engine import Balance
from studio_app.ui.shell.status import StatusLine


@pytest.fixture
def status(qtbot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    made.show()
    return made


def test_without_a_project_it_says_nothing(status: StatusLine) -> None:
    status.show_saved(saved=True)
    status.show_engines(("local",))
    status.clear_all()
    assert not status.saved.isVisible()
    assert not status.engine.isVisible()
    assert not status.queue.isVisible()


@pytest.mark.parametrize(("saved", "said"), [(True, "Saved"), (False, "Saving…")])
def test_it_says_whether_everything_is_on_the_disk(status: StatusLine, saved: bool, said: str) -> None:
    status.show_saved(saved=saved)
    assert status.saved.text == said
    assert status.saved.accessibleName() == f"Saving: {said}"


def test_a_project_for_reading_only_is_never_saved(status: StatusLine) -> None:
    status.show_saved(saved=True, read_only=True)
    assert status.saved.text == "Open for reading only"


def test_a_disk_that_refuses_is_said_and_can_be_asked_again(status: StatusLine, qtbot) -> None:
    status.show_saved(saved=False, error=LecternError("The disk is full."))
    assert status.saved.text == "Not saved"
    assert status.saved.toolTip() == "The disk is full."
    with qtbot.waitSignal(status.retry_requested):
        QTest.mouseClick(status.findChild(QToolButton, "status.retry"), Qt.MouseButton.LeftButton)
    status.show_saved(saved=True)
    assert not status.findChild(QToolButton, "status.retry").isVisible()
    assert status.saved.toolTip() == ""


def test_jobs_are_told_and_lead_to_their_panel(status: StatusLine, qtbot) -> None:
    status.show_jobs(2, "Generating 34 %")
    assert status.queue.text() == "Generating 34 %"
    assert status.queue.accessibleName() == "Jobs: Generating 34 %"
    with qtbot.waitSignal(status.jobs_requested):
        QTest.keyClick(status.queue, Qt.Key.Key_Space)
    status.show_jobs(0, "")
    assert not status.queue.isVisible()


def test_engines_have_the_names_people_know(status: StatusLine) -> None:
    status.show_engines(("elevenlabs", "local", "newer"))
    assert status.engine.text() == "ElevenLabs · On this computer · newer"


def test_what_is_left_is_shown_with_its_engine(status: StatusLine) -> None:
    status.show_engines(("elevenlabs", "local"))
    status.show_purse({"elevenlabs": Balance("creator", 98_200, 100_000)}, offline=False)
    assert status.engine.text() == "ElevenLabs: 98,200 credits left · On this computer"
    assert "creator" in status.engine.toolTip()


def test_dollars_are_shown_as_money(status: StatusLine) -> None:
    status.show_engines(("fish",))
    status.show_purse({"fish": Balance(left=12.4, unit="USD")}, offline=False)
    assert status.engine.text() == "Fish Audio: $12.40 left"


def test_a_provider_out_of_reach_is_said(status: StatusLine) -> None:
    status.show_engines(("fish",))
    status.show_purse({}, offline=True)
    assert status.engine.text() == "Fish Audio · offline"
    status.show_engines(("local",))
    assert status.engine.text() == "On this computer"


def test_what_waits_for_the_network_says_so_until_it_goes_on(status: StatusLine) -> None:
    status.show_engines(("fish",))
    status.show_waiting("Offline; waiting for Fish Audio to be reachable.")
    assert status.engine.text() == "Fish Audio · Offline; waiting for Fish Audio to be reachable"
    status.show_waiting("")
    assert status.engine.text() == "Fish Audio"


def test_the_engine_leads_to_its_choice(status: StatusLine, qtbot) -> None:
    status.show_engines(("local",))
    with qtbot.waitSignal(status.engine_requested):
        QTest.keyClick(status.engine, Qt.Key.Key_Space)
