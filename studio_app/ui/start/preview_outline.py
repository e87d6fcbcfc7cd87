"""What a person makes of the chapters that were found: an outline as plain records, and what can be done to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import Draft, DraftChapter, Kind, Matter
from studio_app.domain.text.counts import characters, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


#: Characters that are counted in one go.
_PIECE = 16_000


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


def counted(chapter: DraftChapter) -> Iterator[Size | None]:
    """Count what would be read aloud of a chapter, a piece at a time: None, and None again, then how much it is."""
    words_ = characters_ = since = 0
    for paragraph in chapter.paragraphs:
        if paragraph.kind is Kind.ALT_TEXT:
            continue
        for piece in _pieces(paragraph.text):
            words_ += words(piece)
            characters_ += characters(piece)
            since += len(piece)
            if since >= _PIECE:
                since = 0
                yield None
    yield Size(words_, characters_)


def _pieces(text: str) -> Iterator[str]:
    """Cut a text between words, so that none of the pieces takes long."""
    start = 0
    while len(text) - start > 2 * _PIECE:
        space = text.find(" ", start + _PIECE)
        if space < 0:
            break
        yield text[start:space]
        start = space
    yield text[start:]


def included(outline: Outline, numbers: Collection[int], *, on: bool) -> Outline:
    """Switch entries on or off."""
    return tuple(Entry(e.number, e.chapter, on) if e.included is not on and e.number in numbers else e for e in outline)


def renamed(outline: Outline, number: int, title: str) -> Outline:
    """Give an entry another title; an empty one is passed over."""
    title = " ".join(title.split())
    return tuple(
        replace(e, chapter=replace(e.chapter, title=title)) if e.number == number and title else e for e in outline
    )


def merged(outline: Outline, numbers: Collection[int]) -> Outline:
    """Join entries to the first of them; one alone to the one before it. The first one's title stays."""
    places = [at for at, entry in enumerate(outline) if entry.number in numbers]
    if len(places) > 1:
        places = places[1:]
    made = list(outline)
    for at in reversed(places):
        if at > 0:
            made[at - 1 : at + 1] = [_joined(made[at - 1], made[at])]
    return tuple(made)


def can_merge(outline: Outline, numbers: Collection[int]) -> bool:
    """Return whether ``merged`` joins these: they stand one after another, or there is one before the one."""
    places = [at for at, entry in enumerate(outline) if entry.number in numbers]
    together = bool(places) and places[-1] - places[0] == len(places) - 1
    return together and (len(places) > 1 or places[0] > 0)


def _joined(before: Entry, gone: Entry) -> Entry:
    whole = replace(before.chapter, paragraphs=before.chapter.paragraphs + gone.chapter.paragraphs)
    return replace(before, chapter=whole, included=before.included or gone.included)


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
