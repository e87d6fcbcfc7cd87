"""From the lines of a PDF to its paragraphs: joined over lines, columns and pages, headings and footnotes told apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import DraftParagraph, Kind
from studio_app.importers import chapter_names, encoding, wrapped
from studio_app.importers.pdf_lines import LEVEL, RAISED, Line, Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKED = re.compile(f"{RAISED}([^{LEVEL}]*){LEVEL}")
_NOTE_SIGN = re.compile(r"[*†‡§¶‖#]{1,3}|\d{1,3}|[a-z]")
_NOTE_START = re.compile(
    rf"(?:{RAISED}([^{LEVEL}]{{1,5}}){LEVEL}|([*†‡§¶‖]{{1,3}}|\d{{1,3}}(?=[.)\s]|[^\W\d]))[.)]?)\s*(?=\S)"
)
_BULLET = re.compile(r"[•◦▪▫‣⁃●○■□➢➤✓–]\s*(?=\S)")
_SENTENCE_END = (
    ".",
    "!",
    "?",
    "…",
    ":",
    '."',
    '!"',
    '?"',
    ".”",
    "!”",
    "?”",
    ".’",
    "!’",
    "?’",
    ".)",
    "。",
    "」",
    "』",
    "”",
    '"',
    "»",
)
#: A number raised behind these is a power or a unit, not a mark.
_UNITS = re.compile(r"(?:^|[\s\d(/·])(?:[a-zA-Z]|[kcdm]m|ft|in|mi|sec|10)$|\d$")
_ORDINALS = frozenset(re.findall(r"\w+", "st nd rd th e er re ère ème d s o a os as ª º eme"))


@dataclass(frozen=True, slots=True)
class Look:
    """What is usual in a document: the size and line distance of its text, in points, and how paragraphs begin."""

    size: float
    leading: float
    indented: bool
    bold: bool


@dataclass(slots=True)
class Block:
    """A paragraph with the place it begins at: page, and baseline from the top. ``size`` and ``bold`` are its look."""

    kind: Kind
    text: str
    page: int
    y: float
    size: float
    bold: bool
    level: int = 0
    name: chapter_names.Name | None = None

    def paragraph(self) -> DraftParagraph:
        """Return the paragraph alone."""
        return DraftParagraph(self.kind, self.text, self.level if self.kind == Kind.HEADING else 0)


@dataclass(slots=True)
class _Frame:
    """The lines of a column and the edges they are set between."""

    page: int
    lines: list[Line]
    left: float
    right: float
    notes: list[list[Line]] = field(default_factory=list)
    ends: dict[int, list[float]] = field(default_factory=dict)

    def right_of(self, line: Line) -> float:
        """Return how far lines go that begin where this one does: quotations are set narrower than the text."""
        if not self.ends:
            for other in self.lines:
                self.ends.setdefault(round(other.x0 / 4), []).append(other.x1)
        ends = self.ends.get(round(line.x0 / 4), [])
        return max(ends[:200]) if len(ends) >= 3 and line.x0 - self.left > 3 else self.right


def look_of(pages: Sequence[Page], size: float, leading: float) -> Look:
    """Return what is usual in the text of a document."""
    starts = pairs = bold = total = 0
    for page in pages:
        for column in page.columns:
            left = _left(column)
            for above, line in pairwise(column):
                if abs(line.size - size) > 0.6:
                    continue
                pairs += 1
                starts += 0.7 * size < line.x0 - left < 5 * size and above.x0 - left < 0.7 * size
            bold += sum(len(line.text) for line in column if line.bold)
            total += sum(len(line.text) for line in column)
    return Look(size, leading, starts >= max(2, 0.03 * pairs), bold > 0.5 * total)


def blocks_of(pages: Sequence[Page], look: Look, titles: frozenset[str]) -> list[Block]:
    """Return the paragraphs of a document in reading order.

    ``titles`` are those of its outline, as ``key`` makes them: a line that is one of them is a heading.
    """
    vocabulary = wrapped.Vocabulary(_plain(line.text) for page in pages for column in page.columns for line in column)
    return list(_Builder(look, titles, vocabulary).run(pages))


def key(text: str) -> str:
    """Return what is the same in a heading on its page and in the outline."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _plain(text: str) -> str:
    return text.replace(RAISED, "").replace(LEVEL, "")


def _left(lines: Sequence[Line]) -> float:
    """Return where most lines of a column begin, the leftmost of several such places."""
    starts = Counter(round(line.x0 / 2) for line in lines)
    common = [place for place, count in starts.items() if count >= 0.25 * len(lines)]
    return 2 * min(common) - 1 if common else min((line.x0 for line in lines), default=0.0)


class _Builder:
    """Walks the lines of all pages and gathers them into paragraphs."""

    def __init__(self, look: Look, titles: frozenset[str], vocabulary: wrapped.Vocabulary) -> None:
        self.look = look
        self.titles = titles
        self.vocabulary = vocabulary
        self.lines: list[Line] = []
        self.start = (0, 0.0)
        self.frame: _Frame | None = None
        self.waiting: list[Block] = []
        self.marks: frozenset[str] = frozenset()
        self.heading = False

    def run(self, pages: Sequence[Page]) -> Iterator[Block]:
        """Yield the blocks of all pages."""
        for page in pages:
            frames = _frames(page, self.look)
            notes = [(frame, note) for frame in frames for note in frame.notes]
            self.marks = frozenset(_sign(note[0].text) for _, note in notes)
            for frame in frames:
                yield from self.column(frame)
            self.waiting += [self.note(frame.page, note) for frame, note in notes]
            for text in page.aside:
                self.waiting.append(
                    Block(Kind.TEXT, encoding.one_line(_plain(text)), page.index, page.height, 0.0, False)
                )
        yield from self.finish()

    def column(self, frame: _Frame) -> Iterator[Block]:
        """Take the lines of one column."""
        for index, line in enumerate(frame.lines):
            above = self.lines[-1] if self.lines else None
            heading = self.is_heading(frame, index)
            if above and self.frame and not self.goes_on(above, line, frame, heading=heading, first=index == 0):
                yield from self.finish()
            if not self.lines:
                self.start = (frame.page, line.y)
                self.heading = heading
            line.text = _without_marks(line.text, self.marks)
            if line.text:
                self.lines.append(line)
            self.frame = frame

    def finish(self) -> Iterator[Block]:
        """Yield the paragraph gathered, and the notes that waited for its end."""
        if self.lines:
            yield self.block()
            self.lines = []
        yield from self.waiting
        self.waiting = []

    def block(self) -> Block:
        """Return the paragraph gathered."""
        first = self.lines[0]
        text = encoding.one_line(wrapped.join([line.text for line in self.lines], self.vocabulary, typeset=True))
        kind, name = Kind.TEXT, None
        bullet = _BULLET.match(text)
        if chapter_names.is_scene_break(text):
            kind = Kind.SCENE_BREAK
        elif self.heading:
            kind, name = Kind.HEADING, chapter_names.chapter_name(text)
        elif bullet and text[0] != "–":
            kind, text = Kind.LIST_ITEM, text[bullet.end() :]
        elif chapter_names.without_page_number(text) != text:
            kind = Kind.LIST_ITEM
        return Block(kind, text, *self.start, first.size, first.bold, 0, name)

    def note(self, page: int, lines: list[Line]) -> Block:
        """Return a footnote; its raised number is left out, the words stay."""
        first = lines[0]
        lines[0].text = re.sub(f"^{RAISED}[^{LEVEL}]*{LEVEL}\\s*", "", first.text)
        texts = [_without_marks(line.text, frozenset()) for line in lines]
        text = encoding.one_line(wrapped.join(texts, self.vocabulary, typeset=True))
        return Block(Kind.FOOTNOTE, text, page, first.y, first.size, first.bold)

    def is_heading(self, frame: _Frame, index: int) -> bool:
        """Tell whether a line looks like a heading."""
        line = frame.lines[index]
        text = _plain(line.text)
        if not any(c.isalnum() for c in text) or len(text) > 200 or chapter_names.without_page_number(text) != text:
            return False
        above = frame.lines[index - 1] if index else None
        below = frame.lines[index + 1] if index + 1 < len(frame.lines) else None
        apart = above is None or line.y - above.y > 1.25 * self.look.leading
        room = below is None or below.y - line.y > 1.25 * self.look.leading
        if line.size >= 1.12 * self.look.size and line.size - self.look.size >= 1:
            return True
        short = line.x1 - line.x0 < 0.85 * (frame.right - frame.left) and not text.endswith((".", ",", ";"))
        if line.bold and not self.look.bold and short and (apart or room or (above is not None and above.bold)):
            return True
        if key(text) in self.titles and (apart or room):
            return True
        named = chapter_names.chapter_name(text) or (chapter_names.numeral(text) and apart and room)
        return bool(named) and (apart or room) and line.x1 - line.x0 < 0.85 * (frame.right - frame.left)

    def goes_on(self, above: Line, line: Line, frame: _Frame, *, heading: bool, first: bool) -> bool:
        """Tell whether a line belongs to the paragraph of the line before it."""
        if heading or self.heading:
            return self.heading_goes_on(above, line, heading=heading, first=first)
        if (
            _BULLET.match(line.text)
            or chapter_names.is_scene_break(line.text)
            or chapter_names.is_scene_break(above.text)
        ):
            return False
        if chapter_names.without_page_number(above.text) != above.text:
            return False
        if abs(above.size - line.size) > max(0.6, 0.08 * self.look.size) and min(len(above.text), len(line.text)) > 8:
            return False
        return self.over_break(above, line, frame) if first else self.in_column(above, line, frame)

    def heading_goes_on(self, above: Line, line: Line, *, heading: bool, first: bool) -> bool:
        """Tell whether a heading has another line."""
        if heading != self.heading or first or abs(above.size - line.size) > 0.6 or above.bold != line.bold:
            return False
        if chapter_names.chapter_name(above.text) or chapter_names.numeral(above.text):
            return False
        return 0 < line.y - above.y < 1.7 * line.size and not chapter_names.chapter_name(line.text)

    def in_column(self, above: Line, line: Line, frame: _Frame) -> bool:
        """Tell whether a paragraph goes on from one line to the one below it."""
        scale = max(1.0, line.size / self.look.size)
        gap = line.y - above.y
        if gap > 1.35 * self.look.leading * scale:
            return False
        if self.is_indented(line, frame) and not self.is_indented(above, frame):
            return bool(_BULLET.match(self.lines[0].text)) or self.is_hanging(above)
        alone = len(self.lines) == 1 and self.look.indented and not self.is_hanging(above)
        if alone and self.is_indented(line, frame) and above.text.endswith(_SENTENCE_END):
            return False
        return not self.ends_early(above, line, self.frame or frame)

    def over_break(self, above: Line, line: Line, frame: _Frame) -> bool:
        """Tell whether a paragraph goes on in the next column or page."""
        ended = above.text.endswith(_SENTENCE_END)
        if not ended:
            return not self.ends_early(above, line, self.frame or frame)
        if self.look.indented:
            return not self.is_indented(line, frame) and not self.ends_early(above, line, self.frame or frame)
        return line.text[:1].islower()

    def is_indented(self, line: Line, frame: _Frame) -> bool:
        """Tell whether a line begins further in than its column."""
        return 0.7 * self.look.size < line.x0 - frame.left < 6 * self.look.size

    def is_hanging(self, above: Line) -> bool:
        """Tell whether the line above opens an entry whose other lines stand further in."""
        return re.match(r"(?:\d{1,3}|[a-z])[.)]\s|\[\d+\]", above.text) is not None

    def ends_early(self, above: Line, line: Line, frame: _Frame) -> bool:
        """Tell whether the first word of a line had room on the one above, so that a paragraph ends there."""
        word = line.text.split(maxsplit=1)[0]
        width = (line.x1 - line.x0) / max(1, len(line.text)) * (len(word) + 1)
        room = frame.right_of(above) - above.x1 - width
        if room < 0.5 * self.look.size:
            return False
        if line.text[:1].islower() and not above.text.endswith(_SENTENCE_END):
            return False
        return room > 1.5 * self.look.size or above.text.endswith(_SENTENCE_END)


def _frames(page: Page, look: Look) -> list[_Frame]:
    frames = []
    for column in page.columns:
        lines, notes = _without_notes(column, look)
        left = _left(lines or column)
        frames.append(_Frame(page.index, lines, left, max((line.x1 for line in column), default=0.0), notes))
    return frames


def _without_notes(column: list[Line], look: Look) -> tuple[list[Line], list[list[Line]]]:
    """Part the footnotes at the foot of a column, set smaller than the text, from the text above them."""
    start = len(column)
    while start and column[start - 1].size < 0.93 * look.size:
        start -= 1
    if start == 0 or start == len(column) or not _NOTE_START.match(column[start].text):
        return column, []
    notes: list[list[Line]] = []
    for line in column[start:]:
        if not notes or (_NOTE_START.match(line.text) and _follows(notes[-1][0].text, line.text)):
            notes.append([])
        notes[-1].append(line)
    return column[:start], notes


def _sign(text: str) -> str:
    found = _NOTE_START.match(text)
    return (found[1] or found[2]).strip() if found else ""


def _follows(before: str, text: str) -> bool:
    """Tell whether a line in the notes begins the next one, rather than happening to begin with a number."""
    first, second = _sign(before), _sign(text)
    if text.startswith(RAISED) or not (first.isdigit() and second.isdigit()):
        return True
    return int(second) == int(first) + 1


def _without_marks(text: str, marks: frozenset[str]) -> str:
    """Leave the raised marks of footnotes out; other raised text stays."""
    if RAISED not in text:
        return text

    def kept(found: re.Match[str]) -> str:
        sign = found[1].strip()
        before = text[: found.start()].rstrip()
        if sign in marks:
            return ""
        if not _NOTE_SIGN.fullmatch(re.sub(r"[\s,;–-]+", "", sign)) or sign in _ORDINALS:
            return found[1]
        return found[1] if not before or _UNITS.search(before) or sign.isalpha() else ""

    return re.sub(r"\s+([.,;:!?])", r"\1", _MARKED.sub(kept, text)).strip() if _MARKED.search(text) else _plain(text)
