"""Cuts: how paragraphs are divided into segments, remembered, so that a book is not cut anew for every question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.segments import segment_maker
from studio_app.session.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, PauseKind, Segment


@dataclass(frozen=True, slots=True)
class Cut:
    """A paragraph's segments by ordinal: fingerprint ("" where there is nothing to say), characters, who speaks, what rests."""

    marks: tuple[str, ...]
    lengths: tuple[int, ...]
    speaker_ids: tuple[int, ...]
    after: tuple[PauseKind | int, ...]

    @property
    def characters(self) -> int:
        """All that is sent to an engine."""
        return sum(self.lengths)


class Cuts:
    """Remembers the cut of each paragraph as it was last. Any thread: two that ask for the same may both cut it."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[Paragraph, Rules, Cut]] = {}

    def of(self, project: Project, limit: Limit) -> Callable[[Paragraph], Cut]:
        """Return what cuts paragraphs of this snapshot, or knows how they are cut.

        Raises:
            KeyError: the project has no narrator.
        """
        rules, make, held = Rules.of(project), segment_maker(project, limit), self._held

        def cut(paragraph: Paragraph) -> Cut:
            known = held.get(paragraph.id)
            if known is not None and known[0] is paragraph and known[1] == rules:
                return known[2]
            found = _cut(make(paragraph))
            held[paragraph.id] = paragraph, rules, found
            return found

        return cut


def _cut(segments: tuple[Segment, ...]) -> Cut:
    return Cut(
        tuple(segment.fingerprint for segment in segments),
        tuple(len(segment.spoken) for segment in segments),
        tuple(segment.speaker_id for segment in segments),
        tuple(segment.after for segment in segments),
    )
