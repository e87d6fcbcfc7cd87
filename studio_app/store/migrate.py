"""From an older project file to this version: a copy is changed, and only a whole copy takes the place of the old file."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from studio_app.domain.errors import ProjectTooNew
from studio_app.store import files, schema
from studio_app.store.connect import connected, settle

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

_log = logging.getLogger(__name__)


def refuse_newer(path: Path, version: tuple[int, int], here: tuple[int, int]) -> None:
    """Raise ProjectTooNew where only a newer Lectern can read the file. A newer minor version can be read and written."""
    if version[0] > here[0]:
        raise ProjectTooNew(
            f"{path.name} was made by a newer Lectern (file version {version[0]}.{version[1]}). Update Lectern to open it.",
            detail=f"file {version}, program {here}",
        )


def steps(
    version: tuple[int, int], here: tuple[int, int], migrations: Sequence[schema.Migration]
) -> tuple[schema.Migration, ...]:
    """Return the steps that lead from ``version`` to ``here``, () where none is needed. ValueError where there is no way."""
    way = []
    while version < here:
        step = next((m for m in migrations if m.before == version), None)
        if step is None:
            raise ValueError(f"no step leads on from version {version}")
        way.append(step)
        version = step.after
    return tuple(way)


def backup_path(path: Path, version: tuple[int, int]) -> Path:
    """Return where the file is kept as it was before it was migrated from ``version``."""
    name = f"{path.stem}-before-update-from-{version[0]}.{version[1]}{path.suffix}"
    return files.free_name(path.with_name(name))


def migrate(path: Path, version: tuple[int, int]) -> Path:
    """Bring a file up to this version; return where its old self is kept.

    The caller holds the writer's lock. Whenever this is killed, a whole file, old or new, stands under ``path``.

    Raises:
        sqlite3.Error, OSError, ValueError: it cannot be done; the file is as it was.
    """
    way = steps(version, schema.VERSION, schema.MIGRATIONS)
    with connected(path, "rw") as connection:
        if not settle(connection):
            connection.execute("BEGIN EXCLUSIVE")  # raises why: somebody reads it, or the disk is full
    backup = backup_path(path, version)
    with files.whole(backup) as part:
        files.copy(path, part)
    with files.whole(path) as part:
        files.copy(path, part)
        with connected(part, "rw") as connection:
            _climb(connection, way)
    _log.info("migrated a project from version %s to %s", version, way[-1].after)
    return backup


def migrate_copy(path: Path, target: Path, version: tuple[int, int]) -> None:
    """Write a copy of an older file in this version to ``target``, for reading only; the file itself stays as it is."""
    way = steps(version, schema.VERSION, schema.MIGRATIONS)
    with connected(path, "ro") as source, connected(target, "rwc") as copy:
        source.backup(copy)
        _climb(copy, way)


def _climb(connection: sqlite3.Connection, way: Sequence[schema.Migration]) -> None:
    """Take every step, in one transaction."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    for step in way:
        step.apply(connection)
        schema.stamp(connection, step.after)
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        connection.execute("ROLLBACK")
        raise ValueError("after the migration, rows refer to what is not there")
    connection.execute("COMMIT")
