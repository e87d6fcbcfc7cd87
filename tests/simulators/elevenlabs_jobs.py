"""What ElevenLabs makes: a generation under way, and an item of the history."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.simulators.elevenlabs_audio import normalized

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tests.simulators.core import Row
    from tests.simulators.elevenlabs_audio import Heard
    from tests.simulators.elevenlabs_plans import Model


@dataclass
class Item:
    """One thing of the history: what was generated, and when it shows."""

    id: str
    request_id: str
    told: dict[str, Any]
    shows: float
    audio: bytes
    format: str
    samples: NDArray[np.int16]
    job: Job


@dataclass
class Job:
    """One generation: what is asked, and what came of it."""

    kind: str
    text: str
    voice: str
    model: Model
    format: str
    settings: dict[str, Any]
    credits: int
    keep: bool = True
    row: Row | None = None
    request_id: str = field(default_factory=lambda: secrets.token_urlsafe(15))
    history_id: str = field(default_factory=lambda: secrets.token_urlsafe(15))
    used: int = 0
    group_now: int = 0
    group_most: int = 0
    dialogue: list[dict[str, Any]] | None = None
    heard: Heard | None = None

    def alignments(self) -> dict[str, Any]:
        """Return when the characters are heard, of the text and of what was spoken in fact."""
        assert self.heard is not None
        return {"alignment": self.heard.told(), "normalized_alignment": normalized(self.heard).told()}
