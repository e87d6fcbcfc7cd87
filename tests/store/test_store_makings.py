"""Voices being made: written down once, with their recordings, and never lost."""

import pytest

from studio_app.domain.errors import FileRefused
from studio_app.store.makings import (
    ABSENT,
    GONE,
    REFUSED,
    SENDING,
    TRAINED,
    Consent,
    InlineVoice,
    KeptCandidate,
    KeptDesign,
    Making,
    Makings,
    Part,
    Upload,
)

PARTS = (Part("a.wav", b"one", "Hello."), Part("b.wav", b"two"))
WISH = Making(0, "clone", "fish", "acc#1", "mark", "Ada", "both", {"labels": [["age", "old"]]})
CONSENT = Consent("Ada", "I agree.")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "makings.sqlite"


@pytest.fixture
def makings(path):
    opened = Makings(path)
    yield opened
    opened.close()


def test_a_wish_is_written_down_with_its_recordings_and_consent(makings, path):
    row, fresh = makings.open(WISH, PARTS, CONSENT)
    makings.close()
    again = Makings(path)
    assert fresh
    assert again.get(row.id) == row
    assert row.open
    assert again.parts(row.id) == PARTS
    assert again.consents()[0].recordings == tuple(part.sha for part in PARTS)
    again.close()


def test_the_same_wish_is_not_sent_twice(makings):
    first, _ = makings.open(WISH, PARTS)
    assert makings.open(WISH, PARTS) == (first, False)


def test_the_same_recordings_under_another_name_wait_for_the_answer(makings):
    first, _ = makings.open(WISH, PARTS)
    other = Making(0, "clone", "fish", "acc#1", "other mark", "Eve", "both")
    assert makings.open(other, PARTS) == (first, False)
    makings.tell(first.id, TRAINED, "v1")
    assert makings.open(other, PARTS)[1]


@pytest.mark.parametrize("other", [{"engine": "elevenlabs"}, {"account": "acc#2"}, {"kind": "professional"}])
def test_another_engine_account_or_kind_is_another_wish(makings, other):
    makings.open(WISH, PARTS)
    facts = {"kind": "clone", "engine": "fish", "account": "acc#1", **other}
    assert makings.open(Making(0, mark="mark", name="Ada", recordings="both", **facts), PARTS)[1]


def test_what_was_made_is_given_back_and_its_recordings_are_forgotten(makings):
    row, _ = makings.open(WISH, PARTS)
    makings.tell(row.id, TRAINED, "v1")
    known, fresh = makings.open(WISH, PARTS)
    assert (known.voice, known.made, fresh) == ("v1", True, False)
    assert makings.parts(row.id) == ()


@pytest.mark.parametrize("state", [REFUSED, ABSENT, GONE])
def test_what_came_to_nothing_can_be_wished_again(makings, state):
    row, _ = makings.open(WISH, PARTS)
    makings.tell(row.id, state)
    assert makings.open(WISH, PARTS)[1]


def test_recordings_that_never_arrived_wait_to_be_sent_again(makings):
    row, _ = makings.open(WISH, PARTS)
    makings.tell(row.id, ABSENT)
    assert makings.parts(row.id) == PARTS
    again, _ = makings.open(WISH, PARTS)
    assert makings.get(row.id) is None
    assert makings.parts(again.id) == PARTS


def test_recordings_that_somebody_else_needs_are_kept(makings):
    row, _ = makings.open(WISH, PARTS)
    makings.keep_inline(InlineVoice("inline:1", "fish", "Ada"), PARTS[:1], CONSENT)
    makings.tell(row.id, TRAINED, "v1")
    assert makings.inline_parts("inline:1") == PARTS[:1]


def test_a_voice_of_recordings_is_kept_renamed_and_deleted(makings):
    makings.keep_inline(InlineVoice("inline:1", "fish", "Ada", "en"), PARTS, CONSENT)
    makings.rename_inline("inline:1", "Eve")
    assert [voice.name for voice in makings.inline("fish")] == ["Eve"]
    makings.forget_inline("inline:1")
    assert (makings.inline(), makings.inline_parts("inline:1")) == ((), ())
    assert len(makings.consents()) == 1


def test_what_is_not_settled_is_told_after_a_restart(makings):
    sent, _ = makings.open(WISH, PARTS)
    trained, _ = makings.open(Making(0, "clone", "fish", "a", "m2", "Eve"))
    makings.tell(trained.id, TRAINED, "v2")
    trains, _ = makings.open(Making(0, "clone", "fish", "a", "m3", "Kim"))
    makings.tell(trains.id, "training", "v3")
    assert [row.id for row in makings.unsettled()] == [sent.id, trains.id]


def test_what_comes_of_a_forgotten_wish_is_told_all_the_same(makings):
    row, _ = makings.open(WISH, PARTS)
    makings.forget(row.id)
    assert makings.tell(row.id, TRAINED, "v1").voice == "v1"


def test_a_beat_is_only_of_what_is_being_sent(makings):
    row, _ = makings.open(WISH, PARTS)
    makings.tell(row.id, TRAINED, "v1")
    makings.beat(row.id)
    assert makings.get(row.id).beat == row.beat


def test_uploads_of_a_professional_clone_are_known_by_their_content(makings):
    row, _ = makings.open(Making(0, "professional", "elevenlabs", "a", "m", "Ada"))
    makings.begin_upload(row.id, Upload("sha", "a-sha.wav", "a.wav"))
    makings.uploaded(row.id, "sha", "s1")
    assert [(one.name, one.sample) for one in makings.uploads(row.id)] == [("a-sha.wav", "s1")]
    makings.forget(row.id)
    assert makings.uploads(row.id) == ()


def test_a_design_is_kept_with_what_was_heard(makings):
    candidates = (KeptCandidate("c1", b"one"), KeptCandidate("c2", b"two"))
    design = KeptDesign("d1", "fish", "a", "m", "row", {"description": "old"}, "Hi", 1.0, "2026", candidates)
    makings.keep_design(design)
    makings.heard("d1", "c2")
    assert [one.heard for one in makings.design("d1").candidates] == [False, True]
    assert makings.answered("row").text == "Hi"
    makings.forget_design("d1")
    assert (makings.designs(), makings.answered("row")) == ((), None)


def test_a_damaged_file_is_moved_aside_and_the_program_goes_on(path):
    path.write_bytes(b"no database at all" * 1000)
    makings = Makings(path)
    assert makings.open(WISH, PARTS)[1]
    assert makings.trouble
    makings.close()


def test_nothing_is_sent_that_cannot_be_written_down(tmp_path):
    (tmp_path / "file").write_text("x")
    makings = Makings(tmp_path / "file" / "makings.sqlite")
    with pytest.raises(FileRefused):
        makings.open(WISH, PARTS)
    makings.close()


def test_states_have_names_the_window_knows(makings):
    assert makings.open(WISH, PARTS)[0].state == SENDING
