"""Voices made with the simulators, in this process or in one that is killed.

``python voice_desk.py WHAT PROVIDER URL KEY HOME``.
"""

import asyncio
import functools
import io
import sys
import wave
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from studio_app.domain.errors import LecternError
from studio_app.session.cloning import Cloning, Consent
from studio_app.session.design import Designing
from studio_app.session.engines import Engines
from studio_app.session.once import Once, Patience
from studio_app.session.professional import Professionals
from studio_app.settings.file import Settings
from studio_app.speech.account import Account
from studio_app.speech.elevenlabs.engine import ElevenLabsEngine
from studio_app.speech.fish.engine import FishEngine
from studio_app.speech.making import CloneWish, DesignWish, Sample
from studio_app.speech.traffic.pace import Pace
from studio_app.store.makings import Makings
from studio_app.store.project_file import ProjectFile

ENGINES = {"elevenlabs": ElevenLabsEngine, "fish": FishEngine}
CONSENT = Consent("Ada Lovelace", "This is my voice, and I agree.")
HASTY = Patience(settle_s=0.6, look_s=0.05, beat_s=0.1, poll_s=0.02, poll_most_s=0.05)
QUICK = Pace(first=0.01, longest=0.05, patience=0.3, offline=0.3, connect=2.0, answer=2.0, silence=0.5, probe=0.01)
DESCRIPTION = "An old sailor with a raspy voice, who speaks slowly."
TEXT = (
    "It was a dark and stormy night, and the harbour lay in deep silence. Nobody had slept; the lamps burned on and on."
)


@functools.cache
def recording(number=0, seconds=14):
    """Return somebody who hums, at another height for each number."""
    at = np.arange(int(seconds * 22050)) / 22050
    hum = np.sin(2 * np.pi * (110 + 40 * number) * at + 3 * np.sin(at)) ** 3 * (0.6 + 0.4 * np.sin(7 * at))
    into = io.BytesIO()
    with wave.open(into, "wb") as file:
        file.setparams((1, 2, 22050, 0, "NONE", ""))
        file.writeframes((hum * 9000).astype("<i2").tobytes())
    return into.getvalue()


def wish(name="Ada"):
    return CloneWish(name, (Sample("one.wav", recording()), Sample("two.wav", recording(1))))


def design_wish(provider):
    return DesignWish(DESCRIPTION, TEXT if provider == "elevenlabs" else TEXT[:100])


class VoiceDesk:
    """What makes voices with a provider, for one person."""

    def __init__(self, engines, makings, home, provider):
        once = Once(makings, HASTY)
        self.provider, self.engines, self.makings, self.home = provider, engines, makings, home
        self.cloning = Cloning(engines, once, home / "mended")
        self.designing = Designing(engines, once)
        self.professionals = Professionals(engines, once)

    @property
    def maker(self):
        return self.engines.get(self.provider).maker

    async def clone(self, name="Ada"):
        return await self.cloning.clone(self.provider, wish(name), CONSENT)

    async def clone_at_last(self):
        """Clone as a person does who tries again until it is done."""
        for _ in range(5):
            try:
                return await self.clone()
            except LecternError as error:
                assert error.can_retry, error  # noqa: PT017  what cannot be tried again is a failure
        raise AssertionError("it is never done")

    async def names(self):
        """Return the names of the voices made here, as often as they are at the provider."""
        page = await self.engines.get(self.provider).library.mine()
        return [one.voice.name for one in page.listings if one.voice.name in ("Ada", "Sailor")]


@asynccontextmanager
async def voice_desk(provider, url, key, home):
    """Open all that is needed, and close it."""
    engines, makings = Engines(Settings(home / "settings.toml")), Makings(home / "makings.sqlite")
    account = Account("mine", provider, "Mine", key, base_url=url)
    engine = ENGINES[provider](account, pace=QUICK)
    engines.put(engine, account)
    try:
        await engine.ready()
        yield VoiceDesk(engines, makings, home, provider)
    finally:
        await engines.close()
        makings.close()


async def main(what, provider, url, key, home):
    async with voice_desk(provider, url, key, Path(home)) as desk:
        print("begun", flush=True)
        if what == "clone":
            await desk.clone()
        else:
            file = ProjectFile.open(Path(home) / "p.lectern")
            await desk.designing.design(file, provider, replace(design_wish(provider)))
            file.close()
    print("done", flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
