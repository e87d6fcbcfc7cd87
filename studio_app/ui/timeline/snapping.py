"""Snapping: what is moved comes to rest at edges of clips, the playhead, markers, regions and the grid, when it is near."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from studio_app.domain.timeline import Marker, Timeline

_at = attrgetter("at")


def markers_between(timeline: Timeline, start: int, end: int) -> Sequence[Marker]:
    """Return the markers from sample ``start`` to ``end``, both among them."""
    markers = timeline.markers
    return markers[bisect_left(markers, start, key=_at) : bisect_left(markers, end + 1, key=_at)]


@dataclass(frozen=True, slots=True)
class Snap:
    """Where something came to rest: it is to be moved ``by`` samples more, and then touches ``at``."""

    by: int
    at: int


@dataclass(frozen=True, slots=True)
class Snapping:
    """What there is to snap to, no further away than ``reach`` samples. ``grid`` is a step in samples, 0 for none."""

    timeline: Timeline
    playhead: int
    reach: int
    grid: float = 0.0

    def snap(self, places: Sequence[int], without: Collection[int] = ()) -> Snap | None:
        """Return how to move things with edges at ``places``; None where nothing is near. ``without``: clips that move along.

        The grid counts only where nothing else is near.
        """
        return self._nearest(places, self._things, without) or self._nearest(places, self._lines, without)

    def _nearest(self, places: Sequence[int], near: _Near, without: Collection[int]) -> Snap | None:
        found = ((abs(at - place), at - place, at) for place in places for at in near(place, without))
        distance, by, at = min(found, default=(self.reach + 1, 0, 0))
        return Snap(by, at) if distance <= self.reach else None

    def _things(self, place: int, without: Collection[int]) -> Iterator[int]:
        low, high = place - self.reach, place + self.reach
        yield from (0, self.playhead)
        for track in self.timeline.tracks:
            # A clip that ends just before, or begins just behind, touches too.
            for clip in self.timeline.lane(track.id).between(low - 1, high + 1):
                if clip.id not in without:
                    yield from (clip.start, clip.end)
        for marker in markers_between(self.timeline, low, high):
            yield marker.at
        for region in self.timeline.regions:
            yield from (region.at, region.end)

    def _lines(self, place: int, _without: Collection[int]) -> Iterator[int]:
        if self.grid:
            yield round(round(place / self.grid) * self.grid)


if TYPE_CHECKING:
    from collections.abc import Callable

    _Near = Callable[[int, Collection[int]], Iterator[int]]
