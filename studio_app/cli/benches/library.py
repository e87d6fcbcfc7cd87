"""``bench library``: ten thousand voices: scrolled beside Qt's own list, searched among what was seen, heard from the cache.

The window is another room, so it is measured as another program: ``studio_app.ui.voices.speed``.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio_app.audio import preview
from studio_app.audio.output import Output
from studio_app.cli.benches.ear import Ear
from studio_app.cli.benches.machine import cores
from studio_app.cli.benches.window import measured
from studio_app.session.accounts import Accounts
from studio_app.session.announce import Announcer
from studio_app.session.engines import Engines
from studio_app.session.libraries import here
from studio_app.session.library import VoiceLibrary
from studio_app.session.listings import record, seen
from studio_app.session.samples import SamplePlayer, Samples
from studio_app.settings.file import Settings
from studio_app.settings.keys import Keys
from studio_app.speech.engine import Voice
from studio_app.speech.library import SORTS, Listing, Search
from studio_app.store.shelf import Shelf

if TYPE_CHECKING:
    from studio_app.cli.terminal import Terminal

_VOICES = 10_000
_ENGINE = "elevenlabs"
#: What the promises allow, in milliseconds (the issue's): an answer from the cache, and a sample from it.
_SEARCH_MS = 50.0
_HEAR_MS = 60.0
_CLICKS = 20
#: As the window's own player has it.
_PERIOD_MS = 20
_PROGRAM = "studio_app.ui.voices.speed"
_NAMES = ("Adele", "Bram", "Clémence", "Dóra", "Ewan", "Fátima", "Goran", "Hana", "Ísak", "José", "Käthe", "Liam")
_TITLES = ("Warm storyteller", "News", "Old sailor", "Calm guide", "Deep trailer voice", "Documentary", "Bedtime tales")
_LANGUAGES = ("en", "de", "fr", "es", "pl", "sv", "it", "pt", "cs", "ja", "hi", "tr")
_ACCENTS = ("american", "british", "australian", "irish", "standard", "scottish", "indian")
_USES = ("narrative_story", "conversational", "informative_educational", "social_media", "characters_animation")
_SOUNDS = ("calm", "deep", "husky", "warm", "crisp", "mature", "raspy", "soft", "confident", "upbeat")


def measure(words: int | None, terminal: Terminal) -> dict[str, Any]:
    """Run the bench. ``words``, where given, is how many voices there are."""
    listings = voices(words or _VOICES)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = home / "voices.jsonl"
        path.write_text("\n".join(map(record, listings)), encoding="utf-8")
        terminal.warn("Scrolling, ours and Qt's own; takes a minute")
        scrolled = measured(_PROGRAM, str(path))
        terminal.warn("Searching among what was seen")
        searched = _searched(listings, home)
        terminal.warn("Listening; this is heard, and takes half a minute")
        heard = asyncio.run(_heard(home))
    holds = scrolled["holds"] and searched["holds"] and heard["holds"]
    return {"bench": "library", "cores": cores(), **scrolled, "searched": searched, "heard": heard, "holds": holds}


def _searched(listings: list[Listing], home: Path) -> dict[str, Any]:
    """Ask the cache for all kinds of things among so many voices, nobody being asked.

    ``first_ms`` is the first answer after the start, for which the file is read: a person waits for it once, not at a filter.
    """
    shelf = Shelf(home / "voices.sqlite")
    shelf.seen.keep(_ENGINE, "", (seen(listing, number) for number, listing in enumerate(listings)))
    library = VoiceLibrary(_engines(home), here, shelf)
    began = time.perf_counter()
    library.cached(Search(), _ENGINE)
    first = (time.perf_counter() - began) * 1000
    times, most = [], 0
    for search in _searches():
        began = time.perf_counter()
        found = library.cached(search, _ENGINE)
        times.append((time.perf_counter() - began) * 1000)
        most = max(most, len(found.listings))
    shelf.close()
    told = {**_told(times), "first_ms": round(first, 1)}
    return {**told, "limit_ms": _SEARCH_MS, "holds": most > 0 and max(times) <= _SEARCH_MS}


def _searches() -> list[Search]:
    """Return what a person may look for: everything in each order, words, and every filter, alone and together."""
    plain = [Search(sort=sort) for sort in SORTS]
    texts = [
        Search(text=text) for text in ("storyteller", "australian narration", "old sailor", "voice0000000000000042")
    ]
    filters = [
        Search(language="en"),
        Search(language="en", accent="australian"),
        Search(gender="female", age="young"),
        Search(use="narrative_story", descriptive=("calm",)),
        Search(notice_days=90, high_quality=True, free=True),
    ]
    both = [replace(one, text="calm", sort=sort) for one in filters for sort in SORTS]
    return [*plain, *texts, *filters, *both]


async def _heard(home: Path) -> dict[str, Any]:
    """Measure from the click to the first sound of a sample that is in the cache: in memory, and on the disk."""
    voice = Listing(Voice("en-gb", "English", "local", "en-GB"), "local", sample="local:en-gb")
    ear = Ear()
    output = Output(preview.RATE, ear.open)
    output.period_ms = _PERIOD_MS
    player = SamplePlayer(Announcer(), output=output)
    engines = _engines(home)
    samples = Samples(engines, here, home / "cache")
    await samples.hear(voice)
    player.prepare()
    await asyncio.sleep(0.5)
    found: dict[str, list[float]] = {"memory": [], "disk": []}
    for kind in itertools.islice(itertools.cycle(found), 2 * _CLICKS):
        shelf = samples if kind == "memory" else Samples(engines, here, home / "cache")
        ear.listen()
        click = time.perf_counter()
        player.play(await shelf.hear(voice), voice.key)
        found[kind].append(await ear.ms_since(click))
        player.stop()
        await asyncio.sleep(0.3)
    await player.close()
    await engines.close()
    worst = max(*found["memory"], *found["disk"])
    kinds = {kind: _told(times) for kind, times in found.items()}
    return {**kinds, "silent": output.silent, "limit_ms": _HEAR_MS, "holds": worst <= _HEAR_MS}


def _told(times: list[float]) -> dict[str, float]:
    return {"p50_ms": round(statistics.median(times), 1), "max_ms": round(max(times), 1), "times": len(times)}


def _engines(home: Path) -> Engines:
    return Engines(Settings(home / "settings.json"), Accounts(home, Keys(), {}))


def voices(count: int) -> list[Listing]:
    """Return so many different voices of a provider's library, the same each time."""
    chance = random.Random(5)
    return [_voice(number, chance) for number in range(count)]


def _voice(number: int, chance: random.Random) -> Listing:
    name = f"{chance.choice(_NAMES)} {number} - {chance.choice(_TITLES)}"
    gender = chance.choice(("male", "female", "neutral"))
    voice = Voice(f"voice{number:016}", name, _ENGINE, chance.choice(_LANGUAGES), gender)
    return Listing(
        voice,
        "community",
        category=chance.choice(("professional", "high_quality", "famous")),
        owner=f"owner{number % 700:04}",
        description=f"{chance.choice(_TITLES)}, recorded in a quiet room. Number {number} of its owner's voices.",
        accent=chance.choice(_ACCENTS),
        age=chance.choice(("young", "middle_aged", "old")),
        use=chance.choice(_USES),
        tags=tuple(chance.sample(_SOUNDS, 3)),
        users=chance.randrange(60_000),
        characters=chance.randrange(90_000_000),
        rate=chance.choice((1.0, 1.0, 1.0, 1.5, 2.0, 3.0)),
        notice_days=chance.choice((None, 0, 30, 90, 365, 730)),
        free=chance.random() < 0.5,
        high_quality=chance.random() < 0.3,
        sample=f"https://samples.invalid/{number}.mp3",
        samples=tuple((tag, f"https://samples.invalid/{number}-{tag}.mp3") for tag in chance.sample(_LANGUAGES, 3)),
    )
