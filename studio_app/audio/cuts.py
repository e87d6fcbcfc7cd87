"""Where a plan can be cut so that its parts can be encoded side by side and joined without a trace.

An encoder remembers what came before: overlapping transforms, a bit reservoir, predictors. In silence there is nothing to
remember, so a plan is cut only inside digital silence that is long enough for the format, on the format's frame grid. Where
a plan depends on nothing but itself, so do its cuts: the same plan gives the same bytes on any number of threads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_app.domain.mixplan import MixPlan


@dataclass(frozen=True, slots=True)
class CutRule:
    """Where a format can be cut: at multiples of ``frame`` with ``before`` and ``after`` samples of silence around."""

    frame: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Window:
    """Samples ``start`` to ``end`` of a plan, one piece of work, and the chunk (``opens`` to ``closes``) it belongs to.

    A chunk is what one encoder makes. Most are one window; one in which there is no silence to cut is rendered window by
    window and encoded in order.
    """

    start: int
    end: int
    opens: int
    closes: int

    @property
    def alone(self) -> bool:
        """Whether the window is the whole chunk."""
        return self.start == self.opens and self.end == self.closes


def windows(plan: MixPlan, rule: CutRule | None, target: int, longest: int) -> Iterator[Window]:
    """Yield windows that cover the plan in order, at least one.

    Args:
        plan: what is to be encoded.
        rule: where it can be cut; None for formats that remember nothing and can be cut anywhere.
        target: samples a chunk should have; it is cut at the first chance after as many.
        longest: samples a chunk may have before it is rendered in windows of ``target``.
    """
    opens = 0
    for cut in cuts(plan, rule) if rule else range(target, plan.length, target):
        if cut - opens >= target:
            yield from _chunk(opens, cut, target, longest)
            opens = cut
    yield from _chunk(opens, plan.length, target, longest)


def cuts(plan: MixPlan, rule: CutRule) -> Iterator[int]:
    """Yield every place at which ``rule`` allows a cut, in order."""
    for begin, end in _silences(plan):
        first = -(-(begin + rule.before) // rule.frame) * rule.frame
        yield from range(first, end - rule.after + 1, rule.frame)


def _silences(plan: MixPlan) -> Iterator[tuple[int, int]]:
    heard = 0
    for item in plan.items:
        if item.length:
            yield heard, item.start
            heard = max(heard, item.start + item.length)
    yield heard, plan.length


def _chunk(opens: int, closes: int, target: int, longest: int) -> Iterator[Window]:
    step = target if closes - opens > longest else max(1, closes - opens)
    for start in range(opens, closes, step):
        yield Window(start, min(start + step, closes), opens, closes)
    if opens == closes == 0:
        yield Window(0, 0, 0, 0)
