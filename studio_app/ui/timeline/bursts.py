"""Names under which changes in a row become one step of undo: a slider that is dragged, a field that is stepped."""

from __future__ import annotations

from itertools import count
from time import monotonic

#: Seconds of quiet after which the next change is a step of its own.
_QUIET_S = 1.0
_numbers = count(1)


class Bursts:
    """Gives out such names."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[float, str]] = {}

    def name(self, what: str) -> str:
        """Return the name for a change of ``what``: that of the change before where it was a moment ago."""
        now = monotonic()
        at, name = self._last.get(what, (0.0, ""))
        if not name or now - at > _QUIET_S:
            name = f"{what}-{next(_numbers)}"
        self._last[what] = now, name
        return name
