"""What the parts of the simulator of ElevenLabs have in common: they answer some of its addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators.elevenlabs_errors import Invalid, Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.simulators.core import Simulator
    from tests.simulators.elevenlabs import ElevenLabs
    from tests.simulators.faults import Seen


class Desk:
    """A part of what is answered; the ``house`` has the voices, the account and the books."""

    def __init__(self, house: ElevenLabs) -> None:
        self.house = house

    @property
    def shape(self) -> str:
        """How errors are said."""
        return self.house.shape

    @property
    def sim(self) -> Simulator:
        """The simulator."""
        return self.house.sim

    def routes(self) -> list[Any]:
        """Return what it answers."""
        raise AssertionError(f"{type(self).__name__} answers nothing")

    def admitted(self, request: Request, right: str) -> Seen:
        """Check the key and its right, and return the request as it was seen."""
        seen: Seen = request.scope["sim.seen"]
        self.house.admit(seen, right)
        return seen


def form_of(seen: Seen) -> dict[str, Any]:
    """Return the texts and files of a form; 422 for what is none."""
    if isinstance(seen.body, dict):
        return seen.body
    raise Invalid((("body",), "Field required", "missing"))


def text_of(body: dict[str, Any], name: str, least: int = 0, most: int = 1_000_000, *, needed: bool = True) -> str:
    """Return a text of a body; 422 for one that is missing, none, too short or too long."""
    text = body.get(name)
    if text is None and not needed:
        return ""
    if text is None:
        raise Invalid((("body", name), "Field required", "missing"))
    if not isinstance(text, str):
        raise Invalid((("body", name), "Input should be a valid string", "string_type"))
    if len(text) < least:
        raise Invalid((("body", name), f"String should have at least {least} characters", "string_too_short"))
    if len(text) > most:
        raise Invalid((("body", name), f"String should have at most {most} characters", "string_too_long"))
    return text


def number_of(body: dict[str, Any], name: str, least: float, most: float) -> float | None:
    """Return a number of a body, None where there is none; 422 for one that is out of range."""
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Invalid((("body", name), "Input should be a valid number", "float_type"))
    if not least <= value <= most:
        raise Invalid((("body", name), f"Input should be from {least:g} to {most:g}", "range"))
    return value


def labels_of(value: Any) -> dict[str, str] | None:
    """Return labels, None where there are none; 422 for what are none."""
    if value is None:
        return None
    if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
        return value
    raise Invalid((("body", "labels"), "Input should be a valid dictionary", "dict_type"))


def true(value: Any) -> bool:
    """Return what a text of a form, or a value of JSON, means as a switch."""
    return value is True or str(value).lower() in ("true", "1", "yes", "on")


def named(name: str) -> str:
    """Return a voice's name that is one."""
    if not name.strip():
        raise Refusal(400, "invalid_parameters", "The name of the voice is empty.", param="name")
    return name
