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

#: Columns that every version of the ledger has. Sums by the minute: a day begins with one, in every place on Earth.
_SUMS = """
SELECT engine, account, substr(opened, 1, 16), total(estimate * (billed IS NOT NULL)), total(billed),
    total(estimate * (billed IS NULL))
FROM ledger WHERE opened >= ? AND state != 'refused' GROUP BY 1, 2, 3 ORDER BY 3
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one account spent in one minute.

    ``minute`` is UTC in ISO 8601 without seconds. ``billed`` is what was billed, ``estimate`` what that had been expected to
    be, ``uncertain`` what requests without a known outcome were expected to cost. Refused requests are not in it.
    """

    engine: str
    account: str
    minute: str
    estimate: float
    billed: float
    uncertain: float


def spent(path: Path, since: str) -> tuple[Spent, ...]:
    """Return what was spent since a time (UTC, ISO 8601), oldest first. Nothing is written; blocks.

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
            return tuple(Spent(*row) for row in connection.execute(_SUMS, (since,)))
        finally:
            connection.close()
