"""Room between neighbours: positions are floats, so that one insertion changes one record."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A single newcomer takes this part of the room: who writes on puts the next one behind it, and 270 find room that way.
_STEP = 1 / 8
#: Neighbours nearer than this have no room left worth giving out anew.
_CLOSE = 2.0**-16


def fill(before: float | None, wanted: Sequence[float | None], behind: float | None) -> list[float] | None:
    """Return ``wanted`` with a position for each None, all between ``before`` and ``behind`` and in order.

    None for a bound stands for the start or the end. None is returned where there is no room: give everything new places.
    """
    filled: list[float] = []
    known = [*(at for at in wanted if at is not None), behind]
    for is_known, group in groupby(wanted, key=lambda at: at is not None):
        run = list(group)
        if is_known:
            filled += [at for at in run if at is not None]
            known = known[len(run) :]
        else:
            filled += _between(filled[-1] if filled else before, known[0], len(run))
    edges = [*([] if before is None else [before]), *filled, *([] if behind is None else [behind])]
    return filled if all(a < b for a, b in pairwise(edges)) else None


def spread(before: float | None, count: int, behind: float | None) -> list[float] | None:
    """Return evenly spread positions between the bounds, None where they would stand so close that it is soon full."""
    places = _between(before, behind, count) if count != 1 else _between(before, behind, 3)[1:2]
    edges = [*([] if before is None else [before]), *places, *([] if behind is None else [behind])]
    return places if all(b - a > _CLOSE for a, b in pairwise(edges)) else None


def evenly(count: int) -> list[float]:
    """Return positions for a whole list: 1, 2, 3..."""
    return [float(number) for number in range(1, count + 1)]


def _between(low: float | None, high: float | None, count: int) -> list[float]:
    if low is None:
        return evenly(count) if high is None else [high - count + number for number in range(count)]
    if high is None:
        return [low + number for number in range(1, count + 1)]
    step = (high - low) * (_STEP if count == 1 else 1 / (count + 1))
    return [low + number * step for number in range(1, count + 1)]
