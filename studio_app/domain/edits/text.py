"""Edits of the manuscript's text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.domain.edits.change import Change, RowChange, apply
from studio_app.domain.edits.places import fill, spread
from studio_app.domain.edits.runs import carried, entire, followed, is_whole, shared_out
from studio_app.domain.errors import ParagraphLocked
from studio_app.domain.manuscript import OFF_BY_DEFAULT, Kind, Paragraph
from studio_app.domain.project import highest_paragraph_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from studio_app.domain.project import Project
    from studio_app.domain.text.find import Found

#: What cannot stand in the text of a paragraph, which is one line of whole characters: each gives way to one other, so that
#: the places of all others stay.
_ONE_LINE = {
    **dict.fromkeys(map(ord, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
#: How many neighbours on each side get new positions where there is no room between two; eight times as many each time
#: that is not enough.
_REACH = 16


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph as it was written in the editor. ``id`` is that of the paragraph it was before, None for a new one."""

    text: str
    kind: Kind = Kind.TEXT
    level: int = 0
    id: int | None = None


def rewrite(
    project: Project,
    chapter_id: int,
    *,
    after: int | None,
    removed: Sequence[int],
    written: Sequence[Written],
    merge: str = "",
    initiator: str = "",
    what: str = "",
) -> tuple[Project, Change]:
    """Let paragraphs be written in place of others: typing, splitting, joining, pasting and deleting are all this.

    A line break in a text becomes a space, half a character the sign for a broken one. Ids are never given twice. Where two
    neighbours leave no room for what comes between them, those around get new positions in the same change.

    Args:
        project: the project as it is.
        chapter_id: where.
        after: the paragraph in front of what is rewritten; None: it begins the chapter.
        removed: the ids of the paragraphs behind it that are rewritten, in order; may be empty.
        written: what stands there then. One with the id of a removed paragraph is still that one, with its lock and takes.
        merge: names a burst of typing; see Change.
        initiator: who asked.
        what: the name of the step for the undo list; "" lets it be found.

    Raises:
        KeyError: there is no such chapter, or no paragraph ``after`` in it.
        ValueError: ``removed`` does not stand there, or ``written`` has an id of another paragraph, or one id twice.
        ParagraphLocked: a locked paragraph would change, go or move.
    """
    project.chapter(chapter_id)
    chapter = project.paragraphs.get(chapter_id, ())
    start = 0
    if after is not None:
        home, at = project.place(after)
        if home != chapter_id:
            raise KeyError(after)
        start = at + 1
    old = chapter[start : start + len(removed)]
    if [p.id for p in old] != list(removed):
        raise ValueError("the paragraphs to rewrite do not stand there")
    drafts = _drafts(project, chapter_id, old, written)
    _refuse_locked(old, drafts)
    rows = _rows(chapter, start, start + len(old), drafts)
    return _done(project, Change(what or _what(old, drafts), rows, initiator, merge))


def _drafts(project: Project, chapter_id: int, old: Sequence[Paragraph], written: Sequence[Written]) -> list[Paragraph]:
    """Return what was written as paragraphs; those that are new stand at position 0 as yet."""
    known = {p.id: p for p in old}
    kept = [w.id for w in written if w.id is not None]
    if len(set(kept)) < len(kept) or not known.keys() >= set(kept):
        raise ValueError("a written paragraph has the id of another one")
    texts = [w.text.translate(_ONE_LINE) for w in written]
    fragments = shared_out(old, texts)
    same_paragraphs = kept == list(known) and len(kept) == len(written)
    next_id = highest_paragraph_id(project) + 1
    drafts: list[Paragraph] = []
    source: Paragraph | None = old[0] if old else None
    for words, text, parts in zip(written, texts, fragments, strict=True):
        if words.id is None:
            included = _included(source, words.kind)
            drafts.append(Paragraph(next_id, chapter_id, 0.0, words.kind, text, words.level, included, fragments=parts))
            next_id += 1
            continue
        source = known[words.id]
        if source.text == text or same_paragraphs:
            parts = followed(source, text)
        included = _included(source, words.kind)
        drafts.append(
            replace(source, kind=words.kind, text=text, level=words.level, included=included, fragments=parts)
        )
    return drafts


def _included(source: Paragraph | None, kind: Kind) -> bool:
    """Whether a paragraph is read aloud: as the one it comes from, unless only one of the two kinds is off by default."""
    if source is None or (source.kind in OFF_BY_DEFAULT) != (kind in OFF_BY_DEFAULT):
        return kind not in OFF_BY_DEFAULT
    return source.included


def _refuse_locked(old: Sequence[Paragraph], drafts: Sequence[Paragraph]) -> None:
    if not any(p.locked for p in old):
        return
    after = {p.id: p for p in drafts}
    order = [p.id for p in drafts if p.id in {q.id for q in old}]
    if any(p.locked and after.get(p.id) != p for p in old) or order != [p.id for p in old if p.id in after]:
        raise _locked()


def _locked() -> ParagraphLocked:
    return ParagraphLocked("This paragraph is locked; unlock it to change it.")


def _rows(chapter: Sequence[Paragraph], start: int, end: int, drafts: Sequence[Paragraph]) -> tuple[RowChange, ...]:
    """Return the rows of a change that puts ``drafts`` in place of ``chapter[start:end]``, with positions for them."""
    old = chapter[start:end]
    places = {p.id: number for number, p in enumerate(old)}
    kept = [places[p.id] for p in drafts if p.id in places]
    wanted = [p.position if p.id in places and kept == sorted(kept) else None for p in drafts]
    filled = fill(_at(chapter, start - 1), wanted, _at(chapter, end))
    reach = _REACH
    while filled is None:
        # No room: the neighbours get new positions too, as few of them as give everyone room for long.
        first, last = max(start - reach, 0), min(end + reach, len(chapter))
        drafts = [*chapter[first:start], *drafts, *chapter[end:last]]
        start, end, old, reach = first, last, chapter[first:last], reach * 8
        filled = spread(_at(chapter, first - 1), len(drafts), _at(chapter, last))
    return _exchange(old, [replace(p, position=at) for p, at in zip(drafts, filled, strict=True)])


def _at(chapter: Sequence[Paragraph], number: int) -> float | None:
    return chapter[number].position if 0 <= number < len(chapter) else None


def _exchange(old: Iterable[Paragraph], new: Iterable[Paragraph]) -> tuple[RowChange, ...]:
    """Return the rows that replace some paragraphs by others; those that are the same before and after need none."""
    befores, afters = {p.id: p for p in old}, {p.id: p for p in new}
    pairs = [(p, afters.get(p.id)) for p in befores.values()]
    pairs += [(None, p) for p in afters.values() if p.id not in befores]  # type: ignore[misc] # None stands for new
    return tuple(RowChange(before, after) for before, after in pairs if before != after)


def _what(old: Sequence[Paragraph], drafts: Sequence[Paragraph]) -> str:
    """Name the step as a person would."""
    if not drafts:
        return "Delete paragraphs" if len(old) > 1 else "Delete paragraph"
    if not old:
        return "Add paragraphs" if len(drafts) > 1 else "Add paragraph"
    if len(old) == 1 and len(drafts) == 2:
        return "Split paragraph"
    if len(drafts) == 1 and len(old) == 2:
        return "Join paragraphs"
    if [p.text for p in old] == [p.text for p in drafts]:
        return "Change kind"
    return "Edit text"


def set_text(project: Project, paragraph_id: int, text: str, *, initiator: str = "") -> tuple[Project, Change]:
    """Replace the written text of a paragraph. Typing in one paragraph merges to one step of undo.

    Fragments (runs with a speaker of their own) stay with their words.

    Raises:
        KeyError: there is no such paragraph.
        ParagraphLocked: it may not be edited.
    """
    paragraph = _unlocked(project, [paragraph_id])[0]
    text = text.translate(_ONE_LINE)
    after = replace(paragraph, text=text, fragments=followed(paragraph, text))
    return _done(project, Change("Edit text", _exchange([paragraph], [after]), initiator, f"text {paragraph_id}"))


def set_kind(
    project: Project, paragraph_ids: int | Collection[int], kind: Kind, level: int = 0, *, initiator: str = ""
) -> tuple[Project, Change]:
    """Make paragraphs headings, quotes, text... ``level`` is 1 to 6 for headings, else 0. Their text stays.

    Raises:
        KeyError: there is no such paragraph.
        ParagraphLocked: one may not be edited; nothing is changed.
    """
    found = _unlocked(project, paragraph_ids)
    level = min(max(level, 1), 6) if kind is Kind.HEADING else 0
    afters = [replace(p, kind=kind, level=level, included=_included(p, kind)) for p in found]
    return _done(project, Change("Change kind", _exchange(found, afters), initiator))


def lock(
    project: Project, paragraph_ids: int | Collection[int], *, locked: bool, initiator: str = ""
) -> tuple[Project, Change]:
    """Lock paragraphs against every edit, bulk action and cast change, or unlock them.

    Raises:
        KeyError: there is no such paragraph.
    """
    found = list(_found(project, paragraph_ids))
    rows = _exchange(found, [replace(p, locked=locked) for p in found])
    return _done(project, Change("Lock" if locked else "Unlock", rows, initiator))


def include_paragraph(
    project: Project, paragraph_ids: int | Collection[int], *, included: bool, initiator: str = ""
) -> tuple[Project, Change]:
    """Switch paragraphs on or off (footnotes, alt text, or anything that should not be read aloud).

    Raises:
        KeyError: there is no such paragraph.
        ParagraphLocked: one may not be edited; nothing is changed.
    """
    found = _unlocked(project, paragraph_ids)
    rows = _exchange(found, [replace(p, included=included) for p in found])
    return _done(project, Change("Read aloud" if included else "Do not read aloud", rows, initiator))


def replace_found(
    project: Project, founds: Iterable[Found], replacement: str, *, initiator: str = ""
) -> tuple[Project, Change]:
    """Replace what was found, all in one step of undo.

    Locked paragraphs are left alone, and so is what is no longer where it was found. In what an expression found, the
    replacement may name groups (see ``Found.filled``).

    Raises:
        ParagraphLocked: everything that was found is locked.
        WrongUsage: the replacement names a group that is not there, or ends in a backslash.
    """
    by_paragraph: dict[int, list[Found]] = defaultdict(list)
    for found in founds:
        by_paragraph[found.paragraph_id].append(found)
    rows: list[RowChange] = []
    all_locked = bool(by_paragraph)
    for paragraph_id, places in by_paragraph.items():
        try:
            paragraph = project.paragraph(paragraph_id)
        except KeyError:
            continue
        all_locked = all_locked and paragraph.locked
        if not paragraph.locked:
            rows += _exchange([paragraph], [_replaced(paragraph, places, replacement)])
    if all_locked:
        raise _locked()
    return _done(project, Change("Replace" if len(rows) == 1 else "Replace all", tuple(rows), initiator))


def _replaced(paragraph: Paragraph, places: Sequence[Found], replacement: str) -> Paragraph:
    parts: list[str] = []
    cuts: list[tuple[int, int, int]] = []
    reached = 0
    for found in sorted(places, key=lambda f: (f.start, f.end)):
        if found.start < reached or paragraph.text[found.start : found.end] != found.text:
            continue
        new = found.filled(replacement).translate(_ONE_LINE)
        parts += [paragraph.text[reached : found.start], new]
        cuts.append((found.start, found.end, len(new)))
        reached = found.end
    text = "".join([*parts, paragraph.text[reached:]])
    if is_whole(paragraph):
        return replace(paragraph, text=text, fragments=entire(text, paragraph.fragments[0].speaker_id))
    return replace(paragraph, text=text, fragments=carried(paragraph.fragments, cuts))


def _found(project: Project, paragraph_ids: int | Collection[int]) -> Iterator[Paragraph]:
    ids = (paragraph_ids,) if isinstance(paragraph_ids, int) else dict.fromkeys(paragraph_ids)
    return (project.paragraph(paragraph_id) for paragraph_id in ids)


def _unlocked(project: Project, paragraph_ids: int | Collection[int]) -> list[Paragraph]:
    found = list(_found(project, paragraph_ids))
    if any(p.locked for p in found):
        raise _locked()
    return found


def _done(project: Project, change: Change) -> tuple[Project, Change]:
    return (apply(project, change) if change.rows else project), change
