"""Making voices in the window, with the simulated providers: wishes are answered, refused with a sentence, gone on with."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("PySide6")

import shell_desk as desks
from keyring.backends import fail
from shell_desk import sentence, unanswered, until

from studio_app.domain.errors import FileRefused
from studio_app.session.cloning import Consent
from studio_app.session.work_views import JobView
from studio_app.ui.activity.words import face
from studio_app.ui.voices.clone_dialog import CloneDialog
from studio_app.ui.voices.design_dialog import DesignDialog
from studio_app.ui.voices.professional_dialog import ProfessionalDialog
from tests.settings.memory_keyring import installed
from tests.simulators import simulator

#: An upload that is stopped in its middle leaves its socket to the collector of garbage.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

CONSENT = Consent("Ada", "This is my voice, and I agree.")
DESCRIPTION = "A calm old storyteller with a deep, warm voice."


@pytest.fixture(scope="module")
def window(qapp, tmp_path_factory):
    with installed(fail.Keyring()):
        made = desks.Shell(qapp, tmp_path_factory.mktemp("home"))
        yield made
        made.close()


@pytest.fixture
def shell(window, tmp_path, monkeypatch):
    desks.devices(monkeypatch, "Desk", "Headset")
    window.begin(tmp_path, monkeypatch)
    yield window
    window.forget()


@pytest.fixture
def eleven(shell):
    with simulator("elevenlabs", fast=True, plan="creator", key=desks.new_key(), library=40) as sim:
        shell.account(sim)
        yield sim


@pytest.fixture
def fish(shell):
    with simulator("fish", fast=True, key=desks.new_key()) as sim:
        shell.account(sim)
        yield sim


@pytest.fixture
def book(tmp_path):
    return desks.new_book(tmp_path)


@pytest.fixture
def said(tmp_path):
    return desks.recorded(tmp_path / "said.wav")


async def opened(desk, wish, kind):
    getattr(desk.voice_making, wish)()
    return await until(lambda: desks.dialog_of(kind))


async def cloner(desk):
    return await opened(desk, "clone", CloneDialog)


async def designer(desk):
    return await opened(desk, "design", DesignDialog)


async def trainer(desk):
    return await opened(desk, "train", ProfessionalDialog)


async def closed(desk, dialog):
    """Close a dialog; whatever began in it has a moment to come to nothing."""
    dialog.reject()
    making = desk.voice_making
    await until(lambda: all(one._dialog is None for one in (making._cloning, making._design, making._training)))
    await until(lambda: desks.quiet(desk))
    await asyncio.sleep(0.05)


async def prepared(dialog, said):
    """Bring a recording, and wait until it is looked at."""
    dialog.drop.files_chosen.emit((said,))
    await until(lambda: dialog.recordings.held and dialog.findings.worst)


def make(dialog, name="Ada"):
    """Agree, and wish for the voice."""
    dialog.about.name.setText(name)
    dialog.consent.who.setText("Ada")
    dialog.consent.confirm.setChecked(True)
    dialog.go("consent")
    dialog.next.click()


def asked(sim, path):
    return [one for one in sim.requests if one.path == path and one.method == "POST"]


# Every dialog


def test_every_wish_of_every_dialog_is_answered(shell, eleven, book):
    async def work(desk):
        found = set()
        for open_ in (cloner, designer, trainer):
            dialog = await open_(desk)
            panels = [dialog.record] if hasattr(dialog, "record") else []
            for page in (dialog, *panels, *([dialog.verify.record] if open_ is trainer else [])):
                found |= unanswered(page)
            await closed(desk, dialog)
        return found

    assert shell.live(book, work) == set()


def test_without_an_account_it_is_said_what_is_needed(shell, book, monkeypatch):
    async def work(desk):
        pages, banner = [], desk.parts.window.banner
        monkeypatch.setattr(desk.asides, "preferences", pages.append)
        for wish in ("clone", "design", "train"):
            getattr(desk.voice_making, wish)()
            await until(lambda: sentence(banner))
            banner._buttons.itemAt(0).widget().click()
            banner.hide()
        return pages

    assert shell.live(book, work) == ["Accounts"] * 3


@pytest.mark.parametrize(("wish", "kind"), [("clone", CloneDialog), ("design", DesignDialog)])
def test_two_wishes_open_one_dialog(shell, eleven, book, wish, kind):
    async def work(desk):
        before = len(desk.parts.window.findChildren(kind))
        getattr(desk.voice_making, wish)()
        dialog = await opened(desk, wish, kind)
        await asyncio.sleep(0.2)
        there = len(desk.parts.window.findChildren(kind)) - before
        await closed(desk, dialog)
        return there

    assert shell.live(book, work) == 1


# The microphone


def test_who_closes_while_the_microphone_opens_is_not_listened_to(shell, eleven, book):
    async def work(desk):
        dialog = await cloner(desk)
        dialog.drop.record.click()
        await until(lambda: shell.captures)
        await closed(desk, dialog)
        return [one.open for one in shell.captures]

    assert shell.live(book, work, slow=0.4) == [False]


def test_what_is_recorded_when_the_dialog_is_closed_is_a_take_the_next_time(shell, eleven, book):
    async def work(desk):
        dialog = await cloner(desk)
        dialog.drop.record.click()
        await until(lambda: desk.work.voices.microphone.listening)
        dialog.record.record_requested.emit("Desk")
        await until(lambda: desk.work.voices.microphone.recording)
        shell.captures[-1].say(1.0)
        await asyncio.sleep(0.2)
        await closed(desk, dialog)
        dialog = await cloner(desk)
        dialog.drop.record.click()
        (path,) = await until(lambda: tuple(dialog.record._rows))
        dialog.record.use_requested.emit(path)
        await until(lambda: dialog.recordings.held)
        assert not dialog.about.named, "the time of day is no name for a voice"
        await closed(desk, dialog)
        return path

    assert shell.live(book, work).stat().st_size > desks.RATE


def test_no_microphone_is_said_where_one_would_record(shell, eleven, book):
    async def work(desk):
        dialog = await cloner(desk)
        dialog.drop.record.click()
        found = await until(lambda: sentence(dialog.record.refused))
        await closed(desk, dialog)
        return found

    assert shell.live(book, work, gone=True) == "No microphone was found. Connect one."


def test_a_microphone_that_is_pulled_out_is_said_and_what_it_heard_is_kept(shell, eleven, book):
    async def work(desk):
        dialog = await cloner(desk)
        dialog.drop.record.click()
        await until(lambda: desk.work.voices.microphone.listening)
        dialog.record.record_requested.emit("Desk")
        await until(lambda: desk.work.voices.microphone.recording)
        shell.captures[-1].say(1.0)
        shell.captures[-1].pull_out()
        found = await until(lambda: sentence(dialog.record.refused))
        await until(lambda: dialog.record._rows)
        assert dialog.record.state == "idle"
        await closed(desk, dialog)
        return found

    assert "Desk" in shell.live(book, work)


def test_takes_are_heard_and_deleted(shell, eleven, book, tmp_path):
    (tmp_path / "recordings").mkdir()
    path = desks.recorded(tmp_path / "recordings" / "one.wav", 2)

    async def work(desk):
        dialog = await cloner(desk)
        dialog.drop.record.click()
        await until(lambda: dialog.record._rows)
        dialog.record.play_requested.emit(path)
        await until(lambda: dialog.record.take_row(path).playing)
        dialog.record.play_stopped.emit()
        await until(lambda: not dialog.record.take_row(path).playing)
        dialog.record.delete_requested.emit(path)
        await until(lambda: not dialog.record._rows)
        dialog.record.play_requested.emit(path)
        found = await until(lambda: sentence(dialog.record.refused))
        await closed(desk, dialog)
        return found

    assert "one.wav" in shell.live(book, work)
    assert not path.exists()


# Cloning


def test_a_recording_is_looked_at_heard_and_silent_when_the_dialog_goes(shell, eleven, book, said):
    async def work(desk):
        dialog = await cloner(desk)
        await prepared(dialog, said)
        dialog.play_requested.emit(said, 0.0, 2.0)
        await until(lambda: desk.work.voices.player.plays)
        await closed(desk, dialog)

    shell.live(book, work)


def test_a_sound_that_is_read_while_the_dialog_is_closed_is_not_played(shell, eleven, book, said):
    async def work(desk):
        dialog = await cloner(desk)
        dialog.play_requested.emit(said, 0.0, 2.0)
        await closed(desk, dialog)
        await asyncio.sleep(0.3)
        return desks.quiet(desk)

    assert shell.live(book, work)


def test_what_cannot_be_read_is_said_in_the_dialog(shell, eleven, book, said, monkeypatch):
    async def refuse(*_):
        raise FileRefused("The disk does not answer.")

    async def work(desk):
        dialog = await cloner(desk)
        monkeypatch.setattr(desk.work.voices.cloning, "prepare", refuse)
        dialog.drop.files_chosen.emit((said,))
        found = await until(lambda: sentence(dialog.banner))
        assert not dialog._preparing
        await closed(desk, dialog)
        return found

    assert shell.live(book, work) == "The disk does not answer."


def test_a_voice_is_made_once_named_among_ones_own_and_cast(shell, eleven, book, said):
    async def work(desk):
        dialog = await cloner(desk)
        await prepared(dialog, said)
        make(dialog)
        await until(lambda: dialog.making.state == "trained")
        dialog.making.way("cast").click()
        await until(lambda: desk.casts._page is not None and desk.casts._page.isVisible())
        assert not dialog.isVisible()
        await desk.work.voices.mine.refresh()
        return [one.called for one in desk.work.voices.mine.all()]

    assert "Ada" in shell.live(book, work)
    assert len(asked(eleven, "/v1/voices/add")) == 1


def test_without_a_place_it_says_so_and_leads_to_ones_own_voices(shell, book, said):
    async def work(desk):
        dialog = await cloner(desk)
        await prepared(dialog, said)
        make(dialog)
        await until(lambda: dialog.making.state == "failed")
        found = dialog.making.sentence
        dialog.making.way("voices").click()
        await until(lambda: desk.parts.window.panels.voices.page == "mine")
        return found, dialog.isVisible()

    with simulator("elevenlabs", fast=True, plan="creator", key=desks.new_key(), slots=1, library=5) as sim:
        shell.account(sim)
        found, visible = shell.live(book, work)
    assert "slots" in found
    assert not visible


def test_an_upload_can_be_stopped_and_tried_again(shell, book, said):
    async def work(desk):
        dialog = await cloner(desk)
        await prepared(dialog, said)
        make(dialog)
        await until(lambda: dialog.making.state == "sending")
        await asyncio.sleep(0.3)
        dialog.making.cancel.click()
        await until(lambda: dialog.making.state == "failed")
        sim.set(intake=0)
        dialog.making.way("again").click()
        await until(lambda: dialog.making.state == "trained")
        await closed(desk, dialog)

    with simulator("elevenlabs", fast=True, plan="creator", key=desks.new_key(), intake=10_000) as sim:
        shell.account(sim)
        shell.live(book, work)


def test_what_is_under_way_was_not_cut_off(shell, book, said):
    async def work(desk):
        dialog = await cloner(desk)
        await prepared(dialog, said)
        make(dialog)
        await until(lambda: dialog.making.state == "sending")
        await asyncio.sleep(0.2)
        desk.voice_making.recover()
        await asyncio.sleep(0.3)
        found = sentence(desk.parts.window.banner)
        sim.set(intake=0)
        await until(lambda: dialog.making.state == "trained")
        await closed(desk, dialog)
        return found

    with simulator("elevenlabs", fast=True, plan="creator", key=desks.new_key(), intake=50_000) as sim:
        shell.account(sim)
        assert shell.live(book, work) == ""


def cut_off(shell, book, said, sim):
    """Begin a voice in a window that is closed while its recordings are sent."""

    async def work(desk):
        dialog = await cloner(desk)
        await prepared(dialog, said)
        make(dialog)
        await until(lambda: dialog.making.state == "sending")
        await asyncio.sleep(0.3)

    sim.set(intake=10_000)
    shell.live(book, work)
    sim.set(intake=0)


@pytest.mark.parametrize(("way", "voices"), [(0, ["Ada"]), (1, [])])
def test_what_was_cut_off_is_offered_again(shell, eleven, book, said, way, voices):
    cut_off(shell, book, said, eleven)

    async def work(desk):
        banner = desk.parts.window.banner
        found = await until(lambda: sentence(banner))
        banner._buttons.itemAt(way).widget().click()
        await until(lambda: not sentence(banner))
        await until(lambda: not desk.work.running)
        await asyncio.sleep(0.2)
        await desk.work.voices.mine.refresh()
        assert await desk.work.backstage(desk.work.voices.cloning.broken_off) == ()
        return found, [one.called for one in desk.work.voices.mine.all() if one.called == "Ada"]

    found, made = shell.live(book, work)
    assert "Ada" in found
    assert made == voices


def test_a_voice_at_fish_is_private_unless_one_says_otherwise(shell, fish, book, said):
    async def work(desk):
        dialog = await cloner(desk)
        await prepared(dialog, said)
        make(dialog)
        await until(lambda: dialog.making.state == "trained")
        await closed(desk, dialog)

    shell.live(book, work)
    (sent,) = asked(fish, "/model")
    assert (sent.body["visibility"], sent.body["enhance_audio_quality"]) == ("private", "true")


def test_recordings_alone_are_cast_at_once(shell, fish, book, said):
    async def work(desk):
        dialog = await cloner(desk)
        await prepared(dialog, said)
        dialog._here.click()
        make(dialog)
        await until(lambda: dialog.making.state == "trained")
        dialog.making.way("cast").click()
        page = await until(lambda: desk.casts._page)
        await until(lambda: not dialog.isVisible())
        offer = await desk.work.offer("fish")
        return page.isVisible(), [voice.name for voice in offer.voices if voice.name == "Ada"]

    assert shell.live(book, work) == (True, ["Ada"])
    assert not asked(fish, "/model")


# Designing


async def designed(dialog):
    dialog.description.show_text(DESCRIPTION)
    dialog.description.changed.emit()
    await until(dialog.go.isEnabled)
    dialog.go.click()


def test_a_design_that_is_under_way_when_the_dialog_goes_is_there_the_next_time(shell, eleven, book):
    async def work(desk):
        dialog = await designer(desk)
        await designed(dialog)
        await closed(desk, dialog)
        await until(lambda: not desk.work.running)
        dialog = await designer(desk)
        await until(lambda: not dialog.candidates.empty)
        await closed(desk, dialog)

    shell.live(book, work)
    assert len(asked(eleven, "/v1/text-to-voice/design")) == 1


def test_a_candidate_is_heard_kept_cast_and_the_design_thrown_away(shell, eleven, book):
    async def work(desk):
        dialog = await designer(desk)
        await designed(dialog)
        await until(lambda: not dialog.candidates.empty)
        design = next(iter(dialog.candidates._rounds))
        key = next(iter(dialog.candidates._cards))
        dialog.hear_requested.emit(design, dialog.candidates.card(*key).candidate)
        await until(lambda: desk.work.voices.player.plays)
        dialog.hear_stopped.emit()
        await until(lambda: desks.quiet(desk))
        dialog.keep_requested.emit(*key, "Old Teller", {})
        await until(lambda: "Old Teller" in sentence(dialog.banner))
        dialog.forget_requested.emit(design)
        await until(lambda: dialog.candidates.empty)
        dialog.banner._buttons.itemAt(0).widget().click()
        await until(lambda: desk.casts._page is not None and desk.casts._page.isVisible())
        return dialog.isVisible()

    assert not shell.live(book, work), "what is cast is seen: the dialog does not lie before it"
    assert len(asked(eleven, "/v1/text-to-voice")) == 1


def test_a_design_that_is_refused_says_why_and_one_that_may_be_paid_asks(shell, eleven, book):
    async def work(desk):
        dialog = await designer(desk)
        eleven.fault("/v1/text-to-voice/design", status=400, times=1)
        await designed(dialog)
        found = await until(lambda: sentence(dialog.banner))
        await closed(desk, dialog)
        return found

    assert shell.live(book, work)
    assert eleven.billed == 0


def test_a_passage_of_the_book_is_what_they_say(shell, eleven, book):
    async def work(desk):
        dialog = await designer(desk)
        dialog.passage_requested.emit()
        await until(lambda: dialog.text.text)
        found = dialog.text.text
        await closed(desk, dialog)
        return found

    assert shell.live(book, work) == " ".join(desks.TEXTS)


def test_without_its_engine_nobody_knows_the_price(shell, eleven, book, monkeypatch):
    async def refuse(*_):
        raise FileRefused("Nobody can say.")

    async def work(desk):
        dialog = await designer(desk)
        monkeypatch.setattr(desk.work.voices.designing, "estimate", refuse)
        dialog.description.show_text(DESCRIPTION)
        found = await until(lambda: dialog.price.text() == "Nobody can say.")
        await closed(desk, dialog)
        return found

    assert shell.live(book, work)


# Training


def test_a_professional_clone_is_begun_and_gone_on_with_by_its_voice(shell, eleven, book):
    async def work(desk):
        dialog = await trainer(desk)
        dialog.begin_requested.emit("elevenlabs", "Ada", "en", CONSENT, "", {})
        await until(lambda: dialog.making)
        number = dialog.making
        await closed(desk, dialog)
        await desk.work.voices.mine.refresh()
        listing = next(one.listing for one in desk.work.voices.mine.all() if one.called == "Ada")
        desk.voice_making.resume(listing)
        dialog = await until(lambda: desks.dialog_of(ProfessionalDialog))
        again = await until(lambda: dialog.making)
        await closed(desk, dialog)
        return again == number

    assert shell.live(book, work)


def test_samples_are_uploaded_one_after_the_other_and_one_that_waits_can_be_taken_back(shell, eleven, book, tmp_path):
    paths = tuple(desks.recorded(tmp_path / f"{seconds}.wav", seconds) for seconds in (3, 4, 5))

    async def work(desk):
        dialog = await trainer(desk)
        dialog.begin_requested.emit("elevenlabs", "Ada", "en", CONSENT, "", {})
        number = await until(lambda: dialog.making)
        eleven.set(intake=30_000)
        dialog.add_requested.emit(number, paths, False)
        dialog.upload_cancelled.emit(number, paths[1])
        eleven.set(intake=0)
        await until(lambda: not desk.work.running and not desk.voice_making._training._queue)
        await asyncio.sleep(0.2)
        views = await desk.work.backstage(desk.work.voices.professionals.views)
        await closed(desk, dialog)
        return views

    shell.live(book, work)
    sent = [one for one in eleven.requests if one.path.endswith("/samples") and one.method == "POST"]
    assert len(sent) == 2


def test_a_step_that_is_refused_is_said_in_the_dialog(shell, eleven, book):
    async def work(desk):
        dialog = await trainer(desk)
        eleven.fault("/v1/voices/pvc", status=400, times=1)
        dialog.begin_requested.emit("elevenlabs", "Ada", "en", CONSENT, "", {})
        found = await until(lambda: sentence(dialog.banner))
        await closed(desk, dialog)
        return found

    assert shell.live(book, work)


# Jobs


@pytest.mark.parametrize("made", [True, "2026-11-21T17:30:00"])
def test_a_job_that_makes_a_voice_counts_no_segments(made):
    result = type("Made", (), {"made": made})()
    assert face(JobView(1, "voice", "Design a voice", "done", result=result)).status == "Done"


def test_recordings_of_a_voice_in_training_that_were_cut_off_are_offered_again(shell, eleven, book, said):

    async def begin(desk):
        dialog = await trainer(desk)
        dialog.begin_requested.emit("elevenlabs", "Ada", "en", CONSENT, "", {})
        await until(lambda: dialog.making)
        dialog.add_requested.emit(dialog.making, (said,), False)
        await until(lambda: dialog.samples.uploading)
        await asyncio.sleep(0.5)
        return dialog.making

    eleven.set(intake=10_000)
    number = shell.live(book, begin)
    eleven.set(intake=0)

    async def go_on(desk):
        dialog = await trainer(desk)
        dialog._known[number].click()
        found = await until(lambda: dialog.banner.sentence)
        dialog.banner.focus_first()
        dialog.focusWidget().click()
        await until(lambda: dialog._view.samples)
        await closed(desk, dialog)
        return found

    assert "said.wav" in shell.live(book, go_on)
