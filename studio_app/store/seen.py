"""What was seen of the libraries of voices: a cache that answers where a provider cannot be asked, and before it does.

A voice is a row of what it can be found by, and beside it the whole as the session wrote it: ten thousand are looked through
without reading more of them than is asked for. Nothing in it is the person's own: it may be lost.
"""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio_app.store.looking import COLUMNS, Rows
from studio_app.store.side_file import SideFile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from studio_app.store.looking import Wanted
    from studio_app.store.side_file import Row

_log = logging.getLogger(__name__)

_WHOSE = "engine TEXT NOT NULL, account TEXT NOT NULL"
#: Rows lie in the order of their keys: the voices of one engine are read without passing those of another.
_TABLES = {
    "voices": (
        f"({_WHOSE}, voice TEXT NOT NULL, name TEXT NOT NULL, words TEXT NOT NULL, languages TEXT NOT NULL,"
        " accent TEXT NOT NULL, category TEXT NOT NULL, gender TEXT NOT NULL, age TEXT NOT NULL, use TEXT NOT NULL,"
        " notice INTEGER, quality INTEGER NOT NULL, free INTEGER, users INTEGER, characters INTEGER, likes INTEGER,"
        " made TEXT NOT NULL, standing INTEGER, seen TEXT NOT NULL,"
        " PRIMARY KEY (engine, account, voice)) WITHOUT ROWID, STRICT"
    ),
    "records": (
        f"({_WHOSE}, voice TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (engine, account, voice)) WITHOUT ROWID, STRICT"
    ),
    "pages": (
        f"({_WHOSE}, search TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL, voices TEXT NOT NULL,"
        " more TEXT NOT NULL, total INTEGER, exact INTEGER NOT NULL,"
        " PRIMARY KEY (engine, account, search, number)) WITHOUT ROWID, STRICT"
    ),
    "mine": (
        f"({_WHOSE}, position INTEGER NOT NULL, voice TEXT NOT NULL,"
        " PRIMARY KEY (engine, account, position)) WITHOUT ROWID, STRICT"
    ),
    "fates": (
        f"({_WHOSE}, voice TEXT NOT NULL, gone INTEGER NOT NULL, leaves TEXT NOT NULL, asked TEXT NOT NULL,"
        " PRIMARY KEY (engine, account, voice)) WITHOUT ROWID, STRICT"
    ),
    "facts": (
        f"({_WHOSE}, name TEXT NOT NULL, value TEXT NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY (engine, account, name)) WITHOUT ROWID, STRICT"
    ),
}
_VERSION = 1
_ACCOUNT, _KEPT, _MINE = "account", "kept", "mine"
_FACT = "INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?)"
#: So many voices are kept, those that were seen last, and pages so long.
MOST = 30_000
_PAGES_KEPT = timedelta(days=60)

_COLUMNS = ("engine", "account", *COLUMNS, "seen")
_UPSERT = (
    f"INSERT INTO voices ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608  our own names
    " ON CONFLICT (engine, account, voice) DO UPDATE SET "
    + ", ".join(
        f"{name} = coalesce(excluded.{name}, {name})" if name == "standing" else f"{name} = excluded.{name}"
        for name in _COLUMNS[3:]
    )
)
_RECORD = "INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class SeenVoice:
    """A voice to be kept. ``record`` is all of it; the rest is what it can be found by, in small letters (``plain``).

    ``words`` is all text of it, ``languages`` tags in small letters; ``standing`` is its place among all, where known.
    """

    voice: str
    name: str
    record: str
    words: str = ""
    languages: tuple[str, ...] = ()
    accent: str = ""
    category: str = ""
    gender: str = ""
    age: str = ""
    use: str = ""
    notice: int | None = None
    quality: bool = False
    free: bool | None = None
    users: int | None = None
    characters: int | None = None
    likes: int | None = None
    made: str = ""
    standing: int | None = None


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page of a search as it was: voice ids in order."""

    voices: tuple[str, ...]
    at: str
    more: str = ""
    total: int | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Matches:
    """The first voices that match, as their records; ``total`` do. Some were last seen at ``at`` (UTC, ISO 8601)."""

    records: tuple[str, ...] = ()
    total: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a voice, as it was when ``asked``."""

    gone: bool
    leaves: str
    asked: str


class Seen:
    """See the module docstring. Any thread; blocks. Nothing raises: what cannot be kept is not, what cannot be read is none."""

    def __init__(self, path: Path) -> None:
        self._file = SideFile(path, _TABLES, _VERSION, pages=(8192, 4000), begin=_tidy)
        self._in_memory: dict[tuple[str, str], Rows] = {}
        self._turn = threading.Lock()

    @property
    def trouble(self) -> str:
        """Return what was wrong with the file, "" where all is well."""
        return self._file.trouble

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    # Voices

    def keep(self, engine: str, account: str, voices: Iterable[SeenVoice]) -> None:
        """Keep voices as they are now."""
        now, found = _now(), list(voices)
        if self._file.try_write(lambda connection: _keep(connection, engine, account, found, now)):
            self._note(engine, account, found)

    def keep_page(
        self, engine: str, account: str, search: str, number: int, page: SeenPage, voices: Iterable[SeenVoice]
    ) -> None:
        """Keep a page of a search, and its voices; the first page makes those behind it void."""
        found = list(voices)

        def work(connection: sqlite3.Connection) -> None:
            _keep(connection, engine, account, found, page.at)
            there = (engine, account, search, number)
            connection.execute(
                "DELETE FROM pages WHERE engine = ? AND account = ? AND search = ? AND number >= ?", there
            )
            row = (*there, page.at, json.dumps(page.voices), page.more, page.total, page.exact)
            connection.execute("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

        if self._file.try_write(work):
            self._note(engine, account, found)

    def pages(self, engine: str, account: str, search: str) -> tuple[SeenPage, ...]:
        """Return the pages of a search, from the first on without a gap."""
        sql = (
            "SELECT number, at, voices, more, total, exact FROM pages WHERE engine = ? AND account = ? AND search = ?"
            " ORDER BY number"
        )
        found = []
        for place, (number, at, voices, more, total, exact) in enumerate(
            self._file.read(sql, (engine, account, search))
        ):
            ids = _ids(voices)
            if number != place or ids is None:
                break
            found.append(SeenPage(ids, at, more, total, bool(exact)))
        return tuple(found)

    def records(self, engine: str, account: str, voices: Sequence[str]) -> dict[str, str]:
        """Return the records of these voices, by id; those that were never seen are left out."""
        sql = (
            "SELECT voice, record FROM records"
            " WHERE engine = ? AND account = ? AND voice IN (SELECT value FROM json_each(?))"
        )
        return dict(self._file.read(sql, (engine, account, json.dumps(list(voices)))))

    def find(self, engine: str, account: str, wanted: Wanted, first: Sequence[str], count: int) -> Matches:
        """Return the voices that match: those of ``first`` in their order, then the others in the order that is wanted."""
        with self._turn:
            voices, total = self._rows(engine, account).find(wanted, first, count)
        read = self.records(engine, account, voices)
        return Matches(tuple(read[voice] for voice in voices if voice in read), total, self._at(engine, account))

    def _rows(self, engine: str, account: str) -> Rows:
        """Return the voices of an account in memory; they are read when they are first looked through."""
        there = self._in_memory.get((engine, account))
        if there is None:
            sql = f"SELECT {', '.join(COLUMNS)} FROM voices WHERE engine = ? AND account = ?"  # noqa: S608  our own names
            there = self._in_memory[engine, account] = Rows(self._file.read(sql, (engine, account)))
        return there

    def _note(self, engine: str, account: str, voices: Iterable[SeenVoice]) -> None:
        """Let what was just kept be found."""
        with self._turn:
            if (there := self._in_memory.get((engine, account))) is not None:
                there.put(_row(one) for one in voices)

    def _at(self, engine: str, account: str, name: str = _KEPT) -> str:
        """Return when voices were last kept, or something else was."""
        sql = "SELECT at FROM facts WHERE engine = ? AND account = ? AND name = ?"
        return next((str(row[0]) for row in self._file.read(sql, (engine, account, name))), "")

    def account(self, engine: str) -> str:
        """Return the account whose voices of an engine were kept last, "" where none were."""
        found = self.fact(engine, "", _ACCOUNT)
        return found if isinstance(found, str) else ""

    # One's own at the provider

    def keep_mine(self, engine: str, account: str, voices: Iterable[SeenVoice]) -> None:
        """Keep which voices are the account's own, in order, instead of those before."""
        found, now = list(voices), _now()

        def work(connection: sqlite3.Connection) -> None:
            _keep(connection, engine, account, found, now)
            connection.execute("DELETE FROM mine WHERE engine = ? AND account = ?", (engine, account))
            rows = [(engine, account, number, one.voice) for number, one in enumerate(found)]
            connection.executemany("INSERT INTO mine VALUES (?, ?, ?, ?)", rows)
            connection.execute(_FACT, (engine, account, _MINE, "", now))

        if self._file.try_write(work):
            self._note(engine, account, found)

    def mine(self, engine: str, account: str) -> tuple[str, ...]:
        """Return the records of the account's own voices, in order."""
        sql = (
            "SELECT record FROM mine JOIN records USING (engine, account, voice)"
            " WHERE engine = ? AND account = ? ORDER BY position"
        )
        return tuple(row[0] for row in self._file.read(sql, (engine, account)))

    def mine_at(self, engine: str, account: str) -> str:
        """Return when that was told (UTC, ISO 8601), "" where it never was."""
        return self._at(engine, account, _MINE)

    # What became of them, and other facts

    def keep_fate(self, engine: str, account: str, voice: str, *, gone: bool, leaves: str) -> None:
        """Remember what a provider says became of a voice."""
        row = (engine, account, voice, gone, leaves, _now())
        self._file.try_write(lambda c: c.execute("INSERT OR REPLACE INTO fates VALUES (?, ?, ?, ?, ?, ?)", row))

    def fate(self, engine: str, account: str, voice: str) -> Fate | None:
        """Return what became of a voice, None where nobody asked."""
        sql = "SELECT gone, leaves, asked FROM fates WHERE engine = ? AND account = ? AND voice = ?"
        return next(
            (Fate(bool(row[0]), row[1], row[2]) for row in self._file.read(sql, (engine, account, voice))), None
        )

    def keep_fact(self, engine: str, account: str, name: str, value: Any) -> None:
        """Remember something else, as JSON."""
        row = (engine, account, name, json.dumps(value), _now())
        self._file.try_write(lambda c: c.execute(_FACT, row))

    def fact(self, engine: str, account: str, name: str) -> Any:
        """Return what is remembered, None where nothing is."""
        sql = "SELECT value FROM facts WHERE engine = ? AND account = ? AND name = ?"
        for (value,) in self._file.read(sql, (engine, account, name)):
            try:
                return json.loads(value)
            except (ValueError, TypeError):
                _log.info("a fact of %s cannot be read", engine)
        return None


def plain(text: str) -> str:
    """Return a label as it is compared: small letters, one kind of space."""
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _tidy(connection: sqlite3.Connection) -> None:
    """Forget what was not seen for longest."""
    before = (datetime.now(UTC) - _PAGES_KEPT).isoformat(timespec="seconds")
    connection.execute("DELETE FROM pages WHERE at < ?", (before,))
    if connection.execute("SELECT count(*) FROM voices").fetchone()[0] > MOST:
        oldest = "SELECT seen FROM voices ORDER BY seen DESC LIMIT 1 OFFSET ?"
        connection.execute(f"DELETE FROM voices WHERE seen <= ({oldest})", (MOST,))  # noqa: S608  our own words
        connection.execute(
            "DELETE FROM records WHERE NOT EXISTS (SELECT 1 FROM voices WHERE voices.engine = records.engine"
            " AND voices.account = records.account AND voices.voice = records.voice)"
        )


def _keep(connection: sqlite3.Connection, engine: str, account: str, voices: Sequence[SeenVoice], at: str) -> None:
    facts = [(engine, "", _ACCOUNT, json.dumps(account), at), (engine, account, _KEPT, "", at)]
    connection.executemany(_FACT, facts)
    connection.executemany(_UPSERT, [(engine, account, *_row(one), at) for one in voices])
    connection.executemany(_RECORD, [(engine, account, one.voice, one.record) for one in voices])


def _row(one: SeenVoice) -> Row:
    """Return a voice as ``COLUMNS`` has it."""
    return (
        *(
            one.voice,
            one.name,
            one.words,
            f" {' '.join(one.languages)} ",
            one.accent,
            one.category,
            one.gender,
            one.age,
        ),
        *(one.use, one.notice, one.quality, one.free, one.users, one.characters, one.likes, one.made, one.standing),
    )


def _ids(text: str) -> tuple[str, ...] | None:
    try:
        found = json.loads(text)
    except (ValueError, TypeError):
        return None
    return tuple(found) if isinstance(found, list) and all(isinstance(one, str) for one in found) else None
