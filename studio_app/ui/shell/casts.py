"""The cast of the open project: what the cast page and the editor wish becomes edits, counts and trials."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits.cast import (
    add_speaker,
    assign_voice,
    cast_speakers,
    colour_speaker,
    copy_cast,
    free_name,
    match_cast,
    remove_speaker,
    rename_speaker,
    set_narrator,
)
from studio_app.domain.errors import Cancelled, LecternError
from studio_app.domain.project import Voicing
from studio_app.jobs.queue import beside
from studio_app.session.casting import engine_names, read_cast
from studio_app.session.work_views import OVER
from studio_app.ui.kit.dialogs import Choice, ask, cancel_choice, choose_file
from studio_app.ui.kit.throttle import Debounce
from studio_app.ui.voices.cast_page import CastPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from studio_app.domain.edits.change import Change
    from studio_app.domain.project import Project
    from studio_app.session.audition import Tried
    from studio_app.session.studio import Edited
    from studio_app.session.work import JobView
    from studio_app.ui.shell.desk import Desk

_WHO = "cast"
#: Milliseconds without a change of takes or text before it is counted anew how far the speakers are.
_COUNT_MS = 1500


class Casts(QObject):
    """Answers these wishes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = desk.parts.window
        self._start = desk.runner.start
        self._page: CastPage | None = None
        self._counting: asyncio.Task[None] | None = None
        self._recasting: asyncio.Task[None] | None = None
        self._trial = 0
        self._later = Debounce(_COUNT_MS, self._recount, self)

    # The page

    def make_page(self) -> CastPage:
        """Make the page; called once."""
        page = self._page = CastPage(engine_names())
        for signal, hears in (
            (page.add_requested, self._add),
            (page.rename_requested, lambda id_, name: self._edit(rename_speaker, id_, name)),
            (page.colour_requested, lambda id_, colour: self._edit(colour_speaker, id_, colour)),
            (page.narrator_requested, lambda id_: self._edit(set_narrator, id_)),
            (page.remove_requested, lambda id_, to: self._edit(remove_speaker, id_, to)),
            (page.copy_requested, lambda: self._start(self._copy)),
            (page.cast_requested, self._cast),
            (page.parts_requested, self._recount),
            (page.offer_requested, lambda engine: self._start(self._offer, engine)),
            (page.recast_requested, lambda wish: self._start(self._recast, wish)),
            (page.try_price_requested, lambda id_, casting: self._start(self._price, id_, casting)),
            (page.try_requested, self._try),
            (page.hear_requested, self._hear),
            (page.stop_requested, self._desk.listening.stop),
            (page.accounts_requested, lambda: self._desk.asides.preferences("Accounts")),
            (page.library_requested, lambda _: self._desk.voicing.show("library")),
        ):
            signal.connect(hears)
        self.show_project()
        self.follow_cursor()
        return page

    def show_project(self) -> None:
        """Show the cast of the project that is open now."""
        if self._page is not None:
            studio = self._desk.studio
            read_only = studio is not None and studio.file.read_only
            self._page.show_cast(studio.project if studio is not None else None, read_only=read_only)

    def edited(self, event: Edited) -> None:
        """Show the cast anew where it is another; what is said may have changed hands."""
        if self._page is None:
            return
        if of_the_cast(event.change):
            self.show_project()
        self._later.ask()

    def takes_placed(self) -> None:
        """Count anew how far the speakers are, in a moment."""
        if self._page is not None:
            self._later.ask()

    def accounts_changed(self) -> None:
        """Another key is there: what engines have may be told now."""
        if self._page is not None:
            self._page.ask_again()

    def follow_cursor(self) -> None:
        """Take the paragraph with the cursor to try voices on."""
        panels = self._window.panels
        if self._page is None or panels is None:
            return
        found = panels.editor.paragraph_at_cursor() if self._desk.studio is not None else None
        self._page.show_paragraph(found.text if found is not None else "")

    def speaker_added(self, speaker_id: int) -> None:
        """Words were given to somebody new: let the person name them and choose a voice."""
        self._desk.voicing.show("cast")
        if self._page is not None:
            self._page.choose(speaker_id)
            self._page.rename(speaker_id)

    def look_at(self, speaker_id: int) -> None:
        """Show a speaker of the cast."""
        self._desk.voicing.show("cast")
        if self._page is not None:
            self._page.choose(speaker_id)

    def take_voice(self, engine: str, voice: str, name: str) -> None:
        """Choose a voice for the speaker that is looked at; the person sees what it means and applies it."""
        self._desk.voicing.show("cast")
        if self._page is not None:
            self._page.take_voice(engine, voice, name)

    def voice_dropped(self, engine: str, voice: str, name: str, paragraph_id: int) -> None:
        """Let a voice speak a paragraph: of a speaker who has it, else of a new one."""
        self._start(self._dropped, engine, voice, name, paragraph_id)

    async def _dropped(self, engine: str, voice: str, name: str, paragraph_id: int) -> None:
        casting = await self.casting_of(engine, voice)
        studio = self._desk.studio
        if studio is not None and casting is not None:
            studio.do(assign_voice(studio.project, paragraph_id, name or voice, casting, initiator=_WHO))

    async def casting_of(self, engine: str, voice: str) -> Casting | None:
        """Return a casting with a voice: model and settings are the narrator's where that speaks with the same engine."""
        studio = self._desk.studio
        if studio is None:
            return None
        narrator = studio.project.speaker(studio.project.voicing.narrator_id).casting
        if narrator.engine == engine:
            return replace(narrator, voice=voice)
        offer = await self._desk.work.offer(engine)
        if not offer.models:
            raise LecternError(
                offer.refusal or self.tr("This engine cannot be asked what it has now; try again later.")
            )
        return Casting.of(engine, offer.models[0].id, voice)

    # Edits

    def _edit(self, edit: Callable[..., tuple[Project, Change]], *wish: object) -> None:
        """Do an edit; one that cannot be done is told on the page, which shows again what holds."""
        studio = self._desk.studio
        if studio is None:
            return
        try:
            studio.do(edit(studio.project, *wish, initiator=_WHO))
        except LecternError as error:
            self._refuse(error)
        except KeyError:  # somebody took the speaker back meanwhile
            self.show_project()

    def _refuse(self, error: LecternError) -> None:
        self.show_project()
        if self._page is not None:
            self._page.show_notice(error.sentence)

    def _add(self) -> None:
        studio = self._desk.studio
        if studio is None or self._page is None:
            return
        project = studio.project
        before = {speaker.id for speaker in project.speakers}
        casting = project.speaker(project.voicing.narrator_id).casting
        self._edit(add_speaker, free_name(project, self.tr("New speaker")), casting)
        for speaker in studio.project.speakers:
            if speaker.id not in before:
                self._page.choose(speaker.id)
                self._page.rename(speaker.id)

    def _cast(self, castings: Mapping[int, Casting]) -> None:
        self._edit(cast_speakers, castings)
        self._desk.recasting.refresh()

    async def _copy(self) -> None:
        """Take over the cast of another project: who has the same name gets the voice, others are added."""
        filters = self.tr("Projects (*.lectern)")
        path = await choose_file(self._window, self.tr("Copy the cast of a project"), filters, self._folder())
        studio = self._desk.studio
        if path is None or studio is None:
            return
        other = await beside(read_cast, path)
        names = ", ".join(speaker.name for speaker in other.speakers)
        take, stay = Choice("copy", self.tr("Copy the cast"), "primary"), cancel_choice()
        detail = self.tr(
            "Who has the same name here gets their voice, the narrator that of the narrator; others are added."
        )
        said = self.tr("“{title}” has these speakers: {names}").format(title=other.title, names=names)
        if await ask(self._window, said, (stay, take), detail=detail) != "copy":
            return
        mapping = match_cast(studio.project, other.speakers, other.narrator_id)
        self._edit(copy_cast, other.speakers, mapping)

    def _folder(self) -> Path | None:
        studio = self._desk.studio
        return studio.file.path.parent if studio is not None else None

    # Counts and offers

    def _recount(self) -> None:
        if self._page is not None and self._page.isVisible() and self._desk.studio is not None:
            self._start(self._parts)

    async def _parts(self) -> None:
        """Count how far the speakers are; what is counted already is left for this."""
        if self._counting is not None:
            self._counting.cancel()
        mine = self._counting = asyncio.current_task()
        try:
            parts = await self._desk.work.parts()
        except Cancelled:
            return
        finally:
            if self._counting is mine:
                self._counting = None
        if self._page is not None:
            self._page.show_parts(parts)

    async def _offer(self, engine: str) -> None:
        offer = await self._desk.work.offer(engine)
        if self._page is not None:
            self._page.show_offer(offer)

    async def _recast(self, castings: Mapping[int, Casting]) -> None:
        page = self._page
        if self._recasting is not None:
            self._recasting.cancel()  # of a choice that holds no more
        mine = self._recasting = asyncio.current_task()
        try:
            recast = await self._desk.work.recast(castings)
        except Cancelled:
            return
        except LecternError as error:
            if page is not None:
                page.show_refusal(castings, error.sentence)
        except KeyError:
            self.show_project()
        else:
            if page is not None:
                page.show_recast(castings, recast)
        finally:
            if self._recasting is mine:
                self._recasting = None

    # Trying

    async def _price(self, speaker_id: int, casting: Casting) -> None:
        where = self.paragraph_id()
        if where is None or self._page is None:
            return
        try:
            tryout = (await self._desk.work.tryout(where, (casting,), speaker_id))[0]
        except LecternError:
            self._page.show_tryout(casting, None)
        else:
            self._page.show_tryout(casting, tryout)

    def paragraph_id(self) -> int | None:
        """Return the paragraph with the cursor, which voices are tried on; None where there is none."""
        panels = self._window.panels
        found = panels.editor.paragraph_at_cursor() if panels is not None and self._desk.studio is not None else None
        return found.id if found is not None else None

    def _try(self, speaker_id: int, casting: Casting) -> None:
        where = self.paragraph_id()
        if where is None or self._page is None:
            return
        try:
            self._trial = self._desk.work.audition(where, (casting,), speaker_id)
        except LecternError as error:
            self._refuse(error)
        else:
            self._page.show_trying(on=True)

    def jobs_changed(self, jobs: tuple[JobView, ...]) -> None:
        """Show what became of the trial."""
        if self._page is None or not self._trial:
            return
        view = next((view for view in jobs if view.id == self._trial), None)
        if view is not None and view.state not in OVER:
            return
        self._trial = 0
        self._page.show_trying(on=False)
        if view is not None and view.state != "cancelled":
            if view.result:
                self._page.show_tried(view.result, play=True)
            elif view.errors:
                self._page.show_notice(view.errors[0].sentence)

    def _hear(self, tried: Tried) -> None:
        """Play the takes of a trial, one after the other."""
        self._desk.listening.play_takes(tried.takes, lambda on: self._hearing(tried.casting if on else None))

    def _hearing(self, casting: Casting | None) -> None:
        if self._page is not None:
            self._page.show_hearing(casting)


def of_the_cast(change: Change) -> bool:
    """Return whether a change is of speakers or of who narrates."""
    return any(row.kind in (Speaker, Voicing) for row in change.rows)
