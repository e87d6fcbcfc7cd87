"""The simulator of ElevenLabs is as the contract says: what it accepts, refuses, bills, keeps, and says of all that."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import av
import httpx
import numpy as np
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.simulators import Simulator, simulator
from tests.simulators.contract import Contract
from tests.simulators.elevenlabs_audio import Heard, normalized
from tests.simulators.elevenlabs_plans import FORMATS, MODELS

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN_DICTIONARY = {"pronunciation_dictionary_locators": [{"pronunciation_dictionary_id": "x"}]}
VOICE = "21m00Tcm4TlvDq8ikWAM"
TEXT = "The lamp was lit, and 12 ships went by."


class Desk:
    """Simulators with a client each."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.sim: Simulator
        self.client: httpx.Client

    def open(self, **options: Any) -> Simulator:
        options = {"fast": True, "pace": 0.004, **options}
        self.sim = self._stack.enter_context(simulator("elevenlabs", **options))
        client = httpx.Client(
            base_url=self.sim.url, trust_env=False, verify=False, headers={"xi-api-key": self.sim.key}
        )
        self.client = self._stack.enter_context(client)
        return self.sim

    def speak(self, text: str = TEXT, end: str = "", query: str = "", **body: Any) -> httpx.Response:
        return self.client.post(f"/v1/text-to-speech/{VOICE}{end}?{query}", json={"text": text, **body})

    def refusal(self, *args: Any, **more: Any) -> tuple[int, str, str]:
        """Status, code and legacy status of a request to speak that is refused."""
        answer = self.speak(*args, **more)
        detail = answer.json()["detail"]
        return answer.status_code, detail["code"], detail["status"]


@pytest.fixture
def desk() -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(stack)


def decoded(data: bytes, format_: str) -> tuple[int, int]:
    """Rate and samples of an answer."""
    codec, rate = format_.split("_")[:2]
    raw = {"pcm": "s16le", "ulaw": "mulaw", "alaw": "alaw"}.get(codec)
    with av.open(io.BytesIO(data), format=raw, options={"sample_rate": rate} if raw else {}) as file:
        frames = [frame for frame in file.decode(audio=0)]  # noqa: C416  a generator of an open file
    return frames[0].sample_rate, sum(frame.samples for frame in frames)


@pytest.mark.parametrize("format_", FORMATS)
def test_speech_comes_in_the_asked_format(desk: Desk, format_: str) -> None:
    desk.open(plan="pro")
    data = desk.speak(query=f"output_format={format_}").content
    rate, count = decoded(data, format_)
    assert rate == int(format_.split("_")[1])
    assert count / rate == pytest.approx(0.004 * len(TEXT), abs=0.08)


def test_it_really_speaks_and_says_when(desk: Desk) -> None:
    desk.open(fast=False)
    told = desk.speak(end="/with-timestamps", query="output_format=pcm_22050").json()
    samples = np.frombuffer(base64.b64decode(told["audio_base64"]), "<i2")
    alignment = told["alignment"]
    assert "".join(alignment["characters"]) == TEXT
    assert alignment["character_end_times_seconds"][-1] == pytest.approx(len(samples) / 22_050, abs=0.01)
    assert 1.5 < len(samples) / 22_050 < 4
    comma = round(22_050 * alignment["character_start_times_seconds"][TEXT.index("lit")])
    assert np.abs(samples[comma : comma + 4000]).max() > 3000


def test_the_same_seed_gives_the_same_bytes_and_none_gives_others(desk: Desk) -> None:
    desk.open()
    same, again, other, third = (desk.speak(seed=seed).content for seed in (1, 1, 2, None))
    assert same == again
    assert len({same, other, third, desk.speak().content}) == 4


def test_settings_are_heard(desk: Desk) -> None:
    desk.open()
    slow, usual = (len(desk.speak(seed=1, voice_settings={"speed": speed}).content) for speed in (0.7, 1.2))
    assert slow > usual


def lines(answer: httpx.Response) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.text.split("\n") if line]


@pytest.mark.parametrize("timestamps", ["whole", "chunk"])
def test_streamed_lines_make_up_the_whole(desk: Desk, timestamps: str) -> None:
    desk.open(chunk=300, timestamps=timestamps)
    whole = desk.speak(end="/with-timestamps", seed=1).json()
    parts = lines(desk.speak(end="/stream/with-timestamps", seed=1))
    assert len(parts) > 3
    assert b"".join(base64.b64decode(part["audio_base64"]) for part in parts) == base64.b64decode(whole["audio_base64"])
    said = [part["alignment"] for part in parts if part["alignment"]]
    assert "".join(letter for one in said for letter in one["characters"]) == TEXT
    starts = [start for one in said for start in one["character_start_times_seconds"]]
    assert (starts == whole["alignment"]["character_start_times_seconds"]) is (timestamps == "whole")


def test_what_is_normalized_is_what_was_spoken() -> None:
    said = normalized(Heard(tuple("[sad] 2  ok"), np.arange(12.0)))
    assert "".join(said.characters) == " two ok "
    assert list(said.times) == sorted(said.times)
    assert len(said.times) == len(said.characters) + 1


@pytest.mark.parametrize(
    ("model", "text", "price"),
    [
        ("eleven_multilingual_v2", "abc", 3),
        ("eleven_flash_v2_5", "abc", 2),
        ("eleven_v4_turbo", "abc", 2),
        ("eleven_v3", "👩‍🚀 é", 5),
        ("eleven_multilingual_v2", "  ", 2),
        ("eleven_flash_v2_5", "", 0),
    ],
)
def test_prices_count_code_points(desk: Desk, model: str, text: str, price: int) -> None:
    sim = desk.open()
    answer = desk.speak(text, model_id=model)
    assert (answer.status_code, answer.headers["character-cost"], sim.billed) == (200, str(price), price)
    assert desk.client.get("/v1/user/subscription").json()["character_count"] == price


def test_headers_lead_to_the_history(desk: Desk) -> None:
    sim = desk.open()
    answer = desk.speak(query="output_format=mp3_22050_32")
    assert (answer.headers["current-concurrent-requests"], answer.headers["maximum-concurrent-requests"]) == ("1", "5")
    item = desk.client.get(f"/v1/history/{answer.headers['history-item-id']}").json()
    assert (item["text"], item["voice_id"], item["request_id"]) == (TEXT, VOICE, answer.headers["request-id"])
    assert item["character_count_change_to"] - item["character_count_change_from"] == sim.billed
    again = desk.client.get(f"/v1/history/{item['history_item_id']}/audio")
    assert (again.content, sim.billed) == (answer.content, len(TEXT))


def test_streams_may_leave_the_cost_out(desk: Desk) -> None:
    desk.open(cost_on_streams=False)
    assert "character-cost" not in desk.speak(end="/stream").headers
    assert desk.speak().headers["character-cost"] == str(len(TEXT))


@pytest.mark.parametrize("model", ["eleven_v3", "eleven_flash_v2", "eleven_multilingual_v2", "eleven_v4"])
def test_limits_are_ten_per_cent_above_what_is_documented(desk: Desk, model: str) -> None:
    sim = desk.open(credits=10**6, pace=0.00001)
    most = MODELS[model].limit * 11 // 10
    assert desk.speak("é" * most, model_id=model).status_code == 200
    assert desk.refusal("é" * (most + 1), model_id=model) == (400, "text_too_long", "max_character_limit_exceeded")
    assert len(sim.books) == 1


@pytest.mark.parametrize(
    ("body", "status", "legacy"),
    [
        ({"model_id": "eleven_v9"}, 400, "model_not_found"),
        ({"model_id": "eleven_english_sts_v2"}, 400, "unsupported_model"),
        ({"text": " ", "model_id": "eleven_v3"}, 400, "input_text_empty"),
        ({"voice_settings": {"speed": 0.69}}, 400, "invalid_voice_settings"),
        ({"voice_settings": {"stability": 0.3}, "model_id": "eleven_v3"}, 400, "invalid_ttd_stability"),
        ({"previous_text": "a", "model_id": "eleven_v3"}, 400, "unsupported_model"),
        ({"previous_request_ids": ["a"], "model_id": "eleven_v3_conversational"}, 400, "unsupported_model"),
        ({"apply_language_text_normalization": True, "model_id": "eleven_v4"}, 400, "unsupported_model"),
        (UNKNOWN_DICTIONARY, 404, "pronunciation_dictionary_not_found"),
    ],
)
def test_what_is_refused_costs_nothing(desk: Desk, body: dict[str, Any], status: int, legacy: str) -> None:
    sim = desk.open()
    assert desk.refusal(**{"text": TEXT, **body})[::2] == (status, legacy)
    assert (sim.books, sim.provider.history) == ([], [])


def test_some_models_ignore_what_others_refuse(desk: Desk) -> None:
    desk.open()
    assert desk.speak(model_id="eleven_v3", voice_settings={"speed": 2.0, "stability": 0.5}).status_code == 200
    assert desk.speak(model_id="eleven_v4", previous_text="Before.", unknown_field=1).status_code == 200
    assert desk.sim.requests[-1].body["unknown_field"] == 1


def test_whether_v4_stitches_can_be_chosen(desk: Desk) -> None:
    desk.open(v4_stitches=False)
    assert desk.refusal(model_id="eleven_v4", previous_text="Before.")[1] == "unsupported_model"


@pytest.mark.parametrize(
    ("format_", "plan", "code"),
    [
        ("mp3_44100_192", "starter", "output_format_not_allowed"),
        ("pcm_44100", "creator", "output_format_not_allowed"),
        ("mp3_11025_8", "pro", "invalid_output_format"),
    ],
)
def test_formats_depend_on_the_plan(desk: Desk, format_: str, plan: str, code: str) -> None:
    desk.open(plan=plan)
    assert desk.refusal(query=f"output_format={format_}")[::2] == (403, code)


def test_streams_have_no_wav(desk: Desk) -> None:
    desk.open(plan="pro")
    assert desk.refusal(end="/stream", query="output_format=wav_22050")[:2] == (403, "invalid_output_format")


def test_fields_are_checked_before_the_key(desk: Desk) -> None:
    desk.open()
    desk.client.headers["xi-api-key"] = "wrong"
    answer = desk.speak(voice_settings={"stability": 2})
    assert (answer.status_code, answer.json()["detail"][0]["loc"]) == (422, ["body", "voice_settings", "stability"])
    assert desk.refusal() == (401, "unauthorized", "invalid_api_key")


def test_keys_are_said_in_one_header_only(desk: Desk) -> None:
    sim = desk.open()
    del desk.client.headers["xi-api-key"]
    assert desk.refusal() == (401, "unauthorized", "needs_authorization")
    assert desk.client.get("/v1/models").status_code == 404
    desk.client.headers["authorization"] = f"Bearer {sim.key}"
    assert desk.refusal()[:2] == (401, "invalid_authorization_header")


def test_a_scoped_key_speaks_and_does_not_tell_the_balance(desk: Desk) -> None:
    desk.open(lacks=("user_read",))
    answer = desk.client.get("/v1/user/subscription")
    assert (answer.status_code, answer.json()["detail"]["status"]) == (401, "missing_permissions")
    assert desk.speak().status_code == 200


def test_voices_may_be_missing_or_above_the_plan(desk: Desk) -> None:
    desk.open(plan="free")
    ids = {voice["category"]: voice["voice_id"] for voice in desk.client.get("/v1/voices").json()["voices"]}
    library = desk.client.get("/v1/shared-voices").json()["voices"][0]["voice_id"]
    said = [
        desk.client.post(f"/v1/text-to-speech/{id_}", json={"text": "a"}).status_code
        for id_ in ("x", ids["professional"], library)
    ]
    assert said == [404, 403, 402]


@pytest.mark.parametrize(
    ("shape", "told"),
    [
        ("current", {"code": "text_too_long", "status": "max_character_limit_exceeded", "param": "text"}),
        ("legacy", {"status": "max_character_limit_exceeded"}),
    ],
)
def test_errors_have_several_shapes(desk: Desk, shape: str, told: dict[str, str]) -> None:
    desk.open(shape=shape)
    detail = desk.speak("a" * 11_001).json()["detail"]
    assert told.items() <= detail.items()
    assert ("request_id" in detail) is (shape == "current")


def test_errors_may_be_a_list_a_sentence_a_page_or_nothing(desk: Desk) -> None:
    sim = desk.open()
    for shape in ("fastapi", "string", "html", "empty"):
        sim.fault(status=500, shape=shape)
    first, second, third, fourth = (desk.speak() for _ in range(4))
    assert isinstance(first.json()["detail"], list)
    assert isinstance(second.json()["detail"], str)
    assert (third.headers["content-type"].partition(";")[0], fourth.content) == ("text/html", b"")
    assert sim.books == []


@pytest.mark.parametrize(("way", "status"), [("quota_exceeded", 401), ("insufficient_credits", 402)])
def test_credits_run_out(desk: Desk, way: str, status: int) -> None:
    sim = desk.open(credits=10, no_credit=way)
    assert desk.speak("12345678").status_code == 200
    assert desk.refusal("1234")[::2] == (status, way)
    assert desk.speak("12").status_code == 200
    assert sim.billed == 10


def many(sim: Simulator, count: int, **more: Any) -> list[int]:
    """Statuses of so many requests at once."""

    async def ask() -> list[int]:
        async with httpx.AsyncClient(base_url=sim.url, trust_env=False, verify=False) as client:
            wanted = [
                client.post(
                    f"/v1/text-to-speech/{VOICE}", json={"text": "Hello", **more}, headers={"xi-api-key": sim.key}
                )
                for _ in range(count)
            ]
            return sorted(answer.status_code for answer in await asyncio.gather(*wanted))

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("options", "model", "expected"),
    [
        ({"plan": "free"}, "eleven_multilingual_v2", [200] * 2 + [429] * 5),
        ({"plan": "free"}, "eleven_flash_v2_5", [200] * 4 + [429] * 3),
        ({"plan": "creator"}, "eleven_multilingual_v2", [200] * 5 + [429] * 2),
        ({"plan": "free", "over": "queue"}, "eleven_multilingual_v2", [200] * 7),
    ],
)
def test_a_plan_lets_only_so_many_in_at_once(
    desk: Desk, options: dict[str, Any], model: str, expected: list[int]
) -> None:
    sim = desk.open(latency=0.4, **options)
    assert many(sim, 7, model_id=model) == expected
    assert sim.refused == expected.count(429)
    assert sim.most_at_once == (expected.count(200) if sim.refused else 2)
    assert len(sim.books) == expected.count(200)


def test_a_foreign_client_takes_places(desk: Desk) -> None:
    sim = desk.open(latency=0.4)
    sim.occupy(3)
    assert many(sim, 5) == [200, 200, 429, 429, 429]
    refused = next(seen for seen in sim.requests if seen.status == 429)
    assert refused.fault is None
    sim.occupy(0)
    assert many(sim, 5) == [200] * 5


def test_a_429_has_neither_headers_nor_a_time(desk: Desk) -> None:
    desk.open(limit=1).occupy(1)
    answer = desk.speak()
    assert answer.json()["detail"]["status"] == "too_many_concurrent_requests"
    assert not {"retry-after", "current-concurrent-requests", "request-id"} & set(answer.headers)


def test_history_appears_late_pages_and_filters(desk: Desk) -> None:
    sim = desk.open(history_delay=1.0)
    began = int(time.time())
    for text in ("one", "two", "three"):
        desk.speak(text, model_id="eleven_flash_v2_5" if text == "two" else None)
    assert desk.client.get("/v1/history").json()["history"] == []
    time.sleep(1.05)
    page = desk.client.get("/v1/history?page_size=2").json()
    assert ([item["text"] for item in page["history"]], page["has_more"]) == (["three", "two"], True)
    rest = desk.client.get(f"/v1/history?start_after_history_item_id={page['last_history_item_id']}").json()
    assert ([item["text"] for item in rest["history"]], rest["has_more"]) == (["one"], False)
    for query, texts in (
        ("model_id=eleven_flash_v2_5", ["two"]),
        ("search=TH", ["three"]),
        ("voice_id=x", []),
        (f"date_before_unix={began}", []),
    ):
        assert [item["text"] for item in desk.client.get(f"/v1/history?{query}").json()["history"]] == texts
    assert len(desk.client.get(f"/v1/history?date_after_unix={began}").json()["history"]) == 3
    assert sim.billed == 3 + 2 + 5


def test_zero_retention_keeps_nothing(desk: Desk) -> None:
    desk.open()
    answer = desk.speak(query="enable_logging=false")
    assert answer.headers["history-item-id"] == "not_stored"
    assert desk.client.get("/v1/history").json()["history"] == []


def test_an_answer_that_was_lost_is_billed_once_and_found(desk: Desk) -> None:
    sim = desk.open()
    sim.fault("/stream", reset=1000)
    with pytest.raises(httpx.ReadError):
        desk.speak(end="/stream")
    sim.fault(status=500, billed=True)
    assert desk.speak("Second.").status_code == 500
    sim.fault(status=500, billed=True, kept=False)
    assert desk.speak("Third.").status_code == 500
    assert [row.text for row in sim.books] == [TEXT, "Second.", "Third."]
    assert [item["text"] for item in desk.client.get("/v1/history").json()["history"]] == ["Second.", TEXT]


def test_credits_may_be_booked_at_the_end(desk: Desk) -> None:
    sim = desk.open(latency=0.6, bill_at="end")
    with pytest.raises(httpx.ReadTimeout):
        desk.client.post(f"/v1/text-to-speech/{VOICE}", json={"text": TEXT}, timeout=0.05)
    assert sim.books == []
    assert desk.speak("done").status_code == 200
    assert sim.books


def test_what_is_kept_may_come_back_in_another_format(desk: Desk) -> None:
    sim = desk.open()
    id_ = desk.speak(query="output_format=pcm_24000").headers["history-item-id"]
    again = desk.client.get(f"/v1/history/{id_}/audio")
    assert (again.headers["content-type"], again.content[:3]) == ("audio/mpeg", b"ID3")
    sim.set(history_audio="same")
    assert desk.client.get(f"/v1/history/{id_}/audio").headers["content-type"] == "audio/pcm"
    two = {"history_item_ids": [id_, desk.speak().headers["history-item-id"]]}
    assert desk.client.post("/v1/history/download", json=two).headers["content-type"] == "application/zip"


def test_ids_to_stitch_to_grow_old(desk: Desk) -> None:
    sim = desk.open(request_ids="refuse")
    id_ = desk.speak().headers["request-id"]
    assert desk.speak(previous_request_ids=[id_]).status_code == 200
    assert desk.refusal(previous_request_ids=["never"])[0] == 400
    sim.set(clock=7300.0)
    assert desk.refusal(previous_request_ids=[id_])[0] == 400
    sim.set(request_ids="ignore")
    assert desk.speak(previous_request_ids=[id_]).status_code == 200


def test_voices_come_in_pages(desk: Desk) -> None:
    desk.open()
    found, token = [], ""
    while True:
        page = desk.client.get(f"/v2/voices?page_size=7&next_page_token={token}").json()
        found += [voice["voice_id"] for voice in page["voices"]]
        if not page["has_more"]:
            break
        token = page["next_page_token"]
    assert found == [voice["voice_id"] for voice in desk.client.get("/v1/voices").json()["voices"]]
    assert len(set(found)) == page["total_count"] > 15


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("language=de&language=ja", ["Fenja", "Gustav", "Naoko"]),
        ("language=fr&gender=male", []),
        ("search=mother", ["Mother's Voice"]),
        ("voice_type=personal&sort=name&sort_direction=desc", ["The Lighthouse Keeper", "Mother's Voice"]),
        ("voice_type=workspace", ["Colleague's Voice"]),
        (f"voice_ids={VOICE}", ["Rachel"]),
    ],
)
def test_voices_can_be_searched(desk: Desk, query: str, names: list[str]) -> None:
    desk.open()
    assert [voice["name"] for voice in desk.client.get(f"/v2/voices?{query}").json()["voices"]] == names


def test_the_library_is_large_and_can_be_searched(desk: Desk) -> None:
    desk.open()
    page = desk.client.get("/v1/shared-voices?page_size=100&page=2").json()
    assert (len(page["voices"]), page["has_more"], page["total_count"]) == (100, False, 300)
    german = desk.client.get("/v1/shared-voices?language=de&gender=female").json()["voices"]
    assert {(voice["language"], voice["gender"]) for voice in german} == {("de", "female")}
    voice = german[0]
    adding = desk.client.post(
        f"/v1/voices/add/{voice['public_owner_id']}/{voice['voice_id']}", json={"new_name": "Mine"}
    )
    assert adding.json()["voice_id"] in [one["voice_id"] for one in desk.client.get("/v1/voices").json()["voices"]]


def test_a_dialogue_says_who_speaks_when(desk: Desk) -> None:
    sim = desk.open()
    other = desk.client.get("/v1/voices").json()["voices"][1]["voice_id"]
    lines_ = [{"text": "Who is there?", "voice_id": VOICE}, {"text": "I am.", "voice_id": other}]
    told = desk.client.post("/v1/text-to-dialogue/with-timestamps", json={"inputs": lines_}).json()
    first, second = told["voice_segments"]
    assert (first["character_end_index"], second["character_start_index"], second["voice_id"]) == (13, 13, other)
    assert first["end_time_seconds"] == second["start_time_seconds"] > 0
    item = desk.client.get("/v1/history").json()["history"][0]
    assert (item["text"], item["voice_id"], item["dialogue"][1]["text"]) == ("", "", "I am.")
    assert (sim.billed, sim.books[0].kind) == (18, "dialogue")
    for path in ("/v1/text-to-dialogue", "/v1/text-to-dialogue/stream"):
        assert desk.client.post(path, json={"inputs": lines_}).content[:3] == b"ID3"


@pytest.mark.parametrize("path", ["/v1/speech-to-speech", "/v1/voice-changer"])
@pytest.mark.parametrize("end", ["", "/stream"])
def test_voices_are_changed_on_both_paths(desk: Desk, path: str, end: str) -> None:
    sim = desk.open()
    recording = desk.speak("x" * 750).content
    answer = desk.client.post(f"{path}/{VOICE}{end}?output_format=pcm_16000", files={"audio": ("a.mp3", recording)})
    assert len(answer.content) / 32_000 == pytest.approx(3.0, abs=0.2)
    assert sim.books[-1].credits == pytest.approx(50, abs=4)
    assert desk.client.post(f"{path}/{VOICE}{end}", files={"audio": ("a.mp3", b"no sound")}).status_code == 400


def test_sounds_cost_and_are_not_kept(desk: Desk) -> None:
    sim = desk.open()
    answer = desk.client.post("/v1/sound-generation", json={"text": "a door", "duration_seconds": 5})
    assert (answer.headers["character-cost"], sim.billed, "request-id" in answer.headers) == ("27", 27, False)
    assert desk.client.get("/v1/history").json()["history"] == []


def test_dictionaries_are_made_and_used(desk: Desk) -> None:
    desk.open()
    rules = [{"type": "alias", "string_to_replace": "a", "alias": "b"}]
    made = desk.client.post("/v1/pronunciation-dictionaries/add-from-rules", json={"name": "n", "rules": rules}).json()
    assert desk.client.get(f"/v1/pronunciation-dictionaries/{made['id']}").json()["rules"] == rules
    locator = {"pronunciation_dictionary_id": made["id"], "version_id": made["version_id"]}
    assert desk.speak(pronunciation_dictionary_locators=[locator]).status_code == 200


def talk(sim: Simulator, *messages: dict[str, Any], query: str = "") -> tuple[list[dict[str, Any]], int]:
    """What a websocket answers to messages, and the code it closes with."""
    url = f"{sim.url.replace('http', 'ws')}/v1/text-to-speech/{VOICE}/stream-input?{query}"
    answers = []
    with connect(url, proxy=None, additional_headers={"xi-api-key": sim.key}) as line:
        for message in messages:
            line.send(json.dumps(message))
        try:
            while True:
                answers.append(json.loads(line.recv()))
        except ConnectionClosed as closed:
            return answers, closed.rcvd.code if closed.rcvd else 0


def test_the_websocket_speaks_what_comes_piece_by_piece(desk: Desk) -> None:
    sim = desk.open(chunk=1000)
    begin = {"text": " ", "generation_config": {"chunk_length_schedule": [50]}}
    told, code = talk(sim, begin, {"text": "Hello "}, {"text": "you. ", "flush": True}, {"text": "Bye. "}, {"text": ""})
    assert (code, told[-1]["isFinal"], told[-1]["audio"]) == (1000, True, None)
    said = [frame["alignment"] for frame in told[:-1] if frame["alignment"]]
    assert "".join(letter for one in said for letter in one["chars"]) == "Hello you. Bye. "
    assert all(start >= 0 for one in said for start in one["charStartTimesMs"])
    assert [row.text for row in sim.books] == ["Hello you. ", "Bye. "]
    assert [item["text"] for item in desk.client.get("/v1/history").json()["history"]] == ["Hello you. Bye. "]
    assert sim.slots.taken == {"standard": 0}


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("model_id=eleven_v3", "unsupported_model"),
        ("inactivity_timeout=0.1", "input_timeout_exceeded"),
        ("output_format=wav_22050", "invalid_output_format"),
    ],
)
def test_the_websocket_says_its_errors_in_a_frame(desk: Desk, query: str, error: str) -> None:
    told, code = talk(desk.open(), {"text": " "}, query=query)
    assert (told[-1]["error"], code) == (error, 1008)


def test_errors_come_after_the_beginning_too(desk: Desk) -> None:
    sim = desk.open(chunk=1000, frame_error=2)
    told = lines(desk.speak(end="/stream/with-timestamps"))
    assert (len(told), "detail" in told[-1]) == (3, True)
    frames, code = talk(sim, {"text": " "}, {"text": TEXT}, {"text": ""})
    assert (frames[-1]["error"], code) == ("internal_error", 1008)


GETS = (
    "/v1/models",
    "/v1/voices",
    "/v2/voices",
    f"/v1/voices/{VOICE}",
    "/v1/voices/settings/default",
    "/v1/shared-voices",
    "/v1/user",
    "/v1/user/subscription",
    "/v1/history",
)


@pytest.fixture
def contract() -> Contract:
    contract = Contract.of("elevenlabs")
    if contract is None:
        pytest.skip("the providers' OpenAPI files are not here")
    return contract


def test_answers_hold_to_the_providers_file(desk: Desk, contract: Contract) -> None:
    desk.open()
    id_ = desk.speak(voice_settings={"stability": 0.5}).headers["history-item-id"]
    for path in (*GETS, f"/v1/history/{id_}"):
        answer = desk.client.get(path)
        assert contract.wrong_answer("GET", path, answer.status_code, answer.json()) == [], path
    inputs = {"inputs": [{"text": "a", "voice_id": VOICE}]}
    rules = {"name": "n", "rules": [{"type": "alias", "string_to_replace": "a", "alias": "b"}]}
    posts: dict[str, Any] = {
        f"/v1/text-to-speech/{VOICE}/with-timestamps": {"text": TEXT},
        "/v1/text-to-dialogue/with-timestamps": inputs,
        "/v1/pronunciation-dictionaries/add-from-rules": rules,
    }
    for path, body in posts.items():
        answer = desk.client.post(path, json=body)
        assert contract.wrong_answer("POST", path, answer.status_code, answer.json()) == [], path
    path = f"/v1/text-to-speech/{VOICE}/stream/with-timestamps"
    line = lines(desk.speak(end="/stream/with-timestamps"))[0]
    assert contract.wrong_answer("POST", path, 200, line) == []
    assert contract.wrong_answer("POST", path, 422, desk.speak(seed=-1).json()) == []
    assert [contract.wrong_in(seen) for seen in desk.sim.requests if seen.status == 200] == [[]] * (
        len(desk.sim.requests) - 1
    )


@pytest.mark.parametrize(
    ("query", "body", "wrong"),
    [
        ("", {"text": 1}, "text: 1 is not of type 'string'"),
        ("", {"text": "a", "textt": "b"}, "body: textt is unknown"),
        ("", {"text": "a", "voice_settings": {"stabilty": 1}}, "body/voice_settings: stabilty is unknown"),
        ("output_format=mp3_1", {"text": "a"}, "query: output_format cannot be 'mp3_1'"),
        ("enable_login=false", {"text": "a"}, "query: enable_login is unknown"),
    ],
)
def test_wrong_requests_are_told(desk: Desk, contract: Contract, query: str, body: dict[str, Any], wrong: str) -> None:
    sim = desk.open()
    desk.client.post(f"/v1/text-to-speech/{VOICE}?{query}", json=body)
    assert contract.wrong_in(sim.requests[0]) == [wrong]


def test_right_requests_are_not(desk: Desk, contract: Contract) -> None:
    sim = desk.open()
    desk.speak(
        query="enable_logging=true&output_format=mp3_44100_64",
        model_id="eleven_v3",
        voice_settings={"stability": 0.5, "speed": None},
    )
    desk.client.post(
        f"/v1/voice-changer/{VOICE}?output_format=pcm_8000", data={"seed": "1"}, files={"audio": ("a", b"x")}
    )
    desk.client.get("/v2/voices?page_size=100&language=en&language=de")
    assert [contract.wrong_in(seen) for seen in sim.requests] == [[], [], []]
