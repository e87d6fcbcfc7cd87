"""A professional clone: its steps over days, gone on with where it is, and nothing sent that nobody asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
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
)

from studio_app.domain.errors import NoSlot, NotOffered, SamplesRefused
from studio_app.session.cloning import Making, Stage
from studio_app.session.professional import ProfessionalView, steps
from studio_app.session.recording import Recorded
from studio_app.speech.making import Abilities, Separation, SpeakerFound, Training, Uploaded
from studio_app.ui.kit import theme
from studio_app.ui.voices.professional_dialog import ProfessionalDialog
from studio_app.ui.voices.professional_words import view_said

LEFT = Qt.MouseButton.LeftButton
NOW = "2026-11-21T16:03:00+00:00"
ABLE = Abilities(professional=True, denoise=True, labels=("language", "gender"), formats=("wav", "mp3"))
ONE, TWO = Uploaded("s1", "one.wav", 1200.0, 115_000_000), Uploaded("s2", "two.wav", 900.0, 86_000_000)
MODELS = (("v2", "Multilingual v2"), ("flash", "Flash"))


def view(*samples: Uploaded, needs="", refusal="", number=7, **states) -> ProfessionalView:
    """Return a voice with samples; ``states`` are (state, share) by model."""
    trainings = tuple((model, Training("p1", state, share)) for model, (state, share) in states.items())
    if needs:
        trainings = (("v2", Training("p1", "created", needs=needs)),)
    making = Making(number, "professional", "elevenlabs", "a", "m", "Eleanor", state="created", voice="p1")
    return ProfessionalView(making, samples, trainings, steps(samples, trainings), NOW, refusal)


@pytest.fixture
def dialog(qtbot):
    made = ProfessionalDialog("elevenlabs", ABLE, "de-AT", MODELS)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.start()
    return made


@pytest.fixture
def begun(dialog):
    dialog.show_view(view())
    return dialog


def part(widget, kind, name):
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def click(widget, name):
    QApplication.processEvents()
    made = part(widget, QAbstractButton, name)
    box = isinstance(made, QRadioButton | QCheckBox)
    QTest.mouseClick(made, LEFT, pos=QPoint(14, made.height() // 2) if box else made.rect().center())


def texts(widget):
    QApplication.processEvents()
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def listen(signal):
    heard = []
    signal.connect(lambda *args: heard.append(args))
    return heard


def picture():
    image = QImage(300, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data())


@pytest.fixture
def large(qapp):
    """With text twice as large."""
    theme.themes().apply("light", 200)


@pytest.mark.usefixtures("large")
def test_at_twice_the_text_it_fits_a_small_screen(qtbot):
    made = ProfessionalDialog("elevenlabs", ABLE)
    qtbot.addWidget(made)
    made.start()
    made.resize(1240, 720)
    QApplication.processEvents()
    assert (made.width(), made.height()) == (1240, 720)
    assert part(made, QPushButton, "professional.next").isVisible()


# Beginning


def test_it_begins_with_a_name_a_language_and_consent(dialog):
    asked = listen(dialog.begin_requested)
    assert not part(dialog, QPushButton, "professional.next").isEnabled()
    dialog.about.name.setText("Eleanor")
    dialog.consent.who.setText("Eleanor Marsh")
    click(dialog, "professional.consent.confirm")
    click(dialog, "professional.next")
    click(dialog, "professional.next")
    [(engine, name, language, consent, _, labels)] = asked
    assert (engine, name, language, consent.who, labels) == ("elevenlabs", "Eleanor", "de", "Eleanor Marsh", {})


def test_only_the_first_step_is_open_before_it_is_begun(dialog):
    opened = [
        step
        for step in ("voice", "samples", "training")
        if part(dialog, QAbstractButton, f"professional.step.{step}").isEnabled()
    ]
    assert opened == ["voice"]


def test_a_refused_beginning_keeps_what_was_typed(dialog):
    dialog.about.name.setText("Eleanor")
    dialog.consent.who.setText("Eleanor Marsh")
    click(dialog, "professional.consent.confirm")
    click(dialog, "professional.next")
    dialog.show_failed(NoSlot("There is no room for a professional voice."))
    assert dialog.banner.sentence == "There is no room for a professional voice."
    assert dialog.about.named == "Eleanor"
    assert part(dialog, QPushButton, "professional.next").isEnabled()


def test_no_room_leads_to_my_voices(qtbot, dialog):
    asked = listen(dialog.voices_requested)
    dialog.show_failed(NoSlot("There is no room for a professional voice."))
    dialog.banner.focus_first()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert asked == [()]


def test_a_voice_that_was_begun_is_gone_on_with_where_it_is(dialog):
    looked = listen(dialog.look_requested)
    dialog.show_known([view(ONE, number=3), view(ONE, TWO, needs="verification", number=4)])
    click(dialog, "professional.go_on.4")
    assert dialog.step == "verification"
    assert looked == [(4,)]


@pytest.mark.parametrize(
    ("held", "step", "said"),
    [
        (view(), "samples", "needs recordings"),
        (view(ONE, TWO, needs="verification"), "verification", "to be verified"),
        (view(ONE, TWO, needs="review"), "verification", "is being reviewed"),
        (view(ONE, TWO), "training", "ready to be trained"),
        (view(ONE, TWO, v2=("training", 0.4)), "training", "in training"),
        (view(ONE, TWO, v2=("failed", None)), "training", "training failed"),
        (view(ONE, TWO, v2=("trained", 1.0)), "training", "trained"),
    ],
)
def test_it_opens_at_the_step_that_is_next(qtbot, held, step, said):
    made = ProfessionalDialog("elevenlabs", ABLE)
    qtbot.addWidget(made)
    made.start(held)
    assert made.step == step
    assert view_said(held) == said


def test_a_view_of_another_voice_is_passed_over(begun):
    begun.show_view(view(ONE, number=99))
    assert begun.samples.seconds == 0.0


def test_where_nobody_can_be_asked_it_shows_what_was_known(dialog):
    looked = listen(dialog.look_requested)
    dialog.show_view(view(ONE, TWO, v2=("training", 0.4), refusal="ElevenLabs cannot be reached."))
    assert dialog.banner.sentence == "ElevenLabs cannot be reached."
    assert "40 %" in texts(dialog.training)
    dialog.banner.focus_first()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert looked == [(7,)]


# Samples


def test_files_are_added_with_or_without_their_noise(begun):
    asked = listen(begun.add_requested)
    begun.samples.drop.files_chosen.emit((Path("/x/one.wav"),))
    click(begun, "professional.samples.denoise")
    begun.samples.drop.files_chosen.emit((Path("/x/two.wav"),))
    assert asked == [(7, (Path("/x/one.wav"),), False), (7, (Path("/x/two.wav"),), True)]


def test_an_upload_shows_how_much_is_sent_and_can_be_stopped(begun):
    begun.samples.drop.files_chosen.emit((Path("/x/one.wav"),))
    assert "Waits for its turn" in texts(begun.samples)
    begun.show_upload(Path("/x/one.wav"), Stage("sending", 50_000_000, 100_000_000))
    assert "50.0 MB of 100 MB" in texts(begun.samples)
    stopped = listen(begun.upload_cancelled)
    QTest.mouseClick(begun.samples._coming[Path("/x/one.wav")].stop, LEFT)
    assert stopped == [(7, Path("/x/one.wav"))]


def test_uploads_that_were_cut_off_are_sent_again_when_told(begun):
    asked = listen(begun.add_requested)
    begun.show_unfinished((Path("/x/one.wav"),))
    assert "one.wav" in begun.banner.sentence
    assert asked == []
    begun.banner.focus_first()
    QTest.keyClick(begun.focusWidget(), Qt.Key.Key_Space)
    assert asked == [(7, (Path("/x/one.wav"),), False)]


def test_a_sample_that_is_not_taken_says_why_and_is_taken_away(begun):
    begun.samples.drop.files_chosen.emit((Path("/x/one.wav"),))
    begun.show_uploaded(Path("/x/one.wav"), "It holds music.")
    assert "It holds music." in texts(begun.samples)
    assert not begun.samples.uploading
    stopped = listen(begun.upload_cancelled)
    QTest.mouseClick(begun.samples._coming[Path("/x/one.wav")].stop, LEFT)
    assert "It holds music." not in texts(begun.samples)
    assert stopped == []


def test_what_is_there_counts_towards_what_is_needed(begun):
    begun.show_view(view(ONE))
    assert "20 min of recordings" in texts(begun.samples)
    assert "needs 30 min" in texts(begun.samples)
    begun.show_view(view(ONE, TWO))
    assert begun.samples.enough
    assert "That is enough" in texts(begun.samples)


def test_a_sample_is_called_as_its_file_was(begun):
    begun.show_view(view(Uploaded("s1", "chapter-one-1a2b3c4d.wav", 60.0)))
    assert begun.samples.row("s1").accessibleName() == "chapter-one.wav"
    assert begun.speakers.card("s1").accessibleName() == "chapter-one.wav"


def test_a_sample_is_removed_once(begun):
    begun.show_view(view(ONE, TWO))
    asked = listen(begun.remove_requested)
    row = begun.samples.row("s1")
    QTest.mouseClick(row.remove, LEFT)
    QTest.mouseClick(row.remove, LEFT)
    assert asked == [(7, "s1")]
    begun.show_view(view(TWO))
    assert begun.samples.seconds == 900.0


def test_a_take_of_the_microphone_becomes_a_sample(begun):
    asked = listen(begun.add_requested)
    click(begun, "professional.record")
    begun.record.show_devices(["USB"])
    begun.record.show_takes([Recorded(Path("/takes/1.wav"), 600.0, NOW)])
    QApplication.processEvents()
    QTest.mouseClick(begun.record.take_row(Path("/takes/1.wav")).use, LEFT)
    assert asked == [(7, (Path("/takes/1.wav"),), False)]


# Speakers


@pytest.fixture
def speakers(begun):
    begun.show_view(view(ONE, TWO))
    begun.go("speakers")
    return begun


def test_speakers_are_told_apart_when_asked(speakers):
    asked = listen(speakers.separate_requested)
    click(speakers, "speakers.begin.s1")
    assert asked == [(7, "s1")]
    speakers.show_separation("s1", Separation("pending"))
    assert part(speakers, QPushButton, "speakers.begin.s1").text() == "Look again"


def test_one_speaker_leaves_nothing_to_choose(speakers):
    speakers.show_separation("s1", Separation("completed", (SpeakerFound("a", 1200.0),)))
    assert "nothing to choose" in texts(speakers.speakers)


def test_speakers_are_heard_and_chosen_never_none(speakers):
    speakers.show_separation(
        "s1", Separation("completed", (SpeakerFound("a", 1000.0), SpeakerFound("b", 200.0)), ("a",))
    )
    heard, chosen = listen(speakers.hear_speaker_requested), listen(speakers.choose_requested)
    click(speakers, "speakers.play.b")
    click(speakers, "speakers.take.b")
    click(speakers, "speakers.take.a")
    click(speakers, "speakers.take.b")
    assert heard == [(7, "s1", "b")]
    assert chosen == [(7, "s1", ("a", "b")), (7, "s1", ("b",))]
    assert "Choose at least one speaker." in texts(speakers.speakers)


def test_it_is_looked_at_again_while_somebody_looks_on(speakers):
    asked, looked = listen(speakers.separate_requested), listen(speakers.look_requested)
    speakers.show_separation("s1", Separation("pending"))
    speakers.speakers._looking.timeout.emit()
    assert asked == [(7, "s1")]
    speakers.show_view(view(ONE, TWO, v2=("training", 0.1)))
    assert speakers._looking.isActive()
    speakers._looking.timeout.emit()
    assert looked == [(7,)]
    speakers.go("training")
    assert not speakers.speakers._looking.isActive()
    speakers.show_view(view(ONE, TWO, v2=("trained", 1.0)))
    assert not speakers._looking.isActive()


def test_speakers_that_cannot_be_told_apart_say_why(speakers):
    speakers.show_not_separated("s1", "Try again later.")
    assert "Try again later." in texts(speakers.speakers)


# Verification


@pytest.fixture
def verifying(begun):
    begun.show_view(view(ONE, TWO, needs="verification"))
    begun.go("verification")
    return begun


def test_the_text_is_shown_recorded_and_handed_in(verifying):
    asked, answered = listen(verifying.captcha_requested), listen(verifying.answer_requested)
    click(verifying, "verify.fetch")
    verifying.show_captcha(picture(), "image/png")
    assert verifying.verify.picture.isVisible()
    verifying.verify.record.show_devices(["USB"])
    verifying.verify.record.show_takes([Recorded(Path("/takes/c.wav"), 6.0, NOW)])
    QApplication.processEvents()
    use = verifying.verify.record.take_row(Path("/takes/c.wav")).use
    assert use.text() == "Hand it in"
    QTest.mouseClick(use, LEFT)
    assert (asked, answered) == ([(7,)], [(7, Path("/takes/c.wav"))])


def test_what_was_not_understood_can_be_read_again(verifying):
    verifying._answer(Path("/takes/c.wav"))
    verifying.show_failed(SamplesRefused("What you read was not understood; read it again."))
    assert "not understood" in texts(verifying.verify)
    assert part(verifying, QPushButton, "verify.fetch").isVisible()


def test_a_picture_that_is_none_is_said(verifying):
    verifying.show_captcha(b"<html>", "text/html")
    assert "cannot be shown (text/html)" in texts(verifying.verify)


def test_who_cannot_read_it_asks_for_a_review(verifying):
    asked = listen(verifying.review_requested)
    click(verifying, "verify.by_hand")
    ask = part(verifying, QPushButton, "verify.ask")
    assert not ask.isEnabled()
    verifying.verify.files.files_chosen.emit((Path("/x/paper.pdf"),))
    verifying.verify.note.setPlainText("I cannot see.")
    QTest.keyClick(ask, Qt.Key.Key_Space)
    assert asked == [(7, (Path("/x/paper.pdf"),), "I cannot see.")]


def test_a_review_is_waited_for(verifying):
    verifying.show_view(view(ONE, TWO, needs="review"))
    assert "may take some days" in texts(verifying.verify)
    assert not part(verifying, QPushButton, "verify.fetch").isVisible()


# Training


def test_training_begins_once_with_the_model_chosen(begun):
    begun.show_view(view(ONE, TWO))
    begun.go("training")
    asked = listen(begun.train_requested)
    part(begun, QComboBox, "training.model").setCurrentIndex(1)
    click(begun, "training.begin")
    click(begun, "training.begin")
    assert asked == [(7, "flash")]


def test_training_that_is_refused_can_be_begun_again(begun):
    begun.show_view(view(ONE, TWO))
    begun.go("training")
    click(begun, "training.begin")
    begun.show_failed(NotOffered("Your plan trains no voices."))
    assert "Your plan trains no voices." in texts(begun.training)
    assert part(begun, QPushButton, "training.begin").isEnabled()


def test_a_failed_training_says_why_and_can_be_begun_again(begun):
    failed = Training("p1", "failed", reason="The samples hold two speakers.")
    begun.show_view(replace(view(ONE, TWO), trainings=(("v2", failed),), steps=steps((ONE, TWO), (("v2", failed),))))
    begun.go("training")
    assert texts(begun.training).count("The samples hold two speakers.") == 1
    assert part(begun, QPushButton, "training.begin").text() == "Train again"


def test_training_cannot_begin_before_its_time(begun):
    begun.go("training")
    assert not part(begun, QPushButton, "training.begin").isVisible()
    assert "recordings enough" in texts(begun.training)


def test_progress_is_shown_by_model_and_asked_for_again(begun):
    begun.show_view(view(ONE, TWO, v2=("training", 0.42), flash=("queued", None)))
    begun.go("training")
    said = texts(begun.training)
    assert "Multilingual v2" in said
    assert "42 %" in said
    assert "Waits for its turn" in said
    looked = listen(begun.look_requested)
    click(begun, "training.look")
    assert looked == [(7,)]


def test_a_trained_voice_is_cast(begun):
    begun.show_view(view(ONE, TWO, v2=("trained", 1.0)))
    begun.go("training")
    cast = listen(begun.cast_requested)
    click(begun, "training.cast")
    assert cast == [("elevenlabs", "p1", "Eleanor")]
    assert part(begun, QAbstractButton, "professional.step.training").accessibleName() == "Step 5: Training, done"


# Keyboard and names


def test_the_first_step_by_keyboard_alone(qtbot, dialog):
    asked = listen(dialog.begin_requested)
    QTest.keyClicks(tab_to(dialog, "professional.name"), "Eleanor")
    QTest.keyClicks(tab_to(dialog, "professional.consent.who"), "Eleanor Marsh")
    QTest.keyClick(tab_to(dialog, "professional.consent.confirm"), Qt.Key.Key_Space)
    QTest.keyClick(tab_to(dialog, "professional.next"), Qt.Key.Key_Space)
    assert len(asked) == 1


def test_every_step_is_reached_by_keyboard(begun):
    """The rail is like tabs: Tab comes to the current one, the arrows lead on."""
    for step, after in (("samples", "speakers"), ("speakers", "verification"), ("verification", "training")):
        QTest.keyClick(tab_to(begun, f"professional.step.{step}"), Qt.Key.Key_Right)
        assert begun.step == after


def tab_to(dialog, name):
    """Press Tab until the keyboard is on something, as one must."""
    for _ in range(60):
        held = dialog.focusWidget()
        if held is not None and held.objectName() == name:
            return held
        QTest.keyClick(held or dialog, Qt.Key.Key_Tab)
    pytest.fail(f"Tab never comes to {name}")


def test_everything_has_a_name_to_a_screen_reader(verifying):
    click(verifying, "verify.by_hand")
    verifying.show_separation("s1", Separation("completed", (SpeakerFound("a", 1.0), SpeakerFound("b", 2.0))))
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    found = [one for kind in kinds for one in verifying.findChildren(kind)]
    mute = [one for one in found if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)]
    assert [one for one in mute if not one.objectName().startswith("qt_")] == []
