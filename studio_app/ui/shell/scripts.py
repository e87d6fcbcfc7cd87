"""Scripts: a table or subtitles are looked through, and become a project with a timeline, or a chapter of the open one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.errors import LecternError
from studio_app.domain.manuscript import Draft, DraftChapter
from studio_app.jobs.queue import beside
from studio_app.session.scripts import add_to_project, create_script_project, plan_script, read_script
from studio_app.ui.kit.dialogs import Choice, ask, cancel_choice, choose_file, choose_place
from studio_app.ui.shell.projects import free_path, home
from studio_app.ui.timeline.script_dialog import ScriptDialog

if TYPE_CHECKING:
    from studio_app.domain.script import ScriptDraft
    from studio_app.domain.text.timecode import FrameRate
    from studio_app.session.scripts import ScriptPlan
    from studio_app.ui.shell.desk import Desk

_SCRIPTS = "*.csv *.tsv *.srt *.vtt *.ass *.ssa"


class Scripts(QObject):
    """Answers these wishes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = desk.parts.window
        self._start = desk.runner.start
        self._dialog: ScriptDialog | None = None
        self._path = Path()

    def choose(self) -> None:
        """Let the person choose a script, and show what is in it."""
        self._start(self._choose)

    def read(self, path: Path) -> None:
        """Show what is in a script."""
        self._start(self._show, path)

    def new(self) -> None:
        """Begin a voiceover with an empty timeline."""
        self._start(self._new)

    async def _choose(self) -> None:
        filters = f"{self.tr('Scripts and subtitles')} ({_SCRIPTS});;{self.tr('All files')} (*)"
        path = await choose_file(self._dialog or self._window, self.tr("Import a script"), filters, home())
        if path is not None:
            await self._show(path)

    async def _show(self, path: Path) -> None:
        self._path = path
        dialog = self._dialog
        if dialog is None:
            dialog = self._dialog = ScriptDialog(path.name, parent=self._window)
            dialog.rate_changed.connect(lambda rate: self._start(self._read, rate))
            dialog.file_requested.connect(self.choose)
            dialog.import_requested.connect(lambda draft, consent: self._start(self._import, draft, consent))
            dialog.finished.connect(self._closed)
            dialog.start()
        await self._read(None)

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    async def _read(self, rate: FrameRate | None) -> None:
        path, dialog = self._path, self._dialog
        if dialog is None:
            return
        dialog.show_reading()
        try:
            draft = await beside(read_script, path) if rate is None else await beside(read_script, path, rate)
        except LecternError as error:
            if dialog is self._dialog:
                dialog.show_unreadable(path.name, error.sentence)
        else:
            if dialog is self._dialog:
                dialog.show_script(path.name, draft)

    async def _import(self, draft: ScriptDraft, consent: bool) -> None:
        """Make a project of it, or a chapter of the one that is open, as the person says."""
        path, settings = self._path, self._desk.parts.settings
        plan = await beside(partial(plan_script, draft, path, settings, without_errors=consent))
        where = await self._where()
        if where == "here":
            self._add(plan)
        elif where:
            target = await beside(free_path, plan.title)
            if await self._desk.leave():
                await beside(create_script_project, plan, path, target, settings)
                self._desk.projects.open(target)

    async def _where(self) -> str:
        """Ask where it goes; "" where the person wants neither."""
        studio = self._desk.studio
        if studio is None or studio.file.read_only:
            return "new"
        new = Choice("new", self.tr("A new project"), "primary")
        here = Choice("here", self.tr("A chapter of this project"))
        said = self.tr("Where does the script go?")
        return await ask(self._window, said, (cancel_choice(), here, new))

    def _add(self, plan: ScriptPlan) -> None:
        studio = self._desk.studio
        if studio is None:
            return
        before = {chapter.id for chapter in studio.project.chapters}
        studio.do(add_to_project(studio.project, plan, initiator="script"))
        new = next(chapter.id for chapter in studio.project.chapters if chapter.id not in before)
        self._desk.show_chapter(new)
        self._desk.timelines.show_if_laid(new)

    async def _new(self) -> None:
        suggested = await beside(free_path, self.tr("Voiceover"))
        filters = f"{self.tr('Lectern projects')} (*.lectern)"
        path = await choose_place(self._window, self.tr("New voiceover"), suggested, filters)
        if path is None or not await self._desk.leave():
            return
        blank = Draft(path.stem, (DraftChapter(path.stem, ()),))
        await self._desk.projects.opened(await self._desk.work.create(blank, path, overwrite=True))
        await self._desk.timelines.begin_voiceover()
