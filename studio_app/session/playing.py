"""The thread that plays a book: it lays out and renders ahead. The loop only asks and is told."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError
from studio_app.session.chaptermix import RATE, ChapterMix, ChapterMixes
from studio_app.session.course import Course, Wish
from studio_app.session.live import Hearing
from studio_app.session.playback import Playback
from studio_app.session.rendering import TakeCourse

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.audio.output import Output
    from studio_app.audio.reel import Place
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, Segment
    from studio_app.domain.takes import Take
    from studio_app.session.live import Live
    from studio_app.session.rendering import Way
    from studio_app.store.project_file import ProjectFile


@dataclass(frozen=True, slots=True)
class Facts:
    """What the thread tells: one tuple of facts, told anew when one of them changes."""

    playing: bool = False
    paused: bool = False
    waiting: bool = False
    needs: tuple[int, ...] = ()
    take_id: int | None = None
    device: str = ""
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """Where the device is: the word as code points of the paragraph as it was laid out, (0, 0) where not known."""

    seconds: float
    length_s: float
    chapter_id: int | None = None
    segment: Segment | None = None
    start: int = 0
    end: int = 0


class Playing(Playback):
    """See the module. ``tell`` and ``failed`` are called on the thread."""

    def __init__(
        self,
        file: ProjectFile,
        project: Project,
        output: Output,
        limit: Limit,
        tell: Callable[[Facts], None],
        failed: Callable[[LecternError], None],
        live: Live | None = None,
    ) -> None:
        super().__init__(output, failed)
        self.facts = Facts()
        self._file = file
        self._project = project
        self._mixes = ChapterMixes(file, limit)
        self._live = live
        self._tell = tell

    # Asked from the loop

    def heard(self) -> Heard | None:
        """Return what is heard now; None where nothing is. Any thread."""
        if not self.output.running:
            return None
        place = self.deck.where(self.output.heard())
        return None if place is None or place.of is None else self._heard(place)

    def end(self) -> None:
        """End the thread, let the device and the files go. Blocks."""
        super().end()
        self._mixes.close()

    # On the thread

    def look_at(self, paragraph_id: int) -> None:
        """Have ready what playing from a paragraph begins with, where nothing plays: its chapter laid out, its take decoded."""
        if self._render is None:
            with suppress(LecternError):
                Course(self._mixes, self._project, Wish(paragraph_id)).next(1)

    def play(self, wish: Wish) -> None:
        """Play from there."""
        self._start(Course(self._mixes, self._project, wish, self._live))

    def play_take(self, take: Take, seconds: float) -> None:
        """Play a take alone."""
        self._start(TakeCourse(take, lambda found: self._file.audio(found.audio), seconds))

    def skip(self, by: int) -> None:
        """Go on with the next paragraph, or the one before."""
        held, render = self._held, self._render
        course = held[0] if held is not None else render.course if render is not None else None
        if not isinstance(course, Course):
            return
        place = (held[1], held[2]) if held is not None else self._now()
        of, at = place if place is not None else (None, 0.0)
        paragraph_id = of.paragraph_at(at) if isinstance(of, ChapterMix | Hearing) else None
        if course.needs and (render is None or not render.reel.ahead):
            paragraph_id = course.needs[0]
        course.change(self._project)
        course.step(paragraph_id, by)
        if course.ended:
            self.stop()
        else:
            self._start(course)

    def came(self) -> None:
        """More of an answer came in."""

    def change(self, project: Project) -> None:
        """The book was edited."""
        self._project = project
        self._changed()

    def placed(self, paragraph_ids: frozenset[int]) -> None:
        """Other takes stand at these paragraphs."""
        self._mixes.forget(paragraph_ids)
        self._changed()

    # Inside

    def _put_back(self, course: Way, of: object, at: float) -> None:
        if isinstance(course, TakeCourse):
            course.go(round(at))
        elif isinstance(course, Course) and isinstance(of, ChapterMix | Hearing):
            course.change(self._project)
            course.go(of, round(at))

    def _changed(self) -> None:
        course = self._render.course if self._render is not None else None
        if isinstance(course, Course):
            course.change(self._project)

    def _show(self, *, paused: bool = False) -> None:
        render = self._render
        course = self._held[0] if self._held is not None else render.course if render is not None else None
        facts = Facts(
            playing=course is not None,
            paused=paused or self._held is not None,
            waiting=render is not None and render.waiting,
            needs=course.needs if course is not None else (),
            take_id=course.take.id if isinstance(course, TakeCourse) else None,
            device=self.output.name,
            silent=self.output.silent,
        )
        if facts != self.facts:
            self.facts = facts
            self._tell(facts)

    def _heard(self, place: Place) -> Heard:
        at = place.at + max(0, self.output.heard() - place.frame) * place.step
        of = place.of
        if isinstance(of, Hearing):
            return _heard_coming(of, at)
        length = of.plan.seconds
        if isinstance(of, TakeCourse) or not of.plan.items:
            return Heard(at / RATE, length, None if isinstance(of, TakeCourse) else of.chapter_id)
        number = of.at(at)
        item = of.plan.items[max(0, number)]
        segment, word = of.segments[item.segment], None
        if number >= 0 and at < item.start + item.length:
            words = self._mixes.known_words(item, segment)
            word = next((word for word in reversed(words) if word.sample <= at - item.start), None)
        start, end = (word.start, word.end) if word else (0, 0)
        return Heard(at / RATE, length, of.chapter_id, segment, start, end)


def _heard_coming(hearing: Hearing, at: float) -> Heard:
    """Return what is heard of an answer while it comes in."""
    words = hearing.sound.words() if hearing.sound is not None and at >= 0 else ()
    word = next((word for word in reversed(words) if word.sample <= at), None)
    seconds = (hearing.start + at) / RATE
    length = max(seconds, hearing.chapter.plan.seconds)
    start, end = (word.start, word.end) if word else (0, 0)
    return Heard(seconds, length, hearing.chapter_id, hearing.segment if at >= 0 else None, start, end)
