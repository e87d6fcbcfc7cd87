"""The studio: an open project, its edits, and the history that takes them back, also after a restart."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.domain.edits.change import apply
from studio_app.domain.edits.following import followed
from studio_app.domain.errors import LecternError, ProjectError, ProjectReadOnly
from studio_app.jobs.queue import beside
from studio_app.session.announce import Announcer
from studio_app.session.autosave import Autosave
from studio_app.session.cuts import Cuts
from studio_app.session.history import History, Steps
from studio_app.store.journal import Act, Step
from studio_app.store.project_file import ProjectFile
from studio_app.store.salvage import recover

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from studio_app.domain.edits.change import Change
    from studio_app.domain.project import Project

_log = logging.getLogger(__name__)
#: A step of more records than that is taken back beside the loop.
_MANY = 1_000


@dataclass(frozen=True, slots=True)
class Edited:
    """The project was edited. ``initiator`` is who asked, so that a view skips its own echo; "undo" or "redo" for those."""

    change: Change
    initiator: str


@dataclass(frozen=True, slots=True)
class Saved:
    """Whether everything is on the disk; ``error`` says why not where the disk refused. Said when one of them changes."""

    saved: bool
    error: LecternError | None = None


@dataclass(frozen=True, slots=True)
class TakesPlaced:
    """Other takes stand at these segments: (paragraph id, ordinal)."""

    keys: frozenset[tuple[int, int]]


class Studio:
    """An open project. One thread edits; ``project`` is an immutable snapshot any thread may keep.

    The window uses ``do``, ``undo``, ``redo``, ``flush`` and ``shut`` on the loop's thread; ``do`` never waits for the disk.
    The command line uses ``edit`` and ``close``, and needs no loop: what was edited is on the disk when ``edit`` returns.
    ``open`` and ``close`` read and write files: call them beside a window.

    Attributes:
        announce: carries Edited, Saved and TakesPlaced.
        cuts: how its paragraphs are divided into segments, as far as somebody has asked.
    """

    def __init__(self, file: ProjectFile, announce: Announcer | None = None) -> None:
        self.file = file
        self.announce = announce if announce is not None else Announcer()
        self.project: Project = file.load()
        self.project.index()
        self.cuts = Cuts()
        self._steps = Steps(() if file.read_only else file.journal_names())
        self._autosave = Autosave(
            file, self._steps.forget_before, lambda saved, error: self.announce.say(Saved(saved, error))
        )
        self._turn = asyncio.Lock()
        self._closed = False

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, announce: Announcer | None = None) -> Studio:
        """Open a project file.

        Raises:
            ProjectError: there is none, it is in use, damaged or too new.
        """
        file = ProjectFile.open(path, read_only=read_only)
        try:
            return cls(file, announce)
        except BaseException:
            file.close()
            raise

    @classmethod
    def recover(cls, path: Path, *, announce: Announcer | None = None) -> Studio:
        """Open a recovered copy of a project that is damaged deeper than opening it shows; the original stays as it is.

        Raises:
            ProjectError: nothing of use can be read.
        """
        copy, losses = recover(path)
        studio = cls.open(copy, announce=announce)
        studio.file.losses = (*losses, *studio.file.losses)
        return studio

    # What the window asks

    @property
    def history(self) -> History:
        """Return what the next undo and redo would be called. In memory: no file is read."""
        return self._steps.named

    @property
    def saved(self) -> bool:
        """Whether every edit is on the disk."""
        return self._autosave.saved

    @property
    def refusal(self) -> LecternError | None:
        """Return why the disk refuses what waits, None while it does not."""
        return self._autosave.error

    def do(self, made: tuple[Project, Change], *, of: Project | None = None) -> Change:
        """Take over at once what a function of ``domain.edits`` made of ``self.project``; it goes to the disk beside.

        What follows for timelines is part of it. What the disk refuses is kept with all that follows, and tried again. Where
        no loop runs, this is ``edit``. ``of`` is the project it was made of, where nothing of it was left out: if that is still
        the present one, what was made is taken over as it is.

        Raises:
            ProjectError: the project is closed, or open for reading only.
            ValueError: it was made of a project that is not the present one; nothing is changed.
            WrongUsage: a timeline does not allow it; nothing is changed.
        """
        if not _on_a_loop():
            return self.edit(made)
        change = followed(self.project, made[1])
        if change.rows:
            self._refuse()
            # Not made[0] in general: made of an older snapshot, it would take later edits back.
            whole = of is self.project and change is made[1]
            self.project = made[0] if whole else apply(self.project, change)
            step = self._steps.step_of(change)
            self._steps.edited(step)
            self._autosave.add(step)
            self.announce.say(Edited(change, change.initiator))
        return change

    async def undo(self) -> Change | None:
        """Take the last step back; return what that changed, None where there is nothing to undo.

        Raises:
            ProjectError: the project is closed or cannot be read.
        """
        return await self._step(Act.UNDO)

    async def redo(self) -> Change | None:
        """Do again what was last undone, None where there is nothing.

        Raises:
            ProjectError: the project is closed or cannot be read.
        """
        return await self._step(Act.REDO)

    def end_burst(self) -> None:
        """Let the next edit be a step of undo of its own, whatever burst it belongs to."""
        self._steps.end_burst()

    def retry(self) -> None:
        """Try at once to save what the disk refused. Without being asked it is tried every few seconds."""
        self._autosave.retry()

    async def flush(self) -> None:
        """Wait until every edit is on the disk.

        Raises:
            LecternError: the disk refuses. Nothing is lost while the window lives; it is tried again.
        """
        await self._autosave.flush()

    async def put_back(self, path: Path) -> None:
        """Write the project anew because its file was deleted; it has to be closed and opened there after that.

        Raises:
            LecternError: the disk refuses.
        """
        await self.flush()
        await beside(_write_anew, self.file, path)

    async def shut(self, *, anyway: bool = False) -> None:
        """Save what waits, then close beside the loop. Can be called twice.

        Args:
            anyway: close also where the disk refuses what waits, which is then lost.

        Raises:
            LecternError: the disk refuses; the project stays open.
        """
        if not self._closed:
            try:
                await self.flush()
            except LecternError:
                if not anyway:
                    raise
        self._closed = True
        self._autosave.stop()
        await beside(self.file.close)

    def refresh_takes(self, keys: Iterable[tuple[int, int]]) -> None:
        """Announce that other takes stand at these segments."""
        self.announce.say(TakesPlaced(frozenset(keys)))

    # What the command line asks

    def edit(self, made: tuple[Project, Change]) -> Change:
        """Take over what a function of ``domain.edits`` made of ``self.project``, and wait until it is on the disk.

        Raises:
            DiskFull, ProjectReadOnly, ...: it could not be kept; the project is as before.
            ValueError: it was made of a project that is not the present one; nothing is changed.
            WrongUsage: a timeline does not allow it; nothing is changed.
        """
        change = followed(self.project, made[1])
        if change.rows:
            self._refuse()
            self._autosave.finish()
            project, step = apply(self.project, change), self._steps.step_of(change)
            self.file.keep(lambda: (step,)).result()
            self.project = project
            self._steps.edited(step)
            self.announce.say(Edited(change, change.initiator))
        return change

    def close(self) -> None:
        """Finish writing and leave one file behind. Can be called twice.

        Raises:
            LecternError: the disk refused the last edits; the file is closed without them.
        """
        closed, self._closed = self._closed, True
        try:
            if not closed:
                self._autosave.finish()
        finally:
            self.file.close()

    # Inside

    def _refuse(self) -> None:
        if self.file.read_only:
            raise ProjectReadOnly(f"{self.file.path.name} is open for reading only.")
        if self._closed:
            raise ProjectError(f"{self.file.path.name} is closed.")

    async def _step(self, act: Act) -> Change | None:
        """Undo or redo. Steps from before this opening are read from the file, beside; only one call at a time."""
        async with self._turn:
            while (entry := self._steps.entry(act)) is not None:
                self._refuse()
                if entry.change is None:
                    entry.change = await beside(self.file.journal_change, entry.seq)
                project, change = self.project, entry.change
                try:
                    if change is None:
                        raise ValueError("the step is gone")
                    if len(change.rows) > _MANY:
                        made = await beside(_stepped, project, change, act)
                    else:
                        made = _stepped(project, change, act)
                except ValueError as error:
                    if project is not self.project or entry is not self._steps.entry(act):
                        continue
                    _log.warning("the history does not fit the project: %s", error)
                    self._steps.forget()
                    return None
                if project is self.project and entry is self._steps.entry(act):  # else something was edited meanwhile
                    return self._step_to(*made, act, entry.seq)
        return None

    def _step_to(self, project: Project, change: Change, act: Act, seq: int) -> Change:
        self.project = project
        self._steps.stepped(act)
        self._autosave.add(Step(change, act, seq))
        self.announce.say(Edited(change, act.value))
        return change


def _stepped(project: Project, change: Change, act: Act) -> tuple[Project, Change]:
    """Return the project after a step, and what that changed; ValueError where the step is of another project."""
    change = replace(change.inverse() if act is Act.UNDO else change, initiator=act.value)
    return apply(project, change), change


def _write_anew(file: ProjectFile, path: Path) -> None:
    with suppress(OSError):  # the folder may be gone too; why it cannot be made is told by the next line
        path.parent.mkdir(parents=True, exist_ok=True)
    file.backup(path)


def _on_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
