"""The ledger in the project file: requests that could cost, from before they are sent until their outcome is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from studio_app.domain.errors import MaybeBilled, OverBudget, WrongUsage
from studio_app.domain.ledger import LedgerState
from studio_app.store import schema
from studio_app.store.records import ledger_of, ledger_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from studio_app.domain.ledger import LedgerRow


#: The note of the credits the person allows for this project.
_CAP = "most credits"


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of the request of a ledger row: what was billed, in the engine's credits, and the provider's id of it."""

    row_id: int
    billed: float
    request_id: str = ""
    note: str = ""


def now() -> str:
    """Return the time as takes and the ledger write it: UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def open_row(connection: sqlite3.Connection, row: LedgerRow) -> LedgerRow:
    """Write a request down before it is sent; return it with its id and time.

    Raises:
        MaybeBilled: another request for the very same is open. Nothing is written.
        OverBudget: with it more might be billed than the person allows for the project. Nothing is written.
    """
    same = "SELECT 1 FROM ledger WHERE state = 'open' AND fingerprint = ?"
    if connection.execute(same, (row.fingerprint,)).fetchone() is not None:
        raise MaybeBilled("An earlier request for this text may have been billed; it is not sent again unasked.")
    most = cap(connection)
    if most is not None and row.estimate > 0 and spent(connection) + row.estimate > most:
        said = f"The project's limit of {most:,.0f} credits is reached; what is done is kept. Raise the limit to go on."
        raise OverBudget(said, detail=f"ledger row of {row.estimate}")
    row = replace(row, id=0, state=LedgerState.OPEN, opened=row.opened or now())
    return replace(row, id=int(connection.execute(schema.insert("ledger"), ledger_row(row)).lastrowid or 0))


def settle(connection: sqlite3.Connection, settlement: Settlement) -> None:
    """Write down that a request was answered, and what was billed. Raises WrongUsage where no such row is open."""
    outcome = (LedgerState.SETTLED, settlement.billed, settlement.request_id, settlement.note)
    _close(connection, settlement.row_id, *outcome)


def refuse(connection: sqlite3.Connection, row_id: int, note: str) -> None:
    """Write down that the engine did not take a request: nothing was billed. Raises WrongUsage as ``settle``."""
    _close(connection, row_id, LedgerState.REFUSED, 0.0, "", note)


def lose(connection: sqlite3.Connection, row_id: int, note: str) -> None:
    """Write down that an answer was lost, and that the provider could not tell. Raises WrongUsage as ``settle``."""
    _close(connection, row_id, LedgerState.LOST, None, "", note)


def lose_all(connection: sqlite3.Connection, row_ids: Iterable[int], note: str) -> None:
    """Do as ``lose`` for those of these requests that are still open."""
    for row_id in row_ids:
        if connection.execute("SELECT 1 FROM ledger WHERE id = ? AND state = 'open'", (row_id,)).fetchone():
            lose(connection, row_id, note)


def cap(connection: sqlite3.Connection) -> float | None:
    """Return the most credits that may be billed for the project, of all engines together; None for any number."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_CAP,)).fetchone()
    try:
        return float(row[0]) if row is not None and row[0] else None
    except ValueError:  # a damaged note
        return None


def set_cap(connection: sqlite3.Connection, most: float | None) -> None:
    """Let no more credits be billed for the project than ``most``; None for any number."""
    connection.execute(schema.upsert("meta"), (_CAP, "" if most is None else repr(float(most))))


def spent(connection: sqlite3.Connection) -> float:
    """Return the credits that were billed, and those that may be: of requests under way, cut off or lost."""
    sql = "SELECT total(CASE WHEN state IN ('open', 'lost') THEN estimate ELSE billed END) FROM ledger"
    return float(connection.execute(sql).fetchone()[0])


def _close(
    connection: sqlite3.Connection, row_id: int, state: LedgerState, billed: float | None, request_id: str, note: str
) -> None:
    done = connection.execute(
        "UPDATE ledger SET state = ?, billed = ?, closed = ?, note = ?,"
        " request_id = CASE WHEN ? = '' THEN request_id ELSE ? END WHERE id = ? AND state = 'open'",
        (state.value, billed, now(), note, request_id, request_id, row_id),
    )
    if not done.rowcount:
        raise WrongUsage("The ledger holds no such open request.", detail=f"ledger row {row_id}")


def rows(connection: sqlite3.Connection, *, only_open: bool) -> tuple[LedgerRow, ...]:
    """Return the requests, oldest first."""
    where = "WHERE state = 'open' ORDER BY id" if only_open else "ORDER BY id"
    return tuple(ledger_of(row) for row in connection.execute(schema.select("ledger", where)))


def settled_since(connection: sqlite3.Connection, when: str) -> tuple[LedgerRow, ...]:
    """Return the requests answered since then (UTC, ISO 8601), oldest first."""
    where = "WHERE state = 'settled' AND closed > ? ORDER BY id"
    return tuple(ledger_of(row) for row in connection.execute(schema.select("ledger", where), (when,)))


def billed(connection: sqlite3.Connection) -> dict[str, float]:
    """Return the credits billed by each engine."""
    return dict(connection.execute("SELECT engine, sum(billed) FROM ledger WHERE billed IS NOT NULL GROUP BY engine"))
