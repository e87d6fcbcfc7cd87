"""One writer per project file: a lock that dies with its process.

The lock is the system's own, on a small file beside the project. What that file says (who holds it) is only for the message.
It goes by name, so on Linux the project itself is locked as well: a file that was renamed while it is open is not opened
twice, which would ruin it. Elsewhere that second lock would get in the way of SQLite's.

Closing any handle to a file drops every POSIX lock its process holds on it, SQLite's too. So a handle to a project is only
closed when nothing in this process has that project open (``enter``, ``leave``).
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import threading
from collections import Counter, defaultdict
from pathlib import Path

from studio_app.domain.errors import FileRefused, ProjectInUse
from studio_app.store.failures import typed

if sys.platform == "win32":
    import msvcrt

    #: Windows locks hide the bytes they cover, so the locked byte lies behind what is read.
    _BYTE = 1 << 20

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


#: What names a file for as long as it exists: device and inode.
Identity = tuple[int, int]

#: How often this process has each project open, and the handles that wait to be closed with the last of them.
_users: Counter[Identity] = Counter()
_parked: defaultdict[Identity, list[int]] = defaultdict(list)
_guard = threading.Lock()


class WriterLock:
    """The right to write to one project file, held until ``release`` or the end of the process."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle = handle
        self._file: tuple[int, Identity] | None = None

    @classmethod
    def acquire(cls, project: Path) -> WriterLock:
        """Take the lock of ``project`` (which need not exist yet).

        Raises:
            ProjectInUse: somebody else holds it.
            FileRefused: the folder cannot be written to, or its file system knows no locks.
        """
        path = lock_path(project)
        with typed(project):
            while True:
                handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
                try:
                    held = _held(handle, path, project)
                except BaseException:
                    os.close(handle)
                    raise
                if held:
                    return cls(path, handle)
                os.close(handle)

    def hold(self, project: Path) -> None:
        """Lock the project itself too, where the system can.

        Raises:
            ProjectInUse: it is open for writing under another name.
        """
        if sys.platform != "linux":
            return
        with typed(project):
            handle = os.open(project, os.O_RDONLY)
            found = os.fstat(handle)
            known = (found.st_dev, found.st_ino)
            if _try_lock(handle):
                self._file = (handle, known)
                return
            _close(handle, known)
        raise ProjectInUse(f"{project.name} is already open for writing under another name. Close it there first.")

    def moved_to(self) -> Path | None:
        """Return where the project that is held is now; None: it was deleted, or the system does not say."""
        if self._file is None:
            return None
        handle, known = self._file
        try:
            now = Path(f"/proc/self/fd/{handle}").readlink()
            found = now.stat()
        except OSError:
            return None
        return now if (found.st_dev, found.st_ino) == known else None

    def release(self) -> None:
        """Give the lock back and take its file away. Can be called twice."""
        if self._handle < 0:
            return
        if self._file is not None:
            _unlock(self._file[0])
            _close(*self._file)
        with contextlib.suppress(OSError):
            self._path.unlink()
        os.close(self._handle)
        self._handle = -1
        with contextlib.suppress(OSError):  # where an open file cannot be deleted
            if sys.platform == "win32":
                self._path.unlink()


def enter(known: Identity) -> None:
    """Note that this process is about to open the project; to be followed by ``leave`` when it has closed it."""
    with _guard:
        _users[known] += 1


def leave(known: Identity) -> None:
    """Note that this process has closed the project once."""
    with _guard:
        _users[known] -= 1
        if not _users[known]:
            del _users[known]
            for handle in _parked.pop(known, ()):
                os.close(handle)


def _close(handle: int, known: Identity) -> None:
    """Close a handle to a project, at once or when nothing here has it open any more."""
    with _guard:
        if _users[known]:
            _parked[known].append(handle)
        else:
            del _users[known]
            os.close(handle)


def lock_path(project: Path) -> Path:
    """Return where the lock of a project lies while it is open for writing."""
    return project.with_name(project.name + "-lock")


def _held(handle: int, path: Path, project: Path) -> bool:
    """Lock ``handle``. False: the file was taken away by its last holder in between, try again."""
    try:
        if not _try_lock(handle):
            raise _in_use(handle, project)
    except OSError as error:
        raise FileRefused(
            f"The disk that holds {project.name} cannot lock files. Copy the project to a disk of this computer.",
            detail=f"{type(error).__name__} {error.errno} on {path}",
        ) from error
    try:
        same = path.stat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False
    if same:
        _sign(handle)
    return same


def _sign(handle: int) -> None:
    """Say who holds the lock. On a full disk nobody says it; the lock holds all the same."""
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode())


def _in_use(handle: int, project: Path) -> ProjectInUse:
    holder = ""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        os.lseek(handle, 0, os.SEEK_SET)
        known = json.loads(os.read(handle, 4096))
        holder = f" (process {int(known['pid'])} on {known['host']!s})"
    return ProjectInUse(
        f"{project.name} is already open for writing{holder}. Close it there, or open it here for reading only."
    )
