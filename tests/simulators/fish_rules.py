"""What the Fish Audio simulator takes: its refusals in their shapes, and the fields of requests with their limits."""

from __future__ import annotations

import json
import math
from typing import Any
from urllib.parse import parse_qs

from starlette.responses import JSONResponse, PlainTextResponse, Response

MODELS = ("s2.1-pro", "s2.1-pro-free", "s2-pro", "s1")
_RATES = {
    "wav": (8000, 16000, 24000, 32000, 44100),
    "pcm": (8000, 16000, 24000, 32000, 44100),
    "mp3": (32000, 44100),
    "opus": (48000,),
}
_RANGES = {
    "temperature": (0, 1),
    "top_p": (0, 1),
    "chunk_length": (100, 300),
    "min_chunk_length": (0, 100),
    "early_stop_threshold": (0, 1),
}
_WORDS = {"format": tuple(_RATES), "latency": ("low", "normal", "balanced"), "mp3_bitrate": (64, 128, 192)}
#: In bit/s as the API says, and in kbit/s as the official client does.
_OPUS_BITRATES = (-1000, 24000, 32000, 48000, 64000, 24, 32, 48, 64)
_MESSAGES = {
    400: "Bad request",
    401: "Invalid Token",
    402: "Insufficient API credit. API credit is managed independently from platform credit. Please top up.",
    403: "Permission denied",
    404: "Not found",
    422: "Validation failed",
    429: "Too many requests",
    500: "Internal server error",
    503: "Service unavailable",
}


class Refused(Exception):
    """Ends the work on a request with an answer."""

    def __init__(self, answer: Response) -> None:
        super().__init__(answer.status_code)
        self.answer = answer


def error(status: int, message: str = "", shape: str = "", place: str = "text") -> Response:
    """Return an error body: "json", "plain", "array" (of faults, usual for 422), "html" or "empty"."""
    said = message or _MESSAGES.get(status, "Something went wrong")
    match shape or ("array" if status == 422 else "json"):
        case "plain":
            return PlainTextResponse(said, status)
        case "array":
            return JSONResponse([{"loc": [place], "type": "value_error", "msg": said, "ctx": {}, "in": "body"}], status)
        case "html":
            return Response(f"<html><body><h1>{status}</h1></body></html>", status, media_type="text/html")
        case "empty":
            return Response(b"", status)
        case _:
            return JSONResponse({"status": status, "message": said, "reason": None}, status)


def fail(status: int, message: str = "", **how: Any) -> None:
    """Refuse the request."""
    raise Refused(error(status, message, **how))


def fields(body: Any, content_type: str) -> dict[str, Any]:
    """Return the fields of a request, whichever way they were packed."""
    if "urlencoded" in content_type:
        return {name: values if len(values) > 1 else values[0] for name, values in parse_qs(body.decode()).items()}
    if not isinstance(body, dict):
        fail(400, "Failed to parse the request body", shape="plain")
    return dict(body)


def check_speech(asked: dict[str, Any], model: str, limit: int | None, *, live: bool = False) -> None:
    """Refuse a request for speech that breaks a rule."""
    text = asked.get("text")
    if not isinstance(text, str) or not (live or text.strip()):
        fail(422, "Input should be a valid string", place="text")
    if limit is not None and len(text) > limit:
        fail(422, f"String should have at most {limit} characters", place="text")
    for name, (low, high) in _RANGES.items():
        value = asked.get(name, low)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            fail(422, f"Input should be between {low} and {high}", place=name)
    for name, words in _WORDS.items():
        if asked.get(name, words[0]) not in words:
            fail(422, f"Input should be one of {words}", place=name)
    _check_sound(asked)
    _check_prosody(asked.get("prosody"))
    several = isinstance(asked.get("reference_id"), list)
    if several and model == "s1":
        fail(400, "Multi-speaker is not supported by this model")


def _check_sound(asked: dict[str, Any]) -> None:
    format_ = asked.get("format", "mp3")
    rate = asked.get("sample_rate")
    if rate is not None and rate not in _RATES[format_]:
        fail(400, f"Sample rate {rate} is not supported for {format_}")
    if format_ == "opus" and asked.get("opus_bitrate", -1000) not in _OPUS_BITRATES:
        fail(422, "Input should be a bitrate", place="opus_bitrate")


def _check_prosody(prosody: Any) -> None:
    if prosody is None:
        return
    if not isinstance(prosody, dict):
        fail(422, "Input should be an object", place="prosody")
    for name, low, high, usual in (("speed", 0.5, 2.0, 1.0), ("volume", -20.0, 20.0, 0.0)):
        value = prosody.get(name, usual)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            fail(422, f"Input should be between {low} and {high}", place=f"prosody.{name}")


_DESIGN = {
    "instruction",
    "reference_text",
    "language",
    "n",
    "speed",
    "num_step",
    "guidance_scale",
    "instruct_guidance_scale",
    "seed",
}

_DESIGN_RANGES = {"n": (1, 4), "speed": (1e-9, 3), "num_step": (1, 128)} | dict.fromkeys(
    ("guidance_scale", "instruct_guidance_scale"), (0, math.inf)
)


def check_design(asked: dict[str, Any]) -> None:
    """Refuse a voice design that breaks a rule; fields nobody knows are refused here, and only here."""
    for extra in sorted(asked.keys() - _DESIGN):
        fail(422, "Extra inputs are not permitted", place=extra)
    instruction = asked.get("instruction")
    if not isinstance(instruction, str) or not 1 <= len(instruction) <= 2000:
        fail(422, "String should have 1 to 2000 characters", place="instruction")
    if len(asked.get("reference_text") or "") > 150:
        fail(422, "String should have at most 150 characters", place="reference_text")
    for name, (low, high) in _DESIGN_RANGES.items():
        value = asked.get(name, high if high < math.inf else low)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            fail(422, f"Input should be between {low} and {high}", place=name)


def event(said: dict[str, Any]) -> bytes:
    """Return a server-sent event."""
    return b"data: " + json.dumps(said, ensure_ascii=False).encode() + b"\n\n"
