"""A network that is gone: what was sent, who waits, and for how long."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from traffic_desk import FAST, KEY, Server, always, in_turn, judge, line, spoken, until, whole

from studio_app.domain.errors import Unreachable

if TYPE_CHECKING:
    from studio_app.speech.traffic.line import Line

#: Nobody is there, and no name server says otherwise.
NOWHERE = "https://nowhere.invalid"


async def gone() -> str:
    """Return an address where nobody listens."""
    async with Server(always(b"")) as server:
        return server.url


async def refused(of: Line, *, free: bool = False) -> Unreachable:
    with pytest.raises(Unreachable) as caught:
        await (of.free("GET", "/v1/models", refusal=judge) if free else spoken(of))
    return caught.value


@pytest.mark.parametrize("where", ["", NOWHERE])
@pytest.mark.parametrize("free", [False, True])
def test_where_nobody_is_nothing_can_have_been_billed(where: str, free: bool) -> None:
    async def run() -> None:
        of = line(where or await gone())
        error = await refused(of, free=free)
        assert not error.maybe_billed
        assert "Parrot" in error.sentence
        assert "internet" in error.sentence
        assert of.offline
        await of.close()

    asyncio.run(run())


def test_a_server_that_takes_connections_and_says_nothing_may_have_billed() -> None:
    async def silent(*_: object) -> bool:
        await asyncio.sleep(5)
        return False

    async def run() -> None:
        async with Server(silent) as server:
            of = line(server.url, pace=replace(FAST, answer=0.1))
            error = await refused(of)
            assert error.maybe_billed
            assert "in time" in error.sentence
            assert not of.offline
            await of.close()

    asyncio.run(run())


def test_while_offline_turns_wait_and_go_on_when_the_network_is_back() -> None:
    async def run() -> None:
        server = Server(always(whole(b"sound")))
        await server.listen()
        of, states = line(server.url), []
        of.on_state(states.append)
        await server.stop()
        await refused(of)
        waiting = [asyncio.create_task(in_turn(of)) for _ in range(9)]
        await asyncio.sleep(0.1)
        assert not any(task.done() for task in waiting)
        await server.listen()
        assert await asyncio.gather(*waiting) == [b"sound"] * 9
        assert [state.offline for state in states] == [True, False]
        assert states[0].sentence == "Offline; waiting for Parrot to be reachable."
        await of.close()
        await server.stop()

    asyncio.run(run())


def test_a_request_in_its_turn_outlasts_a_short_outage() -> None:
    async def run() -> None:
        server = Server(always(whole(b"sound")))
        await server.listen()
        await server.stop()
        of = line(server.url)
        speaking = asyncio.create_task(in_turn(of))
        await until(lambda: of.offline)
        await server.listen()
        assert await speaking == b"sound"
        await of.close()
        await server.stop()

    asyncio.run(run())


def test_but_not_a_long_one_because_its_row_in_the_ledger_is_open() -> None:
    async def run() -> None:
        of = line(await gone(), pace=replace(FAST, offline=0.05))
        with pytest.raises(Unreachable) as caught:
            await in_turn(of)
        assert not caught.value.maybe_billed
        assert of.slots.held() == of.slots.flying() == 0
        await of.close()

    asyncio.run(run())


def test_only_one_of_those_that_wait_looks_and_ever_more_rarely() -> None:
    async def run() -> None:
        of, looks = line(await gone(), pace=replace(FAST, probe=0.02, longest=10.0)), []
        reachable = of.outage._reachable

        async def counted() -> bool:
            looks.append(asyncio.get_running_loop().time())
            return await reachable()

        of.outage._reachable = counted
        await refused(of)
        waiting = [asyncio.create_task(in_turn(of)) for _ in range(5)]
        await until(lambda: len(looks) == 4)
        assert looks[3] - looks[2] > looks[1] - looks[0]
        await stopped(waiting)
        await of.close()

    asyncio.run(run())


async def stopped(tasks: list[asyncio.Task[bytes]]) -> None:
    for task in tasks:
        task.cancel()
    async with asyncio.timeout(0.5):
        await asyncio.gather(*tasks, return_exceptions=True)


def test_cancelling_one_that_looks_lets_another_look() -> None:
    async def run() -> None:
        server = Server(always(whole(b"sound")))
        await server.listen()
        await server.stop()
        of = line(server.url)
        await refused(of)
        first, second = (asyncio.create_task(in_turn(of)) for _ in range(2))
        await asyncio.sleep(0.02)
        await stopped([first])
        await server.listen()
        assert await second == b"sound"
        assert of.slots.held() == 0
        await of.close()
        await server.stop()

    asyncio.run(run())


def test_a_free_call_that_gets_through_ends_the_outage() -> None:
    async def run() -> None:
        server = Server(always(whole(b"{}")))
        await server.listen()
        await server.stop()
        of = line(server.url)
        await refused(of)
        await server.listen()
        await of.free("GET", "/v1/models", refusal=judge)
        assert not of.offline
        await of.close()
        await server.stop()

    asyncio.run(run())


def test_who_listens_no_more_is_told_nothing() -> None:
    async def run() -> None:
        of, states = line(await gone()), []
        of.on_state(states.append)()
        await refused(of)
        assert states == []
        assert of.offline
        assert KEY not in repr(of) + repr(of.state)
        await of.close()

    asyncio.run(run())
