"""What Fish Audio tells of a voice, as a library shows it. Whatever is missing or unknown is left out, never an error."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio_app.speech.fish.voices import read_voice, strings
from studio_app.speech.library import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.speech.engine import Voice

#: Tags are free words; these are common, and what each tells.
AGES = {"young": "young", "middle-aged": "middle-aged", "middle aged": "middle-aged", "old": "old", "elderly": "old"}
USES = ("narration", "conversational", "educational", "entertainment", "advertisement", "social-media", "character")
ACCENTS = ("american", "australian", "british", "canadian", "indian", "irish", "scottish")
TONES = ("calm", "deep", "energetic", "friendly", "gentle", "professional", "serious", "soft", "warm")
#: The tag of a voice that was designed and kept: the provider itself does not tell it from a clone.
DESIGNED = "voice-design"
PROFESSIONAL = "professional"

_STATES = {"trained": "", "created": "training", "training": "training", "failed": "failed"}
_MONTH = 30


def read_listings(items: Iterable[Any], *, mine: bool) -> list[Listing]:
    """Return the voices of a page in order; what is no voice that speaks is left out."""
    return [one for item in items if (one := read_listing(item, mine=mine))]


def read_listing(item: Any, *, mine: bool = False) -> Listing | None:
    """Return what is told of a voice, None where that is no voice for speech.

    ``users`` is how often it was used, as the provider counts that and not by how many people.
    """
    voice = read_voice(item)
    if voice is None:
        return None
    tags = strings(item.get("tags"))
    words = [tag.casefold() for tag in tags]
    mine = mine or item.get("visibility") == "private"
    return Listing(
        voice=voice,
        kind=_kind(item, words, mine=mine),
        category=PROFESSIONAL if _retires(item) else "",
        owner=_text(_dict(item.get("author")).get("_id")),
        description=_text(item.get("description")),
        accent=_first(words, ACCENTS),
        age=AGES.get(_first(words, AGES), ""),
        use=_first(words, USES),
        tags=tuple(dict.fromkeys(tags)),
        users=_count(item.get("task_count")),
        likes=_count(item.get("like_count")),
        notice_days=_notice(item),
        leaves=_leaves(item),
        free=True,
        sample=_sample(item),
        state=_state(item),
        visibility=_text(item.get("visibility")),
        made=_text(item.get("created_at")),
        mine=mine,
    )


def inline_listing(voice: Voice) -> Listing:
    """Return a voice that is made of recordings kept on this computer."""
    return Listing(voice, "cloned", visibility="private", free=True, mine=True)


def moment(text: Any) -> datetime | None:
    """Return a moment as the provider writes it, UTC where it names no zone; None where it is none."""
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _kind(item: dict[str, Any], words: list[str], *, mine: bool) -> str:
    if not mine:
        return "community"
    if _retires(item):
        return "professional"
    return "designed" if DESIGNED in words else "cloned"


def _retires(item: dict[str, Any]) -> str:
    """Return how a professional clone is offered, "" for other voices."""
    return _text(item.get("pvc_release_state"))


def _state(item: dict[str, Any]) -> str:
    if item.get("dmca_taken_down") is True:
        return "taken down"
    return _STATES.get(_text(item.get("state")) or "trained", "training")


def _notice(item: dict[str, Any]) -> int | None:
    months = _count(item.get("pvc_notice_period_months"))
    return None if months is None else months * _MONTH


def _leaves(item: dict[str, Any]) -> str:
    """Return the day a voice goes: as the provider says, else the notice after its owner asked for it."""
    if _retires(item) != "retiring":
        return ""
    effective = moment(item.get("pvc_retire_effective_at"))
    asked = moment(item.get("pvc_retire_requested_at"))
    if effective is None and asked is not None:
        effective = asked + timedelta(days=_notice(item) or 0)
    return effective.date().isoformat() if effective else datetime.now(UTC).date().isoformat()


def _sample(item: dict[str, Any]) -> str:
    samples = item.get("samples")
    for one in samples if isinstance(samples, list) else ():
        address = _text(_dict(one).get("audio"))
        if address.startswith(("https://", "http://")):
            return address
    return ""


def _first(words: list[str], known: Iterable[str]) -> str:
    known = tuple(known)
    return next((word for word in words if word in known), "")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
