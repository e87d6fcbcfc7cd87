"""The cards above the tracks: the text of the clips in order of time. A click goes there, a double click or F2 writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio_app.ui.kit import theme
from studio_app.ui.kit.dots import draw_dot
from studio_app.ui.timeline import words
from studio_app.ui.timeline.canvas_look import track_colour
from studio_app.ui.timeline.clip_model import CLIP, ClipModel, Column

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel
    from PySide6.QtGui import QWheelEvent

    from studio_app.domain.timeline import Clip

_Index = QModelIndex | QPersistentModelIndex
#: Width of a card and the room around its words, in pixels at the usual text size.
_WIDTH, _PAD = 220, 10
_WRITE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
#: Lines of text on a card.
_LINES = 2


class ClipCards(QListView):
    """Shows the clips of a ``ClipModel`` as cards in a row.

    Signals:
        visited(clip id): it is the current one. menu_requested(QPoint): in global coordinates.
    """

    visited = Signal(int)
    menu_requested = Signal(object)

    def __init__(self, model: ClipModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.cards")
        self.setAccessibleName(self.tr("Cards of the clips"))
        self.setAccessibleDescription(self.tr("Left and Right go from card to card, F2 or Enter writes on one."))
        self.clips = model
        self.setModel(model)
        self.setModelColumn(Column.TEXT)
        self.card = Card(model, self)
        self.setItemDelegate(self.card)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self._size()
        theme.themes().changed.connect(self._size)

    def share(self, picked: QItemSelectionModel) -> None:
        """Let the cards have the selection of another view."""
        self.setSelectionModel(picked)

    def write(self, clip_id: int) -> None:
        """Let the text of a clip be written on its card."""
        row = self.clips.row_of(clip_id)
        if row >= 0:
            at = self.clips.index(row, Column.TEXT)
            self.setCurrentIndex(at)
            self.scrollTo(at)
            self.edit(at)

    def currentChanged(self, now: _Index, before: _Index) -> None:  # noqa: N802 - Qt's name
        """Say which is the current one, where the person stands here."""
        super().currentChanged(now, before)
        clip = self.clips.clip_at(now.row())
        if clip is not None and self.hasFocus():
            self.visited.emit(clip.id)

    def _size(self) -> None:
        self.card.wear()
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(self.card.height + bar + 8)
        self.scheduleDelayedItemsLayout()

    # Keys and pointer

    def event(self, event: QEvent) -> bool:
        """Keep Enter from the window while the keyboard is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _writes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Write on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's name
        """Look for nothing: letters are edits."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll along with a wheel that only turns up and down."""
        turned = event.angleDelta().x() or event.angleDelta().y()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - turned)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_requested.emit(at)


def _writes(event: QKeyEvent) -> bool:
    return event.key() in _WRITE and not event.modifiers()


class Card(QStyledItemDelegate):
    """Paints a card, and makes the field in which one is written."""

    def __init__(self, model: ClipModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.wear()

    def wear(self) -> None:
        """Look fonts up once: a card is painted more often than the theme changes."""
        self._small, self._text = theme.font(0.88), theme.font()
        self._head = QFontMetrics(self._small).height()
        self._line = QFontMetrics(self._text).lineSpacing()

    @property
    def height(self) -> int:
        """Return how high a card is, with the room around it."""
        return self._head + _LINES * self._line + 2 * _PAD + 4

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a card."""
        return QSize(theme.scaled(_WIDTH), self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one card."""
        clip = index.data(CLIP)
        if clip is None:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        rect = QRectF(option.rect).adjusted(4, 3, -4, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.colour("focus" if focused else "accent" if selected else "line")
        painter.setPen(QPen(edge, 2 if focused or selected else 1))
        painter.setBrush(theme.colour("selection" if selected else "page"))
        painter.drawRoundedRect(rect, 8, 8)
        self._paint_words(painter, rect.toRect().adjusted(_PAD, _PAD - 4, -_PAD, 4 - _PAD), clip, selected=selected)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, clip: Clip, *, selected: bool) -> None:
        timeline = self._model.timeline
        track = timeline.track(clip.track_id)
        ink = track_colour(track, timeline.tracks.index(track))
        draw_dot(painter, QRectF(rect.left(), rect.top() + self._head / 2 - 4, 8, 8), ink)
        painter.setFont(self._small)
        front = theme.colour("selection_text" if selected else "dim")
        painter.setPen(front)
        row = QRect(rect.left() + 14, rect.top(), rect.width() - 14, self._head)
        time = self._model.times.said(clip.start)
        room = row.width() - painter.fontMetrics().horizontalAdvance(time) - 8
        name = painter.fontMetrics().elidedText(track.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft, name)
        painter.drawText(row, Qt.AlignmentFlag.AlignRight, time)
        painter.setFont(self._text)
        if clip.text.strip():
            painter.setPen(theme.colour("selection_text" if selected else "text"))
        body = QRect(rect.left(), row.bottom() + 3, rect.width(), _LINES * self._line)
        painter.drawText(body, Qt.TextFlag.TextWordWrap, self._shown(clip))

    def _shown(self, clip: Clip) -> str:
        """Return as much of a text as a card may hold: drawing a page of it would take long."""
        text = clip.text.strip() or words.named(self._model.timeline, clip)
        most = _LINES * theme.scaled(_WIDTH) // 6
        return text if len(text) <= most else text[: most - 1].rstrip() + "…"

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:  # noqa: N802 - Qt's
        """Return the field in which a card is written."""
        made = QPlainTextEdit(parent)
        made.setObjectName("timeline.card_text")
        made.setAccessibleName(self.tr("Text of the clip"))
        made.setTabChangesFocus(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.installEventFilter(self)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take over on Enter: a clip is one line."""
        enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(watched, QPlainTextEdit):
            if event.type() == QEvent.Type.KeyPress:
                self.commitData.emit(watched)
                self.closeEditor.emit(watched)
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 - Qt's name
        """Show the text."""
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:  # noqa: N802 - Qt's name
        """Wish what was written."""
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """Give the field the whole card."""
        editor.setGeometry(option.rect.adjusted(3, 2, -3, -2))
