"""The picture of the canvas: rows from tiles, and over them what changes often. No picture takes longer than it may.

Tiles for which there is no time are painted in the next pictures; until then their clips are blocks of colour.
"""

from __future__ import annotations

from itertools import repeat
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from studio_app.domain.timeline import Mode
from studio_app.ui.timeline.canvas_clips import HANDLED, NO_PEN, ClipPainter, Sheet, box, ground
from studio_app.ui.timeline.canvas_density import Density, crowded
from studio_app.ui.timeline.canvas_lanes import Sign
from studio_app.ui.timeline.canvas_look import Look
from studio_app.ui.timeline.canvas_rows import ABOVE, BELOW
from studio_app.ui.timeline.canvas_tiles import WIDE, RowTile, RowTiles, blank
from studio_app.ui.timeline.ruler import mark_colour, ticks
from studio_app.ui.timeline.snapping import markers_between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.timeline import Clip
    from studio_app.ui.timeline.canvas import TimelineCanvas
    from studio_app.ui.timeline.canvas_lanes import LaneArrays
    from studio_app.ui.timeline.canvas_rows import Row

#: Seconds of a picture that tiles may take: of one that somebody waits for, and of one that only goes on with the last.
_TILES_S, _MORE_TILES_S = 0.001, 0.007
#: Pixels that are left of a clip that begins outside of the picture for its text to be written again.
_STICKY, _STICKY_WIDE = 60, 320
#: Pixels at the right that tell how far a clip is stretched.
_FACTOR = 84
_VEIL = 80
#: Seconds after which it is asked again for a waveform that was not known.
_PATIENCE_S = 2.0
#: Clips of a row up to which each is painted as a block by itself: beyond, a bar of density is quicker.
_BLOCKS = 48


class Picture:
    """Paints a canvas. Made anew when the theme changes.

    ``owed`` is where tiles are not painted yet, empty if all are; while it ``goes_on`` with them, nobody waits for the picture.
    ``moving`` are the bars of what is being generated, in sight.
    """

    def __init__(self, canvas: TimelineCanvas) -> None:
        self._canvas = canvas
        self.look = Look()
        self.clips = ClipPainter(self.look, canvas.tiles, canvas.signs)
        self.density = Density(self.look, canvas.signs)
        self.rows = RowTiles()
        self.owed = QRect()
        self.phase = 0
        self.moving: list[QRect] = []
        #: How many tiles were painted, and how many pictures: for those who measure.
        self.painted = 0
        self._left_s = self._now = 0.0
        #: What a tile of this zoom takes about, in seconds.
        self._tile_s = 0.0
        self.goes_on = False
        self._grid_of: tuple[float, int, int, int] | None = None
        self._grid_at: list[int] = []

    def paint(self, painter: QPainter, part: QRect) -> None:
        """Paint ``part`` of the canvas."""
        canvas = self._canvas
        whole = part == canvas.viewport().rect()
        self._left_s = _MORE_TILES_S if self.goes_on else _TILES_S
        if part.contains(self.owed):
            self.owed = QRect()
        self._now = perf_counter()
        if whole:
            self.moving = []
        for row in canvas.rows.within(part.top() + canvas.down, part.bottom() + canvas.down):
            self._row(painter, row, part)
        below = canvas.rows.height - canvas.down
        if below <= part.bottom():
            painter.fillRect(QRect(part.left(), below, part.width(), part.bottom() - below + 1), self.look["window"])
        self._over(painter, part)

    # Rows

    def _row(self, painter: QPainter, row: Row, part: QRect) -> None:
        canvas, scale = self._canvas, self._canvas.scale
        top = row.top - canvas.down
        arrays = canvas.lanes.of(canvas.shown, row.track.id)
        width = canvas.viewport().width()
        first, behind = arrays.within(scale.sample(0), scale.sample(width))
        if crowded(behind - first, width):
            grid = self._grid(scale.per_pixel, scale.left, part.left(), part.right())
            self.density.row(painter, row, arrays, scale, canvas.down, part, grid)
            self._veil(painter, row, QRect(part.left(), top, part.width(), row.track.height))
            return
        numbers = range((part.left() + scale.left) // WIDE, (part.right() + scale.left) // WIDE + 1)
        tiles = [(number, self._found(row, number)) for number in numbers]
        missing = [number for number, tile in tiles if tile is None]
        if missing:
            self._draft(painter, row, arrays, missing, part)
        for number, tile in tiles:
            if tile is not None:
                left = number * WIDE - scale.left
                painter.drawPixmap(left, top, tile.pixmap)
                for bar in tile.moving:
                    self._bar(painter, bar.translated(left, top), part)

    def _found(self, row: Row, number: int) -> RowTile | None:
        """Return a tile, painted anew if there is time and need; None where it was never painted."""
        canvas = self._canvas
        tile = self.rows.get(row.track.id, number)
        if tile is not None and tile.waits_until < self._now:
            tile.fresh = False
        if (tile is None or not tile.fresh) and self._left_s > (0 if self.goes_on else self._tile_s):
            tile = self._tile(row, number)
        if tile is None or not tile.fresh:
            where = QRect(number * WIDE - canvas.scale.left, row.top - canvas.down, WIDE, row.track.height)
            self.owed = self.owed.united(where.intersected(canvas.viewport().rect()))
        return tile

    def _bar(self, painter: QPainter, bar: QRect, part: QRect) -> None:
        if bar.intersects(part):
            self.clips.stripes(painter, bar, Sign.GENERATING, self.phase)
            self.moving.append(bar)

    def _draft(self, painter: QPainter, row: Row, arrays: LaneArrays, numbers: list[int], part: QRect) -> None:
        """Paint clips as blocks from the first to the last of these tiles, in one stroke."""
        canvas, scale = self._canvas, self._canvas.scale
        left = max(part.left(), numbers[0] * WIDE - scale.left)
        right = min(part.right(), numbers[-1] * WIDE - scale.left + WIDE - 1)
        where = QRect(left, row.top - canvas.down, right - left + 1, row.track.height)
        first, behind = arrays.within(scale.sample(left), scale.sample(right + 1))
        if behind - first > _BLOCKS:
            grid = self._grid(scale.per_pixel, scale.left, left, right)
            self.density.fill(painter, row, arrays, scale, canvas.down, where, grid)
        else:
            self._ground(painter, row, canvas.down, left, right, scale.left)
            top, high = where.top() + ABOVE, where.height() - ABOVE - BELOW
            starts, ends = (scale.xs(samples[first:behind]) for samples in (arrays.starts, arrays.ends))
            wide = np.maximum(1, ends - starts)
            painter.setBrush(self.look.coat(row.track, row.place).chosen)
            painter.setPen(NO_PEN)
            painter.drawRects(list(map(QRect, starts.tolist(), repeat(top), wide.tolist(), repeat(high))))
        self._veil(painter, row, where)

    def prepare(self, beyond: int) -> bool:
        """Paint a tile that will be in sight when it is scrolled by so many tiles; return whether there was one to paint."""
        canvas, scale = self._canvas, self._canvas.scale
        width = canvas.viewport().width()
        shown = canvas.rows.within(canvas.down, canvas.down + canvas.viewport().height())
        last = (scale.left + width) // WIDE
        near = [last + number for number in range(1, beyond + 1)]
        near += [number for number in (scale.left // WIDE - number for number in range(1, beyond + 1)) if number >= 0]
        for number in near:
            for row in shown:
                if self.rows.get(row.track.id, number) is None and not self._is_crowded(row):
                    self._tile(row, number)
                    return True
        return False

    def _is_crowded(self, row: Row) -> bool:
        canvas, width = self._canvas, self._canvas.viewport().width()
        arrays = canvas.lanes.of(canvas.shown, row.track.id)
        first, behind = arrays.within(canvas.scale.sample(0), canvas.scale.sample(width))
        return crowded(behind - first, width)

    def _tile(self, row: Row, number: int) -> RowTile:
        """Paint a tile, and keep it."""
        began = perf_counter()
        canvas = self._canvas
        scale, ratio = canvas.scale.at(number * WIDE), canvas.devicePixelRatioF()
        pixmap, part = blank(row.track.height, ratio), QRect(0, 0, WIDE, row.track.height)
        painter = QPainter(pixmap)
        sheet = Sheet(painter, row, self.look.coat(row.track, row.place), scale, part, row.top, ratio, [], set())
        # Edges and frames reach a little beyond their clips.
        start, end = round((scale.left - 8) * scale.per_pixel), round((scale.left + WIDE + 8) * scale.per_pixel) + 1
        try:
            self._ground(painter, row, row.top, 0, WIDE - 1, scale.left)
            self.clips.clips(sheet, canvas.shown.lane(row.track.id).between(start, end), canvas.selection)
            self._veil(painter, row, part)
        finally:
            # A pixmap that goes while it is painted on takes the program with it.
            painter.end()
        made = RowTile(pixmap, tuple(sheet.moving), frozenset(sheet.keys))
        if sheet.waits:
            made.waits_until = began + _PATIENCE_S
        self.rows.put(row.track.id, number, made)
        self.painted += 1
        took = perf_counter() - began
        self._left_s -= took
        self._tile_s += (took - self._tile_s) / 4
        return made

    def _ground(self, painter: QPainter, row: Row, down: int, left: int, right: int, origin: int) -> None:
        """Paint a row without its clips: its colour, the grid, the line below."""
        canvas, top, high = self._canvas, row.top - down, row.track.height
        painter.fillRect(left, top, right - left + 1, high, self.look.coat(row.track, row.place).row)
        painter.setPen(NO_PEN)
        painter.setBrush(self.look.grid)
        lines = [QRect(x, top, 1, high) for x in self._grid(canvas.scale.per_pixel, origin, left, right)]
        painter.drawRects([*lines, QRect(left, top + high - 1, right - left + 1, 1)])

    def _grid(self, per_pixel: float, origin: int, left: int, right: int) -> list[int]:
        """Return the pixels from ``left`` to ``right`` at which the grid is; the same for row after row."""
        key = per_pixel, origin, left, right
        if key != self._grid_of:
            scale = self._canvas.scale.at(origin)
            start, end = (max(0, round((x + origin) * per_pixel)) for x in (left, right + 1))
            found = ticks(self._canvas.times, per_pixel).within(start, end, labelled=True)
            self._grid_of, self._grid_at = key, [scale.x(at) for at, _ in found]
        return self._grid_at

    def _veil(self, painter: QPainter, row: Row, part: QRect) -> None:
        """Let what is not heard be pale."""
        if not self._canvas.shown.audible(row.track):
            veil = QColor(self.look["window"])
            veil.setAlpha(_VEIL)
            painter.fillRect(part, veil)

    # What lies over them

    def _over(self, painter: QPainter, part: QRect) -> None:
        canvas, look, scale = self._canvas, self.look, self._canvas.scale
        if canvas.loop is not None:
            left, right = (scale.x(at) for at in canvas.loop)
            veil = QColor(look["accent"])
            veil.setAlpha(22)
            painter.fillRect(QRect(left, 0, right - left, canvas.viewport().height()).intersected(part), veil)
        for marker in markers_between(canvas.shown, scale.sample(part.left() - 1), scale.sample(part.right() + 1)):
            x = scale.x(marker.at)
            painter.setPen(QPen(mark_colour(marker), 1, Qt.PenStyle.DashLine))
            painter.drawLine(x, part.top(), x, part.bottom())
        self._sticky(painter, part)
        self._held(painter, part)
        self._dragged(painter)
        painter.fillRect(scale.x(canvas.playhead), part.top(), 1, part.height(), look["accent"])
        if canvas.hasFocus() and canvas.current_clip is None:
            painter.setPen(QPen(look["focus"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(canvas.viewport().rect().adjusted(1, 1, -1, -1))

    def _sticky(self, painter: QPainter, part: QRect) -> None:
        """Write at the left edge what a clip says that begins before it."""
        canvas, scale, high = self._canvas, self._canvas.scale, self.look.head - 2
        if part.left() > canvas.viewport().width() // 2:
            return
        for row in canvas.rows.within(part.top() + canvas.down, part.bottom() + canvas.down):
            clip = canvas.shown.at(row.track.id, scale.sample(0))
            if clip is None or not clip.text or row.track.height < high + 8:
                continue
            rect = box(row, clip, scale, canvas.down)
            if rect.left() >= -4 or rect.right() < _STICKY + _FACTOR:
                continue
            coat = self.look.coat(row.track, row.place)
            # In steps, so that a text is not laid out anew for each pixel.
            beside = _FACTOR if clip.mode is Mode.FIXED and clip.sounds else 12
            wide = min(_STICKY_WIDE, (rect.right() - beside) // 32 * 32)
            line = QRect(0, rect.top() + 2, wide + 8, high)
            held = clip.locked or row.track.locked
            painter.fillRect(line, ground(coat, clip, picked=clip.id in canvas.selection, held=held))
            self.clips.said(painter, clip.text, line.adjusted(5, 0, -3, 0))

    def _held(self, painter: QPainter, part: QRect) -> None:
        """Paint what can be taken hold of, on the clip the mouse is over and the one the keyboard is at."""
        canvas = self._canvas
        current = canvas.current_clip
        for clip_id in {canvas.hovered, current.id if current else 0} - {0}:
            clip = canvas.shown.clip(clip_id) if canvas.shown.homes.get(clip_id) else None
            row = canvas.rows.of(clip.track_id) if clip is not None else None
            if clip is None or row is None:
                continue
            rect = box(row, clip, canvas.scale, canvas.down)
            near = rect.intersected(canvas.viewport().rect().adjusted(-40, -9, 40, 9))
            if not near.intersects(part):
                continue
            if rect.width() >= HANDLED and canvas.writable and not (clip.locked or row.track.locked):
                self._tools(painter, clip, rect, near)
            if current is not None and clip.id == current.id and canvas.hasFocus():
                painter.setPen(QPen(self.look["focus"], 2, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(near.adjusted(2, 2, -3, -3))

    def _tools(self, painter: QPainter, clip: Clip, rect: QRect, near: QRect) -> None:
        canvas = self._canvas
        if clip.sounds and not clip.gain and clip.id in canvas.selection:
            self.clips.gain(painter, clip, self.clips.body(rect), near, canvas.scale)
        self.clips.handles(painter, clip, rect, canvas.scale)

    def _dragged(self, painter: QPainter) -> None:
        canvas, look = self._canvas, self.look
        if canvas.frames:
            veil = QColor(look["accent"])
            veil.setAlpha(40)
            painter.setPen(QPen(look["accent"], 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(veil)
            painter.drawRects(canvas.frames)
        if canvas.touch is not None and canvas.pointer.gesture is not None:
            x = canvas.scale.x(canvas.touch)
            painter.setPen(QPen(look["text"], 1, Qt.PenStyle.DotLine))
            painter.drawLine(x, 0, x, canvas.viewport().height())
        if canvas.drop is not None:
            row = canvas.rows.of(canvas.drop[0])
            top = (row.top if row else canvas.rows.height) - canvas.down
            painter.fillRect(
                QRect(canvas.scale.x(canvas.drop[1]), top, 2, row.track.height if row else 24), look["accent"]
            )

    # What changed

    def drop(self, span: tuple[int, int], track_ids: Iterable[int]) -> None:
        """Paint anew, at once, what lies between two samples on these tracks."""
        scale = self._canvas.scale
        self.rows.drop(set(track_ids), *self._pixels(span[0], span[1], scale.per_pixel))

    def spoil(self, span: tuple[int, int], track_ids: Iterable[int]) -> None:
        """Paint the same anew when there is time."""
        scale = self._canvas.scale
        self.rows.spoil(set(track_ids), *self._pixels(span[0], span[1], scale.per_pixel))

    @staticmethod
    def _pixels(start: int, end: int, per_pixel: float) -> tuple[int, int]:
        return round(start / per_pixel) - 8, round(end / per_pixel) + 8
