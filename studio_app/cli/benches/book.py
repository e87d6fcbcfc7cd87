"""A book of any length to measure with: plain English sentences, the same every time."""

from __future__ import annotations

import random
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _words(text: str) -> list[str]:
    return text.split()


_NOUNS = _words(
    "lamp house river letter garden captain morning window captain stranger road fire table winter sister "
    "mountain door harbour bread silence question candle horse village teacher evening shadow voice stone "
    "market bridge story ship"
)
_VERBS = _words(
    "remembered followed carried opened watched answered crossed believed offered repeated promised "
    "noticed forgot kept wanted returned considered mentioned understood left found heard called painted"
)
_ADJECTIVES = _words(
    "old quiet heavy bright narrow patient broken distant warm careful grey strange gentle sudden empty "
    "familiar long wooden small thoughtful uncertain"
)
_LINKS = ("and", "but", "while", "because", "although", "until", "so that", "before")

_CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def sentences(seed: int) -> Iterator[str]:
    """Yield sentences for ever."""
    dice = random.Random(seed)
    while True:
        clauses = [_clause(dice) for _ in range(dice.choice((1, 1, 2, 2, 3)))]
        said = clauses[0]
        for clause in clauses[1:]:
            said += f"{dice.choice((',', ',', ';'))} {dice.choice(_LINKS)} {clause}"
        said = said[0].upper() + said[1:] + dice.choice("....?!")
        yield f"“{said}”" if dice.random() < 0.2 else said


def _clause(dice: random.Random) -> str:
    first = f"the {dice.choice(_ADJECTIVES)} {dice.choice(_NOUNS)}"
    second = f"the {dice.choice(_NOUNS)} of the {dice.choice(_ADJECTIVES)} {dice.choice(_NOUNS)}"
    return f"{first} {dice.choice(_VERBS)} {second}"


def write_book(path: Path, *, words: int, chapter_words: int = 5000) -> int:
    """Write an EPUB 3 of about ``words`` words with a table of contents; return the characters of its text."""
    chapters = max(1, round(words / chapter_words))
    count = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", _CONTAINER)
        for number in range(1, chapters + 1):
            paragraphs = _chapter(number, words // chapters)
            count += sum(len(paragraph) for paragraph in paragraphs)
            book.writestr(f"OEBPS/c{number}.xhtml", _page(f"Chapter {number}", paragraphs))
        numbers = range(1, chapters + 1)
        book.writestr("OEBPS/nav.xhtml", _nav(numbers))
        book.writestr("OEBPS/content.opf", _package(numbers))
    return count


def _chapter(seed: int, words: int) -> list[str]:
    dice = random.Random(seed)
    source, paragraphs, written = sentences(seed), [], 0
    while written < words:
        text = " ".join(next(source) for _ in range(dice.randint(1, 6)))
        paragraphs.append(text)
        written += text.count(" ") + 1
    return paragraphs


def _page(title: str, paragraphs: list[str]) -> str:
    body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>{title}</title></head><body><h1>{title}</h1>\n{body}</body></html>"
    )


def _nav(numbers: range) -> str:
    entries = "".join(f'<li><a href="c{n}.xhtml">Chapter {n}</a></li>' for n in numbers)
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Contents</title>'
        f'</head><body><nav epub:type="toc"><ol>{entries}</ol></nav></body></html>'
    )


def _package(numbers: range) -> str:
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in numbers)
    spine = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:bench</dc:identifier>'
        "<dc:title>The Measured Book</dc:title><dc:creator>Lectern</dc:creator><dc:language>en</dc:language></metadata>"
        f'<manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>{items}</manifest>'
        f"<spine>{spine}</spine></package>"
    )
