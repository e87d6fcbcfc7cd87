"""Word documents (DOCX) to a Draft, through the same tree and rules as HTML.

Read with lxml rather than with mammoth: a book of 80,000 words took 0.3 s against 2.4 s on one machine, and mammoth leaves out
the text of simple fields, formulas and ruby. Deleted, moved-away and hidden text, comments, headers and footers are not read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from studio_app.domain.errors import Damaged, NoText, WrongFormat
from studio_app.domain.manuscript import Draft, Identifier
from studio_app.importers import archive, chapter_names, html, limits, markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from studio_app.importers.markup import Element

#: Tags of one part; a run of text takes half a dozen.
_TAGS = 3_000_000
_OFF = frozenset({"0", "false", "off", "none"})
#: Fields whose result is the number of a printed page.
_PAGE_FIELDS = ("PAGE ", "PAGE\\", "PAGEREF", "NUMPAGES", "SECTIONPAGES")
_BODY_LEVEL = 9
#: Characters that XML cannot hold.
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Elements around paragraphs, rows and runs that say nothing of them.
_AROUND = frozenset({"ins", "moveto", "customxml", "smarttag", "sdtcontent"})
#: Programs that give their own name as author.
_NOBODY = frozenset({"python-docx", "un-named", "unknown", "microsoft office user", "user", "administrator"})
_BROKEN = "Parts of this document are damaged, and some text may be missing."
_CONTENTS_STYLE = re.compile(r"toc (?:\d|heading)|table of figures")
_CONTENTS_LEFT_OUT = "The table of contents was left out."


@dataclass(slots=True)
class _Style:
    name: str
    parent: str
    level: int | None
    hidden: bool | None
    listed: bool


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being gathered: its element, its last picture, and the text that follows what it holds so far."""

    element: Element
    parts: list[str] = field(default_factory=list)
    last: Element | None = None

    def close(self) -> Element:
        """Put the text into the element and return it."""
        text, self.parts = _INVALID.sub("", "".join(self.parts)), []
        # The last child is remembered, for an lxml element counts all its children to say whether it has any.
        if self.last is not None:
            self.last.tail = (self.last.tail or "") + text
        else:
            self.element.text = (self.element.text or "") + text
        return self.element


@dataclass(slots=True)
class _Document:
    """What is known while a document is read: styles, notes by kind and id, open fields, and what was met."""

    styles: dict[str, _Style]
    notes: dict[tuple[str, str], Element]
    fields: list[str] = field(default_factory=list)
    waiting: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    carried: _Paragraph | None = None
    titled: bool = False
    contents: bool = False
    in_note: bool = False

    def in_contents(self) -> bool:
        """Tell whether the text read now is made by the field that builds the table of contents."""
        return bool(self.fields) and self.fields[0].startswith("TOC")


def read(path: Path, *, progress: Callable[[float], None] | None = None) -> Draft:
    """Read a DOCX file.

    Raises:
        WrongFormat: it is no Word document.
        NoText: there is nothing to read in it.
        TooLarge: it is over a limit, or made to exhaust its reader.
        Damaged: it cannot be unpacked or parsed.
    """
    warnings: list[str] = []
    with archive.Archive(path) as files:
        main = _main_part(files)
        root, broken = _parsed(files, main)
        related = {name: _related(files, main, name) for name in ("styles", "footnotes", "endnotes")}
        document = _Document(_styles(related["styles"]), _notes(related))
        core = _core(files)
    if progress:
        progress(0.4)
    body = next(root.iter("{*}body"), None)
    page = etree.Element("body")
    if body is not None:
        _blocks(document, body, page)
        _flush(document, page)
    _add_typed_headings(page)
    warnings += [_BROKEN] * broken + [_CONTENTS_LEFT_OUT] * document.contents
    return _draft(document, page, core, path.stem, tuple(warnings))


def _draft(document: _Document, page: Element, core: dict[str, str], name: str, warnings: tuple[str, ...]) -> Draft:
    found = html.blocks(page)
    if not any(block.paragraph.text for block in found):
        raise NoText("There is no text in this document.")
    title = core.get("title", "") or _title(page) or name
    return Draft(
        title,
        html.chapters_by_headings(found, title),
        authors=tuple(a for a in map(html.clean, core.get("creator", "").split(";")) if a and a.lower() not in _NOBODY),
        language=_language(document, core),
        identifiers=(Identifier("", core["identifier"]),) if core.get("identifier") else (),
        description=core.get("description", "") if core.get("description") != "generated by python-docx" else "",
        warnings=warnings,
    )


def _title(page: Element) -> str:
    head = next(page.iter("h1"), None)
    return html.clean("".join(head.itertext())) if head is not None and head.get("class") == "title" else ""


def _language(document: _Document, core: dict[str, str]) -> str:
    """Return what most of the text says it is in. The default of the template is not believed: it is the program's."""
    total = document.languages.total()
    said = next(((tag, count) for tag, count in document.languages.most_common() if tag), ("", 0))
    if said[1] * 2 > total:
        return html.language_tag(said[0])
    return html.language_tag(core.get("language", ""))


def _main_part(files: archive.Archive) -> str:
    rels = _optional(files, "_rels/.rels")
    for relation in rels.iter("{*}Relationship") if rels is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            target = archive.resolve("", relation.get("Target") or "")
            if target and (found := files.find(target)):
                return found
    found = files.find("word/document.xml")
    if not found:
        raise WrongFormat("This file is no Word document: it has no text part.")
    return found


def _related(files: archive.Archive, main: str, kind: str) -> Element | None:
    folder, _, name = main.rpartition("/")
    rels = _optional(files, f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    for relation in rels.iter("{*}Relationship") if rels is not None else ():
        if (relation.get("Type") or "").endswith("/" + kind) and relation.get("TargetMode") != "External":
            target = archive.resolve(main, relation.get("Target") or "")
            if target:
                return _optional(files, target)
    return _optional(files, f"{folder}/{kind}.xml")


def _optional(files: archive.Archive, name: str) -> Element | None:
    """Return a part that a document can do without; None where it is missing or broken."""
    found = files.find(name)
    if not found:
        return None
    try:
        return _parsed(files, found)[0]
    except Damaged:
        return None


def _parsed(files: archive.Archive, name: str) -> tuple[Element, bool]:
    """Return the root of a part, and whether it had to be mended.

    Raises:
        TooLarge, Damaged: as the archive does; Damaged too where the part declares entities or is no XML at all.
    """
    data = files.read(name, limits.DOCUMENT_BYTES)
    limits.check(data.count(b"<"), _TAGS, "a part of it")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root, broken = etree.fromstring(data, parser), False
    except (etree.XMLSyntaxError, ValueError):
        root, broken = markup.document(data), True
    if root is None:
        raise Damaged("This document is damaged: its text cannot be read. Try to get it again.")
    if b"<!DOCTYPE" in data[:4096] or root.getroottree().docinfo.doctype:
        raise Damaged("The document was refused because it declares entities, which no word processor writes.")
    return root, broken


def _get(element: Element | None, name: str) -> str | None:
    """Return an attribute of the element's own namespace."""
    if element is None:
        return None
    space = element.tag.rpartition("}")[0]
    value: str | None = element.get(f"{space}}}{name}" if space else name)
    return value if value is not None else element.get(name)


def _child(element: Element | None, name: str) -> Element | None:
    """Return the first child of that local name, whatever its namespace."""
    return None if element is None else element.find("{*}" + name)


def _is_on(element: Element | None, name: str) -> bool | None:
    """Return a switch of run properties: None where it is not said."""
    found = _child(element, name)
    return None if found is None else (_get(found, "val") or "1").lower() not in _OFF


def _styles(root: Element | None) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    for style in root.iter("{*}style") if root is not None else ():
        paragraph = _child(style, "pPr")
        found[_get(style, "styleId") or ""] = _Style(
            (_get(_child(style, "name"), "val") or "").lower(),
            _get(_child(style, "basedOn"), "val") or "",
            _outline_level(paragraph),
            _is_on(_child(style, "rPr"), "vanish"),
            _is_listed(paragraph),
        )
    return found


def _outline_level(properties: Element | None) -> int | None:
    value = _get(_child(properties, "outlineLvl"), "val")
    return int(value) if value and value.isdecimal() else None


def _is_listed(properties: Element | None) -> bool:
    number = _get(_child(_child(properties, "numPr"), "numId"), "val")
    return number is not None and number != "0"


def _lineage(styles: dict[str, _Style], style_id: str | None) -> Iterable[_Style]:
    """Yield a style and those it is based on."""
    seen = set()
    while style_id and style_id in styles and style_id not in seen:
        seen.add(style_id)
        yield styles[style_id]
        style_id = styles[style_id].parent


def _notes(related: dict[str, Element | None]) -> dict[tuple[str, str], Element]:
    found = {}
    for kind in ("footnote", "endnote"):
        root = related[kind + "s"]
        for note in root.iter("{*}" + kind) if root is not None else ():
            if _get(note, "type") in (None, "normal"):
                found[kind, _get(note, "id") or ""] = note
    return found


def _core(files: archive.Archive) -> dict[str, str]:
    root = _optional(files, "docProps/core.xml")
    if root is None:
        return {}
    return {markup.name(e): html.clean(e.text) for e in root if isinstance(e.tag, str) and e.text and e.text.strip()}


def _blocks(document: _Document, container: Element, page: Element) -> None:
    """Add what a body, cell, note or text box holds to ``page``."""
    for element in container:
        kind = markup.name(element)
        if kind == "p":
            _paragraph(document, element, page)
        elif kind == "tbl":
            _table(document, element, page)
        elif kind == "sdt":
            _blocks(document, _content(document, element), page)
        elif kind in _AROUND:
            _blocks(document, element, page)
        elif kind == "alternatecontent":
            _blocks(document, _alternative(element), page)


def _content(document: _Document, control: Element) -> Element:
    """Return what a content control holds; nothing where it shows its prompt or builds the table of contents."""
    properties = _child(control, "sdtPr")
    gallery = next(properties.iter("{*}docPartGallery"), None) if properties is not None else None
    if gallery is not None and "table of contents" in (_get(gallery, "val") or "").lower():
        document.contents = True
        return ()
    content = _child(control, "sdtContent")
    return () if content is None or _is_on(properties, "showingPlcHdr") else content


def _alternative(element: Element) -> Element:
    """Return one of several ways to say the same."""
    choice = _child(element, "Choice")
    fallback = _child(element, "Fallback")
    return choice if choice is not None else fallback if fallback is not None else ()


def _table(document: _Document, table: Element, page: Element) -> None:
    rows = etree.SubElement(page, "table")
    for row in _within(table, "tr"):
        if _child(_child(row, "trPr"), "del") is None:
            cells = etree.SubElement(rows, "tr")
            for cell in _within(row, "tc"):
                _blocks(document, cell, etree.SubElement(cells, "td"))
    _flush(document, page)


def _within(element: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, whatever stands around them."""
    for child in element:
        kind = markup.name(child)
        if kind == wanted:
            yield child
        elif kind in _AROUND or kind == "sdt":
            yield from _within(child, wanted)


def _paragraph(document: _Document, element: Element, page: Element) -> None:
    properties = _child(element, "pPr")
    style_id = _get(_child(properties, "pStyle"), "val")
    lineage = list(_lineage(document.styles, style_id))
    hidden = next((s.hidden for s in lineage if s.hidden is not None), False)
    target, document.carried = document.carried or _Paragraph(etree.Element("p")), None
    in_contents = document.in_contents()
    _inline(document, element, target, hidden=hidden)
    if _child(_child(properties, "rPr"), "del") is not None:
        document.carried = target
        return
    paragraph = target.close()
    if in_contents or document.in_contents() or any(_CONTENTS_STYLE.fullmatch(s.name) for s in lineage):
        document.contents = document.contents or bool("".join(paragraph.itertext()).strip())
        return
    _dress(document, paragraph, properties, lineage)
    outer = etree.SubElement(page, "blockquote") if paragraph.get("class") == "quote" else page
    outer.append(paragraph)
    if markup.name(page) not in {"td", "aside"}:
        _flush(document, page)


def _dress(document: _Document, paragraph: Element, properties: Element | None, lineage: list[_Style]) -> None:
    """Give a paragraph the tag of what it is: heading, list item, quotation."""
    level = _outline_level(properties)
    levels = (s.level for s in lineage if s.level is not None)
    level = level if level is not None else next(levels, None)
    if level is None:
        named = (re.fullmatch(r"heading ([1-9])", s.name) for s in lineage)
        level = next((int(found[1]) - 1 for found in named if found), None)
    names = {s.name for s in lineage}
    if "title" in names:
        paragraph.tag = "h1"
        paragraph.set("class", "title")
        document.titled = True
    elif level is not None and level < _BODY_LEVEL:
        paragraph.tag = f"h{min(6, level + 1 + document.titled)}"
    elif _is_listed(properties) or any(s.listed for s in lineage):
        paragraph.tag = "li"
    elif any("quot" in name or name in {"block text", "zitat", "citation"} for name in names):
        paragraph.set("class", "quote")


def _flush(document: _Document, page: Element) -> None:
    """Add the text boxes and notes that were met in the block just closed."""
    if document.carried is not None:
        page.append(document.carried.close())
        document.carried = None
    boxes, document.boxes = document.boxes, []
    for box in boxes:
        _blocks(document, box, page)
    if document.in_note:
        return
    notes, document.waiting = document.waiting, []
    for note in notes:
        document.in_note = True
        _blocks(document, note, etree.SubElement(page, "aside", role="doc-footnote"))
        document.in_note = False


def _inline(document: _Document, parent: Element, target: _Paragraph, *, hidden: bool) -> None:
    """Add the text of a paragraph, and of what wraps its runs, to ``target``."""
    for element in parent:
        kind = markup.name(element)
        if kind == "r":
            _run(document, element, target, hidden=hidden)
        elif kind == "sdt":
            _inline(document, _content(document, element), target, hidden=hidden)
        elif kind in _WRAPPERS:
            _inline(document, element, target, hidden=hidden)
        elif kind in {"omath", "omathpara"}:
            target.parts += [t.text or "" for t in element.iter("{*}t")]
        elif kind == "fldsimple":
            if not _is_page_field(_get(element, "instr") or ""):
                _inline(document, element, target, hidden=hidden)
        elif kind == "alternatecontent":
            _inline(document, _alternative(element), target, hidden=hidden)


_WRAPPERS = frozenset({"ins", "moveto", "hyperlink", "smarttag", "customxml", "dir", "bdo", "rubybase", "sdtcontent"})


def _is_page_field(instruction: str) -> bool:
    return (instruction.strip().upper() + " ").startswith(_PAGE_FIELDS)


def _run(document: _Document, run: Element, target: _Paragraph, *, hidden: bool) -> None:
    properties = _child(run, "rPr")
    style = _get(_child(properties, "rStyle"), "val")
    said = [_is_on(properties, "vanish"), *(s.hidden for s in _lineage(document.styles, style)), hidden]
    if next((s for s in said if s is not None), False):
        _fields_only(document, run)
        return
    before = len(target.parts)
    _pieces(document, run, target)
    language = _get(_child(properties, "lang"), "val") or ""
    document.languages[language] += sum(map(len, target.parts[before:]))


def _fields_only(document: _Document, run: Element) -> None:
    for element in run:
        if markup.name(element) == "fldchar":
            _field(document, element)


def _pieces(document: _Document, run: Element, target: _Paragraph) -> None:
    """Add what one run holds."""
    for element in run:
        kind = markup.name(element)
        if kind == "fldchar":
            _field(document, element)
        elif kind == "instrtext":
            if document.fields and not document.fields[-1].endswith("\n"):
                document.fields[-1] = (document.fields[-1] + (element.text or "")).lstrip()[:200]
        elif any(_is_page_field(f) and f.endswith("\n") for f in document.fields):
            continue
        elif kind == "t":
            target.parts.append(element.text or "")
        elif kind in _CHARACTERS:
            target.parts.append(_CHARACTERS[kind])
        elif kind == "sym":
            target.parts.append(_symbol(element))
        elif kind in {"footnotereference", "endnotereference"}:
            _refer(document, kind[:-9], _get(element, "id") or "")
        elif kind == "ruby":
            _inline(document, element, target, hidden=False)
        elif kind == "alternatecontent":
            _pieces(document, _alternative(element), target)
        elif kind in {"drawing", "pict", "object"}:
            _picture(document, element, target)


_CHARACTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "nobreakhyphen": "\u2011"}


def _field(document: _Document, mark: Element) -> None:
    """Follow the fields a run stands in: each is its instruction, with a line end once its result begins."""
    kind = _get(mark, "fldCharType")
    if kind == "begin" and len(document.fields) < 100:
        document.fields.append("")
    elif kind == "separate" and document.fields:
        document.fields[-1] += "\n"
    elif kind == "end" and document.fields:
        document.fields.pop()


def _symbol(element: Element) -> str:
    """Return the character of a symbol; those of picture fonts are ornaments, not text."""
    try:
        code = int(_get(element, "char") or "", 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 else ""


def _refer(document: _Document, kind: str, note_id: str) -> None:
    note = document.notes.pop((kind, note_id), None)
    if note is not None and not document.in_note:
        document.waiting.append(note)


def _picture(document: _Document, element: Element, target: _Paragraph) -> None:
    """Add the alternative text of a picture, and keep the text boxes in it for after the paragraph."""
    for place in element.iter("{*}docPr", "{*}shape"):
        alt = (place.get("descr") or place.get("alt") or "").strip()
        if alt:
            target.last = etree.SubElement(target.close(), "img", alt=alt)
            break
    around = next(element.iterancestors("{*}txbxContent"), None)
    for box in element.iter("{*}txbxContent"):
        if next(box.iterancestors("{*}txbxContent"), None) is around:
            document.boxes.append(box)


def _add_typed_headings(page: Element) -> None:
    """Read "Chapter 4" as a heading where the writer used no heading styles at all."""
    if any(re.fullmatch(r"h[1-6]", e.tag) and e.get("class") != "title" for e in page):
        return
    found = []
    for paragraph in page.iterchildren("p"):
        text = (
            html.clean("".join(paragraph.itertext())) if len(paragraph.text or "") <= 2 * chapter_names.LONGEST else ""
        )
        name = chapter_names.chapter_name(text)
        if name:
            found.append((paragraph, name))
    if sum(name.numbered for _, name in found) < 2:
        return
    parts = any(name.part for _, name in found)
    for paragraph, name in found:
        paragraph.tag = "h3" if parts and not name.part else "h2"
        below = paragraph.getnext()
        subtitle = "" if below is None or below.tag != "p" else html.clean("".join(below.itertext()))
        if not name.titled and subtitle and chapter_names.is_subtitle(subtitle):
            below.tag = "h4"
