"""Edits of a whole book: what is said about it, how it is spoken, which chapters are narrated, who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.domain.edits.change import Change, RowChange, apply

if TYPE_CHECKING:
    from collections.abc import Collection

    from studio_app.domain.cast import Casting
    from studio_app.domain.manuscript import Metadata
    from studio_app.domain.project import Project, Voicing


def set_metadata(project: Project, metadata: Metadata, *, initiator: str = "") -> tuple[Project, Change]:
    """Replace what is said about the book."""
    return _done(project, Change("Edit book details", _rows((project.metadata, metadata)), initiator))


def set_voicing(project: Project, voicing: Voicing, *, initiator: str = "") -> tuple[Project, Change]:
    """Replace the pauses, the segment length or the narrator."""
    return _done(project, Change("Change pauses", _rows((project.voicing, voicing)), initiator))


def include_chapters(
    project: Project, chapter_ids: Collection[int], *, included: bool, initiator: str = ""
) -> tuple[Project, Change]:
    """Switch chapters on or off for generation and export. Chapters that are so already are left alone.

    Raises:
        KeyError: one of the ids is not in the project; nothing is changed.
    """
    found = [project.chapter(chapter_id) for chapter_id in chapter_ids]
    rows = _rows(*((chapter, replace(chapter, included=included)) for chapter in found))
    return _done(project, Change("Include chapters" if included else "Leave chapters out", rows, initiator))


def cast_speaker(project: Project, speaker_id: int, casting: Casting, *, initiator: str = "") -> tuple[Project, Change]:
    """Give a speaker another voice. Its takes become stale, none is lost.

    Raises:
        KeyError: there is no such speaker.
    """
    speaker = project.speaker(speaker_id)
    rows = _rows((speaker, replace(speaker, casting=casting)))
    return _done(project, Change("Cast voice", rows, initiator))


def _rows(*pairs: tuple[object, object]) -> tuple[RowChange, ...]:
    return tuple(RowChange(before, after) for before, after in pairs if before != after)  # type: ignore[arg-type]


def _done(project: Project, change: Change) -> tuple[Project, Change]:
    return apply(project, change), change
