"""Whatever goes wrong on the way to ElevenLabs: a typed error that says whether it may have been billed, or no error at all."""

from __future__ import annotations

import pytest
from elevenlabs_desk import SPEAKING, TEXT, Studio, account, elevenlabs, lost, request

from studio_app.domain.errors import (
    ModelRefused,
    OutOfCredit,
    RateLimited,
    SpeechError,
    TextRefused,
    Unauthorised,
    Unreachable,
    VoiceMissing,
)
from studio_app.speech.engine import AudioChunk

BROKEN = {
    "reset before an answer": {"reset": "before", "billed": True},
    "reset at the first byte": {"reset": 0},
    "reset within": {"reset": 3000},
    "cut within": {"cut": 3000},
    "cut within, as if whole": {"cut": 3000, "framing": "whole"},
    "cut within, length told": {"cut": 3000, "framing": "length"},
    "no body": {"cut": 0, "framing": "whole"},
    "an error after the 200": {"body": {"detail": {"status": "internal_error", "message": "x"}}, "billed": True},
    "a page after the 200": {"body": "<html>Hello</html>", "content_type": "text/html", "billed": True},
    "nothing after the 200": {"body": "", "billed": True},
    "audio that was not asked for": {"content_type": "audio/mpeg"},
    "500": {"status": 500, "billed": True},
    "502": {"status": 502, "shape": "html", "billed": True},
    "504": {"status": 504, "shape": "empty", "billed": True},
    "503 of somebody between": {"status": 503, "shape": "html", "billed": True},
}
REFUSED = {
    "bad key": ({"status": 401}, Unauthorised),
    "permission": ({"status": 401, "code": "missing_permissions", "shape": "legacy"}, Unauthorised),
    "no credit": ({"status": 401, "code": "quota_exceeded", "shape": "legacy"}, OutOfCredit),
    "no credit, as 402": ({"status": 402, "code": "insufficient_credits"}, OutOfCredit),
    "no such voice": ({"status": 404, "code": "voice_not_found"}, VoiceMissing),
    "too long": ({"status": 400, "code": "text_too_long"}, TextRefused),
    "no such model": ({"status": 400, "code": "model_not_found", "shape": "legacy"}, ModelRefused),
    "settings": ({"status": 422}, ModelRefused),
    "redirect": ({"status": 307, "headers": {"location": "http://127.0.0.1:9/"}}, Unreachable),
}
SENT_AGAIN = {
    "too many at once": {"status": 429, "code": "concurrent_limit_exceeded", "times": 3},
    "too many at once, as before": {
        "status": 429,
        "code": "too_many_concurrent_requests",
        "shape": "legacy",
        "times": 3,
    },
    "too often": {"status": 429, "code": "rate_limit_exceeded", "times": 2},
    "too often, without a word": {"status": 429, "shape": "empty"},
    "busy": {"status": 429, "code": "system_busy"},
    "maintenance": {"status": 503, "code": "maintenance"},
}


@pytest.fixture(scope="module")
def studio():
    with elevenlabs(chunk=1024) as studio:
        yield studio


@pytest.fixture(autouse=True)
def whole(studio):
    studio.sim.clear()
    studio.sim.books.clear()


@pytest.mark.parametrize("fault", BROKEN.values(), ids=BROKEN)
def test_a_lost_answer_may_have_been_billed_and_is_found_without_paying_again(studio, fault):
    text = f"{TEXT} {len(studio.sim.requests)}"
    missing = lost(text)
    studio.sim.fault(SPEAKING, **fault)
    with pytest.raises(Unreachable) as caught:
        studio.say(text)
    assert caught.value.maybe_billed
    assert len(studio.sim.books) == 1
    found = studio.find(missing)
    assert found.billing.credits == len(text)
    assert found.billing.request_id == studio.sim.books[0].request_id
    assert len(studio.sim.books) == 1


@pytest.mark.parametrize(("fault", "kind"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_costs_nothing_and_is_not_sent_again(studio, fault, kind):
    before = len(studio.sim.requests)
    studio.sim.fault(SPEAKING, **fault, times=9)
    with pytest.raises(kind) as caught:
        studio.say()
    assert len(studio.sim.requests) == before + 1
    assert studio.sim.books == []
    assert not caught.value.maybe_billed


@pytest.mark.parametrize("fault", SENT_AGAIN.values(), ids=SENT_AGAIN)
def test_what_was_not_taken_is_sent_again(studio, fault):
    struck = studio.sim.fault(SPEAKING, **fault)
    assert studio.say().audio
    assert struck.struck == fault.get("times", 1)
    assert len(studio.sim.books) == 1


def test_what_is_never_taken_is_given_up(studio):
    studio.sim.fault(SPEAKING, status=429, code="system_busy", times=1000)
    with pytest.raises(RateLimited) as caught:
        studio.say()
    assert not caught.value.maybe_billed
    assert studio.sim.books == []


def test_the_network_gone_is_not_billed(studio):
    async def outside(engine):
        return [part async for part in engine.speak(request())]

    with studio.sim.paused(), pytest.raises(Unreachable) as caught:
        studio.run(outside(studio.engine))
    assert not caught.value.maybe_billed
    assert studio.say().audio


@pytest.mark.parametrize("changed", [{"base_url": "https://nowhere.invalid"}, {"base_url": "https://127.0.0.1:1"}])
def test_nobody_there_is_not_billed(studio, changed):
    async def outside(engine):
        return [part async for part in engine.speak(request())]

    other = Studio(studio.sim, ready=False, **changed)
    with pytest.raises(Unreachable) as caught:
        other.run(outside(other.engine))
    other.desk.close()
    assert not caught.value.maybe_billed


def test_a_certificate_nobody_trusts_is_not_billed():
    with elevenlabs(ready=False, tls=True) as studio:
        with pytest.raises(Unreachable, match="certificate") as caught:
            studio.say()
        assert not caught.value.maybe_billed
        trusting = Studio(studio.sim, ca_file=studio.sim.certificate)
        assert trusting.say().audio
        trusting.desk.close()


@pytest.mark.parametrize("at", range(0, 20000, 2777))
@pytest.mark.parametrize("framing", ["whole", "length", "chunked"])
def test_no_cut_answer_passes_for_a_whole_one(studio, at, framing):
    text = f"{TEXT} {at} {framing}"
    studio.sim.fault(SPEAKING, cut=at, framing=framing)
    missing = lost(text)
    words, error = (), None
    try:
        words = studio.say(text).words
    except Unreachable as caught:
        error = caught
    whole = bool(words) and text[words[-1].start : words[-1].end] == framing
    assert whole or (error.maybe_billed and studio.find(missing))
    assert len(studio.sim.books) == 1


@pytest.mark.parametrize("after", [0, 1, 4])
def test_an_error_in_the_middle_of_lines_is_no_end(after):
    with elevenlabs(chunk=512, frame_error=after) as studio, pytest.raises(Unreachable) as caught:
        studio.say()
    assert caught.value.maybe_billed


def test_an_answer_that_stalls_is_heard_to_its_end(studio):
    studio.sim.fault(SPEAKING, stall=(2000, 0.3))
    assert studio.say().audio


@pytest.mark.parametrize("path", ["/v1/models", "/v2/voices", "/v1/user/subscription", "/v1/history"])
@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500},
        {"status": 404},
        {"reset": 20},
        {"body": "<html>", "content_type": "text/html"},
        {"body": "[]"},
        {"body": "{}"},
    ],
)
def test_free_calls_that_fail_stop_nothing_and_bill_nothing(studio, path, fault):
    other = Studio(studio.sim, ready=False)
    studio.sim.fault(path, **fault, times=99)
    other.run(other.engine.ready())
    assert other.say(voice="21m00Tcm4TlvDq8ikWAM").audio
    errors = [raised(other, asked) for asked in ("balance", "voices", "find")]
    other.desk.close()
    assert not [error for error in errors if error and error.maybe_billed]
    assert len(studio.sim.books) == 1


def raised(studio, name):
    """Return what a free call raised, None where nothing."""
    arguments = (lost(),) if name == "find" else ()
    try:
        studio.run(getattr(studio.engine, name)(*arguments))
    except SpeechError as error:
        return error
    return None


@pytest.mark.parametrize("fault", [*BROKEN.values(), *(fault for fault, _ in REFUSED.values())])
def test_no_error_holds_the_key_or_the_text(studio, fault):
    studio.sim.fault(SPEAKING, **fault, message=f"Bad text: {TEXT} {studio.sim.key}"[:400])
    with pytest.raises(SpeechError) as caught:
        studio.say()
    said = f"{caught.value.sentence} {caught.value.detail} {caught.value!r} {account(studio.sim)!r}"
    assert studio.sim.key not in said
    assert "quick brown" not in said


def test_live_answers_that_break_may_have_been_billed(studio):
    async def hear():
        return [part async for part in studio.engine.speak_live(request()) if isinstance(part, AudioChunk)]

    studio.sim.fault("stream-input", reset=500)
    with pytest.raises(Unreachable) as caught:
        studio.run(hear())
    assert caught.value.maybe_billed
    with studio.sim.paused(), pytest.raises(Unreachable) as caught:
        studio.run(hear())
    assert not caught.value.maybe_billed
