"""How clips are painted: as much of each as there is room for, and as bars of density where thousands are in sight."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPen, QPolygonF

from studio_app.domain.timeline import Mode
from studio_app.ui.kit import amounts, icons
from studio_app.ui.timeline.canvas_lanes import Sign
from studio_app.ui.timeline.canvas_look import striped
from studio_app.ui.timeline.canvas_rows import ABOVE, BELOW
from studio_app.ui.timeline.tiles import WIDTH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from studio_app.domain.timeline import Clip, Sound
    from studio_app.ui.timeline.canvas_lanes import LaneArrays, Signs
    from studio_app.ui.timeline.canvas_look import Coat, Look
    from studio_app.ui.timeline.canvas_rows import Row
    from studio_app.ui.timeline.canvas_scale import Scale
    from studio_app.ui.timeline.tiles import Tiles

#: Pixels that a clip is given on the average before all of a track become one bar of density.
_CROWDED = 5
#: Pixels below which a clip is only a block of colour, and from which on it has a waveform, text, handles.
_BLOCK, _WAVED, _WORDED, _HANDLED = 12, 12, 28, 44
_BAR = 4
#: Decibels at the top and the bottom of a clip's gain line.
GAIN_TOP, GAIN_BOTTOM = 12.0, -48.0
_SIGN_ROLES = {
    Sign.STALE: "stale",
    Sign.GENERATING: "generating",
    Sign.FAILED: "failed",
    Sign.MISSING: "missing",
}
_NO_PEN = QPen(Qt.PenStyle.NoPen)


@dataclass(slots=True)
class Chosen:
    """What is chosen: clips, which of them the keyboard is at, and which one the mouse is over; 0 for none."""

    ids: Collection[int] = frozenset()
    current: int = 0
    hovered: int = 0
    focused: bool = False
    ghosts: list[QRect] = field(default_factory=list)


def box(row: Row, clip: Clip, scale: Scale, down: int = 0) -> QRect:
    """Return where a clip is painted. ``down`` is how far the rows are scrolled."""
    left = scale.x(clip.start)
    width = max(1, scale.x(clip.end) - left)
    return QRect(left, row.top - down + ABOVE, width, row.track.height - ABOVE - BELOW)


def gain_y(inner: QRect, db: float) -> float:
    """Return at which pixel of a clip's body a gain lies."""
    share = (GAIN_TOP - max(GAIN_BOTTOM, min(GAIN_TOP, db))) / (GAIN_TOP - GAIN_BOTTOM)
    return inner.top() + share * (inner.height() - 1)


def gain_db(inner: QRect, y: float) -> float:
    """Return the gain, to the tenth of a decibel, that a pixel of a clip's body stands for."""
    share = (y - inner.top()) / max(1, inner.height() - 1)
    return round(max(GAIN_BOTTOM, min(GAIN_TOP, GAIN_TOP - share * (GAIN_TOP - GAIN_BOTTOM))), 1)


class ClipPainter:
    """Paints the clips of one row after another. Made anew when the theme changes."""

    def __init__(self, look: Look, tiles: Tiles, signs: Signs) -> None:
        self._look = look
        self._tiles = tiles
        self._signs = signs
        self.phase = 0
        #: Where something is being generated, and moves, in the picture just painted.
        self.moving: list[QRect] = []

    def body(self, rect: QRect) -> QRect:
        """Return the part of a clip below its line of text, where the waveform and the gain line are."""
        head = self._look.head if rect.height() >= self._look.head + 16 else 0
        return rect.adjusted(0, head, 0, -_BAR if rect.height() > 30 else -1)

    def row(
        self,
        painter: QPainter,
        row: Row,
        clips: Iterable[Clip],
        scale: Scale,
        down: int,
        part: QRect,
        chosen: Chosen,
    ) -> None:
        """Paint the clips of a row that can be told apart; ``part`` is what must be painted anew."""
        coat = self._look.coat(row.track, row.place)
        plain: list[QRect] = []
        picked: list[QRect] = []
        signed: dict[Sign, list[QRect]] = {}
        for clip in clips:
            rect = box(row, clip, scale, down)
            if rect.width() >= _BLOCK:
                self._clip(painter, clip, rect, coat, row, scale, part, chosen)
                continue
            # The last pixel of a small clip stays free, so that neighbours are two.
            rect.setWidth(max(1, rect.width() - 1))
            (picked if clip.id in chosen.ids else plain).append(rect)
            sign = self._signs.sign(clip)
            if sign:
                signed.setdefault(sign, []).append(QRect(rect.left(), rect.bottom() - _BAR, rect.width(), _BAR))
        painter.setPen(_NO_PEN)
        for rects, colour in ((plain, coat.wave), (picked, self._look["accent"])):
            if rects:
                painter.setBrush(colour)
                painter.drawRects(rects)
        for sign, rects in signed.items():
            painter.setBrush(self._look[_SIGN_ROLES[sign]])
            painter.drawRects(rects)

    # One clip

    def _clip(
        self,
        painter: QPainter,
        clip: Clip,
        rect: QRect,
        coat: Coat,
        row: Row,
        scale: Scale,
        part: QRect,
        chosen: Chosen,
    ) -> None:
        picked, sign = clip.id in chosen.ids, self._signs.sign(clip)
        held = clip.locked or row.track.locked
        fill = coat.chosen if picked else coat.empty if not clip.sounds else coat.locked if held else coat.fill
        seen = rect.intersected(part.adjusted(-4, 0, 4, 0))
        if seen.isEmpty():
            return
        painter.fillRect(seen, fill)
        body = self.body(rect)
        if clip.sounds:
            self._waves(painter, clip, body, coat, scale, part)
        if clip.fade_in or clip.fade_out:
            self._fades(painter, clip, rect, scale)
        self._outline(painter, clip, rect, seen, coat, picked=picked)
        if sign:
            self._sign(painter, rect, seen, sign)
        if clip.gain or (picked and clip.sounds and rect.width() >= _HANDLED):
            self._gain(painter, clip, body, seen, scale)
        if rect.width() >= _WORDED:
            self._words(painter, clip, rect, held=held, sign=sign)
        if clip.overrun:
            self._overrun(painter, rect)
        if (picked or clip.id == chosen.hovered) and rect.width() >= _HANDLED and not held:
            self._handles(painter, clip, rect, scale)
        if clip.id == chosen.current and chosen.focused:
            painter.setPen(QPen(self._look["focus"], 2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(_near(rect, part).adjusted(4, 4, -5, -5))

    def _waves(self, painter: QPainter, clip: Clip, body: QRect, coat: Coat, scale: Scale, part: QRect) -> None:
        if body.height() < 8:
            return
        at = clip.start
        for sound in clip.sounds:
            left, right = scale.x(at), scale.x(at + sound.length)
            at += sound.length
            if right <= part.left() or sound.silent:
                continue
            if left > part.right():
                return
            self._wave(painter, sound, QRect(left, body.top(), right - left, body.height()), coat, scale, part)

    def _wave(self, painter: QPainter, sound: Sound, where: QRect, coat: Coat, scale: Scale, part: QRect) -> None:
        per_pixel = scale.per_pixel * sound.natural / sound.length
        # Columns are counted from the recording's first frame, so that cuts of it share their tiles.
        origin = where.left() - round(sound.start / per_pixel)
        left, right = max(where.left(), part.left()), min(where.right(), part.right())
        ratio = painter.device().devicePixelRatioF()
        for number in range((left - origin) // WIDTH, (right - origin) // WIDTH + 1):
            tile = self._tiles.tile(sound, per_pixel, where.height(), coat.wave, number, ratio)
            start = origin + number * WIDTH
            first, last = max(left, start), min(right, start + WIDTH - 1)
            if tile is None:
                painter.setPen(QPen(coat.wave, 1, Qt.PenStyle.DotLine))
                painter.drawLine(first, where.center().y(), last, where.center().y())
                continue
            source = QRectF((first - start) * ratio, 0, (last - first + 1) * ratio, where.height() * ratio)
            painter.drawPixmap(QRectF(first, where.top(), last - first + 1, where.height()), tile, source)

    def _outline(self, painter: QPainter, clip: Clip, rect: QRect, seen: QRect, coat: Coat, *, picked: bool) -> None:
        near = _near(rect, seen)
        style = Qt.PenStyle.SolidLine if clip.sounds else Qt.PenStyle.DashLine
        painter.setPen(QPen(self._look["accent"] if picked else coat.edge, 2 if picked else 1, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(near.adjusted(1, 1, -2, -1) if picked else near.adjusted(0, 0, -1, -1))
        if clip.group:
            painter.fillRect(near.left() + 2, near.top() + 2, max(1, near.width() - 5), 2, coat.ink)

    def _sign(self, painter: QPainter, rect: QRect, seen: QRect, sign: Sign) -> None:
        """Paint the bar of what is stale, failed or on its way along the bottom: stripes are seen without colours."""
        bar = QRect(seen.left(), rect.bottom() - _BAR, seen.width(), _BAR)
        ink = self._look[_SIGN_ROLES[sign]]
        if sign in (Sign.STALE, Sign.GENERATING):
            tile = striped(ink.name(), painter.device().devicePixelRatioF())
            painter.setBrushOrigin(self.phase % 7 if sign is Sign.GENERATING else 0, bar.top())
            painter.fillRect(bar, self._look["page"])
            painter.fillRect(bar, QBrush(tile))
            if sign is Sign.GENERATING:
                self.moving.append(bar)
        elif sign is Sign.FAILED:
            painter.fillRect(bar, ink)

    def _gain(self, painter: QPainter, clip: Clip, body: QRect, seen: QRect, scale: Scale) -> None:
        places = [0, *(point.at for point in clip.gain), clip.length]
        points = [QPointF(scale.x(clip.start + at), gain_y(body, clip.gain_at(at))) for at in places]
        painter.save()
        painter.setClipRect(seen)
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look["text"], 1.3))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(self._look["page"])
        for point in points[1:-1]:
            painter.drawEllipse(point, 3.5, 3.5)
        painter.restore()

    def _fades(self, painter: QPainter, clip: Clip, rect: QRect, scale: Scale) -> None:
        top, bottom = rect.top() + 1, rect.bottom()
        start, end = scale.x(clip.start), scale.x(clip.end)
        up, down = scale.x(clip.start + clip.fade_in), scale.x(clip.end - clip.fade_out)
        painter.save()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        shade = QColor(self._look["page"])
        shade.setAlpha(170)
        for silent, full in ((start, up), (end, down)):
            if silent != full:
                painter.setPen(_NO_PEN)
                painter.setBrush(shade)
                painter.drawPolygon(QPolygonF([QPointF(silent, top), QPointF(full, top), QPointF(silent, bottom)]))
                painter.setPen(QPen(self._look["text"], 1.2))
                painter.drawLine(QPointF(silent, bottom), QPointF(full, top))
        painter.restore()

    def _words(self, painter: QPainter, clip: Clip, rect: QRect, *, held: bool, sign: Sign) -> None:
        """Write what is said, beside it what must be known: a lock, a failure, how far it is stretched."""
        # A clip that begins far to the left is still told what it is.
        left, right, top, high = max(rect.left(), 0) + 5, rect.right(), rect.top() + 2, self._look.head - 2
        if rect.height() < high:
            return
        painter.setFont(self._look.text)
        if held:
            icons.draw(painter, "lock", QRectF(left - 1, top + (high - 12) / 2, 12, 12), self._look["text"])
            left += 14
        if sign is Sign.FAILED:
            left = self._failure(painter, left, top, high)
        if clip.mode is Mode.FIXED and clip.sounds and abs(clip.stretch - 1) >= 0.005:
            right = self._factor(painter, clip, left, right, top, high)
        if clip.text and right - left > 14:
            painter.setPen(self._look["text"])
            said = self._look.short(clip.text, right - left - 6)
            painter.drawText(left, top + self._look.metrics.ascent() + 1, said)

    def _failure(self, painter: QPainter, left: int, top: int, high: int) -> int:
        disc = QRectF(left - 1, top + (high - 13) / 2, 13, 13)
        painter.setPen(_NO_PEN)
        painter.setBrush(self._look["failed"])
        painter.drawEllipse(disc)
        painter.setPen(self._look["page"])
        painter.setFont(self._look.small)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, "!")
        painter.setFont(self._look.text)
        return left + 15

    def _factor(self, painter: QPainter, clip: Clip, left: int, right: int, top: int, high: int) -> int:
        """Write how many times as long as recorded it is heard, as a chip; return what is left of the line."""
        said = f"{amounts.locale().toString(clip.stretch, 'f', 2)}×"
        if clip.strained:
            said = f"⚠ {said}"
        width = self._look.small_metrics.horizontalAdvance(said) + 8
        if right - left < width + 4:
            return right
        chip = QRectF(right - width - 3, top + 1, width, high - 3)
        painter.setPen(_NO_PEN)
        painter.setBrush(self._look["warning_soft"] if clip.strained else self._look["chip"])
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(self._look["warning"] if clip.strained else self._look["chip_text"])
        painter.setFont(self._look.small)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, said)
        painter.setFont(self._look.text)
        return round(chip.left()) - 2

    def _overrun(self, painter: QPainter, rect: QRect) -> None:
        """Paint the torn end of speech that is not heard whole."""
        step, x = 5, rect.right()
        points = [
            QPoint(x - (step if number % 2 else 0), rect.top() + number * step)
            for number in range(rect.height() // step + 1)
        ]
        painter.setPen(QPen(self._look["failed"], 2))
        painter.drawPolyline(points)

    def _handles(self, painter: QPainter, clip: Clip, rect: QRect, scale: Scale) -> None:
        """Paint what can be taken hold of: both edges, and the corners of the fades."""
        ink, middle = self._look["accent"], rect.center().y()
        for x in (rect.left() + 2, rect.right() - 3):
            painter.fillRect(x, middle - 8, 2, 16, ink)
        painter.setPen(QPen(self._look["page"], 1))
        painter.setBrush(ink)
        for x in fade_places(clip, rect, scale):
            painter.drawRect(x - 4, rect.top(), 8, 8)

    # Many

    def crowded(self, count: int, width: int) -> bool:
        """Return whether so many clips on so many pixels are painted as a bar of density."""
        return count * _CROWDED > width

    def density(
        self, painter: QPainter, row: Row, arrays: LaneArrays, scale: Scale, down: int, part: QRect, chosen: Chosen
    ) -> None:
        """Paint a row as how much of each pixel's time its clips fill, what is chosen, and what must be done."""
        edges = (np.arange(part.left(), part.right() + 2) + scale.left) * scale.per_pixel
        coat = self._look.coat(row.track, row.place)
        where = QRect(part.left(), row.top - down + ABOVE, part.width(), row.track.height - ABOVE - BELOW)
        # What is hardly there is still seen.
        filled = arrays.filled(edges)
        strip(painter, where, coat.wave, np.where(filled > 0, 0.25 + 0.75 * filled, 0))
        if chosen.ids:
            self._density_of(painter, arrays, edges, where, self._marks, self._look["accent"])
        bar = QRect(where.left(), where.bottom() - _BAR, where.width(), _BAR)
        for sign in (Sign.MISSING, Sign.GENERATING, Sign.STALE, Sign.FAILED):
            self._density_of(painter, arrays, edges, bar, self._signs.exactly(sign), self._look[_SIGN_ROLES[sign]])

    def mark(self, marks: NDArray[np.bool_]) -> None:
        """Take which clips are chosen, by id, for bars of density."""
        self._marks = marks

    _marks: NDArray[np.bool_] = np.zeros(0, np.bool_)

    def _density_of(
        self,
        painter: QPainter,
        arrays: LaneArrays,
        edges: NDArray[np.floating],
        where: QRect,
        marked: NDArray[np.bool_],
        ink: QColor,
    ) -> None:
        if marked.any():
            filled = arrays.filled(edges, marked)
            if filled.any():
                strip(painter, where, ink, np.where(filled > 0, 0.5 + 0.5 * filled, 0))


def fade_places(clip: Clip, rect: QRect, scale: Scale) -> tuple[int, int]:
    """Return where the handles of a clip's fades are: never so near to an edge that they cannot be told from it."""
    up, down = scale.x(clip.start + clip.fade_in), scale.x(clip.end - clip.fade_out)
    return max(rect.left() + 12, up), min(rect.right() - 12, down)


def _near(rect: QRect, part: QRect) -> QRect:
    """Return a rectangle without what is far outside of the picture, where lines would be drawn for nothing."""
    return rect.intersected(part.adjusted(-40, -400, 40, 400))


def strip(painter: QPainter, where: QRect, ink: QColor, strengths: NDArray[np.floating]) -> None:
    """Fill a rectangle with a colour, as strong in each column as is said."""
    alpha = (strengths * 255).astype(np.uint32)
    red, green, blue = (alpha * part // 255 for part in (ink.red(), ink.green(), ink.blue()))
    pixels = np.ascontiguousarray(alpha << 24 | red << 16 | green << 8 | blue)
    image = QImage(pixels.data, len(alpha), 1, len(alpha) * 4, QImage.Format.Format_ARGB32_Premultiplied)
    painter.drawImage(where, image)
