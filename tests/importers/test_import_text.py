"""Plain text: paragraphs and chapters out of lines, in any encoding."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from import_makers import body, is_sound, titles, words

from studio_app.domain.errors import NoText
from studio_app.domain.manuscript import Draft, Kind, Matter
from studio_app.importers import chapter_names, text

LONG = (
    "Alice was beginning to get very tired of sitting by her sister on the bank, and of having nothing to do: once or twice "
    "she had peeped into the book her sister was reading."
)


def draft(written: str) -> Draft:
    found = text.draft_of(written, "book")
    assert is_sound(found)
    return found


def fill(paragraph: str) -> str:
    return textwrap.fill(paragraph, 70)


def test_wrapped_lines_become_paragraphs():
    assert body(draft("\n\n".join(map(fill, [LONG] * 5)))) == [LONG] * 5


def test_one_line_for_each_paragraph():
    lines = [LONG, "A short one.", "“Speak!”", LONG]
    assert body(draft("\n".join(lines))) == lines


def test_paragraphs_told_by_indent_only():
    lines = [line for p in [LONG] * 6 for line in textwrap.wrap(p, 60, initial_indent="    ")]
    assert body(draft("\n".join(lines))) == [LONG] * 6


def test_verse_stays_in_lines():
    verse = ["Twas brillig, and the slithy toves", "Did gyre and gimble in the wabe:", "All mimsy were the borogoves,"]
    found = draft("\n\n".join([*map(fill, [LONG] * 4), "\n".join(verse)]))
    assert body(found)[-3:] == verse


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            "the great infor-\nmation office, for information of the general public here",
            "the great information office, for",
        ),
        ("it was a well-\nknown house, and as well-known as any other house of them", "it was a well-known house, and"),
        (
            "it was a new semi-\ncircular house, which was bigger than any other of them",
            "it was a new semi-circular house,",
        ),
        ("two-\nand three-legged tables with chairs around them in the old house", "two- and three-legged tables"),
        ("he said--\nand meant it, as he had always meant what he said to them all", "he said--and meant it"),
        ("he said\u2014\nand meant it, as he had always meant what he said to them", "he said\u2014and meant it"),
    ],
)
def test_line_ends_inside_words(lines, joined):
    first, second = lines.split("\n")
    page = [fill(LONG)] * 3 + [f"{first:>70}".strip().rjust(70) + "\n" + second]
    assert joined in " ".join(body(draft("\n\n".join(page))))


@pytest.mark.parametrize(
    "heading",
    [
        "Chapter 1",
        "CHAPTER IV.",
        "Chapter One: The Period",
        "Chapter Twenty-One",
        "CHAPTER I. Down the Rabbit-Hole",
        "Chapter 5 The Wolf",
        "Stave One",
        "Kapitel 3",
        "Erstes Kapitel",
        "Chapitre premier",
        "Capítulo 4. La casa",
        "Capitolo III",
        "Глава первая",
        "Rozdział 2",
        "第一章",
        "第12回 風の話",
        "第三十四章 归来",
        "제1장",
        "Prologue",
        "EPILOGUE",
        "Épilogue",
        "序章",
        "Appendix B",
        "PART II",
        "Book the First",
        "BOOK ONE: 1805",
        "Letter 4",
    ],
)
def test_lines_that_name_chapters(heading):
    assert chapter_names.chapter_name(heading)
    assert titles(draft(f"{LONG}\n\n{heading}\n\n{LONG}\n"))[-1] == heading


@pytest.mark.parametrize(
    "line",
    [
        "chapter and verse",
        "Part of me wanted to go",
        "Part one of the plan was simple.",
        "Chapter 5 was the best of them all",
        "notes",
        "The Chapter 11 filing",
        "I am",
        "第二天他走了。",
        "Book one of these and go.",
    ],
)
def test_lines_that_do_not(line):
    assert chapter_names.chapter_name(line) is None


def test_the_name_below_a_number_is_part_of_the_heading():
    found = draft(f"CHAPTER I\n\nDown the Rabbit-Hole\n\n{LONG}\n\nCHAPTER II\nThe Pool of Tears\n\n{LONG}\n")
    assert titles(found) == ["CHAPTER I: Down the Rabbit-Hole", "CHAPTER II: The Pool of Tears"]
    assert body(found, Kind.HEADING) == ["CHAPTER I", "Down the Rabbit-Hole", "CHAPTER II", "The Pool of Tears"]


def test_parts_hold_chapters():
    found = draft(f"PART ONE\n\nChapter 1\n\n{LONG}\n\nPART TWO\n\nChapter 1\n\n{LONG}")
    assert [(c.title, c.level) for c in found.chapters] == [
        ("PART ONE", 0),
        ("Chapter 1", 1),
        ("PART TWO", 0),
        ("Chapter 1", 1),
    ]


def test_numerals_that_count_are_chapters():
    assert titles(draft("\n\n".join(f"{n}\n\n{LONG}" for n in ("I", "II", "III", "IV")))) == ["I", "II", "III", "IV"]


def test_a_lone_numeral_is_text():
    assert titles(draft(f"{LONG}\n\n7\n\n{LONG}")) == ["book"]


def test_a_table_of_contents_makes_no_empty_chapters():
    listed = "\n".join(f" CHAPTER {n}.   Title {n}" for n in ("I", "II", "III"))
    chapters = "\n\n".join(f"CHAPTER {n}.\nTitle {n}\n\n{LONG}" for n in ("I", "II", "III"))
    found = draft(f"Contents\n\n{listed}\n\n{chapters}")
    assert [c.matter for c in found.chapters] == [Matter.FRONT, Matter.BODY, Matter.BODY, Matter.BODY]
    assert all(LONG in [p.text for p in c.paragraphs] for c in found.chapters[1:])


def test_a_table_of_contents_whose_numbers_begin_again_in_each_part():
    listed = "BOOK ONE\n\n CHAPTER I\n\n CHAPTER II\n\nBOOK TWO\n\n CHAPTER I\n\n CHAPTER II"
    chapters = "".join(f"\n\nBOOK {b}\n\nCHAPTER I\n\n{LONG}\n\nCHAPTER II\n\n{LONG}" for b in ("ONE", "TWO"))
    found = draft(f"CONTENTS\n\n{listed}\n\n{chapters}")
    assert [c.title for c in found.chapters if c.matter is Matter.BODY] == [
        "BOOK ONE",
        "CHAPTER I",
        "CHAPTER II",
        "BOOK TWO",
        "CHAPTER I",
        "CHAPTER II",
    ]


@pytest.mark.parametrize("mark", ["***", "* * *", "#", "---", "⁂", "* * * * * *", "~", "_____"])
def test_scene_breaks(mark):
    kinds = [p.kind for p in draft(f"{LONG}\n\n{mark}\n\n{LONG}").chapters[0].paragraphs]
    assert kinds == [Kind.TEXT, Kind.SCENE_BREAK, Kind.TEXT]


def test_project_gutenberg_is_kept_but_not_read_aloud():
    found = draft(
        "The Project Gutenberg eBook of Alice\n\nTitle: Alice\n\nAuthor: Lewis Carroll\n\nLanguage: English\n\n"
        f"*** START OF THE PROJECT GUTENBERG EBOOK ALICE ***\n\nCHAPTER I\n\n{LONG}\n\nCHAPTER II\n\n{LONG}\n\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK ALICE ***\n\nSection 1. General Terms of Use"
    )
    assert (found.title, found.authors, found.language) == ("Alice", ("Lewis Carroll",), "en")
    assert [c.matter for c in found.chapters] == [Matter.FRONT, Matter.BODY, Matter.BODY, Matter.BACK]


def test_title_and_author_of_a_title_page():
    found = draft(f"Alice in Wonderland\n\nby Lewis Carroll\n\nChapter 1\n\n{LONG}")
    assert (found.title, found.authors) == ("Alice in Wonderland", ("Lewis Carroll",))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_every_kind_of_line_end(tmp_path, end):
    (tmp_path / "a.txt").write_bytes(f"Chapter 1{end}{end}One two.{end}{end}Three.{end}".encode())
    assert body(text.read(tmp_path / "a.txt")) == ["Chapter 1", "One two.", "Three."]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8", "Grüße, 世界 и мир"),
        ("utf-8-sig", "Grüße, 世界"),
        ("utf-16", "Grüße, 世界"),
        ("utf-16-le", "plain words in sixteen bits"),
        ("utf-16-be", "plain words in sixteen bits"),
        ("utf-32", "Grüße, 世界"),
        ("cp1252", "“Grüße” – sagte der schöne Müller über die Straße hinweg, und ging über die Brücke"),
        ("cp1252", "Ana: ¿Cómo estás?"),
        ("cp1252", "José: Café là-bas."),
        ("cp1252", "Le train était en avance, voilà. Racontez-moi où vous êtes allé, ça va ?"),
        ("cp1252", "João: Não há razão. Åsa: På måndag."),
        ("cp1250", "Dobrý večer, příteli. Jak se máš? Vlak dnes výjimečně nepřijel pozdě."),
        ("cp1250", "A vonat kivételesen pontosan érkezett, hűvös idő volt."),
        ("cp1250", "Łukasz: Zażółć gęślą jaźń."),
        ("cp1254", "Ayşe: Tren bu akşam erken geldi. Otur da her şeyi anlat bana, çocuğum."),
        ("cp1251", "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему"),
        ("gb18030", "天下大势，分久必合，合久必分。周末七国分争，并入于秦。及秦灭之后，楚、汉分争，又并入于汉。"),
        ("shift_jis", "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で"),
    ],
)
def test_encodings(tmp_path, encoding, words):
    (tmp_path / "a.txt").write_bytes(words.encode(encoding))
    assert body(text.read(tmp_path / "a.txt")) == [words]


def test_one_broken_byte_leaves_a_file_in_utf_8(tmp_path):
    (tmp_path / "a.txt").write_bytes("Grüße über Grüße. ".encode() * 20 + b"\xff" + "schön".encode())
    found = text.read(tmp_path / "a.txt")
    assert "schön" in body(found)[0]
    assert found.warnings


def test_form_feeds_and_zeros(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"One\x00 two.\x0cThree.\x0c\x0cFour.")
    assert body(text.read(tmp_path / "a.txt")) == ["One two.", "Three.", "Four."]


def test_a_sentence_goes_on_over_a_form_feed():
    assert body(draft("\x0c".join([fill(LONG), fill(LONG.lower()), fill(LONG)]))) == [f"{LONG} {LONG.lower()}", LONG]


def test_nothing_but_blanks_is_no_book():
    with pytest.raises(NoText):
        text.draft_of(" \n\n\t\n", "x")


_LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=90)


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINE, max_size=40))
@example(["İ"])
@example(["ı.", "Chapter İV"])
def test_no_word_is_lost_or_doubled(lines):
    written = "\n".join(lines)
    try:
        found = draft(written)
    except NoText:
        assert not words(written)
        return
    everything = " ".join(p.text for c in found.chapters for p in c.paragraphs)
    assert _letters(everything) == _letters(written)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.text("abcdefghiäöü", min_size=1, max_size=9), min_size=1, max_size=60), min_size=1, max_size=8)
)
def test_wrapping_loses_no_word(paragraphs):
    written = "\n\n".join(fill(" ".join(p)) for p in paragraphs)
    assert words(" ".join(body(draft(written)))) == words(written)


def _letters(written: str) -> str:
    return "".join(c for c in text.encoding.one_line(text.encoding.clean(written)) if c.isalnum())
