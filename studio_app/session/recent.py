"""Recent projects: what the start page shows without opening a project file.

The list is kept apart from the options. A project whose file is gone stays on it, marked as missing, until the person
removes it: it may be on a disk that is not plugged in.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio_app.settings.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.settings.places import Places

#: How many are remembered.
MOST = 24


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project as it was when it was last open.

    ``cover`` is a picture file, "" where there is none; ``seconds`` is the length that can be heard; ``segments`` and
    ``generated`` are its progress; ``opened`` is seconds since 1970.
    """

    path: str
    title: str
    author: str = ""
    cover: str = ""
    words: int = 0
    seconds: float = 0.0
    segments: int = 0
    generated: int = 0
    opened: float = 0.0

    @property
    def missing(self) -> bool:
        """Whether its file is not there now. Asks the disk: not on the window's thread."""
        return not Path(self.path).is_file()


class Recent:
    """The list, newest first. Changing is in memory; ``write`` and ``keep_cover`` go to the disk."""

    def __init__(self, places: Places, clock: Callable[[], float] = time.time) -> None:
        self._kept = Kept(places.settings / "recent.json")
        self._covers = places.cache / "covers"
        self._clock = clock

    def projects(self) -> tuple[RecentProject, ...]:
        """Return the projects, the last opened first."""
        found = (_read(path, held) for path, held in self._kept.items().items())
        return tuple(sorted((p for p in found if p is not None), key=lambda p: -p.opened))

    def note(self, project: RecentProject) -> None:
        """Put a project on top, with what is known of it now."""
        held = {**asdict(project), "opened": self._clock()}
        self._kept.put(held.pop("path"), held)
        for old in self.projects()[MOST:]:
            self.forget(old.path)

    def forget(self, path: str) -> None:
        """Take a project off the list. Its file stays."""
        self._kept.put(path, None)

    def keep_cover(self, path: Path, data: bytes, media_type: str) -> str:
        """Keep a project's cover as a file and return its name. Blocks.

        Raises:
            OSError: it cannot be written.
        """
        ending = ".png" if media_type == "image/png" else ".jpg"
        name = hashlib.sha256(str(path).encode()).hexdigest()[:24] + ending
        self._covers.mkdir(parents=True, exist_ok=True)
        part = self._covers / f"{name}.part"
        part.write_bytes(data)
        part.replace(self._covers / name)
        return str(self._covers / name)

    def write(self) -> None:
        """Make the list last; any thread."""
        self._kept.write()


def _read(path: str, held: object) -> RecentProject | None:
    """Return an entry, None where it is nonsense."""
    if not isinstance(held, dict):
        return None
    known: dict[str, Any] = {"path": path, "title": Path(path).stem}
    for field in fields(RecentProject):
        value = held.get(field.name)
        kind = str if field.type == "str" else (int, float)
        if field.name != "path" and isinstance(value, kind) and not isinstance(value, bool):
            known[field.name] = value
    return RecentProject(**known)
