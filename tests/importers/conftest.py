"""Books made in memory: an EPUB builder whose every part can be replaced by something broken."""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from studio_app.domain.manuscript import Kind
from studio_app.importers import epub

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio_app.domain.manuscript import Draft

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
NS = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def xhtml(body: str, *, title: str = "Page", attributes: str = "") -> str:
    """A well-formed page around ``body``."""
    head = f"<head><title>{title}</title></head>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<html {NS}>{head}<body {attributes}>{body}</body></html>'


@dataclass
class Epub:
    """An EPUB to be. ``pages`` maps a file name to its whole text or bytes; ``toc`` is (title, href[, children])."""

    pages: dict[str, str | bytes]
    toc: list[tuple] | None = None
    version: int = 3
    metadata: str = "<dc:title>A Book</dc:title><dc:language>en</dc:language>"
    manifest: str = ""
    guide: str = ""
    landmarks: str = ""
    not_linear: tuple[str, ...] = ()
    spine: list[str] | None = None
    extra: dict[str, str | bytes] = field(default_factory=dict)
    remove: tuple[str, ...] = ()

    def files(self) -> dict[str, str | bytes]:
        """Every file of the archive, in order."""
        files: dict[str, str | bytes] = {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": self.opf(),
        }
        if self.toc is not None:
            files["OEBPS/nav.xhtml" if self.version == 3 else "OEBPS/toc.ncx"] = (
                self.nav() if self.version == 3 else self.ncx()
            )
        files |= {f"OEBPS/{name}": text for name, text in self.pages.items()}
        files |= self.extra
        return {name: data for name, data in files.items() if name not in self.remove}

    def opf(self) -> str:
        items = "".join(
            f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(self.pages)
        )
        if self.toc is not None and self.version == 3:
            items += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        elif self.toc is not None:
            items += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        names = {name: f"p{n}" for n, name in enumerate(self.pages)} | {"nav.xhtml": "nav"}
        refs = "".join(
            f'<itemref idref="{names.get(name, name)}" linear="{"no" if name in self.not_linear else "yes"}"/>'
            for name in (self.spine if self.spine is not None else self.pages)
        )
        namespaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"'
        return (
            f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="{self.version}.0">'
            f"<metadata {namespaces}>{self.metadata}</metadata>"
            f'<manifest>{items}{self.manifest}</manifest><spine toc="ncx">{refs}</spine><guide>{self.guide}</guide></package>'
        )

    def nav(self) -> str:
        def lines(entries: list[tuple]) -> str:
            out = ""
            for title, href, *children in entries:
                label = f'<a href="{href}">{title}</a>' if href else f"<span>{title}</span>"
                out += f"<li>{label}{lines(children[0]) if children else ''}</li>"
            return f"<ol>{out}</ol>"

        more = f'<nav epub:type="landmarks" hidden=""><ol>{self.landmarks}</ol></nav>' if self.landmarks else ""
        return xhtml(f'<nav epub:type="toc"><h1>Contents</h1>{lines(self.toc or [])}</nav>{more}')

    def ncx(self) -> str:
        def points(entries: list[tuple]) -> str:
            out = ""
            for title, href, *children in entries:
                inner = points(children[0]) if children else ""
                out += f'<navPoint><navLabel><text>{title}</text></navLabel><content src="{href}"/>{inner}</navPoint>'
            return out

        namespace = "http://www.daisy.org/z3986/2005/ncx/"
        return f'<ncx xmlns="{namespace}" version="2005-1"><navMap>{points(self.toc or [])}</navMap></ncx>'

    def data(self) -> bytes:
        """The bytes of the archive."""
        return zipped(self.files())


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(
                zipfile.ZipInfo(name), data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def outline(draft: Draft) -> list[tuple[str, ...]]:
    """Each chapter as its title and the texts of its paragraphs."""
    return [(c.title, *(p.text for p in c.paragraphs)) for c in draft.chapters]


@pytest.fixture
def read_epub(tmp_path: Path) -> Callable[[Epub | bytes], Draft]:
    """A function that reads an EPUB given as a recipe or as bytes."""

    def read(book: Epub | bytes) -> Draft:
        path = tmp_path / "book.epub"
        path.write_bytes(book if isinstance(book, bytes) else book.data())
        return epub.read(path)

    return read


def rich_epub() -> Epub:
    """An EPUB with something of everything, to be mutated."""
    chapter = (
        '<section epub:type="chapter" id="c{n}"><h1>Chapter {n}</h1><p>It was <i>a</i> night&#160;long.'
        '<sup><a epub:type="noteref" href="#n{n}" id="r{n}">1</a></sup> <span>T</span>he end.</p><hr/><p>* * *</p>'
        "<table><tr><td>A</td><td>B</td></tr></table><ul><li>one</li><li>two<ol><li>three</li></ol></li></ul>"
        "<blockquote><p>Quoted</p></blockquote><pre>x = 1\n\ny = 2</pre><p><ruby>漢<rt>kan</rt></ruby>字</p>"
        '<p><img src="p.png" alt="A picture"/></p><h2 id="s{n}">Section</h2><p>More &amp; more.</p>'
        '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x squared"><mi>x</mi></math>'
        '<aside epub:type="footnote" id="n{n}"><p><a href="#r{n}">1</a> A note.</p></aside></section>'
    )
    pages: dict[str, str | bytes] = {
        "cover.xhtml": xhtml('<img src="p.png" alt="Cover"/>', attributes='epub:type="cover"')
    }
    pages |= {f"c{n}.xhtml": xhtml(chapter.replace("{n}", str(n))) for n in (1, 2)}
    pages["index.xhtml"] = xhtml('<h1>Index</h1><p>Night, <a href="c1.xhtml#s1">1</a></p>')
    toc = [
        ("Part One", "", [("One", "c1.xhtml", [("Section", "c1.xhtml#s1")]), ("Two", "c2.xhtml#c2")]),
        ("Index", "index.xhtml"),
    ]
    return Epub(
        pages,
        toc,
        metadata='<dc:title id="t">Rich</dc:title><dc:creator id="a">Ann Author</dc:creator>'
        "<dc:identifier>urn:isbn:9780306406157</dc:identifier>"
        '<meta refines="#a" property="role">aut</meta><dc:description>&lt;p&gt;About&lt;/p&gt;</dc:description>',
        manifest='<item id="png" href="p.png" media-type="image/png" properties="cover-image"/>',
        extra={"OEBPS/p.png": PNG},
    )


def rich_html() -> str:
    """An HTML file with something of everything, to be mutated."""
    body = rich_epub().pages["c1.xhtml"]
    assert isinstance(body, str)
    return body.replace('<?xml version="1.0" encoding="utf-8"?>\n', "<!DOCTYPE html>").replace("&#160;", "&nbsp;")


def narrated(draft: Draft) -> str:
    """All text of a draft but the alternative texts of pictures."""
    return "\n".join(p.text for c in draft.chapters for p in c.paragraphs if p.kind is not Kind.ALT_TEXT)


@pytest.fixture
def seed_epub() -> bytes:
    """The bytes of an EPUB with something of everything."""
    return rich_epub().data()


@pytest.fixture
def seed_html() -> bytes:
    """The bytes of an HTML file with something of everything."""
    return rich_html().encode()
