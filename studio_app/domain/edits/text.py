"""Edits of the manuscript's text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.domain.edits.change import Change, RowChange, apply
from studio_app.domain.errors import ParagraphLocked

if TYPE_CHECKING:
    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project


def find_paragraph(project: Project, paragraph_id: int) -> Paragraph:
    """Return the paragraph with that id; KeyError where there is none."""
    for paragraphs in project.paragraphs.values():
        for paragraph in paragraphs:
            if paragraph.id == paragraph_id:
                return paragraph
    raise KeyError(paragraph_id)


def set_text(project: Project, paragraph_id: int, text: str, *, initiator: str = "") -> tuple[Project, Change]:
    """Replace the written text of a paragraph. Typing in one paragraph merges to one step of undo.

    Fragments (runs with a speaker of their own) stay where they are as far as the text still reaches.

    Raises:
        KeyError: there is no such paragraph.
        ParagraphLocked: it may not be edited.
    """
    paragraph = find_paragraph(project, paragraph_id)
    if paragraph.locked:
        raise ParagraphLocked("This paragraph is locked; unlock it to change it.")
    fragments = tuple(
        replace(f, end=min(f.end, len(text))) for f in paragraph.fragments if f.start < min(f.end, len(text))
    )
    after = replace(paragraph, text=text, fragments=fragments)
    if after == paragraph:
        return project, Change("Edit text", (), initiator)
    change = Change("Edit text", (RowChange(paragraph, after),), initiator, merge=f"text {paragraph_id}")
    return apply(project, change), change


def include_paragraph(
    project: Project, paragraph_id: int, *, included: bool, initiator: str = ""
) -> tuple[Project, Change]:
    """Switch one paragraph on or off (footnotes, alt text, or anything that should not be read aloud).

    Raises:
        KeyError: there is no such paragraph.
        ParagraphLocked: it may not be edited.
    """
    paragraph = find_paragraph(project, paragraph_id)
    if paragraph.locked:
        raise ParagraphLocked("This paragraph is locked; unlock it to change it.")
    after = replace(paragraph, included=included)
    rows = (RowChange(paragraph, after),) if after != paragraph else ()
    change = Change("Read aloud" if included else "Do not read aloud", rows, initiator)
    return apply(project, change), change
