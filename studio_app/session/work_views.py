"""What the window is told about long work: records only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from studio_app.jobs.progress import Progress

#: What a person can do about errors besides trying again (``ErrorGroup.way_on``).
SEND_AGAIN, RAISE_BUDGET, RAISE_CAP, OPEN_ACCOUNTS = "send again", "raise the budget", "raise the cap", "accounts"

#: States of a job in which nothing more becomes of it by itself.
OVER = frozenset({"done", "failed", "cancelled"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be generated: paragraphs, chapters, or (both None) all that is switched on.

    ``stale_only``: what has a take that fits is left as it is; else all of it is spoken anew, but for what is locked.
    """

    paragraph_ids: tuple[int, ...] | None = None
    chapter_ids: tuple[int, ...] | None = None
    stale_only: bool = True


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a scope would take: segments and characters to be spoken, the sound's length, the time, the credits.

    ``reused`` segments have a take that fits already, here or elsewhere in the book: they cost nothing. ``by_engine`` are
    the credits of each engine that bills. ``short`` are sentences on accounts that have too little left for it.
    """

    segments: int
    characters: int
    audio_s: float
    work_s: float
    credits: float
    reused: int
    by_engine: Mapping[str, float] = field(default_factory=dict)
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorGroup:
    """Errors that read the same: how often, and the paragraphs they met, in the order they failed.

    ``way_on`` is what helps besides trying again: SEND_AGAIN (only the person decides), RAISE_BUDGET, RAISE_CAP,
    OPEN_ACCOUNTS, or "".
    """

    sentence: str
    count: int
    paragraph_ids: tuple[int, ...] = ()
    way_on: str = ""


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as it is now.

    ``kind`` is "import", "generate", "regenerate" or "export"; ``state`` "running", "paused", "cancelling", "done", "failed"
    or "cancelled". ``result`` is there when it is done: a Draft, a Made, an Exported.
    """

    id: int
    kind: str
    what: str
    state: str = "running"
    progress: Progress | None = None
    errors: tuple[ErrorGroup, ...] = ()
    result: Any = None


@dataclass(frozen=True, slots=True)
class JobsChanged:
    """Some job is not as it was."""


@dataclass(frozen=True, slots=True)
class Made:
    """The outcome of a generation: segments that were spoken and that had a take already; the paragraphs in order.

    ``found`` answers to earlier requests had been lost, and were found with their providers for nothing.
    """

    made: int
    reused: int
    paragraph_ids: tuple[int, ...] = ()
    billed: Mapping[str, float] = field(default_factory=dict)
    found: int = 0


@dataclass(frozen=True, slots=True)
class TakeChoice:
    """A take a person can hear or restore.

    ``part`` of ``parts`` says which segment of the paragraph it is for, from 1. ``fits``: it was made for the present text
    and voice. ``placed``: it is the one that is heard.
    """

    id: int
    made: str
    voice: str
    seconds: float
    cost: float
    placed: bool
    fits: bool
    part: int
    parts: int
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class ExportOutlook:
    """What an export would write, before it starts: files, those in the way, length, size and time, and what it lacks."""

    files: tuple[Path, ...]
    in_the_way: tuple[Path, ...]
    seconds: float
    bytes: int
    work_s: float
    missing: int
    stale: int
