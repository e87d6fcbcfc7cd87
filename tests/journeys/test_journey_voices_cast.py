"""From a search to a cast voice: found, heard, added, cast, its price seen, tried on one paragraph, and all of it undone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from voices_room import CHARACTERS, EL, MODEL, TEXTS, Room, new_book, room

from studio_app.domain.cast import Casting
from studio_app.domain.edits.cast import cast_speakers
from studio_app.session.work import Scope
from studio_app.speech.library import Search
from tests.simulators import simulator
from tests.simulators.contract import Contract

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.speech.library import Listing
    from tests.simulators import Simulator

NARRATORS = Search(text="Australian narration", accent="australian", use="narrative_story", sort="users")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("ELEVENLABS_API_KEY", "FISH_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    return new_book(tmp_path)


async def find_one(room: Room) -> Listing:
    """Search, narrow it down, hear five, and choose one that costs more than others."""
    found = await room.library.search(EL, NARRATORS, 20)
    assert {(one.accent, one.use) for one in found.listings} == {("australian", "narrative_story")}
    sounds = [await room.samples.hear(one) for one in found.listings[:5]]
    assert len({sound.pcm.tobytes() for sound in sounds}) == 5
    return next(one for one in found.listings if one.rate > 1)


async def add_it(room: Room, listing: Listing) -> None:
    before = await room.mine.slots(EL)
    assert await room.mine.add(listing, "Reader") == listing.key
    assert await room.mine.refresh(EL) == {}
    assert {one.key: one.called for one in room.mine.all()}[listing.key] == "Reader"
    after = await room.mine.slots(EL)
    assert (after.used, after.most) == ((before.used or 0) + 1, before.most)


async def price_it(room: Room, casting: Casting, rate: float) -> None:
    """It is told how much becomes stale and what it costs, before anything is changed or billed."""
    outlook = await room.work.recast({1: casting})
    assert (outlook.stale, outlook.segments, outlook.characters, outlook.rate) == (3, 3, CHARACTERS, rate)
    assert outlook.credits == pytest.approx(rate * CHARACTERS / 2, abs=3 * rate)


async def try_it(room: Room, casting: Casting, sim: Simulator) -> None:
    """The price that was told is what is billed, once; and nothing is placed."""
    placed = room.studio.file.placements()
    (told,) = await room.work.tryout(1, [casting])
    view = await room.job(room.work.audition(1, [casting]))
    (tried,) = view.result
    assert (view.state, tried.whole, [row.text for row in sim.books]) == ("done", True, [TEXTS[0]])
    assert told.credits == pytest.approx(tried.billed, abs=1)
    assert (tried.billed, room.studio.file.placements()) == (sim.billed, placed)


async def cast_it(room: Room, casting: Casting, sim: Simulator) -> None:
    """What was tried is not paid again; one step of undo brings the takes of before back."""
    earlier, placed = room.studio.project, room.studio.file.placements()
    room.studio.do(cast_speakers(earlier, {1: casting}))
    assert (await room.work.estimate(Scope())).reused == 1
    assert (await room.job(room.work.generate(Scope()))).state == "done"
    assert sorted(row.text for row in sim.books) == sorted(TEXTS)
    await room.studio.undo()
    assert room.studio.project == earlier
    assert (await room.job(room.work.generate(Scope()))).state == "done"
    assert (room.studio.file.placements(), len(sim.books)) == (placed, 3)


def test_a_voice_is_found_heard_added_priced_tried_cast_and_undone(book: Path) -> None:
    async def live(sim: Simulator) -> None:
        async with room(book, sim) as here:
            assert (await here.job(here.work.generate(Scope()))).state == "done"
            listing = await find_one(here)
            await add_it(here, listing)
            assert sim.books == []
            casting = Casting.of(EL, MODEL, listing.voice.id)
            await price_it(here, casting, listing.rate)
            await try_it(here, casting, sim)
            await cast_it(here, casting, sim)
            await here.mine.remove(listing.key)
            assert listing.key not in {one.key for one in here.mine.all()}

    with simulator(EL) as sim:
        asyncio.run(live(sim))
        contract = Contract.of(EL)
        asked = [one for one in sim.requests if not one.path.startswith("/previews/")]
        assert contract is None or [(one.path, wrong) for one in asked for wrong in contract.wrong_in(one)] == []
