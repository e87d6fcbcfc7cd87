"""Arrange: lay takes and pauses out on a mix plan, exact to the sample, from text that has segments and takes.

Every chapter is laid out from its own start, so one chapter arranged alone has the same samples as in the whole book.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import Kind
from studio_app.domain.mixplan import ChapterMark, MixPlan, PlanItem, plan_length
from studio_app.domain.pauses import LONGEST_BREAK_MS
from studio_app.domain.segments import PauseKind, segment_maker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.pauses import PauseRules
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, Segment
    from studio_app.domain.takes import Take

#: Volume normalization: speech between pauses is set to this RMS. ACX asks for −23 to −18 dB over a whole file, and its
#: pauses lower a file by 1 to 2 dB (PEERS §1b), so −20 dB keeps a chapter inside the window.
TARGET_RMS_DB = -20.0
#: ACX: no peak above −3 dB.
HIGHEST_PEAK_DB = -3.0
#: Near-silent takes are not lifted until only their noise is heard.
HIGHEST_GAIN_DB = 20.0
#: Both ends of every item are faded this long, so that no trimmed join clicks.
FADE_MS = 5


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A mix plan, and the segments that have something to say but no take to say it: they are left out of the plan.

    ``silent`` is how many clips of timelines besides these have nothing to play: no effect generated, a file that is not there.
    """

    plan: MixPlan
    missing: tuple[Segment, ...]
    silent: int = 0


def arrange(
    project: Project,
    takes: Mapping[tuple[int, int], Take],
    *,
    chapter_ids: Iterable[int] | None = None,
    limit: Limit = None,
    rate: int = 44100,
    channels: int = 1,
    normalize: bool = True,
    segments_of: Callable[[Paragraph], tuple[Segment, ...]] | None = None,
) -> Arrangement:
    """Lay out the chapters of a book.

    Args:
        project: the book.
        takes: the placed take of each segment, by (paragraph id, ordinal).
        chapter_ids: only these chapters; None for all that are switched on.
        limit: as the segments were made with (``segments.segments``).
        rate: samples per second of the plan.
        channels: channels of the plan.
        normalize: give each chapter one gain that brings its speech to ``TARGET_RMS_DB`` with peaks held.
        segments_of: returns what ``segments`` does, for those who have cut the paragraphs before; then ``limit`` is not used.

    A chapter in which nothing can be heard has no mark and takes no time.

    Raises:
        KeyError: the project has no narrator.
    """
    wanted = None if chapter_ids is None else frozenset(chapter_ids)
    segments_of = segments_of or segment_maker(project, limit)
    items: list[PlanItem] = []
    marks: list[ChapterMark] = []
    missing: list[Segment] = []
    position = 0
    for chapter in project.chapters:
        if not (chapter.included if wanted is None else chapter.id in wanted):
            continue
        layout = _Layout(project.voicing.pauses, takes, rate)
        layout.lay(project.narrated(chapter), segments_of)
        missing += layout.missing
        if layout.items:
            gain = level_gain([item.take for item in layout.items]) if normalize else 1.0
            items += (replace(item, start=position + item.start, gain=gain) for item in layout.items)
            marks.append(ChapterMark(chapter.id, chapter.title, position, position + layout.length))
            position += layout.length
    return Arrangement(MixPlan(rate, position, tuple(items), tuple(marks), channels), tuple(missing))


def silences(plan: MixPlan, at_least: int) -> list[tuple[int, int]]:
    """Return the stretches of digital silence of at least ``at_least`` samples as (start, end), in order."""
    found, heard = [], 0
    for start, end in [*((item.start, item.start + item.length) for item in plan.items), (plan.length, plan.length)]:
        if start > heard and start - heard >= at_least:
            found.append((heard, start))
        heard = max(heard, end)
    return found


def samples(milliseconds: int, rate: int) -> int:
    """Return a time in samples, rounded half up, exactly."""
    return (milliseconds * rate + 500) // 1000


class _Layout:
    """One chapter while it is laid out: items from position 0, and the silence that waits for the next sound."""

    def __init__(self, rules: PauseRules, takes: Mapping[tuple[int, int], Take], rate: int) -> None:
        self.items: list[PlanItem] = []
        self.missing: list[Segment] = []
        self.length = 0
        self._rules = rules
        self._takes = takes
        self._rate = rate
        self._rule = 0
        self._asked: int | None = None

    def lay(self, paragraphs: Iterator[Paragraph], segments_of: Callable[[Paragraph], tuple[Segment, ...]]) -> None:
        """Lay out the paragraphs of the chapter, its lead in and its lead out."""
        for paragraph in paragraphs:
            if paragraph.kind is Kind.SCENE_BREAK:
                self._pause(self._rules.scene)
                continue
            if paragraph.kind is Kind.HEADING:
                self._pause(self._rules.heading)
            for segment in segments_of(paragraph):
                if segment.spoken:
                    self._speak(segment)
                self._rest(segment.after)
        self.length += samples(max(self._rules.lead_out, self._asked or 0), self._rate)

    def _speak(self, segment: Segment) -> None:
        """Place a segment's take behind the silence that waits. A take in which nothing is heard takes no time."""
        take = self._takes.get(segment.key)
        if take is None:
            self.missing.append(segment)
            return
        length = plan_length(max(0, take.speech_frames), take.rate, self._rate)
        if not length:
            return
        start = self.length + samples(self._silence(), self._rate)
        fade = min(samples(FADE_MS, self._rate), length // 2)
        self.items.append(PlanItem(take, start, length, fade_in=fade, fade_out=fade, segment=segment.key))
        self.length = start + length
        self._rule, self._asked = 0, None

    def _silence(self) -> int:
        """Return the milliseconds before the next sound: what was asked for replaces the rule, but not the lead in."""
        if not self.items:
            return max(self._rules.lead_in, self._asked or 0)
        return self._rule if self._asked is None else self._asked

    def _rest(self, after: PauseKind | int) -> None:
        """Note what follows a segment: rules hold the longest, breaks add up."""
        if isinstance(after, PauseKind):
            self._pause(0 if after is PauseKind.NONE else getattr(self._rules, after.value))
        else:
            self._asked = min(LONGEST_BREAK_MS, (self._asked or 0) + after)

    def _pause(self, milliseconds: int) -> None:
        self._rule = max(self._rule, milliseconds)


def level_gain(takes: Sequence[Take]) -> float:
    """Return the linear gain for takes heard together: RMS by energy over time, capped by the highest peak."""
    seconds = math.fsum(take.speech_frames / take.rate for take in takes)
    energy = math.fsum(take.levels.energy * take.speech_frames / take.rate for take in takes) / seconds
    peak = max(take.levels.peak for take in takes)
    gain = _factor(HIGHEST_GAIN_DB)
    if energy > 0:
        gain = min(gain, _factor(TARGET_RMS_DB) / math.sqrt(energy))
    if peak > 0:
        gain = min(gain, _factor(HIGHEST_PEAK_DB) / peak)
    return gain if energy > 0 or peak > 0 else 1.0


def _factor(decibels: float) -> float:
    return float(10.0 ** (decibels / 20.0))
