"""The project as one immutable value: what is open on the desk, and what long work takes as its snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import OFF_BY_DEFAULT, Chapter, Draft, Metadata, Paragraph
from studio_app.domain.pauses import PauseRules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from studio_app.domain.cast import Speaker

#: Segments are at most this many characters unless the engine's limit is lower: accents stay stable (FEATURES B13).
SEGMENT_LENGTH = 800


@dataclass(frozen=True, slots=True)
class Voicing:
    """How the whole book is spoken: pauses by rule, the longest segment in characters, who narrates."""

    pauses: PauseRules = field(default_factory=PauseRules)
    segment_length: int = SEGMENT_LENGTH
    narrator_id: int = 1


@dataclass(frozen=True, slots=True)
class Project:
    """A project: metadata, chapters in order, paragraphs by chapter in order, speakers by id.

    ``source`` is the content hash of the file it was imported from, "" for a blank project. Paragraphs and chapters stand
    in the order of (position, id). The last ids are the highest ever given, also to what is gone: none is given twice. 0
    stands for the highest there is. They and the index belong to no comparison.
    """

    metadata: Metadata
    voicing: Voicing = field(default_factory=Voicing)
    chapters: tuple[Chapter, ...] = ()
    paragraphs: Mapping[int, tuple[Paragraph, ...]] = field(default_factory=lambda: MappingProxyType({}))
    speakers: tuple[Speaker, ...] = ()
    source: str = ""
    last_paragraph_id: int = field(default=0, compare=False)
    last_chapter_id: int = field(default=0, compare=False)
    #: In which chapter a paragraph is, or was in another snapshot: all snapshots of a project share it, none trusts it.
    _homes: dict[int, int] = field(default_factory=dict, compare=False, repr=False)

    def chapter(self, chapter_id: int) -> Chapter:
        """Return the chapter with that id; KeyError where there is none."""
        for chapter in self.chapters:
            if chapter.id == chapter_id:
                return chapter
        raise KeyError(chapter_id)

    def paragraph(self, paragraph_id: int) -> Paragraph:
        """Return the paragraph with that id; KeyError where there is none. Looks through one chapter, not the book."""
        if not self._homes:
            self.index()
        home = self._homes.get(paragraph_id, 0)
        for paragraph in chain(self.paragraphs.get(home, ()), chain.from_iterable(self.paragraphs.values())):
            if paragraph.id == paragraph_id:
                self._homes[paragraph_id] = paragraph.chapter_id
                return paragraph
        raise KeyError(paragraph_id)

    def index(self) -> None:
        """Look over the book once, so that ``paragraph`` need not."""
        self._homes.update((p.id, home) for home, paragraphs in self.paragraphs.items() for p in paragraphs)

    def moved(self, paragraphs: Iterable[Paragraph]) -> None:
        """Note where paragraphs are, for the index."""
        self._homes.update((p.id, p.chapter_id) for p in paragraphs)

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


def project_from_draft(draft: Draft, *, speakers: tuple[Speaker, ...], voicing: Voicing, source: str = "") -> Project:
    """Turn a Draft into a Project: ids from 1, front and back matter, footnotes and alt text switched off."""
    chapters: list[Chapter] = []
    paragraphs: dict[int, tuple[Paragraph, ...]] = {}
    next_id = 1
    for number, found in enumerate(draft.chapters, start=1):
        chapters.append(Chapter(number, float(number), found.title, found.matter == "body", found.matter, found.level))
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
        metadata, voicing, tuple(chapters), MappingProxyType(paragraphs), speakers, source, next_id - 1, len(chapters)
    )
