"""Voices that their owners took back: what is said of them in the open project, and of others on the start page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.session.withdrawn import Withdrawn
    from studio_app.ui.shell.voicing import Voicing

#: Projects that are looked through for voices that were withdrawn, the last opened first.
_PROJECTS = 24


class Withdrawals(QObject):
    """Looks for them. ``found`` are those of the open project."""

    def __init__(self, voicing: Voicing) -> None:
        super().__init__(voicing)
        self._voicing = voicing
        self._desk = voicing.desk
        self._window = voicing.desk.parts.window
        self._start = voicing.desk.runner.start
        self.found: tuple[Withdrawn, ...] = ()

    def look(self) -> None:
        """Look whether a voice of the open project, or of a recent one, was withdrawn or will be."""
        self._start(self._look)

    async def _look(self) -> None:
        studio = self._desk.studio
        if studio is None:
            return
        found = await self._voicing.voices.withdrawals.of(studio.project.speakers)
        if self._desk.studio is not studio:
            return
        self.found = found
        if self._voicing.own.page is not None:
            self._voicing.own.page.show_withdrawn(found)
        if found:
            self._warn(found)

    def _warn(self, found: Sequence[Withdrawn]) -> None:
        first = found[0]
        name = first.name or first.key[1]
        if first.gone:
            said = self.tr(
                "The voice {voice}, who speaks for {speaker}, is gone: nothing more can be generated with it."
            )
        else:
            said = self.tr("The voice {voice}, who speaks for {speaker}, goes on {day}.")
        actions = [(self.tr("Show the cast"), lambda: self._voicing.show("cast"))]
        if first.alternatives:
            actions.insert(0, (self.tr("Others like it"), lambda: self._voicing.show_alternatives(first)))
        text = said.format(voice=name, speaker=first.speaker, day=first.leaves[:10])
        if len(found) > 1:
            text += " " + self.tr("%Ln more voices of this project are concerned.", "", len(found) - 1)
        self._window.banner.say(text, "warning", tuple(actions))

    async def elsewhere(self) -> dict[str, str]:
        """Return what is to be said of recent projects whose voices were withdrawn, by path: for the start page."""
        paths = [one.path for one in self._desk.parts.recent.projects()[:_PROJECTS]]
        found = await self._voicing.voices.withdrawals.of_projects(paths)
        return {path: self._said_of(withdrawn[0]) for path, withdrawn in found.items()}

    def _said_of(self, one: Withdrawn) -> str:
        name = one.name or one.key[1]
        if one.gone:
            return self.tr("The voice {voice} is gone").format(voice=name)
        return self.tr("The voice {voice} goes on {day}").format(voice=name, day=one.leaves[:10])
