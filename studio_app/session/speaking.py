"""What is announced of a generation while it runs, for whoever shows how far each paragraph is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Speaking:
    """Which paragraphs are being spoken now, all of them; and what became of others since this was said last.

    ``failed`` gives a sentence for each paragraph that got no take; ``cleared`` are those whose failure no longer holds.
    """

    paragraph_ids: frozenset[int]
    failed: Mapping[int, str] = field(default_factory=dict)
    cleared: frozenset[int] = frozenset()
