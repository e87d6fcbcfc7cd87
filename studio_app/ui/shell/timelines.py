"""The timeline of the chapter that is shown: its panel's wishes are answered, and what the session tells of it is shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from studio_app.domain.edits.cast import add_speaker, free_name
from studio_app.domain.edits.tracks import add_track, change_track
from studio_app.domain.errors import LecternError
from studio_app.domain.timeline import TrackKind
from studio_app.jobs.queue import beside
from studio_app.session.scripts import export_timing
from studio_app.session.timeline import TimelineDesk
from studio_app.session.timeline_player import TimelinePlayer
from studio_app.session.waveforms import Waveforms, key_of
from studio_app.ui.generate.costs import costs
from studio_app.ui.kit import theme
from studio_app.ui.kit.dialogs import Choice, ask, cancel_choice
from studio_app.ui.shell.casts import of_the_cast
from studio_app.ui.shell.projects import plain_name
from studio_app.ui.shell.wiring import wire_timeline
from studio_app.ui.timeline.export_dialog import TimelineExportDialog, TimelineWish, What
from studio_app.ui.timeline.panel import TimelinePanel

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from pathlib import Path
    from typing import Any

    from studio_app.domain.timeline import Mode, Track
    from studio_app.session.export import ExportWish
    from studio_app.session.states import StatesChanged
    from studio_app.session.studio import Edited, Studio
    from studio_app.session.timeline_player import TimelinePlayerChanged, TimelinePlayerFailed, TimelinePlayerMoved
    from studio_app.session.waveforms import WaveformFailed, WaveformReady
    from studio_app.ui.shell.desk import Desk
    from studio_app.ui.shell.window import TimelinePlace
    from studio_app.ui.timeline.panel import Edit

#: How often the meters are looked at while it plays.
_METERS_MS = 50
#: A timeline is counted for what is stale this long after the last change of it.
_COUNT_MS = 400
#: A window narrower than this has no room for a timeline and the jobs beside it, at the usual text size.
_WIDE = 1500


class Timelines(QObject):
    """Answers ``TimelinePanel``; there is one timeline on the desk, that of the chapter that is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = desk.parts.window
        self._start = desk.runner.start
        self.session: TimelineDesk | None = None
        self.player: TimelinePlayer | None = None
        self._waveforms: Waveforms | None = None
        self._wished: TimelineWish | None = None
        self._exporting: TimelineExportDialog | None = None
        self._panel: TimelinePanel | None = None
        self._chapter_id = 0
        #: The paragraph that is shown as being heard.
        self._heard = 0
        self._metering = QTimer(self, interval=_METERS_MS)
        self._metering.timeout.connect(self._show_levels)
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._counting.timeout.connect(lambda: self._start(self._count))

    @property
    def panel(self) -> TimelinePanel:
        """The panel, made when it is first wanted: who writes books may never open one."""
        if self._panel is None:
            panels = self._window.panels
            assert panels is not None
            self._panel = made = TimelinePanel()
            panels.timeline.hold(made)
            wire_timeline(self._desk, made)
            self._furnish(made)
        return self._panel

    def _furnish(self, panel: TimelinePanel) -> None:
        """Let the panel know where states and waveforms of the open project come from."""
        states = self._desk.states
        panel.set_states(states.paragraph if states is not None else lambda _: None)
        if self._waveforms is not None:
            panel.set_waveforms(self._waveforms.bins, key_of)

    # The open project

    def begin(self, studio: Studio) -> None:
        """Take a project that was opened."""
        self.session = TimelineDesk(studio, self._desk.work, self._desk.announce)
        self.player = TimelinePlayer(studio, self._desk.announce)
        self._waveforms = Waveforms(studio.file, self._desk.announce)
        if self._panel is not None:
            self._furnish(self._panel)
        self.apply_options()
        self._start(self.session.reconcile)
        self._desk.media.begin(studio)

    async def end(self) -> None:
        """Let the project go."""
        self._metering.stop()
        self._counting.stop()
        self.show_chapter(None)
        for held in (self.player, self.session, self._waveforms):
            if held is not None:
                await held.close()
        self.session = self.player = self._waveforms = None
        self._show_facts()

    def show_chapter(self, chapter_id: int | None) -> None:
        """Show the timeline of a chapter, or the way to one."""
        self._chapter_id = chapter_id or 0
        if self._panel is not None or self.there or not self._place.isHidden():
            self._show(self.panel)
        self._show_facts()

    def _show(self, panel: TimelinePanel) -> None:
        studio, chapter_id = self._desk.studio, self._chapter_id
        if studio is None or not chapter_id:
            panel.show_nothing()
        elif (timeline := studio.project.timelines.get(chapter_id)) is not None:
            panel.show_timeline(chapter_id, timeline, studio.project, read_only=studio.file.read_only)
            self._desk.effects.show_busy()
            if self.player is not None and self.player.state.chapter_id != chapter_id:
                self.player.prepare(chapter_id)
            self._counting.start()
        else:
            title = studio.project.chapter(chapter_id).title
            panel.show_closed(chapter_id, title, read_only=studio.file.read_only)

    @property
    def _place(self) -> TimelinePlace:
        panels = self._window.panels
        assert panels is not None
        return panels.timeline

    def show_if_laid(self, chapter_id: int | None) -> None:
        """Show the panel where the chapter that a project opens with has a timeline."""
        studio = self._desk.studio
        if studio is not None and chapter_id in studio.project.timelines:
            self._reveal()

    def _reveal(self) -> None:
        """Show the panel; where there is little width, jobs that are all over make room for it."""
        window = self._window
        if window.width() < theme.scaled(_WIDE) and not self._desk.work.running:
            window.show_panel("activity", on=False)
        window.show_panel("timeline", on=True)
        self.show_transport()

    @property
    def there(self) -> bool:
        """Whether the chapter that is shown has a timeline."""
        studio = self._desk.studio
        return studio is not None and self._chapter_id in studio.project.timelines

    def _show_facts(self) -> None:
        self._desk.parts.actions.state(timeline=self.there)
        self.show_transport()

    # What the session tells

    def edited(self, event: Edited) -> None:
        """Show what an edit changed on the timeline, or that there is one now, or none any more."""
        studio, chapter_id = self._desk.studio, self._chapter_id
        if studio is None:
            return
        change = event.change.timelines.get(chapter_id)
        timeline = studio.project.timelines.get(chapter_id)
        if change is not None:
            if timeline is None or self._panel is None or not self._panel.timeline.tracks:
                self.show_chapter(chapter_id)
            else:
                self._panel.timeline_changed(timeline, change)
            self._counting.start()
            if (panels := self._window.panels) is not None:
                panels.chapters.model.touch(frozenset((chapter_id,)))  # how long it is
        if self._panel is not None and of_the_cast(event.change):
            self._panel.show_project(studio.project)

    def states_changed(self, event: StatesChanged) -> None:
        """Show how far clips are."""
        if self.there and event.paragraph_ids:
            self.panel.states_changed(event.paragraph_ids)
            self._counting.start()

    def waveform_ready(self, event: WaveformReady) -> None:
        """Paint what is known of a sound now."""
        if self._panel is not None:
            self._panel.waveform_ready(event.key)

    def waveform_failed(self, event: WaveformFailed) -> None:
        """Say why a sound cannot be drawn: it cannot be heard either."""
        if self._panel is not None:
            self._panel.show_notice(event.error.sentence, "warning")

    def show_transport(self) -> None:
        """One bar to play with is enough: where a timeline is seen, it is the timeline's."""
        if (panels := self._window.panels) is not None:
            panels.transport.setVisible(panels.timeline.isHidden() or not self.there)

    def apply_options(self) -> None:
        """Let speed and volume be as the settings say."""
        held, player = self._desk.parts.settings, self.player
        if player is not None:
            player.speed = held.number("play.speed") / 100
            player.volume = held.number("play.volume") / 100

    def sounds_found(self) -> None:
        """Recordings that were missing are there: let them be drawn and heard."""
        if self._waveforms is not None and self.player is not None:
            self._waveforms.retry()
            self.player.refresh()

    # Playing

    def toggle(self) -> None:
        """Play from the playhead; while playing pause, while paused go on."""
        player = self.player
        if player is None or not self.there:
            return
        state = player.state
        if state.playing and not state.paused:
            player.pause()
        elif state.playing:
            player.resume()
        else:
            self.play(self.panel.playhead)

    def play(self, at: int) -> None:
        """Play from a sample; round the loop where one is set and the sample is not behind it."""
        player, panel = self.player, self.panel
        if player is None:
            return
        self._desk.listening.stop()
        self._desk.voicing.stop_sample()
        loop = panel.loop if panel.loop is not None and at < panel.loop[1] else None
        if loop is not None:
            self._ask(player.play(panel.chapter_id, max(at, loop[0]), loop[1], loop=True, back_to=loop[0]))
        else:
            end = panel.timeline.length
            self._ask(player.play(panel.chapter_id, 0 if at >= end else at))

    def play_paragraph(self, paragraph_id: int) -> bool:
        """Play the timeline from the clip of a paragraph; return False where it is on none that is shown."""
        clip = self.panel.timeline.clip_of(paragraph_id) if self.there else None
        if clip is None:
            return False
        self.panel.place_playhead(clip.start)
        self.play(clip.start)
        return True

    def stop(self) -> None:
        """Be silent."""
        if self.player is not None:
            self.player.stop()

    def play_chapter(self, chapter_id: int) -> bool:
        """Play the timeline of a chapter from its start; return False where it has none or is not the one shown."""
        if not self.there or chapter_id != self.panel.chapter_id:
            return False
        self.panel.place_playhead(0)
        self.play(0)
        return True

    @property
    def wanted(self) -> bool:
        """Whether the key that plays is meant for the timeline: it plays, or the keyboard is on it."""
        focus = QApplication.focusWidget()
        if self.player is not None and self.player.state.playing:
            return True
        return self.there and focus is not None and self._place.isAncestorOf(focus)

    def transport(self, wish: str) -> None:
        """Play, pause or stop."""
        if wish == "stop":
            self.stop()
        else:
            self.toggle()

    def seek(self, sample: int) -> None:
        """Put the playhead there."""
        if self.player is not None:
            self.player.seek(sample)

    def scrub(self, sample: int) -> None:
        """Let a moment be heard."""
        if self.player is not None:
            self.player.scrub(sample)

    def end_scrub(self) -> None:
        """The playhead was let go."""
        if self.player is not None:
            self.player.end_scrub()

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Play round and round, or straight on."""
        if self.player is not None:
            self.player.set_loop(loop)

    def player_changed(self, event: TimelinePlayerChanged) -> None:
        """Show whether it plays."""
        if self._panel is None:
            return
        state = event.state
        heard = state.playing and not state.paused
        self.panel.show_playing(playing=heard)
        self._desk.parts.actions.state(playing=state.playing or self._desk.listening.playing)
        if heard or state.scrubbing:
            self._metering.start()
        else:
            self._metering.stop()
            self.panel.show_levels(None)
        if not state.playing and self._heard and (panels := self._window.panels) is not None:
            self._heard = 0
            panels.editor.clear_highlight()

    def player_moved(self, event: TimelinePlayerMoved) -> None:
        """Show where the playhead is, and in the text what is said there."""
        self.panel.show_playhead(event.sample)
        state = self.player.state if self.player is not None else None
        if state is not None and state.playing and not state.paused:
            self._follow_voice(event.sample)

    def _follow_voice(self, sample: int) -> None:
        panels, timeline = self._window.panels, self.panel.timeline
        spoken = (timeline.at(t.id, sample) for t in timeline.tracks if t.kind is TrackKind.VOICEOVER)
        paragraph_id = next((clip.paragraph_id for clip in spoken if clip is not None and clip.paragraph_id), 0)
        if paragraph_id and paragraph_id != self._heard and panels is not None:
            self._heard = paragraph_id
            panels.editor.highlight(paragraph_id, 0, 0)

    def player_failed(self, event: TimelinePlayerFailed) -> None:
        """Say what could not be played."""
        self.panel.show_notice(event.error.sentence, "warning")

    def _show_levels(self) -> None:
        if self.player is not None:
            self.panel.show_levels(self.player.levels())

    def reset_meters(self) -> None:
        """Measure the loudness anew."""
        if self.player is not None:
            self.player.measure_anew()

    # Edits

    def perform(self, verb: str) -> None:
        """Do a verb of the panel with the clips that are chosen."""
        self.panel.perform(verb)

    def switch_list(self) -> None:
        """Show the clips as a list, or on the canvas again, and take the keyboard there: by Tab it is far."""
        self.panel.show_list(on=not self.panel.listed)
        self.panel.enter()

    def edit(self, edit: Edit, _what: str) -> None:
        """Do an edit, or say why it cannot be done: then nothing is changed."""
        session, chapter_id = self.session, self.panel.chapter_id
        if session is not None:
            self._ask(session.do_soon(chapter_id, edit))

    def write(self, clip_id: int, text: str) -> None:
        """Let another text stand on a clip."""
        if self.session is not None:
            self._ask(self.session.write(self.panel.chapter_id, clip_id, text))

    def split(self, clip_id: int, at: int) -> None:
        """Cut a clip in two."""
        if self.session is not None:
            self._ask(self.session.split(self.panel.chapter_id, clip_id, at))

    async def begin_voiceover(self) -> None:
        """Give the chapter that is shown a timeline with one track to speak on."""
        panels, session = self._window.panels, self.session
        chapter_id = panels.editor.chapter_id if panels is not None else None
        if session is None or chapter_id is None:
            return
        new = partial(add_track, kind=TrackKind.VOICEOVER, name=self.tr("Narrator"))
        await session.do_soon(chapter_id, new)
        self.show_if_laid(chapter_id)
        self.panel.enter()

    def open_chapter(self) -> None:
        """Lay the chapter that is shown out as a timeline, and show it."""
        chapter_id = self._desk.chosen_chapters[0] if self._desk.chosen_chapters else None
        if self.session is None or chapter_id is None:
            return
        self._reveal()
        if chapter_id != self.panel.chapter_id:
            self._desk.show_chapter(chapter_id)
            self.show_chapter(chapter_id)
        if self.there:
            self.panel.enter()
            return
        self.panel.show_loading(self.tr("The chapter is laid out…"))
        self._start(self._open_chapter, chapter_id)

    async def _open_chapter(self, chapter_id: int) -> None:
        session = self.session
        if session is None:
            return
        try:
            await session.open_chapter(chapter_id)
        except LecternError as error:
            self.show_chapter(chapter_id)
            self._desk.refused(error)
        else:
            self.show_chapter(chapter_id)
            self.panel.enter()

    def close_chapter(self) -> None:
        """Give the timeline up, after a question: music and effects go with it."""
        if self.session is not None and self.there:
            self._start(self._close_chapter, self.panel.chapter_id)

    async def _close_chapter(self, chapter_id: int) -> None:
        detail = self.tr(
            "The chapter is laid out by its pauses again. Its text and takes stay; places, music and effects go. "
            "Undo brings them back."
        )
        give_up = Choice("up", self.tr("Give it up"), "danger")
        said = await ask(self._window, self.tr("Give the timeline up?"), (cancel_choice(), give_up), detail=detail)
        if said == "up" and self.session is not None:
            self.stop()
            self.session.close_chapter(chapter_id)
            self.show_chapter(chapter_id)

    # Who speaks

    def cast(self, track_id: int) -> None:
        """Show the casting of who speaks on a track; a track of nobody is given a speaker of its name first."""
        self._start(self._cast, track_id)

    async def _cast(self, track_id: int) -> None:
        studio, session, chapter_id = self._desk.studio, self.session, self.panel.chapter_id
        if studio is None or session is None:
            return
        track = session.timeline(chapter_id).track(track_id)
        if track.kind is not TrackKind.VOICEOVER:
            return
        speaker_id = track.speaker_id
        if speaker_id is None and not studio.file.read_only:
            speaker_id = await self._new_speaker(chapter_id, track)
        self._desk.casts.look_at(studio.project.voicing.narrator_id if speaker_id is None else speaker_id)

    async def _new_speaker(self, chapter_id: int, track: Track) -> int:
        """Let somebody new speak on a track, with the narrator's voice until another is chosen."""
        studio, session = self._desk.studio, self.session
        assert studio is not None
        assert session is not None
        project = studio.project
        narrator = project.speaker(project.voicing.narrator_id)
        merge = f"cast {chapter_id} {track.id}"
        grown, change = add_speaker(project, free_name(project, track.name), narrator.casting)
        studio.do((grown, replace(change, merge=merge)))
        new = studio.project.speakers[-1].id
        await session.do_soon(chapter_id, partial(change_track, track_id=track.id, speaker_id=new, merge=merge))
        return new

    def voice_dropped(self, track_id: int, engine: str, voice: str, name: str) -> None:
        """Let the speaker of a track have a voice; the person sees what it means and applies it."""
        self._start(self._take_voice, track_id, engine, voice, name)

    async def _take_voice(self, track_id: int, engine: str, voice: str, name: str) -> None:
        await self._cast(track_id)
        self._desk.casts.take_voice(engine, voice, name)

    def show_takes(self, clip_id: int) -> None:
        """Show the takes of a clip."""
        paragraph_id = self.panel.timeline.clip(clip_id).paragraph_id
        if paragraph_id:
            self._desk.making.show_takes(paragraph_id)

    # Generating

    def generate(self, clip_ids: Sequence[int], mode: Mode | None) -> None:
        """Generate clips."""
        self._start(self._generate, tuple(clip_ids), mode)

    def generate_stale(self) -> None:
        """Generate every clip that has no take or a stale one."""
        self._start(self._generate, None, None)

    async def _generate(self, clip_ids: tuple[int, ...] | None, mode: Mode | None) -> None:
        session, chapter_id = self.session, self.panel.chapter_id
        if session is None or not self.there:
            return
        try:
            estimate = await session.estimate(chapter_id, clip_ids, mode)
            if estimate.credits > 0 and not await self._agrees(estimate):
                return
            await session.generate(chapter_id, clip_ids, mode)
        except LecternError as error:
            self.panel.show_refusal(error.sentence)

    async def _agrees(self, estimate: Any) -> bool:
        said = self.tr("Generate {count} characters for {cost}?").format(
            count=f"{estimate.characters:,}", cost=costs(estimate.by_engine, estimate.credits)
        )
        go = Choice("go", self.tr("Generate"), "primary")
        detail = self.tr("What was generated before is not paid again.")
        return await ask(self._window, said, (cancel_choice(), go), detail=detail) == "go"

    def ask_price(self, clip_ids: tuple[int, ...]) -> None:
        """Tell what generating clips costs."""
        self._start(self._price, clip_ids)

    async def _price(self, clip_ids: tuple[int, ...]) -> None:
        if self.session is not None and self.there:
            estimate = await self.session.estimate(self.panel.chapter_id, clip_ids, None)
            self.panel.show_price(clip_ids, estimate.by_engine)

    async def _count(self) -> None:
        """Tell how many clips are to be generated, and for how much."""
        session, chapter_id = self.session, self.panel.chapter_id
        if session is None or not self.there or not self.panel.isVisible():
            return
        stale = await session.stale(chapter_id)
        if not stale:
            self.panel.show_stale(0)
            return
        estimate = await session.estimate(chapter_id, None, None)
        if chapter_id == self.panel.chapter_id:
            self.panel.show_stale(len(stale), estimate.by_engine)

    # Exporting

    def export(self) -> None:
        """Ask what of the timeline is to become files."""
        studio, panel = self._desk.studio, self.panel
        if studio is None or not self.there:
            return
        path = studio.file.path
        clips = panel.choice.clips
        chosen = (min(c.start for c in clips), max(c.end for c in clips)) if clips else None
        wish = self._wished or TimelineWish(path.parent / path.stem)
        dialog = TimelineExportDialog(panel.timeline, wish, panel.loop or chosen, self._window)
        dialog.outlook_requested.connect(lambda asked: self._start(self._outlook, dialog, asked))
        dialog.export_requested.connect(lambda agreed: self._start(self._export, agreed))
        dialog.generate_requested.connect(self.generate_stale)
        dialog.finished.connect(self._export_closed)
        self._exporting = dialog
        dialog.start()

    def _export_closed(self) -> None:
        if self._exporting is not None:
            self._exporting.deleteLater()
            self._exporting = None

    async def _outlook(self, dialog: TimelineExportDialog, wish: TimelineWish) -> None:
        audio, timing = self._audio_of(wish), self._timing_path(wish)
        beside_it = (timing,) if What.TIMING in wish.what else ()
        in_the_way = beside_it if await beside(timing.exists) else ()
        try:
            found = await self._desk.work.outlook(audio) if audio is not None else None
        except LecternError as error:
            if dialog is self._exporting:
                dialog.show_refusal(wish, error.sentence)
            return
        if dialog is not self._exporting:
            return  # closed meanwhile
        if found is None:
            dialog.show_files(wish, [path.name for path in beside_it], len(in_the_way))
        else:
            files, taken = (*found.files, *beside_it), (*found.in_the_way, *in_the_way)
            dialog.show_outlook(wish, replace(found, files=files, in_the_way=taken))

    async def _export(self, wish: TimelineWish) -> None:
        """Write the files; the audio as a job, the timing at once."""
        self._wished = replace(wish, overwrite=False, span=None)
        if (audio := self._audio_of(wish)) is not None:
            self._window.show_panel("activity", on=True)
            self._desk.work.export(audio)
        if What.TIMING in wish.what:
            await self._write_timing(wish)

    async def _write_timing(self, wish: TimelineWish) -> None:
        studio = self._desk.studio
        if studio is None:
            return
        path = self._timing_path(wish)
        write = partial(
            export_timing,
            studio.project,
            path,
            chapter_ids=(self.panel.chapter_id,),
            spelling=wish.spelling,
            rate=wish.rate,
            overwrite=wish.overwrite,
        )
        try:
            await beside(write)
        except LecternError as error:
            self.panel.show_refusal(error.sentence)
        else:
            said = self.tr("{name} is written.").format(name=path.name)
            show = (self.tr("Show in folder"), partial(self._desk.asides.show_folder, path))
            self.panel.show_notice(said, "", (show,))

    def _audio_of(self, wish: TimelineWish) -> ExportWish | None:
        """Return the audio that is wanted; what has no take yet is left out, as the dialog has said."""
        audio = wish.audio(self.panel.chapter_id, incomplete=True)
        workers = self._desk.parts.settings.number("export.workers")
        return None if audio is None else replace(audio, workers=workers)

    def _timing_path(self, wish: TimelineWish) -> Path:
        studio = self._desk.studio
        assert studio is not None
        title = studio.project.chapter(self.panel.chapter_id).title or studio.file.path.stem
        return wish.out / f"{plain_name(title)}{wish.timing}"

    # Inside

    def _ask(self, work: Coroutine[Any, Any, object]) -> None:
        self._start(self._answered, work)

    async def _answered(self, work: Coroutine[Any, Any, object]) -> None:
        """Do it; what cannot be done is said at the panel."""
        try:
            await work
        except LecternError as error:
            self.panel.show_refusal(error.sentence)
