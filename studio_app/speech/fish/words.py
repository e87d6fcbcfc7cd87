"""From Fish Audio's timings to the words of the text.

The provider times what it heard itself say: "Ive" for "I've", "nineteen eighty four" for "1984", no punctuation, a word or
a phrase at a time. Letters and digits are compared, in order; what cannot be found in the text gets no time.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.takes import WordTiming

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: How many letters may be skipped at once, besides as many as the segments that were not found are long (twice, as "$5" is
#: said in many more letters than written, and a long number in fewer).
_SKIP = 40


@dataclass(frozen=True, slots=True)
class Heard:
    """What the provider says it spoke, at ``seconds`` from the start of the answer."""

    text: str
    seconds: float


@dataclass(frozen=True, slots=True)
class _Folded:
    """The letters of a text in one case, with the place of each in the text and whether a word begins (ends) there."""

    letters: str
    places: tuple[int, ...]
    begins: frozenset[int]
    ends: frozenset[int]


class Words:
    """The words of one text, to be found again and again as more of it is heard."""

    def __init__(self, text: str) -> None:
        self._folded = _fold(text)

    def timings(self, heard: Sequence[Heard]) -> tuple[WordTiming, ...]:
        """Return when what was heard is found in the text; starts increase, seconds never decrease."""
        pieces = [(letters, one.seconds) for one in heard if (letters := _letters(one.text))]
        found: list[WordTiming] = []
        at, missed, latest = 0, 0, 0.0
        for number, (letters, seconds) in enumerate(pieces):
            after = pieces[number + 1][0] if number + 1 < len(pieces) else ""
            place = _place(self._folded, letters, after, at, at + _SKIP + 2 * missed)
            if place < 0:
                missed += len(letters)
                continue
            at, missed = place + len(letters), 0
            if seconds >= latest:
                latest = seconds
                places = self._folded.places
                found.append(WordTiming(places[place], places[at - 1] + 1, seconds))
        return tuple(found)


def _place(folded: _Folded, letters: str, after: str, at: int, until: int) -> int:
    """Return where a piece is from ``at`` on, -1 for nowhere.

    Directly at ``at`` it is believed; further on only as whole words, and when what was heard next follows it, lest one
    small word takes the place of its namesake a sentence later.
    """
    if folded.letters.startswith(letters, at):
        return at
    last = until + len(letters)
    place = folded.letters.find(letters, at, last)
    while place >= 0:
        end = place + len(letters)
        if place in folded.begins and end in folded.ends and folded.letters.startswith(after, end):
            return place
        place = folded.letters.find(letters, place + 1, last)
    return -1


def _fold(text: str) -> _Folded:
    letters: list[str] = []
    places: list[int] = []
    begins, ends = {0}, set[int]()
    last = -1
    for place, sign in enumerate(text):
        for letter in _letters(sign):
            if last >= 0 and (place > last + 1 or unicodedata.category(sign) == "Lo"):
                begins.add(len(letters))
                ends.add(len(letters))
            letters.append(letter)
            places.append(place)
            last = place
    ends.add(len(letters))
    return _Folded("".join(letters), tuple(places), frozenset(begins), frozenset(ends))


def _letters(text: str) -> str:
    """Return the letters and digits of a text in one case, compatibility forms resolved, accents and vowel signs left out."""
    if text.isascii() and text.isalnum():
        return text.lower()
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if sign.isalnum())


def in_order(chunks: Iterable[tuple[float, Sequence[tuple[str, float]]]]) -> list[Heard]:
    """Return the segments of all chunks, each a list of text and seconds from where that chunk begins in the answer."""
    return [Heard(text, offset + start) for offset, segments in chunks for text, start in segments]
