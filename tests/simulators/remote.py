"""The same commands to a simulator in another process, over its control endpoint."""

from __future__ import annotations

from typing import Any

import httpx

from tests.simulators.core import CONTROL, Row


class Remote:
    """A simulator elsewhere, by its address. Speaks to it anew each time, so it keeps no connection open."""

    def __init__(self, url: str, key: str = "") -> None:
        self.url = url
        self.key = key

    @property
    def books(self) -> list[Row]:
        """What was billed, in order."""
        return [Row(**row) for row in self._ask("GET", "books")]

    @property
    def requests(self) -> list[dict[str, Any]]:
        """Every request, in order; files by their length."""
        return list(self._ask("GET", "requests"))

    @property
    def state(self) -> dict[str, Any]:
        """Sums: billed, books, requests, most_at_once, refused, the faults laid, now."""
        return dict(self._ask("GET", "state"))

    @property
    def billed(self) -> float:
        """The sum of the books."""
        return float(self.state["billed"])

    @property
    def most_at_once(self) -> int:
        """The most requests of those with a limit that ever were answered at once."""
        return int(self.state["most_at_once"])

    def fault(self, where: str = "", **what: Any) -> None:
        """Lay a fault; see faults.py."""
        self._ask("POST", "faults", {"where": where, **what})

    def clear(self) -> None:
        """Take back all faults."""
        self._ask("DELETE", "faults")

    def set(self, **options: Any) -> None:
        """Change options."""
        self._ask("POST", "options", options)

    def occupy(self, slots: int) -> None:
        """Have a foreign client sit on so many places."""
        self._ask("POST", "occupy", {"slots": slots})

    def pass_days(self, days: float) -> None:
        """Let the provider's time pass."""
        self._ask("POST", "days", {"days": days})

    def withdraw(self, voice_id: str, notice: bool | float = False) -> None:
        """Have a voice's owner take it back: at once, after the notice promised (True), or after so many days."""
        self._ask("POST", "withdraw", {"voice_id": voice_id, "notice": notice})

    def pause(self, seconds: float) -> None:
        """Refuse connections for so long."""
        self._ask("POST", "pause", {"seconds": seconds})

    def _ask(self, method: str, what: str, body: dict[str, Any] | None = None) -> Any:
        with httpx.Client(trust_env=False, verify=False) as client:
            answer = client.request(method, self.url + CONTROL + what, json=body)
        if answer.is_error:
            raise ValueError(answer.json()["error"])
        return answer.json()
