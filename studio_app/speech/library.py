"""The voices a person can choose from: a provider's library, and those that are the person's own.

An engine that has one gives it as ``Engine.library``. Its calls cost nothing, live on the engine's loop, and raise the
``SpeechError`` branch of ``studio_app.domain.errors``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.domain.cast import Setting
    from studio_app.speech.engine import Voice

#: The orders a library may know, as ``Search.sort`` names them.
SORTS = ("trending", "latest", "users", "characters")
#: What a voice is, as ``Listing.kind`` names it (FEATURES V9).
KINDS = ("default", "community", "cloned", "professional", "designed", "local")


@dataclass(frozen=True, slots=True)
class Search:
    """What is wanted of a library; "" and () for anything.

    ``text`` is words, a name, or the id of a voice. ``language`` is a BCP 47 tag, of which the first part counts where the
    library knows no more. ``notice_days`` is the least notice period, ``free``: only what the account's plan may use.
    """

    text: str = ""
    language: str = ""
    accent: str = ""
    category: str = ""
    gender: str = ""
    age: str = ""
    use: str = ""
    descriptive: tuple[str, ...] = ()
    notice_days: int | None = None
    high_quality: bool = False
    free: bool = False
    sort: str = SORTS[0]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a library can be searched by: (value, name for the person) for each field of ``Search``.

    A field that is not in ``choices`` is not known there. ``accents`` are by language; "" those of all. ``switches`` are the
    fields that are on or off.
    """

    choices: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    accents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    switches: frozenset[str] = frozenset()
    sorts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A voice with all a library tells of it. What it does not tell is "", None or ().

    ``kind`` is of ``KINDS``, ``category`` the provider's own word. ``owner`` is needed to add a community voice. ``rate`` is
    how many times the usual price it costs; ``notice_days`` how long it stays after its owner takes it back; ``leaves`` the
    day (ISO 8601) it goes, where that is known already. ``sample`` is the address of a recording of it, ``samples`` those by
    language tag. ``models`` are ids of the models it is made for. ``state`` is "" for a voice that speaks, else "training",
    "failed", "taken down". ``settings`` are those its owner suggests. ``mine``: it is among the person's own voices.
    """

    voice: Voice
    kind: str
    category: str = ""
    owner: str = ""
    description: str = ""
    accent: str = ""
    age: str = ""
    use: str = ""
    tags: tuple[str, ...] = ()
    users: int | None = None
    characters: int | None = None
    likes: int | None = None
    rate: float = 1.0
    notice_days: int | None = None
    leaves: str = ""
    free: bool | None = None
    high_quality: bool = False
    moderated: bool = False
    sample: str = ""
    samples: tuple[tuple[str, str], ...] = ()
    models: tuple[str, ...] = ()
    state: str = ""
    visibility: str = ""
    made: str = ""
    settings: tuple[tuple[str, Setting], ...] = ()
    mine: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Return (engine, voice id): what names it everywhere."""
        return self.voice.engine, self.voice.id


@dataclass(frozen=True, slots=True)
class Page:
    """Some voices of a search, in order. ``more`` is what asks for the page behind it, "" where there is none.

    ``total`` is how many there are in all, None where nobody says; ``exact``: it is not an estimate.
    """

    listings: tuple[Listing, ...] = ()
    more: str = ""
    total: int | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Slots:
    """How many voices of one's own an account holds; None for no limit or one that nobody tells."""

    used: int | None = None
    most: int | None = None
    professional_used: int | None = None
    professional_most: int | None = None


class Library(Protocol):
    """See the module docstring."""

    @property
    def filters(self) -> Filters:
        """Return what it can be searched by, as far as is known now."""

    async def search(self, search: Search, more: str = "") -> Page:
        """Return a page of what is wanted; ``more`` of the page before it for the next.

        Raises:
            Unauthorised, Unreachable, ...: it cannot be asked.
        """

    async def similar(self, recording: bytes, file_name: str, *, most: int = 30) -> Page:
        """Return voices that sound like a recording, the most similar first.

        Raises:
            NotOffered: this provider does not compare.
        """

    async def look(self, voice: str, owner: str = "") -> Listing:
        """Return what is told of one voice now.

        Raises:
            VoiceMissing: it is gone, or never was.
        """

    async def sample(self, address: str) -> bytes:
        """Return the recording behind a ``Listing.sample``, a whole file of audio. No key is sent to other hosts."""

    async def mine(self, more: str = "") -> Page:
        """Return a page of the voices that are the person's own, those in training among them."""

    async def slots(self) -> Slots:
        """Return how many there may be."""

    async def add(self, listing: Listing, name: str) -> str:
        """Take a community voice among the person's own; return the id it is spoken with.

        Raises:
            NoSlot: there is no room for one more.
            NotOffered: this provider keeps no list, its voices are spoken with at once.
        """

    async def edit(
        self,
        voice: str,
        *,
        name: str = "",
        description: str | None = None,
        labels: Mapping[str, str] | None = None,
        visibility: str = "",
        tags: Sequence[str] | None = None,
    ) -> None:
        """Change what is told of one's own voice; what is "" or None stays.

        Raises:
            VoiceMissing, NotOffered, ...: it cannot be changed.
        """

    async def remove(self, voice: str) -> None:
        """Take a voice from one's own: what was cloned or designed is deleted at the provider for good.

        Raises:
            VoiceMissing: it is gone already.
        """
