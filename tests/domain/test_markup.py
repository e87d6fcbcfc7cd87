"""Break markup: lenient to the hand that writes it, and nothing else is taken for it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.pauses import LONGEST_BREAK_MS
from studio_app.domain.text.markup import Break, TextRun, parts


@pytest.mark.parametrize(
    ("markup", "milliseconds"),
    [
        ('<break time="1.5s"/>', 1500),
        ('<break time="1.5s" />', 1500),
        ('<break time="500ms"/>', 500),
        ("<break time='2s'/>", 2000),
        ("<break time=“2s”/>", 2000),
        ("<break time=2s>", 2000),
        ('<BREAK TIME="1S">', 1000),
        ('<break time="1,5s"/>', 1500),
        ('<break time=".5s"/>', 500),
        ('<break time="0s"/>', 0),
        ('<break time="1s"></break>', 1000),
        ("<break/>", 750),
        ("<break>", 750),
        ('<break strength="none"/>', 0),
        ('<break strength="x-weak"/>', 250),
        ('<break strength="x-strong"/>', 1250),
        ('<break strength="strong" time="3s"/>', 3000),
        ('<break time="9999s"/>', LONGEST_BREAK_MS),
    ],
)
def test_a_break_is_understood(markup, milliseconds):
    assert parts(f"a{markup}b") == (
        TextRun(0, 1),
        Break(1, 1 + len(markup), milliseconds),
        TextRun(1 + len(markup), len(markup) + 2),
    )


@pytest.mark.parametrize(
    "text",
    [
        *('<break time="5"/>', '<break time="-1s"/>', '<break tiem="1s"/>', '<break time="soon"/>', "<breakfast/>"),
        *(
            '<break strength="huge"/>',
            "<b>bold</b>",
            "3 < 4 and 5 > 4",
            "<break",
            '<break time="1s"',
            "< >",
            "</break>",
        ),
    ],
)
def test_what_is_no_break_stays_text(text):
    assert parts(text) == (TextRun(0, len(text)),)


def test_empty_text_has_no_parts():
    assert parts("") == ()


MARKUP = st.lists(
    st.sampled_from(["<break/>", '<break time="1s"/>', "<", "/>", "break", " ", "<b>", "text", "“"]), max_size=30
)


@given(st.one_of(st.text(), MARKUP.map("".join)))
@settings(deadline=None, derandomize=True)
def test_the_parts_are_all_of_the_text_in_order(text):
    found = parts(text)
    assert "".join(text[part.start : part.end] for part in found) == text
    assert all(part.end > part.start for part in found)


def test_markup_made_to_be_slow_is_not():
    text = "<break " + " " * 100_000 + "<break" * 20_000
    assert parts(text) == (TextRun(0, len(text)),)
