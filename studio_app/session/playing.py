"""The thread that plays: it lays out, renders ahead, and starts and stops the device. The loop only asks and is told."""

from __future__ import annotations

import logging
import queue
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studio_app.audio.mix import Mix
from studio_app.audio.pcm import to_int16
from studio_app.audio.reel import Block, Deck, Reel
from studio_app.audio.tempo import Tempo
from studio_app.domain.arrange import FADE_MS, level_gain, samples
from studio_app.domain.errors import LecternError
from studio_app.domain.mixplan import MixPlan, PlanItem, plan_length
from studio_app.session.chaptermix import RATE, ChapterMix, ChapterMixes
from studio_app.session.course import Course, Piece, Wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.audio.decode import Samples
    from studio_app.audio.output import Output
    from studio_app.audio.reel import Place
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, Segment
    from studio_app.domain.takes import Take
    from studio_app.store.project_file import ProjectFile

_log = logging.getLogger(__name__)

#: Frames rendered at a time, and how many lie ready: more than the slowest take needs to be decoded and resampled.
_BLOCK = 4096
_AHEAD = RATE * 3 // 2
#: How often the thread looks around while something plays.
_TICK_S = 0.02
#: A change of speed is heard this many frames after it was asked for: time enough to have the new sound ready.
_MARGIN = RATE // 8
#: What passes until a device has asked again and the fade is in its buffer.
_FADED_S = 0.06
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


class TakeCourse:
    """One take alone, at the loudness all takes are compared at. Used as a ``Course`` is."""

    needs: tuple[int, ...] = ()

    def __init__(self, take: Take, fetch: Callable[[Take], bytes], seconds: float) -> None:
        length = plan_length(max(0, take.speech_frames), take.rate, RATE)
        fade = min(samples(FADE_MS, RATE), length // 2)
        item = PlanItem(take, 0, length, level_gain([take]), fade, fade)
        self.take = take
        self.plan = MixPlan(RATE, length, (item,), ())
        self._mix = Mix(self.plan, fetch)
        self._at = min(length, max(0, round(seconds * RATE)))
        self._rise = self._at > 0

    @property
    def ended(self) -> bool:
        """Whether all was given."""
        return self._at >= self.plan.length

    def next(self, frames: int) -> TakePiece | None:
        """Return the next samples, None at the end."""
        if self.ended:
            return None
        at, end = self._at, min(self.plan.length, self._at + frames)
        self._at = end
        try:
            found = np.concatenate(list(self._mix.blocks(at, end)))
        except LecternError:
            self._at = self.plan.length
            raise
        if self._rise:
            self._rise = False
            rise = min(samples(FADE_MS, RATE), len(found))
            found[:rise] *= np.linspace(0.0, 1.0, rise, endpoint=False, dtype=np.float32)[:, None]
        return TakePiece(found, self, at)

    def go(self, at: int) -> None:
        """Go on at a sample."""
        self._at = max(0, min(at, self.plan.length))
        self._rise = True


@dataclass(frozen=True, slots=True)
class TakePiece:
    """Samples of a take, from ``at`` of its course on."""

    samples: Samples
    of: TakeCourse
    at: int


class Renderer:
    """Puts a course on a reel, at a speed.

    Attributes:
        frames: how many were put on it.
        begin: what the first of them is of, and where in it; None before there is one.
    """

    def __init__(self, course: Course | TakeCourse, speed: float) -> None:
        self.course = course
        self.reel = Reel()
        self.begin: tuple[object, float] | None = None
        self._tempo = Tempo(RATE, speed) if speed != 1.0 else None
        self._fed: list[tuple[int, Piece | TakePiece]] = []
        self._in = 0
        self._out = 0
        #: (frame of the reel, block), to tell what a frame is of before the device has it.
        self._put: list[tuple[int, Block]] = []
        self.frames = 0

    def work(self, failed: Callable[[LecternError], None]) -> bool:
        """Put one block on the reel; return whether there may be more at once."""
        reel, course = self.reel, self.course
        if reel.ended or reel.ahead >= _AHEAD:
            return False
        try:
            piece = course.next(_BLOCK)
        except LecternError as error:
            failed(error)
            return not course.ended
        reel.waiting = piece is None and not course.ended
        if piece is not None:
            self._add(piece)
            return True
        if course.ended:
            self._finish()
        return False

    def place(self, frame: int) -> tuple[object, float] | None:
        """Return what a frame of the reel is of, and where in it."""
        while len(self._put) > 1 and self._put[1][0] <= frame:
            del self._put[0]
        if not self._put or frame >= self.frames:
            return None
        start, block = self._put[0]
        return block.of, block.at + (frame - start) * block.step

    def _add(self, piece: Piece | TakePiece) -> None:
        if self._tempo is None:
            self._block(piece.samples, piece.of, piece.at, 1.0)
            return
        self._fed.append((self._in, piece))
        self._in += len(piece.samples)
        self._blocks(self._tempo.feed(piece.samples), self._tempo)

    def _finish(self) -> None:
        if self._tempo is not None:
            self._blocks(self._tempo.end(), self._tempo)
        self.reel.ended = True

    def _blocks(self, ready: Samples, tempo: Tempo) -> None:
        for begin in range(0, len(ready), _BLOCK):
            part = ready[begin : begin + _BLOCK]
            source = int(self._out * tempo.speed) + tempo.lead
            self._out += len(part)
            while len(self._fed) > 1 and self._fed[1][0] <= source:
                del self._fed[0]
            start, piece = self._fed[0]
            self._block(part, piece.of, piece.at + source - start, tempo.speed)

    def _block(self, found: Samples, of: object, at: float, step: float) -> None:
        block = Block(to_int16(found[:, 0]), of, at, step)
        self.begin = self.begin or (of, at)
        self._put.append((self.frames, block))
        self.frames += len(block.pcm)
        self.reel.put(block)


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
    ) -> None:
        self.deck = Deck(RATE)
        self.output = output
        self.facts = Facts()
        self._file = file
        self._project = project
        self._mixes = ChapterMixes(file, limit)
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
        self._start(Course(self._mixes, self._project, wish))

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
        self._held = (render.course, *place) if place is not None else None
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
        place = (held[1], held[2]) if held is not None else self._now()
        if not isinstance(course, Course) or place is None or not isinstance(place[0], ChapterMix):
            return
        course.change(self._project)
        course.step(place[0], place[1], by)
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
        if render is None or not self.output.running:
            return
        cut = render.reel.taken + _MARGIN
        place = render.place(cut)
        if place is not None:
            self._put_back(render.course, *place)
        self._load(Renderer(render.course, speed), cut if place is not None else render.frames)

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
        elif isinstance(of, ChapterMix):
            course.change(self._project)
            course.go(of, round(at))

    def _load(self, render: Renderer, at: int | None = None) -> None:
        """Let a device play what is rendered, the first of it being ready."""
        while render.reel.ahead < _BLOCK and render.work(self._failed):
            pass
        self._render, self._stop_at = render, None
        if self.output.running:
            self.deck.put_on(render.reel, at)
        else:
            self.deck.put_on(render.reel)
            self.deck.restart()
            self.output.start(self.deck.read)
        self._show()

    def _silence(self) -> None:
        """Fade out; the device stops when that was heard."""
        self._render = None
        self.deck.put_on(None)
        if self.output.running:
            self._stop_at = time.monotonic() + self.output.latency / RATE + _FADED_S

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
            waiting=render is not None and render.reel.waiting,
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


def _nothing() -> None:
    """Look around only."""
