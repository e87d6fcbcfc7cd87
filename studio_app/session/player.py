"""The player: what is heard of the open project, from the plan an export is made of. Works on the loop, plays beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from studio_app.audio.output import Output
from studio_app.domain.errors import LecternError, WrongUsage
from studio_app.session.chaptermix import RATE
from studio_app.session.course import Wish
from studio_app.session.playing import Facts, Heard, Playing
from studio_app.session.studio import Edited, TakesPlaced
from studio_app.session.transport import Transport, TransportState

if TYPE_CHECKING:
    from studio_app.domain.segments import Limit
    from studio_app.session.announce import Announcer
    from studio_app.session.live import Live
    from studio_app.session.studio import Studio

#: How often the place that is heard is said where no word tells it.
_SAY_S = 0.1
#: A cursor that stays this long may be played from.
_STAY_S = 0.15


@dataclass(frozen=True, slots=True)
class PlayFrom:
    """Where playing begins: a code point of a paragraph, a chapter, a selection of paragraphs, or (nothing) the book.

    A paragraph and the book play on to the end of the book, a chapter and a selection end with themselves.
    """

    paragraph_id: int | None = None
    offset: int = 0
    chapter_id: int | None = None
    selection: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlayerState(TransportState):
    """What is played. ``seconds`` of ``length_s`` are of the chapter (of the take, where one is heard alone).

    ``waiting``: silent until the next text is spoken, or more of it has come.
    """

    paragraph_id: int | None = None
    seconds: float = 0.0
    length_s: float = 0.0
    waiting: bool = False
    take_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlayerChanged:
    """Another state than before, apart from the seconds."""

    state: PlayerState


@dataclass(frozen=True, slots=True)
class PlayerMoved:
    """What is heard now: code points ``start`` to ``end`` of the written paragraph, (0, 0) where not known."""

    paragraph_id: int
    start: int
    end: int
    seconds: float


@dataclass(frozen=True, slots=True)
class PlayerNeeds:
    """The text of these paragraphs comes next and has no take; playing goes on by itself when there is one."""

    paragraph_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlayerFailed:
    """Something could not be played and was passed over."""

    error: LecternError


class TakeChoice(Protocol):
    """A take a person chose to hear."""

    @property
    def id(self) -> int:
        """The id of the take."""


class Player(Transport[Playing, PlayerState]):
    """See the module. All on the loop's thread; nothing here waits for a device or a disk."""

    def __init__(
        self,
        studio: Studio,
        announce: Announcer,
        *,
        limit: Limit = None,
        output: Output | None = None,
        live: Live | None = None,
    ) -> None:
        super().__init__(announce, PlayerState())
        self._studio = studio
        self._needs: tuple[int, ...] = ()
        self._said: tuple[object, ...] = ()
        self._said_at = 0.0
        self._playing = Playing(
            studio.file,
            studio.project,
            output if output is not None else Output(RATE),
            limit,
            lambda facts: self._soon(self._told, facts),
            lambda error: self._soon(announce.say, PlayerFailed(error)),
            live,
        )
        self._live = live
        if live is not None:
            live.told = partial(self._playing.ask, self._playing.came)
        self._ends = [announce.listen(Edited, self._edited), announce.listen(TakesPlaced, self._placed)]
        self._playing.ask(self._playing.prepare)

    # Wishes

    async def play(self, start: PlayFrom) -> None:
        """Play from there; returns when the device plays, or waits for text to be spoken.

        Raises:
            LecternError: the recordings cannot be read.
        """
        wish = Wish(
            start.paragraph_id,
            start.offset,
            start.chapter_id,
            frozenset(start.selection) or None,
            goes_on=start.chapter_id is None,
        )
        await self._playing.done(lambda: self._playing.play(wish))

    async def play_take(self, choice: TakeChoice, seconds: float = 0.0) -> None:
        """Play a take alone from so many seconds on, as loud as every other take heard so.

        Raises:
            LecternError: it is not there, or cannot be read.
        """
        await self._playing.done(lambda: self._play_take(choice.id, seconds))

    def look_at(self, paragraph_id: int) -> None:
        """The person looks at this paragraph: what playing from there begins with is made ready, if they stay a moment."""
        self._stay(_STAY_S, partial(self._playing.ask, partial(self._playing.look_at, paragraph_id)))

    def skip(self, by: int) -> None:
        """Go on with the next paragraph (1), or the one before (-1)."""
        self._playing.ask(lambda: self._playing.skip(by))

    async def close(self) -> None:
        """Stop, and let the device and the thread go."""
        if self._live is not None:
            self._live.told = None
        await super().close()

    # On the player's thread

    def _play_take(self, take_id: int, seconds: float) -> None:
        take = self._studio.file.takes((take_id,)).get(take_id)
        if take is None:
            raise WrongUsage("This take is not there any more.", detail=f"take {take_id}")
        self._playing.play_take(take, seconds)

    # On the loop

    def _edited(self, _event: Edited) -> None:
        project = self._studio.project
        self._playing.ask(lambda: self._playing.change(project))

    def _placed(self, event: TakesPlaced) -> None:
        ids = frozenset(paragraph_id for paragraph_id, _ in event.keys)
        self._playing.ask(lambda: self._playing.placed(ids))

    def _told(self, facts: Facts) -> None:
        state = replace(
            self._state,
            playing=facts.playing,
            paused=facts.paused,
            waiting=facts.waiting,
            take_id=facts.take_id,
            device=facts.device,
            silent=facts.silent,
        )
        if not facts.playing:
            state = replace(state, chapter_id=None, paragraph_id=None, seconds=0.0, length_s=0.0)
        elif facts.needs and state.paragraph_id is None:
            state = replace(state, paragraph_id=facts.needs[0])
        self._take(state)
        if facts.needs != self._needs:
            self._needs = facts.needs
            if facts.needs:
                self._announce.say(PlayerNeeds(facts.needs))
        self._look_while(facts.playing and not facts.paused)

    def _take(self, state: PlayerState) -> None:
        before, self._state = self._state, state
        if replace(before, seconds=state.seconds) != state:
            self._announce.say(PlayerChanged(state))

    def _look(self) -> None:
        heard = self._playing.heard()
        if heard is not None:
            self._hear(heard)

    def _untick(self) -> None:
        super()._untick()
        self._said = ()

    def _hear(self, heard: Heard) -> None:
        segment = heard.segment
        paragraph_id = segment.paragraph_id if segment is not None else None
        self._take(
            replace(
                self._state,
                chapter_id=heard.chapter_id,
                paragraph_id=paragraph_id,
                seconds=heard.seconds,
                length_s=heard.length_s,
            )
        )
        start, end = (heard.start, heard.end) if self._as_written(heard) else (0, 0)
        said, now = (paragraph_id, start, end), self._loop.time()
        if said != self._said or now - self._said_at >= _SAY_S:
            self._said, self._said_at = said, now
            self._announce.say(PlayerMoved(paragraph_id or 0, start, end, heard.seconds))

    def _as_written(self, heard: Heard) -> bool:
        """Tell whether the paragraph still reads as it did when it was laid out."""
        segment = heard.segment
        if segment is None:
            return False
        try:
            text = self._studio.project.paragraph(segment.paragraph_id).text
        except KeyError:
            return False
        return text[segment.start : segment.end] == segment.written
