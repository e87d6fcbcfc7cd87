"""The engine of ElevenLabs speaks, learns what its account may have, and says what it costs."""

from __future__ import annotations

import asyncio
import time

import pytest
from elevenlabs_desk import MODEL, TEXT, VOICE, elevenlabs, request

from studio_app.domain.errors import (
    ModelRefused,
    OutOfCredit,
    SpeechError,
    TextRefused,
    Unauthorised,
    Unreachable,
    VoiceMissing,
)
from studio_app.speech.elevenlabs.asking import Dictionary
from studio_app.speech.engine import AudioChunk, Billing, Timings
from tests.simulators.contract import Contract

#: What the websocket's specification knows in its address.
LIVE_QUERY = {"model_id", "language_code", "enable_logging", "output_format", "sync_alignment", "auto_mode", "seed"} | {
    "apply_text_normalization"
}


@pytest.mark.parametrize(
    ("plan", "codec", "asked"),
    [
        ("free", "mp3", "mp3_44100_128"),
        ("starter", "mp3", "mp3_44100_128"),
        ("creator", "mp3", "mp3_44100_192"),
        ("pro", "pcm_s16le", "pcm_44100"),
        ("scale", "pcm_s16le", "pcm_44100"),
        ("business", "pcm_s16le", "pcm_44100"),
    ],
)
def test_the_best_audio_of_the_plan_is_asked_for(plan, codec, asked):
    with elevenlabs(plan=plan) as studio:
        assert studio.say().formats == {(codec, 44100, 1)}
        assert studio.formats == [asked]
        assert studio.engine.notes == []


def test_what_the_plan_has_is_learned_where_it_cannot_be_read():
    with elevenlabs(plan="free", lacks=("user_read",)) as studio:
        assert studio.say().formats == studio.say().formats == {("mp3", 44100, 1)}
        assert studio.formats == ["pcm_44100", "mp3_44100_192", "mp3_44100_128", "mp3_44100_128"]
        assert len(studio.sim.books) == 2
        assert any("128 kbit/s" in note for note in studio.engine.notes)


def test_requests_at_once_learn_of_the_plan_one_step_each():
    with elevenlabs(plan="creator", lacks=("user_read",)) as studio:
        studio.desk.say_all([request(f"{TEXT} {number}") for number in range(4)])
        assert studio.engine._format == "mp3_44100_192"
        assert len(studio.sim.books) == 4


@pytest.mark.parametrize("plan", ["creator", "pro"])
def test_times_of_words_are_the_same_whatever_they_count_from(plan):
    answers = []
    for timestamps in ("whole", "chunk"):
        with elevenlabs(plan=plan, timestamps=timestamps, fast=False, chunk=8192) as studio:
            answers.append(studio.say(seed=1).words)
    words = [TEXT[word.start : word.end] for word in answers[0]]
    assert words == TEXT.replace(".", "").split()
    assert [word.start for word in answers[1]] == [word.start for word in answers[0]]
    assert [word.seconds for word in answers[1]] == pytest.approx([word.seconds for word in answers[0]], abs=0.12)


def test_listening_begins_before_the_answer_is_whole():
    async def first_and_last(engine):
        heard = [time.monotonic() async for part in engine.speak(request()) if isinstance(part, AudioChunk)]
        return heard[0], heard[-1]

    with elevenlabs(fast=False, stream_pause=0.02) as studio:
        first, last = studio.run(first_and_last(studio.engine))
        assert last - first > 0.2


def test_what_was_billed_is_what_the_provider_says():
    with elevenlabs(factor={MODEL: 0.25}) as studio:
        billing = studio.say().billing
        assert billing == Billing(studio.sim.books[0].credits, studio.sim.books[0].request_id)
        assert billing.credits < studio.engine.estimate(TEXT, MODEL)


def test_where_the_provider_does_not_say_what_it_billed_the_estimate_is_told_as_one():
    with elevenlabs(cost_on_streams=False) as studio:
        billing = studio.say().billing
        assert (billing.credits, billing.known) == (len(TEXT), False)
        assert billing.request_id


@pytest.mark.parametrize(
    "model", ["eleven_multilingual_v2", "eleven_flash_v2_5", "eleven_v3", "eleven_v4", "eleven_v4_turbo"]
)
@pytest.mark.parametrize("text", [TEXT, "Ö😀 naïve.", "x" * 777])
def test_the_estimate_is_what_is_billed(model, text):
    with elevenlabs() as studio:
        assert studio.engine.estimate(text, model) == studio.say(text, model).billing.credits == studio.sim.billed


def test_models_are_those_of_the_provider():
    with elevenlabs() as studio:
        models = {model.id: model for model in studio.engine.capabilities.models}
        assert models["eleven_flash_v2_5"].characters == 40_000
        assert models["eleven_flash_v2_5"].price == 0.5
        assert models[MODEL].languages == ("en", "de", "fr", "es", "it", "pl", "pt", "ja", "zh", "hi", "ar", "ko", "nl")
        assert not [id_ for id_ in models if "sts" in id_]


@pytest.mark.parametrize("plan", ["free", "creator", "pro"])
def test_as_many_run_at_once_as_the_plan_has(plan):
    with elevenlabs(plan=plan, latency=0.4) as studio:
        most = studio.engine.capabilities.concurrency
        studio.desk.say_all([request(f"{TEXT} {number}") for number in range(2 * most)])
        assert studio.sim.most_at_once == most == {"free": 2, "creator": 5, "pro": 10}[plan]
        assert studio.sim.refused == 0


# Stitching


def test_what_is_around_a_text_is_told_by_id_before_text():
    with elevenlabs() as studio:
        ids = tuple(studio.say(f"{TEXT} {number}").billing.request_id for number in range(4))
        studio.say(before="Before.", after="After.", before_ids=ids)
        studio.say(before="Before.")
        by_id, by_text = studio.bodies[-2:]
        assert by_id["previous_request_ids"] == list(ids[-3:])
        assert (by_id["next_text"], by_text["previous_text"]) == ("After.", "Before.")
        assert "previous_text" not in by_id


def test_v3_is_told_nothing_of_what_is_around():
    with elevenlabs() as studio:
        studio.say(model="eleven_v3", before="Before.", after="After.", before_ids=("abc",))
        assert [name for name in studio.bodies[0] if "previous" in name or "next" in name] == []


def test_a_model_that_takes_no_context_is_asked_once_more_without_and_never_again():
    with elevenlabs(v4_stitches=False) as studio:
        for _ in range(2):
            assert studio.say(model="eleven_v4", before="Before.").audio
        assert [seen.status for seen in studio.spoken] == [400, 200, 200]
        assert not next(one for one in studio.engine.capabilities.models if one.id == "eleven_v4").stitches


def test_ids_the_provider_has_forgotten_are_left_out_of_that_request_alone():
    with elevenlabs(request_ids="refuse") as studio:
        good = studio.say().billing.request_id
        studio.say(before="Before.", before_ids=("forgotten",))
        studio.say(before_ids=(good,))
        assert [seen.status for seen in studio.spoken] == [200, 400, 200, 200]
        assert studio.bodies[2]["previous_text"] == "Before."
        assert studio.bodies[3]["previous_request_ids"] == [good]


def test_ids_with_which_the_provider_failed_are_not_named_again():
    with elevenlabs() as studio:
        studio.sim.fault("/with-timestamps", status=500)
        with pytest.raises(Unreachable):
            studio.say(before="Before.", before_ids=("abc",))
        assert studio.say(before="Before.", before_ids=("abc", "def")).audio
        assert [one.get("previous_request_ids") for one in studio.bodies] == [["abc"], ["def"]]


def test_zero_retention_leaves_nothing_and_finds_nothing():
    with elevenlabs(changed={"zero_retention": True}) as studio:
        assert not studio.engine.capabilities.finds
        studio.say(before="Before.", before_ids=("abc",))
        (seen,) = studio.spoken
        assert seen.asked("enable_logging") == "false"
        assert seen.body["previous_text"] == "Before."
        assert "previous_request_ids" not in seen.body


# What is asked for in other ways


def test_where_there_are_no_timestamps_it_is_spoken_without_them():
    with elevenlabs(plan="pro") as studio:
        studio.sim.fault("/with-timestamps", status=400, code="bad_request", message="No timestamps for this format.")
        assert [studio.say().words, studio.say().words] == [(), ()]
        assert [seen.path.endswith("/stream") for seen in studio.spoken] == [False, True, True]


def test_a_text_with_nothing_to_say_is_not_sent():
    with elevenlabs() as studio:
        answer = studio.say(" \n\t ")
        assert (answer.audio, answer.billing.credits, studio.spoken) == (b"", 0.0, [])


def test_what_no_encoding_holds_does_not_stop_a_text():
    with elevenlabs() as studio:
        assert studio.say("One \ud800 two \x00 three.").audio
        assert studio.bodies[0]["text"] == "One   two   three."


def test_it_speaks_live():
    async def parts(engine):
        return [part async for part in engine.speak_live(request(model="eleven_flash_v2_5"))]

    with elevenlabs(fast=False, timestamps="chunk") as studio:
        heard = studio.run(parts(studio.engine))
        *audio, timings, billing = heard
        assert len(audio) > 3
        assert isinstance(timings, Timings)
        assert [TEXT[word.start : word.end] for word in timings.words] == TEXT.replace(".", "").split()
        assert billing == Billing(studio.sim.billed, known=False)
        assert {name for name, _ in studio.spoken[0].query} <= LIVE_QUERY
        assert {name for message in studio.bodies[0] for name in message} <= {"text", "voice_settings", "flush"}


def test_where_the_plan_is_not_known_it_speaks_live_as_every_plan_may():
    async def hear(engine):
        return [part async for part in engine.speak_live(request())]

    with elevenlabs(plan="free", lacks=("user_read",)) as studio:
        assert studio.run(hear(studio.engine))
        assert studio.formats == ["mp3_44100_128"]


def test_v3_does_not_speak_live():
    async def hear(engine):
        return [part async for part in engine.speak_live(request(model="eleven_v3"))]

    with elevenlabs() as studio, pytest.raises(ModelRefused):
        studio.run(hear(studio.engine))


@pytest.mark.parametrize(
    ("changed", "kind"),
    [({"voice": "nobody"}, VoiceMissing), ({"text": "x" * 10_001}, TextRefused), ({"model": "nothing"}, ModelRefused)],
)
def test_live_refusals_are_those_of_speaking(changed, kind):
    async def hear(engine):
        return [part async for part in engine.speak_live(request(**changed))]

    with elevenlabs() as studio, pytest.raises(kind) as caught:
        studio.run(hear(studio.engine))
    assert not caught.value.maybe_billed


# Accounts


def test_a_wrong_key_is_said_at_once():
    with elevenlabs(ready=False, changed={"key": "sk_wrong"}) as studio, pytest.raises(Unauthorised, match="key"):
        studio.run(studio.engine.ready())


@pytest.mark.parametrize("lacks", ["user_read", "models_read", "voices_read"])
def test_a_key_that_may_not_read_everything_is_no_bad_key(lacks):
    with elevenlabs(lacks=(lacks,)) as studio:
        assert studio.say().audio
        assert len([note for note in studio.engine.notes if "key" in note]) == 1


def test_a_key_that_may_not_speak_is_told_so():
    with elevenlabs(lacks=("text_to_speech",)) as studio, pytest.raises(Unauthorised, match="Allow it for this key"):
        studio.say()


def test_the_balance_is_told():
    with elevenlabs(plan="scale", credits=500, used=100) as studio:
        balance = studio.run(studio.engine.balance())
        assert (balance.plan, balance.left, balance.limit, balance.concurrency) == ("Scale", 400, 500, 15)
        assert balance.resets.startswith("20")


def test_the_balance_of_a_key_that_may_not_read_it_says_why():
    with elevenlabs(lacks=("user_read",)) as studio:
        balance = studio.run(studio.engine.balance())
        assert (balance.left, balance.plan) == (None, "")
        assert "user_read" in balance.note


def test_the_balance_of_a_wrong_key_is_refused():
    with elevenlabs(ready=False, changed={"key": "sk_wrong"}) as studio, pytest.raises(Unauthorised):
        studio.run(studio.engine.balance())


@pytest.mark.parametrize("said", ["quota_exceeded", "insufficient_credits"])
def test_no_credit_is_told_and_nothing_is_billed(said):
    with elevenlabs(credits=10, no_credit=said) as studio:
        with pytest.raises(OutOfCredit) as caught:
            studio.say()
        assert (caught.value.maybe_billed, studio.sim.books) == (False, [])


def test_without_a_network_it_goes_by_what_it_knows_and_later_asks():
    with elevenlabs(ready=False) as studio:
        with studio.sim.paused():
            studio.run(studio.engine.ready())
            assert studio.engine.estimate(TEXT, "eleven_flash_v2_5") == 31
            assert studio.engine.check_voice(VOICE) == VOICE
            with pytest.raises(VoiceMissing, match="not known"):
                studio.engine.default_voice("en")
            with pytest.raises(Unreachable):
                studio.run(studio.engine.voices())
        studio.run(studio.engine.ready())
        assert studio.engine.default_voice("en")


def test_ready_again_asks_nothing():
    with elevenlabs() as studio:
        before = len(studio.sim.requests)
        studio.run(studio.engine.ready())
        studio.run(studio.engine.voices())
        assert len(studio.sim.requests) == before


def test_a_voice_is_named_by_its_id_or_name():
    with elevenlabs() as studio:
        assert studio.engine.check_voice(VOICE) == studio.engine.check_voice("rachel") == VOICE


def test_no_voice_leads_elsewhere():
    with elevenlabs() as studio:
        for voice in ("..", "a/../../history", "%2e%2e"):
            with pytest.raises(SpeechError):
                studio.say(voice=voice)
        assert {seen.method for seen in studio.spoken} == {"POST"}


# The specification


def test_every_request_is_one_the_specification_knows():
    contract = Contract.of("elevenlabs")
    if contract is None:
        pytest.skip("the providers' OpenAPI files are not here")
    with elevenlabs(request_ids="refuse", plan="starter", lacks=("user_read",)) as studio:
        studio.run(studio.engine.voices())
        for model in studio.engine.capabilities.models:
            settings = {one.name: one.low for one in studio.engine.capabilities.settings}
            settings |= {"apply_text_normalization": "on"}
            studio.say(
                model=model.id, settings=settings, seed=7, before="B.", after="A.", before_ids=("a", "b", "c", "d")
            )
        studio.run(studio.engine.balance())
        assert [contract.wrong_in(seen) for seen in studio.sim.requests if contract.wrong_in(seen)] == []
        assert len(studio.spoken) > 11


def test_dictionaries_are_sent_as_the_specification_has_them():
    contract = Contract.of("elevenlabs")
    if contract is None:
        pytest.skip("the providers' OpenAPI files are not here")
    with elevenlabs() as studio:
        studio.engine._dictionaries = (Dictionary("d1", "v1"), Dictionary("d2"), Dictionary("d3"), Dictionary("d4"))
        with pytest.raises(ModelRefused, match="dictionary"):
            studio.say()
        assert [len(one["pronunciation_dictionary_locators"]) for one in studio.bodies] == [3]
        assert contract.wrong_in(studio.spoken[0]) == []


def test_a_cancelled_request_is_closed_at_once():
    async def cancel(studio):
        speaking = asyncio.ensure_future(studio.desk.hear(request()))
        await asyncio.sleep(0.1)
        speaking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await speaking

    with elevenlabs(latency=5.0) as studio:
        began = time.monotonic()
        studio.run(cancel(studio))
        assert time.monotonic() - began < 2
