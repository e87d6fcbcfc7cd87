"""What the program wears: a theme costs each window that there is or comes, so a test takes off what it put on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.ui.kit.theme import themes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class Clothes:
    """Style sheet, palette and font of the program and the theme they are of, to be put back."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._sheet, self._palette, self._font = app.styleSheet(), app.palette(), app.font()
        self._theme, self._size = themes().current, themes().size

    def put_back(self) -> None:
        """Wear these again, where others are worn."""
        held = themes()
        if (self._app.styleSheet(), held.current, held.size) == (self._sheet, self._theme, self._size):
            return
        self._app.setFont(self._font)
        self._app.setPalette(self._palette)
        self._app.setStyleSheet(self._sheet)
        held.current, held._choice, held._size = self._theme, self._theme.id, self._size
        held.changed.emit()
