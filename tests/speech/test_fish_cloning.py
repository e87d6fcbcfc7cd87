"""Voices cloned at Fish Audio: what is sent, what is promised to nobody, and nothing made twice."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from fish_desk import RECORDING, fish, recording, wish

from studio_app.domain.errors import (
    NoSlot,
    NotOffered,
    OutOfCredit,
    RateLimited,
    SamplesRefused,
    Unauthorised,
    Unreachable,
    VoiceMissing,
)
from studio_app.speech.making import CloneWish, Sample


@pytest.fixture
def studio():
    with fish() as found:
        yield found


def clone(studio, what, sent=lambda _gone, _whole: None):
    return studio.run(studio.maker.clone(what, sent))


def refused(studio, kind, what=None, **fault):
    if fault:
        studio.sim.fault("POST /model", **fault)
    with pytest.raises(kind) as caught:
        clone(studio, what or wish())
    return caught.value


def now():
    return datetime.now(UTC).isoformat()


def test_recordings_become_a_voice_that_speaks(studio):
    made = clone(studio, wish(count=2, text="Hello there."))
    assert made.state == "trained"
    assert studio.desk.say("Good evening.", made.voice).seconds > 0
    assert made.voice in [one.id for one in studio.run(studio.engine.voices())]


def test_who_sees_it_and_whether_it_is_cleaned_is_always_said(studio):
    clone(studio, wish())
    clone(studio, wish(enhance=False, visibility="unlist"))
    said = [(seen.body["visibility"], seen.body["enhance_audio_quality"]) for seen in studio.asked("POST", "/model")]
    assert said == [("private", "true"), ("unlist", "false")]


def test_everything_that_is_told_of_it_arrives(studio):
    what = wish(
        "Tante Größe", 2, "Hallo!", description="An old lady.", tags=("warm", "old"), labels=(("gender", "female"),)
    )
    clone(studio, what)
    body = studio.last.body
    assert (body["title"], body["description"], body["type"], body["train_mode"]) == (
        "Tante Größe",
        "An old lady.",
        "tts",
        "fast",
    )
    assert (body["tags"], body["texts"]) == (["warm", "old", "female"], ["Hallo!"] * 2)
    assert body["voices"] == [RECORDING] * 2
    studio.held_to_the_contract()


def test_the_names_of_files_on_this_computer_stay_here(studio):
    clone(studio, wish())
    assert b"Mary" not in studio.last.raw
    assert b'filename="sample-1.wav"' in studio.last.raw


def test_texts_are_sent_of_all_recordings_or_of_none(studio):
    clone(studio, CloneWish("Aunt", (Sample("a.wav", RECORDING, "Hello."), Sample("b.wav", RECORDING))))
    assert "texts" not in studio.last.body


def test_a_public_voice_has_a_picture(studio):
    made = clone(studio, wish(visibility="public"))
    assert studio.last.body["cover_image"].startswith(b"\x89PNG")
    assert studio.run(studio.library.look(made.voice)).visibility == "public"
    studio.held_to_the_contract()


def test_the_upload_says_how_far_it_is(studio):
    told = []
    clone(studio, CloneWish("Aunt", (Sample("a.wav", recording(60)),)), lambda gone, whole: told.append((gone, whole)))
    assert len({whole for _, whole in told}) == 1
    assert [gone for gone, _ in told] == sorted(gone for gone, _ in told)
    assert (told[0][0], told[-1][0]) == (0, told[-1][1])
    assert told[-1][1] == len(studio.asked("POST", "/model")[0].raw)


# what it takes


def test_training_that_takes_time_goes_through_its_states():
    with fish(training_s=100.0) as studio:
        made = clone(studio, wish())
        states = [made.state]
        for passed in (50, 101):
            studio.sim.set(passed=float(passed))
            states.append(studio.run(studio.maker.state(made.voice)).state)
    assert states == ["created", "training", "trained"]


def test_training_that_fails_says_so():
    with fish(training_fails=True) as studio:
        made = clone(studio, wish())
    assert made.state == "failed"
    assert made.reason


def test_the_state_of_a_voice_that_is_gone(studio):
    made = clone(studio, wish())
    studio.run(studio.library.remove(made.voice))
    with pytest.raises(VoiceMissing):
        studio.run(studio.maker.state(made.voice))


@pytest.mark.parametrize("count", [0, 21])
def test_too_many_recordings_are_not_sent(studio, count):
    assert str(count) in refused(studio, SamplesRefused, wish(count=count)).sentence
    assert studio.sim.requests == []


def test_what_is_no_recording_is_refused_in_the_providers_words(studio):
    error = refused(studio, SamplesRefused, CloneWish("Aunt", (Sample("a.wav", b"RIFF"),)))
    assert "Failed to decode" in error.sentence


def test_no_room_for_one_more():
    with fish(voice_limit=4) as studio:
        refused(studio, NoSlot)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"status": 401}, Unauthorised),
        ({"status": 402}, OutOfCredit),
        ({"status": 403, "message": "Not allowed"}, NotOffered),
        ({"status": 413, "shape": "plain", "message": "File size exceeds limit of 50 MB"}, SamplesRefused),
        ({"status": 422, "code": "voices", "message": "too many voices"}, SamplesRefused),
        ({"status": 422, "code": "title", "message": "too long"}, NotOffered),
        ({"status": 429}, RateLimited),
        ({"status": 503}, RateLimited),
        ({"status": 400, "message": "Upgrade: voices quota reached"}, NoSlot),
        ({"status": 400, "shape": "html"}, SamplesRefused),
    ],
)
def test_refusals_are_told_apart_and_nothing_is_sent_again(studio, fault, kind):
    assert not refused(studio, kind, **fault).maybe_billed
    assert len(studio.asked("POST", "/model")) == 1


def test_neither_key_nor_text_is_repeated(studio):
    text = "My grandmother lived in a small house by the sea."
    said = f"cannot align: {text} {studio.sim.key}"
    studio.sim.fault("POST /model", status=400, message=said)
    with pytest.raises(SamplesRefused) as caught:
        clone(studio, wish(text=text))
    assert text not in caught.value.sentence + caught.value.detail
    assert studio.sim.key not in caught.value.sentence


# nothing twice


@pytest.mark.parametrize("fault", [{"reset": "before"}, {"cut": 10}, {"status": 500}, {"status": 504}])
def test_a_lost_answer_may_be_a_voice_and_is_found(studio, fault):
    began = now()
    assert refused(studio, Unreachable, billed=True, **fault).maybe_billed
    assert len(studio.asked("POST", "/model")) == 1
    found = studio.run(studio.maker.cloned(wish(" aunt "), began))
    assert found.state == "trained"
    assert studio.run(studio.library.look(found.voice)).voice.name == "Aunt"


def test_an_answer_that_names_no_voice_may_be_one(studio):
    for body in ("", "<html>", {}, []):
        assert refused(studio, Unreachable, body=body).maybe_billed


def test_what_was_never_made_is_not_found(studio):
    began = now()
    refused(studio, Unreachable, reset="before")
    assert studio.run(studio.maker.cloned(wish(), began)) is None


def test_an_older_voice_of_that_name_is_another(studio):
    clone(studio, wish())
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert studio.run(studio.maker.cloned(wish(), later)) is None
    assert studio.run(studio.maker.cloned(wish(), now())) is not None


def test_nobody_there_made_no_voice(studio):
    with studio.sim.paused():
        assert not refused(studio, Unreachable).maybe_billed


def test_an_upload_can_be_stopped(studio):
    studio.sim.fault("POST /model", delay=30.0)

    async def stop_it():
        begun = asyncio.Event()
        task = asyncio.ensure_future(studio.maker.clone(wish(), lambda _gone, _whole: begun.set()))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    studio.run(stop_it())
    assert studio.run(studio.maker.cloned(wish(), now())) is None


def test_what_can_be_made_is_said(studio):
    can = studio.maker.abilities
    assert can.instant
    assert can.inline
    assert can.design
    assert not can.professional
    assert can.visibilities[0] == "private"
    assert studio.maker.professional is None
