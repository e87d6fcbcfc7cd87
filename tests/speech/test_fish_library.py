"""The library of Fish Audio: searched page by page, told of honestly, one's own voices kept in order."""

from __future__ import annotations

import pytest
from fish_desk import fish
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.errors import NotOffered, Unauthorised, Unreachable, VoiceMissing
from studio_app.speech.engine import Voice
from studio_app.speech.fish.listings import read_listing, read_listings
from studio_app.speech.library import Listing, Search
from studio_app.speech.making import Sample


@pytest.fixture(scope="module")
def large():
    """A library of many voices, which nobody changes."""
    with fish(library=1300, window=600) as studio:
        yield studio


@pytest.fixture
def studio():
    with fish() as found:
        yield found


def pages(studio, search, most=100):
    """Return all pages of a search, in order."""
    found = [studio.run(studio.library.search(search))]
    while found[-1].more and len(found) < most:
        found.append(studio.run(studio.library.search(search, found[-1].more)))
    return found


def listings(studio, **search):
    return [one for page in pages(studio, Search(**search)) for one in page.listings]


def mine(studio):
    return {one.voice.name: one for one in studio.run(studio.library.mine()).listings}


# searching


def test_a_page_holds_fifty_voices_and_says_how_many_there_are_about(large):
    page = large.run(large.library.search(Search()))
    assert (len(page.listings), page.more, page.total, page.exact) == (50, "2", 1300, False)
    assert page.listings[0].likes > page.listings[-1].likes


def test_pages_end_where_the_provider_lets_nobody_further(large):
    found = pages(large, Search())
    assert (len(found), sum(len(page.listings) for page in found)) == (12, 600)
    assert len({one.key for page in found for one in page.listings}) == 600


def test_a_small_search_ends_by_itself_and_is_counted_exactly(large):
    found = pages(large, Search(text="Ada 1298"))
    assert [(len(page.listings), page.more, page.total, page.exact) for page in found] == [(1, "", 1, True)]


def test_an_id_finds_its_voice_and_none_finds_nothing(large):
    one = large.run(large.library.search(Search())).listings[7]
    assert large.run(large.library.search(Search(text=f" {one.voice.id} "))).listings == (one,)
    assert large.run(large.library.search(Search(text="f" * 32))).listings == ()


def test_every_filter_holds_for_all_that_is_found(large):
    found = listings(
        large, language="en-AU", gender="female", age="young", use="narrative_story", descriptive=("calm",)
    )
    assert found
    for one in found:
        assert (one.voice.language, one.voice.gender, one.age, one.use) == ("en", "female", "young", "narration")
        assert "calm" in one.tags


def test_an_accent_is_found_by_its_tag(large):
    assert {one.accent for one in listings(large, language="en", accent="Australian", text="narration")} == {
        "australian"
    }


def test_what_is_not_known_of_any_voice_finds_none_of_them(large):
    assert listings(large, text="Ada", high_quality=True) == []
    assert listings(large, text="Ada", use="no such use") == []


def test_a_notice_and_professional_voices_are_picked_from_the_pages(large):
    found = listings(large, category="professional", notice_days=300)
    assert found
    assert {one.category for one in found} == {"professional"}
    assert min(one.notice_days for one in found) >= 300


@pytest.mark.parametrize(("sort", "of"), [("trending", "likes"), ("latest", "made"), ("users", "users")])
def test_the_order_is_the_providers(large, sort, of):
    values = [getattr(one, of) for one in large.run(large.library.search(Search(sort=sort))).listings]
    assert values == sorted(values, reverse=True)


def test_the_filters_name_what_finds_something(large):
    choices = large.library.filters.choices
    assert set(choices) == {"language", "accent", "category", "gender", "age", "use", "descriptive"}
    assert ("de", "German") in choices["language"]
    for name in ("gender", "age", "use"):
        assert large.run(large.library.search(Search(**{name: choices[name][0][0]}))).listings


def test_searches_hold_to_the_providers_description(large):
    large.sim.requests.clear()
    large.run(large.library.search(Search("ada", "en-GB", "british", "", "male", "old", "narration", ("deep",)), "2"))
    large.run(large.library.mine())
    large.run(large.library.slots())
    large.held_to_the_contract()


# what is told


def test_a_voice_is_told_of_with_all_there_is(large):
    one = next(one for one in large.run(large.library.search(Search())).listings if one.sample)
    assert (one.kind, one.rate, one.free, one.state, one.mine) == ("community", 1.0, True, "", False)
    assert one.description
    assert one.owner
    assert one.made.startswith("2026-")
    assert {one.voice.gender, one.age, one.use} <= set(one.tags)


def test_a_voice_that_goes_says_when(studio):
    voice = studio.run(studio.library.search(Search())).listings[0].voice.id
    studio.sim.withdraw(voice, notice=60)
    told = studio.run(studio.library.look(voice))
    assert (told.category, told.notice_days, len(told.leaves)) == ("professional", 60, 10)
    studio.sim.pass_days(61)
    with pytest.raises(VoiceMissing):
        studio.run(studio.library.look(voice))


def test_a_voice_that_is_withdrawn_at_once_is_missing(studio):
    voice = studio.run(studio.library.search(Search())).listings[0].voice.id
    studio.sim.withdraw(voice)
    with pytest.raises(VoiceMissing, match="any more"):
        studio.run(studio.library.look(voice))


def test_a_voice_that_was_taken_down_is_not_found_any_more_and_says_so(studio):
    voice = studio.run(studio.library.search(Search())).listings[0].voice.id
    studio.sim.provider.take_down(voice)
    assert studio.run(studio.library.look(voice)).state == "taken down"
    assert voice not in [one.voice.id for one in studio.run(studio.library.search(Search())).listings]


@pytest.mark.parametrize("voice", ["", ".", "..", "\n"])
def test_what_can_be_no_id_is_not_asked_for(studio, voice):
    with pytest.raises(VoiceMissing):
        studio.run(studio.library.look(voice))
    assert studio.sim.requests == []


def test_an_id_with_signs_of_an_address_stays_one(studio):
    with pytest.raises(VoiceMissing):
        studio.run(studio.library.look("../wallet/self?x=1"))
    assert studio.last.path.startswith("/model/")


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = [
    *("type", "title", "description", "state", "tags", "samples", "languages", "visibility", "dmca_taken_down"),
    *("like_count", "task_count", "author", "created_at", "pvc_release_state", "pvc_notice_period_months"),
    *("pvc_retire_requested_at", "pvc_retire_effective_at"),
]


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(FIELDS), ODD), st.booleans())
def test_whatever_an_entry_says_it_is_read_or_passed_over(odd, mine):
    found = read_listing({"_id": "a" * 32, "type": "tts", "title": "Ada"} | odd, mine=mine)
    assert found is None or (found.voice.name and found.voice.language)


@settings(max_examples=40)
@given(ODD)
def test_what_is_no_entry_is_passed_over(odd):
    assert read_listings([odd, {"_id": 7, "type": "tts"}, {"type": "tts"}], mine=False) == []


def test_an_entry_with_nothing_but_an_id_is_a_voice():
    found = read_listing({"_id": "a" * 32, "type": "tts"})
    assert (found.voice.name, found.voice.language, found.kind, found.state) == ("a" * 32, "und", "community", "")


@pytest.mark.parametrize("body", ["<html>sign in</html>", {}, [], {"items": None}, {"items": {}}, "null"])
def test_a_list_that_is_none_is_a_typed_refusal(studio, body):
    studio.sim.fault("/model", body=body, times=9)
    with pytest.raises(Unreachable) as caught:
        studio.run(studio.library.search(Search()))
    assert not caught.value.maybe_billed


def test_a_wrong_key_and_a_busy_provider_are_told_apart(studio):
    studio.sim.fault("/model", status=401, shape="plain")
    with pytest.raises(Unauthorised):
        studio.run(studio.library.search(Search()))
    studio.sim.fault("/model", status=503)
    assert studio.run(studio.library.search(Search())).listings


def test_a_reset_is_asked_again(studio):
    studio.sim.fault("/model", reset=200, times=2)
    assert studio.run(studio.library.search(Search())).listings


# samples


def test_a_sample_is_heard_and_no_key_goes_there(studio):
    one = studio.run(studio.library.search(Search())).listings[0]
    assert studio.run(studio.library.sample(one.sample)).startswith(b"ID3")
    assert "authorization" not in studio.last.headers


def test_a_sample_that_is_gone_says_so(studio):
    with pytest.raises(Unreachable, match="not there any more"):
        studio.run(studio.library.sample(f"{studio.sim.url}/samples/nobody.mp3"))


# one's own


def test_ones_own_are_told_with_those_in_training(studio):
    own = mine(studio)
    assert set(own) == {"Not ready", "My mother", "My narrator"}
    assert {one.kind for one in own.values()} == {"cloned"}
    assert [one.state for name, one in own.items() if name == "Not ready"] == ["training"]
    assert all(one.mine for one in own.values())


def test_slots_count_what_is_there(studio):
    slots = studio.run(studio.library.slots())
    assert (slots.used, slots.most) == (4, None)


def test_a_voice_of_ones_own_is_changed(studio):
    voice = mine(studio)["My mother"].voice.id
    studio.run(studio.library.edit(voice, name="Mama", description="", tags=["warm"], visibility="unlist"))
    told = studio.run(studio.library.look(voice))
    assert (told.voice.name, told.tags, told.visibility, told.mine) == ("Mama", ("warm",), "unlist", True)
    studio.held_to_the_contract()


def test_a_voice_that_becomes_public_gets_a_picture_once(studio):
    voice = mine(studio)["My mother"].voice.id
    studio.run(studio.library.edit(voice, visibility="public", tags=["a", "b"]))
    assert studio.last.body["cover_image"].startswith(b"\x89PNG")
    studio.run(studio.library.edit(voice, visibility="public"))
    assert studio.last.body == {"visibility": "public"}
    assert studio.run(studio.library.look(voice)).tags == ("a", "b")
    studio.held_to_the_contract()


def test_what_is_asked_of_nothing_is_not_sent(studio):
    voice = mine(studio)["My mother"].voice.id
    studio.sim.requests.clear()
    studio.run(studio.library.edit(voice))
    assert studio.sim.requests == []


def test_a_voice_of_ones_own_is_deleted_and_not_cast_any_more(studio):
    voice = mine(studio)["My mother"].voice.id
    assert voice in [one.id for one in studio.run(studio.engine.voices())]
    studio.run(studio.library.remove(voice))
    assert voice not in [one.id for one in studio.run(studio.engine.voices())]
    with pytest.raises(VoiceMissing):
        studio.run(studio.library.remove(voice))


def test_somebody_elses_voice_is_neither_changed_nor_deleted(studio):
    voice = studio.run(studio.library.search(Search())).listings[0].voice.id
    with pytest.raises(VoiceMissing):
        studio.run(studio.library.edit(voice, name="Mine now"))
    with pytest.raises(VoiceMissing):
        studio.run(studio.library.remove(voice))


def test_a_change_that_is_not_taken_says_what_is_wrong(studio):
    voice = mine(studio)["My mother"].voice.id
    with pytest.raises(NotOffered, match="public"):
        studio.run(studio.library.edit(voice, visibility="everybody"))


def test_what_is_not_done_here_is_said(studio):
    library = studio.library
    with pytest.raises(NotOffered):
        studio.run(library.similar(b"", "a.wav"))
    with pytest.raises(NotOffered):
        studio.run(library.add(Listing(Voice("a", "A", "fish", "en"), "community"), "A"))
    with pytest.raises(NotOffered):
        studio.run(library.edit("a" * 32, labels={"accent": "british"}))


# voices made of recordings on this computer

GRANDFATHER = Voice("inline:abc", "Grandfather", "fish", "de")


def add_grandfather(studio):
    studio.engine.add_inline("inline:abc", [Sample("a.wav", b"RIFF", "hello")], name="Grandfather", language="de")


def test_a_voice_of_recordings_is_cast_listed_and_spoken_with(studio):
    add_grandfather(studio)
    assert studio.engine.check_voice("inline:abc") == studio.engine.check_voice("Grandfather") == "inline:abc"
    assert studio.run(studio.engine.voices())[0] == GRANDFATHER
    assert mine(studio)["Grandfather"].kind == "cloned"
    assert studio.run(studio.library.look("inline:abc")).mine
    assert studio.desk.say("Good evening.", "inline:abc").seconds > 0
    assert studio.last.body["references"] == [{"audio": b"RIFF", "text": "hello"}]
    assert "reference_id" not in studio.last.body


def test_a_voice_of_recordings_that_are_elsewhere_says_so(studio):
    add_grandfather(studio)
    studio.engine.add_inline("inline:abc", [], name="Grandfather")
    with pytest.raises(VoiceMissing, match="not on this computer"):
        studio.engine.check_voice("inline:abc")
    with pytest.raises(VoiceMissing):
        studio.run(studio.library.look("inline:abc"))


def test_the_provider_is_not_asked_to_change_a_voice_of_recordings(studio):
    add_grandfather(studio)
    with pytest.raises(NotOffered):
        studio.run(studio.library.remove("inline:abc"))
    with pytest.raises(NotOffered):
        studio.run(studio.library.edit("inline:abc", name="X"))
    assert studio.sim.requests == []
