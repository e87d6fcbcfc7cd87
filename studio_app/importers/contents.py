"""The table of contents of an EPUB: the navigation document of EPUB 3, or the NCX of EPUB 2."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from studio_app.importers import archive, html, markup, notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_app.importers.markup import Element


#: Characters of a title; what is longer is no title but text in the wrong place.
_LONGEST_TITLE = 500
_LIST_TAGS = [prefix + tag for tag in ("ol", "ul", "li", "a", "span") for prefix in ("", markup.XHTML)]


class Entry(NamedTuple):
    """A line of the table of contents. ``path`` is "" where it names no place, as the heading of a group may."""

    title: str
    path: str
    anchor: str
    level: int


def of_nav(root: Element, path: str, book: archive.Archive) -> list[Entry]:
    """Return the entries of the table of contents in a navigation document."""
    navs = list(markup.named(root, "nav"))
    tables = [nav for nav in navs if notes.types(nav) & {"toc", "doc-toc"}]
    tables = tables or [
        nav for nav in navs if not notes.types(nav) & {"page-list", "landmarks", "lot", "loi", "doc-pagelist"}
    ]
    return list(_nav_entries(tables[0], path, book)) if tables else []


def _nav_entries(nav: Element, path: str, book: archive.Archive) -> Iterator[Entry]:
    """Walk the nested lists. A line's own title is the first link or span in it, before the list inside it."""
    level, untitled = -1, False
    for event, element in etree.iterwalk(nav, ("start", "end"), _LIST_TAGS):
        tag = markup.name(element)
        if tag in {"ol", "ul"}:
            level += 1 if event == "start" else -1
            untitled = False
        elif event == "start" and tag == "li":
            untitled = True
        elif event == "start" and untitled and tag in {"a", "span"}:
            untitled = False
            yield _entry("".join(element.itertext()), element.get("href") or "", path, max(level, 0), book)


def of_ncx(root: Element, path: str, book: archive.Archive) -> list[Entry]:
    """Return the entries of an NCX file."""
    entries: list[Entry] = []
    level = -1
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if markup.name(element) != "navpoint":
            continue
        level += 1 if event == "start" else -1
        if event == "start":
            label = next((child for child in element if markup.name(child) == "navlabel"), None)
            source = next((child for child in element if markup.name(child) == "content"), None)
            title = "" if label is None else "".join(label.itertext())
            entries.append(_entry(title, "" if source is None else source.get("src") or "", path, level, book))
    return entries


def landmarks(root: Element, path: str, book: archive.Archive) -> dict[tuple[str, str], frozenset[str]]:
    """Return what a navigation document calls the places of the book: (page, anchor) -> words of epub:type."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for nav in markup.named(root, "nav"):
        if "landmarks" not in notes.types(nav):
            continue
        for link in markup.named(nav, "a"):
            entry = _entry("", link.get("href") or "", path, 0, book)
            place = (entry.path, entry.anchor)
            if entry.path:
                found[place] = found.get(place, frozenset()) | notes.types(link)
    return found


def _entry(title: str, href: str, base: str, level: int, book: archive.Archive) -> Entry:
    place, _, anchor = href.partition("#")
    resolved = (archive.resolve(base, place) if place else base) if href else None
    path = (book.find(resolved) if resolved else None) or ""
    return Entry(html.clean(title[: 2 * _LONGEST_TITLE])[:_LONGEST_TITLE], path, unquote(anchor), level)
