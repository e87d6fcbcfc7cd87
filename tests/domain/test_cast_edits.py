"""The cast: who speaks, whose words are whose, and that fragments stay in order, apart, and on their words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits.cast import (
    COLOURS,
    add_speaker,
    assign,
    assign_new,
    assign_voice,
    cast_speakers,
    colour_speaker,
    copy_cast,
    match_cast,
    remove_speaker,
    rename_speaker,
    set_narrator,
    speaker_of,
)
from studio_app.domain.edits.change import apply
from studio_app.domain.edits.text import lock, replace_found, set_kind, set_text
from studio_app.domain.errors import ParagraphLocked, WrongUsage
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Fragment, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.domain.segments import segments
from studio_app.domain.text.find import Pattern, find

VOICE, OTHER = Casting.of("local", "m", "en"), Casting.of("cloud", "big", "v1", {"stability": 0.4})
TEXT = "“Hello there,” said Ann. “And you?”"


def book(*texts, cast=("Narrator", "Ann", "Bob")):
    paragraphs = tuple(DraftParagraph(Kind.TEXT, text) for text in texts or (TEXT, "Two.", "Three."))
    speakers = tuple(Speaker(number, name, VOICE) for number, name in enumerate(cast, start=1))
    draft = Draft(
        "Book", (DraftChapter("One", paragraphs), DraftChapter("Other", (DraftParagraph(Kind.TEXT, "Four."),)))
    )
    return project_from_draft(draft, speakers=speakers, voicing=Voicing())


def fragments(project, paragraph_id=1):
    return [(f.start, f.end, f.speaker_id) for f in project.paragraph(paragraph_id).fragments]


def words(project, speaker_id, paragraph_id=1):
    paragraph = project.paragraph(paragraph_id)
    return [paragraph.text[f.start : f.end] for f in paragraph.fragments if f.speaker_id == speaker_id]


# ── who there is ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_speaker_has_a_name_a_voice_and_a_colour_of_its_own():
    one, change = add_speaker(book(), "  Cleo\n Smith ", OTHER)
    two, _ = add_speaker(one, "Dan", VOICE)
    cleo, dan = two.speaker(4), two.speaker(5)
    assert (cleo.name, cleo.casting, change.what) == ("Cleo Smith", OTHER, "Add speaker")
    assert {cleo.colour, dan.colour} <= set(COLOURS)
    assert cleo.colour != dan.colour


@pytest.mark.parametrize("name", ["", "  ", "ann", "ANN "])
def test_a_name_is_there_and_nobody_elses(name):
    with pytest.raises(WrongUsage):
        add_speaker(book(), name, VOICE)
    with pytest.raises(WrongUsage):
        rename_speaker(book(), 3, name)


def test_a_speaker_can_be_renamed_in_other_letters():
    assert rename_speaker(book(), 2, "ANN")[0].speaker(2).name == "ANN"


def test_a_colour_is_one_of_the_palette():
    assert colour_speaker(book(), 2, "speaker_3")[0].speaker(2).colour == "speaker_3"
    with pytest.raises(WrongUsage):
        colour_speaker(book(), 2, "#ff0000")


def test_several_are_cast_in_one_step_and_the_others_stay():
    before = book()
    after, change = cast_speakers(before, {1: OTHER, 3: OTHER})
    assert [s.casting for s in after.speakers] == [OTHER, VOICE, OTHER]
    assert apply(after, change.inverse()) == before
    with pytest.raises(KeyError):
        cast_speakers(before, {9: OTHER})


def test_another_narrator_changes_no_paragraph():
    after, change = set_narrator(book(), 2)
    assert after.voicing.narrator_id == 2
    assert change.paragraph_ids == frozenset()


def test_who_goes_leaves_the_words_to_another():
    spoken, _ = assign(book(), [(1, 0, 14), 2], 2)
    to_bob, _ = remove_speaker(spoken, 2, 3)
    assert words(to_bob, 3) == ["“Hello there,”"]
    assert fragments(to_bob, 2) == [(0, 4, 3)]
    to_narrator, change = remove_speaker(spoken, 2)
    assert fragments(to_narrator) == fragments(to_narrator, 2) == []
    assert apply(to_narrator, change.inverse()) == spoken


def test_words_of_two_become_one_run_where_one_of_them_goes():
    spoken, _ = assign(assign(book(), [(1, 0, 7)], 2)[0], [(1, 7, 14)], 3)
    assert words(remove_speaker(spoken, 3, 2)[0], 2) == ["“Hello there,”"]


def test_the_narrator_stays_and_locked_words_are_kept():
    with pytest.raises(WrongUsage):
        remove_speaker(book(), 1)
    spoken, _ = assign(book(), 1, 2)
    with pytest.raises(WrongUsage):
        remove_speaker(spoken, 2, 2)
    with pytest.raises(ParagraphLocked):
        remove_speaker(lock(spoken, 1, locked=True)[0], 2)


# ── whose words ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_part_of_a_paragraph_is_spoken_by_another():
    after, change = assign(book(), [(1, 0, 14)], 2)
    assert words(after, 2) == ["“Hello there,”"]
    assert [(s.spoken, s.speaker_id) for s in segments(after, after.paragraph(1))] == [
        ("“Hello there,”", 2),
        ("said Ann. “And you?”", 1),
    ]
    assert change.paragraph_ids == {1}


def test_white_space_at_the_ends_is_nobodys_and_runs_in_a_row_are_one():
    one, _ = assign(book("  Say it  again  now "), [(1, 0, 9)], 2)
    assert words(one, 2) == ["Say it"]
    two, _ = assign(one, [(1, 10, 16)], 2)
    assert words(two, 2) == ["Say it  again"]
    assert words(assign(two, [(1, 0, 3)], 3)[0], 2) == ["ay it  again"]


def test_the_narrator_takes_words_back():
    spoken, _ = assign(book(), 1, 2)
    after, _ = assign(spoken, [(1, 15, 24)], None)
    assert words(after, 2) == ["“Hello there,”", "“And you?”"]
    assert assign(after, 1, 1)[0].paragraph(1).fragments == ()


def test_who_speaks_already_is_no_change():
    spoken, _ = assign(book(), 1, 2)
    after, change = assign(spoken, [1, (1, 3, 8)], 2)
    assert after is spoken
    assert change.rows == ()


def test_scene_breaks_have_nothing_to_say_and_locked_paragraphs_refuse_all():
    held, _ = set_kind(book("* * *", "Two."), 1, Kind.SCENE_BREAK)
    assert assign(held, [1, 2], 2)[1].paragraph_ids == {2}
    locked, _ = lock(held, 2, locked=True)
    with pytest.raises(ParagraphLocked):
        assign(locked, [1, 2], 2)
    assert fragments(locked) == []


@pytest.mark.parametrize(("targets", "speaker"), [([99], 2), ([(99, 0, 1)], 2), ([1], 9)])
def test_what_is_not_there_is_refused(targets, speaker):
    with pytest.raises(KeyError):
        assign(book(), targets, speaker)


def test_who_speaks_is_told_where_it_is_one():
    after, _ = assign(book(), [(1, 0, 14)], 2)
    assert [speaker_of(after, target) for target in (1, (1, 0, 14), (1, 2, 15), (1, 15, 20), 2)] == [None, 2, 2, 1, 1]


def test_words_for_a_new_speaker_are_one_step():
    before = book()
    after, change = assign_new(before, [(1, 0, 14)], "Ann", OTHER)
    assert (after.speaker(4).name, words(after, 4)) == ("Ann 2", ["“Hello there,”"])
    assert apply(after, change.inverse()) == before


def test_a_voice_is_spoken_with_by_who_has_it():
    cast, _ = cast_speakers(book(), {3: OTHER})
    assert fragments(assign_voice(cast, 2, "Rachel", replace(OTHER, settings=()))[0], 2) == [(0, 4, 3)]
    after, _ = assign_voice(book(), 2, "Rachel", OTHER)
    assert (after.speaker(4).name, fragments(after, 2)) == ("Rachel", [(0, 4, 4)])


def test_what_is_written_at_the_edge_of_a_speakers_paragraph_is_the_speakers():
    spoken, _ = assign(book(), 2, 2)
    assert fragments(set_text(spoken, 2, "Well: Two. And more.")[0], 2) == [(0, 20, 2)]
    found = find(spoken, Pattern("Two."))
    assert fragments(replace_found(spoken, found, "Twice.")[0], 2) == [(0, 6, 2)]


# ── a cast from elsewhere ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_cast_is_copied_by_name_and_who_is_new_is_added():
    theirs = (Speaker(7, "Erzähler", OTHER), Speaker(8, "ann", OTHER, "speaker_5"), Speaker(9, "Eve", OTHER))
    here = book()
    assert match_cast(here, theirs, narrator_id=7) == {7: 1, 8: 2, 9: None}
    after, change = copy_cast(here, theirs, match_cast(here, theirs, 7))
    assert [(s.id, s.name, s.casting) for s in after.speakers] == [
        (1, "Narrator", OTHER),
        (2, "Ann", OTHER),
        (3, "Bob", VOICE),
        (4, "Eve", OTHER),
    ]
    assert after.speaker(2).colour == "speaker_5"
    assert apply(after, change.inverse()) == here


def test_nobody_is_matched_twice_and_who_is_left_out_stays_out():
    theirs = (Speaker(1, "Narrator", OTHER), Speaker(2, "Narrator ", OTHER), Speaker(3, "Bob", OTHER))
    assert match_cast(book(), theirs) == {1: 1, 2: None, 3: 3}
    after, _ = copy_cast(book(), theirs, {3: 3})
    assert [s.casting for s in after.speakers] == [VOICE, VOICE, OTHER]


# ── always ───────────────────────────────────────────────────────────────────────────────────────────────────────────

SPEAKERS = st.sampled_from([None, 1, 2, 3])
EDITS = st.one_of(
    st.tuples(st.just("assign"), st.integers(1, 4), st.integers(0, 40), st.integers(0, 40), SPEAKERS),
    st.tuples(st.just("all"), st.integers(1, 4), st.just(0), st.just(0), SPEAKERS),
    st.tuples(st.just("write"), st.integers(1, 4), st.integers(0, 9), st.integers(0, 9), st.just(None)),
    st.tuples(st.just("narrate"), st.integers(1, 3), st.just(0), st.just(0), st.just(None)),
    st.tuples(st.just("remove"), st.integers(2, 3), st.just(0), st.just(0), SPEAKERS),
)


def do(project, edit):
    """Make an edit, None where it is refused."""
    what, target, start, end, speaker = edit
    try:
        if what == "assign":
            return assign(project, [(target, start, end)], speaker)
        if what == "all":
            return assign(project, target, speaker)
        if what == "narrate":
            return set_narrator(project, target)
        if what == "remove":
            return remove_speaker(project, target, speaker)
        text = project.paragraph(target).text
        return set_text(project, target, text[:start] + "né w " + text[start + end :])
    except (KeyError, WrongUsage):
        return None


def said(project, paragraph_id):
    """Who speaks each letter of a paragraph, white space aside."""
    paragraph = project.paragraph(paragraph_id)
    owner = dict.fromkeys(range(len(paragraph.text)), project.voicing.narrator_id)
    for f in paragraph.fragments:
        owner |= dict.fromkeys(range(f.start, f.end), f.speaker_id)
    return {at: who for at, who in owner.items() if not paragraph.text[at].isspace()}


@settings(deadline=None, max_examples=60)
@given(st.lists(EDITS, max_size=15), st.text(max_size=30))
def test_fragments_stay_in_order_and_apart_and_all_can_be_taken_back(edits, text):
    states, changes = [book(TEXT, text, "Three.")], []
    for edit in edits:
        made = do(states[-1], edit)
        if made is None:
            continue
        states.append(made[0])
        changes.append(made[1])
        for held in made[0].paragraphs.values():
            for p in held:
                ends = [0, *(n for f in p.fragments for n in (f.start, f.end)), len(p.text)]
                assert ends == sorted(ends)
                assert all(isinstance(f, Fragment) and f.start < f.end for f in p.fragments)
    held = states[-1]
    for change, before in zip(reversed(changes), reversed(states[:-1]), strict=True):
        held = apply(held, change.inverse())
        assert held == before


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=25), st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25), SPEAKERS), max_size=6))
def test_each_letter_is_spoken_by_who_got_it_last_and_no_text_changes(text, runs):
    project = book(text, "Two.")
    text = project.paragraph(1).text
    wanted = {at: 1 for at in range(len(text)) if not text[at].isspace()}
    for start, end, speaker in runs:
        project, _ = assign(project, [(1, start, end)], speaker)
        wanted |= {at: speaker or 1 for at in range(start, min(end, len(text))) if not text[at].isspace()}
    assert said(project, 1) == wanted
    assert project.paragraph(1).text == text
