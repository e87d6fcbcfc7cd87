"""The library of voices: what engines offer, searched page by page, and what was seen of it where they cannot be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_app.speech.library import Listing


@dataclass(frozen=True, slots=True)
class Found:
    """The first voices of a search.

    ``total`` is how many there are in all, None where nobody says; ``exact``: it is not an estimate. ``more``: asked for a
    greater count, there will be more. ``offline_since``: some of them are from what was seen before, this long ago (UTC, ISO
    8601), "" where all is as it is now. ``refusal`` is a sentence that says why, ``keyless``: because there is no account.
    """

    listings: tuple[Listing, ...] = ()
    total: int | None = None
    exact: bool = True
    more: bool = False
    offline_since: str = ""
    refusal: str = ""
    keyless: bool = False
