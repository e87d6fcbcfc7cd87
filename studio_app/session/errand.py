"""An errand: one wish for long work as the person sees it, from its start to its end. What it does is told by its kind."""

from __future__ import annotations

import asyncio
import logging
import threading
import traceback
from abc import ABC, abstractmethod
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import Cancelled, LecternError
from studio_app.importers import reading
from studio_app.jobs.apart import apart
from studio_app.jobs.progress import Paced, Progress
from studio_app.jobs.queue import beside
from studio_app.jobs.stop import Stop
from studio_app.session.export import export_apart, remember_export
from studio_app.session.work_views import OVER, ErrorGroup, JobView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studio_app.domain.segments import Limit
    from studio_app.jobs.queue import Job
    from studio_app.session.export import ExportWish
    from studio_app.session.studio import Studio
    from studio_app.store.project_file import ExportRecord

_log = logging.getLogger(__name__)
_FAULT = "A fault in Lectern stopped this. What is done is kept; the log tells where it was."


class Errors:
    """Errors of a job, those with the same sentence together. Any thread."""

    def __init__(self) -> None:
        self._one = threading.Lock()
        self._found: dict[str, tuple[int, dict[int, None], str]] = {}
        self._told: tuple[ErrorGroup, ...] | None = ()

    def add(self, sentence: str, paragraph_ids: Iterable[int] = (), count: int = 1, way_on: str = "") -> None:
        """Count an error that met these paragraphs, and what helps."""
        with self._one:
            before, ids, known = self._found.get(sentence, (0, {}, ""))
            ids.update(dict.fromkeys(paragraph_ids))
            self._found[sentence] = before + count, ids, way_on or known
            self._told = None

    def clear(self) -> None:
        """Forget all."""
        with self._one:
            self._found.clear()
            self._told = ()

    def drop(self, sentence: str) -> None:
        """Forget one."""
        with self._one:
            if self._found.pop(sentence, None) is not None:
                self._told = None

    @property
    def groups(self) -> tuple[ErrorGroup, ...]:
        """What to show: made once, until something is added."""
        with self._one:
            if self._told is None:
                self._told = tuple(
                    ErrorGroup(said, count, tuple(ids), way_on) for said, (count, ids, way_on) in self._found.items()
                )
            return self._told


class Errand(ABC):
    """Runs on the loop. Subclasses do the work in ``body``; what it raises becomes an error a person can read.

    Attributes:
        stop: asked by blocking work of the errand; given when it is cancelled.
        outcome: the state it ends in when ``body`` returns.
        of_project: whether it works on the open project and ends with it.
        unit: the job of the queue that its tasks belong to; set anew with each start.
    """

    kind = ""
    of_project = True

    def __init__(self, number: int, what: str, changed: Callable[[Errand], None]) -> None:
        self.id = number
        self.what = what
        self.state = "running"
        self.progress: Progress | None = None
        self.errors = Errors()
        self.result: Any = None
        self.stop = Stop()
        self.outcome = "done"
        self.unit: Job | None = None
        self._changed = changed

    @property
    def view(self) -> JobView:
        """How it is now."""
        return JobView(self.id, self.kind, self.what, self.state, self.progress, self.errors.groups, self.result)

    @property
    def over(self) -> bool:
        """Whether nothing more becomes of it by itself."""
        return self.state in OVER

    async def live(self) -> None:
        """Do the work and end in one of the last states. Raises nothing but CancelledError."""
        try:
            await self.body()
            self.become(self.outcome)
        except asyncio.CancelledError:
            self.become("cancelled")
            raise
        except Cancelled:
            self.become("cancelled")
        except LecternError as error:
            _log.info("%s %s failed: %s %s", self.kind, self.id, type(error).__name__, error.detail)
            self.errors.add(error.sentence)
            self.become("failed")
        except Exception as error:  # noqa: BLE001 - the boundary where a fault of ours must not look like work that goes on
            listed = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
            _log.critical("unforeseen %s in %s\n%s", type(error).__name__, self.kind, listed)
            self.errors.add(_FAULT)
            self.become("failed")

    @abstractmethod
    async def body(self) -> None:
        """Do the work."""

    def begin_again(self) -> None:
        """Be ready to live once more."""
        self.errors.clear()
        self.stop = Stop()
        self.outcome = "done"
        self.result = None
        self.become("running")

    def pause(self) -> None:  # noqa: B027 - what cannot be paused goes on
        """Begin nothing new, where the work can be paused."""

    def resume(self) -> None:  # noqa: B027
        """Go on after a pause."""

    def cancel(self) -> None:
        """Stop; what is done is kept."""
        if self.over or self.unit is None or self.state == "cancelling":
            return  # asked twice, it would be torn out of its tidying up
        self.become("cancelling")
        self.stop.request()
        self.unit.cancel()

    def become(self, state: str) -> None:
        """Be in another state."""
        if state != self.state:
            self.state = state
            self._changed(self)

    def tell(self) -> None:
        """Say that something changed."""
        self._changed(self)


class Teller:
    """Carries progress from a thread to its errand on the loop; ends the work when asked to."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand
        self._loop = asyncio.get_running_loop()
        self._paced = Paced(self._carry)

    def share(self, done: float) -> None:
        """Tell a share from 0 to 1. Raises Cancelled."""
        self._errand.stop.check()
        self.progress(Progress(self._errand.what, done, 1.0, "", None, None))

    def progress(self, progress: Progress) -> None:
        """Tell how far it is."""
        self._paced(progress)

    def _carry(self, progress: Progress) -> None:
        with suppress(RuntimeError):  # the loop is gone: nobody wants to know
            self._loop.call_soon_threadsafe(self._take, progress)

    def _take(self, progress: Progress) -> None:
        if not self._errand.over:
            self._errand.progress = progress
            self._errand.tell()


class Reading(Errand):
    """Reads a book file or a web page; the result is its Draft."""

    kind = "import"
    of_project = False

    def __init__(self, number: int, what: str, changed: Callable[[Errand], None], source: str) -> None:
        super().__init__(number, what, changed)
        self._source = source

    async def body(self) -> None:
        """Read it beside the loop."""
        told = Teller(self)
        self.result = await beside(lambda: reading.read(self._source, progress=told.share), stop=self.stop)


class Exporting(Errand):
    """Writes the audio files of a project as it is when it begins, in a process of its own; the result is an Exported."""

    kind = "export"

    def __init__(
        self,
        number: int,
        what: str,
        changed: Callable[[Errand], None],
        studio: Studio,
        wish: ExportWish,
        limit: Limit,
    ) -> None:
        super().__init__(number, what, changed)
        self._studio = studio
        self._wish = wish
        self._limit = limit

    async def body(self) -> None:
        """Let the process read what was edited to this moment, and write for it what it wants remembered."""
        told, file, stop = Teller(self), self._studio.file, self.stop
        await self._studio.flush()

        def hear(said: Progress | ExportRecord) -> None:
            if isinstance(said, Progress):
                told.progress(said)
            else:
                remember_export(file, said)

        self.result = await beside(
            lambda: apart(export_apart, file.path, self._wish, self._limit, hear=hear, stop=stop), stop=stop
        )
