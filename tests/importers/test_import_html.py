"""Pages of HTML become the paragraphs that a reader sees."""

import pytest

from studio_app.domain.errors import BadInput, NoText, TooLarge
from studio_app.domain.manuscript import Kind, Matter
from studio_app.importers import html, markup

H, T, S, Q, L, F, A = (
    Kind.HEADING,
    Kind.TEXT,
    Kind.SCENE_BREAK,
    Kind.QUOTE,
    Kind.LIST_ITEM,
    Kind.FOOTNOTE,
    Kind.ALT_TEXT,
)
MATH = 'xmlns="http://www.w3.org/1998/Math/MathML"'


def paragraphs(body: str) -> list[tuple[Kind, str]]:
    root = markup.page(f"<!DOCTYPE html><html><head><title>t</title></head><body>{body}</body></html>".encode())
    return [(block.paragraph.kind, block.paragraph.text) for block in html.blocks(root)]


CASES = {
    "inline tags add no spaces": ("<p>un<i>believ</i>able <b>x</b>, <span>y</span>.</p>", [(T, "unbelievable x, y.")]),
    "drop capital": ('<p><span class="drop">T</span>he <span class="sc">end</span></p>', [(T, "The end")]),
    "blocks never join": (
        "<div>one<div>two</div>three<p>four</p>five</div>",
        [(T, w) for w in ("one", "two", "three", "four", "five")],
    ),
    "text in no paragraph": ("bare <i>text</i><p>p</p>tail", [(T, "bare text"), (T, "p"), (T, "tail")]),
    "entities": ("<p>a&nbsp;b &mdash; c&shy;d AT&T &foo; &#8217;&#146;</p>", [(T, "a b — cd AT&T &foo; ’’")]),
    "white space": ("<p>  a\n\t b \u3000 c\u200b</p>", [(T, "a b c")]),
    "composed letters": ("<p>cafe\u0301</p>", [(T, "café")]),
    "zero-width joiners are letters": ("<p>می\u200cخواهم</p>", [(T, "می\u200cخواهم")]),
    "headings": ("<h2>One</h2><h6>Two</h6>", [(H, "One"), (H, "Two")]),
    "heading by role": ('<div role="heading" aria-level="3">One</div>', [(H, "One")]),
    "rule": ("<p>a</p><hr/><p>b</p>", [(T, "a"), (S, ""), (T, "b")]),
    "asterisks": ("<p>a</p><p>* * *</p>", [(T, "a"), (S, "* * *")]),
    "asterism": ("<p>⁂</p>", [(S, "⁂")]),
    "dash alone": ("<p>—</p>", [(S, "—")]),
    "silence is speech": ("<p>…</p><p>“…”</p>", [(T, "…"), (T, "“…”")]),
    "break by class": ('<p>a</p><p class="scene-break">&nbsp;</p>', [(T, "a"), (S, "")]),
    "break by ornament": ('<p class="ornament"><img src="o.png" alt=""/></p>', [(S, "")]),
    "empty paragraph is no break": ("<p>a</p><p>&nbsp;</p><p>b</p>", [(T, "a"), (T, "b")]),
    "quote": ("<blockquote><p>a</p><p>b</p></blockquote>", [(Q, "a"), (Q, "b")]),
    "list": ("<ol><li>a<ul><li>b</li></ul>c</li></ol>", [(L, "a"), (L, "b"), (L, "c")]),
    "verse": ("<p>one<br/>two</p>", [(T, "one two")]),
    "paragraphs by breaks": ("<div>one<br><br>two<br>three</div>", [(T, "one"), (T, "two three")]),
    "lines of code": ("<pre>a = 1\n  b\n\nc</pre>", [(T, "a = 1 b"), (T, "c")]),
    "table": (
        "<table><tr><th>A</th><th>B.</th><td>C</td></tr><tr><td><p>1</p></td><td></td><td>2</td></tr></table>",
        [(T, "A; B. C"), (T, "1; 2")],
    ),
    "table for looks": ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", [(T, "a"), (T, "b"), (T, "c")]),
    "ruby": ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby></p>", [(T, "漢字")]),
    "picture": ('<p>a <img alt="A cat."> b</p><img alt=""><img>', [(T, "a b"), (A, "A cat.")]),
    "initial as picture": ('<p><span><img alt="I"></span>T is</p>', [(T, "IT is")]),
    "formula": (f'<p>so <math {MATH} alttext="x=2"><mi>x</mi></math>.</p>', [(T, "so x=2.")]),
    "formula without text": (f"<p><math {MATH}><mi>x</mi><mo>=</mo><mn>2</mn></math></p>", [(T, "x = 2")]),
    "unread": (
        "<script>x</script><style>y</style><p hidden>h</p><p style='display: none'>d</p><template>t</template><p>a</p>",
        [(T, "a")],
    ),
    "aria-hidden is seen": ('<p aria-hidden="true">a</p>', [(T, "a")]),
    "page numbers": (
        '<p>a<span epub:type="pagebreak">12</span>b <span class="pagenum">[Pg 3]</span>c</p>',
        [(T, "ab c")],
    ),
    "page number that is text": ('<p><span class="pagenum">Twelve men came</span></p>', [(T, "Twelve men came")]),
    "quotes by tag": ("<p><q>Yes</q>, he said</p>", [(T, "“Yes”, he said")]),
    "vector picture": ("<svg><title>t</title><text>Words</text></svg>", [(T, "Words")]),
    "unclosed": ("<p>one<p>two <b>three<p>four", [(T, "one"), (T, "two three"), (T, "four")]),
    "after the end": ("<p>one</p></body></html><p>two</p>", [(T, "one"), (T, "two")]),
}


@pytest.mark.parametrize("name", CASES)
def test_paragraphs(name: str) -> None:
    body, expected = CASES[name]
    assert paragraphs(body) == expected


MARKS = {
    "epub:type": ('<p>Word<a epub:type="noteref" href="#n">see note</a>.</p>', "Word."),
    "role": ('<p>Word<a role="doc-noteref" href="n.html#n">12</a>.</p>', "Word."),
    "superscript link": ('<p>Word<sup><a href="#n">1</a></sup> next</p>', "Word next"),
    "link around superscript": ('<p>Word<a href="#n"><sup>[1]</sup></a> next</p>', "Word next"),
    "brackets": ('<p>Word <a href="#n">[1]</a>, next</p>', "Word, next"),
    "brackets around": ('<p>Word<sup>[<a href="#n">1</a>]</sup> next</p>', "Word next"),
    "asterisk": ('<p>Word<a href="#n">*</a> next</p>', "Word next"),
    "dagger": ('<p>Word <a href="n.xhtml#n">†</a></p>', "Word"),
    "touching number": ('<p>Word.<a href="#n">1</a> Next</p>', "Word. Next"),
    "between words": ('<p>Word<sup><a href="#n">1</a></sup>next</p>', "Word next"),
    "class": ('<p>Word <a class="fnref" href="#n">1</a>.</p>', "Word."),
    "bare, with a note": ("<p>Word<sup>1</sup>.</p><p><sup>1</sup> A note.</p>", "Word."),
    "square": ("<p>x<sup>2</sup> on the 21<sup>st</sup></p>", "x2 on the 21st"),
    "year in a link": ('<p>In <a href="#y">1984</a> he</p>', "In 1984 he"),
    "index": ('<p>Darcy, <a href="#p12">12</a>, <a href="#p14">14</a></p>', "Darcy, 12, 14"),
    "line of contents": ('<p><a href="#c1">1</a></p>', "1"),
    "chapter by number": ('<p>Chapter <a href="#c1">1</a></p>', "Chapter 1"),
    "equation": ('<p>see <a href="#e">(1)</a> below</p>', "see (1) below"),
}


@pytest.mark.parametrize("name", MARKS)
def test_footnote_marks_are_never_read(name: str) -> None:
    body, expected = MARKS[name]
    assert paragraphs(body)[0] == (T, expected)


REF = '<p>Word<sup><a id="r" href="#n">1</a></sup>.</p>'
NOTES = {
    "aside": REF + '<aside epub:type="footnote" id="n"><p>1. A note.</p></aside>',
    "hidden aside": REF + '<aside epub:type="footnote" hidden=""><p>1. A note.</p></aside>',
    "aside by link": REF + '<aside id="n">1. A note.</aside>',
    "list with arrows": REF + '<ol><li id="n">1. A note. <a href="#r">↩</a></li></ol>',
    "list with words": REF + '<ol><li id="n"><p>1. A note. <a href="#r">Back to text</a></p></li></ol>',
    "leading link": REF + '<p><a id="n" href="#r">1</a> 1. A note.</p>',
    "gutenberg": REF
    + '<div class="footnote"><p><a id="n" href="#r"><span class="label">[1]</span></a> 1. A note.</p></div>',
    "leading superscript": REF + '<p id="n"><sup>1</sup>1. A note.</p>',
    "class alone": '<p>Word.</p><p class="footnote">1. A note.</p>',
    "role": '<p>Word.</p><section role="doc-endnotes"><ol><li>1. A note.</li></ol></section>',
}


@pytest.mark.parametrize("name", NOTES)
def test_footnotes_are_kept_apart(name: str) -> None:
    assert paragraphs(NOTES[name]) == [(T, "Word."), (F, "1. A note.")]


def test_numbers_of_verses_are_text() -> None:
    one = "<p><sup>1</sup>In the<sup>2</sup>And</p><p><sup>3</sup>And God<sup>4</sup>So</p>"
    two = "<p><sup>1</sup>Thus<sup>2</sup>So</p><p><sup>3</sup>These</p>"
    assert [text for _, text in paragraphs(one + two)] == ["1In the2And", "3And God4So", "1Thus2So", "3These"]


def test_a_sidebar_is_text() -> None:
    assert paragraphs("<aside><p>Read this.</p></aside>") == [(T, "Read this.")]


def draft(source: str | bytes) -> object:
    return html.draft(markup.page(source.encode() if isinstance(source, str) else source), "file name")


def test_chapters_by_headings() -> None:
    found = draft(
        "<title>Book</title><p>Before</p><h1>One</h1><p>a</p><h2>sub</h2><p>b</p><h1>Two</h1><p>c</p>"
    ).chapters
    assert [(c.title, len(c.paragraphs)) for c in found] == [("Book", 1), ("One", 4), ("Two", 2)]


def test_chapters_under_one_title() -> None:
    found = draft("<h1>Book</h1><p>By me</p><h2>One</h2><p>a</p><h2>Two</h2><p>b</p>").chapters
    assert [(c.title, c.level) for c in found] == [("Book", 0), ("One", 0), ("Two", 0)]


def test_parts_and_chapters() -> None:
    found = draft("".join(f"<h1>Part {n}</h1><h2>{n}.1</h2><p>a</p><h2>{n}.2</h2><p>b</p>" for n in (1, 2))).chapters
    assert [(c.title, c.level) for c in found] == [
        ("Part 1", 0),
        ("1.1", 1),
        ("1.2", 1),
        ("Part 2", 0),
        ("2.1", 1),
        ("2.2", 1),
    ]


def test_no_headings_is_one_chapter() -> None:
    assert [c.title for c in draft("<p>a</p><p>b</p>").chapters] == ["file name"]


def test_matter_by_title() -> None:
    found = draft(
        "<h1>Contents</h1><p>x</p><h1>Vorwort</h1><p>x</p><h1>One</h1><p>x</p><h1>Index</h1><p>x</p>"
    ).chapters
    assert [c.matter for c in found] == [Matter.FRONT, Matter.BODY, Matter.BODY, Matter.BACK]


def test_breaks_at_the_edge_of_a_chapter_are_left_out() -> None:
    found = draft("<h1>One</h1><p>a</p><hr><p>***</p><hr><p>b</p><hr><h1>Two</h1><p>c</p>").chapters
    assert [p.text for p in found[0].paragraphs] == ["One", "a", "***", "b"]


def test_metadata() -> None:
    found = draft(
        '<html lang="en_GB"><head><title>A &amp; B</title><meta name="author" content="Ann"><meta name="author" content="Bob">'
        '<meta name="description" content="About  it"></head><body>x</body></html>'
    )
    assert (found.title, found.authors, found.language, found.description) == (
        "A & B",
        ("Ann", "Bob"),
        "en-GB",
        "About it",
    )


ENCODED = {
    "bom": "<p>é—</p>".encode("utf-8-sig"),
    "utf-16": "<p>é—</p>".encode("utf-16"),
    "utf-16 without a mark": "<html><p>é—</p></html>".encode("utf-16-le"),
    "utf-16, but says utf-8": '<?xml version="1.0" encoding="utf-8"?><p>é—</p>'.encode("utf-16"),
    "meta": '<meta charset="windows-1252"><p>é—</p>'.encode("cp1252"),
    "xml declaration": '<?xml version="1.0" encoding="windows-1251"?><p>é—</p>'.replace("é", "ж").encode("cp1251"),
    "wrong declaration": '<?xml version="1.0" encoding="utf-8"?><p>é— and much more of it</p>'.encode("cp1252"),
    "unknown declaration": '<meta charset="nonsense"><p>é—</p>'.encode(),
}


@pytest.mark.parametrize("name", ENCODED)
def test_encodings(name: str) -> None:
    text = html.blocks(markup.page(ENCODED[name]))[0].paragraph.text
    assert text.replace("ж", "é").replace(" and much more of it", "") == "é—"


@pytest.mark.parametrize("source", [b"", b"   ", b"<html><body></body></html>", b'<img alt="words">', b"<p>* * *</p>"])
def test_no_text(source: bytes) -> None:
    with pytest.raises(NoText):
        draft(source)


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY b%d "&a;&a;">' % n for n in range(9))
    + b"]><p>&b1;</p>"
)


def test_entity_bombs_are_refused() -> None:
    with pytest.raises(TooLarge, match="entity bomb"):
        markup.page(BOMB)


def test_own_entities_are_never_expanded() -> None:
    source = b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "long">]><p title="&y;">a &x; &y;</p>'
    assert html.blocks(markup.page(source))[0].paragraph.text == "a &x; &y;"


def test_attribute_attacks_end() -> None:
    names = b" ".join(b"a%d" % n for n in range(100_000))
    found = html.blocks(markup.page(b'<p q=">" ' + names + b">end"))
    assert found[0].paragraph.text.endswith("end")
    with pytest.raises(TooLarge, match="attributes"):
        markup.page(b"<p " + b" ".join(b"a%d='x'" % n for n in range(100_000)) + b">end</p>")


def test_a_tag_that_never_ends_loses_no_word() -> None:
    words = [f"w{n}" for n in range(300)]
    assert paragraphs("<p " + " ".join(words) + "</p><p>end</p>")[0][1].split()[1:] == words


@pytest.mark.parametrize("tag", [b"div", b"b", b"blockquote", b"ul", b"table", b"sup"])
def test_depth_attacks_end(tag: bytes) -> None:
    source = b"<%s>" % tag * 20_000 + b"deep"
    try:
        found = html.blocks(markup.page(source))
    except BadInput:
        return
    assert [block.paragraph.text for block in found] == ["deep"]


def test_too_many_tags_are_refused() -> None:
    with pytest.raises(TooLarge):
        markup.page(b"<b/>" * 2_100_000)


def test_anchors_stand_at_their_paragraphs() -> None:
    root = markup.page(
        b'<div id="a"><p>one</p><p>t<a id="b"></a>wo<a id="c"/></p><p id="x">three</p><a name="d"></a></div>'
    )
    found = html.page(root, wanted={"a", "b", "c", "d"})
    assert found.anchors == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_read_a_file(tmp_path) -> None:
    path = tmp_path / "book.html"
    path.write_text("<h1>One</h1><p>a</p>", encoding="utf-8")
    assert html.read(path).title == "One"
