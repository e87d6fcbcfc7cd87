"""The look at a file when it is opened: is it ours, of which version, and can its text and lists be read?"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.errors import NotAProject
from studio_app.store import book, migrate, schema
from studio_app.store.failures import translated

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.domain.project import Project
    from studio_app.store.timelines import Misfit

#: What a damaged file makes the reading of it raise.
UNREADABLE = (sqlite3.DatabaseError, ValueError, KeyError, TypeError, AttributeError, OverflowError)

#: Tables that are not looked at when a file is opened: they grow with the recordings, and what is read of them is checked then.
_TOO_LONG = {"audio", "words", "media_parts", "peaks"}

#: The note in a file in which damage was found while it was open: it is recovered when it is opened again.
DAMAGED = "damage found"

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found: the project, or why it cannot be read whole, or neither where it is of an ``other`` version.

    ``misfits`` are clips that had to be left out of a project that is sound otherwise.
    """

    version: tuple[int, int]
    project: Project | None = None
    damage: str = ""
    misfits: tuple[Misfit, ...] = ()

    @property
    def other(self) -> bool:
        """Return whether the file is of a version that cannot be used as it is."""
        return self.project is None and not self.damage


def is_damage(error: Exception) -> bool:
    """Return whether an error means that the file is damaged, rather than refused, locked or on a full disk."""
    if not isinstance(error, sqlite3.Error):
        return isinstance(error, UNREADABLE)
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return "decode to UTF-8" in str(error)
    # SQLITE_ERROR: a table or a column is not there any more.
    return code & 0xFF in _DAMAGE or code == sqlite3.SQLITE_ERROR


def probe(connection: sqlite3.Connection, path: Path) -> Probe:
    """Look at an open file. Recordings are not read: each is checked by its hash when it is used.

    Raises:
        NotAProject: it is some other database.
        sqlite3.Error: the system refused it.
    """
    version = (0, 0)
    try:
        version = schema.version_of(connection)
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        if not ours and not has_our_tables(connection):
            raise NotAProject(f"{path.name} is not a Lectern project.", detail="application_id differs")
        if ours and (version[0] > schema.MAJOR or migrate.steps(version, schema.VERSION, schema.MIGRATIONS)):
            return Probe(version)
        _check_lists(connection)
        if connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone():
            raise ValueError("it holds programs of somebody else")
        if connection.execute("SELECT 1 FROM meta WHERE key = ?", (DAMAGED,)).fetchone():
            raise ValueError("it was found to be damaged while it was open")
        if not ours:
            raise ValueError("the header does not say that this is a project")
        project, misfits = book.look(connection)
        return Probe(version, project, misfits=misfits)
    except UNREADABLE as error:
        if not is_damage(error):
            raise
        return Probe(version, damage=_why(error, path))


def note_damage(connection: sqlite3.Connection) -> None:
    """Note in the file that it is damaged, as far as that can still be written."""
    with suppress(sqlite3.Error):
        connection.execute(schema.upsert("meta"), (DAMAGED, "1"))


def has_our_tables(connection: sqlite3.Connection) -> bool:
    """Return whether the tables a project cannot do without are there."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {"paragraphs", "takes", "placements", "ledger"} <= names


def _check_lists(connection: sqlite3.Connection) -> None:
    """Raise ValueError where a table (but the recordings themselves) is damaged or refers to what is not there."""
    for table in schema.TABLES:
        if table not in _TOO_LONG:
            found = connection.execute(f"PRAGMA quick_check('{table}')").fetchone()[0]
            if found != "ok":
                raise ValueError(f"{table}: {found}")
    for table in ("paragraphs", "takes", "placements"):
        broken = connection.execute(f"PRAGMA foreign_key_check('{table}')").fetchone()
        if broken is not None:
            raise ValueError(f"{broken[0]}: row {broken[1]} refers to what is not there")


def _why(error: Exception, path: Path) -> str:
    """Return a reason for the log, without a text of the book."""
    if isinstance(error, sqlite3.Error):
        return translated(error, path).detail
    return f"{type(error).__name__}: {error}" if isinstance(error, ValueError) else type(error).__name__
