"""From the times of characters to the times of words.

The provider says when each character is heard, piece by piece. Whether those times count from the start of the piece or of
the whole is documented nowhere, so both are understood: the times themselves show which.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING
from unicodedata import category

from studio_app.speech.local.words import word_timings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.takes import WordTiming

#: Words are placed to the millisecond.
_PER_SECOND = 1000
#: How far ahead in the text a character is looked for that is not where it should be.
_AHEAD = 40
#: So many letters, and so large a part of all, are missing where an answer was cut short.
_LETTERS, _PART = 4, 0.05
#: Seconds by which a start may go back and still count as going on: rounding.
_SLACK = 0.02


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters of one piece of audio and when each starts, and how many seconds of audio came before the piece."""

    characters: tuple[str, ...]
    starts: tuple[float, ...]
    before: float


@dataclass(slots=True)
class Alignment:
    """Gathers the pieces of one answer. ``text`` is what was sent."""

    text: str
    pieces: list[Piece] = field(default_factory=list)

    def add(self, said: object, before: float) -> None:
        """Add an alignment object as it came; nothing where there is none or it makes no sense.

        Args:
            said: ``{"characters": […], "character_start_times_seconds": […], …}`` or None.
            before: seconds of audio before the piece it came with.
        """
        if not isinstance(said, dict):
            return
        characters, starts = said.get("characters"), said.get("character_start_times_seconds")
        if not isinstance(characters, list) or not isinstance(starts, list) or len(characters) != len(starts):
            return
        if characters and all(map(_is_time, starts)) and all(isinstance(one, str) for one in characters):
            self.pieces.append(Piece(tuple(characters), tuple(map(float, starts)), before))

    def words(self, seconds: float) -> tuple[WordTiming, ...]:
        """Return when each word of the text is heard in ``seconds`` of audio; () where nothing is known."""
        marks: list[int] = []
        for place, start in self._placed():
            marks += place, max(0, round(start * _PER_SECOND))
        frames = max([round(seconds * _PER_SECOND), *(start + 1 for start in marks[1::2])])
        return word_timings(self.text, marks, _PER_SECOND, frames)

    @property
    def breaks_off(self) -> bool:
        """Whether the characters are those of the text but end well before it does: the answer was cut short.

        Where they are not those of the text (the provider rewrote it) nobody can tell: False. A few letters at the end may
        stay without times.
        """
        said = "".join(one for piece in self.pieces for one in piece.characters)
        if not said or not self.text.startswith(said):
            return False
        missing, whole = (sum(map(str.isalnum, _untagged(text))) for text in (self.text[len(said) :], self.text))
        return missing >= max(_LETTERS, whole * _PART)

    def _placed(self) -> list[tuple[int, float]]:
        """Return (code point in the text, seconds from the start of all) of each character that is in the text."""
        relative = counts_from_piece(self.pieces)
        placed: list[tuple[int, float]] = []
        at = 0
        for piece in self.pieces:
            base = piece.before if relative else 0.0
            for characters, start in zip(piece.characters, piece.starts, strict=True):
                found = self.text.find(characters, at, at + _AHEAD + len(characters)) if characters else -1
                if found >= 0:
                    at = found + len(characters)
                    if _is_heard(characters):
                        placed.append((found, base + start))
        return placed


def counts_from_piece(pieces: Sequence[Piece]) -> bool:
    """Return whether the times of pieces count from each piece's own start rather than from the first one's.

    They do where time would go back from one piece to the next, and else where pieces start nearer to 0 than to the audio
    that came before them.
    """
    later = [(before, after) for before, after in pairwise(pieces) if after.before > _SLACK]
    if any(after.starts[0] < before.starts[-1] - _SLACK for before, after in later):
        return True
    from_zero = sum(after.starts[0] for _, after in later)
    return from_zero < sum(abs(after.starts[0] - after.before) for _, after in later)


def _is_time(said: object) -> bool:
    return isinstance(said, (int, float)) and not isinstance(said, bool) and isfinite(said)


def _is_heard(characters: str) -> bool:
    """Return whether it is more than spaces and punctuation, which have times too, but no sound."""
    return any(category(one)[0] not in "PZC" for one in characters)


def _untagged(text: str) -> str:
    """Return text without audio tags such as "[sighs]", which need not be heard."""
    kept, depth = [], 0
    for one in text:
        depth += one == "["
        if not depth:
            kept.append(one)
        depth -= one == "]" and depth > 0
    return "".join(kept)
