"""The recorder: a segment is spoken by its engine, measured, stored with what it cost, and placed. All or nothing.

The command line and the window generate through it; who decides what is spoken, and in which order, is theirs.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from studio_app.domain.errors import (
    Cancelled,
    DiskFull,
    EngineMissing,
    FileRefused,
    LecternError,
    MaybeBilled,
    ModelRefused,
    OutOfCredit,
    ProjectError,
    SpeechError,
    Unauthorised,
    VoiceMissing,
)
from studio_app.domain.ledger import LedgerRow, LedgerState
from studio_app.jobs.queue import beside
from studio_app.session.answer import FOUND, Answer, now
from studio_app.session.budget import Budget
from studio_app.session.neighbours import Context, neighbours
from studio_app.session.rescue import UNSURE
from studio_app.speech.engine import Billing, SpeakRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from studio_app.domain.cast import Casting
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Segment
    from studio_app.domain.takes import Take
    from studio_app.session.engines import Engines
    from studio_app.session.rescue import Rescue
    from studio_app.speech.engine import AudioChunk, Engine, Timings
    from studio_app.store.project_file import ProjectFile

    Key = tuple[int, int]

_log = logging.getLogger(__name__)

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
#: How often one segment is sent, where its answers are lost and were certainly never made.
_TRIES = 3
#: How often a segment waits for a turn again because its provider could not be reached: turns wait for the network.
AWAY_TRIES = 3
#: How long a provider knows a request that others are joined to.
_JOINED = timedelta(hours=2)
_ALONE = Context()


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
        notes: sentences a person should read about what was billed.
    """

    def __init__(
        self,
        file: ProjectFile,
        project: Project,
        engines: Engines,
        rescue: Rescue,
        *,
        budget: Budget | None = None,
        heard: Callable[[Segment], Listener] | None = None,
    ) -> None:
        self.billed: dict[str, float] = defaultdict(float)
        self.notes: list[str] = []
        self._file = file
        self._project = project
        self._engines = engines
        self._rescue = rescue
        self._budget = budget or Budget()
        self._heard = heard
        self._castings = {speaker.id: speaker.casting for speaker in project.speakers}
        self._answered: dict[str, LedgerRow] = {}
        self._earlier: dict[str, LedgerRow] | None = None
        self._own: set[int] = set()

    def casting(self, segment: Segment) -> Casting:
        """Return with which voice a segment is spoken."""
        return self._castings[segment.speaker_id].with_settings(segment.settings)

    def turn(self, engine: str) -> AbstractAsyncContextManager[None]:
        """Wait until one more request may be sent to an engine; its place is held for the body. Raises EngineMissing, ..."""
        return self._engines.get(engine).turn()

    async def speak(self, segment: Segment) -> Answer:
        """Let a segment be spoken, its request in the ledger first where it may cost. Inside a ``turn``.

        An answer that may have been billed and did not come whole is returned as ``lost``; ``whole`` says what becomes of it.

        Raises:
            SpeechError: the engine did not speak, and nothing was billed.
            MaybeBilled: an earlier request for it may have been billed.
            OverBudget: it would go beyond the budget of the run, or of the project.
            DiskFull, ProjectError, ...: the ledger cannot be written; nothing was sent.
        """
        casting = self.casting(segment)
        engine = self._engines.get(casting.engine)
        answer = Answer(segment.fingerprint, casting.engine, casting.model, casting.voice)
        if not engine.capabilities.bills:
            await self._listen(engine, self._request(segment), answer, segment)
            return answer
        if (doubt := self._rescue.doubted(segment.fingerprint)) is not None:
            answer.row, answer.lost = doubt
            if isinstance(answer.lost, MaybeBilled):
                raise answer.lost
            return answer  # its provider could not be asked before; ``whole`` asks again
        request = await self._in_context(engine, segment)
        answer.row = await self._open_row(segment)
        try:
            async with self._rescue.speaking(answer, answer.row.characters):
                await self._listen(engine, request, answer, segment)
        except SpeechError as error:
            if error.maybe_billed:
                answer.lost = error
            else:
                await self._refuse(answer.row, error)
                raise
        else:
            self._answered[answer.fingerprint] = replace(answer.row, request_id=answer.billing.request_id)
        return answer

    async def whole(self, answer: Answer, segment: Segment) -> Answer:
        """Return an answer as it came, or, where it was lost, what its provider kept of it. Outside of any turn.

        What was certainly never made is sent again, a few times.

        Raises:
            MaybeBilled: nobody can tell; the row stays open.
            SpeechError: as ``speak``, or it cannot be looked up now.
        """
        for _ in range(_TRIES - 1):
            if answer.lost is None or await self._found(answer, segment):
                return answer
            async with self.turn(answer.engine):
                answer = await self.speak(segment)
        if answer.lost is None or await self._found(answer, segment):
            return answer
        raise answer.lost

    async def keep(self, answer: Answer, segment: Segment, places: Callable[[], Sequence[Key]]) -> Take:
        """Measure what came, store it with what it cost and place it; return the take as stored.

        Beside the loop, and to its end even when this is cancelled: what was spoken may have been paid for.

        Args:
            answer: what came. Where it cannot be stored now it can be tried again.
            segment: what it is for.
            places: asked on a thread when it is about to be stored; where there are none the take is kept unplaced.

        Raises:
            SpeechError: it cannot be measured, and there is no better one with its provider.
            DiskFull, FileRefused, ProjectError: it cannot be stored.
        """
        try:
            take = await beside(self._store, answer, places)
        except SpeechError as error:
            take = await self._mended(answer, segment, places, error)
        self.billed[answer.engine] += answer.billing.credits
        if answer.row is not None:
            self._settle(answer.row, answer.billing.credits)
        return take

    # Inside

    async def _mended(
        self, answer: Answer, segment: Segment, places: Callable[[], Sequence[Key]], error: SpeechError
    ) -> Take:
        """Store what the provider kept of an answer that came damaged.

        Raises:
            SpeechError: there is none, and it was not billed.
            MaybeBilled: it was, and what is kept is damaged too.
        """
        if answer.row is None:
            raise error
        if answer.note != FOUND:
            answer.lost = error
            if not await self._found(answer, segment):
                raise error
            try:
                return await beside(self._store, answer, places)
            except SpeechError as again:
                error = again
        unsure = MaybeBilled(UNSURE, detail=error.detail)
        self._rescue.doubt(answer.row, unsure)
        raise unsure from error

    def _store(self, answer: Answer, places: Callable[[], Sequence[Key]]) -> Take:
        audio = answer.audio
        take = answer.measured(audio)
        free = self._should_be_free(answer)
        keys = places()
        stored = self._file.add_take(take, audio, place=keys[0] if keys else None, settle=answer.settlement).result()
        answer.take = stored
        if len(keys) > 1:
            self._file.place([(key, stored.id) for key in keys[1:]]).result()
        if free and answer.billing.known and answer.billing.credits > 0:
            self._repeat_was_billed(answer)
        return stored

    def _should_be_free(self, answer: Answer) -> bool:
        allowed = self._engines.free_repeats(answer.engine) if answer.row is not None else 0
        return allowed > 0 and 0 < len(self._file.takes_of([answer.fingerprint])) <= allowed

    def _repeat_was_billed(self, answer: Answer) -> None:
        """What should have been free was not: from now on the truth is shown, and that is said once."""
        unit = self._engines.get(answer.engine).capabilities.unit
        self.notes.append(
            f"A repeat that should have been free was billed: {answer.billing.credits:,.0f} {unit}. "
            "From now on repeats are shown at their price."
        )
        try:
            self._engines.note_repeats_billed(answer.engine)
        except LecternError as error:
            _log.warning("that repeats are billed is forgotten with the window: %s", error.detail)

    async def _found(self, answer: Answer, segment: Segment) -> bool:
        """Look a lost answer up; False where it was certainly never made."""
        assert answer.row is not None
        try:
            found = await self._rescue.find(answer.row, segment.spoken, answer.billing.request_id)
        except SpeechError as error:
            self._rescue.doubt(answer.row, error)
            raise
        if found is None:
            await self._rescue.never_made(answer.row)
            self._settle(answer.row, 0.0)
            return False
        self._rescue.resolved(answer.row)
        answer.replace_with(found)
        return True

    async def _listen(self, engine: Engine, request: SpeakRequest, answer: Answer, segment: Segment) -> None:
        """Take in the whole answer; who listens hears it meanwhile."""
        listener = self._heard(segment) if self._heard is not None else None
        error: LecternError | None = Cancelled("Generating was stopped.")
        try:
            async for part in engine.speak(request):
                answer.add(part)
                if listener is not None and not isinstance(part, Billing):
                    listener.hear(part)
            error = None
        except LecternError as failed:
            error = failed
            raise
        finally:
            if listener is not None:
                listener.end(error)

    def _request(self, segment: Segment, context: Context = _ALONE, before_ids: tuple[str, ...] = ()) -> SpeakRequest:
        casting = self.casting(segment)
        return SpeakRequest(
            segment.spoken,
            casting.voice,
            casting.model,
            casting.language or self._project.metadata.language,
            dict(casting.settings),
            before=context.before,
            after=context.after,
            before_ids=before_ids,
        )

    async def _in_context(self, engine: Engine, segment: Segment) -> SpeakRequest:
        """Return the request, with what is said around it where the model joins its recordings by that."""
        model = self.casting(segment).model
        if not any(known.id == model and known.stitches for known in engine.capabilities.models):
            return self._request(segment)
        context = await beside(neighbours, self._project, segment, self._engines.limit)
        return self._request(segment, context, await self._ids(segment, context.marks))

    async def _ids(self, segment: Segment, marks: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of the requests just before a segment, the nearest last, as long as the provider knows them."""
        casting, since = self.casting(segment), (datetime.now(UTC) - _JOINED).isoformat(timespec="milliseconds")
        payer = self._engines.payer(casting.engine)
        if self._earlier is None:
            self._earlier = {row.fingerprint: row for row in await beside(self._file.settled_since, since)}
        ids: list[str] = []
        for mark in marks:
            row = self._answered.get(mark) or self._earlier.get(mark)
            if row is None or not row.request_id or row.opened < since or row.account != payer:
                break
            ids.insert(0, row.request_id)
        return tuple(ids)

    async def _open_row(self, segment: Segment) -> LedgerRow:
        """Write the ledger before a request that may cost, within the budget."""
        casting = self.casting(segment)
        estimate = self._engines.estimate(segment.spoken, casting)
        row = LedgerRow(
            0,
            segment.fingerprint,
            casting.engine,
            self._engines.payer(casting.engine),
            casting.model,
            casting.voice,
            len(segment.spoken),
            estimate,
            LedgerState.OPEN,
            opened=now(),
        )
        self._budget.promise(estimate)
        try:
            row = await asyncio.wrap_future(self._file.open_request(row))
        except LecternError as error:
            self._budget.settle(estimate, 0.0)
            if isinstance(error, MaybeBilled):
                self._rescue.doubt_all(await beside(self._file.open_rows), segment.fingerprint, error)
            raise
        self._own.add(row.id)
        return row

    def _settle(self, row: LedgerRow, billed: float) -> None:
        """Put into the budget what was billed; a request of an earlier run was never in it."""
        if row.id in self._own:
            self._own.discard(row.id)
            self._budget.settle(row.estimate, billed)

    async def _refuse(self, row: LedgerRow, error: SpeechError) -> None:
        self._settle(row, 0.0)
        await asyncio.wrap_future(self._file.refuse(row.id, type(error).__name__))
