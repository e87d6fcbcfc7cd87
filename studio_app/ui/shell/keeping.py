"""Where the person was: chapter, cursor and scroll of each project, kept while they work, so that a crash forgets nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.jobs.queue import beside
from studio_app.ui.kit.throttle import Debounce

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.settings.kept import Kept
    from studio_app.ui.bridge import Runner
    from studio_app.ui.shell.parts import Parts
    from studio_app.ui.shell.window import Panels

_QUIET_MS = 400
#: Who writes without a pause is followed all the same.
_LONGEST_MS = 800
_PROJECTS = 50
_OPEN = "open"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a project: paragraph and code point of the cursor, paragraph and lines of the scroll. 0: nowhere."""

    chapter: int = 0
    paragraph: int = 0
    offset: int = 0
    top: int = 0
    lines: float = 0.0


class Keeper:
    """Keeps settings, layout, recent projects and places; writes them beside a moment after the last change."""

    def __init__(self, parts: Parts, runner: Runner) -> None:
        self._parts = parts
        self._look = Debounce(_QUIET_MS, self._note, parts.window, longest=_LONGEST_MS)
        self._save = Debounce(_QUIET_MS, lambda: runner.start(self.write), parts.window, longest=_LONGEST_MS)
        self._path: Path | None = None

    def follow(self, path: Path | None) -> None:
        """Keep the place in this project from now on; None: the start page is shown."""
        self._look.flush()
        self._path = path
        self._parts.layout.put(_OPEN, None if path is None else str(path))
        self._save.ask()

    @property
    def left_open(self) -> str:
        """The project that was open when the window was last closed, or ended in another way; "" for none."""
        held = self._parts.layout.get(_OPEN)
        return held if isinstance(held, str) else ""

    def moved(self) -> None:
        """The cursor, the chapter or the scroll changed."""
        self._look.ask()

    def changed(self) -> None:
        """Something else that is kept changed."""
        self._save.ask()

    def finish(self) -> None:
        """Take the last place and the layout in; ``write`` makes them last."""
        self._look.cancel()
        self._note()
        self._parts.window.keep_layout()
        self._save.cancel()

    async def write(self) -> None:
        """Write everything that is kept, beside."""
        await beside(_write, self._parts)

    def restore(self, path: Path, panels: Panels, first: int | None) -> None:
        """Go where the person was in this project, else to the start of the chapter ``first``."""
        place = _read(self._parts.layout, str(path))
        panels.editor.show_chapter(place.chapter)
        if panels.editor.chapter_id is None:
            panels.editor.show_chapter(first)
        if panels.editor.chapter_id is None:
            return
        panels.chapters.set_current(panels.editor.chapter_id)
        if place.paragraph:
            panels.editor.place_cursor(place.paragraph, place.offset)
        if place.top:
            panels.editor.scrolled = (place.top, place.lines)

    def _note(self) -> None:
        panels = self._parts.window.panels
        if self._path is None or panels is None or panels.editor.chapter_id is None:
            return
        paragraph, offset = panels.editor.cursor or (0, 0)
        top, lines = panels.editor.scrolled
        held = {str(self._path): [panels.editor.chapter_id, paragraph, offset, top, round(lines, 3)]}
        old = self._parts.layout.get("places")
        old = {k: v for k, v in old.items() if k not in held} if isinstance(old, dict) else {}
        self._parts.layout.put("places", dict([*old.items(), *held.items()][-_PROJECTS:]))
        self._parts.window.keep_layout()
        self._save.ask()


def _write(parts: Parts) -> None:
    parts.layout.write()
    parts.recent.write()
    parts.settings.write()
    parts.actions.write()


def _read(layout: Kept, path: str) -> Place:
    places = layout.get("places")
    held = places.get(path) if isinstance(places, dict) else None
    if not isinstance(held, list) or len(held) != 5 or not all(isinstance(n, int | float) for n in held):
        return Place()
    chapter, paragraph, offset, top = (int(n) for n in held[:4])
    return Place(chapter, paragraph, offset, top, float(held[4]))
