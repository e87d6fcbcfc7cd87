"""Plain text: paragraphs out of lines, chapters out of the lines that name them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from studio_app.domain.errors import NoText
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind, Matter
from studio_app.importers import chapter_names, encoding, html, limits, matter, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

_START = re.compile(r"\*{3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT).*", re.IGNORECASE)
_END = re.compile(r"(?:\*{3}\s*)?END OF (?:THE |THIS )?PROJECT GUTENBERG(?:['’]S)? E(?:BOOK|TEXT).*", re.IGNORECASE)
_FIELD = re.compile(r"(Title|Author|Language|Translator|Editor):\s*(.+)$")
_BY = re.compile(r"(?:by|von|par|por|di|door)\s+(\S.{2,60})$", re.IGNORECASE)
_LANGUAGES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt", "dutch": "nl",
    "finnish": "fi", "swedish": "sv", "danish": "da", "norwegian": "nb", "polish": "pl", "russian": "ru", "chinese": "zh",
    "japanese": "ja", "latin": "la", "greek": "el", "hungarian": "hu", "catalan": "ca", "czech": "cs", "esperanto": "eo",
    "tagalog": "tl", "icelandic": "is", "welsh": "cy",
}  # fmt: skip
#: Lines of a wrapped file are at most this wide; wider ones are whole paragraphs.
_WIDEST = 110
#: A table of contents lists at least this many headings.
_CONTENTS = 3


def read(path: Path, *, progress: Callable[[float], None] | None = None) -> Draft:
    """Read a text file as a Draft; BadInput (NoText, TooLarge) where it cannot be one."""
    limits.check(path.stat().st_size, limits.TEXT_BYTES, "this text")
    written, damaged = encoding.decode(path.read_bytes())
    draft = draft_of(written, path.stem.replace("_", " ").strip())
    if damaged:
        draft = replace(draft, warnings=("Some characters could not be read and show as \ufffd.", *draft.warnings))
    if progress:
        progress(1.0)
    return draft


def draft_of(written: str, title: str) -> Draft:
    """Return the Draft of decoded text; ``title`` names it where it does not name itself. NoText where it is empty."""
    lines = _without_form_feeds(written).split("\n")
    before, body, after = _gutenberg(lines)
    facts: dict[str, str] = dict(
        reversed([(found[1], found[2]) for line in before[:60] if (found := _FIELD.match(line.strip()))])
    )
    own_title, authors = _title_page(body)
    layout = Layout(body)
    chapters = [
        *_licence(before, Matter.FRONT),
        *_chapters(list(_items(body, layout)), facts.get("Title") or own_title or title, licensed=bool(before)),
        *_licence(after, Matter.BACK),
    ]
    if not any(p.text for c in chapters for p in c.paragraphs):
        raise NoText("There is no text in this file.")
    return Draft(
        title=encoding.one_line(facts.get("Title") or own_title or title),
        chapters=tuple(chapters),
        authors=tuple(encoding.one_line(a) for a in ([facts["Author"]] if "Author" in facts else authors)),
        language=_LANGUAGES.get(facts.get("Language", "").split(",")[0].strip().lower(), ""),
    )


def _without_form_feeds(written: str) -> str:
    """Turn a page break into the end of a paragraph, but where a sentence plainly goes on over it."""
    pages = written.split("\f")
    parts = [pages[0]]
    for page in islice(pages, 1, None):
        parts.append("\n" if page.lstrip()[:1].islower() else "\n\n")
        parts.append(page.strip("\n") if parts[-1] == "\n" else page)
    return "".join(parts)


def _gutenberg(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Part a Project Gutenberg file into its header, the book, and the licence."""
    start = next((i + 1 for i, line in enumerate(lines[:2000]) if _START.match(line.strip())), 0)
    if not start:
        return [], lines, []
    end = next((i for i in range(start, len(lines)) if _END.match(lines[i].strip())), len(lines))
    return lines[:start], lines[start:end], lines[end:]


def _licence(lines: list[str], matter: Matter) -> list[DraftChapter]:
    paragraphs = tuple(DraftParagraph(Kind.TEXT, item.text) for item in _items(lines, Layout(lines)) if item.text)
    return [DraftChapter("Project Gutenberg", paragraphs, matter)] if paragraphs else []


def _title_page(lines: list[str]) -> tuple[str, tuple[str, ...]]:
    """Return title and author where the file opens with "Title / by Author"."""
    opening = [line.strip() for line in lines[:40] if line.strip()][:4]
    for above, line in pairwise(opening):
        by = _BY.match(line)
        if by and len(above) <= chapter_names.LONGEST and by[1][0].isupper() and by[1][-1] not in ".,;:":
            return encoding.one_line(above), (encoding.one_line(by[1]),)
    return "", ()


def width(line: str) -> int:
    """Return the columns a line takes on a terminal: East Asian characters take two."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


class Layout:
    """How the lines of a file make paragraphs, seen over the whole file.

    Attributes:
        wrapped: lines are broken at a width and must be joined.
        indented: within a block of lines, an indented line begins a paragraph.
        limit: the width lines are broken at, in columns.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        filled = [line for line in lines[:50_000] if line.strip()]
        widths = sorted(width(line.rstrip()) for line in filled)
        self.limit = widths[int(len(widths) * 0.97)] if widths else 0
        pairs = [(a, b) for a, b in pairwise(lines[:50_000]) if a.strip() and b.strip()]
        full = sum(self.is_full(a, b) for a, b in pairs)
        self.wrapped = bool(pairs) and self.limit <= _WIDEST and full >= len(pairs) * 0.5
        starts = sum(_is_indented(b) and not _is_indented(a) for a, b in pairs)
        self.indented = starts >= max(3, len(pairs) * 0.03)
        self.vocabulary = wrapped.Vocabulary(lines if self.wrapped and any(_hyphened(line) for line in lines) else ())

    def is_full(self, line: str, following: str) -> bool:
        """Tell whether the first word of the next line had no room on this one."""
        following = following.strip()
        first = following[:1] if ord(following[0]) > 0x2E7F else following.split(maxsplit=1)[0]
        return width(line.rstrip()) + 1 + width(first) > self.limit - 2


def _is_indented(line: str) -> bool:
    return line[:1] in ("\t", "\u3000") or line.startswith("  ")


def _hyphened(line: str) -> bool:
    return line.rstrip().endswith(tuple(wrapped.HYPHENS))


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph on its way into a chapter.

    ``name`` is set where it names a chapter, ``number`` where it is a bare numeral, ``alone`` where it is a block by itself.
    """

    kind: Kind
    text: str
    name: chapter_names.Name | None = None
    number: int = 0
    alone: bool = False


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _items(lines: Sequence[str], layout: Layout) -> Iterator[Item]:
    for block in _blocks(lines):
        rest = block
        while rest:
            if not layout.wrapped or _is_marker(rest):
                yield _item(rest[0], alone=not layout.wrapped or len(block) == 1)
                rest = rest[1:]
                continue
            stop = next((i for i, line in enumerate(rest) if chapter_names.is_scene_break(line.strip())), len(rest))
            yield from (_item(text, alone=stop == len(block) == 1) for text in _paragraphs(rest[:stop], layout))
            rest = rest[stop:]


def _is_marker(rest: list[str]) -> bool:
    """Tell whether the first of these lines stands for itself: a scene break, or a heading with no sentence going on."""
    line = rest[0].strip()
    if chapter_names.is_scene_break(line):
        return True
    goes_on = len(rest) > 1 and rest[1].lstrip()[:1].islower()
    return not goes_on and chapter_names.chapter_name(line) is not None


def _item(line: str, *, alone: bool) -> Item:
    text = encoding.one_line(line)
    if chapter_names.is_scene_break(text):
        return Item(Kind.SCENE_BREAK, text)
    name = chapter_names.chapter_name(chapter_names.without_page_number(line.strip()))
    number = chapter_names.numeral(text) if alone else 0
    return Item(Kind.TEXT, text, name, number, alone)


def _paragraphs(block: list[str], layout: Layout) -> Iterator[str]:
    """Yield the paragraphs of a block of wrapped lines."""
    pairs = list(pairwise(block))
    prose = sum(layout.is_full(a, b) for a, b in pairs) * 2 >= len(pairs)
    current = block[:1]
    for above, line in pairs:
        if not _goes_on(above, line, layout, prose=prose):
            yield wrapped.join(current, layout.vocabulary, typeset=False)
            current = []
        current.append(line)
    yield wrapped.join(current, layout.vocabulary, typeset=False)


def _goes_on(above: str, line: str, layout: Layout, *, prose: bool) -> bool:
    if layout.indented and _is_indented(line) and not _is_indented(above):
        return False
    if layout.is_full(above, line):
        return True
    if line.lstrip()[0].islower():
        return True
    return prose and not above.rstrip().endswith((".", "!", "?", ":", '"', "”", "’", "»", "…", "。", "」", "』"))


def _chapters(items: list[Item], title: str, *, licensed: bool) -> list[DraftChapter]:
    """Make chapters of the items of a book."""
    items = _numbered(items)
    start, end = _contents(items)
    opening, contents, rest = items[:start], items[start:end], items[end:]
    chapters: list[DraftChapter] = []
    if contents:
        lines = tuple(DraftParagraph(Kind.LIST_ITEM, i.text) for i in contents if i.text)
        chapters.append(DraftChapter("Contents", lines, Matter.FRONT))
    if any(i.text for i in opening):
        chapters[:0] = _split(opening, title)
    chapters += _split(rest, title)
    if licensed and len(chapters) > 2 and _is_title_page(chapters[0]):
        chapters[0] = replace(chapters[0], matter=Matter.FRONT)
    return list(matter.marked(chapters))


def _is_title_page(chapter: DraftChapter) -> bool:
    return chapter.paragraphs[0].kind != Kind.HEADING and sum(len(p.text.split()) for p in chapter.paragraphs) < 150


def _numbered(items: list[Item]) -> list[Item]:
    """Read numerals standing alone as chapters where they count up from one and nothing else names chapters."""
    numbers = [i.number for i in items if i.number]
    steps = sum(b in (a + 1, 1) for a, b in pairwise(numbers))
    if numbers[:1] != [1] or steps <= (len(numbers) - 1) * 0.7:
        return items
    named = any(i.name and i.name.numbered and not i.name.part for i in items)
    if named:
        return [replace(i, kind=Kind.HEADING) if i.number else i for i in items]
    return [replace(i, name=chapter_names.Name(titled=False)) if i.number else i for i in items]


def _key(text: str) -> str:
    """Return what is the same in a heading and in its line in the table of contents."""
    return re.sub(r"\W+", " ", chapter_names.without_page_number(text)).strip().casefold()


def _label(text: str) -> str:
    return " ".join(_key(text).split()[:2])


def _contents(items: list[Item]) -> tuple[int, int]:
    """Return where the printed table of contents begins and ends; an empty range where there is none."""
    short = [(place, i) for place, i in enumerate(items) if len(i.text) <= 2 * chapter_names.LONGEST]
    last = {_key(i.text): place for place, i in short} | {_label(i.text): place for place, i in short if i.name}
    tried = -1
    for start, item in enumerate(items[:400]):
        if start < tried or not (item.name or item.number):
            continue
        end = tried = _run(items, start)
        headings = [i for i in items[start:end] if i.name or i.number]
        again = sum(last.get(_key(i.text), 0) >= end or last.get(_label(i.text), 0) >= end for i in headings)
        if len(headings) >= _CONTENTS and again * 2 >= len(headings) - 1:
            return start, end
        if chapter_names.is_contents(item.text) and end - start > _CONTENTS:
            again = sum(last[_key(i.text)] >= end for i in items[start + 1 : end])
            if again * 2 >= end - start - 1:
                return start, end
    return 0, 0


def _run(items: list[Item], start: int) -> int:
    """Return where a run of headings and other short lines ends: at prose, or where the first heading comes again."""
    seen: set[str] = set()
    part = ""
    last = start
    for index in range(start, min(len(items), start + 2000)):
        item = items[index]
        if _is_prose(item.text) or item.kind == Kind.SCENE_BREAK:
            break
        if item.name and item.name.part:
            part = ""
        keys = {part + _key(item.text)} | ({part + _label(item.text)} if item.name else set())
        if keys & seen:
            return index
        seen |= keys
        if item.name and item.name.part:
            part = _label(item.text) + "\n"
        if item.name or item.number or index == start or _entry(items, index):
            last = index
    return last + 1


def _entry(items: list[Item], index: int) -> bool:
    """Tell whether an item below a bare "Chapter IV" is its name in the list."""
    above = items[index - 1]
    return bool((above.name and not above.name.titled) or above.number)


def _is_prose(text: str) -> bool:
    ended = text.endswith((".", "!", "?", "”", '"', "。")) and not text.isupper()
    return len(text) > chapter_names.LONGEST + 20 or (
        ended and chapter_names.chapter_name(text) is None and not chapter_names.numeral(text)
    )


def _split(items: list[Item], title: str) -> list[DraftChapter]:
    """Split at the items that name chapters or parts."""
    has_parts = any(i.name and i.name.part for i in items) and any(i.name and not i.name.part for i in items)
    groups: list[list[Item]] = [[]]
    for item in items:
        if item.name:
            groups.append([])
        groups[-1].append(item)
    return [_chapter(group, title, has_parts=has_parts) for group in groups if any(i.text for i in group)]


def _chapter(group: list[Item], title: str, *, has_parts: bool) -> DraftChapter:
    """Make a chapter of the items from one heading to the next."""
    head = group[0].name
    depth = 1 if head and has_parts and not head.part else 0
    paragraphs = [DraftParagraph(i.kind, i.text, 3 if i.kind == Kind.HEADING else 0) for i in group]
    if head:
        title = group[0].text
        paragraphs[0] = DraftParagraph(Kind.HEADING, title, depth + 1)
        if not head.titled and len(group) > 2 and _subtitle(group[1]):
            title = _titled(title, group[1].text)
            paragraphs[1] = DraftParagraph(Kind.HEADING, group[1].text, depth + 2)
    return DraftChapter(title, html.tidy(paragraphs), level=depth)


def _subtitle(item: Item) -> bool:
    return item.kind == Kind.TEXT and bool(item.text) and chapter_names.is_subtitle(item.text)


def _titled(name: str, subtitle: str) -> str:
    return f"{name} {subtitle}" if name[-1] in ".:–—" else f"{name}: {subtitle}"
