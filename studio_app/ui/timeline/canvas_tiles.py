"""The rows of the canvas as tiles: pixmaps of a stretch of a row at the zoom it is shown at, painted once for each change."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from PySide6.QtCore import QRect

#: Pixels that a tile is wide.
WIDE = 256
#: Bytes of pixmaps that are kept: some ten screens.
_MOST_BYTES = 48 << 20


@dataclass(slots=True)
class RowTile:
    """A stretch of a row. ``moving`` are the bars on it of what is being generated, ``keys`` the recordings it shows.

    What is not ``fresh`` is shown until there is time to paint it anew. ``waits_until``: when to ask again for waveforms that
    were not known, in seconds of ``perf_counter``; what was scrolled past may have been forgotten by who makes them ready.
    """

    pixmap: QPixmap
    moving: tuple[QRect, ...] = ()
    keys: frozenset[str] = frozenset()
    fresh: bool = True
    waits_until: float = inf


class RowTiles:
    """Keeps the tiles that were painted last, by track and number: tile 0 begins at sample 0. All are of one zoom."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[int, int], RowTile] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._held)

    def get(self, track_id: int, number: int) -> RowTile | None:
        """Return a tile, None while it is not painted."""
        found = self._held.get((track_id, number))
        if found is not None:
            self._held.move_to_end((track_id, number))
        return found

    def put(self, track_id: int, number: int, tile: RowTile) -> None:
        """Keep a tile."""
        self._remove((track_id, number))
        self._held[track_id, number] = tile
        self._bytes += _size(tile)
        while self._bytes > _MOST_BYTES:
            self._remove(next(iter(self._held)))

    def clear(self) -> None:
        """Forget all: another zoom, other colours, other tracks."""
        self._held.clear()
        self._bytes = 0

    def drop(self, track_ids: Collection[int], left: int, right: int) -> None:
        """Forget the tiles of which something lies between two pixels, counted from sample 0, on these tracks."""
        for key in list(self._touched(track_ids, left, right)):
            self._remove(key)

    def spoil(self, track_ids: Collection[int], left: int, right: int) -> None:
        """Paint the same tiles anew when there is time; until then they are shown as they are."""
        for key in self._touched(track_ids, left, right):
            self._held[key].fresh = False

    def spoil_all(self) -> None:
        """Paint all tiles anew when there is time."""
        for tile in self._held.values():
            tile.fresh = False

    def spoil_of(self, key: str) -> bool:
        """Paint the tiles anew that show a recording; return whether there are some."""
        found = [tile for tile in self._held.values() if key in tile.keys]
        for tile in found:
            tile.fresh = False
        return bool(found)

    def _touched(self, track_ids: Collection[int], left: int, right: int) -> Iterable[tuple[int, int]]:
        first, last = left // WIDE, right // WIDE
        if (last - first + 1) * len(track_ids) > len(self._held):
            return [key for key in self._held if key[0] in track_ids and first <= key[1] <= last]
        keys = ((track_id, number) for track_id in track_ids for number in range(first, last + 1))
        return [key for key in keys if key in self._held]

    def _remove(self, key: tuple[int, int]) -> None:
        found = self._held.pop(key, None)
        if found is not None:
            self._bytes -= _size(found)


def blank(height: int, ratio: float) -> QPixmap:
    """Return a pixmap for a tile of a row."""
    made = QPixmap(QSize(WIDE, height) * ratio)
    made.setDevicePixelRatio(ratio)
    return made


def _size(tile: RowTile) -> int:
    return tile.pixmap.width() * tile.pixmap.height() * 4
