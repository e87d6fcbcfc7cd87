"""The models of ElevenLabs: what is known of them beforehand, and what the provider says of them at run time.

The table stands in for the provider where it cannot be asked, and for what it does not say (quirks of families of models).
Limits are the documented ones: the provider takes a tenth more, but promises it nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING

from studio_app.domain.errors import ModelRefused
from studio_app.speech.elevenlabs.tags import proper_tag
from studio_app.speech.engine import Model, SettingRange

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.domain.cast import Setting

STABILITY = SettingRange(
    "stability",
    0.5,
    0.0,
    1.0,
    "How even the voice stays: low is lively and less predictable, high is steady and may turn flat; about 0.5 suits most.",
)
SIMILARITY = SettingRange(
    "similarity_boost",
    0.75,
    0.0,
    1.0,
    "How closely the voice keeps to its original: very high also repeats the noise of poor recordings; 0.75 suits most.",
)
STYLE = SettingRange(
    "style",
    0.0,
    0.0,
    1.0,
    "How much the speaker's manner is exaggerated: above 0 it is slower to answer and less stable; 0 is recommended.",
)
SPEED = SettingRange(
    "speed", 1.0, 0.7, 1.2, "How fast the voice speaks: 1 is its own pace; the ends may sound unnatural."
)
BOOST = SettingRange(
    "use_speaker_boost",
    1.0,
    0.0,
    1.0,
    "1 brings the voice closer to its original speaker, at the price of a slower answer; 0 leaves that out.",
)
SETTINGS = (STABILITY, SIMILARITY, STYLE, SPEED, BOOST)

#: A setting that is a word: how numbers and dates are written out before they are spoken.
NORMALIZATION = "apply_text_normalization"
_NORMALIZATIONS = ("auto", "on", "off")

#: Switches: sent as true or false.
_SWITCHES = frozenset({BOOST.name})

_PLAIN = (STABILITY, SIMILARITY, SPEED)

#: No request of any model may be longer than this; a limit above it is not one (the specification's example says a million).
_BELIEVABLE = 100_000


@dataclass(frozen=True, slots=True)
class _Family:
    """What models whose ids begin alike have in common.

    ``takes_language`` says whether ``language_code`` means something to them; ``live`` whether they speak over a websocket.
    """

    begins: str
    settings: tuple[SettingRange, ...]
    stitches: bool
    takes_language: bool
    live: bool = True


#: The first whose beginning fits is a model's family; the last fits all.
_FAMILIES = (
    _Family("eleven_v3", (STABILITY,), stitches=False, takes_language=True, live=False),
    _Family("eleven_v4", (STABILITY, SIMILARITY), stitches=True, takes_language=True, live=False),
    _Family("eleven_multilingual_v2", SETTINGS, stitches=True, takes_language=False),
    _Family("eleven_multilingual_v1", SETTINGS, stitches=True, takes_language=False),
    _Family("eleven_monolingual_v1", _PLAIN, stitches=True, takes_language=False),
    _Family("eleven_flash_v2_5", _PLAIN, stitches=True, takes_language=True),
    _Family("eleven_turbo_v2_5", _PLAIN, stitches=True, takes_language=True),
    _Family("eleven_flash_v2", _PLAIN, stitches=True, takes_language=False),
    _Family("eleven_turbo_v2", _PLAIN, stitches=True, takes_language=False),
    _Family("", SETTINGS, stitches=True, takes_language=True),
)

_MULTILINGUAL = (
    "en ja zh de hi fr ko pt it es id nl tr fil pl sv bg ro ar cs el fi hr ms sk da ta uk ru".split()  # noqa: SIM905  29 tags
)
_MORE = (*_MULTILINGUAL, "hu", "no", "vi")


def _known(id_: str, name: str, characters: int, price: float, note: str, languages: Sequence[str] = ()) -> Model:
    family = _family(id_)
    return Model(
        id_,
        name,
        characters,
        price,
        note=note,
        languages=tuple(languages),
        settings=family.settings,
        steps=_steps(id_, family.settings),
        stitches=family.stitches,
    )


def _family(model: str) -> _Family:
    return next(family for family in _FAMILIES if model.startswith(family.begins))


def _steps(model: str, settings: Sequence[SettingRange]) -> dict[str, tuple[float, ...]]:
    steps: dict[str, tuple[float, ...]] = {BOOST.name: (0.0, 1.0)} if BOOST in settings else {}
    if model.startswith("eleven_v3"):
        steps[STABILITY.name] = (0.0, 0.5, 1.0)
    return steps


#: What is known without asking, the model for a new book first.
KNOWN = (
    _known(
        "eleven_multilingual_v2",
        "Multilingual v2",
        10_000,
        1.0,
        "Steady and rich over long texts, in 29 languages: for audiobooks.",
        _MULTILINGUAL,
    ),
    _known("eleven_v4", "v4", 10_000, 1.0, "The newest and most expressive: for dialogue and narration."),
    _known("eleven_v4_turbo", "v4 Turbo", 10_000, 0.5, "v4 at half the price, with a faster answer."),
    _known(
        "eleven_v3", "v3", 5_000, 1.0, "Expressive, follows audio tags such as [whispers]; joins its pieces less well."
    ),
    _known("eleven_v3_conversational", "v3 Conversational", 5_000, 0.5, "v3 for conversation, at half the price."),
    _known(
        "eleven_flash_v2_5",
        "Flash v2.5",
        40_000,
        0.5,
        "The fastest answer, at half the price, in 32 languages: for drafts and listening along.",
        _MORE,
    ),
    _known("eleven_turbo_v2_5", "Turbo v2.5", 40_000, 0.5, "Replaced by Flash v2.5.", _MORE),
    _known("eleven_flash_v2", "Flash v2", 30_000, 0.5, "The fastest answer, at half the price, English only.", ("en",)),
    _known("eleven_turbo_v2", "Turbo v2", 30_000, 0.5, "Replaced by Flash v2; English only.", ("en",)),
    _known("eleven_multilingual_v1", "Multilingual v1", 10_000, 1.0, "Outdated; Multilingual v2 replaces it."),
    _known("eleven_monolingual_v1", "English v1", 10_000, 1.0, "Outdated; English only.", ("en",)),
)
_BY_ID = {model.id: model for model in KNOWN}


def unknown(model: str) -> Model:
    """Return what to go by for a model nobody told of; the provider says whether there is one."""
    return _BY_ID.get(model) or replace(_known(model, model, 0, 1.0, ""), characters=None)


def speaks_live(model: str) -> bool:
    """Return whether a model speaks over the websocket."""
    return _family(model).live


def read_models(answer: object) -> tuple[Model, ...]:
    """Return the models that speak, from the body of ``GET /v1/models``; () where it is no list of models.

    The provider's word stands for limits, prices, languages and names, ours for quirks it does not tell. Ours come first, in
    our order; what is new to us follows in the provider's.
    """
    entries = answer if isinstance(answer, list) else []
    told = [_read(entry) for entry in entries if isinstance(entry, dict) and entry.get("can_do_text_to_speech", True)]
    found = {model.id: model for model in told if model is not None}
    order = [id_ for id_ in _BY_ID if id_ in found]
    return tuple(found[id_] for id_ in (*order, *(id_ for id_ in found if id_ not in _BY_ID)))


def read_groups(answer: object) -> dict[str, str]:
    """Return by model's id the group of models whose requests are limited together, from ``GET /v1/models``."""
    entries = [entry for entry in answer if isinstance(entry, dict)] if isinstance(answer, list) else []
    return {
        str(entry["model_id"]): entry["concurrency_group"]
        for entry in entries
        if "model_id" in entry and isinstance(entry.get("concurrency_group"), str)
    }


def _read(entry: Mapping[str, object]) -> Model | None:
    id_ = entry.get("model_id")
    if not isinstance(id_, str) or not id_:
        return None
    known = _BY_ID.get(id_) or _known(id_, id_, 5_000, 1.0, "")
    settings = _told_settings(entry, known.settings or SETTINGS)
    return replace(
        known,
        name=_words(entry.get("name")) or known.name,
        note=known.note or _words(entry.get("description")),
        characters=_limit(entry) or known.characters,
        price=_price(entry, known.price),
        languages=_languages(entry.get("languages")) or known.languages,
        settings=settings,
        steps=_steps(id_, settings),
    )


def _told_settings(entry: Mapping[str, object], settings: tuple[SettingRange, ...]) -> tuple[SettingRange, ...]:
    refused = {
        setting
        for setting, flag in ((STYLE, "can_use_style"), (BOOST, "can_use_speaker_boost"))
        if entry.get(flag) is False
    }
    return tuple(setting for setting in settings if setting not in refused)


def _limit(entry: Mapping[str, object]) -> int | None:
    said = entry.get("maximum_text_length_per_request")
    return said if isinstance(said, int) and 0 < said <= _BELIEVABLE else None


def _price(entry: Mapping[str, object], otherwise: float) -> float:
    rates = entry.get("model_rates")
    rates = rates if isinstance(rates, dict) else {}
    multiplier = _number(rates.get("character_cost_multiplier"), _number(entry.get("token_cost_factor"), otherwise))
    return multiplier * _number(rates.get("cost_discount_multiplier"), 1.0)


def _number(said: object, otherwise: float) -> float:
    good = isinstance(said, (int, float)) and not isinstance(said, bool) and isfinite(said) and said >= 0
    return float(said) if good else otherwise  # type: ignore[arg-type]  # what is good is a number


def _languages(said: object) -> tuple[str, ...]:
    entries = said if isinstance(said, list) else []
    tags = [proper_tag(entry.get("language_id")) for entry in entries if isinstance(entry, dict)]
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _words(said: object) -> str:
    return " ".join(said.split())[:300] if isinstance(said, str) else ""


def language_code(model: Model, language: str) -> str:
    """Return what to send as ``language_code`` for a BCP 47 tag, "" where the model takes none or not this one."""
    code = language.replace("_", "-").partition("-")[0].lower()
    if not _family(model.id).takes_language or not code:
        return ""
    taken = {tag.partition("-")[0] for tag in model.languages}
    return code if code in taken or (not taken and len(code) == 2) else ""


def check_settings(settings: Mapping[str, Setting]) -> None:
    """Raise ModelRefused where a setting is none of ElevenLabs', or out of its limits, whatever the model."""
    limits = {one.name: one for one in SETTINGS}
    for name, value in settings.items():
        if name == NORMALIZATION:
            if value not in _NORMALIZATIONS:
                raise ModelRefused(f"The setting {name} is one of {', '.join(_NORMALIZATIONS)}.")
        elif name not in limits:
            raise ModelRefused(f"ElevenLabs has no setting {name!r}; it has {', '.join(limits)} and {NORMALIZATION}.")
        elif not _within(limits[name], value):
            one = limits[name]
            raise ModelRefused(f"The setting {name} of ElevenLabs is a number from {one.low:g} to {one.high:g}.")


def _within(one: SettingRange, value: Setting) -> bool:
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
    return number and one.low <= float(value) <= one.high


def voice_settings(model: Model, settings: Mapping[str, Setting]) -> dict[str, float | bool]:
    """Return what to send as ``voice_settings``: every setting the model takes, given or default, and no other.

    All of them, since what is not sent is taken from what the voice's owner stored with the provider, and may change there.
    Where a model takes only certain values the nearest is sent.
    """
    sent: dict[str, float | bool] = {}
    for one in model.settings or ():
        value = float(settings.get(one.name, one.default))
        steps = model.steps.get(one.name)
        value = min(steps, key=lambda step, value=value: abs(step - value)) if steps else value  # type: ignore[misc]
        sent[one.name] = bool(value) if one.name in _SWITCHES else value
    return sent
