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

#: Entries with what they did on timelines, empty where that is nothing.
_WHOLE = (
    "SELECT seq, what, initiator, merge, undone, journal.changes, coalesce(journal_laid.changes, X'')"
    " FROM journal LEFT JOIN journal_laid USING (seq)"
)

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
        held = change(connection, step.seq) if step.act is Act.JOIN else None
        connection.execute("DELETE FROM journal WHERE undone = 1")
        _put(connection, step.seq, step.change if held is None else joined(held, step.change))
    _forget(connection)
    return int(connection.execute("SELECT coalesce(min(seq), 0) FROM journal").fetchone()[0])


def _put(connection: sqlite3.Connection, seq: int | None, change: Change) -> int:
    """Write an entry down, over the one of that number where there is one; return its number."""
    changes, laid = changes_json(change)
    row = (seq, change.what, change.initiator, change.merge, 0, len(changes) + len(laid), changes)
    written = connection.execute(schema.upsert("journal"), row)
    seq = int(written.lastrowid or 0) if seq is None else seq
    if laid:
        connection.execute(schema.upsert("journal_laid"), (seq, laid))
    else:
        connection.execute("DELETE FROM journal_laid WHERE seq = ?", (seq,))
    return seq


def names(connection: sqlite3.Connection) -> tuple[JournalName, ...]:
    """Return what all entries are called, oldest first."""
    rows = connection.execute("SELECT seq, what, merge, undone FROM journal ORDER BY seq")
    return tuple(JournalName(seq, what, merge, bool(undone)) for seq, what, merge, undone in rows)


def change(connection: sqlite3.Connection, seq: int) -> Change | None:
    """Return what the entry of that number changed, None where there is none (any more).

    Raises:
        ValueError, KeyError, TypeError: the entry is damaged.
    """
    row = connection.execute(f"{_WHOLE} WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else change_of(*row[1:4], *row[5:])


def write(connection: sqlite3.Connection, change: Change, burst_since: int) -> int:
    """Write an edit down and return its number. Undone edits are dropped: they no longer fit.

    A change with the ``merge`` of the newest entry joins it, unless that is older than ``burst_since`` (a number).
    """
    connection.execute("DELETE FROM journal WHERE undone = 1")
    newest = connection.execute(f"{_WHOLE} ORDER BY seq DESC LIMIT 1").fetchone()
    if newest and change.merge and newest[3] == change.merge and newest[0] > burst_since:
        seq = _put(connection, int(newest[0]), joined(change_of(*newest[1:4], *newest[5:]), change))
    else:
        seq = _put(connection, None, change)
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
    rows = connection.execute(f"{_WHOLE} ORDER BY seq DESC LIMIT ?", (last,)).fetchall()
    return tuple(
        JournalEntry(seq, change_of(what, initiator, merge, changes, laid), bool(undone))
        for seq, what, initiator, merge, undone, changes, laid in reversed(rows)
    )


def _forget(connection: sqlite3.Connection) -> None:
    """Delete the oldest entries beyond the limits, and of those that went whatever they did on timelines."""
    connection.execute("DELETE FROM journal WHERE seq <= (SELECT max(seq) FROM journal) - ?", (ENTRIES,))
    _forget_by_size(connection)
    connection.execute("DELETE FROM journal_laid WHERE seq NOT IN (SELECT seq FROM journal)")


def _forget_by_size(connection: sqlite3.Connection) -> None:
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
