"""Text from elsewhere: formatting goes, paragraphs stay."""

from __future__ import annotations

import re
import unicodedata

#: Ends of lines and paragraphs of every system and format.
_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
#: What nobody can see and no manuscript needs: controls, byte order marks, object marks, halves of characters. Direction
#: marks and joiners stay: Arabic, Persian and emoji are written with them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffc\ufdd0-\ufdef\ufffe\uffff]")
_SPACES = re.compile(r"[ \t]+")
_HALVES = re.compile("[\ud800-\udfff]")
#: A line at least this long that is not the last of its paragraph was broken by its program, not by its author.
_WRAPPED = 50


def normal(text: str) -> str:
    """Return one line of written text as the project keeps it: NFC, no control characters, no halves of characters."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _HALVES.sub("\ufffd", _UNSEEN.sub("", _LINE_ENDS.sub(" ", text))))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a pasted text, one line each, none of them empty.

    Where paragraphs are divided by empty lines and the lines in them look wrapped (mail, Gutenberg), each group of lines
    is one paragraph; everywhere else each line is one.
    """
    groups = _groups([_SPACES.sub(" ", line).strip() for line in _LINE_ENDS.split(text)])
    if len(groups) > 1 and _look_wrapped(groups):
        found = [" ".join(group) for group in groups]
    else:
        found = [line for group in groups for line in group]
    return [line for line in map(normal, found) if line]


def inline(text: str) -> str | None:
    """Return ``text`` where it is a piece of one line (spaces at its ends count), None where it is paragraphs."""
    return None if _LINE_ENDS.search(text) else normal(_SPACES.sub(" ", text))


def _groups(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _look_wrapped(groups: list[list[str]]) -> bool:
    inner = [len(line) for group in groups for line in group[:-1]]
    return bool(inner) and sum(inner) / len(inner) >= _WRAPPED
