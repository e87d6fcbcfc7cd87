"""The rows of the import preview: chapters, and the first lines of one. Both stay quick however long the book is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from studio_app.domain.manuscript import Kind
from studio_app.ui.kit import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent

    from studio_app.domain.manuscript import DraftChapter, DraftParagraph
    from studio_app.ui.start.preview_outline import Entry, Outline

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
TITLE, WORDS, LENGTH = range(3)
#: How deep a chapter stands, 0 for the top.
LEVEL = _Role.UserRole
_INDENT = 18
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CHECKED = Qt.CheckState.Checked
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TITLE_FLAGS = _FLAGS | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
#: Roles as plain numbers: a view asks for thousands of them each time it draws.
_DISPLAY, _EDIT, _TIP = (int(role) for role in (_Role.DisplayRole, _Role.EditRole, _Role.ToolTipRole))
_CHECK, _FOREGROUND = int(_Role.CheckStateRole), int(_Role.ForegroundRole)
_ALIGNMENT, _SPOKEN = int(_Role.TextAlignmentRole), int(_Role.AccessibleTextRole)
_FONT, _LEVEL = int(_Role.FontRole), int(LEVEL)
#: From so many changed rows on the view is drawn anew as a whole; asking about each of thousands takes longer.
_MANY = 50
#: So much of a paragraph is shown.
_OPENING = 400
#: So many paragraphs are laid out at first; when the person comes to the last one, there are twice as many.
_AT_FIRST = 500
#: What the style keeps free beside a paragraph, and what is between one and the next.
_SIDES, _GAP = 24, 10
_SIGNS = {Kind.SCENE_BREAK: "⁂", Kind.ALT_TEXT: "▣", Kind.LIST_ITEM: "•", Kind.FOOTNOTE: "†"}


class ChapterRows(QAbstractTableModel):
    """The outline as rows: hand it another one, it tells the view only what changed.

    Args:
        amounts_of: words and length of a chapter as text.

    Signals:
        ticked: (row, whether it is on now); the outline is for others to change.
        named: (row, title).
        much_changed: so many rows look different that the view is to be drawn anew.
    """

    much_changed = Signal()
    ticked = Signal(int, bool)
    named = Signal(int, str)

    def __init__(self, amounts_of: Callable[[DraftChapter], tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._amounts_of = amounts_of
        self._outline: Outline = ()
        self.retheme()
        self._names = (self.tr("Chapter"), self.tr("Words"), self.tr("Length"))

    def replace(self, outline: Outline) -> None:
        """Show another outline. What stands in both stays where it is: current row, selection, scroll."""
        old = self._outline
        head = _same(old, outline)
        tail = _same(old[head:][::-1], outline[head:][::-1])
        if gone := len(old) - head - tail:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            self._outline = old = (*old[:head], *old[len(old) - tail :])
            self.endRemoveRows()
        if come := len(outline) - head - tail:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._outline = old = (*old[:head], *outline[head : head + come], *old[head:])
            self.endInsertRows()
        self._outline = outline
        changed = [row for row, (before, now) in enumerate(zip(old, outline, strict=True)) if before is not now]
        if changed:
            self.refresh(changed[0], changed[-1])

    def refresh(self, first: int, last: int) -> None:
        """Read these rows again."""
        if last - first >= _MANY:
            self.much_changed.emit()
            return
        for row in range(first, last + 1):
            for column in (TITLE, WORDS, LENGTH):  # a range of cells would have the whole view drawn
                cell = self.index(row, column)
                self.dataChanged.emit(cell, cell)

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """Return how many chapters there are."""
        return 0 if parent is not None and parent.isValid() else len(self._outline)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """Return 3: title, words, length."""
        return 0 if parent is not None and parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:  # noqa: N802  Qt's name
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal:
            if role == _Role.DisplayRole:
                return self._names[section]
            if role == _Role.TextAlignmentRole and section != TITLE:
                return _RIGHT
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let titles be ticked and edited."""
        return _TITLE_FLAGS if index.column() == TITLE else _FLAGS

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Return what a cell says and how it looks."""
        entry, column = self._outline[index.row()], index.column()
        if role == _DISPLAY:
            return self._title(entry) if column == TITLE else self._amounts_of(entry.chapter)[column - 1]
        if role == _FOREGROUND:
            return self._colours[entry.included]
        if role == _ALIGNMENT:
            return None if column == TITLE else _RIGHT
        if column != TITLE:
            return None
        if role == _CHECK:
            return _CHECKED if entry.included else Qt.CheckState.Unchecked
        if role == _LEVEL:
            return entry.chapter.level
        if role in (_EDIT, _TIP):
            return entry.chapter.title
        return self._spoken(entry) if role == _SPOKEN else None

    def retheme(self) -> None:
        """Take the colours of the theme in force."""
        self._colours = (theme.colour("dim"), theme.colour("text"))

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:  # noqa: N802  Qt's name
        """Tell what the person did; the row changes when the outline does."""
        if role == _Role.CheckStateRole:
            self.ticked.emit(index.row(), Qt.CheckState(value) == _CHECKED)
        elif role == _Role.EditRole:
            self.named.emit(index.row(), str(value))
        return True

    def _title(self, entry: Entry) -> str:
        return entry.chapter.title or self.tr("Untitled")

    def _spoken(self, entry: Entry) -> str:
        count, length = self._amounts_of(entry.chapter)
        on = self.tr("on") if entry.included else self.tr("off")
        words = self.tr("words: {count}").format(count=count)  # "…" while they are being counted
        return ", ".join((self._title(entry), on, words, length))


class ChapterList(QTreeView):
    """The rows of an outline, each as deep as its level says.

    Signals:
        toggle_requested: the selected chapters are to be switched on or off.
    """

    toggle_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setItemDelegateForColumn(TITLE, Indented(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Switch the selected chapters with Space; everything else is as in any list."""
        if event.key() == Qt.Key.Key_Space and self.state() != QAbstractItemView.State.EditingState:
            self.toggle_requested.emit()
        else:
            super().keyPressEvent(event)


class Indented(QStyledItemDelegate):
    """Draws a title, its tick box and its editor as far to the right as the chapter is deep."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw it."""
        super().paint(painter, _moved(option, index), index)

    def editorEvent(  # noqa: N802  Qt's name
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Look for the tick box where it is drawn."""
        return super().editorEvent(event, model, _moved(option, index), index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: N802  Qt's name
        """Put the editor where the title is."""
        super().updateEditorGeometry(editor, _moved(option, index), index)


def _moved(option: QStyleOptionViewItem, index: _Index) -> QStyleOptionViewItem:
    moved = QStyleOptionViewItem(option)
    moved.rect = option.rect.adjusted(_INDENT * int(index.data(LEVEL) or 0), 0, 0, 0)
    return moved


class Openings(QAbstractListModel):
    """The first lines of a chapter's paragraphs. More and more of them are there as the person comes to the end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paragraphs: tuple[DraftParagraph, ...] = ()
        self._there = 0

    def show_paragraphs(self, paragraphs: tuple[DraftParagraph, ...]) -> bool:
        """Show another chapter; return whether it is another one."""
        if paragraphs is self._paragraphs:
            return False
        self.beginResetModel()
        self._paragraphs = paragraphs
        self._there = min(_AT_FIRST, len(paragraphs))
        self.endResetModel()
        return True

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """Return how many are laid out."""
        return 0 if parent is not None and parent.isValid() else self._there

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802  Qt's name
        """Return whether there are more."""
        return not parent.isValid() and self._there < len(self._paragraphs)

    def fetchMore(self, parent: _Index) -> None:  # noqa: N802  Qt's name
        """Let there be twice as many."""
        if self.canFetchMore(parent):
            more = min(self._there, len(self._paragraphs) - self._there)
            self.beginInsertRows(QModelIndex(), self._there, self._there + more - 1)
            self._there += more
            self.endInsertRows()

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Return a paragraph's sign and first lines; headings are bold."""
        if role in (_DISPLAY, _SPOKEN):
            return _opening(self._paragraphs[index.row()])
        if role == _FONT and self._paragraphs[index.row()].kind is Kind.HEADING:
            return theme.font(bold=True)
        return None


class OpeningList(QTreeView):
    """The paragraphs, each as high as its lines. Only those in view are measured."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setItemDelegate(_Wrapped(self))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class _Wrapped(QStyledItemDelegate):
    """Gives a paragraph the room that its lines take in the width of the view."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  Qt's name
        """Return that room."""
        usual = super().sizeHint(option, index)
        view = self.parent()
        assert isinstance(view, QTreeView)
        font = index.data(_FONT) or view.font()
        width = view.viewport().width() - _SIDES
        flags = int(Qt.TextFlag.TextWordWrap)
        text = QFontMetrics(font).boundingRect(0, 0, width, 1 << 20, flags, index.data())
        return QSize(usual.width(), text.height() + _GAP)


def _opening(paragraph: DraftParagraph) -> str:
    text = paragraph.text if len(paragraph.text) <= _OPENING else paragraph.text[:_OPENING] + "…"
    return " ".join(part for part in (_SIGNS.get(paragraph.kind, ""), text) if part)


def _same(one: Outline, other: Outline) -> int:
    count = 0
    for before, now in zip(one, other, strict=False):
        if before.number != now.number:
            break
        count += 1
    return count
