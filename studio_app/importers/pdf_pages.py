"""The child process that reads a PDF with PDFium and prints what stands where, one JSON line for each page.

PDFium is C++ fed with a stranger's file: when it crashes or hangs, only this process is lost. Run as
``python -m studio_app.importers.pdf_pages FILE FIRST_PAGE``. The lines printed are, in order:

- ``{"ready": true}`` once Python stands
- ``{"pages": n, "title": …, "author": …, "language": …, "outline": [[level, title, page, y], …]}``, or ``{"refused": why}``
- ``{"page": i, "width": w, "height": h, "runs": [[x0, x1, y, size, bold, text], …], "aside": [text, …], "pictures": bool}``

Lengths are in points, y grows downwards from the top of the page to the baseline of the run. A run is text in one size on one
line, without large gaps. ``aside`` is text that does not stand upright.
"""

from __future__ import annotations

import ctypes
import importlib
import itertools
import json
import math
import re
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Address space of the child, where the system can limit it.
MEMORY = 450 << 20
#: Characters on a page: a page of a newspaper has 30,000.
MOST_CHARACTERS = 400_000
#: A space wider than this many sizes parts two columns or cells.
_WIDE = 1.0
_TOKENS = re.compile(r"(?P<end>[\r\n]+)|(?P<space>[\t \xa0]+)|(?P<word>[^\r\n\t \xa0]+)")
_PASSWORD, _SECURITY = 4, 5
_BOLD = 600
#: What PDFium gives for a character, and what is read: 2 and 0xFFFE mark a hyphen at the end of a line; codes for private
#: use are the bullets of symbol fonts, or nothing anybody could read.
_READ: dict[int, str | None] = {
    **dict.fromkeys([*range(0xE000, 0xF900), *range(32), *range(0x7F, 0xA0), 0xFFFF, 0xFEFF, 0x200B]),
    **dict.fromkeys((0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0xF0FC, 0xF06C, 0xF06E), "\u2022"),
    **dict.fromkeys((2, 0xFFFE), "-"),
}


@dataclass(slots=True)
class _Run:
    """A run being gathered. ``turn`` is how many quarter turns the text stands from upright, -1 for any other angle."""

    turn: int
    size: float
    bold: bool
    y: float
    x0: float
    x1: float
    text: list[str]


def messages(path: str, first: int = 0) -> Iterator[dict[str, Any]]:
    """Yield what the child prints for a file, beginning at page number ``first``."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        code = pdfium.FPDF_GetLastError()
        yield {"refused": "password" if code in (_PASSWORD, _SECURITY) else "damaged"}
        return
    try:
        yield _facts(document)
        failed = 0
        for index in range(first, len(document)):
            page = _page(document, index)
            failed = failed + 1 if page is None else 0
            if failed > 100:
                break
            yield page or {"page": index, "broken": True}
    finally:
        document.close()


def _facts(document: Any) -> dict[str, Any]:
    size = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    buffer = (ctypes.c_ushort * max(1, min(size, 200) // 2))()
    pdfium.FPDFCatalog_GetLanguage(document.raw, buffer, ctypes.sizeof(buffer))
    return {
        "pages": len(document),
        "title": document.get_metadata_value("Title")[:500],
        "author": document.get_metadata_value("Author")[:500],
        "language": bytes(buffer).decode("utf-16-le", "ignore").rstrip("\x00"),
        "outline": list(_outline(document)),
    }


def _outline(document: Any) -> Iterator[list[Any]]:
    """Yield the bookmarks: level from 0, title, page number, height on the page in points from below (None where not said)."""
    try:
        for mark in itertools.islice(document.get_toc(max_depth=8), 5000):
            place = mark.get_dest()
            page = place.get_index() if place else None
            if page is None:
                continue
            kind, view = place.get_view()
            height = view[1] if kind == pdfium.PDFDEST_VIEW_XYZ and len(view) > 1 else None
            height = view[0] if kind == pdfium.PDFDEST_VIEW_FITH and view else height
            yield [
                mark.level,
                mark.get_title()[:500],
                page,
                height if height is None or math.isfinite(height) else None,
            ]
    except pypdfium2.PdfiumError:
        return


def _page(document: Any, index: int) -> dict[str, Any] | None:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return None
    try:
        left, bottom, right, top = page.get_bbox()
        text = page.get_textpage()
        try:
            runs = list(_runs(text.raw))
        finally:
            text.close()
        found = _upright(runs, (left, bottom, right, top))
        pictures = not runs and any(
            o.type == pdfium.FPDF_PAGEOBJ_IMAGE for o in itertools.islice(page.get_objects(), 50)
        )
        return {"page": index, **found, "pictures": pictures}
    except pypdfium2.PdfiumError:
        return None
    finally:
        page.close()


def _runs(text: Any) -> Iterator[_Run]:
    """Yield the runs of a page in the order in which the file draws them."""
    # Calls into the library are what this costs, so places are asked for at the ends of words only.
    characters = _characters(text)
    run: _Run | None = None
    drawn, gap = 0, False
    for token in _TOKENS.finditer(characters):
        if token.lastgroup == "space":
            gap = True
            continue
        if token.lastgroup == "end":
            if run:
                yield run
            run, gap = None, False
            continue
        for start, stop, drawer in _pieces(text, token.start(), token.end(), drawn):
            said = characters[start:stop].translate(_READ)
            if not said:
                continue
            first, last = _box(text, start), _box(text, stop - 1)
            fresh = _begin(text, start) if run is None or drawer != drawn else None
            drawn = drawer
            if fresh:
                fresh.x0, fresh.x1 = _extent(fresh.turn, *first)
            if run is None or (fresh and not _continues(run, fresh)):
                if run:
                    yield run
                assert fresh is not None
                run = fresh
            begins, ends = _extent(run.turn, *first)[0], _extent(run.turn, *last)[1]
            if gap and run.text and begins - run.x1 > _WIDE * run.size:
                yield run
                run = _Run(run.turn, run.size, run.bold, run.y, begins, ends, [])
            elif gap:
                run.text.append(" ")
            gap = False
            run.text.append(said)
            run.x0, run.x1 = min(run.x0, begins), max(run.x1, ends)
    if run:
        yield run


def _characters(text: Any) -> str:
    """Return the characters of a page, one for each index by which PDFium knows them."""
    count = pdfium.FPDFText_CountChars(text)
    if count > MOST_CHARACTERS:
        raise OverflowError("too many characters on one page")
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer) if count > 0 else 0
    if written == count + 1:
        found = bytes(buffer)[:-2].decode("utf-16-le", "surrogatepass")
        if len(found) == count:
            return found
    # Some have no code or take two: then the places in that string are not PDFium's.
    codes = (pdfium.FPDFText_GetUnicode(text, index) for index in range(count))
    return "".join(chr(code) if code < 0x110000 else "\0" for code in codes)


def _pieces(text: Any, start: int, stop: int, drawn: int) -> list[tuple[int, int, int]]:
    """Part a word where one object that the file draws ends and the next begins: start, stop and address of each."""
    drawer = _drawer(text, start, drawn)
    if stop - start == 1 or _drawer(text, stop - 1, drawer) == drawer:
        return [(start, stop, drawer)]
    pieces = [(start, start + 1, drawer)]
    for index in range(start + 1, stop):
        begun, _, before = pieces[-1]
        drawer = _drawer(text, index, before)
        if drawer == before:
            pieces[-1] = (begun, index + 1, drawer)
        else:
            pieces.append((index, index + 1, drawer))
    return pieces


def _drawer(text: Any, index: int, before: int) -> int:
    """Return the address of the object that draws a character; that of the one before it where PDFium added it itself."""
    pointer = pdfium.FPDFText_GetTextObject(text, index)
    return ctypes.addressof(pointer.contents) if pointer else before


def _box(text: Any, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _begin(text: Any, index: int) -> _Run:
    """Return an empty run that has the place and look of a character."""
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
    weight = pdfium.FPDFText_GetFontWeight(text, index)
    bold = weight >= _BOLD or _named_bold(text, index)
    turn = _turn(matrix.a, matrix.b)
    baseline = {0: -y.value, 1: x.value, 2: y.value, 3: -x.value}.get(turn, 0.0)
    return _Run(turn, round(size, 1) if math.isfinite(size) else 0.0, bold, baseline, 0.0, 0.0, [])


def _named_bold(text: Any, index: int) -> bool:
    """Tell from its name whether a font is bold; few files say its weight."""
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, index, buffer, 128, flags)
    name = buffer.value.lower()
    return b"bold" in name or b"black" in name or b"cmbx" in name or b"heavy" in name or bool(flags.value & (1 << 18))


def _turn(a: float, b: float) -> int:
    if abs(b) <= abs(a) * 0.05:
        return 0 if a >= 0 else 2
    if abs(a) <= abs(b) * 0.05:
        return 1 if b > 0 else 3
    return -1


def _extent(turn: int, left: float, bottom: float, right: float, top: float) -> tuple[float, float]:
    """Return where a character begins and ends in the direction in which its text runs."""
    return {0: (left, right), 1: (bottom, top), 2: (-right, -left), 3: (-top, -bottom)}.get(turn, (0.0, 0.0))


def _continues(run: _Run, fresh: _Run) -> bool:
    """Tell whether a newly drawn piece of text goes on with the run: same size, same line, close by."""
    if (fresh.turn, fresh.size, fresh.bold) != (run.turn, run.size, run.bold) or abs(fresh.y - run.y) > 0.1 * run.size:
        return False
    return -0.5 * run.size < fresh.x0 - run.x1 < _WIDE * run.size


def _upright(runs: list[_Run], box: tuple[float, float, float, float]) -> dict[str, Any]:
    """Return the page turned so that most of its text stands upright."""
    left, bottom, right, top = box
    votes: Counter[int] = Counter()
    for run in runs:
        votes[run.turn] += len(run.text)
    votes.pop(-1, None)
    turn = votes.most_common(1)[0][0] if votes else 0
    dx, dy = {0: (-left, top), 1: (-bottom, -left), 2: (right, -bottom), 3: (top, right)}[turn]
    width, height = (right - left, top - bottom) if turn in (0, 2) else (top - bottom, right - left)
    kept, aside = [], []
    for run in runs:
        text = _text(run.text)
        if not text.strip():
            continue
        if run.turn != turn:
            aside.append(text)
            continue
        x0, x1, y = run.x0 + dx, run.x1 + dx, run.y + dy
        if x1 < -1 or x0 > width + 1 or y < -1 or y > height + run.size:
            continue
        kept.append([round(x0, 1), round(x1, 1), round(y, 1), run.size, int(run.bold), text])
    return {"width": round(width, 1), "height": round(height, 1), "runs": kept, "aside": aside}


def _text(characters: list[str]) -> str:
    text = "".join(characters)
    if any("\ud800" <= c <= "\udfff" for c in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _limit_memory() -> None:
    try:
        resource = importlib.import_module("resource")
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(arguments: list[str]) -> None:
    """Print the messages of a file."""
    _limit_memory()
    try:
        # Whoever waits need not count the start of Python as time spent on the file.
        sys.stdout.write('{"ready":true}\n')
        sys.stdout.flush()
        for message in messages(arguments[0], int(arguments[1])):
            sys.stdout.write(json.dumps(message, separators=(",", ":")) + "\n")
            sys.stdout.flush()
    except (OverflowError, MemoryError):
        sys.stdout.write('{"refused":"too large"}\n')


if __name__ == "__main__":
    main(sys.argv[1:])
