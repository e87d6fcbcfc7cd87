"""The picture of a text that must be read aloud, as a PNG file: capital letters of five by seven dots."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import random

#: Seven rows of five bits for each letter from A to Z.
_ROWS = (
    "0E11111F111111 1E11111E11111E 0E11101010110E 1E11111111111E 1F10101E10101F 1F10101E101010 0E11101711110F 1111111F111111"
    " 0E04040404040E 0702020202120C 11121418141211 1010101010101F 111B1515111111 11111915131111 0E11111111110E 1E11111E101010"
    " 0E11111115120D 1E11111E141211 0F10100E01011E 1F040404040404 1111111111110E 11111111110A04 1111111515150A 11110A040A1111"
    " 1111110A040404 1F01020408101F"
)
_GLYPHS = {
    chr(65 + place): [int(rows[at : at + 2], 16) for at in range(0, 14, 2)] for place, rows in enumerate(_ROWS.split())
}
_SCALE, _HIGH, _WIDE, _EDGE = 4, 9, 6, 4
_TEXT = "amber river window silver morning candle harbour meadow lantern winter garden thunder pebble violet feather"
_LINES, _PER_LINE = 3, 4


def text_to_read(chance: random.Random) -> str:
    """Return some lines of words."""
    return "\n".join(" ".join(chance.sample(_TEXT.split(), _PER_LINE)) for _ in range(_LINES))


def picture(text: str) -> bytes:
    """Return a PNG of lines of letters, dark on light."""
    lines = text.upper().split("\n")
    size = (_HIGH * len(lines) + 2 * _EDGE, _WIDE * max(map(len, lines)) + 2 * _EDGE)
    dots = np.full(size, 245, np.uint8)
    for row, line in enumerate(lines):
        for column, letter in enumerate(line):
            for down, bits in enumerate(_GLYPHS.get(letter, [0] * 7)):
                left = _EDGE + column * _WIDE
                lit = [place for place in range(5) if bits >> (4 - place) & 1]
                dots[_EDGE + row * _HIGH + down, [left + place for place in lit]] = 20
    return _png(np.kron(dots, np.ones((_SCALE, _SCALE), np.uint8)))


def _png(grey: np.ndarray) -> bytes:
    """Return a picture of one octet a dot as a file."""
    high, wide = grey.shape
    rows = np.concatenate([np.zeros((high, 1), np.uint8), grey], axis=1).tobytes()
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
