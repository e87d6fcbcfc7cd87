"""Rates: how many times the usual price a voice costs, as far as its library has told."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from studio_app.session.listings import listing_of
from studio_app.speech.catalogue import PROVIDERS
from studio_app.store.seen import Seen

if TYPE_CHECKING:
    from pathlib import Path

#: What libraries have told, in the folder of the settings: ``Shelf`` makes it beside its own file.
_SEEN = "voices-seen.sqlite"
#: So long what was read holds, in seconds: a book asks once for each of its segments.
_HOLDS_S = 20.0
#: So long it holds that nothing was told: what is found is written down a moment later.
_UNKNOWN_S = 0.5


class Rates:
    """See the module docstring. Any thread; reads a file, and makes none where nothing was ever seen.

    Args:
        folder: of the settings.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _SEEN
        self._seen: Seen | None = None
        self._turn = threading.Lock()
        self._known: dict[tuple[str, str], tuple[float, float]] = {}  # until when, and what

    def __call__(self, engine: str, voice: str) -> float:
        """Return how many times the usual price it is, 1.0 where nobody has told."""
        if engine not in PROVIDERS:
            return 1.0
        now = time.monotonic()
        with self._turn:
            until, rate = self._known.get((engine, voice), (0.0, 1.0))
            if now >= until:
                told = self._read(engine, voice)
                rate = 1.0 if told is None else told
                self._known[engine, voice] = now + (_UNKNOWN_S if told is None else _HOLDS_S), rate
            return rate

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            if self._seen is not None:
                self._seen.close()
            self._seen = None

    def _read(self, engine: str, voice: str) -> float | None:
        if self._seen is None:
            if not self._path.exists():
                return None
            self._seen = Seen(self._path)
        record = self._seen.records(engine, self._seen.account(engine), [voice]).get(voice)
        listing = listing_of(record) if record is not None else None
        return listing.rate if listing is not None else None
