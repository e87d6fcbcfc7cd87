"""Dots in a colour of one's own: a speaker's, in lists and menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPen, QPixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

#: Logical pixels: the side of the icon, and of the dot in it.
_SIDE, _DOT = 16, 9


def draw_dot(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Draw a dot that fills ``rect``."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(rect)


def dot(colour: QColor, *, chosen: bool = False) -> QIcon:
    """Return a dot as an icon; what is ``chosen`` has a ring around it: a menu shows no tick beside an icon."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    made = QPixmap(round(_SIDE * ratio), round(_SIDE * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = (_SIDE - _DOT) / 2
    draw_dot(painter, QRectF(room, room, _DOT, _DOT), colour)
    if chosen:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(0.75, 0.75, _SIDE - 1.5, _SIDE - 1.5))
    painter.end()
    return QIcon(made)
