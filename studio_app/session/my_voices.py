"""My voices: those of one's own at the providers, favourites, and what the person calls and tags them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_app.speech.library import Listing


@dataclass(frozen=True, slots=True)
class Mine:
    """A voice of this person. ``name`` is what they call it, "" for its own name; ``collections`` are ids.

    ``listing.mine``: it is among those the provider keeps for the account; else only here.
    """

    listing: Listing
    name: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    favourite: bool = False
    collections: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Return (engine, voice id)."""
        return self.listing.key

    @property
    def called(self) -> str:
        """Return the name to show."""
        return self.name or self.listing.voice.name
