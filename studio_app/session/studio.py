"""The studio: an open project, its edits, and the history that takes them back, also after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.edits.change import apply
from studio_app.store.project_file import ProjectFile
from studio_app.store.salvage import recover

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.domain.edits.change import Change
    from studio_app.domain.project import Project


class Studio:
    """An open project. One thread edits; ``project`` is an immutable snapshot any thread may keep.

    Every edit is on the disk before its call returns. ``open`` and ``close`` read and write files: call them beside a window.
    """

    def __init__(self, file: ProjectFile) -> None:
        self.file = file
        self.project: Project = file.load()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Studio:
        """Open a project file.

        Raises:
            ProjectError: there is none, it is in use, damaged or too new.
        """
        file = ProjectFile.open(path, read_only=read_only)
        try:
            return cls(file)
        except BaseException:
            file.close()
            raise

    @classmethod
    def recover(cls, path: Path) -> Studio:
        """Open a recovered copy of a project that is damaged deeper than opening it shows; the original stays as it is.

        Raises:
            ProjectError: nothing of use can be read.
        """
        copy, losses = recover(path)
        studio = cls.open(copy)
        studio.file.losses = (*losses, *studio.file.losses)
        return studio

    def edit(self, made: tuple[Project, Change]) -> Change:
        """Take over what a function of ``domain.edits`` made of ``self.project``, and keep it.

        Raises:
            DiskFull, ProjectReadOnly, ...: it could not be kept; the project is as before.
        """
        project, change = made
        if change.rows:
            self.file.apply(change).result()
            self.project = project
        return change

    def undo(self) -> Change | None:
        """Take the last edit back; return what that changed, None where there is nothing to undo."""
        done = [entry for entry in self.file.undo_stack() if not entry.undone]
        if not done:
            return None
        change = done[-1].change.inverse()
        self.file.apply(change, undoes=done[-1].seq).result()
        self.project = apply(self.project, change)
        return change

    def redo(self) -> Change | None:
        """Do again what was last undone, None where there is nothing."""
        undone = [entry for entry in self.file.undo_stack() if entry.undone]
        if not undone:
            return None
        change = undone[0].change
        self.file.apply(change, redoes=undone[0].seq).result()
        self.project = apply(self.project, change)
        return change

    def close(self) -> None:
        """Finish writing and leave one file behind."""
        self.file.close()
