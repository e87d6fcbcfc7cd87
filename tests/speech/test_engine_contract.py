"""What every engine promises. A new engine is added to FACTORIES in speech_desk.py and runs all of this."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

import pytest
from speech_desk import FACTORIES

from studio_app.domain.errors import EngineMissing, ModelRefused, SpeechError, TextRefused, VoiceMissing, WrongUsage
from studio_app.speech.catalogue import engines, open_engine

TEXT = "The quick brown fox jumps over the lazy dog."
SECRET = "Ishmael"
BCP47 = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-[A-Z][a-z]{3})?(-[a-z0-9]{4,8})*(-x(-[a-z0-9]{1,8})+)?"
)


def test_catalogue_knows_it(desk):
    assert desk.engine.name in engines()


def test_voices_are_many_named_and_distinct(desk):
    voices = desk.run(desk.engine.voices())
    assert voices
    assert len({voice.id for voice in voices}) == len(voices)
    assert all(voice.name.strip() == voice.name != "" for voice in voices)
    assert {voice.engine for voice in voices} == {desk.engine.name}


def test_languages_of_voices_are_bcp_47(desk):
    voices = desk.run(desk.engine.voices())
    tags = [tag for voice in voices for tag in (voice.language, *voice.languages)]
    assert [tag for tag in tags if not BCP47.fullmatch(tag)] == []


def test_voices_come_in_the_same_order_each_time(desk):
    assert list(desk.run(desk.engine.voices())) == list(desk.run(desk.engine.voices()))


def test_default_voice_is_a_voice(desk):
    assert desk.engine.default_voice("en") in {voice.id for voice in desk.run(desk.engine.voices())}


@pytest.mark.parametrize("language", ["", "zxx", "not a tag", "-", "\x00", "e" * 500])
def test_no_voice_for_no_language(desk, language):
    with pytest.raises(VoiceMissing) as caught:
        desk.engine.default_voice(language)
    assert "voice" in caught.value.sentence


def test_every_voice_may_be_named(desk):
    for voice in desk.run(desk.engine.voices()):
        assert desk.engine.check_voice(voice.id) == voice.id


@pytest.mark.parametrize("voice", ["", "no such voice", "../../etc/passwd", "\x00", "v" * 500])
def test_no_voice_by_a_name_that_is_none(desk, voice):
    with pytest.raises(VoiceMissing):
        desk.engine.check_voice(voice)


def test_settings_have_defaults_within_their_limits(desk):
    for one in desk.engine.capabilities.settings:
        assert one.low <= one.default <= one.high
        assert one.tip.endswith(".")


def test_defaults_said_or_unsaid_sound_the_same(desk):
    defaults = {one.name: one.default for one in desk.engine.capabilities.settings}
    said, unsaid = (replace(desk.request(TEXT, **settings), seed=1) for settings in (defaults, {}))
    assert desk.run(desk.hear(said)).audio == desk.run(desk.hear(unsaid)).audio


def test_it_speaks_in_one_format(desk):
    answer = desk.say(TEXT)
    assert len(answer.formats) == 1
    assert len(answer.audio) > 1000


def test_it_says_what_it_billed(desk):
    billing = desk.say(TEXT).billing
    assert billing is not None
    assert billing.credits == 0 or desk.engine.capabilities.bills


def test_estimate_is_nothing_exactly_where_nothing_is_billed(desk):
    model = desk.engine.capabilities.models[0].id
    assert (desk.engine.estimate(TEXT, model) > 0) == desk.engine.capabilities.bills


def test_word_timings_name_the_words(desk):
    if not desk.engine.capabilities.word_timings:
        pytest.skip("it gives none")
    words = desk.say(TEXT).words
    assert [TEXT[word.start : word.end] for word in words][-2:] == ["lazy", "dog"]
    assert [word.seconds for word in words] == sorted(word.seconds for word in words)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"model": "no such model"}, ModelRefused),
        ({"voice": "no such voice"}, VoiceMissing),
        ({"settings": {"no such setting": 1.0}}, ModelRefused),
    ],
)
def test_what_it_has_not_is_refused(desk, change, error):
    with pytest.raises(error):
        desk.run(desk.hear(replace(desk.request(TEXT), **change)))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1e9, "fast", True])
def test_settings_out_of_range_are_refused(desk, value):
    for one in desk.engine.capabilities.settings:
        with pytest.raises(ModelRefused, match=one.name):
            desk.say(TEXT, **{one.name: value})


def test_text_over_the_limit_is_refused_without_repeating_it(desk):
    limit = desk.engine.capabilities.models[0].characters
    if limit is None:
        pytest.skip("it has no limit")
    with pytest.raises(TextRefused) as caught:
        desk.say(SECRET * limit)
    assert SECRET not in caught.value.sentence + caught.value.detail


def test_text_at_the_limit_is_spoken(desk):
    limit = desk.engine.capabilities.models[0].characters or 5000
    assert desk.say(("a word " * limit)[:limit], **quick(desk)).audio


def quick(desk):
    return {one.name: one.high for one in desk.engine.capabilities.settings if one.name == "rate"}


def test_as_many_at_once_as_it_says(desk):
    requests = [desk.request(f"{TEXT} {number}") for number in range(desk.engine.capabilities.concurrency)]
    assert all(answer.audio for answer in desk.say_all(requests))


def test_a_cancelled_request_leaves_the_next_alone(desk):
    async def cancel_then_speak():
        lost = asyncio.ensure_future(desk.hear(desk.request(TEXT * 50)))
        await asyncio.sleep(0.1)
        lost.cancel()
        with pytest.raises(asyncio.CancelledError):
            await lost
        return await desk.hear(desk.request(TEXT))

    assert desk.run(cancel_then_speak()).audio


def test_closed_it_leaves_nothing_and_speaks_no_more(nothing_left, desk):
    desk.say(TEXT)
    desk.run(desk.engine.close())
    with pytest.raises(SpeechError):
        desk.say(TEXT)


def test_an_engine_that_never_spoke_needs_no_closing(nothing_left):
    for name, make in FACTORIES.items():
        with make() as engine:
            assert engine.name == name


def test_catalogue_refuses_what_it_has_not():
    with pytest.raises(WrongUsage, match="local"):
        open_engine("gramophone")


def test_catalogue_says_when_an_engine_is_not_installed(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "studio_app.speech.local.engine", None)
    with pytest.raises(EngineMissing):
        open_engine("local")
