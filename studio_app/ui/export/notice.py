"""A strip in the export dialog that says what stands against it, with the way on beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import label, set_look

_MARKS = {"warning": ("warning", "warning"), "danger": ("failed", "danger")}


class Notice(QFrame):
    """One sentence with an icon and, below it, a row of controls. Hidden until it says something."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._kind = "warning"
        self._mark = QLabel(self)
        self._mark.setFixedSize(20, 20)
        self._text = label("", parent=self, wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ways: list[QWidget] = []
        self._ways = QHBoxLayout()
        self._ways.setSpacing(8)
        self._ways.addStretch(1)  # an empty row would hold the column to its own width, which is none
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._text)
        column.addLayout(self._ways)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        theme.themes().changed.connect(self._retheme)
        self._retheme()
        self.hide()

    def add_way(self, control: QWidget) -> None:
        """Put a control below the sentence."""
        self._ways.insertWidget(self._ways.count() - 1, control)
        self.ways.append(control)

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._text.text()

    def say(self, sentence: str, kind: str = "warning") -> None:
        """Show a sentence, "" for nothing. ``kind``: warning, danger."""
        self._kind = kind
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        set_look(self, f"banner-{kind}")
        self._retheme()
        self.setVisible(bool(sentence))

    def _retheme(self) -> None:
        name, role = _MARKS[self._kind]
        self._mark.setPixmap(icons.pixmap(name, 20, role))
