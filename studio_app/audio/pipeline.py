"""All files of an export as one ordered stream of work, so that no core waits at the border between two files.

Threads render and encode pieces; the thread that iterates writes them in order. Only a few pieces are on their way at any
time, however long the plan, and the bytes do not depend on how many threads there are.
"""

from __future__ import annotations

import errno
import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import av

from studio_app.audio.encode import EncodedFile, EncodeJob, Piece, Writer
from studio_app.audio.formats import container
from studio_app.audio.mix import Mix
from studio_app.audio.sources import Sources
from studio_app.domain.errors import Cancelled, DiskFull, ExportError, FileRefused, LecternError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from io import BufferedRandom
    from pathlib import Path

    from studio_app.audio.cuts import Window
    from studio_app.audio.mix import Fetch, OpenMedia

_NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def encode_files(
    jobs: Iterable[EncodeJob],
    fetch: Fetch,
    *,
    workers: int,
    media: OpenMedia | None = None,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[EncodedFile]:
    """Encode the files of an export, yielding each as soon as it is complete, closed and synced, in the order of ``jobs``.

    Close the iterator, or use it up, to end its threads. A file that was begun and not yielded is left for the caller to
    remove.

    Args:
        jobs: taken one by one, as threads become free.
        fetch: returns the stored bytes of a take; called on several threads at once.
        workers: threads that render and encode.
        media: opens what timelines use beside takes, once each; called on several threads, as is what it returns.
        progress: called on the iterating thread with the samples written so far, of all plans together.
        cancelled: asked often, on any thread.

    Raises:
        Cancelled: ``cancelled`` said so.
        DiskFull: there was no room.
        FileRefused: the system refused a file.
        WrongUsage: a plan or an encoding cannot be done.
        ExportError: an encoder failed.
        LecternError: whatever ``fetch`` raises.
    """
    run = _Run(fetch, media, cancelled)
    pool = ThreadPoolExecutor(max(1, workers), thread_name_prefix="encode")
    try:
        yield from run.files(jobs, pool, depth=2 * max(1, workers) + 1, progress=progress or (lambda _: None))
    finally:
        run.stopped = True
        pool.shutdown(wait=True, cancel_futures=True)
        run.abandon()


@dataclass(frozen=True, slots=True)
class _OpenFile:
    writer: Writer
    file: BufferedRandom


@dataclass(frozen=True, slots=True)
class _Work:
    on: _OpenFile
    window: Window
    last: bool


class _Run:
    """One call of ``encode_files``."""

    def __init__(self, fetch: Fetch, media: OpenMedia | None, cancelled: Callable[[], bool]) -> None:
        self.stopped = False
        self._fetch = fetch
        self._media = media
        self._sources: dict[int, Sources] = {}
        self._cancelled = cancelled
        self._open: list[_OpenFile] = []

    def files(
        self, jobs: Iterable[EncodeJob], pool: ThreadPoolExecutor, depth: int, progress: Callable[[int], None]
    ) -> Iterator[EncodedFile]:
        waiting: deque[tuple[_Work, Future[Piece]]] = deque()
        works = self._works(jobs)
        done = 0
        while True:
            while len(waiting) < depth and (work := next(works, None)):
                waiting.append((work, pool.submit(_encoded, work, self._check)))
            if not waiting:
                return
            work, future = waiting.popleft()
            encoded = self._write(work, future.result())
            done += work.window.end - work.window.start
            progress(done)
            if encoded:
                yield encoded

    def _check(self) -> None:
        if self.stopped or self._cancelled():
            raise Cancelled("The export was stopped.")

    def _works(self, jobs: Iterable[EncodeJob]) -> Iterator[_Work]:
        for job in jobs:
            self._check()
            on = self._start(job)
            windows = iter(on.writer.windows())
            window = next(windows)
            for following in windows:
                yield _Work(on, window, last=False)
                window = following
            yield _Work(on, window, last=True)

    def _start(self, job: EncodeJob) -> _OpenFile:
        mix, start = Mix(job.plan, self._fetch, sources=self._sources_at(job.plan.rate)), container(job)
        try:
            file = job.out.open("w+b")
        except OSError as error:
            raise typed(error, job.out) from error
        try:
            file.write(job.head)
            on = _OpenFile(Writer(job, mix, start(file)), file)
        except (OSError, av.FFmpegError) as error:
            _close(file)
            raise typed(error, job.out) from error
        self._open.append(on)
        return on

    def _sources_at(self, rate: int) -> Sources:
        """Return what all files of one rate share: stems and mix are made of the same sounds."""
        if rate not in self._sources:
            self._sources[rate] = Sources(rate, self._fetch, self._media)
        return self._sources[rate]

    def _write(self, work: _Work, piece: Piece) -> EncodedFile | None:
        self._check()
        on, job = work.on, work.on.writer.job
        try:
            on.writer.write(piece)
            if not work.last:
                return None
            on.writer.container.finish()
            size = _synced(on.file)
        except (OSError, av.FFmpegError) as error:
            raise typed(error, job.out) from error
        self._open.remove(on)
        return EncodedFile(job, job.plan.length, job.plan.seconds, size, on.writer.peak)

    def abandon(self) -> None:
        """Let go of the files that were begun and not finished."""
        for on in self._open:
            on.writer.container.abandon()
            _close(on.file)
        self._open.clear()


def _encoded(work: _Work, check: Callable[[], None]) -> Piece:
    try:
        return work.on.writer.work(work.window, check)
    except av.FFmpegError as error:
        raise typed(error, work.on.writer.job.out) from error


def _synced(file: BufferedRandom) -> int:
    """Put all that was written on the disk, close the file, and return its size."""
    with file:
        file.flush()
        os.fsync(file.fileno())
        return file.seek(0, os.SEEK_END)


def _close(file: BufferedRandom) -> None:
    """Close a file that is not wanted any more; what is still buffered may not fit on the disk."""
    try:
        file.close()
    except OSError:
        return


def typed(error: OSError | av.FFmpegError, path: Path) -> LecternError:
    """Return the error to be raised for one the system, or FFmpeg, raised on writing ``path``."""
    detail = f"{path}: {error}"
    if error.errno in _NO_ROOM:
        return DiskFull("The disk is full. Make room and start the export again.", detail=detail)
    if error.errno == errno.EFBIG:
        return FileRefused("The disk cannot hold a file this large; export in chapters or elsewhere.", detail=detail)
    if not isinstance(error, OSError):
        return ExportError("An encoder failed.", detail=detail)
    return FileRefused(f"The file {path.name} cannot be written: {error.strerror or error}.", detail=detail)
