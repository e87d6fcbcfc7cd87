"""PDF: PDFium reads the pages in a child process (``pdf_pages``), and rules of our own make a book of them again."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import Damaged, NoText, Protected, TooLarge
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.importers import chapter_names, encoding, html, limits, matter, pdf_layout, pdf_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from studio_app.importers.pdf_layout import Block

log = logging.getLogger(__name__)

_CHILD = "studio_app.importers.pdf_pages"
#: Seconds to wait for the next page. A page of text takes 10 ms; one with a large drawing may take a second.
PATIENCE = 3.5
#: Seconds to wait for Python itself to start, which says nothing about the file.
_START = 60.0
#: Seconds to wait for a page of a book that has given ``_LONG`` pages already.
_LONG_PATIENCE = 10.0
#: How often a child that died or hung is started again behind the page it died on. Short files are given up sooner, so that
#: no damaged file keeps anybody waiting.
_RESTARTS = 5
_LONG = 20
#: Titles that programs write of themselves.
_NO_TITLE = re.compile(
    r"untitled.*|.*\.(?:docx?|odt|indd|tex|qxd|pdf|rtf|dvi|fm)|microsoft word - .*|document\d*|.*\\.*|\d+",
    re.IGNORECASE,
)
#: A printed table of contents names at least this many chapters.
_CONTENTS = 3
_GONE = object()


@dataclass(slots=True)
class _Facts:
    """What a file says of itself."""

    pages: int = 0
    title: str = ""
    author: str = ""
    language: str = ""
    outline: list[tuple[int, str, int, float | None]] = field(default_factory=list)


def read(path: Path, *, progress: Callable[[float], None] | None = None) -> Draft:
    """Read a PDF. ``progress`` is told the share of pages read, on the caller's thread.

    Raises:
        Protected: it needs a password.
        NoText: it holds pictures of pages only, or nothing.
        Damaged: it cannot be read, or reading it never ends.
        TooLarge: it is over a limit.
    """
    with contextlib.closing(_messages(path)) as messages:
        return draft_of(messages, path.stem.replace("_", " "), progress=progress)


def draft_of(
    messages: Iterable[dict[str, Any]], name: str, *, progress: Callable[[float], None] | None = None
) -> Draft:
    """Make a Draft of what the child says about a file called ``name``. Raises as ``read`` does."""
    facts = _Facts()
    pages: list[pdf_lines.Page] = []
    broken: list[int] = []
    pictures = size = 0
    for message in messages:
        if "refused" in message:
            raise _refusal(message["refused"])
        if "pages" in message:
            facts = _facts(message)
            continue
        if message.get("broken"):
            broken.append(message["page"])
            continue
        page = pdf_lines.page_of(message)
        size += sum(len(line.text) for column in page.columns for line in column)
        limits.check(size, limits.TEXT_BYTES, "the text in it")
        pictures += bool(message["pictures"])
        pages.append(page)
        if progress:
            progress(0.9 * len(pages) / max(1, facts.pages))
    if not any(page.columns for page in pages):
        raise _no_text(pictures, broken)
    return _book(facts, pages, name, _warnings(len(pages), pictures, broken))


def _refusal(why: str) -> Exception:
    if why == "password":
        return Protected("This PDF is protected with a password. Save it without one and import it again.")
    if why == "too large":
        return TooLarge("This PDF holds more on one page than any book does.")
    return Damaged("This PDF is damaged and cannot be opened. Try to get it again.", detail=why)


def _no_text(pictures: int, broken: list[int]) -> Exception:
    if pictures:
        return NoText("This PDF holds only pictures of pages. Run it through text recognition (OCR) first.")
    if broken:
        return Damaged("This PDF is damaged: none of its pages can be read. Try to get it again.")
    return NoText("There is no text in this PDF.")


def _warnings(pages: int, pictures: int, broken: list[int]) -> tuple[str, ...]:
    said = []
    if broken:
        shown = ", ".join(str(number + 1) for number in broken[:10]) + (", …" if len(broken) > 10 else "")
        said.append(f"Could not be read and are missing: page {shown}.")
    if pictures > max(3, 0.1 * pages):
        said.append(f"{pictures} pages are pictures without text. Text recognition (OCR) would make them readable.")
    return tuple(said)


def _facts(message: dict[str, Any]) -> _Facts:
    outline = [
        (level, encoding.one_line(encoding.clean(title)), page, y) for level, title, page, y in message["outline"]
    ]
    return _Facts(
        message["pages"],
        encoding.one_line(encoding.clean(message["title"])),
        encoding.one_line(encoding.clean(message["author"])),
        message["language"],
        [entry for entry in outline if entry[1]],
    )


def _book(facts: _Facts, pages: list[pdf_lines.Page], name: str, warnings: tuple[str, ...]) -> Draft:
    size = pdf_lines.body_size(pages)
    distance = pdf_lines.leading(pages, size)
    pdf_lines.drop_running(pages, size, distance)
    look = pdf_layout.look_of(pages, size, distance)
    titles = frozenset(pdf_layout.key(title) for _, title, _, _ in facts.outline)
    blocks = [b for b in pdf_layout.blocks_of(pages, look, titles) if b.text]
    if not blocks:
        raise NoText("There is no text in this PDF but headers and page numbers.")
    _contents_lines(blocks)
    _set_levels(blocks)
    title = facts.title if facts.title and not _NO_TITLE.fullmatch(facts.title) else ""
    title = title or _title_page(blocks) or name
    return Draft(
        title=title,
        chapters=_chapters(blocks, facts, pages, title),
        authors=_authors(facts.author),
        language=html.language_tag(facts.language),
        warnings=warnings,
    )


def _authors(author: str) -> tuple[str, ...]:
    return tuple(a.strip() for a in re.split(r"\s*;\s*|\s+(?:and|und|et|&)\s+", author) if a.strip())


def _title_page(blocks: list[Block]) -> str:
    """Return the largest heading of the first page, where it is no chapter's."""
    first = [b for b in blocks if b.page == blocks[0].page and b.kind == Kind.HEADING and b.name is None]
    largest = max(first, key=lambda b: b.size, default=None)
    return largest.text if largest and largest.size >= max(b.size for b in blocks) - 0.6 else ""


def _contents_lines(blocks: list[Block]) -> None:
    """Read three or more chapter names in a row as a printed table of contents, not as chapters without text."""
    last = {b.text: place for place, b in enumerate(blocks) if b.kind == Kind.HEADING}
    run: list[Block] = []
    texts: set[str] = set()
    for place, block in enumerate(blocks):
        again = block.name is not None and block.text in texts
        if block.kind in (Kind.HEADING, Kind.LIST_ITEM) and not again:
            run.append(block)
            texts.add(block.text)
            continue
        _list_names(run, last, place)
        run = [block] if block.kind == Kind.HEADING else []
        texts = {b.text for b in run}


def _list_names(run: list[Block], last: dict[str, int], end: int) -> None:
    """Make list items of the chapter names of a run that ends at ``end`` where they come again, or are many."""
    named = [b for b in run if b.kind == Kind.HEADING and b.name and b.name.numbered]
    if len(named) < _CONTENTS:
        return
    for listed in named:
        if last[listed.text] >= end or len(named) > _CONTENTS + 1:
            listed.kind = Kind.LIST_ITEM


def _set_levels(blocks: list[Block]) -> None:
    """Give headings their levels: by size and weight; the name below "Chapter IV" stands below it whatever its size."""
    looks = sorted({(round(b.size), b.bold) for b in blocks if b.kind == Kind.HEADING}, reverse=True)
    ranks = {look: min(6, number) for number, look in enumerate(looks, start=1)}
    group: list[Block] = []
    for block in blocks:
        if block.kind != Kind.HEADING:
            _level_group(group)
            group = []
            continue
        block.level = ranks[round(block.size), block.bold]
        group.append(block)
    _level_group(group)


def _level_group(group: list[Block]) -> None:
    for head, below in pairwise(group):
        untitled = (head.name and not head.name.titled and not head.name.part) or chapter_names.numeral(head.text)
        if untitled and below.name is None and below.level <= head.level + 1:
            head.level, below.level = min(head.level, below.level), min(head.level, below.level, 5) + 1


def _chapters(
    blocks: list[Block], facts: _Facts, pages: Sequence[pdf_lines.Page], title: str
) -> tuple[DraftChapter, ...]:
    contents = [
        (i, b.text, 0) for i, b in enumerate(blocks) if b.kind == Kind.HEADING and chapter_names.is_contents(b.text)
    ]
    starts = _outline_starts(blocks, facts, pages)
    if len(starts) > 1:
        return matter.marked(_cut(blocks, sorted({s[0]: s for s in [*contents[:1], *starts]}.values()), title))
    named = [(i, b.name) for i, b in enumerate(blocks) if b.kind == Kind.HEADING and b.name]
    if sum(name.numbered for _, name in named) > 1:
        parts = any(name.part for _, name in named)
        starts = [(i, _full_title(blocks, i), int(parts and not name.part)) for i, name in named]
        return matter.marked(_cut(blocks, starts, title))
    return html.chapters_by_headings([html.Block(b.paragraph()) for b in blocks], title)


def _full_title(blocks: list[Block], index: int) -> str:
    head = blocks[index]
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    if head.name and not head.name.titled and below and below.kind == Kind.HEADING and below.name is None:
        return f"{head.text}{'' if head.text[-1] in '.:' else ':'} {below.text}"
    return head.text


def _outline_starts(blocks: list[Block], facts: _Facts, pages: Sequence[pdf_lines.Page]) -> list[tuple[int, str, int]]:
    """Return where the chapters of the outline begin: block, title, depth."""
    heights = {page.index: page.height for page in pages}
    by_page: dict[int, list[int]] = {}
    for place, block in enumerate(blocks):
        if block.kind != Kind.FOOTNOTE:
            by_page.setdefault(block.page, []).append(place)
    starts: list[tuple[int, str, int]] = []
    for level, title, page, height in _chapter_entries(facts.outline):
        y = heights.get(page, 0.0) - height if height is not None else 0.0
        index = _find(blocks, title, by_page.get(page, []), y)
        if index is None:
            index = next((places[0] for p in range(page + 1, page + 20) if (places := by_page.get(p))), None)
        if index is not None and (not starts or index > starts[-1][0]):
            starts.append((index, title, level))
    return starts


def _chapter_entries(outline: list[tuple[int, str, int, float | None]]) -> list[tuple[int, str, int, float | None]]:
    """Return the entries that begin chapters: the top level, and the one below where the top are parts or the book."""
    top = [entry for entry in outline if entry[0] == 0]
    parts = [e for e in top if (name := chapter_names.chapter_name(e[1])) and name.part]
    if parts or len(top) == 1:
        return [entry for entry in outline if entry[0] <= 1]
    return top


def _find(blocks: list[Block], title: str, places: list[int], y: float) -> int | None:
    """Return which of the blocks of a page an entry of the outline leads to: its heading, else the first from ``y`` on."""
    wanted = pdf_layout.key(title)
    for i in places:
        found = pdf_layout.key(blocks[i].text[:300])
        part = blocks[i].kind == Kind.HEADING and found in wanted
        if found and (found == wanted or part):
            opens = i - 1 in places and blocks[i - 1].kind == Kind.HEADING
            return i - 1 if opens and pdf_layout.key(blocks[i - 1].text) in wanted else i
    return next((i for i in places if blocks[i].y >= y - 2), None)


def _cut(blocks: list[Block], starts: list[tuple[int, str, int]], title: str) -> list[DraftChapter]:
    chapters = []
    if starts[0][0]:
        starts = [(0, title, 0), *starts]
    ends = [*(start for start, _, _ in starts[1:]), len(blocks)]
    for (start, name, level), end in zip(starts, ends, strict=True):
        paragraphs: list[DraftParagraph] = [b.paragraph() for b in blocks[start:end]]
        head = blocks[start]
        if pdf_layout.key(head.text) == pdf_layout.key(name) and head.kind == Kind.TEXT:
            paragraphs[0] = paragraphs[0]._replace(kind=Kind.HEADING, level=level + 1)
        if kept := html.tidy(paragraphs):
            chapters.append(DraftChapter(name, kept, level=level))
    return chapters


def _messages(path: Path) -> Generator[dict[str, Any]]:
    """Yield what the child says; start it again behind a page it died or hung on."""
    first, total, failures = 0, -1, 0
    while True:
        child = _Child(path, first)
        try:
            for message in child.messages():
                if message.get("pages") is not None:
                    if total < 0:
                        total = message["pages"]
                        yield message
                    continue
                first = message.get("page", first) + 1
                yield message
        finally:
            child.close()
        if not child.failed:
            return
        failures += 1
        log.warning("the reader of PDF %s at page %d", child.failed, first)
        if total < 0:
            raise Damaged("This PDF is damaged and cannot be opened. Try to get it again.", detail=child.failed)
        yield {"page": first, "broken": True}
        first += 1
        if first >= total:
            return
        if failures > _RESTARTS or (child.failed == "hung" and first < _LONG):
            yield from ({"page": page, "broken": True} for page in range(first, min(total, first + 100_000)))
            return


class _Child:
    """The process that runs PDFium, and the thread that reads what it prints.

    Attributes:
        failed: how it ended if not well: "died" or "hung".
    """

    def __init__(self, path: Path, first: int) -> None:
        root = str(Path(__file__).parents[2])
        paths = os.pathsep.join(p for p in (root, os.environ.get("PYTHONPATH", "")) if p)
        self.failed = ""
        self._lines: queue.Queue[bytes | object] = queue.Queue(maxsize=32)
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", _CHILD, str(path.absolute()), str(first)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
        )
        self._thread = threading.Thread(target=self._pump, name="pdf pages", daemon=True)
        self._thread.start()

    def messages(self) -> Iterator[dict[str, Any]]:
        """Yield the messages until the child ends; a child that is silent for too long is killed."""
        deadline = time.monotonic() + _START
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                self.failed = "hung"
                return
            if line is _GONE:
                if self._process.wait() != 0:
                    self.failed = "died"
                return
            message = json.loads(line)  # type: ignore[arg-type]
            if "ready" not in message:
                yield message
            deadline = time.monotonic() + (_LONG_PATIENCE if message.get("page", 0) >= _LONG else PATIENCE)

    def close(self) -> None:
        """End the child and its thread."""
        self._process.kill()
        while self._thread.is_alive():
            with contextlib.suppress(queue.Empty):
                self._lines.get(timeout=0.05)
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def _pump(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.endswith(b"\n"):
                self._lines.put(line)
        self._lines.put(_GONE)
