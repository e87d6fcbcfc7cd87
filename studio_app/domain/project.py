"""The project as one immutable value: what is open on the desk, and what long work takes as its snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import OFF_BY_DEFAULT, Chapter, Draft, Metadata, Paragraph
from studio_app.domain.pauses import PauseRules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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

    ``source`` is the content hash of the file it was imported from, "" for a blank project.
    """

    metadata: Metadata
    voicing: Voicing = field(default_factory=Voicing)
    chapters: tuple[Chapter, ...] = ()
    paragraphs: Mapping[int, tuple[Paragraph, ...]] = field(default_factory=lambda: MappingProxyType({}))
    speakers: tuple[Speaker, ...] = ()
    source: str = ""

    def chapter(self, chapter_id: int) -> Chapter:
        """Return the chapter with that id; KeyError where there is none."""
        for chapter in self.chapters:
            if chapter.id == chapter_id:
                return chapter
        raise KeyError(chapter_id)

    def speaker(self, speaker_id: int) -> Speaker:
        """Return the speaker with that id; KeyError where there is none."""
        for speaker in self.speakers:
            if speaker.id == speaker_id:
                return speaker
        raise KeyError(speaker_id)

    def narrated(self, chapter: Chapter) -> Iterator[Paragraph]:
        """Yield the paragraphs of ``chapter`` that are switched on, scene breaks among them."""
        return (p for p in self.paragraphs.get(chapter.id, ()) if p.included)


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
    return Project(metadata, voicing, tuple(chapters), MappingProxyType(paragraphs), speakers, source)
