"""Narration: a scope is spoken segment by segment beside everything else, and can be paused, cancelled and tried again.

A person asks on the window's loop; what is asked for is done backstage, where the engines live.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from studio_app.domain.errors import (
    DiskFull,
    LecternError,
    MaybeBilled,
    OutOfCredit,
    OverBudget,
    ProjectReadOnly,
    RateLimited,
    SpeechError,
    Unauthorised,
    Unreachable,
)
from studio_app.domain.segments import segment_maker
from studio_app.jobs.progress import Meter
from studio_app.jobs.queue import ASKED_FOR, IN_BULK, LOOKED_AT, JobState, beside
from studio_app.session.booth import TELL_S, UnderWay
from studio_app.session.budget import Budget
from studio_app.session.engines import cast_engines, units
from studio_app.session.errand import Errand
from studio_app.session.plan import Group, Plan, make_plan
from studio_app.session.recorder import AWAY_TRIES, ENDS_THE_RUN, Recorder
from studio_app.session.rules import Rules
from studio_app.session.work_views import OPEN_ACCOUNTS, RAISE_BUDGET, RAISE_CAP, SEND_AGAIN, Made

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Segment
    from studio_app.domain.takes import Take
    from studio_app.jobs.queue import Job
    from studio_app.session.answer import Answer
    from studio_app.session.booth import Booth
    from studio_app.session.work_views import Scope

    Key = tuple[int, int]

_log = logging.getLogger(__name__)
#: A job of up to so many requests was asked for by somebody who waits for it; it goes before those in bulk.
_FEW = 40
_EDITED = "The text was changed while it was being generated; try again to generate it as it is now."
#: Paragraphs longer than this are cut beside the loop.
_LONG = 10_000
#: Takes that exist are placed so many at a time.
_PLACED = 500
#: What waits for the person, or for better times, pauses: nothing is lost, and the job goes on where it was.
_PAUSES = (DiskFull, OutOfCredit, Unauthorised, RateLimited, Unreachable)
_CHOICE = "They are sent again only if you say so."


class Narration(Errand):
    """Generates a scope, or makes it anew. See the module docstring."""

    kind = "generate"

    def __init__(
        self,
        number: int,
        what: str,
        changed: Callable[[Errand], None],
        booth: Booth,
        scope: Scope,
        budget: float | None = None,
    ) -> None:
        super().__init__(number, what, changed)
        self.budget = Budget(budget)
        self._again: frozenset[str] = frozenset()
        self._scope = scope
        self._booth = booth
        self._plan = Plan()
        self._at: tuple[int, tuple[Segment, ...]] = (0, ())
        self._begin_with(booth.studio.project)
        self._edited: dict[int, None] = {}
        self._tried: set[int] = set()
        self._away: Counter[str] = Counter()
        self._billed: Counter[str] = Counter()
        self._meter = Meter("Generating", 0, "characters")
        self._made = 0
        self._done: set[Key] = set()
        self._held: list[tuple[Group, Segment, Answer]] = []
        self._live: Counter[str] = Counter()
        self._found = 0
        self._unsure: dict[str, dict[int, None]] = {}
        self._said_unsure = ""
        self._elsewhere = 0
        self._answers: set[asyncio.Future[None]] = set()
        self._paused_by: dict[str, None] = {}
        self._resumed = 0
        self._requests: Job = booth.queue.job(what)
        self._telling: asyncio.TimerHandle | None = None
        self._cut: Callable[[Paragraph], tuple[Segment, ...]] = lambda _: ()
        self._over: asyncio.Future[None] | None = None

    # What a person asks

    def pause(self) -> None:
        """Begin no more segments; those under way are finished."""
        if self.state == "running" and self.unit is not None:
            self.become("paused")
            self._booth.backstage.post(self._hold)

    def _pause_unless_resumed(self, resumed: int) -> None:
        """Pause, unless the person has gone on while this was on its way to the window."""
        if resumed == self._resumed:
            self.pause()

    def resume(self) -> None:
        """Go on, with what the disk refused first."""
        if self.state == "paused" and self.unit is not None:
            self._resumed += 1
            for sentence in self._paused_by:
                self.errors.drop(sentence)
            self._paused_by = {}
            self.become("running")
            self._booth.backstage.post(self._go_on)

    def send_again(self, marks: frozenset[str]) -> None:
        """When it begins again, requests for these fingerprints that may have been billed are sent once more."""
        self._again = marks

    def look(self) -> None:
        """What the person looks at has changed: if some of it is to be made here, that goes before all else."""
        if not self.over:
            self._booth.backstage.post(self._prefer)

    def _hold(self) -> None:
        self._meter.pause()
        self._requests.pause()

    def _go_on(self) -> None:
        self._away.clear()
        self._meter.pause()
        self._requests.resume()

    def _prefer(self) -> None:
        if self._plan.looked_at(self._booth.looked_at) is not None:
            self._booth.queue.prefer({self.id: LOOKED_AT})

    # The work

    async def body(self) -> None:
        """Place what exists, speak the rest.

        Raises:
            ProjectReadOnly: nothing can be stored.
            SpeechError, FileRefused, ...: after which no other segment could be made.
        """
        studio = self._booth.studio
        if studio.file.read_only:
            raise ProjectReadOnly(f"{studio.file.path.name} is open for reading only; nothing can be generated.")
        await self._booth.backstage.run(self._work)

    async def _work(self) -> None:
        """All of it, backstage."""
        self._requests = self._booth.queue.job(self.what)
        if self.state == "paused":
            self._requests.pause()
        self._edited, self._tried, self._unsure, self._said_unsure = {}, set(), {}, ""
        self._begin_with(self._booth.studio.project)
        await self._rescue()
        self._plan = await beside(self._look_through, stop=self.stop)
        again, self._again = self._again, frozenset()
        await self._booth.rescue.send_again(again & self._plan.marks)
        self._meter = Meter("Generating", self._plan.characters, "characters", done=self._plan.kept_characters)
        self._report()
        kept, ids = self._plan.kept, tuple(self._plan.paragraphs)
        await self._go_through()
        if self._edited and not self._bills():
            await self._follow_edits()
        if self._edited:
            self.errors.add(_EDITED, self._edited, len(self._edited))
        if self.errors.groups and not self._made and not kept:
            self.outcome = "failed"
        self.progress = self._meter.look()
        self.result = Made(self._made, kept, ids, dict(self._billed), self._found)

    async def _rescue(self) -> None:
        """Look for lost answers, before anything is planned."""
        booth = self._booth
        await booth.engines.ready_as_can(cast_engines(self._project))
        self._found += await booth.rescue.look(self._project, booth.under_way, self._tell_looking)

    def _tell_looking(self, count: int) -> None:
        self._meter = Meter("Looking for answers that were cut off", float(count), "")
        self._report()

    async def _go_through(self) -> None:
        """Place what exists, speak the rest."""
        await self._place(self._plan.moves)
        try:
            await self._speak_all()
        finally:
            await self._keep_held()
            self._booth.tell_now()  # who sees the job done finds the states of its paragraphs
            self._billed.update(self._recorder.billed)
            for note in self._recorder.notes:
                self.errors.add(note)
        self._learn()

    async def _follow_edits(self) -> None:
        """Generate what was written while the job ran, as it is now, once: who goes on writing is not run after."""
        ids, self._edited = tuple(self._edited), {}
        before = self._scope
        self._scope = replace(before, paragraph_ids=ids, chapter_ids=None)
        self._begin_with(self._booth.studio.project)
        try:
            self._plan = await beside(self._look_through, stop=self.stop)
        finally:
            self._scope = before
        self._meter = Meter("Generating", self._plan.characters, "characters", done=self._plan.kept_characters)
        await self._go_through()

    def _bills(self) -> bool:
        return any(self._booth.engines.get(lane).capabilities.bills for lane in self._plan.lanes)

    def _begin_with(self, project: Project) -> None:
        self._project, self._rules, self._at = project, Rules.of(project), (0, ())
        booth = self._booth
        self._recorder = Recorder(
            booth.studio.file, project, booth.engines, booth.rescue, budget=self.budget, heard=booth.heard
        )

    def _look_through(self) -> Plan:
        """Make the plan, on a thread."""
        studio, engines = self._booth.studio, self._booth.engines
        self._cut = segment_maker(self._project, engines.limit)
        done = frozenset(self._done)
        return make_plan(studio.file, self._project, studio.cuts, self._scope, engines.limit, self.stop, done=done)

    async def _place(self, moves: Sequence[tuple[Key, int]]) -> None:
        rows = iter(moves)
        while some := list(islice(rows, _PLACED)):
            await asyncio.wrap_future(self._booth.studio.file.place(some))
            self._booth.placed(key for key, _ in some)

    async def _speak_all(self) -> None:
        """Keep as many requests going as each engine takes, until none waits."""
        self._live, self._elsewhere = Counter(), 0
        self._over = asyncio.get_running_loop().create_future()
        for lane in self._plan.lanes:
            self._fill(lane)
        self._check_over()
        try:
            await self._over
        except asyncio.CancelledError:
            self._requests.cancel()
            raise
        finally:
            # Those under way are finished, or tidy up: what they ask for may have been paid for.
            while self._answers:
                await asyncio.wait(self._answers)

    def _fill(self, lane: str) -> None:
        """Have as many under way as the engine takes now; what it takes is learned while it speaks."""
        allowed = units(self._booth.engines.get(lane))
        self._booth.queue.set_limit(lane, allowed)
        for _ in range(min(allowed - self._live[lane], self._plan.left[lane] + len(self._held))):
            self._submit(lane)

    def _submit(self, lane: str) -> None:
        self._live[lane] += 1
        answer = self._booth.queue.submit(
            self._requests, lane, partial(self._turn, lane), priority=self._priority(), name=self.id
        )
        self._answers.add(answer)
        answer.add_done_callback(partial(self._turned, lane))

    def _priority(self) -> int:
        if self._plan.looked_at(self._booth.looked_at) is not None:
            return LOOKED_AT
        return ASKED_FOR if self._plan.size <= _FEW else IN_BULK

    def _turned(self, lane: str, answer: asyncio.Future[None]) -> None:
        """A request is through: the next ones, or the end."""
        self._live[lane] -= 1
        self._answers.discard(answer)
        if self._over is None or self._over.done():
            if not answer.cancelled():
                answer.exception()
            return
        if answer.cancelled():
            self._over.cancel()
        elif (error := answer.exception()) is not None:
            self._requests.wind_down()
            self._over.set_exception(error)
        else:
            self._go_further(lane)

    def _go_further(self, lane: str) -> None:
        """Begin what may be begun now, or end."""
        try:
            self._fill(lane)
        except LecternError as gone:  # the account was taken away meanwhile
            if self._over is not None:
                self._requests.wind_down()
                self._over.set_exception(gone)
        self._check_over()

    def _check_over(self) -> None:
        if self._over is not None and not self._over.done() and not self._live.total() and not self._elsewhere:
            self._over.set_result(None)

    async def _turn(self, lane: str) -> None:
        """Make one group, if one waits. Which one is chosen when the engine can take it: the person may look elsewhere."""
        if self._held:
            group, segment, answer = self._held.pop()
            await self._keep(group, segment, answer)
            self._release(group)
            return
        if not self._plan.left[lane]:
            return
        async with self._booth.engines.using(lane), AsyncExitStack() as turn:
            await turn.enter_async_context(self._recorder.turn(lane))
            if self._requests.state is JobState.RUNNING and (group_or_none := await self._next(lane)) is not None:
                await self._make(group_or_none, turn)

    async def _next(self, lane: str) -> Group | None:
        """Return the next group that has to be spoken, None where none waits; what needs no engine is done on the way."""
        while (group := self._plan.take(lane, self._booth.looked_at)) is not None:
            if not self._still(group):
                self._count(group)
            elif group.mark in self._booth.under_way:
                self._wait_for(group)
            elif self._scope.stale_only and group.mark in self._booth.made:
                await self._place([(key, self._booth.made[group.mark]) for key in self._still(group)])
                self._count(group)
            else:
                return group
        return None

    async def _make(self, group: Group, turn: AsyncExitStack) -> None:
        """Speak a group in its turn, end that, and keep what came.

        An error that is only its own is noted; one that would hit all others pauses, or is raised.
        """
        ids = group.paragraph_ids
        self._booth.begins(ids, [paragraph_id for paragraph_id in ids if paragraph_id not in self._tried])
        self._tried.update(ids)
        self._booth.under_way.setdefault(group.mark, UnderWay(group))
        error, resumed, sent = "", self._resumed, False
        try:
            segment = await self._segment(group)
            answer = await self._recorder.speak(segment)
            sent = True
            await turn.aclose()
            answer = await self._recorder.whole(answer, segment)
            await self._keep(group, segment, answer)
        except _PAUSES as wait:
            self._plan.give_back(group)
            if sent or not self._tried_again(group, wait):
                self._pause_for(wait, resumed)
        except ENDS_THE_RUN as last:
            error = last.sentence
            raise
        except MaybeBilled as unsure:
            error = unsure.sentence
            self._ask_about(group)
            self._count(group, done=False)
        except SpeechError as failed:
            _log.warning("segment %s got no take: %s %s", group.keys[0], type(failed).__name__, failed.detail)
            error = failed.sentence
            self.errors.add(error, group.paragraph_ids, len(group.keys))
            self._count(group, done=False)
        finally:
            self._booth.ends(ids, error)
            self._release(group)

    def _tried_again(self, group: Group, error: LecternError) -> bool:
        """Return whether what was not sent, because its provider is away, takes another turn: turns wait for the network."""
        self._away[group.mark] += 1
        return isinstance(error, Unreachable) and error.can_retry and self._away[group.mark] <= AWAY_TRIES

    def _ask_about(self, group: Group) -> None:
        """Tell the person, together with the others, that a request may have been billed: only he can decide."""
        self._unsure.setdefault(group.mark, {}).update(group.paragraph_ids)
        self.errors.drop(self._said_unsure)
        self._said_unsure = self._booth.rescue.unsure(self._unsure).sentence(_CHOICE)
        ids = {paragraph_id: None for found in self._unsure.values() for paragraph_id in found}
        self.errors.add(self._said_unsure, ids, len(self._unsure), SEND_AGAIN)

    def _release(self, group: Group) -> None:
        """Let others who want the same have it, or try themselves; not while it waits for room on the disk."""
        under_way = self._booth.under_way.get(group.mark)
        if under_way is not None and under_way.group is group and all(held[0] is not group for held in self._held):
            del self._booth.under_way[group.mark]
            for told in under_way.told:
                told()

    async def _segment(self, group: Group) -> Segment:
        """Return what is to be spoken. A paragraph is cut once for all its segments that follow one another."""
        paragraph_id, ordinal = group.keys[0]
        if paragraph_id != self._at[0]:
            paragraph = self._plan.paragraphs[paragraph_id]
            if len(paragraph.text) > _LONG:
                self._at = paragraph_id, await beside(self._cut, paragraph)
            else:
                self._at = paragraph_id, self._cut(paragraph)
        return self._at[1][ordinal]

    async def _keep(self, group: Group, segment: Segment, answer: Answer) -> None:
        """Store what was spoken; where the disk has no room, hold it and pause."""
        resumed = self._resumed
        try:
            await self._recorder.keep(answer, segment, partial(self._still, group))
        except DiskFull as full:
            self._held.append((group, segment, answer))
            self._pause_for(full, resumed)
            return
        except asyncio.CancelledError:
            if answer.take is None:
                self._held.append((group, segment, answer))
            else:
                self._kept(group, answer.take)
            raise
        if answer.take is not None:
            self._kept(group, answer.take)

    def _kept(self, group: Group, take: Take) -> None:
        self._booth.made[group.mark] = take.id
        self._booth.pace.heard(group.lane, group.length, take.speech_frames / take.rate)
        self._booth.placed(group.keys)
        self._made += len(group.keys)
        self._count(group)

    def _pause_for(self, error: LecternError, resumed: int) -> None:
        """Pause, unless the person has gone on while this was still being refused."""
        if resumed != self._resumed:
            return
        self._paused_by[error.sentence] = None
        if error.sentence not in {group.sentence for group in self.errors.groups}:
            self.errors.add(error.sentence, way_on=self._way_on(error))
        self._hold()
        self._booth.backstage.to_front(self._pause_unless_resumed, resumed)
        self._report()

    def _way_on(self, error: LecternError) -> str:
        if isinstance(error, OverBudget):
            return RAISE_BUDGET if self.budget.reached else RAISE_CAP
        return OPEN_ACCOUNTS if isinstance(error, OutOfCredit | Unauthorised) else ""

    async def _keep_held(self) -> None:
        """What was spoken and could not be stored is tried once more before the work ends: it may have been paid for."""
        held, self._held = self._held, []
        for group, segment, answer in held:
            try:
                take = await self._recorder.keep(answer, segment, partial(self._still, group))
                self._kept(group, take)
            except LecternError as error:
                _log.warning("segment %s is lost: %s", group.keys[0], error.detail)
            self._release(group)

    def _wait_for(self, group: Group) -> None:
        """Another job is speaking the very same: take what it makes, or do it after all."""
        self._elsewhere += 1
        self._booth.under_way[group.mark].told.append(partial(self._made_elsewhere, group, self._over))

    def _made_elsewhere(self, group: Group, waited: asyncio.Future[None] | None) -> None:
        if waited is not self._over or waited is None or waited.done():
            return  # this job has been stopped since; it may have been begun again with another plan
        self._elsewhere -= 1
        self._plan.give_back(group)
        self._go_further(group.lane)

    def _still(self, group: Group) -> list[Key]:
        """Return the segments whose text and voice are as they were when the plan was made, and note the others. Any thread."""
        project = self._booth.studio.project
        if Rules.of(project) != self._rules:
            self._edited.update(group.paragraph_ids)
            return []
        found = []
        for key in group.keys:
            planned = self._plan.paragraphs[key[0]]
            try:
                now = project.paragraph(key[0])
            except KeyError:
                continue
            if now is planned or _sounds_alike(now, planned):
                found.append(key)
            else:
                self._edited[key[0]] = None
        return found

    def _count(self, group: Group, *, done: bool = True) -> None:
        """Be through with a group; what is not ``done`` is tried when the job is begun again."""
        if done:
            self._done.update(group.keys)
        self._plan.finished(group)
        self._meter.add(group.characters)
        self._report()

    def _report(self) -> None:
        """Tell how far it is, now and then: a hundred segments a second are too many for a window to be told of."""
        if self._telling is None:
            self._telling = asyncio.get_running_loop().call_later(TELL_S, self._tell_front)

    def _tell_front(self) -> None:
        self._telling = None
        self.progress = self._meter.look()
        self._booth.backstage.to_front(self.tell)

    def _learn(self) -> None:
        rate, lanes = self._meter.look().rate, self._plan.lanes
        if rate and len(lanes) == 1 and self._plan.size > _FEW:
            self._booth.pace.worked(next(iter(lanes)), rate)


def _sounds_alike(one: Paragraph, other: Paragraph) -> bool:
    """Whether paragraphs have the same segments with the same fingerprints, where the cast is the same."""
    facts = attrgetter("text", "fragments", "kind", "settings")
    return bool(facts(one) == facts(other))


class Repetition(Narration):
    """Speaks a paragraph once more, although it has takes: none of them is lost."""

    kind = "regenerate"
