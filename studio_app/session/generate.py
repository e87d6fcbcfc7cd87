"""Generate: every segment without a take is spoken, stored and placed. What exists is reused, never made again."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from studio_app.audio.measure import inspect
from studio_app.domain.errors import (
    DiskFull,
    EngineMissing,
    FileRefused,
    LecternError,
    ModelRefused,
    OutOfCredit,
    ProjectDamaged,
    ProjectError,
    SpeechError,
    Unauthorised,
    VoiceMissing,
)
from studio_app.domain.ledger import LedgerRow, LedgerState
from studio_app.domain.segments import book_segments
from studio_app.domain.takes import Take
from studio_app.jobs.progress import Meter, Progress
from studio_app.jobs.queue import beside
from studio_app.speech.engine import AudioChunk, Billing, Engine, SpeakRequest, Timings
from studio_app.store.accounts import Settlement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from studio_app.domain.cast import Casting
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Segment
    from studio_app.domain.takes import WordTiming
    from studio_app.jobs.queue import Job, Queue
    from studio_app.jobs.stop import Stop
    from studio_app.store.project_file import ProjectFile

_log = logging.getLogger(__name__)
_FREE = Billing(0.0)
_UNSURE = "An earlier request for this text was cut off and may have been billed; it is not sent again unasked."

#: After one of these every other segment would fail as well: the run ends instead of repeating it a thousand times.
_ENDS_THE_RUN = (
    DiskFull,
    FileRefused,
    ProjectError,
    Unauthorised,
    OutOfCredit,
    VoiceMissing,
    ModelRefused,
    EngineMissing,
)


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


@dataclass(slots=True)
class _Answer:
    """What an engine has sent for one segment so far."""

    chunks: list[bytes] = field(default_factory=list)
    codec: str = ""
    rate: int = 0
    channels: int = 1
    words: tuple[WordTiming, ...] = ()
    billing: Billing = _FREE

    @property
    def audio(self) -> bytes:
        """All chunks in one; a single one is not copied."""
        return b"".join(self.chunks)


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
        self._project = project
        self._engines = engines
        self._queue = queue
        self._budget = budget
        self._report = report
        self._failures: list[Failure] = []
        self._billed: dict[str, float] = defaultdict(float)
        self._promised = 0.0
        found = book_segments(project, chapter_ids, limit=segment_limit(engines))
        self._segments = [segment for segment in found if segment.spoken]
        self._castings = {speaker.id: speaker.casting for speaker in project.speakers}

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
        return Generated(len(self._segments), made, reused, tuple(self._failures), dict(self._billed))

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
                    self._fail(same, SpeechError(_UNSURE))
                else:
                    lane = self._castings[same[0].speaker_id].engine
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
        except _ENDS_THE_RUN:
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
        segment = same[0]
        casting = self._castings[segment.speaker_id]
        engine = self._engine(casting.engine)
        request = SpeakRequest(
            segment.spoken,
            casting.voice,
            casting.model,
            casting.language or self._project.metadata.language,
            dict(casting.settings),
        )
        row = await self._open_row(engine, casting, segment)
        try:
            answer = await _listen(engine, request)
        except SpeechError as error:
            # A row that may have been billed stays open: nothing like it is sent again before it was looked up or asked about.
            if row is not None and not error.maybe_billed:
                await asyncio.wrap_future(self._file.refuse(row.id, type(error).__name__))
            raise
        # Beside the loop, and to its end even when this is cancelled: what was spoken may have been paid for.
        await beside(self._keep, same, casting, answer, row)
        self._billed[casting.engine] += answer.billing.credits

    def _keep(self, same: list[Segment], casting: Casting, answer: _Answer, row: LedgerRow | None) -> None:
        """Measure what came, store it with what it cost, place it wherever the same is said. Runs on a thread."""
        audio = answer.audio
        take = _measured(same[0], casting, answer, audio)
        settle = Settlement(row.id, answer.billing.credits, answer.billing.request_id) if row else None
        stored = self._file.add_take(take, audio, place=same[0].key, settle=settle).result()
        if len(same) > 1:
            self._file.place([(other.key, stored.id) for other in same[1:]]).result()

    def _engine(self, name: str) -> Engine:
        engine = self._engines.get(name)
        if engine is None:
            raise EngineMissing(f"There is no engine called {name}; choose another with --engine.")
        return engine

    async def _open_row(self, engine: Engine, casting: Casting, segment: Segment) -> LedgerRow | None:
        """Write the ledger before a request that may cost, within the budget. None for engines that never bill."""
        if not engine.capabilities.bills:
            return None
        estimate = engine.estimate(segment.spoken, casting.model)
        if self._budget is not None and self._promised + estimate > self._budget:
            raise OutOfCredit("The budget for this run is used up; what is done is kept. Raise --budget to go on.")
        self._promised += estimate
        row = LedgerRow(
            0,
            segment.fingerprint,
            casting.engine,
            "",
            casting.model,
            casting.voice,
            len(segment.spoken),
            estimate,
            LedgerState.OPEN,
            opened=_now(),
        )
        return await asyncio.wrap_future(self._file.open_request(row))


async def _listen(engine: Engine, request: SpeakRequest) -> _Answer:
    answer = _Answer()
    async for part in engine.speak(request):
        if isinstance(part, AudioChunk):
            answer.chunks.append(part.data)
            answer.codec, answer.rate, answer.channels = part.codec, part.rate, part.channels
        elif isinstance(part, Timings):
            answer.words = part.words
        else:
            answer.billing = part
    return answer


def _measured(segment: Segment, casting: Casting, answer: _Answer, audio: bytes) -> Take:
    """Measure what came and make the record of it."""
    frames, begin, end, levels = inspect(audio, answer.codec, answer.rate, answer.channels)
    return Take(
        id=0,
        fingerprint=segment.fingerprint,
        engine=casting.engine,
        model=casting.model,
        voice=casting.voice,
        audio="",
        codec=answer.codec,
        rate=answer.rate,
        channels=answer.channels,
        frames=frames,
        trim_start=begin,
        trim_end=end,
        levels=levels,
        words=answer.words,
        cost=answer.billing.credits,
        made=_now(),
        request_id=answer.billing.request_id,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
