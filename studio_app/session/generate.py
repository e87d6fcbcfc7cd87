"""Generate: every segment without a take is spoken, stored and placed. What exists is reused, never made again."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from studio_app.domain.errors import EngineMissing, LecternError, ProjectDamaged, SpeechError
from studio_app.domain.segments import book_segments
from studio_app.jobs.progress import Meter, Progress
from studio_app.jobs.queue import beside
from studio_app.session.recorder import ENDS_THE_RUN, UNSURE, Recorder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from studio_app.domain.cast import Casting
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Segment
    from studio_app.jobs.queue import Job, Queue
    from studio_app.jobs.stop import Stop
    from studio_app.speech.engine import Engine
    from studio_app.store.project_file import ProjectFile

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """A segment that got no take, and why."""

    segment: Segment
    error: LecternError


@dataclass(frozen=True, slots=True)
class Generated:
    """The outcome of a run: how many segments were spoken, found, and failed; ``billed`` is in credits by engine."""

    segments: int
    made: int
    reused: int
    failures: tuple[Failure, ...]
    billed: Mapping[str, float]


def segment_limit(engines: Mapping[str, Engine]) -> Callable[[Casting], int | None]:
    """Return the limit of one request by casting, for everything that makes segments of a project."""

    def limit(casting: Casting) -> int | None:
        engine = engines.get(casting.engine)
        models = engine.capabilities.models if engine else ()
        return next((model.characters for model in models if model.id == casting.model), None)

    return limit


def forget_damaged(file: ProjectFile, stop: Stop) -> int:
    """Read every recording of a project and forget the takes whose sound is damaged, so that they are made again.

    Blocks: run it beside the loop. Returns how many takes are gone.
    """
    gone = []
    takes = file.takes({take_id for take_id, _ in file.placements().values()})
    for take in takes.values():
        stop.check()
        try:
            file.audio(take.audio)
        except ProjectDamaged:
            gone.append(take.id)
    if gone:
        file.forget_takes(gone).result()
    return len(gone)


class Generation:
    """One run over a snapshot of the project. Make it, then ``await run()`` once, on the queue's loop."""

    def __init__(
        self,
        file: ProjectFile,
        project: Project,
        engines: Mapping[str, Engine],
        queue: Queue,
        *,
        chapter_ids: Iterable[int] | None = None,
        budget: float | None = None,
        report: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        self._file = file
        self._engines = engines
        self._queue = queue
        self._report = report
        self._failures: list[Failure] = []
        found = book_segments(project, chapter_ids, limit=segment_limit(engines))
        self._segments = [segment for segment in found if segment.spoken]
        self._recorder = Recorder(file, project, self._engine, budget=budget)

    async def run(self) -> Generated:
        """Speak what has no take yet.

        Cancelling stops the requests under way and keeps every finished take.

        Raises:
            SpeechError, DiskFull, ProjectError, ...: one of the errors after which no segment could be made.
        """
        todo = await self._reuse()
        total = sum(len(segment.spoken) for segment in self._segments)
        left = sum(len(same[0].spoken) * len(same) for same in todo)
        meter = Meter("Narrating", total, "characters", done=total - left)
        self._report(meter.look())
        job = self._queue.job("Narrating")
        made = await self._speak_all(job, todo, meter)
        reused = len(self._segments) - sum(len(same) for same in todo)
        return Generated(len(self._segments), made, reused, tuple(self._failures), dict(self._recorder.billed))

    async def _reuse(self) -> list[list[Segment]]:
        """Place takes that exist; return the segments without one, those that sound the same together."""
        by_mark: dict[str, list[Segment]] = defaultdict(list)
        for segment in self._segments:
            by_mark[segment.fingerprint].append(segment)
        takes = await beside(self._file.takes_by_fingerprint, list(by_mark))
        placed = await beside(self._file.placements)
        move = [
            (segment.key, takes[mark].id)
            for mark, same in by_mark.items()
            if mark in takes
            for segment in same
            if placed.get(segment.key, (0, ""))[1] != mark
        ]
        if move:
            await asyncio.wrap_future(self._file.place(move))
        return [same for mark, same in by_mark.items() if mark not in takes]

    async def _speak_all(self, job: Job, todo: list[list[Segment]], meter: Meter) -> int:
        """Queue one request for each group of equal segments; return how many segments got a take."""
        unsure = {row.fingerprint for row in await beside(self._file.open_rows)}
        answers = []
        try:
            for same in todo:
                if same[0].fingerprint in unsure:
                    self._fail(same, SpeechError(UNSURE))
                else:
                    lane = self._recorder.casting(same[0]).engine
                    work = partial(self._attempt, same, meter)
                    answers.append(self._queue.submit(job, lane, work, name=same[0].key))
            return sum(await asyncio.gather(*answers))
        except asyncio.CancelledError:
            job.cancel()
            raise
        finally:
            job.wind_down()
            await asyncio.gather(*answers, return_exceptions=True)

    async def _attempt(self, same: list[Segment], meter: Meter) -> int:
        """Speak one group; an error that is only its own is noted, one that would hit all others ends the run."""
        try:
            await self._speak(same)
        except ENDS_THE_RUN:
            raise
        except SpeechError as error:
            self._fail(same, error)
            return 0
        finally:
            meter.add(len(same[0].spoken) * len(same))
            self._report(meter.look())
        return len(same)

    def _fail(self, same: list[Segment], error: LecternError) -> None:
        _log.warning("segment %s got no take: %s %s", same[0].key, type(error).__name__, error.detail)
        self._failures += (Failure(segment, error) for segment in same)

    async def _speak(self, same: list[Segment]) -> None:
        """Make one take and place it wherever the same is said."""
        answer = await self._recorder.speak(same[0])
        await self._recorder.keep(answer, lambda: [segment.key for segment in same])

    def _engine(self, name: str) -> Engine:
        engine = self._engines.get(name)
        if engine is None:
            raise EngineMissing(f"There is no engine called {name}; choose another with --engine.")
        return engine
