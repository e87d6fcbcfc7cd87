"""Backstage: work runs on a loop of its own, and whoever waits for it hears how it ends."""

import asyncio
import functools
import threading

import pytest

from studio_app.jobs.backstage import Backstage


def on_a_loop(story):
    """Run a test on a loop."""

    @functools.wraps(story)
    def run(backstage) -> None:
        asyncio.run(story(backstage))

    return run


@pytest.fixture
def backstage():
    made = Backstage()
    yield made
    made.close()
    assert "backstage" not in {thread.name for thread in threading.enumerate()}


@on_a_loop
async def test_work_runs_on_another_thread_and_answers(backstage) -> None:
    async def work() -> str:
        await asyncio.sleep(0)
        return threading.current_thread().name

    assert await backstage.run(work) == "backstage"


@on_a_loop
async def test_what_it_raises_reaches_the_one_who_waits(backstage) -> None:
    async def work() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await backstage.run(work)


@on_a_loop
async def test_cancelled_it_is_waited_for_until_it_has_cleaned_up(backstage) -> None:
    began, cleaned = threading.Event(), []

    async def work() -> None:
        try:
            began.set()
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.05)
            cleaned.append(True)

    task = asyncio.ensure_future(backstage.run(work))
    await asyncio.to_thread(began.wait, 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert cleaned == [True]


@on_a_loop
async def test_cancelled_before_it_began_it_never_works(backstage) -> None:
    async def work() -> None:
        await asyncio.sleep(0)
        pytest.fail("it went on")

    task = asyncio.ensure_future(backstage.run(work))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@on_a_loop
async def test_it_calls_the_front_on_the_thread_of_the_front(backstage) -> None:
    here, heard = threading.get_ident(), asyncio.get_running_loop().create_future()

    async def work() -> None:
        backstage.to_front(lambda: heard.set_result(threading.get_ident()))

    await backstage.run(work)
    assert await heard == here


@on_a_loop
async def test_it_begins_anew_after_its_end(backstage) -> None:
    async def work() -> int:
        return 1

    assert await backstage.run(work) == 1
    backstage.close()
    assert await backstage.run(work) == 1
