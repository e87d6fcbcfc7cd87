"""Requests to Fish Audio: their fields, packing and price."""

from __future__ import annotations

import json
from dataclasses import replace

import ormsgpack
import pytest

from studio_app.domain.errors import ModelRefused
from studio_app.speech.engine import SpeakRequest
from studio_app.speech.fish.asking import MSGPACK, Reference, body, cost, opening, packed
from studio_app.speech.fish.models import MODELS, at_once, model_named

PLAIN = SpeakRequest("Größe", "a" * 32, "s2-pro", "de", {})
SAMPLE = Reference(b"RIFF\xff", "what is said")


def test_raw_samples_are_asked_for_from_the_voice():
    assert body(PLAIN) == {"text": "Größe", "format": "pcm", "sample_rate": 44100, "reference_id": "a" * 32}


def test_settings_take_the_providers_names_and_kinds():
    settings = {"speed": 1.5, "volume": -3, "temperature": 0.5, "latency": 1, "normalize": 0, "chunk_length": 200.0}
    fields = body(replace(PLAIN, settings=settings))
    assert fields["prosody"] == {"speed": 1.5, "volume": -3.0}
    assert (fields["latency"], fields["normalize"], fields["chunk_length"]) == ("balanced", False, 200)
    assert isinstance(fields["chunk_length"], int)


def test_recordings_take_the_place_of_the_voice_in_msgpack():
    data, kind = packed(body(PLAIN, [SAMPLE]))
    assert kind == MSGPACK
    fields = ormsgpack.unpackb(data)
    assert fields["references"] == [{"audio": b"RIFF\xff", "text": "what is said"}]
    assert "reference_id" not in fields


def test_without_recordings_it_is_json():
    data, kind = packed(body(PLAIN))
    assert kind == "application/json"
    assert json.loads(data) == body(PLAIN)


def test_the_websocket_gets_the_settings_the_text_and_the_end():
    start, text, stop = map(ormsgpack.unpackb, opening(body(PLAIN)))
    assert start["request"] | {"text": "Größe"} == body(PLAIN)
    assert (start["event"], start["request"]["text"]) == ("start", "")
    assert (text, stop) == ({"event": "text", "text": "Größe"}, {"event": "stop"})


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "a\x1bb"])
def test_what_cannot_be_spoken_becomes_a_space(text):
    assert body(replace(PLAIN, text=text))["text"] == "a b"


def test_the_price_is_by_the_byte():
    assert cost("Größe", model_named("")) == 7
    assert cost("你好", model_named("s1")) == 6
    assert cost("Größe", model_named("s2.1-pro-free")) == 0


def test_what_has_no_effect_is_not_offered():
    offered = {model.id: {one.name for one in model.settings} for model in MODELS}
    assert "repetition_penalty" in offered["s2-pro"] - offered["s2.1-pro"]
    assert "normalize_loudness" not in offered["s1"]


@pytest.mark.parametrize(
    "settings", [{"repetition_penalty": 1.2}, {"latency": 0.5}, {"speed": 3}, {"volume": "loud"}, {"normalize": True}]
)
def test_what_the_model_does_not_take_is_refused(settings):
    with pytest.raises(ModelRefused, match=next(iter(settings))):
        body(replace(PLAIN, model="s2.1-pro", settings=settings))


def test_unknown_models_are_never_sent_they_would_be_billed_as_another():
    with pytest.raises(ModelRefused, match=r"s2\.1-pro"):
        body(replace(PLAIN, model="speech-1.6"))


def test_the_retired_model_says_so():
    assert "31 December 2026" in model_named("s1").note


@pytest.mark.parametrize(("paid", "number"), [(0, 5), (99.99, 5), (100, 15), (999, 15), (1000, 50)])
def test_concurrency_grows_with_what_was_paid_in(paid, number):
    assert at_once(paid) == number
