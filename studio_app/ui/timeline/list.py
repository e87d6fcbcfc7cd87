"""The list of clips: the equal of the canvas for the keyboard and for who hears the screen. Cells are edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from studio_app.domain.edits.timeline import alike
from studio_app.domain.timeline import Mode
from studio_app.ui.kit import theme
from studio_app.ui.timeline import words
from studio_app.ui.timeline.clip_model import CLIP, ClipModel, Column

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QPainter, QResizeEvent

    from studio_app.domain.timeline import Clip, Timeline, Track

_Index = QModelIndex | QPersistentModelIndex
#: Widths in pixels at the usual text size; the text has the rest, and at least that.
_WIDTHS = {
    Column.TRACK: 112,
    Column.START: 104,
    Column.END: 104,
    Column.LENGTH: 104,
    Column.MODE: 92,
    Column.STATE: 150,
    Column.STRETCH: 150,
}
_TEXT = 240


class ClipList(QTableView):
    """Shows a ``ClipModel``. Its selection is a selection model that other views share.

    Signals:
        visited(clip id): another clip is the current one, by mouse or key.
        menu_requested(QPoint): where, in global coordinates.
        play_requested(clip id): Ctrl+Enter.
    """

    visited = Signal(int)
    menu_requested = Signal(object)
    play_requested = Signal(int)

    def __init__(self, model: ClipModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.list")
        self.setAccessibleName(self.tr("Clips in order of time"))
        self.setAccessibleDescription(
            self.tr(
                "Arrows go from cell to cell, F2 or Enter edits one, Shift and the arrows select, the menu key opens more."
            )
        )
        self.clips = model
        self.setModel(model)
        self.setItemDelegate(ClipCell(self))
        self._look()
        self.selectionModel().currentRowChanged.connect(self._visit)
        theme.themes().changed.connect(self._size)

    def _look(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        self.setCornerButtonEnabled(False)
        for header in (rows, columns):
            # A header that knows what is selected asks of all rows whether they are, each time it is painted.
            header.setSelectionModel(QItemSelectionModel(self.clips, header))
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._size()

    def _size(self) -> None:
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.scaled(width))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self._stretch()

    def _stretch(self) -> None:
        """Give the text what the other columns leave."""
        others = sum(self.columnWidth(column) for column in _WIDTHS)
        self.setColumnWidth(Column.TEXT, max(theme.scaled(_TEXT), self.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the text be as wide as there is room."""
        super().resizeEvent(event)
        self._stretch()

    # What is chosen

    @property
    def current(self) -> Clip | None:
        """Return the clip of the current row."""
        return self.clips.clip_at(self.currentIndex().row())

    @property
    def selection(self) -> tuple[int, ...]:
        """Return the ids of the clips that are selected, in order of time."""
        held = self.selectionModel().selection()
        ranges = sorted((held.at(n).top(), held.at(n).bottom()) for n in range(held.count()))
        return tuple(dict.fromkeys(clip_id for top, bottom in ranges for clip_id in self.clips.ids(top, bottom)))

    def select(self, clip_ids: Collection[int]) -> None:
        """Select these clips; the first becomes the current one where none of them is."""
        runs = self.clips.runs_of(clip_ids)
        wanted = QItemSelection()
        for top, bottom in runs:
            wanted.append(QItemSelectionRange(self.clips.index(top, 0), self.clips.index(bottom, len(Column) - 1)))
        picked, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        if runs and not wanted.contains(self.currentIndex()):
            column = max(0, self.currentIndex().column())
            picked.setCurrentIndex(self.clips.index(runs[0][0], column), flags.NoUpdate)
        picked.select(wanted, flags.ClearAndSelect)
        if runs:
            self.scrollTo(self.currentIndex())

    def enter(self) -> None:
        """Take the keyboard, with a current row if there is any."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid() and self.clips.rowCount():
            self.setCurrentIndex(self.clips.index(0, Column.TEXT))

    def write(self, clip_id: int) -> None:
        """Let the text of a clip be written."""
        row = self.clips.row_of(clip_id)
        if row >= 0:
            at = self.clips.index(row, Column.TEXT)
            self.setCurrentIndex(at)
            self.edit(at)

    def _visit(self, now: QModelIndex, _before: QModelIndex) -> None:
        clip = self.clips.clip_at(now.row())
        if clip is not None:
            self.visited.emit(clip.id)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep the list's own keys from the window's shortcuts while the keyboard is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Edit on Enter, play on Ctrl+Enter; the rest is Qt's."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.state() != QAbstractItemView.State.EditingState:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if (clip := self.current) is not None:
                    self.play_requested.emit(clip.id)
            elif self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's name
        """Look for nothing: letters are edits."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu, at the clip where a key opened it."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_requested.emit(at)


def _own(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class ClipCell(QStyledItemDelegate):
    """Makes the fields in which cells are edited: a choice of tracks or durations, or a line."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: N802 - Qt's
        """Return the field for a cell."""
        column = Column(index.column())
        name = str(index.model().headerData(column, Qt.Orientation.Horizontal))
        if column in (Column.TRACK, Column.MODE):
            made = QComboBox(parent)
            clip, model = index.data(CLIP), index.model()
            assert isinstance(model, ClipModel)
            for value, text in _choices(column, clip, model.timeline):
                made.addItem(text, value)
            made.activated.connect(lambda _: self._done(made))
            made.setAccessibleName(name)
            return made
        field = super().createEditor(parent, option, index)
        if isinstance(field, QLineEdit):
            field.setFrame(False)
        field.setAccessibleName(name)
        return field

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a cell; a frame says in which one the keyboard is."""
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()

    def _done(self, field: QWidget) -> None:
        self.commitData.emit(field)
        self.closeEditor.emit(field)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 - Qt's name
        """Show what the cell holds."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:  # noqa: N802 - Qt's name
        """Wish what was chosen or written."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """Give the field the room it needs, which may be more than the row is high."""
        rect = option.rect
        height = max(rect.height(), editor.sizeHint().height())
        editor.setGeometry(rect.x(), rect.center().y() - height // 2, rect.width(), height)


def _choices(column: Column, clip: Clip, timeline: Timeline) -> list[tuple[object, str]]:
    if column is Column.MODE:
        return [(mode.value, words.mode(mode)) for mode in Mode]
    return [(track.id, track.name) for track in like(timeline, clip)]


def like(timeline: Timeline, clip: Clip) -> list[Track]:
    """Return the tracks that a clip can be on."""
    own = timeline.track(clip.track_id)
    return [track for track in timeline.tracks if alike(own, track)]
