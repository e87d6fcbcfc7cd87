"""A library of thousands in memory, the engine it belongs to, and what the session makes of it."""

import asyncio
import io
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import cycle

import numpy as np
import soundfile

from studio_app.domain.errors import NotOffered, Unreachable, VoiceMissing
from studio_app.session.accounts import Accounts
from studio_app.session.engines import Engines
from studio_app.session.libraries import here
from studio_app.session.library import VoiceLibrary
from studio_app.session.my_voices import MyVoices
from studio_app.session.samples import Samples
from studio_app.session.withdrawn import Withdrawals
from studio_app.settings.file import Settings
from studio_app.settings.keys import Keys
from studio_app.speech.engine import Capabilities, Voice
from studio_app.speech.library import SORTS, Filters, Listing, Page, Slots
from studio_app.store.shelf import Shelf

ACCENTS = ("australian", "british", "american", "irish", "indian")
USES = ("narrative_story", "conversational", "news", "characters_animation")
AGES = ("young", "middle_aged", "old")
PAGE = 100


def listings(engine="elevenlabs", count=300):
    """Return voices of all kinds, the most wanted first."""
    languages = cycle(("en", "en", "en", "de", "es", "fr"))
    return [
        Listing(
            Voice(
                f"{engine[:2]}{n:018d}", f"Voice {n}", engine, language, ("female", "male")[n % 2], "", (language, "pt")
            ),
            "community",
            category="professional" if n % 3 else "high_quality",
            owner=f"owner{n % 50}",
            description=f"A {('warm', 'deep', 'bright')[n % 3]} voice for {USES[n % 4].replace('_', ' ')}, number {n}.",
            accent=ACCENTS[n % 5],
            age=AGES[n % 3],
            use=USES[n % 4],
            tags=("calm",) if n % 7 == 0 else ("lively", "fast"),
            users=(n * 7919) % 10_007,
            characters=(n * 104_729) % 1_000_003,
            rate=1.0 if n % 10 else 2.0,
            notice_days=(0, 30, 90, 365, 730)[n % 5],
            free=n % 2 == 0,
            high_quality=n % 3 == 0,
            sample=f"https://samples.example/{engine}/{n:06d}/a-rather-long-name-of-a-recording.mp3",
            samples=(("pt-BR", f"https://samples.example/{engine}/{n:06d}/pt.mp3"),),
            models=("eleven_multilingual_v2", "eleven_flash_v2_5"),
            made=f"20{20 + n % 6}-{1 + n % 12:02d}-01T00:00:00+00:00",
        )
        for n, language in zip(range(count), languages, strict=False)
    ]


def tone(seconds=1.0, loud=0.2, rate=44100, silence=0.3):
    """Return a recording with silence around it."""
    time = np.arange(int(seconds * rate)) / rate
    gap = np.zeros(int(silence * rate))
    file = io.BytesIO()
    soundfile.write(file, np.concatenate([gap, loud * np.sin(time * 1400), gap]), rate, format="WAV")
    return file.getvalue()


async def until(true, within=20.0):
    """Wait until something is so."""
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110  what it waits for says nothing
            await asyncio.sleep(0.005)


class FakeLibrary:
    """Pages of ``voices``; ``wrong`` is raised by every call while it is set, ``gates`` are waited for."""

    def __init__(self, engine, voices):
        self.engine, self.voices = engine, list(voices)
        self.own = []
        self.gone = set()
        self.wrong = None
        self.adds = self.compares = True
        self.most = 3
        self.loses_answers = False
        self.gate = None
        self.asked = []
        self.recordings = {}
        self.filters = Filters({"gender": (("female", "Female"),)}, {"en": ACCENTS}, frozenset({"free"}), SORTS)

    async def _ask(self, *what):
        self.asked.append(what)
        await asyncio.sleep(0)
        if self.gate is not None:
            await self.gate.wait()
        if self.wrong is not None:
            raise self.wrong

    async def search(self, search, more=""):
        await self._ask("search", search, more)
        words = search.text.casefold().split()
        found = [
            v
            for v in self.voices
            if v.voice.id not in self.gone
            and (not search.accent or v.accent == search.accent)
            and (not search.gender or v.voice.gender == search.gender)
            and (not search.language or v.voice.language == search.language)
            and all(word in f"{v.voice.name} {v.description} {v.accent}".casefold() for word in words)
        ]
        start = int(more or 0)
        end = start + PAGE
        return Page(tuple(found[start:end]), str(end) if end < len(found) else "", len(found))

    async def similar(self, recording, file_name, *, most=30):
        await self._ask("similar", file_name)
        if not self.compares:
            raise NotOffered("This provider does not compare.")
        return Page(tuple(self.voices[:3]))

    async def look(self, voice, owner=""):
        await self._ask("look", voice, owner)
        found = next((v for v in [*self.own, *self.voices] if v.voice.id == voice), None)
        if found is None or voice in self.gone:
            raise VoiceMissing("The voice is gone.")
        return replace(found, users=None, settings=(("stability", 0.5),))

    async def sample(self, address):
        await self._ask("sample", address)
        return self.recordings.get(address) or tone()

    async def mine(self, more=""):
        await self._ask("mine", more)
        return Page(tuple(self.own))

    async def slots(self):
        await self._ask("slots")
        return Slots(len(self.own), self.most)

    async def add(self, listing, name):
        await self._ask("add", listing.voice.id, name)
        if not self.adds:
            raise NotOffered("This provider keeps no list.")
        self.own.append(replace(listing, voice=replace(listing.voice, name=name), mine=True))
        if self.loses_answers:
            raise Unreachable("The answer was lost.")
        return listing.voice.id

    async def edit(self, voice, *, name="", **_rest):
        await self._ask("edit", voice, name)
        self.own = [replace(v, voice=replace(v.voice, name=name)) if v.voice.id == voice else v for v in self.own]

    async def remove(self, voice):
        await self._ask("remove", voice)
        if voice not in {v.voice.id for v in self.own}:
            raise VoiceMissing("The voice is gone.")
        self.own = [v for v in self.own if v.voice.id != voice]


class FakeEngine:
    """An engine with such a library."""

    capabilities = Capabilities(bills=True, concurrency=2, word_timings=False, models=())
    maker = None
    waits = ""

    def __init__(self, name, voices):
        self.name = name
        self.library = FakeLibrary(name, voices)

    async def ready(self):
        pass

    async def close(self):
        pass


class Desk:
    """What the window has of the library of voices, on one loop."""

    def __init__(self, home, **voices):
        self.home = home
        self.engines = {name: FakeEngine(name, found) for name, found in voices.items()}
        self.open()

    def open(self):
        """Begin as a program that starts does."""
        held = Engines(
            Settings(self.home / "settings.json"),
            Accounts(self.home, Keys(), {}),
            dict(self.engines),
        )
        self.seconds = 0.0
        self.shelf = Shelf(self.home / "voices.sqlite")
        self.library = VoiceLibrary(held, here, self.shelf, clock=lambda: self.seconds)
        self.mine = MyVoices(held, here, self.shelf)
        self.samples = Samples(held, here, self.home / "cache")
        self.withdrawals = Withdrawals(held, here, self.shelf, self.library)

    def __getitem__(self, engine):
        return self.engines[engine].library

    async def close(self):
        await self.library.close()
        await self.samples.close()
        self.shelf.close()

    async def again(self):
        """End the program and begin anew."""
        await self.close()
        self.open()


@asynccontextmanager
async def desk(home, **voices):
    """A desk for the body; ``elevenlabs`` with 300 voices where none is named."""
    made = Desk(home, **(voices or {"elevenlabs": listings()}))
    try:
        yield made
    finally:
        await made.close()
