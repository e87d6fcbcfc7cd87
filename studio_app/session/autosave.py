"""Autosave: every step goes to the disk at once and in order, and none is lost where the disk refuses."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.domain.edits.change import joined
from studio_app.domain.errors import LecternError, ProjectError
from studio_app.store.journal import Act, Step

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from studio_app.store.project_file import ProjectFile

#: What the disk refused is tried again after this many seconds.
AGAIN_S = 5.0

_log = logging.getLogger(__name__)


class Autosave:
    """Writes steps of one project. One group is on its way at a time, and what comes meanwhile waits behind it in order.

    A group is stored as a whole or not at all, so the file always holds a moment that was. On the loop's thread, but for
    ``finish``, which needs no loop.

    Attributes:
        error: why the disk refused the last time, None while it does not.
    """

    def __init__(
        self, file: ProjectFile, kept: Callable[[int], None], told: Callable[[bool, LecternError | None], None]
    ) -> None:
        self.error: LecternError | None = None
        self._file = file
        self._kept = kept
        self._tell = told
        self._told = (True, "")
        #: Held while steps are added or taken for writing, which is done on the file's own thread.
        self._guard = threading.Lock()
        self._waiting: list[Step] = []
        self._sent: Future[int] | None = None
        #: How many of the first that wait are being written.
        self._count = 0
        self._timer: asyncio.TimerHandle | None = None
        #: Who waits for the disk, and from which try on a refusal is an answer to them.
        self._flushing: list[tuple[int, asyncio.Future[None]]] = []
        self._tries = 0

    @property
    def saved(self) -> bool:
        """Whether everything is on the disk."""
        return not self._waiting

    def add(self, step: Step) -> None:
        """Take over a step. Returns at once; behind what the disk refused it waits for its turn."""
        with self._guard:
            last = self._waiting[-1] if len(self._waiting) > self._count else None
            if last is not None and step.act is Act.JOIN and last.act in (Act.BEGIN, Act.JOIN):
                self._waiting[-1] = replace(last, change=joined(last.change, step.change))
            else:
                self._waiting.append(step)
        if self.error is None:
            self._send()
        self._say()

    def retry(self) -> None:
        """Try at once what the disk refused."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._send()

    async def flush(self) -> None:
        """Wait until everything is on the disk; what it refused, or is refusing now, is tried once more.

        Raises:
            LecternError: the disk refuses still. Everything is kept and tried again.
        """
        if self.saved:
            return
        flushed = asyncio.get_running_loop().create_future()
        self._flushing.append((self._tries + 1, flushed))
        self.retry()
        await flushed

    def finish(self) -> None:
        """Write what waits and return when it is on the disk. Blocks; any thread, once nothing more is added.

        Raises:
            LecternError: the disk refuses. Everything is kept.
        """
        if self._sent is not None:
            sent, self._sent = self._sent, None
            self._take(sent)
        while self._waiting:
            self._take(self._file.keep(self._group))
        self.error = None

    def stop(self) -> None:
        """Try nothing again any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _send(self) -> None:
        if self._sent is not None and self._sent.done():
            self._answered(self._sent)  # its own call may never come: the loop it was for can be gone
        if self._sent is not None or not self._waiting:
            return
        self._tries += 1
        loop = asyncio.get_running_loop()
        try:
            self._sent = self._file.keep(self._group)
        except LecternError as error:
            self._refused(error)
            return

        def answered(sent: Future[int]) -> None:
            with suppress(RuntimeError):  # the loop is closed: nobody waits for the answer
                loop.call_soon_threadsafe(self._answered, sent)

        self._sent.add_done_callback(answered)

    def _group(self) -> tuple[Step, ...]:
        """Take what is to be written together, when its turn has come: all that waits then. On the file's own thread."""
        with self._guard:
            self._count = len(self._waiting)
            return tuple(self._waiting)

    def _answered(self, sent: Future[int]) -> None:
        if sent is not self._sent:
            return
        self._sent = None
        try:
            self._take(sent)
        except LecternError as error:
            self._refused(error)
            return
        self.error = None
        self._send()
        if self.saved:
            self._wake(None)
        self._say()

    def _take(self, sent: Future[int]) -> None:
        """Wait for an answer, and let go of what is on the disk."""
        try:
            oldest = sent.result()
        except LecternError:
            raise
        except Exception as error:
            said = "The last changes could not be saved. They are kept in the window; save a copy before closing it."
            raise ProjectError(said, detail=type(error).__name__) from error
        finally:
            count, self._count = self._count, 0
        del self._waiting[:count]
        self._kept(oldest)

    def _refused(self, error: LecternError) -> None:
        _log.warning("%d changes wait for the disk: %s", len(self._waiting), error.detail)
        self.error = error
        self._count = 0
        self.stop()
        self._wake(error)
        if self._flushing:
            self._send()
        else:
            self._timer = asyncio.get_running_loop().call_later(AGAIN_S, self.retry)
        self._say()

    def _wake(self, error: LecternError | None) -> None:
        answered = [flushed for tried, flushed in self._flushing if error is None or tried <= self._tries]
        self._flushing = [waiting for waiting in self._flushing if waiting[1] not in answered]
        for flushed in answered:
            if flushed.done():
                continue
            if error is None:
                flushed.set_result(None)
            else:
                flushed.set_exception(error)

    def _say(self) -> None:
        """Tell what became of it, but not again and again that the same is still in the way."""
        now = (self.saved, self.error.sentence if self.error else "")
        if now != self._told:
            self._told = now
            self._tell(self.saved, self.error)
