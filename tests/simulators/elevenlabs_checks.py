"""What ElevenLabs checks in a request to speak, in its order: fields (422) before the key, everything else after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators.elevenlabs_errors import Invalid, Refusal
from tests.simulators.elevenlabs_plans import FORMATS, MODELS, STREAMED, allowed

if TYPE_CHECKING:
    from tests.simulators.elevenlabs_plans import Model

_MOST_SEED = 4_294_967_295
_UNIT = ("stability", "similarity_boost", "clone_strength")
_NORMALIZATIONS = ("auto", "on", "off")
_STEPS = (0.0, 0.5, 1.0)
_LEAST_SPEED, _MOST_SPEED = 0.7, 1.2
_MOST_IDS = 3
_MOST_VOICES = 10
_DIALOGUE_CHARACTERS = 2200

Wrong = tuple[tuple[str | int, ...], str, str]


def body_of(body: Any) -> dict[str, Any]:
    """Return a body that is a JSON object; 422 for what is not."""
    if isinstance(body, dict):
        return body
    raise Invalid((("body",), "Field required", "missing"))


def given(settings: Any) -> dict[str, Any]:
    """Return the settings that are given: null is as good as not there."""
    return {name: value for name, value in (settings or {}).items() if value is not None}


def check_fields(body: dict[str, Any]) -> None:
    """Check what the body checks check: types, and the ranges of some."""
    wrong = [] if "inputs" in body else _text(body, ("body",))
    wrong += _settings(body.get("voice_settings"), "voice_settings")
    wrong += _settings(body.get("settings"), "settings")
    wrong += _lists(body)
    seed = body.get("seed")
    if seed is not None and (not isinstance(seed, int) or not 0 <= seed <= _MOST_SEED):
        wrong.append((("body", "seed"), f"Input should be an integer from 0 to {_MOST_SEED}", "int_range"))
    if body.get("apply_text_normalization", "auto") not in _NORMALIZATIONS:
        wrong.append((("body", "apply_text_normalization"), "Input should be 'auto', 'on' or 'off'", "enum"))
    if wrong:
        raise Invalid(*wrong)


def _text(holder: Any, where: tuple[str | int, ...]) -> list[Wrong]:
    if not isinstance(holder, dict) or "text" not in holder:
        return [((*where, "text"), "Field required", "missing")]
    if not isinstance(holder["text"], str):
        return [((*where, "text"), "Input should be a valid string", "string_type")]
    return []


def _settings(settings: Any, name: str) -> list[Wrong]:
    if settings is None:
        return []
    if not isinstance(settings, dict):
        return [(("body", name), "Input should be a valid dictionary", "dict_type")]
    wrong: list[Wrong] = []
    for key in (*_UNIT, "style", "speed"):
        value = settings.get(key)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            wrong.append((("body", name, key), "Input should be a valid number", "float_type"))
        elif key in _UNIT and not 0 <= value <= 1:
            wrong.append((("body", name, key), "Input should be from 0 to 1", "range"))
    return wrong


def _lists(body: dict[str, Any]) -> list[Wrong]:
    wrong: list[Wrong] = []
    for name in ("previous_request_ids", "next_request_ids", "pronunciation_dictionary_locators"):
        items = body.get(name)
        if items is not None and not isinstance(items, list):
            wrong.append((("body", name), "Input should be a valid list", "list_type"))
        elif items and len(items) > _MOST_IDS:
            wrong.append((("body", name), "List should have at most 3 items", "too_long"))
    for number, locator in enumerate(body.get("pronunciation_dictionary_locators") or []):
        if not isinstance(locator, dict) or "pronunciation_dictionary_id" not in locator:
            where = ("body", "pronunciation_dictionary_locators", number, "pronunciation_dictionary_id")
            wrong.append((where, "Field required", "missing"))
    return wrong


def check_inputs(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Check the lines of a dialogue and return them."""
    inputs = body.get("inputs")
    if not isinstance(inputs, list):
        raise Invalid((("body", "inputs"), "Field required", "missing"))
    wrong: list[Wrong] = []
    for number, line in enumerate(inputs):
        wrong += _text(line, ("body", "inputs", number))
        if not isinstance(line, dict) or not isinstance(line.get("voice_id"), str):
            wrong.append((("body", "inputs", number, "voice_id"), "Field required", "missing"))
    if wrong:
        raise Invalid(*wrong)
    if not inputs:
        raise Refusal(400, "invalid_parameters", "inputs must not be empty.", param="inputs")
    if len({line["voice_id"] for line in inputs}) > _MOST_VOICES:
        raise Refusal(400, "invalid_parameters", "At most 10 voices.", param="inputs")
    if sum(len(line["text"]) for line in inputs) > _DIALOGUE_CHARACTERS:
        raise Refusal(400, "text_too_long", "The dialogue is too long.", param="inputs")
    return inputs


def model_of(name: str) -> Model:
    """Return a model that speaks."""
    model = MODELS.get(name)
    if model is None:
        raise Refusal(400, "", f"A model with model ID {name} does not exist ...", legacy="model_not_found")
    if not model.speaks:
        raise Refusal(400, "unsupported_model", f"The model {name} does not support text to speech.", param="model_id")
    return model


def check_format(format_: str, plan: str, *, streamed: bool) -> None:
    """Check that there is such a format, and that the plan may have it."""
    if format_ not in (STREAMED if streamed else FORMATS):
        known = ", ".join(STREAMED if streamed else FORMATS)
        raise Refusal(403, "invalid_output_format", f"{format_} is none of: {known}", param="output_format")
    if not allowed(plan, format_):
        message = f"Your plan does not include the output format {format_}."
        raise Refusal(403, "", message, legacy="output_format_not_allowed")


def check_text(text: str, model: Model) -> None:
    """Check the length: a tenth more than is documented is accepted."""
    if len(text) > model.accepted:
        message = f"Text is longer than the {model.limit} characters that {model.name} takes; it has {len(text)}."
        raise Refusal(400, "text_too_long", message, param="text")
    if not text.strip() and model.family != "v2":
        raise Refusal(400, "invalid_parameters", "The text is empty.", legacy="input_text_empty", param="text")


def check_settings(settings: dict[str, Any], model: Model) -> None:
    """Check what only some models have rules for."""
    speed = settings.get("speed")
    if model.family == "v2" and speed is not None and not _LEAST_SPEED <= speed <= _MOST_SPEED:
        message = f"Invalid setting for speed received, expected to be from 0.7 to 1.2, received {speed}."
        raise Refusal(400, "invalid_voice_settings", message)
    style = settings.get("style")
    if style is not None and not 0 <= style <= 1:
        raise Refusal(400, "invalid_voice_settings", f"Invalid setting for style received: {style}.")
    stability = settings.get("stability")
    if model.family == "v3" and stability is not None and stability not in _STEPS:
        message = (
            "Invalid TTD stability value. Must be one of: [0.0, 0.5, 1.0] (0.0 = Creative, 0.5 = Natural, 1.0 = Robust)"
        )
        raise Refusal(400, "", message, legacy="invalid_ttd_stability")


def check_stitching(body: dict[str, Any], model: Model, *, v4: bool) -> None:
    """Refuse the context of a text where the model takes none; ``v4`` says whether those models do."""
    if model.family == "v2" or (model.family == "v4" and v4):
        return
    for one, other in (("previous_text", "next_text"), ("previous_request_ids", "next_request_ids")):
        if (body.get(one) or body.get(other)) and not (
            model.id == "eleven_v3_conversational" and one == "previous_text"
        ):
            message = f"Providing {one} or {other} is not yet supported with the '{model.id}' model."
            raise Refusal(400, "unsupported_model", message, param="model_id")


def check_v4(body: dict[str, Any], model: Model) -> None:
    """Refuse what v4 alone refuses."""
    if model.family == "v4" and body.get("apply_language_text_normalization"):
        message = f"apply_language_text_normalization is not supported with the '{model.id}' model."
        raise Refusal(400, "unsupported_model", message, param="model_id")
