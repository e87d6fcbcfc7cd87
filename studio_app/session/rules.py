"""What decides about the segments of a project beside its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_app.domain.cast import Speaker
    from studio_app.domain.project import Project


@dataclass(frozen=True, slots=True)
class Rules:
    """The book's language, the longest segment, the cast. Where they are equal, equal paragraphs have equal segments."""

    language: str
    length: int
    narrator_id: int
    speakers: tuple[Speaker, ...]

    @staticmethod
    def of(project: Project) -> Rules:
        """Return those of a project."""
        voicing = project.voicing
        return Rules(project.metadata.language, voicing.segment_length, voicing.narrator_id, project.speakers)
