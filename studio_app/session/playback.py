"""The thread that plays: it renders ahead, and starts and stops the device. Who asks it only asks, and is told."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from typing import TYPE_CHECKING

from studio_app.audio.output import PERIODS
from studio_app.audio.reel import Deck
from studio_app.domain.errors import LecternError
from studio_app.session.rendering import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio_app.audio.output import Output
    from studio_app.session.rendering import Way

_log = logging.getLogger(__name__)

#: How often the thread looks around while something plays.
_TICK_S = 0.02
#: How long it rests between steps of what nobody waits for.
_REST_S = 0.005
#: A change of speed is heard after this many periods of the device: time enough to have the new sound ready.
MARGIN_PERIODS = 3
#: Longest wait for a device to take the reel off.
_OFF_S = 0.5


class Playback(ABC):
    """See the module. ``failed`` is called on the thread. What it plays, and tells, is for those who are one to say."""

    def __init__(self, output: Output, failed: Callable[[LecternError], None], channels: int = 1) -> None:
        self.deck = Deck(output.rate, channels)
        self.output = output
        self._channels = channels
        self._failed = failed
        self._asked: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._render: Renderer | None = None
        self._held: tuple[Way, object, float] | None = None
        self._speed = 1.0
        self._stop_at: float | None = None
        self._spare: Iterator[None] | None = None
        self._answers: set[asyncio.Future[None]] = set()
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)
        self._thread.start()

    # Asked from anywhere

    def ask(self, work: Callable[[], None]) -> None:
        """Let the thread do this next."""
        self._asked.put(work)

    async def done(self, work: Callable[[], None]) -> None:
        """Let the thread do this next, and wait until it is done. On a loop's thread.

        Raises:
            LecternError: what ``work`` raised; nothing plays any more.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[None] = loop.create_future()

        def run() -> None:
            failed = None
            try:
                work()
            except LecternError as error:
                self.stop()
                failed = error
            finally:  # whatever it was, nobody waits for ever
                with suppress(RuntimeError):  # the loop is closed
                    loop.call_soon_threadsafe(_answer, answer, failed)

        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)
        self.ask(run)
        await answer

    def let_go(self) -> None:
        """Let nobody wait any more. On the loop's thread."""
        for answer in tuple(self._answers):
            answer.cancel()

    def end(self) -> None:
        """End the thread and let the device go. Blocks."""
        self._asked.put(None)
        self._thread.join()

    # On the thread

    def prepare(self) -> None:
        """Have a device ready."""
        self.output.prepare()
        self._show()

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

    def set_speed(self, speed: float) -> None:
        """Play at this speed; what is being heard changes over without a gap."""
        if speed == self._speed:
            return
        self._speed = speed
        render = self._render
        if render is not None and not self.output.running:
            self._load(self._renderer(render.course))
        if render is not None and self.output.running:
            self._render_anew(render)

    # What is played

    @abstractmethod
    def _put_back(self, course: Way, of: object, at: float) -> None:
        """Let a course go on at a place that it has given before."""

    @abstractmethod
    def _show(self, *, paused: bool = False) -> None:
        """Tell how things stand, where that has changed."""

    def _renderer(self, course: Way) -> Renderer:
        return Renderer(course, self._speed, rate=self.output.rate, channels=self._channels)

    # Inside

    def _run(self) -> None:
        while True:
            spare = self._spare is not None and not self.output.running
            try:
                work = self._asked.get(timeout=_TICK_S if self.output.running else _REST_S if spare else None)
            except queue.Empty:
                work = self._do_spare if spare else _nothing
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

    def _do_spare(self) -> None:
        """Do a step of what is done while nothing else is to do."""
        try:
            if self._spare is not None:
                next(self._spare)
        except (StopIteration, LecternError):  # who needs it will be told
            self._spare = None

    def _fill(self) -> None:
        """Render ahead, at least one block, until somebody asks for something or enough lies ready."""
        while self._render is not None and self._render.work(self._failed) and self._asked.empty():
            pass
        if self._render is not None:
            self._begin()
            self._show()

    def _start(self, course: Way) -> None:
        self._held = None
        self._load(self._renderer(course))

    def _go(self, course: Way, of: object, at: float) -> None:
        self._put_back(course, of, at)
        self._start(course)

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

    def _render_anew(self, render: Renderer) -> None:
        """Render anew what is not about to be heard; it takes over without a gap."""
        cut = render.reel.taken + MARGIN_PERIODS * self._period
        place = render.place(cut)
        if place is not None:
            self._put_back(render.course, *place)
        self._load(self._renderer(render.course), cut if place is not None else render.frames)

    def _begin(self) -> None:
        """Start the device that lies ready, once there is something to be heard."""
        render = self._render
        if render is not None and not self.output.running and (render.reel.ahead or render.reel.ended):
            self.output.start(self.deck.read)

    @property
    def _period(self) -> int:
        return self.output.period_ms * self.output.rate // 1000

    def _silence(self) -> None:
        """Fade out; the device stops when that was heard."""
        self._render = None
        self.deck.put_on(None)
        if self.output.running:
            # Until the device asks again, and until what it was given then is heard.
            self._stop_at = time.monotonic() + (self._period + self.output.latency) / self.output.rate + _TICK_S

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


def _answer(answer: asyncio.Future[None], failed: LecternError | None) -> None:
    if answer.done():
        return
    if failed is None:
        answer.set_result(None)
    else:
        answer.set_exception(failed)


def _nothing() -> None:
    """Look around only."""
