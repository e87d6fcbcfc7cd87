"""Rows in which thousands of clips are in sight: painted as how much of each pixel's time is filled, in one stroke."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from studio_app.ui.timeline.canvas_clips import BAR, SIGN_ROLES
from studio_app.ui.timeline.canvas_lanes import Sign
from studio_app.ui.timeline.canvas_rows import ABOVE, BELOW

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QColor, QPainter

    from studio_app.ui.timeline.canvas_lanes import LaneArrays, Signs
    from studio_app.ui.timeline.canvas_look import Look
    from studio_app.ui.timeline.canvas_rows import Row
    from studio_app.ui.timeline.canvas_scale import Scale

#: Pixels that a clip has on the average before all of a row become one bar of density.
_CROWDED = 5
#: How strong at the least is what is hardly there, and what is marked.
_HARDLY, _MARKED = 0.25, 0.5


def crowded(count: int, width: int) -> bool:
    """Return whether so many clips on so many pixels are painted as a bar of density."""
    return count * _CROWDED > width


class Density:
    """Paints rows so. ``marks`` says which clips are chosen, by id; None: none is."""

    def __init__(self, look: Look, signs: Signs) -> None:
        self._look = look
        self._signs = signs
        self.marks: NDArray[np.bool_] | None = None

    def row(self, painter: QPainter, row: Row, arrays: LaneArrays, scale: Scale, down: int, part: QRect) -> None:
        """Paint what of a row lies in ``part``: its clips, those that are chosen, and below what must be done."""
        edges = _edges(scale, part)
        where = self._fill(painter, row, arrays, edges, down, part)
        if self.marks is not None:
            self._marked(painter, arrays, edges, where, self.marks, self._look["accent"])
        bar = QRect(where.left(), where.bottom() - BAR, where.width(), BAR)
        for sign in (Sign.MISSING, Sign.GENERATING, Sign.STALE, Sign.FAILED):
            marked = self._signs.exactly(sign)
            if marked is not None:
                self._marked(painter, arrays, edges, bar, marked, self._look[SIGN_ROLES[sign]])

    def fill(self, painter: QPainter, row: Row, arrays: LaneArrays, scale: Scale, down: int, part: QRect) -> QRect:
        """Paint the clips alone; return where."""
        return self._fill(painter, row, arrays, _edges(scale, part), down, part)

    def _fill(
        self,
        painter: QPainter,
        row: Row,
        arrays: LaneArrays,
        edges: NDArray[np.floating],
        down: int,
        part: QRect,
    ) -> QRect:
        where = QRect(part.left(), row.top - down + ABOVE, part.width(), row.track.height - ABOVE - BELOW)
        filled = arrays.filled(edges)
        strip(painter, where, self._look.coat(row.track, row.place).wave, filled, _HARDLY)
        return where

    def _marked(
        self,
        painter: QPainter,
        arrays: LaneArrays,
        edges: NDArray[np.floating],
        where: QRect,
        marked: NDArray[np.bool_],
        ink: QColor,
    ) -> None:
        filled = arrays.filled(edges, marked)
        if filled.any():
            strip(painter, where, ink, filled, _MARKED)


def _edges(scale: Scale, part: QRect) -> NDArray[np.floating]:
    """Return the samples at which the pixels of a stretch begin, and where the last one ends."""
    return (np.arange(part.left(), part.right() + 2) + scale.left) * scale.per_pixel


def strip(painter: QPainter, where: QRect, ink: QColor, shares: NDArray[np.floating], least: float = 0.0) -> None:
    """Fill a rectangle with a colour, as strong in each column as is said, from 0 to 1; what is more than 0, ``least`` so."""
    pixels = _strengths(ink.rgb(), least)[np.ceil(shares * 255).astype(np.uint8)]
    image = QImage(pixels.data, len(pixels), 1, len(pixels) * 4, QImage.Format.Format_ARGB32_Premultiplied)
    painter.drawImage(where, image)


@lru_cache(maxsize=64)
def _strengths(ink: int, least: float) -> NDArray[np.uint32]:
    """Return the pixels of a colour for every share, from nothing to opaque."""
    strength = least + (1 - least) * np.arange(256) / 255
    strength[0] = 0.0
    alpha = np.rint(strength * 255).astype(np.uint32)
    red, green, blue = (alpha * (ink >> shift & 255) // 255 for shift in (16, 8, 0))
    pixels: NDArray[np.uint32] = (alpha << 24 | red << 16 | green << 8 | blue).astype(np.uint32)
    return pixels
