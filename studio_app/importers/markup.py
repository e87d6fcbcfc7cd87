"""From the bytes of a stranger's XML, XHTML or HTML to a tree, at C speed and safely.

No parser here loads a DTD, expands an entity of the document's own, or opens a file or an address. Entities that HTML
defines (``&nbsp;``) are turned into characters before parsing, because XML does not know them.
"""

from __future__ import annotations

import html.entities
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from studio_app.domain.errors import Damaged, TooLarge
from studio_app.importers import encoding, limits

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A node of an lxml tree; the library has no types.
Element: TypeAlias = Any

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"

#: ``&`` that is not one of XML's own references.
_LOOSE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#[xX][0-9a-fA-F]+);)(?:([A-Za-z][A-Za-z0-9]*);)?")
_REFERENCES = (b"&amp;", b"&lt;", b"&gt;", b"&quot;", b"&apos;", b"&#")
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)|<meta[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.I
)
_ENTITY = re.compile(rb"""<!ENTITY\s+(?:%\s+)?([^\s"']+)\s+("[^"]*"|'[^']*')""")
_DOCTYPE_TOKEN = re.compile(rb"""<!--|["'\[\]>]""")
_END_TAGS = re.compile(rb"</(?:body|html)\s*>", re.I)
_INLINE_TAG = re.compile(rb"</?(?:font|span|b|i|u|em|strong|small|big|a|s|sup|sub|tt|code|cite)\b[^<>]*>", re.I)
_NESTING_TAG = re.compile(
    rb"<(/?)(?:div|center|section|article|blockquote|table|tbody|tr|td|ul|ol|li|dl|dd)\b[^<>]*>", re.I
)
_DATA_URI = re.compile(rb"""data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=%\s]{256,}""", re.I)
#: A tag with 200 attributes and more: reading it takes time with the square of their number.
_MANY = 200
_MANY_ATTRIBUTES = re.compile(rb"""<[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+'){400}+""")
_CROWDED_TAG = re.compile(rb"""<([a-zA-Z](?:(?:[^<>"'\s]++|"[^"]*+"|'[^']*+')*+\s++){200}+)""")
_TAG = re.compile(rb"<[a-zA-Z][^<>]*")
_CROWDED = "The file was refused because a tag in it has hundreds of attributes, as in files made to exhaust a reader."
_PAGE = "one page in it"
#: How a page in UTF-16 or UTF-32 begins.
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00", b"\x00\x00\xfe\xff")


def _xml_parser(*, recover: bool) -> Element:
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


#: One for all pages: making a parser costs as much as parsing a short page.
_STRICT = _xml_parser(recover=False)


def _html_parser() -> Element:
    return etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, collect_ids=False
    )


class Page(NamedTuple):
    """A parsed page. ``strict`` says that it is well-formed XML, in which there are no control characters."""

    root: Element | None
    strict: bool


def read(data: bytes) -> Page:
    """Parse an XHTML or HTML page; the root is None where it holds nothing at all.

    Well-formed XML is read as such; anything else by the rules of HTML, which lose no text.

    Raises:
        TooLarge: it is over a limit, or an entity bomb.
        Damaged: it is nested so deeply that no reader can show it.
    """
    data = _prepared(data)
    try:
        root = etree.fromstring(data, _STRICT)
    except (etree.XMLSyntaxError, ValueError):
        return Page(_lenient(data), strict=False)
    return Page(root, strict=True)


def page(data: bytes) -> Element | None:
    """Return the root of an XHTML or HTML page as ``read`` parses it, None where it holds nothing at all."""
    return read(data).root


def document(data: bytes) -> Element | None:
    """Return the root of an XML document (package, contents, container), mended where it is broken; None if hopeless.

    Raises:
        TooLarge: it is over a limit, or an entity bomb.
    """
    data = _prepared(data)
    for recover in (False, True):
        try:
            root = etree.fromstring(data, _xml_parser(recover=recover))
        except (etree.XMLSyntaxError, ValueError):
            continue
        if root is not None:
            return root
    return None


def name(element: Element) -> str:
    """Return the tag of an element without its namespace, in lower case; "" for what is not an element."""
    return _local_name(element.tag)


@lru_cache(maxsize=1024)
def _local_name(tag: object) -> str:
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def short_text(element: Element, limit: int) -> str | None:
    """Return the text of an element that has no more than ``limit`` characters of it and few parts; None for larger ones."""
    if not len(element):
        text = element.text or ""
        return text if len(text) <= limit else None
    if len(list(islice(element.iter(), 12))) > 10:
        return None
    text = "".join(element.itertext())
    return text if len(text) <= limit else None


def named(root: Element, wanted: str) -> Iterator[Element]:
    """Yield the elements below ``root``, itself included, whose local name is ``wanted``, whatever their namespace."""
    yield from root.iter("{*}" + wanted)


def declared_charset(data: bytes) -> str:
    """Return the encoding a page says it has, "" where it does not."""
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else ""


def text(data: bytes) -> str:
    """Return the characters of a page: by byte-order mark, by its own word, else by guessing."""
    charset = declared_charset(data)
    if charset and not data.startswith((*WIDE_MARKS, b"\xef\xbb\xbf")):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeError):
            pass
    return encoding.decode(data)[0]


def _prepared(data: bytes) -> bytes:
    """Return the page without its own entities, references that XML does not know turned into ones it does."""
    if data.startswith(WIDE_MARKS):
        data = _as_utf8(data)
    if len(data) > limits.MB:
        data = _checked(data)
    if data.count(b"=") > _MANY and _MANY_ATTRIBUTES.search(data):
        raise TooLarge(_CROWDED)
    start = data.find(b"<!DOCTYPE", 0, 4096)
    if start < 0:
        start = data.find(b"<!doctype", 0, 4096)
    if start >= 0:
        data = _without_doctype(data, start)
    if b"&" in data:
        loose = data.count(b"&") - sum(map(data.count, _REFERENCES))
        limits.check(loose, limits.REFERENCES, "the number of characters written as names in it")
        data = _without_loose_references(data) if loose else data
    return data


def _without_loose_references(data: bytes) -> bytes:
    """Turn HTML's named characters into numbers and stray ``&`` into text; CDATA is left alone."""
    if b"<![CDATA[" not in data:
        return _LOOSE.sub(_known, data)
    done, at = [], 0
    while (start := data.find(b"<![CDATA[", at)) >= 0:
        end = data.find(b"]]>", start)
        if end < 0:
            break
        done += [_LOOSE.sub(_known, data[at:start]), data[start:end]]
        at = end
    return b"".join([*done, _LOOSE.sub(_known, data[at:])])


def _as_utf8(data: bytes) -> bytes:
    """Return the page in UTF-8, with no word in it about any other encoding."""
    characters = text(data).lstrip("\ufeff \n\r\t")
    characters = re.sub(r"^<\?xml[^>]*>", "", characters, count=1)
    return characters.replace("\x00", "").encode("utf-8", "replace")


def _checked(data: bytes) -> bytes:
    """Refuse a long page whose tree would fill the memory; pictures written into it do not count."""
    if len(data) > limits.DOCUMENT_BYTES:
        data = _DATA_URI.sub(b"", data)
    limits.check(len(data), limits.DOCUMENT_BYTES, _PAGE)
    limits.check(data.count(b"<"), limits.DOCUMENT_NODES, _PAGE)
    return data


def _without_doctype(data: bytes, start: int) -> bytes:
    """Cut the document type out; refuse entities made of entities, which exist to fill a machine's memory."""
    end = _doctype_end(data, start)
    subset = data[start:end]
    if b"[" not in subset:
        return data
    declared = dict(_ENTITY.findall(subset))
    for value in declared.values():
        if any(ref in declared for ref in re.findall(rb"[&%]([^\s;&]+);", value)):
            raise TooLarge(
                "The file was refused because it holds a so-called entity bomb, made to exhaust the memory of its reader."
            )
    return data[:start] + data[end:]


def _doctype_end(data: bytes, start: int) -> int:
    """Return where the document type that begins at ``start`` ends: quotes, comments and the internal subset are skipped."""
    depth, at = 0, start
    while found := _DOCTYPE_TOKEN.search(data, at):
        mark, at = found[0], found.end()
        limits.check(at - start, limits.DOCTYPE_BYTES, "the document type in it")
        if mark == b"<!--":
            at = data.find(b"-->", at) + 3
        elif mark in {b'"', b"'"}:
            at = data.find(mark, at) + 1
        elif mark == b">" and depth <= 0:
            return at
        else:
            depth += (mark == b"[") - (mark == b"]")
        if at < found.end():
            break
    return data.find(b">", start) + 1 or len(data)


def _known(reference: re.Match[bytes]) -> bytes:
    whole = reference[0]
    entity = reference[1]
    characters = html.entities.html5.get(entity.decode("ascii") + ";") if entity else None
    if characters is None:
        return b"&amp;" + whole[1:]
    return "".join(f"&#{ord(c)};" for c in characters).encode("ascii")


def _lenient(data: bytes) -> Element | None:
    """Parse by the rules of HTML. Tags that end the page early are taken out, for what follows them is text as well."""
    characters = text(data).replace("\x00", "")
    body = _END_TAGS.sub(b"<p>", characters.encode("utf-8", "replace"))
    body = _without_cdata(body)
    if not body.strip():
        return None
    # A tag that never ends would make attributes of the words that follow it, and time with the square of their number.
    body = _CROWDED_TAG.sub(rb"&lt;\1", body)
    if len(body) > limits.MB:
        limits.check(sum(len(tag[0].split()) for tag in _TAG.finditer(body)), limits.DOCUMENT_NODES, _PAGE)
    root, depth = _html(body)
    if depth:
        root, depth = _html(_NESTING_TAG.sub(rb"<\1p>", _INLINE_TAG.sub(b"", body)))
    if depth:
        raise Damaged("This file cannot be read: its parts are nested too deeply.", detail="HTML depth over 256")
    return root


def _without_cdata(body: bytes) -> bytes:
    """Write CDATA as HTML, which knows none, would."""
    done, at = [], 0
    while (start := body.find(b"<![CDATA[", at)) >= 0:
        end = body.find(b"]]>", start)
        if end < 0:
            break
        done += [body[at:start], html.escape(body[start + 9 : end].decode(), quote=False).encode()]
        at = end + 3
    return b"".join([*done, body[at:]]) if at else body


def _html(body: bytes) -> tuple[Element | None, bool]:
    parser = _html_parser()
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    fatal = [entry.message for entry in parser.error_log if entry.level_name == "FATAL"]
    depth = any("depth" in message for message in fatal)
    if not depth and any("XML_PARSE_HUGE" in message for message in fatal):
        # The parser has dropped text by here: it takes no more than 10 MB between two tags.
        limits.check(len(body), 0, _PAGE)
    return root, depth
