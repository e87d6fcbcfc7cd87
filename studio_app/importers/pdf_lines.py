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
#: A page number as it is printed: "12", "xii", "- 12 -", "Page 12 of 300".
_ALONE = re.compile(
    r"\W*(?:(?:page|seite|p|s|pág|стр)\b\W*)?(\d{1,5}|[ivxlc]{1,8})(?:\s*(?:of|von|de|/)\s*\d+)?\W*", re.IGNORECASE
)
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
    """A line of text in one column. Lengths are in points, ``y`` is the baseline from the top of the page.

    ``parts`` are the pieces of text that wide gaps part, as a running header and the page number beside it.
    """

    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    text: str
    parts: tuple[str, ...] = ()


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
    end = row[0].x1
    for piece in row[1:]:
        if piece.x0 - end > max(piece.size, 1.0):
            segments.append([])
            end = piece.x1
        segments[-1].append(piece)
        end = max(end, piece.x1)
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
    rows: list[list[Piece]] = []
    for segment in segments:
        if rows and abs(segment[0].y - rows[-1][0].y) <= 0.2 * max(segment[0].size, 1.0):
            rows[-1] += segment
        else:
            rows.append(list(segment))
    return [line for line in map(_line, rows) if line.text]


def _line(pieces: list[Piece]) -> Line:
    pieces = sorted(pieces, key=lambda p: p.x0)
    main = max(pieces, key=lambda p: len(p.text))
    said: list[str] = []
    for before, piece in zip([None, *pieces], pieces, strict=False):
        near = before is None or piece.x0 - before.x1 < 0.18 * piece.size
        if not (near or piece.text.startswith(RAISED) or said[-1].endswith(" ")):
            said.append(" ")
        said.append(piece.text)
    text = "".join(said)
    text = " ".join(text.split())
    if text[:-1].count("\u00ad"):
        text = text[:-1].replace("\u00ad", "") + text[-1]
    bold = all(p.bold for p in pieces if any(c.isalnum() for c in p.text))
    parts = tuple(" ".join(p.text for p in segment) for segment in _segments(pieces))
    return Line(pieces[0].x0, max(p.x1 for p in pieces), main.y, main.size, bold, text, parts)


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
    """Take running headers, footers and page numbers out of the pages.

    When in doubt a line stays: a page number read in vain is a smaller fault than a line of the book left out.
    """
    edges = [edge for number, page in enumerate(pages) for edge in _edges(number, page)]
    for edge in edges:
        if edge.line.size < size - 0.6 and len(edge.line.parts) == 1:
            edge.line.parts = _with_number_apart(edge.line.text)
    offsets = _numbering(edges)
    repeated = _repeated(edges, size, distance)
    heights = {(e.side, round(e.line.y / _SAME_HEIGHT)) for e in edges if id(e.line) in repeated}
    numbers = {(e.side, round(e.line.y / _SAME_HEIGHT)) for e in edges if _is_number(e, offsets)}
    peeled: dict[tuple[int, int], int] = defaultdict(int)
    gone: set[int] = set()
    for edge in sorted(edges, key=lambda e: e.depth):
        if peeled[edge.page, edge.side] != edge.depth:
            continue
        if len(pages) < _REPEATS:
            goes = edge.gap > 1.8 * distance and _is_number(edge, frozenset({1}))
        else:
            goes = id(edge.line) in repeated or _is_number(edge, offsets)
            goes = goes or (_at(edge, numbers) and chapter_names.numeral(edge.line.text) > 0)
            goes = goes or (_at(edge, heights) and edge.line.size < 1.12 * size and _has_number(edge, offsets))
        if goes:
            peeled[edge.page, edge.side] += 1
            gone.add(id(edge.line))
    for page in pages:
        page.columns = [kept for column in page.columns if (kept := [line for line in column if id(line) not in gone])]
    _drop_repeated_asides(pages)


def _with_number_apart(text: str) -> tuple[str, ...]:
    """Part a number at either end from a line in small print, where it is the page's even without a gap."""
    found = re.fullmatch(r"(\d{1,4})\s+(\D+)|(\D+)\s+(\d{1,4})", text)
    return tuple(part.strip() for part in found.groups() if part) if found else (text,)


def _at(edge: _Edge, heights: set[tuple[int, int]]) -> bool:
    place = round(edge.line.y / _SAME_HEIGHT)
    return any((edge.side, place + d) in heights for d in (-1, 0, 1))


def _edges(number: int, page: Page) -> list[_Edge]:
    lines = page.lines()
    found = []
    for side, ordered in ((0, lines), (1, lines[::-1])):
        for depth, line in enumerate(ordered[: min(_EDGE, len(lines))]):
            beyond = ordered[depth + 1] if depth + 1 < len(ordered) else None
            gap = abs(beyond.y - line.y) if beyond else page.height
            found.append(_Edge(number, side, depth, line, gap))
    return found


def _key(line: Line) -> str:
    """Return what is the same in a running line on all its pages: its words, and that a page number stands apart from them."""
    return " ".join("#" if _ALONE.fullmatch(part) else part.casefold() for part in line.parts)


def _repeated(edges: list[_Edge], size: float, distance: float) -> set[int]:
    """Return the ids of the lines that stand at the same height, with the same words, on several pages."""
    groups: defaultdict[tuple[int, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        key = _key(edge.line)
        apart = edge.gap > 1.2 * distance or abs(edge.line.size - size) > 0.6 or "#" in key
        if apart and any(c.isalpha() for c in edge.line.text):
            groups[edge.side, key].append(edge)
    found: set[int] = set()
    for group in groups.values():
        heights: defaultdict[int, list[_Edge]] = defaultdict(list)
        for edge in group:
            heights[round(edge.line.y / _SAME_HEIGHT)].append(edge)
        for place in heights:
            same = [e for d in (-1, 0, 1) for e in heights.get(place + d, ())]
            if len({e.page for e in same}) >= _REPEATS:
                found.update(id(e.line) for e in same)
    return found


def _page_numbers(line: Line) -> list[int]:
    """Return the numbers of a line that stand apart, in figures or Roman, and so may be the page's."""
    found = (_ALONE.fullmatch(part) for part in (line.parts[0], line.parts[-1]))
    return [number for match in found if match and (number := chapter_names.numeral(match[1]))]


def _numbering(edges: list[_Edge]) -> frozenset[int]:
    """Return by how much printed page numbers differ from the place of the page: one value for each series of them."""
    votes: Counter[int] = Counter()
    by_page = _by_page(edges)
    for page, side_edges in by_page.items():
        votes.update({n - page for e in side_edges for n in _page_numbers(e.line)})
    enough = max(_REPEATS, min(len(by_page), 20) * 0.3)
    return frozenset(offset for offset, count in votes.items() if count >= enough)


def _by_page(edges: list[_Edge]) -> dict[int, list[_Edge]]:
    found: defaultdict[int, list[_Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.page].append(edge)
    return found


def _has_number(edge: _Edge, offsets: frozenset[int]) -> bool:
    """Tell whether the page's number stands at one end of a line, apart from the rest."""
    return any(n - edge.page in offsets for n in _page_numbers(edge.line))


def _is_number(edge: _Edge, offsets: frozenset[int]) -> bool:
    """Tell whether a line is the page's number and nothing else."""
    return len(edge.line.parts) == 1 and _has_number(edge, offsets)


def _drop_repeated_asides(pages: Sequence[Page]) -> None:
    counts = Counter(text for page in pages for text in set(page.aside))
    for page in pages:
        page.aside = [text for text in page.aside if counts[text] < _REPEATS]
