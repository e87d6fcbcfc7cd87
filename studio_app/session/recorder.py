"""The recorder: a segment is spoken by its engine, measured, stored with what it cost, and placed. All or nothing.

The command line and the window generate through it; who decides what is spoken, and in which order, is theirs.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from studio_app.audio.measure import inspect
from studio_app.domain.errors import (
    Cancelled,
    DiskFull,
    EngineMissing,
    FileRefused,
    LecternError,
    ModelRefused,
    OutOfCredit,
    ProjectError,
    SpeechError,
    Unauthorised,
    VoiceMissing,
)
from studio_app.domain.ledger import LedgerRow, LedgerState
from studio_app.domain.takes import Take
from studio_app.jobs.queue import beside
from studio_app.speech.engine import AudioChunk, Billing, Engine, SpeakRequest, Timings
from studio_app.store.accounts import Settlement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_app.domain.cast import Casting
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Segment
    from studio_app.domain.takes import WordTiming
    from studio_app.store.project_file import ProjectFile

    Key = tuple[int, int]

_FREE = Billing(0.0)
UNSURE = "An earlier request for this text was cut off and may have been billed; it is not sent again unasked."

#: After one of these every other segment would fail as well: a run ends instead of repeating it a thousand times.
ENDS_THE_RUN = (
    DiskFull,
    FileRefused,
    ProjectError,
    Unauthorised,
    OutOfCredit,
    VoiceMissing,
    ModelRefused,
    EngineMissing,
)


@dataclass(slots=True)
class Answer:
    """What an engine has sent for one segment so far.

    ``row`` is its request in the ledger, None for what never costs; ``take`` is there once it is on the disk.
    """

    segment: Segment
    casting: Casting
    row: LedgerRow | None = None
    chunks: list[bytes] = field(default_factory=list)
    codec: str = ""
    rate: int = 0
    channels: int = 1
    words: tuple[WordTiming, ...] = ()
    billing: Billing = _FREE
    take: Take | None = None

    @property
    def audio(self) -> bytes:
        """All chunks in one; a single one is not copied."""
        return b"".join(self.chunks)


class Listener(Protocol):
    """Who hears an answer while it comes in. On the loop of the engines; returns at once and raises nothing."""

    def hear(self, part: AudioChunk | Timings) -> None:
        """Take the next part of the answer."""

    def end(self, error: LecternError | None) -> None:
        """Be told that no more comes: it is whole, or ``error`` says why it breaks off."""


class Recorder:
    """Speaks and stores segments of one snapshot of a project, on the loop of its engines.

    Attributes:
        billed: credits by engine, of what was stored.
    """

    def __init__(
        self,
        file: ProjectFile,
        project: Project,
        engine: Callable[[str], Engine],
        *,
        budget: float | None = None,
        heard: Callable[[Segment], Listener] | None = None,
    ) -> None:
        self.billed: dict[str, float] = defaultdict(float)
        self._file = file
        self._engine = engine
        self._budget = budget
        self._heard = heard
        self._promised = 0.0
        self._language = project.metadata.language
        self._castings = {speaker.id: speaker.casting for speaker in project.speakers}

    def casting(self, segment: Segment) -> Casting:
        """Return with which voice a segment is spoken."""
        return self._castings[segment.speaker_id]

    async def speak(self, segment: Segment) -> Answer:
        """Let a segment be spoken, its request in the ledger first where it may cost.

        Raises:
            SpeechError: the engine did not speak.
            OutOfCredit: it would go beyond the budget.
            DiskFull, ProjectError, ...: the ledger cannot be written; nothing was sent.
        """
        casting = self.casting(segment)
        engine = self._engine(casting.engine)
        request = SpeakRequest(
            segment.spoken, casting.voice, casting.model, casting.language or self._language, dict(casting.settings)
        )
        answer = Answer(segment, casting, await self._open_row(engine, casting, segment))
        try:
            await _listen(engine, request, answer, self._heard(segment) if self._heard is not None else None)
        except SpeechError as error:
            # A row that may have been billed stays open: nothing like it is sent again before it was looked up or asked about.
            if answer.row is not None and not error.maybe_billed:
                await asyncio.wrap_future(self._file.refuse(answer.row.id, type(error).__name__))
            raise
        return answer

    async def keep(self, answer: Answer, places: Callable[[], Sequence[Key]]) -> Take:
        """Measure what came, store it with what it cost and place it; return the take as stored.

        Beside the loop, and to its end even when this is cancelled: what was spoken may have been paid for.

        Args:
            answer: what came. Where it cannot be stored now it can be tried again.
            places: asked on a thread when it is about to be stored; where there are none the take is kept unplaced.

        Raises:
            SpeechError: it cannot be measured.
            DiskFull, FileRefused, ProjectError: it cannot be stored.
        """
        take = await beside(self._store, answer, places)
        self.billed[answer.casting.engine] += answer.billing.credits
        return take

    def _store(self, answer: Answer, places: Callable[[], Sequence[Key]]) -> Take:
        audio = answer.audio
        take = _measured(answer, audio)
        settle = Settlement(answer.row.id, answer.billing.credits, answer.billing.request_id) if answer.row else None
        keys = places()
        stored = self._file.add_take(take, audio, place=keys[0] if keys else None, settle=settle).result()
        answer.take = stored
        if len(keys) > 1:
            self._file.place([(key, stored.id) for key in keys[1:]]).result()
        return stored

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


async def _listen(engine: Engine, request: SpeakRequest, answer: Answer, listener: Listener | None) -> None:
    """Take in the whole answer; who listens hears it meanwhile."""
    error: LecternError | None = Cancelled("Generating was stopped.")
    try:
        async for part in engine.speak(request):
            if isinstance(part, Billing):
                answer.billing = part
                continue
            if listener is not None:
                listener.hear(part)
            _take(part, answer)
        error = None
    except LecternError as failed:
        error = failed
        raise
    finally:
        if listener is not None:
            listener.end(error)


def _take(part: AudioChunk | Timings, answer: Answer) -> None:
    if isinstance(part, Timings):
        answer.words = part.words
    else:
        answer.chunks.append(part.data)
        answer.codec, answer.rate, answer.channels = part.codec, part.rate, part.channels


def _measured(answer: Answer, audio: bytes) -> Take:
    """Measure what came and make the record of it."""
    casting = answer.casting
    frames, begin, end, levels = inspect(audio, answer.codec, answer.rate, answer.channels)
    return Take(
        id=0,
        fingerprint=answer.segment.fingerprint,
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
