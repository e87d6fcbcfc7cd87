"""The thread that plays: it lays out, renders ahead, and starts and stops the device. The loop only asks and is told."""

from __future__ import annotations

import logging
import queue
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.audio.output import PERIODS
from studio_app.audio.reel import Deck
from studio_app.domain.errors import LecternError
from studio_app.session.chaptermix import RATE, ChapterMix, ChapterMixes
from studio_app.session.course import Course, Wish
from studio_app.session.live import Hearing
from studio_app.session.rendering import Renderer, TakeCourse

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.audio.output import Output
    from studio_app.audio.reel import Place
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, Segment
    from studio_app.domain.takes import Take
    from studio_app.session.live import Live
    from studio_app.store.project_file import ProjectFile

_log = logging.getLogger(__name__)

#: How often the thread looks around while something plays.
_TICK_S = 0.02
#: A change of speed is heard after this many periods of the device: time enough to have the new sound ready.
_MARGIN_PERIODS = 3
#: Longest wait for a device to take the reel off.
_OFF_S = 0.5


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


class Playing:
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
        self.deck = Deck(RATE)
        self.output = output
        self.facts = Facts()
        self._file = file
        self._project = project
        self._mixes = ChapterMixes(file, limit)
        self._live = live
        self._tell, self._failed = tell, failed
        self._asked: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._render: Renderer | None = None
        self._held: tuple[Course | TakeCourse, object, float] | None = None
        self._speed = 1.0
        self._stop_at: float | None = None
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)
        self._thread.start()

    # Asked from the loop

    def ask(self, work: Callable[[], None]) -> None:
        """Let the thread do this next."""
        self._asked.put(work)

    def end(self) -> None:
        """End the thread and let the device go. Blocks."""
        self._asked.put(None)
        self._thread.join()

    def heard(self) -> Heard | None:
        """Return what is heard now; None where nothing is. Any thread."""
        if not self.output.running:
            return None
        place = self.deck.where(self.output.heard())
        return None if place is None or place.of is None else self._heard(place)

    # On the thread

    def prepare(self) -> None:
        """Have a device ready."""
        self.output.prepare()
        self._show()

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

    def pause(self) -> None:
        """Fall silent and keep the place, to the sample."""
        render = self._render
        if render is None:
            return
        self.deck.put_on(None)
        until = time.monotonic() + _OFF_S
        while self.deck.left is None and self.output.running and time.monotonic() < until:
            time.sleep(0.002)
        left = self.deck.left
        place = (left.of, left.at) if left is not None and left.of is not None else self._now() or render.begin
        self._held = (render.course, *place) if place is not None else (render.course, None, 0.0)
        self._silence()
        self._show(paused=True)

    def resume(self) -> None:
        """Go on where it paused."""
        held, self._held = self._held, None
        if held is not None:
            self._go(*held)

    def stop(self) -> None:
        """Fall silent and forget the place."""
        self._held = None
        self._silence()
        self._show()

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

    def set_speed(self, speed: float) -> None:
        """Play at this speed; what is being heard changes over without a gap."""
        if speed == self._speed:
            return
        self._speed = speed
        render = self._render
        if render is not None and not self.output.running:
            self._load(Renderer(render.course, speed))
        if render is None or not self.output.running:
            return
        cut = render.reel.taken + _MARGIN_PERIODS * self._period
        place = render.place(cut)
        if place is not None:
            self._put_back(render.course, *place)
        self._load(Renderer(render.course, speed), cut if place is not None else render.frames)

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

    def _run(self) -> None:
        while True:
            try:
                work = self._asked.get(timeout=_TICK_S if self.output.running else None)
            except queue.Empty:
                work = _nothing
            if work is None:
                break  # what was asked for after that is not done
            try:
                work()
                self._fill()
                self._look()
            except LecternError as error:
                self._failed(error)
                self.stop()
            except Exception:  # noqa: BLE001  whatever it is, the next wish must find this thread alive
                _log.exception("playing stopped")
                self.stop()
        self.output.close()

    def _fill(self) -> None:
        """Render ahead, at least one block, until somebody asks for something or enough lies ready."""
        while self._render is not None and self._render.work(self._failed) and self._asked.empty():
            pass
        if self._render is not None:
            self._begin()
            self._show()

    def _start(self, course: Course | TakeCourse) -> None:
        self._held = None
        self._load(Renderer(course, self._speed))

    def _go(self, course: Course | TakeCourse, of: object, at: float) -> None:
        self._put_back(course, of, at)
        self._start(course)

    def _put_back(self, course: Course | TakeCourse, of: object, at: float) -> None:
        if isinstance(course, TakeCourse):
            course.go(round(at))
        elif isinstance(of, ChapterMix | Hearing):
            course.change(self._project)
            course.go(of, round(at))

    def _load(self, render: Renderer, at: int | None = None) -> None:
        """Let a device play what is rendered, as much of it being ready as a device takes at once.

        Where nothing can be heard yet it is started when something can: a device asks at once, and then at its periods.
        """
        wanted = PERIODS * self._period
        while render.reel.ahead < wanted and render.work(self._failed):
            pass
        self._render, self._stop_at = render, None
        if self.output.running:
            self.deck.put_on(render.reel, at)
        else:
            self.deck.put_on(render.reel)
            self.deck.restart()
            self._begin()
        self._show()

    def _begin(self) -> None:
        """Start the device that lies ready, once there is something to be heard."""
        render = self._render
        if render is not None and not self.output.running and (render.reel.ahead or render.reel.ended):
            self.output.start(self.deck.read)

    @property
    def _period(self) -> int:
        return self.output.period_ms * RATE // 1000

    def _silence(self) -> None:
        """Fade out; the device stops when that was heard."""
        self._render = None
        self.deck.put_on(None)
        if self.output.running:
            # Until the device asks again, and until what it was given then is heard.
            self._stop_at = time.monotonic() + (self._period + self.output.latency) / RATE + _TICK_S

    def _look(self) -> None:
        if not self.output.running:
            return
        if self._stop_at is not None and time.monotonic() >= self._stop_at:
            self._stop_at = None
            self.output.stop()
            self.output.prepare()
            return
        if self.deck.drained and self.output.heard() >= self.deck.end and self._render is not None:
            self.stop()
        elif self.output.look():
            self._move()

    def _move(self) -> None:
        """Go on with another device at what was last heard."""
        render, place = self._render, self._now()
        self.output.stop()
        place = place or (render.begin if render is not None else None)
        if render is not None and place is not None:
            self._go(render.course, *place)
        elif render is not None:
            self._load(render)
        self._show()

    def _now(self) -> tuple[object, float] | None:
        place = self.deck.where(self.output.heard())
        if place is None or place.of is None:
            return None
        return place.of, place.at + (self.output.heard() - place.frame) * place.step

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


def _nothing() -> None:
    """Look around only."""
