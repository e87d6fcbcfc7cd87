"""Text from elsewhere: formatting goes; paragraphs, and what kind they are, stay."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import Kind
from studio_app.ui.editor.chips import is_scene_break

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Ends of lines and paragraphs of every system and format.
_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
#: What nobody can see and no manuscript needs: controls, byte order marks, object marks, halves of characters. Direction
#: marks and joiners stay: Arabic, Persian and emoji are written with them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffc\ufdd0-\ufdef\ufffe\uffff]")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_HALVES = re.compile("[\ud800-\udfff]")
#: A line at least this long that is not the last of its paragraph was broken by its program, not by its author.
_WRAPPED = 50
#: Longer rich text than this is read as plain text, which is ten times as fast.
_LONGEST_HTML = 1_000_000

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|li|main|"
    "nav|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul"
)
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
_UNREAD = re.compile("head|math|noscript|script|style|svg|template|title")
#: Word writes the bullets of its lists as text, and says so.
_HIDDEN = re.compile(r"display\s*:\s*none|mso-list\s*:\s*ignore|mso-hide\s*:\s*all", re.IGNORECASE)
_WORD_HEADING = re.compile(r"\bMso(Title|Heading(\d))", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")
_NAME = re.compile(r"/?[a-zA-Z][^\s/>]{0,40}")
_ATTRIBUTE = re.compile(r"(class|style)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
#: More than this no tag needs: characters of attributes, and tags in tags.
_LONGEST_TAG, _DEEPEST = 2000, 200


@dataclass(frozen=True, slots=True)
class Pasted:
    """A paragraph from elsewhere."""

    text: str
    kind: Kind = Kind.TEXT
    level: int = 0


def normal(text: str) -> str:
    """Return one line of written text as the project keeps it: NFC, no control characters, no halves of characters."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _HALVES.sub("\ufffd", _UNSEEN.sub("", _LINE_ENDS.sub(" ", text))))


def from_clipboard(text: str, html: str) -> str | list[Pasted]:
    """Return what is pasted: a piece of a line, or paragraphs.

    Args:
        text: the plain text of the clipboard, "" where it has none.
        html: its rich text, "" where it has none.
    """
    if text and (line := inline(text)) is not None:
        return line
    found = rich(html) if 0 < len(html) <= _LONGEST_HTML else []
    if not found:
        found = [Pasted(line) for line in paragraphs(text)]
    if not text and len(found) == 1 and found[0].kind is Kind.TEXT:
        return found[0].text
    marked = (Pasted(p.text, Kind.SCENE_BREAK) if p.kind is Kind.TEXT and is_scene_break(p.text) else p for p in found)
    return list(marked)


def rich(html: str) -> list[Pasted]:
    """Return the paragraphs of a rich text, with headings, quotes, items of lists and breaks between scenes."""
    reader = _Reader()
    for text, tag, attributes in _tokens(html):
        if text:
            reader.letters(unescape(text))
        if tag.startswith("/"):
            reader.end(tag[1:])
        elif tag:
            reader.begin(tag, attributes)
    reader.flush()
    return reader.found


def _tokens(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield (letters before a tag, its name in lower case, its attributes); comments and declarations are left out.

    Not ``html.parser``: one of 300,000 characters made for it keeps it busy for minutes, and this one looks at each once.
    """
    at = 0
    while at < len(html):
        start = html.find("<", at)
        if start < 0:
            yield html[at:], "", ""
            return
        comment = html.startswith("<!--", start)
        end = html.find("-->" if comment else ">", start)
        inside = html[start + 1 : end if end >= 0 else len(html)]
        name = None if comment else _NAME.match(inside)
        if end < 0 or (name is None and inside[:1] not in ("!", "?", "/")):
            yield html[at : start + 1] if end >= 0 else html[at:start], "", ""
            at = start + 1 if end >= 0 else len(html)
            continue
        if name is None:
            yield html[at:start], "", ""
        else:
            yield html[at:start], name[0].lower(), inside[name.end() : name.end() + _LONGEST_TAG]
        at = end + (3 if comment else 1)


def as_html(copied: Sequence[Pasted]) -> str:
    """Return paragraphs as other programs understand them, and ``rich`` too."""
    return "\n".join(_tagged(copied))


def _tagged(copied: Iterable[Pasted]) -> Iterable[str]:
    for paragraph in copied:
        text = escape(paragraph.text, quote=False)
        match paragraph.kind:
            case Kind.HEADING:
                yield f"<h{paragraph.level or 1}>{text}</h{paragraph.level or 1}>"
            case Kind.SCENE_BREAK:
                yield "<hr>" if not paragraph.text else f"<p>{text}</p>"
            case Kind.QUOTE:
                yield f"<blockquote><p>{text}</p></blockquote>"
            case Kind.LIST_ITEM:
                yield f"<ul><li>{text}</li></ul>"
            case _:
                yield f"<p>{text}</p>"


class _Reader:
    """Reads rich text as browsers, Word, LibreOffice and Google Docs put it on the clipboard."""

    def __init__(self) -> None:
        self.found: list[Pasted] = []
        self._open: list[tuple[str, Kind, int, bool]] = []
        self._text: list[str] = []
        self._kept = 0  # how many tags are open that keep the ends of lines

    def begin(self, tag: str, attributes: str) -> None:
        """Begin a paragraph where the tag is that of one."""
        if _BLOCK.fullmatch(tag):
            self.flush()
        if tag == "br":
            self._break()
        elif tag == "hr":
            self.flush()
            self.found.append(Pasted("", Kind.SCENE_BREAK))
        elif tag in ("td", "th"):
            self._text.append(" ")
        if not _VOID.fullmatch(tag) and not attributes.endswith("/") and len(self._open) < _DEEPEST:
            said = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(attributes)}
            self._open.append((tag, *self._kind(tag, said.get("class", "")), self._hidden(tag, said.get("style", ""))))
            self._kept += tag == "pre"

    def end(self, tag: str) -> None:
        """End what is open, and all that was left open in it."""
        at = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n][0] == tag), None)
        if at is not None:
            if _BLOCK.fullmatch(tag):
                self.flush()
            self._kept -= sum(ended[0] == "pre" for ended in self._open[at:])
            del self._open[at:]

    def letters(self, text: str) -> None:
        """Take letters, unless they are hidden."""
        if self._open and self._open[-1][3]:
            return
        if self._kept:
            first, *more = text.split("\n")
            self._text.append(first)
            for line in more:
                self.flush()
                self._text.append(line)
        else:
            self._text.append(text)

    def flush(self) -> None:
        """End the paragraph that letters were taken for."""
        text = normal(" ".join("".join(self._text).split()))
        self._text = []
        if text:
            kind, level = self._open[-1][1:3] if self._open else (Kind.TEXT, 0)
            self.found.append(Pasted(text, kind, level))

    def _break(self) -> None:
        """End a line: in a heading it is one still."""
        if self._open and self._open[-1][1] is Kind.HEADING:
            self._text.append(" ")
        else:
            self.flush()

    def _kind(self, tag: str, style: str) -> tuple[Kind, int]:
        """Return what paragraphs in this tag are; where it does not say, as those around it."""
        if heading := _HEADING.fullmatch(tag):
            return Kind.HEADING, int(heading[1])
        if heading := _WORD_HEADING.search(style):
            return Kind.HEADING, int(heading[2] or 1)
        if tag == "li" or style.startswith("MsoListParagraph"):
            return Kind.LIST_ITEM, 0
        if tag == "blockquote" or style.startswith(("MsoQuote", "MsoIntenseQuote")):
            return Kind.QUOTE, 0
        return self._open[-1][1:3] if self._open else (Kind.TEXT, 0)

    def _hidden(self, tag: str, style: str) -> bool:
        around = bool(self._open) and self._open[-1][3]
        return around or bool(_UNREAD.fullmatch(tag) or _HIDDEN.search(style))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a pasted text, one line each, none of them empty.

    Where paragraphs are divided by empty lines and the lines in them look wrapped (mail, Gutenberg), each group of lines
    is one paragraph; everywhere else each line is one.
    """
    groups = _groups([_SPACES.sub(" ", line).strip() for line in _LINE_ENDS.split(text)])
    if len(groups) > 1 and _look_wrapped(groups):
        found = [" ".join(group) for group in groups]
    else:
        found = [line for group in groups for line in group]
    return [line for line in map(normal, found) if line]


def inline(text: str) -> str | None:
    """Return ``text`` where it is a piece of one line (spaces at its ends count), None where it is paragraphs."""
    return None if _LINE_ENDS.search(text) else normal(_SPACES.sub(" ", text))


def _groups(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _look_wrapped(groups: list[list[str]]) -> bool:
    inner = [len(line) for group in groups for line in group[:-1]]
    return bool(inner) and sum(inner) / len(inner) >= _WRAPPED
