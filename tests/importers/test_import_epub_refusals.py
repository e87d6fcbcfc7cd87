"""What cannot or must not be read is refused with one clear sentence, at once and in little memory."""

import io
import zipfile

import pytest
from conftest import Epub, rich_epub, xhtml, zipped

from studio_app.domain.errors import BadInput, Damaged, NoText, Protected, TooLarge, WrongFormat

PAGES = {"a.xhtml": xhtml("<p>one</p>"), "b.xhtml": xhtml("<p>two</p>")}
ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
    '<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
    '<enc:CipherData><enc:CipherReference URI="OEBPS/{name}"/></enc:CipherData></enc:EncryptedData></encryption>'
)
OUT = Epub(PAGES).opf().replace("a.xhtml", "../../../etc/passwd")
OUT_AT_ONCE = '<rootfile full-path="../../book.opf"/>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>'


def claiming() -> bytes:
    """A book with a file, none of its pages, that says that it unpacks to 4 GB."""
    data = zipped(Epub(PAGES).files() | {"OEBPS/x.css": " " * 7_654_321})
    return data.replace((7_654_321).to_bytes(4, "little"), (4_000_000_000).to_bytes(4, "little"))


def lying() -> bytes:
    """A book whose largest page says that it unpacks to ten bytes."""
    data = Epub({"a.xhtml": "<p>" + "word " * 2_000_000}).data()
    size = (2_000_000 * 5 + 3).to_bytes(4, "little")
    assert data.count(size) == 2
    return data.replace(size, (10).to_bytes(4, "little"))


def overlapping() -> bytes:
    """Two names in the list of files that share the bytes of one."""
    data = zipped(Epub(PAGES).files() | {"OEBPS/c.xhtml": xhtml("<p>three</p>")})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        offsets = {info.filename: info.header_offset.to_bytes(4, "little") for info in archive.infolist()}
    entry = data.rindex(b"OEBPS/c.xhtml") - 4
    return data[:entry] + offsets["OEBPS/b.xhtml"] + data[entry + 4 :]


REFUSED = {
    "content encrypted": (Epub(PAGES, extra={"META-INF/encryption.xml": ENCRYPTED.format(name="a.xhtml")}), Protected, "DRM"),
    "Adobe": (Epub(PAGES, extra={"META-INF/rights.xml": "<rights/>"}), Protected, "Adobe"),
    "Apple": (Epub(PAGES, extra={"META-INF/sinf.xml": "<sinf/>"}), Protected, "Apple"),
    "Readium": (Epub(PAGES, extra={"META-INF/license.lcpl": "{}"}), Protected, "LCP"),
    "no text": (Epub({"a.xhtml": xhtml('<img src="x.png" alt="Words"/>')}), NoText, "no text"),
    "no pages": (Epub({}), Damaged, "no pages"),
    "all pages missing": (Epub(PAGES, remove=("OEBPS/a.xhtml", "OEBPS/b.xhtml")), BadInput, ""),
    "another zip": (zipped({"word/document.xml": "<w/>"}), WrongFormat, "not an EPUB"),
    "no zip": (b"%PDF-1.4", WrongFormat, "zip"),
    "empty": (b"", WrongFormat, "zip"),
    "cut off": (rich_epub().data()[:-30], Damaged, "damaged"),
    "zip bomb": (Epub({"a.xhtml": "a" * 30_000_000}), TooLarge, "unpacks"),
    "zip bomb beside the pages": (claiming(), TooLarge, "unpacks"),
    "lying header": (lying(), BadInput, ""),
    "overlap": (overlapping(), TooLarge, "inside each other"),
    "entity bomb in a page": (Epub({"a.xhtml": BOMB + "<p>&c;</p>"}), TooLarge, "entity bomb"),
    "entity bomb in the package": (Epub(PAGES, extra={"OEBPS/book.opf": BOMB + "<package/>"}), TooLarge, "entity bomb"),
    "path out, member": (zipped(Epub(PAGES).files() | {"../../evil.xhtml": "x"}), Damaged, "out of it"),
    "path out, absolute": (zipped(Epub(PAGES).files() | {"/etc/evil": "x"}), Damaged, "out of it"),
    "path out, page": (Epub(PAGES, extra={"OEBPS/book.opf": OUT}), Damaged, "outside"),
    "path out, package": (Epub(PAGES, extra={"META-INF/container.xml": OUT_AT_ONCE}), Damaged, "outside"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(read_epub, name: str) -> None:
    book, error, words = REFUSED[name]
    with pytest.raises(error) as refusal:
        read_epub(book)
    assert words in refusal.value.sentence
    assert refusal.value.sentence.endswith(".")


def test_pictures_encrypted_but_not_the_text(read_epub) -> None:
    book = Epub(PAGES, extra={"META-INF/encryption.xml": ENCRYPTED.format(name="p.jpg")})
    assert len(read_epub(book).chapters) == 2


def test_links_out_of_the_book_are_not_followed(read_epub) -> None:
    page = xhtml('<p>one <a href="../../../../etc/passwd">two</a> <img src="file:///etc/passwd" alt=""/></p>')
    book = Epub({"a.xhtml": page}, [("A", "a.xhtml"), ("Out", "../../../etc/passwd"), ("Net", "http://example.org/x")])
    assert [p.text for p in read_epub(book).chapters[0].paragraphs] == ["one two"]


def test_too_much_text_in_all(read_epub, monkeypatch) -> None:
    monkeypatch.setattr("studio_app.importers.limits.TEXT_BYTES", 500)
    with pytest.raises(TooLarge):
        read_epub(Epub({f"{n}.xhtml": xhtml("<p>word</p>") for n in range(9)}))


def test_a_missing_file_is_told_in_a_sentence(tmp_path) -> None:
    from studio_app.domain.errors import FileRefused
    from studio_app.importers import epub

    with pytest.raises(FileRefused, match="cannot be opened"):
        epub.read(tmp_path / "gone.epub")
