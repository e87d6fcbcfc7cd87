"""What a plan allows, by its name. Names change and new ones come, so words in them decide, and what is unknown is learned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from studio_app.speech.engine import Balance

#: Requests at once with the models of full quality, by words in a plan's name; those made for speed have twice as many.
_AT_ONCE = (
    (("enterprise", "scale", "business"), 15),
    (("pro",), 10),
    (("creator",), 5),
    (("starter",), 3),
    (("free",), 2),
)
#: Where nobody knows: the least of all plans. The first answer says more.
FEWEST = 2
_FAST = ("eleven_flash", "eleven_turbo")

SCOPED = "This key may not read the account (permission user_read), so plan and credits left are not shown."


@dataclass(frozen=True, slots=True)
class Rights:
    """Which voices a plan may make: at once from recordings, and professional clones."""

    instant: bool = True
    professional: bool = True


def read_rights(subscription: object) -> Rights:
    """Return what ``GET /v1/user/subscription`` says may be made; where it says nothing a refusal will tell."""
    said = subscription if isinstance(subscription, dict) else {}
    return Rights(
        said.get("can_use_instant_voice_cloning") is not False,
        said.get("can_use_professional_voice_cloning") is not False,
    )


def at_once(tier: str, model: str) -> int:
    """Return how many requests of a model a plan lets run at once."""
    parts = set(tier.lower().replace("-", "_").split("_"))
    slow = next((many for words, many in _AT_ONCE if parts & set(words)), FEWEST)
    return 2 * slow if model.startswith(_FAST) else slow


def tier_of(subscription: object) -> str:
    """Return the name of the plan, "" where it is not told."""
    tier = subscription.get("tier") if isinstance(subscription, dict) else None
    return tier if isinstance(tier, str) else ""


def read_balance(subscription: object, concurrency: int) -> Balance:
    """Return what ``GET /v1/user/subscription`` says."""
    said = subscription if isinstance(subscription, dict) else {}
    used, limit = _number(said.get("character_count")), _number(said.get("character_limit"))
    return Balance(
        plan=_title(tier_of(said)),
        left=None if used is None or limit is None else max(0.0, limit - used),
        limit=limit,
        resets=_moment(said.get("next_character_count_reset_unix")),
        concurrency=concurrency,
        note=_note(said),
    )


def _title(tier: str) -> str:
    """Return "Scale" for "scale_2024_08_10"."""
    return " ".join(part for part in tier.replace("-", "_").split("_") if not part.isdigit()).capitalize()


def _number(said: object) -> float | None:
    return float(said) if isinstance(said, (int, float)) and not isinstance(said, bool) else None


def _moment(said: object) -> str:
    seconds = _number(said)
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat() if seconds else ""
    except (ValueError, OverflowError, OSError):
        return ""


def _note(said: dict[str, object]) -> str:
    if said.get("status") in ("past_due", "incomplete", "free_disabled"):
        return "ElevenLabs says the subscription is not paid or not active; requests may be refused."
    beyond = said.get("max_credit_limit_extension")
    if beyond == "unlimited" or (_number(beyond) or 0) > 0:
        return "This account may go beyond its credits; ElevenLabs bills what goes beyond."
    return ""
