"""What a file is, by its content. The name only decides between kinds of plain text, and is checked against the content."""

from __future__ import annotations

import re
import struct
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.errors import BadInput, Damaged, FileRefused, NoText, Protected, WrongFormat
from studio_app.importers import limits

if TYPE_CHECKING:
    from pathlib import Path

#: What is looked at to tell what a file is.
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be imported: the ``module`` of this package that reads it, and the suffixes its files carry."""

    name: str
    label: str
    module: str
    suffixes: tuple[str, ...]


#: The formats that can be imported. ``module`` is loaded when a file of that kind is opened, for some cost a second.
FORMATS = (
    Format("epub", "an EPUB", "epub", (".epub", ".kepub")),
    Format("docx", "a Word document (DOCX)", "word", (".docx", ".docm", ".dotx")),
    Format("pdf", "a PDF", "pdf", (".pdf",)),
    Format("html", "a web page (HTML)", "html", (".html", ".htm", ".xhtml", ".xht")),
    Format("markdown", "Markdown", "markdown", (".md", ".markdown", ".mdown", ".mkd")),
    Format("text", "plain text", "text", (".txt", ".text")),
    Format("mobi", "a Kindle book", "mobi", (".mobi", ".azw", ".azw3", ".azw4", ".prc", ".kfx", ".tpz")),
)
_BY_NAME = {f.name: f for f in FORMATS}
_BY_SUFFIX = {suffix: f for f in FORMATS for suffix in f.suffixes}
_SAVE = "Save it as DOCX or EPUB and import that."
_UNPACK = "Unpack it and import the book inside."
_CONVERT = "Convert it to EPUB, with calibre for example, and import that."
_NO_BOOK = "Choose a book or document: EPUB, DOCX, PDF, HTML, Markdown, plain text or MOBI."

#: Files of other kinds: how they begin, what they are, what the person can do.
_FOREIGN = (
    (rb"\{\\rtf", "a rich text document (RTF)", _SAVE),
    (rb"SQLite format 3\x00", "a database or Lectern project", "Open a .lectern project instead of importing it."),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|BM.{4}\x00\x00\x00\x00|RIFF.{4}WEBP", "a picture", _NO_BOOK),
    (
        rb"ID3[\x00-\x0a]|\xff[\xfb\xf3\xf2\xfa]|fLaC|OggS\x00|RIFF.{4}WAVE|FORM.{4}AIF|#!AMR|MThd\x00",
        "a sound file",
        _NO_BOOK,
    ),
    (rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI |FLV\x01", "a film, sound or picture file", _NO_BOOK),
    (
        rb"\x7fELF|MZ.{0,64}\x00\x00|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]|\x00asm",
        "a program",
        _NO_BOOK,
    ),
    (rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh[1-9]1AY|\xfd7zXZ\x00|\x28\xb5\x2f\xfd", "an archive", _UNPACK),
    (rb"AT&TFORM", "a DjVu book", _CONVERT),
    (rb"ITOLITLS", "a Microsoft Reader book (LIT)", _CONVERT),
    (rb"ITSF\x03\x00", "a compiled help file (CHM)", _CONVERT),
    (rb"%!PS|\x04%!PS|\xc5\xd0\xd3\xc6", "a PostScript document", "Convert it to PDF and import that."),
    (rb"\x00\x01\x00\x00\x00|OTTO\x00|wOF[F2]\x00", "a font", _NO_BOOK),
)
_FOREIGN_PATTERNS = tuple((re.compile(start, re.DOTALL), label, advice) for start, label, advice in _FOREIGN)
_KINDLE = re.compile(rb"TPZ[0-3]|\xeaDRMION\xee|CONT[\x01\x02]\x00")
_PALM = (b"BOOKMOBI", b"TEXtREAd")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPENING = re.compile(rb"(?:\s|\xef\xbb\xbf|<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->)*", re.DOTALL)
_PAGE = re.compile(rb"<!doctype\s+html|<(?:\w+:)?html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAGS = re.compile(rb"</(?:p|div|span|h[1-6]|li|td|a|em|strong|b|i)>", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - {0, 9, 10, 11, 12, 13, 27, 26} | {127})


def named(name: str) -> Format:
    """Return the format of that name; KeyError where there is none."""
    return _BY_NAME[name]


def of_file(path: Path) -> Format:
    """Return the format of a file.

    Raises:
        BadInput: there is no such file, it is a folder, it is empty (NoText), or no format we read, or of another format
            than its name says (WrongFormat), or encrypted (Protected).
        FileRefused: the system does not let it be read.
    """
    head = _head(path)
    said = _BY_SUFFIX.get(path.suffix.lower())
    found = _of_content(path, head, said)
    if said is None or said is found or (said.name, found.name) in _SAME:
        return said if said and found.name == "text" else found
    suffix = found.suffixes[0]
    raise WrongFormat(
        f"This file is named {path.suffix.lower()}, but it is {found.label}. Rename it to end in {suffix}, then import it.",
        detail=f"{found.name} behind {path.suffix.lower()}",
    )


#: Pairs of what a name says and what a content looks like that are one and the same to the reader: (said, found).
_SAME = frozenset({("markdown", "text"), ("html", "text"), ("text", "markdown")})


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadInput("This is a folder, not a file. Choose the book itself.")
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise BadInput(f"There is no file named {path.name}.") from None
    except (OSError, ValueError) as error:
        detail = error.strerror or "" if isinstance(error, OSError) else "not a path"
        raise FileRefused("The file cannot be opened. Check that you may read it.", detail=detail) from None
    if not head.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xfe\xff"):
        raise NoText("This file is empty.")
    return head


def _of_content(path: Path, head: bytes, said: Format | None) -> Format:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _of_zip(path, head, said)
    if head.startswith(_OLE):
        raise _ole(path)
    if head[60:68] in _PALM or _KINDLE.match(head):
        return _BY_NAME["mobi"]
    for pattern, label, advice in _FOREIGN_PATTERNS:
        if pattern.match(head):
            raise WrongFormat(f"This is {label}, not a book that can be imported. {advice}", detail=label)
    if b"%PDF-" in head[:1024] and not head.lstrip().startswith(b"<"):
        return _BY_NAME["pdf"]
    if _is_binary(head):
        raise WrongFormat(f"It cannot be told what this file is. {_NO_BOOK}", detail="binary")
    return _BY_NAME[_of_text(head, said)]


def _of_text(head: bytes, said: Format | None) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<\x00" in head[:64] or b"\x00<" in head[:64]:
        head = head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    opening = _OPENING.match(head)
    start = head[opening.end() if opening else 0 :][:4096]
    if start.startswith(b"<") and re.match(rb"<(?:\w+:)?FictionBook[\s>]", start):
        raise WrongFormat(f"This is a FictionBook (FB2), which cannot be imported. {_CONVERT}", detail="fb2")
    if (
        re.match(rb"MIME-Version:|From: <Saved by", start, re.IGNORECASE)
        and b"multipart/related" in head[:4096].lower()
    ):
        raise WrongFormat("This is a saved web archive (MHTML). Save the page as HTML and import that.", detail="mhtml")
    if said and said.name == "html":
        return "html"
    if start.startswith(b"<") and _PAGE.search(start):
        return "markdown" if said and said.name == "markdown" and not _PAGE.match(start) else "html"
    if said is None and start.startswith(b"<") and len(_TAGS.findall(head)) > 3:
        return "html"
    return "text"


def _is_binary(head: bytes) -> bool:
    """Tell whether this is no text at all: controls that no text holds, or zeros that are not those of UTF-16 or UTF-32."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > len(head) * 0.02 + 2:
        return True
    zeros = head.count(0)
    wide = max(head[::2].count(0), head[1::2].count(0)) > zeros * 0.9
    return zeros > len(head) * 0.3 and not wide


def _of_zip(path: Path, head: bytes, said: Format | None) -> Format:
    """Name what a zip archive holds. Damaged ones are what their name says, so that their reader can say more."""
    if b"mimetypeapplication/epub+zip" in head[:128]:
        return _BY_NAME["epub"]
    names = _names(path)
    if names is None:
        for marker, name in ((b"META-INF/container.xml", "epub"), (b"word/document.xml", "docx")):
            if marker in head or (said and said.name == name):
                return _BY_NAME[name]
        raise Damaged("This file is a damaged archive: its list of contents cannot be read. Try to get it again.")
    lower = {name.replace("\\", "/").lower() for name in names}
    if "meta-inf/container.xml" in lower or any(name.endswith(".opf") for name in lower):
        return _BY_NAME["epub"]
    if "word/document.xml" in lower or any(re.fullmatch(r"word/document\d*\.xml", name) for name in lower):
        return _BY_NAME["docx"]
    if any(name.endswith((".kfx", ".ion")) for name in lower):
        return _BY_NAME["mobi"]
    if said and said.name in {"epub", "docx"} and not any(name in _OFFICE for name in lower):
        return said
    label, advice = _zip_label(lower, head)
    raise WrongFormat(f"This is {label}, which cannot be imported. {advice}", detail=label)


_OFFICE = ("content.xml", "xl/workbook.xml", "ppt/presentation.xml")


def _zip_label(names: set[str], head: bytes) -> tuple[str, str]:
    if b"mimetypeapplication/vnd.oasis.opendocument" in head[:256] or "content.xml" in names:
        return "an OpenDocument file", _SAVE
    if "xl/workbook.xml" in names:
        return "a spreadsheet", _SAVE
    if "ppt/presentation.xml" in names:
        return "a presentation", _SAVE
    if any(name.endswith(".fb2") for name in names):
        return "a FictionBook (FB2)", _CONVERT
    if "index/document.iwa" in names:
        return "a Pages document", _SAVE
    if names and all(name.endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".xml")) for name in names):
        return "an archive of pictures", _NO_BOOK
    return "a ZIP archive", _UNPACK


def _names(path: Path) -> list[str] | None:
    """Return the names in an archive, None where they cannot be read or are too many for a book."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, 2) - 66_000))
            tail = file.read()
            record = tail[tail.rfind(b"PK\x05\x06") :][:16]
            # How long the list claims to be comes before it is read: zipfile would read all of it at once.
            if len(record) < 16 or struct.unpack("<I", record[12:])[0] > limits.ARCHIVE_DIRECTORY:
                return None
            with zipfile.ZipFile(file) as archive:
                return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError, OverflowError):
        return None


def _ole(path: Path) -> BadInput:
    """Return why a file in Microsoft's old container is refused: encrypted, or an old Word file, or another."""
    with path.open("rb") as file:
        data = file.read(8 << 20)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Protected("This document is protected with a password. Save it without one and import it again.")
    if "WordDocument".encode("utf-16-le") in data:
        return WrongFormat(f"This is a document of an old Word (DOC). {_SAVE}", detail="doc")
    return WrongFormat(f"This is an old Microsoft Office file or mail. {_SAVE}", detail="ole")
