"""The journal: every edit written down with its rows before and after, so that undo survives a restart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from studio_app.domain.edits.change import Change, joined
from studio_app.store import book, schema
from studio_app.store.records import change_of, changes_json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

#: The oldest edits are forgotten beyond this many, or this many bytes. The newest is always kept.
ENTRIES = 1000
BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One step of undo: ``undone`` says that it waits to be redone."""

    seq: int
    change: Change
    undone: bool


@dataclass(frozen=True, slots=True)
class JournalName:
    """A step of undo without what it changed: enough for a menu."""

    seq: int
    what: str
    merge: str
    undone: bool


class Act(StrEnum):
    """What a step does to the journal: begin an entry, join the newest, or mark one as undone or as done again."""

    BEGIN = "begin"
    JOIN = "join"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Step:
    """A change to store, and what it does to the journal entry of number ``seq``."""

    change: Change
    act: Act
    seq: int


def keep(connection: sqlite3.Connection, steps: Sequence[Step]) -> int:
    """Store steps in order with their entries; return the number of the oldest entry that is kept."""
    for step in steps:
        book.put_change(connection, step.change)
        if step.act in (Act.UNDO, Act.REDO):
            mark(connection, step.seq, undone=step.act is Act.UNDO)
            continue
        change, held = step.change, None
        if step.act is Act.JOIN:
            held = connection.execute(schema.select("journal", "WHERE seq = ?"), (step.seq,)).fetchone()
        if held is not None:
            change = joined(change_of(held[1], held[2], held[3], held[6]), change)
        connection.execute("DELETE FROM journal WHERE undone = 1")
        changes = changes_json(change)
        row = (step.seq, change.what, change.initiator, change.merge, 0, len(changes), changes)
        connection.execute(schema.upsert("journal"), row)
    _forget(connection)
    return int(connection.execute("SELECT coalesce(min(seq), 0) FROM journal").fetchone()[0])


def names(connection: sqlite3.Connection) -> tuple[JournalName, ...]:
    """Return what all entries are called, oldest first."""
    rows = connection.execute("SELECT seq, what, merge, undone FROM journal ORDER BY seq")
    return tuple(JournalName(seq, what, merge, bool(undone)) for seq, what, merge, undone in rows)


def change(connection: sqlite3.Connection, seq: int) -> Change | None:
    """Return what the entry of that number changed, None where there is none (any more).

    Raises:
        ValueError, KeyError, TypeError: the entry is damaged.
    """
    row = connection.execute(schema.select("journal", "WHERE seq = ?"), (seq,)).fetchone()
    return None if row is None else change_of(row[1], row[2], row[3], row[6])


def write(connection: sqlite3.Connection, change: Change, burst_since: int) -> int:
    """Write an edit down and return its number. Undone edits are dropped: they no longer fit.

    A change with the ``merge`` of the newest entry joins it, unless that is older than ``burst_since`` (a number).
    """
    connection.execute("DELETE FROM journal WHERE undone = 1")
    newest = connection.execute(schema.select("journal", "ORDER BY seq DESC LIMIT 1")).fetchone()
    if newest and change.merge and newest[3] == change.merge and newest[0] > burst_since:
        seq = int(newest[0])
        change = joined(change_of(newest[1], newest[2], newest[3], newest[6]), change)
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
