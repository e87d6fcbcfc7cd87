"""The library of voices: searched page by page, kept, and answered for by what was seen."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf_desk import PAGE, desk, listings, until

from studio_app.domain.errors import FileRefused, NotOffered, RateLimited, TooLarge, Unreachable, VoiceMissing
from studio_app.session import library as library_module
from studio_app.session.library import Found
from studio_app.session.listings import listing_of, merged, record
from studio_app.speech.library import Search

if TYPE_CHECKING:
    from pathlib import Path

OFFLINE = Unreachable("ElevenLabs does not answer.", maybe_billed=False)
EL = "elevenlabs"


def searched(fake) -> list[str]:
    return [what[2] for what in fake.asked if what[0] == "search"]


def ids(found) -> list[str]:
    return [one.voice.id for one in found.listings]


def test_a_search_gives_the_first_voices_and_reads_the_next_page_ahead(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            first = await d.library.search(EL, Search(), 50)
            assert (len(first.listings), first.total, first.more, first.offline_since) == (50, 300, True, "")
            await until(lambda: searched(d[EL]) == ["", "100"])
            whole = await d.library.search(EL, Search(), 1000)
            assert ids(whole) == [v.voice.id for v in d[EL].voices]
            assert not whole.more
            assert searched(d[EL]) == ["", "100", "200"]

    asyncio.run(run())


def test_the_same_search_is_not_asked_again_for_a_while_unless_that_is_wanted(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path, elevenlabs=listings(count=20)) as d:
            await d.library.search(EL, Search())
            await d.library.search(EL, Search())
            assert len(searched(d[EL])) == 1
            await d.library.search(EL, Search(), anew=True)
            assert len(searched(d[EL])) == 2
            d.seconds += 3600
            await d.library.search(EL, Search())
            assert len(searched(d[EL])) == 3

    asyncio.run(run())


def test_without_a_network_a_new_program_shows_what_was_seen_and_of_when(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            online = await d.library.search(EL, Search(accent="british"), 50)
            await d.again()
            d[EL].wrong = OFFLINE
            found = await d.library.search(EL, Search(accent="british"), 50)
            assert ids(found) == ids(online)
            assert found.offline_since.startswith("20")
            assert found.refusal == "ElevenLabs does not answer."
            # One that was never asked: everything seen that fits.
            female = await d.library.search(EL, Search(gender="female", text="british"), 50)
            assert female.listings
            assert all(v.voice.gender == "female" and v.accent == "british" for v in female.listings)

    asyncio.run(run())


def test_a_network_that_goes_in_the_middle_leaves_what_was_read(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            await d.library.search(EL, Search(), 300)
            await d.again()
            await d.library.search(EL, Search(sort="users"), 50)
            named = library_module._named(Search(sort="users"))
            await until(lambda: len(d.shelf.seen.pages(EL, "", named)) == 2)  # one of them was read ahead
            d[EL].wrong = OFFLINE
            found = await d.library.search(EL, Search(sort="users"), 290)
            assert len(found.listings) == len(set(ids(found))) == 290
            assert ids(found)[:200] == [v.voice.id for v in d[EL].voices[:200]]
            assert found.refusal

    asyncio.run(run())


def test_who_could_not_be_reached_is_not_asked_with_every_key_press(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            d[EL].wrong = OFFLINE
            for text in ("a", "au", "aus"):
                await d.library.search(EL, Search(text=text))
            assert len(searched(d[EL])) == 1
            d[EL].wrong = None
            assert (await d.library.search(EL, Search(text="aus"), anew=True)).listings
            assert (await d.library.search(EL, Search(text="austr"))).refusal == ""

    asyncio.run(run())


def test_a_refusal_is_told_with_what_was_seen(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            await d.library.search(EL, Search(), 10)
            d[EL].wrong = RateLimited("Too many requests.")
            found = await d.library.search(EL, Search(text="warm"), 10)
            assert found.refusal == "Too many requests."
            assert len(found.listings) == 10

    asyncio.run(run())


def test_no_account_is_told_apart(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            found = await d.library.search("fish", Search())
            assert found.keyless
            assert "Preferences › Accounts" in found.refusal
            assert found.listings == ()

    asyncio.run(run())


def test_all_engines_take_turns_and_the_list_only_grows(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path, elevenlabs=listings(count=250), fish=listings("fish", 40), local=[]) as d:
            first = await d.library.search("", Search(), 20)
            assert [v.voice.engine for v in first.listings[:4]] == ["elevenlabs", "fish", "elevenlabs", "fish"]
            more = await d.library.search("", Search(), 200)
            assert ids(more)[:20] == ids(first)
            assert (len(more.listings), more.total, more.more) == (200, 290, True)
            whole = await d.library.search("", Search(), 1000)
            assert (len(whole.listings), whole.more) == (290, False)
            assert ids(whole)[:200] == ids(more)

    asyncio.run(run())


def test_one_engine_that_is_away_does_not_keep_the_others_back(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path, elevenlabs=listings(count=30), fish=listings("fish", 30), local=[]) as d:
            await d.library.search("fish", Search())
            d["fish"].wrong = OFFLINE
            found = await d.library.search("", Search(text="warm"), 10)
            assert {v.voice.engine for v in found.listings} == {"elevenlabs", "fish"}
            assert found.offline_since
            assert found.refusal == "ElevenLabs does not answer."

    asyncio.run(run())


def test_one_engine_that_is_slow_is_answered_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_module, "_PATIENCE_S", 0.1)

    async def run() -> None:
        async with desk(tmp_path, elevenlabs=listings(count=30), fish=listings("fish", 30), local=[]) as d:
            d["fish"].gate = asyncio.Event()
            found = await d.library.search("", Search(), 10)
            assert "Fish Audio takes long" in found.refusal
            assert len(found.listings) == 10
            d["fish"].gate.set()
            found = await d.library.search("fish", Search(), 10)
            assert (len(found.listings), found.refusal) == (10, "")

    asyncio.run(run())


def test_what_was_seen_is_found_at_once_by_words_of_one_stem(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            await d.library.search(EL, Search(), 300)
            found = d.library.cached(Search(text="Australian narration"), EL, 10)
            assert found.listings
            assert all(v.accent == "australian" and v.use == "narrative_story" for v in found.listings)
            one = d[EL].voices[77]
            assert ids(d.library.cached(Search(text=one.voice.id), EL)) == [one.voice.id]
            assert ids(d.library.cached(Search())) == ids(d.library.cached(Search(), EL))

    asyncio.run(run())


def test_what_was_just_read_is_at_hand_as_it_is(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            read = await d.library.search(EL, Search(accent="irish"), 30)
            at_hand = d.library.cached(Search(accent="irish"), EL, 30)
            assert all(one is other for one, other in zip(read.listings, at_hand.listings, strict=True))
            assert (at_hand.offline_since, at_hand.total) == ("", read.total)

    asyncio.run(run())


def test_a_list_that_repeats_itself_ends(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            d[EL].voices = d[EL].voices[:PAGE] * 50
            found = await d.library.search(EL, Search(), 1000)
            assert len(found.listings) == PAGE
            assert not found.more

    asyncio.run(run())


def test_filters_are_remembered(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path, elevenlabs=listings(count=1), local=[]) as d:
            known = await d.library.filters(EL)
            assert known.accents["en"]
            assert (await d.library.filters("")).sorts == known.sorts
            d.engines.clear()
            await d.again()
            again = await d.library.filters(EL)
            assert (again.choices, again.switches) == (known.choices, known.switches)

    asyncio.run(run())


def test_details_add_to_what_the_list_told(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            listed = (await d.library.search(EL, Search(), 5)).listings[3]
            told = await d.library.details(listed.key)
            assert told.settings == (("stability", 0.5),)
            assert told.users == listed.users
            assert d[EL].asked[-1] == ("look", listed.voice.id, listed.owner)
            d[EL].wrong = OFFLINE
            assert await d.library.details(listed.key) == told
            with pytest.raises(Unreachable):
                await d.library.details((EL, "never-seen"))
            d[EL].wrong = None
            d[EL].gone.add(listed.voice.id)
            with pytest.raises(VoiceMissing):
                await d.library.details(listed.key)

    asyncio.run(run())


def test_voices_like_a_recording(tmp_path: Path) -> None:
    recording = tmp_path / "me.wav"
    recording.write_bytes(b"RIFF")

    async def run() -> None:
        async with desk(tmp_path, elevenlabs=listings(count=9), local=[]) as d:
            assert len((await d.library.similar(EL, recording)).listings) == 3
            d["local"].wrong = NotOffered("not here")
            assert len((await d.library.similar("", recording)).listings) == 3
            with pytest.raises(NotOffered):
                await d.library.similar("local", recording)
            with pytest.raises(FileRefused):
                await d.library.similar(EL, tmp_path / "none.wav")
            with recording.open("wb") as file:
                file.truncate(21 << 20)
            with pytest.raises(TooLarge):
                await d.library.similar(EL, recording)

    asyncio.run(run())


def test_voices_like_one_are_found_by_its_sample_or_by_what_is_told_of_it(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            one = (await d.library.search(EL, Search(), 5)).listings[0]
            by_ear = await d.library.like(one)
            assert ids(by_ear) == [v.voice.id for v in d[EL].voices[1:3]]
            assert ("sample", one.sample) in d[EL].asked
            d[EL].compares = False
            told = await d.library.like(one)
            assert (told.listings[0].accent, told.listings[0].use) == (one.accent, one.use)
            assert one.voice.id not in ids(told)
            await d.again()
            d[EL].wrong = OFFLINE
            seen = await d.library.like(one)
            assert seen.listings
            assert seen.refusal

    asyncio.run(run())


def test_nonsense_in_a_listing_keeps_nothing_from_being_kept(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path, elevenlabs=listings(count=5)) as d:
            one, *rest = d[EL].voices
            voice = replace(one.voice, name="half \ud83d a character \0", language="\udfff")
            d[EL].voices = [replace(one, voice=voice, users=1 << 80, tags=("\ud800",)), *rest]
            assert len((await d.library.search(EL, Search())).listings) == 5
            await d.again()
            assert len(d.library.cached(Search(), EL).listings) == 5
            assert ids(d.library.cached(Search(text="half character"), EL)) == [one.voice.id]

    asyncio.run(run())


@given(
    sizes=st.lists(st.integers(0, 30), min_size=1, max_size=4),
    reached=st.lists(st.integers(0, 30), min_size=4, max_size=4),
    count=st.integers(0, 100),
)
def test_what_was_shown_stays_where_it_was_however_far_each_engine_is_read(sizes, reached, count) -> None:
    voices = [listings(str(number), size) for number, size in enumerate(sizes)]
    whole = library_module._together([Found(tuple(found), len(found)) for found in voices], 200)
    part = library_module._together(
        [Found(tuple(v[:n]), len(v), more=n < len(v)) for v, n in zip(voices, reached, strict=False)], count
    )
    assert part.listings == whole.listings[: len(part.listings)]
    assert part.total == whole.total == len(whole.listings) == sum(sizes)
    assert part.more or part.listings == whole.listings


def test_a_listing_is_the_same_after_it_was_kept() -> None:
    for listing in listings(count=12):
        assert listing_of(record(listing)) == listing


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"voice":3}', '{"voice":{"id":"a"}}', '{"voice":null,"kind":"local"}']
)
def test_a_record_that_is_nonsense_is_left_out(text: str) -> None:
    assert listing_of(text) is None


def test_a_newer_record_is_read_as_far_as_it_is_known() -> None:
    listing = listings(count=1)[0]
    newer = record(listing)[:-1] + ',"mood":"merry"}'
    assert listing_of(newer) == listing


def test_what_goes_with_the_answer_of_now_is_not_from_before() -> None:
    before = replace(listings(count=1)[0], state="training", leaves="2027-01-01", mine=True)
    now = replace(before, state="", leaves="", mine=False, users=None)
    told = merged(before, now)
    assert (told.state, told.leaves, told.mine, told.users) == ("", "", False, before.users)
