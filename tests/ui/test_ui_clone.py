"""Cloning a voice: recordings brought and made, checked and mended, consent, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
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
    QWidget,
)

from studio_app.audio.sample_check import Measures
from studio_app.audio.sample_file import Facts
from studio_app.domain.errors import LecternError, NoSlot, NotOffered, SamplesRefused, Unauthorised, Unreachable
from studio_app.session.cloning import Finding, InlineVoice, Making, Mend, Recording, Stage
from studio_app.session.recording import MicrophoneHeard, Recorded
from studio_app.speech.making import Abilities
from studio_app.ui.kit import theme
from studio_app.ui.kit.dialogs import Question
from studio_app.ui.voices.clone_about import AboutVoice
from studio_app.ui.voices.clone_consent import ConsentForm
from studio_app.ui.voices.clone_dialog import CloneDialog
from studio_app.ui.voices.clone_findings import Findings
from studio_app.ui.voices.clone_level import LevelMeter, decibels
from studio_app.ui.voices.clone_making import MakingPage
from studio_app.ui.voices.clone_record import RecordPanel, span_said

LEFT = Qt.MouseButton.LeftButton
NOW = "2026-11-21T16:03:00+00:00"
PEAKS = tuple((-0.4, 0.4) for _ in range(200))
ELEVEN = Abilities(
    instant=True, denoise=True, labels=("language", "accent", "gender", "age"), formats=("mp3", "flac", "wav")
)
FISH = Abilities(
    instant=True,
    inline=True,
    enhance=True,
    texts=True,
    visibilities=("private", "unlist", "public"),
    formats=(".wav", ".mp3"),
)
QUIET = Finding("loudness", "warn", -31.0, "dB", "Speech is at -31 dB.", "It is too quiet.", "normalize")
GAPS = Finding("silence", "warn", 55.0, "%", "55% of it is no speech.", "Take the long silences out.", "trim")
NOISY = Finding("noise", "warn", 22.0, "dB", "Noise is 22 dB below the speech.", "Let it be taken out.", "denoise")
CLIPPED = Finding("clipping", "fail", 52.0, "", "The sound is cut off in 52 places.", "Record again.")
GOOD = Finding("length", "ok", 92.0, "s", "1 min 32 s in all.")


def recording(name: str = "eleanor.wav", seconds: float = 90.0, *findings: Finding, **more: object) -> Recording:
    facts = Facts(name, "wav", 1_000_000, 48000, 1, round(seconds * 48000))
    return Recording(Path("/home/someone") / name, Measures(facts, peaks=PEAKS if seconds else ()), findings, **more)


@pytest.fixture
def dialog(qtbot):
    made = CloneDialog((("elevenlabs", ELEVEN), ("fish", FISH)), "elevenlabs", "en-GB")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.start()
    return made


@pytest.fixture
def filled(dialog):
    """With a good recording, checked."""
    bring(dialog, recording())
    return dialog


def bring(dialog, *recordings, findings=(GOOD,)):
    dialog.show_prepared(recordings)
    check(dialog, *findings)


def check(dialog, *findings):
    dialog._checking.cancel()
    dialog.show_checks(dialog.recordings.recordings, findings)


def part(widget, kind, name):
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def click(widget, name):
    made = part(widget, QAbstractButton, name)
    box = isinstance(made, QRadioButton | QCheckBox)  # as broad as the page, and pressed at its left
    QTest.mouseClick(made, LEFT, pos=QPoint(14, made.height() // 2) if box else made.rect().center())


def listen(signal):
    heard = []
    signal.connect(lambda *args: heard.append(args))
    return heard


def to_consent(dialog):
    click(dialog, "clone.next")
    click(dialog, "clone.next")


def agree(dialog, who="Eleanor Marsh"):
    part(dialog, QLineEdit, "clone.consent.who").setText(who)
    click(dialog, "clone.consent.confirm")


def send(dialog):
    to_consent(dialog)
    agree(dialog)
    click(dialog, "clone.next")


def drop(widget, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(widget.rect().center(), copy, data, LEFT, none)
    widget.dragEnterEvent(enter)
    event = QDropEvent(QPointF(widget.rect().center()), copy, data, LEFT, none)
    widget.dropEvent(event)
    return enter.isAccepted()


@pytest.fixture
def large(qapp):
    """With text twice as large."""
    theme.themes().apply("light", 200)


@pytest.mark.usefixtures("large")
def test_at_twice_the_text_it_fits_a_small_screen_and_scrolls(qtbot):
    made = CloneDialog((("elevenlabs", ELEVEN), ("fish", FISH)))
    qtbot.addWidget(made)
    made.start()
    bring(made, recording("one.wav", 90.0, QUIET, GAPS), findings=(QUIET, GAPS))
    made.resize(1240, 720)
    assert made.width() <= 1240
    assert made.height() <= 720
    to_consent(made)
    assert part(made, QPushButton, "clone.next").isVisible()


# Recordings


def test_files_that_are_dropped_are_prepared_for_the_engine(dialog):
    asked = listen(dialog.prepare_requested)
    assert drop(dialog.drop, Path("/x/one.wav"), Path("/x/two.mp3"))
    assert asked == [((Path("/x/one.wav"), Path("/x/two.mp3")), "elevenlabs")]
    assert "0 of 2" in dialog._busy.text()


def test_the_same_file_is_not_brought_twice(filled):
    asked = listen(filled.prepare_requested)
    drop(filled.drop, Path("/home/someone/eleanor.wav"))
    assert asked == []


def test_nothing_leads_on_without_a_recording(dialog):
    assert not part(dialog, QPushButton, "clone.next").isEnabled()
    assert dialog.status.text() == "Add a recording of the voice."


def test_a_recording_that_must_be_put_right_holds_up(dialog):
    bring(dialog, recording("one.wav", 90.0, CLIPPED), findings=(GOOD, CLIPPED))
    assert not part(dialog, QPushButton, "clone.next").isEnabled()
    check(dialog, GOOD)
    assert not part(dialog, QPushButton, "clone.next").isEnabled()
    dialog.recordings.replace([recording("one.wav", 90.0, GOOD)])
    check(dialog, GOOD)
    assert part(dialog, QPushButton, "clone.next").isEnabled()


def test_a_file_that_cannot_be_read_is_shown_with_why(dialog):
    unread = Finding("format", "fail", None, "", "This is no recording.", "Choose another file.")
    bring(dialog, recording(), recording("notes.txt", 0.0, unread))
    assert "This is no recording." in texts(dialog.findings)
    dialog.recordings._stand_on(1)
    QTest.keyClick(part(dialog, QWidget, "clone.recordings"), Qt.Key.Key_Delete)
    assert [one.name for one in dialog.recordings.recordings] == ["eleanor.wav"]


def test_all_recordings_are_looked_at_together_when_they_change(qtbot, dialog):
    with qtbot.waitSignal(dialog.checks_requested) as asked:
        dialog.show_prepared([recording(), recording("two.wav")])
    assert [one.name for one in asked.args[0]] == ["eleanor.wav", "two.wav"]
    assert asked.args[1] == "elevenlabs"


def test_checks_of_recordings_that_are_gone_are_passed_over(filled):
    filled.show_checks((recording("other.wav"),), (CLIPPED,))
    assert filled.findings.worst == "ok"


def texts(widget):
    QApplication.processEvents()  # what was just made is shown now
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_the_checklist_shows_the_worst_first_and_says_levels_in_words(qtbot):
    shown = Findings("f")
    qtbot.addWidget(shown)
    shown.show_findings((GOOD, QUIET, CLIPPED))
    assert [row.finding.id for row in shown._rows] == ["clipping", "loudness", "length"]
    assert shown.row("clipping").accessibleName() == "Clipping: must be put right"
    assert texts(shown).startswith("One thing must be put right")


def test_a_fix_is_done_in_every_recording_that_needs_it(dialog):
    bring(
        dialog,
        recording("one.wav", 90.0, QUIET),
        recording("two.wav"),
        recording("three.wav", 9.0, QUIET),
        findings=(QUIET,),
    )
    asked = listen(dialog.mend_requested)
    click(dialog, "fix.normalize")
    assert [(one.name, how.normalize) for one, how, _ in asked] == [("one.wav", True), ("three.wav", True)]


def test_fixes_add_up_and_a_cut_stays(dialog):
    cut = Mend(2.0, 40.0, normalize=True, format="flac")
    bring(dialog, recording("one.wav", 90.0, GAPS, source=Path("/home/someone/one.wav"), mended=cut), findings=(GAPS,))
    asked = listen(dialog.mend_requested)
    click(dialog, "fix.trim")
    assert asked[0][1] == replace(cut, trim=True)


def test_noise_is_left_to_the_provider(dialog):
    bring(dialog, recording("one.wav", 90.0, NOISY), findings=(NOISY,))
    click(dialog, "fix.denoise")
    assert dialog.about.denoise.isChecked()
    assert "provider" in dialog.banner.sentence


def test_trimming_mends_the_recording_and_it_stays_trimmed(qtbot, filled):
    with qtbot.waitSignal(filled.mend_requested) as asked:
        QTest.keyClick(filled.trim.wave.start, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    was, how, _ = asked.args
    assert (how.start_s, how.end_s) == (pytest.approx(1.0), pytest.approx(90.0))
    assert filled.status.text() == "The recordings are being looked at…"
    filled.show_mended(was, replace(recording(), path=Path("/cache/e.flac"), source=was.path, mended=how))
    assert filled.trim.wave.trim[0] == pytest.approx(1.0)
    assert filled.recordings.recordings[0].path == Path("/cache/e.flac")


def test_a_handle_goes_on_moving_while_the_last_cut_is_made(qtbot, filled):
    asked = listen(filled.mend_requested)
    wave = filled.trim.wave
    wave.set_trim(1.0, 90.0)
    wave._settled.flush()
    wave.set_trim(2.0, 90.0)
    wave._settled.flush()
    first, second = asked
    filled.show_mended(first[0], replace(recording(), source=first[0].path, mended=first[1]))
    assert wave.trim[0] == 2.0
    assert filled.recordings.held[0].busy
    filled.show_mended(second[0], replace(recording(), source=first[0].path, mended=second[1]))
    assert not filled.recordings.held[0].busy


def test_a_recording_that_cannot_be_mended_says_why_and_stays(qtbot, filled):
    with qtbot.waitSignal(filled.mend_requested) as asked:
        filled.trim.wave.set_trim(1.0, 2.0)
    filled.show_not_mended(asked.args[0], "The disk is full. Make room and try again.")
    assert filled.banner.sentence.startswith("The disk is full")
    assert filled.trim.wave.trim == (0.0, 90.0)
    assert part(filled, QPushButton, "clone.next").isEnabled()


def test_what_is_trimmed_can_be_heard(qtbot, filled):
    with qtbot.waitSignal(filled.play_requested) as asked:
        QTest.keyClick(part(filled, QWidget, "clone.recordings"), Qt.Key.Key_Space)
    assert asked.args == [Path("/home/someone/eleanor.wav"), 0.0, 90.0]
    filled.show_playing(Path("/home/someone/eleanor.wav"), 12.0)
    assert filled.trim.wave.playhead == 12.0
    filled.show_playing(None)
    assert filled.trim.wave.playhead is None


# Recording


@pytest.fixture
def panel(qtbot):
    made = RecordPanel()
    qtbot.addWidget(made)
    made.open_()
    made.show_devices(["Built-in", "USB"])
    return made


def count_down(panel):
    click(panel, "record.go")
    for _ in range(3):
        panel._second.timeout.emit()


def test_the_recorder_opens_with_the_keyboard_on_its_button_and_listens(qtbot, dialog):
    asked = listen(dialog.record.listen_requested)
    click(dialog, "clone.record")
    dialog.record.show_devices(["Built-in", "USB"])
    assert asked == [("Built-in",)]
    qtbot.waitUntil(dialog.record.go.hasFocus)


def test_it_counts_down_before_it_records(panel):
    asked = listen(panel.record_requested)
    click(panel, "record.go")
    assert panel.state == "counting"
    assert "3" in panel.go.text()
    panel._second.timeout.emit()
    assert asked == []
    panel._second.timeout.emit()
    panel._second.timeout.emit()
    assert asked == [("Built-in",)]
    assert panel.go.text() == "Stop"


def test_escape_ends_the_countdown_and_not_the_dialog(dialog):
    click(dialog, "clone.record")
    dialog.record.show_devices(["Built-in"])
    click(dialog, "record.go")
    QTest.keyClick(dialog.record.go, Qt.Key.Key_Escape)
    assert dialog.record.state == "idle"
    assert dialog.isVisible()


def test_a_take_is_heard_used_and_deleted(qtbot, panel):
    take = Recorded(Path("/takes/1.wav"), 61.0, NOW)
    panel.show_takes([take])
    used, deleted, played = (listen(one) for one in (panel.use_requested, panel.delete_requested, panel.play_requested))
    row = panel.take_row(take.path)
    QTest.mouseClick(row.play, LEFT)
    QTest.mouseClick(row.use, LEFT)
    assert (played, used) == ([(take.path,)], [(take.path,)])
    QTest.mouseClick(row.delete, LEFT)
    click(panel.findChild(Question), "choice.cancel")
    assert deleted == []
    QTest.mouseClick(row.delete, LEFT)
    question = next(one for one in panel.findChildren(Question) if one.isVisible())
    click(question, "choice.delete")
    assert deleted == [(take.path,)]


def test_what_is_recorded_is_shown_while_it_grows(panel):
    count_down(panel)
    panel.show_heard(MicrophoneHeard(0.4, 0.1, 64.2))
    assert panel._time.text() == "1:04.2"
    stopped = listen(panel.stop_requested)
    click(panel, "record.go")
    assert len(stopped) == 1
    panel.show_stopped()
    assert panel.state == "idle"


def test_no_microphone_is_said_with_a_way_on(panel):
    panel.show_devices([])
    assert "No microphone" in panel.refused.sentence
    assert not panel.go.isEnabled()
    asked = listen(panel.devices_requested)
    panel.refused.focus_first()
    QTest.mouseClick(next(one for one in panel.refused.findChildren(QPushButton)), LEFT)
    assert len(asked) == 1


def test_a_microphone_pulled_out_while_recording_keeps_what_there_is(panel):
    count_down(panel)
    panel.show_refusal("The microphone is not there any more; choose another one.")
    panel.show_takes([Recorded(Path("/takes/1.wav"), 12.0, NOW)])
    assert panel.state == "idle"
    assert "Take 1" in texts(panel)


def test_nobody_listens_to_a_recorder_that_is_closed(panel):
    count_down(panel)
    stopped, left = listen(panel.stop_requested), listen(panel.listen_stopped)
    panel.hide()
    assert (len(stopped), len(left)) == (1, 1)


@pytest.mark.parametrize(
    ("peak", "rms", "said"),
    [
        (1.0, 0.3, "Clipping: step back"),
        (0.9, 0.2, "Too loud"),
        (0.3, 0.1, "Good level"),
        (0.05, 0.01, "Too quiet: come closer"),
        (0.001, 0.0005, "Silence"),
    ],
)
def test_the_level_is_said_in_words(qtbot, peak, rms, said):
    meter = LevelMeter()
    qtbot.addWidget(meter)
    meter.show_level(peak, rms)
    assert meter.said.text() == said
    assert meter.bar.accessibleDescription() == said


def test_decibels():
    assert decibels(1.0) == 0.0
    assert decibels(0.5) == pytest.approx(-6.02, abs=0.01)
    assert decibels(0.0) == -60.0


def test_a_span_of_minutes_is_said_shortly():
    assert span_said((60.0, 120.0)) == "1 to 2 min"
    assert span_said((10.0, 30.0)) == "10 s to 30 s"


# The voice


def test_fields_follow_what_the_engine_takes(filled):
    click(filled, "clone.next")
    about = filled.about
    assert about.denoise.isVisible()
    assert not about.enhance.isVisible()
    assert part(filled, QLineEdit, "clone.label.language").text() == "en-GB"
    click(filled, "clone.engine.fish")
    assert about.enhance.isVisible()
    assert about.enhance.isChecked()
    assert not about.denoise.isVisible()
    assert about.visibility == "private"
    click(filled, "clone.engine.elevenlabs")
    assert about.denoise.isVisible()


def test_another_engine_judges_the_recordings_anew(qtbot, filled):
    click(filled, "clone.next")
    with qtbot.waitSignal(filled.checks_requested) as asked:
        click(filled, "clone.engine.fish")
    assert asked.args[1] == "fish"


def test_the_name_is_that_of_the_first_file_until_another_is_typed(filled):
    assert filled.about.named == "eleanor"
    click(filled, "clone.next")
    filled.about.name.clear()
    assert not part(filled, QPushButton, "clone.next").isEnabled()
    QTest.keyClicks(filled.about.name, "  Aunt   Ellie ")
    assert filled.about.named == "Aunt Ellie"


def test_labels_that_are_not_said_are_not_sent(qtbot):
    about = AboutVoice("x")
    qtbot.addWidget(about)
    about.show_abilities(ELEVEN)
    gender = part(about, QComboBox, "x.label.gender")
    gender.setCurrentIndex(gender.findData("female"))
    assert about.labels == (("gender", "female"),)


def test_tags_are_only_for_who_has_a_public_library(qtbot):
    about = AboutVoice("x")
    qtbot.addWidget(about)
    about.show_abilities(FISH)
    about.tags.setText("warm, , narration,warm")
    assert about.tag_list == ("warm", "narration")
    about.show_abilities(ELEVEN)
    assert about.tag_list == ()


# Consent


def test_consent_is_never_given_beforehand_and_asks_who(qtbot):
    form = ConsentForm("x")
    qtbot.addWidget(form)
    assert not form.confirm.isChecked()
    assert not form.confirm.isEnabled()
    form.who.setText("Eleanor Marsh")
    form.confirm.click()
    assert form.given
    assert "I am Eleanor Marsh" in form.statement


def test_other_words_are_confirmed_anew(qtbot):
    form = ConsentForm("x")
    qtbot.addWidget(form)
    form.who.setText("Eleanor Marsh")
    form.confirm.click()
    form.other.click()
    assert not form.given
    form.confirm.click()
    assert form.given
    form.who.setText("Somebody Else")
    assert not form.given


def test_other_recordings_are_confirmed_anew(filled):
    to_consent(filled)
    agree(filled)
    assert filled.consent.given
    bring(filled, recording("two.wav"))
    assert not filled.consent.given


def test_it_says_what_goes_where_before_it_goes(filled):
    to_consent(filled)
    said = part(filled, QLabel, "clone.summary").text()
    assert "eleanor" in said
    assert "ElevenLabs" in said
    assert "1 min 30 s" in said


# Making


def test_a_clone_is_asked_for_with_all_that_was_said(filled):
    asked = listen(filled.clone_requested)
    click(filled, "clone.next")
    click(filled, "clone.denoise")
    click(filled, "clone.next")
    agree(filled)
    click(filled, "clone.next")
    engine, wish, recordings, consent = asked[0]
    assert (engine, wish.name, wish.denoise, wish.visibility) == ("elevenlabs", "eleanor", True, "private")
    assert dict(wish.labels) == {"language": "en-GB"}
    assert [one.name for one in recordings] == ["eleanor.wav"]
    assert consent.who == "Eleanor Marsh"
    assert consent.statement.startswith("I am Eleanor Marsh")


def test_fish_gets_visibility_and_enhancing_said(filled):
    asked = listen(filled.clone_requested)
    click(filled, "clone.next")
    click(filled, "clone.engine.fish")
    click(filled, "clone.visibility.unlist")
    click(filled, "clone.next")
    agree(filled)
    click(filled, "clone.next")
    wish = asked[0][1]
    assert (wish.visibility, wish.enhance, wish.denoise) == ("unlist", True, False)


def test_recordings_can_stay_here(filled):
    asked, cloned = listen(filled.inline_requested), listen(filled.clone_requested)
    click(filled, "clone.next")
    click(filled, "clone.engine.fish")
    click(filled, "clone.kind.inline")
    assert not filled.about.description.isVisible()
    click(filled, "clone.next")
    agree(filled)
    assert part(filled, QPushButton, "clone.next").text() == "Keep the voice"
    click(filled, "clone.next")
    assert cloned == []
    assert asked[0][:2] == ("fish", "eleanor")
    filled.show_inline(InlineVoice("inline:ab", "fish", "eleanor"))
    cast = listen(filled.cast_requested)
    click(filled, "making.cast")
    assert cast == [("fish", "inline:ab", "eleanor")]


def test_what_is_said_in_a_recording_goes_with_it(filled):
    click(filled, "clone.next")
    click(filled, "clone.engine.fish")
    click(filled, "clone.back")
    QTest.keyClicks(filled.said, "The ferry left.")
    assert filled.recordings.recordings[0].text == "The ferry left."


def test_sending_shows_how_much_and_can_be_stopped(filled):
    send(filled)
    filled.show_stage(Stage("sending", 3_000_000, 12_000_000))
    assert "3.0 MB of 12.0 MB" in texts(filled.making)
    assert filled.making.line.value() == 250
    stopped = listen(filled.cancel_requested)
    click(filled, "making.cancel")
    assert len(stopped) == 1
    filled.show_cancelled()
    assert filled.making.way("again").isVisible()


def test_once_all_is_sent_nothing_can_be_stopped(filled):
    send(filled)
    filled.show_stage(Stage("waiting"))
    assert not filled.making.cancel.isVisible()
    assert filled.making.line.maximum() == 0


def test_a_trained_voice_is_cast(filled):
    send(filled)
    filled.show_stage(Stage("training", share=0.5))
    filled.show_making(Making(1, "clone", "elevenlabs", "a", "m", "eleanor", state="trained", voice="v1"))
    assert filled.making.state == "trained"
    cast = listen(filled.cast_requested)
    QTest.keyClick(filled.making.way("cast"), Qt.Key.Key_Space)
    assert cast == [("elevenlabs", "v1", "eleanor")]


def test_a_failed_training_says_the_providers_reason(filled):
    send(filled)
    filled.show_making(
        Making(1, "clone", "fish", "a", "m", "eleanor", state="failed", voice="v", reason="No speech in it.")
    )
    assert "No speech in it." in texts(filled.making)
    click(filled, "making.recordings")
    assert filled.step == "recordings"


@pytest.mark.parametrize(
    ("error", "ways"),
    [
        (SamplesRefused("They are too short."), {"recordings"}),
        (NoSlot("No room."), {"voices", "again"}),
        (NotOffered("Not in your plan."), {"about"}),
        (Unauthorised("The key is wrong."), {"accounts", "again"}),
        (Unreachable("The answer was lost."), {"look"}),
        (LecternError("Something."), {"again", "recordings"}),
    ],
)
def test_each_failure_has_its_way_on(qtbot, error, ways):
    page = MakingPage()
    qtbot.addWidget(page)
    page.show()
    page.show_failed("Eleanor", error)
    assert {name for name, made in page._ways.items() if made.isVisible()} == ways
    assert page.sentence == error.sentence


def test_trying_again_sends_the_same_wish(filled):
    asked = listen(filled.clone_requested)
    send(filled)
    filled.show_failed(Unreachable("The answer was lost."))
    assert "asked for the voice" in texts(filled.making)
    click(filled, "making.look")
    assert len(asked) == 2
    assert asked[0] == asked[1]


def test_answers_after_it_is_closed_are_passed_over(filled):
    send(filled)
    filled.reject()
    filled.show_stage(Stage("training"))
    filled.show_failed(NoSlot("No room."))
    assert filled.making.state == "sending"


# Keyboard, names, sizes


def test_the_whole_way_by_keyboard(qtbot, dialog):
    asked = listen(dialog.clone_requested)
    qtbot.waitUntil(dialog.drop.choose.hasFocus)
    bring(dialog, recording())
    press_next(dialog)
    assert dialog.step == "about"
    press_next(dialog)
    QTest.keyClicks(tab_to(dialog, "clone.consent.who"), "Eleanor Marsh")
    QTest.keyClick(tab_to(dialog, "clone.consent.confirm"), Qt.Key.Key_Space)
    press_next(dialog)
    assert len(asked) == 1


def tab_to(dialog, name):
    """Press Tab until the keyboard is on something, as one must."""
    for _ in range(60):
        held = dialog.focusWidget()
        if held is not None and held.objectName() == name:
            return held
        QTest.keyClick(held or dialog, Qt.Key.Key_Tab)
    pytest.fail(f"Tab never comes to {name}")


def press_next(dialog):
    QTest.keyClick(tab_to(dialog, "clone.next"), Qt.Key.Key_Space)


def nameless(widget):
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    found = [one for kind in kinds for one in widget.findChildren(kind)]
    mute = [one for one in found if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)]
    return [one for one in mute if not one.objectName().startswith("qt_")]


def test_everything_has_a_name_to_a_screen_reader(filled):
    click(filled, "clone.record")
    filled.record.show_takes([Recorded(Path("/takes/1.wav"), 12.0, NOW)])
    assert nameless(filled) == []


def test_steps_say_their_number_and_state(filled):
    assert part(filled, QAbstractButton, "clone.step.recordings").accessibleName() == "Step 1: Recordings, done"
    assert part(filled, QAbstractButton, "clone.step.consent").accessibleName() == "Step 3: Consent"


def test_escape_throws_no_recordings_away_by_a_slip(filled):
    stopped = listen(filled.play_stopped)
    QTest.keyClick(filled, Qt.Key.Key_Escape)
    assert filled.isVisible()
    assert "No voice is made yet" in filled.banner.sentence
    QTest.keyClick(filled, Qt.Key.Key_Escape)
    assert not filled.isVisible()
    assert stopped


def test_escape_closes_where_nothing_is_lost(dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_choices_of_engines_are_named(filled):
    click(filled, "clone.next")
    names = [one.text() for one in filled.findChildren(QRadioButton) if one.objectName().startswith("clone.engine.")]
    assert names == ["ElevenLabs", "Fish Audio"]
