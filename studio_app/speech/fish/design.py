"""Voices designed by Fish Audio from a description: candidates that speak, billed once, kept nowhere but here."""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import ModelRefused, NotOffered, TextRefused, Unreachable
from studio_app.speech.fish.calls import judge
from studio_app.speech.fish.refusals import about_design
from studio_app.speech.making import Candidate, Designs

if TYPE_CHECKING:
    from studio_app.speech.fish.calls import Calls
    from studio_app.speech.making import DesignWish

MODEL = "voice-design-1"
#: USD for one design that gave candidates, as the provider's price list says; no answer says what it cost.
PRICE = 0.01
#: Characters of a description and of the text to be said, and how many candidates there may be.
DESCRIPTION = (1, 2000)
TEXT = (0, 150)
MOST = 4

_PATH = "/v1/voice-design"
#: The provider's guidance scale is 2 unless told, our closeness 0.3.
_GUIDANCE = 2.0 / 0.3
#: Four candidates of half a minute, in base64, with room.
_LARGEST = 64 << 20
_NO_CANDIDATES = "Fish Audio sent no voice that can be heard. The design may have been billed."


async def designed(calls: Calls, wish: DesignWish) -> Designs:
    """Have a voice designed; see ``FishMaker.design``."""
    body = fields(wish)
    said = judge(about_design, calls.key, wish.description, wish.text)
    async with calls.line.stream("POST", _PATH, json=body, headers={"model": MODEL}, refusal=said) as response:
        return read(await response.read(_LARGEST), wish)


def fields(wish: DesignWish) -> dict[str, Any]:
    """Return what is asked for a design. Loudness is not known here.

    Raises:
        NotOffered, ModelRefused, TextRefused: it cannot be asked for.
    """
    if wish.of:
        raise NotOffered("Fish Audio does not change a voice by a description; design a new one.")
    if wish.model not in ("", MODEL):
        raise ModelRefused(
            f"Fish Audio has no model called {wish.model!r} for designing voices; its only one is {MODEL}."
        )
    description = wish.description.strip()
    if not DESCRIPTION[0] <= len(description) <= DESCRIPTION[1]:
        raise TextRefused(f"Describe the voice in {DESCRIPTION[0]} to {DESCRIPTION[1]} characters.")
    if len(wish.text) > TEXT[1]:
        raise TextRefused(f"The text the voice says here has at most {TEXT[1]} characters.")
    body: dict[str, Any] = {
        "instruction": description,
        "n": max(1, min(wish.candidates, MOST)),
        "guidance_scale": round(max(0.0, wish.closeness) * _GUIDANCE, 2),
    }
    body |= {"reference_text": wish.text} if wish.text.strip() else {}
    body |= {"language": wish.language} if wish.language else {}
    return body | ({"seed": wish.seed} if wish.seed is not None else {})


def read(data: bytes, wish: DesignWish) -> Designs:
    """Return the candidates of an answer; those that cannot be heard are left out.

    Raises:
        Unreachable: there is none; it may have been billed.
    """
    try:
        told = json.loads(data)
    except ValueError:
        told = None
    items = told.get("candidates") if isinstance(told, dict) else None
    items = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    candidates = tuple(one for number, item in enumerate(items) if (one := _candidate(item, number, wish)))
    if not candidates:
        raise Unreachable(_NO_CANDIDATES, detail=f"{len(items)} candidates in {len(data)} bytes")
    said = next((item["text"] for item in items if isinstance(item.get("text"), str)), wish.text)
    return Designs(candidates, wish.text or said)


def _candidate(item: dict[str, Any], number: int, wish: DesignWish) -> Candidate | None:
    try:
        audio = base64.b64decode(item.get("audio_base64") or "", validate=True)
    except (binascii.Error, TypeError, ValueError):
        return None
    if not audio:
        return None
    length = item.get("duration_ms")
    seconds = length / 1000 if isinstance(length, int | float) and not isinstance(length, bool) else 0.0
    id_ = item.get("id")
    language = item.get("language")
    return Candidate(
        id_ if isinstance(id_, str) and id_ else str(number),
        audio,
        "audio/wav",
        max(0.0, seconds),
        language if isinstance(language, str) else wish.language,
    )
