"""The voices room as one thing: who makes voices, what is cast of the library, and voices that are nothing but recordings."""

import asyncio
import io
import wave
from contextlib import asynccontextmanager

import numpy as np
import pytest
from keyring.backends import fail
from voice_books import TEXTS, lectern, new_book, variables

from studio_app.domain.errors import Damaged, FileRefused, NoSlot
from studio_app.jobs.backstage import Backstage
from studio_app.session.accounts import Accounts
from studio_app.session.announce import Announcer
from studio_app.session.cloning import Consent
from studio_app.session.engines import Engines
from studio_app.session.voices import Voices
from studio_app.settings.file import Settings
from studio_app.settings.keys import Keys
from studio_app.speech.library import Search
from studio_app.speech.making import Sample
from tests.settings.memory_keyring import installed
from tests.simulators import simulator

CONSENT = Consent("Ada", "This is my voice, and I agree.")


@pytest.fixture(autouse=True)
def _no_keyring():
    with installed(fail.Keyring()):
        yield


@pytest.fixture(scope="module")
def eleven():
    with simulator("elevenlabs", fast=True, plan="creator", library=40) as found:
        yield found


@pytest.fixture
def fish():
    with simulator("fish", fast=True) as found:
        yield found


def recording(seconds=11.0):
    at = np.arange(int(seconds * 8000)) / 8000
    into = io.BytesIO()
    with wave.open(into, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes((np.sin(at * 700) * 8000).astype("<i2").tobytes())
    return into.getvalue()


class Room:
    """The voices room of a window, its engines backstage."""

    def __init__(self, home, *sims, **more):
        found = {**variables(*sims), **more}
        self.engines = Engines(Settings(home / "settings.json"), Accounts(home, Keys(), found))
        self.stage = Backstage()
        self.voices = Voices(self.engines, self.stage.run, home, home / "cache", Announcer())

    async def inline(self, name="Ada"):
        """Keep a recording as a voice of Fish Audio."""
        samples = (Sample("one.wav", recording(), "Hello."),)
        return await self.stage.run(lambda: self.voices.cloning.inline("fish", name, samples, CONSENT, "en"))


@asynccontextmanager
async def room(home, *sims, **more):
    made = Room(home, *sims, **more)
    try:
        yield made
    finally:
        await made.voices.close()
        await made.stage.run(made.engines.close)
        made.stage.close()


def at(home, *sims, **more):
    """Run work in a room: ``at(home, sim)(work)``."""

    def run(work):
        async def live():
            async with room(home, *sims, **more) as here:
                return await work(here)

        return asyncio.run(live())

    return run


def test_who_has_no_account_makes_no_voices_and_no_file(tmp_path):
    async def work(here):
        return await here.voices.makers(), await here.voices.models("elevenlabs")

    assert at(tmp_path)(work) == ((), ())
    assert not list(tmp_path.glob("*.sqlite"))


def test_every_engine_with_an_account_says_what_it_makes(tmp_path, eleven, fish):
    async def work(here):
        return dict(await here.voices.makers()), await here.voices.models("elevenlabs")

    makers, models = at(tmp_path, eleven, fish)(work)
    assert {name: (one.instant, one.inline, one.professional) for name, one in makers.items()} == {
        "elevenlabs": (True, False, True),
        "fish": (True, True, False),
    }
    assert ("eleven_multilingual_v2", "Eleven Multilingual v2") in models


def test_a_wrong_key_leaves_the_others(tmp_path, eleven, fish):
    async def work(here):
        return [name for name, _ in await here.voices.makers()]

    assert "fish" in at(tmp_path, eleven, fish, ELEVENLABS_API_KEY="sk_wrong")(work)


def test_a_voice_that_is_lent_is_added_to_be_cast_and_ones_own_is_as_it_is(tmp_path, eleven):
    async def work(here):
        found = await here.voices.library.search("elevenlabs", Search(), 40)
        lent = next(one for one in found.listings if one.owner)
        key = await here.voices.castable(lent)
        again = await here.voices.castable(lent)
        await here.voices.mine.refresh("elevenlabs")
        own = next(one for one in here.voices.mine.all() if one.key == key)
        return key, again, await here.voices.castable(own.listing)

    key, again, own = at(tmp_path, eleven)(work)
    assert key == again == own


def test_without_a_place_it_is_not_cast(tmp_path):
    async def work(here):
        found = await here.voices.library.search("elevenlabs", Search(), 10)
        with pytest.raises(NoSlot):
            await here.voices.castable(found.listings[0])

    with simulator("elevenlabs", fast=True, plan="creator", slots=1, library=10) as sim:
        at(tmp_path, sim)(work)


def test_what_is_heard_of_a_recording_is_the_part_that_was_asked_for(tmp_path):
    path = tmp_path / "one.wav"
    path.write_bytes(recording(3.0))

    async def work(here):
        part = await here.voices.part_of(path, 1.0, 2.0)
        whole = await here.voices.sound_of(path.read_bytes())
        with pytest.raises(FileRefused):
            await here.voices.part_of(tmp_path / "gone.wav", 0.0, 1.0)
        with pytest.raises(Damaged):
            await here.voices.sound_of(b"no sound")
        return part.pcm, whole.pcm

    part, whole = at(tmp_path)(work)
    assert len(part) * 3 == pytest.approx(len(whole), rel=0.2)
    assert len(part)


def test_a_voice_of_recordings_speaks_from_the_command_line_too(tmp_path, fish):
    voice = at(tmp_path, fish)(Room.inline)
    path = new_book(tmp_path, "fish", "s2-pro", voice.id)
    lectern(tmp_path, "generate", path, **variables(fish))
    assert sorted(row.text for row in fish.books) == sorted(TEXTS)
    spoken = [one.body["references"] for one in fish.requests if "/tts" in one.path]
    assert [[(one["audio"], one["text"]) for one in said] for said in spoken] == [[(recording(), "Hello.")]] * 2
    lectern(tmp_path, "generate", path, **variables(fish))
    assert len(fish.books) == 2, "what is spoken already is not spoken again"


def test_a_new_voice_of_recordings_is_known_as_soon_as_the_engine_is_opened_anew(tmp_path, fish):
    async def work(here):
        async def known():
            return {one.id for one in await here.engines.get("fish").voices()}

        before = await here.stage.run(known)
        voice = await here.inline()
        await here.stage.run(lambda: here.engines.changed("fish"))
        return voice.id in before, voice.id in await here.stage.run(known)

    assert at(tmp_path, fish)(work) == (False, True)


def test_a_voice_of_recordings_that_are_gone_is_refused_with_a_sentence(tmp_path, fish):
    path = new_book(tmp_path, "fish", "s2-pro", "inline:0123456789abcdef0123456789abcdef")
    with pytest.raises(AssertionError) as refused:
        lectern(tmp_path, "generate", path, **variables(fish))
    assert "Traceback" not in str(refused.value)
    assert fish.books == []
