"""Files that are whole or not there: written under another name, synced, renamed, and the folder synced."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What SQLite keeps beside a file while it is open, or after a crash.
SIDES = ("-wal", "-shm", "-journal")


def beside(path: Path, suffix: str) -> Path:
    """Return the path of ``path``'s name with ``suffix`` added."""
    return path.with_name(path.name + suffix)


def part_path(path: Path) -> Path:
    """Return where a file lies until it is whole."""
    return beside(path, ".part")


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Yield the name to write to; when the body ends well the file is synced and stands under ``path``, whole.

    What an earlier, killed run left there is replaced. When the body fails, nothing is left.
    """
    part = part_path(path)
    remove(part)
    try:
        yield part
        sync_file(part)
        set_orphans_aside(path)
        part.replace(path)
    except BaseException:
        remove(part)
        raise
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """Delete a file and what SQLite keeps beside it, as far as they are there."""
    for name in (path, *(beside(path, side) for side in SIDES)):
        name.unlink(missing_ok=True)


def set_orphans_aside(path: Path) -> None:
    """Rename what SQLite left beside a file that is gone: with a new file of that name it would be mixed into it."""
    for side in SIDES:
        orphan = beside(path, side)
        if orphan.exists():
            orphan.replace(beside(orphan, ".orphan"))


def copy(source: Path, target: Path) -> None:
    """Copy a file's bytes."""
    shutil.copyfile(source, target)


def free_name(path: Path) -> Path:
    """Return ``path``, or the same with -2, -3, … before its suffix, whichever is not taken."""
    return next(name for name in _names(path) if not name.exists())


def taken_names(path: Path) -> Iterator[Path]:
    """Yield ``path`` and the same with -2, -3, … as long as they are taken."""
    return takewhile(Path.exists, _names(path))


def _names(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))


def sync_file(path: Path) -> None:
    """Return once the file's bytes are on the disk. Never for a file SQLite has open: see ``lock``."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Return once the folder's names are on the disk, where the system can be asked for that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
