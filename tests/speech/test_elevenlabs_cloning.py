"""Voices cloned at once by ElevenLabs: uploaded once, seen on the way, and found again where the answer was lost."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import formatdate

import pytest
from elevenlabs_desk import elevenlabs

from studio_app.domain.errors import (
    NoSlot,
    NotOffered,
    OutOfCredit,
    RateLimited,
    SamplesRefused,
    SpeechError,
    Unreachable,
    VoiceMissing,
)
from studio_app.speech.making import CloneWish, Sample

ADD = "POST /v1/voices/add"


@pytest.fixture(scope="module")
def refusing():
    """A studio that clones nothing."""
    with elevenlabs(plan="creator") as studio:
        yield studio


def unseen(_gone, _whole):
    pass


def wish(studio, name="My voice", samples=1, **more):
    return CloneWish(name, tuple(studio.recording(number) for number in range(samples)), **more)


def ago(seconds=0.0):
    return (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat()


def clones(studio):
    """The ids of what the account has cloned."""
    return {one.voice.id for one in studio.run(studio.library.mine()).listings if one.kind == "cloned"}


def uploads(studio):
    return studio.asked("/v1/voices/add", "POST")


def test_a_voice_is_cloned_listed_and_speaks():
    with elevenlabs(plan="creator") as studio:
        wanted = wish(studio, samples=2, description="Warm", labels=(("accent", "irish"), ("mood", "x")), denoise=True)
        training = studio.run(studio.maker.clone(wanted, unseen))
        assert (training.state, training.needs) == ("trained", "")
        (seen,) = uploads(studio)
        assert (seen.body["name"], seen.body["remove_background_noise"]) == ("My voice", "true")
        assert seen.body["labels"] == '{"accent": "irish"}'
        assert [bytes(one) for one in seen.body["files"]] == [one.data for one in wanted.samples]
        mine = {one.voice.id: one for one in studio.run(studio.library.mine()).listings}[training.voice]
        assert (mine.kind, mine.accent, mine.voice.name) == ("cloned", "irish", "My voice")
        assert studio.say(voice=training.voice).audio
        assert studio.run(studio.maker.state(training.voice)).state == "trained"
        assert studio.wrong == []


def test_what_is_sent_is_seen_while_it_goes():
    with elevenlabs(plan="creator") as studio:
        seen = []
        wanted = CloneWish("Mine", (*(studio.recording(number) for number in range(3)),))
        studio.run(studio.maker.clone(wanted, lambda gone, whole: seen.append((gone, whole))))
        assert seen[0][0] == 0
        assert [gone for gone, _ in seen] == sorted(gone for gone, _ in seen)
        assert seen[-1][0] == seen[-1][1] == int(uploads(studio)[0].headers["content-length"])
        assert len(seen) > 3


def test_the_voice_is_known_to_the_engine_at_once():
    with elevenlabs(plan="creator") as studio:
        studio.run(studio.engine.voices())
        id_ = studio.run(studio.maker.clone(wish(studio), unseen)).voice
        assert id_ in {one.id for one in studio.run(studio.engine.voices())}
        assert studio.engine.check_voice("my voice") == id_


def test_what_a_voice_was_made_of_can_be_heard_again():
    with elevenlabs(plan="creator") as studio:
        wanted = wish(studio)
        voice = studio.run(studio.maker.clone(wanted, unseen)).voice
        (there,) = studio.run(studio.maker.professional.uploaded(voice))
        assert studio.run(studio.library.sample(f"sample:{voice}/{there.id}")) == wanted.samples[0].data
        with pytest.raises(SpeechError):
            studio.run(studio.library.sample(f"sample:{voice}/../../user"))


@pytest.mark.parametrize(
    "fault", [{"reset": "before", "billed": True}, {"cut": 3, "framing": "length"}, {"status": 504, "billed": True}]
)
def test_an_upload_whose_answer_is_lost_is_found_and_never_sent_again(fault):
    with elevenlabs(plan="creator") as studio:
        wanted, since, before = wish(studio), ago(), clones(studio)
        studio.sim.fault(ADD, **fault)
        with pytest.raises(Unreachable) as error:
            studio.run(studio.maker.clone(wanted, unseen))
        assert error.value.maybe_billed
        assert len(uploads(studio)) == 1
        made = studio.run(studio.maker.cloned(wanted, since))
        assert clones(studio) - before == {made.voice}


def test_a_voice_that_was_not_made_is_not_found():
    with elevenlabs(plan="creator") as studio:
        wanted = wish(studio)
        studio.run(studio.maker.clone(wanted, unseen))
        assert studio.run(studio.maker.cloned(CloneWish("Another", ()), ago(60))) is None
        assert studio.run(studio.maker.cloned(wanted, ago(-3600))) is None
        assert studio.run(studio.maker.cloned(wanted, ago(60))).state == "trained"


@pytest.mark.parametrize("clock", [-4000.0, 4000.0])
def test_a_voice_is_found_whatever_the_providers_clock_says(clock):
    with elevenlabs(plan="creator", clock=clock) as studio:
        studio.sim.fault("GET /v", headers={"date": formatdate(time.time() + clock, usegmt=True)}, times=99)
        wanted, since = wish(studio), ago()
        made = studio.run(studio.maker.clone(wanted, unseen))
        assert studio.run(studio.maker.cloned(wanted, since)).voice == made.voice
        assert studio.run(studio.maker.cloned(wanted, ago(-60))) is None


def test_nothing_is_sent_again_where_the_provider_is_busy():
    with elevenlabs(plan="creator") as studio:
        wanted = wish(studio)
        studio.sim.fault(ADD, status=429, times=9)
        with pytest.raises(RateLimited):
            studio.run(studio.maker.clone(wanted, unseen))
        assert len(uploads(studio)) == 1


def test_what_was_never_sent_may_be_sent_again():
    with elevenlabs(plan="creator") as studio:
        wanted = wish(studio)
        with studio.sim.paused(), pytest.raises(Unreachable) as error:
            studio.run(studio.maker.clone(wanted, unseen))
        assert not error.value.maybe_billed


def test_an_upload_is_stopped_where_it_is():
    async def stopped(studio, wanted):
        going = asyncio.Event()
        task = asyncio.ensure_future(studio.maker.clone(wanted, lambda gone, _: gone and going.set()))
        await going.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with elevenlabs(plan="creator") as studio:
        before = clones(studio)
        studio.sim.fault(ADD, delay=5.0)
        studio.run(stopped(studio, wish(studio)))
        assert clones(studio) == before


@pytest.mark.parametrize(
    ("samples", "name"),
    [
        ((), "Mine"),
        ((Sample("a.wav", b""),), "Mine"),
        ((Sample("a.wav", bytes(11 << 20)),), "Mine"),
        (tuple(Sample(f"{number}.wav", b"x") for number in range(26)), "Mine"),
        ((Sample("a.wav", b"x"),), "  "),
    ],
)
def test_what_the_provider_would_not_take_is_not_sent(refusing, samples, name):
    before = len(refusing.sim.requests)
    with pytest.raises(SamplesRefused):
        refusing.run(refusing.maker.clone(CloneWish(name, samples), unseen))
    assert len(refusing.sim.requests) == before


def test_what_is_no_recording_is_refused_in_the_providers_words(refusing):
    with pytest.raises(SamplesRefused, match="corrupted"):
        refusing.run(refusing.maker.clone(CloneWish("Mine", (Sample("a.wav", b"no sound"),)), unseen))


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"status": 400, "code": "voice_limit_reached"}, NoSlot),
        ({"status": 403, "code": "voice_add_edit_limit_reached", "shape": "legacy"}, NoSlot),
        ({"status": 400, "code": "can_not_use_instant_voice_cloning", "shape": "legacy"}, NotOffered),
        ({"status": 402, "code": "paid_plan_required"}, NotOffered),
        ({"status": 402, "code": "insufficient_credits"}, OutOfCredit),
        ({"status": 413, "body": "Payload Too Large"}, SamplesRefused),
        ({"status": 400, "code": "audio_too_short"}, SamplesRefused),
        ({"status": 404, "code": "voice_not_found"}, VoiceMissing),
    ],
)
def test_each_refusal_is_told_as_what_it_is(refusing, fault, kind):
    refusing.sim.fault(ADD, **fault)
    with pytest.raises(kind) as error:
        refusing.run(refusing.maker.clone(wish(refusing), unseen))
    assert not error.value.maybe_billed


def test_a_free_plan_makes_no_clones_and_says_so_before():
    with elevenlabs(plan="free") as studio:
        assert not studio.maker.abilities.instant
        with pytest.raises(NotOffered):
            studio.run(studio.maker.clone(wish(studio), unseen))
    with elevenlabs(plan="creator") as studio:
        assert studio.maker.abilities.instant
        assert studio.maker.abilities.professional


def test_a_clone_that_must_be_verified_says_so():
    with elevenlabs(plan="creator", verify_clones=True) as studio:
        training = studio.run(studio.maker.clone(wish(studio), unseen))
        assert (training.state, training.needs) == ("created", "verification")
        assert studio.run(studio.maker.state(training.voice)) == training


def test_a_name_no_form_can_hold_does_no_harm():
    with elevenlabs(plan="creator") as studio:
        sample = Sample('C:\\takes\\"odd"\r\n naïve.mp3', studio.recording().data)
        training = studio.run(studio.maker.clone(CloneWish('Ann "Q" Smîth\ud800', (sample,)), unseen))
        (mine,) = [one for one in studio.run(studio.library.mine()).listings if one.voice.id == training.voice]
        assert mine.voice.name.startswith('Ann "Q" Smîth')


def test_an_answer_without_an_id_says_that_something_was_made():
    with elevenlabs(plan="creator") as studio:
        wanted = wish(studio)
        studio.sim.fault(ADD, status=200, body={}, billed=True)
        with pytest.raises(Unreachable) as error:
            studio.run(studio.maker.clone(wanted, unseen))
        assert error.value.maybe_billed
