import unicodedata

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.errors import WrongUsage
from studio_app.exporters.names import BOOK_TEMPLATE, LONGEST, Naming, file_names, folded, safe, shortened

TITLES = st.lists(
    st.text(max_size=200)
    | st.sampled_from(["", "CON", "nul.txt", "..", "a/b", "É", "E\u0301", "e\u0301", "ß", "SS", "👩‍👩‍👧" * 40]),
    min_size=1,
    max_size=8,
)


def one(title: str, template: str = "{title}", **fields) -> str:
    return file_names([title], ".mp3", Naming("Book", template=template, **fields))[0]


@settings(deadline=None)
@given(TITLES, st.sampled_from(["{number} - {title}", "{title}", "{book} {title}", "{author}"]), st.text(max_size=30))
def test_any_title_becomes_a_name_every_system_can_store(titles, template, book):
    names = file_names(titles, ".mp3", Naming(book, book, template))
    assert len({folded(name) for name in names}) == len(titles)
    for name in names:
        stem = name.removesuffix(".mp3")
        assert name.endswith(".mp3")
        assert stem
        assert len(name.encode()) <= LONGEST
        assert not regex.search(r'[<>:"/\\|?*\p{Cc}\p{Cs}]', name)
        assert stem == stem.strip(". ") == stem.strip()
        assert not regex.match(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])\s*\.", name)
        assert name == unicodedata.normalize("NFC", name)


@settings(deadline=None)
@given(st.text(max_size=120), st.integers(4, 80))
def test_a_cut_never_splits_what_looks_like_one_sign(text, limit):
    short = shortened(text.encode("utf-8", "replace").decode(), limit)
    whole = text.encode("utf-8", "replace").decode()
    assert whole.startswith(short)
    assert len(short.encode()) <= limit
    clusters = regex.findall(r"\X", whole)
    if not clusters or len(clusters[0].encode()) <= limit:
        assert regex.findall(r"\X", short) == clusters[: len(regex.findall(r"\X", short))]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Part One: The Sea", "Part One - The Sea.mp3"),
        ("Žluťoučký kůň 物語 🐎", "Žluťoučký kůň 物語 🐎.mp3"),
        ("Who?", "Who.mp3"),
        ('He said "no"', "He said 'no'.mp3"),
        ("either/or", "either-or.mp3"),
        ("two\nlines\tand  gaps", "two lines and gaps.mp3"),
        ("...and then...", "and then.mp3"),
        ("con", "_con.mp3"),
        ("Aux.1", "_Aux.1.mp3"),
        ("Console", "Console.mp3"),
        ("\u202eabc\x00\ud800", "abc.mp3"),
        ("क्‍ष", "क्‍ष.mp3"),
        ("???", "Untitled.mp3"),
        ("{number}", "{number}.mp3"),
    ],
)
def test_titles_keep_all_that_can_be_kept(title, name):
    assert one(title) == name


def test_chapters_are_numbered_so_that_they_sort():
    names = file_names([f"C{n}" for n in range(100)], ".mp3", Naming("Book"))
    assert (names[0], names[99]) == ("001 - C0.mp3", "100 - C99.mp3")
    assert names == tuple(sorted(names))


def test_few_chapters_still_have_two_digits():
    assert file_names(["A"], ".wav", Naming("Book")) == ("01 - A.wav",)


def test_chosen_chapters_keep_their_number_in_the_book():
    naming = Naming("Book", numbers=(7, 12), chapters=140)
    assert file_names(["G", "L"], ".mp3", naming) == ("007 - G.mp3", "012 - L.mp3")


def test_a_chapter_without_a_title_is_its_number():
    assert one("", "{number} - {title}") == "01.mp3"


def test_all_fields_can_be_used():
    naming = Naming("Book", "Ana", "{author} - {book} - {number} of {chapters} - {title}")
    assert file_names(["A", "B"], ".m4b", naming)[1] == "Ana - Book - 02 of 2 - B.m4b"


def test_one_file_has_the_name_of_the_book():
    assert file_names(["ignored"], ".m4b", Naming("My: Book.", template=BOOK_TEMPLATE)) == ("My - Book.m4b",)


def test_equal_names_are_told_apart_without_regard_to_case_or_accents():
    titles = ["Été", "E\u0301TE\u0301", "été", "Été (2)"]
    names = file_names(titles, ".mp3", Naming("B", template="{title}"))
    assert names == ("Été.mp3", "ÉTÉ (2).mp3", "été (3).mp3", "Été (2) (2).mp3")


def test_a_long_title_is_cut_between_letters_and_keeps_its_extension():
    name = one("ж" * 300, "{number} - {title}")
    assert name == "01 - " + "ж" * 70 + ".mp3"


def test_long_titles_that_are_cut_alike_stay_apart():
    names = file_names(["x" * 300 + "1", "x" * 300 + "2"], ".mp3", Naming("B", template="{title}"))
    assert names[1].endswith("x (2).mp3")
    assert len(names[1].encode()) == LONGEST


@pytest.mark.parametrize(
    "template", ["{titel}", "{}", "{title:>9}", "{title!r}", "{number.real}", "{0}", "{title", "x}", "{book}/{title}"]
)
def test_a_template_that_cannot_be_used_is_explained(template):
    with pytest.raises(WrongUsage) as error:
        one("A", template)
    assert "{number}, {title}, {book}, {author}, {chapters}" in error.value.sentence or "slash" in error.value.sentence


def test_a_name_of_nothing_but_forbidden_signs_is_empty_for_the_caller_to_replace():
    assert safe(' <>?*"'.replace('"', "")) == ""
