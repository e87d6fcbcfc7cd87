"""From what a person wants done with a recording to how it is mended. A recording is always mended from its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.session.cloning import Mend

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What is written unless something speaks against it: nothing is lost, and it is half as large as a WAV.
_USUAL = "flac"
#: What a file becomes that is too large or of a kind that is not taken, the first that is.
_SMALL = ("mp3", "flac", "wav")


def usual(formats: Sequence[str]) -> Mend:
    """Return how a recording is mended that only has to be written anew; ``formats`` are what its engine takes, () for any."""
    taken = _plain(formats)
    fitting = (one for one in (_USUAL, *reversed(_SMALL)) if not taken or one in taken)
    return Mend(format=next(fitting, "wav"))


def cut(before: Mend, part: tuple[float, float] | None) -> Mend:
    """Return how a recording is mended of which that part is kept, in seconds of its source; None for all of it."""
    start, end = part if part is not None else (0.0, None)
    return replace(before, start_s=start, end_s=end)


def fixed(before: Mend, formats: Sequence[str], fix: str) -> Mend:
    """Return how a recording is mended where a finding asks for ``fix``: "normalize", "trim" or "convert"."""
    if fix == "convert":
        taken = _plain(formats)
        return replace(before, format=next((one for one in _SMALL if not taken or one in taken), before.format))
    return replace(before, trim=before.trim or fix == "trim", normalize=before.normalize or fix == "normalize")


def kept(mended: Mend | None) -> tuple[float, float] | None:
    """Return which part of its source is kept of a recording, None for all of it."""
    if mended is None or (mended.start_s == 0 and mended.end_s is None):
        return None
    return mended.start_s, mended.end_s if mended.end_s is not None else float("inf")


def _plain(formats: Sequence[str]) -> tuple[str, ...]:
    return tuple(one.lstrip(".").lower() for one in formats)
