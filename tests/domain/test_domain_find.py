"""Finding and replacing: what is found, what is not, what an expression may cost, and one step of undo for it all."""

from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.edits.change import Change, RowChange, apply
from studio_app.domain.edits.text import lock, replace_found, set_text
from studio_app.domain.errors import ParagraphLocked, WrongUsage
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Fragment, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.domain.text import find as finding
from studio_app.domain.text.find import Found, Pattern, find


def book(*chapters):
    drafts = tuple(DraftChapter("C", tuple(DraftParagraph(Kind.TEXT, text) for text in texts)) for texts in chapters)
    return project_from_draft(Draft("Book", drafts), speakers=(), voicing=Voicing())


def found(text, pattern):
    return [f.text for f in find(book([text]), pattern)]


def changed(text, pattern, replacement):
    project = book([text])
    return replace_found(project, list(find(project, pattern)), replacement)[0].paragraph(1).text


def test_places_are_given_in_the_books_order_as_code_points():
    project = book(["🐇 a cat", "cat cat"], ["A Cat"])
    places = [(f.chapter_id, f.paragraph_id, f.start, f.end) for f in find(project, Pattern("cat"))]
    assert places == [(1, 1, 4, 7), (1, 2, 0, 3), (1, 2, 4, 7), (2, 3, 2, 5)]
    assert [f.paragraph_id for f in find(project, Pattern("cat"), (2,))] == [3]


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("Cat cat", Pattern("cat", case=True), ["cat"]),
        ("cat concat cat's", Pattern("cat", words=True), ["cat", "cat"]),
        ("STRASSE", Pattern("straße"), ["STRASSE"]),
        ("don’t “go”", Pattern('don\'t "go"'), ["don’t “go”"]),
        ("10\u00a0km", Pattern("10 km"), ["10\u00a0km"]),
        ("a.c abc", Pattern("a.c"), ["a.c"]),
        ("a.c abc", Pattern("a.c", regex=True), ["a.c", "abc"]),
        ("Cafe\u0301".replace("e\u0301", "é"), Pattern("cafe\u0301"), ["Café"]),
        ("one two", Pattern(r"t\w+$", regex=True), ["two"]),
        ("cats cat", Pattern("cat|cats", regex=True, words=True), ["cats", "cat"]),
        ("anything", Pattern(""), []),
        ("مرحبا بالعالم", Pattern("بالعالم"), ["بالعالم"]),
    ],
)
def test_what_is_found(text, pattern, expected):
    assert found(text, pattern) == expected


@pytest.mark.parametrize("wrong", ["(", "[z-a]", "*", "(?P<x", r"\p{Nonsense}", "a" * 3000, "(?<=a+(?1))("])
def test_a_wrong_expression_is_refused_with_a_sentence(wrong):
    with pytest.raises(WrongUsage) as refused:
        list(find(book(["text"]), Pattern(wrong, regex=True)))
    assert "text" not in refused.value.sentence or "too long" in refused.value.sentence


def test_a_runaway_expression_is_stopped(monkeypatch):
    monkeypatch.setattr(finding, "PARAGRAPH_S", 0.05)
    with pytest.raises(WrongUsage, match="too long"):
        list(find(book(["a" * 40 + "!"]), Pattern(r"(a|aa)+$", regex=True)))


def test_many_slow_paragraphs_are_stopped_too(monkeypatch):
    monkeypatch.setattr(finding, "WHOLE_S", 0.0)
    with pytest.raises(WrongUsage, match="too long"):
        list(find(book(["a" * 25 + "!"] * 20), Pattern(r"(a|aa)+$", regex=True)))


def test_finding_begins_at_once_and_goes_no_further_than_asked():
    project = book(["cat"] * 10, ["(a|aa)+"])
    assert len(list(islice(find(project, Pattern("cat")), 3))) == 3


def test_plain_replacing_takes_the_words_as_they_are():
    assert changed("A cat, a cat.", Pattern("cat"), r"d\1g") == r"A d\1g, a d\1g."


def test_an_expression_fills_its_groups_in():
    pattern = Pattern(r"(?P<first>\w+) (\w+)(x)?", regex=True)
    assert changed("Ann Ode", pattern, r"\2, \g<first>\3 [\0]\\") == "Ode, Ann [Ann Ode]\\"


@pytest.mark.parametrize("wrong", [r"\4", r"\g<nobody>", r"\q", "end\\"])
def test_a_replacement_that_names_nothing_is_refused(wrong):
    with pytest.raises(WrongUsage):
        changed("Ann Ode", Pattern(r"(\w+) (\w+)", regex=True), wrong)


def test_an_expression_of_no_width_inserts():
    assert changed("one", Pattern("^", regex=True), "— ") == "— one"


def test_line_breaks_in_a_replacement_become_spaces():
    assert changed("a-b", Pattern("-", case=True), "\n") == "a b"


def test_all_of_it_is_one_step_of_undo():
    before = book(["cat", "cat cat"], ["cat"])
    after, change = replace_found(before, find(before, Pattern("cat")), "dog")
    assert [p.text for n in (1, 2) for p in after.paragraphs[n]] == ["dog", "dog dog", "dog"]
    assert (change.what, apply(after, change.inverse())) == ("Replace all", before)


def test_locked_paragraphs_are_left_alone():
    before, _ = lock(book(["cat", "cat"]), 1, locked=True)
    after, _ = replace_found(before, list(find(before, Pattern("cat"))), "dog")
    assert [p.text for p in after.paragraphs[1]] == ["cat", "dog"]
    with pytest.raises(ParagraphLocked):
        replace_found(before, [f for f in find(before, Pattern("cat")) if f.paragraph_id == 1], "dog")


def test_what_was_found_in_an_older_text_is_not_replaced():
    before = book(["cat cat", "cat"])
    founds = list(find(before, Pattern("cat")))
    edited, _ = set_text(before, 1, "The cat cat")
    after, _ = replace_found(edited, [*founds, Found(1, 99, 0, 3, "cat")], "dog")
    assert [p.text for p in after.paragraphs[1]] == ["The dog cat", "dog"]


def test_runs_of_a_speaker_stay_with_their_words():
    before = book(["a cat said yes"])
    paragraph = replace(before.paragraph(1), fragments=(Fragment(11, 14, 2),))
    before = apply(before, Change("x", (RowChange(before.paragraph(1), paragraph),)))
    after, _ = replace_found(before, list(find(before, Pattern("cat"))), "horse")
    assert after.paragraph(1).fragments == (Fragment(13, 16, 2),)


@settings(deadline=None)
@given(st.text("ab '’\u00a0", max_size=30), st.text("ab '", min_size=1, max_size=3), st.text("xyz", max_size=3))
def test_replacing_is_the_same_as_replacing_in_a_plain_string(text, wanted, new):
    plain = str.maketrans("’\u00a0", "' ")
    expected = text.translate(plain).replace(wanted, new)
    assert changed(text, Pattern(wanted, case=True), new).translate(plain) == expected
