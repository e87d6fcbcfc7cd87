"""Standing: how far a paragraph and a chapter are, counted from their segments and the takes that stand there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import Kind
from studio_app.domain.segments import PauseKind

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.pauses import PauseRules
    from studio_app.session.cuts import Cut

#: Less than this is no sound but what sums of decimals leave over.
_HEARD_S = 1e-6
#: Text that has no take yet is taken to sound this long: characters a second of the local engine, spaces included.
_CHARACTERS_PER_S = 19.7


class State(StrEnum):
    """How a paragraph is shown: nothing to say, not read aloud, not generated, as it should be, outdated, and so on."""

    SILENT = "silent"
    OFF = "off"
    MISSING = "missing"
    GENERATED = "generated"
    STALE = "stale"
    GENERATING = "generating"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ParagraphState:
    """How far a paragraph is.

    ``segments`` are those with something to say, ``generated`` have a take that fits, ``stale`` one made for another text or
    voice. ``seconds`` is the speech that can be heard, stale takes included; ``characters`` what is sent to the engine.
    ``error`` is a sentence where it failed.
    """

    paragraph_id: int
    state: State
    locked: bool
    segments: int
    generated: int
    seconds: float
    characters: int
    error: str = ""
    stale: int = 0


@dataclass(frozen=True, slots=True)
class ChapterState:
    """How far a chapter is: the sums over its paragraphs that are switched on.

    ``failed`` are segments without a take in paragraphs that failed; ``generated``, ``stale`` and ``failed`` have no segment
    in common. ``seconds`` is what can be heard, with its pauses, nearly as it will be exported; of a chapter that is ``laid``
    out by a timeline the length of that.
    """

    chapter_id: int
    segments: int
    generated: int
    stale: int
    failed: int
    seconds: float
    characters: int
    laid: bool = False

    @property
    def length_s(self) -> float:
        """Return how long the chapter is: what can be heard, and an estimate of what has no take yet."""
        if self.laid:
            return self.seconds
        silent = 1 - (self.generated + self.stale) / self.segments if self.segments else 0.0
        return self.seconds + silent * self.characters / _CHARACTERS_PER_S


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a paragraph."""

    paragraph: Paragraph
    state: ParagraphState
    rest_ms: int


class Sum:
    """The sums over a chapter."""

    __slots__ = ("characters", "failed", "generated", "rest_ms", "seconds", "segments", "stale")

    def __init__(self) -> None:
        self.rest_ms = 0
        self.segments = self.generated = self.stale = self.failed = self.characters = 0
        self.seconds = 0.0

    def add(self, entry: Entry, sign: int) -> None:
        """Count a paragraph, or count it no more."""
        state = entry.state
        if not entry.paragraph.included:
            return
        self.segments += sign * state.segments
        self.generated += sign * state.generated
        self.stale += sign * state.stale
        self.characters += sign * state.characters
        self.seconds += sign * state.seconds
        self.rest_ms += sign * entry.rest_ms
        if state.state is State.FAILED:
            self.failed += sign * (state.segments - state.generated - state.stale)

    def state(self, chapter_id: int, pauses: PauseRules) -> ChapterState:
        """Return the sums as they are told. Seconds are rounded: taken off and put on again, they are the same."""
        ends_ms = pauses.lead_in + pauses.lead_out - pauses.paragraph if self.seconds > _HEARD_S else 0
        seconds = max(0.0, self.seconds + (self.rest_ms + ends_ms) / 1000)
        return ChapterState(
            chapter_id,
            self.segments,
            self.generated,
            self.stale,
            self.failed,
            round(seconds, 2),
            self.characters,
        )


def paragraph_state(
    paragraph: Paragraph,
    cut: Cut,
    standing: Mapping[tuple[int, int], tuple[int, str, float]],
    on: bool,
    making: bool,
    error: str,
) -> ParagraphState:
    """Return how far a paragraph is.

    Args:
        paragraph: which.
        cut: its segments.
        standing: id, fingerprint and seconds of the take at each segment that has one.
        on: whether it and its chapter are switched on.
        making: whether it is being spoken.
        error: why it got no take the last time, "" where it did.
    """
    segments = generated = stale = 0
    seconds = 0.0
    for ordinal, mark in enumerate(cut.marks):
        if not mark:
            continue
        segments += 1
        take = standing.get((paragraph.id, ordinal))
        if take is not None:
            seconds += take[2]
            generated += take[1] == mark
            stale += take[1] != mark
    if making:
        state = State.GENERATING
    elif not on:
        state = State.OFF
    elif not segments:
        state = State.SILENT
    elif generated == segments:
        state = State.GENERATED
    elif error:
        state = State.FAILED
    else:
        state = State.STALE if stale else State.MISSING
    told = error if state is State.FAILED else ""
    return ParagraphState(
        paragraph.id, state, paragraph.locked, segments, generated, seconds, cut.characters, told, stale
    )


def alike(one: Entry, other: Entry) -> bool:
    """Return whether nothing a person is told has changed."""
    return one.state == other.state and one.rest_ms == other.rest_ms


def rest_ms(paragraph: Paragraph, cut: Cut, heard: Container[tuple[int, int]], pauses: PauseRules) -> int:
    """Return the silence that belongs to a paragraph, as ``domain.arrange`` lays it out where all of it is generated."""
    if paragraph.kind is Kind.SCENE_BREAK:
        return max(0, pauses.scene - pauses.paragraph)
    rest = 0
    for ordinal, after in enumerate(cut.after):
        if cut.marks[ordinal] and (paragraph.id, ordinal) in heard:
            rest += _pause(after, pauses)
    if paragraph.kind is Kind.HEADING and rest:
        rest += max(0, pauses.heading - pauses.paragraph)
    return rest


def _pause(after: PauseKind | int, pauses: PauseRules) -> int:
    if isinstance(after, PauseKind):
        return 0 if after is PauseKind.NONE else int(getattr(pauses, after.value))
    return after
