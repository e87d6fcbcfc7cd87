"""Which links of a page are footnote marks, and which of its elements are the notes.

Marks are never read aloud; notes are kept apart from the text. What the markup says (epub:type, role) is believed; where it
says nothing, a link counts as a mark by its look (superscript, [1], *, a number that touches a word) and an element as a
note because a mark points at it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from studio_app.importers import limits, markup
from studio_app.importers.markup import EPUB, XHTML, Element, name

if TYPE_CHECKING:
    from collections.abc import Callable

_BLOCK_TAGS = (
    "p div li td th dd dt h1 h2 h3 h4 h5 h6 body html section article aside blockquote figure figcaption header footer main "
    "nav pre table tr ul ol dl center address caption details summary form fieldset hgroup"
)
BLOCKS = frozenset(_BLOCK_TAGS.split())
_SYMBOLS = "*†‡§¶‖#※"
_LABEL = (
    rf"(?:\d{{1,4}}|[a-z]{{1,2}}|[ivxlc]{{1,7}}|[{_SYMBOLS}]{{1,4}}\d{{0,3}}|[¹²³⁰⁴⁵⁶⁷⁸⁹]{{1,4}}|"
    rf"(?:fn|note|n|nb|注|註)[ .#:-]{{0,2}}\d{{1,4}})"
)
_MARK = re.compile(rf"[\[({{〔［（]?\s*{_LABEL}\s*[\])}}〕］）]?[.,:;]?", re.I)
_SQUARE = re.compile(rf"[\[{{〔［]\s*{_LABEL}\s*[\]}}〕］]", re.I)
_SYMBOL = re.compile(rf"[{_SYMBOLS}]{{1,4}}|[¹²³⁰⁴⁵⁶⁷⁸⁹]{{1,4}}")
_NUMBER = re.compile(r"\(?\d{1,3}\)?")
_ARROW = re.compile(r"[\s\[\]()]*[↩↑⏎↵⬆←⇐⇑↖⤴↺⮌^«‹\ufe0e\ufe0f]+[\s\[\]()]*")
_REF_CLASS = re.compile(
    r"\b(?:(?:foot|end)?-?_?note-?_?(?:ref|call|link|anchor|mark|reference|number|nr)|fn-?_?(?:ref|anchor|link)|fnanchor|noteref|"
    r"mso(?:foot|end)notereference)",
    re.I,
)
_BODY_CLASS = re.compile(
    r"(?:^|\s)(?:(?:foot|end|rear)-?_?notes?(?:[-_]?(?:text|body|content|item|entry|para|p))?|mso(?:foot|end)notetext|fnote)(?=\s|$)",
    re.I,
)
_TYPE = EPUB + "type"
_NOTHING: frozenset[str] = frozenset()
_TOP = frozenset({"", "top", "toc", "contents", "content", "nav", "page", "start"})
#: An element with more text than this is not one footnote, whoever points at it.
_LONGEST_NOTE = 20_000


@dataclass(slots=True)
class Notes:
    """What is known of the notes of one book. ``targets`` and ``sources`` map a page to anchor ids.

    ``targets`` are the places marks point at, ``sources`` the places of the marks themselves.
    """

    targets: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sources: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(slots=True)
class PageNotes:
    """The notes of one page: elements that are marks, blocks that hold a note, blocks judged so far, how links resolve."""

    marks: set[Element]
    bodies: set[Element]
    judged: set[Element]
    book: Notes
    resolve: Callable[[str], tuple[str, str]]

    def is_back_link(self, link: Element, *, leading: bool) -> bool:
        """Return whether ``link``, inside a note, leads back to the text or is the note's own number."""
        href = link.get("href") or ""
        words = _words(link)
        if types(link) & {"backlink", "doc-backlink", "referrer"} or (words and _ARROW.fullmatch(words)):
            return True
        if leading and _MARK.fullmatch(words):
            return True
        page, anchor = self.resolve(href)
        return bool(anchor) and anchor in self.book.sources.get(page, ())


def types(element: Element) -> frozenset[str]:
    """Return what the markup says an element is: the words of epub:type and role."""
    said, role = element.get(_TYPE) or element.get("epub:type"), element.get("role")
    if not said and not role:
        return _NOTHING
    return frozenset(f"{said or ''} {role or ''}".lower().split())


@lru_cache(maxsize=4096)
def is_note_class(value: str) -> bool:
    """Return whether a class attribute names a footnote."""
    return bool(_BODY_CLASS.search(value))


def is_label(element: Element) -> bool:
    """Return whether an element holds nothing but a note's number or sign."""
    return bool(_MARK.fullmatch(_words(element)))


def same_page(href: str) -> tuple[str, str]:
    """Resolve the links of a page that stands alone: only its own anchors are known, under the page ""."""
    path, _, anchor = href.partition("#")
    return ("", unquote(anchor)) if not path else (path, unquote(anchor))


def find(
    root: Element, page: str = "", book: Notes | None = None, resolve: Callable[[str], tuple[str, str]] = same_page
) -> PageNotes:
    """Return the marks and notes of a page; what its marks point at on other pages is added to ``book``."""
    found = PageNotes(set(), set(), set(), Notes() if book is None else book, resolve)
    arrows, raised = [], []
    for element in root.iter(XHTML + "a", "a", XHTML + "sup", "sup", XHTML + "span", "span"):
        tag = name(element)
        if not element.attrib and tag != "sup":
            continue
        if _is_mark(element, tag):
            _add_mark(found, element, page)
            limits.check(len(found.marks), limits.MARKS, "the number of notes in it")
        elif tag == "a" and "#" in (element.get("href") or "") and _ARROW.fullmatch(_words(element)):
            arrows.append(element)
        elif tag == "sup" and not len(element) and _words(element):
            raised.append(element)
            limits.check(len(raised), limits.MARKS, "the number of raised words in it")
    for link in arrows:
        _add_arrow(found, link)
    targets = found.book.targets.get(page)
    if targets:
        _add_bodies(found, root, targets)
    _add_bare_marks(found, raised)
    return found


def _words(element: Element) -> str:
    """Return the text of a small element, "" for larger ones: they are no marks."""
    return (markup.short_text(element, 60) or "").strip()


def _is_mark(element: Element, tag: str) -> bool:
    said = types(element)
    if said & {"noteref", "doc-noteref", "annoref"}:
        return True
    if tag != "a" or not element.get("href"):
        return False
    if said & {"backlink", "doc-backlink"}:
        return False
    words = _words(element)
    if len(words) > 12 or not _MARK.fullmatch(words):
        return False
    before = _before(element)
    if not before.strip():
        return False
    return _looks_raised(element) or ("#" in element.get("href") and _looks_like_mark(words, before))


def _looks_like_mark(words: str, before: str) -> bool:
    if _SQUARE.fullmatch(words) or _SYMBOL.fullmatch(words):
        return True
    return bool(_NUMBER.fullmatch(words)) and not before[-1].isspace() and before[-1] not in ",-–—/(["


def _looks_raised(link: Element) -> bool:
    parent = link.getparent()
    if name(parent) == "sup" or (len(link) == 1 and name(link[0]) == "sup"):
        return True
    classes = f"{link.get('class') or ''} {parent.get('class') or ''}"
    return bool(_REF_CLASS.search(classes))


def _before(element: Element) -> str:
    """Return the text just before an element inside its block, as far back as the nearest word; "" at the block's start."""
    found = ""
    while not found.strip():
        previous = element.getprevious()
        parent = element.getparent()
        if previous is not None:
            tail = previous.tail or ""
            found = (
                tail + found
                if tail.strip() or name(previous) in BLOCKS
                else "".join(previous.itertext())[-8:] + tail + found
            )
            if name(previous) in BLOCKS:
                return found
            element = previous
        elif parent is None:
            return found
        else:
            found = (parent.text or "") + found
            if name(parent) in BLOCKS:
                return found
            element = parent
    return found


def _add_mark(found: PageNotes, element: Element, page: str) -> None:
    """Take the mark out, with the superscript or span around it that holds nothing else, and note where it leads."""
    links = [element] if name(element) == "a" else list(element.iter(XHTML + "a", "a"))[:4]
    outer = element
    for parent in islice(element.iterancestors(), 4):
        if name(parent) not in {"sup", "span", "small", "a", "b", "i"} or not _MARK.fullmatch(_words(parent)):
            break
        outer = parent
    found.marks.add(outer)
    for link in links:
        target, anchor = found.resolve(link.get("href") or "")
        if anchor:
            found.book.targets[target].add(anchor)
    for inner in outer.iter():
        anchor = inner.get("id") or inner.get("name")
        if anchor:
            found.book.sources[page].add(anchor)


def _add_arrow(found: PageNotes, link: Element) -> None:
    found.marks.add(link)
    _, anchor = found.resolve(link.get("href"))
    if anchor.lower() not in _TOP:
        _add_body(found, link)


def _add_bodies(found: PageNotes, root: Element, targets: set[str]) -> None:
    for element in root.xpath("//*[@id or @name]"):
        if (element.get("id") in targets or element.get("name") in targets) and element not in found.marks:
            _add_body(found, element)


def _add_body(found: PageNotes, element: Element) -> None:
    """Add the block around ``element``; the list item or aside around that where there is one."""
    while name(element) not in BLOCKS:
        element = element.getparent()
        if element is None:
            return
    for outer in islice(element.iterancestors(), 6):
        if name(outer) in {"li", "aside", "dd", "tr"} or is_note_class(outer.get("class") or ""):
            element = outer
            break
        if name(outer) in {"body", "section", "article", "table"}:
            break
    if element in found.judged:
        return
    found.judged.add(element)
    if name(element) in {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "body",
        "html",
        "section",
        "article",
        "main",
        "nav",
        "table",
    }:
        return
    if (
        sum(map(len, element.itertext())) <= _LONGEST_NOTE
        and next(element.iter("{*}h1", "{*}h2", "{*}h3"), None) is None
    ):
        found.bodies.add(element)


def _add_bare_marks(found: PageNotes, raised: list[Element]) -> None:
    """Raised numbers that are no links are marks where blocks that begin with the same raised numbers follow all of them.

    Numbers of verses look alike, but theirs in the text and at the starts of blocks are not the same ones.
    """
    marks: list[Element] = []
    bodies: dict[str, Element] = {}
    for element in [*raised, None]:
        leads = element is not None and is_label(element) and not _before(element).strip()
        if bodies and not leads:
            if bodies.keys() == {_words(mark) for mark in marks}:
                found.marks.update(marks)
                for body in bodies.values():
                    _add_body(found, body)
            marks, bodies = [], {}
        if leads and marks:
            bodies.setdefault(_words(element), element)
        elif element is not None and not leads and element not in found.marks and is_label(element):
            marks.append(element)
