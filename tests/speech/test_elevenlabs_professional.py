"""A professional clone of ElevenLabs, from its first recording over the captcha to the trained voice, days later."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime

import pytest
from elevenlabs_desk import elevenlabs
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.errors import (
    ModelRefused,
    NoSlot,
    NotOffered,
    RateLimited,
    SamplesRefused,
    SpeechError,
    TextRefused,
    Unreachable,
)
from studio_app.speech.elevenlabs.professional import overall, read_states
from studio_app.speech.making import CloneWish, Sample

MODEL = "eleven_multilingual_v2"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)


def unseen(_gone, _whole):
    pass


class Booth:
    """A professional clone of a studio."""

    def __init__(self, studio, samples=2):
        self.studio, self.run = studio, studio.run
        self.maker = studio.maker.professional
        self.voice = self.run(self.maker.begin("Anna's", "en-GB", "Warm and low", {"accent": "british", "x": "y"}))
        if samples:
            takes = [studio.recording(number) for number in range(samples)]
            self.samples = self.run(self.maker.add(self.voice, takes, denoise=True, sent=unseen))

    def verify(self):
        picture, kind = self.run(self.maker.captcha(self.voice))
        assert kind == "image/png"
        assert picture.startswith(b"\x89PNG")
        self.run(self.maker.answer(self.voice, self.studio.recording(), unseen))

    @property
    def state(self):
        return overall(self.run(self.maker.state(self.voice)))


def test_from_the_first_recording_to_a_voice_that_speaks():
    with elevenlabs(plan="creator", training_days=2.0) as studio:
        booth = Booth(studio)
        assert (booth.state.state, booth.state.needs) == ("created", "verification")
        booth.verify()
        assert booth.state.needs == ""
        booth.run(booth.maker.train(booth.voice, MODEL))
        assert booth.state.state in ("queued", "training")
        studio.sim.pass_days(1)
        assert booth.state.state == "training"
        assert 0.3 < booth.state.share < 0.7
        mine = {one.voice.id: one for one in booth.run(studio.library.mine()).listings}[booth.voice]
        assert (mine.kind, mine.state) == ("professional", "training")
        studio.sim.pass_days(2)
        assert booth.run(booth.maker.state(booth.voice))[MODEL].state == "trained"
        assert booth.run(studio.maker.state(booth.voice)).state == "trained"
        assert studio.say(voice=booth.voice, model=MODEL).audio
        assert studio.wrong == []


def test_what_is_uploaded_can_be_told_from_what_is_not():
    with elevenlabs(plan="creator") as studio:
        booth = Booth(studio)
        take = studio.recording()
        there = {one.sha: one for one in booth.run(booth.maker.uploaded(booth.voice))}
        kept = there[hashlib.sha256(take.data).hexdigest()]
        assert (kept.name, kept.bytes, kept.denoise) == (take.name, len(take.data), True)
        assert kept.seconds > 1
        booth.run(booth.maker.remove(booth.voice, kept.id))
        assert kept.id not in {one.id for one in booth.run(booth.maker.uploaded(booth.voice))}


def test_speakers_are_told_apart_heard_and_chosen():
    with elevenlabs(plan="creator", separation_seconds=60.0) as studio:
        booth = Booth(studio, samples=1)
        (sample,) = booth.samples
        where = booth.voice, sample.id
        assert booth.run(booth.maker.separation(*where)).state == "not_started"
        booth.run(booth.maker.separate(*where))
        assert booth.run(booth.maker.separation(*where)).state == "pending"
        studio.sim.pass_days(1)
        found = booth.run(booth.maker.separation(*where))
        speaker = found.speakers[0]
        assert found.state == "completed"
        assert all(start < end for start, end in speaker.utterances)
        assert booth.run(booth.maker.hear_speaker(*where, speaker.id)).data
        booth.run(booth.maker.choose(*where, [speaker.id], (0.5, 1.5)))
        (kept,) = booth.run(booth.maker.uploaded(booth.voice))
        assert (kept.trim_s, kept.denoise) == ((0.5, 1.5), True)
        assert booth.run(booth.maker.separation(*where)).chosen == (speaker.id,)
        assert studio.wrong == []


@pytest.mark.parametrize("how", ["image", "base64", "string", "object"])
def test_the_picture_to_read_is_found_however_it_comes(how):
    with elevenlabs(plan="creator", captcha=how) as studio:
        Booth(studio, samples=0).verify()


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(
            {"captcha": {"data": f"data:image/png;base64,{base64.b64encode(PICTURE).decode()}"}, "text": "a" * 900}
        ),
        json.dumps([None, 3, base64.b64encode(PICTURE).decode()]),
    ],
)
def test_a_picture_deep_in_an_answer_is_found(body):
    with elevenlabs(plan="creator") as studio:
        booth = Booth(studio, samples=0)
        studio.sim.fault("/captcha", status=200, body=body, content_type="application/json")
        assert booth.run(booth.maker.captcha(booth.voice)) == (PICTURE, "image/png")


@given(st.binary(max_size=39))
@settings(max_examples=15, deadline=None)
def test_an_answer_without_a_picture_is_a_plain_error(body):
    with elevenlabs(plan="creator", ready=False) as studio:
        studio.sim.fault("/captcha", status=200, body=body, content_type="application/json")
        with pytest.raises(Unreachable):
            studio.run(studio.maker.professional.captcha("v"))


def test_a_captcha_read_wrongly_is_refused_until_the_day_is_over():
    with elevenlabs(plan="creator", captcha_refusals=9) as studio:
        booth = Booth(studio, samples=1)
        for _ in range(5):
            with pytest.raises(SamplesRefused):
                booth.verify()
        assert "captcha_mismatch" in booth.state.reason
        with pytest.raises(RateLimited):
            booth.verify()


def test_somebody_reviews_it_instead():
    with elevenlabs(plan="creator", review_days=2.0) as studio:
        booth = Booth(studio)
        file = Sample("passport.png", PICTURE)
        booth.run(booth.maker.ask_review(booth.voice, [file], "I cannot read it", unseen))
        assert booth.state.needs == "review"
        studio.sim.pass_days(3)
        assert booth.state.needs == ""
        booth.run(booth.maker.train(booth.voice))
        assert studio.wrong == []


def test_training_that_fails_says_why():
    with elevenlabs(plan="creator", training_ends="failed") as studio:
        booth = Booth(studio)
        booth.verify()
        booth.run(booth.maker.train(booth.voice, MODEL))
        studio.sim.pass_days(3)
        assert booth.state.state == "failed"
        assert "unlike each other" in booth.state.reason
        mine = {one.voice.id: one for one in booth.run(studio.library.mine()).listings}[booth.voice]
        assert mine.state == "failed"


def test_training_waits_for_proof_and_for_enough_recordings():
    with elevenlabs(plan="creator") as studio:
        booth = Booth(studio)
        with pytest.raises(ModelRefused, match="Read the text aloud"):
            booth.run(booth.maker.train(booth.voice))
    with elevenlabs(plan="creator", dataset_seconds=1800.0) as studio:
        booth = Booth(studio, samples=1)
        booth.verify()
        with pytest.raises(SamplesRefused):
            booth.run(booth.maker.train(booth.voice))


@pytest.mark.parametrize(("options", "kind"), [({"plan": "starter"}, NotOffered), ({"plan": "creator"}, NoSlot)])
def test_who_may_not_begin_is_told_why(options, kind):
    with elevenlabs(**options) as studio:
        if kind is NoSlot:
            Booth(studio, samples=0)
        with pytest.raises(kind):
            Booth(studio, samples=0)


def test_names_the_provider_would_not_take_are_not_sent():
    with elevenlabs(plan="creator", ready=False) as studio:
        for name, description in (("", ""), ("n" * 101, ""), ("n", "d" * 501)):
            with pytest.raises(TextRefused):
                studio.run(studio.maker.professional.begin(name, "en", description, {}))
        assert not studio.sim.requests


def test_a_voice_whose_beginning_was_not_heard_is_found():
    with elevenlabs(plan="creator") as studio:
        studio.sim.fault("POST /v1/voices/pvc", cut=3, framing="length")
        since = datetime.now(UTC).isoformat()
        with pytest.raises(Unreachable) as error:
            studio.run(studio.maker.professional.begin("Anna's", "en", "", {}))
        assert error.value.maybe_billed
        found = studio.run(studio.maker.cloned(CloneWish("Anna's", ()), since))
        assert (found.state, found.needs) == ("created", "verification")
        assert len(studio.asked("/v1/voices/pvc", "POST")) == 1


def test_recordings_whose_arrival_was_not_heard_may_be_there():
    with elevenlabs(plan="creator") as studio:
        booth = Booth(studio, samples=0)
        studio.sim.fault("/samples", cut=3, framing="length")
        with pytest.raises(Unreachable) as error:
            booth.run(booth.maker.add(booth.voice, [studio.recording()], denoise=False, sent=unseen))
        assert error.value.maybe_billed
        assert len(booth.run(booth.maker.uploaded(booth.voice))) == 1


_KNOWN = ["fine_tuning", "state", "progress", "message", "m", "n", "requires_verification", "is_verified"]
_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=6)
    | st.sampled_from(["failed", "queued", "m"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(_KNOWN),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(["fine_tuning", "voice_verification"]), _JSON))
@settings(max_examples=60, deadline=None)
def test_whatever_is_told_of_a_training_a_state_is_read(entry):
    states = read_states("v", entry)
    whole = overall(states)
    assert whole.state in ("created", "queued", "training", "trained", "failed")
    assert all(one.share is None or 0 <= one.share <= 1 for one in states.values())


@given(_JSON)
@settings(max_examples=15, deadline=None)
def test_whatever_is_told_of_speakers_a_separation_is_read(body):
    with elevenlabs(ready=False) as studio:
        answer = {"body": body} if body is not None else {"body": "null"}
        studio.sim.fault("/speakers", status=200, content_type="application/json", **answer)
        try:
            found = studio.run(studio.maker.professional.separation("v", "s"))
        except SpeechError:
            return
        assert found.state in ("not_started", "pending", "completed", "failed")
