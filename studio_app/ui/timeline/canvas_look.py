"""What the timeline is painted with: colours made of the theme's, once per theme, and signs that are drawn once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap, QStaticText

from studio_app.ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from studio_app.domain.timeline import Track

#: How much of a track's colour is in its clips: what is there, what is chosen, what stands in its waveform.
_FILL, _CHOSEN, _WAVE = 0.20, 0.38, 0.78
#: How much of a line's colour is in the grid, which must not be louder than the clips.
_GRID = 0.6
_STEP = 7
#: Shortened texts that are kept: several screens full.
_REMEMBERED = 8192
_ROLES = (
    "accent",
    "accent_soft",
    "border",
    "chip",
    "chip_text",
    "dim",
    "failed",
    "field",
    "focus",
    "generating",
    "hover",
    "line",
    "locked",
    "missing",
    "on_accent",
    "page",
    "panel",
    "stale",
    "text",
    "warning",
    "warning_soft",
    "window",
)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return a colour that has so much of ``one`` and the rest of ``other``."""
    parts = ((one.redF(), other.redF()), (one.greenF(), other.greenF()), (one.blueF(), other.blueF()))
    return QColor.fromRgbF(*(share * a + (1 - share) * b for a, b in parts))


def track_colour(track: Track, place: int) -> QColor:
    """Return the colour of a track: its own, a role of the theme or "#rrggbb", else one by its place, from 0."""
    if track.colour.startswith("#") and QColor.isValidColorName(track.colour):
        return QColor(track.colour)
    return theme.speaker_colour(track.colour, place)


@dataclass(frozen=True, slots=True)
class Coat:
    """The colours of one track's clips."""

    ink: QColor
    fill: QColor
    chosen: QColor
    empty: QColor
    locked: QColor
    edge: QColor
    wave: QColor
    block: QColor
    row: QColor


class Look:
    """The colours and fonts in force. Make another when the theme changed."""

    def __init__(self) -> None:
        current = theme.themes().current
        self.colours = {role: current.colour(role) for role in _ROLES}
        self.grid = mixed(self.colours["line"], self.colours["window"], _GRID)
        self.text = theme.font(0.92)
        self.small = theme.font(0.82)
        self.metrics = QFontMetrics(self.text)
        self.small_metrics = QFontMetrics(self.small)
        self.head = self.metrics.height() + 4
        self.small_high = self.small_metrics.height()
        self._coats: dict[tuple[str, int, bool], Coat] = {}
        self._short: dict[tuple[str, int], QStaticText] = {}
        self._chips: dict[str, tuple[QStaticText, int]] = {}

    def __getitem__(self, role: str) -> QColor:
        return self.colours[role]

    def coat(self, track: Track, place: int) -> Coat:
        """Return the colours of a track's clips; those of one that is muted are pale."""
        key = track.colour, place, track.mute
        if key not in self._coats:
            self._coats[key] = self._coated(track_colour(track, place), pale=track.mute)
        return self._coats[key]

    def short(self, text: str, width: int) -> QStaticText:
        """Return a text of a clip that fits into so many pixels, laid out; its end gives way to an ellipsis."""
        key = text, width
        if key not in self._short:
            if len(self._short) >= _REMEMBERED:
                self._short.clear()
            cut = self.metrics.elidedText(text[: width + 1], Qt.TextElideMode.ElideRight, width)
            self._short[key] = _laid_out(cut, self.text)
        return self._short[key]

    def chip(self, text: str) -> tuple[QStaticText, int]:
        """Return a short text in small letters, laid out, and how wide it is."""
        if text not in self._chips:
            if len(self._chips) >= _REMEMBERED:
                self._chips.clear()
            self._chips[text] = _laid_out(text, self.small), self.small_metrics.horizontalAdvance(text)
        return self._chips[text]

    def _coated(self, ink: QColor, *, pale: bool) -> Coat:
        page = self.colours["page"]
        if pale:
            ink = mixed(ink, self.colours["dim"], 0.25)
        return Coat(
            ink,
            mixed(ink, page, _FILL),
            mixed(ink, page, _CHOSEN),
            mixed(ink, page, 0.06),
            mixed(ink, self.colours["locked"], 0.12),
            mixed(ink, page, 0.85),
            mixed(ink, page, 0.5 if pale else _WAVE),
            mixed(ink, page, 0.5),
            mixed(ink, self.colours["window"], 0.04),
        )


def _laid_out(text: str, font: QFont) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(font=font)
    return made


@lru_cache(maxsize=64)
def striped(ink: str, ratio: float) -> QPixmap:
    """Return a square of slanted stripes in a colour (hex) that fits to itself on every side."""
    tile = QPixmap(QSize(_STEP, _STEP) * ratio)
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(ink), 2.6))
    for shift in (-_STEP, 0, _STEP):
        painter.drawLine(QPointF(shift, _STEP), QPointF(shift + _STEP, 0))
    painter.end()
    return tile
