"""What the provider tells of voices, as Listings. Whatever stands there, nothing here raises: what is no voice is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.speech.elevenlabs.models import SETTINGS
from studio_app.speech.elevenlabs.tags import proper_tag
from studio_app.speech.elevenlabs.told import (
    address,
    count,
    entries,
    fields,
    identity,
    moment,
    number,
    text,
    texts,
    word,
    yes,
)
from studio_app.speech.elevenlabs.voices import read_voice
from studio_app.speech.library import Listing, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_app.speech.engine import Voice

#: How an address of a recording begins that only the account's own key may fetch: see ``Library.sample``.
OWN_SAMPLE = "sample:"
_LONG = 2000
#: No voice costs more than this times the usual price.
_DEAREST = 100.0
_KINDS = {"premade": "default", "cloned": "cloned", "professional": "professional", "generated": "designed"}
_COPIES = frozenset({"copied", "copied_disabled"})
#: Labels that have a place of their own; all others are tags.
_PLACED = frozenset({"language", "locale", "accent", "gender", "age", "use_case"})
_UNTRAINED = frozenset({"not_started", "queued", "fine_tuning", "delayed"})


def shared_page(answer: object, number_: int, size: int) -> Page:
    """Return a page of ``GET /v1/shared-voices``, or of what ``POST /v1/similar-voices`` found.

    Args:
        answer: what was said.
        number_: of the page, from 0.
        size: how many were asked for.
    """
    said = fields(answer)
    told = entries(said.get("voices"))
    listings = tuple(one for one in map(read_shared, told) if one is not None)
    more = bool(told) and said.get("has_more") is True
    total = count(said.get("total_count")) or None
    if not more and total is None:
        total = number_ * size + len(told)
    return Page(_once(listings), str(number_ + 1) if more else "", total)


def own_page(answer: object, token: str = "") -> Page:
    """Return a page of ``GET /v2/voices``; ``token`` is what it was asked for with."""
    said = fields(answer)
    listings = tuple(one for one in map(read_own, entries(said.get("voices"))) if one is not None)
    after = said.get("next_page_token")
    more = after if isinstance(after, str) and said.get("has_more") is True and after != token else ""
    return Page(_once(listings), more, None if more or token else len(listings))


def read_shared(entry: Mapping[str, object]) -> Listing | None:
    """Return a voice of the library; None where it is none."""
    labels = {name: entry.get(name) for name in ("language", "locale", "gender")}
    listing = _common(entry, labels, entry)
    if listing is None:
        return None
    return replace(
        listing,
        kind="community",
        owner=identity(entry.get("public_owner_id")),
        accent=text(entry.get("accent")).lower(),
        age=word(entry.get("age")),
        use=word(entry.get("use_case")),
        tags=texts([entry.get("descriptive")]),
        users=count(entry.get("cloned_by_count")),
        characters=count(entry.get("usage_character_count_1y")),
        made=moment(entry.get("date_unix")),
        mine=entry.get("is_added_by_user") is True,
        models=_models(entry),
    )


def read_own(entry: Mapping[str, object]) -> Listing | None:
    """Return a voice of the account; None where it is none."""
    labels, sharing = fields(entry.get("labels")), fields(entry.get("sharing"))
    listing = _common(entry, labels, sharing)
    if listing is None:
        return None
    kind = _kind(entry, sharing)
    return replace(
        listing,
        kind=kind,
        owner=identity(sharing.get("public_owner_id")),
        accent=text(labels.get("accent")).lower(),
        age=word(labels.get("age")),
        use=word(labels.get("use_case")),
        tags=texts([said for name, said in labels.items() if name not in _PLACED]),
        users=count(sharing.get("cloned_by_count")),
        likes=count(sharing.get("liked_by_count")),
        leaves=moment(sharing.get("disable_at_unix"))[:10],
        sample=listing.sample or _own_sample(listing.voice, entry),
        models=tuple(dict.fromkeys((*texts(entry.get("high_quality_base_model_ids")), *_models(entry)))),
        state=_state(entry, kind, sharing),
        made=moment(entry.get("created_at_unix")),
        settings=_settings(fields(entry.get("settings"))),
        mine=True,
    )


def _common(entry: Mapping[str, object], labels: Mapping[str, object], terms: Mapping[str, object]) -> Listing | None:
    """Return what is told alike of all voices; ``terms`` are those on which it is shared."""
    id_ = identity(entry.get("voice_id"))
    voice = read_voice({**entry, "labels": labels}) if id_ else None
    if voice is None:
        return None
    category, rate = word(entry.get("category")), number(terms.get("rate"))
    return Listing(
        voice,
        "community",
        category,
        description=text(entry.get("description"), _LONG),
        rate=rate if rate is not None and 0 < rate <= _DEAREST else 1.0,
        notice_days=count(terms.get("notice_period")),
        free=yes(terms.get("free_users_allowed")),
        high_quality=category == "high_quality",
        moderated=terms.get("live_moderation_enabled") is True,
        sample=address(entry.get("preview_url")),
        samples=_samples(entry),
    )


def _kind(entry: Mapping[str, object], sharing: Mapping[str, object]) -> str:
    category = entry.get("category")
    kind = _KINDS.get(category, "community") if isinstance(category, str) else "community"
    status = sharing.get("status")
    copied = isinstance(status, str) and status in _COPIES
    return kind if kind == "default" or not (copied or entry.get("is_owner") is False) else "community"


def _state(entry: Mapping[str, object], kind: str, sharing: Mapping[str, object]) -> str:
    if entry.get("safety_control") in ("BAN", "ENTERPRISE_BAN"):
        return "taken down"
    if sharing.get("status") == "copied_disabled" and not moment(sharing.get("disable_at_unix")):
        return "taken down"
    states = set(texts(list(fields(fields(entry.get("fine_tuning")).get("state")).values())))
    if kind != "professional" or "fine_tuned" in states:
        return ""
    if states & _UNTRAINED - {"not_started"}:
        return "training"
    return "failed" if "failed" in states else "training" if states & _UNTRAINED else ""


def _models(entry: Mapping[str, object]) -> tuple[str, ...]:
    return texts([one.get("model_id") for one in entries(entry.get("verified_languages"))])


def _samples(entry: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return (language tag, address) of the recordings in several languages, one of each."""
    found: dict[str, str] = {}
    for one in entries(entry.get("verified_languages")):
        tag = proper_tag(one.get("locale")) or proper_tag(one.get("language"))
        where = address(one.get("preview_url"))
        if tag and where:
            found.setdefault(tag, where)
    return tuple(found.items())


def _own_sample(voice: Voice, entry: Mapping[str, object]) -> str:
    """Return where the first recording lies that a voice was made of, which stands in for a sample where there is none."""
    ids = [identity(one.get("sample_id")) for one in entries(entry.get("samples"))]
    first = next((one for one in ids if one), "")
    return f"{OWN_SAMPLE}{voice.id}/{first}" if first else ""


def _settings(said: Mapping[str, object]) -> tuple[tuple[str, float], ...]:
    """Return the voice settings that are in their range; switches as 0 and 1."""
    found = []
    for one in SETTINGS:
        told = said.get(one.name)
        value = float(told) if isinstance(told, bool) else number(told)
        if value is not None and one.low <= value <= one.high:
            found.append((one.name, value))
    return tuple(found)


def _once(listings: tuple[Listing, ...]) -> tuple[Listing, ...]:
    return tuple({one.voice.id: one for one in listings}.values())
