"""Markdown: CommonMark with front matter and footnotes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_makers import body, is_sound, titles, words

from studio_app.domain.manuscript import Draft, Kind
from studio_app.importers import markdown


def draft(written: str) -> Draft:
    found = markdown.draft_of(written, "notes")
    assert is_sound(found)
    return found


def test_chapters_by_headings():
    found = draft("# One\n\nText *with* `code`.\n\n# Two\n\nMore\ntext.\n")
    assert titles(found) == ["One", "Two"]
    assert body(found, Kind.TEXT) == ["Text with code.", "More text."]


def test_no_headings_make_one_chapter():
    assert titles(draft("Just text.\n\nMore of it.")) == ["notes"]


def test_kinds_of_paragraphs():
    found = draft("# T\n\n> said\n\n- item\n\n***\n\n| a | b |\n|---|---|\n| c | d |\n\n![a cat](cat.png)\n")
    kinds = [(p.kind, p.text) for p in found.chapters[0].paragraphs[1:]]
    assert kinds[:2] == [(Kind.QUOTE, "said"), (Kind.LIST_ITEM, "item")]
    assert kinds[2][0] is Kind.SCENE_BREAK
    assert kinds[3:] == [(Kind.TEXT, "a; b"), (Kind.TEXT, "c; d"), (Kind.ALT_TEXT, "a cat")]


def test_front_matter_is_not_text():
    found = draft('---\ntitle: "My Book"\nauthor:\n  - Ann\n  - Bob\nlang: en_GB\n---\n\nHello.\n')
    assert (found.title, found.authors, found.language) == ("My Book", ("Ann", "Bob"), "en-GB")
    assert body(found) == ["Hello."]


def test_a_line_of_dashes_is_no_front_matter():
    assert "What is this?" in body(draft("---\nWhat is this?\n---\n\nHello.\n"))


def test_footnotes_leave_the_text_and_are_kept():
    found = draft(
        "Said[^1] and done.[^b] Again[^1].\n\nNext.\n\n[^1]: A note\n    in two lines.\n[^b]: Another.\n[^c]: Alone."
    )
    assert body(found) == ["Said and done. Again.", "Next."]
    assert body(found, Kind.FOOTNOTE) == ["A note in two lines.", "Another.", "Alone."]


def test_what_only_looks_like_a_footnote_stays():
    assert body(draft("An array[^0] here.\n\n```\n[^1]: code\n```\n")) == ["An array[^0] here.", "[^1]: code"]


def test_raw_html_is_read_and_scripts_are_not():
    found = draft("<div>Raw <b>words</b></div>\n\n<script>alert(1)</script>\n\nText with <i>tags</i>.\n")
    assert body(found) == ["Raw words", "Text with tags."]


def test_heading_attributes_go():
    assert titles(draft("# One {#one .x}\n\na b\n\n# Two\n\nc d\n")) == ["One", "Two"]


@pytest.mark.parametrize("written", ["[" * 20_000, "![" * 20_000, "*_" * 10_000])
def test_endless_brackets_end(written):
    assert body(draft(written + " end"))[-1].endswith(" end")


@pytest.mark.parametrize("marker", ["> ", "- ", "1. ", "  - ", ">"])
def test_text_is_read_however_deep_it_stands(marker):
    assert "deep" in body(draft("Flat.\n\n" + marker * 500 + "deep"))[-1]


def test_lists_inside_each_other_by_indent_are_read_to_the_last():
    lines = [" " * (2 * n) + f"- item{n}" for n in range(60)]
    assert words(" ".join(body(draft("\n".join(lines))))) == words(" ".join(lines))


_WORD = st.text("abcdefghijklmnopqrstuvwxyzäöü", min_size=1, max_size=10)
_SENTENCE = st.lists(_WORD, min_size=1, max_size=12).map(" ".join)
_BLOCK = st.builds(
    lambda form, sentence: form.format(sentence),
    st.sampled_from(
        [
            "{}",
            "# {}",
            "### {}",
            "> {}",
            "- {}",
            "1. {}",
            "*{}*",
            "**{}** x",
            "`{}`",
            "```\n{}\n```",
            "<p>{}</p>",
            "{}[^n]",
        ]
    ),
    _SENTENCE,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_BLOCK, min_size=1, max_size=15), _SENTENCE)
def test_no_word_is_lost_or_doubled(blocks, note):
    found = draft("\n\n".join([*blocks, "mark[^n]", f"[^n]: {note}"]))
    written = " ".join(blocks).replace("[^n]", " ").replace("<p>", " ").replace("</p>", " ").replace("1. ", " ")
    assert words(" ".join(body(found))) == words(written) + words("mark")
    assert words(" ".join(body(found, Kind.FOOTNOTE))) == words(note)
