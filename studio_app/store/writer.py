"""The one thread that writes to a project file.

Whatever waits is written together, in one transaction and one sync of the disk (group commit). Each piece of work stands
or falls alone. A future resolves when its work is on the disk, never before. Work handed over cannot be cancelled: what it
stores may have been paid for.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from studio_app.domain.errors import LecternError, ProjectError
from studio_app.store.connect import stands
from studio_app.store.failures import RAW, translated
from studio_app.store.probe import is_damage, note_damage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

#: Handing over blocks while more bytes than this wait for the disk.
WAITING_BYTES = 32 * 1024 * 1024
#: One transaction holds at most this many bytes and pieces of work.
BATCH_BYTES = 16 * 1024 * 1024
BATCH_WORK = 256
#: After this many seconds without work the log is copied into the project, so that a copy or a move of the one file has it all.
IDLE_S = 1.0

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(slots=True)
class _Work:
    """A piece of work, what came of it, and how many bytes it holds in memory."""

    do: Callable[[sqlite3.Connection], Any]
    size: int
    future: Future[Any]
    result: Any = None
    error: Exception | None = None


class Writer:
    """Owns the writing connection; ``submit`` and ``close`` may be called on any thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path, known: tuple[int, int]) -> None:
        self._connection = connection
        self._path = path
        self._known = known
        self._change = threading.Condition()
        self._waiting: deque[_Work] = deque()
        self._bytes = 0
        self._closing = False
        self._in_log = True
        self._thread = threading.Thread(target=self._run, name=f"writer of {path.name}", daemon=True)
        self._thread.start()

    def submit(self, do: Callable[[sqlite3.Connection], _T], size: int = 0) -> Future[_T]:
        """Hand over work. ``do`` runs on the writer thread, inside a transaction.

        Blocks while too much waits; work of size 0 never waits, because typing must not.

        The future fails with the typed error of the work, or DiskFull or FileRefused where the commit failed.

        Raises:
            ProjectError: the project is closed.
        """
        work = _Work(do, size, Future())
        work.future.set_running_or_notify_cancel()
        with self._change:
            if threading.current_thread() is not self._thread:
                self._change.wait_for(
                    lambda: self._closing or not self._bytes * size or self._bytes + size <= WAITING_BYTES
                )
            if self._closing:
                raise ProjectError(f"{self._path.name} is closed.")
            self._waiting.append(work)
            self._bytes += size
            self._change.notify_all()
        return work.future

    def close(self) -> None:
        """Write what waits, then end the thread. The connection stays open for whoever gave it."""
        with self._change:
            self._closing = True
            self._change.notify_all()
        self._thread.join()

    def _run(self) -> None:
        while self._step():
            pass

    def _step(self) -> bool:
        """Write one batch, or tidy up when there is none. False: closed, and nothing waits."""
        batch = self._next_batch()
        if batch:
            self._write(batch)
            self._note(batch)
            self._deliver(batch)
        elif self._in_log and not self._closing:
            self._in_log = not self._empty_log("PASSIVE")
        return bool(batch) or not self._closing

    def _next_batch(self) -> list[_Work]:
        """Return what is to be written together; an empty list when idle or closing."""
        with self._change:
            self._change.wait_for(lambda: self._waiting or self._closing, timeout=IDLE_S if self._in_log else None)
            batch: list[_Work] = []
            size = 0
            while (
                self._waiting and len(batch) < BATCH_WORK and (not batch or size + self._waiting[0].size <= BATCH_BYTES)
            ):
                batch.append(self._waiting.popleft())
                size += batch[-1].size
            return batch

    def _write(self, batch: Sequence[_Work]) -> None:
        """Commit the batch, and piece by piece where it cannot be had as a whole."""
        error = self._commit(batch)
        if error is not None and len(batch) > 1:
            for work in batch:
                self._write([work])
        elif error is not None:
            batch[0].error = error
        self._in_log = True
        if not stands(self._path, self._known):
            self._empty_log("TRUNCATE")

    def _commit(self, batch: Sequence[_Work]) -> Exception | None:
        """Do the batch in one transaction. Return what made the whole of it fail, None when it is on the disk."""
        connection = self._connection
        try:
            if connection.in_transaction:  # a broken disk did not even let the last one be undone
                connection.execute("ROLLBACK")
            connection.execute("BEGIN IMMEDIATE")
            for work in batch:
                self._do(work)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            return error
        return None

    def _do(self, work: _Work) -> None:
        """Do one piece of work; on failure leave the transaction as it was before. Raises what took the transaction with it."""
        connection = self._connection
        work.result = work.error = None
        connection.execute("SAVEPOINT work")
        try:
            work.result = work.do(connection)
        except Exception as error:
            if not connection.in_transaction:  # a full or broken disk undoes all of it
                raise error if isinstance(error, sqlite3.Error) else sqlite3.OperationalError("rolled back") from error
            connection.execute("ROLLBACK TO work")
            work.error = error
        connection.execute("RELEASE work")

    def _deliver(self, batch: list[_Work]) -> None:
        with self._change:
            self._bytes -= sum(work.size for work in batch)
            self._change.notify_all()
        for work in batch:
            if work.error is None:
                work.future.set_result(work.result)
            else:
                work.future.set_exception(self._typed(work.error))

    def _note(self, batch: list[_Work]) -> None:
        """Where the file turns out to be damaged, see to it that it is recovered when it is opened again."""
        if any(
            work.error is not None and isinstance(work.error, sqlite3.Error) and is_damage(work.error) for work in batch
        ):
            note_damage(self._connection)

    def _typed(self, error: Exception) -> Exception:
        if not isinstance(error, RAW):
            return error
        failure: LecternError = translated(error, self._path)
        _log.info("a change was not stored: %s", failure.detail)
        return failure

    def _empty_log(self, how: str) -> bool:
        """Copy the log into the project. False: not all of it could be, which loses nothing; it is tried again later."""
        try:
            _, frames, copied = self._connection.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
        except sqlite3.Error as error:
            _log.info("the log could not be copied into the project: %s", translated(error, self._path).detail)
            return False
        return bool(frames == copied)
