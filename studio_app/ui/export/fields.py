"""What is said about the book: the fields of the export dialog that go into the tags."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from studio_app.ui.kit.controls import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

    from studio_app.domain.manuscript import Metadata
    from studio_app.session.states import ChapterState

    StateOf = Callable[[int], ChapterState | None]

_SEVERAL = ";"


def authors_of(text: str) -> tuple[str, ...]:
    """Return the authors in a line; several are parted by semicolons, because commas stand inside names."""
    return tuple(name.strip() for name in text.split(_SEVERAL) if name.strip())


class MetadataForm(QWidget):
    """Fields for what goes into the tags. ``changed`` comes when a field is left; it may say what it said before."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: Metadata | None = None
        form = QGridLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(2)
        self._lines: dict[str, QLineEdit] = {}
        for name, text, hint, row, column, width in (
            ("title", self.tr("Title"), "", 0, 0, 2),
            ("authors", self.tr("Author"), self.tr("Several: with ; between them"), 1, 0, 2),
            ("narrator", self.tr("Narrator"), self.tr("Who reads"), 2, 0, 1),
            ("publisher", self.tr("Publisher"), "", 2, 1, 1),
            ("isbn", self.tr("ISBN"), self.tr("Of the audiobook"), 3, 0, 1),
            ("language", self.tr("Language"), self.tr("Like en, de-AT"), 3, 1, 1),
        ):
            line = QLineEdit(self)
            line.setObjectName(f"export.{name}")
            line.setAccessibleName(text)
            line.setAccessibleDescription(hint)
            line.setPlaceholderText(hint)
            line.editingFinished.connect(self.changed)
            self._lines[name] = line
            form.addWidget(label(text, "small", self), 3 * row, column, 1, width)
            form.addWidget(line, 3 * row + 1, column, 1, width)
            form.setRowMinimumHeight(3 * row + 2, 6)
        self._description = _Description(self)
        self._description.left.connect(self.changed)
        self._description.setObjectName("export.description")
        self._description.setAccessibleName(self.tr("Description"))
        self._description.setTabChangesFocus(True)
        self._description.setFixedHeight(96)
        form.addWidget(label(self.tr("Description"), "small", self), 12, 0, 1, 2)
        form.addWidget(self._description, 13, 0, 1, 2)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (*self._lines.values(), self._description)

    def show_metadata(self, metadata: Metadata) -> None:
        """Fill the fields."""
        self._before = metadata
        for name, line in self._lines.items():
            value = getattr(metadata, name)
            line.setText(f"{_SEVERAL} ".join(value) if name == "authors" else value)
            line.setCursorPosition(0)
        self._description.setPlainText(metadata.description)

    @property
    def metadata(self) -> Metadata:
        """What the fields say now; what they do not hold stays as it was."""
        assert self._before is not None
        said = {name: line.text().strip() for name, line in self._lines.items()}
        authors = authors_of(said.pop("authors"))
        description = self._description.toPlainText().strip()
        if description == self._before.description.strip():
            description = self._before.description
        return replace(self._before, authors=authors, description=description, **said)  # type: ignore[arg-type]


class _Description(QPlainTextEdit):
    """Several lines; ``left`` when the focus goes elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Tell that the text is written."""
        super().focusOutEvent(event)
        self.left.emit()
