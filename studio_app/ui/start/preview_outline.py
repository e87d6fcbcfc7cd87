"""What a person makes of the chapters that were found: an outline as plain records, and what can be done to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio_app.domain.manuscript import Draft, DraftChapter, Kind, Matter
from studio_app.domain.text.counts import characters, words


@dataclass(frozen=True, slots=True)
class Size:
    """How much text a chapter has: words, and characters that are not space."""

    words: int
    characters: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A chapter as it will be made. ``number`` tells entries apart as long as the preview is open."""

    number: int
    chapter: DraftChapter
    included: bool


#: An outline: the entries in the book's order.
Outline = tuple[Entry, ...]


def outline_of(draft: Draft) -> Outline:
    """Return what was found, front and back matter switched off."""
    return tuple(Entry(n, chapter, chapter.matter is Matter.BODY) for n, chapter in enumerate(draft.chapters))


def size_of(chapter: DraftChapter) -> Size:
    """Count what would be read aloud of a chapter."""
    text = "\n".join(paragraph.text for paragraph in chapter.paragraphs if paragraph.kind is not Kind.ALT_TEXT)
    return Size(words(text), characters(text))


def included(outline: Outline, numbers: frozenset[int], *, on: bool) -> Outline:
    """Switch entries on or off."""
    return tuple(replace(e, included=on) if e.number in numbers else e for e in outline)


def renamed(outline: Outline, number: int, title: str) -> Outline:
    """Give an entry another title; an empty one is passed over."""
    title = " ".join(title.split())
    return tuple(
        replace(e, chapter=replace(e.chapter, title=title)) if e.number == number and title else e for e in outline
    )


def merged(outline: Outline, number: int) -> Outline:
    """Join an entry to the one before it, whose title stays. The first one is left alone."""
    at = _place(outline, number)
    if at < 1:
        return outline
    before, gone = outline[at - 1], outline[at]
    whole = replace(before.chapter, paragraphs=before.chapter.paragraphs + gone.chapter.paragraphs)
    joined = replace(before, chapter=whole, included=before.included or gone.included)
    return (*outline[: at - 1], joined, *outline[at + 1 :])


def split(outline: Outline, number: int, paragraph: int, untitled: str) -> Outline:
    """Begin a new entry at a paragraph (counted from 0). A heading there is its title, else ``untitled``."""
    at = _place(outline, number)
    if at < 0 or not 0 < paragraph < len(outline[at].chapter.paragraphs):
        return outline
    entry = outline[at]
    head, tail = entry.chapter.paragraphs[:paragraph], entry.chapter.paragraphs[paragraph:]
    title = tail[0].text if tail[0].kind is Kind.HEADING else untitled
    new = Entry(
        max(e.number for e in outline) + 1, replace(entry.chapter, title=title, paragraphs=tail), entry.included
    )
    return (*outline[:at], replace(entry, chapter=replace(entry.chapter, paragraphs=head)), new, *outline[at + 1 :])


def _place(outline: Outline, number: int) -> int:
    return next((at for at, entry in enumerate(outline) if entry.number == number), -1)
