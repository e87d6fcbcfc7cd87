"""Audition: one paragraph is heard with up to four voices, before one of them is cast.

What is spoken is written into the ledger, looked for where its answer is lost, and kept as takes, as in any generation; only
that no take is placed. Who casts the voice afterwards finds them there: nothing is paid twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from studio_app.domain.edits.cast import assign, cast_speakers
from studio_app.domain.edits.text import lock
from studio_app.domain.errors import (
    DiskFull,
    LecternError,
    MaybeBilled,
    OutOfCredit,
    OverBudget,
    ProjectReadOnly,
    Unauthorised,
    Unreachable,
    WrongUsage,
)
from studio_app.jobs.progress import Meter
from studio_app.jobs.queue import LOOKED_AT, beside
from studio_app.session.booth import UnderWay
from studio_app.session.budget import Budget
from studio_app.session.engines import units
from studio_app.session.errand import Errand
from studio_app.session.plan import Group
from studio_app.session.recorder import AWAY_TRIES, Recorder
from studio_app.session.takes import spoken_segments
from studio_app.session.work_views import OPEN_ACCOUNTS, RAISE_CAP, SEND_AGAIN, TakeChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio_app.domain.cast import Casting
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Segment
    from studio_app.domain.takes import Take
    from studio_app.jobs.progress import Progress
    from studio_app.session.answer import Answer
    from studio_app.session.booth import Booth
    from studio_app.session.engines import Engines
    from studio_app.store.project_file import ProjectFile

_log = logging.getLogger(__name__)

#: So many voices are compared at once.
MOST = 4
_CHOICE = "They are sent again only if you say so."


@dataclass(frozen=True, slots=True)
class Tryout:
    """What it takes to hear a paragraph with a voice: ``segments`` of which ``reused`` are there already, and the credits.

    ``rate`` is how many times the usual price the voice costs. ``refusal`` says why it is not known what it costs.
    """

    casting: Casting
    segments: int
    reused: int
    characters: int
    credits: float
    rate: float = 1.0
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """A paragraph as one voice speaks it: its takes in order, out of ``segments``; ``refusal`` says why some are not there."""

    casting: Casting
    takes: tuple[TakeChoice, ...] = ()
    segments: int = 0
    billed: float = 0.0
    refusal: str = ""

    @property
    def whole(self) -> bool:
        """Whether all of it can be heard."""
        return bool(self.segments) and len(self.takes) == self.segments


class Line(NamedTuple):
    """What is spoken with one voice: the project as if it were cast, and the segments."""

    casting: Casting
    project: Project
    segments: tuple[Segment, ...]


def line_of(
    project: Project, paragraph_id: int, casting: Casting, engines: Engines, speaker_id: int | None = None
) -> Line:
    """Return what a voice would say of a paragraph, cut and marked as it will be once it is cast. Blocks.

    Args:
        project: the snapshot.
        paragraph_id: which paragraph.
        casting: the voice.
        engines: say how long a request may be.
        speaker_id: whose voice it might become; None: of who says most of the paragraph. Where it says nothing there, it
            speaks all of it.

    Raises:
        WrongUsage: there is nothing to say, or no such paragraph or speaker.
    """
    speaking = _speaking(project, paragraph_id, engines)
    if not speaking:
        raise WrongUsage("There is nothing to say in this paragraph; choose another one to hear a voice with.")
    chosen = speaking.most_common(1)[0][0] if speaker_id is None else speaker_id
    try:
        recast, _ = cast_speakers(project, {chosen: casting})
        if chosen not in speaking:
            free, _ = lock(recast, paragraph_id, locked=False)  # in this snapshot only: nothing is edited
            recast, _ = assign(free, paragraph_id, chosen)
    except KeyError:
        raise WrongUsage("This speaker is not in the cast any more; choose another one.") from None
    found = spoken_segments(recast, paragraph_id, engines.limit)
    return Line(casting, recast, tuple(segment for segment in found if segment.speaker_id == chosen))


def _speaking(project: Project, paragraph_id: int, engines: Engines) -> Counter[int]:
    """Return how many characters of a paragraph each speaker says."""
    found: Counter[int] = Counter()
    for segment in spoken_segments(project, paragraph_id, engines.limit):
        found[segment.speaker_id] += len(segment.spoken)
    return found


def audition_outlook(
    file: ProjectFile,
    project: Project,
    paragraph_id: int,
    castings: Sequence[Casting],
    engines: Engines,
    speaker_id: int | None = None,
) -> tuple[Tryout, ...]:
    """Return what it takes to hear a paragraph with each of these voices. Blocks; the engines are ready.

    Raises:
        WrongUsage: there is nothing to say in it.
        ProjectError: the file cannot be read.
    """
    found = []
    for casting in castings:
        line = line_of(project, paragraph_id, casting, engines, speaker_id)
        there = file.newest_takes({segment.fingerprint for segment in line.segments})
        missing = {segment.fingerprint: segment for segment in line.segments if segment.fingerprint not in there}
        reused = sum(segment.fingerprint in there for segment in line.segments)
        characters = sum(len(segment.spoken) for segment in missing.values())
        made = Tryout(casting, len(line.segments), reused, characters, 0.0)
        try:
            credits_ = sum(engines.estimate(segment.spoken, casting) for segment in missing.values())
            made = replace(made, credits=credits_, rate=engines.rate_of(casting.engine, casting.voice))
        except LecternError as error:
            made = replace(made, refusal=error.sentence)
        found.append(made)
    return tuple(found)


class Audition(Errand):
    """Speaks a paragraph with some voices; the result is a Tried for each, told again as they come. See the module docstring.

    Args:
        number: its id.
        what: how it is called.
        changed: told that it changed.
        booth: of the open project.
        paragraph_id: which paragraph.
        castings: up to four voices.
        speaker_id: whose voice they might become, see ``line_of``.
        budget: no more credits than these may be billed for it.
    """

    kind = "audition"

    def __init__(
        self,
        number: int,
        what: str,
        changed: Callable[[Errand], None],
        booth: Booth,
        paragraph_id: int,
        castings: Sequence[Casting],
        *,
        speaker_id: int | None = None,
        budget: float | None = None,
    ) -> None:
        super().__init__(number, what, changed)
        self.budget = Budget(budget)
        self._booth = booth
        self._paragraph_id = paragraph_id
        self._castings = tuple(dict.fromkeys(castings))
        if not 1 <= len(self._castings) <= MOST:
            raise WrongUsage(f"Up to {MOST} voices can be compared at once; choose fewer.")
        self._speaker_id = speaker_id
        self._again: frozenset[str] = frozenset()
        self._room: asyncio.Event | None = None
        self._meter = Meter("Trying voices", 0, "characters")

    # What a person asks

    def send_again(self, marks: frozenset[str]) -> None:
        """When it begins again, requests for these fingerprints that may have been billed are sent once more."""
        self._again = marks

    def resume(self) -> None:
        """Store what the disk had no room for."""
        if self.state == "paused":
            self.errors.clear()
            self.become("running")
            self._booth.backstage.post(self._try_disk)

    def _try_disk(self) -> None:
        if self._room is not None:
            self._room.set()

    # The work

    async def body(self) -> None:
        """Look for what was lost, reuse what there is, speak the rest.

        Raises:
            ProjectReadOnly: nothing can be stored.
            WrongUsage: there is nothing to say in the paragraph.
        """
        file = self._booth.studio.file
        if file.read_only:
            raise ProjectReadOnly(f"{file.path.name} is open for reading only; voices cannot be tried in it.")
        self.result = await self._booth.backstage.run(self._work)
        if not any(tried.whole for tried in self.result):
            self.outcome = "failed"

    async def _work(self) -> tuple[Tried, ...]:
        """All of it, backstage."""
        booth, project = self._booth, self._booth.studio.project
        await booth.engines.ready_as_can({casting.engine for casting in self._castings})
        lines = [
            await beside(line_of, project, self._paragraph_id, casting, booth.engines, self._speaker_id)
            for casting in self._castings
        ]
        for line in lines:
            await booth.rescue.look(line.project, booth.under_way)
        marks = {segment.fingerprint for line in lines for segment in line.segments}
        again, self._again = self._again, frozenset()
        await booth.rescue.send_again(again & marks)
        self._meter = Meter("Trying voices", sum(len(s.spoken) for line in lines for s in line.segments), "characters")
        return await self._speak_all(lines)

    async def _speak_all(self, lines: Sequence[Line]) -> tuple[Tried, ...]:
        """Let all voices speak beside each other; what can be heard is told as it comes."""
        queue = self._booth.queue
        job = queue.job(self.what)
        told = {line.casting: Tried(line.casting, segments=len(line.segments)) for line in lines}
        answers = []
        for line in lines:
            with suppress(LecternError):  # whose engine cannot be had says so when it is to speak
                queue.set_limit(line.casting.engine, units(self._booth.engines.get(line.casting.engine)))
            work = partial(self._speak, line, told)
            answers.append(queue.submit(job, line.casting.engine, work, priority=LOOKED_AT))
        try:
            await asyncio.wait(answers)
        except asyncio.CancelledError:
            job.cancel()
            await asyncio.wait(answers)  # what is under way is stored, if it came: it was paid for
            raise
        for answer in answers:
            answer.result()
        return tuple(told.values())

    async def _speak(self, line: Line, told: dict[Casting, Tried]) -> None:
        """Let one voice speak, its segments one after the other; note in ``told`` what can be heard."""
        booth, casting, segments = self._booth, line.casting, line.segments
        recorder = Recorder(
            booth.studio.file, line.project, booth.engines, booth.rescue, budget=self.budget, heard=booth.heard
        )
        made = await beside(booth.studio.file.newest_takes, {segment.fingerprint for segment in segments})
        refusal = ""
        try:
            for segment in segments:
                if segment.fingerprint not in made:
                    made[segment.fingerprint] = await self._take_of(segment, recorder)
                self._count(segment)
        except LecternError as error:
            _log.info("%s was not tried: %s %s", casting.engine, type(error).__name__, error.detail)
            refusal = self._note(error, segments)
        self._note_billed(recorder)
        choices = await beside(_choices, booth.studio.file, segments, made)
        told[casting] = Tried(casting, choices, len(segments), sum(recorder.billed.values()), refusal)
        self._booth.backstage.to_front(self._show, tuple(told.values()))

    async def _take_of(self, segment: Segment, recorder: Recorder) -> int:
        """Return the take of a segment: made now, or by somebody who is just making it."""
        booth, mark = self._booth, segment.fingerprint
        while (other := booth.under_way.get(mark)) is not None:
            await _ended(other)
        if mark in booth.made:  # since it was looked for in the file
            return booth.made[mark]
        engine = recorder.casting(segment).engine
        mine = booth.under_way[mark] = UnderWay(Group(engine, mark, len(segment.spoken), []))
        try:
            async with booth.engines.using(engine):
                answer = await recorder.whole(await self._spoken(segment, engine, recorder), segment)
                take = await self._keep(answer, segment, recorder)
        finally:
            del booth.under_way[mark]
            for told in mine.told:
                told()
        booth.pace.heard(engine, len(segment.spoken), take.speech_frames / take.rate)
        return take.id

    async def _spoken(self, segment: Segment, engine: str, recorder: Recorder) -> Answer:
        tries = 0
        while True:
            try:
                async with recorder.turn(engine):
                    return await recorder.speak(segment)
            except Unreachable as away:  # nothing was sent; the next turn waits for the network
                if tries == AWAY_TRIES or not away.can_retry:
                    raise
            tries += 1

    async def _keep(self, answer: Answer, segment: Segment, recorder: Recorder) -> Take:
        """Store what came, placed nowhere; where the disk has no room, wait for the person."""
        try:
            while True:
                try:
                    return await recorder.keep(answer, segment, _nowhere)
                except DiskFull as full:
                    await self._wait_for_room(full)
        except asyncio.CancelledError:
            if answer.take is None:
                with suppress(LecternError):  # once more: it may have been paid for
                    await recorder.keep(answer, segment, _nowhere)
            raise
        finally:
            if answer.take is not None:
                self._booth.made[segment.fingerprint] = answer.take.id

    async def _wait_for_room(self, full: DiskFull) -> None:
        if self._room is None or self._room.is_set():
            self._room = asyncio.Event()
            self.errors.add(full.sentence)
            self._booth.backstage.to_front(self.become, "paused")
        await self._room.wait()

    # What is told

    def _note(self, error: LecternError, segments: Sequence[Segment]) -> str:
        """Tell why a voice cannot be heard, and what helps; return it in words."""
        if isinstance(error, MaybeBilled):
            said = self._booth.rescue.unsure(segment.fingerprint for segment in segments).sentence(_CHOICE)
            self.errors.add(said, (self._paragraph_id,), way_on=SEND_AGAIN)
            return said
        way_on = RAISE_CAP if isinstance(error, OverBudget) and not self.budget.reached else ""
        if isinstance(error, OutOfCredit | Unauthorised) and not isinstance(error, OverBudget):
            way_on = OPEN_ACCOUNTS
        self.errors.add(error.sentence, (self._paragraph_id,), way_on=way_on)
        return error.sentence

    def _note_billed(self, recorder: Recorder) -> None:
        """Tell what a person should read about what was billed."""
        for note in recorder.notes:
            self.errors.add(note)

    def _count(self, segment: Segment) -> None:
        self._meter.add(len(segment.spoken))
        self._booth.backstage.to_front(self._show_progress, self._meter.look())

    def _show_progress(self, progress: Progress) -> None:
        if not self.over:
            self.progress = progress
            self.tell()

    def _show(self, tried: tuple[Tried, ...]) -> None:
        if not self.over:
            self.result = tried
            self.tell()


def _nowhere() -> Sequence[tuple[int, int]]:
    """Where a take that is only tried stands."""
    return ()


async def _ended(other: UnderWay) -> None:
    """Wait until what somebody else is speaking is stored, or given up."""
    over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    other.told.append(lambda: None if over.done() else over.set_result(None))
    await over


def _choices(file: ProjectFile, segments: Sequence[Segment], made: Mapping[str, int]) -> tuple[TakeChoice, ...]:
    """Return the takes of segments as a person hears them, in order. Blocks."""
    takes = file.takes(made.values())
    found = ((n, segment, takes.get(made.get(segment.fingerprint, 0))) for n, segment in enumerate(segments, start=1))
    return tuple(
        TakeChoice(
            id=take.id,
            made=take.made,
            voice=take.voice,
            seconds=max(0, take.speech_frames) / take.rate,
            cost=take.cost,
            placed=False,
            fits=False,
            part=part,
            parts=len(segments),
            ordinal=segment.ordinal,
        )
        for part, segment, take in found
        if take is not None
    )
