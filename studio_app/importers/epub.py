"""EPUB 2 and 3 to a Draft: the pages in the order of the spine, cut into chapters by the table of contents."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from studio_app.domain.errors import BadInput, Damaged, NoText, Protected, TooLarge, WrongFormat
from studio_app.domain.manuscript import Cover, Draft, DraftChapter, DraftParagraph, Kind, Matter
from studio_app.importers import archive, contents, html, limits, markup, matter, notes, package, picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from studio_app.importers.contents import Entry
    from studio_app.importers.markup import Element

log = logging.getLogger(__name__)

#: Scrambled fonts are no protection of the text.
_FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_DRM_FILES = {
    "meta-inf/rights.xml": "Adobe or Barnes & Noble",
    "meta-inf/sinf.xml": "Apple",
    "meta-inf/license.lcpl": "Readium LCP",
}
#: Pages with no more text than this that stand before the first chapter of the table of contents are front matter.
_SHORT_FRONT = 2_000
#: Where Project Gutenberg's own words begin at the end of its books, in the middle of the last chapter's page.
_LICENCE = "pg-footer"
_WORD = re.compile(r"\w")


@dataclass(slots=True)
class _Page:
    """A page of the spine: its paragraphs are those of the book from ``start`` to ``end``, ``anchors`` says where.

    ``types`` maps an anchor, "" for the page itself, to what the markup calls it.
    """

    path: str
    linear: bool
    title: str
    start: int
    end: int
    types: dict[str, frozenset[str]]
    anchors: dict[str, int]


class _Mark(NamedTuple):
    """Where a chapter begins: block number, page number, what it is called. ``listed`` says that the contents name it."""

    place: int
    page: int
    title: str
    level: int
    anchor: str = ""
    listed: bool = True
    flag: bool | None = None


@dataclass(slots=True)
class _Book:
    """All that is read of one EPUB before it is cut into chapters."""

    package: package.Package
    entries: list[Entry] = field(default_factory=list)
    pages: list[_Page] = field(default_factory=list)
    paragraphs: list[DraftParagraph] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: notes.Notes = field(default_factory=notes.Notes)


def read(path: Path, *, progress: Callable[[float], None] | None = None) -> Draft:
    """Read an EPUB. ``progress`` is told the share of pages read, 0 to 1, on the caller's thread.

    Raises:
        Protected: it is encrypted.
        WrongFormat: it is no EPUB.
        Damaged: it cannot be read far enough to be of use.
        TooLarge: it is made to exhaust its reader.
        NoText: there is no text in it.
    """
    with archive.Archive(path) as files:
        _refuse_drm(files)
        book = _Book(_package(files))
        _read_contents(book, files)
        _read_pages(book, files, progress)
        if not any(_WORD.search(p.text) for p in book.paragraphs if p.kind is not Kind.ALT_TEXT):
            raise NoText("There is no text in this book. It may be made of pictures only.")
        chapters = _chapters(book)
        cover = _cover(book, files)
    found = book.package
    return Draft(
        found.title or path.stem,
        chapters,
        authors=found.authors,
        language=found.language,
        identifiers=found.identifiers,
        description=found.description,
        publisher=found.publisher,
        cover=cover,
        warnings=tuple(book.warnings),
    )


def _refuse_drm(files: archive.Archive) -> None:
    for name, maker in _DRM_FILES.items():
        if files.find(name):
            raise Protected(
                f"This book is protected ({maker} DRM), so its text cannot be read. Use a copy without protection."
            )
    listed = files.find("META-INF/encryption.xml")
    root = markup.document(files.read(listed, limits.DOCUMENT_BYTES)) if listed else None
    for data in () if root is None else [e for e in root.iter() if markup.name(e) == "encrypteddata"]:
        method = next((e.get("Algorithm") or "" for e in data.iter() if markup.name(e) == "encryptionmethod"), "")
        names = [e.get("URI") or "" for e in data.iter() if markup.name(e) == "cipherreference"]
        if method not in _FONT_SCRAMBLING and any(_is_text(name) for name in names):
            raise Protected("This book is protected (DRM), so its text cannot be read. Use a copy without protection.")


def _is_text(name: str) -> bool:
    return name.lower().partition("?")[0].endswith((".xhtml", ".html", ".htm", ".xht", ".xml", ".opf", ".ncx", ".svg"))


def _package(files: archive.Archive) -> package.Package:
    """Find and read the package file; without one, the pages in the order of their names make the book."""
    path = _package_path(files)
    if path:
        root = markup.document(files.read(path, limits.DOCUMENT_BYTES))
        if root is not None:
            found = package.read(root, path, files)
            found.spine = found.spine or [
                package.SpineItem(i.path, linear=True) for i in found.items.values() if _is_body(i, found)
            ]
            if found.spine:
                return found
    pages = sorted((n for n in files.names() if n.lower().endswith((".xhtml", ".html", ".htm", ".xht"))), key=_natural)
    if not pages or not (path or files.find("META-INF/container.xml") or files.find("mimetype")):
        if path:
            raise Damaged("This EPUB is damaged: it names no pages. Try to get it again.")
        raise WrongFormat("This file is not an EPUB, although its name says so.")
    found = package.Package(path)
    found.spine = [package.SpineItem(name, linear=True) for name in pages]
    return found


def _is_body(item: package.Item, found: package.Package) -> bool:
    return bool(item.path) and package.is_page(item) and item.path not in {found.nav, found.ncx}


def _natural(name: str) -> list[tuple[int, str]]:
    return [
        (int(part), "") if part.isascii() and part.isdigit() else (-1, part)
        for part in re.split(r"(\d{1,9})", name.lower())
    ]


def _package_path(files: archive.Archive) -> str:
    container = files.find("META-INF/container.xml")
    root = markup.document(files.read(container, limits.DOCUMENT_BYTES)) if container else None
    for rootfile in markup.named(root, "rootfile") if root is not None else ():
        resolved = archive.resolve("", rootfile.get("full-path") or "")
        if resolved is None:
            raise Damaged("The file was refused because it names files outside of itself, which no honest book does.")
        found = files.find(resolved)
        if found:
            return found
    packages = [name for name in files.names() if name.lower().endswith(".opf")]
    return min(packages, key=lambda name: (name.count("/"), len(name)), default="")


def _read_contents(book: _Book, files: archive.Archive) -> None:
    """Read the table of contents: the navigation document, else the NCX; the first that leads to a page of the spine."""
    found = book.package
    spine = {item.path for item in found.spine}
    for path, reader in ((found.nav, contents.of_nav), (found.ncx, contents.of_ncx)):
        root = _document(path, files)
        if root is None:
            continue
        if path == found.nav:
            found.places.update(contents.landmarks(root, path, files))
        entries = reader(root, path, files)
        if any(entry.path in spine for entry in entries):
            book.entries = entries
            return


def _document(path: str, files: archive.Archive) -> Element | None:
    if not path:
        return None
    try:
        return markup.document(files.read(path, limits.DOCUMENT_BYTES))
    except Damaged:
        return None


def _read_pages(book: _Book, files: archive.Archive, progress: Callable[[float], None] | None) -> None:
    wanted: dict[str, set[str]] = {}
    for entry in book.entries:
        if entry.path and entry.anchor:
            wanted.setdefault(entry.path, set()).add(entry.anchor)
    left, broken = limits.TEXT_BYTES, 0
    spine = book.package.spine
    for number, item in enumerate(spine):
        try:
            data = files.read(item.path, min(limits.FILE_BYTES, left))
            left -= len(data)
            _read_page(book, item, data, wanted.get(item.path, set()) | {_LICENCE}, files)
        except (Damaged, Protected) as error:
            log.info("a page cannot be read: %s", error.detail or error.sentence)
            broken += 1
        if progress:
            progress((number + 1) / len(spine))
    _warn(
        book.warnings,
        book.package.missing,
        "page that the book names is missing from the file",
        "pages that the book names are missing from the file",
    )
    _warn(book.warnings, broken, "page is damaged and was left out", "pages are damaged and were left out")
    if broken and not book.paragraphs:
        raise Damaged("This EPUB is damaged: none of its pages can be read. Try to get it again.")


def _warn(warnings: list[str], count: int, one: str, many: str) -> None:
    if count:
        warnings.append(f"1 {one}." if count == 1 else f"{count} {many}.")


def _read_page(book: _Book, item: package.SpineItem, data: bytes, wanted: set[str], files: archive.Archive) -> None:
    if b"\x00" in data[:64] and not data.startswith(markup.WIDE_MARKS):
        raise Damaged("A page of this book is no text.", detail="binary data in place of a page")
    root, strict = markup.read(data)
    start = len(book.paragraphs)
    if root is None:
        return

    def resolve(href: str) -> tuple[str, str]:
        path, _, anchor = href.partition("#")
        return (files.find(archive.resolve(item.path, path) or "") or "" if path else item.path), anchor

    page_notes = notes.find(root, item.path, book.notes, resolve)
    found = html.page(root, wanted=wanted, page_notes=page_notes, strict=strict)
    book.paragraphs.extend(found.paragraphs)
    limits.check(len(book.paragraphs), limits.PARAGRAPHS, "the number of paragraphs in it")
    types = _types(root, item.path, found.elements, book.package.places)
    anchors = {anchor: start + number for anchor, number in found.anchors.items()}
    title = html.page_title(root)
    book.pages.append(_Page(item.path, item.linear, title, start, len(book.paragraphs), types, anchors))


def _types(
    root: Element, path: str, wanted: dict[str, Element], places: dict[tuple[str, str], frozenset[str]]
) -> dict[str, frozenset[str]]:
    """Return what markup and guide call the page ("") and the places of its wanted anchors."""
    types = {"": places.get((path, ""), frozenset())}
    body = next((child for child in root if markup.name(child) == "body"), None)
    while body is not None:
        types[""] |= notes.types(body)
        body = (
            body[0] if len(body) == 1 and markup.name(body[0]) in {"section", "div", "article", "main", "nav"} else None
        )
    for anchor, element in wanted.items():
        types[anchor] = places.get((path, anchor), frozenset()) | _nearest_types(element)
    return types


def _nearest_types(element: Element) -> frozenset[str]:
    """Return the words of the nearest section around an element that has any, the page itself left out."""
    while element is not None and markup.name(element) != "body":
        found = notes.types(element) - {"title", "heading", "doc-title", "link", "region", "presentation", "none"}
        if found:
            return found
        element = element.getparent()
    return frozenset()


def _chapters(book: _Book) -> tuple[DraftChapter, ...]:
    marks = _marks_of_contents(book)
    if not marks or _tells_little(book, marks):
        marks = _marks_of_headings(book)
    marks = _with_pages_beside(book, marks)
    return _cut(book, marks)


def _marks_of_contents(book: _Book) -> list[_Mark]:
    """Return where the lines of the table of contents lead, in reading order. One without a place stands at its first child."""
    numbers = {page.path: number for number, page in enumerate(book.pages)}
    marks: list[_Mark] = []
    groups: list[Entry] = []
    unplaced = 0
    for entry in book.entries:
        number = numbers.get(entry.path)
        if number is None:
            unplaced += 1
            groups = [*(g for g in groups if g.level < entry.level), entry] if not entry.path else groups
            continue
        page = book.pages[number]
        place = page.anchors.get(entry.anchor, page.start)
        for group in groups:
            if group.level < entry.level:
                unplaced -= 1
                marks.append(_Mark(place, number, group.title, group.level, entry.anchor))
        groups = []
        marks.append(_Mark(place, number, entry.title, entry.level, entry.anchor))
    _warn(
        book.warnings,
        unplaced,
        "line of the table of contents leads nowhere and was left out",
        "lines of the table of contents lead nowhere and were left out",
    )
    marks.sort(key=lambda mark: mark.place)
    return _merged(book, marks)


def _merged(book: _Book, marks: list[_Mark]) -> list[_Mark]:
    """Return one mark for each place. Where several lines lead to one, outer titles join the inner one's."""
    merged: list[_Mark] = []
    dropped = 0
    for place, found in groupby(marks, key=lambda mark: mark.place):
        group = list(found)
        if place >= len(book.paragraphs):
            dropped += len(group)
            continue
        mark, used = _joined(group)
        dropped += len(group) - used
        merged.append(mark)
    _warn(
        book.warnings,
        dropped,
        "line of the table of contents has no text of its own and was left out",
        "lines of the table of contents have no text of their own and were left out",
    )
    return merged


def _joined(group: list[_Mark]) -> tuple[_Mark, int]:
    """Return one mark for lines that lead to one place, and how many lines its title tells of.

    The text belongs to the last page of the group. Of lines on that page, a chain of outer and inner ones is told whole;
    where several stand side by side, the one around them, else the first.
    """
    if len(group) == 1:
        return group[0], 1
    last = [mark for mark in group if mark.page == group[-1].page]
    outer = [mark for mark in group if mark.page != group[-1].page and mark.level < last[0].level]
    chain = outer[-1:]
    for mark in last:
        if not chain or mark.level > chain[-1].level:
            chain.append(mark)
        elif len(chain) > 1 and mark.level == chain[-1].level and chain[-1] is not last[0]:
            chain.pop()
            break
        else:
            break
    titles = list(dict.fromkeys(mark.title for mark in chain if mark.title))
    return chain[-1]._replace(title=" – ".join(titles)), len(chain)


def _tells_little(book: _Book, marks: Sequence[_Mark]) -> bool:
    """Return whether the contents name one place only, while headings on several pages show that there are chapters."""
    if len(marks) > 1 or len(book.pages) < 3:
        return False
    first = [book.paragraphs[page.start] for page in book.pages if page.end > page.start]
    return sum(paragraph.kind is Kind.HEADING for paragraph in first) >= 3


def _marks_of_headings(book: _Book) -> list[_Mark]:
    """Cut a book without contents at its headings; one without headings at its pages."""
    paragraphs = book.paragraphs
    dividing, top = html.dividing_levels(paragraphs)
    marks: list[_Mark] = []
    headed = any(p.kind is Kind.HEADING for p in paragraphs)
    for number, page in enumerate(book.pages):
        begins = page.start < page.end and (paragraphs[page.start].kind is Kind.HEADING or not headed or number == 0)
        if begins and not (paragraphs[page.start].kind is Kind.HEADING and paragraphs[page.start].level in dividing):
            level = max(0, paragraphs[page.start].level - top) if top else 0
            marks.append(_Mark(page.start, number, _page_title(book, number, page.end), level))
        for place in range(page.start, page.end):
            paragraph = paragraphs[place]
            if paragraph.kind is Kind.HEADING and paragraph.level in dividing:
                marks.append(_Mark(place, number, paragraph.text, max(0, paragraph.level - top)))
    return marks


def _with_pages_beside(book: _Book, marks: list[_Mark]) -> list[_Mark]:
    """Add marks for what the contents do not name: pages before the first chapter, and matter among or after the others."""
    listed = {mark.page for mark in marks}
    started = {mark.place for mark in marks}
    first = marks[0].place if marks else len(book.paragraphs)
    added: list[_Mark] = []
    away = False
    current: _Mark | None = None
    waiting = list(marks)
    for number, page in enumerate(book.pages):
        while waiting and waiting[0].place <= page.start:
            current, away = waiting.pop(0), False
        licence = page.anchors.get(_LICENCE, page.end)
        if page.start < licence < page.end and licence not in started:
            title = _heading(book, licence, page.end) or "Project Gutenberg"
            added.append(_Mark(licence, number, title, 0, _LICENCE, listed=False, flag=True))
        if page.start == page.end or page.start in started:
            continue
        if page.start < first:
            added.append(_beside(book, number, min(first, page.end), before=True))
        elif number not in listed and (not page.linear or _is_matter_page(book, number)):
            added.append(_beside(book, number, page.end, before=False))
            away = True
        elif away and current:
            added.append(current._replace(place=page.start, page=number, anchor=""))
            away = False
    return sorted([*marks, *added], key=lambda mark: mark.place)


def _is_matter_page(book: _Book, number: int) -> bool:
    page = book.pages[number]
    if page.path == book.package.nav:
        return True
    said = matter.of_types(page.types[""])
    if said is not None:
        return said
    heading = _heading(book, page.start, page.end)
    return bool(heading and matter.of_title(heading, book.paragraphs[page.start : page.end], after_body=True))


def _beside(book: _Book, number: int, end: int, *, before: bool) -> _Mark:
    """Return the mark of a page that the contents do not name, as far as ``end``; ``before`` says it is before all they do."""
    page = book.pages[number]
    title = _page_title(book, number, end)
    flag: bool | None = None
    if before and matter.of_types(page.types[""]) is None:
        heading = _heading(book, page.start, end)
        plain = not heading or heading.casefold() in book.package.title.casefold()
        flag = True if plain and matter.size_of(book.paragraphs[page.start : end]) <= _SHORT_FRONT else None
    return _Mark(page.start, number, title, 0, listed=False, flag=flag)


def _heading(book: _Book, start: int, end: int) -> str:
    return next((p.text for p in book.paragraphs[start : min(start + 3, end)] if p.kind is Kind.HEADING), "")


def _page_title(book: _Book, number: int, end: int) -> str:
    """Name a page that the contents do not: by its heading, its own title, its file."""
    page = book.pages[number]
    file_name = re.sub(r"[_-]+", " ", page.path.rpartition("/")[2].rpartition(".")[0])
    return _heading(book, page.start, end) or page.title or file_name.strip() or str(number + 1)


def _cut(book: _Book, marks: Sequence[_Mark]) -> tuple[DraftChapter, ...]:
    """Make the chapters, each from its mark to the next, and say which are front and back matter."""
    chapters: list[DraftChapter] = []
    flags: list[bool] = []
    beside: list[bool] = []
    ends = [mark.place for mark in marks[1:]] + [len(book.paragraphs)]
    body_seen = False
    for mark, end in zip(marks, ends, strict=True):
        paragraphs = html.tidy(book.paragraphs[mark.place : end])
        if not paragraphs:
            continue
        chapter = DraftChapter(mark.title or _first_title(paragraphs, len(chapters)), paragraphs, level=mark.level)
        flag = _is_matter(book, mark, chapter, body_seen=body_seen)
        aside = not mark.listed and not book.pages[mark.page].linear and not flag
        chapters.append(chapter)
        flags.append(flag or aside)
        beside.append(aside)
        body_seen = body_seen or not (flag or aside)
    marked = list(matter.placed(chapters, flags))
    return tuple(
        _back(c) if aside and c.matter is not Matter.BODY else c for c, aside in zip(marked, beside, strict=True)
    )


def _back(chapter: DraftChapter) -> DraftChapter:
    return DraftChapter(chapter.title, chapter.paragraphs, Matter.BACK, chapter.level)


def _first_title(paragraphs: Sequence[DraftParagraph], number: int) -> str:
    return next((p.text for p in paragraphs if p.kind is Kind.HEADING), str(number + 1))


def _is_matter(book: _Book, mark: _Mark, chapter: DraftChapter, *, body_seen: bool) -> bool:
    """Return whether a chapter is front or back matter: by its markup, its title, its file's name, its place."""
    page = book.pages[mark.page]
    whole_page = mark.place == page.start
    types = page.types.get(mark.anchor, frozenset()) | (page.types[""] if whole_page else frozenset())
    if whole_page and page.path == book.package.nav:
        return True
    said = matter.of_types(types)
    if said is not None:
        return said
    text = chapter.paragraphs
    said = matter.of_title(mark.title, text, after_body=body_seen)
    if said is not None:
        return said
    if mark.flag or matter.of_place(types, text):
        return True
    return whole_page and matter.of_file(page.path, text)


def _cover(book: _Book, files: archive.Archive) -> Cover | None:
    """Return the cover picture, by what the file holds rather than by what it is called."""
    path = book.package.cover or _cover_of_pages(book, files)
    if not path:
        return None
    try:
        data = files.read(path, limits.COVER_BYTES)
    except (TooLarge, BadInput):
        book.warnings.append("The cover picture is damaged or too large and was left out.")
        return None
    media_type = picture.media_type(data)
    if not media_type:
        book.warnings.append("The cover picture is neither JPEG nor PNG and was left out.")
        return None
    return Cover(data, media_type)


def _cover_of_pages(book: _Book, files: archive.Archive) -> str:
    """Return the only picture of the page called cover in the guide, or of the first page."""
    called = [path for (path, _), types in book.package.places.items() if types & {"cover", "doc-cover"}]
    first = [book.package.spine[0].path] if book.package.spine else []
    for path in [*called, *first]:
        if _picture_path(path):
            return path
        root = _page(path, files)
        sources = (
            []
            if root is None
            else [
                s
                for e in root.iter("{*}img", "{*}image")
                for k, s in e.items()
                if k.rpartition("}")[2] in {"src", "href", "xlink:href"}
            ]
        )
        resolved = archive.resolve(path, sources[0]) if len(set(sources)) == 1 else None
        found = files.find(resolved) if resolved else None
        if found:
            return found
    return ""


def _picture_path(path: str) -> bool:
    return path.lower().endswith((".jpg", ".jpeg", ".png"))


def _page(path: str, files: archive.Archive) -> Element | None:
    try:
        return markup.page(files.read(path, limits.DOCUMENT_BYTES))
    except BadInput:
        return None
