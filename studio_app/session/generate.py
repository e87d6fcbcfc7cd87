"""Generate: every segment without a take is spoken, stored and placed. What exists is reused, never made again."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError, ProjectDamaged, RateLimited, SpeechError, Unreachable
from studio_app.domain.segments import book_segments
from studio_app.jobs.progress import Meter, Progress
from studio_app.jobs.queue import beside
from studio_app.session.budget import Budget, shortage
from studio_app.session.engines import units
from studio_app.session.recorder import AWAY_TRIES, ENDS_THE_RUN, Recorder
from studio_app.session.rescue import Rescue, Unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from studio_app.domain.project import Project
    from studio_app.domain.segments import Segment
    from studio_app.jobs.queue import Job, Queue
    from studio_app.jobs.stop import Stop
    from studio_app.session.engines import Engines
    from studio_app.store.project_file import ProjectFile

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """A segment that got no take, and why."""

    segment: Segment
    error: LecternError


@dataclass(frozen=True, slots=True)
class Generated:
    """The outcome of a run: how many segments were spoken, found, and failed; ``billed`` is in credits by engine.

    ``found`` lost answers to earlier requests were found with their providers, for nothing. ``unsure`` are requests that may
    have been billed: they were not sent again. ``notes`` are sentences a person should read.
    """

    segments: int
    made: int
    reused: int
    failures: tuple[Failure, ...]
    billed: Mapping[str, float]
    found: int = 0
    unsure: Unsure = field(default_factory=Unsure)
    notes: tuple[str, ...] = ()


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
    """One run over a snapshot of the project. Make it, then ``await run()`` once, on the queue's loop.

    Args:
        file: where takes and the ledger are.
        project: the snapshot.
        engines: opened, and ready.
        queue: with a lane for each of them.
        chapter_ids: only these chapters; None for all that are switched on.
        budget: no more credits than these may be billed in this run.
        send_again: what may have been billed is sent again; the person has said so.
        report: called with how far it is.
        warn: called with sentences a person should read before it begins.
    """

    def __init__(
        self,
        file: ProjectFile,
        project: Project,
        engines: Engines,
        queue: Queue,
        *,
        chapter_ids: Iterable[int] | None = None,
        budget: float | None = None,
        send_again: bool = False,
        report: Callable[[Progress], None] = lambda _: None,
        warn: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._file = file
        self._project = project
        self._send_again = send_again
        self._warn = warn
        self._engines = engines
        self._queue = queue
        self._report = report
        self._failures: list[Failure] = []
        found = book_segments(project, chapter_ids, limit=engines.limit)
        self._segments = [segment for segment in found if segment.spoken]
        self._rescue = Rescue(file, engines)
        self._recorder = Recorder(file, project, engines, self._rescue, budget=Budget(budget))

    async def run(self) -> Generated:
        """Look for lost answers, then speak what has no take yet.

        Cancelling stops the requests under way and keeps every finished take.

        Raises:
            SpeechError, DiskFull, ProjectError, ...: one of the errors after which no segment could be made.
        """
        found = await self._rescue.look(self._project, tell=self._tell_looking)
        todo = await self._reuse()
        marks = [same[0].fingerprint for same in todo]
        if self._send_again:
            await self._rescue.send_again(marks)
        await self._check_credit(todo)
        total = sum(len(segment.spoken) for segment in self._segments)
        left = sum(len(same[0].spoken) * len(same) for same in todo)
        meter = Meter("Narrating", total, "characters", done=total - left)
        self._report(meter.look())
        job = self._queue.job("Narrating")
        made = await self._speak_all(job, todo, meter)
        reused = len(self._segments) - sum(len(same) for same in todo)
        return Generated(
            segments=len(self._segments),
            made=made,
            reused=reused,
            failures=tuple(self._failures),
            billed=dict(self._recorder.billed),
            found=found,
            unsure=self._rescue.unsure(marks),
            notes=tuple(self._recorder.notes),
        )

    def _tell_looking(self, count: int) -> None:
        what = "1 earlier request was" if count == 1 else f"{count:,} earlier requests were"
        self._warn(f"{what} cut off; looking with the provider for what became of that, which costs nothing.")

    async def _check_credit(self, todo: list[list[Segment]]) -> None:
        """Say so where accounts have too little left for what is to be done; see ``shortage``."""
        costs: dict[str, list[float]] = defaultdict(list)
        for same in todo:
            casting = self._recorder.casting(same[0])
            engine = self._engines.get(casting.engine)
            if engine.capabilities.bills and self._rescue.doubted(same[0].fingerprint) is None:
                costs[casting.engine].append(self._engines.estimate(same[0].spoken, casting))
        for name, estimates in costs.items():
            said = await shortage(self._engines.get(name), sum(estimates), min(estimates))
            if said:
                self._warn(said)

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
        answers = []
        try:
            for same in todo:
                lane = self._recorder.casting(same[0]).engine
                work = partial(self._attempt, lane, same, meter)
                answers.append(self._queue.submit(job, lane, work, name=same[0].key))
            return sum(await asyncio.gather(*answers))
        except asyncio.CancelledError:
            job.cancel()
            raise
        finally:
            job.wind_down()
            await asyncio.gather(*answers, return_exceptions=True)

    async def _attempt(self, lane: str, same: list[Segment], meter: Meter) -> int:
        """Speak one group; an error that is only its own is noted, one that would hit all others ends the run."""
        made = len(same)
        try:
            await self._speak(lane, same)
        except (*ENDS_THE_RUN, Unreachable, RateLimited):
            raise
        except SpeechError as error:
            self._fail(same, error)
            made = 0
        meter.add(len(same[0].spoken) * len(same))
        self._report(meter.look())
        self._queue.set_limit(lane, units(self._engines.get(lane)))  # what it takes is learned while it speaks
        return made

    def _fail(self, same: list[Segment], error: LecternError) -> None:
        _log.warning("segment %s got no take: %s %s", same[0].key, type(error).__name__, error.detail)
        self._failures += (Failure(segment, error) for segment in same)

    async def _speak(self, lane: str, same: list[Segment]) -> None:
        """Make one take and place it wherever the same is said."""
        segment = same[0]
        for tries in count():
            try:
                async with self._recorder.turn(lane):
                    answer = await self._recorder.speak(segment)
                break
            except Unreachable as away:  # nothing was sent; the next turn waits for the network
                if tries == AWAY_TRIES or not away.can_retry:
                    raise
        answer = await self._recorder.whole(answer, segment)
        await self._recorder.keep(answer, segment, lambda: [segment.key for segment in same])
