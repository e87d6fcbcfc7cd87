"""About Lectern."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from studio_app import __version__
from studio_app.session.licences import Licence
from studio_app.ui.shell.about import AboutDialog

BUILT_WITH = (
    Licence("Lectern", "1", "GPL-3.0-or-later", text="Everyone is permitted"),
    Licence("speaker", "2.1", "MIT", "espeak-ng (GPL-3.0-or-later)", "Permission is hereby granted"),
    Licence("silent", "3", "ISC"),
)


@pytest.fixture
def about(qtbot) -> AboutDialog:
    made = AboutDialog(BUILT_WITH)
    qtbot.addWidget(made)
    made.open()
    return made


def test_it_tells_the_version_and_the_licence(about: AboutDialog) -> None:
    said = " ".join(label.text() for label in about.findChildren(QLabel))
    assert __version__ in said
    assert "GNU General Public License, version 3" in said


def test_every_licence_can_be_read_by_keyboard(about: AboutDialog) -> None:
    about.tabs.setCurrentIndex(1)
    assert about.text.toPlainText() == "Everyone is permitted"
    QTest.keyClick(about.list, Qt.Key.Key_Down)
    assert about.text.toPlainText() == "Permission is hereby granted"
    assert about.list.currentItem().text(2) == "MIT; espeak-ng (GPL-3.0-or-later)"
    QTest.keyClick(about.list, Qt.Key.Key_Down)
    assert "came without the text" in about.text.toPlainText()


def test_escape_closes_it(about: AboutDialog) -> None:
    QTest.keyClick(about, Qt.Key.Key_Escape)
    assert not about.isVisible()
