"""The banner: it takes the keyboard only while it is used."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from studio_app.ui.kit.controls import Banner


@pytest.fixture
def page(qtbot) -> QWidget:
    """A window with another control, a banner and a text that has the keyboard."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for part in (QPushButton("first"), Banner(), QLineEdit()):
        column.addWidget(part)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.findChild(QLineEdit).setFocus()
    return window


def press(page: QWidget, text: str) -> None:
    button = next(b for b in page.findChildren(QPushButton) if b.text() == text)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_button_that_answers_it_gives_the_keyboard_back(page: QWidget) -> None:
    banner = page.findChild(Banner)
    banner.say("Shall it?", "", (("Do it", banner.hide),))
    press(page, "Do it")
    assert banner.isHidden()
    assert page.findChild(QLineEdit).hasFocus()


def test_so_does_dismissing_it(page: QWidget) -> None:
    banner = page.findChild(Banner)
    banner.say("Something happened.")
    close = banner.findChild(QToolButton)
    close.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(close, Qt.Key.Key_Space)
    assert page.findChild(QLineEdit).hasFocus()


def test_so_does_another_sentence_in_its_place(page: QWidget) -> None:
    banner = page.findChild(Banner)
    banner.say("Shall it?", "", (("Do it", lambda: banner.say("It is done.")),))
    press(page, "Do it")
    assert banner.sentence == "It is done."
    assert page.findChild(QLineEdit).hasFocus()


def test_tab_comes_past_others_and_goes_back_to_the_text(page: QWidget) -> None:
    banner = page.findChild(Banner)
    banner.say("Shall it?", "", (("Do it", banner.hide),))
    next(b for b in page.findChildren(QPushButton) if b.text() == "first").setFocus()
    do = next(b for b in page.findChildren(QPushButton) if b.text() == "Do it")
    do.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(do, Qt.Key.Key_Space)
    assert page.findChild(QLineEdit).hasFocus()


def test_who_went_on_elsewhere_stays_there(page: QWidget) -> None:
    banner = page.findChild(Banner)
    banner.say("Shall it?", "", (("Do it", banner.hide),))
    first = next(b for b in page.findChildren(QPushButton) if b.text() == "first")
    first.setFocus()
    banner.hide()
    assert first.hasFocus()
