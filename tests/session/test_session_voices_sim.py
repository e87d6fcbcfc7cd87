"""The voices room against both providers as the simulators are: found, heard, kept, cast, withdrawn, and without a network."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from keyring.backends import fail

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.errors import NoSlot, NotOffered, Unreachable
from studio_app.jobs.backstage import Backstage
from studio_app.session.accounts import Accounts
from studio_app.session.engines import Engines
from studio_app.session.library import VoiceLibrary
from studio_app.session.my_voices import MyVoices
from studio_app.session.samples import Samples
from studio_app.session.withdrawn import Withdrawals
from studio_app.settings.file import Settings
from studio_app.settings.keys import Keys
from studio_app.speech.library import Search
from studio_app.store.shelf import Shelf
from tests.settings.memory_keyring import installed
from tests.simulators import simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    with installed(fail.Keyring()):
        yield


class Room:
    """The voices room, its engines backstage as in a window."""

    def __init__(self, home: Path, *sims) -> None:
        variables = {}
        for sim in sims:
            variables |= {f"{sim.name.upper()}_API_KEY": sim.key, f"{sim.name.upper()}_BASE_URL": sim.url}
        self.held = Engines(Settings(home / "settings.json"), Accounts(home, Keys(), variables))
        self.stage = Backstage()
        self.shelf = Shelf(home / "voices.sqlite")
        self.library = VoiceLibrary(self.held, self.stage.run, self.shelf)
        self.mine = MyVoices(self.held, self.stage.run, self.shelf)
        self.samples = Samples(self.held, self.stage.run, home / "cache")
        self.withdrawals = Withdrawals(self.held, self.stage.run, self.shelf, self.library)


@asynccontextmanager
async def room(home: Path, *sims) -> AsyncIterator[Room]:
    made = Room(home, *sims)
    try:
        yield made
    finally:
        await made.library.close()
        await made.samples.close()
        await made.stage.run(made.held.close)
        made.stage.close()
        made.shelf.close()


def keys(found) -> list[tuple[str, str]]:
    return [one.key for one in found.listings]


def test_a_voice_is_found_heard_added_cast_and_given_up_again(tmp_path: Path) -> None:
    async def run(sim) -> None:
        async with room(tmp_path, sim) as r:
            found = await r.library.search("elevenlabs", Search(text="Australian narration", gender="female"), 20)
            assert len(found.listings) >= 5
            for one in found.listings[:5]:
                assert (await r.samples.hear(one)).seconds > 0.3
            chosen = found.listings[2]
            key = await r.mine.add(chosen, "My narrator")
            await r.mine.refresh()
            (mine,) = [one for one in r.mine.all() if one.key == key]
            assert mine.called == "My narrator"
            assert (await r.mine.slots("elevenlabs")).used
            assert await r.withdrawals.of((Speaker(1, "Narrator", Casting.of(*key[:1], "m", key[1])),)) == ()
            await r.mine.remove(key)
            await r.mine.refresh()
            assert key not in [one.key for one in r.mine.all()]

    with simulator("elevenlabs") as sim:
        asyncio.run(run(sim))


def test_without_a_network_the_list_and_what_was_heard_are_there(tmp_path: Path) -> None:
    async def online(sim) -> list[tuple[str, str]]:
        async with room(tmp_path, sim) as r:
            found = await r.library.search("", Search(language="en"), 60)
            assert {"elevenlabs", "local"} == {one.voice.engine for one in found.listings}
            first = next(one for one in found.listings if one.voice.engine == "elevenlabs")
            await r.samples.hear(first)
            return keys(found)

    async def offline(before: list[tuple[str, str]]) -> None:
        async with room(tmp_path, sim) as r:
            seen = r.library.cached(Search(language="en"), count=60)
            assert set(keys(seen)) == set(before)
            found = await r.library.search("", Search(language="en"), 60)
            assert set(keys(found)) == set(before)
            assert found.offline_since
            assert found.refusal
            cloud = [one for one in found.listings if one.voice.engine == "elevenlabs"]
            assert (await r.samples.hear(cloud[0])).seconds > 0.3
            with pytest.raises(Unreachable):
                await r.samples.hear(cloud[1])
            spoken = next(one for one in found.listings if one.voice.engine == "local")
            assert (await r.samples.hear(spoken)).seconds > 0.3

    with simulator("elevenlabs") as sim:
        before = asyncio.run(online(sim))
    asyncio.run(offline(before))


def test_a_voice_that_is_withdrawn_is_told_with_others_like_it(tmp_path: Path) -> None:
    async def run(sim) -> None:
        async with room(tmp_path, sim) as r:
            found = await r.library.search("elevenlabs", Search(language="en"), 30)
            gone, leaving = found.listings[:2]
            for one in (gone, leaving):
                await r.mine.add(one)
            sim.withdraw(gone.voice.id, notice=False)
            sim.withdraw(leaving.voice.id, notice=True)
            cast = [
                Speaker(n, f"S{n}", Casting.of("elevenlabs", "m", one.voice.id))
                for n, one in enumerate((gone, leaving, found.listings[5]), 1)
            ]
            told = await r.withdrawals.of(cast)
            assert told[0].gone
            assert told[0].name == gone.voice.name
            assert told[0].alternatives
            assert 3 not in {one.speaker_id for one in told}

    with simulator("elevenlabs") as sim:
        asyncio.run(run(sim))


def test_fish_keeps_no_list_and_is_heard_all_the_same(tmp_path: Path) -> None:
    async def run(sim) -> None:
        async with room(tmp_path, sim) as r:
            found = await r.library.search("fish", Search(), 30)
            public = next(one for one in found.listings if not one.mine and one.sample)
            assert (await r.samples.hear(public)).seconds > 0.3
            await r.mine.add(public)
            await r.mine.refresh()
            assert public.key in [one.key for one in r.mine.all()]
            with pytest.raises(NotOffered):
                await r.library.similar("fish", _recording(tmp_path))
            assert (await r.library.like(public)).refusal == ""

    with simulator("fish") as sim:
        asyncio.run(run(sim))


def test_a_wrong_key_is_said_and_leaves_the_other_engines(tmp_path: Path) -> None:
    async def run(sim) -> None:
        async with room(tmp_path, sim) as r:
            found = await r.library.search("", Search(language="en"), 20)
            assert found.refusal
            assert {one.voice.engine for one in found.listings} == {"local"}

    with simulator("elevenlabs") as sim:
        asyncio.run(run(SimpleNamespace(name="elevenlabs", url=sim.url, key="sk_" + "0" * 40)))


@pytest.mark.parametrize(
    "fault", [{"reset": 300}, {"status": 500}, {"cut": 200}, {"body": "<html>"}, {"body": {"voices": [7, None, {}]}}]
)
def test_a_provider_that_breaks_leaves_a_sentence_and_nothing_broken(tmp_path: Path, fault) -> None:
    async def run(sim) -> None:
        async with room(tmp_path, sim) as r:
            sim.fault("/v1/shared-voices", times=1, **fault)
            await r.library.search("elevenlabs", Search(), 20)
            again = await r.library.search("elevenlabs", Search(), 20, anew=True)
            assert len(again.listings) == 20
            assert again.refusal == ""

    with simulator("elevenlabs") as sim:
        asyncio.run(run(sim))


async def add_all(r: Room, listings) -> None:
    for one in listings:
        await r.mine.add(one)


def test_without_a_free_place_nothing_is_kept(tmp_path: Path) -> None:
    async def run(sim) -> None:
        async with room(tmp_path, sim) as r:
            found = await r.library.search("elevenlabs", Search(), 100)
            with pytest.raises(NoSlot):
                await add_all(r, found.listings)
            slots = await r.mine.slots("elevenlabs")
            assert slots.used == slots.most

    with simulator("elevenlabs", plan="starter") as sim:
        asyncio.run(run(sim))


def _recording(home: Path) -> Path:
    path = home / "me.wav"
    path.write_bytes(b"RIFF")
    return path
