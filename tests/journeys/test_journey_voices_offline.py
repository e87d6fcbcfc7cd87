"""The provider goes away in the middle: the list of voices, samples heard before, casting and all that is local go on."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
import pytest
from voices_room import CHARACTERS, EL, MODEL, Room, new_book, room

from studio_app.domain.cast import Casting
from studio_app.domain.edits.cast import cast_speakers
from studio_app.domain.errors import Unreachable
from studio_app.session.work import Scope
from studio_app.speech.library import Search
from tests.simulators import simulator

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.session.library import Found
    from studio_app.session.samples import Sound
    from studio_app.speech.library import Listing
    from tests.simulators import Simulator

NARRATORS = Search(text="Australian narration")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("ELEVENLABS_API_KEY", "FISH_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    return new_book(tmp_path)


@dataclass
class Before:
    """What there was while the provider answered."""

    found: Found
    heard: list[Sound]
    chosen: Listing


async def while_it_answers(room: Room) -> Before:
    """Search, hear five, add one, and have the book spoken by this computer."""
    found = await room.library.search(EL, NARRATORS, 10)
    assert len(found.listings) >= 6
    heard = [await room.samples.hear(one) for one in found.listings[:5]]
    await room.mine.add(found.listings[0], "Reader")
    assert (await room.job(room.work.generate(Scope()))).state == "done"
    return Before(found, heard, found.listings[0])


async def the_list_stays(room: Room, before: Before, key: str) -> None:
    again = await room.library.search(EL, NARRATORS, 10, anew=True)
    assert [one.key for one in again.listings] == [one.key for one in before.found.listings]
    assert again.offline_since.startswith("20")
    assert again.refusal.endswith(".")
    assert key not in again.refusal
    seen = {one.key for one in before.found.listings}
    narrower = await room.library.search(EL, Search(accent="australian", use="narrative_story"), 50)
    assert seen <= {one.key for one in narrower.listings}
    assert {one.accent for one in narrower.listings} == {"australian"}
    begun = time.perf_counter()
    kept = room.library.cached(NARRATORS, EL, 10)
    assert time.perf_counter() - begun < 1  # it waits for nobody
    assert seen == {one.key for one in kept.listings}


async def what_was_heard_is_heard(room: Room, before: Before) -> None:
    for listing, sound in zip(before.found.listings[:5], before.heard, strict=True):
        assert np.array_equal((await room.samples.hear(listing)).pcm, sound.pcm)
    with pytest.raises(Unreachable) as refused:
        await room.samples.hear(before.found.listings[5])
    assert not refused.value.maybe_billed


async def ones_own_stay(room: Room, before: Before) -> None:
    await room.mine.tag(before.chosen.key, ["sea"])
    await room.mine.favourite(before.chosen.key)
    mine = {one.key: one for one in room.mine.all()}[before.chosen.key]
    assert (mine.called, mine.tags, mine.favourite) == ("Reader", ("sea",), True)
    with pytest.raises(Unreachable):
        await room.mine.add(before.found.listings[1], "Another")
    assert before.found.listings[1].key not in {one.key for one in room.mine.all()}
    assert (await room.library.details(before.chosen.key)).voice.id == before.chosen.voice.id


async def casting_goes_on(room: Room, before: Before) -> None:
    """The price is told from what was seen; the choice and its undo are exact; nobody calls the voice gone."""
    voice = Casting.of(EL, MODEL, before.chosen.voice.id)
    outlook = await room.work.recast({1: voice})
    assert (outlook.stale, outlook.segments, outlook.characters) == (3, 3, CHARACTERS)
    assert outlook.credits == pytest.approx(before.chosen.rate * CHARACTERS / 2, abs=3 * before.chosen.rate)
    earlier = room.studio.project
    room.studio.do(cast_speakers(earlier, {1: voice}))
    assert await room.withdrawals.of(room.studio.project.speakers) == ()
    assert (await room.work.estimate(Scope())).segments == 3
    await room.studio.undo()
    assert room.studio.project == earlier
    assert (await room.work.estimate(Scope())).segments == 0


async def this_computer_goes_on(room: Room) -> None:
    found = await room.library.search("local", Search(language="en", gender="female"), 5)
    assert (len(found.listings), found.offline_since) == (5, "")
    assert (await room.samples.hear(found.listings[0])).seconds > 0.5
    everywhere = await room.library.search("", Search(language="en"), 20)
    assert {one.voice.engine for one in everywhere.listings} == {"local", EL}
    other = Casting.of("local", "espeak-ng", found.listings[0].voice.id)
    assert (await room.job(room.work.audition(1, [other]))).state == "done"
    room.studio.do(cast_speakers(room.studio.project, {1: other}))
    assert (await room.job(room.work.generate(Scope()))).state == "done"
    await room.studio.undo()


async def it_comes_back(room: Room, before: Before) -> None:
    again = await room.library.search(EL, NARRATORS, 10, anew=True)
    assert (again.offline_since, again.refusal) == ("", "")
    assert [one.key for one in again.listings] == [one.key for one in before.found.listings]
    assert (await room.samples.hear(again.listings[5])).seconds > 0.1


@pytest.mark.parametrize("restarted", [False, True], ids=["in the middle", "started without it"])
def test_the_voices_room_goes_on_without_the_provider(book: Path, restarted: bool) -> None:
    async def without(room: Room, before: Before, sim: Simulator) -> None:
        await the_list_stays(room, before, sim.key)
        await what_was_heard_is_heard(room, before)
        await ones_own_stay(room, before)
        await casting_goes_on(room, before)
        await this_computer_goes_on(room)
        with simulator(EL, fast=True, pace=0.02, port=urlsplit(sim.url).port):
            await it_comes_back(room, before)

    async def live() -> None:
        with simulator(EL, fast=True, pace=0.02) as sim:
            async with room(book, sim) as first:
                before = await while_it_answers(first)
                sim.stop()
                if not restarted:
                    await without(first, before, sim)
            if restarted:
                async with room(book, sim) as second:
                    await without(second, before, sim)
            assert sim.books == []

    asyncio.run(live())
