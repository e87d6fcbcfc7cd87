"""Icons: our own SVGs (24 × 24, one stroke, ``currentColor``), painted in the colours of the theme."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from studio_app.settings.places import resources
from studio_app.ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

#: Sides in pixels an icon is made for; Qt takes the nearest.
_SIDES = (16, 20, 24)


def icon(name: str, role: str = "icon") -> QIcon:
    """Return an icon in the theme's colours; ask again when the theme changed.

    Args:
        name: of a file in ``resources/icons``, without its ending.
        role: the colour; disabled icons have the role "disabled".
    """
    roles = theme.themes().current.roles
    return _made(name, roles[role], roles["disabled"], QGuiApplication.primaryScreen().devicePixelRatio())


@lru_cache(maxsize=512)
def _made(name: str, front: str, off: str, ratio: float) -> QIcon:
    made = QIcon()
    for side in _SIDES:
        made.addPixmap(_pixmap(name, front, side, ratio), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(name, off, side, ratio), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, side: int, role: str = "icon") -> QPixmap:
    """Return an icon as a pixmap of ``side`` × ``side`` logical pixels."""
    return _pixmap(name, theme.themes().current.roles[role], side, QGuiApplication.primaryScreen().devicePixelRatio())


def draw(painter: QPainter, name: str, rect: QRectF, ink: QColor) -> None:
    """Draw an icon into ``rect``."""
    renderer(name, ink.name()).render(painter, rect)


@lru_cache(maxsize=256)
def renderer(name: str, ink: str) -> QSvgRenderer:
    """Return the renderer of an icon in a colour (hex)."""
    text = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", ink).encode()))


def _pixmap(name: str, ink: str, side: int, ratio: float) -> QPixmap:
    made = QPixmap(QSize(side, side) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer(name, ink).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return made


def app_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resources() / "icons" / "lectern.svg"))
