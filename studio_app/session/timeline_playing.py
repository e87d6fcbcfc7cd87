"""The thread that plays a timeline: it renders ahead, takes edits over, and measures what is heard. The loop only asks."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.audio.meters import Levels, Meter
from studio_app.audio.output import PERIODS
from studio_app.domain.errors import LecternError
from studio_app.session.playback import MARGIN_PERIODS, Playback
from studio_app.session.rendering import Renderer
from studio_app.session.timeline_course import Grain, TimelineCourse
from studio_app.session.timeline_mixes import TimelineMix

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.audio.output import Output
    from studio_app.session.rendering import Way
    from studio_app.session.timeline_course import Loop

#: Frames rendered at a time: an edit takes over where one of them begins.
_BLOCK = 2048
#: Pieces a device was given that are kept to be measured: more than it ever buffers.
_KEPT = 256


@dataclass(frozen=True, slots=True)
class TimelineFacts:
    """What the thread tells: told anew when one of them changes. ``at`` is where it was paused, None where it is not."""

    playing: bool = False
    at: float | None = None
    scrubbing: bool = False
    looping: bool = False
    device: str = ""
    silent: bool = False


class TimelinePlaying(Playback):
    """See the module. ``tell`` and ``failed`` are called on the thread."""

    def __init__(
        self, output: Output, tell: Callable[[TimelineFacts], None], failed: Callable[[LecternError], None]
    ) -> None:
        super().__init__(output, failed, channels=2)
        self.levels = Levels()
        self.facts = TimelineFacts()
        self._tell = tell
        self._meter = Meter()
        self.deck.given = deque(maxlen=_KEPT)
        self._measured = False
        #: What goes on when the scrubbing that broke it off is over.
        self._broken_off: TimelineCourse | None = None
        self._scrubs = False
        self._outdated = False

    # Asked from the loop

    def heard(self) -> float | None:
        """Return the sample that is heard now; None where none is. Any thread."""
        if not self.output.running:
            return None
        heard = self.output.heard()
        place = self.deck.where(heard)
        if place is None or place.of is None:
            return None
        return place.at + max(0, heard - place.frame) * place.step

    # On the thread

    def warm_up(self, laid: TimelineMix, at: int) -> None:
        """Have ready what playing from a sample begins with, where nothing plays; then, in time, what is near."""
        if self._render is None:
            laid.window(max(0, at - 1), at + PERIODS * self._period)
            self._tell_failure(laid)
            self._spare = laid.prepare(at)

    def play(self, laid: TimelineMix, at: int, end: int | None, loop: Loop | None) -> None:
        """Play from a sample."""
        self._scrubs, self._broken_off = False, None
        self._meter.reset()
        self._start(TimelineCourse(laid, at, end, loop))

    def measure_anew(self) -> None:
        """Forget what was measured."""
        self._meter.reset()
        self.levels = self._meter.levels

    def seek(self, at: int) -> None:
        """Go on from another sample, or stand there."""
        course = self._course
        if course is None:
            return
        if self._held is not None:
            self._held = (course, course.laid, float(at))
            self._show(paused=True)
        else:
            course.go(at)
            self._start(course)

    def set_loop(self, loop: Loop | None) -> None:
        """Play round and round there from now on, or straight on."""
        course = self._course
        if course is None or course.loop == loop:
            return
        self._take_back(course)
        course.loop = loop
        self._render_faster()
        self._show()

    def change(self, laid: TimelineMix) -> None:
        """The timeline was edited: what is heard goes over to it within a moment."""
        course = self._broken_off or self._course
        if course is None or course.laid is laid or course.laid.chapter_id != laid.chapter_id:
            return
        if self._render is not None and self._render.course is course:
            self._make_ready(laid, self._render)
            self._take_back(course)
        course.change(laid)
        self._render_faster()

    def scrub(self, laid: TimelineMix, at: int) -> None:
        """Let a moment of the timeline be heard; what played waits until ``end_scrub``."""
        if not self._scrubs:
            playing = self._render.course if self._render is not None else None
            self._broken_off = playing if isinstance(playing, TimelineCourse) else None
            self._scrubs, self._held = True, None
        self._load(self._renderer(Grain(laid, at), 1.0))
        self._tell_failure(laid)

    def end_scrub(self, at: int) -> None:
        """Go on playing there if something played before, else fall silent."""
        if not self._scrubs:
            return
        course, self._broken_off = self._broken_off, None
        self._scrubs = False
        if course is None:
            self.stop()
        else:
            course.go(at)
            self._start(course)

    def pause(self) -> None:
        """Fall silent and keep the place, to the sample. While somebody drags: do not go on when they let go."""
        if self._scrubs:
            self._broken_off = None
        else:
            super().pause()

    def stop(self) -> None:
        """Fall silent and forget the place."""
        self._scrubs, self._broken_off = False, None
        super().stop()

    # Inside

    @property
    def _course(self) -> TimelineCourse | None:
        """What plays, or is paused."""
        found = self._held[0] if self._held is not None else self._render.course if self._render is not None else None
        return found if isinstance(found, TimelineCourse) else None

    def _renderer(self, course: Way, speed: float | None = None) -> Renderer:
        speed = self._speed if speed is None else speed
        return Renderer(course, speed, rate=self.output.rate, channels=2, block=_BLOCK)

    def _put_back(self, course: Way, of: object, at: float) -> None:  # noqa: ARG002  a place of a timeline needs no plan
        if isinstance(course, TimelineCourse):
            course.go(round(at))

    def _make_ready(self, laid: TimelineMix, render: Renderer) -> None:
        """Have ready what will take over: to stretch a clip anew may take longer than what is kept of the old lasts."""
        place = render.place(render.reel.taken + MARGIN_PERIODS * self._period)
        if place is not None:
            with suppress(LecternError):  # who renders it will say so
                laid.window(round(place[1]), round(place[1]) + _BLOCK)

    def _render_faster(self) -> None:
        """Render anew what is heard at another speed: of what went through a filter nothing can be taken back."""
        render = self._render
        if render is None or self._speed == 1.0 or not self.output.running:
            self._outdated = False
            return
        # What is not on the deck yet is exchanged once it is: where it begins is settled.
        self._outdated = not render.reel.taken
        if not self._outdated:
            self._render_anew(render)

    def _take_back(self, course: TimelineCourse) -> None:
        """Take back what is rendered and not about to be heard, so that the course goes on there."""
        render = self._render
        place = render.cut(MARGIN_PERIODS * self._period) if render is not None else None
        if render is not None and place is not None:
            given = render.last
            course.go_on(round(place[1]), given if isinstance(given, TimelineMix) else None)

    def _fill(self) -> None:
        super()._fill()
        course = self._course
        if course is not None:
            self._tell_failure(course.laid)

    def _tell_failure(self, laid: TimelineMix) -> None:
        failure = laid.failure()
        if failure is not None:
            self._failed(failure)

    def _look(self) -> None:
        super()._look()
        if self._outdated:
            self._render_faster()
        self._measure()

    def _measure(self) -> None:
        """Measure what was heard since the last look."""
        given = self.deck.given
        assert given is not None
        if not self.output.running:
            given.clear()
            if self._measured:
                self._measured = False
                self._meter.pause()
                self.levels = self._meter.levels
            return
        heard, before = self.output.heard(), self._measured
        while given and given[0][0] < heard:
            frame, pcm = given.popleft()
            count = min(len(pcm), heard - frame)
            self._meter.feed(pcm[:count])
            if count < len(pcm):
                given.appendleft((frame + count, pcm[count:]))
            self._measured = True
        if self._measured or before:
            self.levels = self._meter.levels

    def _show(self, *, paused: bool = False) -> None:  # noqa: ARG002  what is held says it
        course = self._course
        held = self._held
        facts = TimelineFacts(
            playing=course is not None,
            at=held[2] if held is not None else None,
            scrubbing=self._scrubs,
            looping=course is not None and course.loop is not None,
            device=self.output.name,
            silent=self.output.silent,
        )
        if facts != self.facts:
            self.facts = facts
            self._tell(facts)
