"""What Fish Audio says when it refuses, in all its shapes."""

from __future__ import annotations

import json

import pytest

from studio_app.domain.errors import (
    ModelRefused,
    OutOfCredit,
    RateLimited,
    TextRefused,
    Unauthorised,
    Unreachable,
    VoiceMissing,
)
from studio_app.speech.fish.refusals import NotSpokenSo, about_voice, refusal, reported

PASSAGE = "It was a bright cold day in April, and the clocks were striking thirteen."
KEY = "sk-0123456789abcdef"


def shape(status, message):
    return json.dumps({"status": status, "message": message, "reason": None}).encode()


def fault(*loc, msg="wrong"):
    return json.dumps([{"loc": list(loc), "type": "value_error", "msg": msg, "ctx": {}, "in": "body"}]).encode()


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, shape(400, "Reference not found"), VoiceMissing),
        (400, shape(400, "unknown reference_id"), VoiceMissing),
        (400, shape(400, "Text is too long"), TextRefused),
        (400, shape(400, "bad parameters"), ModelRefused),
        (400, b"Failed to parse the request body", ModelRefused),
        (401, b"No permission -- see authorization schemes", Unauthorised),
        (401, shape(401, "Invalid Token"), Unauthorised),
        (402, shape(402, "Insufficient API credit."), OutOfCredit),
        (403, shape(403, "no"), Unauthorised),
        (404, shape(404, "model not found"), ModelRefused),
        (404, shape(404, "Voice not found"), VoiceMissing),
        (404, b"Not Found", NotSpokenSo),
        (405, b"", NotSpokenSo),
        (413, b"<html>", TextRefused),
        (400, shape(400, "Timestamps are not supported by this model"), NotSpokenSo),
        (422, fault("body", "format"), NotSpokenSo),
        (422, fault("body", "text", msg="String should have at most 5000 characters"), TextRefused),
        (422, fault("body", "reference_id"), VoiceMissing),
        (422, fault("body", "prosody", "speed"), ModelRefused),
        (422, json.dumps({"detail": json.loads(fault("body", "text"))}).encode(), TextRefused),
        (429, b"", RateLimited),
        (418, b"\xff\xfe", ModelRefused),
        (301, b"", ModelRefused),
        (503, shape(503, "busy"), Unreachable),
    ],
)
def test_each_shape_has_its_error_and_a_way_on(status, body, kind):
    error = refusal(status, body)
    assert type(error) is kind
    assert error.sentence.rstrip("”").endswith((".", "”")) or "It says" in error.sentence
    assert len(error.sentence) > 20


@pytest.mark.parametrize(("status", "maybe"), [(500, True), (502, True), (504, True), (503, False), (507, False)])
def test_what_may_have_been_billed(status, maybe):
    assert refusal(status, b"<html>gateway</html>").maybe_billed is maybe


def test_refusals_of_the_request_cost_nothing():
    assert not any(refusal(status, b"").maybe_billed for status in (400, 401, 402, 403, 404, 422, 429))


def test_credit_of_the_api_is_told_apart_from_that_of_the_website():
    assert "separate" in refusal(402, b"").sentence


def test_an_unknown_message_is_shown_in_short():
    sentence = refusal(400, shape(400, "flux \n capacitor " + "x" * 500)).sentence
    assert "flux capacitor" in sentence
    assert len(sentence) < 400


@pytest.mark.parametrize(
    "said", [PASSAGE, f"bad text: {PASSAGE[5:40]}", f"token {KEY} is wrong", "<html>clocks</html>"]
)
def test_neither_the_book_nor_the_key_is_repeated(said):
    error = refusal(400, shape(400, said) if "<" not in said else said.encode(), never=(PASSAGE, KEY))
    assert not any(word in error.sentence + error.detail for word in ("clocks", "bright", KEY))


def test_a_waiting_time_is_kept():
    assert refusal(429, b"", retry_after=3.0).retry_after == 3.0


def test_a_refusal_inside_an_answer_is_one():
    assert isinstance(reported({"status": 402, "message": "no credit"}, (), begun=False), OutOfCredit)
    assert isinstance(reported({"error": "boom"}, (), begun=False), Unreachable)
    assert reported({"content": "", "chunk_seq": 0}, (), begun=False) is None


def test_a_refusal_after_the_first_sound_may_have_been_billed():
    error = reported({"status": 402, "message": "no credit"}, (), begun=True)
    assert isinstance(error, Unreachable)
    assert error.maybe_billed


def test_a_page_of_something_in_between_takes_no_voice_away():
    assert isinstance(about_voice(404, shape(404, "Model not found")), VoiceMissing)
    assert not isinstance(about_voice(404, b"<html>Not Found</html>"), VoiceMissing)
