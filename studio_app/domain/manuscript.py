"""The manuscript: Chapter › Paragraph › Fragment, and the Draft an importer makes of a file.

All records are frozen; an edit makes new ones (``domain.edits``). Order is kept in ``position``, a float, so that one
insertion changes one record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a paragraph is."""

    HEADING = "heading"
    TEXT = "text"
    SCENE_BREAK = "scene break"
    QUOTE = "quote"
    LIST_ITEM = "list item"
    FOOTNOTE = "footnote"
    ALT_TEXT = "alt text"

    #: Enum's own is written in Python; an import looks a kind up 100,000 times.
    __hash__ = str.__hash__


#: Kinds that are kept and shown but not narrated unless the person switches them on.
OFF_BY_DEFAULT = frozenset({Kind.FOOTNOTE, Kind.ALT_TEXT})


class Matter(StrEnum):
    """Where in the book a chapter stands. Front and back matter is off by default."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture on the book. ``data`` is the file as found, ``media_type`` is image/jpeg or image/png."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier as the file gives it: ``scheme`` is "isbn", "uuid", "doi", "url", ... in lower case, or ""."""

    scheme: str
    value: str


class DraftParagraph(NamedTuple):
    """One paragraph found by an importer. ``text`` is written text in NFC, one line, never empty but for scene breaks.

    ``level`` is 1 to 6 for headings, else 0. A tuple, because an importer makes 30,000 of them in a third of a second.
    """

    kind: Kind
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class DraftChapter:
    """One chapter found by an importer. ``level`` is its depth in the table of contents, 0 for the top.

    ``title`` names the chapter in lists and tags and is not spoken; what is spoken are the paragraphs, so a heading that
    stands in the text is also the first paragraph.
    """

    title: str
    paragraphs: tuple[DraftParagraph, ...]
    matter: Matter = Matter.BODY
    level: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What an importer makes of a file, before a person has looked at it.

    ``language`` is a BCP 47 tag or "" where the file does not say. ``warnings`` are sentences for the person about what
    could not be read as it should; they hold no passage of the book.
    """

    title: str
    chapters: tuple[DraftChapter, ...]
    authors: tuple[str, ...] = ()
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    description: str = ""
    publisher: str = ""
    cover: Cover | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of a paragraph with one speaker: code points ``start`` to ``end`` of its text."""

    start: int
    end: int
    speaker_id: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the manuscript. ``fragments`` name the runs not spoken by the narrator, in order, not overlapping.

    ``settings`` are voice settings, (name, value) pairs sorted by name, that here take the place of those of who speaks.
    """

    id: int
    chapter_id: int
    position: float
    kind: Kind
    text: str
    level: int = 0
    included: bool = True
    locked: bool = False
    fragments: tuple[Fragment, ...] = ()
    settings: tuple[tuple[str, float | str | bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the manuscript, without its paragraphs (``Project.paragraphs`` holds them)."""

    id: int
    position: float
    title: str
    included: bool = True
    matter: Matter = Matter.BODY
    level: int = 0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about the book and goes into the tags of its audio files. Strings are "" where unknown."""

    title: str = ""
    authors: tuple[str, ...] = ()
    narrator: str = ""
    language: str = ""
    isbn: str = ""
    publisher: str = ""
    description: str = ""
    identifiers: tuple[Identifier, ...] = field(default=())
