"""How one clip is painted: as much of it as there is room for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QPolygonF

from studio_app.domain.timeline import Mode, TrackKind
from studio_app.ui.kit import amounts, icons
from studio_app.ui.timeline.canvas_lanes import Sign
from studio_app.ui.timeline.canvas_look import striped
from studio_app.ui.timeline.canvas_rows import ABOVE, BELOW
from studio_app.ui.timeline.tiles import WIDTH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from studio_app.domain.timeline import Clip, Sound
    from studio_app.ui.timeline.canvas_lanes import Signs
    from studio_app.ui.timeline.canvas_look import Coat, Look
    from studio_app.ui.timeline.canvas_rows import Row
    from studio_app.ui.timeline.canvas_scale import Scale
    from studio_app.ui.timeline.tiles import Tiles

#: Pixels from which on a block of colour has a frame, a clip is more than a block, has a waveform, words, handles.
_FRAMED, _BLOCK, _WAVED, _WORDED, HANDLED = 4, 10, 16, 36, 44
#: Pixels of the bar at the bottom that says what must be done.
BAR = 4
#: Decibels at the top and the bottom of a clip's gain line.
GAIN_TOP, GAIN_BOTTOM = 12.0, -48.0
SIGN_ROLES = {
    Sign.STALE: "stale",
    Sign.GENERATING: "generating",
    Sign.FAILED: "failed",
    Sign.MISSING: "missing",
}
NO_PEN = QPen(Qt.PenStyle.NoPen)
_NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)
#: A stretch nearer to 1 than this is not told where nobody speaks.
_TOLD = 0.005


def box(row: Row, clip: Clip, scale: Scale, down: int = 0) -> QRect:
    """Return where a clip is painted. ``down`` is how far the rows are scrolled."""
    left = scale.x(clip.start)
    width = max(1, scale.x(clip.start + clip.length) - left)
    return QRect(left, row.top - down + ABOVE, width, row.track.height - ABOVE - BELOW)


def gain_y(inner: QRect, db: float) -> float:
    """Return at which pixel of a clip's body a gain lies."""
    share = (GAIN_TOP - max(GAIN_BOTTOM, min(GAIN_TOP, db))) / (GAIN_TOP - GAIN_BOTTOM)
    return inner.top() + share * (inner.height() - 1)


def gain_db(inner: QRect, y: float) -> float:
    """Return the gain, to the tenth of a decibel, that a pixel of a clip's body stands for."""
    share = (y - inner.top()) / max(1, inner.height() - 1)
    return round(max(GAIN_BOTTOM, min(GAIN_TOP, GAIN_TOP - share * (GAIN_TOP - GAIN_BOTTOM))), 1)


def fade_places(clip: Clip, rect: QRect, scale: Scale) -> tuple[int, int]:
    """Return where the handles of a clip's fades are: never so near to an edge that they cannot be told from it."""
    up, down = scale.x(clip.start + clip.fade_in), scale.x(clip.end - clip.fade_out)
    return max(rect.left() + 12, up), min(rect.right() - 12, down)


def ground(coat: Coat, clip: Clip, *, picked: bool, held: bool) -> QColor:
    """Return the colour a clip is filled with: it is chosen, has no sound, is held by a lock, or none of these."""
    return coat.chosen if picked else coat.empty if not clip.sounds else coat.locked if held else coat.fill


@dataclass(slots=True)
class Sheet:
    """What clips are painted on: a stretch of one row, ``part``, at ``scale``.

    ``moving``, ``keys`` and ``waits`` are found out while it is painted: bars of what is being generated, recordings that are
    shown, and whether the waveform of one is not known yet.
    """

    painter: QPainter
    row: Row
    coat: Coat
    scale: Scale
    part: QRect
    down: int
    ratio: float
    moving: list[QRect]
    keys: set[str]
    waits: bool = False


class ClipPainter:
    """Paints clips. Made anew when the theme changes."""

    def __init__(self, look: Look, tiles: Tiles, signs: Signs) -> None:
        self._look = look
        self._tiles = tiles
        self._signs = signs
        self._fine = QPen(look["text"], 1.3)

    def body(self, rect: QRect) -> QRect:
        """Return the part of a clip below its line of text, where the waveform and the gain line are."""
        high = rect.height()
        head = self._look.head if high >= self._look.head + 16 else 0
        return rect.adjusted(0, head, 0, -BAR if high > 30 else -1)

    def clips(self, sheet: Sheet, clips: Iterable[Clip], chosen: Collection[int]) -> None:
        """Paint clips; those too small to be told anything of are blocks of colour, painted together."""
        blocks: dict[str, list[QRect]] = {}
        for clip in clips:
            rect = box(sheet.row, clip, sheet.scale, sheet.down)
            width, picked = rect.width(), clip.id in chosen
            if width >= _BLOCK:
                self._clip(sheet, clip, rect, picked=picked)
                continue
            # The last pixel of a small clip stays free, so that neighbours are two.
            framed = width >= _FRAMED
            rect.setWidth(max(1, width - 1 - framed))
            rect.setHeight(rect.height() - framed)
            kind = "picked" if picked else "block" if not framed else "fill" if clip.sounds else "empty"
            blocks.setdefault(kind, []).append(rect)
            if sign := self._signs.sign(clip):
                bar = QRect(rect.left(), rect.bottom() - BAR, rect.width(), BAR)
                blocks.setdefault(SIGN_ROLES[sign], []).append(bar)
        self._blocks(sheet, blocks)

    def _blocks(self, sheet: Sheet, blocks: dict[str, list[QRect]]) -> None:
        """Paint blocks of colour, all of a kind in one stroke: what is in a coat, what is chosen, or the role of a sign."""
        coat, painter = sheet.coat, sheet.painter
        inks = {"picked": self._look["accent"], "block": coat.block, "fill": coat.fill, "empty": coat.empty}
        for kind, rects in blocks.items():
            painter.setPen(coat.edge if kind in ("fill", "empty") else NO_PEN)
            painter.setBrush(inks[kind] if kind in inks else self._look[kind])
            painter.drawRects(rects)

    def _clip(self, sheet: Sheet, clip: Clip, rect: QRect, *, picked: bool) -> None:
        near = rect.intersected(sheet.part.adjusted(-8, 0, 8, 0))
        width = rect.width()
        if near.isEmpty():
            return
        sign, held = self._signs.sign(clip), clip.locked or sheet.row.track.locked
        self._ground(sheet, clip, near, picked=picked, held=held)
        body = self.body(rect)
        if clip.sounds and width >= _WAVED and body.height() >= 8:
            self._waves(sheet, clip, body)
        if clip.fade_in or clip.fade_out:
            self._fades(sheet, clip, rect)
        if clip.group:
            sheet.painter.fillRect(near.left() + 2, near.top() + 2, max(1, near.width() - 5), 2, sheet.coat.ink)
        if sign:
            self._sign(sheet, near, sign)
        if clip.gain:
            self.gain(sheet.painter, clip, body, near, sheet.scale)
        if width >= _WORDED and rect.height() >= self._look.head:
            self._words(sheet, clip, rect, held=held, sign=sign)
        if clip.overrun:
            self._overrun(sheet.painter, rect)

    def _ground(self, sheet: Sheet, clip: Clip, near: QRect, *, picked: bool, held: bool) -> None:
        coat, painter = sheet.coat, sheet.painter
        painter.setBrush(ground(coat, clip, picked=picked, held=held))
        if picked:
            painter.setPen(QPen(self._look["accent"], 2))
            painter.drawRect(near.adjusted(1, 1, -1, -1))
        else:
            style = Qt.PenStyle.SolidLine if clip.sounds else Qt.PenStyle.DashLine
            painter.setPen(QPen(coat.edge, 1, style))
            painter.drawRect(near.adjusted(0, 0, -1, -1))

    def _waves(self, sheet: Sheet, clip: Clip, body: QRect) -> None:
        at, scale, part = clip.start, sheet.scale, sheet.part
        for sound in clip.sounds:
            left, right = scale.exact(at), scale.exact(at + sound.length)
            at += sound.length
            if left > part.right():
                return
            if right > part.left() and right > left and not sound.silent:
                self._wave(sheet, sound, left, right, body)

    def _wave(self, sheet: Sheet, sound: Sound, start: int, end: int, body: QRect) -> None:
        per_pixel = sheet.scale.per_pixel * sound.natural / sound.length
        # Columns are counted from the recording's first frame, so that cuts of it share their tiles.
        origin = start - round(sound.start / per_pixel)
        left, right = max(start, sheet.part.left()), min(end - 1, sheet.part.right())
        painter, ratio, top, high = sheet.painter, sheet.ratio, body.top(), body.height()
        sheet.keys.add(self._tiles.key_of(sound))
        for number in range((left - origin) // WIDTH, (right - origin) // WIDTH + 1):
            tile = self._tiles.tile(sound, per_pixel, high, sheet.coat.wave, number, ratio)
            begin = origin + number * WIDTH
            first, last = max(left, begin), min(right, begin + WIDTH - 1)
            if tile is None:
                sheet.waits = True
                painter.fillRect(first, body.center().y(), last - first + 1, 1, sheet.coat.wave)
                continue
            wide = min(last - first + 1, round(tile.width() / ratio) - (first - begin))
            if wide > 0:
                source = QRectF((first - begin) * ratio, 0, wide * ratio, high * ratio)
                painter.drawPixmap(QRectF(first, top, wide, high), tile, source)

    def _sign(self, sheet: Sheet, near: QRect, sign: Sign) -> None:
        """Paint the bar of what is stale, failed or on its way along the bottom: stripes are seen without colours."""
        bar = QRect(near.left(), near.bottom() - BAR, near.width() - 1, BAR)
        if sign is Sign.GENERATING:
            sheet.moving.append(bar)
        if sign in (Sign.STALE, Sign.GENERATING):
            self.stripes(sheet.painter, bar, sign, 0)
        elif sign is Sign.FAILED:
            sheet.painter.fillRect(bar, self._look["failed"])

    def stripes(self, painter: QPainter, bar: QRect, sign: Sign, phase: int) -> None:
        """Paint a bar of stripes; ``phase`` moves them."""
        tile = striped(self._look[SIGN_ROLES[sign]].name(), painter.device().devicePixelRatioF())
        painter.setBrushOrigin(phase % 7, bar.top())
        painter.fillRect(bar, self._look["page"])
        painter.fillRect(bar, QBrush(tile))

    def gain(self, painter: QPainter, clip: Clip, body: QRect, near: QRect, scale: Scale) -> None:
        """Paint the gain line of a clip with its points."""
        places = [0, *(point.at for point in clip.gain), clip.length]
        points = [QPointF(scale.x(clip.start + at), gain_y(body, clip.gain_at(at))) for at in places]
        painter.save()
        painter.setClipRect(near)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._fine)
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(self._look["page"])
        for point in points[1:-1]:
            painter.drawEllipse(point, 3.5, 3.5)
        painter.restore()

    def _fades(self, sheet: Sheet, clip: Clip, rect: QRect) -> None:
        scale, part, painter = sheet.scale, sheet.part, sheet.painter
        top, bottom = rect.top() + 1, rect.bottom() - 1
        start, end = scale.x(clip.start), scale.x(clip.end)
        up, down = scale.x(clip.start + clip.fade_in), scale.x(clip.end - clip.fade_out)
        shade = QColor(self._look["page"])
        shade.setAlpha(170)
        for silent, full in ((start, up), (end, down)):
            if silent == full or max(silent, full) < part.left() or min(silent, full) > part.right():
                continue
            painter.setPen(NO_PEN)
            painter.setBrush(shade)
            painter.drawPolygon([QPoint(silent, top), QPoint(full, top), QPoint(silent, bottom)])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._fine)
            painter.drawLine(silent, bottom, full, top)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _words(self, sheet: Sheet, clip: Clip, rect: QRect, *, held: bool, sign: Sign) -> None:
        """Write what is said, beside it what must be known: a lock, a failure, how far it is stretched."""
        painter, look = sheet.painter, self._look
        left, right, top, high = rect.left() + 5, rect.right(), rect.top() + 2, look.head - 2
        if held:
            painter.drawPixmap(left - 1, top + (high - 12) // 2, _lock(look["text"].name(), sheet.ratio))
            left += 14
        if sign is Sign.FAILED:
            left = self._failure(painter, left, top, high)
        spoken = sheet.row.track.kind is TrackKind.VOICEOVER
        if clip.mode is Mode.FIXED and clip.sounds and (spoken or abs(clip.stretch - 1) >= _TOLD):
            right = self._factor(painter, clip, left, right, top, high)
        if clip.text and right - left > 14:
            self.said(painter, clip.text, QRect(left, top, right - left - 6, high))

    def said(self, painter: QPainter, text: str, line: QRect) -> None:
        """Write the text of a clip, as much as fits into a line."""
        painter.setPen(self._look["text"])
        painter.setFont(self._look.text)
        painter.drawStaticText(line.left(), line.top() + 1, self._look.short(text, line.width()))

    def _failure(self, painter: QPainter, left: int, top: int, high: int) -> int:
        disc = QRectF(left - 1, top + (high - 13) / 2, 13, 13)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(NO_PEN)
        painter.setBrush(self._look["failed"])
        painter.drawEllipse(disc)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(self._look["page"])
        painter.setFont(self._look.small)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, "!")
        return left + 15

    def _factor(self, painter: QPainter, clip: Clip, left: int, right: int, top: int, high: int) -> int:
        """Write how many times as long as recorded it is heard, as a chip; return what is left of the line."""
        strained = clip.strained
        said = f"{amounts.locale().toString(clip.stretch, 'f', 2)}×"
        text, wide = self._look.chip(f"⚠ {said}" if strained else said)
        if right - left < wide + 12:
            return right
        chip = QRect(right - wide - 11, top + 1, wide + 8, high - 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(NO_PEN)
        painter.setBrush(self._look["warning_soft" if strained else "chip"])
        painter.drawRoundedRect(chip, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(self._look["warning" if strained else "chip_text"])
        painter.setFont(self._look.small)
        painter.drawStaticText(chip.left() + 4, chip.top() + (chip.height() - self._look.small_high) // 2, text)
        return chip.left() - 2

    def _overrun(self, painter: QPainter, rect: QRect) -> None:
        """Paint the torn end of speech that is not heard whole."""
        step, x = 5, rect.right() - 1
        points = [
            QPoint(x - (step if number % 2 else 0), rect.top() + number * step)
            for number in range(rect.height() // step + 1)
        ]
        painter.setPen(QPen(self._look["failed"], 2))
        painter.drawPolyline(points)

    def handles(self, painter: QPainter, clip: Clip, rect: QRect, scale: Scale) -> None:
        """Paint what can be taken hold of: both edges, and the corners of the fades."""
        ink, middle = self._look["accent"], rect.center().y()
        for x in (rect.left() + 2, rect.right() - 4):
            painter.fillRect(x, middle - 8, 2, 16, ink)
        painter.setPen(QPen(self._look["page"], 1))
        painter.setBrush(ink)
        for x in fade_places(clip, rect, scale):
            painter.drawRect(x - 4, rect.top(), 8, 8)


@lru_cache(maxsize=32)
def _lock(ink: str, ratio: float) -> QPixmap:
    """Return the sign of a lock, in a colour (hex)."""
    made = QPixmap(round(12 * ratio), round(12 * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    icons.draw(painter, "lock", QRectF(0, 0, 12, 12), QColor(ink))
    painter.end()
    return made
