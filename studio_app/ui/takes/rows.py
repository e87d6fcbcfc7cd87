"""Rows of two lines: what matters, and below it, smaller and dimmer, what else is to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio_app.ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFont, QPainter

#: The role of the second line.
DETAIL = Qt.ItemDataRole.UserRole + 1
_SIDE, _ABOVE, _BETWEEN = 8, 6, 2


class TwoLines(QStyledItemDelegate):
    """Paints items that have a ``DETAIL`` in two lines, and all others as usual."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row's ground as the style does, and the lines upon it."""
        detail = index.data(DETAIL)
        if detail is None:
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        text, shown.text = shown.text, ""
        view = option.widget
        assert isinstance(view, QWidget)
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, view)
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        align = shown.displayAlignment & Qt.AlignmentFlag.AlignHorizontal_Mask
        top, below = self._lines(shown.rect)
        painter.save()
        painter.setFont(shown.font)
        painter.setPen(shown.palette.color(role))
        painter.drawText(top, int(align), _cut(shown.font, text, top.width()))
        painter.setFont(theme.font(0.88))
        if not chosen:
            painter.setPen(theme.colour("dim"))
        painter.drawText(below, int(align), _cut(painter.font(), detail, below.width()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802  Qt's name
        """Return the room of both lines."""
        detail = index.data(DETAIL)
        if detail is None:
            return super().sizeHint(option, index)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        first, second = QFontMetrics(theme.font()), QFontMetrics(theme.font(0.88))
        width = max(first.horizontalAdvance(text), second.horizontalAdvance(detail)) + 2 * _SIDE + 4
        return QSize(width, first.height() + second.height() + _BETWEEN + 2 * _ABOVE)

    def _lines(self, rect: QRect) -> tuple[QRect, QRect]:
        first, second = QFontMetrics(theme.font()).height(), QFontMetrics(theme.font(0.88)).height()
        top = QRect(rect.x() + _SIDE, rect.y() + _ABOVE, rect.width() - 2 * _SIDE, first)
        return top, QRect(top.x(), top.bottom() + 1 + _BETWEEN, top.width(), second)


def _cut(font: QFont, text: str, width: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
