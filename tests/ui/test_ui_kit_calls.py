"""Throttle, debounce, dialogs."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget

from studio_app.ui.kit.dialogs import Choice, Question, TextQuestion, cancel_choice, file_dialog
from studio_app.ui.kit.throttle import Debounce, Throttle


def test_throttle_calls_at_once_and_then_once_more(qtbot) -> None:
    calls = []
    throttle = Throttle(40, lambda: calls.append(1))
    for _ in range(5):
        throttle.ask()
    assert len(calls) == 1
    qtbot.waitUntil(lambda: len(calls) == 2)
    qtbot.wait(60)
    assert len(calls) == 2


def test_debounce_waits_for_quiet(qtbot) -> None:
    calls = []
    debounce = Debounce(30, lambda: calls.append(1))
    debounce.ask()
    assert debounce.waiting
    assert not calls
    qtbot.waitUntil(lambda: calls == [1])


def test_debounce_does_not_wait_for_ever(qtbot) -> None:
    calls = []
    debounce = Debounce(60, lambda: calls.append(1), longest=150)
    asking = QTimer(interval=10)
    asking.timeout.connect(debounce.ask)
    asking.start()
    qtbot.waitUntil(lambda: len(calls) >= 2)


def test_debounce_flushes_what_is_owed_and_only_that(qapp: QApplication) -> None:
    calls = []
    debounce = Debounce(10_000, lambda: calls.append(1))
    debounce.flush()
    debounce.ask()
    debounce.flush()
    debounce.flush()
    assert calls == [1]


def test_a_question_answers_with_the_button_pressed(qtbot) -> None:
    dialog = Question(None, "Stop?", (cancel_choice(), Choice("stop", "Stop", "primary")))
    qtbot.addWidget(dialog)
    dialog.open()
    button = dialog.findChild(QPushButton, "choice.stop")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert dialog.chosen == "stop"
    assert button.accessibleName() == "Stop"


def test_escape_chooses_nothing(qtbot) -> None:
    dialog = Question(None, "Stop?", (cancel_choice(), Choice("stop", "Stop", "primary")))
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.chosen == ""
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_an_empty_line_cannot_be_accepted(qtbot) -> None:
    dialog = TextQuestion(None, "Rename", "Title", "One")
    qtbot.addWidget(dialog)
    go = dialog.findChild(QPushButton, "choice.accept")
    dialog.line.setText("  ")
    assert not go.isEnabled()


def test_widgets_of_the_kit_have_names(qtbot) -> None:
    from studio_app.ui.kit.controls import Banner, EmptyState, IconButton

    host = QWidget()
    qtbot.addWidget(host)
    banner = Banner(host)
    pressed = []
    banner.say("Saved again.", "warning", (("Show", lambda: pressed.append(1)),))
    show = next(b for b in banner.findChildren(QPushButton) if b.text() == "Show")
    show.click()
    assert pressed == [1]
    assert IconButton("play", "Play", host).accessibleName() == "Play"
    assert EmptyState("book", "Nothing here", parent=host)


def test_enter_accepts_the_line_that_was_typed(qtbot) -> None:
    dialog = TextQuestion(None, "Import a web page", "Address", "")
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.keyClicks(dialog.line, "example.org")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert not dialog.isVisible()


def typed(dialog: QFileDialog, name: str) -> Question | None:
    """Type a name and press Enter; return what is asked then. In a loop inside, this would not come back."""
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    field.setText(name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    return next((one for one in dialog.findChildren(Question) if one.isVisible()), None)


@pytest.fixture
def picked(qtbot, tmp_path):
    """Open a file dialog in a folder; return it and the list of what is chosen in it."""

    def begin(mode: QFileDialog.FileMode, name: str = "") -> tuple[QFileDialog, list[str]]:
        chosen: list[str] = []
        dialog = file_dialog(None, "Choose", mode, "", tmp_path, name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.fileSelected.connect(chosen.append)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog, chosen

    return begin


@pytest.mark.parametrize("mode", [QFileDialog.FileMode.ExistingFile, QFileDialog.FileMode.Directory])
def test_a_name_that_is_not_there_is_said_beside_the_dialog(picked, tmp_path, mode) -> None:
    dialog, chosen = picked(mode)
    said = typed(dialog, "nothing")
    assert "nothing" in said.accessibleName()
    said.findChild(QPushButton, "choice.close").click()
    assert dialog.isVisible()
    assert chosen == []


def test_a_file_that_is_there_is_chosen(picked, tmp_path) -> None:
    (tmp_path / "book.txt").touch()
    dialog, chosen = picked(QFileDialog.FileMode.ExistingFile)
    assert typed(dialog, "book.txt") is None
    assert chosen == [str(tmp_path / "book.txt")]


@pytest.mark.parametrize(("answer", "taken"), [("choice.cancel", False), ("choice.replace", True)])
def test_a_file_in_the_way_is_replaced_only_if_that_is_wanted(picked, tmp_path, answer, taken) -> None:
    (tmp_path / "new.lectern").touch()
    dialog, chosen = picked(QFileDialog.FileMode.AnyFile, "new.lectern")
    asked = typed(dialog, "new")
    asked.findChild(QPushButton, answer).click()
    assert (chosen == [str(tmp_path / "new.lectern")]) is taken
    assert dialog.isVisible() is not taken


def test_a_new_name_is_taken_at_once(picked, tmp_path) -> None:
    dialog, chosen = picked(QFileDialog.FileMode.AnyFile, "new.lectern")
    assert typed(dialog, "other") is None
    assert chosen == [str(tmp_path / "other.lectern")]
