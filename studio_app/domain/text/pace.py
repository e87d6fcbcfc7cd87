"""Pace: how long a text will take to speak, before anybody has spoken it. Good to about a fifth; a take tells the truth.

A reader of English says about 155 words a minute, 15 to 16 letters and spaces a second. Languages tell the same in about the
same time (Coupé and others, Science Advances 2019: 39 bits a second, whatever the language), so one whose texts are longer
than their English translations is read at more letters a second. Characters that stand for syllables or words take as long
as announcers take for them: 260 a minute in Chinese, 320 in Japanese (mixed script) and Korean.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from studio_app.domain.text.markup import Break, parts
from studio_app.domain.text.spoken import speak_as

#: Milliseconds of a letter, or of the space between words, in English.
_LETTER = 61
#: Milliseconds of a digit: it is a word of its own.
_DIGIT = 280
#: Per cent of the letters English has that the same text takes in other languages, as translators reckon; 100 for others.
_LETTERS = {
    "bg": 106, "ca": 112, "cs": 98, "da": 98, "de": 112, "el": 112, "es": 114, "fi": 104, "fr": 115, "hu": 106, "id": 108,
    "it": 114, "lt": 100, "ms": 108, "nb": 98, "nl": 110, "no": 98, "pl": 108, "pt": 112, "ro": 112, "ru": 106, "sk": 99,
    "sv": 98, "sw": 106, "tl": 118, "tr": 104, "uk": 104, "vi": 108,
}  # fmt: skip
#: Milliseconds of a character by script: first and last of a range, and how long.
_SCRIPTS = (
    ("\u0590", "\u08ff", 78),  # Hebrew and Arabic write few of their vowels
    ("\u0900", "\u0dff", 85),  # the scripts of India, whose vowels are marks
    ("\u0e00", "\u109f", 75),  # Thai, Lao, Tibetan, Burmese
    ("\u1100", "\u11ff", 70),
    ("\u1780", "\u17ff", 75),  # Khmer
    ("\u3040", "\u30ff", 140),  # kana
    ("\u3100", "\u312f", 120),
    ("\u31f0", "\u31ff", 140),
    ("\u3400", "\u9fff", 230),  # Chinese characters
    ("\uac00", "\ud7a3", 185),  # Korean syllables
    ("\uf900", "\ufaff", 230),
    ("\U00020000", "\U0003ffff", 230),
)
#: A Chinese character is read as two syllables in Japanese.
_KANJI = 270
#: Milliseconds a reader rests at the end of a sentence and of a clause.
_SENTENCE, _CLAUSE = 380, 160
_RESTS = re.compile("(?P<sentence>[.!?…。！？।؟]+)|(?P<clause>[,;:،؛、，；：—–]+)")
#: Nothing that can be said is shorter.
_SHORTEST = 250


def seconds(text: str, language: str = "", speed: float = 1.0) -> Fraction:
    """Return about how many seconds it takes to speak a written text; 0 where there is nothing to say.

    Args:
        text: written text. Its break markup counts as the silence it asks for.
        language: BCP 47 tag, "" where it is not known.
        speed: how many times as fast as usual it is spoken.

    Raises:
        ValueError: the speed is not above 0.
    """
    if not speed > 0:
        raise ValueError("speech has a speed above 0")
    tongue = language.replace("_", "-").partition("-")[0].lower()
    spoken = rests = 0
    for found in parts(text):
        if isinstance(found, Break):
            rests += found.milliseconds
        else:
            spoken += _milliseconds(speak_as(text[found.start : found.end]).text, tongue)
    if not spoken:
        return Fraction(0)
    return Fraction(max(spoken, _SHORTEST), 1000) / Fraction(str(speed)) + Fraction(rests, 1000)


def _milliseconds(spoken: str, tongue: str) -> int:
    """Return how long a text is, with the rests inside of it: those at its end are nobody's."""
    if not spoken:
        return 0
    letters = 100 * sum(_of(char, tongue == "ja") for char in spoken) // _LETTERS.get(tongue, 100)
    rests = 0
    for mark in _RESTS.finditer(spoken.rstrip(" \"'”’»)]")):
        behind = spoken[mark.end() : mark.end() + 1]
        if not behind or (mark[0].isascii() and behind.isalnum()):
            continue  # a decimal point, a time of day, or the end
        rests += _SENTENCE if mark["sentence"] else _CLAUSE
    return letters + rests


@lru_cache(maxsize=4096)
def _of(char: str, japanese: bool) -> int:
    """Return how long one character is, in milliseconds of English."""
    kind = unicodedata.category(char)
    if char.isdecimal():
        return _DIGIT
    if kind[0] == "M":
        return _LETTER // 2
    if kind[0] == "P":
        return 0
    for first, last, length in _SCRIPTS:
        if first <= char <= last:
            return _KANJI if japanese and length == 230 else length
    if kind[0] == "S":
        return 6 * _LETTER  # "%", "€" and pictures are words
    return _LETTER
