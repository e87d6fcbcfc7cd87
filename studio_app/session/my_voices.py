"""My voices: those of one's own at the providers, favourites, and what the person calls and tags them.

Names, tags, notes, favourites and collections are kept on this machine; a provider is told a name only where that is asked
for. What the providers keep is remembered, and shown as it was where they cannot be asked.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError, NotOffered, Unreachable, VoiceMissing, WrongUsage
from studio_app.jobs.queue import beside
from studio_app.session.libraries import Libraries
from studio_app.session.listings import listing_of, listings_of, record, seen
from studio_app.speech.catalogue import PROVIDERS, engines
from studio_app.speech.engine import Voice
from studio_app.speech.library import Listing, Slots

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.session.engines import Engines
    from studio_app.session.libraries import Runner
    from studio_app.speech.library import Library
    from studio_app.store.shelf import Collection, Note, Shelf

_log = logging.getLogger(__name__)

#: Pages of one's own voices that are read at most: more than any plan allows.
_PAGES = 100
_LONGEST_NAME, _LONGEST_NOTE, _MOST_TAGS = 200, 10_000, 50
_SLOTS = "slots"

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mine:
    """A voice of this person. ``name`` is what they call it, "" for its own name; ``collections`` are ids.

    ``listing.mine``: it is among those the provider keeps for the account; else only here.
    """

    listing: Listing
    name: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    favourite: bool = False
    collections: tuple[int, ...] = ()

    @property
    def key(self) -> Key:
        """Return (engine, voice id)."""
        return self.listing.key

    @property
    def called(self) -> str:
        """Return the name to show."""
        return self.name or self.listing.voice.name


class MyVoices:
    """See the module docstring. Coroutines on the window's loop; ``all``, ``notes``, ``collections`` on any thread, they block.

    Args:
        engines: whose voices.
        run: runs on the loop of the engines.
        shelf: keeps what is the person's own.
    """

    def __init__(self, engines: Engines, run: Runner, shelf: Shelf) -> None:
        self._run = run
        self._shelf = shelf
        self._libraries = Libraries(engines, shelf.seen)

    # What there is

    def all(self) -> tuple[Mine, ...]:
        """Return one's own voices: those at the providers as they were last seen, then those kept only here. Blocks."""
        notes, collected = self._shelf.notes(), self._shelf.collected()
        there = self._there()
        here = {key for key, note in notes.items() if note.kept or note.favourite} | collected.keys()
        listings = there | self._here([key for key in notes if key in here and key not in there], notes)
        return tuple(_mine(listing, notes.get(key), collected.get(key, ())) for key, listing in listings.items())

    def about(self, listing: Listing) -> Mine:
        """Return what the person says of any voice. Blocks."""
        note = self._shelf.note(listing.key)
        return _mine(listing, note, self._shelf.collected().get(listing.key, ()))

    def collections(self) -> tuple[Collection, ...]:
        """Return the collections by name. Blocks."""
        return self._shelf.collections()

    @property
    def trouble(self) -> str:
        """What was wrong with the file that keeps all this, a sentence; "" where all is well."""
        return self._shelf.trouble

    def as_of(self) -> str:
        """Return of when what is told of the providers is, the oldest (UTC, ISO 8601); "" where nothing is. Blocks."""
        told = [self._shelf.seen.mine_at(name, self._libraries.account(name)) for name in PROVIDERS]
        return min((at for at in told if at), default="")

    async def refresh(self, engine: str = "") -> Mapping[str, str]:
        """Ask which voices are one's own; "" asks all that can be had. Return why, by engine, where it cannot be told."""
        return await self._run(lambda: self._refresh(engine))

    async def slots(self, engine: str) -> Slots:
        """Return how many voices there may be; where nobody can be asked, as it was. Raises nothing."""
        return await self._run(lambda: self._slots(engine))

    # At the providers

    async def add(self, listing: Listing, name: str = "") -> Key:
        """Take a voice among one's own; return what names it there. Where the provider keeps no list, it is kept here.

        Raises:
            NoSlot: there is no room for one more.
            Unreachable, Unauthorised, ...: it cannot be asked for; nothing is changed.
            DiskFull, FileRefused: it is added there, and cannot be kept here.
        """
        return await self._run(lambda: self._add(listing, _checked(name) or listing.voice.name))

    async def remove(self, key: Key) -> None:
        """Take a voice from one's own. What was cloned or designed is deleted at the provider for good: ask before.

        What the person said of it stays, and is there again with the voice.

        Raises:
            Unreachable, Unauthorised, ...: the provider cannot be asked; then nothing is changed.
            DiskFull, FileRefused: it cannot be kept.
        """
        await self._run(lambda: self._remove(key))

    async def rename(self, key: Key, name: str, *, everywhere: bool = False) -> None:
        """Call a voice so, "" for its own name again; ``everywhere``: at the provider too.

        Raises:
            WrongUsage: the name is too long, or empty and to be so everywhere.
            VoiceMissing, NotOffered, Unreachable, ...: the provider cannot; then nothing is changed.
            DiskFull, FileRefused: it cannot be kept.
        """
        name = _checked(name)
        if not everywhere:
            await self._change(key, name=name)
            return
        if not name:
            raise WrongUsage("Give the voice a name.")
        await self.edit(key, name=name)
        await self._change(key, name="")

    async def edit(
        self,
        key: Key,
        *,
        name: str = "",
        description: str | None = None,
        labels: Mapping[str, str] | None = None,
        visibility: str = "",
        tags: Sequence[str] | None = None,
    ) -> None:
        """Change what the provider tells of one's own voice; what is "" or None stays.

        Raises:
            VoiceMissing, NotOffered, Unreachable, ...: it cannot be changed.
        """

        async def work() -> None:
            engine, voice = key
            async with self._libraries.asking(engine) as (library, account):
                await library.edit(
                    voice, name=name, description=description, labels=labels, visibility=visibility, tags=tags
                )
                try:
                    listing = replace(await library.look(voice), mine=True)
                except LecternError as error:
                    _log.info("changed, and not looked at: %s %s", type(error).__name__, error.detail)
                    return
                await beside(self._shelf.seen.keep, engine, account, [seen(listing)])

        await self._run(work)

    # One's own

    async def tag(self, key: Key, tags: Sequence[str], listing: Listing | None = None) -> None:
        """Give a voice these tags instead of those it has. Raises DiskFull, FileRefused; WrongUsage for too many."""
        clean = tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags if tag.strip()))
        if len(clean) > _MOST_TAGS or any(len(tag) > _LONGEST_NAME for tag in clean):
            raise WrongUsage(f"A voice has up to {_MOST_TAGS} tags of up to {_LONGEST_NAME} characters.")
        await self._change(key, listing, tags=clean)

    async def note(self, key: Key, text: str, listing: Listing | None = None) -> None:
        """Write a note on a voice. Raises as ``tag``."""
        if len(text) > _LONGEST_NOTE:
            raise WrongUsage(f"A note has up to {_LONGEST_NOTE:,} characters.")
        await self._change(key, listing, note=text.strip())

    async def favourite(self, key: Key, *, on: bool = True, listing: Listing | None = None) -> None:
        """Make a voice a favourite, or no more; ``listing`` is how it is shown whatever becomes of it. Raises as ``tag``."""
        await self._change(key, listing, favourite=on)

    async def collect(self, key: Key, collection: int, *, inside: bool = True, listing: Listing | None = None) -> None:
        """Put a voice into a collection, or take it out. Raises as ``tag``; WrongUsage where there is none such."""
        await beside(lambda: self._shelf.collect(key, collection, inside=inside))
        if inside:
            await self._change(key, listing)

    async def add_collection(self, name: str) -> Collection:
        """Make a collection. Raises as ``tag``."""
        return await beside(self._shelf.add_collection, _checked(name))

    async def rename_collection(self, collection: int, name: str) -> None:
        """Call a collection otherwise. Raises as ``tag``; WrongUsage where another has that name."""
        await beside(self._shelf.rename_collection, collection, _checked(name))

    async def remove_collection(self, collection: int) -> None:
        """Forget a collection; its voices stay. Raises as ``tag``."""
        await beside(self._shelf.remove_collection, collection)

    # Inside

    async def _refresh(self, engine: str) -> dict[str, str]:
        refusals = {}
        for name in [engine] if engine else await self._libraries.at_hand():
            try:
                async with self._libraries.asking(name) as (library, account):
                    found = await _read(library)
                    await beside(self._keep_mine, name, account, found)
            except NotOffered:
                continue
            except LecternError as error:
                _log.info("one's own voices of %s: %s %s", name, type(error).__name__, error.detail)
                refusals[name] = error.sentence
        return refusals

    async def _slots(self, engine: str) -> Slots:
        seen_ = self._shelf.seen
        try:
            async with self._libraries.asking(engine) as (library, account):
                slots = await library.slots()
                told = [slots.used, slots.most, slots.professional_used, slots.professional_most]
                await beside(seen_.keep_fact, engine, account, _SLOTS, told)
                return slots
        except LecternError as error:
            _log.info("the slots of %s: %s %s", engine, type(error).__name__, error.detail)
        told = await beside(seen_.fact, engine, self._libraries.account(engine), _SLOTS)
        return _slots_of(told)

    async def _add(self, listing: Listing, name: str) -> Key:
        engine = listing.voice.engine
        async with self._libraries.asking(engine) as (library, account):
            try:
                voice = await _added(library, listing, name)
            except NotOffered:
                await self._change(listing.key, listing, kept=True)
                return listing.key
            added = replace(listing, voice=replace(listing.voice, id=voice, name=name), mine=True)
            there = [one for one in await beside(self._kept, engine, account) if one.key != added.key]
            await beside(self._keep_mine, engine, account, [added, *there])
        await self._change(added.key, added)
        return added.key

    async def _remove(self, key: Key) -> None:
        engine, voice = key
        if await beside(self._at_provider, key):
            async with self._libraries.asking(engine) as (library, account):
                try:
                    await library.remove(voice)
                except VoiceMissing as error:
                    _log.info("it was gone already: %s", error.detail)
                left = [one for one in await beside(self._kept, engine, account) if one.key != key]
                await beside(self._keep_mine, engine, account, left)
        await beside(self._shelf.let_go, key)

    def _kept(self, engine: str, account: str) -> tuple[Listing, ...]:
        return listings_of(self._shelf.seen.mine(engine, account))

    def _keep_mine(self, engine: str, account: str, now: Sequence[Listing]) -> None:
        """Keep which voices are one's own at a provider now; those that were are no more so in its library either."""
        keys = {one.key for one in now}
        were = [replace(one, mine=False) for one in self._kept(engine, account) if one.key not in keys]
        self._shelf.seen.keep_mine(engine, account, [seen(one) for one in now])
        if were:
            self._shelf.seen.keep(engine, account, [seen(one) for one in were])

    async def _change(self, key: Key, listing: Listing | None = None, **fields: object) -> None:
        """Change a note. With it the voice is kept as it is now: what was seen of it may be forgotten."""

        def work() -> None:
            there = listing or self._seen(key)
            kept = {} if there is None else {"record": record(there)}
            self._shelf.change(key, **fields, **kept)

        await beside(work)

    def _seen(self, key: Key) -> Listing | None:
        engine, voice = key
        found = self._shelf.seen.records(engine, self._libraries.account(engine), [voice])
        return next((listing for text in found.values() if (listing := listing_of(text)) is not None), None)

    def _at_provider(self, key: Key) -> bool:
        """Return whether the provider keeps a voice for the account, as far as was told."""
        known = self._seen(key)
        return (known is not None and known.mine) or key in self._there()

    def _there(self) -> dict[Key, Listing]:
        """Return one's own voices at the providers, as they were last seen."""
        found = {}
        for name in engines():
            for listing in self._kept(name, self._libraries.account(name)):
                found[listing.key] = listing if listing.mine else replace(listing, mine=True)
        return found

    def _here(self, keys: Sequence[Key], notes: Mapping[Key, Note]) -> dict[Key, Listing]:
        """Return voices that are kept only here, as they were last seen, or as they were when they were kept."""
        found = {}
        for key in keys:
            listing = self._seen(key) or listing_of(notes[key].record) or _bare(key)
            found[key] = replace(listing, mine=False)
        return found


async def _read(library: Library) -> list[Listing]:
    """Return all of one's own voices."""
    found: dict[Key, Listing] = {}
    more = ""
    for _ in range(_PAGES):
        page = await library.mine(more)
        found |= {one.key: replace(one, mine=True) for one in page.listings}
        if not page.more or page.more == more:
            break
        more = page.more
    return list(found.values())


async def _added(library: Library, listing: Listing, name: str) -> str:
    """Add a voice; where the answer was lost, see whether it is there before that is called a failure."""
    try:
        return await library.add(listing, name)
    except Unreachable:
        there = await _read(library)
        found = next((one for one in there if listing.voice.id == one.voice.id), None)
        if found is None:
            raise
        return found.voice.id


def _mine(listing: Listing, note: Note | None, collections: tuple[int, ...]) -> Mine:
    if note is None:
        return Mine(listing, collections=collections)
    return Mine(listing, note.name, note.tags, note.note, note.favourite, collections)


def _bare(key: Key) -> Listing:
    """Return a voice of which nothing but its id is known: what the person said of it is shown all the same."""
    engine, voice = key
    return Listing(Voice(voice, voice, engine, ""), "")


def _slots_of(told: object) -> Slots:
    if isinstance(told, list) and all(one is None or isinstance(one, int) for one in told):
        return Slots(*told[:4])
    return Slots()


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > _LONGEST_NAME:
        raise WrongUsage(f"A name has up to {_LONGEST_NAME} characters.")
    return name
