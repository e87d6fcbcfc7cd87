"""A desk for tests of the editor and the chapters: a project in memory that is edited, undone and announced."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING

from studio_app.domain.edits.change import apply
from studio_app.domain.manuscript import Chapter, Kind, Metadata, Paragraph
from studio_app.domain.project import Project
from studio_app.session.announce import Announcer
from studio_app.session.states import ChapterState, ParagraphState, State, StatesChanged
from studio_app.session.studio import Edited

if TYPE_CHECKING:
    from studio_app.domain.edits.change import Change

BREAK = (Kind.SCENE_BREAK, "")


def book(*chapters: list[str | tuple[Kind, str] | tuple[Kind, str, int]]) -> Project:
    """A project of these chapters; ids of chapters and of paragraphs count from 1."""
    paragraphs: dict[int, tuple[Paragraph, ...]] = {}
    next_id = 1
    for number, texts in enumerate(chapters, start=1):
        made = []
        for place, text in enumerate(texts, start=1):
            kind, *rest = (Kind.TEXT, text) if isinstance(text, str) else text
            made.append(Paragraph(next_id, number, float(place), kind, *rest))
            next_id += 1
        paragraphs[number] = tuple(made)
    titles = tuple(Chapter(n, float(n), f"Chapter {n}") for n in paragraphs)
    return Project(Metadata("A book"), chapters=titles, paragraphs=MappingProxyType(paragraphs))


class Desk:
    """What panels use of a Studio, with nothing on a disk."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.announce = Announcer()
        self.done: list[Change] = []
        self.file = SimpleNamespace(read_only=False)

    def do(self, made: tuple[Project, Change]) -> Change:
        _, change = made
        if change.rows:
            self.project = apply(self.project, change)
            self.done.append(change)
            self.announce.say(Edited(change, change.initiator))
        return change

    def undo(self) -> None:
        """Take back one step: changes in a row with the same merge are one."""
        while self.done:
            change = self.done.pop()
            self.project = apply(self.project, change.inverse())
            self.announce.say(Edited(change.inverse(), "undo"))
            if not change.merge or not self.done or self.done[-1].merge != change.merge:
                return

    def texts(self, chapter_id: int = 1) -> list[str]:
        return [p.text for p in self.project.paragraphs.get(chapter_id, ())]

    def kinds(self, chapter_id: int = 1) -> list[Kind]:
        return [p.kind for p in self.project.paragraphs[chapter_id]]

    def ids(self, chapter_id: int = 1) -> list[int]:
        return [p.id for p in self.project.paragraphs[chapter_id]]


@dataclass
class Told:
    """States that a test tells."""

    paragraphs: dict[int, ParagraphState] = field(default_factory=dict)
    chapters: dict[int, ChapterState] = field(default_factory=dict)
    wanted: list[int] = field(default_factory=list)

    def tell(self, desk: Desk, paragraph_id: int, state: State, error: str = "") -> None:
        made = ParagraphState(paragraph_id, state, False, 2, int(state is State.GENERATED) * 2, 3.0, 40, error)
        self.paragraphs[paragraph_id] = made
        desk.announce.say(StatesChanged(frozenset({1}), frozenset({paragraph_id})))

    def paragraph(self, paragraph_id: int) -> ParagraphState | None:
        return self.paragraphs.get(paragraph_id)

    def chapter(self, chapter_id: int) -> ChapterState | None:
        return self.chapters.get(chapter_id)

    def want(self, chapter_id: int) -> None:
        self.wanted.append(chapter_id)
