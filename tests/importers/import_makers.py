"""Books made in memory for the tests of the importers: a PDF writer of a page, a typesetter, and a look at a Draft."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import Draft, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH, HEIGHT, LEFT, TOP = 400.0, 600.0, 50.0, 60.0
_FONTS = {"C": "Courier", "B": "Courier-Bold", "T": "Times-Roman"}


@dataclass(frozen=True)
class Put:
    """A piece of text put on a page: points from the left and from the top, size, font, quarter turns."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "C"
    turn: int = 0


def pdf(
    pages: Sequence[Sequence[Put]],
    *,
    info: dict[str, str] | None = None,
    outline: Sequence[tuple[str, int, float]] = (),
    language: str = "",
    encrypt: bool = False,
    image: bool = False,
) -> bytes:
    """Return a PDF of these pages, written out by hand; Courier is 0.6 of its size wide."""
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    fonts = b"".join(
        b"/%s %d 0 R "
        % (key.encode(), add(b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % name.encode()))
        for key, name in _FONTS.items()
    )
    picture = add(
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\nx\nendstream"
    )
    numbers = []
    for page in pages:
        stream = b"q 100 0 0 100 0 0 cm /Im Do Q " if image else b""
        stream += b"\n".join(_shown(put) for put in page)
        content = add(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        resources = b"<</Font<<%s>>/XObject<</Im %d 0 R>>>>" % (fonts, picture)
        box = b"[0 0 %g %g]" % (WIDTH, HEIGHT)
        numbers.append(
            add(b"<</Type/Page/Parent 2 0 R/MediaBox%s/Resources%s/Contents %d 0 R>>" % (box, resources, content))
        )
    kids = b" ".join(b"%d 0 R" % n for n in numbers)
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(numbers))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R%s%s>>" % (
        b"/Lang%s" % _string(language) if language else b"",
        b"/Outlines %d 0 R" % _outlines(outline, numbers, objects, add) if outline else b"",
    )
    trailer = b""
    if info:
        trailer += b"/Info %d 0 R" % add(
            b"<<%s>>" % b"".join(b"/%s%s" % (k.encode(), _string(v)) for k, v in info.items())
        )
    if encrypt:
        code = add(b"<</Filter/Standard/V 1/R 2/P -44/O(%s)/U(%s)>>" % (b"o" * 32, b"u" * 32))
        trailer += b"/Encrypt %d 0 R/ID[(a)(a)]" % code
    return _file(objects, trailer)


def _outlines(outline: Sequence[tuple[str, int, float]], pages: list[int], objects: list[bytes], add) -> int:
    root = add(b"")
    first = root + 1
    for index, (title, page, y) in enumerate(outline):
        links = b"/Next %d 0 R" % (first + index + 1) if index + 1 < len(outline) else b""
        dest = b"[%d 0 R/XYZ 0 %g 0]" % (pages[page], HEIGHT - y)
        add(b"<</Title%s/Parent %d 0 R/Dest%s%s>>" % (_string(title), root, dest, links))
    objects[root - 1] = b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (
        first,
        first + len(outline) - 1,
        len(outline),
    )
    return root


def _shown(put: Put) -> bytes:
    a, b, c, d = {0: (1, 0, 0, 1), 1: (0, 1, -1, 0)}[put.turn]
    matrix = b"%g %g %g %g %g %g Tm" % (a, b, c, d, put.x, HEIGHT - put.y)
    return b"BT /%s %g Tf %s %s Tj ET" % (put.font.encode(), put.size, matrix, _literal(put.text.encode("cp1252")))


def _literal(data: bytes) -> bytes:
    return b"(" + re.sub(rb"([()\\])", rb"\\\1", data).replace(b"\r", b"\\r").replace(b"\n", b"\\n") + b")"


def _string(text: str) -> bytes:
    return (
        _literal(text.encode("latin-1"))
        if text.isascii()
        else b"<" + ("\ufeff" + text).encode("utf-16-be").hex().encode() + b">"
    )


def _file(objects: list[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def typeset(
    paragraphs: Iterable[str],
    *,
    columns: int = 48,
    rows: int = 36,
    indent: int = 3,
    header: str = "",
    numbers: bool = False,
) -> list[list[Put]]:
    """Set paragraphs as a book is set: indented, wrapped at ``columns`` of Courier 10, ``rows`` lines to a page."""
    lines = []
    for paragraph in paragraphs:
        lines += textwrap.wrap(paragraph, columns, initial_indent=" " * indent) or [""]
    pages = []
    for start in range(0, len(lines), rows):
        page = [_line(line, row) for row, line in enumerate(lines[start : start + rows]) if line.strip()]
        number = len(pages) + 1
        if header:
            page.append(Put(LEFT, 30, header.replace("#", str(number)), 8))
        if numbers:
            page.append(Put(WIDTH / 2, HEIGHT - 20, str(number), 9))
        pages.append(page)
    return pages


def _line(line: str, row: int) -> Put:
    text = line.lstrip()
    return Put(LEFT + 6 * (len(line) - len(text)), TOP + 12 * row, text)


def words(text: str) -> Counter[str]:
    """How often each word occurs: what must be the same before and after an import."""
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def body(draft: Draft, *kinds: Kind) -> list[str]:
    """The texts of all paragraphs of these kinds; of all kinds that are read aloud where none is named."""
    wanted = kinds or (Kind.HEADING, Kind.TEXT, Kind.QUOTE, Kind.LIST_ITEM)
    return [p.text for c in draft.chapters for p in c.paragraphs if p.kind in wanted]


def titles(draft: Draft) -> list[str]:
    """The titles of the chapters."""
    return [c.title for c in draft.chapters]


def is_sound(draft: Draft) -> bool:
    """Whether a Draft keeps what its records promise: NFC, one line, not empty, levels where they belong."""
    paragraphs = [p for c in draft.chapters for p in c.paragraphs]
    return bool(paragraphs) and all(
        p.text == " ".join(unicodedata.normalize("NFC", p.text).split())
        and (p.text or p.kind is Kind.SCENE_BREAK)
        and (1 <= p.level <= 6 if p.kind is Kind.HEADING else p.level == 0)
        and p.text.encode("utf-8") is not None
        for p in paragraphs
    )
