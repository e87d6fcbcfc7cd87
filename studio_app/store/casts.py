"""The cast of a project, read without opening it: for questions over many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.errors import NoProject, NotAProject
from studio_app.store import schema
from studio_app.store.connect import open_reader
from studio_app.store.failures import damaged, typed
from studio_app.store.records import speaker_of

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.domain.cast import Speaker


def cast_of(path: Path) -> tuple[Speaker, ...]:
    """Return the speakers of a project. Nothing is written; blocks.

    Raises:
        ProjectError: there is no project, or it cannot be read.
        FileRefused: the system refuses the file.
    """
    if not path.is_file():
        raise NoProject(f"There is no project at {path}.")
    with typed(path):
        connection = open_reader(path)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
                raise NotAProject(f"{path.name} is not a Lectern project.")
            rows = connection.execute(schema.select("speakers", "ORDER BY id")).fetchall()
        finally:
            connection.close()
    try:
        return tuple(speaker_of(row) for row in rows)
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(path, type(error).__name__) from None
