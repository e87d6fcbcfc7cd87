"""From what the library says about words to the words of the text.

espeak-ng marks what it pronounces: a number becomes several marks ("19" "84"), two small words one ("of the"), a symbol a
mark of its own. A reader follows written words, so marks are gathered on those. Scripts written without spaces have no
written words; there each mark begins one, which lasts until the next.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import regex  # type: ignore[import-untyped]

from studio_app.domain.takes import WordTiming

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々〆"
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}_]--[{_UNSPACED}]]"
#: A written word: letters and digits, with what joins them ("don't", "x-ray", "i.e", "1,234.56", "$5", "10%"); a run of a
#: script without spaces; or one symbol that may be spoken ("&", an emoji).
_TOKEN = regex.compile(
    rf"""(?V1)
    (?P<word> [\p{{Sc}}\#@]? {_LETTER}+ (?: (?: [.'’\-‐‑·\u00ad] | (?<=\p{{N}})[,:/](?=\p{{N}}) ) {_LETTER}+ )* [%°]? )
    | (?P<run> [{_UNSPACED}] [{_UNSPACED}\p{{M}}]* )
    | (?P<symbol> (?!\s)\X )
    """,
    regex.VERBOSE,
)
_PUNCTUATION = regex.compile(r"[\p{P}\s]+")


def word_timings(text: str, marks: Sequence[int], rate: int, frames: int) -> tuple[WordTiming, ...]:
    """Return when each word of ``text`` is heard.

    Args:
        text: what was spoken.
        marks: position in code points and sample of each mark, flat, as ``Library.speak`` gives them.
        rate: samples per second.
        frames: samples of the whole answer.

    Returns:
        Words in order. Starts and seconds increase strictly, no two words overlap, all lie within text and audio.
    """
    heard = _first_samples(text, marks, frames)
    found: list[WordTiming] = []
    for token in _TOKEN.finditer(text):
        starts = _starts(token, heard)
        if not starts:
            _swallow(found, text, token)
            continue
        first = token.start(), starts[0][1]
        for (start, sample), (end, _) in pairwise((first, *starts[1:], (token.end(), 0))):
            seconds = sample / rate
            if found and seconds <= found[-1].seconds:
                found[-1] = WordTiming(found[-1].start, end, found[-1].seconds)
            else:
                found.append(WordTiming(start, end, seconds))
    return tuple(found)


def _first_samples(text: str, marks: Sequence[int], frames: int) -> dict[int, int]:
    """Return the earliest sample of each marked position, in order of position."""
    heard: dict[int, int] = {}
    for position, sample in zip(marks[::2], marks[1::2], strict=True):
        if 0 <= position < len(text) and 0 <= sample < frames:
            heard.setdefault(position, sample)
    return dict(sorted(heard.items()))


def _starts(token: regex.Match[str], heard: dict[int, int]) -> list[tuple[int, int]]:
    """Return the words that begin in a token, as position and sample: at most one but in a script without spaces."""
    inside = [(place, heard[place]) for place in range(token.start(), token.end()) if place in heard]
    return inside if token["run"] else inside[:1]


def _swallow(found: list[WordTiming], text: str, token: regex.Match[str]) -> None:
    """Add a word that has no mark to the word before it: the library says the two in one.

    Where only punctuation came before, the mark on that was the word's own.
    """
    if not found or token["symbol"]:
        return
    last = found[-1]
    if _PUNCTUATION.fullmatch(text, last.start, token.start()):
        found[-1] = WordTiming(token.start(), token.end(), last.seconds)
    elif not text[last.end : token.start()].strip():
        found[-1] = WordTiming(last.start, token.end(), last.seconds)
