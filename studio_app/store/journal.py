"""The journal: every edit written down with its rows before and after, so that undo survives a restart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.domain.edits.change import Change, RowChange
from studio_app.store import schema
from studio_app.store.records import change_of, changes_json

if TYPE_CHECKING:
    import sqlite3

    from studio_app.domain.edits.change import Record

#: The oldest edits are forgotten beyond this many, or this many bytes. The newest is always kept.
ENTRIES = 1000
BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One step of undo: ``undone`` says that it waits to be redone."""

    seq: int
    change: Change
    undone: bool


def write(connection: sqlite3.Connection, change: Change, burst_since: int) -> int:
    """Write an edit down and return its number. Undone edits are dropped: they no longer fit.

    A change with the ``merge`` of the newest entry joins it, unless that is older than ``burst_since`` (a number).
    """
    connection.execute("DELETE FROM journal WHERE undone = 1")
    newest = connection.execute(schema.select("journal", "ORDER BY seq DESC LIMIT 1")).fetchone()
    if newest and change.merge and newest[3] == change.merge and newest[0] > burst_since:
        seq = int(newest[0])
        change = _joined(change_of(newest[1], newest[2], newest[3], newest[6]), change)
        changes = changes_json(change)
        connection.execute(
            "UPDATE journal SET what = ?, initiator = ?, size = ?, changes = ? WHERE seq = ?",
            (change.what, change.initiator, len(changes), changes, seq),
        )
    else:
        changes = changes_json(change)
        row = (None, change.what, change.initiator, change.merge, 0, len(changes), changes)
        seq = int(connection.execute(schema.insert("journal"), row).lastrowid or 0)
    _forget(connection)
    return seq


def mark(connection: sqlite3.Connection, seq: int, *, undone: bool) -> None:
    """Note that an edit was taken back, or made again."""
    connection.execute("UPDATE journal SET undone = ? WHERE seq = ?", (1 if undone else 0, seq))


def newest(connection: sqlite3.Connection) -> int:
    """Return the number of the newest entry, 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0])


def entries(connection: sqlite3.Connection, last: int) -> tuple[JournalEntry, ...]:
    """Return the newest entries, oldest first.

    Raises:
        ValueError, KeyError, TypeError: an entry is damaged.
    """
    rows = connection.execute(schema.select("journal", "ORDER BY seq DESC LIMIT ?"), (last,)).fetchall()
    return tuple(
        JournalEntry(seq, change_of(what, initiator, merge, changes), bool(undone))
        for seq, what, initiator, merge, undone, _, changes in reversed(rows)
    )


def _joined(first: Change, then: Change) -> Change:
    """Return one change that does both, each record once: as it was before the first, as it is after the last."""
    rows: dict[tuple[type[Record], int], RowChange] = {_key(row): row for row in first.rows}
    for row in then.rows:
        earlier = rows.get(_key(row))
        rows[_key(row)] = row if earlier is None else RowChange(earlier.before, row.after)
    kept = tuple(row for row in rows.values() if row.before is not None or row.after is not None)
    return replace(then, rows=kept)


def _key(row: RowChange) -> tuple[type[Record], int]:
    return (row.kind, getattr(row.after if row.after is not None else row.before, "id", 0))


def _forget(connection: sqlite3.Connection) -> None:
    """Delete the oldest entries beyond the limits."""
    connection.execute("DELETE FROM journal WHERE seq <= (SELECT max(seq) FROM journal) - ?", (ENTRIES,))
    if connection.execute("SELECT sum(size) FROM journal").fetchone()[0] <= BYTES:
        return
    held = 0
    for count, (seq, size) in enumerate(
        connection.execute("SELECT seq, size FROM journal ORDER BY seq DESC").fetchall()
    ):
        held += size
        if held > BYTES and count:
            connection.execute("DELETE FROM journal WHERE seq <= ?", (seq,))
            return
