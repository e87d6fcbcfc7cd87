"""EPUBs become chapters as their table of contents has them."""

from xml.sax.saxutils import escape

import pytest
from conftest import PNG, Epub, outline, rich_epub, xhtml, zipped

from studio_app.domain.manuscript import Cover, Identifier, Kind, Matter
from studio_app.importers import package

ONE, TWO, THREE = (xhtml(f"<p>{word}</p>") for word in ("one", "two", "three"))
PAGES = {"a.xhtml": ONE, "b.xhtml": TWO, "c.xhtml": THREE}
FILE = xhtml('<h1 id="x">X</h1><p>one</p><p>two <a id="y"/>three</p><div id="z"><h2>Z</h2><p>four</p></div>')


def titles(draft) -> list[str]:
    return [chapter.title for chapter in draft.chapters]


def matters(draft) -> list[str]:
    return [chapter.matter.value for chapter in draft.chapters]


CONTENTS = {
    "a file each": (
        PAGES,
        [("A", "a.xhtml"), ("B", "b.xhtml"), ("C", "c.xhtml")],
        [("A", "one"), ("B", "two"), ("C", "three")],
    ),
    "over several files": (PAGES, [("A", "a.xhtml"), ("C", "c.xhtml")], [("A", "one", "two"), ("C", "three")]),
    "spine order, not that of the contents": (
        PAGES,
        [("C", "c.xhtml"), ("A", "a.xhtml"), ("B", "b.xhtml")],
        [("A", "one"), ("B", "two"), ("C", "three")],
    ),
    "several in one file": (
        {"a.xhtml": FILE},
        [("X", "a.xhtml#x"), ("Z", "a.xhtml#z")],
        [("X", "X", "one", "two three"), ("Z", "Z", "four")],
    ),
    "an anchor inside a paragraph": (
        {"a.xhtml": FILE},
        [("X", "a.xhtml"), ("Y", "a.xhtml#y")],
        [("X", "X", "one"), ("Y", "two three", "Z", "four")],
    ),
    "an anchor that is not there": (
        {"a.xhtml": FILE, "b.xhtml": TWO},
        [("X", "a.xhtml#gone"), ("B", "b.xhtml#gone")],
        [("X", "X", "one", "two three", "Z", "four"), ("B", "two")],
    ),
    "an anchor at the end": (
        {"a.xhtml": xhtml('<p>one</p><a id="e"/>'), "b.xhtml": TWO},
        [("A", "a.xhtml"), ("B", "a.xhtml#e")],
        [("A", "one"), ("B", "two")],
    ),
    "nested, no link for the part": (
        PAGES,
        [("I", "", [("A", "a.xhtml"), ("B", "b.xhtml")]), ("C", "c.xhtml")],
        [("I – A", "one"), ("B", "two"), ("C", "three")],
    ),
    "part and chapter at one place": (
        PAGES,
        [("I", "a.xhtml", [("A", "a.xhtml"), ("B", "b.xhtml")])],
        [("I – A", "one"), ("B", "two", "three")],
    ),
    "sections without anchors": (
        PAGES,
        [("A", "a.xhtml", [("A.1", "a.xhtml"), ("A.2", "a.xhtml")]), ("B", "b.xhtml")],
        [("A", "one"), ("B", "two", "three")],
    ),
    "a missing file": (
        PAGES,
        [("A", "a.xhtml"), ("?", "gone.xhtml"), ("C", "c.xhtml")],
        [("A", "one", "two"), ("C", "three")],
    ),
    "letter case, percent-encoding, dots": (
        {"Ä b.xhtml": ONE, "b.xhtml": TWO},
        [("A", "%C3%84%20B.xhtml"), ("B", "../OEBPS/./b.xhtml")],
        [("A", "one"), ("B", "two")],
    ),
    "absolute": (
        PAGES,
        [("A", "/OEBPS/a.xhtml"), ("B", "b.xhtml"), ("C", "c.xhtml")],
        [("A", "one"), ("B", "two"), ("C", "three")],
    ),
    "white space in titles": (
        PAGES,
        [("\n  A\n 1 ", "a.xhtml"), ("B", "b.xhtml")],
        [("A 1", "one"), ("B", "two", "three")],
    ),
    "no title": (
        {"a.xhtml": xhtml("<h1>Head</h1><p>one</p>"), "b.xhtml": TWO},
        [("", "a.xhtml"), ("B", "b.xhtml")],
        [("Head", "Head", "one"), ("B", "two")],
    ),
}


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("name", CONTENTS)
def test_contents(read_epub, name: str, version: int) -> None:
    pages, toc, expected = CONTENTS[name]
    assert outline(read_epub(Epub(pages, toc, version=version))) == expected


def test_levels(read_epub) -> None:
    toc = [("I", "a.xhtml", [("A", "b.xhtml", [("A.1", "c.xhtml")])])]
    assert [c.level for c in read_epub(Epub(PAGES, toc)).chapters] == [0, 1, 2]


def test_a_part_page_with_only_a_heading_is_a_chapter(read_epub) -> None:
    pages = {"p.xhtml": xhtml("<h1>Part One</h1>"), **PAGES}
    draft = read_epub(Epub(pages, [("Part One", "p.xhtml", [("A", "a.xhtml")])]))
    assert outline(draft)[0] == ("Part One", "Part One")


def test_a_line_of_the_contents_without_text_is_told(read_epub) -> None:
    pages = {"i.xhtml": xhtml('<img src="x.png" alt=""/>'), **PAGES}
    draft = read_epub(Epub(pages, [("Map", "i.xhtml"), ("A", "a.xhtml")]))
    assert titles(draft) == ["A"]
    assert draft.warnings == ("1 line of the table of contents has no text of its own and was left out.",)


def test_pages_before_the_contents_are_chapters_of_their_own(read_epub) -> None:
    pages = {"t.xhtml": xhtml("<p>A Book, by Me</p>"), "p.xhtml": xhtml("<h1>Prologue</h1><p>Once.</p>"), **PAGES}
    draft = read_epub(Epub(pages, [("A", "a.xhtml")]))
    assert titles(draft) == ["Page", "Prologue", "A"]
    assert matters(draft) == ["front", "body", "body"]


def test_text_before_the_first_anchor_is_a_chapter(read_epub) -> None:
    draft = read_epub(Epub({"a.xhtml": xhtml('<p>before</p><h1 id="x">X</h1><p>one</p>')}, [("X", "a.xhtml#x")]))
    assert outline(draft) == [("Page", "before"), ("X", "X", "one")]


HEADED = {f"{n}.xhtml": xhtml(f"<h1>Chapter {n}</h1><p>text {n}</p>") for n in (1, 2, 3)}


def test_no_contents_but_headings(read_epub) -> None:
    pages = {**HEADED, "3b.xhtml": xhtml("<p>more</p>")}
    assert outline(read_epub(Epub(pages)))[1:] == [
        ("Chapter 2", "Chapter 2", "text 2"),
        ("Chapter 3", "Chapter 3", "text 3", "more"),
    ]


def test_no_contents_and_no_headings(read_epub) -> None:
    assert [texts[1:] for texts in outline(read_epub(Epub(PAGES)))] == [("one",), ("two",), ("three",)]


def test_contents_that_name_only_the_start(read_epub) -> None:
    assert titles(read_epub(Epub(HEADED, [("Start", "1.xhtml")]))) == ["Chapter 1", "Chapter 2", "Chapter 3"]


def test_nav_without_entries_leaves_the_ncx(read_epub) -> None:
    book = Epub(
        PAGES,
        [("A", "a.xhtml"), ("B", "b.xhtml")],
        version=2,
        extra={"OEBPS/nav.xhtml": xhtml('<nav epub:type="toc"><ol/></nav>')},
    )
    book.manifest = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    assert titles(read_epub(book)) == ["A", "B"]


def test_a_page_twice_in_the_spine_is_read_once(read_epub) -> None:
    assert outline(read_epub(Epub(PAGES, spine=["a.xhtml", "b.xhtml", "a.xhtml"])))[0][1:] == ("one",)


MATTER = {
    "epub:type": (
        {"x.xhtml": xhtml("<p>Words</p>", attributes='epub:type="frontmatter copyright-page"')},
        [("Legal", "x.xhtml")],
    ),
    "type of a section": (
        {"x.xhtml": xhtml('<section epub:type="titlepage"><p>Words</p></section>')},
        [("Hello", "x.xhtml")],
    ),
    "title": ({"x.xhtml": xhtml("<p>Words</p>")}, [("Table of Contents", "x.xhtml")]),
    "title in German": ({"x.xhtml": xhtml("<p>Words</p>")}, [("Impressum", "x.xhtml")]),
    "file name": ({"copyright.xhtml": xhtml("<p>Words</p>")}, [("Hello", "copyright.xhtml")]),
    "place and length": (
        {"x.xhtml": xhtml("<p>Words</p>", attributes='epub:type="frontmatter"')},
        [("Hello", "x.xhtml")],
    ),
}


@pytest.mark.parametrize("name", MATTER)
def test_front_matter(read_epub, name: str) -> None:
    pages, toc = MATTER[name]
    assert matters(read_epub(Epub({**pages, **PAGES}, [*toc, ("A", "a.xhtml")]))) == ["front", "body"]


@pytest.mark.parametrize(
    "title",
    ["Notes", "Bibliography", "Index", "About the Author", "Also by Ann Author", "Anmerkungen", "索引", "Примечания"],
)
def test_back_matter(read_epub, title: str) -> None:
    assert matters(read_epub(Epub(PAGES, [("A", "a.xhtml"), (title, "c.xhtml")]))) == ["body", "back"]


@pytest.mark.parametrize(
    "title",
    [
        "Prologue",
        "Introduction",
        "Foreword",
        "Vorwort",
        "Dedication",
        "Preface",
        "Notes from Underground",
        "Cover Her Face",
    ],
)
def test_what_is_read_aloud(read_epub, title: str) -> None:
    assert matters(read_epub(Epub(PAGES, [(title, "a.xhtml"), ("B", "b.xhtml")]))) == ["body", "body"]


def test_an_introduction_among_the_front_matter_is_read_aloud(read_epub) -> None:
    pages = {"x.xhtml": xhtml("<p>Words</p>", attributes='epub:type="frontmatter"'), **PAGES}
    assert matters(read_epub(Epub(pages, [("Introduction", "x.xhtml"), ("A", "a.xhtml")]))) == ["body", "body"]


def test_guide_and_landmarks(read_epub) -> None:
    guide = Epub(
        PAGES,
        [("A", "a.xhtml"), ("B", "b.xhtml")],
        version=2,
        guide='<reference type="copyright-page" href="a.xhtml"/>',
    )
    landmarks = Epub(
        PAGES,
        [("A", "a.xhtml"), ("B", "b.xhtml")],
        landmarks='<li><a epub:type="copyright-page" href="a.xhtml">©</a></li>',
    )
    assert matters(read_epub(guide)) == matters(read_epub(landmarks)) == ["front", "body"]


def test_back_matter_that_the_contents_do_not_name(read_epub) -> None:
    pages = {**PAGES, "z.xhtml": xhtml("<h1>About the Author</h1><p>Me.</p>")}
    draft = read_epub(Epub(pages, [("A", "a.xhtml")]))
    assert [(c.title, c.matter.value) for c in draft.chapters] == [("A", "body"), ("About the Author", "back")]


def test_pages_beside_the_text_are_off(read_epub) -> None:
    draft = read_epub(Epub(PAGES, [("A", "a.xhtml")], not_linear=("b.xhtml",)))
    assert [(texts[1:], matter) for texts, matter in zip(outline(draft), matters(draft), strict=True)] == [
        (("one",), "body"),
        (("two",), "back"),
        (("three",), "body"),
    ]


def test_pages_beside_the_text_that_the_contents_name_are_on(read_epub) -> None:
    draft = read_epub(Epub(PAGES, [("A", "a.xhtml"), ("B", "b.xhtml")], not_linear=("b.xhtml",)))
    assert matters(draft) == ["body", "body"]


def test_the_contents_page_in_the_spine_is_off_but_kept(read_epub) -> None:
    draft = read_epub(Epub(PAGES, [("A", "a.xhtml")], spine=["nav.xhtml", "a.xhtml"]))
    assert (draft.chapters[0].matter, draft.chapters[0].paragraphs[1].text) == (Matter.FRONT, "A")


def test_a_book_is_never_all_matter(read_epub) -> None:
    assert matters(read_epub(Epub(PAGES, [("Index", "a.xhtml")]))) == ["body"]
    assert matters(read_epub(Epub({"cover.xhtml": ONE}, [("Cover", "cover.xhtml")]))) == ["body"]


def test_notes_in_a_file_of_their_own(read_epub) -> None:
    pages = {
        "a.xhtml": xhtml('<p>Word<sup><a id="r1" href="n.xhtml#n1">1</a></sup>.</p>'),
        "n.xhtml": xhtml('<h1>Notes</h1><p id="n1"><a href="a.xhtml#r1">1.</a> A note.</p>'),
    }
    chapters = read_epub(Epub(pages, [("A", "a.xhtml"), ("Notes", "n.xhtml")])).chapters
    assert chapters[0].paragraphs[0].text == "Word."
    assert [(p.kind, p.text) for p in chapters[1].paragraphs] == [(Kind.HEADING, "Notes"), (Kind.FOOTNOTE, "A note.")]


TITLE_TYPES = (
    '<meta refines="#m" property="title-type">main</meta><meta refines="#s" property="title-type">subtitle</meta>'
)
ILLUSTRATOR = '<meta refines="#i" property="role">ill</meta>'
ANN = '<dc:creator opf:role="aut" opf:file-as="Author, Ann">Ann Author</dc:creator>'
METADATA = {
    "subtitle": ('<dc:title id="s">Sub</dc:title><dc:title id="m">Main</dc:title>' + TITLE_TYPES, "title", "Main: Sub"),
    "title": ("<dc:title>\n A  <b>Book</b></dc:title>", "title", "A Book"),
    "no title": ("", "title", "book"),
    "authors by role": ('<dc:creator opf:role="trl">T</dc:creator>' + ANN, "authors", ("Ann Author",)),
    "authors by refinement": (
        '<dc:creator id="i">I</dc:creator><dc:creator>A</dc:creator>' + ILLUSTRATOR,
        "authors",
        ("A",),
    ),
    "only an editor": ('<dc:creator opf:role="edt">E</dc:creator>', "authors", ("E",)),
    "language": ("<dc:language>en_us</dc:language>", "language", "en-us"),
    "unknown language": ("<dc:language>und</dc:language>", "language", ""),
    "description": (
        f"<dc:description>{escape('<p>One <b>two</b>&amp;</p><p>three</p>')}</dc:description>",
        "description",
        "One two&\nthree",
    ),
    "publisher": ("<dc:publisher>House</dc:publisher>", "publisher", "House"),
}


@pytest.mark.parametrize("name", METADATA)
def test_metadata(read_epub, name: str) -> None:
    metadata, attribute, expected = METADATA[name]
    assert getattr(read_epub(Epub(PAGES, metadata=metadata)), attribute) == expected


@pytest.mark.parametrize(
    ("value", "scheme", "expected"),
    [
        ("urn:isbn:978-0-306-40615-7", "", ("isbn", "9780306406157")),
        ("9780306406157", "", ("isbn", "9780306406157")),
        ("0-306-40615-2", "ISBN", ("isbn", "0306406152")),
        ("9780306406158", "", ("", "9780306406158")),
        ("urn:uuid:12345678-1234-1234-1234-123456789abc", "", ("uuid", "12345678-1234-1234-1234-123456789abc")),
        ("https://www.gutenberg.org/1342", "URI", ("url", "https://www.gutenberg.org/1342")),
        ("https://doi.org/10.1000/x", "", ("doi", "10.1000/x")),
        ("B000FC0PDA", "MOBI-ASIN", ("mobi-asin", "B000FC0PDA")),
    ],
)
def test_identifiers(value: str, scheme: str, expected: tuple[str, str]) -> None:
    assert package.identifier(value, scheme) == Identifier(*expected)


COVERS = {
    "EPUB 3": Epub(PAGES, manifest='<item id="c" href="c.png" media-type="image/png" properties="cover-image"/>'),
    "EPUB 2": Epub(
        PAGES,
        metadata='<meta name="cover" content="c"/>',
        manifest='<item id="c" href="c.png" media-type="image/png"/>',
    ),
    "guide": Epub(
        {"x.xhtml": xhtml('<svg><image href="c.png"/></svg>'), **PAGES},
        guide='<reference type="cover" href="x.xhtml"/>',
    ),
    "first page": Epub({"x.xhtml": xhtml('<img src="../OEBPS/c.png"/>'), **PAGES}),
    "wrong type": Epub(PAGES, manifest='<item id="c" href="c.png" media-type="image/jpeg" properties="cover-image"/>'),
}


@pytest.mark.parametrize("name", COVERS)
def test_cover(read_epub, name: str) -> None:
    book = COVERS[name]
    book.extra = {"OEBPS/c.png": PNG}
    assert read_epub(book).cover == Cover(PNG, "image/png")


def test_a_cover_that_is_no_picture_is_left_out(read_epub) -> None:
    book = COVERS["EPUB 3"]
    book.extra = {"OEBPS/c.png": b"GIF89a"}
    draft = read_epub(book)
    assert (draft.cover, draft.warnings) == (None, ("The cover picture is neither JPEG nor PNG and was left out.",))


def broken(name: str) -> Epub:
    book = Epub(PAGES, [("A", "a.xhtml"), ("C", "c.xhtml")])
    opf = book.opf()
    changes = {
        "no mimetype": {"remove": ("mimetype",)},
        "no container": {"remove": ("META-INF/container.xml",)},
        "broken container": {"extra": {"META-INF/container.xml": "<container>"}},
        "missing stylesheet": {"manifest": '<item id="css" href="gone.css" media-type="text/css"/>'},
        "wrong media types": {"extra": {"OEBPS/book.opf": opf.replace("application/xhtml+xml", "text/plain")}},
        "wrong letter case": {"extra": {"OEBPS/book.opf": opf.replace('"a.xhtml"', '"A.XHTML"')}},
        "wrong folder": {"extra": {"OEBPS/book.opf": opf.replace('"a.xhtml"', '"Text/a.xhtml"')}},
        "bare ampersand": {"metadata": "<dc:title>A & B &nbsp; C</dc:title>"},
        "utf-16": {
            "extra": {
                "OEBPS/a.xhtml": ONE.replace("utf-8", "utf-16").encode("utf-16"),
                "OEBPS/book.opf": opf.encode("utf-16"),
            }
        },
        "bom": {"extra": {"OEBPS/a.xhtml": ONE.encode("utf-8-sig"), "OEBPS/book.opf": opf.encode("utf-8-sig")}},
        "unclosed tags": {"extra": {"OEBPS/a.xhtml": "<html><body><p>one<br></body>"}},
        "undefined entities": {"extra": {"OEBPS/a.xhtml": ONE.replace("one", "&nbsp;one&ensp;")}},
        "prefix undeclared": {"extra": {"OEBPS/a.xhtml": ONE.replace("<p>", '<p opf:x="1">')}},
        "obfuscated fonts": {
            "extra": {
                "META-INF/encryption.xml": '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
                '<enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><enc:CipherData>'
                '<enc:CipherReference URI="OEBPS/font.otf"/></enc:CipherData></enc:EncryptedData></encryption>'
            }
        },
    }
    return Epub(PAGES, [("A", "a.xhtml"), ("C", "c.xhtml")], **changes[name])


BROKEN = (
    "no mimetype|no container|broken container|missing stylesheet|wrong media types|wrong letter case|wrong folder|"
    "bare ampersand|utf-16|bom|unclosed tags|undefined entities|prefix undeclared|obfuscated fonts"
)


@pytest.mark.parametrize("name", BROKEN.split("|"))
def test_broken_books_are_read(read_epub, name: str) -> None:
    draft = read_epub(broken(name))
    assert outline(draft) == [("A", "one", "two"), ("C", "three")]
    assert not draft.warnings


def test_a_missing_page_is_told(read_epub) -> None:
    draft = read_epub(Epub(PAGES, [("A", "a.xhtml"), ("C", "c.xhtml")], remove=("OEBPS/b.xhtml",)))
    assert outline(draft) == [("A", "one"), ("C", "three")]
    assert draft.warnings == ("1 page that the book names is missing from the file.",)


def test_a_page_that_is_no_text_is_told(read_epub) -> None:
    draft = read_epub(Epub(PAGES, extra={"OEBPS/b.xhtml": bytes(range(256)) * 9}))
    assert draft.warnings == ("1 page is damaged and was left out.",)


def test_a_package_beyond_repair_leaves_the_pages(read_epub) -> None:
    draft = read_epub(Epub(PAGES, extra={"OEBPS/book.opf": b"\x00\x01"}))
    assert [texts[1:] for texts in outline(draft)] == [("one",), ("two",), ("three",)]


def test_something_of_everything(read_epub) -> None:
    draft = read_epub(rich_epub())
    assert titles(draft) == ["Page", "Part One – One", "Section", "Two", "Index"]
    assert (draft.authors, draft.identifiers, draft.description) == (
        ("Ann Author",),
        (Identifier("isbn", "9780306406157"),),
        "About",
    )
    assert "It was a night long. The end." in outline(draft)[1]


def test_a_book_of_project_gutenberg(read_epub) -> None:
    head = "<h2>The Project Gutenberg eBook of A Book</h2><p>This eBook is for</p>"
    foot = '<p>*** END ***</p><h2 id="l">THE FULL LICENSE</h2><p>Do</p>'
    first = f'<section id="pg-header">{head}</section><h1 id="t">A BOOK</h1>'
    last = f'<h2 id="c">Chapter I</h2><p>Text.</p><section id="pg-footer">{foot}</section>'
    pages = {
        "coverpage-wrapper.xhtml": xhtml('<img alt="Cover" src="c"/>'),
        "0.xhtml": xhtml(first),
        "1.xhtml": xhtml(last),
    }
    toc = [("A BOOK", "0.xhtml#t"), ("Chapter I", "1.xhtml#c"), ("THE FULL PROJECT GUTENBERG™ LICENSE", "1.xhtml#l")]
    found = [(c.matter.value, c.paragraphs[-1].text) for c in read_epub(Epub(pages, toc)).chapters]
    assert found[:2] == [("front", "Cover"), ("front", "This eBook is for")]
    assert found[3:] == [("body", "Text."), ("back", "*** END ***"), ("back", "Do")]


def test_progress_reaches_the_end(tmp_path) -> None:
    from studio_app.importers import epub

    path, seen = tmp_path / "b.epub", []
    path.write_bytes(Epub(PAGES).data())
    epub.read(path, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_old_package_with_nested_metadata(read_epub) -> None:
    book = Epub(PAGES, metadata="<dc-metadata><dc:Title>Old</dc:Title></dc-metadata>", version=2)
    assert read_epub(book).title == "Old"


def test_names_from_windows(read_epub) -> None:
    files = Epub(PAGES).files()
    assert len(read_epub(zipped({name.replace("/", "\\"): data for name, data in files.items()})).chapters) == 3
