"""What becomes of the project's file while it is open: somebody can move it, or delete it, and nobody tells us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from studio_app.domain.errors import LecternError, NoProject
from studio_app.jobs.queue import beside
from studio_app.ui.kit.dialogs import Choice, ask, cancel_choice
from studio_app.ui.kit.throttle import Throttle

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.session.studio import Studio
    from studio_app.ui.shell.desk import Desk

_EVERY_MS = 1000


class Whereabouts(QObject):
    """Looks where the file is, now and then, while something is saved, and when the person comes back to the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = desk.parts.window
        self._throttle = Throttle(_EVERY_MS, lambda: desk.runner.start(self.look), self)
        #: Where the person has agreed that it is written anew.
        self._back: Path | None = None
        #: Where it was at the last look, None: gone.
        self._seen: Path | None = None
        self.error: LecternError | None = None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self.ask)

    def begin(self, path: Path) -> None:
        """A project was opened there."""
        self._seen, self.error, self._back = path, None, None

    def end(self) -> None:
        """The project is closed: nobody looks for its file any more."""
        self._throttle.cancel()

    def ask(self, _event: object = None) -> None:
        """Look soon."""
        if self._desk.studio is not None:
            self._throttle.ask()

    async def look(self) -> None:
        """Look where the file is, and tell once if that is elsewhere than before."""
        studio = self._desk.studio
        if studio is None:
            return
        now = await beside(studio.file.whereabouts)
        if studio is self._desk.studio and now != self._seen:
            self._seen = now
            self._tell(studio, now)
            self._desk.show_saved()

    def put_back(self) -> None:
        """Write the project anew where it was, and go on in it."""
        self._desk.runner.start(self._put_back)

    async def _put_back(self) -> None:
        if (studio := self._desk.studio) is not None:
            self._back = await beside(_vacant, studio.file.path)
            self._desk.projects.open(self._back)

    async def may_leave(self, studio: Studio, *, unasked: bool) -> bool:
        """Before the project is closed: see to it that a file that was deleted is not lost unasked.

        Raises:
            LecternError: it cannot be written anew.
        """
        await self.look()
        if self.error is None:
            return True
        said = "back" if self._back or unasked else await self._asked(self.error)
        if said == "back":
            path = await beside(_vacant, studio.file.path) if self._back is None else self._back
            await studio.put_back(path)
            self._desk.keeper.follow(path)
        return bool(said)

    async def _asked(self, error: LecternError) -> str:
        lose = Choice("lose", self.tr("Close without it"), "danger")
        back = Choice("back", self.tr("Put it back"), "primary")
        return await ask(self._window, error.sentence, (cancel_choice(), lose, back), icon="warning")

    def _tell(self, studio: Studio, now: Path | None) -> None:
        path, banner = studio.file.path, self._window.banner
        self.error = None
        if now is None:
            said = self.tr("{name} was deleted or replaced. What you write is kept only while this window is open.")
            self.error = NoProject(said.format(name=path.name), detail="the file of the open project is gone")
            banner.say(self.error.sentence, "danger", ((self.tr("Put it back"), self.put_back),))
        elif now == path:
            banner.hide()
        else:
            self._desk.keeper.follow(now)
            said = self.tr("{name} was moved while it was open. It is saved where it is now: {path}")
            go = (self.tr("Open it there"), lambda: self._desk.projects.open(now))
            banner.say(said.format(name=path.name, path=now), "warning", (go,))


def _vacant(path: Path) -> Path:
    """Return where a file that is gone can be written anew: what somebody else put in its place stays."""
    free, number = path, 2
    while free.exists():
        free, number = path.with_stem(f"{path.stem} {number}"), number + 1
    return free
