"""The mix plan: the list of (take, start, gain, fades, stretch) that both playback and export render.

What you hear is what you export, because both read this list. All positions are samples at ``MixPlan.rate``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_app.domain.takes import Take


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A take on the plan. ``start`` and ``length`` in samples of the plan; fades in samples; ``gain`` linear.

    ``segment`` is (paragraph id, ordinal), for highlighting what plays.
    """

    take: Take
    start: int
    length: int
    gain: float = 1.0
    fade_in: int = 0
    fade_out: int = 0
    stretch: float = 1.0
    segment: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """Where a chapter lies on the plan: samples ``start`` to ``end``, the chapter's id and title."""

    chapter_id: int
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MixPlan:
    """Items in order of ``start``, not overlapping, and the marks of the chapters, over ``length`` samples at ``rate`` Hz."""

    rate: int
    length: int
    items: tuple[PlanItem, ...]
    marks: tuple[ChapterMark, ...]
    channels: int = 1

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.length / self.rate


def plan_length(frames: int, rate: int, plan_rate: int) -> int:
    """Return how many samples ``frames`` at ``rate`` take at ``plan_rate``, rounded up, exactly (no floats)."""
    return -(-frames * plan_rate // rate)
