"""Every error of ElevenLabs becomes one of Lectern's, with a sentence, a way on, and none of the book's words."""

from __future__ import annotations

import json

import pytest

from studio_app.domain.errors import (
    LecternError,
    ModelRefused,
    OutOfCredit,
    RateLimited,
    SpeechError,
    TextRefused,
    Unauthorised,
    Unreachable,
    VoiceMissing,
)
from studio_app.speech.elevenlabs import refusals
from studio_app.speech.elevenlabs.refusals import WAYS, judged, read_error, refusal
from studio_app.speech.traffic.line import Again

TEXT = "Call me Ishmael. Some years ago, never mind how long precisely, I thought I would sail about a little."
CODES = {
    404: """voice_not_found sample_not_found voice_collection_not_found user_not_found auth_account_not_found
        workspace_not_found project_not_found history_item_not_found collection_not_found document_not_found file_not_found
        conversation_not_found agent_not_found dubbing_not_found song_not_found read_not_found
        pronunciation_dictionary_not_found knowledge_base_not_found phone_number_not_found tool_not_found snapshot_not_found
        task_not_found model_not_found transcript_not_found keywords_list_not_found category_not_found""",
    400: """text_too_long text_too_short invalid_text empty_text invalid_parameters missing_required_field
        invalid_voice_settings invalid_voice_id unsupported_model invalid_audio invalid_audio_format invalid_output_format
        audio_too_long audio_too_short invalid_file_type invalid_page_size invalid_cursor bad_request malformed_json
        invalid_content_type request_too_large max_character_limit_exceeded input_text_empty invalid_ttd_stability""",
    401: """invalid_api_key missing_api_key invalid_authorization_header unauthorized sign_in_required needs_authorization
        quota_exceeded missing_permissions detected_unusual_activity""",
    402: "insufficient_credits",
    403: """forbidden insufficient_permissions workspace_access_denied feature_not_available subscription_required
        voice_access_denied model_access_denied only_for_creator+ output_format_not_allowed voice_limit_reached
        voice_add_edit_limit_reached""",
    409: """conflict resource_already_exists voice_already_exists already_running already_processing concurrent_modification
        slug_already_exists""",
    429: "rate_limit_exceeded concurrent_limit_exceeded system_busy too_many_concurrent_requests",
    500: "internal_error",
    503: "service_unavailable maintenance",
}
ALL = [(http, code) for http, codes in CODES.items() for code in codes.split()]
SHAPES = {
    "current": lambda code: {
        "detail": {"type": "t", "code": code, "message": "No.", "status": code, "request_id": "r"}
    },
    "legacy": lambda code: {"detail": {"status": code, "message": "No."}},
    "flat": lambda code: {"error": code, "message": "No."},
}


def of(http, detail, sent=TEXT):
    return refusal(http, json.dumps({"detail": detail}).encode(), sent=sent)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("http", "code"), ALL)
def test_every_code_has_a_sentence_and_a_way_on(http, code, shape):
    error = refusal(http, json.dumps(SHAPES[shape](code)).encode())
    assert isinstance(error, SpeechError)
    assert error.sentence.endswith(tuple(WAYS.values()))
    assert code in error.detail


@pytest.mark.parametrize(
    ("http", "detail", "kind"),
    [
        (401, {"status": "quota_exceeded", "message": "x"}, OutOfCredit),
        (401, {"code": "unauthorized", "status": "quota_exceeded"}, OutOfCredit),
        (401, {"code": "unauthorized", "status": "invalid_api_key"}, Unauthorised),
        (402, {"code": "insufficient_credits"}, OutOfCredit),
        (400, {"code": "invalid_parameters", "status": "input_text_empty"}, TextRefused),
        (400, {"code": "text_too_long", "status": "max_character_limit_exceeded"}, TextRefused),
        (400, {"status": "model_not_found"}, ModelRefused),
        (400, {"status": "voice_does_not_exist"}, VoiceMissing),
        (403, {"status": "only_for_creator+"}, VoiceMissing),
        (404, "Not Found", ModelRefused),
        (422, [{"type": "missing", "loc": ["body", "text"], "msg": "Field required", "input": TEXT}], ModelRefused),
        (500, {"code": "internal_error"}, Unreachable),
        (520, "?", Unreachable),
        (302, "elsewhere", Unreachable),
    ],
)
def test_the_kind_of_error_is_right(http, detail, kind):
    assert type(of(http, detail)) is kind


def test_a_key_without_a_permission_is_not_called_a_bad_key():
    error = of(401, {"status": "missing_permissions", "message": "You are missing the permission user_read."})
    assert refusals.is_permission(error)
    assert "may not do this" in error.sentence
    assert not refusals.is_permission(of(401, {"status": "invalid_api_key"}))


@pytest.mark.parametrize(
    ("http", "detail", "billed"),
    [
        (400, {"code": "bad_request"}, False),
        (500, {"code": "internal_error"}, True),
        (502, "Bad Gateway", True),
        (504, "", True),
        (503, "upstream", True),
        (503, {"code": "service_unavailable"}, False),
        (503, {"status": "maintenance"}, False),
        (409, {"code": "already_running"}, False),
        (302, "elsewhere", False),
    ],
)
def test_it_says_whether_it_may_have_been_billed(http, detail, billed):
    assert of(http, detail).maybe_billed is billed


def test_words_of_the_provider_are_shown_where_nobody_knows_its_code():
    assert "“The moon is full.”" in of(418, {"code": "lunacy", "message": "The moon is full."}).sentence


def test_the_words_of_the_provider_are_cut_short():
    assert len(of(418, {"code": "lunacy", "message": "long " * 1000}).sentence) < 500


@pytest.mark.parametrize("message", [f"The text '{TEXT}' is bad", TEXT[20:50], TEXT.upper(), f"x{TEXT[:12]}y"])
def test_no_words_of_the_book_come_back(message):
    error = of(418, {"code": TEXT, "status": message, "message": message, "param": message})
    said = f"{error.sentence} {error.detail}".lower()
    assert not [at for at in range(len(TEXT) - 12) if TEXT[at : at + 12].lower() in said]


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"[]", b"null", b"<html>", b'{"detail": 3}', b"[" * 10000, b'{"detail": []}']
)
def test_bodies_that_say_nothing_are_told_by_their_status(body):
    error = refusal(500, body)
    assert isinstance(error, Unreachable)
    assert error.sentence.startswith("ElevenLabs failed")


def test_what_was_sent_is_never_read_from_a_complaint_about_it():
    body = json.dumps({"detail": [{"type": "x", "loc": ["body", "text"], "msg": "m", "input": TEXT}]}).encode()
    assert TEXT not in str(read_error(body))


@pytest.mark.parametrize(
    ("http", "code", "kind"),
    [
        (429, "concurrent_limit_exceeded", "limit"),
        (429, "too_many_concurrent_requests", "limit"),
        (429, "rate_limit_exceeded", "busy"),
        (429, "system_busy", "busy"),
        (429, "", "busy"),
        (503, "system_busy", "busy"),
        (503, "maintenance", "busy"),
    ],
)
def test_what_was_not_taken_is_sent_again(http, code, kind):
    said = judged(http, {"retry-after": "7"}, json.dumps({"detail": {"status": code}}).encode())
    assert said == Again(7.0, kind, code)


@pytest.mark.parametrize(
    ("http", "code"), [(429, "quota_exceeded"), (500, ""), (503, ""), (401, "quota_exceeded"), (422, "")]
)
def test_what_may_have_been_taken_is_not_sent_again(http, code):
    said = judged(http, {}, json.dumps({"detail": {"status": code}}).encode())
    assert isinstance(said, LecternError)
    assert not isinstance(said, RateLimited)


def test_stitching_is_dropped_where_the_model_refuses_it():
    says = "Providing previous_text or next_text is not yet supported with the 'eleven_v3' model."
    assert refusals.drops_stitching(400, refusals.Said("unsupported_model", "unsupported_model", says, "model_id"))
    assert not refusals.drops_stitching(400, refusals.Said("unsupported_model", "", "No such thing.", "model_id"))
