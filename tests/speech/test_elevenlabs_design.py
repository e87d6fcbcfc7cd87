"""Voices designed with ElevenLabs: paid once, heard, kept one of, and remixed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from elevenlabs_desk import elevenlabs

from studio_app.domain.errors import NoSlot, OutOfCredit, TextRefused, Unreachable, VoiceMissing
from studio_app.speech.elevenlabs.design import body, estimate
from studio_app.speech.making import Candidate, CloneWish, DesignWish

TEXT = "The sea was calm that evening, and nobody on the pier expected the small boat that came out of the fog so late."
WISH = DesignWish("An old sailor with a low, weathered voice", TEXT)
DESIGN = "POST /v1/text-to-voice/design"
KEEP = "POST /v1/text-to-voice"


def designed(studio, wish=WISH):
    return studio.run(studio.maker.design(wish))


def kept(studio):
    """What the account has of designed voices, by id."""
    return {one.voice.id: one for one in studio.run(studio.library.mine()).listings if one.kind == "designed"}


def test_three_voices_are_designed_and_paid_once():
    with elevenlabs(plan="creator") as studio:
        found = designed(studio)
        assert len(found.candidates) == 3
        assert len({one.id for one in found.candidates}) == 3
        assert all(one.data and one.media_type.startswith("audio/") for one in found.candidates)
        assert found.text == TEXT
        assert len(studio.sim.books) == 1
        assert found.billed == studio.sim.billed == studio.maker.design_estimate(WISH)
        assert studio.wrong == []


def test_one_of_them_is_kept_and_speaks():
    with elevenlabs(plan="creator") as studio:
        first, second, _ = designed(studio).candidates
        id_ = studio.run(studio.maker.keep(first, "Sailor", WISH, {"age": "old", "mood": "x"}, [first.id, second.id]))
        mine = kept(studio)[id_]
        assert (mine.voice.name, mine.age) == ("Sailor", "old")
        (seen,) = [one for one in studio.asked("/v1/text-to-voice", "POST") if one.path == "/v1/text-to-voice"]
        assert seen.body["played_not_selected_voice_ids"] == [second.id]
        assert id_ in {one.id for one in studio.run(studio.engine.voices())}
        assert studio.say(voice=id_).audio
        assert studio.wrong == []


def test_the_provider_writes_the_text_where_none_is_given():
    with elevenlabs(plan="creator") as studio:
        found = designed(studio, DesignWish(WISH.description))
        assert 100 <= len(found.text) <= 1000
        assert studio.wrong == []


def test_a_voice_is_remixed_with_few_words_and_kept():
    with elevenlabs(plan="creator") as studio:
        first = designed(studio).candidates[0]
        voice = studio.run(studio.maker.keep(first, "Sailor", WISH, {}, []))
        remix = DesignWish("Older", TEXT, of=voice, closeness=0.7)
        found = designed(studio, remix)
        id_ = studio.run(studio.maker.keep(found.candidates[1], "Older sailor", remix, {}, []))
        assert id_ in kept(studio)
        assert studio.asked("/remix")[0].body["prompt_strength"] == 0.7
        assert studio.wrong == []


def test_a_remix_of_what_is_not_there_is_told_so():
    with elevenlabs(plan="creator") as studio:
        with pytest.raises(VoiceMissing):
            designed(studio, DesignWish("Older", TEXT, of="nobody"))
        assert studio.sim.billed == 0


@pytest.mark.parametrize("plan", ["starter", "pro"])
def test_the_recordings_are_as_good_as_the_plan_gives(plan):
    with elevenlabs(plan=plan) as studio:
        assert designed(studio).candidates
        (seen,) = studio.asked("/design")
        assert seen.asked("output_format") == ("mp3_44100_192" if plan == "pro" else "mp3_44100_128")


def test_a_format_the_plan_has_not_is_left_out_and_not_paid():
    with elevenlabs(plan="starter", lacks=("user_read",)) as studio:
        assert designed(studio).candidates
        assert len(studio.sim.books) == 1


def test_a_recording_that_did_not_come_is_fetched():
    with elevenlabs(plan="creator") as studio:
        first = designed(studio).candidates[0]
        answer = {"previews": [{"generated_voice_id": first.id, "audio_base_64": None}, {}, None], "text": None}
        studio.sim.fault(DESIGN, status=200, body=answer)
        (again,) = designed(studio).candidates
        assert (again.id, again.data) == (first.id, first.data)


@pytest.mark.parametrize("answer", [{}, [], "x", {"previews": "x"}, {"previews": [{"audio_base_64": "AAAA"}]}])
def test_an_answer_with_nothing_in_it_may_have_been_paid(answer):
    with elevenlabs(plan="creator") as studio:
        studio.sim.fault(DESIGN, status=200, body=answer, content_type="application/json", billed=True)
        with pytest.raises(Unreachable) as error:
            designed(studio)
        assert error.value.maybe_billed


@pytest.mark.parametrize("fault", [{"reset": 200}, {"cut": 200, "framing": "length"}, {"status": 500, "billed": True}])
def test_a_lost_design_is_not_paid_again(fault):
    with elevenlabs(plan="creator") as studio:
        studio.sim.fault(DESIGN, **fault)
        with pytest.raises(Unreachable) as error:
            designed(studio)
        assert error.value.maybe_billed
        assert len(studio.asked("/design")) == 1


def test_a_design_takes_the_place_of_the_turn_it_is_in():
    async def in_turn(engine):
        async with engine.turn():
            found = await engine.maker.design(WISH)
            assert (engine.line.slots.held(engine._group), engine.line.slots.held()) == (1, 0)
        return found

    with elevenlabs(plan="free") as studio:
        assert len(studio.run(in_turn(studio.engine)).candidates) == 3


def test_a_busy_provider_is_asked_again():
    with elevenlabs(plan="creator") as studio:
        studio.sim.fault(DESIGN, status=429, code="system_busy", times=2)
        assert designed(studio).candidates
        assert len(studio.sim.books) == 1


def test_credits_that_are_missing_are_told():
    with elevenlabs(plan="creator", credits=10) as studio:
        with pytest.raises(OutOfCredit):
            designed(studio)
        assert studio.sim.billed == 0


@pytest.mark.parametrize(
    "wish",
    [
        DesignWish("too short", TEXT),
        DesignWish("d" * 1001, TEXT),
        DesignWish(WISH.description, "too short"),
        DesignWish(WISH.description, "t" * 1001),
        DesignWish("abcd", TEXT, of="voice"),
    ],
)
def test_words_the_provider_would_not_take_are_not_sent(wish):
    with elevenlabs(plan="creator", ready=False) as studio:
        with pytest.raises(TextRefused):
            designed(studio, wish)
        assert not studio.sim.requests


def test_no_words_of_the_person_come_back_in_an_error():
    with elevenlabs(plan="creator") as studio:
        studio.sim.fault(DESIGN, status=400, code="strange", message=f"Bad words: {TEXT}")
        with pytest.raises(TextRefused) as error:
            designed(studio)
        assert TEXT[:20] not in f"{error.value.sentence} {error.value.detail}"


def test_no_slot_is_left_for_what_was_designed():
    with elevenlabs(plan="creator", slots=1) as studio:
        candidate = designed(studio).candidates[0]
        with pytest.raises(NoSlot):
            studio.run(studio.maker.keep(candidate, "One", WISH, {}, []))


def test_a_design_that_is_gone_cannot_be_kept():
    with elevenlabs(plan="creator") as studio, pytest.raises(VoiceMissing):
        studio.run(studio.maker.keep(Candidate("nothing", b"x"), "Sailor", WISH, {}, []))


def test_a_voice_whose_keeping_was_not_heard_is_found():
    with elevenlabs(plan="creator") as studio:
        first, before = designed(studio).candidates[0], kept(studio)
        studio.sim.fault(KEEP, cut=3, framing="length")
        since = datetime.now(UTC).isoformat()
        with pytest.raises(Unreachable) as error:
            studio.run(studio.maker.keep(first, "Sailor", WISH, {}, []))
        assert error.value.maybe_billed
        found = studio.run(studio.maker.cloned(CloneWish("Sailor", ()), since))
        assert set(kept(studio)) - set(before) == {found.voice}


def test_keeping_twice_is_once():
    with elevenlabs(plan="creator") as studio:
        first = designed(studio).candidates[0]
        ids = {studio.run(studio.maker.keep(first, "Sailor", WISH, {}, [])) for _ in range(2)}
        assert len(ids) == 1
        assert ids <= set(kept(studio))


def test_what_is_sent_stays_within_what_the_provider_takes():
    wish = DesignWish(WISH.description, TEXT, loudness=-7, closeness=3, seed=-5)
    said = body(wish)
    assert (said["loudness"], said["guidance_scale"]) == (-1.0, 100)
    assert 0 <= said["seed"] < 1 << 31
    assert estimate(wish) == len(TEXT)
