"""Dialogs of the timeline: a script before it is imported, an effect from words, what is exported."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPlainTextEdit, QPushButton, QTableView
from timeline_board import board, seconds

from studio_app.domain.script import ScriptDraft, ScriptError, ScriptLine
from studio_app.domain.text.timecode import FRAME_RATES, Spelling
from studio_app.domain.timeline import Effect
from studio_app.ui.timeline.effect_dialog import EffectDialog, Variant
from studio_app.ui.timeline.export_dialog import TimelineExportDialog, TimelineWish, What
from studio_app.ui.timeline.script_dialog import ScriptDialog

KEY = Qt.Key
GOOD = ScriptDraft(
    (ScriptLine(2, "Joe", "Hey.", Fraction(0), Fraction(2)), ScriptLine(3, "Ann", "Fine.", Fraction(5, 2)))
)
BAD = replace(GOOD, errors=(ScriptError(4, "This is not a time."), ScriptError(9, "The line has no text.")))


def button(dialog, name):
    return dialog.findChild(QPushButton, name)


def said(dialog):
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def opened(qtbot, dialog):
    qtbot.addWidget(dialog)
    dialog.start()
    return dialog


# ── a script ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def script(qtbot):
    return opened(qtbot, ScriptDialog("talk.csv"))


def rows(dialog):
    model = dialog.findChild(QTableView, "script.lines").model()
    return [[model.index(row, column).data() for column in range(5)] for row in range(model.rowCount())]


def test_a_script_is_shown_with_speakers_and_times(script) -> None:
    script.show_script("talk.csv", GOOD)
    assert rows(script) == [
        ["2", "Joe", "00:00:00.000", "00:00:02.000", "Hey."],
        ["3", "Ann", "00:00:02.500", "", "Fine."],
    ]
    assert "2 lines" in said(script)
    assert "Joe, Ann" in said(script)


def test_a_script_without_errors_is_imported_as_it_is(script, qtbot) -> None:
    script.show_script("talk.csv", GOOD)
    assert not script.findChild(QCheckBox, "script.consent").isVisible()
    with qtbot.waitSignal(script.import_requested) as wished:
        button(script, "choice.import").click()
    assert wished.args == [GOOD, False]


def test_lines_that_cannot_be_read_stand_at_their_place_and_need_consent(script, qtbot) -> None:
    script.show_script("talk.csv", BAD)
    assert [row[0] for row in rows(script)] == ["2", "3", "4", "9"]
    assert rows(script)[2][4] == "This is not a time."
    assert not button(script, "choice.import").isEnabled()
    script.findChild(QCheckBox, "script.consent").click()
    with qtbot.waitSignal(script.import_requested) as wished:
        button(script, "choice.import").click()
    assert wished.args == [BAD, True]


def test_one_goes_from_error_to_error(script) -> None:
    script.show_script("talk.csv", BAD)
    table = script.findChild(QTableView, "script.lines")
    places = [table.currentIndex().row()]
    for _ in range(2):
        button(script, "script.next_error").click()
        places.append(table.currentIndex().row())
    assert places == [2, 3, 2]


def test_an_error_is_told_as_one(script) -> None:
    script.show_script("talk.csv", BAD)
    model = script.findChild(QTableView, "script.lines").model()
    assert model.index(2, 4).data(Qt.ItemDataRole.AccessibleTextRole) == "cannot be read: This is not a time."


def test_another_frame_rate_reads_the_script_again(script, qtbot) -> None:
    script.show_script("talk.csv", GOOD)
    field = script.findChild(QComboBox, "script.rate")
    with qtbot.waitSignal(script.rate_changed) as wished:
        field.setCurrentIndex(field.findData("29.97 df"))
        field.activated.emit(field.currentIndex())
    assert wished.args == [FRAME_RATES["29.97 df"]]
    assert not button(script, "choice.import").isEnabled()


def test_a_consent_is_for_the_errors_that_were_seen(script) -> None:
    script.show_script("talk.csv", BAD)
    script.findChild(QCheckBox, "script.consent").click()
    script.show_script("other.csv", BAD)
    assert not button(script, "choice.import").isEnabled()


def test_what_is_no_script_says_so(script) -> None:
    script.show_unreadable("picture.png", "This is no text.")
    assert "This is no text." in said(script)
    assert not button(script, "choice.import").isEnabled()


# ── an effect ────────────────────────────────────────────────────────────────────────────────────────────────────────

ENGINES = (("local", ""), ("elevenlabs", "ElevenLabs"))


@pytest.fixture
def effect(qtbot):
    return opened(qtbot, EffectDialog(ENGINES, "A door", Effect(2.0, 0.5)))


def made(effect):
    effect.show_variants(effect.prompt, effect.effect, [Variant(70 + n, 1.5 + n, n == 0) for n in range(4)])


def test_the_price_is_asked_for_at_once_and_stands_on_the_button(qtbot) -> None:
    dialog = EffectDialog(ENGINES[1:], "A door")
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.price_requested) as wished:
        dialog.start()
    dialog.show_price(*wished.args, 80.0)
    assert button(dialog, "effect.generate").text() == "Generate · ~80 credits"


def test_a_price_for_something_else_is_passed_over(effect) -> None:
    effect.show_price("local", "A window", effect.effect, 5.0)
    assert button(effect, "effect.generate").text() == "Generate"


def test_without_a_prompt_nothing_can_be_made(effect) -> None:
    effect.findChild(QPlainTextEdit, "effect.prompt").setPlainText("  ")
    assert not button(effect, "effect.generate").isEnabled()


def test_how_it_is_to_be_made_is_told(effect, qtbot) -> None:
    effect.findChild(QCheckBox, "effect.auto").click()
    effect.findChild(QCheckBox, "effect.loop").click()
    with qtbot.waitSignal(effect.generate_requested) as wished:
        button(effect, "effect.generate").click()
    assert wished.args == ["local", "A door", Effect(0.0, 0.5, loop=True), False]


def test_more_of_the_same_is_told_from_something_new(effect, qtbot) -> None:
    made(effect)
    with qtbot.waitSignal(effect.generate_requested) as wished:
        button(effect, "effect.generate").click()
    assert wished.args[3] is True
    effect.findChild(QPlainTextEdit, "effect.prompt").setPlainText("A gate")
    with qtbot.waitSignal(effect.generate_requested) as wished:
        button(effect, "effect.generate").click()
    assert wished.args[3] is False


def test_an_engine_says_how_long_a_prompt_and_an_effect_can_be(effect, qtbot) -> None:
    effect.show_abilities("local", 4, (0.5, 1.5))
    assert (effect.prompt, effect.effect.seconds) == ("A do", 1.5)
    assert "too long" in said(effect)
    effect.show_abilities("elevenlabs", 450, (0.5, 22.0))
    assert effect.prompt == "A do"


def test_variants_are_heard_by_their_digits_and_one_is_used(effect, qtbot) -> None:
    made(effect)
    assert "placeholder" in said(effect)
    with qtbot.waitSignal(effect.hear_requested) as heard:
        QTest.keyClick(effect, KEY.Key_3)
    assert heard.args == [72]
    effect.show_playing(72, 0.5)
    with qtbot.waitSignal(effect.stop_requested):
        QTest.keyClick(effect, KEY.Key_3)
    with qtbot.waitSignal(effect.use_requested) as used:
        button(effect, "choice.use").click()
    assert used.args == [72, "A door", Effect(2.0, 0.5)]


def test_the_prompt_that_made_a_variant_goes_with_it(effect, qtbot) -> None:
    made(effect)
    effect.findChild(QPlainTextEdit, "effect.prompt").setPlainText("A gate")
    with qtbot.waitSignal(effect.use_requested) as used:
        button(effect, "choice.use").click()
    assert used.args[1] == "A door"


def test_while_it_is_made_it_cannot_be_asked_for_again(effect) -> None:
    effect.show_making(0.25)
    assert not button(effect, "effect.generate").isEnabled()
    effect.show_refusal("There is no credit left.")
    assert effect.banner.sentence == "There is no credit left."
    assert button(effect, "effect.generate").isEnabled()


# ── export ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def export(qtbot, tmp_path):
    return opened(qtbot, TimelineExportDialog(board(), TimelineWish(tmp_path), (0, seconds(2))))


def tick(export, what, *, on=True):
    export.findChild(QCheckBox, f"timeline_export.{what.value}").setChecked(on)


def outlook(*names, missing=0, stale=0, in_the_way=()):
    return SimpleNamespace(
        files=tuple(map(Path, names)), missing=missing, stale=stale, in_the_way=in_the_way, seconds=9.0
    )


def test_the_mix_and_its_stems_are_wanted_together(export, qtbot) -> None:
    tick(export, What.STEMS)
    export.show_outlook(export.wish, outlook("Mix.wav", "Joe.wav"))
    assert "2 files · Mix.wav, Joe.wav · 9.0 s" in said(export)
    with qtbot.waitSignal(export.export_requested) as wished:
        button(export, "choice.export").click()
    audio = wished.args[0].audio(7)
    assert (audio.pieces, audio.format, audio.bits, audio.chapter_ids) == (("mix", "stems"), "wav", 24, (7,))
    assert audio.normalize


def test_nothing_is_exported_before_it_was_looked_into(export) -> None:
    assert not button(export, "choice.export").isEnabled()
    export.show_outlook(export.wish, outlook("Mix.wav"))
    assert button(export, "choice.export").isEnabled()
    tick(export, What.CLIPS)
    assert not button(export, "choice.export").isEnabled()
    tick(export, What.CLIPS, on=False)
    tick(export, What.MIX, on=False)
    assert "Choose what" in said(export)


def test_an_answer_to_an_older_wish_is_passed_over(export) -> None:
    old = export.wish
    tick(export, What.STEMS)
    export.show_outlook(old, outlook("Mix.wav"))
    assert not button(export, "choice.export").isEnabled()


def test_only_a_region_is_exported(export) -> None:
    field = export.findChild(QComboBox, "timeline_export.span")
    assert [field.itemText(n) for n in range(field.count())] == ["All of it", "What is chosen", "Region: Intro"]
    field.setCurrentIndex(2)
    assert export.wish.audio(7).span == (seconds(1), seconds(5))


def test_timing_is_written_as_a_script(export) -> None:
    tick(export, What.MIX, on=False)
    tick(export, What.TIMING)
    assert not export.findChild(QComboBox, "timeline_export.format").isVisible()
    spelling = export.findChild(QComboBox, "timeline_export.spelling")
    spelling.setCurrentIndex(spelling.findData(Spelling.FRAMES.value))
    rate = export.findChild(QComboBox, "timeline_export.rate")
    rate.setCurrentIndex(rate.findData("24"))
    wish = export.wish
    assert (wish.timing, wish.spelling, wish.rate.name, wish.audio(7)) == (".csv", Spelling.FRAMES, "24", None)
    timing = export.findChild(QComboBox, "timeline_export.timing")
    timing.setCurrentIndex(timing.findData(".srt"))
    assert not spelling.isVisible()


def test_what_is_there_already_is_replaced_only_with_consent(export) -> None:
    export.show_outlook(export.wish, outlook("Mix.wav", in_the_way=(Path("Mix.wav"),)))
    assert not button(export, "choice.export").isEnabled()
    export.findChild(QCheckBox, "timeline_export.replace").click()
    assert button(export, "choice.export").isEnabled()
    assert export.wish.overwrite


def test_what_is_not_generated_is_told_before(export, qtbot) -> None:
    export.show_outlook(export.wish, outlook("Mix.wav", missing=1, stale=2))
    assert "1 clip is not generated" in said(export)
    assert button(export, "choice.export").text() == "Export as it is"
    with qtbot.waitSignal(export.generate_requested):
        button(export, "choice.generate_first").click()


def test_the_dialog_grows_so_that_no_row_is_squeezed(export, qtbot) -> None:
    export.show_outlook(export.wish, outlook("Mix.wav", missing=1, stale=2))
    found = (*export.findChildren(QComboBox), *export.findChildren(QPushButton))
    fields = [field for field in found if field.isVisible()]
    qtbot.waitUntil(lambda: all(field.height() >= field.sizeHint().height() for field in fields))


def test_a_wish_that_cannot_be_done_says_why(export) -> None:
    export.show_refusal(export.wish, "The folder cannot be written to.")
    assert "cannot be written" in said(export)
    assert not button(export, "choice.export").isEnabled()
