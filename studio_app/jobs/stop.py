"""Stop: how a person's wish to cancel reaches work on any thread."""

from __future__ import annotations

import threading

from studio_app.domain.errors import Cancelled


class Stop:
    """A wish to stop that can be given once and asked for often, on any thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def request(self) -> None:
        """Ask everybody who holds this to stop."""
        self._event.set()

    def requested(self) -> bool:
        """Return whether somebody asked."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise Cancelled if somebody asked."""
        if self._event.is_set():
            raise Cancelled("Stopped. What is done is kept.")
