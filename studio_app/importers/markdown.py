"""Markdown to a Draft: CommonMark with tables, footnotes and front matter, through the same tree and rules as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

import pyromark

from studio_app.importers import encoding, html, limits, markup

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from studio_app.domain.manuscript import Draft

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_-]{2,30}):[ \t]*(.*)$")
_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*(.*)$")
_REFERENCE = re.compile(r"[ \t]?\[\^([^\]\s]{1,80})\]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATTRIBUTES = re.compile(r"[ \t]*\{[#.][^{}\n]{0,200}\}[ \t]*$")
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
_CODE = frozenset({"code", "pre", "script", "style"})
#: Markers of quotations and lists inside each other: a tree deeper than 256 elements is no longer read.
_DEEP = re.compile(
    r"^((?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){12})(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))+", re.MULTILINE
)
_INDENT = re.compile(r"^ {24,}", re.MULTILINE)
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")


def read(path: Path, *, progress: Callable[[float], None] | None = None) -> Draft:
    """Read a Markdown file.

    Raises:
        NoText: there is nothing to read in it.
        TooLarge: it is over a limit.
    """
    limits.check(path.stat().st_size, limits.DOCUMENT_BYTES, "this text")
    written, damaged = encoding.decode(path.read_bytes())
    if progress:
        progress(0.2)
    draft = draft_of(written, path.stem.replace("_", " "))
    if damaged:
        draft = replace(draft, warnings=("Some characters could not be read and show as \ufffd.", *draft.warnings))
    return draft


def draft_of(written: str, title: str) -> Draft:
    """Return the Draft of decoded Markdown; ``title`` names it where it does not name itself. NoText where it is empty."""
    facts, written = _front_matter(written.lstrip("\n"))
    lines, notes = _without_notes(written.split("\n"))
    draft = html.draft(_page(lines, notes), title)
    return replace(
        draft,
        title=facts.get("title", [draft.title])[0],
        authors=tuple(facts.get("author") or facts.get("authors") or draft.authors),
        language=html.language_tag((facts.get("language") or facts.get("lang") or [draft.language])[0]),
        description=(facts.get("description") or [draft.description])[0],
        publisher=(facts.get("publisher") or [draft.publisher])[0],
    )


def _front_matter(written: str) -> tuple[dict[str, list[str]], str]:
    """Return the facts said between two lines of dashes at the very start, and the text below them."""
    found = _FRONT.match(written)
    if not found:
        return {}, written
    facts: dict[str, list[str]] = {}
    key = ""
    for line in found[1].split("\n"):
        said = _FIELD.match(line)
        if said:
            key = said[1].lower()
            facts[key] = [v for v in map(_value, _values(said[2])) if v]
        elif line.lstrip().startswith("- ") and key:
            facts[key].append(_value(line.lstrip()[2:]))
        elif line.strip() and not line.lstrip().startswith("#") and not key:
            return {}, written
    return {key: values for key, values in facts.items() if values}, written[found.end() :]


def _values(text: str) -> list[str]:
    text = text.strip()
    return text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]


def _value(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    return "" if text in {"|", ">", "|-", ">-"} else encoding.one_line(text)


def _without_notes(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    """Take the definitions of footnotes out of the lines, code left as it is."""
    kept: list[str] = []
    notes: dict[str, list[str]] = {}
    fence = ""
    current: list[str] | None = None
    for line in lines:
        mark = _FENCE.match(line)
        if mark and (not fence or (mark[1][0] == fence[0] and len(mark[1]) >= len(fence))):
            fence = "" if fence else mark[1]
        found = None if fence else _DEFINITION.match(line)
        if found and found[1] not in notes:
            current = notes[found[1]] = [found[2]]
        elif current is not None and (
            line.startswith(("    ", "\t")) or (line.strip() and current[-1] and not _opens(line))
        ):
            current.append(line.strip())
        elif current is not None and not line.strip():
            current.append("")
            kept.append("")
        else:
            current = None
            kept.append(_ATTRIBUTES.sub("", line) if not fence and _HEADING.match(line) else line)
    return kept, {label: "\n".join(parts).strip() for label, parts in notes.items()}


def _opens(line: str) -> bool:
    """Tell whether a line begins a block, so that it cannot go on with the note above it."""
    return bool(re.match(r" {0,3}(?:#{1,6}\s|>|[-*+]\s|\d+[.)]\s|[`~]{3}|\[\^|[-*_]{3,}\s*$)", line))


def _page(lines: list[str], notes: dict[str, str]) -> markup.Element | None:
    """Return the tree of the text; each note follows the block that first refers to it, and its marks are left out."""
    root = _tree(_html("\n".join(lines)))
    asides = "".join(f'<aside role="doc-footnote">{_html(note)}</aside>' for note in notes.values() if note)
    page = _tree(asides) if asides else None
    if root is None or page is None:
        return page if root is None else root
    found = (e for e in page.iter() if markup.name(e) == "aside" and e.get("role") == "doc-footnote")
    waiting = dict(zip((label for label, note in notes.items() if note), list(found), strict=False))
    body = next((e for e in root.iter() if markup.name(e) == "body"), root)
    blocks = list(body)
    for block, after in zip_longest(blocks, blocks[1:]):
        for label in dict.fromkeys(_take_marks(block, notes.keys())):
            if label in waiting:
                note = waiting.pop(label)
                body.append(note) if after is None else after.addprevious(note)
    body.extend(waiting.values())
    return root


def _html(text: str) -> str:
    """Return CommonMark with tables as HTML. What is nested deeper than a reader goes is made shallower, not left out."""
    text = _INDENT.sub(" " * 24, _DEEP.sub(r"\1 ", text))
    return pyromark.html(text.encode("utf-8", "replace").decode(), options=_OPTIONS)


def _tree(body: str) -> markup.Element | None:
    return markup.page(f"<html><body>{body}</body></html>".encode("utf-8", "replace"))


def _take_marks(block: markup.Element, labels: Collection[str]) -> list[str]:
    """Take the marks of known footnotes out of the text of a block, code left as it is; return the labels they name."""
    found: list[str] = []

    def seen(mark: re.Match[str]) -> str:
        if mark[1] not in labels:
            return mark[0]
        found.append(mark[1])
        return ""

    for element in block.iter():
        if element.text and "[^" in element.text and markup.name(element) not in _CODE:
            element.text = _REFERENCE.sub(seen, element.text)
        if element is not block and element.tail and "[^" in element.tail:
            element.tail = _REFERENCE.sub(seen, element.tail)
    return found
