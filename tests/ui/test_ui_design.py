"""Designing a voice: described, priced, heard and compared, one kept; nothing that was paid for is lost."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSlider,
)

from studio_app.domain.errors import MaybeBilled, NoSlot, TextRefused, Unauthorised
from studio_app.session.cloning import Making
from studio_app.session.design import ATTRIBUTES, KeptCandidate, KeptDesign, describe
from studio_app.speech.making import Abilities
from studio_app.ui.kit import theme
from studio_app.ui.voices.design_dialog import DesignDialog
from studio_app.ui.voices.design_helper import attribute_name
from studio_app.ui.voices.design_text import CountedText

LEFT = Qt.MouseButton.LeftButton
ELEVEN = Abilities(design=True, remix=True, design_models=(("ttv_v2", "Multilingual v2"), ("ttv_v3", "Design v3")))
FISH = Abilities(design=True, description=(1, 2000), design_text=(1, 150), candidates=2)
SAILOR = "An old Scottish sailor, gravelly, slow, with a smile."


def design(id_: str = "d1", engine: str = "elevenlabs", count: int = 3, heard: bool = False) -> KeptDesign:
    made = tuple(KeptCandidate(f"{id_}-{at}", b"", seconds=7.0, heard=heard) for at in range(count))
    return KeptDesign(id_, engine, "a", "m", "r", {"description": SAILOR}, candidates=made)


@pytest.fixture
def dialog(qtbot):
    return opened(qtbot)


def opened(qtbot, **more):
    made = DesignDialog((("elevenlabs", ELEVEN), ("fish", FISH)), "elevenlabs", **more)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.start()
    return made


@pytest.fixture
def priced(dialog):
    """With a description and its price."""
    QTest.keyClicks(dialog.description.field, SAILOR)
    price(dialog)
    return dialog


@pytest.fixture
def designed(priced):
    """With three candidates of a design."""
    click(priced, "design.go")
    priced.show_design(design())
    QApplication.processEvents()
    return priced


def price(dialog, credits_=312.0):
    dialog._asking.flush()
    dialog.show_estimate(dialog.wish, credits_)


def part(widget, kind, name):
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def click(widget, name):
    made = part(widget, QAbstractButton, name)
    box = isinstance(made, QRadioButton | QCheckBox)
    QTest.mouseClick(made, LEFT, pos=QPoint(14, made.height() // 2) if box else made.rect().center())


def listen(signal):
    heard = []
    signal.connect(lambda *args: heard.append(args))
    return heard


def choose(dialog, attribute, value):
    box = dialog.helper.box(attribute)
    box.setCurrentIndex(box.findData(value))


@pytest.fixture
def large(qapp):
    """With text twice as large."""
    theme.themes().apply("light", 200)


@pytest.mark.usefixtures("large")
def test_at_twice_the_text_it_fits_a_small_screen(qtbot):
    dialog = opened(qtbot)
    dialog.resize(1240, 720)
    QApplication.processEvents()
    assert (dialog.width(), dialog.height()) == (1240, 720)
    assert part(dialog, QPushButton, "design.go").isVisible()


# Describing


def test_choosing_writes_the_description(dialog):
    choose(dialog, "gender", "male")
    choose(dialog, "age", "old")
    choose(dialog, "accent", "scottish")
    assert dialog.description.text == describe({"gender": "male", "age": "old", "accent": "scottish"})


def test_every_choice_can_be_made_and_every_attribute_has_a_name(dialog):
    for name, choices in ATTRIBUTES.items():
        box = dialog.helper.box(name)
        assert [box.itemData(at) for at in range(1, box.count())] == [id_ for id_, _ in choices]
        assert attribute_name(name)
        assert box.accessibleName() == attribute_name(name)


def test_what_was_written_by_hand_is_not_overwritten(dialog):
    choose(dialog, "gender", "male")
    QTest.keyClicks(dialog.description.field, "Like my uncle. ")
    by_hand = dialog.description.text
    choose(dialog, "age", "old")
    assert dialog.description.text == by_hand
    click(dialog, "design.write")
    assert dialog.description.text == describe({"gender": "male", "age": "old"})


def test_the_counter_says_what_is_missing_and_what_is_too_much(qtbot):
    field = CountedText("Text", "x")
    qtbot.addWidget(field)
    field.show_limits(20, 1000)
    for text, said, fits in (
        ("", "0 of 20 to 1,000", False),
        ("x" * 12, "12: 8 more needed", False),
        ("é" * 20, "20 of 20 to 1,000", True),
        ("x" * 1000, "1,000 of 20 to 1,000", True),
        ("x" * 1003, "1,003: 3 too many", False),
    ):
        field.show_text(text)
        assert (field.count.text(), field.fits) == (said, fits)
        assert field.field.accessibleDescription() == said


def test_a_text_of_ones_own_is_counted_too(priced):
    click(priced, "design.text.own")
    QTest.keyClicks(priced.text.field, "Too short.")
    assert not part(priced, QPushButton, "design.go").isEnabled()
    priced.show_passage("Once upon a time there was a lectern. " * 4)
    price(priced)
    assert part(priced, QPushButton, "design.go").isEnabled()
    assert priced.wish.text.startswith("Once upon")


def test_without_one_the_provider_writes_it(priced):
    assert priced.wish.text == ""


def test_a_passage_is_asked_for(dialog):
    asked = listen(dialog.passage_requested)
    click(dialog, "design.text.own")
    click(dialog, "design.passage")
    assert asked == [()]


def test_limits_and_count_follow_the_engine(priced):
    click(priced, "design.engine.fish")
    assert priced.wish.candidates == 2
    assert part(priced, QPushButton, "design.go").text() == "Design 2 voices"
    assert "1 to 2,000" in priced.description.count.text()
    click(priced, "design.more")
    assert not priced.fine.model.isVisible()
    assert not priced.fine.loudness.isVisible()
    assert priced.fine.language.isVisible()


def test_finer_settings_go_with_the_wish(dialog):
    click(dialog, "design.more")
    QTest.keyClick(part(dialog, QSlider, "design.closeness"), Qt.Key.Key_End)
    model = part(dialog, QComboBox, "design.model")
    model.setCurrentIndex(1)
    part(dialog, QLineEdit, "design.seed").setText("7")
    wish = dialog.wish
    assert (wish.closeness, wish.model, wish.seed) == (1.0, "ttv_v3", 7)


# Price


def test_the_price_is_told_before_anything_is_paid(qtbot, dialog):
    with qtbot.waitSignal(dialog.estimate_requested) as asked:
        QTest.keyClicks(dialog.description.field, SAILOR)
    engine, wish = asked.args
    go = part(dialog, QPushButton, "design.go")
    assert (engine, go.isEnabled()) == ("elevenlabs", False)
    dialog.show_estimate(wish, 312.0)
    assert part(dialog, QLabel, "design.price").text() == "~312 credits, once for all of them."
    assert go.isEnabled()


def test_a_price_of_something_else_is_passed_over(priced):
    old = priced.wish
    QTest.keyClicks(priced.description.field, " And kind.")
    priced.show_estimate(old, 1.0)
    assert not part(priced, QPushButton, "design.go").isEnabled()


def test_it_can_be_designed_where_nobody_knows_the_price(dialog):
    QTest.keyClicks(dialog.description.field, SAILOR)
    dialog.show_no_estimate(dialog.wish, "The price is not known; your account will tell.")
    assert part(dialog, QPushButton, "design.go").isEnabled()
    assert "not known" in part(dialog, QLabel, "design.price").text()


def test_a_press_designs_once(priced):
    asked = listen(priced.design_requested)
    click(priced, "design.go")
    click(priced, "design.go")
    assert [(engine, wish.description, again) for engine, wish, again in asked] == [("elevenlabs", SAILOR, False)]


def test_what_may_have_been_billed_is_sent_again_only_when_told(priced):
    asked = listen(priced.design_requested)
    click(priced, "design.go")
    priced.show_failed(MaybeBilled("It may have been billed."))
    assert len(asked) == 1
    priced.banner.focus_first()
    QTest.keyClick(priced.focusWidget(), Qt.Key.Key_Space)
    assert [again for _, _, again in asked] == [False, True]


@pytest.mark.parametrize(
    ("error", "wish"),
    [(NoSlot("No room."), "voices_requested"), (Unauthorised("Wrong key."), "accounts_requested")],
)
def test_refusals_have_a_way_on(priced, error, wish):
    asked = listen(getattr(priced, wish))
    priced.show_failed(error)
    assert priced.banner.sentence == error.sentence
    priced.banner.focus_first()
    QTest.keyClick(priced.focusWidget(), Qt.Key.Key_Space)
    assert len(asked) == 1


def test_a_refused_description_can_be_changed(priced):
    click(priced, "design.go")
    assert not priced.description.isEnabled()
    priced.show_failed(TextRefused("This description is not allowed."))
    assert priced.description.isEnabled()
    assert part(priced, QPushButton, "design.go").isEnabled()


# Candidates


def test_candidates_come_with_the_keyboard_on_the_first(qtbot, designed):
    qtbot.waitUntil(designed.candidates.card("d1", "d1-0").play.hasFocus)


def test_candidates_are_heard_by_button_and_by_digit(designed):
    asked = listen(designed.hear_requested)
    QTest.mouseClick(designed.candidates.card("d1", "d1-1").play, LEFT)
    QTest.keyClick(designed.candidates.card("d1", "d1-1").play, Qt.Key.Key_3)
    assert [(id_, one.id) for id_, one in asked] == [("d1", "d1-1"), ("d1", "d1-2")]


def test_what_is_heard_is_shown_and_remembered(designed):
    designed.show_playing(("d1", "d1-0"), 0.5)
    card = designed.candidates.card("d1", "d1-0")
    assert (card.playing, card._line.value()) == (True, 500)
    stopped = listen(designed.hear_stopped)
    QTest.mouseClick(card.play, LEFT)
    assert stopped == [()]
    designed.show_playing(None)
    assert "7.0 s · heard" in card._said.text()
    assert "not heard yet" in designed.candidates.card("d1", "d1-1")._said.text()


def test_an_earlier_design_stays_when_another_is_made(designed):
    price(designed)
    click(designed, "design.go")
    designed.show_design(design("d2"))
    click(designed, "design.choose.d1-1")
    assert designed.candidates.choice == ("d1", "d1-1")
    QTest.keyClick(designed.candidates, Qt.Key.Key_1)


def test_the_digits_mean_the_newest(designed):
    designed.show_design(design("d2"))
    asked = listen(designed.hear_requested)
    QTest.keyClick(designed.candidates, Qt.Key.Key_1)
    assert asked[0][0] == "d2"


def test_what_was_paid_last_time_is_shown_and_can_be_thrown_away(dialog):
    dialog.show_designs([design("new"), design("old")])
    assert list(dialog.candidates._rounds) == ["old", "new"]
    asked = listen(dialog.forget_requested)
    click(dialog, "design.forget.old")
    assert asked == [("old",)]
    dialog.show_forgotten("old")
    assert list(dialog.candidates._rounds) == ["new"]


def test_one_is_kept_with_a_name(designed):
    asked = listen(designed.keep_requested)
    keep = part(designed, QPushButton, "design.keep")
    assert not keep.isEnabled()
    click(designed, "design.choose.d1-2")
    assert part(designed, QLabel, "design.asked").text() == "Give it a name."
    QTest.keyClicks(designed.name, "The Sailor")
    QTest.keyClick(designed.name, Qt.Key.Key_Return)
    assert asked == [("d1", "d1-2", "The Sailor", {})]
    assert not keep.isEnabled()


def test_what_was_chosen_of_the_voice_becomes_its_labels(dialog):
    choose(dialog, "gender", "female")
    choose(dialog, "age", "middle")
    dialog.show_design(design())
    QApplication.processEvents()
    click(dialog, "design.choose.d1-0")
    dialog.name.setText("Ada")
    asked = listen(dialog.keep_requested)
    click(dialog, "design.keep")
    assert asked[0][3] == {"gender": "female", "age": "middle_aged"}


def test_a_kept_voice_is_cast_or_remixed(qtbot, designed):
    click(designed, "design.choose.d1-0")
    designed.name.setText("The Sailor")
    click(designed, "design.keep")
    designed.show_kept(Making(1, "design", "elevenlabs", "a", "m", "The Sailor", state="trained", voice="v9"))
    assert designed.banner.sentence == "The Sailor is among My voices now."
    cast, remix = listen(designed.cast_requested), listen(designed.remix_requested)
    qtbot.waitUntil(lambda: isinstance(designed.focusWidget(), QPushButton))
    QTest.keyClick(designed.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(designed.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(designed.focusWidget(), Qt.Key.Key_Space)
    assert (cast, remix) == ([("elevenlabs", "v9", "The Sailor")], [("elevenlabs", "v9", "The Sailor")])


def test_one_that_cannot_be_kept_stays(designed):
    click(designed, "design.choose.d1-0")
    designed.name.setText("The Sailor")
    click(designed, "design.keep")
    designed.show_failed(NoSlot("No room."))
    assert designed.name.text() == "The Sailor"
    assert part(designed, QPushButton, "design.keep").isEnabled()


def test_a_remix_says_what_should_be_different_and_may_be_short(qtbot):
    dialog = opened(qtbot, of=("v1", "Eleanor"))
    assert dialog.windowTitle() == "Remix Eleanor"
    assert not dialog.helper.isVisible()
    QTest.keyClicks(dialog.description.field, "Older.")
    price(dialog)
    assert dialog.wish.of == "v1"
    assert part(dialog, QPushButton, "design.go").isEnabled()


def test_a_design_under_way_goes_on_when_this_is_closed(priced):
    click(priced, "design.go")
    assert "kept" in part(priced, QLabel, "design.price").text()
    priced.reject()
    priced.show_design(design())
    assert priced.candidates.empty


# Keyboard, names, sizes


def test_the_whole_way_by_keyboard(qtbot, dialog):
    asked, kept = listen(dialog.design_requested), listen(dialog.keep_requested)
    qtbot.waitUntil(dialog.helper.box("gender").hasFocus)
    QTest.keyClicks(tab_to(dialog, "design.description"), SAILOR)
    price(dialog)
    QTest.keyClick(tab_to(dialog, "design.go"), Qt.Key.Key_Space)
    assert len(asked) == 1
    dialog.show_design(design())
    QApplication.processEvents()
    QTest.keyClick(tab_to(dialog, "design.choose.d1-0"), Qt.Key.Key_Space)
    QTest.keyClicks(tab_to(dialog, "design.name"), "Sailor")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert len(kept) == 1


def tab_to(dialog, name):
    """Press Tab until the keyboard is on something, as one must."""
    for _ in range(60):
        held = dialog.focusWidget()
        if held is not None and held.objectName() == name:
            return held
        QTest.keyClick(held or dialog, Qt.Key.Key_Tab)
    pytest.fail(f"Tab never comes to {name}")


def test_everything_has_a_name_to_a_screen_reader(designed):
    click(designed, "design.more")
    kinds = (QAbstractButton, QLineEdit, QComboBox, QSlider)
    found = [one for kind in kinds for one in designed.findChildren(kind)]
    mute = [one for one in found if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)]
    assert [one for one in mute if not one.objectName().startswith("qt_")] == []
