"""ElevenLabs' models, plans and formats, as the contract has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TURBO, STANDARD, V4 = "turbo", "standard", "standard_eleven_v4"

_EUROPE = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pl": "Polish",
    "pt": "Portuguese",
}
_WORLD = {**_EUROPE, "ja": "Japanese", "zh": "Chinese", "hi": "Hindi", "ar": "Arabic", "ko": "Korean", "nl": "Dutch"}
_ENGLISH = {"en": "English"}


@dataclass(frozen=True)
class Model:
    """A model. ``factor`` is credits per code point, ``limit`` the documented most of them."""

    id: str
    name: str
    limit: int
    factor: float = 1.0
    group: str = STANDARD
    speaks: bool = True
    converts: bool = False
    family: str = "v2"
    languages: tuple[tuple[str, str], ...] = tuple(_WORLD.items())

    @property
    def accepted(self) -> int:
        """What is accepted in truth: 10 % more than is documented."""
        return self.limit * 11 // 10

    def told(self) -> dict[str, Any]:
        """Return what GET /v1/models says of it."""
        return {
            "model_id": self.id,
            "name": self.name,
            "can_be_finetuned": self.family in ("v2", "v4") and self.speaks,
            "can_do_text_to_speech": self.speaks,
            "can_do_voice_conversion": self.converts,
            "can_use_style": self.family == "v2" and self.factor == 1,
            "can_use_speaker_boost": self.family == "v2" and self.factor == 1,
            "serves_pro_voices": False,
            "token_cost_factor": self.factor,
            "description": f"{self.name}, as a simulator speaks it.",
            "requires_alpha_access": False,
            "max_characters_request_free_user": 2500,
            "max_characters_request_subscribed_user": 5000,
            "maximum_text_length_per_request": self.limit,
            "languages": [{"language_id": tag, "name": name} for tag, name in self.languages],
            "model_rates": {"character_cost_multiplier": self.factor, "cost_discount_multiplier": 1.0},
            "concurrency_group": self.group,
        }


_ALL = (
    Model("eleven_v4", "Eleven v4", 10_000, group=V4, family="v4"),
    Model("eleven_v4_turbo", "Eleven v4 Turbo", 10_000, 0.5, V4, family="v4"),
    Model("eleven_v3", "Eleven v3", 5_000, family="v3"),
    Model("eleven_v3_conversational", "Eleven v3 Conversational", 5_000, 0.5, family="v3"),
    Model("eleven_multilingual_v2", "Eleven Multilingual v2", 10_000),
    Model("eleven_flash_v2_5", "Eleven Flash v2.5", 40_000, 0.5, TURBO),
    Model("eleven_turbo_v2_5", "Eleven Turbo v2.5", 40_000, 0.5, TURBO),
    Model("eleven_flash_v2", "Eleven Flash v2", 30_000, 0.5, TURBO, languages=tuple(_ENGLISH.items())),
    Model("eleven_turbo_v2", "Eleven Turbo v2", 30_000, 0.5, TURBO, languages=tuple(_ENGLISH.items())),
    Model("eleven_multilingual_v1", "Eleven Multilingual v1", 10_000, languages=tuple(_EUROPE.items())),
    Model("eleven_monolingual_v1", "Eleven English v1", 10_000, languages=tuple(_ENGLISH.items())),
    Model("eleven_english_sts_v2", "Eleven English v2", 5_000, speaks=False, converts=True),
    Model("eleven_multilingual_sts_v2", "Eleven Multilingual v2 (voice changer)", 5_000, speaks=False, converts=True),
)
MODELS = {model.id: model for model in _ALL}

#: Requests at once by plan: multilingual v2 and its like, flash and its like.
PLANS = {
    "free": (2, 4),
    "starter": (3, 6),
    "creator": (5, 10),
    "pro": (10, 20),
    "scale": (15, 30),
    "business": (15, 30),
    "enterprise": (30, 60),
}
#: Places for voices of one's own by plan: usual ones, and professional clones.
PLACES = {
    "free": (3, 0),
    "starter": (10, 0),
    "creator": (30, 1),
    "pro": (160, 1),
    "scale": (660, 3),
    "business": (660, 10),
    "enterprise": (1000, 10),
}
_ORDER = list(PLANS)
#: The tiers as the subscription names them, where that is not the plan's name.
TIERS = {"scale": "scale_2024_08_10", "business": "growing_business"}

_MP3 = ("22050_32", "24000_48", "44100_32", "44100_64", "44100_96", "44100_128", "44100_192")
_RATES = (8000, 16000, 22050, 24000, 32000, 44100, 48000)
STREAMED = (
    *(f"mp3_{one}" for one in _MP3),
    *(f"pcm_{rate}" for rate in _RATES),
    "ulaw_8000",
    "alaw_8000",
    *(f"opus_48000_{rate}" for rate in (32, 64, 96, 128, 192)),
)
FORMATS = (*STREAMED, *(f"wav_{rate}" for rate in _RATES))
DEFAULT_FORMAT = "mp3_44100_128"
#: The least plan for a format; the one for 48 kHz is nowhere stated.
_GATES = {"mp3_44100_192": "creator", **dict.fromkeys(("pcm_44100", "wav_44100", "pcm_48000", "wav_48000"), "pro")}


def allowed(plan: str, format_: str) -> bool:
    """Return whether a plan may have a format."""
    return _ORDER.index(plan) >= _ORDER.index(_GATES.get(format_, "free"))


def at_least(plan: str, least: str) -> bool:
    """Return whether a plan is ``least`` or more."""
    return _ORDER.index(plan) >= _ORDER.index(least)


def concurrency(plan: str, group: str) -> int:
    """Return how many requests of a group may run at once."""
    return PLANS[plan][group == TURBO]
