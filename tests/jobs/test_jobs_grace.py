"""Work that may have been paid for comes to its end, for a while, after nobody waits for it any more."""

import asyncio

import pytest

from studio_app.jobs.grace import with_grace


async def work(seconds, ends):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        ends.append("stopped")
        raise
    ends.append("done")
    return "result"


async def cancelled(seconds, grace):
    ends = []
    task = asyncio.ensure_future(with_grace(work(seconds, ends), grace))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return ends


def test_its_result_is_returned():
    assert asyncio.run(with_grace(work(0, []), 1)) == "result"


def test_cancelled_it_goes_on_to_its_end():
    assert asyncio.run(cancelled(0.02, 10)) == ["done"]


def test_after_the_grace_it_is_stopped():
    assert asyncio.run(cancelled(10, 0.02)) == ["stopped"]


def test_its_errors_are_raised():
    async def fails():
        raise ValueError

    with pytest.raises(ValueError):
        asyncio.run(with_grace(fails(), 1))
