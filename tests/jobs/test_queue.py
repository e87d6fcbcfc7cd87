"""The queue: order, limits, pausing, cancelling, errors."""

import asyncio

import pytest

from studio_app.jobs.queue import IN_BULK, LOOKED_AT, Queue, beside


def run(scenario):
    return asyncio.run(scenario)


async def note(seen, name, gate=None):
    seen.append(name)
    if gate:
        await gate.wait()
    return name


def test_runs_in_order_of_priority_then_arrival():
    async def scenario():
        queue, seen, gate = Queue({"a": 1}), [], asyncio.Event()
        job = queue.job("read")
        first = queue.submit(job, "a", lambda: note(seen, "first", gate))
        rest = [
            queue.submit(job, "a", lambda n=n: note(seen, n), priority=p) for n, p in (("x", 20), ("y", 20), ("z", 5))
        ]
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(first, *rest)
        return seen

    assert run(scenario()) == ["first", "z", "x", "y"]


def test_limit_of_a_lane_holds_and_lanes_do_not_wait_for_each_other():
    async def scenario():
        queue, gate, busy = Queue({"a": 2, "b": 1}), asyncio.Event(), []
        job = queue.job("read")
        waits = [queue.submit(job, lane, lambda lane=lane: note(busy, lane, gate)) for lane in "aaaabb"]
        await asyncio.sleep(0.01)
        started = sorted(busy)
        gate.set()
        await asyncio.gather(*waits)
        return started

    assert run(scenario()) == ["a", "a", "b"]


def test_what_is_looked_at_goes_first():
    async def scenario():
        queue, seen, gate = Queue({}), [], asyncio.Event()
        job = queue.job("read")
        waits = [queue.submit(job, "a", lambda n=n: note(seen, n, gate), name=n, priority=IN_BULK) for n in range(5)]
        await asyncio.sleep(0)
        queue.prefer({4: LOOKED_AT})
        gate.set()
        await asyncio.gather(*waits)
        return seen

    assert run(scenario()) == [0, 4, 1, 2, 3]


def test_paused_job_lets_others_pass_and_goes_on_after():
    async def scenario():
        queue, seen = Queue({}), []
        slow, other = queue.job("slow"), queue.job("other")
        slow.pause()
        waits = [
            queue.submit(slow, "a", lambda: note(seen, "slow")),
            queue.submit(other, "a", lambda: note(seen, "other")),
        ]
        await waits[1]
        slow.resume()
        await waits[0]
        return seen

    assert run(scenario()) == ["other", "slow"]


def test_cancel_drops_the_waiting_and_stops_the_running():
    async def scenario():
        queue, seen, gate = Queue({}), [], asyncio.Event()
        job, other = queue.job("mine"), queue.job("other")
        mine = [queue.submit(job, "a", lambda n=n: note(seen, n, gate)) for n in range(3)]
        kept = queue.submit(other, "a", lambda: note(seen, "kept"))
        await asyncio.sleep(0)
        job.cancel()
        answers = await asyncio.gather(*mine, return_exceptions=True)
        assert all(isinstance(a, asyncio.CancelledError) for a in answers)
        late = queue.submit(job, "a", lambda: note(seen, "late"))
        assert late.cancelled()
        return seen, await kept

    assert run(scenario()) == ([0, "kept"], "kept")


def test_winding_down_lets_the_running_finish():
    async def scenario():
        queue, seen, gate = Queue({}), [], asyncio.Event()
        job = queue.job("mine")
        running, waiting = (queue.submit(job, "a", lambda n=n: note(seen, n, gate)) for n in range(2))
        await asyncio.sleep(0)
        job.wind_down()
        gate.set()
        assert await running == 0
        assert waiting.cancelled()

    run(scenario())


def test_an_error_reaches_only_its_own_waiter():
    async def bad():
        raise ValueError("no")

    async def scenario():
        queue, seen = Queue({}), []
        job = queue.job("read")
        failed, fine = queue.submit(job, "a", bad), queue.submit(job, "a", lambda: note(seen, 1))
        assert await fine == 1
        with pytest.raises(ValueError, match="no"):
            await failed

    run(scenario())


def test_close_waits_for_clean_up():
    async def scenario():
        queue, cleaned = Queue({}), []

        async def work():
            try:
                await asyncio.sleep(60)
            finally:
                await asyncio.sleep(0.01)
                cleaned.append(1)

        answer = queue.submit(queue.job("read"), "a", work)
        await asyncio.sleep(0)
        await queue.close()
        assert answer.cancelled()
        return cleaned

    assert run(scenario()) == [1]


def test_raising_the_limit_starts_more():
    async def scenario():
        queue, seen, gate = Queue({"a": 1}), [], asyncio.Event()
        job = queue.job("read")
        waits = [queue.submit(job, "a", lambda n=n: note(seen, n, gate)) for n in range(4)]
        await asyncio.sleep(0)
        queue.set_limit("a", 3)
        await asyncio.sleep(0)
        started = len(seen)
        gate.set()
        await asyncio.gather(*waits)
        return started

    assert run(scenario()) == 3


def test_beside_waits_for_its_thread_even_when_cancelled():
    async def scenario():
        ended = []
        task = asyncio.ensure_future(beside(lambda: (__import__("time").sleep(0.1), ended.append(1))))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return ended

    assert run(scenario()) == [1]
