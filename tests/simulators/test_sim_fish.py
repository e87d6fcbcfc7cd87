"""The Fish Audio simulator, proved by the provider's own client and by its OpenAPI file."""

from __future__ import annotations

import base64
import io
import json
import wave
from typing import TYPE_CHECKING, Any

import httpx
import ormsgpack
import pytest
from fish_audio_sdk import Session
from fish_audio_sdk import TTSRequest as OldRequest
from fishaudio import AsyncFishAudio, FishAudio, TTSConfig
from fishaudio.exceptions import APIError, AuthenticationError, NotFoundError, RateLimitError, WebSocketError
from fishaudio.types import FlushEvent, ReferenceAudio

from studio_app.audio.decode import decode
from tests.simulators import simulator
from tests.simulators.contract import Contract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.simulators import Simulator

TEXT = "The quick brown fox jumps over the lazy dog."
CONTRACT = Contract.of("fish")
with_contract = pytest.mark.skipif(CONTRACT is None, reason="the provider's OpenAPI file is not here")


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with simulator("fish", fast=True) as sim:
        yield sim


@pytest.fixture
def client(sim: Simulator) -> Iterator[FishAudio]:
    with FishAudio(api_key=sim.key, base_url=sim.url) as client:
        yield client


@pytest.fixture
def http(sim: Simulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sim.url, headers={"Authorization": f"Bearer {sim.key}"}, trust_env=False) as client:
        yield client


def events(answer: httpx.Response) -> list[dict[str, Any]]:
    return [json.loads(line.removeprefix("data: ")) for line in answer.text.splitlines() if line]


# the official client


@pytest.mark.parametrize(("format_", "rate"), [("mp3", 44100), ("opus", 48000), ("wav", 44100), ("pcm", 44100)])
def test_official_client_converts(client, format_, rate):
    audio = client.tts.convert(text=TEXT, format=format_)
    samples = decode(audio, "pcm_s16le" if format_ == "pcm" else format_, rate, 1)
    assert len(samples) / rate == pytest.approx(len(TEXT) * 0.004, abs=0.1)


def test_official_client_streams_real_speech():
    with simulator("fish") as sim, FishAudio(api_key=sim.key, base_url=sim.url) as client:
        audio = b"".join(client.tts.stream(text=TEXT, config=TTSConfig(format="pcm")))
    assert 1.5 < len(audio) / 2 / 44100 < 5


def test_official_client_speaks_over_the_websocket(client, sim):
    said = iter(["The quick brown ", FlushEvent(), "fox."])
    audio = b"".join(client.tts.stream_websocket(said, format="pcm", model="s1"))
    assert len(audio) / 2 / 44100 == pytest.approx(len("The quick brown fox.") * 0.004, abs=0.1)
    assert [(row.text, row.model, row.credits) for row in sim.books] == [
        ("The quick brown ", "s1", 16),
        ("fox.", "s1", 4),
    ]


def test_official_asynchronous_client_converts(sim):
    async def convert() -> bytes:
        async with AsyncFishAudio(api_key=sim.key, base_url=sim.url) as client:
            return await client.tts.convert(text=TEXT)

    import asyncio

    assert asyncio.run(convert()).startswith(b"ID3")


def test_official_old_client_converts(sim):
    with Session(sim.key, base_url=sim.url) as session:
        assert b"".join(session.tts(OldRequest(text=TEXT))).startswith(b"ID3")
        assert session.get_api_credit().credit > 0


def test_official_client_clones_with_recordings(client):
    one, other = (
        client.tts.convert(text=TEXT, format="pcm", references=[ReferenceAudio(audio=data, text="hello")])
        for data in (b"a", b"b")
    )
    assert one != other


def test_official_client_lists_and_finds_voices(client):
    mine = client.voices.list(self_only=True)
    assert "My narrator" in [voice.title for voice in mine.items]
    page = client.voices.list(page_size=5, language="de")
    assert (len(page.items), page.total, page.items[0].languages) == (5, 8, ["de"])
    assert client.voices.get(page.items[0].id).title == page.items[0].title


def test_official_client_makes_changes_and_deletes_a_voice(client):
    recordings = [client.tts.convert(text=text, format="wav") for text in ("One.", "Two.")]
    made = client.voices.create(title="Aunt", voices=recordings, tags=["warm"], texts=["One.", "Two."])
    assert (made.visibility, made.tags, made.state) == ("private", ["warm"], "trained")
    client.voices.update(made.id, title="Uncle")
    assert client.voices.get(made.id).title == "Uncle"
    client.voices.delete(made.id)
    with pytest.raises(NotFoundError):
        client.voices.get(made.id)


def test_official_client_speaks_with_the_voice_it_made(client, sim):
    made = client.voices.create(
        title="Aunt", voices=[client.tts.convert(text=TEXT)], cover_image=b"png", visibility="public"
    )
    assert client.tts.convert(text=TEXT, reference_id=made.id)
    assert sim.books[-1].voice == made.id


def test_official_client_searches_a_large_library():
    with simulator("fish", library=1500) as sim, FishAudio(api_key=sim.key, base_url=sim.url) as client:
        page = client.voices.list(page_size=100, page_number=10, tags=["female", "young"], sort_by="created_at")
        assert {tag for voice in page.items for tag in voice.tags} >= {"female", "young"}
        named = client.voices.list(title="ADA 2", language=["en", "de"])
        assert all("Ada 2" in voice.title for voice in named.items)
        sample = httpx.get(named.items[0].samples[0].audio)
    assert (sample.status_code, sample.content[:3]) == (200, b"ID3")


def test_official_client_waits_for_training(sim, client):
    sim.set(training_s=60.0)
    made = client.voices.create(title="Aunt", voices=[client.tts.convert(text=TEXT)])
    assert made.state == "created"
    with pytest.raises(APIError, match="Reference"):
        client.tts.convert(text=TEXT, reference_id=made.id)
    sim.set(passed=30.0)
    assert client.voices.get(made.id).state == "training"
    sim.set(passed=61.0, training_s=60.0)
    assert client.tts.convert(text=TEXT, reference_id=made.id)


def test_official_client_has_its_own_speech_understood(client):
    audio = client.tts.convert(text=TEXT)
    heard = client.asr.transcribe(audio=audio)
    assert (heard.text, heard.segments[0].text) == (TEXT, TEXT)
    assert heard.duration == pytest.approx(len(TEXT) * 0.004, abs=0.1)


def test_official_client_reads_credit_and_package(client):
    before = client.account.get_credits().credit
    client.tts.convert(text="x" * 1000)
    assert float(before - client.account.get_credits().credit) == pytest.approx(0.015)
    assert client.account.get_package().type == "free"


def test_official_client_is_refused_without_a_key(sim):
    with FishAudio(api_key="wrong", base_url=sim.url) as client:
        for call in (lambda: client.tts.convert(text=TEXT), client.voices.list, client.account.get_credits):
            with pytest.raises(AuthenticationError):
                call()
    assert sim.books == []


def test_official_client_without_credit(client, sim):
    sim.set(credits=10)
    with pytest.raises(APIError, match="402"):
        client.tts.convert(text=TEXT)
    assert sim.billed == 0


def test_official_client_is_told_of_failure_over_the_websocket(client, sim):
    sim.set(credits=10)
    with pytest.raises(WebSocketError):
        list(client.tts.stream_websocket(iter([TEXT])))


def test_official_client_over_the_limit(client, sim):
    sim.occupy(5)
    with pytest.raises(RateLimitError):
        client.tts.convert(text=TEXT)
    sim.set(paid_in=100)
    assert client.tts.convert(text=TEXT)
    assert sim.refused == 1


# the traps


def test_a_wav_claims_to_be_endless(http):
    audio = http.post("/v1/tts", json={"text": TEXT, "format": "wav"}).content
    with wave.open(io.BytesIO(audio)) as file:
        assert file.getnframes() / file.getframerate() > 3600
    assert len(decode(audio, "wav", 44100, 1)) / 44100 < 1


@pytest.mark.parametrize(
    ("model", "served", "price"), [("s2.1-pro-free", "s2.1-pro-free", 0), ("", "s2.1-pro", 6), ("s9", "s2.1-pro", 6)]
)
def test_a_model_nobody_knows_is_the_paid_default(http, sim, model, served, price):
    http.post("/v1/tts", json={"text": "Größ"}, headers={"model": model} if model else {})
    assert [(row.model, row.credits) for row in sim.books] == [(served, price)]


def test_voices_refuse_a_key_in_plain_text_and_speech_in_json(sim):
    voices, speech = httpx.get(sim.url + "/model"), httpx.post(sim.url + "/v1/tts", json={"text": TEXT})
    assert (voices.status_code, voices.text) == (401, "No permission -- see authorization schemes")
    assert (speech.status_code, speech.json()["message"]) == (401, "Invalid Token")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": TEXT, "reference_id": "f" * 32}, 400),
        ({"text": TEXT, "format": "mp3", "sample_rate": 8000}, 400),
        ({"text": TEXT, "temperature": 2}, 422),
        ({"text": TEXT, "prosody": {"speed": 9}}, 422),
        ({"text": ""}, 422),
        ({"text": TEXT, "latency": "never"}, 422),
    ],
)
def test_wrong_requests_are_refused_and_not_billed(http, sim, body, status):
    answer = http.post("/v1/tts", json=body)
    assert answer.status_code == status
    assert isinstance(answer.json(), list) == (status == 422)
    assert sim.books == []


def test_what_cannot_be_read_is_refused_in_plain_text(http):
    answer = http.post("/v1/tts", content=b"{", headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (400, "text/plain")


def test_several_speakers_take_turns(http, sim):
    ids = list(sim.provider.shelf.espeak)[:2]
    text = "<|speaker:0|>Good morning.<|speaker:1|>Good night."
    answer = http.post("/v1/tts", json={"text": text, "reference_id": ids, "format": "pcm"})
    assert len(answer.content) / 2 / 44100 == pytest.approx(len("Good morning.Good night.") * 0.004, abs=0.1)


def test_times_are_snapshots_that_grow(sim, http):
    sim.set(chunk=3000)
    said = events(
        http.post(
            "/v1/tts/stream/with-timestamp",
            json={"text": "I've been here. " * 12, "format": "pcm", "chunk_length": 100},
        )
    )
    chunks = sorted({one["chunk_seq"] for one in said})
    assert chunks == [0, 1]
    grown = [len(one["alignment"]["segments"]) for one in said if one["chunk_seq"] == 0 and one["alignment"]]
    assert grown == sorted(grown)
    assert said[0]["alignment"] is None
    assert said[-1]["alignment"]["segments"][0]["text"] == "Ive"
    before = b"".join(base64.b64decode(one["audio_base64"]) for one in said if one["chunk_seq"] == 0)
    assert said[-1]["chunk_audio_offset_sec"] == pytest.approx(len(before) / 2 / 44100, abs=0.01)


def test_speech_with_times_can_be_missing(sim, http):
    sim.set(timestamps=False)
    assert http.post("/v1/tts/stream/with-timestamp", json={"text": TEXT}).status_code == 404


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"title": ""}, 422),
        ({"visibility": "everybody"}, 422),
        ({"visibility": "public"}, 400),
        ({"enhance_audio_quality": "perhaps"}, 422),
        ({"train_mode": "full"}, 422),
        ({"texts": ["a", "b"]}, 400),
    ],
)
def test_voices_that_break_a_rule_are_not_made(http, sim, form, status):
    usual = {"type": "tts", "title": "Aunt", "train_mode": "fast", "visibility": "private"}
    audio = http.post("/v1/tts", json={"text": TEXT}).content
    before = len(sim.provider.shelf.entities)
    answer = http.post("/model", data=usual | form, files=[("voices", ("a.mp3", audio))])
    assert (answer.status_code, len(sim.provider.shelf.entities)) == (status, before)


def test_an_account_has_room_for_so_many_voices(http, sim):
    sim.set(voice_limit=4)
    audio = http.post("/v1/tts", json={"text": TEXT}).content
    form = {"type": "tts", "title": "Aunt", "train_mode": "fast", "visibility": "private"}
    answer = http.post("/model", data=form, files=[("voices", ("a.mp3", audio))])
    assert (answer.status_code, "maximum" in answer.json()["message"]) == (403, True)
    sim.set(voice_limit=None)


def test_samples_are_for_anybody_and_refuse_a_key(http, sim):
    address = http.get("/model").json()["items"][0]["samples"][0]["audio"]
    assert httpx.get(address).headers["content-type"] == "audio/mpeg"
    assert http.get(address).status_code == 400
    assert httpx.get(f"{sim.url}/samples/nobody.mp3").status_code == 404


def test_a_large_search_is_cut_off_and_counted_about():
    with simulator("fish", library=1234, window=300) as sim:
        auth = {"Authorization": f"Bearer {sim.key}"}
        last = httpx.get(f"{sim.url}/model?page_size=100&page_number=3", headers=auth).json()
        beyond = httpx.get(f"{sim.url}/model?page_size=100&page_number=4", headers=auth).json()
    assert (len(last["items"]), last["has_more"], last["window_limited"]) == (100, False, True)
    assert (last["total"], last["total_is_exact"], last["accessible_upper_bound"]) == (1200, False, 300)
    assert beyond["items"] == []
    if CONTRACT is not None:
        assert CONTRACT.wrong_answer("GET", "/model", 200, last) == []


def test_a_voice_goes_at_once_or_after_its_notice(http, sim):
    one, other = (item["_id"] for item in http.get("/model?page_size=2").json()["items"])
    sim.withdraw(one)
    sim.withdraw(other, notice=True)
    assert http.get(f"/model/{one}").status_code == 404
    told = http.get(f"/model/{other}").json()
    assert told["pvc_release_state"] == "retiring"
    if CONTRACT is not None:
        assert CONTRACT.wrong_answer("GET", f"/model/{other}", 200, told) == []
    assert http.post("/v1/tts", json={"text": TEXT, "reference_id": other}).status_code == 200
    sim.pass_days(91)
    assert http.post("/v1/tts", json={"text": TEXT, "reference_id": other}).status_code == 400


def test_the_list_of_voices_has_pages(http):
    first = http.get("/model", params={"page_size": 100}).json()
    second = http.get("/model", params={"page_size": 100, "page_number": 2}).json()
    assert (len(first["items"]), first["has_more"], second["has_more"]) == (100, True, False)
    assert not {one["_id"] for one in first["items"]} & {one["_id"] for one in second["items"]}


def test_voices_are_designed(http, sim):
    headers = {"model": "voice-design-1"}
    answer = http.post("/v1/voice-design", json={"instruction": "an old sailor", "n": 3}, headers=headers).json()
    assert [one["index"] for one in answer["candidates"]] == [0, 1, 2]
    assert sim.billed * 15e-6 == pytest.approx(0.01)
    for wrong in ({"more": 1}, {"n": 5}, {"reference_text": "x" * 151}, {"speed": 0}, {"guidance_scale": -1}):
        body = {"instruction": "x"} | wrong
        assert http.post("/v1/voice-design", json=body, headers=headers).status_code == 422
    assert http.post("/v1/voice-design", json={"instruction": "x"}).status_code == 400
    assert len(sim.books) == 1


@pytest.mark.parametrize(
    ("shape", "said"), [("json", "{"), ("plain", "boo"), ("array", "["), ("html", "<"), ("empty", "")]
)
def test_errors_come_in_every_shape_on_command(http, sim, shape, said):
    sim.fault("/v1/tts", status=400, shape=shape, message="boo")
    answer = http.post("/v1/tts", json={"text": TEXT})
    assert (answer.status_code, answer.text[: len(said)]) == (400, said)


# the provider's own description


@with_contract
@pytest.mark.parametrize(
    "path",
    [
        "/model?page_size=100",
        "/model?self=true",
        "/wallet/self/api-credit?check_free_credit=true",
        "/wallet/self/package",
    ],
)
def test_answers_are_as_described(http, path):
    assert CONTRACT.wrong_answer("GET", path.partition("?")[0], 200, http.get(path).json()) == []


@with_contract
def test_answers_about_one_voice_are_as_described(http):
    path = f"/model/{http.get('/model').json()['items'][0]['_id']}"
    assert CONTRACT.wrong_answer("GET", path, 200, http.get(path).json()) == []


@with_contract
def test_answers_to_who_makes_a_voice_are_as_described(http):
    audio = http.post("/v1/tts", json={"text": TEXT}).content
    form = {"type": "tts", "title": "Aunt", "train_mode": "fast", "visibility": "private"}
    made = http.post("/model", data=form, files=[("voices", ("a.mp3", audio))])
    assert made.status_code == 201
    assert CONTRACT.wrong_answer("POST", "/model", 201, made.json()) == []


@with_contract
def test_transcripts_and_designs_are_as_described(http):
    audio = http.post("/v1/tts", json={"text": TEXT}).content
    heard = http.post("/v1/asr", files={"audio": ("a.mp3", audio)}, data={"ignore_timestamps": "false"})
    assert CONTRACT.wrong_answer("POST", "/v1/asr", 200, heard.json()) == []
    made = http.post("/v1/voice-design", json={"instruction": "a child"}, headers={"model": "voice-design-1"})
    assert CONTRACT.wrong_answer("POST", "/v1/voice-design", 200, made.json()) == []


@with_contract
def test_events_are_as_described(http):
    answers = CONTRACT._operation("POST", "/v1/tts/stream/with-timestamp")["responses"]["200"]["content"]
    said = events(http.post("/v1/tts/stream/with-timestamp", json={"text": TEXT}))
    assert said
    assert [CONTRACT._errors(answers["text/event-stream"]["schema"], one) for one in said] == [[]] * len(said)


@with_contract
@pytest.mark.parametrize("status", [401, 402, 503])
def test_refusals_are_as_described(http, sim, status):
    sim.fault("/v1/tts", status=status)
    answer = http.post("/v1/tts", json={"text": TEXT})
    assert CONTRACT.wrong_answer("POST", "/v1/tts", status, answer.json()) == []


@with_contract
def test_a_field_nobody_knows_is_found_out(http, sim):
    body = ormsgpack.packb({"text": TEXT, "speed": 1.2})
    http.post("/v1/tts", content=body, headers={"content-type": "application/msgpack"})
    assert CONTRACT.wrong_in(sim.requests[-1]) == ["body: speed is unknown"]
