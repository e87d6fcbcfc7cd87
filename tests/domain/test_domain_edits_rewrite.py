"""rewrite, the one door of the editor: typing, splitting, joining, pasting, deleting; nothing written is ever lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits.change import Change, RowChange, apply, joined
from studio_app.domain.edits.text import Written, include_paragraph, lock, rewrite, set_kind, set_text
from studio_app.domain.errors import ParagraphLocked
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Fragment, Kind, Paragraph
from studio_app.domain.project import Voicing, project_from_draft

CAST = (Speaker(1, "Narrator", Casting.of("local", "espeak-ng", "en-us")),)


def book(*texts):
    paragraphs = tuple(DraftParagraph(Kind.TEXT, text) for text in texts)
    other = DraftChapter("Other", (DraftParagraph(Kind.TEXT, "Elsewhere."),))
    draft = Draft("Book", (DraftChapter("One", paragraphs), other))
    return project_from_draft(draft, speakers=CAST, voicing=Voicing())


def texts(project, chapter=1):
    return [p.text for p in project.paragraphs.get(chapter, ())]


def ids(project, chapter=1):
    return [p.id for p in project.paragraphs.get(chapter, ())]


def held(project, paragraph):
    """The project with one paragraph replaced by hand."""
    return apply(project, Change("x", (RowChange(project.paragraph(paragraph.id), paragraph),)))


def test_typing_keeps_the_paragraph_and_joins_the_burst():
    before = book("One.", "Two.")
    after, change = rewrite(before, 1, after=1, removed=[2], written=[Written("Two!", id=2)], merge="typing 2 7")
    assert (texts(after), ids(after), change.merge) == (["One.", "Two!"], [1, 2], "typing 2 7")
    assert after.paragraphs[2] is before.paragraphs[2]


def test_a_split_paragraph_keeps_its_id_in_front():
    after, change = rewrite(
        book("One two.", "Three."), 1, after=None, removed=[1], written=[Written("One", id=1), Written("two.")]
    )
    assert (texts(after), ids(after), change.what) == (["One", "two.", "Three."], [1, 4, 2], "Split paragraph")


def test_joined_paragraphs_and_undo():
    before = book("One", "two", "three")
    after, change = rewrite(before, 1, after=1, removed=[2, 3], written=[Written("two three", id=2)])
    assert (texts(after), change.what) == (["One", "two three"], "Join paragraphs")
    assert apply(after, change.inverse()) == before


def test_pasting_between_and_at_both_ends():
    before = book("A", "B")
    for at, expected in ((None, ["x", "y", "A", "B"]), (1, ["A", "x", "y", "B"]), (2, ["A", "B", "x", "y"])):
        after, change = rewrite(before, 1, after=at, removed=[], written=[Written("x"), Written("y")])
        assert texts(after) == expected
        assert len(change.rows) == 2


def test_a_chapter_can_be_emptied_and_written_again_with_new_ids():
    emptied, _ = rewrite(book("A", "B"), 1, after=None, removed=[1, 2], written=[])
    assert texts(emptied) == []
    again, _ = rewrite(emptied, 1, after=None, removed=[], written=[Written("C")])
    assert (texts(again), ids(again)) == (["C"], [4])


def test_an_id_is_not_given_again_after_undo():
    before = book("A")
    after, change = rewrite(before, 1, after=1, removed=[], written=[Written("B")])
    undone = apply(after, change.inverse())
    assert undone == before
    again, _ = rewrite(undone, 1, after=1, removed=[], written=[Written("C")])
    assert max(ids(again)) > max(ids(after))


def test_paragraphs_can_change_places():
    before = book("A", "B", "C")
    after, change = rewrite(
        before, 1, after=None, removed=[1, 2, 3], written=[Written(t, id=n) for n, t in ((3, "C"), (1, "A"), (2, "B"))]
    )
    assert (texts(after), ids(after)) == (["C", "A", "B"], [3, 1, 2])
    assert apply(after, change.inverse()) == before


def test_what_stays_is_no_change():
    before = book("A", "B")
    after, change = rewrite(before, 1, after=1, removed=[2], written=[Written("B", id=2)])
    assert after is before
    assert change.rows == ()


def test_kinds_levels_and_what_is_read_aloud():
    before, _ = include_paragraph(book("A", "B"), 1, included=False)
    after, _ = rewrite(before, 1, after=None, removed=[1], written=[Written("T", Kind.HEADING, 2, 1), Written("rest")])
    heading, rest, _ = after.paragraphs[1]
    assert (heading.kind, heading.level, heading.included, rest.included) == (Kind.HEADING, 2, False, False)
    noted, _ = set_kind(after, [2], Kind.FOOTNOTE)
    assert not noted.paragraph(2).included
    assert set_kind(noted, 2, Kind.TEXT)[0].paragraph(2).included


@pytest.mark.parametrize(
    ("removed", "written"),
    [
        ([3], []),
        ([2], [Written("x", id=1)]),
        ([2], [Written("x", id=2), Written("y", id=2)]),
    ],
    ids=["not there", "another's id", "one id twice"],
)
def test_what_does_not_fit_is_refused(removed, written):
    with pytest.raises(ValueError, match="paragraph"):
        rewrite(book("A", "B", "C"), 1, after=1, removed=removed, written=written)


def test_places_that_are_not_there_are_refused():
    for chapter, after in ((9, None), (1, 99), (1, 3)):
        with pytest.raises(KeyError):
            rewrite(book("A", "B"), chapter, after=after, removed=[], written=[Written("x")])


@pytest.mark.parametrize(
    "written",
    [[Written("b", id=2)], [], [Written("B", Kind.QUOTE, id=2)], [Written("B", id=2), Written("A", id=1)]],
    ids=["changed", "removed", "another kind", "moved"],
)
def test_a_locked_paragraph_is_not_rewritten(written):
    locked, _ = lock(book("A", "B"), [2], locked=True)
    removed, after = ([1, 2], None) if len(written) > 1 else ([2], 1)
    with pytest.raises(ParagraphLocked):
        rewrite(locked, 1, after=after, removed=removed, written=written)


def test_what_is_around_a_locked_paragraph_can_be_rewritten():
    locked, _ = lock(book("A", "B", "C"), [2], locked=True)
    after, _ = rewrite(
        locked, 1, after=None, removed=[1, 2, 3], written=[Written("a", id=1), Written("B", id=2), Written("new")]
    )
    assert texts(after) == ["a", "B", "new"]
    assert after.paragraph(2) == locked.paragraph(2)


def test_other_edits_refuse_locked_paragraphs_and_unlocking_helps():
    locked, _ = lock(book("A", "B"), [1, 2], locked=True)
    for edit in (
        lambda p: set_text(p, 1, "x"),
        lambda p: set_kind(p, [2], Kind.QUOTE),
        lambda p: include_paragraph(p, [1, 2], included=False),
    ):
        with pytest.raises(ParagraphLocked):
            edit(locked)
    assert texts(set_text(lock(locked, 1, locked=False)[0], 1, "x")[0]) == ["x", "B"]


def test_a_paragraph_is_one_line_of_whole_characters():
    after, _ = rewrite(book("A"), 1, after=None, removed=[1], written=[Written("a\nb\u2028c\ud83dd 🐇", id=1)])
    assert texts(after) == ["a b c\ufffdd 🐇"]


@pytest.mark.parametrize("where", ["behind the last", "in front of the last"])
def test_there_is_always_room_for_one_more(where):
    held_now, last, written = book(*"ABCDEFGHIJ"), 5, []
    for number in range(700):
        at = last if where == "behind the last" else 5
        held_now, change = rewrite(held_now, 1, after=at, removed=[], written=[Written(str(number))])
        last = max(change.paragraph_ids)
        written.append(str(number))
    written = written if where == "behind the last" else written[::-1]
    assert texts(held_now) == [*"ABCDE", *written, *"FGHIJ"]


def test_making_room_moves_a_few_and_not_the_chapter():
    held_now = book(*map(str, range(2000)))
    most = 0
    for _ in range(60):
        held_now, change = rewrite(held_now, 1, after=1000, removed=[], written=[Written("x")])
        most = max(most, len(change.rows))
    assert 1 < most < 100


def test_making_room_may_move_a_locked_paragraph_by_no_more_than_its_number():
    held_now, _ = lock(book("A", "B", "C"), [1, 2, 3], locked=True)
    for _ in range(60):
        held_now, _ = rewrite(held_now, 1, after=1, removed=[], written=[Written("x")])
    assert texts(held_now) == ["A", *["x"] * 60, "B", "C"]


def test_equal_positions_of_an_older_file_make_room():
    before = book("A", "B")
    before = held(before, replace(before.paragraph(2), position=1.0))
    after, _ = rewrite(before, 1, after=1, removed=[], written=[Written("x")])
    assert texts(after) == ["A", "x", "B"]


def test_runs_of_a_speaker_follow_their_words_through_a_split_and_a_join():
    before = book("He said yes and no.", "And yes.")
    before = held(before, replace(before.paragraph(1), fragments=(Fragment(8, 11, 2), Fragment(16, 18, 2))))
    split, _ = rewrite(before, 1, after=None, removed=[1], written=[Written("He said yes", id=1), Written("and no.")])
    assert [p.fragments for p in split.paragraphs[1]] == [(Fragment(8, 11, 2),), (Fragment(4, 6, 2),), ()]
    back, _ = rewrite(split, 1, after=None, removed=[1, 4], written=[Written("He said yes and no.", id=1)])
    assert back.paragraph(1).fragments == (Fragment(8, 11, 2), Fragment(16, 18, 2))


def test_runs_of_a_speaker_move_with_what_is_typed_before_them():
    before = book("He said yes.")
    before = held(before, replace(before.paragraph(1), fragments=(Fragment(8, 11, 2),)))
    for text, expected in (
        ("He has said yes.", (Fragment(12, 15, 2),)),
        ("He said YES!.", (Fragment(8, 12, 2),)),
        ("He said yes.!", (Fragment(8, 11, 2),)),
        ("He said.", ()),
        ("He said yeees.", (Fragment(8, 13, 2),)),
    ):
        assert set_text(before, 1, text)[0].paragraph(1).fragments == expected


def test_a_paragraph_is_found_without_looking_through_the_book():
    class Sealed(dict):
        def values(self):
            raise AssertionError("the whole book was looked through")

        items = values

    whole = book(*map(str, range(50)))
    whole.index()
    sealed = replace(whole, paragraphs=Sealed(whole.paragraphs))
    assert [sealed.paragraph(number).text for number in (1, 7, 50)] == ["0", "6", "49"]
    after, _ = rewrite(sealed, 1, after=6, removed=[7], written=[Written("x", id=7), Written("y")])
    assert texts(after)[5:9] == ["5", "x", "y", "7"]


def test_a_paragraph_is_found_in_older_snapshots_too():
    before = book("A", "B")
    after, _ = rewrite(before, 1, after=None, removed=[1, 2], written=[Written("B", id=2), Written("A", id=1)])
    assert [before.paragraph(n).text + after.paragraph(n).text for n in (1, 2)] == ["AA", "BB"]
    gone, _ = rewrite(after, 1, after=2, removed=[1], written=[])
    assert before.paragraph(1).text == "A"
    with pytest.raises(KeyError):
        gone.paragraph(1)


def test_a_blank_project_can_be_written_in():
    empty = Draft("Mine", (DraftChapter("Chapter 1", (DraftParagraph(Kind.TEXT, ""),)),), language="de")
    blank = project_from_draft(empty, speakers=CAST, voicing=Voicing())
    after, _ = rewrite(blank, 1, after=None, removed=[1], written=[Written("It began.", id=1), Written("It went on.")])
    assert (texts(after), ids(after), blank.metadata.title) == (["It began.", "It went on."], [1, 2], "Mine")


def test_which_chapters_are_narrated_can_be_said_when_a_project_is_made():
    draft = Draft("B", (DraftChapter("1", ()), DraftChapter("2", ())))
    made = project_from_draft(draft, speakers=CAST, voicing=Voicing(), included=(False, True))
    assert [chapter.included for chapter in made.chapters] == [False, True]
    with pytest.raises(ValueError, match="argument"):
        project_from_draft(draft, speakers=CAST, voicing=Voicing(), included=(True,))


WRITING = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 4), st.lists(st.text(max_size=4), max_size=4), st.randoms()),
    max_size=12,
)


def written_at(project, start, count, new, rng):
    """What to write over ``count`` paragraphs: some of their ids in any order, and what it must read like then."""
    old = project.paragraphs.get(1, ())[start : start + count]
    keep = rng.sample([p.id for p in old], min(len(old), len(new)))
    given_ids = [*keep, *[None] * (len(new) - len(keep))]
    rng.shuffle(given_ids)
    return [p.id for p in old], [Written(text, id=number) for text, number in zip(new, given_ids, strict=True)]


@settings(deadline=None)
@given(WRITING)
def test_nothing_written_is_lost_and_every_id_is_new_once(writing):
    now, seen, changes, states = book("A", "B", "C"), {1, 2, 3, 4}, [], []
    for place, count, new, rng in writing:
        start = min(place, len(texts(now)))
        removed, written = written_at(now, start, count, new, rng)
        after = ids(now)[start - 1] if start else None
        expected = [*texts(now)[:start], *(w.text for w in written), *texts(now)[start + len(removed) :]]
        states.append(now)
        now, change = rewrite(now, 1, after=after, removed=removed, written=written)
        changes.append(change)
        clean = [rewrite(book("x"), 1, after=None, removed=[1], written=[Written(t, id=1)])[0] for t in expected]
        assert texts(now) == [one.paragraph(1).text for one in clean]
        made = {row.after.id for row in change.rows if row.before is None}
        assert not made & seen
        seen |= made
    for change, state in zip(reversed(changes), reversed(states), strict=True):
        now = apply(now, change.inverse())
        assert now == state


@settings(deadline=None)
@given(WRITING)
def test_a_joined_burst_is_the_same_as_its_parts(writing):
    first = now = book("A", "B", "C")
    burst = Change("x", ())
    for place, count, new, rng in writing:
        start = min(place, len(texts(now)))
        removed, written = written_at(now, start, count, new, rng)
        now, change = rewrite(now, 1, after=ids(now)[start - 1] if start else None, removed=removed, written=written)
        burst = joined(burst, change)
    assert apply(first, burst) == now
    assert apply(now, burst.inverse()) == first


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 200), st.floats(0, 9), st.booleans()), unique_by=lambda t: t[0], max_size=120))
def test_few_rows_and_many_rows_are_exchanged_alike(rows):
    """A change of over 64 records takes another way through the code than small ones, with the same end."""
    whole = book(*map(str, range(100)))
    changes = [
        RowChange(whole.paragraphs[1][n - 1], None if gone else replace(whole.paragraphs[1][n - 1], position=at))
        if n <= 100
        else RowChange(None, Paragraph(n, 1, at, Kind.TEXT, "new"))
        for n, at, gone in rows
        if n != 101
    ]
    at_once = apply(whole, Change("x", tuple(changes)))
    one_by_one = whole
    for row in changes:
        one_by_one = apply(one_by_one, Change("x", (row,)))
    assert at_once == one_by_one


@pytest.mark.parametrize("many", [False, True])
def test_a_change_that_does_not_fit_is_refused(many):
    whole = book(*map(str, range(100)))
    filler = [RowChange(p, replace(p, text="x")) for p in whole.paragraphs[1][10:90]] if many else []
    known = whole.paragraph(3)
    for wrong in (
        RowChange(replace(known, text="other"), None),
        RowChange(None, known),
        RowChange(None, replace(known, position=77.5)),
        RowChange(Paragraph(500, 1, 1.0, Kind.TEXT, ""), None),
    ):
        with pytest.raises(ValueError, match="is not as the change expects"):
            apply(whole, Change("x", (*filler, wrong)))
