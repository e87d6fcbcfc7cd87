"""How much text there is, as ``lectern info`` counts it. Counted at the speed of memory: a book is 7 M characters."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w")
_SPACES = "".join(chr(point) for point in range(0x3001) if chr(point).isspace())
_ASCII_SPACES = "".join(space for space in _SPACES if space.isascii())
#: Bytes of UTF-8 to "x" for a word character and to a space for others; every non-ASCII byte counts as word.
_MARKS = bytes(ord("x") if byte > 127 or _WORD.match(chr(byte)) else ord(" ") for byte in range(256))


def words(text: str) -> int:
    r"""Return the number of runs of ``\w`` in ``text``."""
    if not text.isascii():
        for mark in set(text):
            if mark > "\x7f" and not _WORD.match(mark):
                text = text.replace(mark, " ")
    marks = text.encode("utf-8").translate(_MARKS)
    return marks.count(b" x") + marks.startswith(b"x")


def characters(text: str) -> int:
    """Return the number of code points in ``text`` that are not white space."""
    return len(text) - sum(map(text.count, _ASCII_SPACES if text.isascii() else _SPACES))
