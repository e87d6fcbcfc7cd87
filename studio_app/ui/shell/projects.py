"""Beginning, opening and leaving projects."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths

from studio_app.domain.errors import LecternError, ProjectDamaged, ProjectInUse
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.text.counts import words
from studio_app.jobs.queue import beside
from studio_app.session.recent import RecentProject
from studio_app.session.scripts import is_script
from studio_app.session.studio import Studio
from studio_app.settings.places import resources
from studio_app.ui.kit.dialogs import Choice, ask, ask_text, cancel_choice, choose_file, choose_place
from studio_app.ui.start.preview import ImportPreview, Rates

if TYPE_CHECKING:
    from studio_app.ui.shell.desk import Desk
    from studio_app.ui.start.preview import Chosen

_BOOKS = "*.epub *.docx *.pdf *.md *.markdown *.txt *.html *.htm *.xhtml *.mobi *.azw *.azw3 *.prc"
_PROJECTS = "*.lectern"
_SAMPLE = "the-lectern-maker.epub"
_NOT_IN_NAMES = '<>:"/\\|?*\n\t'


class Projects(QObject):
    """Answers the wishes of the start page and the file menu. One project is open at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = desk.parts.window
        self._start = desk.runner.start
        self._opening = False

    # Wishes

    def open(self, path: Path) -> None:
        """Open a project file."""
        self._start(self.opened, path)

    def read(self, source: Path | str) -> None:
        """Read a book, or the page at an address, and show its chapters before a project is made."""
        self._start(self._read, str(source))

    def forget(self, path: str) -> None:
        """Take a project off the list."""
        self._desk.parts.recent.forget(path)
        self._desk.keeper.changed()
        self.show_recent()

    def close(self) -> None:
        """Go back to the start page."""
        self._start(self._leave)

    def choose_book(self) -> None:
        """Let the person choose a book and read it."""
        self._start(self._choose_book)

    def choose_page(self) -> None:
        """Ask for a web address and read it."""
        self._start(self._choose_page)

    def choose_project(self) -> None:
        """Let the person choose a project and open it."""
        self._start(self._choose_project)

    def new(self) -> None:
        """Make a blank project where the person says."""
        self._start(self._new)

    def open_sample(self) -> None:
        """Open the sample, making it the first time."""
        self._start(self._open_sample)

    def show_recent(self) -> None:
        """Show the recent projects, marking those whose file is not there."""
        self._start(self._show_recent)

    # Opening

    async def begin(self, path: Path | None) -> None:
        """Open what the person asked for, or what was open last."""
        if path is None and self._desk.parts.settings.switch("start.reopen"):
            left = self._desk.keeper.left_open
            there = await beside(_there, left)
            path = Path(left) if there else None
        if path is not None:
            await self.opened(path)
        if self._desk.studio is None:
            await self._show_recent()

    async def opened(self, path: Path) -> None:
        """Open a project file, and return when it is on the desk, or was refused."""
        if self._opening:
            return
        self._opening = True
        try:
            if await self._leave():
                await self._open_now(path)
        finally:
            self._opening = False
            self._window.start.show_busy("")

    async def _open_now(self, path: Path) -> None:
        self._window.start.show_busy(self.tr("Opening {name}…").format(name=path.stem))
        said = ""
        try:
            studio = await self._read_file(path)
        except ProjectInUse as error:
            said = error.sentence
            studio = await self._read_file(path, read_only=True)
        except ProjectDamaged as error:
            if not await self._wants_recovery(error):
                return
            studio = await beside(partial(Studio.recover, path, announce=self._desk.announce))
        await self._desk.take(studio)
        told = " ".join(part for part in (said, *map(str, studio.file.losses)) if part)
        if told:
            self._window.banner.say(told, "warning")
        await self._note(studio)

    async def _read_file(self, path: Path, *, read_only: bool = False) -> Studio:
        return await beside(partial(Studio.open, path, read_only=read_only, announce=self._desk.announce))

    async def _wants_recovery(self, error: LecternError) -> bool:
        recover = Choice("recover", self.tr("Recover a copy"), "primary")
        detail = self.tr("A copy with everything that can be read is made beside it. The file itself stays as it is.")
        return await ask(self._window, error.sentence, (cancel_choice(), recover), detail=detail) == "recover"

    async def _leave(self) -> bool:
        """Close the open project; return False where the person wants to stay."""
        if not await self._desk.leave():
            return False
        await self._show_recent()
        return True

    async def _show_recent(self) -> None:
        projects = self._desk.parts.recent.projects()
        missing = await beside(lambda: frozenset(p.path for p in projects if p.missing))
        self._window.start.show_projects(projects, missing)
        self._window.start.show_warnings(await self._desk.voicing.withdrawn.elsewhere())

    async def _note(self, studio: Studio) -> None:
        """Put a project that was opened on the list, with its cover."""
        path, recent = studio.file.path, self._desk.parts.recent
        known = next((p for p in recent.projects() if p.path == str(path)), None)
        cover = await beside(studio.file.cover)
        picture = await beside(recent.keep_cover, path, cover.data, cover.media_type) if cover else ""
        recent.note(described(studio, known, picture, await beside(_count, studio)))
        self._desk.keeper.changed()

    async def note_progress(self, studio: Studio) -> None:
        """Put what is known of a project that is being left on the list."""
        recent = self._desk.parts.recent
        known = next((p for p in recent.projects() if p.path == str(studio.file.path)), None)
        states = [s for c in studio.project.chapters if (s := self._desk.state_of(c.id)) is not None]
        done = described(studio, known, known.cover if known else "", await beside(_count, studio))
        if len(states) == len(studio.project.chapters):
            done = RecentProject(
                done.path,
                done.title,
                done.author,
                done.cover,
                done.words,
                sum(s.seconds for s in states),
                sum(s.segments for s in states),
                sum(s.generated for s in states),
            )
        recent.note(done)

    # Beginning

    async def _choose_book(self) -> None:
        filters = f"{self.tr('Books and documents')} ({_BOOKS});;{self.tr('All files')} (*)"
        path = await choose_file(self._window, self.tr("Import a book or document"), filters, home())
        if path is not None:
            await self._read(str(path))

    async def _choose_page(self) -> None:
        address = await ask_text(
            self._window,
            self.tr("Import a web page"),
            self.tr("Address of the page"),
            accept=self.tr("Import"),
            hint="https://",
        )
        if address:
            await self._read(address if "://" in address else f"https://{address}")

    async def _choose_project(self) -> None:
        filters = f"{self.tr('Lectern projects')} ({_PROJECTS})"
        path = await choose_file(self._window, self.tr("Open a project"), filters, _shelf())
        if path is not None:
            await self.opened(path)

    async def _read(self, source: str) -> None:
        if await beside(is_script, source):  # dropped on the start page, or chosen among books
            self._desk.scripts.read(Path(source))
            return
        self._window.start.show_busy(self.tr("Reading…"))
        try:
            draft = await self._desk.making.read(source)
        finally:
            self._window.start.show_busy("")
        if draft is None or not await self._leave():
            return
        page = ImportPreview(self._window)
        page.show_draft(draft, await beside(free_path, draft.title or Path(source).stem), Rates())
        page.create_requested.connect(lambda chosen: self._start(self._create, page, chosen, source))
        page.cancelled.connect(lambda: self._turn_back(page))
        self._window.show_page(page)
        page.take_focus()

    def _turn_back(self, page: ImportPreview) -> None:
        self._window.show_start()
        self._window.drop_page(page)

    async def _create(self, page: ImportPreview, chosen: Chosen, source: str) -> None:
        try:
            path = await self._desk.work.create(chosen.draft, chosen.path, included=chosen.included, source=source)
        except LecternError as error:
            page.refuse(error.sentence)
            return
        self._window.drop_page(page)
        await self.opened(path)

    async def _new(self) -> None:
        suggested = await beside(free_path, self.tr("Untitled"))
        filters = f"{self.tr('Lectern projects')} ({_PROJECTS})"
        path = await choose_place(self._window, self.tr("New blank project"), suggested, filters)
        if path is None or not await self._leave():
            return
        blank = Draft(path.stem, (DraftChapter(self.tr("Chapter 1"), (DraftParagraph(Kind.TEXT, ""),)),))
        await self.opened(await self._desk.work.create(blank, path, overwrite=True))

    async def _open_sample(self) -> None:
        source = resources() / "samples" / _SAMPLE
        path = _shelf() / "The Lectern Maker.lectern"
        if not await beside(path.is_file):
            draft = await self._desk.making.read(str(source))
            if draft is None:
                return
            await self._desk.work.create(draft, path, source=str(source))
        await self.opened(path)


def described(studio: Studio, known: RecentProject | None, cover: str, count: int) -> RecentProject:
    """Return a project for the list, with what was known of its progress."""
    about = studio.project.metadata
    return RecentProject(
        str(studio.file.path),
        about.title or studio.file.path.stem,
        ", ".join(about.authors),
        cover,
        count,
        known.seconds if known else 0.0,
        known.segments if known else 0,
        known.generated if known else 0,
    )


def _count(studio: Studio) -> int:
    return sum(words(p.text) for paragraphs in studio.project.paragraphs.values() for p in paragraphs)


def _there(path: str) -> bool:
    return bool(path) and Path(path).is_file()


def home() -> Path:
    """Return the folder of a person's documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _shelf() -> Path:
    """Return the folder where projects are kept unless the person says otherwise."""
    return home() / "Lectern"


def plain_name(title: str) -> str:
    """Return a title as it can be the name of a file; "" where nothing is left of it."""
    return "".join(" " if c in _NOT_IN_NAMES else c for c in title).strip(" .")[:80]


def free_path(title: str) -> Path:
    """Return a name for a new project that is not taken. Blocks."""
    plain = plain_name(title) or QCoreApplication.translate("Projects", "Untitled")
    shelf = _shelf()
    shelf.mkdir(parents=True, exist_ok=True)
    path, number = shelf / f"{plain}.lectern", 2
    while path.exists():
        path = shelf / f"{plain} {number}.lectern"
        number += 1
    return path
