"""Tags for WAV and RF64 files, in chunks behind the sound: LIST INFO, an ID3 tag, and cue points.

Cue points are where the chapters begin, and the markers and regions of timelines.

INFO is what Windows and simple players read, the ID3 chunk has all the rest, and audio editors show the marks. FFmpeg reads
of ID3 only the picture and the chapters where there is INFO, so INFO says all it can, with the names TagLib and Mp3tag use
(IMUS composer, ISTR performer, IPUB publisher). Text in INFO is UTF-8, which the standard of 1991 leaves open.
"""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING, NamedTuple

from studio_app.domain.errors import ExportError
from studio_app.exporters import id3
from studio_app.exporters.languages import three_letters
from studio_app.exporters.tags import GENRE

if TYPE_CHECKING:
    from typing import BinaryIO

    from studio_app.exporters.tags import BookTags

_LARGEST = 2**32 - 1
#: Where the sizes of the whole stand: RIFF has 32 bits, RF64 has 64 bits in its first chunk, ds64.
_RIFF_SIZE, _DS64_SIZE = 4, 20


def write(file: BinaryIO, tags: BookTags, rate: int, seconds: float) -> None:
    """Append ``tags`` to an open WAV or RF64 file whose last chunk is the sound, and correct the size of the whole.

    Raises:
        ExportError: the file is none, or has no room left.
        OSError: it could not be written.
    """
    file.seek(0)
    kind = file.read(4)
    end = file.seek(0, os.SEEK_END)
    if kind not in {b"RIFF", b"RF64"} or end % 2:
        raise ExportError("The WAV file could not be tagged.", detail=f"{kind!r}, {end} bytes")
    chunks = _chunks(tags, rate, seconds)
    size = end + len(chunks) - 8
    if kind == b"RIFF" and size > _LARGEST:
        raise ExportError("The cover is too large for a WAV file of this length; choose a smaller one.")
    file.write(chunks)
    file.seek(_RIFF_SIZE if kind == b"RIFF" else _DS64_SIZE)
    file.write(struct.pack("<I" if kind == b"RIFF" else "<Q", size))


def _chunks(tags: BookTags, rate: int, seconds: float) -> bytes:
    info = _chunk(b"LIST", b"INFO" + _info(tags))
    return _cues(tags, rate) + info + _chunk(b"id3 ", id3.tag(tags, seconds))


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def _info(tags: BookTags) -> bytes:
    texts = {
        b"INAM": tags.title,
        b"IPRD": tags.album,
        b"IART": tags.author,
        b"IMUS": tags.narrator,
        b"ISTR": tags.narrator,
        b"IPUB": tags.publisher,
        b"ISBN": tags.isbn,
        b"IGNR": GENRE,
        b"ICMT": tags.description,
        b"ILNG": three_letters(tags.language),
        b"IPRT": str(tags.track or ""),
        b"ITRK": str(tags.track or ""),
        b"ISFT": tags.encoder,
    }
    return b"".join(_chunk(name, text.encode() + b"\0") for name, text in texts.items() if text)


def _cues(tags: BookTags, rate: int) -> bytes:
    """Return cue points and what they are called; those at places that 32 bits cannot tell are left out.

    One chapter alone is no place to go to. Numbers begin with those of the chapters, from 0, because FFmpeg counts the
    chapters of the ID3 tag so, and takes equal numbers for one chapter.
    """
    chapters = [(n, title, start, start) for n, (title, start, _) in enumerate(tags.chapters) if len(tags.chapters) > 1]
    marked = [(n, *mark) for n, mark in enumerate(tags.marked, start=len(tags.chapters))]
    cues = [_Cue(n, name, round(start * rate), round(end * rate)) for n, name, start, end in chapters + marked]
    cues = [cue for cue in cues if cue.end <= _LARGEST]
    if not cues:
        return b""
    points = b"".join(struct.pack("<II4sIII", cue.number, cue.at, b"data", 0, 0, cue.at) for cue in cues)
    said = b"".join(map(_said, cues))
    return _chunk(b"cue ", struct.pack("<I", len(cues)) + points) + _chunk(b"LIST", b"adtl" + said)


class _Cue(NamedTuple):
    """A cue point: samples, the same ``end`` for a place."""

    number: int
    name: str
    at: int
    end: int


def _said(cue: _Cue) -> bytes:
    """Return what a cue point is called, and how long it is where it is a region."""
    said = _chunk(b"labl", struct.pack("<I", cue.number) + cue.name.encode() + b"\0") if cue.name else b""
    if cue.end > cue.at:
        said += _chunk(b"ltxt", struct.pack("<II4s8x", cue.number, cue.end - cue.at, b"rgn "))
    return said
