"""From what SQLite and the system say to what a person is told. No passage of the book passes through here."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from studio_app.domain.errors import (
    DiskFull,
    FileRefused,
    LecternError,
    NotAProject,
    ProjectDamaged,
    ProjectError,
    ProjectInUse,
    ProjectReadOnly,
    WrongUsage,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: With less than this many bytes free, an input/output error of SQLite is a full disk: SQLite does not tell them apart
#: where it grows the file it shares between connections.
_NO_ROOM = 256 * 1024

#: What Python and SQLite raise when a file or a value cannot be handled.
RAW = (sqlite3.Error, OSError, UnicodeError, OverflowError)


@contextmanager
def typed(path: Path) -> Iterator[None]:
    """Turn every raw error of the body into one of the typed tree. ``path`` is the file it is about."""
    try:
        yield
    except RAW as error:
        raise translated(error, path) from _without_text(error)


def translated(error: Exception, path: Path) -> LecternError:
    """Return the typed error for a raw one."""
    if isinstance(error, LecternError):
        return error
    if isinstance(error, OSError):
        return _from_system(error, path)
    if isinstance(error, sqlite3.Error):
        return _from_sqlite(error, path)
    if isinstance(error, UnicodeDecodeError):  # SQLite's own message about a damaged file can be no text
        return damaged(path, "UnicodeDecodeError")
    detail = f"{type(error).__name__} while writing {path}"
    return WrongUsage("A text or a number cannot be stored: it holds half a character, or is too large.", detail=detail)


def disk_full(path: Path, detail: str = "") -> DiskFull:
    """Return the error for a disk without room."""
    return DiskFull(
        f"The disk that holds {path.name} is full. What was saved before is kept; make room and try again.",
        detail=detail,
    )


def damaged(path: Path, detail: str = "") -> ProjectDamaged:
    """Return the error for a file that cannot be read here."""
    return ProjectDamaged(
        f"{path.name} is damaged. Close it and open it again to recover what can be read; "
        "“lectern check” says what is wrong.",
        detail=detail,
    )


def _from_system(error: OSError, path: Path) -> LecternError:
    detail = f"{type(error).__name__} {errno.errorcode.get(error.errno or 0, error.errno)} on {path}"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(path, detail)
    if error.errno == errno.EFBIG:
        return FileRefused(f"{path.name} has reached the largest size a file may have on this disk.", detail=detail)
    reasons = {
        errno.EACCES: "you have no right to do that there",
        errno.EPERM: "you have no right to do that there",
        errno.EROFS: "the disk can only be read",
        errno.ENOENT: "its folder does not exist",
        errno.ENOTDIR: "its folder does not exist",
        errno.EISDIR: "it is a folder",
        errno.ENAMETOOLONG: "the name is too long",
        errno.EIO: "the disk reports an error",
    }
    reason = reasons.get(error.errno or 0, error.strerror or "the system gave no reason")
    return FileRefused(f"{path.name} cannot be used: {reason}.", detail=detail)


def _from_sqlite(error: sqlite3.Error, path: Path) -> LecternError:
    code = getattr(error, "sqlite_errorcode", None)
    detail = f"{getattr(error, 'sqlite_errorname', type(error).__name__)}: {_message(error)} on {path}"
    if code is None:
        if "decode to UTF-8" in str(error):
            return damaged(path, detail)
        return ProjectError(f"{path.name} could not be used as asked.", detail=detail)
    match code & 0xFF:
        case sqlite3.SQLITE_FULL:
            return disk_full(path, detail)
        case sqlite3.SQLITE_IOERR:
            if _no_room(path):
                return disk_full(path, detail)
            return FileRefused(
                f"The disk reports an error on {path.name}. What was saved before is kept.", detail=detail
            )
        case sqlite3.SQLITE_CORRUPT:
            return damaged(path, detail)
        case sqlite3.SQLITE_NOTADB:
            return NotAProject(f"{path.name} is not a Lectern project.", detail=detail)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return ProjectInUse(
                f"{path.name} is in use by another program. Close it there and try again.", detail=detail
            )
        case sqlite3.SQLITE_READONLY if code == sqlite3.SQLITE_READONLY:
            return ProjectReadOnly(f"{path.name} is open for reading only.", detail=detail)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return FileRefused(f"{path.name} cannot be opened: its folder may be missing or read-only.", detail=detail)
        case sqlite3.SQLITE_CONSTRAINT | sqlite3.SQLITE_MISMATCH | sqlite3.SQLITE_TOOBIG:
            return WrongUsage("The change does not fit what the project holds; nothing was changed.", detail=detail)
        case _:
            return ProjectError(f"{path.name} could not be used as asked.", detail=detail)


def _message(error: sqlite3.Error) -> str:
    """Return SQLite's message. Python adds the text of the row to one of its own messages; that is left out."""
    return str(error).split(" with text ", 1)[0]


def _without_text(error: Exception) -> Exception | None:
    """Return the error as a cause to show in a log, or None where it carries a text of the book."""
    return None if isinstance(error, UnicodeError) or "decode to UTF-8" in str(error) else error


def _no_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NO_ROOM
    except OSError:
        return False
