"""My voices: found again, named, tagged, collected, heard, cast, and taken out only after a question."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QToolButton

from studio_app.session.my_voices import Mine
from studio_app.session.withdrawn import Withdrawn
from studio_app.speech.engine import Voice
from studio_app.speech.library import Listing, Slots
from studio_app.ui.voices.mine_page import MinePage

WISHES = (
    "refresh_requested",
    "sample_requested",
    "cast_requested",
    "try_requested",
    "uses_requested",
    "favourite_changed",
    "renamed",
    "tagged",
    "noted",
    "collected",
    "collection_made",
    "collection_renamed",
    "collection_removed",
    "edited",
    "remove_requested",
    "remove_agreed",
    "resume_requested",
    "clone_requested",
)


def listing(id_, name, engine="elevenlabs", kind="community", **more):
    return Listing(Voice(id_, name, engine, "en", "male"), kind, **{"mine": True, "sample": "https://s", **more})


SAILOR = Mine(listing("v1", "Bram"), "Old sailor", ("sea",), "For the storm.", favourite=True, collections=(1,))
OWN = Mine(listing("v2", "My own voice", kind="cloned", description="From the kitchen."))
FISH = Mine(listing("f1", "Robot", "fish", "cloned", visibility="private"), tags=("metal",))
ANNA = Mine(listing("v3", "Studio Anna", kind="professional", state="training", sample=""))
LOCAL = Mine(listing("en", "English", "local", "local"))


@pytest.fixture
def heard():
    return {}


@pytest.fixture
def page(qapp, heard):
    made = MinePage()
    for name in WISHES:
        asked = heard.setdefault(name, [])
        getattr(made, name).connect(lambda *what, asked=asked: asked.append(what))
    made.resize(420, 900)
    made.show_engines((("elevenlabs", ""), ("fish", ""), ("local", "")))
    made.show_collections(((1, "Sea novel"), (2, "Children")))
    made.show()
    made.show_mine((OWN, FISH, ANNA, LOCAL, SAILOR))
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def names(page):
    model = page.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(page, mine):
    page.list.choose(mine.key)
    page.list.setFocus()


def opened(page, mine):
    choose(page, mine)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    return page.own


def button(page, name):
    return page.findChild(QPushButton, name)


def last(heard, name):
    return heard[name][-1]


# The list


def test_the_first_sight_asks_the_providers_once(page, heard):
    page.hide()
    page.show()
    assert len(heard["refresh_requested"]) == 1


def test_favourites_stand_first_under_the_persons_own_names(page):
    assert names(page) == ["Old sailor", "English", "My own voice", "Robot", "Studio Anna"]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("sea", ["Old sailor"]),
        ("bram", ["Old sailor"]),
        ("STORM", ["Old sailor"]),
        ("metal robot", ["Robot"]),
        ("x", []),
    ],
)
def test_voices_are_found_by_name_tag_and_note(page, words, left):
    QTest.keyClicks(page.search, words)
    assert names(page) == left


def test_one_provider_one_collection_or_the_favourites(page):
    QTest.keyClick(page._engine, Qt.Key.Key_End)
    assert names(page) == ["English"]
    QTest.keyClick(page._engine, Qt.Key.Key_Home)
    QTest.keyClick(page._collection, Qt.Key.Key_Down)
    assert names(page) == ["Old sailor"]
    QTest.keyClick(page._collection, Qt.Key.Key_Home)
    QTest.mouseClick(page.favourites, Qt.MouseButton.LeftButton)
    assert names(page) == ["Old sailor"]


def test_nothing_found_shows_all_again(page):
    page.search.setText("zzz")
    QTest.mouseClick(button(page, "voices.mine.all"), Qt.MouseButton.LeftButton)
    assert len(names(page)) == 5
    assert page.search.hasFocus()


def test_a_person_without_voices_is_told_how_to_get_some(page):
    page.show_mine(())
    assert page._nothing.isVisible()
    assert not button(page, "voices.mine.all").isVisible()
    page.show_refreshing(True)
    assert page._nothing._title.text() == "Asking for your voices…"


def test_slots_are_said_and_warned_of(page):
    page.show_slots("elevenlabs", Slots(28, 30, 1, 1))
    page.show_slots("fish", Slots(4))
    assert page._slots_told.text() == (
        "ElevenLabs: 28 of 30 voices, 2 left · 1 of 1 professional\nFish Audio: 4 voices"
    )
    assert page._bar.property("state") == "paused"


def test_withdrawn_voices_are_told_with_others_like_them(qtbot, page):
    gone = Withdrawn(2, "Alice", ("elevenlabs", "x"), "Daniel", gone=True, alternatives=(SAILOR.listing,))
    page.show_withdrawn((gone,))
    assert page._warning.sentence == "Daniel, who speaks for Alice, is gone."
    with qtbot.waitSignal(page.alternatives_requested) as asked:
        QTest.mouseClick(page._warning.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert asked.args == [gone]
    page.show_withdrawn(())
    assert page._warning.isHidden()


def test_without_a_network_it_says_of_when_they_are(page, heard):
    page.show_offline("2026-01-05T10:00:00+00:00", "ElevenLabs cannot be reached.")
    assert page.banner.sentence.startswith("ElevenLabs cannot be reached. As of 1/5/26")
    page.show_offline("")
    assert page.banner.isHidden()


# Hearing, casting


def test_keys_listen_star_cast_and_compare(page, heard):
    choose(page, OWN)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    QTest.keyClick(page.list, Qt.Key.Key_Insert)
    QTest.keyClick(page.list, Qt.Key.Key_C)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    QTest.keyClick(page.details.cast, Qt.Key.Key_Space)
    wished = ("sample_requested", "favourite_changed", "try_requested", "cast_requested")
    assert [last(heard, name)[0].voice.id for name in wished] == ["v2"] * 4
    assert last(heard, "favourite_changed")[1] is True


def test_the_star_takes_a_favourite_back(page, heard):
    rect = page.list.visualRect(page.list.model().index(0, 0))
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=page.list.row.mark_rect(rect).center())
    assert last(heard, "favourite_changed") == (SAILOR.listing, False)


def test_a_voice_in_training_can_neither_be_heard_nor_cast(page, heard):
    opened(page, ANNA)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert heard["sample_requested"] == []
    assert not page.details.cast.isEnabled()
    QTest.mouseClick(button(page, "voices.mine.resume"), Qt.MouseButton.LeftButton)
    assert last(heard, "resume_requested") == (ANNA.listing,)


# What is one's own


def test_a_name_is_said_when_it_is_written(page, heard):
    own = opened(page, OWN)
    QTest.keyClicks(own.name, "  The  aunt ")
    QTest.keyClick(own.name, Qt.Key.Key_Return)
    assert last(heard, "renamed") == (OWN.listing, "The aunt", False)
    page.show_mine((replace(OWN, name="The aunt"), SAILOR))
    assert names(page) == ["Old sailor", "The aunt"]
    QTest.mouseClick(button(page, "voices.own.everywhere"), Qt.MouseButton.LeftButton)
    assert last(heard, "renamed") == (OWN.listing, "The aunt", True)


def test_a_name_that_stays_is_not_said(page, heard):
    own = opened(page, SAILOR)
    own.name.setFocus()
    QTest.keyClick(own.name, Qt.Key.Key_Return)
    assert heard["renamed"] == []


def test_tags_are_separated_by_commas(page, heard):
    own = opened(page, SAILOR)
    own.tags.setFocus()
    QTest.keyClicks(own.tags, ", book 2,, sea")
    QTest.keyClick(own.tags, Qt.Key.Key_Return)
    assert last(heard, "tagged") == (SAILOR.listing, ("sea", "book 2"))


def test_a_note_is_kept_when_another_voice_is_chosen(page, heard):
    own = opened(page, SAILOR)
    own.note.setPlainText("Slower at night.")
    page.list.choose(OWN.key)
    assert heard["noted"] == [(SAILOR.listing, "Slower at night.")]
    assert own.note.toPlainText() == ""


def test_what_is_being_written_is_not_taken_away_by_an_answer(page):
    own = opened(page, SAILOR)
    own.name.setFocus()
    QTest.keyClicks(own.name, "!")
    page.show_mine((SAILOR, OWN))
    assert own.name.text() == "Old sailor!"


def test_collections_are_ticked_and_made(page, heard):
    own = opened(page, SAILOR)
    sea, children = own.findChild(QCheckBox, "voices.collection.1"), own.findChild(QCheckBox, "voices.collection.2")
    assert (sea.isChecked(), children.isChecked()) == (True, False)
    children.click()
    assert last(heard, "collected") == (SAILOR.listing, 2, True)
    QTest.keyClicks(own.collection, "Winter")
    QTest.keyClick(own.collection, Qt.Key.Key_Return)
    assert last(heard, "collection_made") == (SAILOR.listing, "Winter")


def test_a_chosen_collection_is_renamed_and_deleted_after_a_question(page, heard):
    more = page.findChild(QToolButton, "voices.mine.collection.more")
    assert not more.isVisible()
    QTest.keyClick(page._collection, Qt.Key.Key_Down)
    assert more.isVisible()
    rename, delete = more.menu().actions()
    rename.trigger()
    page._question.line.clear()
    QTest.keyClicks(page._question.line, "Ocean")
    QTest.keyClick(page._question.line, Qt.Key.Key_Return)
    assert heard["collection_renamed"] == [(1, "Ocean")]
    delete.trigger()
    QTest.keyClick(page._question, Qt.Key.Key_Escape)
    assert heard["collection_removed"] == []
    delete.trigger()
    QTest.mouseClick(page._question.findChild(QPushButton, "choice.remove"), Qt.MouseButton.LeftButton)
    assert heard["collection_removed"] == [(1,)]


def test_what_the_provider_tells_of_ones_own_voice_can_be_changed(page, heard):
    own = opened(page, FISH)
    save = button(page, "voices.own.save")
    assert not save.isEnabled()
    own.description.setPlainText("Tin and rust.")
    own.visibility.choose("public")
    save.click()
    assert last(heard, "edited") == (FISH.listing, {"description": "Tin and rust.", "visibility": "public"})


def test_of_others_voices_nothing_can_be_changed_there(page):
    own = opened(page, SAILOR)
    assert own._provided.isHidden()


def test_where_a_voice_speaks_is_shown(page, heard):
    opened(page, OWN)
    assert last(heard, "uses_requested") == (OWN.listing,)
    page.show_uses(OWN.key, ("The Lighthouse",))
    assert page._used.text() == "Speaks in: The Lighthouse"


# Taking out


def test_deleting_asks_first_and_names_the_projects(page, heard):
    choose(page, OWN)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert last(heard, "remove_requested") == (OWN.listing,)
    page.ask_remove(OWN.listing, ("The Lighthouse", "Moby Dick"))
    question = page._question
    assert question.accessibleName() == "Delete “My own voice” at ElevenLabs for good?"
    assert "The Lighthouse, Moby Dick" in question.accessibleDescription()
    QTest.mouseClick(question.findChild(QPushButton, "choice.remove"), Qt.MouseButton.LeftButton)
    assert heard["remove_agreed"] == [(OWN.listing,)]


def test_escape_keeps_the_voice(page, heard):
    page.ask_remove(SAILOR.listing, ())
    QTest.keyClick(page._question, Qt.Key.Key_Escape)
    assert heard["remove_agreed"] == []
    assert page._question is None


def test_what_everybody_has_cannot_be_taken_out(page, heard):
    choose(page, LOCAL)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    opened(page, LOCAL)
    assert heard["remove_requested"] == []
    assert not button(page, "voices.mine.remove").isVisible()


def test_the_details_go_with_the_voice(page):
    opened(page, OWN)
    page.show_mine((SAILOR,))
    assert not page.details.isVisible()


def test_new_voices_are_offered_where_they_can_be_made(page, heard):
    assert not page.new.isVisible()
    page.show_makers(clone=True, professional=False, design=True)
    assert [action.text() for action in page.new.menu().actions() if action.isVisible()] == [
        "From recordings…",
        "From a description…",
    ]
    page.new.menu().actions()[0].trigger()
    assert len(heard["clone_requested"]) == 1


def test_everything_that_can_be_used_has_a_name(page):
    opened(page, FISH)
    own = page.own
    usable = [w for w in page.findChildren(QPushButton) if w.isVisible()]
    usable += [page.list, page.search, own.name, own.tags, own.note, own.collection, own.description, own.visibility]
    assert [w.objectName() for w in usable if not w.accessibleName()] == []
