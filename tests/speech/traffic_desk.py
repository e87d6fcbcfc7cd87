"""A bare server that answers by the byte, and lines to it: what a provider's simulator cannot do wrong enough."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from studio_app.domain.errors import SpeechError
from studio_app.speech.account import Account
from studio_app.speech.traffic.line import Again, Line
from studio_app.speech.traffic.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

TEXT = "It was a dark and stormy night."
KEY = "sk-very-secret-0123456789"
#: Waiting as in life, in thousandths of it.
FAST = Pace(
    first=0.005,
    longest=0.05,
    patience=0.4,
    offline=2.0,
    connect=2.0,
    answer=2.0,
    silence=0.3,
    probe=0.01,
    climb=0.05,
    climb_hinted=0.02,
    climb_full=0.5,
)


@dataclass
class Asked:
    """A request as it came in."""

    line: str
    headers: dict[str, str]
    body: bytes
    connection: int


@dataclass
class Server:
    """Listens on a port of its own; ``answer`` writes what it likes and returns whether the connection stays."""

    answer: Callable[[Asked, asyncio.StreamWriter], Awaitable[bool]]
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        await self.listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def listen(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.create_task(self._serve(reader, writer, self.connections))
        self._tasks.add(task)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int) -> None:
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                while await self._one(reader, writer, number):
                    pass
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        asked = Asked(head[0], headers, body, number)
        self.asked.append(asked)
        answering = asyncio.ensure_future(self.answer(asked, writer))
        hung_up = asyncio.ensure_future(_hung_up(reader, answering))
        done, _ = await asyncio.wait({answering, hung_up}, return_when=asyncio.FIRST_COMPLETED)
        if answering not in done:
            answering.cancel()
            self.gone.set()
            return False
        hung_up.cancel()
        await asyncio.wait({hung_up})
        await writer.drain()
        return answering.result()


async def _hung_up(reader: asyncio.StreamReader, answering: asyncio.Future[bool]) -> None:
    """Return when the client leaves; what it sends early stays where it is."""
    while not reader.at_eof() and not answering.done():
        await asyncio.sleep(0.002)
        if reader.exception() is not None:
            return
    if answering.done():
        await asyncio.Event().wait()


def whole(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """Return a whole answer as it goes over the wire."""
    lines = [f"HTTP/1.1 {status} Whatever", f"content-length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def always(*answers: bytes, stay: bool = True) -> Callable[[Asked, asyncio.StreamWriter], Awaitable[bool]]:
    """Answer with these in turn, the last one for ever."""
    left = list(answers)

    async def answer(_: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(left.pop(0) if len(left) > 1 else left[0])
        return stay

    return answer


def line(url: str, *, ceiling: int = 5, pace: Pace = FAST, proxy: str = "", ca_file: str = "") -> Line:
    """Return a line with a secret key."""
    account = Account("a", "parrot", "Parrot", KEY, proxy=proxy, ca_file=ca_file)
    return Line(account, url, ceiling=ceiling, headers={"xi-api-key": KEY}, name="Parrot", pace=pace)


class Refused(SpeechError):
    """What the judge below makes of an error."""


def judge(status: int, headers: Mapping[str, str], body: bytes) -> SpeechError | Again:
    """429: too many at once; 503: busy; else an error."""
    after = float(headers["retry-after"]) if "retry-after" in headers else None
    if status == 429:
        return Again(after, "limit")
    return Again(after, "busy") if status == 503 else Refused(f"{status} {body.decode()}")


async def spoken(of: Line, path: str = "/v1/speak", **more: Any) -> bytes:
    """Send a paid request and return its answer."""
    async with of.stream("POST", path, json={"text": TEXT}, refusal=judge, **more) as response:
        return await response.read()


async def in_turn(of: Line, group: str = "", **more: Any) -> bytes:
    """The same as an engine is used: in a turn."""
    async with of.turn(group):
        return await spoken(of, **more)


async def until(true: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  what is waited for has no event
            await asyncio.sleep(0.001)
