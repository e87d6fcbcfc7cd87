"""What is known of the models of ElevenLabs, what the provider adds to it, and what is sent of a casting's settings."""

from __future__ import annotations

import pytest

from studio_app.domain.errors import ModelRefused
from studio_app.speech.elevenlabs.models import (
    KNOWN,
    check_settings,
    language_code,
    read_groups,
    read_models,
    unknown,
    voice_settings,
)

BY_ID = {model.id: model for model in KNOWN}
TOLD = {
    "model_id": "eleven_multilingual_v2",
    "name": "Eleven Multilingual v2",
    "can_do_text_to_speech": True,
    "can_use_style": True,
    "can_use_speaker_boost": True,
    "maximum_text_length_per_request": 9_000,
    "languages": [{"language_id": "en", "name": "English"}, {"language_id": "pt_br", "name": "Portuguese"}],
    "model_rates": {"character_cost_multiplier": 1.0, "cost_discount_multiplier": 0.8},
    "concurrency_group": "standard",
}


def test_what_the_provider_says_goes_before_what_was_known():
    (model,) = read_models([TOLD])
    assert (model.name, model.characters, model.price) == ("Eleven Multilingual v2", 9_000, 0.8)
    assert model.languages == ("en", "pt-BR")


def test_models_that_do_not_speak_are_not_listed():
    assert read_models([TOLD | {"model_id": "scribe_v1", "can_do_text_to_speech": False}]) == ()


def test_a_limit_nobody_can_believe_is_not_believed():
    (model,) = read_models([TOLD | {"maximum_text_length_per_request": 1_000_000}])
    assert model.characters == 10_000


def test_a_model_new_to_us_comes_after_those_we_know():
    models = read_models([TOLD | {"model_id": "eleven_v9"}, TOLD])
    assert [model.id for model in models] == ["eleven_multilingual_v2", "eleven_v9"]


@pytest.mark.parametrize("answer", [None, {}, "x", [1, None, {"model_id": 7}, {}]])
def test_an_answer_that_is_no_list_of_models_gives_none(answer):
    assert read_models(answer) == ()
    assert read_groups(answer) == {}


def test_groups_of_models_are_told():
    assert read_groups([TOLD]) == {"eleven_multilingual_v2": "standard"}


def test_a_model_that_has_no_style_is_offered_none():
    (model,) = read_models([TOLD | {"can_use_style": False, "can_use_speaker_boost": False}])
    assert {one.name for one in model.settings} == {"stability", "similarity_boost", "speed"}


@pytest.mark.parametrize(
    ("model", "taken"),
    [
        ("eleven_v3", {"stability"}),
        ("eleven_v4", {"stability", "similarity_boost"}),
        ("eleven_v4_turbo", {"stability", "similarity_boost"}),
        ("eleven_multilingual_v2", {"stability", "similarity_boost", "style", "speed", "use_speaker_boost"}),
    ],
)
def test_a_model_is_sent_the_settings_it_takes(model, taken):
    everything = {"stability": 0.4, "similarity_boost": 0.6, "style": 0.2, "speed": 1.1, "use_speaker_boost": 0.0}
    assert set(voice_settings(BY_ID[model], everything)) == taken


def test_settings_nobody_chose_are_sent_too():
    assert voice_settings(BY_ID["eleven_multilingual_v2"], {}) == {
        "stability": 0.5,
        "similarity_boost": 0.75,
        "style": 0.0,
        "speed": 1.0,
        "use_speaker_boost": True,
    }


@pytest.mark.parametrize(("given", "sent"), [(0.1, 0.0), (0.4, 0.5), (0.5, 0.5), (0.9, 1.0)])
def test_v3_is_sent_the_nearest_stability_it_knows(given, sent):
    assert voice_settings(BY_ID["eleven_v3"], {"stability": given}) == {"stability": sent}


@pytest.mark.parametrize(
    "settings", [{"speed": 0.69}, {"stability": "high"}, {"apply_text_normalization": "maybe"}, {"x": 1}]
)
def test_settings_that_cannot_be_are_refused(settings):
    with pytest.raises(ModelRefused, match=next(iter(settings))):
        check_settings(settings)


@pytest.mark.parametrize(
    "settings", [{}, {"speed": 0.7}, {"apply_text_normalization": "off"}, {"use_speaker_boost": 1}]
)
def test_settings_that_can_be_are_taken(settings):
    check_settings(settings)


@pytest.mark.parametrize(
    ("model", "language", "code"),
    [
        ("eleven_flash_v2_5", "pt-BR", "pt"),
        ("eleven_flash_v2_5", "fil", "fil"),
        ("eleven_flash_v2_5", "sw", ""),
        ("eleven_multilingual_v2", "de", ""),
        ("eleven_flash_v2", "en", ""),
        ("eleven_v3", "de-AT", "de"),
        ("eleven_v3", "", ""),
    ],
)
def test_the_language_is_told_where_the_model_takes_it(model, language, code):
    assert language_code(BY_ID[model], language) == code


def test_a_model_nobody_told_of_has_no_limit_of_ours():
    assert unknown("eleven_secret").characters is None
    assert unknown("eleven_v3").characters == 5_000
