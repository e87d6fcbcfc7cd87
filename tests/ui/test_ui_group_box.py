"""A group of settings that can be switched off shows whether it is on, in every theme, as a check box does."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QGroupBox, QStyle, QStyleOptionGroupBox

from studio_app.ui.kit import theme


def tick(group):
    """Return a picture of the box that is ticked."""
    option = QStyleOptionGroupBox()
    group.initStyleOption(option)
    part = QStyle.SubControl.SC_GroupBoxCheckBox
    place = group.style().subControlRect(QStyle.ComplexControl.CC_GroupBox, option, part, group)
    return group.grab(QRect(place)).toImage()


@pytest.mark.parametrize("look", ["light", "dark", "high-contrast"])
def test_on_looks_otherwise_than_off(qapp, qtbot, look):
    theme.themes().apply(look)
    group = QGroupBox("Gives way to speech")
    qtbot.addWidget(group)
    group.setCheckable(True)
    group.resize(240, 80)
    group.show()
    on = tick(group)
    group.setChecked(False)
    assert not on.isNull()
    assert tick(group) != on
