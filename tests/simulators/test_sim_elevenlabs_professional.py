"""A professional clone on the simulator, step by step over days, by the provider's own client."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest
from elevenlabs.core.api_error import ApiError

if TYPE_CHECKING:
    from elevenlabs.client import ElevenLabs

    from tests.simulators.conftest import Official, Takes

MODEL = "eleven_multilingual_v2"


def refusal(error: ApiError) -> tuple[int | None, str]:
    return error.status_code, error.body["detail"]["status"]


def state(client: ElevenLabs, id_: str) -> str:
    return client.voices.get(id_).fine_tuning.state[MODEL]


def begun(official: Official, takes: Takes, **options: Any) -> tuple[ElevenLabs, str]:
    """A voice with samples enough."""
    client = official.open(**options)
    id_ = client.voices.pvc.create(name="Me", language="en", description="My own", labels={"accent": "irish"}).voice_id
    client.voices.pvc.samples.create(id_, files=[takes.file(takes.man, takes.man, takes.man, name="me.wav")])
    return client, id_


def read_aloud(official: Official, client: ElevenLabs, id_: str, takes: Takes) -> None:
    official.http.get(f"/v1/voices/pvc/{id_}/captcha")
    client.voices.pvc.verification.captcha.verify(
        id_, recording=takes.file(takes.man), request_options={"max_retries": 0}
    )


def test_all_of_it_from_nothing_to_speech(official: Official, takes: Takes) -> None:
    client, id_ = begun(official, takes, training_days=2)
    assert client.voices.search(fine_tuning_state="not_verified").voices[0].voice_id == id_
    read_aloud(official, client, id_, takes)
    assert client.voices.get(id_).voice_verification.is_verified
    client.voices.pvc.train(id_)
    states = [state(client, id_)]
    for _ in range(4):
        official.sim.pass_days(0.5)
        states.append(state(client, id_))
    assert states == ["queued", "fine_tuning", "fine_tuning", "fine_tuning", "fine_tuned"]
    audio = b"".join(client.text_to_speech.convert(id_, text="It is me.", model_id=MODEL))
    assert audio[:3] == b"ID3"
    assert client.user.subscription.get().professional_voice_slots_used == 1


def test_progress_grows(official: Official, takes: Takes) -> None:
    client, id_ = begun(official, takes, training_days=1)
    read_aloud(official, client, id_, takes)
    client.voices.pvc.train(id_, model_id="eleven_flash_v2_5")
    official.sim.pass_days(0.25)
    first = client.voices.get(id_).fine_tuning.progress["eleven_flash_v2_5"]
    official.sim.pass_days(0.5)
    assert 0.2 < first < client.voices.get(id_).fine_tuning.progress["eleven_flash_v2_5"] < 0.8


def test_it_speaks_only_with_the_models_it_was_trained_for(official: Official, takes: Takes) -> None:
    client, id_ = begun(official, takes, training_days=1)
    read_aloud(official, client, id_, takes)
    client.voices.pvc.train(id_, model_id=MODEL)
    official.sim.pass_days(1)
    with pytest.raises(ApiError) as refused:
        b"".join(client.text_to_speech.convert(id_, text="It is me.", model_id="eleven_flash_v2_5"))
    assert refusal(refused.value) == (400, "voice_not_fine_tuned")
    assert client.voices.get(id_).high_quality_base_model_ids == [MODEL]


@pytest.mark.parametrize(
    ("ends", "days"), [("failed", (1, "failed")), ("delayed", (1, "delayed")), ("delayed", (2, "fine_tuned"))]
)
def test_a_training_may_fail_or_take_longer(official: Official, takes: Takes, ends: str, days: tuple[int, str]) -> None:
    client, id_ = begun(official, takes, training_ends=ends)
    read_aloud(official, client, id_, takes)
    client.voices.pvc.train(id_)
    official.sim.pass_days(days[0])
    assert state(client, id_) == days[1]
    assert bool(client.voices.get(id_).fine_tuning.message[MODEL]) is (ends == "failed")


def test_what_is_not_ready_is_not_trained(official: Official, takes: Takes) -> None:
    client, id_ = begun(official, takes, dataset_seconds=60)
    with pytest.raises(ApiError) as refused:
        client.voices.pvc.train(id_)
    assert refusal(refused.value) == (400, "not_enough_audio")
    official.sim.set(dataset_seconds=5)
    with pytest.raises(ApiError) as refused:
        client.voices.pvc.train(id_)
    assert refusal(refused.value) == (400, "voice_not_verified")
    read_aloud(official, client, id_, takes)
    client.voices.pvc.train(id_)
    with pytest.raises(ApiError) as refused:
        client.voices.pvc.train(id_, request_options={"max_retries": 0})
    assert refusal(refused.value) == (409, "already_running")


# verification


def shown(answer: Any, form: str) -> bytes:
    """The picture in an answer."""
    if form == "image":
        return answer.content
    text = {"base64": lambda: answer.text, "string": answer.json, "object": lambda: answer.json()["image_base64"]}[
        form
    ]()
    return base64.b64decode(text)


@pytest.mark.parametrize("form", ["image", "base64", "string", "object"])
def test_the_captcha_is_a_picture_of_lines_of_text(official: Official, takes: Takes, form: str) -> None:
    client, id_ = begun(official, takes, captcha=form)
    client.voices.pvc.verification.captcha.get(id_)
    data = shown(official.http.get(f"/v1/voices/pvc/{id_}/captcha"), form)
    with av.open(io.BytesIO(data)) as file:
        dots = next(file.decode(video=0)).to_ndarray(format="gray")
    rows = (dots < 100).any(axis=1)
    assert 0.05 < (dots < 100).mean() < 0.5
    assert (
        np.count_nonzero(np.diff(rows.astype(int)) == 1)
        == official.sim.provider.found(id_).training.text.count("\n") + 1
    )


def test_a_captcha_read_wrongly_is_refused_and_five_a_day_are_all(official: Official, takes: Takes) -> None:
    client, id_ = begun(official, takes, captcha_refusals=5)
    for _ in range(5):
        with pytest.raises(ApiError) as refused:
            read_aloud(official, client, id_, takes)
        assert refusal(refused.value) == (400, "captcha_verification_failed")
    told = client.voices.get(id_).voice_verification
    assert (told.is_verified, told.verification_attempts_count, len(told.verification_failures)) == (False, 5, 1)
    with pytest.raises(ApiError) as refused:
        read_aloud(official, client, id_, takes)
    assert refusal(refused.value) == (400, "max_verification_attempts_reached")
    official.sim.pass_days(1.1)
    read_aloud(official, client, id_, takes)
    assert client.voices.get(id_).voice_verification.is_verified


def test_an_answer_without_a_captcha_is_refused(official: Official, takes: Takes) -> None:
    client, id_ = begun(official, takes)
    with pytest.raises(ApiError) as refused:
        client.voices.pvc.verification.captcha.verify(id_, recording=takes.file(takes.man))
    assert refusal(refused.value) == (400, "captcha_not_found")


@pytest.mark.parametrize(("ends", "verified"), [("accepted", True), ("declined", False)])
def test_a_review_by_hand_takes_its_time(official: Official, takes: Takes, ends: str, verified: bool) -> None:
    client, id_ = begun(official, takes, review_ends=ends)
    client.voices.pvc.verification.request(id_, files=[("passport.pdf", b"%PDF-1.4")], extra_text="I cannot read.")
    told = client.voices.get(id_)
    assert told.fine_tuning.manual_verification_requested
    assert told.fine_tuning.manual_verification.files[0].file_name == "passport.pdf"
    assert not told.voice_verification.is_verified
    official.sim.pass_days(1)
    assert client.voices.get(id_).voice_verification.is_verified is verified


# samples


def test_samples_are_added_changed_heard_and_removed(official: Official, takes: Takes) -> None:
    client, id_ = begun(official, takes)
    added = client.voices.pvc.samples.create(id_, files=[takes.file(takes.man, name="more.wav")])
    sample = added[0]
    client.voices.pvc.samples.update(
        id_, sample.sample_id, trim_start_time=500, trim_end_time=2000, file_name="cut.wav"
    )
    told = client.voices.get(id_).samples[1]
    assert (told.file_name, told.trim_start, told.trim_end) == ("cut.wav", 500, 2000)
    heard = client.voices.pvc.samples.audio.get(id_, sample.sample_id)
    assert heard.media_type == "audio/mpeg"
    assert base64.b64decode(heard.audio_base_64)[:3] == b"ID3"
    assert heard.duration_secs == pytest.approx(takes.man.seconds, abs=0.1)
    wave = client.voices.pvc.samples.waveform.get(id_, sample.sample_id).visual_waveform
    assert 0.1 < max(wave) <= 1
    client.voices.pvc.samples.delete(id_, sample.sample_id)
    assert len(client.voices.get(id_).samples) == 1


def test_a_part_that_is_none_is_refused(official: Official, takes: Takes) -> None:
    client, id_ = begun(official, takes)
    sample = client.voices.get(id_).samples[0].sample_id
    with pytest.raises(ApiError) as refused:
        client.voices.pvc.samples.update(id_, sample, trim_start_time=2000, trim_end_time=900_000)
    assert refused.value.body["detail"]["param"] == "trim_end_time"


def test_speakers_are_told_apart_and_chosen(official: Official, takes: Takes) -> None:
    client = official.open(separation_seconds=60)
    id_ = client.voices.pvc.create(name="Us", language="en").voice_id
    sample = client.voices.pvc.samples.create(id_, files=[takes.file(takes.man, takes.woman)])[0].sample_id
    speakers = client.voices.pvc.samples.speakers
    assert speakers.get(id_, sample).status == "not_started"
    speakers.separate(id_, sample)
    assert speakers.get(id_, sample).status == "pending"
    official.sim.pass_days(0.01)
    told = speakers.get(id_, sample)
    assert (told.status, len(told.speakers)) == ("completed", 2)
    man, woman = sorted(told.speakers.values(), key=lambda one: one.utterances[0].start)
    assert max(one.end for one in man.utterances) == pytest.approx(takes.man.seconds, abs=1.2)
    assert len(base64.b64decode(speakers.audio.get(id_, sample, woman.speaker_id).audio_base_64)) > 10_000
    client.voices.pvc.samples.update(id_, sample, selected_speaker_ids=[man.speaker_id])
    assert speakers.get(id_, sample).selected_speaker_ids == [man.speaker_id]
    with pytest.raises(ApiError):
        client.voices.pvc.samples.update(id_, sample, selected_speaker_ids=["nobody"])


def test_one_who_speaks_alone_is_one(official: Official, takes: Takes) -> None:
    client, id_ = begun(official, takes)
    sample = client.voices.get(id_).samples[0].sample_id
    client.voices.pvc.samples.speakers.separate(id_, sample)
    assert len(client.voices.pvc.samples.speakers.get(id_, sample).speakers) == 1


# who may


def test_the_plan_and_its_places_count(official: Official, takes: Takes) -> None:
    client, _ = begun(official, takes)
    with pytest.raises(ApiError) as refused:
        client.voices.pvc.create(name="Second", language="en")
    assert refusal(refused.value) == (400, "professional_voice_limit_reached")
    client = official.open(plan="starter")
    with pytest.raises(ApiError) as refused:
        client.voices.pvc.create(name="First", language="en")
    assert refusal(refused.value) == (400, "can_not_use_professional_voice_cloning")


def test_what_it_is_called_can_be_changed(official: Official, takes: Takes) -> None:
    client, id_ = begun(official, takes)
    client.voices.pvc.update(id_, name="Myself", labels={"accent": "scottish"})
    told = client.voices.get(id_)
    assert (told.name, told.description, told.labels) == ("Myself", "My own", {"accent": "scottish"})
    assert official.http.post("/v1/voices/pvc", json={"name": "x" * 101, "language": "en"}).status_code == 422
