"""Code points and UTF-16 units, and text that comes from elsewhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("PySide6")

from studio_app.ui.editor.paste import inline, normal, paragraphs
from studio_app.ui.editor.positions import length, to_points, to_units

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@given(TEXT)
def test_units_are_what_utf_16_counts(text: str) -> None:
    for point in range(len(text) + 1):
        assert to_units(text, point) == len(text[:point].encode("utf-16-le")) // 2
    assert length(text) == len(text.encode("utf-16-le")) // 2


@given(TEXT)
def test_there_and_back_is_the_same_place(text: str) -> None:
    assert [to_points(text, to_units(text, point)) for point in range(len(text) + 1)] == list(range(len(text) + 1))


def test_inside_an_emoji_is_before_it() -> None:
    assert to_points("a😀b", 2) == 1
    assert to_units("a😀b", 99) == 4


@given(st.text(max_size=80))
def test_a_paragraph_is_one_line_in_nfc(text: str) -> None:
    for found in paragraphs(text):
        assert found
        assert not set(found) & set("\n\r\x0b\x0c\x85\u2028\u2029")
        assert unicodedata.is_normalized("NFC", found)
        found.encode()  # no halves of characters


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
