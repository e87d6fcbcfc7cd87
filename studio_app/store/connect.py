"""Connections to a project file: one that writes, a few that read."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from studio_app.domain.errors import ProjectError
from studio_app.store.files import beside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: How many connections read at once; a further reader waits for one.
READERS = 4
#: How long a connection waits for a lock of another process, in seconds.
BUSY_S = 10.0
#: The log file is cut back to this many bytes after it was copied into the project (it can grow beyond in between).
WAL_BYTES = 64 * 1024 * 1024
#: Added to every address; tests put a file system without shared memory here.
VFS = ""


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file. ``mode``: "rw", "rwc", "ro", or "immutable" for a file nobody can be writing to. Raises sqlite3.Error."""
    asked = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{asked}{VFS}",
        uri=True,
        timeout=BUSY_S,
        isolation_level=None,
        check_same_thread=False,
    )
    # A file from a stranger can define what its tables do: nothing of that is run.
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextmanager
def connected(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """Open a file for the length of the body."""
    connection = connect(path, mode)
    try:
        yield connection
    finally:
        connection.close()


def open_writer(path: Path) -> sqlite3.Connection:
    """Return the connection that writes: every commit is on the disk before it returns.

    Where the file system cannot hold the log that readers share, changes are journalled the older way: slower, and as safe.
    """
    connection = connect(path, "rw")
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute(f"PRAGMA journal_size_limit = {WAL_BYTES}")
    except BaseException:
        connection.close()
        raise
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """Return a connection that reads.

    In a folder that cannot be written to SQLite can only read a file that was closed properly, and is told that nobody writes.
    """
    connection = connect(path, "ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        connection.close()
        cannot_share = getattr(error, "sqlite_errorcode", 0) & 0xFF in (
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_READONLY,
        )
        if not cannot_share or beside(path, "-wal").exists() or not path.exists():
            raise
        connection = connect(path, "immutable")
    return connection


def settle(connection: sqlite3.Connection) -> bool:
    """Bring everything into the one file, leave nothing beside it. False: a reader or a full disk was in the way.

    Nothing is lost by a False: the log stays, and the next to open the file reads it.
    """
    try:
        connection.execute("PRAGMA busy_timeout = 200")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy and connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete"
    except sqlite3.Error:
        return False


def identity(path: Path) -> tuple[int, int]:
    """Return what stays the same when a file is renamed, and differs for another file. Raises OSError."""
    found = path.stat()
    return found.st_dev, found.st_ino


def stands(path: Path, known: tuple[int, int]) -> bool:
    """Return whether ``path`` still names the file that was opened."""
    try:
        return identity(path) == known
    except OSError:
        return False


class Readers:
    """A few connections that read, lent out one at a time to any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.known = identity(path)
        self._change = threading.Condition()
        self._idle = [open_reader(path)]
        self._open = 1
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for the length of the body."""
        connection = self._take()
        try:
            yield connection
        finally:
            with self._change:
                self._idle.append(connection)
                self._change.notify()

    def close(self) -> None:
        """Close every connection, waiting for those that are lent out."""
        with self._change:
            self._closed = True
            self._change.wait_for(lambda: len(self._idle) == self._open)
            for connection in self._idle:
                connection.close()
            self._idle, self._open = [], 0
            self._change.notify_all()

    def _take(self) -> sqlite3.Connection:
        with self._change:
            self._change.wait_for(lambda: self._closed or self._idle or self._may_open())
            if self._closed:
                raise ProjectError(f"{self._path.name} is closed.")
            if not self._idle:
                self._idle.append(open_reader(self._path))
                self._open += 1
            return self._idle.pop()

    def _may_open(self) -> bool:
        """A file that was moved under its readers is read through the connections it had."""
        return self._open < READERS and stands(self._path, self.known)
