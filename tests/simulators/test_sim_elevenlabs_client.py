"""The provider's own client cannot tell the simulator from the provider."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import httpx
import pytest
from elevenlabs import DialogueInput, VoiceSettings
from elevenlabs.client import ElevenLabs
from elevenlabs.core.api_error import ApiError
from elevenlabs.errors import UnprocessableEntityError

from tests.simulators import Simulator, simulator
from tests.simulators.contract import Contract

if TYPE_CHECKING:
    from collections.abc import Iterator

VOICE = "21m00Tcm4TlvDq8ikWAM"
TEXT = "The lamp was lit, and twelve ships went by."
#: What it asks the websockets package is deprecated there.
pytestmark = pytest.mark.filterwarnings("ignore:ConnectionClosed.code:DeprecationWarning")


@pytest.fixture(scope="module")
def sim() -> Iterator[Simulator]:
    with simulator("elevenlabs", fast=True, pace=0.004, chunk=1000) as sim:
        yield sim


@pytest.fixture(scope="module")
def client(sim: Simulator) -> Iterator[ElevenLabs]:
    with httpx.Client(timeout=10, trust_env=False, verify=False) as http:
        yield ElevenLabs(api_key=sim.key, base_url=sim.url, httpx_client=http)


def test_convert(client: ElevenLabs, sim: Simulator) -> None:
    settings = VoiceSettings(stability=0.4, similarity_boost=0.8, style=0.1, use_speaker_boost=True, speed=1.1)
    audio = b"".join(
        client.text_to_speech.convert(VOICE, text=TEXT, model_id="eleven_multilingual_v2", voice_settings=settings)
    )
    assert audio[:3] == b"ID3"
    assert (sim.books[-1].text, sim.books[-1].credits) == (TEXT, len(TEXT))


def test_headers_of_convert(client: ElevenLabs, sim: Simulator) -> None:
    with client.text_to_speech.with_raw_response.convert(VOICE, text=TEXT, model_id="eleven_flash_v2_5") as raw:
        assert raw.headers["character-cost"] == "22"
        assert raw.headers["request-id"] == sim.books[-1].request_id
        assert b"".join(raw.data)


def test_stream(client: ElevenLabs) -> None:
    parts = list(client.text_to_speech.stream(VOICE, text=TEXT, output_format="pcm_16000"))
    assert len(b"".join(parts)) == pytest.approx(0.004 * len(TEXT) * 32_000, abs=4)


def test_with_timestamps(client: ElevenLabs) -> None:
    told = client.text_to_speech.convert_with_timestamps(VOICE, text=TEXT)
    assert told.alignment
    assert "".join(told.alignment.characters) == TEXT
    assert base64.b64decode(told.audio_base_64)[:3] == b"ID3"


def test_stream_with_timestamps(client: ElevenLabs) -> None:
    told = list(client.text_to_speech.stream_with_timestamps(VOICE, text=TEXT))
    assert len(told) > 1
    assert "".join(letter for one in told if one.alignment for letter in one.alignment.characters) == TEXT


def test_websocket(client: ElevenLabs, sim: Simulator) -> None:
    client.text_to_speech._ws_base_url = sim.url  # it forces wss:// otherwise
    audio = b"".join(
        client.text_to_speech.convert_realtime(
            VOICE, text=iter(["Hello there, ", "my friend."]), model_id="eleven_flash_v2_5"
        )
    )
    assert audio[:3] == b"ID3"
    assert "".join(row.text for row in sim.books[-1:]) == "Hello there, my friend. "


def test_dialogue(client: ElevenLabs) -> None:
    inputs = [DialogueInput(text="Who is there?", voice_id=VOICE), DialogueInput(text="I am.", voice_id=VOICE)]
    assert b"".join(client.text_to_dialogue.convert(inputs=inputs))[:3] == b"ID3"
    told = client.text_to_dialogue.convert_with_timestamps(inputs=inputs)
    assert [segment.dialogue_input_index for segment in told.voice_segments] == [0, 1]


def test_voice_changer_and_sounds(client: ElevenLabs, sim: Simulator) -> None:
    recording = b"".join(client.text_to_sound_effects.convert(text="a door", duration_seconds=0.5))
    assert b"".join(client.speech_to_speech.convert(VOICE, audio=recording))[:3] == b"ID3"
    assert sim.requests[-1].path == f"/v1/voice-changer/{VOICE}"


def test_voices(client: ElevenLabs) -> None:
    found = client.voices.get_all().voices
    assert found[0].name == "Rachel"
    page = client.voices.search(page_size=5)
    assert (len(page.voices), page.has_more) == (5, True)
    assert (
        client.voices.search(page_size=5, next_page_token=page.next_page_token).voices[0].voice_id == found[5].voice_id
    )
    assert client.voices.get(VOICE).settings.stability == 0.5
    assert len(client.voices.get_shared(page_size=40, language="de").voices) > 10


def test_models(client: ElevenLabs) -> None:
    limits = {model.model_id: model.maximum_text_length_per_request for model in client.models.list()}
    assert (limits["eleven_v3"], limits["eleven_flash_v2_5"]) == (5000, 40_000)


def test_account(client: ElevenLabs, sim: Simulator) -> None:
    told = client.user.subscription.get()
    assert (told.tier, told.character_limit, told.character_count) == ("creator", 100_000, sim.billed)
    assert client.user.get().subscription.tier == "creator"


def test_history(client: ElevenLabs) -> None:
    with client.text_to_speech.with_raw_response.convert(VOICE, text="Kept.") as raw:
        audio, id_ = b"".join(raw.data), raw.headers["history-item-id"]
    item = client.history.list(page_size=1).history[0]
    assert (item.history_item_id, item.text, item.character_count_change_to - item.character_count_change_from) == (
        id_,
        "Kept.",
        5,
    )
    assert b"".join(client.history.get_audio(id_)) == audio
    assert b"".join(client.history.download(history_item_ids=[id_])) == audio
    client.history.delete(id_)
    with pytest.raises(ApiError) as gone:
        client.history.get(id_)
    assert gone.value.status_code == 404


def test_dictionaries(client: ElevenLabs) -> None:
    rule = {"type": "alias", "string_to_replace": "a", "alias": "b"}
    made = client.pronunciation_dictionaries.create_from_rules(rules=[rule], name="n")
    assert client.pronunciation_dictionaries.get(made.id).latest_version_id == made.version_id


def test_errors(client: ElevenLabs, sim: Simulator) -> None:
    with pytest.raises(UnprocessableEntityError):
        list(client.text_to_speech.convert(VOICE, text=TEXT, seed=-1))
    with pytest.raises(ApiError) as refused:
        list(client.text_to_speech.convert("nobody", text=TEXT))
    assert refused.value.body["detail"]["code"] == "voice_not_found"
    with httpx.Client(trust_env=False, verify=False) as http:
        wrong = ElevenLabs(api_key="wrong", base_url=sim.url, httpx_client=http)
        with pytest.raises(ApiError) as unknown:
            wrong.models.list()
    assert unknown.value.status_code == 401


def test_it_repeats_what_was_billed_and_pays_twice(client: ElevenLabs, sim: Simulator) -> None:
    before = sim.billed
    sim.fault("/with-timestamps", status=500, billed=True, headers={"retry-after": "0"})
    client.text_to_speech.convert_with_timestamps(VOICE, text="Twice.")
    assert sim.billed - before == 2 * len("Twice.")


def test_what_it_sends_holds_to_the_providers_file(client: ElevenLabs, sim: Simulator) -> None:
    contract = Contract.of("elevenlabs")
    if contract is None:
        pytest.skip("the providers' OpenAPI files are not here")
    client.models.list()
    right = [seen for seen in sim.requests if seen.status in (200, 204) and seen.method != "WEBSOCKET"]
    assert [(seen.path, wrong) for seen in right if (wrong := contract.wrong_in(seen))] == []
