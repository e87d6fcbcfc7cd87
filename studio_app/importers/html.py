"""From an HTML or XHTML tree to paragraphs. EPUB, DOCX, Markdown and web pages come through here too.

The tree is walked once, without recursion, in document order. Text is gathered until a block begins or ends and then becomes
one paragraph, so that every text node is taken exactly once: no word is lost or doubled, inline tags add no spaces, and
blocks never join words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from studio_app.domain.errors import NoText
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.importers import limits, markup, matter, notes
from studio_app.importers.markup import EPUB, XHTML, Element

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path


class Block(NamedTuple):
    """A paragraph and the ids of the anchors that stand at its start or inside it."""

    paragraph: DraftParagraph
    anchors: tuple[str, ...] = ()


class Page(NamedTuple):
    """The paragraphs of one page.

    ``anchors`` maps each wanted anchor to the paragraph it stands at or inside of, by its number; one after the last text has
    the number after the last. ``elements`` maps them to what carries them.
    """

    paragraphs: list[DraftParagraph]
    anchors: dict[str, int]
    elements: dict[str, Element]


# What the attributes of an element say, as bits.
_HIDDEN, _NOTE, _NOTES, _BREAK, _PAGE_NUMBER, _BACK_LINK, _HEADING, _NOTE_CLASS = (1 << n for n in range(8))

_TYPES = {
    "footnote": _NOTE,
    "endnote": _NOTE,
    "rearnote": _NOTE,
    "doc-footnote": _NOTE,
    "doc-endnote": _NOTE,
    "footnotes": _NOTES,
    "endnotes": _NOTES,
    "rearnotes": _NOTES,
    "doc-endnotes": _NOTES,
    "pagebreak": _PAGE_NUMBER,
    "doc-pagebreak": _PAGE_NUMBER,
    "backlink": _BACK_LINK,
    "doc-backlink": _BACK_LINK,
    "heading": _HEADING,
}
_BREAK_CLASS = re.compile(
    r"(?:scene|section|thought|text|story)[-_]?(?:break|divider|separator)|ornament|asterism|dinkus|fleuron", re.I
)
_PAGE_CLASS = re.compile(r"(?:^|\s)(?:page-?_?(?:num(?:ber)?|no|break)s?|pgnum|pgno|x-ebookmaker-pageno)(?=\s|$)", re.I)
_PAGE_NUMBER_TEXT = re.compile(
    r"\W*(?:(?:p|pg|pp|page|s|seite|pág|página|стр|с)\b\.?)?\W*(?:\d{1,5}|[ivxlcdm]{1,9})[a-z]?\W*", re.I
)
_UNSEEN = re.compile(r"display\s*:\s*none", re.I)

#: A paragraph of nothing but these is a break between scenes, unless it is only dots (somebody says nothing).
_ORNAMENT = re.compile(
    r"[\s*＊∗⁎⁑⁂•·∙◦●○◆◇■□▪▫★☆✦✧✩✪❖❦❧☙✻✼✽❋❊✱✲✳✴✵✶✷✸✹✺~∼〜–—―‒\-_=+#§¶†‡.…/\\|<>^×✕✖✗⸻⸺♦♥♠♣❀✿☼➳➵]{1,60}"
)
_LONGEST_ORNAMENT = 60
_ONLY_DOTS = re.compile(r"[.…]+")

#: Characters that are no text: soft hyphen, zero-width space and joiner of words, byte-order mark, controls.
_NOISE = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, 0x180E, 0x7F, 0xFFFE, 0xFFFF, *range(9), *range(14, 28)])
#: Numeric references to 128-159 mean Windows characters, as every browser reads them.
_WINDOWS = {n: bytes([n]).decode("cp1252", "ignore") or None for n in range(0x80, 0xA0)}
_CLEAN = {**_NOISE, **_WINDOWS}
_CELL = "\x1f"
#: Stands where a footnote mark was until the paragraph is whole, with the white space before and the character after it.
_DROPPED = "\x1e"
_INVISIBLE = frozenset("\xad\u200b\u2060")
_CLOSING = tuple(".,;:!?)]”’»")
_GAP = re.compile(r"([^\S\x1e]*)\x1e+")


#: A superset of long runs of combining marks, told without their table.
_RUN = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_NOISY = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\xad\u200b\u2060\ufeff\u180e\ufffe\uffff]")


def clean_strict(text: str) -> str:
    """Return the same as ``clean`` for text from well-formed XML, which in ASCII has few ways to be unclean."""
    if not text.isascii():
        return clean(text)
    text = text.strip()
    if "\n" in text:
        text = text.replace("\n", " ")
    return " ".join(text.split()) if "  " in text or "\t" in text or "\r" in text else text


def clean(text: str) -> str:
    """Return ``text`` as a paragraph holds it: NFC, single spaces, without soft hyphens and zero-width characters."""
    text = text.strip().replace("\n", " ")
    if not text.isprintable():
        if _NOISY.search(text):
            text = text.translate(_CLEAN)
        text = " ".join(text.split())
    elif "  " in text:
        text = " ".join(text.split())
    return text if text.isascii() else _composed(text)


def _composed(text: str) -> str:
    """Return ``text`` in NFC.

    Sorting a long run of combining marks takes time with the square of its length, so runs are broken after 30 as Unicode's
    Stream-Safe Text Format does (UAX 15). Only texts are searched for runs that could hold one of harmful length.
    """
    if len(text) > 1000 or len(text.encode("utf-8", "replace")) > 1.3 * len(text):
        text = _RUN.sub(_stream_safe, text)
    return unicodedata.normalize("NFC", text)


def _stream_safe(found: re.Match[str]) -> str:
    run = found[0]
    if not any(map(unicodedata.combining, run)):
        return run
    return "\u034f".join(run[at : at + 30] for at in range(0, len(run), 30))


@lru_cache(maxsize=4096)
def _class_marks(value: str) -> int:
    """Return what a class attribute says; pages of one book use the same few again and again."""
    marks = 0
    if notes.is_note_class(value):
        marks |= _NOTE_CLASS
    if _BREAK_CLASS.search(value):
        marks |= _BREAK
    if _PAGE_CLASS.search(value):
        marks |= _PAGE_NUMBER
    return marks


@lru_cache(maxsize=1024)
def _type_marks(value: str) -> int:
    marks = 0
    for word in value.lower().split():
        marks |= _TYPES.get(word, 0)
    return marks


_TYPE_KEYS = frozenset({f"{EPUB}type", "epub:type", "role"})


class _State(NamedTuple):
    """What holds for the text inside a block: its kind, heading level, and how its white space and cells are read."""

    kind: Kind = Kind.TEXT
    level: int = 0
    note: bool = False
    pre: bool = False
    flat: bool = False


class _Walk:
    """One walk over one tree. ``run`` does it; the other methods are its steps."""

    def __init__(self, wanted: Collection[str], page_notes: notes.PageNotes, *, strict: bool) -> None:
        self.clean = clean_strict if strict else clean
        self.paragraphs: list[DraftParagraph] = []
        self.anchors: dict[str, int] = {}
        self.elements: dict[str, Element] = {}
        self.wanted = wanted
        self.notes = page_notes
        self.state = _State()
        #: The text of the paragraph so far, and the anchors in it with the number of parts before them.
        self.parts: list[str] = []
        self.waiting: list[tuple[str, int]] = []
        #: Pictures inside it, a picture that may be its first letter, and the place after its last line break.
        self.alts: list[str] = []
        self.initial = ""
        self.line_end = -1
        #: What the attributes of the element just opened say.
        self.marks = 0

    def run(self, root: Element) -> Page:
        """Walk the tree and return its paragraphs."""
        trail: list[tuple[Iterator[Element], Element, object]] = [(iter((root,)), None, None)]
        while trail:
            children, parent, left = trail[-1]
            element = self.leaves(children)
            if element is None:
                trail.pop()
                if parent is not None:
                    self.leave(parent, left)
                continue
            undo = self.enter(element, element.items())
            if undo is _SKIP:
                self.add_tail(element)
            elif len(element):
                trail.append((iter(element), element, undo))
            else:
                self.leave(element, undo)
        self.flush()
        self.place_anchors()
        return Page(self.paragraphs, self.anchors, self.elements)

    def leaves(self, children: Iterator[Element]) -> Element | None:
        """Take paragraphs of plain text, italics and the like, and return the first element that is not one.

        Nine of ten paragraphs are such. They share the state of their parent, so it is looked at once for all of them.
        """
        kind, level, note, _, flat = self.state
        special = flat or self.notes.bodies
        text_kind = Kind.FOOTNOTE if note else kind
        clean_text, paragraphs, wanted = self.clean, self.paragraphs, self.wanted
        for element in children:
            items = element.items()
            if element.tag not in _PARAGRAPHS or special or (items and not _only_looks(items, wanted)):
                return element
            if not len(element):
                text = element.text or ""
            elif note or not self.is_plain_inside(element):
                return element
            else:
                text = "".join(element.itertext())
            if self.parts or self.alts or self.initial:
                self.flush()
            text = clean_text(text)
            if len(text) > _LONGEST_ORNAMENT:
                if self.waiting:
                    self.place_anchors()
                paragraphs.append(DraftParagraph(text_kind, text, level))
            elif text:
                self.emit(text)
            tail = element.tail
            if tail and not tail.isspace():
                self.parts.append(tail)
        return None

    def is_plain_inside(self, element: Element) -> bool:
        """Return whether a paragraph holds nothing but text in different looks, so that its text is all of its text."""
        marks, wanted = self.notes.marks, self.wanted
        for inner in element.iterdescendants():
            if inner.tag not in _LOOKS or (marks and inner in marks):
                return False
            items = inner.items()
            if items and not _only_looks(items, wanted):
                return False
        return True

    def enter(self, element: Element, items: list[tuple[str, str]]) -> object:
        """Open an element: take its text, and return how to undo its state, or _SKIP where nothing in it is text."""
        marks = self.marks = self.read_attributes(element, items) if items else 0
        if self.notes.marks and element in self.notes.marks:
            self.parts.append(_DROPPED)
            return _SKIP
        if marks & (_HIDDEN | _PAGE_NUMBER | _BACK_LINK) and self.is_unread(element, marks):
            return _SKIP
        undo = _ACTIONS.get(element.tag, _inline)(self, element)
        if undo is not _SKIP:
            text = element.text
            if text and (self.parts or not text.isspace()):
                self.parts.append(text)
        return undo

    def leave(self, element: Element, undo: object) -> None:
        """Close an element: its block ends, and the text after it begins."""
        if isinstance(undo, _State):
            self.flush()
            self.state = undo
        elif isinstance(undo, str):
            self.parts.append(undo)
        self.add_tail(element)

    def add_tail(self, element: Element) -> None:
        """Take the text that follows an element inside its parent."""
        tail = element.tail
        if tail and (self.parts or not tail.isspace()):
            self.parts.append(tail)

    def read_attributes(self, element: Element, items: list[tuple[str, str]]) -> int:
        """Return what the attributes of an element say, as bits, and note a wanted anchor."""
        marks = 0
        for key, value in items:
            if key == "class":
                marks |= _class_marks(value)
            elif key in {"id", "name"}:
                if value in self.wanted:
                    self.waiting.append((value, len(self.parts)))
                    self.elements[value] = element
            elif key in _TYPE_KEYS:
                marks |= _type_marks(value)
            elif key == "hidden" or (key == "style" and _UNSEEN.search(value)):
                marks |= _HIDDEN
        return marks

    def is_unread(self, element: Element, marks: int) -> bool:
        """Return whether an element is hidden, or is the number of a printed page."""
        if marks & _HIDDEN:
            return not marks & (_NOTE | _NOTES | _NOTE_CLASS)
        if marks & _BACK_LINK:
            return markup.name(element) == "a"
        words = markup.short_text(element, 30)
        return words is not None and (not words.strip() or bool(_PAGE_NUMBER_TEXT.fullmatch(words.strip())))

    def block(self, kind: Kind | None = None, level: int = 0, *, note: bool = False) -> _State:
        """Begin a block, of another kind than the one around it where one is given; return the state to go back to."""
        if self.parts or self.alts or self.initial:
            self.flush()
        before = self.state
        if kind or note:
            self.state = _State(kind or before.kind, level, before.note or note, before.pre, before.flat)
        return before

    def flush(self) -> None:
        """Make a paragraph of the text gathered so far."""
        if self.parts:
            parts, self.parts = self.parts, []
            self.line_end = -1
            text = "".join(parts)
            if self.notes.marks and _DROPPED in text:
                text = _GAP.sub(_closed, text)
            if self.initial:
                text = self.with_initial(text)
            if self.state.pre:
                for lines in re.split(r"\n[ \t]*\n", text.replace("\r", "")):
                    self.emit(lines)
            elif self.state.flat:
                self.emit(_row(text))
            elif self.waiting:
                self.emit_with_anchors(text, parts)
            else:
                self.emit(text)
        elif self.initial:
            self.with_initial("")
        if self.alts:
            alts, self.alts = self.alts, []
            for alt in alts:
                self.emit_alt(alt)

    def emit_with_anchors(self, text: str, parts: list[str]) -> None:
        """Emit a paragraph; anchors that stand after all its text belong to the next one."""
        last = next((n for n in range(len(parts) - 1, -1, -1) if parts[n].strip()), -1)
        after = [(anchor, 0) for anchor, place in self.waiting if place > last]
        self.waiting = [found for found in self.waiting if found[1] <= last]
        self.emit(text)
        self.waiting += after

    def emit(self, raw: str) -> None:
        """Add a paragraph of the present kind, if there is any text in it."""
        text = self.clean(raw)
        if not text:
            return
        kind, level, note, _, _ = self.state
        if note:
            kind, level = Kind.FOOTNOTE, 0
        elif len(text) <= _LONGEST_ORNAMENT and _ORNAMENT.fullmatch(text) and not _ONLY_DOTS.fullmatch(text):
            kind, level = Kind.SCENE_BREAK, 0
        self.add(DraftParagraph(kind, text, level))

    def emit_alt(self, raw: str) -> None:
        text = clean(raw)
        if not text:
            return
        ornament = _ORNAMENT.fullmatch(text) and not _ONLY_DOTS.fullmatch(text)
        self.add(DraftParagraph(Kind.SCENE_BREAK if ornament else Kind.ALT_TEXT, text))

    def add(self, paragraph: DraftParagraph) -> None:
        """Add a paragraph with the anchors that wait for one."""
        if self.waiting:
            self.place_anchors()
        self.paragraphs.append(paragraph)

    def place_anchors(self) -> None:
        """Let the anchors that wait stand at the paragraph about to be added."""
        for anchor, _ in self.waiting:
            self.anchors.setdefault(anchor, len(self.paragraphs))
        self.waiting = []

    def add_break(self) -> None:
        """Add a break between scenes that has no text."""
        self.flush()
        self.add(DraftParagraph(Kind.SCENE_BREAK, ""))

    def has_words(self) -> bool:
        """Return whether the paragraph gathered so far has any text."""
        return any(part.strip() for part in self.parts)

    def with_initial(self, text: str) -> str:
        """Put the letter of an initial that is a picture before its word; elsewhere it is a picture like any other."""
        letter, self.initial = self.initial, ""
        if text[:1].isalpha():
            return letter + text
        self.emit_alt(letter)
        return text


_SKIP = object()


def _only_looks(items: list[tuple[str, str]], wanted: Collection[str]) -> bool:
    """Return whether attributes say nothing about the text: classes of its looks, ids that nobody looks for."""
    for key, value in items:
        if key == "class":
            if _class_marks(value):
                return False
        elif key in {"id", "name"}:
            if value in wanted:
                return False
        elif key not in _HARMLESS:
            return False
    return True


def _closed(gap: re.Match[str]) -> str:
    """Close the gap that a footnote mark leaves: the words around it do not join, and no space stays before a full stop."""
    text, start, end = gap.string, gap.start(), gap.end()
    if gap[1]:
        return "" if text[end : end + 1] in _CLOSING else gap[1]
    before, after = text[start - 1 : start], text[end : end + 1]
    return " " if (before.isalnum() or before in _INVISIBLE) and (after.isalnum() or after in _INVISIBLE) else ""


def _row(text: str) -> str:
    """Return the cells of a table row as one line: a comma's pause between them, none after a full stop."""
    row = ""
    for cell in filter(None, map(clean, text.split(_CELL))):
        row += (" " if row[-1] in ".,;:!?…" else "; ") + cell if row else cell
    return row


def _inline(walk: _Walk, _element: Element) -> object:
    """Any element that is no block; a typed note inside a paragraph is a block of its own."""
    if walk.marks & (_NOTE | _NOTES):
        return walk.block(note=True)
    return None


def _block(walk: _Walk, element: Element) -> object:
    if walk.state.flat:
        return " "
    if walk.marks & (_NOTE | _NOTE_CLASS) or (walk.notes.bodies and element in walk.notes.bodies):
        return walk.block(note=True)
    if walk.marks & _NOTES:
        return walk.block(note=True)
    if walk.marks & _HEADING:
        return walk.block(Kind.HEADING, _aria_level(element))
    if walk.marks & _BREAK and not len(element) and not clean(element.text or ""):
        walk.add_break()
    return walk.block()


def _aria_level(element: Element) -> int:
    level = element.get("aria-level") or "2"
    return min(int(level), 6) if level in {"1", "2", "3", "4", "5", "6", "7", "8", "9"} else 2


def _paragraph(walk: _Walk, element: Element) -> object:
    undo = _block(walk, element)
    if walk.marks & _BREAK and len(element) and isinstance(undo, _State) and _is_blank(element):
        walk.add_break()
    return undo


def _is_blank(element: Element) -> bool:
    words = markup.short_text(element, 60)
    return words is not None and not clean(words)


def _heading(walk: _Walk, element: Element) -> object:
    if walk.state.flat:
        return " "
    return walk.block(Kind.HEADING, int(element.tag[-1]))


def _item(walk: _Walk, element: Element) -> object:
    undo = _block(walk, element)
    if isinstance(undo, _State):
        walk.state = walk.state._replace(kind=Kind.LIST_ITEM, level=0)
    return undo


def _quote(walk: _Walk, element: Element) -> object:
    undo = _block(walk, element)
    if isinstance(undo, _State):
        walk.state = walk.state._replace(kind=Kind.QUOTE, level=0)
    return undo


def _preformatted(walk: _Walk, element: Element) -> object:
    undo = _block(walk, element)
    if isinstance(undo, _State):
        walk.state = walk.state._replace(pre=True)
    return undo


_NOT_IN_A_ROW = (
    "p",
    "div",
    "li",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "hr",
    "br",
    "aside",
    "img",
)
_MANY = tuple("{*}" + tag for tag in _NOT_IN_A_ROW)


def _table_row(walk: _Walk, element: Element) -> object:
    """A row is one paragraph where its cells are short text; where they hold blocks (layout), each block is its own."""
    undo = _block(walk, element)
    if isinstance(undo, _State):
        flat = len(element) > 1 and all(map(_is_short_cell, element))
        walk.state = walk.state._replace(flat=flat)
    return undo


def _is_short_cell(cell: Element) -> bool:
    blocks_inside = list(islice(cell.iter(*_MANY), 2))
    return not blocks_inside or (len(blocks_inside) == 1 and markup.name(blocks_inside[0]) in {"p", "div", "br", "img"})


def _cell(walk: _Walk, element: Element) -> object:
    if not walk.state.flat:
        return _block(walk, element)
    walk.parts.append(_CELL)
    return None


def _line_break(walk: _Walk, _element: Element) -> object:
    """One line break is a space; two in a row end the paragraph, as books made without paragraphs have it."""
    if walk.state.pre:
        walk.parts.append("\n")
        return _SKIP
    gathered = walk.parts
    doubled = 0 <= walk.line_end <= len(gathered) and not any(part.strip() for part in gathered[walk.line_end :])
    if doubled and not walk.state.flat and walk.state.kind is not Kind.HEADING:
        walk.flush()
    else:
        gathered.append(" ")
        walk.line_end = len(gathered)
    return _SKIP


def _rule(walk: _Walk, _element: Element) -> object:
    if not walk.state.flat:
        walk.add_break()
    return _SKIP


def _picture(walk: _Walk, element: Element) -> object:
    """Keep the alternative text of a picture apart from the paragraph it stands in."""
    alt = (element.get("alt") or "").strip()
    if len(alt) == 1 and alt.isalpha() and not walk.has_words():
        walk.initial = alt
    elif alt and walk.has_words():
        walk.alts.append(alt)
    elif alt:
        walk.emit_alt(alt)
    return _SKIP


def _object(walk: _Walk, element: Element) -> object:
    walk.alts.extend(filter(None, (text.strip() for text in element.itertext())))
    return _SKIP


def _formula(walk: _Walk, element: Element) -> object:
    """Read a formula once: by its alternative text, else its symbols in order."""
    text = element.get("alttext") or ""
    if not text.strip():
        symbols = element.iter("{*}mi", "{*}mn", "{*}mo", "{*}mtext", "{*}ms")
        text = " ".join(filter(None, ("".join(s.itertext()).strip() for s in symbols))) or (element.text or "")
    if text:
        walk.parts.append(text)
    return _SKIP


def _link(walk: _Walk, element: Element) -> object:
    if walk.state.note and element.get("href") and walk.notes.is_back_link(element, leading=not walk.has_words()):
        return _SKIP
    return _inline(walk, element)


def _raised(walk: _Walk, element: Element) -> object:
    if walk.state.note and not walk.has_words() and notes.is_label(element):
        return _SKIP
    return _inline(walk, element)


def _inline_quote(walk: _Walk, _element: Element) -> object:
    walk.parts.append("“")
    return "”"


def _switch(_walk: _Walk, element: Element) -> object:
    """Of several versions of the same thing, keep the one for readers that know none of the others."""
    versions = list(element)
    default = [v for v in versions if markup.name(v) == "default"] or versions[:1]
    for version in versions:
        if version not in default:
            element.remove(version)
    return None


def _skip(_walk: _Walk, _element: Element) -> object:
    return _SKIP


_ACTIONS: dict[str, Callable[[_Walk, Element], object]] = {}


def _act(action: Callable[[_Walk, Element], object], tags: str) -> None:
    for tag in tags.split():
        _ACTIONS[tag] = _ACTIONS[XHTML + tag] = action


_act(
    _block,
    "html body div section article main header footer nav figure figcaption table thead tbody tfoot caption ul ol dl",
)
_act(
    _block,
    "hgroup address center details summary form fieldset legend menu dir option optgroup aside search frameset noframes",
)
_act(_paragraph, "p")
_act(_heading, "h1 h2 h3 h4 h5 h6")
_act(_item, "li dt dd")
_act(_quote, "blockquote")
_act(_preformatted, "pre listing xmp plaintext")
_act(_table_row, "tr")
_act(_cell, "td th")
_act(_line_break, "br")
_act(_rule, "hr")
_act(_picture, "img image")
_act(_object, "object")
_act(_formula, "math")
_act(_link, "a")
_act(_raised, "sup")
_act(_inline_quote, "q")
_act(
    _skip,
    "head script style template rt rp rtc video audio iframe canvas noscript title meta link base col colgroup param source",
)
_act(_skip, "track embed input textarea select map area")
_ACTIONS["{http://www.w3.org/1998/Math/MathML}math"] = _formula
_ACTIONS[EPUB + "switch"] = _ACTIONS["epub:switch"] = _switch
_ACTIONS[EPUB + "trigger"] = _ACTIONS["epub:trigger"] = _skip
_SVG = "{http://www.w3.org/2000/svg}"
for _tag in ("title", "desc", "metadata", "defs", "style", "script"):
    _ACTIONS[_SVG + _tag] = _skip
_ACTIONS[_SVG + "text"] = _ACTIONS[_SVG + "svg"] = _ACTIONS["svg"] = _block
_PARAGRAPHS = frozenset({"p", XHTML + "p"})
_LOOKS_TAGS = "i em b strong span small big u cite a sup sub dfn abbr code tt font s bdi bdo"
_LOOKS = frozenset(prefix + tag for tag in _LOOKS_TAGS.split() for prefix in ("", XHTML))
_HARMLESS = frozenset({"href", "title", "lang", "{http://www.w3.org/XML/1998/namespace}lang", "dir", "target", "rel"})


def blocks(root: Element, *, wanted: Collection[str] = ()) -> list[Block]:
    """Return the paragraphs of a tree in reading order, footnote marks left out.

    ``wanted`` are the anchor ids the caller looks for; a block names those that stand at its start or inside it.
    """
    found = page(root, wanted=wanted)
    names: dict[int, list[str]] = {}
    for anchor, number in found.anchors.items():
        names.setdefault(number, []).append(anchor)
    return [Block(paragraph, tuple(names.get(number, ()))) for number, paragraph in enumerate(found.paragraphs)]


def page(
    root: Element, *, wanted: Collection[str] = (), page_notes: notes.PageNotes | None = None, strict: bool = False
) -> Page:
    """Return the paragraphs of a page and where its wanted anchors stand.

    ``page_notes`` is found where not given. ``strict`` is what ``markup.read`` says.
    """
    return _Walk(wanted, notes.find(root) if page_notes is None else page_notes, strict=strict).run(root)


def tidy(paragraphs: Sequence[DraftParagraph]) -> tuple[DraftParagraph, ...]:
    """Leave out breaks between scenes that separate nothing: at the start or end of a chapter, and doubled ones."""
    if Kind.SCENE_BREAK not in [paragraph.kind for paragraph in paragraphs]:
        return tuple(paragraphs)
    kept: list[DraftParagraph] = []
    waiting: DraftParagraph | None = None
    for paragraph in paragraphs:
        if paragraph.kind is Kind.SCENE_BREAK and "_" not in paragraph.text:
            waiting = waiting if waiting and waiting.text else paragraph
            continue
        if waiting and kept:
            kept.append(waiting)
        waiting = None
        kept.append(paragraph)
    return tuple(kept)


def chapters_by_headings(found: Sequence[Block], title: str) -> tuple[DraftChapter, ...]:
    """Return chapters cut at the headings that divide the document; ``title`` names what stands before the first."""
    paragraphs = [block.paragraph for block in found]
    dividing, top = dividing_levels(paragraphs)
    chapters: list[DraftChapter] = []
    for group in _cut(paragraphs, dividing):
        kept = tidy(group)
        if not kept:
            continue
        head = kept[0]
        own = head.kind is Kind.HEADING and (head.level in dividing or not chapters)
        depth = max(0, head.level - top) if own and head.level in dividing else 0
        chapters.append(DraftChapter(head.text if own else title, kept, level=depth))
    return matter.marked(chapters)


def _cut(paragraphs: Sequence[DraftParagraph], dividing: frozenset[int]) -> Iterator[list[DraftParagraph]]:
    group: list[DraftParagraph] = []
    for paragraph in paragraphs:
        if paragraph.kind is Kind.HEADING and paragraph.level in dividing:
            yield group
            group = []
        group.append(paragraph)
    yield group


def _repeated_level(paragraphs: Sequence[DraftParagraph]) -> int:
    levels = [p.level for p in paragraphs if p.kind is Kind.HEADING]
    return next((level for level in range(1, 7) if levels.count(level) > 1), 0)


def dividing_levels(paragraphs: Sequence[DraftParagraph]) -> tuple[frozenset[int], int]:
    """Return the heading levels that begin chapters, and the one that counts as the top of the contents (0 for none).

    The highest level used more than once does, and with it those above; the next one too where the first are parts, that is
    where chapters stand right under most of them, two or more each.
    """
    levels = {p.level for p in paragraphs if p.kind is Kind.HEADING}
    first = _repeated_level(paragraphs)
    if not first:
        return frozenset(), 0
    dividing = set(range(1, first + 1)) & levels
    parts = chapters = headings_alone = 0
    previous = None
    for paragraph in paragraphs:
        if paragraph.kind is Kind.HEADING:
            parts += paragraph.level == first
            chapters += paragraph.level == first + 1
            headings_alone += paragraph.level == first + 1 and previous is not None and previous.level == first
        previous = paragraph if paragraph.kind is not Kind.SCENE_BREAK else previous
    if chapters >= 2 * parts and 2 * headings_alone > parts:
        dividing.add(first + 1)
    return frozenset(dividing), first


def read(path: Path, *, progress: Callable[[float], None] | None = None) -> Draft:
    """Read an HTML file.

    Raises:
        NoText: there is nothing to read in it.
        TooLarge: it is over a limit.
        Damaged: it cannot be parsed.
    """
    limits.check(path.stat().st_size, limits.FILE_BYTES, "it")
    root = markup.page(path.read_bytes())
    if progress:
        progress(0.5)
    return draft(root, path.stem)


def draft(root: Element | None, fallback_title: str) -> Draft:
    """Make a Draft of a page that stands alone; ``fallback_title`` names it where it does not name itself.

    Raises:
        NoText: there is nothing to read in it.
    """
    found = [] if root is None else blocks(root)
    if root is None or not any(
        re.search(r"\w", block.paragraph.text) and block.paragraph.kind is not Kind.ALT_TEXT for block in found
    ):
        raise NoText("There is no text in this page.")
    headings = [b.paragraph for b in found if b.paragraph.kind is Kind.HEADING]
    first = headings[0].text if headings and headings[0].level == 1 else ""
    title = page_title(root) or first or fallback_title
    meta = _meta(root)
    return Draft(
        title,
        chapters_by_headings(found, title),
        authors=_authors(meta),
        language=language_tag(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
        description=next((v[0] for k in ("description", "dc.description", "og:description") if (v := meta.get(k))), ""),
        publisher=next((v[0] for k in ("dc.publisher", "og:site_name") if (v := meta.get(k))), ""),
    )


def language_tag(value: str) -> str:
    """Return a BCP 47 tag of what a file says its language is, "" where that is none."""
    tag = value.strip().replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", tag) or tag.lower().startswith(("und", "zxx", "mul")):
        return ""
    return tag[: tag.find("-")].lower() + tag[tag.find("-") :] if "-" in tag else tag.lower()


def page_title(root: Element) -> str:
    """Return the title that a page has in its head, "" where it has none."""
    heads = (child for child in root if markup.name(child) == "head")
    titles = (child for head in heads for child in head if markup.name(child) == "title")
    return next((clean("".join(title.itertext())) for title in titles), "")


def _meta(root: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter(XHTML + "meta", "meta"):
        key = (element.get("name") or element.get("property") or "").lower()
        value = clean(element.get("content") or "")
        if key and value:
            found.setdefault(key, []).append(value)
    return found


def _authors(meta: dict[str, list[str]]) -> tuple[str, ...]:
    for key in ("author", "dc.creator", "citation_author", "dcterms.creator", "article:author"):
        if key in meta:
            return tuple(dict.fromkeys(meta[key]))
    return ()
