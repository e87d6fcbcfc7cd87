"""The choice of engine, model and voice: what there is, what it would mean, and nothing changed before it is agreed to."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton

from studio_app.domain.cast import Casting
from studio_app.session.casting import EngineOffer, Recast
from studio_app.speech.engine import Model, SettingRange, Voice
from studio_app.ui.generate.engine import EngineDialog

PACE = SettingRange("speed", 1.0, 0.5, 2.0, "How fast it speaks.")
STABILITY = SettingRange("stability", 0.5, 0.0, 1.0, "How even it is.")
BOOST = SettingRange("use_speaker_boost", 1.0, 0.0, 1.0, "Closer to the original.")
MODELS = (
    Model("rich", "Rich", 10_000, 1.0, note="For books.", languages=("en", "de"), settings=(STABILITY, BOOST),
          steps={"use_speaker_boost": (0.0, 1.0)}),
    Model("fast", "Fast", 40_000, 0.5, note="Answers soon.", languages=("en",), settings=(STABILITY,),
          steps={"stability": (0.0, 0.5, 1.0)}),
)  # fmt: skip
VOICES = tuple(Voice(f"id{n}", name, "cloud", "en-GB") for n, name in enumerate(("Anna", "Bela", "Cleo")))
OFFER = EngineOffer("cloud", MODELS, (), VOICES, "id1", bills=True)
LOCAL = EngineOffer("local", (Model("m", "eSpeak", 5000),), (PACE,), (Voice("en", "English", "local", "en"),), "en")
NOW = Casting.of("cloud", "rich", "id0", {"stability": 0.25, "of_old": "kept"})


@pytest.fixture
def dialog(qtbot):
    made = EngineDialog(NOW, (("local", ""), ("cloud", "Cloud")))
    qtbot.addWidget(made)
    made.start()
    made.show_offer(OFFER)
    return made


def use(dialog):
    return dialog.findChild(QPushButton, "choice.use")


def choose(tree, row):
    tree.setCurrentItem(tree.topLevelItem(row))


def said(dialog):
    return dialog.findChild(QLabel, "engine.means").text()


def test_it_opens_with_what_the_book_has_now(dialog):
    assert dialog.casting == NOW
    assert dialog.models.currentItem().text(0) == "Rich"
    assert dialog.voices.currentItem().text(0) == "Anna"
    assert not use(dialog).isEnabled()


def test_models_show_the_providers_guidance(dialog):
    rows = [[dialog.models.topLevelItem(n).text(column) for column in range(5)] for n in range(2)]
    assert rows[0] == ["Rich", "For books.", "2 languages", "10,000", "1 a character"]
    assert rows[1] == ["Fast", "Answers soon.", "English", "40,000", "0.5 a character"]
    assert "German" in dialog.findChild(QLabel, "engine.guidance").text()


def test_what_a_choice_means_is_counted_and_said_before_it_can_be_made(dialog, qtbot):
    with qtbot.waitSignal(dialog.recast_requested) as asked:
        choose(dialog.voices, 2)
    assert not use(dialog).isEnabled()
    dialog.show_recast(asked.args[0], Recast(412, 1240, 182_333, 12, 182_333.0, 700))
    assert "412 takes would no longer fit" in said(dialog)
    assert "~182,333 credits" in said(dialog)
    with qtbot.waitSignal(dialog.cast_chosen) as chosen:
        QTest.mouseClick(use(dialog), Qt.MouseButton.LeftButton)
    assert chosen.args[0] == Casting.of("cloud", "rich", "id2", {"stability": 0.25, "of_old": "kept"})


def test_what_is_counted_too_late_is_passed_over(dialog):
    choose(dialog.voices, 1)
    late = dialog.casting
    choose(dialog.voices, 2)
    dialog.show_recast(late, Recast(1, 1, 1, 1, 1.0, 1))
    assert not use(dialog).isEnabled()


def test_only_what_differs_from_the_defaults_is_kept(dialog):
    dialog.settings.row("stability").setValue(50)
    dialog.settings.row("use_speaker_boost").setChecked(False)
    assert dialog.casting.settings == (("of_old", "kept"), ("use_speaker_boost", 0.0))


def test_steps_are_the_only_values(dialog):
    choose(dialog.models, 1)
    slider = dialog.settings.row("stability")
    assert slider.maximum() == 2
    slider.setValue(2)
    assert dict(dialog.casting.settings)["stability"] == 1.0
    assert dialog.findChild(QCheckBox, "engine.setting.use_speaker_boost") is None or "use_speaker_boost" not in dict(
        dialog.casting.settings
    )


def test_voices_are_found_by_any_word(dialog):
    QTest.keyClicks(dialog.search, "kingdom cle")
    shown = [item.text(0) for n in range(3) if not (item := dialog.voices.topLevelItem(n)).isHidden()]
    assert shown == ["Cleo"]


def test_another_engine_is_asked_what_it_has_and_going_back_keeps_the_choice(dialog, qtbot):
    choose(dialog.voices, 2)
    with qtbot.waitSignal(dialog.offer_requested):
        QTest.mouseClick(dialog.findChild(QRadioButton, "engine.local"), Qt.MouseButton.LeftButton)
    dialog.show_offer(OFFER)  # late
    assert dialog.models.topLevelItemCount() == 0
    dialog.show_offer(LOCAL)
    assert dialog.casting == Casting.of("local", "m", "en")
    QTest.mouseClick(dialog.findChild(QRadioButton, "engine.cloud"), Qt.MouseButton.LeftButton)
    dialog.show_offer(OFFER)
    assert dialog.casting.voice == "id2"


def test_without_a_key_it_leads_to_the_accounts(dialog, qtbot):
    dialog.show_offer(EngineOffer("cloud", refusal="There is no key.", keyless=True))
    assert dialog.casting is None
    with qtbot.waitSignal(dialog.accounts_requested):
        QTest.mouseClick(dialog.findChild(QPushButton, "engine.accounts"), Qt.MouseButton.LeftButton)


def test_without_a_network_what_is_known_is_shown_with_the_present_voice(dialog):
    dialog.show_offer(EngineOffer("cloud", MODELS, (), (), "", bills=True, refusal="Offline."))
    assert dialog.casting == NOW
    assert dialog.models.topLevelItemCount() == 2
    assert dialog.findChild(QPushButton, "engine.try").isVisible()


def test_what_costs_nothing_says_so(dialog):
    dialog.show_offer(OFFER)
    choose(dialog.voices, 1)
    dialog.show_recast(dialog.casting, Recast(0, 10, 1000, 0, 0.0, 5))
    assert "free" in said(dialog)


def test_every_control_has_a_name(dialog):
    controls = [*dialog.findChildren(QPushButton), *dialog.findChildren(QRadioButton), dialog.models, dialog.voices]
    assert all(control.accessibleName() or control.text() for control in controls)
