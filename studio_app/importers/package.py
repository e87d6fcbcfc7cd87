"""The package file of an EPUB: what the book is called, which files it has, and in which order they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from studio_app.domain.errors import Damaged
from studio_app.domain.manuscript import Identifier
from studio_app.importers import archive, html, markup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_app.importers.markup import Element

_PAGE_TYPES = frozenset(
    {"application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/html", "application/xml", "text/xml"}
)
_PAGE_NAMES = (".xhtml", ".html", ".htm", ".xht", ".xml", ".svg")
_OTHER_NAMES = (
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".webp",
    ".css",
    ".ncx",
    ".ttf",
    ".otf",
    ".woff",
    ".woff2",
    ".js",
    ".mp3",
    ".mp4",
    ".pdf",
)
_LONGEST_DESCRIPTION = 10_000
#: Steps from a file that is no page to the page that stands in for it.
_LONGEST_CHAIN = 8


class Item(NamedTuple):
    """A file of the book. ``path`` is its name in the archive, "" where the archive lacks it."""

    path: str
    media_type: str
    properties: frozenset[str]
    fallback: str
    href: str


class SpineItem(NamedTuple):
    """A page in reading order. ``linear`` is False for pages beside the main text."""

    path: str
    linear: bool


@dataclass(slots=True)
class Package:
    """What the package file says. ``places`` maps (page, anchor) to the words of the guide for it ("cover", "toc")."""

    path: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    description: str = ""
    publisher: str = ""
    items: dict[str, Item] = field(default_factory=dict)
    spine: list[SpineItem] = field(default_factory=list)
    nav: str = ""
    ncx: str = ""
    places: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    cover: str = ""
    missing: int = 0


def is_page(item: Item) -> bool:
    """Return whether a file of the book is a page, by its name and what it is said to be; either may be wrong."""
    name = item.path.lower()
    if name.endswith(_OTHER_NAMES):
        return False
    return name.endswith(_PAGE_NAMES) or item.media_type in _PAGE_TYPES or item.media_type == "image/svg+xml"


def read(root: Element, path: str, book: archive.Archive) -> Package:
    """Return what the package file ``path`` with this root says.

    Raises:
        Damaged: it names files outside of the book.
    """
    package = Package(path)
    _read_manifest(root, package, book)
    _read_spine(root, package)
    _read_guide(root, package, book)
    _read_metadata(root, package)
    return package


def _read_manifest(root: Element, package: Package, book: archive.Archive) -> None:
    for element in _inside(root, "manifest", "item"):
        href = (element.get("href") or "").strip()
        resolved = archive.resolve(package.path, href)
        media_type = (element.get("media-type") or "").strip().lower()
        item = Item(
            (book.find(resolved) or book.find_alone(resolved) or "") if resolved else "",
            media_type,
            frozenset((element.get("properties") or "").split()),
            element.get("fallback") or "",
            href if resolved is None else "",
        )
        package.items.setdefault(element.get("id") or item.path, item)
        if "nav" in item.properties and item.path and not package.nav:
            package.nav = item.path
        if media_type == "application/x-dtbncx+xml" and not package.ncx:
            package.ncx = item.path


def _read_spine(root: Element, package: Package) -> None:
    seen = set()
    for element in _inside(root, "spine", "itemref"):
        item = _readable(package, element.get("idref") or "")
        if item is None:
            package.missing += 1
        elif item.path and item.path not in seen and is_page(item):
            seen.add(item.path)
            package.spine.append(SpineItem(item.path, (element.get("linear") or "").strip().lower() != "no"))
    spine = next(markup.named(root, "spine"), None)
    if spine is not None and spine.get("toc") in package.items and not package.ncx:
        package.ncx = package.items[spine.get("toc")].path


def _readable(package: Package, name: str) -> Item | None:
    """Return the item ``name``, or the one that stands in for it where it is no page; None where the archive lacks it."""
    tried: set[str] = set()
    item = package.items.get(name)
    while item is not None and name not in tried and len(tried) < _LONGEST_CHAIN:
        tried.add(name)
        if item.href:
            raise Damaged("The file was refused because it names files outside of itself, which no honest book does.")
        if not item.path:
            return None
        if is_page(item) or not item.fallback:
            return item
        name = item.fallback
        item = package.items.get(name)
    return item


def _read_guide(root: Element, package: Package, book: archive.Archive) -> None:
    for element in _inside(root, "guide", "reference"):
        href = element.get("href") or ""
        path = book.find(archive.resolve(package.path, href) or "")
        kind = (element.get("type") or "").lower()
        if path and kind:
            place = (path, href.partition("#")[2])
            package.places[place] = package.places.get(place, frozenset()) | {kind}


def _inside(root: Element, parent: str, child: str) -> Iterator[Element]:
    for outer in markup.named(root, parent):
        yield from markup.named(outer, child)


def _read_metadata(root: Element, package: Package) -> None:
    found: dict[str, list[Element]] = {}
    for metadata in markup.named(root, "metadata"):
        for element in metadata.iter("{*}*"):
            found.setdefault(markup.name(element), []).append(element)
    refined = _refinements(found.get("meta", []))
    package.title = _book_title(found.get("title", []), refined)
    package.authors = _authors(found.get("creator", []), refined)
    package.language = next(filter(None, (html.language_tag(_text(e)) for e in found.get("language", []))), "")
    package.identifiers = _identifiers(found.get("identifier", []), refined)
    package.description = _plain(next(filter(None, map(_text, found.get("description", []))), ""))
    package.publisher = next(filter(None, map(_text, found.get("publisher", []))), "")
    package.cover = _cover(package, found.get("meta", []))


def _text(element: Element) -> str:
    return html.clean("".join(element.itertext()))


def _refinements(metas: list[Element]) -> dict[str, dict[str, str]]:
    """Return what EPUB 3 says about single elements of the metadata: id -> property -> value."""
    refined: dict[str, dict[str, str]] = {}
    for meta in metas:
        target = (meta.get("refines") or "").lstrip("#")
        if target and meta.get("property"):
            refined.setdefault(target, {})[meta.get("property")] = _text(meta)
    return refined


def _book_title(titles: list[Element], refined: dict[str, dict[str, str]]) -> str:
    kinds: dict[str, str] = {}
    for element in titles:
        text = _text(element)
        if text:
            kinds.setdefault(refined.get(element.get("id") or "", {}).get("title-type", "untyped"), text)
    main = kinds.get("main") or kinds.get("untyped") or next(iter(kinds.values()), "")
    subtitle = kinds.get("subtitle", "")
    if not subtitle or subtitle.casefold() in main.casefold():
        return main
    return f"{main}{'' if main[-1:] in ':?!' else ':'} {subtitle}" if main else subtitle


def _authors(creators: list[Element], refined: dict[str, dict[str, str]]) -> tuple[str, ...]:
    """Return the names of the authors; people in other roles only where there is no author."""
    ranks: tuple[list[str], list[str], list[str]] = ([], [], [])
    for element in creators:
        role = refined.get(element.get("id") or "", {}).get("role") or next(
            (value for key, value in element.items() if key.rpartition("}")[2] == "role"), ""
        )
        role = role.strip().lower()
        ranks[0 if role.startswith("aut") else 1 if not role else 2].append(_text(element))
    names = ranks[0] + ranks[1] or ranks[2]
    return tuple(dict.fromkeys(filter(None, names)))


def _identifiers(elements: list[Element], refined: dict[str, dict[str, str]]) -> tuple[Identifier, ...]:
    found = []
    for element in elements:
        scheme = next((value for key, value in element.items() if key.rpartition("}")[2] == "scheme"), "")
        kind = refined.get(element.get("id") or "", {}).get("identifier-type", "")
        value = _text(element)
        if value:
            found.append(identifier(value, "isbn" if kind in {"15", "02"} else scheme))
    return tuple(dict.fromkeys(found))


def identifier(value: str, scheme: str = "") -> Identifier:
    """Return an identifier with its scheme recognised by its own form where the file does not say. ISBNs lose their hyphens."""
    scheme = scheme.strip().lower()
    bare = re.sub(r"^urn:(?=[a-z]+:)", "", value, flags=re.I)
    prefix, colon, rest = bare.partition(":")
    if colon and prefix.lower() in {"isbn", "uuid", "doi", "asin", "mobi-asin", "calibre", "google", "goodreads"}:
        scheme, bare = prefix.lower(), rest.strip()
    digits = re.sub(r"[\s\u2010-\u2015-]", "", re.sub(r"^isbn(?:-?1[03])?:?", "", bare.strip(), flags=re.I)).upper()
    if is_isbn(digits):
        return Identifier("isbn", digits)
    if re.fullmatch(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", bare, re.I):
        return Identifier("calibre" if scheme == "calibre" else "uuid", bare)
    if re.match(r"https?://", bare, re.I):
        return Identifier("doi", bare.partition("doi.org/")[2]) if "doi.org/" in bare else Identifier("url", bare)
    if re.match(r"10\.\d{4,9}/\S+$", bare):
        return Identifier("doi", bare)
    return Identifier("" if scheme == "isbn" else scheme, bare)


def is_isbn(digits: str) -> bool:
    """Return whether ten or thirteen digits without hyphens are an ISBN, by its check digit (ISO 2108)."""
    if re.fullmatch(r"97[89]\d{10}", digits, re.A):
        return sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits, re.A):
        return sum((10 if d == "X" else int(d)) * (10 - n) for n, d in enumerate(digits)) % 11 == 0
    return False


def _plain(description: str) -> str:
    """Return a description without the HTML that shops put into it."""
    description = description[: 2 * _LONGEST_DESCRIPTION]
    if re.search(r"<[a-z/!][^>]*>|&[a-z#0-9]+;", description, re.I):
        root = markup.page(description.encode())
        if root is not None:
            description = "\n".join(block.paragraph.text for block in html.blocks(root) if block.paragraph.text)
    return description[:_LONGEST_DESCRIPTION]


def _cover(package: Package, metas: list[Element]) -> str:
    """Return the path of the cover picture: EPUB 3's property, EPUB 2's meta, then a picture called cover."""
    items = package.items
    named = [meta.get("content") or "" for meta in metas if (meta.get("name") or "").lower() == "cover"][:3]
    candidates = [item for item in items.values() if "cover-image" in item.properties]
    candidates += [items[name] for name in named if name in items]
    candidates += [item for name in named for item in items.values() if name and item.path.endswith(name)]
    candidates += [
        item
        for key, item in items.items()
        if "cover" in f"{key} {item.path}".lower() and item.media_type.startswith("image/")
    ]
    return next((item.path for item in candidates if item.path and not is_page(item)), "")
