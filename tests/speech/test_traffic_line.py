"""A line against servers that answer by the byte: what is sent again, what may have been billed, and that keys stay inside."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import socket
import struct
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from traffic_desk import FAST, KEY, TEXT, Asked, Refused, Server, always, in_turn, judge, line, spoken, until, whole

from studio_app.domain.errors import LecternError, RateLimited, Unauthorised, Unreachable
from studio_app.speech.account import Account
from studio_app.speech.traffic.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from studio_app.speech.traffic.line import Reply

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: audio/pcm\r\n"


def against(answer: Callable, use: Callable[[Line, Server], Coroutine]) -> object:
    """Run ``use`` with a line to a server that answers so."""

    async def run() -> object:
        async with Server(answer) as server:
            of = line(server.url)
            try:
                return await use(of, server)
            finally:
                assert of.slots.held() == of.slots.flying() == 0
                await of.close()

    return asyncio.run(run())


async def free(of: Line, method: str = "GET", path: str = "/v1/models", **more: object) -> Reply:
    return await of.free(method, path, refusal=judge, **more)


def broken(answer: Callable, use: Callable[[Line, Server], Coroutine] = lambda of, _: spoken(of)) -> LecternError:
    with pytest.raises(LecternError) as caught:
        against(answer, use)
    return caught.value


# Paid requests


def test_an_answer_comes_as_it_was_sent_and_the_key_goes_in_the_header() -> None:
    async def use(of: Line, server: Server) -> None:
        assert await in_turn(of, params={"a": "b"}, headers={"model": "s1"}) == b"sound"
        asked = server.asked[0]
        assert asked.line == "POST /v1/speak?a=b HTTP/1.1"
        assert json.loads(asked.body) == {"text": TEXT}
        assert (asked.headers["xi-api-key"], asked.headers["model"]) == (KEY, "s1")

    against(always(whole(b"sound")), use)


def test_pieces_come_before_the_end_and_one_connection_does_for_all() -> None:
    goes_on = asyncio.Event()

    async def slowly(_: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(HEAD + b"transfer-encoding: chunked\r\n\r\n3\r\none\r\n")
        await goes_on.wait()
        writer.write(b"3\r\ntwo\r\n0\r\n\r\n")
        return True

    async def use(of: Line, server: Server) -> None:
        for _ in range(3):
            goes_on.clear()
            async with of.stream("POST", "/x", json={}, refusal=judge) as response:
                pieces = []
                async for piece in response:
                    pieces.append(piece)
                    goes_on.set()
            assert pieces == [b"one", b"two"]
            assert (response.kind, response.status) == ("audio/pcm", 200)
        assert server.connections == 1

    against(slowly, use)


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"HTTP/1.1 2",
        HEAD,
        HEAD + b"content-length: 9\r\n\r\n",
        HEAD + b"content-length: 9\r\n\r\n12345678",
        HEAD + b"transfer-encoding: chunked\r\n\r\n3\r\none\r\n",
        HEAD + b"transfer-encoding: chunked\r\n\r\n3\r\nx",
        HEAD + b"content-encoding: gzip\r\ncontent-length: 3\r\n\r\nabc",
        b"SSH-2.0-OpenSSH_9.6\r\n",
    ],
)
@pytest.mark.parametrize("how", ["closed", "reset", "stalled"])
def test_an_answer_that_breaks_off_anywhere_may_have_been_billed_and_is_not_sent_again(start: bytes, how: str) -> None:
    async def breaks(_: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(start)
        await writer.drain()
        if how == "stalled":
            await asyncio.sleep(5)
        if how == "reset":
            await asyncio.sleep(0.02)
            sock = writer.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        return False

    async def use(of: Line, server: Server) -> None:
        of._pace = replace(FAST, answer=0.1, silence=0.1)
        with pytest.raises(Unreachable) as caught:
            await in_turn(of)
        assert caught.value.maybe_billed
        assert len(server.asked) == 1
        assert not of.offline

    against(breaks, use)


def test_a_connection_that_was_closed_while_idle_is_not_written_to() -> None:
    async def use(of: Line, server: Server) -> None:
        for _ in range(20):
            await in_turn(of)
            await asyncio.sleep(0.005)
        assert len(server.asked) == 20

    against(always(whole(b"sound"), stay=False), use)


def test_an_idle_connection_is_given_up_before_the_server_does() -> None:
    assert FAST.idle < 5

    async def use(of: Line, server: Server) -> None:
        await in_turn(of)
        await asyncio.sleep(0.1)
        await in_turn(of)
        assert server.connections == 2

    async def run() -> None:
        async with Server(always(whole(b"sound"))) as server:
            of = line(server.url, pace=replace(FAST, idle=0.05))
            await use(of, server)
            await of.close()

    asyncio.run(run())


def test_an_error_is_what_the_engine_makes_of_it_and_is_not_sent_again() -> None:
    async def use(of: Line, server: Server) -> None:
        with pytest.raises(Refused, match="402 no money"):
            await in_turn(of)
        assert len(server.asked) == 1

    against(always(whole(b"no money", 402)), use)


def test_a_redirect_is_refused_not_followed() -> None:
    assert isinstance(broken(always(whole(b"", 307, location="http://127.0.0.1:1/"))), Refused)


def test_the_body_of_an_error_is_read_only_so_far() -> None:
    async def endless(_: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 400 Bad\r\ncontent-length: 10000000\r\n\r\n")
        for _ in range(100):
            writer.write(b"x" * 100_000)
            await writer.drain()
        return False

    assert len(str(broken(endless))) == len("400 ") + (64 << 10)


def test_a_refusal_that_breaks_off_is_still_one() -> None:
    assert str(broken(always(b"HTTP/1.1 400 Bad\r\ncontent-length: 99\r\n\r\nhalf", stay=False))) == "400 half"


# What was certainly not taken


@pytest.mark.parametrize("status", [429, 503])
def test_what_was_certainly_not_taken_is_sent_again(status: int) -> None:
    async def use(of: Line, server: Server) -> None:
        assert await in_turn(of) == b"sound"
        assert len(server.asked) == 3

    against(always(whole(b"", status), whole(b"", status), whole(b"sound")), use)


@pytest.mark.parametrize("status", [429, 503])
def test_patience_ends_and_nothing_was_billed(status: int) -> None:
    error = broken(always(whole(b"", status)))
    assert isinstance(error, RateLimited)
    assert not error.maybe_billed
    assert error.retry_after


def test_a_provider_that_asks_for_a_long_wait_is_not_asked_again() -> None:
    async def use(of: Line, server: Server) -> None:
        with pytest.raises(RateLimited) as caught:
            await spoken(of)
        assert caught.value.retry_after == 3600
        assert len(server.asked) == 1
        assert not of.state.pause

    against(always(whole(b"", 503, retry_after="3600")), use)


def test_while_the_provider_is_busy_nobody_sends() -> None:
    async def use(of: Line, server: Server) -> None:
        states = []
        of.on_state(states.append)
        busy = asyncio.create_task(in_turn(of))
        await until(lambda: of.state.pause)
        began = asyncio.get_running_loop().time()
        await in_turn(of)
        assert asyncio.get_running_loop().time() - began > 0.15
        await busy
        assert [state.pause > 0 for state in states] == [True, False]
        assert "busy" in states[0].sentence

    against(always(whole(b"", 503, retry_after="0.2"), whole(b"sound")), use)


class Plan:
    """Takes so many at once and refuses the others."""

    def __init__(self, room: int, *, headers: bool = False, maximum: int = 5, takes: float = 0.01) -> None:
        self.room, self.maximum, self.headers, self.takes = room, maximum, headers, takes
        self.flying = self.most = self.refused = 0

    async def __call__(self, _: Asked, writer: asyncio.StreamWriter) -> bool:
        if self.flying >= self.room:
            self.refused += 1
            writer.write(whole(b"", 429))
            return True
        self.flying += 1
        self.most = max(self.most, self.flying)
        taken = self.maximum - self.room
        told = {
            "maximum_concurrent_requests": str(self.maximum),
            "current_concurrent_requests": str(self.flying + taken),
        }
        await asyncio.sleep(self.takes)
        self.flying -= 1
        writer.write(whole(b"sound", **(told if self.headers else {})))
        return True


def test_the_plan_is_filled_and_never_tripped_over() -> None:
    plan = Plan(5)
    against(plan, lambda of, _: asyncio.gather(*(in_turn(of) for _ in range(60))))
    assert (plan.most, plan.refused) == (5, 0)


def test_a_foreign_client_is_made_room_for_and_its_place_taken_when_it_leaves() -> None:
    plan = Plan(5, headers=True)

    async def use(of: Line, _: Server) -> None:
        speaking = [asyncio.create_task(for_ever(of)) for _ in range(8)]
        await until(lambda: plan.most == 5)
        plan.room = 3
        await until(lambda: of.slots.limit() == 3)
        assert plan.refused <= 4
        plan.room, plan.most = 5, 0
        await until(lambda: of.slots.limit() == plan.most == 5)
        for task in speaking:
            task.cancel()
        await asyncio.gather(*speaking, return_exceptions=True)

    against(plan, use)


async def for_ever(of: Line) -> None:
    while True:
        assert await in_turn(of) == b"sound"


def test_the_provider_says_how_much_the_plan_allows() -> None:
    plan = Plan(9, headers=True, maximum=9, takes=0.1)

    async def use(of: Line, _: Server) -> None:
        await in_turn(of, group="flash")
        assert (of.slots.limit("flash"), of.slots.limit("")) == (9, 5)
        await asyncio.gather(*(in_turn(of, group="flash") for _ in range(30)))
        assert plan.most == 9

    against(plan, use)


def test_a_request_counts_for_the_group_of_its_model_whatever_the_turn_guessed() -> None:
    async def use(of: Line, _: Server) -> None:
        async with of.turn("standard"), of.stream("POST", "/x", json={}, refusal=judge, group="flash") as response:
            assert (of.slots.held("standard"), of.slots.held("flash")) == (0, 1)
            await response.read()
        assert of.slots.held("flash") == 0

    against(always(whole(b"sound")), use)


def test_a_second_request_in_a_turn_takes_a_place_of_its_own() -> None:
    async def use(of: Line, _: Server) -> None:
        async with of.turn():
            async with of.stream("POST", "/x", json={}, refusal=judge) as first:
                async with of.stream("POST", "/x", json={}, refusal=judge) as second:
                    assert of.slots.held() == 2
                    await second.read()
                await first.read()
            assert of.slots.held() == 1

    against(always(whole(b"sound")), use)


# Stopping


@pytest.mark.parametrize("started", [False, True])
def test_cancelling_closes_the_connection_at_once(started: bool) -> None:
    async def hangs(_: Asked, writer: asyncio.StreamWriter) -> bool:
        if started:
            writer.write(HEAD + b"content-length: 9\r\n\r\nhalf")
        await asyncio.sleep(30)
        return False

    async def use(of: Line, server: Server) -> None:
        of._pace = replace(FAST, answer=30, silence=30)
        speaking = asyncio.create_task(in_turn(of))
        await until(lambda: server.asked)
        await asyncio.sleep(0.01)
        speaking.cancel()
        async with asyncio.timeout(0.5):
            await server.gone.wait()
        await asyncio.gather(speaking, return_exceptions=True)

    against(hangs, use)


def test_leaving_an_answer_early_closes_its_connection_and_frees_its_place() -> None:
    async def endless(_: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(HEAD + b"content-length: 1000000\r\n\r\nhalf")
        await asyncio.sleep(30)
        return False

    async def use(of: Line, server: Server) -> None:
        async with of.turn(), of.stream("POST", "/x", json={}, refusal=judge) as response:
            async for _ in response:
                break
        async with asyncio.timeout(0.5):
            await server.gone.wait()

    against(endless, use)


def test_cancelling_while_waiting_to_send_again_leaves_the_line_whole() -> None:
    async def use(of: Line, server: Server) -> None:
        waiting = [asyncio.create_task(in_turn(of)) for _ in range(5)]
        await asyncio.sleep(0.1)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        assert of.slots.held() == of.slots.flying() == 0
        server.answer = always(whole(b"sound"))
        assert await in_turn(of) == b"sound"

    against(always(whole(b"", 429)), use)


def test_a_closed_line_says_so() -> None:
    async def use(of: Line, _: Server) -> None:
        await of.close()
        await spoken(of)

    assert not broken(always(whole()), use).maybe_billed


# Free calls


def test_a_free_call_gives_what_was_said() -> None:
    async def use(of: Line, server: Server) -> None:
        reply = await free(of, params={"page_size": 2})
        assert reply.json() == {"a": 1}
        assert reply.kind == "application/json"
        assert server.asked[0].line == "GET /v1/models?page_size=2 HTTP/1.1"

    against(always(whole(b'{"a": 1}', content_type="application/json; charset=utf-8")), use)


@pytest.mark.parametrize("bad", [b"", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf", whole(b"oops", 502)])
def test_reading_is_tried_three_times_and_writing_once(bad: bytes) -> None:
    async def flaky(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        server_tries.append(asked)
        writer.write(bad if len(server_tries) < 3 else whole(b"{}"))
        return False

    server_tries: list[Asked] = []
    against(flaky, lambda of, _: free(of))
    assert len(server_tries) == 3
    server_tries.clear()
    error = broken(flaky, lambda of, _: free(of, "POST"))
    assert len(server_tries) == 1
    assert not error.maybe_billed


def test_a_provider_that_fails_again_and_again_is_what_the_engine_says() -> None:
    assert str(broken(always(whole(b"oops", 500)), lambda of, _: free(of))) == "500 oops"


@pytest.mark.parametrize("said", [b"<html>Sign in</html>", b"", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_a_sentence(said: bytes) -> None:
    async def use(of: Line, _: Server) -> None:
        (await free(of)).json()

    error = broken(always(whole(said, content_type="text/html")), use)
    assert isinstance(error, Unreachable)
    assert "Parrot" in error.sentence


def test_a_free_call_too_large_is_refused() -> None:
    assert not broken(always(whole(b"x" * 2000)), lambda of, _: free(of, most=1000)).maybe_billed


def test_free_calls_need_no_place() -> None:
    async def use(of: Line, _: Server) -> None:
        for _ in range(5):
            await of.slots.take()
        assert (await free(of)).data == b"{}"
        of.slots.group("").held = 0

    against(always(whole(b"{}")), use)


# Keys


def test_no_cookie_is_kept() -> None:
    async def use(of: Line, server: Server) -> None:
        await spoken(of)
        await spoken(of)
        assert "cookie" not in server.asked[1].headers

    against(always(whole(b"sound", set_cookie="a=b; Path=/")), use)


@pytest.mark.parametrize("key", ["sk-with\nline", "sk-“quoted”", "sk-\x00"])
def test_a_key_that_cannot_be_one_is_not_shown(key: str) -> None:
    with pytest.raises(Unauthorised) as caught:
        Line(Account("a", "p", "P", key), "https://x.example", ceiling=1, headers={"k": key})
    assert key not in "".join(traceback.format_exception(caught.value))


def test_the_key_goes_nowhere_but_to_the_provider() -> None:
    async def use(of: Line, _: Server) -> None:
        await of.stream("POST", "http://127.0.0.1:1/v1", refusal=judge).__aenter__()

    with pytest.raises(ValueError, match="a path"):
        against(always(whole()), use)


_FAULTS = [
    b"",
    b"nonsense\r\n\r\n",
    HEAD + b"content-length: 9\r\n\r\nhalf",
    whole(b"", 429),
    whole(b"", 503),
    whole(b"no", 401),
]


@pytest.mark.parametrize("fault", _FAULTS)
def test_the_key_is_in_no_log_and_no_traceback(fault: bytes, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore"):  # set when the room was imported; the test's level must not undo it
        assert logging.getLogger(name).level == logging.WARNING
    shown = [repr(line("http://127.0.0.1:1"))]
    for use in (lambda of, _: in_turn(of), lambda of, _: free(of)):
        error = broken(always(fault, stay=False), use)
        shown += [*traceback.format_exception(error), error.detail, repr(error.__dict__)]
    assert KEY not in caplog.text + "".join(shown)
    assert TEXT not in caplog.text + "".join(shown)


# All at once


@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_provider_does_and_whoever_is_stopped_the_line_stays_whole(seed: int) -> None:
    dice, billed = random.Random(seed), []

    async def moody(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        await asyncio.sleep(dice.uniform(0, 0.01))
        if (mood := dice.random()) < 0.3:
            writer.write(whole(b"", dice.choice([429, 429, 503])))
            return True
        billed.append(asked)
        writer.write(whole(b"sound") if mood < 0.8 else HEAD + b"content-length: 9\r\n\r\nhalf")
        return mood < 0.8

    async def use(of: Line, _: Server) -> None:
        tasks = [asyncio.create_task(in_turn(of, group=dice.choice(["", "flash"]))) for _ in range(60)]
        for task in dice.sample(tasks, 15):
            await asyncio.sleep(dice.uniform(0, 0.02))
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        lost = [end for end in ends if isinstance(end, Unreachable)]
        stopped = sum(isinstance(end, asyncio.CancelledError) for end in ends)
        assert all(error.maybe_billed for error in lost)
        assert len(billed) - stopped <= ends.count(b"sound") + len(lost) <= len(billed)

    against(moody, use)
