"""Code points and UTF-16 units: Python and the project count the first, Qt the second; an emoji is one and two."""

from __future__ import annotations


def is_plain(text: str) -> bool:
    """Whether both counts agree everywhere in ``text``: nothing in it lies beyond the first 65,536 code points."""
    return text.isascii() or max(text) < "\U00010000"


def to_units(text: str, point: int) -> int:
    """Return how many UTF-16 units stand before code point ``point`` of ``text``."""
    point = max(0, min(point, len(text)))
    if is_plain(text):
        return point
    return point + sum(mark > "\uffff" for mark in text[:point])


def to_points(text: str, unit: int) -> int:
    """Return how many code points stand before UTF-16 unit ``unit`` of ``text``; inside of one, those before it."""
    if is_plain(text):
        return max(0, min(unit, len(text)))
    seen = 0
    for point, mark in enumerate(text):
        seen += 2 if mark > "\uffff" else 1
        if seen > unit:
            return point
    return len(text)


def length(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units."""
    return to_units(text, len(text))
