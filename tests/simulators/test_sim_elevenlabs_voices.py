"""The simulator's library of voices and the account's own ones, asked by the provider's own client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from elevenlabs import VoiceSettings
from elevenlabs.core.api_error import ApiError

from tests.simulators import Remote

if TYPE_CHECKING:
    from elevenlabs.types import LibraryVoiceResponse

    from tests.simulators.conftest import Official, Takes

VOICE = "21m00Tcm4TlvDq8ikWAM"


def refusal(error: ApiError) -> tuple[int | None, str]:
    return error.status_code, error.body["detail"]["status"]


def narrator(official: Official) -> LibraryVoiceResponse:
    return official.client.voices.get_shared(search="australian narration", page_size=1).voices[0]


def listed(official: Official, **asked: Any) -> dict[str, Any]:
    """A page of the library as it goes over the wire: the client's own reading of it is slow."""
    return official.http.get("/v1/shared-voices", params=asked).json()


def keyless(url: str) -> httpx.Response:
    """What is at an address, asked with no key."""
    return httpx.get(url, trust_env=False, verify=False)


# the library


def test_words_find_narrators_of_a_country(official: Official) -> None:
    found = official.open().voices.get_shared(search="Australian narration", page_size=10)
    assert len(found.voices) >= 5
    assert {(voice.accent, voice.use_case) for voice in found.voices} == {("australian", "narrative_story")}


def test_ten_thousand_are_paged_through_without_a_gap(official: Official) -> None:
    official.open(library=10_000)
    pages = [listed(official, page_size=100, page=page, sort="trending") for page in range(0, 100, 9)]
    assert pages[0]["total_count"] == 10_000
    assert [page["has_more"] for page in pages] == [True] * 11 + [False]
    assert len({voice["voice_id"] for page in pages for voice in page["voices"]}) == 1200


@pytest.mark.parametrize(
    ("asked", "is_right"),
    [
        ({"language": "de", "gender": "female"}, lambda one: (one.language, one.gender) == ("de", "female")),
        ({"accent": "australian"}, lambda one: one.accent == "australian"),
        ({"locale": "en-GB"}, lambda one: one.accent in ("british", "scottish")),
        ({"category": "high_quality"}, lambda one: one.category == "high_quality"),
        ({"age": "old"}, lambda one: one.age == "old"),
        (
            {"use_cases": ["conversational", "advertisement"]},
            lambda one: one.use_case in ("conversational", "advertisement"),
        ),
        ({"descriptives": ["raspy"]}, lambda one: one.descriptive == "raspy"),
        ({"featured": True}, lambda one: one.featured),
        ({"min_notice_period_days": 90}, lambda one: one.notice_period >= 90),
        ({"include_custom_rates": False}, lambda one: one.rate == 1),
        ({"include_live_moderated": False}, lambda one: not one.live_moderation_enabled),
    ],
)
def test_filters_leave_what_fits(official: Official, asked: dict[str, Any], is_right: Any) -> None:
    found = official.open().voices.get_shared(page_size=20, **asked)
    assert 0 < found.total_count < 300
    assert all(is_right(voice) for voice in found.voices)


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("created_date", "date_unix"),
        ("usage_character_count_1y", "usage_character_count_1y"),
        ("trending", "usage_character_count_7d"),
        ("cloned_by_count", "cloned_by_count"),
    ],
)
def test_lists_are_sorted(official: Official, sort: str, key: str) -> None:
    official.open()
    values = [one[key] for one in listed(official, page_size=100, sort=sort)["voices"]]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) > 20


def test_the_library_has_every_kind_of_voice(official: Official) -> None:
    official.open(library=1000)
    voices = [one for page in range(10) for one in listed(official, page_size=100, page=page)["voices"]]
    assert {one["rate"] for one in voices} == {1, 1.5, 2, 3}
    assert {one["notice_period"] for one in voices} == {0, 30, 90, 365, 730}
    assert {one["gender"] for one in voices} == {"female", "male", "neutral"}
    assert len({one["language"] for one in voices}) == 10
    assert any(len({tongue["language"] for tongue in one["verified_languages"]}) == 3 for one in voices)


def test_a_voice_is_found_by_its_id_and_an_owner_by_theirs(official: Official) -> None:
    client = official.open()
    voice = narrator(official)
    assert [one.name for one in client.voices.get_shared(search=voice.voice_id).voices] == [voice.name]
    owned = client.voices.get_shared(owner_id=voice.public_owner_id).voices
    assert {one.public_owner_id for one in owned} == {voice.public_owner_id}


def test_accents_are_told(official: Official) -> None:
    told = official.open().voices.accents.get(language="en").accents
    assert "australian" in [one.accent for one in told]
    assert {one.language for one in told} == {"en"}


def test_a_wrong_order_is_refused(official: Official) -> None:
    official.open()
    assert official.http.get("/v1/shared-voices?sort=loudness").status_code == 422
    assert official.http.get("/v1/shared-voices?page_size=101").status_code == 422


# what is heard


def test_previews_are_speech_and_take_no_key(official: Official) -> None:
    official.open()
    voice = narrator(official)
    told = [voice.preview_url, *(one.preview_url for one in voice.verified_languages if one.preview_url)]
    heard = [keyless(url) for url in told]
    assert {(one.status_code, one.headers["content-type"], one.content[:3]) for one in heard} == {
        (200, "audio/mpeg", b"ID3")
    }
    assert official.http.get(voice.preview_url).status_code == 400
    assert keyless(f"{official.sim.url}/previews/nobody.mp3").status_code == 404


def test_a_preview_can_be_broken_on_command(official: Official) -> None:
    official.open()
    url = narrator(official).preview_url
    official.sim.fault("/previews/", cut=500)
    with pytest.raises(httpx.RemoteProtocolError):
        keyless(url)
    assert len(keyless(url).content) > 500


def test_similar_voices_are_as_high_as_the_recording(official: Official, takes: Takes) -> None:
    client = official.open()
    found = {
        who: client.voices.find_similar_voices(audio_file=takes.file(speech), top_k=10).voices
        for who, speech in (("male", takes.man), ("female", takes.woman))
    }
    assert {who: {one.gender for one in voices} - {"neutral"} for who, voices in found.items()} == {
        "male": {"male"},
        "female": {"female"},
    }
    assert (
        len(client.voices.find_similar_voices(audio_file=takes.file(takes.man), similarity_threshold=0.06).voices) < 30
    )


def test_a_voice_is_most_like_its_own_preview(official: Official) -> None:
    client = official.open(fast=False)
    voice = narrator(official)
    recording = keyless(voice.preview_url).content
    assert client.voices.find_similar_voices(audio_file=recording).voices[0].voice_id == voice.voice_id


# adding and losing


def test_a_voice_that_was_added_is_mine_and_speaks_at_its_rate(official: Official) -> None:
    client = official.open()
    dear = next(one for one in client.voices.get_shared(page_size=30).voices if one.rate == 2)
    used = client.user.subscription.get().voice_slots_used
    assert client.voices.share(dear.public_owner_id, dear.voice_id, new_name="Narrator").voice_id == dear.voice_id
    mine = client.voices.search(voice_type="community").voices
    assert [(one.name, one.sharing.rate, one.is_owner) for one in mine] == [("Narrator", 2, False)]
    assert client.user.subscription.get().voice_slots_used == used + 1
    b"".join(client.text_to_speech.convert(dear.voice_id, text="Twelve chars", model_id="eleven_flash_v2_5"))
    assert official.sim.books[-1].credits == 12
    again = client.voices.get_shared(search=dear.voice_id).voices[0]
    assert again.is_added_by_user


def test_only_those_that_were_added_speak_where_that_is_so(official: Official) -> None:
    client = official.open(added_only=True)
    voice = narrator(official)
    with pytest.raises(ApiError) as refused:
        b"".join(client.text_to_speech.convert(voice.voice_id, text="Hello."))
    assert refusal(refused.value) == (404, "voice_not_found")
    client.voices.share(voice.public_owner_id, voice.voice_id, new_name="N")
    assert b"".join(client.text_to_speech.convert(voice.voice_id, text="Hello."))


def test_places_for_voices_are_counted(official: Official, takes: Takes) -> None:
    client = official.open(slots=3)
    voice, other = client.voices.get_shared(page_size=2).voices
    client.voices.share(voice.public_owner_id, voice.voice_id, new_name="One")
    with pytest.raises(ApiError) as refused:
        client.voices.share(other.public_owner_id, other.voice_id, new_name="Two")
    assert refusal(refused.value) == (400, "voice_limit_reached")
    with pytest.raises(ApiError) as refused:
        client.voices.ivc.create(name="Three", files=[takes.file(takes.man)])
    assert refusal(refused.value) == (400, "voice_limit_reached")
    client.voices.delete(voice.voice_id)
    assert client.voices.ivc.create(name="Three", files=[takes.file(takes.man)]).voice_id


def test_changes_are_counted(official: Official) -> None:
    client = official.open(voice_edits=1)
    voice, other = client.voices.get_shared(page_size=2).voices
    client.voices.share(voice.public_owner_id, voice.voice_id, new_name="One")
    with pytest.raises(ApiError) as refused:
        client.voices.share(other.public_owner_id, other.voice_id, new_name="Two")
    assert refusal(refused.value) == (400, "voice_add_edit_limit_reached")


def test_the_free_plan_has_no_library_voices(official: Official) -> None:
    client = official.open(plan="free")
    voice = narrator(official)
    with pytest.raises(ApiError) as refused:
        client.voices.share(voice.public_owner_id, voice.voice_id, new_name="One")
    assert refused.value.status_code == 402


def test_a_voice_that_was_withdrawn_is_gone(official: Official) -> None:
    client = official.open()
    voice = narrator(official)
    client.voices.share(voice.public_owner_id, voice.voice_id, new_name="N")
    official.sim.withdraw(voice.voice_id)
    for ask in (
        lambda: client.voices.get(voice.voice_id),
        lambda: b"".join(client.text_to_speech.convert(voice.voice_id, text="Hello.")),
    ):
        with pytest.raises(ApiError) as refused:
            ask()
        assert refusal(refused.value) == (404, "voice_not_found")
    assert client.voices.get_shared(search=voice.voice_id).voices == []
    assert voice.voice_id not in [one.voice_id for one in client.voices.get_all().voices]
    assert keyless(voice.preview_url).status_code == 404


def test_a_notice_says_the_day_and_the_voice_speaks_until_then(official: Official) -> None:
    client = official.open()
    voice = client.voices.get_shared(min_notice_period_days=30, page_size=1).voices[0]
    client.voices.share(voice.public_owner_id, voice.voice_id, new_name="N")
    official.sim.withdraw(voice.voice_id, notice=True)
    sharing = client.voices.get(voice.voice_id).sharing
    assert sharing.disable_at_unix == pytest.approx(official.sim.provider.now + voice.notice_period * 86_400, abs=5)
    official.sim.pass_days(voice.notice_period - 1)
    assert b"".join(client.text_to_speech.convert(voice.voice_id, text="Hello."))
    official.sim.pass_days(2)
    with pytest.raises(ApiError):
        client.voices.get(voice.voice_id)


def test_another_process_turns_the_time_and_takes_voices_away(official: Official) -> None:
    client = official.open()
    voice = narrator(official)
    remote = Remote(official.sim.url)
    remote.withdraw(voice.voice_id, notice=3)
    assert client.voices.get(voice.voice_id).sharing.disable_at_unix
    remote.pass_days(3)
    with pytest.raises(ApiError):
        client.voices.get(voice.voice_id)
    with pytest.raises(ValueError, match="no voice"):
        remote.withdraw("nobody")


# one's own


def test_a_clone_is_mine_and_speaks(official: Official, takes: Takes) -> None:
    client = official.open(fast=False)
    files = [takes.file(takes.man, name="one.wav"), takes.file(takes.man, takes.man, name="two.wav")]
    labels = {"language": "en", "accent": "british"}
    made = client.voices.ivc.create(
        name="Grandfather", files=files, description="From 1992", labels=labels, remove_background_noise=True
    )
    assert made.requires_verification is False
    voice = client.voices.get(made.voice_id)
    assert (voice.name, voice.category, voice.description, voice.labels) == (
        "Grandfather",
        "cloned",
        "From 1992",
        labels,
    )
    assert [(one.file_name, one.mime_type, one.remove_background_noise) for one in voice.samples] == [
        ("one.wav", "audio/wav", True),
        ("two.wav", "audio/wav", True),
    ]
    assert official.sim.provider.found(made.voice_id).espeak.startswith("en-gb+m")
    assert len(b"".join(client.text_to_speech.convert(made.voice_id, text="It is me."))) > 5000


def test_samples_can_be_had_back_and_taken_away(official: Official, takes: Takes) -> None:
    client = official.open()
    file = takes.file(takes.woman)
    id_ = client.voices.ivc.create(name="W", files=[file]).voice_id
    sample = client.voices.get(id_).samples[0]
    assert b"".join(client.voices.samples.audio.get(id_, sample.sample_id)) == file.getvalue()
    client.samples.delete(id_, sample.sample_id)
    assert client.voices.get(id_).samples == []


def bad_files(takes: Takes) -> dict[str, list[Any]]:
    loud = takes.file(takes.man).getvalue()
    silence = bytearray(loud)
    silence[44:] = bytes(len(silence) - 44)
    return {
        "invalid_file": [("a.mp3", b"This is no audio at all." * 50)],
        "audio_too_short": [("a.wav", loud[: 44 + 20_000])],
        "no_speech_detected": [("a.wav", bytes(silence))],
        "upload_file_size_exceeded": [("a.wav", bytes(11 << 20))],
        "duplicate_files": [("a.wav", loud), ("b.wav", loud)],
        "too_many_files": [(f"{number}.wav", loud + bytes(number)) for number in range(26)],
    }


@pytest.mark.parametrize(
    "status",
    [
        "invalid_file",
        "audio_too_short",
        "no_speech_detected",
        "upload_file_size_exceeded",
        "duplicate_files",
        "too_many_files",
    ],
)
def test_samples_no_voice_can_be_made_of_are_refused(official: Official, takes: Takes, status: str) -> None:
    client = official.open()
    with pytest.raises(ApiError) as refused:
        client.voices.ivc.create(name="W", files=bad_files(takes)[status])
    assert refusal(refused.value) == (400, status)
    assert len(client.voices.search(category="cloned").voices) == 1


def test_the_free_plan_clones_nothing(official: Official, takes: Takes) -> None:
    client = official.open(plan="free")
    with pytest.raises(ApiError) as refused:
        client.voices.ivc.create(name="W", files=[takes.file(takes.man)])
    assert refusal(refused.value) == (400, "can_not_use_instant_voice_cloning")


def test_a_clone_of_a_library_voice_is_locked_and_the_voice_is_named(official: Official) -> None:
    client = official.open(fast=False)
    voice = narrator(official)
    recording = keyless(voice.preview_url).content
    made = client.voices.ivc.create(name="Copy", files=[("take.mp3", recording)])
    assert made.requires_verification
    assert made.library_voice_match.library_voice_id == voice.voice_id
    with pytest.raises(ApiError) as refused:
        b"".join(client.text_to_speech.convert(made.voice_id, text="Hello."))
    assert refusal(refused.value) == (403, "voice_access_denied")


def test_a_clone_whose_answer_was_lost_is_there(official: Official, takes: Takes) -> None:
    client = official.open()
    official.sim.fault("POST /v1/voices/add", reset="before", billed=True)
    with pytest.raises(httpx.HTTPError):
        client.voices.ivc.create(name="Once", files=[takes.file(takes.man)], request_options={"max_retries": 0})
    assert [one.name for one in client.voices.search(search="once").voices] == ["Once"]


def test_a_voice_is_changed_and_deleted(official: Official, takes: Takes) -> None:
    client = official.open()
    id_ = client.voices.ivc.create(name="Old name", files=[takes.file(takes.man)]).voice_id
    client.voices.update(id_, name="New name", description="Said anew", labels={"accent": "irish"})
    client.voices.settings.update(id_, request=VoiceSettings(stability=0.3, speed=1.1))
    voice = client.voices.get(id_)
    assert (voice.name, voice.description, voice.labels) == ("New name", "Said anew", {"accent": "irish"})
    assert (voice.settings.stability, voice.settings.similarity_boost) == (0.3, 0.75)
    assert client.voices.settings.get(id_).speed == 1.1
    assert [one.voice_id for one in client.voices.search(search="new name").voices] == [id_]
    assert client.voices.delete(id_).status == "ok"
    with pytest.raises(ApiError):
        client.voices.get(id_)


def test_the_providers_voices_stay_as_they_are(official: Official) -> None:
    client = official.open()
    for change in (lambda: client.voices.delete(VOICE), lambda: client.voices.update(VOICE, name="Mine")):
        with pytest.raises(ApiError) as refused:
            change()
        assert refusal(refused.value) == (403, "voice_access_denied")


def test_lists_of_ones_own_are_filtered_and_paged(official: Official) -> None:
    client = official.open()
    assert [one.name for one in client.voices.search(category="cloned").voices] == ["Mother's Voice"]
    first = client.voices.search(page_size=10, sort="name", sort_direction="asc", include_total_count=False)
    second = client.voices.search(page_size=10, sort="name", next_page_token=first.next_page_token)
    names = [one.name for one in (*first.voices, *second.voices)]
    assert names == sorted(names)
    assert (len(names), first.total_count, second.total_count, second.has_more) == (19, 0, 19, False)
    with pytest.raises(ApiError) as refused:
        client.voices.search(next_page_token="none-of-ours")
    assert refusal(refused.value) == (400, "invalid_cursor")


def test_collections_hold_voices(official: Official) -> None:
    client = official.open()
    made = client.voices.collections.create(title="Narrators", icon="book")
    client.voices.collections.add_voice(made.collection_id, VOICE)
    assert [one.name for one in client.voices.search(collection_id=made.collection_id).voices] == ["Rachel"]
    assert client.voices.get(VOICE).collection_ids == [made.collection_id]
    client.voices.collections.update(made.collection_id, title="Readers")
    assert [one.title for one in client.voices.collections.list().collections] == ["Readers"]
    client.voices.collections.remove_voice(made.collection_id, VOICE)
    assert client.voices.search(collection_id=made.collection_id).voices == []
    client.voices.collections.delete(made.collection_id)
    with pytest.raises(ApiError) as refused:
        client.voices.collections.get(made.collection_id)
    assert refusal(refused.value) == (404, "voice_collection_not_found")


# uploads


def test_an_upload_can_be_cut_off_on_its_way(official: Official, takes: Takes) -> None:
    client = official.open()
    fault = official.sim.fault("POST /v1/voices/add", taken=100_000)
    once = {"max_retries": 0}
    with pytest.raises(httpx.HTTPError):
        client.voices.ivc.create(name="Cut", files=[takes.file(takes.man)], request_options=once)
    assert fault.struck == 1
    assert client.voices.search(search="cut").voices == []
    assert client.voices.ivc.create(name="Whole", files=[takes.file(takes.man)], request_options=once).voice_id


def test_an_upload_takes_its_time_where_that_is_told(official: Official, takes: Takes) -> None:
    client = official.open()
    file = takes.file(takes.man)
    official.sim.set(intake=len(file.getvalue()) / 0.3)
    client.voices.ivc.create(name="Slow", files=[file])
    seen = official.sim.requests[-1]
    assert seen.until - seen.at > 0.25
