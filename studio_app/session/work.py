"""Work: everything long the window can be asked for. It runs beside the window and tells how far it is."""

from __future__ import annotations

import asyncio
import itertools
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from studio_app.domain.edits.takes import place_take
from studio_app.domain.errors import ParagraphLocked, ProjectError
from studio_app.importers import picture
from studio_app.jobs.backstage import Backstage
from studio_app.jobs.priority import tidy_up
from studio_app.jobs.queue import Queue, beside
from studio_app.jobs.stop import Stop
from studio_app.session.audition import Audition, audition_outlook
from studio_app.session.booth import Booth, Pace
from studio_app.session.budget import billed_by_chapter, shortages
from studio_app.session.casting import cast_parts, offer_of, purse_of, recast_outlook
from studio_app.session.cloning import VoiceErrand
from studio_app.session.effects import Effects
from studio_app.session.engines import Engines, cast_engines
from studio_app.session.errand import Errand, Exporting, Reading
from studio_app.session.estimate import estimate_scope, export_outlook
from studio_app.session.export import ExportWish
from studio_app.session.fixed import speeds_of
from studio_app.session.import_ import create_project
from studio_app.session.live import Live
from studio_app.session.narration import Narration, Repetition
from studio_app.session.rescue import Unsure
from studio_app.session.studio import Edited, Saved
from studio_app.session.takes import Repeats, repeats_of, takes_of
from studio_app.session.voices import Voices
from studio_app.session.work_views import (
    SEND_AGAIN,
    ErrorGroup,
    Estimate,
    ExportOutlook,
    JobsChanged,
    JobView,
    Made,
    Scope,
    TakeChoice,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence
    from pathlib import Path

    from studio_app.domain.cast import Casting
    from studio_app.domain.manuscript import Cover, Draft
    from studio_app.domain.project import Project
    from studio_app.session.accounts import Accounts
    from studio_app.session.announce import Announcer
    from studio_app.session.audition import Tryout
    from studio_app.session.casting import EngineOffer, Part, Purse, Recast
    from studio_app.session.fixed import Speeds
    from studio_app.session.once import Stage
    from studio_app.session.studio import Studio
    from studio_app.settings.file import Settings

__all__ = [
    "ErrorGroup",
    "Estimate",
    "ExportOutlook",
    "ExportWish",
    "JobView",
    "JobsChanged",
    "Made",
    "Scope",
    "TakeChoice",
    "Work",
]

_T = TypeVar("_T")

_LANE = "errands"
#: Far more than a person starts; what is limited are the engines' lanes.
_AT_ONCE = 64
#: Finished jobs that are kept.
_KEPT = 30
#: How often it is told that jobs changed, at most.
_TELL_S = 0.1


class Work:
    """Jobs of the window, on the loop's thread; ``takes`` alone may be called on any.

    Lives as long as the window. Generating, exporting and takes need a project: ``attach`` it, and ``detach`` it before it is
    closed.

    Attributes:
        live: the answers that come in now, for whoever hears them.
        voices: the voices room.
        effects: sound effects, on the loop of the engines (``backstage``).
    """

    def __init__(
        self, settings: Settings, announce: Announcer, accounts: Accounts | None = None, cache: Path | None = None
    ) -> None:
        self._settings = settings
        self._announce = announce
        self._engines = Engines(settings, accounts)
        self.live = Live()
        self._queue = Queue({_LANE: _AT_ONCE})
        self._backstage = Backstage()
        folder = settings.folder
        self.effects = Effects(self._engines)
        self.voices = Voices(self._engines, self._backstage.run, folder, cache or folder / "cache", announce)
        self._numbers = itertools.count(1)
        self._errands: dict[int, Errand] = {}
        self._lives: dict[int, asyncio.Future[None]] = {}
        self._booth: Booth | None = None
        self._pace = Pace(settings.number("local.workers") or os.cpu_count() or 1)
        self._repeats: dict[int, Repeats] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._told_at = 0.0
        self._worn = False
        self._chosen: frozenset[tuple[int, int]] = frozenset()
        self._ends = [announce.listen(Edited, self._edited), announce.listen(Saved, self._saved)]

    # The project

    async def attach(self, studio: Studio) -> None:
        """Work for this project from now on."""
        if self._booth is not None:
            await self.detach()
        if self._worn:
            tidy_up()  # of the project before this one; nobody types while one is being opened
        self._worn = True
        heard = self.live.listener
        self._booth = Booth(studio, self._engines, self._backstage, self._announce, self._pace, heard)

    def _edited(self, event: Edited) -> None:
        self._chosen |= event.change.placed

    def _saved(self, event: Saved) -> None:
        """What a person placed, or took back, is in the file now: say so to all who read it there."""
        if event.saved and self._chosen and self._booth is not None:
            keys, self._chosen = self._chosen, frozenset()
            self._booth.studio.refresh_takes(keys)

    async def detach(self) -> None:
        """Stop what runs for the project, wait until nothing touches its file, and forget its jobs."""
        await self._stop([errand for errand in self._errands.values() if errand.of_project])
        if self._booth is not None:
            await self._backstage.run(self._booth.close)
        self._booth = None
        self._repeats.clear()
        self._errands = {number: errand for number, errand in self._errands.items() if not errand.of_project}
        self._tell()

    async def close(self) -> None:
        """Stop everything, and end the engines."""
        await self.stop_all()
        await self.detach()
        await self.voices.close()
        await self._queue.close()
        self._backstage.close()
        for end in self._ends:
            end()
        if self._timer is not None:
            self._timer.cancel()

    def limit(self, casting: Casting) -> int | None:
        """Return the most characters of one request, for whoever makes segments of the project. Any thread."""
        return self._engines.limit(casting)

    # Accounts and what is paid

    @property
    def accounts(self) -> Accounts:
        """The accounts its engines speak with."""
        return self._engines.accounts

    async def account_changed(self, provider: str) -> None:
        """Take note that an account of a provider was changed, chosen or removed; requests under way are finished first."""
        await self._backstage.run(lambda: self._engines.changed(provider))

    def cap(self) -> float | None:
        """Return the most credits that may be billed for the open project, None for any number. Reads the file."""
        return self._desk.studio.file.cap()

    async def set_cap(self, most: float | None) -> None:
        """Let no more credits be billed for the open project, of all engines together; None for any number.

        Raises:
            ProjectReadOnly, DiskFull, ...: it cannot be kept.
        """
        await asyncio.wrap_future(self._desk.studio.file.set_cap(most))

    def spent(self) -> float:
        """Return the credits that were, or may have been, billed for the open project. Reads the file: call it beside."""
        return self._desk.studio.file.spent()

    async def billed_by_chapter(self) -> dict[int, dict[str, float]]:
        """Return the credits billed for each chapter of the open project, by engine; 0 for what is no longer in it."""
        studio = self._desk.studio
        return await beside(billed_by_chapter, studio.file, studio.project, studio.cuts, self.limit)

    def set_budget(self, job_id: int, most: float | None) -> None:
        """Let a generation cost so many credits; a paused one is to be resumed after that."""
        if isinstance(errand := self._errands.get(job_id), Narration | Audition):
            errand.budget.most = most

    def unsure(self) -> Unsure:
        """Return the requests that may have been billed, as far as a generation has met them: only the person decides."""
        return self._desk.rescue.unsure() if self._booth is not None else Unsure()

    def send_again(self) -> None:
        """The person has decided that what may have been billed is sent again. Every job that met some of it goes on."""
        marks = self._desk.rescue.marks
        for errand in list(self._errands.values()):
            asked = [group for group in errand.errors.groups if group.way_on == SEND_AGAIN]
            if asked and isinstance(errand, Narration | Audition) and errand.over:
                errand.send_again(marks)
                self.retry(errand.id)

    # Casting

    async def offer(self, engine: str) -> EngineOffer:
        """Return what an engine has to choose from for the open project. What cannot be had is told, not raised."""
        language = self._desk.studio.project.metadata.language
        return await self._backstage.run(lambda: offer_of(self._engines, engine, language))

    async def recast(self, castings: Casting | Mapping[int, Casting]) -> Recast:
        """Count what other castings of speakers, by id, or of the narrator would mean; cancelled, it stops counting.

        Raises:
            LecternError: it cannot be counted.
        """
        booth, stop = self._desk, Stop()
        file, project = booth.studio.file, booth.studio.project
        return await beside(lambda: recast_outlook(file, project, castings, self._engines, booth.pace, stop), stop=stop)

    async def parts(self) -> dict[int, Part]:
        """Count how far what each speaker of the open project says is; cancelled, it stops counting.

        Raises:
            ProjectError: the file cannot be read.
        """
        studio, stop = self._desk.studio, Stop()
        file, project, cuts = studio.file, studio.project, studio.cuts
        return await beside(lambda: cast_parts(file, project, cuts, self._engines, stop), stop=stop)

    async def tryout(
        self, paragraph_id: int, castings: Sequence[Casting], speaker_id: int | None = None
    ) -> tuple[Tryout, ...]:
        """Return what it takes to hear a paragraph with each of these voices.

        Raises:
            WrongUsage: there is nothing to say in it.
            ProjectError: the file cannot be read.
        """
        studio, engines = self._desk.studio, self._engines
        names = {casting.engine for casting in castings}
        await self._backstage.run(lambda: engines.ready_as_can(names))
        return await beside(audition_outlook, studio.file, studio.project, paragraph_id, castings, engines, speaker_id)

    def audition(self, paragraph_id: int, castings: Sequence[Casting], speaker_id: int | None = None) -> int:
        """Speak a paragraph with up to four voices, cast none of them; the result is a Tried for each.

        Raises:
            WrongUsage: they are too many.
        """
        what = "Try a voice" if len(castings) == 1 else f"Try {len(castings)} voices"
        return self._begin(
            Audition(
                next(self._numbers), what, self._changed, self._desk, paragraph_id, castings, speaker_id=speaker_id
            )
        )

    # Voices

    async def backstage(self, work: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
        """Run a coroutine on the loop of the engines, as ``voices.cloning`` and its like need it, and wait for it."""
        return await self._backstage.run(work)

    def to_front(self, call: Callable[..., object], *args: object) -> None:
        """Call something on the window's loop, soon: from what runs on the engines'."""
        self._backstage.to_front(call, *args)

    def make_voice(self, what: str, work: Callable[[Callable[[Stage], object]], Coroutine[Any, Any, object]]) -> int:
        """Make a voice as a job; the result is what ``work`` returns, which is given where to tell how far it is."""
        return self._begin(VoiceErrand(next(self._numbers), what, self._changed, self._backstage, work))

    @property
    def waits(self) -> str:
        """Why what is to be spoken waits now, a sentence; "" while it does not."""
        return self._engines.waits()

    async def purse(self) -> Purse:
        """Ask what is left with the engines of the open project that bill. Nothing is raised."""
        names = {speaker.casting.engine for speaker in self._desk.studio.project.speakers}
        return await self._backstage.run(lambda: purse_of(self._engines, names))

    # Jobs

    @property
    def jobs(self) -> tuple[JobView, ...]:
        """All jobs as they are now, in the order they were begun."""
        return tuple(errand.view for errand in self._errands.values())

    @property
    def running(self) -> bool:
        """Whether a job is not at its end, paused ones among them."""
        return any(not errand.over for errand in self._errands.values())

    def pause(self, job_id: int) -> None:
        """Begin nothing new of a generation."""
        if (errand := self._errands.get(job_id)) is not None:
            errand.pause()

    def resume(self, job_id: int) -> None:
        """Go on with it."""
        if (errand := self._errands.get(job_id)) is not None:
            errand.resume()

    def cancel(self, job_id: int) -> None:
        """Stop a job; what is done is kept."""
        if (errand := self._errands.get(job_id)) is not None:
            errand.cancel()

    def retry(self, job_id: int) -> None:
        """Do what a job has not done; one the disk has paused goes on."""
        errand = self._errands.get(job_id)
        if errand is None:
            return
        if not errand.over:
            errand.resume()
        else:  # told to be over, it has nothing left to do but to return: nobody need wait for that
            errand.begin_again()
            self._start(errand)

    def dismiss(self, job_id: int) -> None:
        """Forget a job that is over."""
        if (errand := self._errands.get(job_id)) is not None and errand.over:
            del self._errands[job_id]
            self._tell()

    async def stop_all(self) -> None:
        """Stop every job and wait until all of it has cleaned up. What is done is kept."""
        await self._stop(list(self._errands.values()))

    # Reading and making projects

    def read(self, source: str) -> int:
        """Read a book file or a web page; the result is its Draft."""
        return self._begin(Reading(next(self._numbers), f"Read {_named(source)}", self._changed, source))

    async def create(
        self,
        draft: Draft,
        path: Path,
        *,
        included: Sequence[bool] | None = None,
        source: str = "",
        overwrite: bool = False,
    ) -> Path:
        """Make a project file of a draft; return where it is.

        Raises:
            WouldOverwrite, DiskFull, FileRefused, ...: it cannot be made, and nothing is left behind.
        """
        return await beside(
            lambda: create_project(draft, path, self._settings, source=source, included=included, overwrite=overwrite)
        )

    async def read_cover(self, path: Path) -> Cover:
        """Read a picture for the cover.

        Raises:
            WrongFormat, TooLarge, FileRefused: it is none.
        """
        return await beside(picture.read, path)

    # Generating

    async def estimate(self, scope: Scope, *, project: Project | None = None) -> Estimate:
        """Count what a scope would take; of another snapshot of the open project, where one is given.

        Raises:
            LecternError: it cannot be counted.
        """
        booth, stop = self._desk, Stop()
        studio, project = booth.studio, project or booth.studio.project
        engines = self._engines
        await self._backstage.run(lambda: engines.ready_as_can(cast_engines(project)))
        found = await beside(lambda: estimate_scope(studio, project, scope, engines, booth.pace, stop), stop=stop)
        return replace(found, short=await self._backstage.run(lambda: shortages(engines, found.by_engine)))

    async def speeds(self) -> Speeds:
        """Return how the engines of the open project's cast are told how fast to speak."""
        engines, project = self._engines, self._desk.studio.project
        return await self._backstage.run(lambda: speeds_of(engines, project))

    def generate(self, scope: Scope, *, budget: float | None = None) -> int:
        """Speak what a scope lacks, or all of it anew. ``budget`` is the most that may be billed for it, in credits."""
        booth = self._desk
        what = f"Generate {_named_scope(booth.studio.project, scope)}"
        return self._begin(Narration(next(self._numbers), what, self._changed, booth, scope, budget))

    def regenerate(self, paragraph_id: int) -> int:
        """Speak a paragraph once more; the takes it has are kept.

        Raises:
            ParagraphLocked: it is locked.
        """
        booth = self._desk
        if self._locked(paragraph_id):
            raise ParagraphLocked("The paragraph is locked; unlock it to make another take.")
        self._repeats.pop(paragraph_id, None)
        scope = Scope(paragraph_ids=(paragraph_id,), stale_only=False)
        return self._begin(Repetition(next(self._numbers), "Regenerate a paragraph", self._changed, booth, scope))

    def look_at(self, paragraph_ids: Sequence[int]) -> None:
        """What is to be made of these paragraphs goes first."""
        if self._booth is None:
            return
        self._booth.looked_at = tuple(paragraph_ids)
        for errand in self._errands.values():
            if isinstance(errand, Narration):
                errand.look()

    # Takes

    def takes(self, paragraph_id: int) -> tuple[TakeChoice, ...]:
        """Return the takes of a paragraph, newest first. Reads the file: call it beside the loop."""
        studio = self._desk.studio
        found = takes_of(studio.file, studio.project, paragraph_id, self.limit)
        self._repeats[paragraph_id] = repeats_of(studio.project, paragraph_id, found, self._engines)
        return found

    async def restore(self, paragraph_id: int, choice: TakeChoice) -> None:
        """Let another take of a paragraph be heard: an edit, which can be undone.

        Raises:
            ParagraphLocked: it is locked.
            ProjectError: the project is open for reading only.
        """
        studio = self._desk.studio
        if self._locked(paragraph_id):
            raise ParagraphLocked("The paragraph is locked; unlock it to use another take.")
        key = (paragraph_id, choice.ordinal)
        stands = (await beside(studio.file.placements, [paragraph_id])).get(key)
        # What follows on a timeline is to be the same step of undo, and another choice a step of its own.
        studio.end_burst()
        before, merge = stands[0] if stands else None, f"take {paragraph_id} {choice.ordinal}"
        studio.do(place_take(studio.project, key, before=before, after=choice.id, merge=merge, initiator="takes"))

    def repeats_left(self, paragraph_id: int) -> int | None:
        """Return how often a paragraph can still be made anew for nothing, None for always. Known once its takes are."""
        found = self._repeats.get(paragraph_id)
        return None if found is None else found.left

    def regenerate_label(self, paragraph_id: int) -> str:
        """Return what the button says; "" where the paragraph is locked or the project cannot be changed."""
        if self._locked(paragraph_id) or self._desk.studio.file.read_only:
            return ""
        found = self._repeats.get(paragraph_id)
        if found is None:
            return "Regenerate"
        if found.left is None:
            return "Regenerate · free"
        return f"Regenerate · {found.left} free" if found.left else f"Generate · ~{found.credits:,.0f} {found.unit}"

    # Exporting

    async def outlook(self, wish: ExportWish) -> ExportOutlook:
        """Look at what an export would write.

        Raises:
            WrongUsage, FileRefused, ...: it could not.
        """
        studio = self._desk.studio
        wish = replace(wish, workers=wish.workers or os.cpu_count() or 1)
        return await beside(export_outlook, studio.file, studio.project, wish, self.limit)

    def export(self, wish: ExportWish) -> int:
        """Write audio files; the result is an Exported."""
        studio = self._desk.studio
        what = f"Export {studio.project.metadata.title or studio.file.path.stem}"
        limits = self._engines.limits(studio.project)
        return self._begin(Exporting(next(self._numbers), what, self._changed, studio, wish, limits))

    # Inside

    @property
    def _desk(self) -> Booth:
        if self._booth is None:
            raise ProjectError("No project is open.")
        return self._booth

    def _locked(self, paragraph_id: int) -> bool:
        try:
            return self._desk.studio.project.paragraph(paragraph_id).locked
        except KeyError:
            return False

    def _begin(self, errand: Errand) -> int:
        """Start it. Of jobs that went well only some are kept to be looked at, of repetitions only the last."""
        well = [one for one in self._errands.values() if one.state == "done" and not one.errors.groups]
        for old in [*well[:-_KEPT], *(one for one in well if one.kind == errand.kind == Repetition.kind)]:
            self._errands.pop(old.id, None)
        self._errands[errand.id] = errand
        self._start(errand)
        self._tell()
        return errand.id

    def _start(self, errand: Errand) -> None:
        errand.unit = self._queue.job(errand.what)
        life = self._queue.submit(errand.unit, _LANE, errand.live)
        self._lives[errand.id] = life

        def ended(_: object) -> None:
            if self._lives.get(errand.id) is not life:  # it was begun again meanwhile
                return
            del self._lives[errand.id]
            if not errand.over:  # cancelled before its first step
                errand.become("cancelled")

        life.add_done_callback(ended)

    async def _stop(self, errands: Sequence[Errand]) -> None:
        for errand in errands:
            errand.cancel()
        while lives := [self._lives[errand.id] for errand in errands if errand.id in self._lives]:
            await asyncio.wait(lives)
            await asyncio.sleep(0)

    def _changed(self, errand: Errand) -> None:
        """Tell it: another state at once, progress now and then."""
        if errand.over or errand.state in ("paused", "cancelling"):
            self._tell()
        elif self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(max(0.0, self._told_at + _TELL_S - loop.time()), self._tell)

    def _tell(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._told_at = asyncio.get_running_loop().time()
        self._announce.say(JobsChanged())


def _named(source: str) -> str:
    """Return what a person calls a source: the end of its path or address."""
    return source.rstrip("/\\").replace("\\", "/").rpartition("/")[2] or source


def _named_scope(project: Project, scope: Scope) -> str:
    if scope.paragraph_ids is not None:
        count = len(scope.paragraph_ids)
        return "a paragraph" if count == 1 else f"{count} paragraphs"
    if scope.chapter_ids is None:
        return "the book"
    if len(scope.chapter_ids) == 1:
        return next((f"“{c.title}”" for c in project.chapters if c.id in scope.chapter_ids), "a chapter")
    return f"{len(scope.chapter_ids)} chapters"
