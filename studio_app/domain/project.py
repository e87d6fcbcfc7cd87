"""The project as one immutable value: what is open on the desk, and what long work takes as its snapshot."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import OFF_BY_DEFAULT, Chapter, Draft, Metadata, Paragraph
from studio_app.domain.pauses import PauseRules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from studio_app.domain.cast import Speaker
    from studio_app.domain.timeline import Timeline

#: Segments are at most this many characters unless the engine's limit is lower: accents stay stable (FEATURES B13).
SEGMENT_LENGTH = 800

#: The order of chapters in a book and of paragraphs in a chapter.
by_position = attrgetter("position", "id")


@dataclass(frozen=True, slots=True)
class Voicing:
    """How the whole book is spoken: pauses by rule, the longest segment in characters, who narrates."""

    pauses: PauseRules = field(default_factory=PauseRules)
    segment_length: int = SEGMENT_LENGTH
    narrator_id: int = 1


@dataclass(frozen=True, slots=True)
class Project:
    """A project: metadata, chapters in order, paragraphs by chapter in order, speakers by id, timelines by chapter.

    ``source`` is the content hash of the file it was imported from, "" for a blank project. Paragraphs and chapters stand
    in the order of (position, id). A chapter without a timeline is laid out by the pause rules. The last ids are the highest
    ever given, also to what is gone: none is given twice. 0 stands for the highest there is. They and the index belong to no
    comparison.
    """

    metadata: Metadata
    voicing: Voicing = field(default_factory=Voicing)
    chapters: tuple[Chapter, ...] = ()
    paragraphs: Mapping[int, tuple[Paragraph, ...]] = field(default_factory=lambda: MappingProxyType({}))
    speakers: tuple[Speaker, ...] = ()
    source: str = ""
    timelines: Mapping[int, Timeline] = field(default_factory=lambda: MappingProxyType({}))
    last_paragraph_id: int = field(default=0, compare=False)
    last_chapter_id: int = field(default=0, compare=False)
    #: Chapter and position of a paragraph, here or in another snapshot: all of a project's share it, none trusts it.
    _homes: dict[int, tuple[int, float]] = field(default_factory=dict, compare=False, repr=False)

    def chapter(self, chapter_id: int) -> Chapter:
        """Return the chapter with that id; KeyError where there is none."""
        for chapter in self.chapters:
            if chapter.id == chapter_id:
                return chapter
        raise KeyError(chapter_id)

    def paragraph(self, paragraph_id: int) -> Paragraph:
        """Return the paragraph with that id; KeyError where there is none. Does not look through the book."""
        chapter_id, at = self.place(paragraph_id)
        return self.paragraphs[chapter_id][at]

    def place(self, paragraph_id: int) -> tuple[int, int]:
        """Return the chapter of a paragraph and where in ``paragraphs`` of it it stands; KeyError where there is none."""
        if not self._homes:
            self.index()
        chapter_id, position = self._homes.get(paragraph_id, (0, 0.0))
        held = self.paragraphs.get(chapter_id, ())
        at = bisect_left(held, (position, paragraph_id), key=by_position)
        if at < len(held) and held[at].id == paragraph_id:
            return chapter_id, at
        for chapter_id, held in self.paragraphs.items():
            for at, paragraph in enumerate(held):
                if paragraph.id == paragraph_id:
                    self.note((paragraph,))
                    return chapter_id, at
        raise KeyError(paragraph_id)

    def index(self) -> None:
        """Look over the book once, so that ``paragraph`` and ``place`` need not."""
        self.note(chain.from_iterable(self.paragraphs.values()))

    def note(self, paragraphs: Iterable[Paragraph]) -> None:
        """Remember where paragraphs are."""
        self._homes.update((p.id, (p.chapter_id, p.position)) for p in paragraphs)

    def speaker(self, speaker_id: int) -> Speaker:
        """Return the speaker with that id; KeyError where there is none."""
        for speaker in self.speakers:
            if speaker.id == speaker_id:
                return speaker
        raise KeyError(speaker_id)

    def narrated(self, chapter: Chapter) -> Iterator[Paragraph]:
        """Yield the paragraphs of ``chapter`` that are switched on, scene breaks among them."""
        return (p for p in self.paragraphs.get(chapter.id, ()) if p.included)


def highest_paragraph_id(project: Project) -> int:
    """Return the highest id a paragraph of this project has or had."""
    return project.last_paragraph_id or max((p.id for ps in project.paragraphs.values() for p in ps), default=0)


def highest_chapter_id(project: Project) -> int:
    """Return the highest id a chapter of this project has or had."""
    return project.last_chapter_id or max((chapter.id for chapter in project.chapters), default=0)


def project_from_draft(
    draft: Draft,
    *,
    speakers: tuple[Speaker, ...],
    voicing: Voicing,
    source: str = "",
    included: Sequence[bool] | None = None,
) -> Project:
    """Turn a Draft into a Project: ids from 1, footnotes and alt text switched off.

    ``included`` says of each chapter whether it is narrated; None: front and back matter is not.

    Raises:
        ValueError: ``included`` is not of as many chapters as the draft.
    """
    ticked = [c.matter == "body" for c in draft.chapters] if included is None else included
    chapters: list[Chapter] = []
    paragraphs: dict[int, tuple[Paragraph, ...]] = {}
    next_id = 1
    for number, (found, on) in enumerate(zip(draft.chapters, ticked, strict=True), start=1):
        chapters.append(Chapter(number, float(number), found.title, on, found.matter, found.level))
        first = next_id - 1
        paragraphs[number] = tuple(
            Paragraph(i, number, float(i - first), p.kind, p.text, p.level, p.kind not in OFF_BY_DEFAULT)
            for i, p in enumerate(found.paragraphs, start=next_id)
        )
        next_id += len(found.paragraphs)
    isbn = next((i.value for i in draft.identifiers if i.scheme == "isbn"), "")
    metadata = Metadata(
        title=draft.title,
        authors=draft.authors,
        language=draft.language,
        isbn=isbn,
        publisher=draft.publisher,
        description=draft.description,
        identifiers=draft.identifiers,
    )
    return Project(
        metadata,
        voicing,
        tuple(chapters),
        MappingProxyType(paragraphs),
        speakers,
        source,
        last_paragraph_id=next_id - 1,
        last_chapter_id=len(chapters),
    )
