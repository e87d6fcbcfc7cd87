"""The mini-map: the whole timeline in a strip, and on it what is in sight, to be dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_app.ui.kit.throttle import Throttle
from studio_app.ui.timeline.canvas_clips import SIGN_ROLES
from studio_app.ui.timeline.canvas_density import strip
from studio_app.ui.timeline.canvas_lanes import Sign

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from studio_app.ui.timeline.canvas import TimelineCanvas

_HIGH = 34
#: Milliseconds between two pictures of the whole while it changes.
_OFTEN_MS = 250
#: How strong at the least is what is hardly there, and what must be done.
_HARDLY, _MARKED = 0.3, 0.15


class MiniMap(QWidget):
    """See the module docstring. The picture of the clips is drawn once for each change, what is in sight on top of it."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._drawn: QPixmap | None = None
        self._key = (QSize(), 0)
        self._shown_x = -1
        self._held_at: float | None = None
        self._redraw = Throttle(_OFTEN_MS, self._forget, self)
        self.setObjectName("timeline.minimap")
        self.setAccessibleName(self.tr("The whole timeline"))
        self.setToolTip(self.tr("The whole timeline. Click or drag to go there."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a low strip."""
        return QSize(400, _HIGH)

    def refresh(self) -> None:
        """Draw the clips anew, now or soon."""
        self._redraw.ask()

    def show_playhead(self) -> None:
        """Show the playhead where it is, if that is another pixel."""
        x = self._x(self._canvas.playhead)
        if x != self._shown_x:
            self.update()

    def wear(self) -> None:
        """Draw in other colours."""
        self._forget()

    @property
    def _length(self) -> int:
        """Return how many samples are shown."""
        return max(self._canvas.shown.length, 10 * self._canvas.shown.rate)

    def _x(self, sample: float) -> int:
        return round(sample * self.width() / self._length)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's signature
        """Paint the whole, what is in sight and the playhead."""
        painter, look = QPainter(self), self._canvas.look
        key = (self.size(), self._length)
        if self._drawn is None or self._key != key:
            self._drawn, self._key = self._picture(), key
        painter.drawPixmap(0, 0, self._drawn)
        scale = self._canvas.scale
        left, right = self._x(scale.sample(0)), self._x(scale.sample(self._canvas.viewport().width()))
        left, right = min(left, self.width() - 5), min(right, self.width() - 1)
        frame = QRect(left, 1, max(5, right - left), self.height() - 3)
        veil = QColor(look["accent"])
        veil.setAlpha(36)
        painter.setBrush(veil)
        painter.setPen(QPen(look["accent"], 1.5))
        painter.drawRect(frame)
        self._shown_x = self._x(self._canvas.playhead)
        painter.fillRect(self._shown_x, 0, 1, self.height(), look["text"])

    def _picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(self._canvas.look["panel"])
        painter = QPainter(made)
        try:
            self._paint_rows(painter)
        finally:
            painter.end()
        return made

    def _paint_rows(self, painter: QPainter) -> None:
        look, rows, width = self._canvas.look, self._canvas.rows.all, self.width()
        painter.setPen(look["line"])
        painter.drawLine(0, 0, width, 0)
        edges = np.linspace(0, self._length, width + 1)
        high = max(1.0, (self.height() - 6) / max(1, len(rows)))
        for row in rows[: self.height()]:
            arrays = self._canvas.lanes.of(self._canvas.shown, row.track.id)
            where = QRect(0, 3 + round(row.place * high), width, max(1, round(high) - (high > 3)))
            strip(painter, where, look.coat(row.track, row.place).wave, arrays.filled(edges), _HARDLY)
            for sign in (Sign.STALE, Sign.FAILED):
                marked = self._canvas.signs.exactly(sign)
                if marked is not None:
                    strip(painter, where, look[SIGN_ROLES[sign]], arrays.filled(edges, marked), _MARKED)

    def _forget(self) -> None:
        self._drawn = None
        self.update()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of what is in sight, or bring it there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        scale, x = self._canvas.scale, event.position().x()
        left, right = self._x(scale.sample(0)), self._x(scale.sample(self._canvas.viewport().width()))
        self._held_at = x - left if left <= x <= max(right, left + 5) else (right - left) / 2
        self._go(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go with the mouse."""
        if self._held_at is not None:
            self._go(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802 - Qt's signature
        """Let go."""
        self._held_at = None

    def _go(self, x: float) -> None:
        assert self._held_at is not None
        self._canvas.show_from(round((x - self._held_at) * self._length / max(1, self.width())))
