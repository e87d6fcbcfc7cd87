"""What a voice costs more than others reaches every estimate, as far as its library has told."""

import asyncio
import time

import pytest
from keyring.backends import fail
from voice_books import CHARACTERS, TEXTS, lectern, new_book, variables

from studio_app.domain.cast import Casting
from studio_app.jobs.backstage import Backstage
from studio_app.session import rates as rates_module
from studio_app.session.accounts import Accounts
from studio_app.session.engines import Engines
from studio_app.session.library import VoiceLibrary
from studio_app.session.rates import Rates
from studio_app.settings.file import Settings
from studio_app.settings.keys import Keys
from studio_app.speech.library import Search
from studio_app.store.project_file import ProjectFile
from studio_app.store.shelf import Shelf
from tests.settings.memory_keyring import installed
from tests.simulators import simulator

MODEL = "eleven_multilingual_v2"


@pytest.fixture(autouse=True)
def _no_keyring():
    with installed(fail.Keyring()):
        yield


@pytest.fixture(scope="module")
def sim():
    with simulator("elevenlabs", fast=True, plan="creator", library=60) as found:
        yield found


def engines(home, sim):
    return Engines(Settings(home / "settings.json"), Accounts(home, Keys(), variables(sim)))


def seen(home, sim):
    """Look through the library as a window does; return the dearest voice and a usual one."""

    async def run():
        held, stage, shelf = engines(home, sim), Backstage(), Shelf(home / "voices.sqlite")
        library = VoiceLibrary(held, stage.run, shelf)
        try:
            found = (await library.search("elevenlabs", Search(), 60)).listings
            return max(found, key=lambda one: one.rate), next(one for one in found if one.rate == 1)
        finally:
            await library.close()
            await stage.run(held.close)
            stage.close()
            shelf.close()

    return asyncio.run(run())


def test_what_the_library_told_is_what_an_estimate_counts(tmp_path, sim):
    dear, usual = seen(tmp_path, sim)
    held = engines(tmp_path, sim)

    def price(voice):
        return held.estimate(TEXTS[0], Casting.of("elevenlabs", MODEL, voice))

    assert dear.rate > 1
    assert price(dear.voice.id) == dear.rate * price(usual.voice.id)
    assert price("nobodyKnowsThisVoice") == price(usual.voice.id) > 0
    held.rate_of.close()
    asyncio.run(held.close())


def test_nothing_seen_costs_the_usual_and_makes_no_file(tmp_path):
    rates = Rates(tmp_path)
    assert [rates(engine, "any") for engine in ("elevenlabs", "fish", "local")] == [1, 1, 1]
    rates.close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_told_later_counts_soon(tmp_path, sim):
    rates = Rates(tmp_path)
    dear, _ = seen(tmp_path / "elsewhere", sim)
    assert rates(*dear.key) == 1
    assert seen(tmp_path, sim)[0].key == dear.key
    time.sleep(rates_module._UNKNOWN_S)
    assert rates(*dear.key) == dear.rate
    rates.close()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_command_line_writes_down_what_such_a_voice_will_cost_before_it_is_asked(tmp_path, sim):
    dear, _ = seen(tmp_path, sim)
    before = sim.billed
    held = engines(tmp_path, sim)
    shelf, stage = Shelf(tmp_path / "voices.sqlite"), Backstage()

    async def add():
        return await stage.run(lambda: held.get("elevenlabs").library.add(dear, "Dear"))

    voice = asyncio.run(add())
    asyncio.run(close(held, stage))
    shelf.close()
    path = new_book(tmp_path, "elevenlabs", MODEL, voice)
    lectern(tmp_path, "generate", path, **variables(sim))
    with ProjectFile.open(path) as file:
        rows = file.ledger()
    assert sum(row.estimate for row in rows) == pytest.approx(dear.rate * CHARACTERS, rel=0.1)
    assert sum(row.estimate for row in rows) == pytest.approx(sim.billed - before, rel=0.05)


async def close(held, stage):
    await stage.run(held.close)
    stage.close()
