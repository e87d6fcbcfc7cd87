"""Who narrates: the choice of engine, model and voice, and what is left to pay with."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from studio_app.domain.edits.book import cast_speaker
from studio_app.domain.errors import LecternError, Unreachable
from studio_app.session.casting import engine_names
from studio_app.ui.generate.costs import costs
from studio_app.ui.generate.engine import EngineDialog

if TYPE_CHECKING:
    from studio_app.domain.cast import Casting
    from studio_app.ui.shell.desk import Desk


#: How often it is looked whether what is being spoken waits for the network.
_WATCH_MS = 500


class Recasting(QObject):
    """Answers these wishes, and keeps the status bar's credits true."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = desk.parts.window
        self._start = desk.runner.start
        self._dialog: EngineDialog | None = None
        self._counting: asyncio.Task[None] | None = None
        self._asking = False
        self._again = False
        self._watching = QTimer(self, interval=_WATCH_MS)
        self._watching.timeout.connect(self._watch)

    # Choosing

    def choose(self) -> None:
        """Open the choice of engine and voice."""
        casting = self._narrator()
        if casting is None or self._dialog is not None:
            return
        dialog = self._dialog = EngineDialog(casting, engine_names(), self._window)
        dialog.offer_requested.connect(lambda engine: self._start(self._offer, dialog, engine))
        dialog.recast_requested.connect(lambda wish: self._start(self._recast, dialog, wish))
        dialog.accounts_requested.connect(lambda: self._desk.asides.preferences("Accounts"))
        dialog.cast_chosen.connect(self._cast)
        dialog.finished.connect(self._gone)
        dialog.start()

    def accounts_changed(self) -> None:
        """Another key is there: what the engine has may be told now, and what is left."""
        if self._dialog is not None:
            self._dialog.ask_again()
        self._desk.casts.accounts_changed()
        self.refresh()

    def _narrator(self) -> Casting | None:
        studio = self._desk.studio
        if studio is None:
            return None
        narrator = studio.project.voicing.narrator_id
        return next((speaker.casting for speaker in studio.project.speakers if speaker.id == narrator), None)

    def _gone(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()

    async def _offer(self, dialog: EngineDialog, engine: str) -> None:
        dialog.show_offer(await self._desk.work.offer(engine))

    async def _recast(self, dialog: EngineDialog, casting: Casting) -> None:
        """Count what a choice would mean; who chooses something else meanwhile is not made to wait for this."""
        if self._counting is not None:
            self._counting.cancel()
        self._counting = asyncio.current_task()
        try:
            recast = await self._desk.work.recast(casting)
        except LecternError as error:
            dialog.show_refusal(casting, error.sentence)
        else:
            dialog.show_recast(casting, recast)

    def _cast(self, casting: Casting) -> None:
        studio = self._desk.studio
        if studio is None:
            return
        studio.do(cast_speaker(studio.project, studio.project.voicing.narrator_id, casting, initiator="engine"))
        self.refresh()

    # What is left, and what waits

    def watch(self, *, speaking: bool) -> None:
        """Show why it waits, as long as something is being spoken; what it was billed is asked for at its end."""
        if speaking and not self._watching.isActive():
            self._watching.start()
        elif not speaking and self._watching.isActive():
            self._watching.stop()
            self._window.status.show_waiting("")
            self.refresh()

    def _watch(self) -> None:
        self._window.status.show_waiting(self._desk.work.waits)

    def refresh(self) -> None:
        """Ask what is left to pay with, beside everything else."""
        if self._asking:
            self._again = True
        elif self._desk.studio is not None:
            self._asking = True
            self._start(self._refresh)

    async def _refresh(self) -> None:
        status = self._window.status
        try:
            while True:
                self._again = False
                purse = await self._desk.work.purse()
                paid = await self._desk.work.billed_by_chapter()
                if not self._again:
                    break
        except LecternError:
            return  # the project was closed meanwhile
        finally:
            self._asking = False
        offline = any(isinstance(error, Unreachable) for error in purse.refusals.values())
        status.show_purse(purse.balances, offline=offline)
        if (panels := self._window.panels) is not None:
            said = {id_: self.tr("billed {cost}").format(cost=costs(by, 0.0)) for id_, by in paid.items()}
            panels.chapters.show_paid(said)
