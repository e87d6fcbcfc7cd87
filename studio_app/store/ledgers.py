"""What was spent, read from the ledger of a project without opening the project: for sums over many of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.errors import NoProject, NotAProject
from studio_app.store import schema
from studio_app.store.connect import open_reader
from studio_app.store.failures import typed

if TYPE_CHECKING:
    from pathlib import Path

#: Columns that every version of the ledger has.
_COLUMNS = "engine, account, state, opened, estimate, billed"


@dataclass(frozen=True, slots=True)
class Spent:
    """One request: its engine and account, how far it is, when it was sent (UTC, ISO 8601), what it should and did cost."""

    engine: str
    account: str
    state: str
    opened: str
    estimate: float
    billed: float | None


def spent(path: Path, since: str) -> tuple[Spent, ...]:
    """Return the requests sent since a time (UTC, ISO 8601), oldest first. Nothing is written; blocks.

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
            found = connection.execute(
                f"SELECT {_COLUMNS} FROM ledger WHERE opened >= ? ORDER BY id",  # noqa: S608  names of this module
                (since,),
            )
            return tuple(Spent(*row) for row in found)
        finally:
            connection.close()
