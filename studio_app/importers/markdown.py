"""Markdown to a Draft: CommonMark with tables, footnotes and front matter, through the same tree and rules as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from studio_app.importers import encoding, html, limits, markup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from markdown_it.token import Token

    from studio_app.domain.manuscript import Draft

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_-]{2,30}):[ \t]*(.*)$")
_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*(.*)$")
_REFERENCE = re.compile(r"[ \t]?\[\^([^\]\s]{1,80})\]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATTRIBUTES = re.compile(r"[ \t]*\{[#.][^{}\n]{0,200}\}[ \t]*$")
#: Brackets without end, which the parser would try to pair in every way.
_BRACKETS = re.compile(r"(?:!?\[(?:\^\w?)?){40,}")
#: Markers of quotations and lists inside each other: what is deeper than the parser goes would be left out by it.
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
    rendered = _rendered(lines, notes)
    draft = html.draft(markup.page(f"<html><body>{rendered}</body></html>".encode("utf-8", "replace")), title)
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


def _rendered(lines: list[str], notes: dict[str, str]) -> str:
    """Return HTML; each note follows the block that refers to it, and its marks are left out."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 30}).enable(["table", "strikethrough"])
    text = _BRACKETS.sub(lambda found: re.sub(r"([!\[])", r"\\\1", found[0]), "\n".join(lines))
    tokens = parser.parse(_INDENT.sub(" " * 24, _DEEP.sub(r"\1 ", text)))
    parts: list[str] = []
    block: list[Token] = []
    labels = frozenset(notes)
    waiting: list[str] = []
    depth = 0
    for token in tokens:
        depth += token.nesting
        if token.children:
            waiting += _strip_marks(token.children, labels)
        block.append(token)
        if depth == 0:
            parts.append(parser.renderer.render(block, parser.options, {}))
            parts += [_aside(parser, notes.pop(label)) for label in dict.fromkeys(waiting) if label in notes]
            block, waiting = [], []
    return "".join(parts) + "".join(_aside(parser, note) for note in notes.values())


def _strip_marks(children: list[Token], labels: frozenset[str]) -> list[str]:
    """Take the marks of known footnotes out of inline text; return the labels they name."""
    found: list[str] = []

    def seen(mark: re.Match[str]) -> str:
        if mark[1] not in labels:
            return mark[0]
        found.append(mark[1])
        return ""

    for child in children:
        if child.type == "text" and "[^" in child.content:
            child.content = _REFERENCE.sub(seen, child.content)
    return found


def _aside(parser: MarkdownIt, note: str) -> str:
    return f'<aside role="doc-footnote">{parser.render(note)}</aside>' if note else ""
