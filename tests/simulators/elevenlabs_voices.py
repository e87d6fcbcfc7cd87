"""Invented voices: those of an account and those of the library, what is told of them, and who of the local engine speaks."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simulators.elevenlabs_recordings import Recording
    from tests.simulators.elevenlabs_training import Training

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
- Colleague's_Voice male middle_aged american en professional
"""
_FIRST = (
    "Ada Bela Cleo Dora Enid Fay Greta Hugo Ivo Jonas Kurt Leo Mara Nils Olga Pia Quinn Rosa Sven Tova Ulf Vera Wanda"
)
_LAST = "Ashby Birk Croft Dunmore Elwood Fairfax Garnet Hale Irving Jarrow Kestrel Larch Marlow Norwood Oakes Prescott"
#: Accents by language, with the region of the locale.
ACCENTS = {
    "en": {
        "american": "US",
        "british": "GB",
        "australian": "AU",
        "irish": "IE",
        "scottish": "GB",
        "indian": "IN",
        "canadian": "CA",
        "south african": "ZA",
        "new zealand": "NZ",
    },
    "de": {"german": "DE", "austrian": "AT", "swiss": "CH"},
    "es": {"spanish": "ES", "mexican": "MX", "argentine": "AR"},
    "fr": {"french": "FR", "canadian french": "CA"},
    "it": {"italian": "IT"},
    "pl": {"polish": "PL"},
    "pt": {"brazilian": "BR", "portuguese": "PT"},
    "nl": {"dutch": "NL", "flemish": "BE"},
    "ja": {"standard": "JP"},
    "hi": {"standard": "IN"},
}
#: One language of the library after the other; the more often it stands here, the more voices it has.
_TONGUES = "en de en es en fr en de en pt en es it en pl en nl de en ja en hi"
AGES = ("young", "middle_aged", "old")
CATEGORIES = ("professional", "high_quality", "professional", "famous", "professional", "high_quality", "professional")
#: Use cases and how a description says them.
USES = {
    "narrative_story": "narration and audiobooks",
    "conversational": "conversations",
    "characters_animation": "characters and animation",
    "social_media": "short films",
    "entertainment_tv": "television",
    "advertisement": "advertising",
    "informative_educational": "teaching",
}
DESCRIPTIVES = ("calm", "confident", "deep", "raspy", "warm", "crisp", "gentle", "upbeat", "mature", "whispery")
_RATES = (1.0, 1.0, 1.0, 1.0, 1.0, 1.5, 1.0, 2.0, 1.0, 3.0)
_NOTICES = (365, 0, 30, 90, 365, 730)
#: Every so many voices of the library is a narrator with this accent, so that there are some in a small one too.
_NARRATORS = 13
_SPEAKS = {
    "american": "en-us",
    "british": "en-gb",
    "australian": "en-gb",
    "scottish": "en-gb-scotland",
    "mexican": "es-419",
    "argentine": "es-419",
    "brazilian": "pt-br",
}
#: Fundamental frequencies in Hz of the voices of the library, from the deepest on.
_PITCHES = {"female": (170.0, 250.0), "male": (85.0, 150.0)}
_BORN = 1_700_000_000
DAY = 86_400
DEFAULT_SETTINGS = {"stability": 0.5, "similarity_boost": 0.75, "style": 0.0, "use_speaker_boost": True, "speed": 1.0}
#: What speaks well with every voice.
BASE_MODELS = ("eleven_multilingual_v2", "eleven_flash_v2_5")


def made_id(what: str) -> str:
    """Return an id as the provider's look, always the same for the same ``what``."""
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return "".join(letters[byte % 62] for byte in hashlib.blake2b(what.encode(), digest_size=20).digest())


@dataclass(eq=False)
class Voice:
    """A voice, of an account or of the library; those of the library are never changed, they are shared by all simulators.

    ``owner`` is set for those of the library. ``own``: the account made it. ``made`` is Unix time. ``speaks`` is the local
    engine's voice where it is not the one its labels say. ``preview`` is a recording of it where there is one already.
    """

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
    descriptive: str = "calm"
    description: str = ""
    rate: float = 1.0
    notice: int = 0
    featured: bool = False
    free: bool = False
    moderated: bool = False
    verified: tuple[str, ...] = ()
    own: bool = False
    made: int | None = None
    speaks: str = ""
    preview: bytes = field(default=b"", repr=False)
    settings: dict[str, Any] = field(default_factory=lambda: dict(DEFAULT_SETTINGS))
    labels: dict[str, str] | None = None
    samples: list[Recording] = field(default_factory=list)
    bookmarked: bool = True
    locked: bool = False
    training: Training | None = None

    @property
    def espeak(self) -> str:
        """The local engine's voice: the same for the same id."""
        variant = f"{'m' if self.gender == 'male' else 'f'}{1 + self.number % (7 if self.gender == 'male' else 4)}"
        return self.speaks or f"{_SPEAKS.get(self.accent, self.language)}+{variant}"

    @property
    def locale(self) -> str | None:
        """Language and region, where the accent says one."""
        region = ACCENTS.get(self.language, {}).get(self.accent)
        return f"{self.language}-{region}" if region else None

    @property
    def pitch(self) -> float:
        """The height of the voice in Hz, as those that are compared with it hear it."""
        low, high = _PITCHES[self.gender if self.gender in _PITCHES else "female"]
        return low + (high - low) * (self.number * 37 % 100) / 100

    @cached_property
    def words(self) -> str:
        """What a search looks into."""
        parts = (self.name, self.description, self.accent, self.language, self.use, self.descriptive, self.category)
        return " ".join(parts).replace("_", " ").lower()

    @property
    def likes(self) -> int:
        """How many took it."""
        return 5000 - 7 * self.number % 4999

    @property
    def characters(self) -> int:
        """How many characters were spoken with it in a year."""
        return 9_000_000 // (1 + self.number * 31 % 997)

    @property
    def trend(self) -> int:
        """How many characters were spoken with it this week."""
        return 200_000 // (1 + self.number * 17 % 499)

    def told(self, url: str, leaves: float | None = None) -> dict[str, Any]:
        """Return what GET /v1/voices says of it; ``leaves`` is when it goes, in Unix time."""
        labels = {
            "accent": self.accent,
            "age": self.age,
            "gender": self.gender,
            "language": self.language,
            "use_case": self.use,
        }
        ready = [] if self.training or self.locked else list(BASE_MODELS)
        return {
            "voice_id": self.id,
            "name": self.name,
            "samples": [one.told() for one in self.samples] if self.own else None,
            "category": self.category,
            "fine_tuning": self.training.told() if self.training else None,
            "labels": labels if self.labels is None else self.labels,
            "description": self.description or None,
            "preview_url": self.address(url),
            "available_for_tiers": [],
            "settings": None,
            "sharing": self._sharing(leaves) if self.owner else None,
            "high_quality_base_model_ids": self.training.ready() if self.training else ready,
            "verified_languages": self._verified(url),
            "collection_ids": None,
            "safety_control": "CAPTCHA" if self.locked else None,
            "voice_verification": self._verification(),
            "permission_on_resource": "admin" if self.own else None,
            "is_owner": self.own,
            "is_legacy": False,
            "is_mixed": False,
            "is_bookmarked": self.bookmarked if self.owner else None,
            "created_at_unix": self.made,
        }

    def address(self, url: str) -> str | None:
        """Return where it can be heard; a voice that was never heard by the provider has no such place."""
        return None if self.training and not self.samples else f"{url}/previews/{self.id}.mp3"

    def _verified(self, url: str) -> list[dict[str, Any]]:
        spoken = [(self.language, self.accent), *((tongue, next(iter(ACCENTS[tongue]))) for tongue in self.verified)]
        return [
            {
                "language": language,
                "model_id": model,
                "accent": accent,
                "locale": None,
                "preview_url": f"{url}/previews/{self.id}.{language}.mp3" if language in self.verified else None,
            }
            for language, accent in spoken
            for model in BASE_MODELS
            if language
        ]

    def _verification(self) -> dict[str, Any] | None:
        if self.training:
            return self.training.verification()
        if not self.locked:
            return None
        return {
            "requires_verification": True,
            "is_verified": False,
            "verification_failures": [],
            "verification_attempts_count": 0,
        }

    def _sharing(self, leaves: float | None) -> dict[str, Any]:
        """Return how it is shared: of a copy this is where its end is told."""
        return {
            "status": "copied" if leaves is None else "copied_disabled",
            "date_unix": self.made or _BORN,
            "whitelisted_emails": [],
            "public_owner_id": self.owner,
            "original_voice_id": self.id,
            "financial_rewards_enabled": True,
            "free_users_allowed": self.free,
            "live_moderation_enabled": self.moderated,
            "rate": self.rate,
            "fiat_rate": None,
            "notice_period": self.notice,
            "disable_at_unix": None if leaves is None else int(leaves),
            "voice_mixing_allowed": False,
            "featured": self.featured,
            "category": self.category,
            "liked_by_count": self.likes // 3,
            "cloned_by_count": self.likes,
            "name": self.name,
            "description": self.description,
            "labels": {"accent": self.accent, "gender": self.gender},
            "review_status": "allowed",
            "enabled_in_library": leaves is None,
        }

    def shared(self, url: str, *, added: bool = False) -> dict[str, Any]:
        """Return what GET /v1/shared-voices says of it."""
        return {
            "public_owner_id": self.owner,
            "voice_id": self.id,
            "date_unix": _BORN + self.number * 3600,
            "name": self.name,
            "accent": self.accent,
            "gender": self.gender,
            "age": self.age,
            "descriptive": self.descriptive,
            "use_case": self.use,
            "category": self.category,
            "language": self.language,
            "locale": self.locale,
            "description": self.description,
            "preview_url": f"{url}/previews/{self.id}.mp3",
            "usage_character_count_1y": self.characters,
            "usage_character_count_7d": self.trend,
            "play_api_usage_character_count_1y": self.characters // 9,
            "cloned_by_count": self.likes,
            "rate": self.rate,
            "fiat_rate": None,
            "free_users_allowed": self.free,
            "live_moderation_enabled": self.moderated,
            "featured": self.featured,
            "verified_languages": self._verified(url),
            "notice_period": self.notice,
            "image_url": None,
            "is_added_by_user": added,
            "is_bookmarked": added,
        }


def account_voices() -> list[Voice]:
    """Return the voices of an account. The professional one is a colleague's, so the account's own place is free."""
    voices = []
    for number, line in enumerate(_ACCOUNT.split("\n")[1:-1]):
        id_, name, gender, age, accent, language, category = line.split()
        name = name.replace("_", " ")
        voice = Voice(made_id(name) if id_ == "-" else id_, name, gender, age, accent, language, category, number)
        voice.description = f"A voice called {name}."
        voice.own = category in ("cloned", "generated")
        voice.made = None if category == "premade" else _BORN + number * DAY
        voices.append(voice)
    return voices


@cache
def library_voices(count: int) -> tuple[Voice, ...]:
    """Return so many voices of the library."""
    names = itertools.cycle(f"{first} {last}" for last in _LAST.split() for first in _FIRST.split())
    return tuple(_library_voice(number, name) for number, name in zip(range(count), names, strict=False))


def _library_voice(number: int, name: str) -> Voice:
    """Return one voice of the library; what it is, is drawn by its number."""
    drawn = hashlib.blake2b(f"traits {number}".encode(), digest_size=12).digest()
    tongues = _TONGUES.split()
    language = tongues[number % len(tongues)]
    accent = list(ACCENTS[language])[drawn[0] % len(ACCENTS[language])]
    use = list(USES)[drawn[1] % len(USES)]
    if number % _NARRATORS == _NARRATORS // 2:
        language, accent, use = "en", "australian", "narrative_story"
    gender = ("female", "male")[drawn[2] % 2] if drawn[2] < 240 else "neutral"
    age, how = AGES[drawn[3] % len(AGES)], DESCRIPTIVES[drawn[4] % len(DESCRIPTIVES)]
    others = [one for one in ("de", "fr", "es") if one != language][: drawn[5] % 3]
    return Voice(
        made_id(f"library {number}"),
        f"{name} - {how.title()}",
        gender,
        age,
        accent,
        language,
        CATEGORIES[drawn[6] % len(CATEGORIES)],
        number,
        use,
        owner=made_id(f"owner {number % 40}") * 3,
        descriptive=how,
        description=f"A {how} {age.replace('_', ' ')} voice with the accent {accent.title()}, made for {USES[use]}.",
        rate=_RATES[drawn[7] % len(_RATES)],
        notice=_NOTICES[drawn[8] % len(_NOTICES)],
        featured=drawn[9] % 10 == 0,
        free=drawn[10] % 3 == 0,
        moderated=drawn[11] % 8 == 0,
        verified=tuple(others),
    )
