"""Where each track is: rows from top to bottom, as high as their tracks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.timeline import Timeline, Track

#: Pixels above and below the clips of a row.
ABOVE, BELOW = 2, 3


@dataclass(frozen=True, slots=True)
class Row:
    """A track, its number from the top and where it is painted, in pixels from the first one's top."""

    track: Track
    place: int
    top: int

    @property
    def bottom(self) -> int:
        """Return the first pixel below the row."""
        return self.top + self.track.height


class Rows:
    """The rows of a timeline."""

    def __init__(self, timeline: Timeline) -> None:
        made, top = [], 0
        for place, track in enumerate(timeline.tracks):
            made.append(Row(track, place, top))
            top += track.height
        self.all: Sequence[Row] = made
        self.height = top
        self._tops = [row.top for row in made]
        self._by_track = {row.track.id: row for row in made}

    def of(self, track_id: int) -> Row | None:
        """Return the row of a track, None where it is not there."""
        return self._by_track.get(track_id)

    def at(self, y: float) -> Row | None:
        """Return the row at a pixel, None where there is none."""
        number = bisect_right(self._tops, y) - 1
        return self.all[number] if number >= 0 and y < self.height else None

    def within(self, top: float, bottom: float) -> Sequence[Row]:
        """Return the rows of which something lies between two pixels."""
        first = max(0, bisect_right(self._tops, top) - 1)
        return [row for row in self.all[first : bisect_right(self._tops, bottom)] if row.bottom > top]
