"""The player of timelines: what is heard of one, from the plan an export is made of. Works on the loop, plays beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from studio_app.audio.output import Output, SoundDevice
from studio_app.domain.errors import WrongUsage
from studio_app.domain.timeline import RATE
from studio_app.session.studio import Edited
from studio_app.session.timeline_course import SHORTEST_LOOP
from studio_app.session.timeline_mixes import TimelineMixes
from studio_app.session.timeline_playing import TimelineFacts, TimelinePlaying
from studio_app.session.transport import Transport, TransportState

if TYPE_CHECKING:
    from studio_app.audio.meters import Levels
    from studio_app.domain.errors import LecternError
    from studio_app.domain.timeline import Timeline
    from studio_app.session.announce import Announcer
    from studio_app.session.studio import Studio
    from studio_app.session.timeline_course import Loop
    from studio_app.session.timeline_mixes import TimelineMix

#: A playhead that stays this long may be played from: of many places in a row only the last is made ready.
_STAY_S = 0.03


@dataclass(frozen=True, slots=True)
class TimelinePlayerState(TransportState):
    """What is played of a timeline. ``sample`` is where the playhead is, at ``domain.timeline.RATE``.

    ``chapter_id`` is that of the timeline at hand, None before there is one.
    """

    scrubbing: bool = False
    sample: int = 0
    looping: bool = False


@dataclass(frozen=True, slots=True)
class TimelinePlayerChanged:
    """Another state than before, apart from the sample."""

    state: TimelinePlayerState


@dataclass(frozen=True, slots=True)
class TimelinePlayerMoved:
    """The playhead is there now."""

    sample: int


@dataclass(frozen=True, slots=True)
class TimelinePlayerFailed:
    """Something could not be played and was left out."""

    error: LecternError


def stereo_output() -> Output:
    """Return the system's default device in stereo, at the rate of timelines."""
    return Output(RATE, partial(SoundDevice, channels=2))


class TimelinePlayer(Transport[TimelinePlaying, TimelinePlayerState]):
    """See the module. All on the loop's thread; nothing here waits for a device, a disk or a long plan.

    When it stops, the playhead goes back to where playing began.
    """

    def __init__(self, studio: Studio, announce: Announcer, output: Output | None = None) -> None:
        super().__init__(announce, TimelinePlayerState())
        self._studio = studio
        self._mixes = TimelineMixes(studio.file)
        #: The timeline that was heard last, and what plays it.
        self._laid: tuple[Timeline, TimelineMix] | None = None
        self._around: Loop | None = None
        self._began = 0
        self._scrub_at: int | None = None
        self._playing = TimelinePlaying(
            output if output is not None else stereo_output(),
            lambda facts: self._soon(self._told, facts),
            lambda error: self._soon(announce.say, TimelinePlayerFailed(error)),
        )
        self._ends = [announce.listen(Edited, self._edited)]

    # Wishes

    def prepare(self, chapter_id: int, at: int | None = None) -> None:
        """Take a timeline at hand, so that it plays at once: a person has opened it. What plays of another stops.

        The playhead goes to ``at``; None: it stays, and on another timeline than before goes to the beginning.
        """
        other = chapter_id != self._state.chapter_id
        if other:
            self.stop()
            self._take(replace(self._state, chapter_id=chapter_id))
        if at is not None or other:
            self._began = at or 0
            self._place(self._began)
        # Not sooner: where a system lends its device to one at a time, it is the book player's until then.
        self._playing.ask(self._playing.prepare)
        self._warm_up()

    def refresh(self) -> None:
        """Try again what could not be read: a file that was missing may be there."""
        self._laid = None
        self._playing.ask(self._mixes.forget)
        self._follow()

    async def play(
        self, chapter_id: int, at: int = 0, end: int | None = None, *, loop: bool = False, back_to: int | None = None
    ) -> None:
        """Play from a sample up to ``end``, that of the timeline where None; returns when the device plays.

        With ``loop`` it goes on at ``back_to`` (``at`` where None) each time it has come to the end, without a gap. A loop of
        less than 10 ms is none.

        Raises:
            WrongUsage: the chapter has no timeline.
            LecternError: its recordings cannot be read.
        """
        self._take(replace(self._state, chapter_id=chapter_id))
        if self._laid is not None and self._laid[1].broken:  # it may be there again
            self._laid = None
        laid = self._current()
        if laid is None:
            raise WrongUsage("This chapter is not open as a timeline.", detail=f"chapter {chapter_id}")
        around = (at if back_to is None else back_to, laid.length if end is None else end)
        self._around = _long_enough(around if loop else None)
        self._began = at
        self._place(at)
        await self._playing.done(partial(self._playing.play, laid, at, None if self._around else end, self._around))

    def seek(self, at: int) -> None:
        """Put the playhead there; what plays goes on from there."""
        at = max(0, at)
        self._began = at
        self._place(at)
        if self._state.playing:
            self._playing.ask(partial(self._playing.seek, at))
        elif self._state.chapter_id is not None:
            self._stay(_STAY_S, self._warm_up)

    def set_loop(self, loop: Loop | None) -> None:
        """Play round and round from the first sample to before the second from now on; None: straight on."""
        self._around = _long_enough(loop)
        self._playing.ask(partial(self._playing.set_loop, self._around))

    def scrub(self, at: int) -> None:
        """Let a moment of the timeline be heard while the playhead is dragged there; ``end_scrub`` ends it."""
        if self._current() is None:
            return
        waiting, self._scrub_at = self._scrub_at is not None, max(0, at)
        self._place(self._scrub_at)
        if not waiting:
            self._playing.ask(self._scrub)

    def end_scrub(self) -> None:
        """The playhead was let go: what played before goes on there, else it is silent."""
        self._scrub_at = None
        self._began = self._state.sample
        self._playing.ask(partial(self._playing.end_scrub, self._state.sample))

    def levels(self) -> Levels:
        """Return how loud what is heard is, before the volume."""
        return self._playing.levels

    def measure_anew(self) -> None:
        """Measure loudness and peaks from now on."""
        self._playing.ask(self._playing.measure_anew)

    async def close(self) -> None:
        """Stop, and let the device, the thread and what it read go."""
        await super().close()
        self._mixes.close()

    # What is heard

    def _current(self) -> TimelineMix | None:
        """Return the timeline as it is now; None where the chapter has none."""
        project, chapter_id = self._studio.project, self._state.chapter_id
        timeline = project.timelines.get(chapter_id) if chapter_id is not None else None
        if timeline is None or chapter_id is None:
            self._laid = None
            return None
        if self._laid is None or self._laid[0] is not timeline:
            before = self._laid[1] if self._laid is not None else None
            self._laid = timeline, self._mixes.of(project, chapter_id, before)
        return self._laid[1]

    def _warm_up(self) -> None:
        laid = self._current()
        if laid is not None and not self._state.playing:
            self._playing.ask(partial(self._playing.warm_up, laid, self._state.sample))

    def _scrub(self) -> None:
        """Let be heard where the playhead was dragged last. On the player's thread."""
        at, self._scrub_at = self._scrub_at, None
        laid = self._laid
        if laid is not None and at is not None:
            self._playing.scrub(laid[1], at)

    # On the loop

    def _edited(self, _event: Edited) -> None:
        laid = self._laid
        timelines = self._studio.project.timelines
        if laid is None or timelines.get(laid[1].chapter_id) is not laid[0]:
            self._follow()

    def _follow(self) -> None:
        """Let what plays go over to the timeline as it is now."""
        laid = self._current()
        if laid is not None:
            self._playing.ask(partial(self._playing.change, laid))
            self._stay(_STAY_S, self._warm_up)
        elif self._state.playing:
            self.stop()

    def _told(self, facts: TimelineFacts) -> None:
        stopped = self._state.playing and not facts.playing and not facts.scrubbing
        self._take(
            replace(
                self._state,
                playing=facts.playing,
                paused=facts.at is not None,
                scrubbing=facts.scrubbing,
                looping=facts.looping,
                device=facts.device,
                silent=facts.silent,
            )
        )
        if facts.at is not None:
            self._place(round(facts.at))
        elif stopped:
            self._place(self._began)
        self._look_while(facts.playing and facts.at is None)

    def _take(self, state: TimelinePlayerState) -> None:
        before, self._state = self._state, state
        if before != state:
            self._announce.say(TimelinePlayerChanged(state))

    def _place(self, sample: int) -> None:
        if sample != self._state.sample:
            self._state = replace(self._state, sample=sample)
            self._announce.say(TimelinePlayerMoved(sample))

    def _look(self) -> None:
        heard = self._playing.heard()
        if heard is not None and not self._state.scrubbing:
            self._place(round(heard))


def _long_enough(loop: Loop | None) -> Loop | None:
    return loop if loop is not None and loop[1] - loop[0] >= SHORTEST_LOOP else None
