"""A scroll area over time and tracks: which samples are in sight, at which zoom, and which rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractScrollArea

from studio_app.domain.timeline import Timeline
from studio_app.ui.timeline.canvas_rows import Rows
from studio_app.ui.timeline.canvas_scale import Scale, limits

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.domain.timeline import Clip

#: How much nearer one key press zooms, and how much of the width what is shown whole may take.
_STEP, _WHOLE = 1.5, 0.94
#: The highest number a scroll bar takes.
_MOST = 1 << 30


class TimeArea(QAbstractScrollArea):
    """See the module docstring. Its place in time is a whole number of pixels of any size: scroll bars only show it.

    Signals:
        zoom_changed(float): so many samples are a pixel now.
        scrolled(int): the rows are scrolled up by so many pixels.
    """

    zoom_changed = Signal(float)
    scrolled = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = Timeline()
        self.rows = Rows(self.shown)
        self.scale = Scale(480.0)
        self.playhead = 0
        self._placing = False
        self._unit = 1

    def refresh(self) -> None:
        """Paint all anew."""
        self.viewport().update()

    def zoomed(self) -> None:
        """Forget what was painted at another zoom."""

    @property
    def down(self) -> int:
        """Return how far the rows are scrolled up, in pixels."""
        return self.verticalScrollBar().value()

    @property
    def length(self) -> int:
        """Return how many samples can be scrolled to: behind the last clip there is room to go on."""
        ends = [self.shown.length, self.playhead, *(region.end for region in self.shown.regions)]
        ends += [marker.at for marker in self.shown.markers[-1:]]
        return max(ends) + self.scale.samples(self.viewport().width() * 0.5)

    def set_zoom(self, per_pixel: float, x: float | None = None) -> None:
        """Show so many samples a pixel; the pixel ``x`` (None: the playhead, else the middle) stays where it is."""
        width = self.viewport().width()
        least, most = limits(self.shown.length, self.shown.rate, width)
        per_pixel = min(max(per_pixel, least), most)
        if x is None:
            x = self.scale.x(self.playhead)
            x = x if 0 <= x < width else width / 2
        self.rescale(self.scale.zoomed(per_pixel, x))

    def zoom_in(self) -> None:
        """Go nearer by a step."""
        self.set_zoom(self.scale.per_pixel / _STEP)

    def zoom_out(self) -> None:
        """Go further away by a step."""
        self.set_zoom(self.scale.per_pixel * _STEP)

    def zoom_to(self, start: int, end: int) -> None:
        """Show the samples ``start`` to ``end`` as large as they fit."""
        width = max(1, self.viewport().width())
        least, most = limits(self.shown.length, self.shown.rate, width)
        per_pixel = min(max(max(1, end - start) / (width * _WHOLE), least), most)
        left = start / per_pixel - (width - (end - start) / per_pixel) / 2
        self.rescale(Scale(per_pixel, max(0, round(left))))

    def zoom_all(self) -> None:
        """Show all clips."""
        self.zoom_to(0, max(self.shown.length, self.shown.rate * 10))

    def show_from(self, sample: int) -> None:
        """Scroll so that a sample is at the left edge."""
        self.scroll_to(round(max(0, sample) / self.scale.per_pixel))

    def reveal(self, sample: int) -> None:
        """Scroll just so far that a sample is in sight."""
        x, width = self.scale.exact(sample), self.viewport().width()
        if x < 0:
            self.scroll_to(self.scale.left + x - width // 12)
        elif x >= width:
            self.scroll_to(self.scale.left + x - width + width // 12)

    def reveal_clip(self, clip: Clip) -> None:
        """Scroll so that a clip's beginning, and as much of it as there is room for, is in sight, and its track."""
        left, right = self.scale.exact(clip.start), self.scale.exact(clip.end)
        width = self.viewport().width()
        if left < 0 or (right > width and left > width // 12):
            self.scroll_to(self.scale.left + left - max(16, min(width // 12, width - (right - left))))
        row, bar = self.rows.of(clip.track_id), self.verticalScrollBar()
        if row is not None and row.top < bar.value():
            bar.setValue(row.top)
        elif row is not None and row.bottom > bar.value() + self.viewport().height():
            bar.setValue(row.bottom - self.viewport().height())

    def turn_page(self, way: int) -> None:
        """Scroll by a picture's width, less a little."""
        self.scroll_to(self.scale.left + round(way * self.viewport().width() * 0.9))

    def scroll_to(self, left: int) -> None:
        """Scroll so that the ``left``-th pixel from sample 0 is at the left edge, or as far as there is something."""
        furthest = round(self.length / self.scale.per_pixel) - self.viewport().width()
        left = min(max(0, left), max(0, furthest, self.scale.left))
        if left != self.scale.left:
            self.scale = self.scale.moved(left)
            self.settle()
            self.refresh()

    def rescale(self, scale: Scale) -> None:
        """Show time at another scale."""
        zoomed, self.scale = scale.per_pixel != self.scale.per_pixel, scale
        if zoomed:
            self.zoomed()
            self.zoom_changed.emit(scale.per_pixel)
        self.settle()
        self.refresh()

    def settle(self) -> None:
        """Let the scroll bars say where the picture is. Beyond what a bar can count, one of its steps is several pixels."""
        width, height = self.viewport().width(), self.viewport().height()
        whole = max(round(self.length / self.scale.per_pixel), self.scale.left + width)
        self._unit = -(-whole // _MOST)
        across, along = self.horizontalScrollBar(), self.verticalScrollBar()
        self._placing = True
        across.setPageStep(max(1, width // self._unit))
        across.setSingleStep(max(1, width // 20 // self._unit))
        across.setRange(0, max(0, (whole - width) // self._unit))
        across.setValue(self.scale.left // self._unit)
        along.setPageStep(height)
        along.setSingleStep(24)
        along.setRange(0, max(0, self.rows.height - height + 12))
        self._placing = False

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Follow the scroll bars."""
        if dx and not self._placing:
            self.scale = self.scale.moved(self.horizontalScrollBar().value() * self._unit)
        if dy:
            self.scrolled.emit(self.down)
        self.refresh()
