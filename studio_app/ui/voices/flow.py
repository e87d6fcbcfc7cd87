"""A layout that goes on in the next line where there is no more room: for chips and buttons in a panel of any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


class Flow(QLayout):
    """Lays widgets out as words are: from left to right, line by line. Hidden ones take no room."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self.setContentsMargins(0, 0, 0, 0)

    def clear(self) -> None:
        """Take all widgets out and away."""
        while (item := self.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  Qt's name
        """Put one more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  Qt's name
        """Return one of them, None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  Qt's name
        """Take one of them out, None behind the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  Qt's name
        """Return that it takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Return that a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Return how high it is in so much width."""
        return max((rect.bottom() + 1 for _, rect in self._placed(QRect(0, 0, width, 0))), default=0)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802  Qt's name
        """Place all widgets."""
        super().setGeometry(rect)
        holder, high = self.parentWidget(), self.heightForWidth(rect.width())
        if holder is not None and holder.layout() is self and holder.minimumHeight() != high:
            holder.setMinimumHeight(high)  # else a layout that has too little room cuts the last line
        for item, place in list(self._placed(rect)):
            item.setGeometry(place)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the room of the widest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802  Qt's name
        """Return the room of the widest."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _placed(self, rect: QRect) -> Iterator[tuple[QLayoutItem, QRect]]:
        at, high = QPoint(rect.topLeft()), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(rect.width(), item.minimumSize().width()), 1 << 16))
            if at.x() > rect.left() and at.x() + size.width() > rect.left() + rect.width():
                at, high = QPoint(rect.left(), at.y() + high + self._gap), 0
            yield item, QRect(at, size)
            at = QPoint(at.x() + size.width() + self._gap, at.y())
            high = max(high, size.height())
