"""Searching beside the window: a book of a million words is looked through while the person types on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio_app.domain.errors import LecternError
from studio_app.domain.text.find import Found, Pattern, find
from studio_app.jobs.priority import Breath

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio_app.domain.edits.change import Change
    from studio_app.domain.project import Project

#: More places than this nobody walks through; the count says "more than".
MOST = 50_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, ready to be shown: with 50,000 places nothing is left to be done on the window's thread.

    Attributes:
        number: that of the question.
        founds: the places in the order of the book.
        error: a sentence where the pattern cannot be used.
        keys: (number of the chapter, number of the paragraph in it, start) of each place, to be looked through.
        numbers: which of the founds a (paragraph id, start) is.
        spans: (start, end) of all places in a paragraph, by its id.
    """

    number: int = 0
    founds: tuple[Found, ...] = ()
    error: str = ""
    keys: Sequence[tuple[int, int, int]] = ()
    numbers: Mapping[tuple[int, int], int] = field(default_factory=dict)
    spans: Mapping[int, list[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, number: int, project: Project, founds: Sequence[Found]) -> Answer:
        """Return the answer with these founds."""
        chapters = {chapter.id: n for n, chapter in enumerate(project.chapters)}
        touched = dict.fromkeys(f.chapter_id for f in founds)
        places = {p.id: n for chapter_id in touched for n, p in enumerate(project.paragraphs.get(chapter_id, ()))}
        spans: dict[int, list[tuple[int, int]]] = {}
        for found in founds:
            spans.setdefault(found.paragraph_id, []).append((found.start, found.end))
        return cls(
            number,
            tuple(founds),
            keys=[(chapters[f.chapter_id], places[f.paragraph_id], f.start) for f in founds],
            numbers={(f.paragraph_id, f.start): n for n, f in enumerate(founds)},
            spans=spans,
        )


class Search(QObject):
    """Looks for a Pattern on a thread of its own; a question makes all earlier ones void.

    Signals:
        answered(Answer): for the latest question only.
        made(Change or LecternError): what came of ``make``.
    """

    answered = Signal(object)
    made = Signal(object)
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, "search")
        self._asked = 0
        self._ended = False
        self._done.connect(self._arrived)

    def ask(self, project: Project, pattern: Pattern, chapter_ids: tuple[int, ...] | None) -> None:
        """Look through these chapters of the project as it is now; None: through all."""
        self._asked += 1
        number = self._asked
        if not self._ended:
            self._thread.submit(self._look, number, project, pattern, chapter_ids)

    def make(self, change: Callable[[], Change]) -> None:
        """Work a change out beside the window; no question waits for less than that."""
        self._thread.submit(self._make, change)

    def _make(self, change: Callable[[], Change]) -> None:
        try:
            self.made.emit(change())
        except LecternError as error:
            self.made.emit(error)

    def forget(self) -> None:
        """Want no answer any more."""
        self._asked += 1

    def stop(self) -> None:
        """End for good: the search under way ends after the chapter it is at."""
        self.forget()
        self._ended = True
        self._thread.shutdown(wait=True)

    def _look(self, number: int, project: Project, pattern: Pattern, chapter_ids: tuple[int, ...] | None) -> None:
        founds: list[Found] = []
        breath = Breath()
        try:
            for chapter_id in chapter_ids if chapter_ids is not None else [c.id for c in project.chapters]:
                if number != self._asked or len(founds) >= MOST:
                    break
                breath()
                founds += islice(find(project, pattern, (chapter_id,)), MOST - len(founds))
        except LecternError as error:
            self._done.emit(Answer(number, error=error.sentence))
        else:
            self._done.emit(Answer.of(number, project, founds))

    def _arrived(self, answer: Answer) -> None:
        if answer.number == self._asked:
            self.answered.emit(answer)
