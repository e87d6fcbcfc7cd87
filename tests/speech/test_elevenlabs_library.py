"""The library of ElevenLabs and the account's own voices: searched, heard, taken, changed, and whatever they tell of."""

from __future__ import annotations

import asyncio
import json
import math

import pytest
from elevenlabs_desk import elevenlabs
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio_app.domain.errors import NoSlot, NotOffered, SamplesRefused, Unauthorised, Unreachable, VoiceMissing
from studio_app.speech.elevenlabs.filters import Accents, query
from studio_app.speech.elevenlabs.library import Library
from studio_app.speech.elevenlabs.listings import own_page, read_own, shared_page
from studio_app.speech.library import KINDS, SORTS, Page, Search


@pytest.fixture(scope="module")
def shelf():
    """A studio of a library that is only read."""
    with elevenlabs(plan="creator", library=250) as studio:
        yield studio


def found(studio, **wanted):
    return studio.run(studio.library.search(Search(**wanted)))


def test_australian_narrators_are_found(shelf):
    page = found(shelf, text="Australian narration")
    assert page.listings
    assert {one.accent for one in page.listings} == {"australian"}
    assert shelf.wrong == []


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"gender": "female"}, lambda one: one.voice.gender == "female"),
        ({"age": "young"}, lambda one: one.age == "young"),
        ({"use": "narrative_story"}, lambda one: one.use == "narrative_story"),
        ({"category": "professional"}, lambda one: one.category == "professional"),
        ({"language": "de"}, lambda one: one.voice.language.startswith("de")),
        ({"accent": "australian"}, lambda one: one.accent == "australian"),
        ({"notice_days": 365}, lambda one: one.notice_days >= 365),
        ({"high_quality": True}, lambda one: one.high_quality),
    ],
)
def test_each_filter_holds_for_what_is_found(shelf, wanted, told):
    page = found(shelf, **wanted)
    assert page.listings
    assert all(map(told, page.listings))
    assert shelf.wrong == []


@pytest.mark.parametrize("sort", SORTS)
def test_each_order_is_one_the_provider_has(sort):
    with elevenlabs() as studio:
        page = found(studio, sort=sort)
        counts = {
            "users": [one.users for one in page.listings],
            "characters": [one.characters for one in page.listings],
        }
        assert counts.get(sort, []) == sorted(counts.get(sort, []), reverse=True)
        assert studio.wrong == []


def test_pages_follow_each_other_to_the_end_and_nothing_comes_twice(shelf):
    more, ids, total = "0", [], None
    while more:
        page = shelf.run(shelf.library.search(Search(), more))
        ids += [one.voice.id for one in page.listings]
        more, total = page.more, page.total
    assert len(ids) == len(set(ids)) == total == 250


def test_what_a_free_plan_may_not_use_is_left_out_where_that_is_wanted():
    with elevenlabs(plan="free", library=200) as studio:
        assert {one.free for one in found(studio).listings} == {True, False}
        assert {one.free for one in found(studio, free=True).listings} == {True}
    with elevenlabs(plan="creator", library=200) as studio:
        assert len(found(studio, free=True).listings) == len(found(studio).listings)


def test_an_id_is_looked_up(shelf):
    known = found(shelf).listings[3]
    assert [one.voice.id for one in found(shelf, text=known.voice.id).listings] == [known.voice.id]
    assert found(shelf, text="ZZZZZZZZZZZZZZZZZZZ9").listings == ()


def test_a_voice_of_two_categories_is_not_asked_for(shelf):
    before = len(shelf.sim.requests)
    assert found(shelf, category="famous", high_quality=True).total == 0
    assert len(shelf.sim.requests) == before


def test_the_most_usual_accents_are_known_at_once_and_all_after_the_first_search():
    with elevenlabs() as studio:
        assert "australian" in studio.library.filters.accents["en"]
        assert "austrian" not in studio.library.filters.accents[""]
        found(studio)
        assert "austrian" in studio.library.filters.accents["de"]
        assert set(studio.library.filters.accents["en"]) <= set(studio.library.filters.accents[""])
        found(studio)
        assert len(studio.asked("/v1/voices/accents")) == 1


def test_a_search_does_without_the_list_of_accents():
    with elevenlabs() as studio:
        studio.sim.fault("/v1/voices/accents", status=500, times=99)
        assert found(studio).listings
        assert studio.library.filters.accents[""]


def test_what_can_be_chosen_is_what_a_search_takes(shelf):
    filters = shelf.library.filters
    assert set(filters.choices) | filters.switches <= set(Search.__dataclass_fields__)
    for name, choices in filters.choices.items():
        for value, _ in choices:
            wanted = {"notice_days": int(value)} if name == "notice_days" else {name: value}
            wanted = {"descriptive": (value,)} if name == "descriptive" else wanted
            assert value in str(query(Search(**wanted), 0, 9))


def test_a_sample_is_heard_and_no_key_goes_to_where_it_lies():
    with elevenlabs() as studio:
        listing = found(studio).listings[0]
        data = studio.run(studio.library.sample(listing.sample))
        assert data[:3] == b"ID3" or data[:1] == b"\xff"
        (seen,) = studio.asked("/previews/")
        assert not {"xi-api-key", "authorization"} & set(seen.headers)


def test_voices_like_a_recording_are_found():
    with elevenlabs(library=200) as studio:
        sample = studio.recording()
        page = studio.run(studio.library.similar(sample.data, "mine.wav", most=12))
        assert len(page.listings) == 12
        assert page.more == ""
        assert studio.wrong == []


def test_what_is_no_recording_is_compared_with_nothing(shelf):
    with pytest.raises(SamplesRefused):
        shelf.run(shelf.library.similar(b"no sound at all", "mine.mp3"))


def test_a_voice_is_added_spoken_with_and_removed():
    with elevenlabs(plan="creator", added_only=True) as studio:
        listing = next(one for one in found(studio).listings if one.rate == 1)
        id_ = studio.run(studio.library.add(listing, "Reader"))
        assert studio.say(voice=id_).audio
        mine = {one.voice.id: one for one in studio.run(studio.library.mine()).listings}
        assert (mine[id_].kind, mine[id_].voice.name, mine[id_].mine) == ("community", "Reader", True)
        assert id_ in {one.id for one in studio.run(studio.engine.voices())}
        studio.run(studio.library.remove(id_))
        assert id_ not in {one.voice.id for one in studio.run(studio.library.mine()).listings}
        assert studio.wrong == []


def test_adding_twice_is_once():
    with elevenlabs(plan="creator") as studio:
        listing = found(studio).listings[0]
        ids = {studio.run(studio.library.add(listing, "Reader")) for _ in range(2)}
        assert len(ids) == 1
        assert studio.run(studio.library.look(listing.voice.id, listing.owner)).mine


def test_a_voice_that_is_there_already_is_taken_for_added():
    with elevenlabs(plan="creator") as studio:
        listing = found(studio).listings[0]
        studio.sim.fault("/v1/voices/add/", status=409, code="voice_already_exists")
        assert studio.run(studio.library.add(listing, "Reader")) == listing.voice.id


def test_no_slot_is_left():
    with elevenlabs(plan="creator", slots=3) as studio:
        slots = studio.run(studio.library.slots())
        voices = iter(found(studio).listings)
        for _ in range(slots.most - slots.used):
            studio.run(studio.library.add(next(voices), "One"))
        with pytest.raises(NoSlot, match="slot"):
            studio.run(studio.library.add(next(voices), "One more"))
        slots = studio.run(studio.library.slots())
        assert (slots.used, slots.most) == (3, 3)


def test_a_free_plan_is_told_that_it_takes_another():
    with elevenlabs(plan="free") as studio, pytest.raises(NotOffered, match="plan"):
        studio.run(studio.library.add(found(studio).listings[0], "Reader"))


def test_default_voices_are_told_apart():
    with elevenlabs() as studio:
        mine = studio.run(studio.library.mine()).listings
        assert {one.kind for one in mine} <= set(KINDS)
        default = next(one for one in mine if one.kind == "default")
        with pytest.raises(NotOffered):
            studio.run(studio.library.add(default, "Mine"))
        with pytest.raises(NotOffered):
            studio.run(studio.library.remove(default.voice.id))


def test_name_and_labels_are_changed_and_the_rest_stays():
    with elevenlabs(plan="creator") as studio:
        id_ = studio.run(studio.library.add(found(studio).listings[0], "Reader"))
        before = studio.run(studio.library.look(id_))
        studio.run(studio.library.edit(id_, name="Narrator"))
        mine = {one.voice.id: one for one in studio.run(studio.library.mine()).listings}[id_]
        assert mine.voice.name == "Narrator"
        assert (mine.description, mine.accent) == (before.description, before.accent)
        studio.run(studio.library.edit(id_, labels={"accent": "irish"}, description="Changed"))
        mine = {one.voice.id: one for one in studio.run(studio.library.mine()).listings}[id_]
        assert (mine.voice.name, mine.accent, mine.description) == ("Narrator", "irish", "Changed")
        with pytest.raises(NotOffered):
            studio.run(studio.library.edit(id_, visibility="public"))
        assert studio.wrong == []


def test_details_of_a_voice_that_is_not_added_say_so(shelf):
    listing = found(shelf).listings[0]
    told = shelf.run(shelf.library.look(listing.voice.id, listing.owner))
    assert (told.mine, told.users, told.characters) == (False, listing.users, listing.characters)
    assert (told.rate, told.owner) == (listing.rate, listing.owner)


def test_a_voice_that_is_withdrawn_is_missing_and_one_that_leaves_says_when():
    with elevenlabs(plan="creator") as studio:
        gone, leaving = found(studio).listings[:2]
        for one in (gone, leaving):
            studio.run(studio.library.add(one, one.voice.name))
        studio.sim.withdraw(gone.voice.id, notice=False)
        studio.sim.withdraw(leaving.voice.id, notice=40)
        with pytest.raises(VoiceMissing):
            studio.run(studio.library.look(gone.voice.id, gone.owner))
        told = studio.run(studio.library.look(leaving.voice.id, leaving.owner))
        assert len(told.leaves) == len("2026-12-31")
        assert (told.state, told.mine) == ("", True)


def test_a_key_that_may_not_list_voices_is_told_so():
    with elevenlabs(lacks=("voices_read",)) as studio, pytest.raises(Unauthorised):
        found(studio)


def test_a_search_that_cannot_be_made_says_so_and_leaves_nothing_running():
    with elevenlabs() as studio:
        studio.sim.fault("/v1/shared-voices", status=502, times=9)
        with pytest.raises(Unreachable) as error:
            found(studio)
        assert not error.value.maybe_billed


# What is told, whatever it is

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
_TOLD = (
    "voice_id name labels category sharing rate notice_period disable_at_unix verified_languages preview_url language locale"
    " accent gender age use_case descriptive samples sample_id settings stability fine_tuning state created_at_unix date_unix"
    " cloned_by_count usage_character_count_1y free_users_allowed public_owner_id description high_quality_base_model_ids"
    " model_id status is_owner safety_control"
)
_NAMES = _TOLD.split()
_ENTRY = st.dictionaries(
    st.sampled_from(_NAMES), _VALUES | st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=4), max_size=9
)
_VOICE = st.builds(lambda entry, id_: {**entry, "voice_id": id_}, _ENTRY, st.sampled_from(["a1", "b2"]) | _VALUES)
_PAGES = st.fixed_dictionaries(
    {"voices": st.lists(_VOICE | _VALUES, max_size=4) | _VALUES},
    optional={"has_more": _VALUES, "total_count": _VALUES, "next_page_token": _VALUES},
)
_ACCENT = st.dictionaries(st.sampled_from(["accent", "language"]), st.sampled_from(["en", "Irish"]) | _VALUES)


def assert_whole(page):
    assert len({one.key for one in page.listings}) == len(page.listings)
    assert page.total is None or page.total >= 0
    for one in page.listings:
        assert one.voice.id.isascii()
        assert one.voice.name.strip()
        assert one.kind in KINDS
        assert math.isfinite(one.rate)
        assert one.rate > 0
        assert one.state in ("", "training", "failed", "taken down")
        assert all(isinstance(number, int) for number in (one.users, one.characters, one.likes) if number is not None)
        assert all(
            where.startswith(("http", "sample:")) for where in (one.sample, *dict(one.samples).values()) if where
        )
        # It can be kept and shown: it is all text that an encoding holds.
        repr(one).encode()
        assert "\0" not in "".join((one.voice.name, one.description, one.accent, one.age, one.use, *one.tags))


@given(_PAGES | _VALUES)
@settings(max_examples=25, deadline=None)
@example({"voices": [{"voice_id": "a", "rate": 10**400, "sharing": {"rate": float("nan")}, "created_at_unix": 1e300}]})
@example({"voices": [{"voice_id": "a", "name": "\ud800", "labels": {"accent": "\0"}, "category": ["x"]}]})
@example({"voices": [{"voice_id": "a", "sharing": {"status": []}, "fine_tuning": {"state": {"m": {}}}}]})
def test_whatever_a_page_says_only_whole_voices_are_read(answer):
    for page in (shared_page(answer, 0, 100), own_page(answer)):
        assert_whole(page)


@given(_VALUES | st.fixed_dictionaries({"accents": st.lists(_ACCENT | _VALUES, max_size=5)}))
@settings(max_examples=30, deadline=None)
def test_whatever_is_told_of_accents_they_can_be_chosen_from(answer):
    accents = Accents()
    accents.read(answer)
    known = accents.filters.accents
    assert all(one and one == one.lower() for found in known.values() for one in found)
    assert set(known[""]) >= {one for found in known.values() for one in found}


@given(_VALUES | st.dictionaries(st.sampled_from(["voice_slots_used", "voice_limit"]), _VALUES))
@settings(max_examples=30, deadline=None)
def test_whatever_is_told_of_slots_they_are_numbers_or_not_known(answer):
    async def told():
        return answer

    slots = asyncio.run(Library(None, None, str, told).slots())
    assert all(one is None or (isinstance(one, int) and one >= 0) for one in (slots.used, slots.most))


@given(st.binary(max_size=60) | _PAGES.map(lambda page: json.dumps(page).encode()))
@settings(max_examples=15, deadline=None)
@example(b"[" * 5000)
def test_whatever_comes_over_the_line_is_a_page_or_a_plain_error(shelf, body):
    shelf.sim.clear()
    shelf.sim.fault("/v1/shared-voices", status=200, body=body, content_type="application/json")
    try:
        page = found(shelf)
    except Unreachable:
        page = Page()
    shelf.sim.clear()
    assert_whole(page)


@pytest.mark.parametrize(
    ("entry", "kind", "state"),
    [
        ({"category": "premade"}, "default", ""),
        ({"category": "cloned"}, "cloned", ""),
        ({"category": "generated"}, "designed", ""),
        (
            {"category": "professional", "is_owner": True, "fine_tuning": {"state": {"m": "queued"}}},
            "professional",
            "training",
        ),
        ({"category": "professional", "fine_tuning": {"state": {"m": "failed"}}}, "professional", "failed"),
        (
            {"category": "professional", "fine_tuning": {"state": {"m": "failed", "n": "fine_tuned"}}},
            "professional",
            "",
        ),
        ({"category": "professional", "is_owner": False}, "community", ""),
        ({"category": "high_quality"}, "community", ""),
        ({"category": "cloned", "safety_control": "BAN"}, "cloned", "taken down"),
        ({"category": "professional", "sharing": {"status": "copied_disabled"}}, "community", "taken down"),
    ],
)
def test_kinds_and_states_of_voices(entry, kind, state):
    listing = read_own({"voice_id": "v", **entry})
    assert (listing.kind, listing.state) == (kind, state)


def test_a_voice_without_a_sample_is_heard_by_what_it_was_made_of():
    listing = read_own({"voice_id": "v", "category": "cloned", "samples": [{}, {"sample_id": "s"}]})
    assert listing.sample == "sample:v/s"
