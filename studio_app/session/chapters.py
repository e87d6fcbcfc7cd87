"""Which chapters a person means by "1-3,7"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio_app.domain.errors import WrongUsage

if TYPE_CHECKING:
    from studio_app.domain.project import Project

_PART = re.compile(r"\s*(\d{1,9})\s*(?:-\s*(\d{1,9})?\s*)?")


def chosen_chapters(project: Project, choice: str) -> list[int] | None:
    """Return the ids of the chapters meant by ``choice``, in book order; None for "" (all that are switched on).

    Chapters count from 1 as ``lectern info`` lists them, those that are switched off too: naming one means it. "5-" is the
    fifth and all after it.

    Raises:
        WrongUsage: it cannot be read, or names a chapter that is not there.
    """
    if not choice.strip():
        return None
    count = len(project.chapters)
    wanted: set[int] = set()
    for part in choice.split(","):
        match = _PART.fullmatch(part)
        if not match:
            raise WrongUsage(f"Chapters are given like 1-3,7; {choice!r} cannot be read.")
        first = int(match[1])
        last = int(match[2]) if match[2] else count if "-" in part else first
        if not 1 <= first <= last <= count:
            raise WrongUsage(f"The book has chapters 1 to {count}; {part.strip()} is not among them.")
        wanted.update(range(first, last + 1))
    return [chapter.id for number, chapter in enumerate(project.chapters, start=1) if number in wanted]
