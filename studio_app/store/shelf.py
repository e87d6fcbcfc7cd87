"""What a person calls the voices, tags and notes of theirs, favourites and collections: their own, kept for good.

It lies apart from what was only seen of the libraries (``Shelf.seen``), so that no fault of a cache of thousands can reach it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import WrongUsage
from studio_app.store.seen import Seen
from studio_app.store.side_file import SideFile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

_VERSION = 1
_TABLES = {
    "notes": (
        "(engine TEXT NOT NULL, voice TEXT NOT NULL, name TEXT NOT NULL, tags TEXT NOT NULL, note TEXT NOT NULL,"
        " favourite INTEGER NOT NULL, kept INTEGER NOT NULL, record TEXT NOT NULL, changed TEXT NOT NULL,"
        " PRIMARY KEY (engine, voice)) STRICT"
    ),
    "collections": "(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL) STRICT",
    "collected": (
        "(collection INTEGER NOT NULL, engine TEXT NOT NULL, voice TEXT NOT NULL,"
        " PRIMARY KEY (collection, engine, voice)) STRICT"
    ),
}
_NOTE = "name, tags, note, favourite, kept, record"

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Note:
    """What a person says of a voice. ``kept``: it is on their shelf. ``record`` is the voice as it was then."""

    name: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    favourite: bool = False
    kept: bool = False
    record: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Voices a person put together."""

    id: int
    name: str


class Shelf:
    """The file of one's own, and beside it what was seen. Any thread; blocks. Reading never raises.

    Whatever becomes of the files, it opens: what was wrong is said by ``trouble``.

    Attributes:
        seen: the libraries as they were seen.
    """

    def __init__(self, path: Path) -> None:
        self._file = SideFile(path, _TABLES, _VERSION, precious=True)
        self.seen = Seen(path.with_name(f"{path.stem}-seen{path.suffix}"))

    @property
    def trouble(self) -> str:
        """Return a sentence on what was wrong with the person's own, "" where all is well."""
        return self._file.trouble

    def close(self) -> None:
        """Close both files."""
        self._file.close()
        self.seen.close()

    # Notes

    def notes(self) -> dict[Key, Note]:
        """Return what is said of each voice, by (engine, voice id)."""
        rows = self._file.read(f"SELECT engine, voice, {_NOTE} FROM notes ORDER BY rowid")  # noqa: S608  our own names
        return {(row[0], row[1]): _note(row[2:]) for row in rows}

    def note(self, key: Key) -> Note:
        """Return what is said of a voice; an empty note where nothing is."""
        rows = self._file.read(f"SELECT {_NOTE} FROM notes WHERE engine = ? AND voice = ?", key)  # noqa: S608  our own
        return _note(rows[0]) if rows else Note()

    def change(self, key: Key, **fields: Any) -> Note:
        """Change some fields of a note; return the whole.

        Raises:
            DiskFull, FileRefused: it cannot be kept.
            WrongUsage: a text cannot be stored: it holds half a character.
        """

        def work(connection: sqlite3.Connection) -> Note:
            sql = f"SELECT {_NOTE} FROM notes WHERE engine = ? AND voice = ?"  # noqa: S608  our own names
            row = connection.execute(sql, key).fetchone()
            before = _note(row) if row is not None else Note()
            after = Note(*(fields.get(name, getattr(before, name)) for name in Note.__slots__))
            connection.execute(_PUT, (*key, *_row(after), datetime.now(UTC).isoformat(timespec="seconds")))
            return after

        return self._file.write(work)

    def let_go(self, key: Key) -> None:
        """Take a voice off the shelf, and out of favourites and collections; what is said of it stays. Raises as ``change``."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE notes SET kept = 0, favourite = 0 WHERE engine = ? AND voice = ?", key)
            connection.execute("DELETE FROM collected WHERE engine = ? AND voice = ?", key)

        self._file.write(work)

    # Collections

    def collections(self) -> tuple[Collection, ...]:
        """Return them by name."""
        rows = self._file.read("SELECT id, name FROM collections")
        return tuple(sorted((Collection(*row) for row in rows), key=lambda one: (one.name.casefold(), one.id)))

    def collected(self) -> dict[Key, tuple[int, ...]]:
        """Return the ids of the collections each voice is in."""
        found: dict[Key, tuple[int, ...]] = {}
        for number, engine, voice in self._file.read("SELECT collection, engine, voice FROM collected ORDER BY 1"):
            found[engine, voice] = (*found.get((engine, voice), ()), number)
        return found

    def add_collection(self, name: str) -> Collection:
        """Make one; one of that name is returned as it is. Raises as ``change``; WrongUsage also for an empty name."""
        name = _checked(name)

        def work(connection: sqlite3.Connection) -> Collection:
            there = _named(connection, name)
            if there is not None:
                return there
            number = connection.execute("INSERT INTO collections (name) VALUES (?)", (name,)).lastrowid
            return Collection(int(number or 0), name)

        return self._file.write(work)

    def rename_collection(self, number: int, name: str) -> None:
        """Call it otherwise. Raises as ``add_collection``; WrongUsage also where another has that name."""
        name = _checked(name)

        def work(connection: sqlite3.Connection) -> None:
            there = _named(connection, name)
            if there is not None and there.id != number:
                raise WrongUsage(f"There is a collection called “{there.name}” already.")
            connection.execute("UPDATE collections SET name = ? WHERE id = ?", (name, number))

        self._file.write(work)

    def remove_collection(self, number: int) -> None:
        """Forget it; its voices stay. Raises as ``change``."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM collected WHERE collection = ?", (number,))
            connection.execute("DELETE FROM collections WHERE id = ?", (number,))

        self._file.write(work)

    def collect(self, key: Key, number: int, *, inside: bool = True) -> None:
        """Put a voice into a collection, or take it out. Raises as ``change``; WrongUsage where there is none such."""

        def work(connection: sqlite3.Connection) -> None:
            if not inside:
                connection.execute(
                    "DELETE FROM collected WHERE collection = ? AND engine = ? AND voice = ?", (number, *key)
                )
                return
            if connection.execute("SELECT 1 FROM collections WHERE id = ?", (number,)).fetchone() is None:
                raise WrongUsage("There is no such collection any more.", detail=str(number))
            connection.execute("INSERT OR IGNORE INTO collected VALUES (?, ?, ?)", (number, *key))

        self._file.write(work)


_PUT = (
    "INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (engine, voice) DO UPDATE SET name = excluded.name,"
    " tags = excluded.tags, note = excluded.note, favourite = excluded.favourite, kept = excluded.kept,"
    " record = excluded.record, changed = excluded.changed"
)


def _note(row: Sequence[Any]) -> Note:
    name, tags, note, favourite, kept, record = row
    try:
        found = json.loads(tags)
    except (ValueError, TypeError):
        found = []
    found = found if isinstance(found, list) else []
    return Note(name, tuple(map(str, found)), note, bool(favourite), bool(kept), record)


def _row(note: Note) -> tuple[Any, ...]:
    tags = json.dumps(note.tags, ensure_ascii=False)
    return note.name, tags, note.note, int(note.favourite), int(note.kept), note.record


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise WrongUsage("Give the collection a name.")
    return name


def _named(connection: sqlite3.Connection, name: str) -> Collection | None:
    """Return the collection of that name, whatever the size of its letters."""
    rows = connection.execute("SELECT id, name FROM collections")
    return next((Collection(*row) for row in rows if row[1].casefold() == name.casefold()), None)
