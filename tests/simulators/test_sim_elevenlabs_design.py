"""Voice design on the simulator, by the provider's own client: paid once, heard, compared, kept."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest
from elevenlabs.core.api_error import ApiError

if TYPE_CHECKING:
    from tests.simulators.conftest import Official, Takes

WISH = "An old Australian woman, warm and slow, who tells stories by the fire."
TEXT = (
    "Come closer, and mind the step. The tide is out, the kettle is on, and I have a tale that nobody living can tell."
)


def refusal(error: ApiError) -> tuple[int | None, str]:
    return error.status_code, error.body["detail"]["status"]


def test_three_previews_are_paid_once(official: Official) -> None:
    client = official.open()
    raw = client.text_to_voice.with_raw_response.design(voice_description=WISH, text=TEXT)
    told = raw.data
    assert raw.headers["character-cost"] == str(len(TEXT))
    assert told.text == TEXT
    sounds = [base64.b64decode(one.audio_base_64) for one in told.previews]
    assert (len(set(sounds)), {data[:3] for data in sounds}) == (3, {b"ID3"})
    assert [(row.kind, row.credits, row.text) for row in official.sim.books] == [("design", len(TEXT), TEXT)]
    assert client.history.list().history == []


def test_the_cost_is_not_told_where_it_is_not(official: Official) -> None:
    official.open(cost_on_designs=False)
    answer = official.http.post("/v1/text-to-voice/design", json={"voice_description": WISH, "text": TEXT})
    assert "character-cost" not in answer.headers
    assert official.sim.billed == len(TEXT)


def test_one_is_kept_and_speaks_as_it_was_described(official: Official) -> None:
    client = official.open()
    first, second, _ = client.text_to_voice.design(voice_description=WISH, text=TEXT).previews
    voice = client.text_to_voice.create(
        voice_name="Gran",
        voice_description=WISH,
        generated_voice_id=first.generated_voice_id,
        labels={"accent": "australian"},
        played_not_selected_voice_ids=[second.generated_voice_id],
    )
    assert (voice.name, voice.category, voice.description, voice.is_owner) == ("Gran", "generated", WISH, True)
    assert (made := official.sim.provider.found(voice.voice_id)).gender == "female"
    assert (made.age, made.accent) == ("old", "australian")
    assert official.sim.provider.design.passed_over == [second.generated_voice_id]
    assert b"".join(client.text_to_speech.convert(voice.voice_id, text="It is me."))[:3] == b"ID3"
    with pytest.raises(ApiError) as refused:
        client.text_to_voice.create(
            voice_name="Gran",
            voice_description=WISH,
            generated_voice_id=first.generated_voice_id,
            request_options={"max_retries": 0},
        )
    assert refusal(refused.value) == (409, "voice_already_exists")


def test_previews_can_be_streamed_until_they_are_kept(official: Official) -> None:
    client = official.open()
    told = client.text_to_voice.design(voice_description=WISH, text=TEXT, stream_previews=True)
    assert {one.audio_base_64 for one in told.previews} == {""}
    heard = [b"".join(client.text_to_voice.preview.stream(one.generated_voice_id)) for one in told.previews]
    assert (len(set(heard)), {data[:3] for data in heard}) == (3, {b"ID3"})
    assert official.sim.billed == len(TEXT)
    with pytest.raises(ApiError) as refused:
        b"".join(client.text_to_voice.preview.stream("nothing"))
    assert refusal(refused.value) == (404, "voice_not_found")


def test_the_same_seed_gives_the_same_voices(official: Official) -> None:
    client = official.open()
    heard = [
        [
            one.audio_base_64
            for one in client.text_to_voice.design(voice_description=WISH, text=TEXT, seed=seed).previews
        ]
        for seed in (7, 7, 70)
    ]
    assert heard[0] == heard[1] != heard[2]


def test_a_text_is_written_where_that_is_wished(official: Official) -> None:
    told = official.open().text_to_voice.design(voice_description=WISH, auto_generate_text=True)
    assert 100 <= len(told.text) <= 1000
    assert official.sim.billed == len(told.text)


def test_the_older_name_does_the_same(official: Official) -> None:
    told = official.open().text_to_voice.create_previews(voice_description=WISH, text=TEXT)
    assert len(told.previews) == 3
    assert official.sim.billed == len(TEXT)


def test_a_voice_of_ones_own_is_remixed_and_no_other(official: Official, takes: Takes) -> None:
    client = official.open()
    own = client.voices.ivc.create(name="Me", files=[takes.file(takes.man)], labels={"accent": "british"}).voice_id
    told = client.text_to_voice.remix(own, voice_description="older", text=TEXT)
    kept = client.text_to_voice.create(
        voice_name="Me, older", voice_description=WISH, generated_voice_id=told.previews[0].generated_voice_id
    )
    made = official.sim.provider.found(kept.voice_id)
    assert (made.gender, made.accent) == ("male", "british")
    with pytest.raises(ApiError) as refused:
        client.text_to_voice.remix("21m00Tcm4TlvDq8ikWAM", voice_description="older", text=TEXT)
    assert refusal(refused.value) == (403, "voice_access_denied")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"voice_description": "short", "text": TEXT}, 422),
        ({"voice_description": "x" * 1001, "text": TEXT}, 422),
        ({"voice_description": WISH, "text": "short"}, 422),
        ({"voice_description": WISH, "text": "x" * 1001}, 422),
        ({"voice_description": WISH, "text": TEXT, "loudness": 2}, 422),
        ({"voice_description": WISH, "text": TEXT, "guidance_scale": 101}, 422),
        ({"voice_description": WISH, "text": TEXT, "model_id": "eleven_v3"}, 422),
        ({"voice_description": WISH, "text": TEXT, "seed": -1}, 422),
        ({"voice_description": WISH, "text": TEXT, "prompt_strength": 0.5}, 400),
        ({"voice_description": WISH}, 400),
    ],
)
def test_what_cannot_be_designed_is_refused_and_costs_nothing(
    official: Official, body: dict[str, Any], status: int
) -> None:
    official.open()
    assert official.http.post("/v1/text-to-voice/design", json=body).status_code == status
    assert official.sim.books == []


def test_the_plan_limits_formats_and_places(official: Official) -> None:
    client = official.open(plan="free", slots=2)
    with pytest.raises(ApiError) as refused:
        client.text_to_voice.design(voice_description=WISH, text=TEXT, output_format="mp3_44100_192")
    assert refused.value.status_code == 403
    preview = client.text_to_voice.design(voice_description=WISH, text=TEXT).previews[0]
    with pytest.raises(ApiError) as refused:
        client.text_to_voice.create(
            voice_name="Gran", voice_description=WISH, generated_voice_id=preview.generated_voice_id
        )
    assert refusal(refused.value) == (400, "voice_limit_reached")


def test_there_must_be_credits(official: Official) -> None:
    client = official.open(credits=50)
    with pytest.raises(ApiError) as refused:
        client.text_to_voice.design(voice_description=WISH, text=TEXT)
    assert refusal(refused.value) == (401, "quota_exceeded")


def test_an_answer_that_was_lost_was_billed(official: Official) -> None:
    official.open()
    official.sim.fault("/design", status=500, billed=True)
    assert (
        official.http.post("/v1/text-to-voice/design", json={"voice_description": WISH, "text": TEXT}).status_code
        == 500
    )
    assert official.sim.billed == len(TEXT)
    assert len(official.sim.provider.design.previews) == 3
