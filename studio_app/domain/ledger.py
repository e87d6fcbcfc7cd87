"""The ledger: every request that could cost, written before it is sent, settled with what was billed.

A row is ``open`` from before the request is sent until its outcome is on disk. A row found open when a project is opened
belongs to a request whose answer was lost: it may have been billed, and nothing like it is sent again before it has been
looked up with the provider, or the person was asked (DESIGN §2.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: What begins the fingerprint of a request that designs a voice: it speaks no segment, and no history of speech knows it.
DESIGN = "design:"
#: What begins the fingerprint of a sound effect, and of a request for one: no provider keeps a history of them.
EFFECT = "sfx:"


class LedgerState(StrEnum):
    """How far a row is."""

    OPEN = "open"
    SETTLED = "settled"
    REFUSED = "refused"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One request. ``estimate`` and ``billed`` are in the engine's credits; ``billed`` is None until settled.

    ``state``: open (sent, outcome unknown), settled (answered and stored), refused (the engine did not take it, nothing
    billed), lost (the answer was lost and the provider could not tell).
    """

    id: int
    fingerprint: str
    engine: str
    account: str
    model: str
    voice: str
    characters: int
    estimate: float
    state: LedgerState
    billed: float | None = None
    request_id: str = ""
    opened: str = ""
    closed: str = ""
    note: str = ""
