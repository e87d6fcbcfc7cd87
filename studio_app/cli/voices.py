"""List the voices that can be cast, or search the libraries they are chosen from.

A variant of a local voice is added with a plus sign, for example en-gb+f3.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from studio_app.cli.main import DONE, ENGINE_REFUSED, Answer
from studio_app.jobs.queue import beside
from studio_app.session.accounts import Accounts
from studio_app.session.engines import Engines
from studio_app.session.libraries import here
from studio_app.session.library import VoiceLibrary
from studio_app.settings.file import Settings
from studio_app.settings.keys import Keys
from studio_app.settings.places import places
from studio_app.speech.catalogue import engines, open_engine
from studio_app.speech.library import SORTS, Search
from studio_app.store.shelf import Shelf

if TYPE_CHECKING:
    import argparse

    from studio_app.cli.terminal import Terminal
    from studio_app.session.library import Found
    from studio_app.speech.engine import Voice
    from studio_app.speech.library import Listing

_ALL = "all"
_COUNT, _MOST = 50, 10_000


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "--engine", default="local", help=f"{', '.join(engines())}, or {_ALL} with --library (default: local)"
    )
    parser.add_argument("--language", default="", help="a tag like en or pt-BR")
    parser.add_argument("--search", default="", help="part of a name or id; in a library words of its description too")
    parser.add_argument(
        "--library", action="store_true", help="search what the provider offers, not only what is yours"
    )
    library = parser.add_argument_group("with --library")
    library.add_argument("--accent", default="", help="as the library calls it, for example australian")
    library.add_argument("--gender", default="", help="female, male, or as the library calls it")
    library.add_argument("--age", default="", help="as the library calls it, for example middle_aged")
    library.add_argument("--use", default="", help="what it is for, for example narrative_story")
    library.add_argument("--sort", default=SORTS[0], choices=SORTS, help=f"(default: {SORTS[0]})")
    library.add_argument("--count", type=int, default=_COUNT, help=f"how many (default: {_COUNT})")


async def run(wish: argparse.Namespace, terminal: Terminal) -> Answer:
    """Do it."""
    if wish.library:
        return await _library(wish, terminal)
    accounts = Accounts(places().settings, Keys())
    engine = open_engine(wish.engine, account=accounts.account(wish.engine))
    try:
        await engine.ready()
        found = [v for v in await engine.voices() if _fits(v, wish.language, wish.search)]
    finally:
        await engine.close()
    width = max((len(voice.id) for voice in found), default=0)
    lines = [f"{v.id:{width}}  {v.language:12}  {v.gender:7} {v.name}" for v in found]
    return Answer({"engine": wish.engine, "voices": [asdict(v) for v in found]}, lines or ["No voice fits."])


async def _library(wish: argparse.Namespace, terminal: Terminal) -> Answer:
    """Search; what was found is kept for the window, and the other way round."""
    search = Search(
        text=wish.search,
        language=wish.language,
        accent=wish.accent,
        gender=wish.gender,
        age=wish.age,
        use=wish.use,
        sort=wish.sort,
    )
    where = places().settings
    held = Engines(Settings(where / "settings.json"), Accounts(where, Keys()))
    shelf = await beside(Shelf, where / "voices.sqlite")
    library = VoiceLibrary(held, here, shelf)
    try:
        if wish.engine != _ALL:
            await beside(
                held.get, wish.engine
            )  # no such engine, no key, no safe address: say so rather than what was seen
        found = await library.search("" if wish.engine == _ALL else wish.engine, search, min(max(1, wish.count), _MOST))
    finally:
        await library.close()
        await held.close()
        shelf.close()
    if found.refusal:
        terminal.warn(found.refusal)
    return _answer(wish.engine, found)


def _answer(engine: str, found: Found) -> Answer:
    data = {
        "engine": engine,
        "voices": [_told(listing) for listing in found.listings],
        "total": found.total,
        "exact": found.exact,
        "more": found.more,
        "offline_since": found.offline_since,
        "refusal": found.refusal,
    }
    lines = [_line(listing) for listing in found.listings] or ["No voice fits."]
    if found.offline_since:
        lines.append(f"As of {found.offline_since}.")
    refused = bool(found.refusal) and not found.listings
    return Answer(data, () if refused else lines, ENGINE_REFUSED if refused else DONE)


def _told(listing: Listing) -> dict[str, Any]:
    """Return a listing as one object: what names the voice is not an object of its own there."""
    told = asdict(listing)
    return {**told.pop("voice"), **told, "settings": dict(listing.settings), "samples": dict(listing.samples)}


def _line(listing: Listing) -> str:
    voice = listing.voice
    told = (listing.accent, voice.gender, listing.age, listing.use)
    price = f"{listing.rate:g}x credits" if listing.rate != 1 else ""
    about = ", ".join(part.replace("_", " ") for part in (*told, price) if part)
    return f"{voice.id:32}  {voice.language:8}  {voice.name}" + (f" ({about})" if about else "")


def _fits(voice: Voice, language: str, search: str) -> bool:
    spoken = {tag.lower() for tag in (voice.language, *voice.languages)}
    wanted = language.lower().replace("_", "-")
    speaks = not wanted or any(tag == wanted or tag.startswith(wanted + "-") for tag in spoken)
    return speaks and search.lower() in f"{voice.name} {voice.id} {voice.variant}".lower()
