"""What Fish Audio's models take and cost, as its documentation says: the API itself does not tell.

A model the provider does not know is served as its paid default without a word, so only those listed here are ever sent.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from studio_app.domain.errors import ModelRefused
from studio_app.speech.engine import Model, SettingRange

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_app.domain.cast import Setting

#: 15 USD buy a million UTF-8 bytes, whichever paid model speaks them.
PRICE_NOTE = "15 USD for a million bytes of text"

_SPEED = SettingRange("speed", 1.0, 0.5, 2.0, "How fast the voice speaks; 2 is twice as fast.")
_VOLUME = SettingRange("volume", 0.0, -20.0, 20.0, "Louder or softer by so many decibels.")
_TEMPERATURE = SettingRange("temperature", 0.7, 0.0, 1.0, "How freely it speaks; lower is steadier from take to take.")
_TOP_P = SettingRange("top_p", 0.7, 0.0, 1.0, "How many ways to say it are considered; lower is more even.")
_CHUNK = SettingRange(
    "chunk_length", 300, 100, 300, "Characters the provider works on at a time; shorter starts sooner."
)
_LATENCY = SettingRange("latency", 0, 0, 2, "0 speaks best, 1 answers sooner, 2 soonest.")
_NORMALIZE = SettingRange("normalize", 1, 0, 1, "1 has numbers and signs read out as words (English and Chinese).")
_LOUDNESS = SettingRange("normalize_loudness", 1, 0, 1, "1 keeps every answer at about the same loudness.")
_REPETITION = SettingRange("repetition_penalty", 1.2, 1.0, 2.0, "Higher keeps the voice from repeating sounds.")

SETTINGS = (_SPEED, _VOLUME, _TEMPERATURE, _TOP_P, _CHUNK, _LATENCY, _NORMALIZE, _LOUDNESS)
_SWITCH = (0.0, 1.0)
_STEPS = {"latency": (0.0, 1.0, 2.0), "normalize": _SWITCH, "normalize_loudness": _SWITCH}

MODELS = (
    Model(
        "s2.1-pro",
        "S2.1 Pro",
        price=1.0,
        counts="bytes",
        note=f"The newest and best; {PRICE_NOTE}.",
        settings=SETTINGS,
        steps=_STEPS,
    ),
    Model(
        "s2.1-pro-free",
        "S2.1 Pro (free)",
        counts="bytes",
        note="The same model for nothing, within a fair use the provider does not put in numbers; it may be slow or refuse.",
        settings=SETTINGS,
        steps=_STEPS,
    ),
    Model(
        "s2-pro",
        "S2 Pro",
        price=1.0,
        counts="bytes",
        note=f"The one before, for voices that were tuned on it; {PRICE_NOTE}.",
        settings=(*SETTINGS, _REPETITION),
        steps=_STEPS,
    ),
    Model(
        "s1",
        "S1",
        price=1.0,
        counts="bytes",
        note=f"Old: the provider retires it on 31 December 2026 and speaks with S2.1 Pro from then on; {PRICE_NOTE}.",
        settings=(*(one for one in SETTINGS if one is not _LOUDNESS), _REPETITION),
        steps={name: steps for name, steps in _STEPS.items() if name != "normalize_loudness"},
    ),
)
_BY_ID = {model.id: model for model in MODELS}

#: Requests at once by what was paid in so far, in USD: the most first.
_CONCURRENCY = ((1000.0, 50), (100.0, 15))
FEWEST_AT_ONCE = 5


def model_named(name: str) -> Model:
    """Return a model by its id, the default for "".

    Raises:
        ModelRefused: there is none such; the provider would bill its paid default.
    """
    model = _BY_ID.get(name or MODELS[0].id)
    if model is None:
        raise ModelRefused(f"Fish Audio has no model called {name!r}; choose one of {', '.join(_BY_ID)}.")
    return model


def at_once(paid_in: float) -> int:
    """Return how many requests may run at once for an account that has paid in so many USD."""
    return next((number for least, number in _CONCURRENCY if paid_in >= least), FEWEST_AT_ONCE)


def checked(model: Model, settings: Mapping[str, Setting]) -> dict[str, float]:
    """Return the settings of a request as numbers.

    Raises:
        ModelRefused: the model has no such setting, or not with such a value.
    """
    known = {one.name: one for one in model.settings or ()}
    unknown = settings.keys() - known.keys()
    if unknown:
        raise ModelRefused(f"{model.name} of Fish Audio has no setting {min(unknown)!r}; it has {', '.join(known)}.")
    return {name: _value(known[name], value, model.steps.get(name)) for name, value in settings.items()}


def _value(setting: SettingRange, value: Setting, steps: tuple[float, ...] | None) -> float:
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
    if not number or not setting.low <= float(value) <= setting.high:
        raise ModelRefused(
            f"The setting {setting.name} of Fish Audio is a number from {setting.low:g} to {setting.high:g}."
        )
    if steps and float(value) not in steps:
        values = ", ".join(f"{step:g}" for step in steps)
        raise ModelRefused(f"The setting {setting.name} of Fish Audio is one of {values}.")
    return float(value)
