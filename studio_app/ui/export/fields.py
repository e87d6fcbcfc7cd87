"""The two halves of the export dialog that hold values: what is said about the book, and which chapters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

    from studio_app.domain.manuscript import Metadata
    from studio_app.domain.project import Project
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


class ChapterChoice(QWidget):
    """Which chapters are exported, and what each still lacks. ``changed`` comes with every change a person makes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._filling = False
        self._tree = QTreeWidget(self)
        self._tree.setObjectName("export.chapters")
        self._tree.setAccessibleName(self.tr("Chapters to export"))
        self._tree.setHeaderHidden(True)
        self._tree.setColumnCount(2)
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(16)
        self._tree.setUniformRowHeights(True)
        self._tree.header().setStretchLastSection(False)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self._tree.setMinimumHeight(112)
        self._tree.itemChanged.connect(self._item_changed)
        self._count = label("", "small", self)
        self._all = all_ = button(
            self.tr("All"), lambda: self._set_all(Qt.CheckState.Checked), kind="quiet", parent=self
        )
        self._none = none = button(
            self.tr("None"), lambda: self._set_all(Qt.CheckState.Unchecked), kind="quiet", parent=self
        )
        all_.setAccessibleName(self.tr("Choose all chapters"))
        none.setAccessibleName(self.tr("Choose no chapter"))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._count, 1)
        row.addWidget(all_)
        row.addWidget(none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._tree, 1)
        layout.addLayout(row)

    def show_project(self, project: Project, chosen: tuple[int, ...] | None, state_of: StateOf) -> None:
        """List the chapters; ``chosen`` None ticks those that are switched on."""
        self._project = project
        self._filling = True
        self._tree.clear()
        for chapter in project.chapters:
            item = QTreeWidgetItem(self._tree, [chapter.title or self.tr("Untitled"), ""])
            item.setData(0, Qt.ItemDataRole.UserRole, chapter.id)
            item.setToolTip(0, chapter.title)
            ticked = chapter.included if chosen is None else chapter.id in chosen
            item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for item in self._items()[:1]:
            self._tree.setCurrentItem(item)
        self._filling = False
        self.show_states(state_of)
        self._show_count()

    def show_states(self, state_of: StateOf) -> None:
        """Write beside each chapter how long it is, or what it lacks."""
        self._filling = True
        metrics, widest = self._tree.fontMetrics(), 0
        for item in self._items():
            text = self._state_text(state_of(item.data(0, Qt.ItemDataRole.UserRole)))
            item.setText(1, text)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(0)}, {text}" if text else item.text(0))
            widest = max(widest, metrics.horizontalAdvance(text))
        self._tree.header().resizeSection(1, widest + 24)
        self._filling = False

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (self._tree, self._all, self._none)

    @property
    def chapter_ids(self) -> tuple[int, ...]:
        """The chapters that are ticked, in the book's order."""
        ticked = (item for item in self._items() if item.checkState(0) == Qt.CheckState.Checked)
        return tuple(item.data(0, Qt.ItemDataRole.UserRole) for item in ticked)

    @property
    def wished(self) -> tuple[int, ...] | None:
        """As ``chapter_ids``; None where these are just the chapters that are switched on."""
        ids = self.chapter_ids
        usual = tuple(chapter.id for chapter in self._project.chapters if chapter.included) if self._project else ()
        return None if ids == usual else ids

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self._tree.topLevelItem(n) for n in range(self._tree.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _set_all(self, state: Qt.CheckState) -> None:
        self._filling = True
        for item in self._items():
            item.setCheckState(0, state)
        self._filling = False
        self._item_changed()

    def _item_changed(self, *_: object) -> None:
        if not self._filling:
            self._show_count()
            self.changed.emit()

    def _show_count(self) -> None:
        chosen, there = len(self.chapter_ids), self._tree.topLevelItemCount()
        text = self.tr("{chosen} of {count} chapters").format(chosen=amounts.count(chosen), count=amounts.count(there))
        self._count.setText(text)

    def _state_text(self, state: ChapterState | None) -> str:
        """Return what a chapter lacks, or how long it is; "" while nobody has looked."""
        if state is None:
            return ""
        lacking = state.segments - state.generated - state.stale
        if state.segments and lacking == state.segments:
            return self.tr("not generated")
        parts = []
        if lacking > 0:
            parts.append(self.tr("%Ln missing", "", lacking))
        if state.stale:
            parts.append(self.tr("%Ln outdated", "", state.stale))
        return " · ".join(parts) or amounts.length(state.seconds)
