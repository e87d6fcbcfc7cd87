"""Sound effects of ElevenLabs: as long as they were asked for, paid as told, and never kept by the provider."""

import pytest
from elevenlabs_desk import elevenlabs

from studio_app.audio.decode import decode
from studio_app.domain.errors import OutOfCredit, TextRefused, Unauthorised, Unreachable
from studio_app.domain.timeline import Effect

DOOR = Effect(5.0)
PATH = "/v1/sound-generation"


def make(studio, prompt="A heavy door slams", effect=DOOR):
    return studio.run(studio.engine.effects.make(prompt, effect))


def test_an_effect_is_a_sound_of_the_length_that_was_asked_for_and_paid_as_told():
    with elevenlabs(plan="creator") as studio:
        price = studio.engine.effects.estimate(DOOR)
        made = make(studio)
        samples = decode(made.audio.data, made.audio.codec, made.audio.rate, made.audio.channels)
        assert len(samples) / made.audio.rate == pytest.approx(5, abs=0.1)
        assert samples.any()
        assert made.billing.credits == studio.sim.billed == price == 27
        assert made.billing.known
        assert studio.wrong == []


def test_what_is_wished_is_what_is_sent():
    with elevenlabs(plan="creator") as studio:
        make(studio, " Rain\non a roof ", Effect(40, 0.7, loop=True))
        make(studio, "Rain", Effect())
        first, second = (seen.body for seen in studio.asked(PATH))
        assert first["text"] == "Rain on a roof"
        assert (first["duration_seconds"], first["prompt_influence"], first["loop"]) == (30, 0.7, True)
        assert "duration_seconds" not in second
        assert "loop" not in second
        assert studio.wrong == []


def test_the_price_follows_what_the_account_was_billed():
    with elevenlabs(plan="creator") as studio:
        before = studio.engine.effects.estimate(Effect(10))
        make(studio, effect=Effect(0.5))
        assert studio.engine.effects.estimate(Effect(10)) == pytest.approx(60)
        assert before == 54
        assert studio.engine.effects.estimate(Effect()) > 0


@pytest.mark.parametrize(("plan", "kbps"), [("starter", 128), ("creator", 192)])
def test_the_recording_is_as_good_as_the_plan_gives(plan, kbps):
    with elevenlabs(plan=plan) as studio:
        make(studio)
        assert studio.asked(PATH)[-1].asked("output_format") == f"mp3_44100_{kbps}"


def test_a_format_the_plan_has_not_is_left_out_and_not_paid():
    with elevenlabs(plan="starter", lacks=("user_read",)) as studio:
        assert make(studio).audio.data
        assert [seen.asked("output_format") for seen in studio.asked(PATH)] == ["mp3_44100_192", "mp3_44100_128"]
        assert len(studio.sim.books) == 1


@pytest.mark.parametrize("prompt", ["", "   ", "x" * 451])
def test_what_would_be_refused_is_not_sent(prompt):
    with elevenlabs() as studio:
        with pytest.raises(TextRefused):
            make(studio, prompt)
        assert studio.asked(PATH) == []


def test_without_credit_or_permission_nothing_is_made():
    with elevenlabs(credits=3) as studio, pytest.raises(OutOfCredit):
        make(studio)
    with elevenlabs(lacks=("sound_generation",)) as studio, pytest.raises(Unauthorised):
        make(studio)


@pytest.mark.parametrize("fault", [{"reset": 200}, {"cut": 200, "framing": "length"}, {"status": 500, "billed": True}])
def test_a_lost_answer_may_have_been_billed_and_is_not_asked_for_again(fault):
    with elevenlabs() as studio:
        studio.sim.fault(PATH, **fault)
        with pytest.raises(Unreachable) as lost:
            make(studio)
        assert lost.value.maybe_billed
        assert len(studio.asked(PATH)) == 1


@pytest.mark.parametrize("answer", [b"", b"{}", b"<html>sign in</html>"])
def test_what_is_no_sound_is_told_as_lost(answer):
    with elevenlabs() as studio:
        studio.sim.fault(PATH, status=200, body=answer)
        with pytest.raises(Unreachable) as lost:
            make(studio)
        assert lost.value.maybe_billed


def test_a_busy_provider_is_asked_again_because_nothing_was_billed():
    with elevenlabs() as studio:
        studio.sim.fault(PATH, status=429, code="system_busy", times=2)
        assert make(studio).audio.data
        assert studio.sim.billed == 27


def test_two_effects_of_the_same_words_are_two_sounds():
    with elevenlabs() as studio:
        assert make(studio).audio.data != make(studio).audio.data
