"""Edits: what they change, what they leave alone, and that every one can be taken back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits.book import cast_speaker, include_chapters, set_metadata, set_voicing
from studio_app.domain.edits.change import Change, RowChange, apply
from studio_app.domain.edits.text import include_paragraph, set_text
from studio_app.domain.errors import ParagraphLocked
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Fragment, Kind, Matter
from studio_app.domain.pauses import PauseRules
from studio_app.domain.project import Voicing, project_from_draft

VOICE = Casting.of("local", "espeak-ng", "en-us")


def project(paragraphs=3, chapters=2):
    texts = tuple(DraftParagraph(Kind.TEXT, f"Paragraph {n}.") for n in range(paragraphs))
    draft = Draft("Book", tuple(DraftChapter(f"Chapter {n}", texts) for n in range(chapters)))
    return project_from_draft(draft, speakers=(Speaker(1, "Narrator", VOICE),), voicing=Voicing())


def test_front_matter_footnotes_and_alt_text_begin_switched_off():
    kinds = (Kind.TEXT, Kind.FOOTNOTE, Kind.ALT_TEXT)
    chapter = DraftChapter("Cover", tuple(DraftParagraph(kind, "x") for kind in kinds), Matter.FRONT)
    made = project_from_draft(Draft("", (chapter,)), speakers=(), voicing=Voicing())
    assert [made.chapters[0].included, *(p.included for p in made.paragraphs[1])] == [False, True, False, False]


def test_set_text_changes_one_paragraph_and_merges_typing():
    before = project()
    after, change = set_text(before, 2, "New.", initiator="editor")
    assert [p.text for p in after.paragraphs[1]] == ["Paragraph 0.", "New.", "Paragraph 2."]
    assert after.paragraphs[2] is before.paragraphs[2]
    assert change.paragraph_ids == {2}
    assert change.chapter_ids == {1}
    assert change.merge == set_text(after, 2, "Newer.")[1].merge != set_text(after, 3, "Newer.")[1].merge


def test_text_that_stays_is_no_change():
    before = project()
    after, change = set_text(before, 1, "Paragraph 0.")
    assert after is before
    assert change.rows == ()


def test_fragments_are_cut_to_the_text_that_is_left():
    before = project()
    paragraph = replace(before.paragraphs[1][0], fragments=(Fragment(0, 4, 2), Fragment(6, 12, 3)))
    held = apply(before, Change("x", (RowChange(before.paragraphs[1][0], paragraph),)))
    after, _ = set_text(held, 1, "Paragr")
    assert after.paragraphs[1][0].fragments == (Fragment(0, 4, 2),)


def test_a_locked_paragraph_is_left_alone():
    before = project()
    first = before.paragraphs[1][0]
    held = apply(before, Change("lock", (RowChange(first, replace(first, locked=True)),)))
    with pytest.raises(ParagraphLocked):
        set_text(held, first.id, "no")
    with pytest.raises(ParagraphLocked):
        include_paragraph(held, first.id, included=False)


def test_include_names_only_what_changes():
    before, _ = include_chapters(project(chapters=3), [2], included=False)
    after, change = include_chapters(before, [1, 2], included=False)
    assert [c.included for c in after.chapters] == [False, False, True]
    assert change.chapter_ids == {1}


@pytest.mark.parametrize("edit", [lambda p: include_chapters(p, [9], included=True), lambda p: set_text(p, 99, "x")])
def test_what_is_not_there_is_refused(edit):
    with pytest.raises(KeyError):
        edit(project())


def test_a_change_that_does_not_fit_is_refused():
    before = project()
    _, change = set_text(before, 1, "One.")
    other, _ = set_text(before, 1, "Two.")
    with pytest.raises(ValueError, match="not as the change expects"):
        apply(other, change)


def test_a_paragraph_can_move_to_another_chapter():
    before = project()
    paragraph = before.paragraphs[1][1]
    moved = replace(paragraph, chapter_id=2, position=1.5)
    after = apply(before, Change("move", (RowChange(paragraph, moved),)))
    assert [p.id for p in after.paragraphs[1]] == [1, 3]
    assert [p.id for p in after.paragraphs[2]] == [4, 2, 5, 6]


EDITS = st.one_of(
    st.tuples(st.just("text"), st.integers(1, 6), st.text(max_size=20)),
    st.tuples(st.just("read"), st.integers(1, 6), st.booleans()),
    st.tuples(st.just("include"), st.integers(1, 2), st.booleans()),
    st.tuples(st.just("cast"), st.just(1), st.sampled_from(["en-us", "de", "fr+f2"])),
    st.tuples(st.just("title"), st.just(0), st.text(max_size=9)),
    st.tuples(st.just("pause"), st.just(0), st.integers(0, 3000)),
)


def do(held, edit):
    what, target, value = edit
    if what == "text":
        return set_text(held, target, value)
    if what == "read":
        return include_paragraph(held, target, included=value)
    if what == "include":
        return include_chapters(held, [target], included=value)
    if what == "cast":
        return cast_speaker(held, target, Casting.of("local", "espeak-ng", value))
    if what == "title":
        return set_metadata(held, replace(held.metadata, title=value))
    return set_voicing(held, replace(held.voicing, pauses=PauseRules(scene=value)))


@settings(deadline=None)
@given(st.lists(EDITS, max_size=30))
def test_undoing_all_gives_the_first_state_and_redoing_all_the_last(edits):
    states, changes = [project()], []
    for edit in edits:
        after, change = do(states[-1], edit)
        assert apply(states[-1], change) == after
        states.append(after)
        changes.append(change)
    held = states[-1]
    for change, before in zip(reversed(changes), reversed(states[:-1]), strict=True):
        held = apply(held, change.inverse())
        assert held == before
    for change in changes:
        held = apply(held, change)
    assert held == states[-1]
