"""What stands in an answer, whatever it is: a text, a number, a moment; and nothing where it is none.

Fields of the provider may be missing, null, or something else than its specification says.
"""

from __future__ import annotations

from datetime import UTC, datetime
from unicodedata import category

#: The longest text, id and address that are believed.
_TEXT, _ID, _ADDRESS = 300, 200, 2000
#: The largest number that is a count.
_MOST = 1 << 53
#: What no text holds that a person reads: control characters, halves of characters, and what is no character.
_UNREADABLE = ("Cc", "Cs", "Cn", "Co")


def fields(said: object) -> dict[str, object]:
    """Return an object's fields; {} for anything else."""
    return said if isinstance(said, dict) else {}


def entries(said: object) -> list[dict[str, object]]:
    """Return the objects of a list; [] for anything else."""
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []


def texts(said: object) -> tuple[str, ...]:
    """Return the texts of a list, each once."""
    found = [text(one) for one in said] if isinstance(said, list) else []
    return tuple(dict.fromkeys(one for one in found if one))


def text(said: object, most: int = _TEXT) -> str:
    """Return a text in one line that can be shown and stored; "" where there is none."""
    if not isinstance(said, str):
        return ""
    whole = "".join(" " if category(one) in _UNREADABLE else one for one in said[: 2 * most])
    return " ".join(whole.split())[:most].strip()


def word(said: object) -> str:
    """Return "middle_aged" for "Middle aged": how values are written that can be searched for."""
    return "_".join("".join(one if one.isalnum() else " " for one in text(said).lower()).split())


def identity(said: object) -> str:
    """Return an id; "" where it cannot be one."""
    good = isinstance(said, str) and 0 < len(said) <= _ID and said.isascii() and said.isprintable() and " " not in said
    return said if good and isinstance(said, str) else ""


def address(said: object) -> str:
    """Return an address on the web; "" where it is none."""
    if not isinstance(said, str) or len(said) > _ADDRESS or not said.startswith(("https://", "http://")):
        return ""
    return said if said.isascii() and said.isprintable() and " " not in said else ""


def number(said: object) -> float | None:
    """Return a number of a size that can be meant; None where there is none."""
    if not isinstance(said, (int, float)) or isinstance(said, bool):
        return None
    return float(said) if abs(said) <= _MOST else None


def count(said: object) -> int | None:
    """Return how many; None where nobody says."""
    found = number(said)
    return int(found) if found is not None and found >= 0 else None


def yes(said: object) -> bool | None:
    """Return true or false; None where nobody says."""
    return said if isinstance(said, bool) else None


def moment(said: object) -> str:
    """Return Unix time as UTC in ISO 8601; "" where there is none."""
    seconds = number(said)
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if seconds else ""
    except (ValueError, OverflowError, OSError):
        return ""
