"""The library of voices: what engines offer, searched page by page, and what was seen of it where they cannot be asked.

A page that came is kept (``store.seen``), and the one behind it is fetched before it is asked for. An engine that cannot be
asked is answered for by what was kept, and the answer says of when that is.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import OrderedDict
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import (
    FileRefused,
    LecternError,
    NotOffered,
    TooLarge,
    Unauthorised,
    Unreachable,
    VoiceMissing,
)
from studio_app.jobs.queue import ASKED_FOR, Queue, beside
from studio_app.session.libraries import Libraries, by_choice, called
from studio_app.session.listings import listing_of, listings_of, merged, seen, wanted
from studio_app.speech import catalogue
from studio_app.speech.library import SORTS, Filters, Search
from studio_app.store.seen import SeenPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from studio_app.session.engines import Engines
    from studio_app.session.libraries import Runner
    from studio_app.speech.library import Library, Listing, Page
    from studio_app.store.seen import Seen
    from studio_app.store.shelf import Shelf

_log = logging.getLogger(__name__)

#: How many are asked for where nobody says, and about as many as a page holds.
COUNT = 100
#: So long a search that was read is not read anew, and an engine that could not be reached is not asked again, in seconds.
_FRESH_S = 600.0
_AWAY_S = 10.0
#: Searches that are remembered as they were read.
_READINGS = 12
#: Where all engines are asked, those that have not answered by then are answered for by what was seen, in seconds.
_PATIENCE_S = 4.0
#: Pages without a voice in a row after which a search is at its end, whatever it says.
_EMPTY = 3
#: Voices that are like one, at least, as far as there are so many.
_ALIKE = 30
#: The largest recording to compare voices with, in octets.
_LARGEST = 20 << 20
_FILTERS = "filters"


@dataclass(frozen=True, slots=True)
class Found:
    """The first voices of a search.

    ``total`` is how many there are in all, None where nobody says; ``exact``: it is not an estimate. ``more``: asked for a
    greater count, there will be more. ``offline_since``: some of them are from what was seen before, this long ago (UTC, ISO
    8601), "" where all is as it is now. ``refusal`` is a sentence that says why, ``keyless``: because there is no account.
    """

    listings: tuple[Listing, ...] = ()
    total: int | None = None
    exact: bool = True
    more: bool = False
    offline_since: str = ""
    refusal: str = ""
    keyless: bool = False


@dataclass(slots=True, eq=False)
class _Reading:
    """A search of one engine, as far as it has been read. On the loop of the engines."""

    engine: str
    account: str
    search: Search
    begun: float
    listings: list[Listing] = field(default_factory=list)
    keys: set[tuple[str, str]] = field(default_factory=set)
    pages: int = 0
    empty: int = 0
    more: str = ""
    total: int | None = None
    exact: bool = True
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def ended(self) -> bool:
        """Whether there is no further page."""
        return self.pages > 0 and (not self.more or self.empty >= _EMPTY)

    def add(self, page: Page) -> tuple[Listing, ...]:
        """Add a page; return what is new in it: libraries change while they are read."""
        fresh = {one.key: one for one in page.listings if one.key not in self.keys}
        self.listings += fresh.values()
        self.keys |= fresh.keys()
        self.pages += 1
        self.empty = 0 if fresh else self.empty + 1
        self.more = page.more
        self.total, self.exact = page.total, page.exact
        return tuple(fresh.values())

    def found(self, count: int) -> Found:
        """Return the first of it."""
        more = not self.ended or len(self.listings) > count
        total = len(self.listings) if self.ended and self.total is None else self.total
        return Found(tuple(self.listings[:count]), total, self.exact, more)


class VoiceLibrary:
    """See the module docstring. Coroutines on the window's loop (or a command's); ``cached`` on any thread.

    Args:
        engines: whose voices.
        run: runs on the loop of the engines.
        shelf: keeps what was seen.
        clock: seconds that only go forward.
    """

    def __init__(
        self, engines: Engines, run: Runner, shelf: Shelf, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._engines = engines
        self._run = run
        self._seen: Seen = shelf.seen
        self._libraries = Libraries(engines, shelf.seen)
        self._clock = clock
        self._readings: OrderedDict[tuple[str, str, Search], _Reading] = OrderedDict()
        self._away: dict[str, tuple[float, LecternError]] = {}
        self._queue = Queue({"search": len(catalogue.engines()), "ahead": len(catalogue.engines())})
        self._reads_ahead = self._queue.job("read ahead")
        self._last: Search | None = None

    # Asked from the window

    async def search(self, engine: str, search: Search, count: int = COUNT, *, anew: bool = False) -> Found:
        """Return the first ``count`` voices of a search. ``engine`` "" asks all that can be had, and takes from each in turn.

        What cannot be asked is answered for by what was seen, and told; nothing is raised.

        Args:
            engine: whose library.
            search: what is wanted.
            count: how many; a greater count of the same search goes on where it was.
            anew: ask again, also what was just asked or could not be reached.
        """
        return await self._run(lambda: self._search(engine, search, count, anew=anew))

    def cached(self, search: Search, engine: str = "", count: int = COUNT) -> Found:
        """Return what was seen and matches, at once: nobody is asked, no engine is opened. Blocks for some milliseconds."""
        if engine:
            return self._at_once(engine, search, count)
        return _together([self._at_once(name, search, count) for name in by_choice()], count)

    async def filters(self, engine: str) -> Filters:
        """Return what can be searched by; "" what is known to any. What cannot be asked is as it was. Raises nothing."""
        return await self._run(lambda: self._filters(engine))

    async def similar(self, engine: str, path: Path) -> Found:
        """Return voices that sound like a recording, the most similar first; "" asks all that compare.

        Raises:
            FileRefused, TooLarge: the recording cannot be read.
            NotOffered, Unauthorised, Unreachable, ...: it cannot be compared.
        """
        data = await beside(_recording, path)
        return await self._run(lambda: self._similar(engine, data, path.name))

    async def like(self, listing: Listing) -> Found:
        """Return voices of the same engine that are like one: by how its sample sounds where that is compared, else by labels.

        Nothing is raised: what cannot be asked is told, with what was seen.
        """
        return await self._run(lambda: self._like(listing))

    async def details(self, key: tuple[str, str]) -> Listing:
        """Return all that is told of a voice; where nobody can be asked, what was seen of it.

        Raises:
            VoiceMissing: it is gone.
            LecternError: nobody can be asked, and it was never seen.
        """
        return await self._run(lambda: self._details(*key))

    def known(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Listing]:
        """Return what was seen of these voices. Blocks."""
        found: dict[tuple[str, str], Listing] = {}
        for name in {engine for engine, _ in keys}:
            ids = [voice for engine, voice in keys if engine == name]
            for text in self._seen.records(name, self._libraries.account(name), ids).values():
                if (listing := listing_of(text)) is not None:
                    found[listing.key] = listing
        return found

    async def close(self) -> None:
        """Stop what is being fetched."""
        if self._last is not None:
            await self._run(self._queue.close)

    # One engine

    async def _search(self, engine: str, search: Search, count: int, *, anew: bool) -> Found:
        if search != self._last:
            self._reads_ahead.cancel()  # of what nobody looks at any more
            self._reads_ahead, self._last = self._queue.job("read ahead"), search
        if engine:
            return await self._one(engine, search, count, anew=anew)
        names = await self._libraries.at_hand()
        if not names:
            return Found()
        return await self._all(names, search, count, anew=anew)

    async def _one(self, engine: str, search: Search, count: int, *, anew: bool) -> Found:
        reading: _Reading | None = None
        try:
            async with self._libraries.asking(engine) as (library, account):
                reading = self._reading(engine, account, search, count, anew=anew)
                await self._read(reading, library, count, anew=anew)
        except LecternError as error:
            _log.info("the library of %s: %s %s", engine, type(error).__name__, error.detail)
            return await beside(self._answered_for, engine, reading, search, count, error)
        if not reading.ended and len(reading.listings) < count + COUNT:
            self._queue.submit(self._reads_ahead, "ahead", partial(self._ahead, reading, count + COUNT))
        return reading.found(count)

    def _reading(self, engine: str, account: str, search: Search, count: int, *, anew: bool) -> _Reading:
        """Return the search as far as it was read, or one that begins: where it is too old and begun again, or asked anew."""
        key = (engine, account, search)
        reading = self._readings.pop(key, None)
        old = (
            reading is not None
            and self._clock() - reading.begun > _FRESH_S
            and count <= max(COUNT, len(reading.listings))
        )
        if reading is None or old or anew:
            reading = _Reading(engine, account, search, self._clock())
        self._readings[key] = reading
        while len(self._readings) > _READINGS:
            self._readings.popitem(last=False)
        return reading

    async def _read(self, reading: _Reading, library: Library, count: int, *, anew: bool = False) -> None:
        """Read pages until so many voices are there. Raises what the library raises."""
        async with reading.turn:
            while len(reading.listings) < count and not reading.ended:
                away = self._away.get(reading.engine)
                if away is not None and not anew and self._clock() < away[0]:
                    raise away[1]
                try:
                    page = await library.search(reading.search, reading.more)
                except Unreachable as error:
                    self._away[reading.engine] = (self._clock() + _AWAY_S, error)
                    raise
                self._away.pop(reading.engine, None)
                await self._take(reading, page)

    async def _take(self, reading: _Reading, page: Page) -> None:
        number, first = reading.pages, len(reading.listings)
        fresh = reading.add(page)
        ranked = reading.search == Search()
        kept = [seen(one, first + place if ranked else None) for place, one in enumerate(fresh)]
        ids = tuple(one.voice for one in kept)
        told = SeenPage(ids, _now(), page.more, page.total, page.exact)
        await beside(self._seen.keep_page, reading.engine, reading.account, _named(reading.search), number, told, kept)

    async def _ahead(self, reading: _Reading, count: int) -> None:
        try:
            async with self._libraries.asking(reading.engine) as (library, _):
                await self._read(reading, library, count)
        except LecternError as error:
            _log.info("not read ahead: %s %s", type(error).__name__, error.detail)

    def _answered_for(
        self, engine: str, reading: _Reading | None, search: Search, count: int, error: LecternError
    ) -> Found:
        """Return what was read, then what was seen and matches, with the sentence on why there is no more."""
        account = reading.account if reading is not None else self._libraries.account(engine)
        before = tuple(reading.listings) if reading is not None else ()
        kept = self._cached(engine, account, search, count + len(before))
        keys = {one.key for one in before}
        listings = (*before, *(one for one in kept.listings if one.key not in keys))
        total = max(len(listings), kept.total or 0)
        keyless = isinstance(error, Unauthorised)
        return Found(listings[:count], total, False, total > count, kept.offline_since, error.sentence, keyless)

    def _at_once(self, engine: str, search: Search, count: int) -> Found:
        """Return what this program has just read of a search, else what was seen. Any thread."""
        account = self._libraries.account(engine)
        reading = self._readings.get((engine, account, search))
        if reading is not None and reading.pages:
            return reading.found(count)
        return self._cached(engine, account, search, count)

    def _cached(self, engine: str, account: str, search: Search, count: int) -> Found:
        pages = self._seen.pages(engine, account, _named(search))
        first = [voice for page in pages for voice in page.voices]
        matches = self._seen.find(engine, account, wanted(search), first, count)
        total = matches.total
        return Found(listings_of(matches.records), total, False, total > count, pages[0].at if pages else matches.at)

    # All of them

    async def _all(self, names: Sequence[str], search: Search, count: int, *, anew: bool) -> Found:
        share = -(-count // len(names))
        asked = dict.fromkeys(names, share)
        founds = await self._each(asked, search, anew=anew)
        while (name := _holding_up(founds, count)) is not None:
            asked[name] += share
            before = len(founds[name].listings)
            founds[name] = await self._one(name, search, asked[name], anew=False)
            if len(founds[name].listings) == before:
                break
        return _together(list(founds.values()), count)

    async def _each(self, asked: Mapping[str, int], search: Search, *, anew: bool) -> dict[str, Found]:
        """Ask all at once; who does not answer in time is answered for, and goes on being read."""
        job = self._queue.job("search")
        answers = {
            name: self._queue.submit(
                job, "search", partial(self._one, name, search, count, anew=anew), priority=ASKED_FOR
            )
            for name, count in asked.items()
        }
        try:
            await asyncio.wait(answers.values(), timeout=_PATIENCE_S)
        except asyncio.CancelledError:
            job.cancel()
            raise
        return {name: await self._answer(name, answer, search, asked[name]) for name, answer in answers.items()}

    async def _answer(self, engine: str, answer: asyncio.Future[Found], search: Search, count: int) -> Found:
        if answer.done():
            return answer.result()
        slow = Unreachable(f"{called(engine)} takes long to answer.", maybe_billed=False)
        return await beside(self._answered_for, engine, None, search, count, slow)

    # Filters, likeness, details

    async def _filters(self, engine: str) -> Filters:
        if not engine:
            return _joined([await self._filters(name) for name in await self._libraries.at_hand()])
        try:
            async with self._libraries.asking(engine) as (library, account):
                filters = library.filters
                await beside(self._seen.keep_fact, engine, account, _FILTERS, _told(filters))
                return filters
        except LecternError as error:
            _log.info("the filters of %s: %s %s", engine, type(error).__name__, error.detail)
        return _filters_of(await beside(self._seen.fact, engine, self._libraries.account(engine), _FILTERS))

    async def _similar(self, engine: str, data: bytes, name: str) -> Found:
        refusals: list[LecternError] = []
        founds = []
        for one in [engine] if engine else await self._libraries.at_hand():
            try:
                async with self._libraries.asking(one) as (library, account):
                    page = await library.similar(data, name)
                await beside(self._seen.keep, one, account, [seen(listing) for listing in page.listings])
                founds.append(Found(page.listings, len(page.listings)))
            except LecternError as error:
                refusals.append(error)
        if founds:
            return _together(founds, sum(len(found.listings) for found in founds))
        told = [error for error in refusals if not isinstance(error, NotOffered)] or refusals
        raise told[0] if told else NotOffered("No engine that can be had compares voices.")

    async def _like(self, listing: Listing) -> Found:
        engine = listing.voice.engine
        if listing.sample:
            try:
                async with self._libraries.asking(engine) as (library, account):
                    page = await library.similar(await library.sample(listing.sample), f"{listing.voice.id}.mp3")
                await beside(self._seen.keep, engine, account, [seen(one) for one in page.listings])
                return _others(Found(page.listings, len(page.listings)), listing)
            except LecternError as error:
                _log.info("not compared by ear: %s %s", type(error).__name__, error.detail)
        return await self._labelled(listing)

    async def _labelled(self, listing: Listing) -> Found:
        """Return voices that are told to be like one: by less and less of what is told, until there are some."""
        found: dict[tuple[str, str], Listing] = {}
        answer = Found()
        for search in alike(listing):
            answer = await self._one(listing.voice.engine, search, _ALIKE, anew=False)
            found |= {one.key: one for one in answer.listings if one.key not in found}
            if len(found) > _ALIKE:
                break
        listings = tuple(found.values())
        return _others(replace(answer, listings=listings, total=len(listings), more=False), listing)

    async def _details(self, engine: str, voice: str) -> Listing:
        before = (await beside(self.known, [(engine, voice)])).get((engine, voice))
        try:
            async with self._libraries.asking(engine) as (library, account):
                try:
                    now = await library.look(voice, before.owner if before is not None else "")
                except VoiceMissing:
                    await beside(lambda: self._seen.keep_fate(engine, account, voice, gone=True, leaves=""))
                    raise
                listing = merged(before, now)
                await beside(self._seen.keep, engine, account, [seen(listing)])
        except VoiceMissing:
            raise
        except LecternError as error:
            if before is None:
                raise
            _log.info("details as they were seen: %s %s", type(error).__name__, error.detail)
            return before
        return listing


def _woven(founds: Sequence[Found], count: int) -> tuple[list[Listing], int | None]:
    """Return voices of each in turn, and who has more than was asked for where that held it up: what is behind would shift."""
    listings: list[Listing] = []
    for place in range(count):
        row = [found.listings[place] if place < len(found.listings) else None for found in founds]
        for number, listing in enumerate(row):
            if len(listings) == count:
                return listings, None
            if listing is not None:
                listings.append(listing)
            elif founds[number].more:
                return listings, number
        if not any(row):
            break
    return listings, None


def _holding_up(founds: Mapping[str, Found], count: int) -> str | None:
    number = _woven(list(founds.values()), count)[1]
    return None if number is None else list(founds)[number]


def _together(founds: Sequence[Found], count: int) -> Found:
    """Return what several found as one answer."""
    listings, held_up = _woven(founds, count)
    totals = [found.total for found in founds]
    there = sum(len(found.listings) for found in founds)
    return Found(
        tuple(listings),
        None if None in totals else sum(total for total in totals if total is not None),
        all(found.exact for found in founds),
        held_up is not None or there > len(listings) or any(found.more for found in founds),
        min((found.offline_since for found in founds if found.offline_since), default=""),
        " ".join(dict.fromkeys(found.refusal for found in founds if found.refusal)),
    )


def _told(filters: Filters) -> dict[str, Any]:
    return {
        "choices": dict(filters.choices),
        "accents": dict(filters.accents),
        "switches": sorted(filters.switches),
        "sorts": filters.sorts,
    }


def _filters_of(told: Any) -> Filters:
    """Return filters as they were kept; what is nonsense is none."""
    try:
        return Filters(
            {name: tuple((str(value), str(said)) for value, said in found) for name, found in told["choices"].items()},
            {language: tuple(map(str, found)) for language, found in told["accents"].items()},
            frozenset(map(str, told["switches"])),
            tuple(map(str, told["sorts"])),
        )
    except (TypeError, KeyError, ValueError, AttributeError):
        return Filters()


def _joined(all_filters: Sequence[Filters]) -> Filters:
    """Return what is known to any of them."""
    choices: dict[str, dict[str, str]] = {}
    accents: dict[str, dict[str, None]] = {}
    for filters in all_filters:
        for name, found in filters.choices.items():
            choices[name] = {**dict(found), **choices.get(name, {})}
        for language, known in filters.accents.items():
            accents[language] = {**accents.get(language, {}), **dict.fromkeys(known)}
    return Filters(
        {name: tuple(sorted(found.items(), key=lambda one: one[1].casefold())) for name, found in choices.items()},
        {language: tuple(sorted(known)) for language, known in accents.items()},
        frozenset().union(*(filters.switches for filters in all_filters)),
        tuple(sort for sort in SORTS if any(sort in filters.sorts for filters in all_filters)),
    )


def _recording(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise TooLarge(f"{path.name} is too large to compare voices with; cut a piece of it of up to a minute.")
        return path.read_bytes()
    except OSError as error:
        raise FileRefused(f"{path.name} cannot be read.", detail=f"{type(error).__name__} {error.errno}") from error


def alike(listing: Listing | None) -> tuple[Search, ...]:
    """Return what voices like one are looked for by, the most alike first."""
    if listing is None:
        return (Search(),)
    voice = listing.voice
    near = Search(language=voice.language, gender=voice.gender)
    closest = replace(near, accent=listing.accent, age=listing.age, use=listing.use)
    return tuple(dict.fromkeys((closest, replace(closest, age="", accent=""), near)))


def _others(found: Found, listing: Listing) -> Found:
    others = tuple(one for one in found.listings if one.key != listing.key)
    return replace(found, listings=others, total=len(others))


def _named(search: Search) -> str:
    return json.dumps(asdict(search), sort_keys=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
