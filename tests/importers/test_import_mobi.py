"""Kindle books: calibre where it is, a sentence where it is not."""

from __future__ import annotations

import os
import struct
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest
from import_makers import body

from studio_app.domain.errors import BadInput, Damaged, MissingProgram, NoText, Protected
from studio_app.importers import mobi, reading

if TYPE_CHECKING:
    from pathlib import Path

CONVERTER = """#!{python}
import pathlib, sys, zipfile
source, book = sys.argv[1:3]
assert pathlib.Path(source).read_bytes()[60:68] == b"BOOKMOBI"
pathlib.Path("left-over.tmp").write_text("x")
{body}
"""
MAKES = """
with zipfile.ZipFile(book, "w") as z:
    z.writestr("mimetype", "application/epub+zip")
    z.writestr("META-INF/container.xml", '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
    z.writestr("b.opf", '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata/><manifest>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>')
    z.writestr("a.xhtml", '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>From a Kindle.</p></body></html>')
"""


def kindle(encryption: int = 0, length: int = 5000, kind: bytes = b"BOOKMOBI") -> bytes:
    """A Palm database with one record that says how the book is encrypted."""
    head = b"Book".ljust(60, b"\0") + kind + struct.pack(">IIHIB3x", 0, 0, 1, 86, 0)
    return head.ljust(86, b"\0") + struct.pack(">HHIHHHH", 2, 0, length, 1, 4096, encryption, 0) + b"\0" * 200


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "my book.azw3"
    path.write_bytes(kindle())
    return path


@pytest.fixture
def calibre(tmp_path, monkeypatch):
    """Put a program called ebook-convert that does ``work`` on PATH, its temporary files where they can be counted."""
    if os.name == "nt":
        pytest.skip("the stand-in is a script with a first line that names Python")
    (tmp_path / "bin").mkdir()
    (tmp_path / "temp").mkdir()

    def install(work: str) -> Path:
        program = tmp_path / "bin" / "ebook-convert"
        program.write_text(CONVERTER.format(python=sys.executable, body=work))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
        return tmp_path / "temp"

    return install


def test_calibre_makes_an_epub_that_is_read_and_nothing_is_left(book, calibre):
    temp = calibre(MAKES)
    told = []
    found = reading.read(book, progress=told.append)
    assert body(found) == ["From a Kindle."]
    assert found.title == "my book"
    assert told == sorted(told)
    assert list(temp.iterdir()) == []


def test_without_calibre_a_sentence_says_so(book, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingProgram, match="calibre"):
        reading.read(book)


@pytest.mark.parametrize("work", ["sys.exit(1)", "pass", "pathlib.Path(book).write_bytes(b'PK nonsense')"])
def test_calibre_fails(book, calibre, work):
    temp = calibre(work)
    with pytest.raises(BadInput):
        reading.read(book)
    assert list(temp.iterdir()) == []


def test_calibre_hangs(book, calibre, monkeypatch):
    temp = calibre("import time; time.sleep(60)")
    monkeypatch.setattr(mobi, "TIME", 0.5)
    with pytest.raises(Damaged):
        reading.read(book)
    assert list(temp.iterdir()) == []


def test_the_person_stops_it(book, calibre):
    temp = calibre("import time; time.sleep(60)")

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mobi.read(book, progress=stop)
    assert list(temp.iterdir()) == []


@pytest.mark.parametrize("data", [kindle(1), kindle(2), kindle(2, kind=b"TEXtREAd"), b"\xeaDRMION\xee" + b"x" * 90])
def test_protection_is_told_from_the_header_without_calibre(tmp_path, monkeypatch, data):
    monkeypatch.setenv("PATH", "")
    (tmp_path / "a.azw").write_bytes(data)
    with pytest.raises(Protected):
        reading.read(tmp_path / "a.azw")


@pytest.mark.parametrize(
    ("data", "error"),
    [(kindle()[:70], Damaged), (kindle()[:90], Damaged), (kindle(length=0), NoText), (kindle(), MissingProgram)],
)
def test_what_cannot_be_read(tmp_path, monkeypatch, data, error):
    monkeypatch.setenv("PATH", "")
    (tmp_path / "a.mobi").write_bytes(data)
    with pytest.raises(error):
        reading.read(tmp_path / "a.mobi")
