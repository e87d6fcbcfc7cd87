"""From the runs of a PDF page to its lines in reading order, without what repeats on page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from studio_app.importers import chapter_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Raised text (footnote marks, ordinals) stands between these two inside a line until it is known what it is.
RAISED, LEVEL = "\ue000", "\ue001"
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_NUMBERS = re.compile(r"\d+|\b[ivxlc]{1,7}\b")
#: A page with more pieces than this is a drawing or a trap: initials and raised marks are not looked for.
_MOST_PIECES = 4_000
#: At most this many lines at the top and at the foot of a page repeat on others.
_EDGE = 3
#: A line must repeat on this many pages to be no text of the book.
_REPEATS = 3
#: Lines of one height differ by less than this, in points.
_SAME_HEIGHT = 5.0


@dataclass(slots=True)
class Piece:
    """A run as the child reports it."""

    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    text: str


@dataclass(slots=True)
class Line:
    """A line of text in one column. Lengths are in points, ``y`` is the baseline from the top of the page."""

    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    text: str


@dataclass(slots=True)
class Page:
    """A page: its columns in reading order, each a list of lines from top to bottom. ``aside`` is text that stands askew."""

    index: int
    width: float
    height: float
    columns: list[list[Line]]
    aside: list[str] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """Return all lines from the top to the foot of the page, whatever their column."""
        return sorted((line for column in self.columns for line in column), key=lambda line: line.y)


def page_of(message: dict[str, Any]) -> Page:
    """Return the page of a message of the child."""
    pieces = [
        Piece(x0, x1, y, size, bool(bold), text.translate(_LIGATURES))
        for x0, x1, y, size, bold, text in message["runs"]
    ]
    aside = [text.translate(_LIGATURES).replace("\u00ad", "") for text in message["aside"]]
    columns = [_joined(column) for column in _columns(_rows(pieces)) if column]
    return Page(message["page"], message["width"], message["height"], columns, aside)


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """Return the segments of a page: pieces side by side on one line, parted at wide gaps, from top to bottom."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    plain = len(pieces) > _MOST_PIECES
    pieces = pieces if plain else _with_initials(pieces, usual)
    rows: list[list[Piece]] = []
    small = []
    for piece in sorted(pieces, key=lambda p: (p.y, p.x0)):
        if not plain and piece.size < 0.85 * usual and len(piece.text.strip()) <= 4:
            small.append(piece)
        elif rows and abs(rows[-1][0].y - piece.y) <= 0.2 * max(piece.size, 1.0):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for piece in small:
        _place(piece, rows)
    rows.sort(key=lambda row: row[0].y)
    return [segment for row in rows for segment in _segments(row)]


def _with_initials(pieces: list[Piece], usual: float) -> list[Piece]:
    """Put a large first letter that hangs over several lines before the first of them."""
    kept = []
    for piece in pieces:
        letter = piece.text.strip()
        beside = []
        if piece.size >= 1.7 * usual and len(letter) <= 2 and letter[-1:].isalpha():
            beside = [
                p
                for p in pieces
                if p.size < 1.3 * usual
                and piece.y - piece.size < p.y <= piece.y + 0.2 * usual
                and -2 < p.x0 - piece.x1 < 2 * usual
            ]
        if len(beside) < 2:
            kept.append(piece)
            continue
        first = min(beside, key=lambda p: p.y)
        first.text = letter + first.text
        for p in beside:
            p.x0 = piece.x0
    return kept


def _place(piece: Piece, rows: list[list[Piece]]) -> None:
    """Put a small piece into the row it is raised or lowered from; into one of its own where there is none."""
    for row in rows:
        rise = row[0].y - piece.y
        size = row[0].size
        if not -0.35 * size < rise < 0.75 * size:
            continue
        if any(-0.6 * size < piece.x0 - p.x1 < 0.6 * size or -0.6 * size < p.x0 - piece.x1 < 0.6 * size for p in row):
            if rise > 0.15 * size and piece.size < 0.85 * size:
                piece.text = RAISED + piece.text.strip() + LEVEL
            row.append(piece)
            return
    rows.append([piece])


def _segments(row: list[Piece]) -> list[list[Piece]]:
    row.sort(key=lambda p: p.x0)
    segments = [[row[0]]]
    for piece in row[1:]:
        if piece.x0 - max(p.x1 for p in segments[-1]) > max(piece.size, 1.0):
            segments.append([])
        segments[-1].append(piece)
    return segments


def _columns(segments: list[list[Piece]], depth: int = 0) -> list[list[list[Piece]]]:
    """Return the segments of a page column by column; what crosses the gutter parts the columns above from those below."""
    gutter = _gutter(segments) if depth < 3 and len(segments) >= 12 else None
    if gutter is None:
        return [segments]
    columns: list[list[list[Piece]]] = []
    left: list[list[Piece]] = []
    right: list[list[Piece]] = []
    across: list[list[Piece]] = []
    for segment in segments:
        if segment[-1].x1 <= gutter or segment[0].x0 >= gutter:
            if across:
                columns.append(across)
                across = []
            (left if segment[-1].x1 <= gutter else right).append(segment)
            continue
        columns += _columns(left, depth + 1) + _columns(right, depth + 1)
        left, right = [], []
        across.append(segment)
    return [*columns, *([across] if across else []), *_columns(left, depth + 1), *_columns(right, depth + 1)]


def _gutter(segments: list[list[Piece]]) -> float | None:
    """Return where a page parts into two columns, None where it does not."""
    spans = [(s[0].x0, max(p.x1 for p in s)) for s in segments]
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    width = end - start
    if not 0 < width < 10_000:
        return None
    bins = [0] * (int(width / 2) + 2)
    for a, b in spans:
        for place in range(int((a - start) / 2), int((b - start) / 2) + 1):
            bins[place] += 1
    middle = range(int(len(bins) * 0.2), int(len(bins) * 0.8))
    emptiest = min(middle, key=lambda i: (bins[i], abs(i - len(bins) / 2)), default=-1)
    if emptiest < 0 or bins[emptiest] > 0.2 * len(spans):
        return None
    gutter = start + 2 * emptiest + 1
    left = [b - a for a, b in spans if b <= gutter]
    right = [b - a for a, b in spans if a >= gutter]
    enough = min(len(left), len(right)) >= 5 and min(median(left), median(right)) > 0.25 * width
    return gutter if enough else None


def _joined(segments: list[list[Piece]]) -> list[Line]:
    """Return the lines of a column: segments on one height become one line."""
    lines: list[Line] = []
    last: list[Piece] = []
    for segment in segments:
        if last and abs(segment[0].y - last[0].y) <= 0.2 * max(segment[0].size, 1.0):
            last = sorted([*last, *segment], key=lambda p: p.x0)
            lines[-1] = _line(last)
        else:
            last = list(segment)
            lines.append(_line(last))
    return [line for line in lines if line.text]


def _line(pieces: list[Piece]) -> Line:
    main = max(pieces, key=lambda p: len(p.text))
    text = ""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        near = before is None or piece.x0 - before.x1 < 0.18 * piece.size
        raised = piece.text.startswith(RAISED)
        text += piece.text if near or raised or text.endswith(" ") else " " + piece.text
    text = " ".join(text.split())
    if text[:-1].count("\u00ad"):
        text = text[:-1].replace("\u00ad", "") + text[-1]
    bold = all(p.bold for p in pieces if any(c.isalnum() for c in p.text))
    return Line(pieces[0].x0, max(p.x1 for p in pieces), main.y, main.size, bold, text)


def body_size(pages: Iterable[Page]) -> float:
    """Return the size most of the text is set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for column in page.columns:
            for line in column:
                sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def leading(pages: Iterable[Page], size: float) -> float:
    """Return the usual distance of two lines of body text."""
    gaps: Counter[float] = Counter()
    for page in pages:
        for column in page.columns:
            for above, line in pairwise(column):
                if (
                    abs(above.size - size) < 0.6
                    and abs(line.size - size) < 0.6
                    and 0.5 * size < line.y - above.y < 4 * size
                ):
                    gaps[round(line.y - above.y)] += 1
    return gaps.most_common(1)[0][0] if gaps else 1.2 * size


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the top (``side`` 0) or the foot (1) of a page, ``depth`` lines from the edge."""

    page: int
    side: int
    depth: int
    line: Line
    gap: float


def drop_running(pages: Sequence[Page], size: float, distance: float) -> None:
    """Take running headers, footers and page numbers out of the pages."""
    edges = [edge for number, page in enumerate(pages) for edge in _edges(number, page)]
    offsets = _numbering(edges)
    repeated = _repeated(edges, size, distance)
    heights = {(e.side, round(e.line.y / _SAME_HEIGHT)) for e in edges if id(e.line) in repeated}
    numbers = {(e.side, round(e.line.y / _SAME_HEIGHT)) for e in edges if _is_numbered(e, offsets, alone=True)}
    peeled: dict[tuple[int, int], int] = defaultdict(int)
    gone: set[int] = set()
    for edge in sorted(edges, key=lambda e: e.depth):
        place = round(edge.line.y / _SAME_HEIGHT)
        known = any((edge.side, place + d) in heights for d in (-1, 0, 1))
        numbered = _is_numbered(edge, offsets, alone=not known)
        if chapter_names.numeral(edge.line.text) and any((edge.side, place + d) in numbers for d in (-1, 0, 1)):
            numbered = True
        if len(pages) < _REPEATS:
            numbered = edge.gap > 1.8 * distance and _is_numbered(edge, frozenset({1}), alone=True)
        if peeled[edge.page, edge.side] == edge.depth and (id(edge.line) in repeated or numbered):
            peeled[edge.page, edge.side] += 1
            gone.add(id(edge.line))
    for page in pages:
        page.columns = [kept for column in page.columns if (kept := [line for line in column if id(line) not in gone])]
    _drop_repeated_asides(pages)


def _edges(number: int, page: Page) -> list[_Edge]:
    lines = page.lines()
    found = []
    for side, ordered in ((0, lines), (1, lines[::-1])):
        for depth, line in enumerate(ordered[: min(_EDGE, len(lines))]):
            beyond = ordered[depth + 1] if depth + 1 < len(ordered) else None
            gap = abs(beyond.y - line.y) if beyond else page.height
            found.append(_Edge(number, side, depth, line, gap))
    return found


def _key(text: str) -> str:
    return _NUMBERS.sub("#", text.casefold()).strip()


def _repeated(edges: list[_Edge], size: float, distance: float) -> set[int]:
    """Return the ids of the lines that stand at the same height, with the same words, on several pages."""
    groups: defaultdict[tuple[int, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        apart = edge.gap > 1.2 * distance or abs(edge.line.size - size) > 0.6 or "#" in _key(edge.line.text)
        if apart and any(c.isalpha() for c in edge.line.text):
            groups[edge.side, _key(edge.line.text)].append(edge)
    found: set[int] = set()
    for group in groups.values():
        ordered = sorted(group, key=lambda e: e.line.y)
        for edge in ordered:
            same = {e.page for e in ordered if abs(e.line.y - edge.line.y) < _SAME_HEIGHT}
            if len(same) >= _REPEATS:
                found.update(id(e.line) for e in ordered if abs(e.line.y - edge.line.y) < _SAME_HEIGHT)
    return found


def _page_numbers(text: str) -> list[int]:
    """Return the numbers at the two ends of a line, in figures or Roman, that may be the page's."""
    words = re.findall(r"\w+", text)
    ends = [words[0], words[-1]] if words else []
    if re.fullmatch(r"\W*\w{1,8}\W*", text) or re.match(r"\W*(?:page|seite|p|pág|стр)\b", text, re.IGNORECASE):
        ends = words[:2]
    return [number for word in ends if (number := chapter_names.numeral(word))]


def _numbering(edges: list[_Edge]) -> frozenset[int]:
    """Return by how much printed page numbers differ from the place of the page: one value for each series of them."""
    votes: Counter[int] = Counter()
    for page, side_edges in _by_page(edges).items():
        votes.update({n - page for e in side_edges for n in _page_numbers(e.line.text)})
    pages = len(_by_page(edges))
    return frozenset(offset for offset, count in votes.items() if count >= max(_REPEATS, min(pages, 20) * 0.3))


def _by_page(edges: list[_Edge]) -> dict[int, list[_Edge]]:
    found: defaultdict[int, list[_Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.page].append(edge)
    return found


def _is_numbered(edge: _Edge, offsets: frozenset[int], *, alone: bool) -> bool:
    """Tell whether a line is the page number, or, at the height of running lines, has it at one end."""
    numbers = _page_numbers(edge.line.text)
    if not any(n - edge.page in offsets for n in numbers):
        return False
    only = re.fullmatch(
        r"\W*(?:page|seite|p|pág|стр)?\W*\w{1,8}\W*(?:(?:of|von|de|/)\W*\d+\W*)?", edge.line.text, re.IGNORECASE
    )
    return bool(only) or not alone


def _drop_repeated_asides(pages: Sequence[Page]) -> None:
    counts = Counter(_key(text) for page in pages for text in set(page.aside))
    for page in pages:
        page.aside = [text for text in page.aside if counts[_key(text)] < _REPEATS]
