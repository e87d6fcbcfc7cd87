"""Voices in the making at the Fish Audio simulator: what recordings must be, and how long training takes."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from tests.simulators.fish_rules import fail
from tests.simulators.fish_sound import seconds

MOST = 20
_NEEDED = ("type", "title", "train_mode", "voices")
#: The share of its time in which a voice that trains is called created.
_CREATED = 0.1


def several(value: Any) -> list[Any]:
    """Return the values of a part of a form that may be there once, more often or never."""
    return [] if value is None or value == "" else list(value) if isinstance(value, list) else [value]


def switch(value: Any, default: bool) -> bool:
    """Return what a form or JSON means by yes or no."""
    if value is None:
        return default
    if value in (True, "true", "True", "1"):
        return True
    if value not in (False, "false", "False", "0"):
        fail(422, "Input should be a valid boolean", place="enhance_audio_quality")
    return False


def recordings(asked: dict[str, Any]) -> list[bytes]:
    """Check what is asked of a new voice, and return its recordings."""
    for name in _NEEDED:
        if not asked.get(name):
            fail(422, "Field required", place=name)
    for name, only in (("type", "tts"), ("train_mode", "fast")):
        if asked[name] != only:
            fail(422, f"Input should be '{only}'", place=name)
    if asked.get("visibility", "public") not in ("public", "unlist", "private"):
        fail(422, "Input should be 'public', 'unlist' or 'private'", place="visibility")
    switch(asked.get("enhance_audio_quality"), default=True)
    voices, texts = several(asked["voices"]), several(asked.get("texts"))
    if len(voices) > MOST or len(texts) > MOST:
        fail(422, f"List should have at most {MOST} items", place="voices" if len(voices) > MOST else "texts")
    if texts and len(texts) != len(voices):
        fail(400, "The number of texts does not match the number of voices")
    if asked.get("visibility", "public") == "public" and not asked.get("cover_image"):
        fail(400, "A public model needs a cover image")
    return voices


def checked(voices: list[bytes]) -> float:
    """Return how long recordings are together; refuse what is none. Computes: call it beside the loop."""
    lengths = [seconds(one) if isinstance(one, bytes) else 0.0 for one in voices]
    if not all(lengths):
        fail(400, "Failed to decode the uploaded audio")
    return sum(lengths)


def speaker(voices: list[bytes]) -> str:
    """Return who of the local engine speaks for recordings: always the same for the same ones."""
    mark = hashlib.blake2b(b"".join(voices), digest_size=1).digest()[0]
    return f"en-gb+{'mf'[mark % 2]}{mark % 5 + 1}"


def state(age: float, training: float, *, fails: bool) -> str:
    """Return how far a voice is so many seconds after it was made."""
    if age < training:
        return "created" if age < training * _CREATED else "training"
    return "failed" if fails else "trained"


def day(moment: float) -> str:
    """Return a moment as the API writes it."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
