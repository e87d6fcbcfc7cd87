"""Lines that were broken to fit a page are put together again, hyphens included."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What stands at a line end for a word that goes on: hyphen-minus, hyphen, soft hyphen (and PDFium's two marks for it).
HYPHENS = "-\u2010\u00ad\ufffe\x02"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:[-\u2010][^\W\d_]+)*)[" + HYPHENS + r"]$")
_FIRST = re.compile(r"[^\W\d_]+")
#: "two- and three-pronged": the hyphen stands for a word left out, so the space stays.
_SUSPENDED = frozenset(("and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e", "en", "of", "och", "og"))
#: Scripts written without spaces between words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


class Vocabulary:
    """The words a document itself uses, to tell a word broken at a line end from one written with a hyphen."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            self._words.update(w.casefold().replace("\u2010", "-") for w in _inner_words(line))

    def count(self, word: str) -> int:
        """Return how often the document has ``word`` inside a line."""
        return self._words[word.casefold().replace("\u2010", "-")]


def _inner_words(line: str) -> list[str]:
    return _WORD.findall(line.rstrip().rstrip(HYPHENS))


def join(lines: Iterable[str], vocabulary: Vocabulary, *, typeset: bool) -> str:
    """Return the lines of one paragraph as one line.

    ``typeset`` says that the lines were broken by a program that hyphenates (PDF): there an unknown word at the line end is
    a broken one; in plain text it keeps its hyphen.
    """
    parts: list[str] = []
    for line in lines:
        right = line.strip()
        if parts and right:
            left, glue = _seam(parts.pop(), right, vocabulary, typeset=typeset)
            parts += [left, glue]
        if right:
            parts.append(right)
    return "".join(parts)


def _seam(left: str, right: str, vocabulary: Vocabulary, *, typeset: bool) -> tuple[str, str]:
    """Return the left line as it is kept, and what stands between it and the right one."""
    if left[-1] in HYPHENS:
        last, first = _LAST.search(left[-80:]), _FIRST.match(right)
        if last and first:
            return left[:-1], _hyphen(left[-1], last[1], first[0], right, vocabulary, typeset=typeset)
        return left[:-1], "- " if left[-2:-1].isspace() or len(left) == 1 else "-"
    if left[-1] in "\u2014\u2015\u2013" and left[-2:-1].strip():
        return left, ""
    return left, "" if _UNSPACED.match(left[-1]) and _UNSPACED.match(right[0]) else " "


def _hyphen(mark: str, last: str, first: str, right: str, vocabulary: Vocabulary, *, typeset: bool) -> str:
    """Return what stands between the two halves of a word: nothing, its hyphen, or a hyphen and a space."""
    joined = vocabulary.count(last.rpartition("-")[2] + first)
    if mark == "\u00ad":
        return ""
    if first.casefold() in _SUSPENDED and not joined:
        return "- "
    whole = first + _rest_of_compound(right[len(first) : len(first) + 80])
    hyphened = vocabulary.count(f"{last}-{first}") + vocabulary.count(f"{last}-{whole}")
    if hyphened > joined:
        return "-"
    broken = typeset and first[0].islower() and (last[-1].islower() or len(last) > 1)
    return "" if joined or broken else "-"


def _rest_of_compound(text: str) -> str:
    found = re.match(r"(?:[-\u2010][^\W\d_]+)+", text)
    return found[0] if found else ""
