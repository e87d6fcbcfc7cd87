"""My voices: what is one's own at the providers and here, and that none of it is lost."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from shelf_desk import desk, listings

from studio_app.domain.errors import FileRefused, NoSlot, Unreachable, WrongUsage
from studio_app.speech.library import Search, Slots

if TYPE_CHECKING:
    from pathlib import Path

OFFLINE = Unreachable("ElevenLabs does not answer.", maybe_billed=False)
EL = "elevenlabs"
ONE, OTHER, *_ = listings(count=5)


def shown(d) -> list[str]:
    return [mine.called for mine in d.mine.all()]


def test_a_voice_that_is_added_is_among_ones_own_also_without_a_network(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            key = await d.mine.add(ONE, "Narrator of mine")
            assert key == ONE.key
            await d.again()
            d[EL].wrong = OFFLINE
            assert await d.mine.refresh() == {EL: "ElevenLabs does not answer."}
            (mine,) = d.mine.all()
            assert (mine.called, mine.listing.mine) == ("Narrator of mine", True)

    asyncio.run(run())


def test_without_a_free_place_nothing_is_added(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            d[EL].wrong = NoSlot("All 3 places are taken.")
            with pytest.raises(NoSlot):
                await d.mine.add(ONE, "")
            assert d.mine.all() == ()

    asyncio.run(run())


def test_an_answer_that_is_lost_is_looked_for_and_not_asked_again(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            d[EL].loses_answers = True
            await d.mine.add(ONE, "A")
            assert shown(d) == ["A"]
            assert [what[0] for what in d[EL].asked].count("add") == 1

    asyncio.run(run())


def test_where_the_provider_keeps_no_list_it_is_kept_here(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            d[EL].adds = False
            await d.mine.add(ONE, "")
            await d.mine.refresh()
            (mine,) = d.mine.all()
            assert mine.key == ONE.key
            assert not mine.listing.mine
            await d.mine.remove(ONE.key)
            assert d.mine.all() == ()
            assert "remove" not in [what[0] for what in d[EL].asked]

    asyncio.run(run())


def test_a_voice_that_is_removed_is_gone_there_and_its_note_comes_back_with_it(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            await d.mine.add(ONE, "")
            await d.mine.rename(ONE.key, "Grandpa")
            await d.mine.remove(ONE.key)
            assert (d[EL].own, d.mine.all()) == ([], ())
            await d.mine.add(ONE, "")
            assert shown(d) == ["Grandpa"]

    asyncio.run(run())


def test_a_voice_that_is_ones_own_no_more_is_so_in_what_was_seen_too(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            assert d.mine.as_of() == ""
            for one in (ONE, OTHER):
                await d.mine.add(one, "")
            assert d.mine.as_of().startswith("20")
            await d.mine.remove(ONE.key)
            d[EL].own = []
            await d.mine.refresh()
            assert d.mine.all() == ()
            assert [one.mine for one in d.library.known([ONE.key, OTHER.key]).values()] == [False, False]

    asyncio.run(run())


def test_a_voice_that_is_gone_already_can_be_removed(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            await d.mine.add(ONE, "")
            d[EL].own = []
            await d.mine.remove(ONE.key)
            assert d.mine.all() == ()

    asyncio.run(run())


def test_where_the_provider_cannot_be_asked_nothing_is_removed(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            await d.mine.add(ONE, "A")
            await d.mine.favourite(ONE.key)
            d[EL].wrong = OFFLINE
            with pytest.raises(Unreachable):
                await d.mine.remove(ONE.key)
            (mine,) = d.mine.all()
            assert mine.favourite

    asyncio.run(run())


def test_names_tags_notes_and_collections_are_the_persons_own(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            villains = await d.mine.add_collection("Villains")
            await d.mine.rename(ONE.key, " Old  Tom ")
            await d.mine.tag(ONE.key, ["gruff", "gruff", " ", "sea"], ONE)
            await d.mine.note(ONE.key, "speaks chapter 3")
            await d.mine.collect(ONE.key, villains.id)
            d[EL].wrong = OFFLINE
            await d.again()
            (mine,) = d.mine.all()
            assert (mine.called, mine.tags, mine.note) == ("Old Tom", ("gruff", "sea"), "speaks chapter 3")
            assert mine.collections == (villains.id,)
            assert mine.listing == replace(ONE, mine=False)

    asyncio.run(run())


def test_a_name_is_told_to_the_provider_only_where_that_is_asked_for(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            await d.mine.add(ONE, "A")
            await d.mine.rename(ONE.key, "B")
            assert "edit" not in [what[0] for what in d[EL].asked]
            await d.mine.rename(ONE.key, "C", everywhere=True)
            assert ("edit", ONE.voice.id, "C") in d[EL].asked
            (mine,) = d.mine.all()
            assert (mine.name, mine.called) == ("", "C")
            with pytest.raises(WrongUsage):
                await d.mine.rename(ONE.key, " ", everywhere=True)

    asyncio.run(run())


def test_favourites_outlive_the_cache_the_account_and_the_provider(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            await d.library.search(EL, Search(), 5)
            await d.mine.favourite(ONE.key)
            await d.mine.favourite(("fish", "unseen"))
            await d.close()
            (tmp_path / "voices-seen.sqlite").write_bytes(b"rubbish")
            d.engines.clear()
            d.open()
            assert shown(d) == [ONE.voice.name, "unseen"]
            await d.mine.favourite(ONE.key, on=False)
            assert shown(d) == ["unseen"]

    asyncio.run(run())


def test_what_may_be_wrong_is_refused(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            with pytest.raises(WrongUsage):
                await d.mine.rename(ONE.key, "n" * 201)
            with pytest.raises(WrongUsage):
                await d.mine.tag(ONE.key, [str(n) for n in range(51)])
            with pytest.raises(WrongUsage):
                await d.mine.note(ONE.key, "n" * 10_001)
            with pytest.raises(WrongUsage):
                await d.mine.collect(ONE.key, 7)

    asyncio.run(run())


def test_where_names_cannot_be_kept_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "voices.sqlite").mkdir()

    async def run() -> None:
        async with desk(tmp_path) as d:
            assert d.mine.trouble
            assert d.mine.all() == ()
            with pytest.raises(FileRefused):
                await d.mine.rename(ONE.key, "A")

    asyncio.run(run())


def test_slots_are_as_they_were_where_nobody_can_be_asked(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            await d.mine.add(ONE, "")
            assert await d.mine.slots(EL) == Slots(1, 3)
            await d.again()
            d[EL].wrong = OFFLINE
            assert await d.mine.slots(EL) == Slots(1, 3)
            assert await d.mine.slots("fish") == Slots()

    asyncio.run(run())


def test_a_voice_of_any_list_can_be_asked_about(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            assert d.mine.about(OTHER).called == OTHER.voice.name
            await d.mine.rename(OTHER.key, "Other")
            assert d.mine.about(OTHER).called == "Other"
            assert d.mine.all() == ()

    asyncio.run(run())
