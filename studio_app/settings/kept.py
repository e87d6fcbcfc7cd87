"""Small tables that are kept between starts and are no options: recent projects, shortcuts, the window's layout.

Each is a JSON object in a file of its own. A file that is missing or broken is an empty table: nothing in it is work.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)


def read_object(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file, {} where there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.warning("%s not read: %s", path.name, type(error).__name__)
        return {}
    if not isinstance(found, dict):
        _log.warning("%s not read: no object", path.name)
        return {}
    return found


def write_object(path: Path, held: dict[str, Any]) -> None:
    """Write a JSON object, whole or not at all.

    Raises:
        OSError: it cannot be written; what was there is still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(held, file, indent=2, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


class Kept:
    """One such table. Looking and changing are in memory; ``write`` goes to the disk and may be called on any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held = read_object(path)
        self._writing = threading.Lock()
        self._changed = False

    def get(self, key: str) -> Any:
        """Return what is kept under ``key``, None where there is nothing. It may be of any JSON type: check it."""
        return self._held.get(key)

    def items(self) -> dict[str, Any]:
        """Return a copy of the table."""
        return dict(self._held)

    def put(self, key: str, value: object) -> None:
        """Keep something that JSON can hold; None forgets it."""
        if value == self._held.get(key):
            return
        self._held = {name: kept for name, kept in {**self._held, key: value}.items() if kept is not None}
        self._changed = True

    def write(self) -> None:
        """Write what changed. A disk that refuses is logged: the next change tries again."""
        with self._writing:
            if not self._changed:
                return
            self._changed = False
            try:
                write_object(self._path, self._held)
            except OSError as error:
                self._changed = True
                _log.warning("%s not written: %s", self._path.name, error.strerror)
