"""From what the library says about words to the words of the text.

espeak-ng marks what it pronounces: a number becomes several marks ("19" "84"), two small words one ("of the"), a symbol a
mark of its own. A reader follows written words, so marks are gathered on those. Scripts written without spaces have no
written words; there each mark begins one, which lasts until the next.
"""

from __future__ import annotations

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
    found: list[tuple[int, int, int]] = []  # start, end, sample
    for token in _TOKEN.finditer(text):
        begin, end = token.span()
        inside = [place for place in range(begin, end) if place in heard]
        if not inside:
            _swallow(found, text, token)
            continue
        sample = heard[inside[0]]
        if token.lastgroup == "run":
            for place in inside[1:]:
                _add(found, begin, place, sample)
                begin, sample = place, heard[place]
        _add(found, begin, end, sample)
    return tuple(WordTiming(start, end, sample / rate) for start, end, sample in found)


def _first_samples(text: str, marks: Sequence[int], frames: int) -> dict[int, int]:
    """Return the earliest sample of each marked position."""
    heard: dict[int, int] = {}
    for position, sample in zip(marks[::2], marks[1::2], strict=True):
        if 0 <= position < len(text) and 0 <= sample < frames:
            heard.setdefault(position, sample)
    return heard


def _add(found: list[tuple[int, int, int]], start: int, end: int, sample: int) -> None:
    """Add a word, or lengthen the last one where the two begin at the same time."""
    if found and sample <= found[-1][2]:
        found[-1] = found[-1][0], end, found[-1][2]
    else:
        found.append((start, end, sample))


def _swallow(found: list[tuple[int, int, int]], text: str, token: regex.Match[str]) -> None:
    """Add a word that has no mark to the word before it: the library says the two in one.

    Where only punctuation came before, the mark on that was the word's own.
    """
    if not found or token.lastgroup == "symbol":
        return
    begin, end, sample = found[-1]
    if _PUNCTUATION.fullmatch(text, begin, token.start()):
        found[-1] = token.start(), token.end(), sample
    elif not text[end : token.start()].strip():
        found[-1] = begin, token.end(), sample
