"""The chapters panel: the list with its buttons and keys. Every edit goes through ``studio.do`` and can be undone."""

from __future__ import annotations

import logging
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDragMoveEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from studio_app.domain.edits.book import (
    add_chapter,
    include_chapters,
    merge_chapters,
    move_chapters,
    remove_chapters,
    rename_chapter,
    split_chapter,
)
from studio_app.domain.errors import LecternError
from studio_app.domain.manuscript import Chapter
from studio_app.session.states import StatesChanged
from studio_app.session.studio import Edited
from studio_app.ui.chapters.model import ChapterModel, Moved
from studio_app.ui.chapters.row import ChapterRow
from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import EmptyState, IconButton, button, label
from studio_app.ui.kit.throttle import Debounce

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studio_app.domain.edits.change import Change
    from studio_app.domain.project import Project
    from studio_app.session.states import ChapterState, States
    from studio_app.session.studio import Studio

logger = logging.getLogger(__name__)

INITIATOR = "chapters"
#: While arrow keys run down the list the editor waits until they rest.
_REST_MS = 120


class ChapterList(QListView):
    """The list itself, with its keys.

    Signals:
        opened(int): Enter or a double click on a chapter.
        toggled(), removed(), stepped(int): Space, Delete, Alt+Up or Alt+Down.
        menu_requested(QPoint): where, in global coordinates.
    """

    opened = Signal(int)
    toggled = Signal()
    removed = Signal()
    stepped = Signal(int)
    menu_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._over = QModelIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what the keys of a list do here."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.opened.emit(self.currentIndex().row())
            case Qt.Key.Key_Space if not event.modifiers():
                self.toggled.emit()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.removed.emit()
            case Qt.Key.Key_F2:
                self.edit(self.currentIndex())
            case Qt.Key.Key_Up | Qt.Key.Key_Down if alt:
                self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            case _:
                super().keyPressEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Note which chapter is dragged over."""
        super().dragMoveEvent(event)
        self._over = self.indexAt(event.position().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the list, and where what is dragged would go: Qt's line is black in every theme."""
        super().paintEvent(event)
        dragging = self.state() == QAbstractItemView.State.DraggingState
        if not dragging or self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.OnViewport:
            return
        rect = self.visualRect(self._over)
        below = self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.BelowItem
        y = rect.bottom() if below else rect.top()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 3))
        painter.drawLine(rect.left() + 6, y, rect.right() - 6, y)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu, at the chapter where a key opened it."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_requested.emit(at)


class ChaptersPanel(QWidget):
    """Shows and edits the chapters of an open project.

    Signals:
        chapter_chosen(chapter id): show it. chapter_opened(chapter id): show it and go there with the keyboard.
        generate_requested(tuple of chapter ids), play_requested(chapter id): wishes.
        split_requested(): split the chapter shown where its cursor is.
    """

    chapter_chosen = Signal(int)
    chapter_opened = Signal(int)
    generate_requested = Signal(object)
    play_requested = Signal(int)
    split_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel.chapters")
        self.setAccessibleName(self.tr("Chapters"))
        self._studio: Studio | None = None
        self._states: States | None = None
        self._stop_listening: list[Callable[[], None]] = []
        self._quiet = False
        self.model = ChapterModel(self._state_of)
        # Lists ask again and again how many rows there are. Here it is Qt that answers, not Python: half the time for 2,000.
        self._rows = QSortFilterProxyModel(self)
        self._rows.setDynamicSortFilter(False)
        self._rows.setSourceModel(self.model)
        self._build()
        self._connect()
        self._fill()

    def _build(self) -> None:
        self.title = label(self.tr("Chapters"), "heading")
        self.add_button = self._button("add", self.tr("Add a chapter"), self.add)
        self.split_button = self._button("split", self.tr("Split the chapter at the cursor"), self.split_requested.emit)
        self.merge_button = self._button("merge", self.tr("Merge the selected chapters"), self.merge)
        self.remove_button = self._button("remove", self.tr("Delete the selected chapters"), self.remove)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 6, 4)
        head.setSpacing(2)
        head.addWidget(self.title, 1)
        for made in (self.add_button, self.split_button, self.merge_button, self.remove_button):
            head.addWidget(made)
        self.list = self._build_list()
        self.error = label("", "danger", wrap=True)
        self.error.setObjectName("chapters.error")
        self.error.setContentsMargins(12, 4, 12, 8)
        self.error.hide()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._stack, 1)
        column.addWidget(self.error)
        self.setFocusProxy(self.list)
        # Who comes to the panel by Tab is at its list at once; what stands above the list comes after it.
        stops = (self.list, self.add_button, self.split_button, self.merge_button, self.remove_button)
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)
        self._rest = Debounce(_REST_MS, self._rested, self)

    def _button(self, name: str, text: str, call: Callable[[], object]) -> IconButton:
        button = IconButton(name, text)
        button.setObjectName(f"chapters.{name}")
        button.clicked.connect(lambda _=False: call())
        return button

    def _build_list(self) -> ChapterList:
        view = ChapterList()
        view.setObjectName("chapters.list")
        view.setAccessibleName(self.tr("Chapters of the book"))
        view.setAccessibleDescription(
            self.tr("Space includes or leaves out, F2 renames, Alt with the arrows moves, Delete deletes.")
        )
        view.setModel(self._rows)
        view.setItemDelegate(ChapterRow(view))
        view.setUniformItemSizes(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setDragDropOverwriteMode(False)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        return view

    def _build_empty(self) -> QWidget:
        self._nothing = EmptyState("chapters", "")
        self.first_button = button(self.tr("Add a chapter"), self.add)
        self._nothing.add(self.first_button)
        return self._nothing

    def _connect(self) -> None:
        self.model.rename_requested.connect(self.rename)
        self.model.include_requested.connect(lambda chapter_id, on: self.include((chapter_id,), included=on))
        self.model.move_requested.connect(self._dropped)
        view = self.list
        view.selectionModel().currentChanged.connect(self._current_changed)
        view.selectionModel().selectionChanged.connect(self._selection_changed)
        view.clicked.connect(lambda _index: self._rest.flush())
        view.doubleClicked.connect(lambda index: self._opened(index.row()))
        view.opened.connect(self._opened)
        view.toggled.connect(self.toggle)
        view.removed.connect(self.remove)
        view.stepped.connect(self.step)
        view.menu_requested.connect(lambda at: self.menu().popup(at))
        theme.themes().changed.connect(view.viewport().update)

    # What is shown

    def show_project(self, studio: Studio | None, states: States | None) -> None:
        """Take another project, or none."""
        for stop in self._stop_listening:
            stop()
        self._stop_listening = []
        self._studio, self._states = studio, states
        if studio is not None:
            self._stop_listening = [
                studio.announce.listen(Edited, self._edited),
                studio.announce.listen(StatesChanged, lambda event: self.model.touch(event.chapter_ids)),
            ]
        self.error.hide()
        self.model.current = None
        self.model.editable = studio is not None and not studio.file.read_only
        self._fill()

    def show_paid(self, paid: Mapping[int, str]) -> None:
        """Tell what was paid for each chapter, in words."""
        self.model.show_paid(paid)

    def _fill(self) -> None:
        project = self._project
        self._quiet = True
        self.model.show(() if project is None else project.chapters)
        self._quiet = False
        self._stack.setCurrentIndex(1 if self.model.chapters else 0)
        self.first_button.setVisible(project is not None)
        self._nothing.show_text(
            self.tr("No project is open.") if project is None else self.tr("This book has no chapters yet.")
        )
        self._selection_changed()

    @property
    def _project(self) -> Project | None:
        return None if self._studio is None else self._studio.project

    def _state_of(self, chapter_id: int) -> ChapterState | None:
        return None if self._states is None else self._states.chapter(chapter_id)

    def _edited(self, event: Edited) -> None:
        if any(isinstance(record, Chapter) for row in event.change.rows for record in (row.before, row.after)):
            self._fill()

    # Current and selected

    @property
    def current(self) -> int | None:
        """Return the chapter shown in the editor."""
        return self.model.current

    def set_current(self, chapter_id: int | None) -> None:
        """Mark the chapter that the editor shows, and go to it in the list."""
        self.model.set_current(chapter_id)
        index = self._index_of(chapter_id)
        if index.isValid() and index != self.list.currentIndex():
            self._quiet = True
            self.list.setCurrentIndex(index)
            self._quiet = False

    def _index_of(self, chapter_id: int | None) -> QModelIndex:
        """Return the index of a chapter in the list, an invalid one where it is not there."""
        return self._rows.index(self.model.row_of(chapter_id), 0)

    @property
    def selected(self) -> tuple[int, ...]:
        """Return the ids of the selected chapters in order, else of the current one."""
        selection = self.list.selectionModel().selection()
        ranges = [selection.at(n) for n in range(selection.count())]
        rows = sorted({row for found in ranges for row in range(found.top(), found.bottom() + 1)})
        if not rows and self.list.currentIndex().isValid():
            rows = [self.list.currentIndex().row()]
        return tuple(self.model.chapters[row].id for row in rows)

    def _selection_changed(self) -> None:
        selected = self.selected
        writable = self.model.editable
        self.merge_button.setEnabled(writable and len(selected) > 1)
        self.remove_button.setEnabled(writable and bool(selected))
        self.split_button.setEnabled(writable and self.model.current is not None)
        self.add_button.setEnabled(writable)

    def _current_changed(self, index: QModelIndex) -> None:
        if not self._quiet and index.isValid():
            self._rest.ask()

    def _rested(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.model.chapters) and (chapter_id := self.model.chapters[row].id) != self.model.current:
            self.chapter_chosen.emit(chapter_id)

    def _opened(self, row: int) -> None:
        if 0 <= row < len(self.model.chapters):
            self._rest.cancel()
            self.chapter_opened.emit(self.model.chapters[row].id)

    def _select(self, chapter_ids: tuple[int, ...]) -> None:
        """Select these chapters and go to the first."""
        model, wanted = self.list.selectionModel(), QItemSelection()
        found = [index for i in chapter_ids if (index := self._index_of(i)).isValid()]
        for index in found:
            wanted.select(index, index)
        if found:
            model.setCurrentIndex(found[0], QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # Edits

    def _do(self, made: Callable[[Project], tuple[Project, Change]]) -> Change | None:
        """Make an edit; where it is refused, say so under the list."""
        if self._studio is None:
            return None
        try:
            change = self._studio.do(made(self._studio.project))
        except LecternError as error:
            logger.warning("An edit of chapters was refused: %s %s", type(error).__name__, error.detail)
            self.error.setText(error.sentence)
            self.error.show()
            return None
        self.error.hide()
        return change

    def add(self) -> None:
        """Add an empty chapter behind the selected ones and let its title be written."""
        after = self.selected[-1] if self.selected else None
        title = self.tr("Chapter {number}").format(number=len(self.model.chapters) + 1)
        change = self._do(lambda project: add_chapter(project, title, after, initiator=INITIATOR))
        if (new := _new_chapter(change)) is not None:
            self._select((new,))
            self.list.setFocus()
            self.list.edit(self._index_of(new))

    def split(self, chapter_id: int, paragraph_id: int, offset: int = 0) -> None:
        """Let a chapter of its own begin at a code point of a paragraph."""
        change = self._do(lambda project: split_chapter(project, chapter_id, paragraph_id, offset, initiator=INITIATOR))
        if (new := _new_chapter(change)) is not None:
            self._select((new,))

    def merge(self) -> None:
        """Make one chapter of the selected ones."""
        ids = self.selected
        if len(ids) > 1 and self._do(lambda project: merge_chapters(project, ids, initiator=INITIATOR)):
            self._select(ids[:1])

    def remove(self) -> None:
        """Delete the selected chapters; undo brings them back."""
        ids = self.selected
        if not ids:
            return
        row = self.model.row_of(ids[-1])
        gone = set(ids)
        left = [c.id for n, c in enumerate(self.model.chapters) if c.id not in gone and n > row]
        left = left or [c.id for c in self.model.chapters if c.id not in gone][-1:]
        if self._do(lambda project: remove_chapters(project, ids, initiator=INITIATOR)):
            self._select(tuple(left[:1]))

    def rename(self, chapter_id: int, title: str) -> None:
        """Give a chapter another title."""
        self._do(lambda project: rename_chapter(project, chapter_id, title, initiator=INITIATOR))

    def edit_title(self) -> None:
        """Let the title of the current chapter be written in the list."""
        self.list.setFocus()
        self.list.edit(self.list.currentIndex())

    def include(self, chapter_ids: tuple[int, ...], *, included: bool) -> None:
        """Include chapters or leave them out."""
        self._do(lambda project: include_chapters(project, chapter_ids, included=included, initiator=INITIATOR))

    def toggle(self) -> None:
        """Include the selected chapters; where all are included already, leave them out."""
        ids = self.selected
        on = all(self.model.chapters[self.model.row_of(chapter_id)].included for chapter_id in ids)
        if ids:
            self.include(ids, included=not on)

    def step(self, by: int) -> None:
        """Move the selected chapters one place up (-1) or down (1)."""
        ids = self.selected
        rows = [self.model.row_of(chapter_id) for chapter_id in ids]
        order = [c.id for c in self.model.chapters]
        if not rows or (by < 0 and rows[0] == 0) or (by > 0 and rows[-1] == len(order) - 1):
            return
        to = rows[0] - 1 if by < 0 else rows[-1] + 2
        self._move(ids, next((i for i in order[to:] if i not in ids), None))

    def _dropped(self, moved: Moved) -> None:
        order = [c.id for c in self.model.chapters]
        before = moved.before
        if before in moved.chapter_ids:
            before = next((i for i in order[order.index(before) :] if i not in moved.chapter_ids), None)
        self._move(moved.chapter_ids, before)

    def _move(self, chapter_ids: tuple[int, ...], before: int | None) -> None:
        if self._do(lambda project: move_chapters(project, chapter_ids, before, initiator=INITIATOR)):
            self._select(chapter_ids)

    # Menu

    def menu(self) -> QMenu:
        """Return the menu for the selected chapters; it deletes itself when closed."""
        ids = self.selected
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Chapters"))
        menu.aboutToHide.connect(menu.deleteLater)
        if ids:
            menu.addAction(self.tr("Play"), lambda: self.play_requested.emit(ids[0]))
            menu.addAction(self.tr("Generate"), lambda: self.generate_requested.emit(ids))
            menu.addSeparator()
            self._add(menu, self.tr("Rename"), self.edit_title, "F2")
            self._add(menu, self.tr("Include or leave out"), self.toggle, "Space")
            self._add(menu, self.tr("Move up"), lambda: self.step(-1), "Alt+Up")
            self._add(menu, self.tr("Move down"), lambda: self.step(1), "Alt+Down")
            menu.addSeparator()
        menu.addAction(self.tr("Add a chapter"), self.add)
        if ids:
            split = menu.addAction(self.tr("Split at the cursor"), self.split_requested.emit)
            split.setEnabled(self.model.current is not None)
            menu.addAction(self.tr("Merge"), self.merge).setEnabled(len(ids) > 1)
            menu.addSeparator()
            self._add(menu, self.tr("Delete"), self.remove, "Del")
        return menu

    def _add(self, menu: QMenu, text: str, call: Callable[[], object], key: str) -> None:
        menu.addAction(text, call).setShortcut(QKeySequence(key))


def _new_chapter(change: Change | None) -> int | None:
    """Return the id of the chapter a change made, None where it made none."""
    rows = () if change is None else change.rows
    return next((row.after.id for row in rows if row.before is None and isinstance(row.after, Chapter)), None)
