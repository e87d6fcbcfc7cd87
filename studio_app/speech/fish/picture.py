"""The picture a public voice must have: one plain colour, its own for each name."""

from __future__ import annotations

import colorsys
import hashlib
import struct
import zlib

_SIDE = 256
_PNG = b"\x89PNG\r\n\x1a\n"


def cover(name: str) -> bytes:
    """Return a PNG for the voice of a name, always the same."""
    hue = hashlib.blake2b(name.encode(errors="replace"), digest_size=1).digest()[0] / 256
    colour = bytes(round(255 * part) for part in colorsys.hls_to_rgb(hue, 0.55, 0.45))
    rows = (b"\0" + colour * _SIDE) * _SIDE
    header = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
