"""Waveforms as tiles: pixmaps of a stretch of a recording at one zoom, drawn once and kept as long as there is room."""

from __future__ import annotations

import math
from collections import OrderedDict
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from PySide6.QtGui import QColor

    from studio_app.domain.timeline import Sound

    #: Answers at once with the lowest and highest of ``count`` bins of ``samples_per_bin`` samples from bin ``first`` on
    #: as (count, 2), or None while nothing is known. Bins begin at the first of ``Sound.frames``, at the timeline's rate;
    #: fewer than asked for are those at the beginning. Integers are full scale at their type's limit, floats at 1.
    Waveforms = Callable[[Sound, int, int, int], NDArray[np.generic] | None]

#: Pixels that a tile is wide.
WIDTH = 256
#: Bytes of pixmaps that are kept: some twenty screens full of waveforms.
_MOST_BYTES = 48 << 20
#: Up to so many samples a pixel a waveform is drawn as a line through them.
_LINE = 1.0
#: Steps from a pixel that is free to one that is covered; each more makes a tile dearer.
_STRENGTHS = 15
#: Half the height of the line that stands for what is not known yet.
_UNKNOWN = np.float32(0.5)


class Tiles:
    """Keeps the waveforms that were drawn last. On the Qt thread."""

    def __init__(self) -> None:
        self.waveforms: Waveforms | None = None
        self.key_of: Callable[[Sound], str] = sound_key
        self._held: OrderedDict[tuple[str, int, int, str, int, float], QPixmap] = OrderedDict()
        self._bytes = 0

    def tile(
        self, sound: Sound, per_pixel: float, height: int, ink: QColor, number: int, ratio: float
    ) -> QPixmap | None:
        """Return the ``number``-th tile of a recording at ``per_pixel`` of its samples a pixel; None while there is none."""
        key = (self.key_of(sound), round(per_pixel * 1e6), height, ink.name(), number, ratio)
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        if self.waveforms is None:
            return None
        made = self._made(sound, per_pixel, height, ink, number, ratio)
        if made is None:
            return None
        self._held[key] = made
        self._bytes += _size(made)
        while self._bytes > _MOST_BYTES:
            self._bytes -= _size(self._held.popitem(last=False)[1])
        return made

    def forget(self, key: str = "") -> None:
        """Draw the waveform of a recording anew: more of it is known; all without a key, because colours changed."""
        for held in [held for held in self._held if not key or held[0] == key]:
            self._bytes -= _size(self._held.pop(held))

    def _made(
        self, sound: Sound, per_pixel: float, height: int, ink: QColor, number: int, ratio: float
    ) -> QPixmap | None:
        """Return a tile, None where nothing is known of that part yet."""
        assert self.waveforms is not None
        whole, samples = round(WIDTH * ratio), per_pixel / ratio
        # Behind its end a recording has no columns: most are far shorter than a tile.
        columns = min(whole, math.ceil(sound.frames / samples) + 2 - number * whole)
        if columns <= 0:
            return None
        bin_size = 1 << max(0, math.floor(math.log2(samples))) if samples > 1 else 1
        first = int(number * whole * samples // bin_size)
        count = math.ceil((number * whole + columns) * samples / bin_size) - first + 1
        lead = 1 if first else 0
        found = self.waveforms(sound, bin_size, first - lead, count + lead)
        if found is None:
            return None
        bins = _as_floats(found)
        at = (number * whole + np.arange(columns + 1)) * samples / bin_size - (first - lead)
        tall = round(height * ratio)
        pixels = _line(bins, at, tall) if samples < _LINE else _bars(bins, at, tall)
        return _pixmap(pixels, ink, ratio)


def sound_key(sound: Sound) -> str:
    """Return what a waveform is known by where nobody says more: the take or the media."""
    return f"take:{sound.take_id}" if sound.take_id else f"media:{sound.media}"


def _as_floats(found: NDArray[np.generic]) -> NDArray[np.float32]:
    bins = np.asarray(found)
    made = bins.astype(np.float32)
    if bins.dtype.kind == "i":
        made /= np.float32(np.iinfo(bins.dtype).max)
    return made


def _bars(bins: NDArray[np.float32], at: NDArray[np.float64], tall: int) -> NDArray[np.uint8]:
    """Return how much of each pixel is covered where each column is a bar from its lowest to its highest; (tall, columns)."""
    columns, middle = len(at) - 1, np.float32(tall // 2 + 0.5)
    if not len(bins):
        return _between(np.full(columns, middle - _UNKNOWN), np.full(columns, middle + _UNKNOWN), tall)
    places = np.minimum(at.astype(np.int64), len(bins) - 1)
    # A column takes all bins that begin in it, and the one it begins in.
    low = np.minimum.reduceat(bins[:, 0], places)[:-1]
    high = np.maximum.reduceat(bins[:, 1], places)[:-1]
    top = middle - high * (middle - 1) - np.float32(0.5)
    bottom = np.maximum(middle - low * (middle - 1) + np.float32(0.5), top + 1)
    unknown = at[:-1] >= len(bins)
    top[unknown], bottom[unknown] = middle - _UNKNOWN, middle + _UNKNOWN
    return _between(top, bottom, tall)


def _line(bins: NDArray[np.float32], at: NDArray[np.float64], tall: int) -> NDArray[np.uint8]:
    """Return the same of a line through the samples, which are further apart than pixels."""
    columns, middle = len(at) - 1, np.float32(tall // 2 + 0.5)
    if not len(bins):
        return _between(np.full(columns, middle - _UNKNOWN), np.full(columns, middle + _UNKNOWN), tall)
    values = np.interp(at, np.arange(len(bins)), bins.mean(axis=1))
    heights = (middle - values * (middle - 1)).astype(np.float32)
    top = np.minimum(heights[:-1], heights[1:]) - np.float32(0.75)
    bottom = np.maximum(heights[:-1], heights[1:]) + np.float32(0.75)
    unknown = at[:-1] > len(bins) - 1
    top[unknown], bottom[unknown] = middle - _UNKNOWN, middle + _UNKNOWN
    return _between(top, bottom, tall)


def _between(top: NDArray[np.float32], bottom: NDArray[np.float32], tall: int) -> NDArray[np.uint8]:
    """Return how much of each pixel lies between two lines, from 0 to _STRENGTHS."""
    rows = np.arange(tall, dtype=np.float32)[:, None]
    covered = np.minimum(rows + np.float32(1), bottom)
    covered -= np.maximum(rows, top)
    covered *= np.float32(_STRENGTHS)
    np.maximum(covered, np.float32(0), out=covered)
    made: NDArray[np.uint8] = covered.astype(np.uint8)
    return made


def _pixmap(covered: NDArray[np.uint8], ink: QColor, ratio: float) -> QPixmap:
    tall, columns = covered.shape
    image = QImage(np.ascontiguousarray(covered).data, columns, tall, columns, QImage.Format.Format_Indexed8)
    image.setColorTable(_strengths(ink.rgb()))
    made = QPixmap.fromImage(image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))
    made.setDevicePixelRatio(ratio)
    return made


@lru_cache(maxsize=256)
def _strengths(ink: int) -> list[int]:
    """Return a colour at every strength, from nothing to opaque."""
    return [strength * 255 // _STRENGTHS << 24 | (ink & 0xFFFFFF) for strength in range(_STRENGTHS + 1)]


def _size(tile: QPixmap) -> int:
    return tile.width() * tile.height() * 4
