"""The gain line of a clip as a small table: where, and how many decibels. One value for the whole, or points of a line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from studio_app.domain.errors import WrongUsage
from studio_app.domain.timeline import LOUDEST_DB, QUIETEST_DB, Clip, GainPoint, Timeline
from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.controls import IconButton, label
from studio_app.ui.kit.numbers import DecimalField
from studio_app.ui.timeline.times import Times

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

_ROWS = 4


class GainPoints(QWidget):
    """Shows and changes a gain line.

    Signals:
        changed(tuple of GainPoint): the line that is wanted.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clip.gain")
        self._clip: Clip | None = None
        self._playhead = 0
        self._times = Times()
        self.whole = DecimalField(self)
        self.whole.setObjectName("clip.gain_whole")
        self.whole.setAccessibleName(self.tr("Gain of the clip"))
        self.whole.setRange(QUIETEST_DB, LOUDEST_DB)
        self.whole.setSingleStep(0.5)
        self.whole.setDecimals(1)
        self.whole.setSuffix(" dB")
        self.whole.setKeyboardTracking(False)
        self.whole.valueChanged.connect(self._shift)
        self.table = QTableWidget(0, 2, self)
        self.table.setObjectName("clip.gain_points")
        self.table.setAccessibleName(self.tr("Points of the gain line"))
        self.table.setHorizontalHeaderLabels([self.tr("At"), self.tr("Gain (dB)")])
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setColumnWidth(0, theme.scaled(108))
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setFixedHeight(_ROWS * (self.table.fontMetrics().height() + 12) + 32)
        self.table.itemChanged.connect(self._written)
        self.add = IconButton("add", self.tr("Gain point at the playhead"), self)
        self.add.setObjectName("clip.gain_add")
        self.add.clicked.connect(lambda _=False: self._add())
        self.remove = IconButton("minus", self.tr("Remove the gain point"), self)
        self.remove.setObjectName("clip.gain_remove")
        self.remove.clicked.connect(lambda _=False: self._remove())
        self.table.currentCellChanged.connect(lambda *_: self._show_buttons())
        caption = label(self.tr("Gain"), "", self)
        caption.setBuddy(self.whole)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(caption)
        row.addWidget(self.whole, 1)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.table)

    def show_clip(self, timeline: Timeline, clip: Clip, playhead: int, *, writable: bool) -> None:
        """Show the gain line of a clip; a point is added where the playhead is."""
        same = self._clip is not None and self._clip.id == clip.id and self._clip.gain == clip.gain
        self._clip, self._playhead = clip, playhead
        self._times = replace(self._times, rate=timeline.rate)
        self.setEnabled(writable)
        if not same:
            self._fill()
        self._show_buttons()

    def show_times(self, times: Times) -> None:
        """Write times in another way."""
        self._times = times
        self._fill()

    @property
    def _points(self) -> tuple[GainPoint, ...]:
        return self._clip.gain if self._clip is not None else ()

    def _fill(self) -> None:
        points = self._points
        row = self.table.currentRow()
        with QSignalBlocker(self.table), QSignalBlocker(self.whole):
            self.whole.setValue(points[0].db if points else 0.0)
            self.table.setRowCount(len(points))
            for n, point in enumerate(points):
                self.table.setItem(n, 0, QTableWidgetItem(self._times.said(point.at)))
                self.table.setItem(n, 1, QTableWidgetItem(amounts.locale().toString(point.db, "f", 1)))
            if 0 <= row < len(points):
                self.table.setCurrentCell(row, max(0, self.table.currentColumn()))
        self.table.setVisible(len(points) > 1)
        tip = (
            self.tr("Gain of the clip")
            if len(points) < 2
            else self.tr("Gain of the first point; the others move along")
        )
        self.whole.setToolTip(tip)
        self.whole.setAccessibleDescription(tip if len(points) > 1 else "")

    def _show_buttons(self) -> None:
        clip = self._clip
        inside = clip is not None and clip.start <= self._playhead <= clip.end
        self.add.setEnabled(inside)
        self.remove.setVisible(len(self._points) > 1)
        self.remove.setEnabled(self.table.currentRow() >= 0)

    def _shift(self, db: float) -> None:
        """Raise or lower the whole line so that its first point has ``db``."""
        points = self._points or (GainPoint(0, 0.0),)
        by = db - points[0].db
        moved = (replace(p, db=min(LOUDEST_DB, max(QUIETEST_DB, p.db + by))) for p in points)
        flat = [point for point in moved if len(points) > 1 or point.db]
        self._wish(flat)

    def _add(self) -> None:
        clip = self._clip
        if clip is not None:
            at = self._playhead - clip.start
            others = [point for point in clip.gain if point.at != at]
            self._wish([*others, GainPoint(at, clip.gain_at(at))])

    def _remove(self) -> None:
        row = self.table.currentRow()
        self._wish([point for n, point in enumerate(self._points) if n != row])

    def _written(self, item: QTableWidgetItem) -> None:
        points = list(self._points)
        point = points[item.row()]
        try:
            if item.column() == 0:
                points[item.row()] = replace(point, at=self._times.read(item.text()))
            else:
                points[item.row()] = replace(point, db=_number(item.text()))
        except WrongUsage:
            self._fill()
            return
        self._wish(points)

    def _wish(self, points: Iterable[GainPoint]) -> None:
        self.changed.emit(tuple(sorted(points, key=lambda point: point.at)))
        self._fill()  # what is wanted is shown once it holds

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Remove the point with Delete."""
        key = event.key()
        if key == Qt.Key.Key_Delete and self.table.hasFocus() and self.remove.isEnabled():
            self._remove()
        else:
            super().keyPressEvent(event)


def _number(text: str) -> float:
    number, good = amounts.locale().toDouble(text.replace("dB", "").strip())
    if not good:
        raise WrongUsage("This is no number of decibels.")
    return number
