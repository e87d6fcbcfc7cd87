"""The clips of a track as arrays, for views in which thousands are in sight: made by blocks, so that an edit costs little."""

from __future__ import annotations

from enum import IntEnum
from itertools import chain
from operator import attrgetter
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from studio_app.session.standing import State
from studio_app.ui.timeline import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from numpy.typing import NDArray

    from studio_app.domain.lane import Lane
    from studio_app.domain.timeline import Clip, Timeline
    from studio_app.ui.timeline.words import StateOf

#: Kinds of marks whose sums are kept: signs and what is chosen.
_MARKS = 8
_start, _length, _id = attrgetter("start"), attrgetter("length"), attrgetter("id")


class Sign(IntEnum):
    """What a clip shows of how far it is. Those from FAILED on call for something to be done."""

    FINE = 0
    MISSING = 1
    GENERATING = 2
    STALE = 3
    FAILED = 4


_SIGNS = {
    State.MISSING: Sign.MISSING,
    State.STALE: Sign.STALE,
    State.GENERATING: Sign.GENERATING,
    State.FAILED: Sign.FAILED,
}


_Reach = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.floating]"]


class LaneArrays:
    """Starts, ends and ids of the clips of a lane, and how much of it they fill."""

    __slots__ = ("_blocks", "_edges", "_filled", "_marked", "_of", "_reached", "ends", "ids", "starts")

    def __init__(self) -> None:
        self._of: tuple[tuple[Clip, ...], ...] = ()
        self._blocks: dict[int, tuple[tuple[Clip, ...], NDArray[np.int64]]] = {}
        self.starts = self.ends = self.ids = np.zeros(0, np.int64)
        self._filled = np.zeros(1, np.int64)
        self._marked: dict[int, tuple[NDArray[np.bool_], NDArray[np.int64]]] = {}
        self._edges: NDArray[np.floating] | None = None
        self._reached: _Reach

    def follow(self, lane: Lane) -> None:
        """Become those of this lane; what is known of its blocks is not looked at again."""
        if lane.blocks is self._of:
            return
        held = self._blocks
        self._blocks = {id(block): held.get(id(block)) or (block, _rows(block)) for block in lane.blocks}
        self._of = lane.blocks
        rows = [self._blocks[id(block)][1] for block in lane.blocks]
        whole = np.concatenate(rows, axis=1) if rows else np.zeros((3, 0), np.int64)
        self.starts, lengths, self.ids = whole
        self.ends = self.starts + lengths
        self._filled = _sums(lengths)
        self._marked.clear()
        self._edges = None

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return which of the clips have a sample in ``start``..``end``: from the first to behind the last."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        return first, max(first, int(np.searchsorted(self.starts, end, side="left")))

    def filled(self, edges: NDArray[np.floating], marked: NDArray[np.bool_] | None = None) -> NDArray[np.floating]:
        """Return which share of the time between two edges, from 0 to 1, clips fill; with ``marked``, by id, only those."""
        behind, inside, into = self._reach(edges)
        sums = self._filled if marked is None else self._sums_of(marked)
        if len(self.starts) and marked is not None:
            into = np.where(marked.take(self.ids[inside], mode="clip"), into, 0.0)
        reached = sums[behind] + into
        shares: NDArray[np.floating] = (reached[1:] - reached[:-1]) / (edges[1:] - edges[:-1])
        return np.clip(shares, 0.0, 1.0, out=shares)

    def _reach(self, edges: NDArray[np.floating]) -> _Reach:
        """Return, for each edge, how many clips end before it, which comes then, and how far the edge reaches into that one.

        All that is asked of the same edges, for one mark after the other, needs it.
        """
        if edges is not self._edges:
            behind = np.searchsorted(self.ends, edges, side="right")
            inside = np.minimum(behind, max(0, len(self.starts) - 1))
            into = np.zeros(len(edges))
            if len(self.starts):
                into = np.where(behind < len(self.starts), np.maximum(edges - self.starts[inside], 0.0), 0.0)
            self._edges, self._reached = edges, (behind, inside, into)
        return self._reached

    def _sums_of(self, marked: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return how much the marked clips fill up to each; worked out once for the marks that are in force."""
        known = self._marked.get(id(marked))
        if known is None:
            if len(self._marked) >= _MARKS:
                self._marked.clear()
            known = marked, _sums((self.ends - self.starts) * marked.take(self.ids, mode="clip"))
            self._marked[id(marked)] = known
        return known[1]


def _rows(block: tuple[Clip, ...]) -> NDArray[np.int64]:
    return np.array([list(map(_start, block)), list(map(_length, block)), list(map(_id, block))], np.int64)


def _sums(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])


class Lanes:
    """The arrays of all tracks of a timeline."""

    def __init__(self) -> None:
        self._arrays: dict[int, LaneArrays] = {}

    def of(self, timeline: Timeline, track_id: int) -> LaneArrays:
        """Return those of a track."""
        arrays = self._arrays.setdefault(track_id, LaneArrays())
        arrays.follow(timeline.lane(track_id))
        return arrays

    def forget(self, timeline: Timeline) -> None:
        """Let tracks go that are there no more."""
        there = {track.id for track in timeline.tracks}
        self._arrays = {track_id: arrays for track_id, arrays in self._arrays.items() if track_id in there}


def _unknown(_paragraph_id: int) -> None:
    return None


class Signs:
    """How far each clip is, as a Sign by clip id. What nobody asked for yet is found out little by little: see ``more``."""

    def __init__(self) -> None:
        self.states: StateOf = _unknown
        self.busy: frozenset[int] = frozenset()
        self.failed: frozenset[int] = frozenset()
        self._known = np.zeros(0, np.uint8)
        self._masks: dict[Sign, NDArray[np.bool_] | None] = {}
        self._rest: Iterator[Clip] = iter(())
        self.settled = True

    def sign(self, clip: Clip) -> Sign:
        """Return how far a clip is, at once."""
        if clip.id in self.busy:
            return Sign.GENERATING
        if clip.id in self.failed:
            return Sign.FAILED
        return _SIGNS.get(words.state_of(clip, self.states), Sign.FINE)

    def exactly(self, sign: Sign) -> NDArray[np.bool_] | None:
        """Return, by clip id, which clips are known to have this sign; None where none has."""
        if sign not in self._masks:
            found: NDArray[np.bool_] = self._known == sign
            self._masks[sign] = found if found.any() else None
        return self._masks[sign]

    def restart(self, timeline: Timeline) -> None:
        """Look at all clips again, from now on."""
        self._grow(timeline.last_id)
        self._rest = chain.from_iterable(timeline.lane(track.id) for track in timeline.tracks)
        self.settled = False

    def look(self, clips: Iterable[Clip]) -> None:
        """Look at these clips again."""
        self._masks.clear()
        for clip in clips:
            self._grow(clip.id)
            self._known[clip.id] = self.sign(clip)

    def more(self, seconds: float) -> bool:
        """Look at more clips, for so long; return whether some are left."""
        until = perf_counter() + seconds
        self._masks.clear()
        for number, clip in enumerate(self._rest):
            self._grow(clip.id)
            self._known[clip.id] = self.sign(clip)
            if number % 64 == 63 and perf_counter() > until:
                return True
        self.settled = True
        return False

    def _grow(self, last_id: int) -> None:
        if last_id >= len(self._known):
            more = np.zeros(max(256, last_id + 1 + last_id // 4 - len(self._known)), np.uint8)
            self._known = np.concatenate([self._known, more])

    def marked(self, clip_ids: Collection[int], timeline: Timeline) -> NDArray[np.bool_]:
        """Return, by clip id, which clips are among these."""
        made = np.zeros(max(timeline.last_id + 2, len(self._known)), np.bool_)
        made[[clip_id for clip_id in clip_ids if clip_id < len(made)]] = True
        return made
