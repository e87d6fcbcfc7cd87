"""Which chapters are exported, and what each still lacks. Quick for thousands: only rows in view are put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTreeView, QVBoxLayout, QWidget

from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from studio_app.domain.manuscript import Chapter
    from studio_app.domain.project import Project
    from studio_app.session.states import ChapterState

    StateOf = Callable[[int], ChapterState | None]

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
#: Roles as plain numbers: a view asks for thousands of them each time it draws.
_DISPLAY, _TIP, _CHECK = int(_Role.DisplayRole), int(_Role.ToolTipRole), int(_Role.CheckStateRole)
_ALIGNMENT, _SPOKEN = int(_Role.TextAlignmentRole), int(_Role.AccessibleTextRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TITLE_FLAGS = _FLAGS | Qt.ItemFlag.ItemIsUserCheckable
_TITLE, _STATE = range(2)
#: Milliseconds between two looks at how far the chapters are.
_LOOK_MS = 1000


class ChapterTicks(QAbstractTableModel):
    """Chapters with a tick and a word on how far they are. ``changed`` comes with every tick a person sets or takes away."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chapters: tuple[Chapter, ...] = ()
        self.ticked: set[int] = set()
        self.state_of: StateOf = lambda _: None

    def show_chapters(self, chapters: tuple[Chapter, ...], ticked: set[int], state_of: StateOf) -> None:
        """Show other chapters."""
        self.beginResetModel()
        self.chapters, self.ticked, self.state_of = chapters, ticked, state_of
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """Return how many chapters there are."""
        return 0 if parent is not None and parent.isValid() else len(self.chapters)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """Return 2: title, and how far it is."""
        return 0 if parent is not None and parent.isValid() else 2

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let titles be ticked."""
        return _TITLE_FLAGS if index.column() == _TITLE else _FLAGS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says."""
        chapter, column = self.chapters[index.row()], index.column()
        if role == _DISPLAY:
            return self._title(chapter) if column == _TITLE else self.state_text(self.state_of(chapter.id))
        if role == _ALIGNMENT and column == _STATE:
            return _RIGHT
        if column != _TITLE:
            return None
        if role == _CHECK:
            return Qt.CheckState.Checked if chapter.id in self.ticked else Qt.CheckState.Unchecked
        if role == _TIP:
            return chapter.title
        if role == _SPOKEN:
            return ", ".join(
                part for part in (self._title(chapter), self.state_text(self.state_of(chapter.id))) if part
            )
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802  Qt's name
        """Take a tick over."""
        if role != _CHECK:
            return False
        chapter_id = self.chapters[index.row()].id
        (self.ticked.add if Qt.CheckState(value) == Qt.CheckState.Checked else self.ticked.discard)(chapter_id)
        self.dataChanged.emit(index, index)
        self.changed.emit()
        return True

    def state_text(self, state: ChapterState | None) -> str:
        """Return what a chapter lacks, or how long it is; "" while nobody has looked."""
        if state is None:
            return ""
        lacking = state.segments - state.generated - state.stale
        if state.segments and lacking == state.segments:
            return self.tr("not generated")
        return self._lacks(lacking, state.stale) or amounts.length(state.seconds)

    def widest(self) -> tuple[str, ...]:
        """Return texts, one of which is as wide as any state; finding it does not put all of them into words."""
        states = [state for chapter in self.chapters if (state := self.state_of(chapter.id)) is not None]
        missing = max((s.segments - s.generated - s.stale for s in states if s.generated or s.stale), default=0)
        stale = max((s.stale for s in states), default=0)
        bare = self.tr("not generated") if any(s.segments and not s.generated and not s.stale for s in states) else ""
        return (self._lacks(missing, stale), amounts.length(max((s.seconds for s in states), default=0.0)), bare)

    def _lacks(self, missing: int, stale: int) -> str:
        parts = (
            self.tr("%Ln missing", "", missing) if missing > 0 else "",
            self.tr("%Ln outdated", "", stale) if stale else "",
        )
        return " · ".join(part for part in parts if part)

    def _title(self, chapter: Chapter) -> str:
        return chapter.title or self.tr("Untitled")


class ChapterChoice(QWidget):
    """Which chapters are exported, and what each still lacks. ``changed`` comes with every change a person makes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual: tuple[int, ...] = ()
        self._ticks = ChapterTicks(self)
        self._ticks.changed.connect(self._ticked)
        self._list = _ChapterList(self)
        self._list.setObjectName("export.chapters")
        self._list.setAccessibleName(self.tr("Chapters to export"))
        self._list.setModel(self._ticks)
        header = self._list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Fixed)
        self._count = label("", "small", self)
        self._all = button(self.tr("All"), lambda: self._set_all(on=True), kind="quiet", parent=self)
        self._none = button(self.tr("None"), lambda: self._set_all(on=False), kind="quiet", parent=self)
        self._all.setAccessibleName(self.tr("Choose all chapters"))
        self._none.setAccessibleName(self.tr("Choose no chapter"))
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_states)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._count, 1)
        row.addWidget(self._all)
        row.addWidget(self._none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._list, 1)
        layout.addLayout(row)

    def show_project(self, project: Project, chosen: tuple[int, ...] | None, state_of: StateOf) -> None:
        """List the chapters; ``chosen`` None ticks those that are switched on."""
        self._usual = tuple(chapter.id for chapter in project.chapters if chapter.included)
        self._ticks.show_chapters(project.chapters, set(self._usual if chosen is None else chosen), state_of)
        if project.chapters:
            self._list.setCurrentIndex(self._ticks.index(0, _TITLE))
        self._show_states()
        self._show_count()

    def show_states(self, state_of: StateOf) -> None:
        """Write beside each chapter how long it is, or what it lacks, and look again each second while this is shown."""
        self._ticks.state_of = state_of
        self._show_states()
        self._look.start()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (self._list, self._all, self._none)

    @property
    def chapter_ids(self) -> tuple[int, ...]:
        """The chapters that are ticked, in the book's order."""
        return tuple(chapter.id for chapter in self._ticks.chapters if chapter.id in self._ticks.ticked)

    @property
    def wished(self) -> tuple[int, ...] | None:
        """As ``chapter_ids``; None where these are just the chapters that are switched on."""
        ids = self.chapter_ids
        return None if ids == self._usual else ids

    def _show_states(self) -> None:
        metrics = self._list.fontMetrics()
        width = max(metrics.horizontalAdvance(text) for text in self._ticks.widest()) + 24
        if width != self._list.header().sectionSize(_STATE):
            self._list.header().resizeSection(_STATE, width)
        self._list.viewport().update()

    def _set_all(self, *, on: bool) -> None:
        self._ticks.ticked = {chapter.id for chapter in self._ticks.chapters} if on else set()
        self._list.viewport().update()
        self._ticked()

    def _ticked(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        chosen, there = len(self._ticks.ticked), len(self._ticks.chapters)
        text = self.tr("{chosen} of {count} chapters", "", there)
        text = text.format(chosen=amounts.count(chosen), count=amounts.count(there))
        self._count.setText(text)


class _ChapterList(QTreeView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setMinimumHeight(112)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Tick with Space, whichever column was clicked last."""
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            title = self.model().index(row, _TITLE)
            on = Qt.CheckState(title.data(_CHECK)) == Qt.CheckState.Checked
            self.model().setData(title, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, _CHECK)
        else:
            super().keyPressEvent(event)
