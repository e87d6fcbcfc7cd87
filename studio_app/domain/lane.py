"""A Lane: the clips of one track in order of time, made so that an edit costs by the clips it touches, not by all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from studio_app.domain.timeline import Clip

#: The order of clips on a track.
by_start = attrgetter("start", "id")

_id = attrgetter("id")
_start = attrgetter("start")
_end = attrgetter("end")

#: Clips in a block: 50,000 clips are 200 to 400 blocks, and an edit copies one block and the list of blocks.
_BLOCK = 256


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """Clips in the order of (start, id), in blocks. No clip ends behind the end of the next: ``Timeline`` sees to that.

    Two lanes are equal where they hold equal clips, however these are divided into blocks.
    """

    blocks: tuple[tuple[Clip, ...], ...] = ()

    @staticmethod
    def of(clips: Iterable[Clip]) -> Lane:
        """Return a lane of clips that may come in any order."""
        ordered = in_order(clips)
        return Lane(tuple(tuple(ordered[n : n + _BLOCK]) for n in range(0, len(ordered), _BLOCK)))

    def __iter__(self) -> Iterator[Clip]:
        return chain.from_iterable(self.blocks)

    def __reversed__(self) -> Iterator[Clip]:
        for block in reversed(self.blocks):
            yield from reversed(block)

    def __len__(self) -> int:
        return sum(map(len, self.blocks))

    def __bool__(self) -> bool:
        return bool(self.blocks)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Lane):
            return NotImplemented
        if self is other or self.blocks is other.blocks:
            return True
        return len(self) == len(other) and all(a is b or a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(len(self))

    def from_start(self, sample: int) -> Iterator[Clip]:
        """Yield the clips that start at ``sample`` or behind it, in order."""
        return self._from(*self._place(sample, 0))

    def before_start(self, sample: int) -> Iterator[Clip]:
        """Yield the clips that start before ``sample``, the nearest first."""
        return self._back(*self._place(sample, 0))

    def between(self, start: int, end: int) -> Iterator[Clip]:
        """Yield the clips of which some sample lies in ``start``..``end``, in order."""
        if start >= end:
            return
        block = bisect_right(self.blocks, start, key=lambda held: held[-1].end)
        if block == len(self.blocks):
            return
        for clip in self._from(block, bisect_right(self.blocks[block], start, key=_end)):
            if clip.start >= end:
                return
            yield clip

    def neighbours(self, clip: Clip) -> tuple[Clip | None, Clip | None]:
        """Return the clips in front of and behind ``clip``, which is in the lane; None where there is none."""
        block, at = self._place(clip.start, clip.id)
        return next(self._back(block, at), None), next(self._from(block, at + 1), None)

    def overlapping(self) -> Iterator[Clip]:
        """Yield the clips that start before the one in front of them ends. Goes through all."""
        return (right for left, right in pairwise(self) if left.start + left.length > right.start)

    def find(self, start: int, clip_id: int) -> Clip | None:
        """Return the clip with that start and id."""
        block, at = self._place(start, clip_id)
        if block < len(self.blocks) and at < len(self.blocks[block]):
            found = self.blocks[block][at]
            if (found.start, found.id) == (start, clip_id):
                return found
        return None

    def exchanged(self, gone: Collection[Clip], new: Collection[Clip]) -> Lane:
        """Return a lane without ``gone`` and with ``new``.

        Raises:
            ValueError: a clip of ``gone`` is not in the lane, or one of ``new`` is there already.
        """
        if not self.blocks or len(gone) + len(new) > len(self.blocks) * _BLOCK // 4:
            return Lane.of(_distinct(new) if in_order(gone) == list(self) else _swapped(self, gone, new))
        leaving: dict[int, list[Clip]] = defaultdict(list)
        coming: dict[int, list[Clip]] = defaultdict(list)
        for clip in gone:
            leaving[self._block_of(clip)].append(clip)
        for clip in new:
            coming[self._block_of(clip)].append(clip)
        blocks: list[tuple[Clip, ...]] = []
        done = 0
        for number in sorted(leaving.keys() | coming.keys()):
            blocks += self.blocks[done:number]
            blocks += _halved(sorted(_swapped(self.blocks[number], leaving[number], coming[number]), key=by_start))
            done = number + 1
        blocks += self.blocks[done:]
        made = Lane(tuple(blocks))
        # Much deleting leaves many small blocks; they are put together before they slow things down.
        return Lane.of(made) if len(blocks) > 8 + 4 * len(made) // _BLOCK else made

    def _block_of(self, clip: Clip) -> int:
        """Return the block in which a clip is or would be put."""
        at = bisect_right(self.blocks, (clip.start, clip.id), key=lambda held: (held[0].start, held[0].id))
        return max(0, at - 1)

    def _place(self, start: int, clip_id: int) -> tuple[int, int]:
        """Return block and index of the first clip that is not before (start, id); the block may be one too many."""
        wanted = (start, clip_id)
        block = bisect_left(self.blocks, wanted, key=lambda held: (held[-1].start, held[-1].id))
        if block == len(self.blocks):
            return block, 0
        return block, bisect_left(self.blocks[block], wanted, key=by_start)

    def _from(self, block: int, at: int) -> Iterator[Clip]:
        if block < len(self.blocks):
            yield from self.blocks[block][at:]
        for number in range(block + 1, len(self.blocks)):
            yield from self.blocks[number]

    def _back(self, block: int, at: int) -> Iterator[Clip]:
        if block < len(self.blocks):
            yield from reversed(self.blocks[block][:at])
        for number in range(block - 1, -1, -1):
            yield from reversed(self.blocks[number])


def in_order(clips: Iterable[Clip]) -> list[Clip]:
    """Return clips by start, and by id where that is the same: two sorts by a number each take half as long as one by both."""
    ordered = sorted(clips, key=_id)
    ordered.sort(key=_start)
    return ordered


def _distinct(clips: Collection[Clip]) -> Collection[Clip]:
    if len(set(map(_id, clips))) < len(clips):
        raise ValueError("two clips have one id")
    return clips


def _swapped(held: Iterable[Clip], gone: Iterable[Clip], new: Iterable[Clip]) -> Iterable[Clip]:
    known = {clip.id: clip for clip in held}
    for clip in gone:
        found = known.pop(clip.id, None)
        if found is not clip and found != clip:
            raise ValueError(f"Clip {clip.id} is not as the change expects")
    for clip in new:
        if clip.id in known:
            raise ValueError(f"Clip {clip.id} is not as the change expects")
        known[clip.id] = clip
    return known.values()


def _halved(clips: list[Clip]) -> Iterator[tuple[Clip, ...]]:
    """Yield the clips as blocks of at most twice the usual size, so that one more does not divide them again at once."""
    if not clips:
        return
    step = len(clips) if len(clips) <= 2 * _BLOCK else _BLOCK
    for n in range(0, len(clips), step):
        yield tuple(clips[n : n + step])
