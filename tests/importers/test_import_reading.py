"""The one door: sniffing, refusals, languages, and the boundary that survives a parser's worst."""

from __future__ import annotations

import errno
import io
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from import_makers import Put, body, pdf

from studio_app.domain.errors import (
    BadInput,
    Cancelled,
    Damaged,
    DiskFull,
    FileRefused,
    NoText,
    Protected,
    TooLarge,
    WrongFormat,
)
from studio_app.importers import formats, language, reading, text

PAGE = b"<!DOCTYPE html><html><head><title>T</title></head><body><p>Hello there.</p></body></html>"


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


EPUB = archive(
    **{
        "META-INF__container.xml": b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
        b'full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "b.opf": b'<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="x"/>'
        b'<item id="r" href="http://192.0.2.1/r.xhtml" media-type="application/xhtml+xml"/></manifest>'
        b'<spine><itemref idref="a"/><itemref idref="r"/></spine></package>',
        "a.xhtml": b'<!DOCTYPE html SYSTEM "http://192.0.2.1/x.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        b'<img src="http://192.0.2.1/a.png"/><p>Text.</p></body></html>',
    }
)


def put(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.txt", b"Hello", "text"),
        ("a", b"Hello", "text"),
        ("a.md", b"# Hello", "markdown"),
        ("a.md", b"<p align=center>Hello</p>", "markdown"),
        ("a.html", PAGE, "html"),
        ("a", PAGE, "html"),
        ("a.html", b"no tags at all", "html"),
        ("a.xhtml", b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n' + PAGE, "html"),
        ("a.htm", "<html><p>Hi".encode("utf-16"), "html"),
        ("a.pdf", b"junk\n%PDF-1.4", "pdf"),
        ("a.epub", archive(**{"META-INF__container.xml": b""}), "epub"),
        ("a.docx", archive(word__document_dot_xml=b""), "docx"),
        ("a.zip", archive(word__document_dot_xml=b""), "docx"),
        ("a.azw3", b"x" * 60 + b"BOOKMOBI", "mobi"),
        ("a.kfx", b"CONT\x02\x00", "mobi"),
        ("contents.txt", b"CONTENTS\n\nChapter 1", "text"),
        ("a.txt", b"ID3 is a format, MZ is a letter pair, BM too", "text"),
    ],
)
def test_a_file_is_what_its_content_says(tmp_path, name, data, found):
    assert formats.of_file(put(tmp_path, name, data)).name == found


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.epub", b"%PDF-1.7", "PDF"),
        ("a.pdf", PAGE, "web page"),
        ("a.docx", archive(**{"META-INF__container.xml": b""}), "EPUB"),
        ("a.txt", PAGE, "web page"),
        ("a.mobi", b"Just text.", "plain text"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old Word"),
        ("a.rtf", rb"{\rtf1 Hello}", "RTF"),
        ("a.txt", rb"{\rtf1 Hello}", "RTF"),
        ("a.odt", archive(content_dot_xml=b""), "OpenDocument"),
        ("a.xlsx", archive(xl__workbook_dot_xml=b""), "spreadsheet"),
        ("a.jpg", b"\xff\xd8\xff\xe0 JFIF", "picture"),
        ("a.epub", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.mp3", b"ID3\x04\x00", "sound"),
        ("a.exe", b"MZ\x90\x00\x03\x00\x00\x00", "program"),
        ("a.txt", b"\x7fELF\x02\x01\x01", "program"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "archive"),
        ("a.zip", archive(readme_dot_txt=b"x"), "ZIP"),
        ("a.fb2", b'<?xml version="1.0"?><FictionBook xmlns="x">', "FictionBook"),
        ("a.djvu", b"AT&TFORM", "DjVu"),
        ("a.lectern", b"SQLite format 3\x00", "Lectern"),
        ("a.txt", bytes(range(256)) * 8, "cannot be told"),
    ],
)
def test_other_formats_are_named(tmp_path, name, data, word):
    with pytest.raises(WrongFormat, match=word) as caught:
        reading.read(put(tmp_path, name, data))
    assert caught.value.sentence.endswith(".")


@pytest.mark.parametrize("data", [b"", b"\x00\x00\x00", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["a.txt", "a.epub", "a.pdf", "a.docx"])
def test_an_empty_file(tmp_path, name, data):
    with pytest.raises(NoText):
        reading.read(put(tmp_path, name, data))


def test_an_encrypted_document(tmp_path):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Protected):
        reading.read(put(tmp_path, "a.docx", data))


def test_a_folder_and_a_file_that_is_not_there(tmp_path):
    for source in (tmp_path, tmp_path / "none.epub", str(tmp_path / "none.txt")):
        with pytest.raises(BadInput):
            reading.read(source)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = put(tmp_path, "a.txt", b"Hello")
    path.chmod(0)
    with pytest.raises(FileRefused):
        reading.read(path)


def test_a_name_that_no_system_takes():
    with pytest.raises((FileRefused, BadInput)):
        reading.read("a\0b.txt")


@pytest.mark.parametrize("address", ["ftp://example.org/a", "file:///etc/passwd", "gopher://x/y"])
def test_other_addresses_are_refused(address):
    with pytest.raises(BadInput, match="http"):
        reading.read(address)


def test_too_much_text(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.write(b"Hello there. " * 10_000)
        file.truncate(501_000_000)
    with pytest.raises(TooLarge):
        reading.read(path)


@pytest.mark.parametrize(
    ("raised", "error"),
    [
        (ValueError("a secret passage"), Damaged),
        (RecursionError("a secret passage"), Damaged),
        (KeyError("a secret passage"), Damaged),
        (MemoryError(), TooLarge),
        (OSError(errno.ENOSPC, "full"), DiskFull),
        (OSError(errno.EIO, "broken"), FileRefused),
        (Cancelled("Stopped."), Cancelled),
    ],
)
def test_whatever_a_parser_raises_is_typed_and_says_nothing_of_the_book(tmp_path, monkeypatch, raised, error):
    def fail(*_args, **_more):
        raise raised

    monkeypatch.setattr(text, "read", fail)
    with pytest.raises(error) as caught:
        reading.read(put(tmp_path, "a.txt", b"Hello"))
    assert "secret" not in caught.value.sentence + caught.value.detail
    assert caught.value.__cause__ is None


def test_formats_load_only_what_they_need(tmp_path):
    path = put(tmp_path, "a.txt", b"Hello there, this is a text in plain English.")
    code = (
        f"import sys; from studio_app.importers import reading; reading.read({str(path)!r}); "
        "print(sorted({'trafilatura', 'mammoth', 'pypdfium2', 'pyromark', 'httpx', 'docx'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b'<!DOCTYPE html SYSTEM "http://192.0.2.1/x.dtd"><link href="http://192.0.2.1/a.css"><p>Text.</p>'),
        ("a.md", b"![x](http://192.0.2.1/a.png) Text.\n\n<img src='http://192.0.2.1/b.png'>"),
        ("a.txt", b"Text at http://192.0.2.1/ here."),
        ("a.epub", EPUB),
        ("a.pdf", pdf([[Put(50, 50, "Text.")]])),
    ],
)
def test_a_file_never_leads_to_the_network(tmp_path, monkeypatch, name, data):
    def forbidden(*_args, **_more):
        pytest.fail("an importer went to the network")

    path = put(tmp_path, name, data)
    for door in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, door, forbidden)
    assert "Text" in " ".join(body(reading.read(path)))


def test_the_hash_is_that_of_the_content(tmp_path):
    one, other = put(tmp_path, "a.txt", b"Hello"), put(tmp_path, "b.txt", b"Hello")
    assert reading.source_hash(one) == reading.source_hash(str(other)) != reading.source_hash(put(tmp_path, "c", b"x"))
    with pytest.raises(BadInput, match="no file named none"):
        reading.source_hash(tmp_path / "none")
    with pytest.raises(BadInput, match="folder"):
        reading.source_hash(tmp_path)


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("en", "It was the best of times, it was the worst of times."),
        ("de", "Jemand musste Josef K. verleumdet haben, denn ohne dass er etwas Böses getan hätte."),
        ("fr", "Longtemps, je me suis couché de bonne heure."),
        ("es", "En un lugar de la Mancha, de cuyo nombre no quiero acordarme."),
        ("ru", "Все счастливые семьи похожи друг на друга."),
        ("uk", "Садок вишневий коло хати, хрущі над вишнями гудуть."),
        ("ja", "吾輩は猫である。名前はまだ無い。"),
        ("zh", "天下大势，分久必合，合久必分。"),
        ("ko", "나는 고양이로소이다."),
        ("el", "Ἄνδρα μοι ἔννεπε, μοῦσα, πολύτροπον."),
        ("th", "กาลครั้งหนึ่งนานมาแล้ว"),
        ("ar", "كان يا ما كان في قديم الزمان"),
        ("ar", "انا عايز اروح البيت دلوقتي عشان انا تعبان اوي"),
        ("hi", "एक समय की बात है, एक राजा था।"),
        ("", "1234 5678"),
        ("", ""),
    ],
)
def test_the_language_of_a_text(tag, words):
    assert language.of_text(words) == tag


def test_what_the_file_says_of_its_language_is_believed(tmp_path):
    page = b'<html lang="de-CH"><body><p>It was the best of times.</p></body></html>'
    assert reading.read(put(tmp_path, "a.html", page)).language == "de-CH"


def test_a_pdf_without_its_suffix_is_read(tmp_path):
    path = put(tmp_path, "book", pdf([[Put(50, 50, "Hello there.")]]))
    assert body(reading.read(path)) == ["Hello there."]
