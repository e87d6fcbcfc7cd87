"""The cast page: speakers with their voices, a choice that says what it would mean, and one paragraph to try it on."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("PySide6")

from editor_desk import book
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPushButton, QSlider, QToolButton, QWidget

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits.cast import cast_speakers, colour_speaker, rename_speaker, set_narrator
from studio_app.session.audition import Tried, Tryout
from studio_app.session.casting import EngineOffer, Part, Recast
from studio_app.session.work_views import TakeChoice
from studio_app.speech.engine import Model, SettingRange, Voice
from studio_app.ui.kit import theme
from studio_app.ui.kit.voice_drag import voice_data
from studio_app.ui.voices.cast_page import CastPage

STABILITY = SettingRange("stability", 0.5, 0.0, 1.0, "How even it is; about 0.5 suits most.")
MODELS = (Model("rich", "Rich", 10_000, 1.0, settings=(STABILITY,)), Model("fast", "Fast", 40_000, 0.5, settings=()))
VOICES = tuple(Voice(f"id{n}", name, "cloud", "en-GB") for n, name in enumerate(("Anna", "Bela", "Cleo")))
CLOUD = EngineOffer("cloud", MODELS, (), VOICES, "id1", bills=True)
LOCAL = EngineOffer("local", (Model("m", "eSpeak", 5000),), (), (Voice("en", "English", "local", "en"),), "en")
NOW = Casting.of("cloud", "rich", "id0", {"stability": 0.25, "of_old": "kept"})
BELA = replace(NOW, voice="id1")
CAST = (
    Speaker(1, "Narrator", NOW),
    Speaker(2, "Ann", BELA, "speaker_4"),
    Speaker(3, "Bob", Casting("local", "m", "en")),
)
PROJECT = replace(book(["“Hello,” said Ann.", "Two."]), speakers=CAST)


@pytest.fixture
def page(qtbot):
    made = CastPage((("local", ""), ("cloud", "Cloud")))
    qtbot.addWidget(made)
    made.asked = []
    made.offer_requested.connect(made.asked.append)
    made.resize(380, 800)
    made.show()
    made.show_cast(PROJECT)
    made.show_offer(CLOUD)
    made.show_offer(LOCAL)
    made.show_paragraph("“Hello,” said Ann.")
    return made


def named(page, name, kind=QPushButton):
    return page.findChild(kind, name)


def said(page):
    return named(page, "cast.means", QLabel).text()


def pick(page, name):
    """Choose a voice by its name, as a person does."""
    field = page.editor.voices
    at = next(n for n in range(field.count()) if field.itemText(n).startswith(name))
    field.setCurrentIndex(at)
    field.activated.emit(at)


def rows(page):
    return {row.speaker.name: row for row in page.list.cast.rows}


def tried(casting, take_id, **more):
    take = TakeChoice(take_id, "", casting.voice, 4.2, 17.0, placed=False, fits=False, part=1, parts=1)
    return Tried(casting, (take,), 1, **more)


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_speaker_is_listed_with_engine_voice_and_what_is_left(page) -> None:
    page.show_parts({1: Part(9, 5, 3, 120.0, 40.0), 2: Part(4, 4), 3: Part()})
    assert [row.voice for row in page.list.cast.rows] == ["Cloud · Anna", "Cloud · Bela", "On this computer · English"]
    assert [row.left for row in page.list.cast.rows] == ["3 stale · ~120 credits", "", ""]
    assert rows(page)["Narrator"].told == "Narrator, Cloud · Anna, 3 stale · ~120 credits"
    assert rows(page)["Bob"].told.endswith("speaks nothing yet")


def test_a_price_nobody_knows_is_not_told_as_free(page) -> None:
    page.show_parts({1: Part(5, 0, 0, 0.0, None), 2: Part(5, 0, 0, 0.0, 0.0)})
    assert [rows(page)[name].left for name in ("Narrator", "Ann")] == ["5 to generate"] * 2


def test_the_narrator_stands_first_and_has_the_colour_of_the_text(page) -> None:
    page.show_cast(set_narrator(PROJECT, 3)[0])
    assert [row.speaker.name for row in page.list.cast.rows] == ["Bob", "Narrator", "Ann"]
    assert rows(page)["Bob"].told.startswith("Bob, narrator, ")
    colours = [row.colour for row in page.list.cast.rows]
    assert colours == [theme.colour("text"), theme.colour("speaker_1"), theme.colour("speaker_4")]


def test_who_is_looked_at_stays_while_the_cast_changes(page) -> None:
    page.choose(2)
    page.show_cast(rename_speaker(PROJECT, 2, "Anne")[0])
    assert (page.speaker_id, rows(page)["Anne"].speaker.id) == (2, 2)
    page.show_cast(replace(PROJECT, speakers=CAST[:1]))
    assert page.speaker_id == 1


def test_a_name_is_written_in_the_list(page, qtbot) -> None:
    page.rename(2)
    field = page.list.findChild(QLineEdit)
    field.setText("  Anne   Smith ")
    with qtbot.waitSignal(page.rename_requested) as wished:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert wished.args == [2, "Anne Smith"]


def action(menu, *path):
    for text in path:
        found = next(one for one in menu.actions() if one.text() == text)
        menu = found.menu() or found
    return menu


def test_the_menu_of_a_speaker_wishes_colour_role_and_removal(page, qtbot) -> None:
    menu = page.menu(2)
    assert action(menu, "Colour", "Purple").isChecked()
    with qtbot.waitSignal(page.colour_requested) as colour:
        action(menu, "Colour", "Teal").trigger()
    with qtbot.waitSignal(page.narrator_requested) as narrator:
        action(menu, "Narrates").trigger()
    with qtbot.waitSignal(page.remove_requested) as removal:
        action(menu, "Remove, and give the words to", "Bob").trigger()
    assert (colour.args, narrator.args, removal.args) == ([2, "speaker_5"], [2], [2, 3])


def test_the_narrator_cannot_be_removed(page, qtbot) -> None:
    assert not action(page.menu(1), "Remove, and give the words to").menuAction().isEnabled()
    with qtbot.assertNotEmitted(page.remove_requested):
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert "narrator" in page.notice.sentence


def test_who_says_nothing_is_removed_with_a_key(page, qtbot) -> None:
    page.show_parts({3: Part()})
    page.choose(3)
    with qtbot.waitSignal(page.remove_requested) as removal:
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert removal.args == [3, 1]


# ── choosing a voice ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_shows_what_is_cast_and_nothing_can_be_applied(page) -> None:
    assert page.editor.casting == NOW
    assert (page.draft, said(page)) == ({}, "")
    assert not named(page, "cast.apply").isEnabled()


def test_another_voice_says_what_it_means_before_it_is_cast(page, qtbot) -> None:
    with qtbot.waitSignal(page.recast_requested) as asked:
        pick(page, "Cleo")
    cleo = {1: replace(NOW, voice="id2")}
    assert asked.args == [cleo]
    assert not named(page, "cast.apply").isEnabled()
    page.show_recast(cleo, Recast(12, 14, 900, 3, 1434.0, 9.0, {"cloud": 1234.0}, {"cloud": 1434.0}, 2, 1.5, 12))
    for part in ("12 segments stale", "anew: ~1,234 credits", "2 more", "~200 credits", "3 segments", "2 locked"):
        assert part in said(page)
    assert "1.5 times" in named(page, "cast.dear", QLabel).text()
    with qtbot.waitSignal(page.cast_requested) as cast:
        named(page, "cast.apply").click()
    assert cast.args == [cleo]


def test_what_is_made_anew_for_nothing_is_free(page) -> None:
    pick(page, "Cleo")
    page.show_recast(page.draft, Recast(2, 2, 9, 0, 0.0, 1.0, again=2))
    assert said(page).endswith("anew: free.")
    page.show_recast(page.draft, Recast(0, 4, 9, 0, 9.0, 1.0, {}, {"cloud": 9.0}))
    assert said(page) == "4 segments are not generated yet: ~9 credits."
    page.show_recast(page.draft, Recast(0, 0, 0, 0, 0.0, 0.0))
    assert "nothing becomes stale" in said(page)
    assert named(page, "cast.dear", QLabel).isHidden()


def test_a_late_answer_is_passed_over_and_a_refusal_can_be_cast_all_the_same(page) -> None:
    pick(page, "Cleo")
    old = page.draft
    pick(page, "Bela")
    page.show_recast(old, Recast(1, 1, 1, 0, 1.0, 1.0))
    assert not named(page, "cast.apply").isEnabled()
    page.show_refusal(page.draft, "No key.")
    assert said(page) == "No key."
    assert named(page, "cast.apply").isEnabled()


def test_settings_are_drawn_from_the_model_and_others_are_kept(page) -> None:
    slider = named(page, "engine.setting.stability", QSlider)
    assert "0.5 suits most" in slider.toolTip()
    slider.setValue(80)
    assert page.draft[1] == replace(NOW, settings=(("of_old", "kept"), ("stability", 0.8)))
    page.editor.models.setCurrentIndex(1)
    assert page.draft[1] == replace(NOW, model="fast", settings=(("of_old", "kept"),))
    named(page, "cast.discard").click()
    assert page.editor.casting == NOW


def test_looking_at_another_engine_loses_nothing(page) -> None:
    pick(page, "Cleo")
    engines = named(page, "cast.engine", QComboBox)
    engines.setCurrentIndex(engines.findData("local"))
    assert page.draft == {1: Casting("local", "m", "en")}
    engines.setCurrentIndex(engines.findData("cloud"))
    assert page.draft == {1: replace(NOW, voice="id2")}


def test_undo_elsewhere_takes_the_choice_back(page) -> None:
    pick(page, "Cleo")
    page.show_cast(colour_speaker(PROJECT, 1, "speaker_2")[0])
    assert page.draft
    cast, _ = cast_speakers(PROJECT, page.draft)
    page.show_cast(cast)
    assert page.draft == {}
    page.show_cast(PROJECT)
    assert (page.draft, page.editor.voices.voice) == ({}, "id0")


def test_what_is_typed_finds_a_voice_and_what_names_none_is_taken_back(page) -> None:
    line = page.editor.voices.lineEdit()
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "nobody")
    page.list.setFocus()
    assert line.text().startswith("Anna")
    assert page.draft == {}


def test_an_engine_without_a_key_says_so_and_leads_to_the_accounts(page, qtbot) -> None:
    page.show_offer(EngineOffer("cloud", refusal="Enter a key under Accounts.", keyless=True))
    assert named(page, "cast.said", QLabel).text() == "Enter a key under Accounts."
    assert page.editor.voices.voice == "id0"
    with qtbot.waitSignal(page.accounts_requested):
        named(page, "cast.accounts").click()


def test_engines_are_asked_once_and_only_when_somebody_looks(page) -> None:
    assert sorted(page.asked) == ["cloud", "local"]
    page.choose(2)
    page.choose(3)
    assert len(page.asked) == 2
    page.ask_again()
    assert len(page.asked) == 3


# ── voices from elsewhere ────────────────────────────────────────────────────────────────────────────────────────────


def drop(widget, at, *voice):
    data = voice_data(*voice)
    event = QDropEvent(
        QPointF(at), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    widget.dropEvent(event)


def test_a_voice_dropped_on_a_speaker_is_its_choice(page) -> None:
    at = page.list.visualRect(page.list.cast.index(1)).center()
    drop(page.list, at, "cloud", "new", "Nova")
    assert page.draft == {2: Casting.of("cloud", "rich", "new", {})}
    assert page.editor.voices.called == "Nova"


def test_a_voice_of_another_engine_dropped_on_the_field_changes_the_engine(page) -> None:
    drop(page.editor.voices, QPointF(5, 5).toPoint(), "local", "de", "German")
    assert page.draft == {1: Casting("local", "m", "de")}
    drop(page.editor, QPointF(5, 5).toPoint(), "nowhere", "x", "X")
    assert page.editor.engine == "local"


def test_the_library_is_opened_for_the_speaker(page, qtbot) -> None:
    page.choose(2)
    with qtbot.waitSignal(page.library_requested) as asked:
        named(page, "cast.library").click()
    assert asked.args == [2]


# ── trying ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_price_of_a_try_stands_on_its_button(page, qtbot) -> None:
    with qtbot.waitSignal(page.try_price_requested) as asked:
        pick(page, "Cleo")
    cleo = replace(NOW, voice="id2")
    assert asked.args == [1, cleo]
    page.show_tryout(cleo, Tryout(cleo, 1, 0, 17, 17.0))
    assert named(page, "cast.try").text() == "Try on this paragraph · ~17 credits"
    page.show_tryout(cleo, Tryout(cleo, 1, 1, 0, 0.0))
    assert named(page, "cast.try").text().endswith("· free")
    assert "said Ann" in named(page, "cast.try").toolTip()


def test_another_paragraph_asks_what_it_costs_and_counts_nothing_anew(page, qtbot) -> None:
    pick(page, "Cleo")
    qtbot.waitSignal(page.recast_requested).wait()
    counted = []
    page.recast_requested.connect(counted.append)
    with qtbot.waitSignal(page.try_price_requested):
        page.show_paragraph("Two.")
    qtbot.wait(300)
    assert counted == []


def test_what_was_tried_is_heard_at_once_again_and_compared(page, qtbot) -> None:
    pick(page, "Cleo")
    cleo = page.editor.casting
    with qtbot.waitSignal(page.try_requested) as asked:
        named(page, "cast.try").click()
    assert asked.args == [1, cleo]
    page.show_trying(on=True)
    assert not named(page, "cast.try").isEnabled()
    page.show_trying(on=False)
    with qtbot.waitSignal(page.hear_requested) as heard:
        page.show_tried((tried(cleo, 7, billed=17.0),))
    assert heard.args[0].takes[0].id == 7
    page.show_tried((tried(NOW, 8),), play=False)
    assert [one.casting for one in page.tried.tried] == [NOW, cleo]
    page.show_hearing(cleo)
    plays = page.tried.findChildren(QToolButton, "cast.tried.play")
    assert [button.accessibleName() for button in plays if button.isVisible()] == ["Hear Anna", "Stop Cleo"]
    with qtbot.waitSignal(page.stop_requested):
        next(button for button in plays if button.accessibleName() == "Stop Cleo").click()


def test_one_of_those_tried_is_chosen_with_its_settings(page) -> None:
    page.show_tried((tried(replace(BELA, settings=(("stability", 0.9),)), 7),), play=False)
    next(b for b in page.tried.findChildren(QToolButton, "cast.tried.choose") if b.isVisible()).click()
    assert page.draft == {1: replace(BELA, settings=(("stability", 0.9),))}


def test_a_try_that_failed_says_why_and_plays_nothing(page, qtbot) -> None:
    with qtbot.assertNotEmitted(page.hear_requested):
        page.show_tried((Tried(NOW, (), 1, 0.0, "The voice is gone."),))
    assert page.notice.sentence == "The voice is gone."


def test_another_paragraph_or_speaker_forgets_what_was_tried_and_none_tries_nothing(page) -> None:
    page.show_tried((tried(NOW, 7),), play=False)
    page.show_paragraph("Two.")
    assert page.tried.tried == ()
    page.show_tried((tried(NOW, 7),), play=False)
    page.choose(2)
    assert page.tried.tried == ()
    page.show_paragraph("")
    assert not named(page, "cast.try").isEnabled()


# ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_project_that_cannot_be_changed_is_only_shown(page) -> None:
    page.show_cast(PROJECT, read_only=True)
    assert not any(named(page, name).isEnabled() for name in ("cast.add", "cast.apply", "cast.try"))
    page.rename(2)
    assert page.list.findChild(QLineEdit) is None


def test_without_a_project_it_says_so(page) -> None:
    page.show_cast(None)
    assert page.draft == {}
    assert not page.list.isVisible()


def test_adding_and_copying_are_wishes(page, qtbot) -> None:
    with qtbot.waitSignal(page.add_requested):
        named(page, "cast.add").click()
    with qtbot.waitSignal(page.copy_requested):
        named(page, "cast.copy", QToolButton).click()


def test_everything_has_a_name_for_a_screen_reader(page) -> None:
    page.show_tried((tried(NOW, 7),), play=False)
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QComboBox | QSlider):
            assert widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()), widget


def test_the_whole_choice_is_made_with_the_keyboard(page, qtbot) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.speaker_id == 2
    order = tab_order(page)
    names = ["cast.list", "cast.engine", "cast.voice", "cast.library", "cast.model", "cast.try", "cast.apply"]
    places = [order.index(name) for name in names if name in order]
    assert places == sorted(places)
    assert {"cast.list", "cast.engine", "cast.model", "cast.try"} <= set(order)


def tab_order(page):
    found, widget = [], page.list
    for _ in range(60):
        found.append(widget.objectName())
        widget = widget.nextInFocusChain()
        if widget is page.list:
            break
    return [name for name in found if name]


def test_a_name_that_is_being_written_is_not_taken_back_by_counts(page) -> None:
    page.rename(2)
    field = page.list.findChild(QLineEdit)
    assert field.selectedText() == "Ann"
    page.show_parts({2: Part(segments=1)})
    assert field.selectedText() == "Ann"
    QTest.keyClicks(field, "Bea")
    page.show_parts({2: Part(segments=2)})
    assert field.text() == "Bea"


def test_what_was_tried_is_counted_anew(page, qtbot) -> None:
    pick(page, "Cleo")
    qtbot.waitSignal(page.recast_requested).wait()
    with qtbot.waitSignal(page.recast_requested):
        page.show_tried([])


@pytest.mark.parametrize("name", ["cast.try", "cast.apply", "cast.discard"])
def test_a_button_that_goes_out_leaves_the_keyboard_with_the_speakers(page, qtbot, name) -> None:
    pick(page, "Cleo")
    page.show_paragraph("One.")
    button = named(page, name)
    button.setEnabled(True)
    button.setFocus()
    assert button.hasFocus()
    if name == "cast.try":
        page.show_trying(on=True)
    else:
        page.editor.discard()
    assert page.list.hasFocus()
