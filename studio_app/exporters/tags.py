"""What is said about an audio file inside the file, whatever its format."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from studio_app.domain.mixplan import ChapterMark

if TYPE_CHECKING:
    from studio_app.domain.manuscript import Cover, Metadata
    from studio_app.domain.mixplan import MixPlan

_log = logging.getLogger(__name__)

GENRE = "Audiobook"
ENCODER = "Lectern"
#: Bytes of a cover: a metadata block of FLAC has a 24-bit length, some of which its own header needs. Larger ones are left
#: out of all formats: players that would read them are hard to find.
LARGEST_COVER = 2**24 - 1024

#: A tag holds none of these: a NUL ends it early, a lone surrogate cannot be written at all.
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class ChapterTime(NamedTuple):
    """A chapter of a file, in seconds from its start."""

    title: str
    start: float
    end: float


class MarkTime(NamedTuple):
    """A marker, or with another ``end`` a region, of a file, in seconds from its start; ``name`` may be ""."""

    name: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class BookTags:
    """The tags of one file. Strings are "" where unknown; ``track`` is 0 for a file that is not one of several.

    ``album`` is the book, ``title`` the book or the chapter in this file, ``language`` a BCP 47 tag. However it is made,
    its strings hold nothing that a tag cannot, a chapter without a title has its number for one, and a cover larger than
    ``LARGEST_COVER`` is left out, with a warning in the log. ``marked`` is for editors of audio, chapters are for listeners.
    """

    title: str
    album: str = ""
    authors: tuple[str, ...] = ()
    narrator: str = ""
    isbn: str = ""
    description: str = ""
    language: str = ""
    publisher: str = ""
    cover: Cover | None = None
    track: int = 0
    tracks: int = 0
    chapters: tuple[ChapterTime, ...] = ()
    encoder: str = ENCODER
    marked: tuple[MarkTime, ...] = ()

    def __post_init__(self) -> None:
        for name in ("title", "album", "narrator", "isbn", "language", "publisher", "encoder"):
            object.__setattr__(self, name, one_line(getattr(self, name)))
        object.__setattr__(self, "description", clean(self.description).strip())
        object.__setattr__(self, "authors", tuple(filter(None, map(one_line, self.authors))))
        chapters = (c._replace(title=one_line(c.title) or str(n)) for n, c in enumerate(self.chapters, start=1))
        object.__setattr__(self, "chapters", tuple(chapters))
        object.__setattr__(self, "marked", tuple(m._replace(name=one_line(m.name)) for m in self.marked))
        if self.cover and len(self.cover.data) > LARGEST_COVER:
            _log.warning(
                "The cover is left out: it has %d bytes, more than audio files can hold.", len(self.cover.data)
            )
            object.__setattr__(self, "cover", None)

    @property
    def author(self) -> str:
        """All authors in one string, for formats that have room for one."""
        return "; ".join(self.authors)


def tags_for(
    metadata: Metadata, plan: MixPlan, *, title: str = "", cover: Cover | None = None, track: int = 0, tracks: int = 0
) -> BookTags:
    """Return the tags of the file that ``plan`` becomes: ``title`` is its chapter's, "" for the whole book."""
    return BookTags(
        title=title or metadata.title,
        album=metadata.title,
        authors=metadata.authors,
        narrator=metadata.narrator,
        isbn=metadata.isbn,
        description=metadata.description,
        language=metadata.language,
        publisher=metadata.publisher,
        cover=cover,
        track=track,
        tracks=tracks,
        chapters=tuple(ChapterTime(m.title, m.start / plan.rate, m.end / plan.rate) for m in plan.marks),
        marked=tuple(MarkTime(m.name, m.start / plan.rate, m.end / plan.rate) for m in plan.marked),
    )


def chaptered(plan: MixPlan) -> MixPlan:
    """Return the plan of one chapter with chapters as it is marked: each named marker and region begins one.

    For formats that have chapters alone. A plan of several chapters, or without names, stays as it is: what a listener sees
    is the book's.
    """
    named = {mark.start: mark.name for mark in reversed(plan.marked) if mark.name.strip() and mark.start < plan.length}
    if len(plan.marks) != 1 or not named:
        return plan
    whole = plan.marks[0]
    titles = {whole.start: whole.title} | named
    spans = pairwise((*sorted(titles), plan.length))
    return replace(plan, marks=tuple(ChapterMark(whole.chapter_id, titles[at], at, end) for at, end in spans))


def clean(text: str) -> str:
    """Return ``text`` with line feeds for line ends and without what no tag can hold."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return ``text`` cleaned, with single spaces for all white space."""
    return " ".join(clean(text).split())
