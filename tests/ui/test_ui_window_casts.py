"""The cast of a project in the window: edits, what a voice would mean, one paragraph to try it on, and refusals."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

import shell_desk as desks
from keyring.backends import fail
from shell_desk import sentence, unanswered, until

from studio_app.domain.cast import Casting
from studio_app.domain.edits.text import lock
from studio_app.domain.errors import FileRefused
from studio_app.ui.shell import casts as shell_casts
from tests.settings.memory_keyring import installed
from tests.simulators import simulator

#: Where a provider is gone, connections to it are left to the collector of garbage.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

EL, MODEL = "elevenlabs", "eleven_multilingual_v2"


@pytest.fixture(scope="module")
def window(qapp, tmp_path_factory):
    with installed(fail.Keyring()):
        made = desks.Shell(qapp, tmp_path_factory.mktemp("home"))
        yield made
        made.close()


@pytest.fixture
def shell(window, tmp_path, monkeypatch):
    window.begin(tmp_path, monkeypatch)
    yield window
    window.forget()


@pytest.fixture
def eleven(shell):
    with simulator(EL, fast=True, plan="creator", library=60, key=desks.new_key()) as sim:
        shell.account(sim)
        yield sim


@pytest.fixture
def book(tmp_path):
    return desks.new_book(tmp_path)


async def cast_page(desk):
    desk.voicing.show("cast")
    return await until(lambda: desk.casts._page)


def names(desk):
    return [speaker.name for speaker in desk.studio.project.speakers]


async def added(desk, page, name="Grace"):
    """Add a speaker; return its id."""
    page.add_requested.emit()
    number = desk.studio.project.speakers[-1].id
    page.rename_requested.emit(number, name)
    return number


async def voice(desk):
    """Return the id of one of the account's voices."""
    offer = await desk.work.offer(EL)
    return offer.voices[0].id


def test_every_wish_of_the_page_is_answered(shell, book):
    async def work(desk):
        return unanswered(await cast_page(desk))

    assert shell.live(book, work) <= {"speaker_chosen"}


def test_speakers_are_added_named_coloured_and_taken_away_and_each_is_one_step_back(shell, book):
    async def work(desk):
        page = await cast_page(desk)
        number = await added(desk, page)
        page.colour_requested.emit(number, "teal")
        page.narrator_requested.emit(number)
        before = names(desk), desk.studio.project.voicing.narrator_id == number
        page.remove_requested.emit(1, number)
        after = names(desk)
        for _ in range(5):
            await desk.studio.undo()
        return before, after, names(desk)

    assert shell.live(book, work) == ((["Narrator", "Grace"], True), ["Grace"], ["Narrator"])


def test_what_cannot_be_is_said_on_the_page_and_changes_nothing(shell, book):
    async def work(desk):
        page = await cast_page(desk)
        number = await added(desk, page)
        said = []
        for wish in (
            lambda: page.rename_requested.emit(number, "Narrator"),
            lambda: page.remove_requested.emit(1, number),
            lambda: page.rename_requested.emit(number, " "),
        ):
            page.notice.hide()
            wish()
            said.append(sentence(page.notice))
        page.rename_requested.emit(99, "Nobody")
        return said, names(desk)

    said, there = shell.live(book, work)
    assert "Narrator" in said[0]
    assert "narrates" in said[1]
    assert said[2] == "A speaker needs a name."
    assert there == ["Narrator", "Grace"]


def test_a_voice_says_what_it_would_mean_and_is_cast_in_one_step(shell, eleven, book):
    async def work(desk):
        page = await cast_page(desk)
        desk.casts.take_voice(EL, await voice(desk), "")
        await until(page._go.isEnabled)
        said = [one.text() for one in page.findChildren(type(page._dear))]
        (casting,) = page.draft.values()
        page.cast_requested.emit(page.draft)
        now = desk.studio.project.speaker(1).casting
        await desk.studio.undo()
        return said, casting == now, desk.studio.project.speaker(1).casting.engine

    said, cast, engine = shell.live(book, work)
    assert any(text.startswith("3 segments") and "credits" in text for text in said)
    assert (cast, engine) == (True, "local")
    assert eleven.billed == 0


def test_one_paragraph_is_tried_for_what_was_said_and_heard(shell, eleven, book, monkeypatch):
    async def work(desk):
        heard = []
        monkeypatch.setattr(desk.listening, "play_takes", lambda takes, told: heard.append((takes, told(True))))
        page = await cast_page(desk)
        casting = Casting.of(EL, MODEL, await voice(desk))
        told = (await desk.work.tryout(desk.casts.paragraph_id(), (casting,), 1))[0]
        page.try_requested.emit(1, casting)
        await until(lambda: heard)
        return told.credits, len(heard[0][0]), desk.studio.project.speaker(1).casting.engine

    told, takes, engine = shell.live(book, work)
    assert (round(told), takes, engine) == (eleven.billed, 1, "local")


def test_a_trial_that_is_refused_says_why(shell, eleven, book):
    async def work(desk):
        page = await cast_page(desk)
        page.try_requested.emit(1, Casting.of(EL, MODEL, "nobodyHasThisVoice00"))
        return await until(lambda: sentence(page.notice))

    assert shell.live(book, work)
    assert eleven.billed == 0


def test_an_engine_without_an_account_says_so_where_one_chooses(shell, book):
    async def work(desk):
        page = await cast_page(desk)
        desk.casts.take_voice(EL, "anyVoiceThere0000000", "Any")
        offer = await desk.work.offer(EL)
        page.recast_requested.emit(page.draft)
        await until(page._go.isEnabled)
        return offer.refusal

    assert shell.live(book, work)


def test_a_voice_dropped_on_a_paragraph_speaks_it_and_the_same_again_is_the_same_speaker(shell, eleven, book):
    async def work(desk):
        await cast_page(desk)
        ids = [one.id for held in desk.studio.project.paragraphs.values() for one in held]
        chosen = await voice(desk)
        for number in ids[:2]:
            desk.casts.voice_dropped(EL, chosen, "Grace", number)
            await shell._idle()
        project = desk.studio.project
        return names(desk), [bool(project.paragraph(one).fragments) for one in ids]

    assert shell.live(book, work) == (["Narrator", "Grace"], [True, True, False])


def test_a_locked_paragraph_keeps_its_voice_and_the_window_says_so(shell, eleven, book):
    async def work(desk):
        project = desk.studio.project
        number = next(iter(project.paragraphs.values()))[0].id
        desk.studio.do(lock(project, [number], locked=True))
        desk.casts.voice_dropped(EL, await voice(desk), "Grace", number)
        return await until(lambda: sentence(desk.parts.window.banner))

    assert "locked" in shell.live(book, work)


def test_the_cast_of_another_project_is_taken_over_by_name(shell, eleven, book, tmp_path, monkeypatch):
    (tmp_path / "other").mkdir()
    other = desks.new_book(tmp_path / "other", EL, MODEL, "21m00Tcm4TlvDq8ikWAM")

    async def chosen(*_):
        return other

    async def agreed(*_, **__):
        return "copy"

    async def work(desk):
        monkeypatch.setattr(shell_casts, "choose_file", chosen)
        monkeypatch.setattr(shell_casts, "ask", agreed)
        page = await cast_page(desk)
        page.copy_requested.emit()
        await until(lambda: desk.studio.project.speaker(1).casting.engine == EL)
        return names(desk)

    assert shell.live(book, work) == ["Narrator"]


def test_a_file_that_is_no_project_is_refused_with_a_sentence(shell, book, tmp_path, monkeypatch):
    (tmp_path / "no.lectern").write_text("no project")

    async def chosen(*_):
        return tmp_path / "no.lectern"

    async def work(desk):
        monkeypatch.setattr(shell_casts, "choose_file", chosen)
        (await cast_page(desk)).copy_requested.emit()
        return await until(lambda: sentence(desk.parts.window.banner))

    assert shell.live(book, work)


def test_an_engine_that_cannot_be_asked_is_said_where_a_voice_is_chosen(shell, book, monkeypatch):
    async def refuse(_):
        raise FileRefused("Nobody can count that.")

    async def work(desk):
        monkeypatch.setattr(desk.work, "recast", refuse)
        page = await cast_page(desk)
        desk.casts.take_voice("local", "de", "")
        await until(page._go.isEnabled)
        return [one.text() for one in page.findChildren(type(page._dear))]

    assert "Nobody can count that." in shell.live(book, work)
