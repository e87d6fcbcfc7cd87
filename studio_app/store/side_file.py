"""Small SQLite files of this person beside the projects. Whatever became of one, it opens, and the program goes on.

A file is opened when it is first read or written.

A file that is damaged is moved aside and begun anew; one that a newer Lectern wrote is left as it is; where the disk
refuses, what is written lives in memory until the program ends. ``trouble`` says so in a sentence.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from studio_app.domain.errors import DiskFull, FileRefused, LecternError, WrongUsage
from studio_app.store import files
from studio_app.store.connect import connect
from studio_app.store.failures import RAW, translated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

Row = tuple[Any, ...]
_Pair = tuple[sqlite3.Connection, sqlite3.Connection]
#: The log file is cut back to this many bytes; the files are small.
_WAL_BYTES = 4 << 20
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class _Damaged(sqlite3.DatabaseError):
    """It cannot be read."""


class _Newer(Exception):
    """A newer Lectern wrote it."""


class SideFile:
    """One such file. Any thread; reading does not wait for writing.

    Args:
        path: where it lies.
        tables: what is in it: what follows the name of each table where it is made. Later versions only add.
        version: a file of a greater one is not written to.
        pages: octets of a page, and KiB of them that the connection that reads keeps in memory.
        begin: done once it is open, as far as it can be.
        precious: nothing in it can be had again. It is checked whole and synced with every change, and kept a copy of; what
            can be read of a damaged one comes back; what cannot be kept is refused instead of living in memory.
    """

    def __init__(
        self,
        path: Path,
        tables: Mapping[str, str],
        version: int,
        *,
        pages: tuple[int, int] = (4096, 2000),
        begin: Callable[[sqlite3.Connection], object] | None = None,
        precious: bool = False,
    ) -> None:
        self.path = path
        self._trouble = ""
        self._tables, self._version, self._pages, self._precious = tables, version, pages, precious
        self._begin = begin
        self._opening, self._writing, self._reading = threading.RLock(), threading.RLock(), threading.RLock()
        self._closed = False
        self._refusal: LecternError | None = None
        #: What is open is not the file this program writes to: a newer one's, or only memory.
        self._stands_in = False
        self._newer_wrote = False
        self._open_pair: _Pair | None = None

    @property
    def trouble(self) -> str:
        """Return a sentence on what was wrong with the file, "" where all is well. Opens it."""
        with suppress(*RAW):
            self._pair()
        return self._trouble

    def read(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return rows; none where the file cannot be read."""
        try:
            self._pair()
            with self._reading:
                return self._reader.execute(sql, values).fetchall()
        except RAW as error:
            _log.warning("%s not read: %s", self.path.name, translated(error, self.path).detail)
            if not self._heal(error):
                return []
        with suppress(*RAW), self._reading:
            return self._reader.execute(sql, values).fetchall()
        return []

    def write(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do ``work`` in one transaction; when it returns it is on the disk.

        Raises:
            DiskFull, FileRefused: it cannot be kept; then nothing of it is.
        """
        try:
            self._pair()
            if self._refusal is not None:
                self._try_again()
            if self._refusal is not None:
                raise self._refusal
            return self._written(work)
        except RAW as error:
            if not self._heal(error):
                raise self._refused(error) from None
        try:
            return self._written(work)
        except RAW as error:
            raise self._refused(error) from None

    def try_write(self, work: Callable[[sqlite3.Connection], object]) -> bool:
        """Do as ``write`` with what can be had again: a disk that refuses is logged. Return whether it is kept."""
        try:
            self.write(work)
        except LecternError as error:
            _log.info("%s not written: %s %s", self.path.name, type(error).__name__, error.detail)
            return False
        return True

    def close(self) -> None:
        """Close it; it is one file then."""
        with self._writing, self._reading:
            self._closed = True
            for connection in reversed(self._open_pair or ()):
                with suppress(sqlite3.Error):
                    connection.close()

    # Opening

    @property
    def _writer(self) -> sqlite3.Connection:
        return self._pair()[0]

    @property
    def _reader(self) -> sqlite3.Connection:
        return self._pair()[1]

    def _pair(self) -> _Pair:
        """Return a connection that writes and one that reads; they are opened by who first asks."""
        pair = self._open_pair
        if pair is not None:
            return pair
        with self._opening:
            if self._open_pair is None:
                if self._closed:
                    raise sqlite3.ProgrammingError("it is closed")
                self._open_pair = self._opened()
                if self._begin is not None and self._refusal is None:
                    with suppress(*RAW), _transaction(self._open_pair[0]):
                        self._begin(self._open_pair[0])
            return self._open_pair

    def _opened(self) -> _Pair:
        """Return them for the file, or for what stands for it."""
        try:
            try:
                return self._open()
            except _Damaged:
                return self._anew()
        except _Newer:
            self._trouble = f"A newer Lectern wrote {self.path.name}; this one only reads it."
            return self._newer()
        except (LecternError, *RAW) as error:
            told = self._refused(error) if not isinstance(error, LecternError) else error
            self._trouble = told.sentence
            _log.warning("%s not opened: %s", self.path.name, told.detail)
            return self._in_memory(told)

    def _open(self) -> _Pair:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = not self.path.exists()
        if fresh:
            files.set_orphans_aside(self.path)
        writer = connect(self.path, "rwc")
        try:
            self._prepare(writer)
            reader = connect(self.path, "ro")
            reader.execute(f"PRAGMA cache_size = -{self._pages[1]}")
        except BaseException as error:
            writer.close()
            if isinstance(error, RAW) and _is_damage(error):
                raise _Damaged(str(error)) from None
            raise
        if self._precious and not fresh:
            self._keep_copy(writer)
        return writer, reader

    def _prepare(self, connection: sqlite3.Connection) -> None:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > self._version:
            raise _Newer
        connection.execute(f"PRAGMA page_size = {self._pages[0]}")  # of a file that is new
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        whole = "FULL" if mode == "wal" else "EXTRA"
        connection.execute(f"PRAGMA synchronous = {whole if self._precious else 'NORMAL'}")
        connection.execute(f"PRAGMA journal_size_limit = {_WAL_BYTES}")
        if self._precious and connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise _Damaged("quick_check")
        if version < self._version:
            self._make(connection)
        for name in self._tables:
            connection.execute(f"SELECT * FROM {name} LIMIT 1").fetchone()  # noqa: S608  our own names
            if self._precious:
                _check_text(connection, name)

    def _make(self, connection: sqlite3.Connection) -> None:
        with _transaction(connection):
            for name, columns in self._tables.items():
                connection.execute(f"CREATE TABLE IF NOT EXISTS {name} {columns}")
            connection.execute(f"PRAGMA user_version = {self._version}")

    def _in_memory(self, refusal: LecternError) -> _Pair:
        """Return what stands for a file that cannot be. What is precious is refused, not kept for a moment."""
        self._stands_in = True
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._make(connection)
        self._reading = self._writing
        if self._precious:
            self._refusal = refusal
        return connection, connection

    def _newer(self) -> _Pair:
        refusal = FileRefused(f"{self._trouble} Change this with the newer one.", detail="newer version")
        self._newer_wrote = True
        if self._precious:
            with suppress(*RAW):
                connection = connect(self.path, "ro")
                self._refusal, self._reading, self._stands_in = refusal, self._writing, True
                return connection, connection
        return self._in_memory(refusal)

    def _try_again(self) -> None:
        """Open what could not be opened before: the disk may have room again."""
        if self._newer_wrote or self._closed:
            return
        with self._opening, self._writing:
            self._reader.close()
            self._refusal, self._trouble, self._stands_in = None, "", False
            self._reading = threading.RLock()
            self._open_pair = self._opened()

    # What becomes of a damaged one

    def _heal(self, error: Exception) -> bool:
        """Begin anew where an error means damage; return whether it did."""
        if self._closed or self._stands_in or not _is_damage(error):
            return False
        with self._opening, self._writing, self._reading:
            for connection in reversed(self._open_pair or ()):
                with suppress(sqlite3.Error):
                    connection.close()
            self._open_pair = self._opened_anew()
        return True

    def _opened_anew(self) -> _Pair:
        try:
            return self._anew()
        except (LecternError, *RAW) as error:
            told = self._refused(error) if not isinstance(error, LecternError) else error
            self._trouble = told.sentence
            return self._in_memory(told)

    def _anew(self) -> _Pair:
        """Move a damaged file aside, begin another, and put into it what could be read."""
        aside = files.free_name(self.path.with_name(f"{self.path.stem}.damaged{self.path.suffix}"))
        found = self._salvaged() if self._precious else {}
        for side in ("", *files.SIDES):
            source = files.beside(self.path, side)
            if source.exists():
                source.replace(files.beside(aside, side))
        self._trouble = f"{self.path.name} was damaged. It was moved aside as {aside.name}" + (
            "; what could be read of it is kept." if self._precious else " and begun anew."
        )
        _log.warning("%s was damaged and is begun anew", self.path.name)
        writer, reader = self._open()
        with _transaction(writer):
            for table, rows in found.items():
                for row in rows:
                    _put(writer, table, row)
        return writer, reader

    def _salvaged(self) -> dict[str, list[Row]]:
        """Return what can be read, the surest last: rows with text that is damaged, those of the copy, those of the file."""
        copied, found = (_read_all(path, self._tables) for path in (self._copy, self.path))
        doubtful = {table: [row for row in rows if _is_doubtful(row)] for table, rows in found.items()}
        sure = {table: [row for row in rows if not _is_doubtful(row)] for table, rows in found.items()}
        return {table: doubtful[table] + copied[table] + sure[table] for table in self._tables}

    @property
    def _copy(self) -> Path:
        return files.beside(self.path, ".bak")

    def _keep_copy(self, connection: sqlite3.Connection) -> None:
        """Keep the file as it was when it was last opened and sound."""
        try:
            changed = max(
                path.stat().st_mtime for path in (self.path, files.beside(self.path, "-wal")) if path.exists()
            )
            if self._copy.exists() and self._copy.stat().st_mtime > changed:
                return
            with files.whole(self._copy) as part:
                connection.execute("VACUUM INTO ?", (str(part),))
        except RAW as error:
            _log.info("no copy of %s: %s", self.path.name, translated(error, self.path).detail)

    # Inside

    def _written(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        with self._writing, _transaction(self._writer):
            return work(self._writer)

    def _refused(self, error: Exception) -> LecternError:
        told = translated(error, self.path)
        if isinstance(told, DiskFull | FileRefused | WrongUsage):
            return told
        return FileRefused(f"{self.path.name} cannot be written now; try again.", detail=told.detail)


def _is_damage(error: Exception) -> bool:
    """Return whether an error of SQLite means that the file is damaged, rather than refused, locked or without room."""
    if not isinstance(error, sqlite3.Error):
        return isinstance(error, UnicodeDecodeError)
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return "decode to UTF-8" in str(error)
    return code & 0xFF in _DAMAGE or str(error).startswith("no such table")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


class _Doubtful(str):
    """Text that is damaged, as far as it can be read."""

    __slots__ = ()


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _Doubtful(data.decode(errors="replace"))


def _is_doubtful(row: Row) -> bool:
    return any(isinstance(value, _Doubtful) for value in row)


def _read_all(path: Path, tables: Iterable[str]) -> dict[str, list[Row]]:
    """Return the rows that can be read of each table of a damaged file, from either end."""
    found: dict[str, list[Row]] = {table: [] for table in tables}
    with suppress(*RAW), closing(connect(path, "ro")) as connection:
        connection.text_factory = _text
        for table, rows in found.items():
            if not _readable(connection, table, "rowid", rows):
                _readable(connection, table, "rowid DESC", rows)
    return found


def _readable(connection: sqlite3.Connection, table: str, order: str, rows: list[Row]) -> bool:
    """Add the rows of a table up to the first that cannot be read; return whether all can."""
    try:
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):  # noqa: S608  our own names
            rows.append(row)  # noqa: PERF402  those before an error are kept
    except RAW:
        return False
    return True


def _check_text(connection: sqlite3.Connection, table: str) -> None:
    """Read every text of a table: SQLite does not see that one is none. Raises what sqlite3 raises then."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT"]
    if columns:
        for _ in connection.execute(f"SELECT {', '.join(columns)} FROM {table}"):  # noqa: S608  our own names
            pass


def _put(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """Put a row that was read in, unless it is nonsense."""
    with suppress(*RAW):
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)  # noqa: S608  our own names
