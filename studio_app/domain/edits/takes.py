"""Which take is heard: a person's choice, undone like any other edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.edits.change import Change, RowChange
from studio_app.domain.errors import ParagraphLocked
from studio_app.domain.takes import Placed

if TYPE_CHECKING:
    from studio_app.domain.project import Project


def place_take(
    project: Project,
    segment: tuple[int, int],
    *,
    before: int | None,
    after: int,
    merge: str = "",
    initiator: str = "",
) -> tuple[Project, Change]:
    """Let the take ``after`` be heard at a segment in place of ``before``, both by id; None where none stands there.

    Raises:
        ParagraphLocked: the paragraph is locked.
        KeyError: there is no such paragraph.
    """
    paragraph_id, ordinal = segment
    if project.paragraph(paragraph_id).locked:
        raise ParagraphLocked("The paragraph is locked; unlock it to use another take.")
    stood = None if before is None else Placed(paragraph_id, ordinal, before)
    stands = Placed(paragraph_id, ordinal, after)
    rows = () if stood == stands else (RowChange(stood, stands),)
    return project, Change("Use another take", rows, initiator, merge)
