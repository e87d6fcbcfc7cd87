"""The booth: what all narrations of one open project share, and what is told of them together."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio_app.jobs.queue import Queue
from studio_app.session.rescue import Rescue
from studio_app.session.speaking import Speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studio_app.domain.segments import Segment
    from studio_app.jobs.backstage import Backstage
    from studio_app.session.announce import Announcer
    from studio_app.session.engines import Engines
    from studio_app.session.plan import Group
    from studio_app.session.recorder import Listener
    from studio_app.session.studio import Studio

    Key = tuple[int, int]

#: What became of segments is told together, at most so often.
TELL_S = 0.1
#: What is known in the beginning weighs as much as so many characters; of an engine not heard yet: an audiobook's pace.
_CHARACTERS = 4000.0
_ANY = (_CHARACTERS, _CHARACTERS / 13.8)


@dataclass(slots=True)
class UnderWay:
    """A group that is being spoken, and what is called when it is stored or given up, for others who want the same."""

    group: Group
    told: list[Callable[[], None]] = field(default_factory=list)


class Booth:
    """What all narrations of one open project share: its engines' lanes, what is being spoken, what was made.

    Everything but ``looked_at`` is used backstage only.

    Attributes:
        looked_at: paragraphs the person looks at.
        heard: asked at each request who hears its answer while it comes in; None where nobody does.
        under_way: by fingerprint, what is being spoken now, or was and waits to be stored.
        made: the newest take of each fingerprint made since the project was opened.
        rescue: looks for lost answers.
    """

    def __init__(
        self,
        studio: Studio,
        engines: Engines,
        backstage: Backstage,
        announce: Announcer,
        pace: Pace,
        heard: Callable[[Segment], Listener] | None = None,
    ) -> None:
        self.studio = studio
        self.heard = heard
        self.engines = engines
        self.backstage = backstage
        self.queue = Queue({})
        self.looked_at: tuple[int, ...] = ()
        self.under_way: dict[str, UnderWay] = {}
        self.made: dict[str, int] = {}
        self.rescue = Rescue(studio.file, engines, self.made)
        self.pace = pace
        self._announce = announce
        self._placed: set[Key] = set()
        self._making: Counter[int] = Counter()
        self._failed: dict[int, str] = {}
        self._cleared: set[int] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._told_at = 0.0
        self._told_making: frozenset[int] = frozenset()

    def placed(self, keys: Iterable[Key]) -> None:
        """Tell that takes stand at these segments."""
        self._placed.update(keys)
        self._tell_soon()

    def begins(self, paragraph_ids: Iterable[int], anew: Iterable[int]) -> None:
        """Tell that these paragraphs are being spoken; what failed before of those begun ``anew`` is tried again."""
        self._making.update(tuple(paragraph_ids))
        for paragraph_id in anew:
            self._failed.pop(paragraph_id, None)
            self._cleared.add(paragraph_id)
        self._tell_soon()

    def ends(self, paragraph_ids: Iterable[int], error: str = "") -> None:
        """Tell that they are no longer, and why they got no take."""
        for paragraph_id in paragraph_ids:
            self._making[paragraph_id] -= 1
            if not self._making[paragraph_id]:
                del self._making[paragraph_id]
            if error:
                self._failed[paragraph_id] = error
                self._cleared.discard(paragraph_id)
        self._tell_soon()

    async def close(self) -> None:
        """Tell what waits to be told, and end the engines; nothing is spoken any more."""
        await self.queue.close()
        self.tell_now()
        await self.engines.close()

    def tell_now(self) -> None:
        """Tell what waits to be told."""
        if self._timer is not None:
            self._timer.cancel()
            self._tell()

    def _tell_soon(self) -> None:
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(max(0.0, self._told_at + TELL_S - loop.time()), self._tell)

    def _tell(self) -> None:
        self._timer = None
        self._told_at = asyncio.get_running_loop().time()
        keys, self._placed = self._placed, set()
        making = frozenset(self._making)
        if making != self._told_making or self._failed or self._cleared:
            event = Speaking(making, self._failed, frozenset(self._cleared))
            self._told_making, self._failed, self._cleared = making, {}, set()
            self._announce.say_soon(event)
        if keys:
            self.backstage.to_front(self.studio.refresh_takes, keys)


class Pace:
    """How long speech is and how fast it is made, by engine, for estimates. Begins with measured ones and learns from takes.

    Args:
        workers: processes of the local engine.
    """

    def __init__(self, workers: int) -> None:
        self._heard = {"local": (_CHARACTERS, _CHARACTERS / 19.7)}
        self._work = {"local": 5000.0 * workers}

    def heard(self, engine: str, characters: int, audio_s: float) -> None:
        """Learn from a take."""
        before = self._heard.get(engine, _ANY)
        self._heard[engine] = before[0] + characters, before[1] + audio_s

    def worked(self, engine: str, characters_per_s: float) -> None:
        """Learn how fast an engine speaks."""
        self._work[engine] = characters_per_s

    def audio_s(self, engine: str, characters: int) -> float:
        """Return how long so much text sounds."""
        known, seconds = self._heard.get(engine, _ANY)
        return characters * seconds / known

    def work_s(self, engine: str, characters: int) -> float:
        """Return how long it takes to be made."""
        return characters / self._work.get(engine, 100.0)
