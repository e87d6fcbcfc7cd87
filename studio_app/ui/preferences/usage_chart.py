"""Bars of what each day cost, painted. The arrow keys go from day to day; the page has the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_app.ui.kit import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    from studio_app.ui.preferences.usage_words import Bar

_HEIGHT = 160
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -7, Qt.Key.Key_PageDown: 7}


class UsageChart(QWidget):
    """See the module docstring.

    Signals:
        told(sentence): what the day under the mouse or the keyboard cost, "" for none.
    """

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("usage.chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bars: tuple[Bar, ...] = ()
        self._top = ""
        self._at: int | None = None
        theme.themes().changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar], top: str, about: str) -> None:
        """Show bars; ``top`` is what the highest stands for, ``about`` what a screen reader says of them all."""
        self._bars, self._top, self._at = tuple(bars), top, None
        self.setAccessibleName(about)
        self.setAccessibleDescription(self.tr("Left and Right go from day to day."))
        self.update()

    @property
    def bar(self) -> Bar | None:
        """The day that is told."""
        return None if self._at is None else self._bars[self._at]

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return a size that grows with the text."""
        return QSize(theme.scaled(320), theme.scaled(_HEIGHT))

    # Going from day to day

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go to another day."""
        last = len(self._bars) - 1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        key = Qt.Key(event.key())
        if key in ends:
            self._go(ends[key])
        elif key in _STEPS:
            here = (last + 1 if _STEPS[key] < 0 else -1) if self._at is None else self._at
            self._go(max(0, min(last, here + _STEPS[key])))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Tell of the day under the mouse."""
        room = self._room()
        if self._bars and room.width() > 0:
            share = (event.position().x() - room.left()) / room.width()
            self._go(int(share * len(self._bars)) if 0 <= share < 1 else None)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Tell of no day, unless the keyboard is on one."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._go(None)

    def _go(self, at: int | None) -> None:
        if at == self._at or (at is not None and not self._bars):
            return
        self._at = at
        said = self._bars[at].said if at is not None else ""
        if said:
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.told.emit(said)
        self.update()

    # Painting

    def _room(self) -> QRectF:
        """Return where the bars stand: between the highest number above and the days below."""
        line = QFontMetricsF(theme.font(0.88)).height()
        return QRectF(self.rect()).adjusted(4, line + 6, -4, -line - 8)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(0.88))
        room = self._room()
        painter.setPen(theme.colour("line"))
        painter.drawLine(room.topLeft(), room.topRight())
        painter.setPen(theme.colour("border"))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.setPen(theme.colour("dim"))
        painter.drawText(QRectF(room.left(), 0, room.width(), room.top() - 3), Qt.AlignmentFlag.AlignBottom, self._top)
        self._paint_bars(painter, room)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_bars(self, painter: QPainter, room: QRectF) -> None:
        if not self._bars:
            return
        highest = max(bar.value for bar in self._bars) or 1.0
        step = room.width() / len(self._bars)
        gap = min(4.0, step * 0.25)
        round_ = 2.0 if step > 8 else 0.0
        accent = theme.colour("accent")
        painter.setBrush(accent)
        for number, bar in enumerate(self._bars):
            left = room.left() + number * step
            if number == self._at:
                painter.fillRect(QRectF(left, room.top(), step, room.height()), theme.colour("accent_soft"))
            if bar.value > 0:
                height = max(2.0, room.height() * bar.value / highest)
                there = QRectF(left + gap / 2, room.bottom() - height, step - gap, height)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawRoundedRect(there, round_, round_) if round_ else painter.fillRect(there, accent)
            if bar.mark:
                self._paint_mark(painter, room, left + step / 2, bar.mark)

    def _paint_mark(self, painter: QPainter, room: QRectF, middle: float, mark: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(mark) + 2
        left = max(room.left(), min(room.right() - width, middle - width / 2))
        painter.setPen(theme.colour("dim"))
        there = QRectF(left, room.bottom() + 4, width, self.height() - room.bottom() - 4)
        painter.drawText(there, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, mark)
