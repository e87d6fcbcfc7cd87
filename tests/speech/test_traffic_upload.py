"""A form on its way: seen while it goes, sent once, stopped where it is, and never with a doubt left unsaid."""

from __future__ import annotations

import asyncio
from email.parser import BytesParser
from email.policy import HTTP
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from traffic_desk import KEY, Asked, Refused, Server, always, judge, line, until, whole

from studio_app.domain.errors import RateLimited, Unreachable
from studio_app.speech.traffic.upload import PIECE, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from studio_app.speech.traffic.line import Line

FORM = (
    Part.text("name", "Änne \ud800"),
    Part("files", bytes(range(256)) * 1000, 'a "b"\n.wav', "audio/wav"),
    Part("files", b"\r\n--x--\r\n", "b.bin"),
)


def against(answer: Callable, use: Callable[[Line, Server], Coroutine]) -> Any:
    async def run() -> Any:
        async with Server(answer) as server:
            of = line(server.url)
            try:
                return await use(of, server)
            finally:
                await of.close()

    return asyncio.run(run())


def send(of: Line, **more: Any) -> Coroutine[Any, Any, Any]:
    return of.upload("/v1/voices/add", FORM, refusal=judge, **more)


def parts(asked: Asked) -> list[tuple[str, str | None, bytes]]:
    kind = f"content-type: {asked.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(kind + asked.body)
    return [
        (str(one.get_param("name", "", "content-disposition")), one.get_filename(), one.get_payload(decode=True))
        for one in message.iter_parts()
    ]


def test_a_form_arrives_as_it_was_made() -> None:
    async def use(of: Line, server: Server) -> None:
        assert (await send(of)).json() == {"voice_id": "v"}
        (asked,) = server.asked
        (name, first, second) = parts(asked)
        assert name == ("name", None, "Änne ?".encode())
        assert (first[0], first[2]) == ("files", FORM[1].data)
        assert second == ("files", "b.bin", FORM[2].data)
        assert asked.headers["xi-api-key"] == KEY

    against(always(whole(b'{"voice_id": "v"}')), use)


def test_only_fields_are_a_form_too() -> None:
    async def use(of: Line, server: Server) -> None:
        await of.upload("/v1/edit", FORM[:1], refusal=judge)
        assert server.asked[0].headers["content-type"].startswith("multipart/form-data")

    against(always(whole(b"{}")), use)


def test_how_far_it_is_is_told_piece_by_piece() -> None:
    async def use(of: Line, server: Server) -> list[tuple[int, int]]:
        told: list[tuple[int, int]] = []
        await send(of, sent=lambda gone, all_: told.append((gone, all_)))
        assert told[-1][0] == told[-1][1] == len(server.asked[0].body)
        return told

    told = against(always(whole(b"{}")), use)
    gone = [one for one, _ in told]
    assert gone[0] == 0
    assert all(0 < after - before <= PIECE for before, after in pairwise(gone))


@pytest.mark.parametrize("status", [400, 401, 413, 500, 502])
def test_a_refusal_is_the_engines_to_tell_and_nothing_is_sent_again(status: int) -> None:
    async def use(of: Line, server: Server) -> None:
        with pytest.raises(Refused, match=str(status)):
            await send(of)
        assert len(server.asked) == 1

    against(always(whole(b"no", status)), use)


@pytest.mark.parametrize("status", [429, 503])
def test_where_it_is_not_taken_now_nobody_waits_with_it(status: int) -> None:
    async def use(of: Line, server: Server) -> None:
        with pytest.raises(RateLimited) as error:
            await send(of)
        assert error.value.retry_after == 7.0
        assert len(server.asked) == 1

    against(always(whole(b"", status, retry_after="7")), use)


def test_a_lost_answer_may_mean_that_it_arrived() -> None:
    async def silent(_: Asked, writer: asyncio.StreamWriter) -> bool:
        return False

    async def use(of: Line, server: Server) -> None:
        with pytest.raises(Unreachable) as error:
            await send(of)
        assert error.value.maybe_billed
        assert len(server.asked) == 1

    against(silent, use)


def test_an_answer_that_breaks_off_may_mean_that_it_arrived() -> None:
    async def use(of: Line, _: Server) -> None:
        with pytest.raises(Unreachable) as error:
            await send(of)
        assert error.value.maybe_billed

    against(always(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{", stay=False), use)


def test_what_nobody_could_take_may_be_sent_again() -> None:
    async def use(of: Line, server: Server) -> None:
        await server.stop()
        with pytest.raises(Unreachable) as error:
            await send(of)
        assert not error.value.maybe_billed

    against(always(whole(b"{}")), use)


def test_it_is_stopped_where_it_is() -> None:
    async def slow(_: Asked, writer: asyncio.StreamWriter) -> bool:
        await asyncio.sleep(60)
        return False

    async def use(of: Line, server: Server) -> None:
        task = asyncio.create_task(send(of))
        await until(lambda: server.asked)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await until(server.gone.is_set)

    against(slow, use)


def test_a_redirection_is_no_way_for_a_form() -> None:
    async def use(of: Line, server: Server) -> None:
        with pytest.raises(Refused):
            await send(of)
        assert len(server.asked) == 1

    against(always(whole(b"", 307, location="/elsewhere")), use)


@pytest.mark.parametrize(("makes", "doubt"), [(True, True), (False, False)])
def test_a_free_call_that_makes_something_says_that_it_may_have(makes: bool, doubt: bool) -> None:
    async def silent(_: Asked, writer: asyncio.StreamWriter) -> bool:
        return False

    async def use(of: Line, server: Server) -> None:
        with pytest.raises(Unreachable) as error:
            await of.free("POST", "/v1/voices", json={}, refusal=judge, makes=makes)
        assert error.value.maybe_billed is doubt
        assert len(server.asked) == 1

    against(silent, use)
