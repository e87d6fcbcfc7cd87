"""An account with a provider: where its engine is reached, and with which key."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Account:
    """One account of this person.

    ``id`` names it in the ledger and is no secret; the key is never part of what is printed. ``base_url`` "" is the provider's
    own address. With ``zero_retention`` the provider keeps nothing: no history, no stitching. ``proxy`` is an address, and
    ``ca_file`` a file of certificates to trust beside the system's, "" for none.
    """

    id: str
    provider: str
    name: str
    key: str = field(repr=False)
    base_url: str = ""
    zero_retention: bool = False
    proxy: str = field(default="", repr=False)  # it may hold a password
    ca_file: str = ""
