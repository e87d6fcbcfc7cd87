"""Scrolling through the settings of the timeline changes none of them."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox
from timeline_board import SONG, fresh, gone, made


@pytest.fixture
def page(qapp, qtbot):
    """The settings of the music's track."""
    panel = fresh(made())
    panel.select([SONG])
    panel.inspector.tabs.setCurrentIndex(1)
    QApplication.processEvents()
    yield panel.inspector
    gone(panel)


def turn(field):
    """Turn the wheel one step down with the mouse over a field; return whether that took it from the page."""
    middle = QPointF(field.rect().center())
    keys, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    place = QPointF(field.mapToGlobal(field.rect().center()))
    event = QWheelEvent(middle, place, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, keys, phase, False)
    QApplication.sendEvent(field, event)
    return event.isAccepted()


def test_the_wheel_is_the_page_s(page):
    asked = []
    page.edit_requested.connect(lambda _edit, what: asked.append(what))
    fields = [*page.track.findChildren(QAbstractSpinBox), *page.track.findChildren(QComboBox)]
    fields = [one for one in fields if one.isEnabled() and one.isVisible()]
    assert len(fields) > 1
    before = [one.text() if isinstance(one, QAbstractSpinBox) else one.currentText() for one in fields]
    assert [field.objectName() for field in fields if turn(field)] == []
    assert not asked
    assert before == [one.text() if isinstance(one, QAbstractSpinBox) else one.currentText() for one in fields]
