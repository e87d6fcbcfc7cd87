"""Voices designed by Fish Audio: what is asked, what is billed, and how one is kept."""

from __future__ import annotations

import pytest
from fish_desk import fish

from studio_app.audio.decode import decode
from studio_app.domain.errors import (
    ModelRefused,
    NotOffered,
    OutOfCredit,
    SpeechError,
    TextRefused,
    Unauthorised,
    Unreachable,
)
from studio_app.speech.fish.design import fields
from studio_app.speech.making import DesignWish

SAILOR = "An old sailor with a rough, warm voice."


@pytest.fixture
def studio():
    with fish() as found:
        yield found


def design(studio, **more):
    return studio.run(studio.maker.design(DesignWish(SAILOR, **more)))


def test_a_description_becomes_voices_that_can_be_heard(studio):
    found = design(studio, text="Come aboard!", candidates=3)
    assert len({one.id for one in found.candidates}) == len({one.data for one in found.candidates}) == 3
    for one in found.candidates:
        heard = decode(one.data, "wav", 22050, 1)
        assert one.seconds == pytest.approx(len(heard) / 22050, abs=0.01)
    assert (found.text, found.billed) == ("Come aboard!", None)


def test_it_is_billed_once_as_was_estimated(studio):
    design(studio, candidates=4)
    assert [row.kind for row in studio.sim.books] == ["design"]
    assert studio.sim.billed * 15e-6 == pytest.approx(studio.maker.design_estimate(DesignWish(SAILOR)))
    assert studio.maker.abilities.design_price == studio.maker.design_estimate(DesignWish(SAILOR))


def test_what_is_asked_holds_to_the_providers_description(studio):
    design(studio, text="Ahoy!", language="en", closeness=1.0, seed=7, candidates=1)
    assert studio.last.headers["model"] == "voice-design-1"
    assert studio.last.body["guidance_scale"] > fields(DesignWish(SAILOR))["guidance_scale"] == 2.0
    design(studio)
    studio.held_to_the_contract()


def test_the_provider_chooses_a_text_where_none_is_given(studio):
    assert design(studio).text
    assert "reference_text" not in studio.last.body


def test_one_is_kept_as_a_private_voice_that_speaks(studio):
    found = design(studio, text="Come aboard!")
    wish = DesignWish(SAILOR, "Come aboard!")
    voice = studio.run(studio.maker.keep(found.candidates[1], "Sailor", wish, {"age": "old"}, [found.candidates[0].id]))
    body = studio.last.body
    assert (body["voices"], body["texts"]) == (found.candidates[1].data, "Come aboard!")
    assert (body["visibility"], body["enhance_audio_quality"]) == ("private", "false")
    told = studio.run(studio.library.look(voice))
    assert (told.kind, told.voice.name, told.description, told.age) == ("designed", "Sailor", SAILOR, "old")
    assert studio.desk.say("Good evening.", voice).seconds > 0
    studio.held_to_the_contract()


@pytest.mark.parametrize(
    ("wish", "kind"),
    [
        (DesignWish("  "), TextRefused),
        (DesignWish("x" * 2001), TextRefused),
        (DesignWish(SAILOR, "x" * 151), TextRefused),
        (DesignWish(SAILOR, model="voice-design-9"), ModelRefused),
        (DesignWish(SAILOR, of="a" * 32), NotOffered),
    ],
)
def test_what_cannot_be_is_not_sent(studio, wish, kind):
    with pytest.raises(kind):
        studio.run(studio.maker.design(wish))
    assert studio.sim.requests == []


@pytest.mark.parametrize(
    ("fault", "kind", "maybe"),
    [
        ({"status": 401}, Unauthorised, False),
        ({"status": 402}, OutOfCredit, False),
        ({"status": 422, "code": "instruction"}, TextRefused, False),
        ({"status": 403}, NotOffered, False),
        ({"status": 500}, Unreachable, True),
        ({"reset": "before", "billed": True}, Unreachable, True),
        ({"cut": 100, "billed": True}, Unreachable, True),
        ({"body": {"candidates": []}}, Unreachable, True),
        ({"body": {"candidates": [{"id": "a", "audio_base64": "!"}, None, 7]}}, Unreachable, True),
        ({"body": "<html>"}, Unreachable, True),
    ],
)
def test_what_goes_wrong_is_told_apart_and_never_paid_twice(studio, fault, kind, maybe):
    studio.sim.fault("/v1/voice-design", **fault)
    with pytest.raises(kind) as caught:
        design(studio)
    assert caught.value.maybe_billed is maybe
    assert len(studio.sim.requests) == 1


def test_a_busy_provider_is_asked_again_and_bills_once(studio):
    studio.sim.fault("/v1/voice-design", status=503)
    assert design(studio).candidates
    assert len(studio.sim.books) == 1


def test_the_description_is_not_repeated_in_errors(studio):
    studio.sim.fault("/v1/voice-design", status=400, message=f"bad prompt: {SAILOR}")
    with pytest.raises(SpeechError) as caught:
        design(studio)
    assert SAILOR not in caught.value.sentence
