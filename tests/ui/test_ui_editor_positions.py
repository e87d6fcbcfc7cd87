"""Code points and UTF-16 units, and text that comes from elsewhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("PySide6")

from studio_app.domain.manuscript import Kind
from studio_app.ui.editor.paste import Pasted, as_html, from_clipboard, inline, normal, paragraphs, rich
from studio_app.ui.editor.positions import length, to_points, to_units

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@settings(deadline=None)
@given(TEXT)
def test_units_are_what_utf_16_counts(text: str) -> None:
    for point in range(len(text) + 1):
        assert to_units(text, point) == len(text[:point].encode("utf-16-le")) // 2
    assert length(text) == len(text.encode("utf-16-le")) // 2


@settings(deadline=None)
@given(TEXT)
def test_there_and_back_is_the_same_place(text: str) -> None:
    assert [to_points(text, to_units(text, point)) for point in range(len(text) + 1)] == list(range(len(text) + 1))


def test_inside_an_emoji_is_before_it() -> None:
    assert to_points("a😀b", 2) == 1
    assert to_units("a😀b", 99) == 4


@settings(deadline=None)
@given(st.text(max_size=80))
def test_a_paragraph_is_one_line_in_nfc(text: str) -> None:
    for found in paragraphs(text):
        assert found
        assert not set(found) & set("\n\r\x0b\x0c\x85\u2028\u2029")
        assert unicodedata.is_normalized("NFC", found)
        found.encode()  # no halves of characters


@settings(deadline=None)
@given(TEXT)
def test_normal_text_stays_as_it_is(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("one\ntwo", ["one", "two"]),
        ("one\r\n\r\n\r\ntwo\r\n", ["one", "two"]),
        ("one\u2029two", ["one", "two"]),
        ("  one\ttwo  \n", ["one two"]),
        ("A verse\nof two lines\n\nand another\none", ["A verse", "of two lines", "and another", "one"]),
        ("cafe\u0301\n", ["café"]),
        ("\ufeffone\x00\n", ["one"]),
    ],
)
def test_pasted_paragraphs(pasted: str, found: list[str]) -> None:
    assert paragraphs(pasted) == found


def test_lines_a_mail_program_broke_are_joined() -> None:
    line = "this line goes on to the edge of the mail, where it broke"
    assert paragraphs(f"{line}\nhere it ends.\n\n{line}\nand so does this.") == [
        f"{line} here it ends.",
        f"{line} and so does this.",
    ]


def test_a_piece_of_a_line_keeps_its_spaces() -> None:
    assert inline(" and ") == " and "
    assert inline("one\ntwo") is None


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0} --></style></head>
<body lang=EN-US><!--StartFragment--><h1>Chapter<br>One<o:p></o:p></h1>
<p class=MsoNormal>It was a <b>bright</b> day,
and cold.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt'><![if !supportLists]><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>bread</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal align=center>* * *</p><!--EndFragment--></body></html>"""


def test_word_keeps_headings_and_lists_and_loses_its_clutter() -> None:
    assert from_clipboard("Chapter\nOne\nand more", WORD) == [
        Pasted("Chapter One", Kind.HEADING, 1),
        Pasted("It was a bright day, and cold."),
        Pasted("bread", Kind.LIST_ITEM),
        Pasted("* * *", Kind.SCENE_BREAK),
    ]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<p>one\n  line</p>", ["one line"]),
        ("one<br>two<br><br>three", ["one", "two", "three"]),
        ("<div>one<div>two</div></div>three", ["one", "two", "three"]),
        ("<pre>one\ntwo</pre>", ["one", "two"]),
        ("<p>A &amp; B &#128512;</p>", ["A & B 😀"]),
        ("<title>no</title><script>no()</script><p style='display: none'>no</p><p>yes</p>", ["yes"]),
        ("<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>", ["a b", "c"]),
        ("<p>left open <i>twice<p>and again", ["left open twice", "and again"]),
        ("<![strange[ <p>x</p>", ["x"]),
        ("1 < 2 and <p>3 > 2</p>", ["1 < 2 and", "3 > 2"]),
        ("<p>never <!-- ended", ["never"]),
        ("<p title='a'>x</p ><br/>y", ["x", "y"]),
    ],
)
def test_paragraphs_of_rich_text(html, texts) -> None:
    assert [p.text for p in rich(html)] == texts


def test_a_piece_of_a_line_is_no_paragraph() -> None:
    assert from_clipboard(" big ", "<h1>big</h1>") == " big "
    assert from_clipboard("", "<b>big</b>") == "big"


def test_what_is_copied_is_pasted_as_what_it_is() -> None:
    copied = [
        Pasted("A <heading> & more", Kind.HEADING, 2),
        Pasted("text"),
        Pasted("", Kind.SCENE_BREAK),
        Pasted("q", Kind.QUOTE),
        Pasted("item", Kind.LIST_ITEM),
    ]
    assert rich(as_html(copied)) == copied


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_rich_text_gives_clean_paragraphs(html: str) -> None:
    for paragraph in rich(html):
        assert paragraph.text == normal(paragraph.text)
        assert paragraph.text or paragraph.kind is Kind.SCENE_BREAK
