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
    from collections.abc import Sequence

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

    def row(
        self,
        painter: QPainter,
        row: Row,
        arrays: LaneArrays,
        scale: Scale,
        down: int,
        part: QRect,
        grid: Sequence[int],
    ) -> None:
        """Paint what of a row lies in ``part``: its clips, those that are chosen, and below what must be done.

        ``grid`` are the pixels at which the grid is.
        """
        edges = _edges(scale, part)
        where = self._fill(painter, row, arrays, edges, down, part, grid)
        if self.marks is not None:
            self._marked(painter, arrays, edges, where, self.marks, self._look["accent"])
        bar = QRect(where.left(), where.bottom() - BAR, where.width(), BAR)
        for sign in (Sign.MISSING, Sign.GENERATING, Sign.STALE, Sign.FAILED):
            marked = self._signs.exactly(sign)
            if marked is not None:
                self._marked(painter, arrays, edges, bar, marked, self._look[SIGN_ROLES[sign]])

    def fill(
        self,
        painter: QPainter,
        row: Row,
        arrays: LaneArrays,
        scale: Scale,
        down: int,
        part: QRect,
        grid: Sequence[int],
    ) -> None:
        """Paint the clips alone."""
        self._fill(painter, row, arrays, _edges(scale, part), down, part, grid)

    def _fill(
        self,
        painter: QPainter,
        row: Row,
        arrays: LaneArrays,
        edges: NDArray[np.floating],
        down: int,
        part: QRect,
        grid: Sequence[int],
    ) -> QRect:
        """Paint the row, its grid and its clips; return where the clips are.

        One line of pixels is worked out and drawn opaque: to blend it over what is there takes longer.
        """
        coat, top, high = self._look.coat(row.track, row.place), row.top - down, row.track.height
        left, wide = part.left(), part.width()
        ground = np.full(wide, coat.row.rgb(), np.uint32)
        ground[[x - left for x in grid if 0 <= x - left < wide]] = self._look.grid.rgb()
        levels = np.ceil(arrays.filled(edges) * 255).astype(np.uint8)
        where = QRect(left, top + ABOVE, wide, high - ABOVE - BELOW)
        for place in (QRect(left, top, wide, ABOVE), QRect(left, where.bottom() + 1, wide, BELOW)):
            _stretched(painter, place, ground)
        pixels = _mixtures(coat.row.rgb(), coat.wave.rgb(), _HARDLY)[levels]
        _stretched(painter, where, np.where(levels > 0, pixels, ground))
        painter.fillRect(left, top + high - 1, wide, 1, self._look.grid)
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


def strip(painter: QPainter, where: QRect, ink: QColor, shares: NDArray[np.floating], least: float) -> None:
    """Fill a rectangle with a colour, as strong in each column as is said, from 0 to 1; what is more than 0, ``least`` so."""
    pixels = _strengths(ink.rgb(), least)[np.ceil(shares * 255).astype(np.uint8)]
    image = QImage(pixels.data, len(pixels), 1, len(pixels) * 4, QImage.Format.Format_ARGB32_Premultiplied)
    painter.drawImage(where, image)


def _stretched(painter: QPainter, where: QRect, pixels: NDArray[np.uint32]) -> None:
    """Fill a rectangle with columns of these colours, each opaque."""
    painter.drawImage(where, QImage(pixels.data, len(pixels), 1, len(pixels) * 4, QImage.Format.Format_RGB32))


@lru_cache(maxsize=64)
def _strengths(ink: int, least: float) -> NDArray[np.uint32]:
    """Return the pixels of a colour for every share, from nothing to opaque."""
    alpha = np.rint(_of_shares(least) * 255).astype(np.uint32)
    red, green, blue = (alpha * (ink >> shift & 255) // 255 for shift in (16, 8, 0))
    pixels: NDArray[np.uint32] = (alpha << 24 | red << 16 | green << 8 | blue).astype(np.uint32)
    return pixels


@lru_cache(maxsize=64)
def _mixtures(ground: int, ink: int, least: float) -> NDArray[np.uint32]:
    """Return the opaque pixels of a colour over another for every share."""
    strength = _of_shares(least)
    parts = ((shift, ground >> shift & 255, ink >> shift & 255) for shift in (16, 8, 0))
    mixed = (np.rint(below + (above - below) * strength).astype(np.uint32) << shift for shift, below, above in parts)
    pixels: NDArray[np.uint32] = sum(mixed, np.full(256, 0xFF000000, np.uint32))
    return pixels


def _of_shares(least: float) -> NDArray[np.floating]:
    """Return how strong a colour is for every share in 255 parts: nothing, else ``least`` and more."""
    strength = least + (1 - least) * np.arange(256) / 255
    strength[0] = 0.0
    return strength
