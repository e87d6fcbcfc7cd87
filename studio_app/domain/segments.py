"""Segments: what is sent to an engine in one request, made from the paragraphs of a project.

A paragraph is divided by speaker (its fragments), then by ``<break>`` markup, then to the length an engine takes. The
written ranges of its segments, its break markup and white space together are its text: nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.fingerprint import fingerprint
from studio_app.domain.manuscript import Kind
from studio_app.domain.pauses import LONGEST_BREAK_MS
from studio_app.domain.text.markup import Break, parts
from studio_app.domain.text.split import Boundary, ending, split
from studio_app.domain.text.spoken import speak_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio_app.domain.cast import Setting
    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project


class PauseKind(StrEnum):
    """The rule of ``PauseRules`` that holds after a segment; NONE where a clause goes on."""

    NONE = "none"
    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    HEADING = "heading"


#: The most characters of one request: a number, None for no limit, or either by casting (each model has its own).
Limit = int | None | Callable[[Casting], int | None]


@dataclass(frozen=True, slots=True)
class Segment:
    """One request to an engine, or a silent place of the text.

    ``ordinal`` counts from 0 within the paragraph. ``written`` is ``start`` to ``end`` of the paragraph's text, ``spoken``
    what the engine gets for it; "" where there is nothing to say (ornaments, a break that opens a paragraph): no request,
    no fingerprint, but its pause holds. ``after`` is the rule for the silence behind it, or the milliseconds a break asks.
    ``settings`` are those of its paragraph, which take the place of the speaker's (``Casting.with_settings``).
    """

    paragraph_id: int
    chapter_id: int
    ordinal: int
    start: int
    end: int
    written: str
    spoken: str
    speaker_id: int
    after: PauseKind | int
    fingerprint: str
    settings: tuple[tuple[str, Setting], ...] = ()

    @property
    def key(self) -> tuple[int, int]:
        """Return (paragraph id, ordinal): the place a take is put."""
        return self.paragraph_id, self.ordinal


@dataclass(frozen=True, slots=True)
class _Part:
    """One speaker of the cast, with what splitting and hashing need of it."""

    speaker_id: int
    casting: Casting
    language: str
    limit: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A range of a paragraph before it is a segment. ``after`` is None until what follows is known."""

    start: int
    end: int
    part: _Part
    after: PauseKind | int | None


_RULES = {Boundary.SENTENCE: PauseKind.SENTENCE, Boundary.CLAUSE: PauseKind.CLAUSE, Boundary.WORD: PauseKind.NONE}


def segments(project: Project, paragraph: Paragraph, *, limit: Limit = None) -> tuple[Segment, ...]:
    """Return the segments of one paragraph, none for a scene break.

    Args:
        project: the book: cast, voicing, language.
        paragraph: one of its paragraphs, switched on or not.
        limit: the engine's limit; the project's own segment length holds as well.

    Raises:
        KeyError: the project has no narrator.
    """
    return segment_maker(project, limit)(paragraph)


def segment_maker(project: Project, limit: Limit = None) -> Callable[[Paragraph], tuple[Segment, ...]]:
    """Return ``segments`` for one project and limit, with the cast looked up once: for many paragraphs.

    Raises:
        KeyError: the project has no narrator.
    """
    return _Desk(project, limit).segments


def book_segments(
    project: Project, chapter_ids: Iterable[int] | None = None, *, limit: Limit = None
) -> Iterator[Segment]:
    """Yield the segments of all chapters and paragraphs that are switched on, in order.

    Args:
        project: the book.
        chapter_ids: only these chapters, switched on or not; None for all that are switched on.
        limit: as for ``segments``.

    Raises:
        KeyError: the project has no narrator.
    """
    make = segment_maker(project, limit)
    wanted = None if chapter_ids is None else frozenset(chapter_ids)
    for chapter in project.chapters:
        if chapter.included if wanted is None else chapter.id in wanted:
            for paragraph in project.narrated(chapter):
                yield from make(paragraph)


class _Desk:
    """The cast of a project laid out once, so that a book of 30,000 paragraphs does not look it up 30,000 times."""

    def __init__(self, project: Project, limit: Limit) -> None:
        self._book_language = project.metadata.language
        self._longest = max(1, project.voicing.segment_length)
        self._limit = limit
        self._parts = {speaker.id: self._part(speaker) for speaker in project.speakers}
        self._narrator = self._parts[project.voicing.narrator_id]

    def _part(self, speaker: Speaker) -> _Part:
        limit = self._limit(speaker.casting) if callable(self._limit) else self._limit
        longest = self._longest if limit is None else max(1, min(self._longest, limit))
        return _Part(speaker.id, speaker.casting, speaker.casting.language or self._book_language, longest)

    def segments(self, paragraph: Paragraph) -> tuple[Segment, ...]:
        """Return the segments of one paragraph."""
        if paragraph.kind is Kind.SCENE_BREAK:
            return ()
        text = paragraph.text
        last = PauseKind.HEADING if paragraph.kind is Kind.HEADING else PauseKind.PARAGRAPH
        made = []
        pieces = self._pieces(paragraph)
        for ordinal, piece in enumerate(pieces):
            after = piece.after
            if after is None:
                closes = ordinal == len(pieces) - 1
                after = last if closes else _RULES[ending(text, piece.end)]
            made.append(self._segment(paragraph, ordinal, piece, after))
        return tuple(made)

    def _segment(self, paragraph: Paragraph, ordinal: int, piece: _Piece, after: PauseKind | int) -> Segment:
        written = paragraph.text[piece.start : piece.end]
        spoken = speak_as(written).text
        part = piece.part
        casting = part.casting.with_settings(paragraph.settings)
        mark = fingerprint(spoken, casting, part.language) if spoken else ""
        return Segment(
            paragraph.id,
            paragraph.chapter_id,
            ordinal,
            piece.start,
            piece.end,
            written,
            spoken,
            part.speaker_id,
            after,
            mark,
            paragraph.settings,
        )

    def _pieces(self, paragraph: Paragraph) -> list[_Piece]:
        """Divide a paragraph by breaks, speakers and length; a break is noted on the piece before it."""
        pieces: list[_Piece] = []
        for found in parts(paragraph.text):
            if isinstance(found, Break):
                _add_break(pieces, found, self._narrator)
                continue
            for start, end, part in self._runs(paragraph, found.start, found.end):
                for span in split(paragraph.text[start:end], part.limit, part.language):
                    rule = _RULES.get(span.boundary)
                    pieces.append(_Piece(start + span.start, start + span.end, part, rule))
        return pieces

    def _runs(self, paragraph: Paragraph, start: int, end: int) -> Iterator[tuple[int, int, _Part]]:
        """Yield ``start``..``end`` of a paragraph in runs of one speaker; the narrator speaks what no fragment names.

        A fragment whose speaker is gone falls to the narrator: its text must not be lost.
        """
        for fragment in paragraph.fragments:
            begin, stop = max(start, fragment.start), min(end, fragment.end)
            if begin >= stop:
                continue
            if start < begin:
                yield start, begin, self._narrator
            yield begin, stop, self._parts.get(fragment.speaker_id, self._narrator)
            start = stop
        if start < end:
            yield start, end, self._narrator


def _add_break(pieces: list[_Piece], found: Break, narrator: _Part) -> None:
    """Put a break behind the last piece; breaks in a row add up. One that opens the paragraph is a silent piece itself."""
    if not pieces:
        pieces.append(_Piece(found.start, found.start, narrator, found.milliseconds))
        return
    last = pieces[-1]
    so_far = last.after if isinstance(last.after, int) else 0
    pieces[-1] = _Piece(last.start, last.end, last.part, min(LONGEST_BREAK_MS, so_far + found.milliseconds))
