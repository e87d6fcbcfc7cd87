"""The timeline of the chapter that is shown: its panel's wishes are answered, and what the session tells of it is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.edits.tracks import add_track
from studio_app.domain.errors import LecternError
from studio_app.domain.timeline import TrackKind
from studio_app.session.timeline import TimelineDesk
from studio_app.session.waveforms import Waveforms, key_of
from studio_app.ui.kit import theme
from studio_app.ui.kit.dialogs import Choice, ask, cancel_choice
from studio_app.ui.shell.casts import of_the_cast
from studio_app.ui.shell.timeline_casts import TimelineCasts
from studio_app.ui.shell.timeline_exports import TimelineExports
from studio_app.ui.shell.timeline_listening import TimelineListening
from studio_app.ui.shell.timeline_making import TimelineMaking
from studio_app.ui.shell.wiring import wire_timeline
from studio_app.ui.timeline.panel import TimelinePanel

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from studio_app.session.states import StatesChanged
    from studio_app.session.studio import Edited, Studio
    from studio_app.session.waveforms import WaveformFailed, WaveformReady
    from studio_app.ui.shell.desk import Desk
    from studio_app.ui.shell.window import TimelinePlace
    from studio_app.ui.timeline.panel import Edit

#: A window narrower than this has no room for a timeline and the jobs beside it, at the usual text size.
_WIDE = 1500


class Timelines(QObject):
    """Answers ``TimelinePanel``; there is one timeline on the desk, that of the chapter that is shown.

    Attributes:
        session: the edits of the open project's timelines; None on the start page.
        listening, making, casts, exports: what is heard, generated, spoken by whom, and written to files.
        made: the panel, None as long as nobody wanted it.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self._window = desk.parts.window
        self._start = desk.runner.start
        self.session: TimelineDesk | None = None
        self._waveforms: Waveforms | None = None
        self.made: TimelinePanel | None = None
        self._chapter_id = 0
        self.listening, self.making = TimelineListening(self), TimelineMaking(self)
        self.casts, self.exports = TimelineCasts(self), TimelineExports(self)

    @property
    def panel(self) -> TimelinePanel:
        """The panel, made when it is first wanted: who writes books may never open one."""
        if self.made is None:
            panels = self._window.panels
            assert panels is not None
            self.made = made = TimelinePanel()
            panels.timeline.hold(made)
            wire_timeline(self.desk, made)
            self._furnish(made)
        return self.made

    def _furnish(self, panel: TimelinePanel) -> None:
        """Let the panel know where states and waveforms of the open project come from."""
        states = self.desk.states
        panel.set_states(states.paragraph if states is not None else lambda _: None)
        if self._waveforms is not None:
            panel.set_waveforms(self._waveforms.bins, key_of)

    # The open project

    def begin(self, studio: Studio) -> None:
        """Take a project that was opened."""
        self.session = TimelineDesk(studio, self.desk.work, self.desk.announce)
        self.listening.begin(studio)
        self._waveforms = Waveforms(studio.file, self.desk.announce)
        if self.made is not None:
            self._furnish(self.made)
        self._start(self.session.reconcile)
        self.desk.media.begin(studio)

    async def end(self) -> None:
        """Let the project go."""
        self.making.end()
        self.show_chapter(None)
        await self.listening.end()
        for held in (self.session, self._waveforms):
            if held is not None:
                await held.close()
        self.session = self._waveforms = None
        self._show_facts()

    def show_chapter(self, chapter_id: int | None) -> None:
        """Show the timeline of a chapter, or the way to one."""
        self._chapter_id = chapter_id or 0
        if self.made is not None or self.there or not self.place.isHidden():
            self._show(self.panel)
        self._show_facts()

    def _show(self, panel: TimelinePanel) -> None:
        studio, chapter_id = self.desk.studio, self._chapter_id
        if studio is None or not chapter_id:
            panel.show_nothing()
        elif (timeline := studio.project.timelines.get(chapter_id)) is not None:
            panel.show_timeline(chapter_id, timeline, studio.project, read_only=studio.file.read_only)
            self.desk.effects.show_busy()
            self.listening.prepare(chapter_id)
            self.making.count_soon()
        else:
            title = studio.project.chapter(chapter_id).title
            panel.show_closed(chapter_id, title, read_only=studio.file.read_only)

    @property
    def place(self) -> TimelinePlace:
        """Where the panel is, or will be."""
        panels = self._window.panels
        assert panels is not None
        return panels.timeline

    def show_if_laid(self, chapter_id: int | None) -> None:
        """Show the panel where the chapter that a project opens with has a timeline."""
        studio = self.desk.studio
        if studio is not None and chapter_id in studio.project.timelines:
            self._reveal()

    def _reveal(self) -> None:
        """Show the panel; where there is little width, jobs that are all over make room for it."""
        window = self._window
        if window.width() < theme.scaled(_WIDE) and not self.desk.work.running:
            window.show_panel("activity", on=False)
        window.show_panel("timeline", on=True)
        self.show_transport()

    @property
    def there(self) -> bool:
        """Whether the chapter that is shown has a timeline."""
        studio = self.desk.studio
        return studio is not None and self._chapter_id in studio.project.timelines

    def _show_facts(self) -> None:
        self.desk.parts.actions.state(timeline=self.there)
        self.show_transport()

    # What the session tells

    def edited(self, event: Edited) -> None:
        """Show what an edit changed on the timeline, or that there is one now, or none any more."""
        studio, chapter_id = self.desk.studio, self._chapter_id
        if studio is None:
            return
        change = event.change.timelines.get(chapter_id)
        timeline = studio.project.timelines.get(chapter_id)
        if change is not None:
            if timeline is None or self.made is None or not self.made.timeline.tracks:
                self.show_chapter(chapter_id)
            else:
                self.made.timeline_changed(timeline, change)
            self.making.count_soon()
            if (panels := self._window.panels) is not None:
                panels.chapters.model.touch(frozenset((chapter_id,)))  # how long it is
        if self.made is not None and of_the_cast(event.change):
            self.made.show_project(studio.project)

    def states_changed(self, event: StatesChanged) -> None:
        """Show how far clips are."""
        if self.there and event.paragraph_ids:
            self.panel.states_changed(event.paragraph_ids)
            self.making.count_soon()

    def waveform_ready(self, event: WaveformReady) -> None:
        """Paint what is known of a sound now."""
        if self.made is not None:
            self.made.waveform_ready(event.key)

    def waveform_failed(self, event: WaveformFailed) -> None:
        """Say why a sound cannot be drawn: it cannot be heard either."""
        if self.made is not None:
            self.made.show_notice(event.error.sentence, "warning")

    def show_transport(self) -> None:
        """One bar to play with is enough: where a timeline is seen, it is the timeline's."""
        if (panels := self._window.panels) is not None:
            panels.transport.setVisible(panels.timeline.isHidden() or not self.there)

    def sounds_found(self) -> None:
        """Recordings that were missing are there: let them be drawn and heard."""
        if self._waveforms is not None:
            self._waveforms.retry()
        self.listening.refresh()

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
            self.attempt(session.do_soon(chapter_id, edit))

    def write(self, clip_id: int, text: str) -> None:
        """Let another text stand on a clip."""
        if self.session is not None:
            self.attempt(self.session.write(self.panel.chapter_id, clip_id, text))

    def split(self, clip_id: int, at: int) -> None:
        """Cut a clip in two."""
        if self.session is not None:
            self.attempt(self.session.split(self.panel.chapter_id, clip_id, at))

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
        chapter_id = self.desk.chosen_chapters[0] if self.desk.chosen_chapters else None
        if self.session is None or chapter_id is None:
            return
        self._reveal()
        if chapter_id != self.panel.chapter_id:
            self.desk.show_chapter(chapter_id)
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
            self.desk.refused(error)
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
            self.listening.stop()
            self.session.close_chapter(chapter_id)
            self.show_chapter(chapter_id)

    # Inside

    def attempt(self, work: Coroutine[Any, Any, object]) -> None:
        """Do something; what cannot be done is said at the panel."""
        self._start(self._answered, work)

    async def _answered(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await work
        except LecternError as error:
            self.panel.show_refusal(error.sentence)
