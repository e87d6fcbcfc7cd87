"""The desk: the open project with its panels, and who answers which action. Loaded right after the first paint."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from studio_app.domain.errors import LecternError
from studio_app.session.announce import Announcer
from studio_app.session.player import Player
from studio_app.session.states import States
from studio_app.session.work import Work
from studio_app.ui.activity.panel import ActivityPanel
from studio_app.ui.bridge import Bridge, Runner
from studio_app.ui.chapters.panel import ChaptersPanel
from studio_app.ui.editor.panel import EditorPanel
from studio_app.ui.kit import theme
from studio_app.ui.kit.dialogs import Choice, ask, cancel_choice
from studio_app.ui.shell.answers import answers
from studio_app.ui.shell.asides import Asides
from studio_app.ui.shell.casts import Casts
from studio_app.ui.shell.keeping import Keeper
from studio_app.ui.shell.listening import Listening
from studio_app.ui.shell.making import Making
from studio_app.ui.shell.projects import Projects
from studio_app.ui.shell.recasting import Recasting
from studio_app.ui.shell.scripts import Scripts
from studio_app.ui.shell.sound_effects import SoundEffects
from studio_app.ui.shell.timeline_media import TimelineMedia
from studio_app.ui.shell.timelines import Timelines
from studio_app.ui.shell.voice_making import VoiceMaking
from studio_app.ui.shell.voicing import Voicing
from studio_app.ui.shell.whereabouts import Whereabouts
from studio_app.ui.shell.window import Panels, TimelinePlace
from studio_app.ui.shell.wiring import wire
from studio_app.ui.takes.panel import TakesPanel
from studio_app.ui.transport.bar import TransportBar
from studio_app.ui.voices.panel import VoicesPanel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studio_app.domain.project import Project
    from studio_app.session.states import ChapterState
    from studio_app.session.studio import Edited, Saved, Studio
    from studio_app.settings.options import Value
    from studio_app.ui.shell.parts import Parts

_LOOKED_AT = 12
#: So long after the cursor moved the rest of the window follows it.
_FOLLOW_MS = 30
#: So long nothing more has to be saved before the window says that all is.
_SETTLED_MS = 300


class Desk(QObject):
    """Holds the open project and answers what the window wishes.

    Attributes:
        studio, states, player: of the open project; None on the start page.
        work: everything long; lives as long as the window.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self.parts = parts
        self.announce = Announcer()
        self.runner = Runner(self)
        self.keeper = Keeper(parts, self.runner)
        self.work = Work(parts.settings, self.announce, cache=parts.places.cache)
        self.studio: Studio | None = None
        self.states: States | None = None
        self.player: Player | None = None
        self._closing = self._ending = False
        self._leaving = asyncio.Lock()
        #: The banner says that the disk refuses.
        self._refused = False
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settling.timeout.connect(self.show_saved)
        self._following = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._following.timeout.connect(self._follow_cursor)
        self._closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    # Beginning

    async def build(self) -> None:
        """Build the panels, one at a time: between two of them the window answers."""
        window = self.parts.window
        made: list[QObject] = []
        for kind in (
            ChaptersPanel,
            EditorPanel,
            VoicesPanel,
            TakesPanel,
            ActivityPanel,
            TimelinePlace,
            TransportBar,
        ):
            made.append(kind())
            await asyncio.sleep(0)
        panels = Panels(*made)  # type: ignore[arg-type]
        window.build_workspace(panels)
        self.bridge = Bridge(self.announce, self)
        self.projects, self.making = Projects(self), Making(self)
        self.listening, self.asides = Listening(self), Asides(self)
        self.timelines, self.scripts = Timelines(self), Scripts(self)
        self.effects, self.media = SoundEffects(self), TimelineMedia(self)
        self.recasting, self.casts = Recasting(self), Casts(self)
        self.voicing, self.voice_making = Voicing(self), VoiceMaking(self)
        self.voicing.begin()
        self.whereabouts = Whereabouts(self)
        self._answers = answers(self, panels)
        wire(self, window, panels)
        self.apply_options()

    async def live(self, path: Path | None, early: Sequence[str]) -> None:
        """Open what is to be opened, do what was asked for before the desk was there, and live until the window closes."""
        if "file.quit" in early:
            self.ask_to_close()
        else:
            self.runner.start(self._begin, path, early)
        if self.parts.probe is not None:
            self.parts.probe.begin(painted_at=self.parts.window.painted_at)
        await self._closed
        await self.runner.close()
        if self.parts.probe is not None:
            self.parts.probe.end()
        self.parts.window.let_go()

    async def _begin(self, path: Path | None, early: Sequence[str]) -> None:
        """Open what is to be opened, then tell how the last run ended: opening would take the words away.

        Who has begun something already wants that, not the project that was open last.
        """
        try:
            if path is not None or not early:
                await self.projects.begin(path)
            else:
                self.projects.show_recent()
        finally:
            for id_ in early:
                self.act(id_)
        await self.asides.offer_crash_report()

    def act(self, id_: str) -> None:
        """Do an action of the table."""
        self._answers[id_]()

    # The open project

    async def take(self, studio: Studio) -> None:
        """Put an opened project on the desk."""
        panels = self._panels
        self.studio = studio
        self.whereabouts.begin(studio.file.path)
        self.states = States(studio, self.work.limit, self.announce)
        await self.work.attach(studio)
        self.player = Player(studio, self.announce, limit=self.work.limit, live=self.work.live)
        panels.chapters.show_project(studio, self.states)
        panels.editor.show_project(studio, self.states)
        panels.activity.show_project(studio)
        panels.takes.clear()
        panels.transport.show_state(self.player.state)
        self.timelines.begin(studio)
        window = self.parts.window
        window.show_workspace()
        self.apply_options()
        self._show_facts()
        self.recasting.refresh()
        self.casts.show_project()
        self.voicing.withdrawn.look()
        self.voice_making.recover()
        self.keeper.restore(studio.file.path, panels, _first_chapter(studio.project))
        self.timelines.show_if_laid(panels.editor.chapter_id)
        self.keeper.follow(studio.file.path)
        panels.editor.setFocus()

    async def leave(self) -> bool:
        """Take the project off the desk, everything saved; return False where the person wants to stay."""
        async with self._leaving:
            if self.studio is None:
                return True
            self._panels.editor.commit()
            if not await self._may_stop() or not await self._shut(self.studio):
                return False
        self.parts.window.show_start()
        self.keeper.follow(None)
        self.projects.show_recent()
        return not self._ending

    async def _may_stop(self) -> bool:
        """Ask once where something runs, then stop it cleanly."""
        if self.work.running and not self._ending:
            detail = self.tr("It is stopped cleanly. What is done is kept, and the rest can be made later.")
            stop = Choice("stop", self.tr("Stop and close"), "danger")
            stay = Choice("", self.tr("Go on"), "primary")
            said = await ask(self.parts.window, self.tr("Lectern is still working."), (stop, stay), detail=detail)
            if said != "stop" and not self._ending:
                return False
        if self.player is not None:
            self.player.stop()
        self.timelines.listening.stop()
        await self.work.stop_all()
        return True

    async def _shut(self, studio: Studio) -> bool:
        """Save and close; where the disk refuses, or the file is gone, the person decides."""
        if not await self.whereabouts.may_leave(studio, unasked=self._ending):
            return False
        while True:
            try:
                await studio.flush()
                break
            except LecternError as error:
                if self._ending:
                    break
                if await self._stays_unsaved(error) and not self._ending:
                    return False
        self.keeper.finish()
        await self.projects.note_progress(studio)
        if self.player is not None:
            await self.player.close()
        await self.timelines.end()
        await self.work.detach()
        if self.states is not None:
            await self.states.close()
        self._clear()
        await studio.shut(anyway=True)
        return True

    async def _stays_unsaved(self, error: LecternError) -> bool:
        again, stay = Choice("again", self.tr("Try again"), "primary"), cancel_choice()
        detail = self.tr("The last changes are not on the disk yet. They are kept while this window is open.")
        return await ask(self.parts.window, error.sentence, (stay, again), detail=detail, icon="warning") != "again"

    def _clear(self) -> None:
        panels = self._panels
        panels.chapters.show_project(None, None)
        panels.editor.show_project(None, None)
        panels.activity.show_project(None)
        panels.takes.clear()
        panels.transport.show_state(None)
        self.studio = self.states = self.player = None
        self.whereabouts.end()
        self.voicing.stop_sample()
        self.casts.show_project()
        self._show_facts()

    @property
    def _panels(self) -> Panels:
        panels = self.parts.window.panels
        assert panels is not None
        return panels

    # Closing

    def ask_to_close(self) -> None:
        """Close the window; asks once where something runs."""
        if not self._closing and not self._closed.done():
            self._closing = True
            self.runner.start(self._close)

    def end(self) -> None:
        """Close the window without a question: what is being asked is taken back, everything is saved."""
        self._ending = True
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog) and window.isVisible():
                window.reject()
        self.ask_to_close()

    async def _close(self) -> None:
        try:
            async with self._leaving:
                if await self._let_go():
                    self._closed.set_result(None)
        finally:
            self._closing = False

    async def _let_go(self) -> bool:
        """End everything; return False where the person wants to stay."""
        panels = self._panels
        panels.editor.commit()
        if not await self._may_stop() or (self.studio is not None and not await self._shut(self.studio)):
            return False
        self.keeper.finish()
        await self.keeper.write()
        await self.work.close()
        panels.editor.close_threads()
        self.bridge.close()
        return True

    # Chapters

    @property
    def chosen_chapters(self) -> tuple[int, ...]:
        """The chapters selected in the list, else the one shown."""
        panels = self._panels
        current = panels.editor.chapter_id
        return panels.chapters.selected or (() if current is None else (current,))

    def show_chapter(self, chapter_id: int) -> None:
        """Show a chapter in the editor."""
        if self._panels.editor.chapter_id != chapter_id:
            self._panels.editor.show_chapter(chapter_id)

    def enter_chapter(self, chapter_id: int) -> None:
        """Show a chapter and put the keyboard into it."""
        self.show_chapter(chapter_id)
        self._panels.editor.setFocus()

    def play_chapter(self) -> None:
        """Play the chosen chapter from its start."""
        if self.chosen_chapters:
            self.listening.play_chapter(self.chosen_chapters[0])

    def regenerate(self) -> None:
        """Speak the paragraph with the cursor once more."""
        for paragraph_id in self._panels.editor.selected_paragraphs[:1]:
            self.making.regenerate(paragraph_id)

    def step_chapter(self, step: int) -> None:
        """Show the next chapter or the one before."""
        if self.studio is None:
            return
        ids = [chapter.id for chapter in self.studio.project.chapters]
        current = self._panels.editor.chapter_id
        row = (ids.index(current) if current in ids else -1) + step
        if 0 <= row < len(ids):
            self.show_chapter(ids[row])

    def show_paragraph(self, paragraph_id: int) -> None:
        """Show a paragraph with the cursor in it."""
        self._panels.editor.place_cursor(paragraph_id, 0)
        self._panels.editor.setFocus()

    def chapter_changed(self, chapter_id: int) -> None:
        """Another chapter is shown."""
        self._panels.chapters.set_current(chapter_id)
        self.timelines.show_chapter(chapter_id)
        self._follow_cursor()

    def cursor_changed(self) -> None:
        """The cursor stands elsewhere; what follows from that can wait until the key is painted."""
        if not self._following.isActive():
            self._following.start()

    def _follow_cursor(self) -> None:
        """What is looked at is generated first, and the place is kept."""
        self._following.stop()
        editor = self._panels.editor
        selected = editor.selected_paragraphs
        self._show_facts()
        self.keeper.moved()
        self.making.follow_cursor()
        self.casts.follow_cursor()
        self.voicing.follow_cursor()
        if self.studio is not None and selected:
            self.work.look_at(selected[:_LOOKED_AT])
            if self.player is not None:
                self.player.look_at(selected[0])

    def toggle_lock(self) -> None:
        """Lock the paragraph with the cursor, or unlock it."""
        editor = self._panels.editor
        found = editor.paragraph_at_cursor()
        if found is not None:
            editor.set_locked(locked=not found.locked)

    def state_of(self, chapter_id: int) -> ChapterState | None:
        """Return how far a chapter is, None while it is being counted."""
        return None if self.states is None else self.states.chapter(chapter_id)

    # Undo and saving

    def undo(self) -> None:
        """Take the last step back."""
        self._panels.editor.commit()
        if self.studio is not None:
            self.runner.start(self.studio.undo)

    def redo(self) -> None:
        """Do again what was undone."""
        self._panels.editor.commit()
        if self.studio is not None:
            self.runner.start(self.studio.redo)

    def edited(self, event: Edited) -> None:
        """Name undo and redo anew; the title and the cast may have changed."""
        self._show_facts()
        self.casts.edited(event)
        self.timelines.edited(event)

    def saved(self, event: Saved) -> None:
        """Show whether everything is on the disk."""
        if self.studio is None:
            return
        banner = self.parts.window.banner
        if event.error is not None:
            self._refused = True
            banner.say(event.error.sentence, "danger", ((self.tr("Try again"), self.retry_saving),))
        elif event.saved and self._refused:
            self._refused = False
            banner.hide()
        # Who types is saved many times a second; that everything is, is said when a moment has passed.
        if event.saved:
            self._settling.start()
        else:
            self._settling.stop()
            self.show_saved()
        self.whereabouts.ask()

    def show_saved(self) -> None:
        """Show whether everything is on the disk, and if not, why."""
        if (studio := self.studio) is None:
            return
        error = self.whereabouts.error or studio.refusal
        saved = studio.saved and error is None
        if saved and self._settling.isActive():
            return
        self.parts.window.status.show_saved(saved=saved, error=error, read_only=studio.file.read_only)
        self._show_title(saved=saved)

    def retry_saving(self) -> None:
        """Try again to save what the disk refused; a file that was deleted is written anew."""
        if self.whereabouts.error is not None:
            self.whereabouts.put_back()
        elif self.studio is not None:
            self.studio.retry()

    def _show_title(self, *, saved: bool) -> None:
        studio = self.studio
        if studio is None:
            return
        title = studio.project.metadata.title or studio.file.path.stem
        self.parts.window.name(title, saved=saved, read_only=studio.file.read_only)

    def _show_facts(self) -> None:
        """Let every action know whether it is of use now."""
        studio, actions, editor = self.studio, self.parts.actions, self._panels.editor
        there = studio is not None
        chapter = there and editor.chapter_id is not None
        actions.state(
            project=there,
            writable=studio is not None and not studio.file.read_only,
            chapter=chapter,
            paragraph=chapter and bool(editor.selected_paragraphs),
            sound=there,
            playing=self.player is not None and self.player.state.playing,
        )
        history = studio.history if studio is not None else None
        actions.name_history(history.undo if history else None, history.redo if history else None)
        if studio is not None:
            self.show_saved()
            self._show_engine(studio)

    def _show_engine(self, studio: Studio) -> None:
        engines = sorted({speaker.casting.engine for speaker in studio.project.speakers})
        self.parts.window.status.show_engines(engines)

    # Options and messages

    def set_option(self, key: str, value: Value) -> None:
        """Let an option hold from now on."""
        self.parts.settings.hold(key, value)
        self.apply_options(key)
        self.asides.option_shown()
        self.keeper.changed()

    def apply_options(self, key: str = "") -> None:
        """Let the window be as the settings say, all of it or what ``key`` is about."""
        held = self.parts.settings
        if key.startswith("look."):
            theme.themes().apply(held.word("look.theme"), held.number("look.scale"))
        if not key or key.startswith("editor."):
            self._panels.editor.set_look(
                family=held.word("editor.family") or theme.manuscript_family(),
                size=held.number("editor.text_size"),
                spacing=held.number("editor.spacing"),
                width=held.number("editor.width"),
            )
        if not key or key.startswith("play."):
            self.listening.apply_options()
            self.timelines.listening.apply_options()

    def show_activity(self) -> None:
        """Show the activity panel."""
        self.parts.window.show_panel("activity", on=True)
        self._panels.activity.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_takes(self) -> None:
        """Show the takes of the paragraph with the cursor, or hide them."""
        if self._panels.takes.isHidden():
            self.making.show_takes_here()
        self.toggle_panel("takes")

    def toggle_timeline(self) -> None:
        """Show the timeline of the chapter, or hide it."""
        self.toggle_panel("timeline")
        if not self._panels.timeline.isHidden():
            self.timelines.show_chapter(self._panels.editor.chapter_id)
        self.timelines.show_transport()

    def arrange(self, workspace: str) -> None:
        """Show the panels of a workspace."""
        self.parts.window.arrange(workspace)
        self.timelines.show_chapter(self._panels.editor.chapter_id)
        self.keeper.moved()

    def toggle_panel(self, name: str) -> None:
        """Show a panel, or hide it."""
        self.parts.window.show_panel(name, on=getattr(self._panels, name).isHidden())
        self.keeper.moved()

    def refused(self, error: LecternError) -> None:
        """Say why something cannot be done."""
        self.parts.window.banner.say(error.sentence, "danger")

    def surprised(self, error: BaseException) -> None:
        """Say that a fault was found, and keep its place for the report."""
        self.parts.evidence.note(type(error), error.__traceback__)
        said = self.tr("A fault in Lectern stopped this. Your work is saved; the log tells where it was.")
        self.parts.window.banner.say(said, "danger", ((self.tr("Show the log"), self.asides.show_log),))


def _first_chapter(project: Project) -> int | None:
    """Return the first chapter that is read aloud, where none is the first of all, None in an empty project."""
    ids = [chapter.id for chapter in project.chapters if chapter.included] or [c.id for c in project.chapters]
    return ids[0] if ids else None
