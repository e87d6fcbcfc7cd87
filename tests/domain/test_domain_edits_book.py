"""Edits of chapters: add, rename, move, split, join, remove; every one can be taken back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits.book import (
    add_chapter,
    include_chapters,
    merge_chapters,
    move_chapters,
    remove_chapters,
    rename_chapter,
    split_chapter,
)
from studio_app.domain.edits.change import apply
from studio_app.domain.edits.text import lock
from studio_app.domain.errors import ParagraphLocked, WrongUsage
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind, Matter
from studio_app.domain.project import Voicing, project_from_draft


def book(chapters=4, paragraphs=3):
    heading = DraftParagraph(Kind.HEADING, " A heading ", 1)
    texts = tuple(DraftParagraph(Kind.TEXT, f"P{n}") for n in range(paragraphs - 1))
    draft = Draft("Book", tuple(DraftChapter(f"C{n}", (*texts, heading)) for n in range(1, chapters + 1)))
    cast = (Speaker(1, "Narrator", Casting.of("local", "espeak-ng", "en-us")),)
    return project_from_draft(draft, speakers=cast, voicing=Voicing())


def titles(project):
    return [chapter.title for chapter in project.chapters]


def ids(project, chapter):
    return [p.id for p in project.paragraphs.get(chapter, ())]


@pytest.mark.parametrize(
    ("after", "expected"), [(None, "C1 C2 C3 C4 New"), (1, "C1 New C2 C3 C4"), (4, "C1 C2 C3 C4 New")]
)
def test_a_chapter_is_added(after, expected):
    made, change = add_chapter(book(), "New", after)
    assert titles(made) == expected.split()
    assert (change.rows[0].before, change.rows[0].after.id) == (None, 5)
    assert 5 not in made.paragraphs


def test_a_chapter_added_to_nothing_is_the_first():
    emptied, change = remove_chapters(book(), [1, 2, 3, 4])
    assert (emptied.chapters, dict(emptied.paragraphs)) == ((), {})
    made, _ = add_chapter(emptied, " Two\nlines ")
    assert (titles(made), made.chapters[0].id, made.chapters[0].matter) == (["Two lines"], 5, Matter.BODY)
    assert apply(emptied, change.inverse()) == book()


def test_a_chapter_added_300_times_at_one_place_finds_room():
    made = book()
    for number in range(300):
        made, _ = add_chapter(made, str(number), 1)
    assert titles(made) == ["C1", *map(str, reversed(range(300))), "C2", "C3", "C4"]


def test_renaming_changes_the_title_alone():
    made, change = rename_chapter(book(), 2, "Zwei")
    assert (titles(made), len(change.rows)) == (["C1", "Zwei", "C3", "C4"], 1)
    assert rename_chapter(made, 2, "Zwei")[1].rows == ()


@pytest.mark.parametrize(
    ("moved", "before", "expected"),
    [
        ([4], 1, "C4 C1 C2 C3"),
        ([1], None, "C2 C3 C4 C1"),
        ([3, 1], 3, "C2 C1 C3 C4"),
        ([1, 2], 4, "C3 C1 C2 C4"),
        ([1], 2, "C1 C2 C3 C4"),
        ([1], 1, "C1 C2 C3 C4"),
    ],
)
def test_chapters_are_moved_in_the_books_order(moved, before, expected):
    made, change = move_chapters(book(), moved, before)
    assert titles(made) == expected.split()
    assert bool(change.rows) == (expected != "C1 C2 C3 C4")
    assert apply(made, change.inverse()) == book()


def test_a_chapter_is_split_and_a_heading_names_the_new_one():
    made, change = split_chapter(book(), 2, 6)
    assert titles(made) == ["C1", "C2", "A heading", "C3", "C4"]
    assert (ids(made, 2), ids(made, 5)) == ([4, 5], [6])
    assert made.paragraph(6).chapter_id == 5
    assert apply(made, change.inverse()) == book()
    assert titles(split_chapter(book(), 2, 5)[0])[2] == ""
    assert titles(split_chapter(book(), 2, 5, title="Mine")[0])[2] == "Mine"


def test_a_chapter_is_not_split_where_it_begins():
    with pytest.raises(WrongUsage):
        split_chapter(book(), 2, 4)
    with pytest.raises(KeyError):
        split_chapter(book(), 2, 1)


def test_chapters_in_a_row_are_joined_and_narrated_if_one_was():
    before, _ = include_chapters(book(), [1, 2], included=False)
    made, change = merge_chapters(before, [3, 1, 2])
    assert (titles(made), ids(made, 1)) == (["C1", "C4"], [*range(1, 10)])
    assert made.chapters[0].included
    assert apply(made, change.inverse()) == before


@pytest.mark.parametrize("wrong", [[1, 3], [2], []])
def test_chapters_apart_are_not_joined(wrong):
    with pytest.raises(WrongUsage):
        merge_chapters(book(), wrong)


def test_joining_what_was_split_gives_the_book_back():
    split, _ = split_chapter(book(), 2, 5)
    assert merge_chapters(split, [2, 5])[0] == book()


def test_locked_text_is_not_removed_but_may_come_to_another_chapter():
    locked, _ = lock(book(), [5], locked=True)
    with pytest.raises(ParagraphLocked):
        remove_chapters(locked, [1, 2])
    assert split_chapter(locked, 2, 5)[0].paragraph(5).locked


def test_a_chapter_is_split_inside_a_paragraph() -> None:
    before = book()
    text = before.paragraph(5).text
    made, change = split_chapter(before, 2, 5, 1)
    new = made.chapters[2].id
    assert made.paragraphs[2][-1].text + made.paragraphs[new][0].text == text
    assert made.paragraphs[2][-1].id == 5
    assert apply(made, change.inverse()) == before


def test_behind_a_paragraph_the_next_one_begins_the_chapter() -> None:
    made, _ = split_chapter(book(), 2, 5, len(book().paragraph(5).text))
    assert made.paragraphs[made.chapters[2].id][0].id == 6
    last = book().paragraphs[2][-1]
    with pytest.raises(WrongUsage):
        split_chapter(book(), 2, last.id, len(last.text))


def test_a_locked_paragraph_is_not_divided() -> None:
    locked, _ = lock(book(), [5], locked=True)
    with pytest.raises(ParagraphLocked):
        split_chapter(locked, 2, 5, 1)


def test_what_is_not_there_is_refused():
    for edit in (
        lambda: remove_chapters(book(), [9]),
        lambda: move_chapters(book(), [1], 9),
        lambda: add_chapter(book(), "x", 9),
        lambda: rename_chapter(book(), 9, "x"),
        lambda: merge_chapters(book(), [1, 9]),
    ):
        with pytest.raises(KeyError):
            edit()


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.none() | st.integers(1, 6)), max_size=12)
)
def test_moving_keeps_every_chapter_and_can_be_taken_back(moves):
    first = now = book(6, 1)
    changes = []
    for moved, before in moves:
        order = [c.id for c in now.chapters]
        now, change = move_chapters(now, moved, before)
        changes.append(change)
        rest = [n for n in order if n not in moved]
        kept = [c.id for c in now.chapters if c.id not in moved]
        assert (kept, sorted(c.id for c in now.chapters)) == (rest, [1, 2, 3, 4, 5, 6])
    for change in reversed(changes):
        now = apply(now, change.inverse())
    assert now == first
