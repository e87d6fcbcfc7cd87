"""How one chapter is painted: tick, title, length, and a bar of what is generated, stale and failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio_app.ui.chapters.model import CHAPTER, CURRENT, STATE, duration
from studio_app.ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from studio_app.domain.manuscript import Chapter
    from studio_app.session.states import ChapterState

_Index = QModelIndex | QPersistentModelIndex
_PAD, _INDENT, _BAR, _DEEPEST = 10, 16, 4, 4
_ROLES = (
    "accent",
    "dim",
    "failed",
    "focus",
    "generated",
    "hover",
    "selection",
    "selection_text",
    "stale",
    "text",
    "track",
)


class ChapterRow(QStyledItemDelegate):
    """Paints and edits the rows of the chapter list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wear()
        theme.themes().changed.connect(self._wear)

    def _wear(self) -> None:
        """Look colours and fonts up once: a row is painted more often than the theme changes."""
        current = theme.themes().current
        self._colours = {role: current.colour(role) for role in _ROLES}
        self._small = theme.font(0.88)
        self._plain, self._bold = theme.font(), theme.font(bold=True)

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a row: a line of text and a bar under it."""
        return QSize(160, option.fontMetrics.height() + _BAR + 22)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        chapter: Chapter = index.data(CHAPTER)
        rect, state = QRect(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_back(painter, rect, selected=selected, hover=bool(state & QStyle.StateFlag.State_MouseOver))
        if index.data(CURRENT):
            painter.fillRect(QRect(rect.left(), rect.top() + 4, 3, rect.height() - 8), self._colours["accent"])
        self._paint_tick(painter, self.tick_rect(rect, chapter), option, chapter)
        self._paint_text(painter, rect, index, selected=selected)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._colours["focus"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(3, 2, -3, -2), 5, 5)
        painter.restore()

    def _paint_back(self, painter: QPainter, rect: QRect, *, selected: bool, hover: bool) -> None:
        if selected or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours["selection" if selected else "hover"])
            painter.drawRoundedRect(QRectF(rect).adjusted(3, 2, -3, -2), 5, 5)

    def _paint_tick(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, chapter: Chapter) -> None:
        tick = QStyleOptionViewItem(option)
        tick.rect = rect
        tick.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if chapter.included else QStyle.StateFlag.State_Off
        )
        widget: QWidget | None = option.widget
        style = widget.style() if widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, tick, painter, widget)

    def tick_rect(self, rect: QRect, chapter: Chapter) -> QRect:
        """Return where the tick of a row is."""
        side = 18
        left = rect.left() + _PAD + min(chapter.level, _DEEPEST) * _INDENT
        return QRect(left, rect.top() + (rect.height() - side) // 2, side, side)

    def _text_rect(self, rect: QRect, chapter: Chapter) -> QRect:
        return rect.adjusted(self.tick_rect(rect, chapter).right() + 10 - rect.left(), 7, -_PAD, -7)

    def _paint_text(self, painter: QPainter, rect: QRect, index: _Index, *, selected: bool) -> None:
        chapter: Chapter = index.data(CHAPTER)
        state: ChapterState | None = index.data(STATE)
        area = self._text_rect(rect, chapter)
        font = self._bold if index.data(CURRENT) else self._plain
        barred = chapter.included and (state is None or state.segments > 0)
        line = QRect(area.left(), area.top(), area.width(), area.height() - (_BAR + 3 if barred else 0))
        length = _length(state) if state is not None and state.segments else ""
        painter.setFont(self._small)
        plain = self._colours["selection_text" if selected else "text"]
        painter.setPen(plain if selected else self._colours["dim"])
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, length)
        painter.setFont(font)
        painter.setPen(plain if chapter.included or selected else self._colours["dim"])
        room = line.width() - painter.fontMetrics().horizontalAdvance(length) - 8
        title = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        if barred:
            self._paint_shares(painter, QRectF(area.left(), area.bottom() - _BAR + 1, area.width(), _BAR), state)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:  # noqa: N802
        """Return the field a title is written in."""
        field = QLineEdit(parent)
        field.setAccessibleName(self.tr("Title of the chapter"))
        return field

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Put that field over the title."""
        rect = QRect(option.rect)
        left = self._text_rect(rect, index.data(CHAPTER)).left() - 6
        height = editor.sizeHint().height()
        editor.setGeometry(left, rect.top() + (rect.height() - height) // 2, rect.right() - left - 4, height)

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Switch a chapter when its tick is clicked."""
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            chapter: Chapter = index.data(CHAPTER)
            tick = self.tick_rect(QRect(option.rect), chapter).adjusted(-5, -8, 5, 8)
            if tick.contains(event.position().toPoint()):
                if event.type() == QEvent.Type.MouseButtonRelease:
                    wanted = Qt.CheckState.Unchecked if chapter.included else Qt.CheckState.Checked
                    model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
                return True
        return False

    def _paint_shares(self, painter: QPainter, bar: QRectF, state: ChapterState | None) -> None:
        """Paint the shares of a chapter: generated, stale, failed, with gaps between; the rest is an empty track."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours["track"])
        painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        if state is None:
            return
        left = bar.left()
        for count, role in ((state.generated, "generated"), (state.stale, "stale"), (state.failed, "failed")):
            if not count:
                continue
            width = bar.width() * min(1.0, count / state.segments)
            piece = QRectF(left, bar.top(), max(3.0, width - 1), bar.height())
            painter.setBrush(self._colours[role])
            painter.drawRoundedRect(piece, bar.height() / 2, bar.height() / 2)
            left += width


def _length(state: ChapterState) -> str:
    """Return how long a chapter is; with a tilde where some of it is estimated."""
    return ("" if state.generated + state.stale == state.segments else "~") + duration(state.length_s)
