"""The queue: units of work by lane and priority, each lane with its limit. The only place that creates tasks.

A lane is whatever shares a limit (an engine, an account, the disk). A unit belongs to a Job, which can be paused, resumed
and cancelled as a whole, and whose units can be moved ahead of others while they wait (what the person looks at goes
first). One asyncio loop owns a queue; nothing here is thread-safe.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Hashable, Mapping

    from studio_app.jobs.stop import Stop

_T = TypeVar("_T")

#: Priorities. Lower goes first.
LOOKED_AT = 0
ASKED_FOR = 10
IN_BULK = 20


class JobState(StrEnum):
    """Where a job is."""

    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"


@dataclass(order=True, slots=True)
class _Unit:
    priority: int
    number: int
    job: Job = field(compare=False)
    name: Hashable = field(compare=False)
    work: Callable[[], Coroutine[Any, Any, Any]] = field(compare=False)
    answer: asyncio.Future[Any] = field(compare=False)


class Job:
    """Units that belong together: one wish of the person. Made by ``Queue.job``."""

    def __init__(self, queue: Queue, what: str) -> None:
        self.what = what
        self.state = JobState.RUNNING
        self._queue = queue

    def pause(self) -> None:
        """Start no more units of this job; those under way are finished."""
        if self.state is JobState.RUNNING:
            self.state = JobState.PAUSED

    def resume(self) -> None:
        """Go on after a pause."""
        if self.state is JobState.PAUSED:
            self.state = JobState.RUNNING
            self._queue.wake()

    def cancel(self) -> None:
        """Drop the units that wait and stop those under way; their answers raise CancelledError."""
        self.state = JobState.CANCELLED
        self._queue.drop(self)

    def wind_down(self) -> None:
        """Drop the units that wait and let those under way finish: their requests may already be paid for."""
        self.state = JobState.CANCELLED
        self._queue.drop(self, running=False)


class Queue:
    """See the module docstring. ``limits`` are units at a time by lane; a lane not named runs one."""

    def __init__(self, limits: Mapping[str, int]) -> None:
        self._limits = dict(limits)
        self._waiting: dict[str, list[_Unit]] = defaultdict(list)
        self._running: dict[str, dict[asyncio.Task[None], _Unit]] = defaultdict(dict)
        self._numbers = itertools.count()

    def job(self, what: str) -> Job:
        """Return a new job, named for the person."""
        return Job(self, what)

    def submit(
        self,
        job: Job,
        lane: str,
        work: Callable[[], Coroutine[Any, Any, Any]],
        *,
        priority: int = IN_BULK,
        name: Hashable = None,
    ) -> asyncio.Future[Any]:
        """Queue one unit and return the future of its answer.

        Args:
            job: whom it belongs to.
            lane: whose limit holds.
            work: called once, when it is the unit's turn.
            priority: lower first; equal ones in the order they came.
            name: for ``prefer``.
        """
        unit = _Unit(priority, next(self._numbers), job, name, work, asyncio.get_running_loop().create_future())
        if job.state is JobState.CANCELLED:
            unit.answer.cancel()
            return unit.answer
        heapq.heappush(self._waiting[lane], unit)
        self._start(lane)
        return unit.answer

    def prefer(self, names: Mapping[Hashable, int]) -> None:
        """Give waiting units with these names these priorities."""
        for waiting in self._waiting.values():
            for unit in waiting:
                unit.priority = names.get(unit.name, unit.priority)
            heapq.heapify(waiting)

    def set_limit(self, lane: str, limit: int) -> None:
        """Change how many units of a lane run at a time; those under way are not stopped."""
        self._limits[lane] = limit
        self._start(lane)

    def wake(self) -> None:
        """Start what may start now."""
        for lane in list(self._waiting):
            self._start(lane)

    def drop(self, job: Job, *, running: bool = True) -> None:
        """Forget a job's waiting units and, if ``running``, stop those under way."""
        for lane, waiting in self._waiting.items():
            for unit in waiting:
                if unit.job is job:
                    unit.answer.cancel()
            self._waiting[lane] = [unit for unit in waiting if unit.job is not job]
            heapq.heapify(self._waiting[lane])
        if running:
            for tasks in self._running.values():
                for task, unit in tasks.items():
                    if unit.job is job:
                        task.cancel()

    async def close(self) -> None:
        """Cancel everything and wait until all of it has cleaned up."""
        for waiting in self._waiting.values():
            for unit in waiting:
                unit.answer.cancel()
            waiting.clear()
        tasks = [task for running in self._running.values() for task in running]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, lane: str) -> None:
        waiting, running = self._waiting[lane], self._running[lane]
        paused = []
        while waiting and len(running) < self._limits.get(lane, 1):
            unit = heapq.heappop(waiting)
            if unit.answer.done():
                continue
            if unit.job.state is JobState.PAUSED:
                paused.append(unit)
                continue
            task = asyncio.get_running_loop().create_task(_run(unit))
            running[task] = unit
            task.add_done_callback(partial(self._ended, lane))
        for unit in paused:
            heapq.heappush(waiting, unit)

    def _ended(self, lane: str, task: asyncio.Task[None]) -> None:
        unit = self._running[lane].pop(task)
        # A task cancelled before its first step never reached the code that answers.
        if not unit.answer.done():
            unit.answer.cancel()
        self._start(lane)


async def _run(unit: _Unit) -> None:
    """Do one unit and hand its result, error or cancellation to whoever waits for it."""
    try:
        result = await unit.work()
    except asyncio.CancelledError:
        unit.answer.cancel()
        raise
    except Exception as error:  # noqa: BLE001  every error belongs to the one who waits for the answer
        if not unit.answer.done():
            unit.answer.set_exception(error)
    else:
        if not unit.answer.done():
            unit.answer.set_result(result)


async def beside(work: Callable[..., _T], *args: Any, stop: Stop | None = None) -> _T:
    """Run blocking ``work`` on a thread and wait for it, also when cancelled: a thread cannot be ended from outside.

    Args:
        work: what to run.
        args: its arguments.
        stop: asked to stop when the waiting task is cancelled; give ``work`` the same one, so that it ends soon.
    """
    thread = asyncio.ensure_future(asyncio.to_thread(work, *args))
    try:
        return await asyncio.shield(thread)
    except asyncio.CancelledError:
        if stop is not None:
            stop.request()
        await asyncio.wait([thread])
        if not thread.cancelled():
            thread.exception()  # looked at, so that the loop does not report it as forgotten
        raise
