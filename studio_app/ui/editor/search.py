"""Searching beside the window: a book of a million words is looked through while the person types on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio_app.domain.errors import LecternError
from studio_app.domain.text.find import Found, Pattern, find

if TYPE_CHECKING:
    from studio_app.domain.project import Project

#: More places than this nobody walks through; the count says "more than".
MOST = 50_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found. ``number`` is that of the question; ``error`` a sentence where the pattern cannot be used."""

    number: int
    founds: tuple[Found, ...] = ()
    error: str = ""


class Search(QObject):
    """Looks for a Pattern on a thread of its own; a question makes all earlier ones void.

    Signals:
        answered(Answer): for the latest question only.
    """

    answered = Signal(object)
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, "search")
        self._asked = 0
        self._done.connect(self._arrived)

    def ask(self, project: Project, pattern: Pattern, chapter_ids: tuple[int, ...] | None) -> None:
        """Look through these chapters of the project as it is now; None: through all."""
        self._asked += 1
        number = self._asked
        self._thread.submit(self._look, number, project, pattern, chapter_ids)

    def forget(self) -> None:
        """Want no answer any more."""
        self._asked += 1

    def stop(self) -> None:
        """End for good: the search under way ends after the chapter it is at."""
        self.forget()
        self._thread.shutdown(wait=True)

    def _look(self, number: int, project: Project, pattern: Pattern, chapter_ids: tuple[int, ...] | None) -> None:
        founds: list[Found] = []
        try:
            for chapter_id in chapter_ids if chapter_ids is not None else [c.id for c in project.chapters]:
                if number != self._asked or len(founds) >= MOST:
                    break
                founds += islice(find(project, pattern, (chapter_id,)), MOST - len(founds))
        except LecternError as error:
            self._done.emit(Answer(number, (), error.sentence))
        else:
            self._done.emit(Answer(number, tuple(founds)))

    def _arrived(self, answer: Answer) -> None:
        if answer.number == self._asked:
            self.answered.emit(answer)
