"""Voices that were withdrawn, or will be: which speakers of a project they speak, and what could speak instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_app.speech.library import Listing


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A speaker whose voice is ``gone``, or ``leaves`` on a day (ISO 8601). ``key`` is (engine, voice id), ``name`` the voice's.

    ``alternatives`` are voices like it, the most fitting first.
    """

    speaker_id: int
    speaker: str
    key: tuple[str, str]
    name: str = ""
    gone: bool = False
    leaves: str = ""
    alternatives: tuple[Listing, ...] = ()
