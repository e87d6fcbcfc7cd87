"""Voices that were withdrawn, or will be: which speakers of a project they speak, and what could speak instead.

What a provider said is remembered: it is asked again after some hours, and where it cannot be asked that is what is told.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError, Unreachable, VoiceMissing
from studio_app.jobs.queue import beside
from studio_app.session.libraries import Libraries
from studio_app.session.library import alike
from studio_app.session.listings import merged, seen
from studio_app.speech.catalogue import PROVIDERS
from studio_app.store.casts import cast_of
from studio_app.store.seen import Fate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from studio_app.domain.cast import Speaker
    from studio_app.session.engines import Engines
    from studio_app.session.libraries import Runner
    from studio_app.session.library import VoiceLibrary
    from studio_app.speech.library import Listing
    from studio_app.store.shelf import Shelf

_log = logging.getLogger(__name__)

#: So long an answer stands.
_STANDS = timedelta(hours=6)
#: Who could not be reached is not asked about the next voice for so long.
_AWAY = timedelta(minutes=1)
#: Alternatives that are offered, and those that are looked through for them.
_OFFERED, _LOOKED_AT = 4, 12
#: Voices that are no provider's: recordings that go along with each request.
_INLINE = "inline:"
#: A voice in this state does not speak and will not.
_TAKEN_DOWN = "taken down"

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A speaker whose voice is ``gone``, or ``leaves`` on a day (ISO 8601).

    ``key`` is (engine, voice id), ``name`` the voice's as far as it is known. ``alternatives`` are voices like it, the most
    fitting first.
    """

    speaker_id: int
    speaker: str
    key: Key
    name: str = ""
    gone: bool = False
    leaves: str = ""
    alternatives: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class UsedIn:
    """A project that uses a voice: its path, and the names of the speakers that are cast with it."""

    path: str
    speakers: tuple[str, ...]


class Withdrawals:
    """See the module docstring. Coroutines on the window's loop.

    Args:
        engines: whose voices are cast.
        run: runs on the loop of the engines.
        shelf: remembers.
        library: finds what could speak instead.
        now: the time, in UTC.
    """

    def __init__(
        self,
        engines: Engines,
        run: Runner,
        shelf: Shelf,
        library: VoiceLibrary,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._run = run
        self._seen = shelf.seen
        self._libraries = Libraries(engines, shelf.seen)
        self._library = library
        self._now = now
        self._away: dict[str, datetime] = {}

    async def of(self, speakers: Sequence[Speaker], *, alternatives: bool = True) -> tuple[Withdrawn, ...]:
        """Return the speakers of a project whose voices were withdrawn or leave. Raises nothing: who cannot be asked is not.

        Args:
            speakers: the project's.
            alternatives: look for voices like them too.
        """
        keys = dict.fromkeys(_voice(speaker) for speaker in speakers if _voice(speaker)[0] in PROVIDERS)
        fates = {key: await self._run(partial(self._fate, key)) for key in keys if _has_fate(key)}
        lost = {key: fate for key, fate in fates.items() if fate is not None and (fate.gone or fate.leaves)}
        known = await beside(self._library.known, list(lost)) if lost else {}
        instead = {key: await self._instead(key, known.get(key)) if alternatives else () for key in lost}
        return tuple(
            Withdrawn(
                speaker.id,
                speaker.name,
                key,
                known[key].voice.name if key in known else "",
                lost[key].gone,
                lost[key].leaves,
                instead[key],
            )
            for speaker in speakers
            if (key := _voice(speaker)) in lost
        )

    async def of_projects(self, paths: Iterable[str]) -> dict[str, tuple[Withdrawn, ...]]:
        """Return the same for projects that are not open, by path; those that cannot be read, or lack nothing, are left out."""
        found = {}
        for path, speakers in (await beside(_casts, tuple(dict.fromkeys(paths)))).items():
            if withdrawn := await self.of(speakers, alternatives=False):
                found[path] = withdrawn
        return found

    # Inside

    async def _fate(self, key: Key) -> Fate | None:
        """Return what became of a voice: as it was told lately, or as its provider says now."""
        engine, voice = key
        account = self._libraries.account(engine)
        before = await beside(self._seen.fate, engine, account, voice)
        if before is not None and self._fresh(before.asked):
            return before
        if (until := self._away.get(engine)) is not None and self._now() < until:
            return before
        try:
            return await self._asked(engine, voice)
        except LecternError as error:
            if isinstance(error, Unreachable):
                self._away[engine] = self._now() + _AWAY
            _log.info("a voice of %s was not looked at: %s %s", engine, type(error).__name__, error.detail)
            return before

    async def _asked(self, engine: str, voice: str) -> Fate:
        known = (await beside(self._library.known, [(engine, voice)])).get((engine, voice))
        async with self._libraries.asking(engine) as (library, account):
            try:
                now = await library.look(voice, known.owner if known is not None else "")
            except VoiceMissing:
                gone, leaves = True, ""
            else:
                gone, leaves = now.state == _TAKEN_DOWN, now.leaves
                await beside(self._seen.keep, engine, account, [seen(merged(known, now))])
        await beside(lambda: self._seen.keep_fate(engine, account, voice, gone=gone, leaves=leaves))
        return Fate(gone, leaves, self._now().isoformat(timespec="seconds"))

    def _fresh(self, asked: str) -> bool:
        try:
            when = datetime.fromisoformat(asked)
            return timedelta(0) <= self._now() - when < _STANDS
        except (ValueError, TypeError):
            return False

    async def _instead(self, key: Key, gone: Listing | None) -> tuple[Listing, ...]:
        """Return voices like one that is lost, of its own engine: by what was told of it, less and less of that."""
        found: dict[Key, Listing] = {}
        for search in alike(gone):
            answer = await self._library.search(key[0], search, _LOOKED_AT)
            found |= {
                one.key: one for one in answer.listings if one.key not in found and _lasts(one) and one.key != key
            }
            if len(found) >= _OFFERED:
                break
        return tuple(found.values())[:_OFFERED]


def used_in(key: Key, paths: Iterable[str]) -> tuple[UsedIn, ...]:
    """Return which of these projects use a voice, before it is deleted. Reads files; those that cannot be read are left out."""
    found = []
    for path, speakers in _casts(tuple(dict.fromkeys(paths))).items():
        names = tuple(speaker.name for speaker in speakers if _voice(speaker) == key)
        if names:
            found.append(UsedIn(path, names))
    return tuple(found)


def _casts(paths: Sequence[str]) -> Mapping[str, tuple[Speaker, ...]]:
    found = {}
    for path in paths:
        try:
            found[path] = cast_of(Path(path))
        except LecternError as error:
            _log.info("a cast was not read: %s %s", type(error).__name__, error.detail)
    return found


def _voice(speaker: Speaker) -> Key:
    return speaker.casting.engine, speaker.casting.voice


def _has_fate(key: Key) -> bool:
    return bool(key[1]) and not key[1].startswith(_INLINE)


def _lasts(listing: Listing) -> bool:
    return not listing.state and not listing.leaves
