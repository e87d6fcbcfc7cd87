"""The time ruler: ticks as wide apart as can be read, markers and regions, the loop, the playhead's head."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLine, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from studio_app.domain.edits import tracks as edits
from studio_app.domain.text.timecode import Spelling, spell
from studio_app.domain.timeline import Marker, Region
from studio_app.ui.kit import theme
from studio_app.ui.timeline.snapping import markers_between
from studio_app.ui.timeline.times import TimeForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QPaintEvent

    from studio_app.ui.timeline.canvas import TimelineCanvas
    from studio_app.ui.timeline.gestures import Edit
    from studio_app.ui.timeline.times import Times

#: Pixels between two ticks with a label, at the least, and between two without one.
_APART, _TICKS = 96, 9
_NEAR = 5
#: Pixels that the name of a marker takes at the most.
_NAME = 140
_CLOCK_MS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_CLOCK_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Ticks every ``step`` units from 0, each ``parts``-th of which has a label; ``unit`` is how many samples one is."""

    step: int
    parts: int
    unit: Fraction

    @property
    def samples(self) -> float:
        """Return how many samples lie between two ticks."""
        return float(self.step * self.unit)

    def within(self, start: int, end: int, *, labelled: bool = False) -> Iterator[tuple[int, bool]]:
        """Yield the samples from ``start`` to ``end`` at which ticks are, and whether they have a label; or only those."""
        each = self.parts if labelled else 1
        # Whole numbers alone: at 29.97 frames no tick may drift.
        above, below = self.step * each * self.unit.numerator, self.unit.denominator
        number = max(0, start * below // above)
        while (at := -(-number * above // below)) <= end:
            yield at, labelled or number % self.parts == 0
            number += 1


@lru_cache(maxsize=512)
def label(times: Times, sample: int) -> str:
    """Return how a tick is called: as short as it can be read."""
    if times.form is not TimeForm.CLOCK:
        return times.said(sample)
    hours, rest = spell(Fraction(sample, times.rate), Spelling.POINT).split(":", 1)
    return (rest if hours == "00" else f"{int(hours)}:{rest}").removesuffix(".000")


@lru_cache(maxsize=16)
def ticks(times: Times, per_pixel: float) -> Ticks:
    """Return the ticks for ``per_pixel`` samples a pixel: as near as labels let them, in steps a person counts by."""
    if times.form is TimeForm.FRAMES:
        unit = Fraction(times.rate * times.frames.denominator, times.frames.numerator)
        second = times.frames.nominal
        steps = [1, 2, 5, 10, *(second * number for number in _CLOCK_S)]
    elif times.form is TimeForm.SAMPLES:
        unit, steps = Fraction(1), [first * 10**power for power in range(14) for first in (1, 2, 5)]
    else:
        unit = Fraction(times.rate, 1000)
        steps = [*_CLOCK_MS, *(1000 * number for number in _CLOCK_S)]
    wanted = _APART * per_pixel / float(unit)
    step = next((step for step in steps if step >= wanted), steps[-1])
    # A step is divided into as many of another one as can be told apart.
    room = int(float(step * unit) / per_pixel / _TICKS)
    parts = next(
        (parts for parts in (10, 6, 5, 4, 3, 2) if parts <= room and step % parts == 0 and step // parts in steps), 1
    )
    return Ticks(step // parts, parts, unit)


class Ruler(QWidget):
    """Lies above the canvas. A click puts the playhead there, dragging scrubs, with Shift it makes a loop.

    Markers, the edges of regions and those of the loop are dragged where they are.
    """

    scrubbed = Signal(object)
    scrub_ended = Signal()
    menu_requested = Signal(object, object, object)
    rename_requested = Signal(int)

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._drag: _Drag | None = None
        self.setObjectName("timeline.ruler")
        self.setAccessibleName(self.tr("Time"))
        self.setMouseTracking(True)
        self.setToolTip("")

    @property
    def needed(self) -> int:
        """Return how high it is."""
        return 2 * (QFontMetrics(theme.font(0.82)).height() + 4)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what is in sight."""
        painter = QPainter(self)
        part, look = event.rect(), self._canvas.look
        painter.fillRect(part, look["panel"])
        painter.setFont(look.small)
        self._paint_loop(painter, part)
        self._paint_ticks(painter, part)
        self._paint_regions(painter, part)
        self._paint_markers(painter, part)
        painter.setPen(look["line"])
        painter.drawLine(part.left(), self.height() - 1, part.right(), self.height() - 1)
        x = self._canvas.scale.x(self._canvas.playhead)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look["accent"])
        low = self.height() - 1
        painter.drawPolygon(QPolygonF([QPointF(x - 5, low - 9), QPointF(x + 6, low - 9), QPointF(x + 0.5, low)]))

    def _paint_ticks(self, painter: QPainter, part: QRect) -> None:
        canvas, low, half = self._canvas, self.height() - 2, self.height() // 2
        scale, times = canvas.scale, canvas.times
        start, end = scale.sample(part.left() - _APART * 2), scale.sample(part.right()) + 1
        marks = ticks(times, scale.per_pixel)
        painter.setPen(canvas.look["border"])
        places = [scale.exact(at) for at, labelled in marks.within(start, end) if not labelled]
        painter.drawLines([QLine(x, low - 4, x, low) for x in places])
        labelled = [(scale.exact(at), at) for at, _ in marks.within(start, end, labelled=True)]
        painter.setPen(canvas.look["dim"])
        painter.drawLines([QLine(x, half + 1, x, low) for x, _ in labelled])
        for x, at in labelled:
            text, _ = canvas.look.chip(label(times, at))
            painter.drawStaticText(x + 4, half, text)

    def _paint_loop(self, painter: QPainter, part: QRect) -> None:
        loop = self._canvas.loop
        if loop is None:
            return
        left, right = (self._canvas.scale.x(at) for at in loop)
        bar = QRect(left, self.height() // 2, max(1, right - left), self.height() - self.height() // 2 - 1)
        painter.fillRect(bar.intersected(part), self._canvas.look["accent_soft"])
        for x in (left, right - 1):
            painter.fillRect(x, bar.top(), 2, bar.height(), self._canvas.look["accent"])

    def _paint_regions(self, painter: QPainter, part: QRect) -> None:
        look, high = self._canvas.look, self.height() // 2 - 1
        for region in self._canvas.shown.regions:
            left, right = self._canvas.scale.x(region.at), self._canvas.scale.x(region.end)
            bar = QRect(left, 1, max(2, right - left), high - 1).intersected(part.adjusted(-20, 0, 20, 0))
            if bar.isEmpty():
                continue
            ink = QColor(mark_colour(region))
            soft = QColor(ink)
            soft.setAlpha(50)
            painter.fillRect(bar, soft)
            painter.fillRect(left, 1, 2, high - 1, ink)
            painter.fillRect(right - 2, 1, 2, high - 1, ink)
            painter.setPen(look["text"])
            start = max(left, 0) + 5
            if right - start > 12:
                said = look.small_metrics.elidedText(region.name, Qt.TextElideMode.ElideRight, right - start - 6)
                painter.drawText(start, look.small_metrics.ascent() + 1, said)

    def _paint_markers(self, painter: QPainter, part: QRect) -> None:
        look, shown = self._canvas.look, self._markers(part.left() - _NAME - 20, part.right() + _NAME + 20)
        places = [self._canvas.scale.x(marker.at) for marker in shown]
        for marker, x, behind in zip(
            shown, places, [*places[1:], places[-1] + 2 * _NAME] if places else (), strict=True
        ):
            ink = mark_colour(marker)
            painter.setPen(QPen(ink, 1))
            painter.drawLine(x, 2, x, self.height())
            painter.setBrush(ink)
            painter.drawPolygon(QPolygonF([QPointF(x, 2), QPointF(x + 9, 6), QPointF(x, 10)]))
            # A name gives way to the next marker.
            room = min(_NAME, behind - x - 16)
            if room > 12:
                painter.setPen(look["text"])
                said = look.small_metrics.elidedText(marker.name, Qt.TextElideMode.ElideRight, room)
                painter.drawText(x + 12, look.small_metrics.ascent() + 1, said)

    def _markers(self, left: int, right: int) -> Sequence[Marker]:
        """Return the markers between two pixels."""
        scale = self._canvas.scale
        return markers_between(self._canvas.shown, scale.sample(left), scale.sample(right))

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of what is there, or put the playhead there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        sample = self._canvas.scale.sample(at.x())
        grip = self._grip(at)
        if grip is not None and (self._canvas.writable or grip.mark is None):
            self._drag = grip
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._drag = _Drag(None, "end", self._snapped(sample))
        elif at.y() < self.height() // 2 and (mark := self._mark_at(at)) is not None:
            self._canvas.ask_playhead(mark.at)
        else:
            self._drag = _Drag(None, "scrub", sample)
            self._canvas.ask_playhead(sample)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag, or show what could be."""
        at = event.position().toPoint()
        if self._drag is None:
            self.setCursor(Qt.CursorShape.SizeHorCursor if self._grip(at) else Qt.CursorShape.ArrowCursor)
            return
        sample = self._canvas.scale.sample(min(max(0, at.x()), self.width()))
        if self._drag.what == "scrub":
            self._canvas.show_playhead(sample)
            self.scrubbed.emit(sample)
            return
        free = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and self._drag.mark is not None
        self._dragged(self._drag, sample if free else self._snapped(sample))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let it stand."""
        drag, self._drag = self._drag, None
        if drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if drag.what == "scrub":
            self.scrub_ended.emit()
        elif drag.mark is None:
            self._canvas.ask_loop(self._canvas.loop)
        elif drag.edit is not None and self._canvas.shown is not self._canvas.timeline:
            self._canvas.ask(drag.edit, self.tr("Move mark"))
        else:
            self._canvas.rest()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Name the mark that is there; elsewhere the loop is gone."""
        mark = self._mark_at(event.position().toPoint())
        if mark is not None:
            self.rename_requested.emit(mark.id)
        elif self._canvas.loop is not None and event.position().y() >= self.height() / 2:
            self._canvas.ask_loop(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for a menu of the mark, or of the place."""
        mark = self._mark_at(event.pos())
        ids = (mark.id,) if mark is not None else ()
        self.menu_requested.emit(ids, self._canvas.scale.sample(event.pos().x()), event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Say what a mark is called."""
        if event.type() == event.Type.ToolTip:
            self._tip(event)  # type: ignore[arg-type]
            return True
        return super().event(event)

    def _tip(self, event: QHelpEvent) -> None:
        mark = self._mark_at(event.pos())
        times = self._canvas.times
        said = times.said(self._canvas.scale.sample(event.pos().x()))
        said = "\n".join((said, self.tr("Drag to hear what is there, with Shift to loop a stretch.")))
        if mark is not None:
            end = f" – {times.said(mark.end)}" if isinstance(mark, Region) else ""
            said = f"{mark.name}\n{times.said(mark.at)}{end}".strip()
        QToolTip.showText(event.globalPos(), said, self)

    def _snapped(self, sample: int) -> int:
        return max(0, sample + self._canvas.snap([sample], (), free=False))

    def _grip(self, at: QPoint) -> _Drag | None:
        """Return what can be dragged at a point."""
        if at.y() >= self.height() // 2:
            if self._canvas.loop is None:
                return None
            start, end = self._canvas.loop
            for what, place, other in (("end", end, start), ("start", start, end)):
                if abs(self._canvas.scale.x(place) - at.x()) <= _NEAR:
                    return _Drag(None, what, other)
            return None
        for mark in self._marks(at.x() - 20, at.x() + 20):
            if abs(self._canvas.scale.x(mark.at) - at.x() + (4 if isinstance(mark, Marker) else 0)) <= _NEAR + 3:
                return _Drag(mark, "start", mark.at)
            if isinstance(mark, Region) and abs(self._canvas.scale.x(mark.end) - at.x()) <= _NEAR:
                return _Drag(mark, "end", mark.at)
        return None

    def _marks(self, left: int, right: int) -> Iterator[Marker | Region]:
        """Yield the markers between two pixels and all regions, what lies on top first."""
        yield from reversed(self._markers(left, right))
        yield from reversed(self._canvas.timeline.regions)

    def _mark_at(self, at: QPoint) -> Marker | Region | None:
        if at.y() >= self.height() // 2:
            return None
        scale, metrics = self._canvas.scale, self._canvas.look.small_metrics
        for mark in self._marks(at.x() - _NAME - 20, at.x() + 20):
            left = scale.x(mark.at)
            wide = 14 + min(_NAME, metrics.horizontalAdvance(mark.name)) if isinstance(mark, Marker) else 0
            right = scale.x(mark.end) if isinstance(mark, Region) else left + wide
            if left - 2 <= at.x() <= right:
                return mark
        return None

    def _dragged(self, drag: _Drag, sample: int) -> None:
        mark = drag.mark
        if mark is None:
            start, end = sorted((drag.at, sample))
            self._canvas.set_loop((start, end) if start < end else None)
        elif isinstance(mark, Marker):
            drag.edit = partial(edits.change_marker, changed=replace(mark, at=sample), merge="drag")
            self._canvas.preview(drag.edit)
        else:
            start, end = (sample, mark.end) if drag.what == "start" else (mark.at, sample)
            edit = partial(edits.change_region, changed=replace(mark, at=start, end=end), merge="drag")
            if self._canvas.preview(edit):
                drag.edit = edit


@dataclass(slots=True)
class _Drag:
    """What is dragged on the ruler: a mark, or without one an edge of the loop, whose other edge is ``at``, or the playhead."""

    mark: Marker | Region | None
    what: str
    at: int
    edit: Edit | None = None


def mark_colour(mark: Marker | Region) -> QColor:
    """Return the colour of a marker or region: its own, or that of all."""
    if mark.colour.startswith("#") and QColor.isValidColorName(mark.colour):
        return QColor(mark.colour)
    roles = theme.themes().current.roles
    return theme.colour(mark.colour if mark.colour in roles else "stale" if isinstance(mark, Marker) else "accent")
