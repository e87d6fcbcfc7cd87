"""What is asked of Fish Audio to have something spoken: the body of a request, packed for HTTP or for the websocket.

Audio is asked as PCM: raw 16-bit samples at the models' own rate. Nothing is lost, answers join without the gaps MP3 and
Opus put at both ends of every segment, each chunk can be played the moment it comes, its length can be checked against
what the provider says it made, and there is no WAV header that claims 4 GB.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ormsgpack

from studio_app.speech.fish.models import checked, model_named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_app.speech.engine import Model, SpeakRequest

RATE = 44100
CODEC = "pcm_s16le"
MSGPACK = "application/msgpack"

_LATENCIES = ("normal", "balanced", "low")
_PROSODY: dict[str, Callable[[float], Any]] = {"speed": float, "volume": float, "normalize_loudness": bool}
_PLAIN: dict[str, Callable[[float], Any]] = {
    "temperature": float,
    "top_p": float,
    "repetition_penalty": float,
    "chunk_length": round,
    "normalize": bool,
    "latency": lambda step: _LATENCIES[int(step)],
}
#: What cannot be sent as UTF-8 or means nothing when spoken. Each becomes a space: every other character stays in its place.
_NO_TEXT = dict.fromkeys(
    [*(code for code in range(0x20) if chr(code) not in "\t\n\r"), *range(0x7F, 0xA0), *range(0xD800, 0xE000)], " "
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A recording to speak like, and what is said in it: WAV, MP3 or FLAC of 10 to 30 seconds."""

    audio: bytes
    text: str


def sendable(text: str) -> str:
    """Return ``text`` as it is sent and billed, as many code points long."""
    return text.translate(_NO_TEXT)


def cost(text: str, model: Model) -> float:
    """Return what a text costs: so many credits for each UTF-8 byte."""
    return model.price * len(sendable(text).encode())


def body(request: SpeakRequest, references: Sequence[Reference] = ()) -> dict[str, Any]:
    """Return the fields of a request. With ``references`` the voice is theirs and no id is sent.

    Raises:
        ModelRefused: model or settings are not there.
    """
    settings = checked(model_named(request.model), request.settings)
    fields: dict[str, Any] = {"text": sendable(request.text), "format": "pcm", "sample_rate": RATE}
    if references:
        fields["references"] = [{"audio": one.audio, "text": one.text} for one in references]
    else:
        fields["reference_id"] = request.voice
    fields |= {name: kind(settings[name]) for name, kind in _PLAIN.items() if name in settings}
    prosody = {name: kind(settings[name]) for name, kind in _PROSODY.items() if name in settings}
    return fields | ({"prosody": prosody} if prosody else {})


def packed(fields: dict[str, Any]) -> tuple[bytes, str]:
    """Return a request's body and content type: JSON, which anything on the way can read, msgpack where it holds recordings."""
    if "references" in fields:
        return ormsgpack.packb(fields), MSGPACK
    return json.dumps(fields, ensure_ascii=False).encode(), "application/json"


def opening(fields: dict[str, Any]) -> list[bytes]:
    """Return the websocket's messages for one request: its settings, its text, and that there is no more."""
    start = {"event": "start", "request": fields | {"text": ""}}
    return [ormsgpack.packb(one) for one in (start, {"event": "text", "text": fields["text"]}, {"event": "stop"})]
