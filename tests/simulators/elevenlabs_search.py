"""How ElevenLabs' lists of voices are filtered, searched and sorted."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tests.simulators.elevenlabs_errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.simulators.elevenlabs_voices import Voice
    from tests.simulators.faults import Seen

#: What a query may ask for by one or several values, and what that is called here.
_FILTERS = {
    "gender": "gender",
    "age": "age",
    "accent": "accent",
    "language": "language",
    "locale": "locale",
    "category": "category",
    "use_cases": "use",
    "descriptives": "descriptive",
    "owner_id": "owner",
    "voice_ids": "id",
}
_ORDERS: dict[str, Callable[[Voice], Any]] = {
    "created_date": lambda voice: -voice.number,
    "usage_character_count_1y": lambda voice: -voice.characters,
    "trending": lambda voice: -voice.trend,
    "cloned_by_count": lambda voice: -voice.likes,
}
_SHARED_CATEGORIES = ("professional", "famous", "high_quality")
_KINDS = ("personal", "community", "default", "workspace", "non-default", "non-community", "saved")


def number(seen: Seen, name: str, default: int, least: int, most: int) -> int:
    """Return a number of the query; 422 for one that is none or out of range."""
    with suppress(ValueError):
        asked = int(seen.asked(name, str(default)))
        if least <= asked <= most:
            return asked
    raise Invalid((("query", name), f"Input should be from {least} to {most}", "range"))


def one_of(seen: Seen, name: str, values: Iterable[str], default: str = "") -> str:
    """Return a word of the query; 422 for one that is not among ``values``."""
    asked = seen.asked(name, default)
    if asked and asked not in values:
        raise Invalid((("query", name), f"Input should be one of {', '.join(values)}", "enum"))
    return asked


def switch(seen: Seen, name: str, default: bool) -> bool:
    """Return a switch of the query."""
    asked = seen.asked(name).lower()
    return default if not asked else asked in ("true", "1", "yes", "on")


def fitting(voices: Iterable[Voice], query: list[tuple[str, str]]) -> list[Voice]:
    """Return those that have one of the values of each of _FILTERS that is asked for, and all words that are searched."""
    found = list(voices)
    for name, key in _FILTERS.items():
        values = [value for asked, value in query if asked == name and value]
        if values:
            found = [voice for voice in found if getattr(voice, key) in values]
    for text in (value for asked, value in query if asked == "search" and value.strip()):
        words = text.lower().split()
        found = [voice for voice in found if voice.id == text or all(word in voice.words for word in words)]
    return found


def in_library(voices: Iterable[Voice], seen: Seen) -> list[Voice]:
    """Return those of the library that a query of GET /v1/shared-voices asks for, in its order."""
    order = one_of(seen, "sort", _ORDERS, "created_date")
    one_of(seen, "category", _SHARED_CATEGORIES)
    notice = number(seen, "min_notice_period_days", 0, 0, 100_000)
    found = [voice for voice in fitting(voices, seen.query) if voice.notice >= notice]
    if not switch(seen, "include_custom_rates", True):
        found = [voice for voice in found if voice.rate == 1]
    if not switch(seen, "include_live_moderated", True):
        found = [voice for voice in found if not voice.moderated]
    if switch(seen, "featured", False):
        found = [voice for voice in found if voice.featured]
    if switch(seen, "reader_app_enabled", False):
        found = [voice for voice in found if voice.number % 4 == 0]
    return sorted(found, key=_ORDERS[order])


def of_account(voices: Iterable[Voice], seen: Seen) -> list[Voice]:
    """Return those of an account that a query of GET /v2/voices asks for, in its order."""
    kind = one_of(seen, "voice_type", _KINDS)
    notice = number(seen, "min_notice_period_days", 0, 0, 100_000)
    found = [voice for voice in fitting(voices, seen.query) if not kind or kind in kinds(voice)]
    if notice:
        found = [voice for voice in found if voice.owner and voice.notice >= notice]
    if not switch(seen, "include_custom_rates", True):
        found = [voice for voice in found if voice.rate == 1]
    if not switch(seen, "include_live_moderated", True):
        found = [voice for voice in found if not voice.moderated]
    if switch(seen, "high_quality", False):
        found = [voice for voice in found if voice.category == "high_quality"]
    state = seen.asked("fine_tuning_state")
    if state:
        found = [voice for voice in found if voice.training and state in voice.training.states()]
    return _sorted(found, seen)


def _sorted(found: list[Voice], seen: Seen) -> list[Voice]:
    order = one_of(seen, "sort", ("created_at_unix", "name"))
    downward = one_of(seen, "sort_direction", ("asc", "desc")) == "desc"
    if order == "name":
        return sorted(found, key=lambda voice: voice.name, reverse=downward)
    return sorted(found, key=lambda voice: voice.made or 0, reverse=downward) if order else found


def kinds(voice: Voice) -> set[str]:
    """Return the values of ``voice_type`` a voice of the account has."""
    if voice.category == "premade":
        return {"default", "non-community"}
    if voice.owner:
        return {"community", "non-default", "saved"}
    return {"personal" if voice.own else "workspace", "non-default", "non-community", "saved"}
