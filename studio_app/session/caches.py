"""The folder of what can be made again at any time: how large it is, and how it is kept small."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Kept(NamedTuple):
    """A file of the cache: when it was last of use, its octets, its name."""

    used: float
    size: int
    path: Path


def used(folder: Path) -> int:
    """Return the octets in use. Blocks."""
    return sum(kept.size for kept in _files(folder))


def trim(folder: Path, limit: int) -> int:
    """Remove what was of no use for the longest time until no more than ``limit`` octets are left; return those freed. Blocks.

    A file that cannot be removed stays: another window may be reading it.
    """
    files = sorted(_files(folder))
    over = sum(kept.size for kept in files) - limit
    freed = 0
    for kept in files:
        if freed >= over:
            break
        with suppress(OSError):
            kept.path.unlink()
            freed += kept.size
    return freed


def _files(folder: Path) -> Iterator[_Kept]:
    for path in folder.rglob("*") if folder.is_dir() else ():
        with suppress(OSError):
            about = path.lstat()
            if path.is_file() and not path.is_symlink():
                yield _Kept(max(about.st_atime, about.st_mtime), about.st_size, path)
