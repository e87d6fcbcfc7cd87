"""The shape of a project file: its tables, its version, and the numbered steps from every older version to this one.

A version is (major, minor). A larger minor adds what an older program can leave alone; a larger major is refused by it.
Every table is a rowid table with integer keys where it can be: what is damaged can then be read around, row by row.

Since 1.1 there are timelines. No row of theirs refers to a table of 1.0 in a way SQLite would enforce: an older program takes
chapters and paragraphs away without knowing of them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

#: "LECT" in the header of the file says that it is ours.
APPLICATION_ID = 0x4C454354
MAJOR = 1
MINOR = 1
VERSION = (MAJOR, MINOR)
#: 16 KiB pages take a recording of 2.6 MB 1.8 times as fast as SQLite's 4 KiB (measured).
PAGE_SIZE = 16384

#: Columns of each table, in order. They are named once, here: the tables are made from them and salvage reads by them.
#: ``paragraphs.crc`` is the checksum of the row (``records.text_sum``): SQLite has none, and no text may change unnoticed.
#: ``takes`` holds no word timings: a list of 30,000 takes is read without them.
TABLES: dict[str, tuple[str, ...]] = {
    "meta": ("key TEXT NOT NULL PRIMARY KEY", "value TEXT NOT NULL"),
    "singles": ("kind TEXT NOT NULL PRIMARY KEY", "record TEXT NOT NULL"),
    "source": ("id INTEGER PRIMARY KEY", "name TEXT NOT NULL", "hash TEXT NOT NULL"),
    "cover": ("id INTEGER PRIMARY KEY", "media_type TEXT NOT NULL", "data BLOB NOT NULL"),
    "speakers": (
        "id INTEGER PRIMARY KEY",
        "name TEXT NOT NULL",
        "engine TEXT NOT NULL",
        "model TEXT NOT NULL",
        "voice TEXT NOT NULL",
        "settings TEXT NOT NULL",
        "language TEXT NOT NULL",
        "colour TEXT NOT NULL",
    ),
    "chapters": (
        "id INTEGER PRIMARY KEY",
        "position REAL NOT NULL",
        "title TEXT NOT NULL",
        "included INTEGER NOT NULL",
        "matter TEXT NOT NULL",
        "level INTEGER NOT NULL",
    ),
    "paragraphs": (
        "id INTEGER PRIMARY KEY",
        "chapter_id INTEGER NOT NULL REFERENCES chapters(id)",
        "position REAL NOT NULL",
        "kind TEXT NOT NULL",
        "text TEXT NOT NULL",
        "level INTEGER NOT NULL",
        "included INTEGER NOT NULL",
        "locked INTEGER NOT NULL",
        "fragments TEXT NOT NULL",
        "crc INTEGER NOT NULL",
    ),
    "takes": (
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "fingerprint TEXT NOT NULL",
        "engine TEXT NOT NULL",
        "model TEXT NOT NULL",
        "voice TEXT NOT NULL",
        "audio TEXT NOT NULL REFERENCES audio(hash)",
        "codec TEXT NOT NULL",
        "rate INTEGER NOT NULL",
        "channels INTEGER NOT NULL",
        "frames INTEGER NOT NULL",
        "trim_start INTEGER NOT NULL",
        "trim_end INTEGER NOT NULL",
        "peak REAL NOT NULL",
        "energy REAL NOT NULL",
        "cost REAL NOT NULL",
        "made TEXT NOT NULL",
        "request_id TEXT NOT NULL",
    ),
    "words": ("take_id INTEGER PRIMARY KEY REFERENCES takes(id) ON DELETE CASCADE", "packed BLOB NOT NULL"),
    "placements": (
        "paragraph_id INTEGER NOT NULL",
        "ordinal INTEGER NOT NULL",
        "take_id INTEGER NOT NULL REFERENCES takes(id) ON DELETE CASCADE",
    ),
    "ledger": (
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "fingerprint TEXT NOT NULL",
        "engine TEXT NOT NULL",
        "account TEXT NOT NULL",
        "model TEXT NOT NULL",
        "voice TEXT NOT NULL",
        "characters INTEGER NOT NULL",
        "estimate REAL NOT NULL",
        "state TEXT NOT NULL",
        "billed REAL",
        "request_id TEXT NOT NULL",
        "opened TEXT NOT NULL",
        "closed TEXT NOT NULL",
        "note TEXT NOT NULL",
    ),
    "journal": (
        "seq INTEGER PRIMARY KEY AUTOINCREMENT",
        "what TEXT NOT NULL",
        "initiator TEXT NOT NULL",
        "merge TEXT NOT NULL",
        "undone INTEGER NOT NULL",
        "size INTEGER NOT NULL",
        "changes TEXT NOT NULL",
    ),
    "exports": (
        "path TEXT NOT NULL PRIMARY KEY",
        "plan TEXT NOT NULL",
        "size INTEGER NOT NULL",
        "hash TEXT NOT NULL",
        "made TEXT NOT NULL",
    ),
    "audio": ("id INTEGER PRIMARY KEY", "hash TEXT NOT NULL UNIQUE", "data BLOB NOT NULL"),
    "paragraph_settings": ("paragraph_id INTEGER PRIMARY KEY", "settings TEXT NOT NULL"),
    "timelines": (
        "chapter_id INTEGER PRIMARY KEY",
        "rate INTEGER NOT NULL",
        "last_id INTEGER NOT NULL",
        "rules TEXT NOT NULL",
    ),
    **dict.fromkeys(
        ("tracks", "markers", "regions"),
        ("key INTEGER PRIMARY KEY", "record TEXT NOT NULL", "crc INTEGER NOT NULL"),
    ),
    "clips": (
        "key INTEGER PRIMARY KEY",
        "track_id INTEGER NOT NULL",
        "start INTEGER NOT NULL",
        "length INTEGER NOT NULL",
        "fixed INTEGER NOT NULL",
        "locked INTEGER NOT NULL",
        "fade_in INTEGER NOT NULL",
        "fade_out INTEGER NOT NULL",
        "group_id INTEGER NOT NULL",
        "overrun INTEGER NOT NULL",
        "paragraph_id INTEGER NOT NULL",
        "text TEXT NOT NULL",
        "sounds TEXT NOT NULL",
        "gain TEXT NOT NULL",
        "effect TEXT NOT NULL",
        "crc INTEGER NOT NULL",
    ),
    "journal_laid": ("seq INTEGER PRIMARY KEY", "changes BLOB NOT NULL"),
    "media": (
        "id INTEGER PRIMARY KEY",
        "hash TEXT NOT NULL UNIQUE",
        "name TEXT NOT NULL",
        "path TEXT NOT NULL",
        "codec TEXT NOT NULL",
        "rate INTEGER NOT NULL",
        "channels INTEGER NOT NULL",
        "frames INTEGER NOT NULL",
        "size INTEGER NOT NULL",
        "modified INTEGER NOT NULL",
        "collected INTEGER NOT NULL",
        "placeholder INTEGER NOT NULL",
    ),
    "media_parts": (
        "id INTEGER PRIMARY KEY",
        "hash TEXT NOT NULL",
        "number INTEGER NOT NULL",
        "data BLOB NOT NULL",
        "crc INTEGER NOT NULL",
    ),
    "peaks": ("id INTEGER PRIMARY KEY", "key TEXT NOT NULL UNIQUE", "data BLOB NOT NULL"),
}

#: The tables that came after 1.0, and with which version.
SINCE: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("paragraph_settings", "timelines", "tracks", "markers", "regions", "clips"), (1, 1)),
    **dict.fromkeys(("journal_laid", "media", "media_parts", "peaks"), (1, 1)),
}

_CONSTRAINTS = {
    "placements": ", PRIMARY KEY (paragraph_id, ordinal)",
    "media_parts": ", UNIQUE (hash, number)",
}

#: The note that says on which page each of the tables after 1.0 begins: in a file that was migrated not behind one another.
PLACES = "tables"

#: Made after the rows of a new project are in: building them at once is faster than keeping them while rows come.
INDEXES = (
    "CREATE INDEX paragraphs_chapter ON paragraphs(chapter_id)",
    "CREATE INDEX takes_fingerprint ON takes(fingerprint)",
    "CREATE INDEX takes_audio ON takes(audio)",
    "CREATE INDEX placements_take ON placements(take_id)",
    "CREATE INDEX ledger_open ON ledger(id) WHERE state = 'open'",
    "CREATE INDEX journal_size ON journal(seq, size)",
    "CREATE INDEX journal_undone ON journal(seq) WHERE undone = 1",
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: ``apply`` turns a file of version ``before`` into one of version ``after``, inside a transaction."""

    before: tuple[int, int]
    after: tuple[int, int]
    apply: Callable[[sqlite3.Connection], None]


def _add_timelines(connection: sqlite3.Connection) -> None:
    """Lead from 1.0 to 1.1: only tables are added."""
    make_tables(connection, [table for table, version in SINCE.items() if version == (1, 1)])
    note_places(connection)


#: Every step there ever was, oldest first. A new one comes with a saved sample of the version it starts from
#: (tests/golden/project.v<major>_<minor>.sqlite) and a test of its own.
MIGRATIONS: tuple[Migration, ...] = (Migration((1, 0), (1, 1), _add_timelines),)


def columns(table: str) -> tuple[str, ...]:
    """Return the names of a table's columns, in order."""
    return tuple(column.split(" ", 1)[0] for column in TABLES[table])


def column_types(table: str) -> tuple[str, ...]:
    """Return INTEGER, REAL, TEXT or BLOB for each of a table's columns, in order."""
    return tuple(column.split(" ")[1] for column in TABLES[table])


def insert(table: str, verb: str = "INSERT") -> str:
    """Return the statement that puts one whole row into a table; ``verb`` may be "INSERT OR REPLACE"."""
    names = columns(table)
    return f"{verb} INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def upsert(table: str) -> str:
    """Return the statement that puts one whole row in, or updates the row that has its first column as key.

    Unlike a replacement it deletes nothing, so that what refers to the row stays.
    """
    key, *rest = columns(table)
    sets = ", ".join(f"{name} = excluded.{name}" for name in rest)
    return f"{insert(table)} ON CONFLICT({key}) DO UPDATE SET {sets}"


def select(table: str, tail: str = "") -> str:
    """Return the statement that reads whole rows."""
    return f"SELECT {', '.join(columns(table))} FROM {table} {tail}"  # noqa: S608 - names from this module only


def tables_of(version: tuple[int, int]) -> tuple[str, ...]:
    """Return the tables that a file of that version has, in order; of one that says no version those of the first."""
    return tuple(table for table in TABLES if table not in SINCE or SINCE[table] <= version)


def make_tables(connection: sqlite3.Connection, tables: Iterable[str] = TABLES) -> None:
    """Make every table in an empty file. Their order is part of the format: salvage knows by it where tables begin."""
    for table in tables:
        constraint = _CONSTRAINTS.get(table, "")
        connection.execute(f"CREATE TABLE {table} ({', '.join(TABLES[table])}{constraint}) STRICT")


def note_places(connection: sqlite3.Connection) -> None:
    """Note on which pages the tables begin that came after 1.0, for a salvage of a file without its first page."""
    roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"))
    connection.execute(upsert("meta"), (PLACES, json.dumps({table: roots[table] for table in SINCE})))


def laid_key(chapter_id: int, record_id: int) -> int:
    """Return the key of a track, clip, marker or region: its chapter's timeline and its id there. Those are 31 and 32 bits."""
    return chapter_id << 32 | record_id


def laid_place(key: int) -> tuple[int, int]:
    """Return the chapter and the id of which ``laid_key`` made a key."""
    return key >> 32, key & 0xFFFF_FFFF


def make_indexes(connection: sqlite3.Connection) -> None:
    """Make every index."""
    for statement in INDEXES:
        connection.execute(statement)


def stamp(connection: sqlite3.Connection, version: tuple[int, int] | None = None) -> None:
    """Write into the header whose file this is and of which version, this program's unless told otherwise."""
    version = version or VERSION
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version[0] * 1000 + version[1]}")


def version_of(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return (major, minor) of an open file."""
    number = int(connection.execute("PRAGMA user_version").fetchone()[0])
    return number // 1000, number % 1000
