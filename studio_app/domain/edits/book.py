"""Edits of a whole book: what is said about it, how it is spoken, its chapters, who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.domain.edits.change import Change, Record, RowChange, apply, joined
from studio_app.domain.edits.places import evenly, fill
from studio_app.domain.edits.text import Written, rewrite
from studio_app.domain.errors import ParagraphLocked, WrongUsage
from studio_app.domain.manuscript import Chapter, Kind
from studio_app.domain.project import highest_chapter_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from studio_app.domain.cast import Casting
    from studio_app.domain.manuscript import Metadata
    from studio_app.domain.project import Project, Voicing


def set_metadata(project: Project, metadata: Metadata, *, initiator: str = "") -> tuple[Project, Change]:
    """Replace what is said about the book."""
    return _done(project, Change("Edit book details", _rows((project.metadata, metadata)), initiator))


def set_voicing(project: Project, voicing: Voicing, *, initiator: str = "") -> tuple[Project, Change]:
    """Replace the pauses, the segment length or the narrator."""
    return _done(project, Change("Change pauses", _rows((project.voicing, voicing)), initiator))


def cast_speaker(project: Project, speaker_id: int, casting: Casting, *, initiator: str = "") -> tuple[Project, Change]:
    """Give a speaker another voice. Its takes become stale, none is lost.

    Raises:
        KeyError: there is no such speaker.
    """
    speaker = project.speaker(speaker_id)
    rows = _rows((speaker, replace(speaker, casting=casting)))
    return _done(project, Change("Cast voice", rows, initiator))


def include_chapters(
    project: Project, chapter_ids: Collection[int], *, included: bool, initiator: str = ""
) -> tuple[Project, Change]:
    """Switch chapters on or off for generation and export. Chapters that are so already are left alone.

    Raises:
        KeyError: one of the ids is not in the project; nothing is changed.
    """
    found = [project.chapters[n] for n in _places(project, dict.fromkeys(chapter_ids))]
    rows = _rows(*((chapter, replace(chapter, included=included)) for chapter in found))
    return _done(project, Change("Include chapters" if included else "Leave chapters out", rows, initiator))


def add_chapter(
    project: Project, title: str, after: int | None = None, *, initiator: str = ""
) -> tuple[Project, Change]:
    """Add an empty chapter behind chapter ``after``; None: at the end of the book. Its row is the first that is new.

    Raises:
        KeyError: there is no chapter ``after``.
    """
    at = len(project.chapters) if after is None else _places(project, [after])[0] + 1
    before = project.chapters[at - 1] if at else None
    new = Chapter(highest_chapter_id(project) + 1, 0.0, _one_line(title))
    if before is not None:
        new = replace(new, matter=before.matter, level=before.level, included=before.included)
    return _done(project, Change("Add chapter", _placed(project, at, [new]), initiator))


def rename_chapter(project: Project, chapter_id: int, title: str, *, initiator: str = "") -> tuple[Project, Change]:
    """Give a chapter another title for lists and tags. What is read aloud are its paragraphs; they stay.

    Raises:
        KeyError: there is no such chapter.
    """
    chapter = project.chapter(chapter_id)
    rows = _rows((chapter, replace(chapter, title=_one_line(title))))
    return _done(project, Change("Rename chapter", rows, initiator))


def move_chapters(
    project: Project, chapter_ids: Collection[int], before: int | None, *, initiator: str = ""
) -> tuple[Project, Change]:
    """Move chapters, in the book's order, in front of chapter ``before``; None: to the end of the book.

    Raises:
        KeyError: there is no such chapter.
    """
    moving = set(_places(project, chapter_ids))
    goal = len(project.chapters) if before is None else _places(project, [before])[0]
    order = [
        *(n for n in range(goal) if n not in moving),
        *sorted(moving),
        *(n for n in range(goal, len(project.chapters)) if n not in moving),
    ]
    if order == sorted(order):
        return _done(project, Change("Move chapters", (), initiator))
    wanted = [None if n in moving else project.chapters[n].position for n in order]
    rows = _repositioned([project.chapters[n] for n in order], wanted)
    return _done(project, Change("Move chapters" if len(moving) > 1 else "Move chapter", rows, initiator))


def split_chapter(
    project: Project, chapter_id: int, paragraph_id: int, offset: int = 0, *, title: str = "", initiator: str = ""
) -> tuple[Project, Change]:
    """Let a new chapter begin at a paragraph, or inside of it. A heading there names it unless a title is given.

    Takes stay, but for those of a paragraph that is divided.

    Args:
        project: the project as it is.
        chapter_id: the chapter that is split.
        paragraph_id: where.
        offset: code points of the paragraph that stay in the first chapter; all of them, and it begins behind it.
        title: of the new chapter.
        initiator: who asked.

    Raises:
        KeyError: there is no such chapter, or no such paragraph in it.
        WrongUsage: the chapter begins or ends there already.
        ParagraphLocked: a locked paragraph would be divided.
    """
    chapter = project.chapter(chapter_id)
    at = next((n for n, p in enumerate(project.paragraphs.get(chapter_id, ())) if p.id == paragraph_id), None)
    if at is None:
        raise KeyError(paragraph_id)
    divided, first = _divided(project, chapter_id, at, offset)
    held = divided[0].paragraphs[chapter_id] if divided else project.paragraphs[chapter_id]
    if first == 0:
        raise WrongUsage("The chapter begins here already; choose a paragraph further down.")
    if first == len(held):
        raise WrongUsage("The chapter ends here already; choose a place further up, or add a chapter.")
    title = _one_line(title) or (held[first].text.strip() if held[first].kind is Kind.HEADING else "")
    new = replace(chapter, id=highest_chapter_id(project) + 1, title=title)
    rows = _placed(project, _places(project, [chapter_id])[0] + 1, [new])
    moved = _rows(*((p, replace(p, chapter_id=new.id)) for p in held[first:]))
    change = Change("Split chapter", rows + moved, initiator)
    return _done(project, joined(divided[1], change) if divided else change)


def _divided(project: Project, chapter_id: int, at: int, offset: int) -> tuple[tuple[Project, Change] | None, int]:
    """Divide the paragraph ``at`` where ``offset`` is inside of it; return that, and which paragraph begins behind it."""
    held = project.paragraphs[chapter_id]
    paragraph = held[at]
    if not 0 < offset < len(paragraph.text):
        return None, at + (offset > 0)
    written = [
        Written(paragraph.text[:offset], paragraph.kind, paragraph.level, paragraph.id),
        Written(paragraph.text[offset:], paragraph.kind, paragraph.level),
    ]
    after = held[at - 1].id if at else None
    return rewrite(project, chapter_id, after=after, removed=[paragraph.id], written=written), at + 1


def merge_chapters(project: Project, chapter_ids: Collection[int], *, initiator: str = "") -> tuple[Project, Change]:
    """Join chapters that stand next to each other into the first of them, whose title stays. Takes stay.

    What is joined is narrated if any of them was.

    Raises:
        KeyError: there is no such chapter.
        WrongUsage: they do not stand next to each other, or it is only one.
    """
    places = sorted(_places(project, chapter_ids))
    if len(places) < 2 or places != list(range(places[0], places[-1] + 1)):
        raise WrongUsage("Only chapters that stand next to each other can be joined; choose two or more in a row.")
    first, *others = (project.chapters[n] for n in places)
    held = [p for chapter in (first, *others) for p in project.paragraphs.get(chapter.id, ())]
    kept = len(project.paragraphs.get(first.id, ()))
    wanted = [p.position if n < kept else None for n, p in enumerate(held)]
    positions = fill(None, wanted, None) or evenly(len(held))
    chapter = replace(first, included=any(c.included for c in (first, *others)))
    rows = _rows(
        (first, chapter),
        *((p, replace(p, chapter_id=first.id, position=at)) for p, at in zip(held, positions, strict=True)),
        *((other, None) for other in others),
    )
    return _done(project, Change("Join chapters", rows, initiator))


def remove_chapters(project: Project, chapter_ids: Collection[int], *, initiator: str = "") -> tuple[Project, Change]:
    """Take chapters and their text out of the book. Their takes stay in the file, and stand there again after undo.

    Raises:
        KeyError: there is no such chapter.
        ParagraphLocked: one of them holds a locked paragraph.
    """
    chapters = [project.chapters[n] for n in sorted(_places(project, chapter_ids))]
    held = [p for chapter in chapters for p in project.paragraphs.get(chapter.id, ())]
    if any(p.locked for p in held):
        raise ParagraphLocked("There is a locked paragraph in what would be removed; unlock it first.")
    gone: list[Record] = [*chapters, *held]
    rows = _rows(*((record, None) for record in gone))
    return _done(project, Change("Remove chapters" if len(chapters) > 1 else "Remove chapter", rows, initiator))


def _places(project: Project, chapter_ids: Iterable[int]) -> list[int]:
    """Return where in the book chapters stand, each once; KeyError where there is none."""
    known = {chapter.id: number for number, chapter in enumerate(project.chapters)}
    return [known[chapter_id] for chapter_id in dict.fromkeys(chapter_ids)]


def _placed(project: Project, at: int, new: Sequence[Chapter]) -> tuple[RowChange, ...]:
    """Return the rows that put new chapters in front of the one at ``at``."""
    order = [*project.chapters[:at], *new, *project.chapters[at:]]
    wanted = [*(c.position for c in project.chapters[:at]), *[None] * len(new)]
    return _repositioned(order, [*wanted, *(c.position for c in project.chapters[at:])], {c.id for c in new})


def _repositioned(
    order: Sequence[Chapter], wanted: Sequence[float | None], new: Collection[int] = ()
) -> tuple[RowChange, ...]:
    """Return the rows that put chapters in this order; without room between them, all are numbered anew."""
    positions = fill(None, wanted, None) or evenly(len(order))
    placed = [(c, at) for c, at in zip(order, positions, strict=True) if c.position != at or c.id in new]
    return _rows(*((None if c.id in new else c, replace(c, position=at)) for c, at in placed))


def _rows(*pairs: tuple[Record | None, Record | None]) -> tuple[RowChange, ...]:
    return tuple(RowChange(before, after) for before, after in pairs if before != after)


def _one_line(title: str) -> str:
    return " ".join(title.encode("utf-8", "replace").decode().split())


def _done(project: Project, change: Change) -> tuple[Project, Change]:
    return (apply(project, change) if change.rows else project), change
