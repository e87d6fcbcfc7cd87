"""Invented voices: those of an account and those of the library, and who of the local engine speaks them."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_ACCOUNT = """
21m00Tcm4TlvDq8ikWAM Rachel female young american en premade
- Aldous male old british en premade
- Brigitta female middle_aged american en premade
- Cormac male middle_aged irish en premade
- Delphine female young french fr premade
- Edgar male old american en premade
- Fenja female young german de premade
- Gustav male middle_aged german de premade
- Henrietta female old british en premade
- Isidro male young mexican es premade
- Junia female middle_aged american en premade
- Kasimir male middle_aged polish pl premade
- Lucinda female young australian en premade
- Mortimer male old british en premade
- Naoko female young standard ja premade
- Ottavio male middle_aged italian it premade
- Mother's_Voice female old american en cloned
- The_Lighthouse_Keeper male old scottish en generated
- Own_Voice male middle_aged american en professional
"""
_FIRST = (
    "Ada Bela Cleo Dora Enid Fay Greta Hugo Ivo Jonas Kurt Leo Mara Nils Olga Pia Quinn Rosa Sven Tova Ulf Vera Wanda"
)
_LAST = "Ashby Birk Croft Dunmore Elwood Fairfax Garnet Hale Irving Jarrow Kestrel Larch Marlow Norwood Oakes Prescott"
_TONGUES = (
    ("en", "american"),
    ("en", "british"),
    ("de", "german"),
    ("fr", "french"),
    ("es", "spanish"),
    ("it", "italian"),
    ("pl", "polish"),
    ("pt", "brazilian"),
)
_AGES = ("young", "middle_aged", "old")
_USES = ("narrative_story", "conversational", "characters_animation", "news")
_SPEAKS = {
    "american": "en-us",
    "british": "en-gb",
    "scottish": "en-gb-scotland",
    "mexican": "es-419",
    "brazilian": "pt-br",
}
#: What a query may ask for, and what that is called here.
_FILTERS = {
    "gender": "gender",
    "age": "age",
    "accent": "accent",
    "language": "language",
    "category": "category",
    "use_cases": "use",
    "voice_ids": "id",
}
_BORN = 1_700_000_000
_DAY = 86_400


def made_id(what: str) -> str:
    """Return an id as the provider's look, always the same for the same ``what``."""
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return "".join(letters[byte % 62] for byte in hashlib.blake2b(what.encode(), digest_size=20).digest())


@dataclass(frozen=True)
class Voice:
    """A voice. ``espeak`` is the local engine's that speaks for it; ``owner`` is set for those of the library."""

    id: str
    name: str
    gender: str
    age: str
    accent: str
    language: str
    category: str
    number: int
    use: str = "narrative_story"
    owner: str = ""

    @property
    def espeak(self) -> str:
        """The local engine's voice: the same for the same id."""
        variant = f"{self.gender[0]}{1 + self.number % (4 if self.gender == 'female' else 7)}"
        return f"{_SPEAKS.get(self.accent, self.language)}+{variant}"

    def told(self) -> dict[str, Any]:
        """Return what GET /v1/voices says of it."""
        return {
            "voice_id": self.id,
            "name": self.name,
            "samples": None,
            "category": self.category,
            "fine_tuning": None,
            "labels": {
                "accent": self.accent,
                "age": self.age,
                "gender": self.gender,
                "language": self.language,
                "use_case": self.use,
            },
            "description": f"A voice called {self.name}.",
            "preview_url": f"https://storage.invalid/{self.id}.mp3",
            "available_for_tiers": [],
            "settings": None,
            "sharing": None,
            "high_quality_base_model_ids": ["eleven_multilingual_v2", "eleven_flash_v2_5"],
            "verified_languages": [
                {
                    "language": self.language,
                    "model_id": model,
                    "accent": self.accent,
                    "locale": None,
                    "preview_url": None,
                }
                for model in ("eleven_multilingual_v2", "eleven_flash_v2_5")
            ],
            "collection_ids": None,
            "safety_control": None,
            "voice_verification": None,
            "permission_on_resource": None,
            "is_owner": self.category != "premade",
            "is_legacy": False,
            "is_mixed": False,
            "created_at_unix": None if self.category == "premade" else _BORN + self.number * _DAY,
        }

    def shared(self) -> dict[str, Any]:
        """Return what GET /v1/shared-voices says of it."""
        return {
            "public_owner_id": self.owner,
            "voice_id": self.id,
            "date_unix": _BORN + self.number * _DAY,
            "name": self.name,
            "accent": self.accent,
            "gender": self.gender,
            "age": self.age,
            "descriptive": "calm",
            "use_case": self.use,
            "category": self.category,
            "language": self.language,
            "locale": None,
            "description": f"A voice of the library called {self.name}.",
            "preview_url": f"https://storage.invalid/{self.id}.mp3",
            "usage_character_count_1y": 1_000_000 - 997 * self.number,
            "usage_character_count_7d": 20_000 - 19 * self.number,
            "play_api_usage_character_count_1y": 1000,
            "cloned_by_count": 5000 - 7 * self.number,
            "rate": 1.0,
            "fiat_rate": None,
            "free_users_allowed": self.number % 3 == 0,
            "live_moderation_enabled": False,
            "featured": self.number % 10 == 0,
            "verified_languages": [],
            "notice_period": 365,
        }


def account_voices() -> list[Voice]:
    """Return the voices of an account."""
    voices = []
    for number, line in enumerate(_ACCOUNT.split("\n")[1:-1]):
        id_, name, gender, age, accent, language, category = line.split()
        name = name.replace("_", " ")
        voices.append(
            Voice(made_id(name) if id_ == "-" else id_, name, gender, age, accent, language, category, number)
        )
    return voices


@cache
def library_voices(count: int) -> tuple[Voice, ...]:
    """Return so many voices of the library."""
    names = itertools.cycle(f"{first} {last}" for last in _LAST.split() for first in _FIRST.split())
    voices = []
    for number, name in zip(range(count), names, strict=False):
        language, accent = _TONGUES[number % len(_TONGUES)]
        gender = ("female", "male")[number % 2]
        category = ("professional", "high_quality", "generated")[number % 3]
        age, use = _AGES[number % len(_AGES)], _USES[number % len(_USES)]
        id_, owner = made_id(f"library {number}"), made_id(f"owner {number % 40}") * 3
        voices.append(Voice(id_, name, gender, age, accent, language, category, number, use, owner))
    return tuple(voices)


def chosen(voices: Iterable[Voice], query: list[tuple[str, str]]) -> list[Voice]:
    """Return those that fit a query: one of the values of each of _FILTERS that is asked for, search in their names."""
    found = list(voices)
    for name, key in _FILTERS.items():
        values = [value for asked, value in query if asked == name and value]
        found = [voice for voice in found if not values or getattr(voice, key) in values]
    for word in (value.lower() for asked, value in query if asked == "search"):
        found = [voice for voice in found if word in f"{voice.name} {voice.accent}".lower()]
    for kind in (value for asked, value in query if asked == "voice_type"):
        own = kind in ("personal", "non-default", "workspace")
        found = [voice for voice in found if (voice.category != "premade") is own]
    return found
