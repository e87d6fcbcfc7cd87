"""The timeline in the window: wishes of its panel and dialogs become edits, sounds and files, each edit one step of undo."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

import pytest

pytest.importorskip("PySide6")

import shell_desk as desks
from keyring.backends import fail
from shell_desk import sentence, unanswered, until

from studio_app.domain.edits.adding import add_effect
from studio_app.domain.edits.timeline import move_clips
from studio_app.domain.edits.tracks import add_track, change_track
from studio_app.domain.timeline import Effect, Sound, TrackKind
from studio_app.session.effects import Effected
from studio_app.session.work_views import OVER
from studio_app.ui.shell import scripts as shell_scripts
from studio_app.ui.shell import timeline_media as shell_media
from studio_app.ui.timeline.clip_model import Column
from studio_app.ui.timeline.effect_dialog import EffectDialog
from studio_app.ui.timeline.export_dialog import TimelineExportDialog, TimelineWish, What
from studio_app.ui.timeline.script_dialog import ScriptDialog
from tests.settings.memory_keyring import installed

SILENCE = Sound(96_000, 0, 96_000, 96_000)
CSV = 'speaker,line\nAnna,"Good evening."\nBen,"The train was early."\nAnna,"Sit down."\n'


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
def book(tmp_path):
    return desks.new_book(tmp_path)


def laid(desk):
    """Return the timeline of the chapter that is shown."""
    return desk.studio.project.timelines.get(desk.timelines.panel.chapter_id)


def clips(desk):
    timeline = laid(desk)
    return [clip for track in timeline.tracks for clip in timeline.lane(track.id)]


async def opened(desk):
    """Open the chapter as a timeline, and return the panel."""
    desk.act("timeline.open")
    await until(lambda: desk.timelines.there and desk.timelines.panel.timeline.tracks)
    return desk.timelines.panel


async def idle(desk):
    await until(lambda: desk.work.jobs and all(view.state in OVER for view in desk.work.jobs))


async def undone(desk):
    """Take one step back."""
    before = desk.studio.project
    desk.act("edit.undo")
    await until(lambda: desk.studio.project is not before)


def test_every_wish_of_the_panel_is_answered(shell, book):
    async def work(desk):
        return unanswered(await opened(desk))

    assert shell.live(book, work) <= {"track_chosen"}


def test_a_chapter_is_opened_generated_heard_and_given_up(shell, book):
    async def work(desk):
        panel, window = await opened(desk), desk.parts.window
        assert window.panels.transport.isHidden()
        assert [clip.text for clip in clips(desk)] == list(desks.TEXTS)
        desk.act("timeline.generate")
        await until(lambda: all(clip.sounds for clip in clips(desk)))
        await idle(desk)
        desk.act("timeline.play")
        await until(lambda: desk.timelines.listening.player.state.playing and panel.playhead > 0)
        desk.act("transport.stop")
        await until(lambda: not desk.timelines.listening.player.state.playing)
        await undone(desk)
        assert not any(clip.sounds for clip in clips(desk))
        await undone(desk)
        await until(lambda: not desk.timelines.there)
        assert not window.panels.transport.isHidden()
        return [p.text for p in desk.studio.project.paragraphs[1]]

    assert shell.live(book, work) == list(desks.TEXTS)


def test_what_cannot_be_done_is_said_and_changes_nothing(shell, book):
    async def work(desk):
        panel = await opened(desk)
        track = laid(desk).tracks[0]
        desk.timelines.edit(partial(change_track, track_id=track.id, locked=True), "")
        await until(lambda: laid(desk).tracks[0].locked)
        before = desk.studio.project
        desk.timelines.edit(partial(move_clips, clip_ids=[clips(desk)[0].id], by=48_000), "")
        said = await until(lambda: sentence(panel.banner))
        assert desk.studio.project is before
        return said

    assert "locked" in shell.live(book, work)


def test_audio_comes_on_a_track_of_its_own_in_one_step(shell, book, tmp_path):
    async def work(desk):
        panel = await opened(desk)
        panel.media_dropped.emit(0, 24_000, (desks.recorded(tmp_path / "rain.wav", 3.0),))
        clip = await until(lambda: next((c for c in clips(desk) if c.text == "rain"), None))
        track = laid(desk).track(clip.track_id)
        assert (track.kind, clip.start, clip.length) == (TrackKind.AUDIO, 24_000, 3 * 48_000)
        await undone(desk)
        return [track.kind for track in laid(desk).tracks]

    assert shell.live(book, work) == [TrackKind.VOICEOVER]


def test_a_file_without_sound_is_refused_with_a_sentence(shell, book, tmp_path):
    (tmp_path / "note.wav").write_text("no sound")

    async def work(desk):
        panel = await opened(desk)
        panel.media_dropped.emit(0, 0, (tmp_path / "note.wav",))
        return await until(lambda: sentence(panel.banner) if "Adding" not in sentence(panel.banner) else "")

    assert "note.wav" in shell.live(book, work)


def test_an_effect_is_made_chosen_and_placed_in_one_step(shell, book):
    async def work(desk):
        panel = await opened(desk)
        panel.effect_requested.emit(0, 0, 0)
        dialog = await until(lambda: desks.dialog_of(EffectDialog))
        assert unanswered(dialog) == set()
        wish = Effect(1.0)
        dialog.generate_requested.emit("local", "a door slams", wish, False)
        await until(lambda: len(dialog._cards) == 4)
        chosen = dialog._cards[2].variant.take_id
        dialog.use_requested.emit(chosen, "a door slams", wish)
        clip = await until(lambda: next((c for c in clips(desk) if c.effect), None))
        assert (clip.text, clip.sounds[0].take_id, clip.length) == ("a door slams", chosen, 48_000)
        await undone(desk)
        return len(laid(desk).tracks)

    assert shell.live(book, work) == 1


def test_a_clip_shows_that_its_effect_is_being_made_on_canvas_and_list(shell, book, monkeypatch):
    gate = threading.Event()

    async def slow(*_, **__):
        while not gate.is_set():  # noqa: ASYNC110  another thread sets it
            await asyncio.sleep(0.01)
        return Effected(())

    async def work(desk):
        panel = await opened(desk)
        desk.timelines.edit(partial(add_effect, track_id=None, at=0, prompt="rain", sound=SILENCE, effect=Effect()), "")
        clip = await until(lambda: next((c for c in clips(desk) if c.text == "rain"), None))
        monkeypatch.setattr(desk.work.effects, "make", slow)
        panel.effect_for(clip.id)
        dialog = await until(lambda: desks.dialog_of(EffectDialog))
        dialog.generate_requested.emit("local", "rain", Effect(), False)
        state = panel.clips.index(panel.clips.row_of(clip.id), Column.STATE)
        assert state.data() == "Being generated"
        await until(lambda: panel.canvas.picture.moving)
        gate.set()
        await until(lambda: state.data() != "Being generated")
        await until(lambda: not panel.canvas.picture.moving)
        dialog.reject()
        return state.data()

    assert shell.live(book, work) == "Generated"


def test_a_track_of_nobody_gets_a_speaker_whose_casting_is_shown(shell, book):
    async def work(desk):
        panel = await opened(desk)
        desk.timelines.edit(partial(add_track, kind=TrackKind.VOICEOVER, name="Alice"), "")
        track = await until(lambda: next((t for t in laid(desk).tracks if t.name == "Alice"), None))
        panel.cast_requested.emit(track.id)
        await until(lambda: laid(desk).track(track.id).speaker_id)
        speaker = desk.studio.project.speaker(laid(desk).track(track.id).speaker_id)
        await until(lambda: desk.casts._page is not None and desk.casts._page.isVisible())
        await undone(desk)
        return speaker.name, [s.name for s in desk.studio.project.speakers]

    assert shell.live(book, work) == ("Alice", ["Narrator"])


def test_a_script_becomes_a_chapter_of_the_open_project(shell, book, tmp_path, monkeypatch):
    (tmp_path / "scene.csv").write_text(CSV)

    async def here(*_, **__):
        return "here"

    async def work(desk):
        monkeypatch.setattr(shell_scripts, "ask", here)
        desk.projects.read(tmp_path / "scene.csv")
        dialog = await until(lambda: desks.dialog_of(ScriptDialog))
        assert unanswered(dialog) == set()
        await until(lambda: dialog._draft)
        dialog.import_requested.emit(dialog._draft, False)
        dialog.accept()
        await until(lambda: len(desk.studio.project.chapters) == 2 and desk.timelines.there)
        state = await until(lambda: desk.state_of(desk.timelines.panel.chapter_id))
        assert state.length_s == laid(desk).length / 48_000
        return [(track.name, len(laid(desk).lane(track.id))) for track in laid(desk).tracks]

    assert shell.live(book, work) == [("Anna", 2), ("Ben", 1)]


def test_mix_stems_and_timing_are_written_by_one_wish(shell, book, tmp_path):
    async def work(desk):
        await opened(desk)
        desk.act("timeline.generate")
        await until(lambda: all(clip.sounds for clip in clips(desk)))
        await idle(desk)
        desk.act("timeline.export")
        dialog = await until(lambda: desks.dialog_of(TimelineExportDialog))
        assert unanswered(dialog) == set()
        wish = TimelineWish(tmp_path / "out", (What.MIX, What.STEMS, What.TIMING), timing=".srt")
        dialog.export_requested.emit(wish)
        dialog.accept()
        await until((tmp_path / "out" / "One.srt").exists)
        await until(lambda: any(v.kind == "export" and v.state in OVER for v in desk.work.jobs))
        return sorted(path.suffix for path in (tmp_path / "out").rglob("*") if path.is_file())

    assert shell.live(book, work) == [".srt", ".wav", ".wav"]


def test_a_recording_that_is_missing_is_told_and_found_again(shell, book, tmp_path, monkeypatch):
    there = desks.recorded(tmp_path / "wind.wav", 3.0)
    monkeypatch.setattr("studio_app.session.media.SMALL", 0)

    async def add(desk):
        panel = await opened(desk)
        panel.media_dropped.emit(0, 0, (there,))
        await until(lambda: any(clip.text == "wind" for clip in clips(desk)))

    shell.live(book, add)
    (tmp_path / "elsewhere").mkdir()
    moved = there.rename(tmp_path / "elsewhere" / "storm.wav")

    async def chosen(*_):
        return moved

    async def find(desk):
        monkeypatch.setattr(shell_media, "choose_file", chosen)
        banner = desk.parts.window.banner
        said = await until(lambda: sentence(banner))
        banner._buttons.itemAt(0).widget().click()
        await until(lambda: not sentence(banner))
        return said, await desk.media._medias.missing()

    said, missing = shell.live(book, find)
    assert "wind.wav is missing" in said
    assert missing == ()
