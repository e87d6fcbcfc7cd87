"""Fields that tests and screen readers know by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from studio_app.ui.kit import theme

if TYPE_CHECKING:
    W = TypeVar("W", bound=QWidget)


def named(made: W, id_: str, name: str = "") -> W:
    """Return a widget with its object name, and the name that is read aloud where its own text does not say it."""
    made.setObjectName(id_)
    if name:
        made.setAccessibleName(name)
    return made


class Lines(QWidget):
    """A field for a few lines, as high as these: ``text``. By itself one would be squeezed to the least the style allows."""

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.text)
        self._size()
        theme.themes().changed.connect(self._size)

    def _size(self) -> None:
        self.setFixedHeight(self._lines * self.text.fontMetrics().lineSpacing() + 20)
