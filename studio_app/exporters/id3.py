"""ID3v2.3 tags with chapters, as bytes.

Version 2.3, not 2.4: Windows Explorer and many car radios and podcast players read covers and chapters of 2.3 only, and all
that an audiobook needs exists in both. Text is ASCII where it can be and else UTF-16 with a byte order mark, the two forms
every reader agrees on. There is no date in it and no padding: the same tags give the same bytes.

Frames: id3.org, "ID3 tag version 2.3.0"; CHAP and CTOC: "ID3v2 Chapter Frame Addendum" 1.0. Frames keep the order of the
chapters, because some players list CHAP frames as they come.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from studio_app.exporters.languages import three_letters
from studio_app.exporters.tags import GENRE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studio_app.domain.manuscript import Cover
    from studio_app.exporters.tags import BookTags, ChapterTime

_ASCII, _UTF16 = b"\0", b"\1"
_FRONT_COVER = 3
_NO_OFFSET = 0xFFFFFFFF
_TOP, _ORDERED = 2, 1
#: A table of contents counts its entries in one byte.
_ENTRIES = 255


def tag(tags: BookTags, seconds: float) -> bytes:
    """Return the whole tag of a file that plays ``seconds``."""
    frames = b"".join(_frames(tags, seconds))
    size = len(frames)
    seven_bits = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + seven_bits + frames


def _frames(tags: BookTags, seconds: float) -> Iterator[bytes]:
    language = three_letters(tags.language)
    yield _text(b"TIT2", tags.title)
    yield _text(b"TPE1", tags.author)
    yield _text(b"TPE2", tags.author)
    yield _text(b"TALB", tags.album)
    yield _text(b"TCOM", tags.narrator)
    yield _text(b"TRCK", _part(tags))
    yield _text(b"TCON", GENRE)
    yield _text(b"TLAN", language)
    yield _text(b"TPUB", tags.publisher)
    yield _text(b"TLEN", str(_milliseconds(seconds)))
    yield _text(b"TSSE", tags.encoder)
    yield _named_text("ISBN", tags.isbn)
    yield _named_text("NARRATOR", tags.narrator)
    yield _named_text("DESCRIPTION", tags.description)
    yield _comment(tags.description, language or "und")
    yield _picture(tags.cover)
    yield from _contents(tags.chapters)
    for number, chapter in enumerate(tags.chapters):
        yield _chapter(number, chapter)


def _part(tags: BookTags) -> str:
    of = f"/{tags.tracks}" if tags.tracks else ""
    return f"{tags.track}{of}" if tags.track else ""


def _frame(name: bytes, body: bytes) -> bytes:
    return name + struct.pack(">IH", len(body), 0) + body


def _text(name: bytes, value: str) -> bytes:
    """Return a text frame, nothing for an empty value."""
    encoding = _encoding(value)
    return _frame(name, encoding + _encoded(value, encoding)) if value else b""


def _named_text(label: str, value: str) -> bytes:
    encoding = _encoding(value)
    body = encoding + _encoded(label, encoding) + _end(encoding) + _encoded(value, encoding)
    return _frame(b"TXXX", body) if value else b""


def _comment(value: str, language: str) -> bytes:
    encoding = _encoding(value)
    body = encoding + language.encode() + _encoded("", encoding) + _end(encoding) + _encoded(value, encoding)
    return _frame(b"COMM", body) if value else b""


def _picture(cover: Cover | None) -> bytes:
    if cover is None:
        return b""
    return _frame(b"APIC", _ASCII + cover.media_type.encode() + bytes((0, _FRONT_COVER, 0)) + cover.data)


def _contents(chapters: Sequence[ChapterTime]) -> Iterator[bytes]:
    """Yield the table of contents; one with more entries than it can count becomes a table of tables."""
    entries = [_element(number) for number in range(len(chapters))]
    if not entries:
        return
    if len(entries) <= _ENTRIES:
        yield _table(b"toc", _TOP | _ORDERED, entries)
        return
    parts = [entries[first : first + _ENTRIES] for first in range(0, len(entries), _ENTRIES)]
    yield _table(b"toc", _TOP | _ORDERED, [b"toc%d" % number for number in range(len(parts))])
    for number, part in enumerate(parts):
        yield _table(b"toc%d" % number, _ORDERED, part)


def _table(element: bytes, flags: int, entries: Sequence[bytes]) -> bytes:
    """Return a CTOC frame. Some players show no chapters where its title is missing."""
    body = element + bytes((0, flags, len(entries))) + b"".join(entry + b"\0" for entry in entries)
    return _frame(b"CTOC", body + _text(b"TIT2", "Contents"))


def _chapter(number: int, chapter: ChapterTime) -> bytes:
    times = struct.pack(">4I", _milliseconds(chapter.start), _milliseconds(chapter.end), _NO_OFFSET, _NO_OFFSET)
    return _frame(b"CHAP", _element(number) + b"\0" + times + _text(b"TIT2", chapter.title))


def _element(number: int) -> bytes:
    return b"chp%d" % number


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _encoding(value: str) -> bytes:
    return _ASCII if value.isascii() else _UTF16


def _encoded(value: str, encoding: bytes) -> bytes:
    return value.encode() if encoding == _ASCII else b"\xff\xfe" + value.encode("utf-16-le")


def _end(encoding: bytes) -> bytes:
    return b"\0" if encoding == _ASCII else b"\0\0"
