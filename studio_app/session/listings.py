"""Listings as they are kept: to a record and back, and to what they can be found by where no provider is asked."""

from __future__ import annotations

import json
import logging
from dataclasses import MISSING, fields, replace
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any

from studio_app.speech.engine import Voice
from studio_app.speech.library import Listing
from studio_app.store.looking import Wanted
from studio_app.store.seen import SeenVoice, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.speech.library import Search

_log = logging.getLogger(__name__)

_DEFAULTS = {field.name: field.default for field in fields(Listing) if field.default is not MISSING}
_FIELDS = frozenset(Listing.__slots__)
_VOICE_FIELDS = frozenset(Voice.__slots__)
_VOICE_DEFAULTS = {field.name: field.default for field in fields(Voice) if field.default is not MISSING}
#: Of these there are few among thousands of voices: each is in memory once.
_FEW = ("kind", "category", "accent", "age", "use", "visibility", "state")
#: What one answer of a provider tells and another leaves out: what was told before is kept.
_LASTING = (
    *(
        "category",
        "owner",
        "description",
        "accent",
        "age",
        "use",
        "tags",
        "users",
        "characters",
        "likes",
        "notice_days",
    ),
    *("free", "sample", "samples", "models", "made", "settings", "rate", "high_quality", "moderated"),
)
#: Endings that are cut from words that are looked for: who narrates is found by "narration" too. English only, where
#: libraries describe their voices; other words stay whole.
_ENDINGS = (
    "ations",
    "ation",
    "ators",
    "ator",
    "ative",
    "ating",
    "ions",
    "ion",
    "ive",
    "ing",
    "ors",
    "ers",
    "or",
    "er",
    "s",
)
_STEM = 5
_LARGEST = 1 << 62


def record(listing: Listing) -> str:
    """Return a listing as a line of JSON; what is as usual is left out."""
    told = {name: value for name, usual in _DEFAULTS.items() if (value := getattr(listing, name)) != usual}
    voice = listing.voice
    extra = {name: value for name, usual in _VOICE_DEFAULTS.items() if (value := getattr(voice, name)) != usual}
    who = {"id": voice.id, "name": voice.name, "engine": voice.engine, "language": voice.language, **extra}
    return _storable(
        json.dumps({"voice": who, "kind": listing.kind, **told}, ensure_ascii=False, separators=(",", ":"))
    )


@lru_cache(maxsize=1024)
def listing_of(text: str) -> Listing | None:
    """Return the listing of such a line, None where it is none."""
    try:
        found = json.loads(text)
        who = found.pop("voice")
        voice = Voice(**{name: _value(name, value) for name, value in who.items() if name in _VOICE_FIELDS})
        told = {name: _value(name, value) for name, value in found.items() if name in _FIELDS}
        return Listing(voice, **told)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        _log.info("a voice that was kept cannot be read: %s", type(error).__name__)
        return None


def listings_of(records: Iterable[str]) -> tuple[Listing, ...]:
    """Return the listings of these lines, without those that are none."""
    return tuple(listing for text in records if (listing := listing_of(text)) is not None)


def merged(before: Listing | None, now: Listing) -> Listing:
    """Return a listing as it is now, with what was told before where the answer is silent."""
    if before is None:
        return now
    silent = {name: getattr(before, name) for name in _LASTING if getattr(now, name) == _DEFAULTS[name]}
    voice = now.voice if now.voice.name else replace(now.voice, name=before.voice.name)
    if not voice.languages:
        voice = replace(voice, languages=before.voice.languages)
    if not voice.language:
        voice = replace(voice, language=before.voice.language)
    if not voice.gender:
        voice = replace(voice, gender=before.voice.gender)
    return replace(now, voice=voice, **silent)


def seen(listing: Listing, standing: int | None = None) -> SeenVoice:
    """Return a listing as it is kept; ``standing`` is its place among all, where known."""
    voice = listing.voice
    said = (
        *(voice.name, voice.id, voice.variant, listing.description, listing.accent, listing.use, listing.age),
        *(listing.category, listing.owner, voice.gender, *listing.tags),
    )
    tags = (voice.language, *voice.languages, *(language for language, _ in listing.samples))
    return SeenVoice(
        voice=_storable(voice.id),
        name=_storable(voice.name),
        record=record(listing),
        words=_storable(plain(" ".join(said))),
        languages=tuple(dict.fromkeys(_storable(tag.casefold()) for tag in tags if tag)),
        accent=_storable(plain(listing.accent)),
        category=_storable(plain(listing.category)),
        gender=_storable(plain(voice.gender)),
        age=_storable(plain(listing.age)),
        use=_storable(plain(listing.use)),
        notice=_count(listing.notice_days),
        quality=listing.high_quality,
        free=listing.free,
        users=_count(listing.users),
        characters=_count(listing.characters),
        likes=_count(listing.likes),
        made=_storable(listing.made),
        standing=standing,
    )


def wanted(search: Search) -> Wanted:
    """Return what a search looks for among what is kept."""
    return Wanted(
        words=tuple(_stem(word) for word in plain(search.text).split()),
        language=search.language.replace("_", "-").casefold(),
        accent=plain(search.accent),
        category=plain(search.category),
        gender=plain(search.gender),
        age=plain(search.age),
        use=plain(search.use),
        descriptive=tuple(map(plain, search.descriptive)),
        notice=search.notice_days,
        quality=search.high_quality,
        free=search.free,
        sort=search.sort,
    )


def _stem(word: str) -> str:
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _STEM), "")
    return word[: len(word) - len(ending)]


def _storable(text: str) -> str:
    """Return a text as a file can hold it: an answer from outside may hold half a character."""
    return text.encode(errors="replace").decode()


def _count(number: int | None) -> int | None:
    """Return a number as a file can hold it; one beyond that is nonsense."""
    return number if number is not None and abs(number) < _LARGEST else None


def _value(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(tuple(one) if isinstance(one, list) else one for one in value)
    if isinstance(value, str) and name in _FEW:
        return intern(value)
    return value
