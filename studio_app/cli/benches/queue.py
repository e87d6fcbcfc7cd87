"""``bench queue``: 500 segments through a line to a plan of 5 requests at once, beside the ideal schedule.

The provider is a small server in this process: it takes so many requests at once and refuses more, as ElevenLabs does, each
answered after its own latency with a thousand bytes a character. The ideal is computed: the same segments in the same order,
each sent the moment a place is free, with nothing in between. In a second run a foreign client holds two of the places for the
middle third. Latencies, and all waiting between requests, are multiplied by ``scale``; what the program itself needs is not, so
a smaller scale is harder. How much of the ratio is the machine's own, being slow or busy, is told by a bare client: five
sockets that send a part of the same with nothing around them.
"""

from __future__ import annotations

import asyncio
import heapq
import json
import random
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from studio_app.cli.benches.book import sentences
from studio_app.domain.errors import LecternError, ModelRefused
from studio_app.speech.account import Account
from studio_app.speech.traffic.line import Again, Line
from studio_app.speech.traffic.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from studio_app.cli.terminal import Terminal

SCALE = 0.5
_SEGMENTS = 500
_CHARACTERS = (100, 900)
_LATENCY_S = (0.2, 3.0)
_REFUSED_AFTER_S = 0.25
_PLAN = 5
_FOREIGN = 2
_BYTES_PER_CHARACTER = 1000
_BARE_SEGMENTS = 100
_LIMIT = 1.03


@dataclass(frozen=True, slots=True)
class Segment:
    """A text, and how long the provider takes for it."""

    text: str
    latency: float


def measure(scale: float | None, terminal: Terminal, segments: int = _SEGMENTS) -> dict[str, Any]:
    """Run the bench: alone, then with a foreign client. ``scale`` multiplies the time of the provider."""
    scale = scale or SCALE
    work = _segments(segments, scale)
    busy = sum(segment.latency for segment in work)
    terminal.warn(f"{segments} segments, twice; takes about {2.4 * busy / _PLAN:.0f} seconds")
    alone = asyncio.run(_run(work, scale, ()))
    bare = asyncio.run(_bare(work[:_BARE_SEGMENTS], scale))
    third = schedule(work, ()) / 3
    visit = (third, 2 * third)
    beside = asyncio.run(_run(work, scale, visit))
    return {
        "bench": "queue",
        "segments": segments,
        "plan": _PLAN,
        "scale": scale,
        "lower_bound_s": round(busy / _PLAN, 3),
        **alone,
        "reference": {"what": f"bare sockets, {min(segments, _BARE_SEGMENTS)} segments", "ratio": round(bare, 4)},
        "with_foreign_client": {
            "holds_places": _FOREIGN,
            "from_s": round(third, 1),
            "to_s": round(2 * third, 1),
            **beside,
        },
        "limits": {"ratio": _LIMIT, "refused": 0, "most_at_once": _PLAN},
        "holds": alone["ratio"] <= _LIMIT and alone["refused"] == 0 and alone["most_at_once"] == _PLAN,
    }


def schedule(work: Sequence[Segment], visit: Sequence[float]) -> float:
    """Return when the last segment is done where each is sent, in order, the moment a place is free.

    ``visit``: from when until when a foreign client holds two places; it takes the first that become free.
    """
    free = [0.0] * _PLAN
    foreign = _FOREIGN if visit else 0
    end = 0.0
    for segment in work:
        at = heapq.heappop(free)
        while foreign and at >= visit[0]:
            heapq.heappush(free, max(at, visit[1]))
            foreign -= 1
            at = heapq.heappop(free)
        heapq.heappush(free, at + segment.latency)
        end = max(end, at + segment.latency)
    return end


def _segments(number: int, scale: float) -> list[Segment]:
    dice, source = random.Random(4), sentences(4)
    found = []
    for _ in range(number):
        length = dice.randint(*_CHARACTERS)
        text = next(source)
        while len(text) < length:
            text += " " + next(source)
        found.append(Segment(text[:length], dice.uniform(*_LATENCY_S) * scale))
    return found


async def _run(work: Sequence[Segment], scale: float, visit: Sequence[float]) -> dict[str, Any]:
    """Speak all of it and say how that went."""
    provider = _Provider(work, scale)
    server = await asyncio.start_server(provider.connected, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    line = Line(Account("bench", "bench", "Bench", ""), url, ceiling=_PLAN, headers={}, pace=Pace().scaled(scale))
    visitor = asyncio.ensure_future(provider.visit(*visit)) if visit else None
    began, worked = perf_counter(), process_time()
    try:
        await asyncio.gather(*(_speak(line, number, segment) for number, segment in enumerate(work)))
        seconds = perf_counter() - began
    finally:
        if visitor is not None:
            visitor.cancel()
        await line.close()
        server.close()
        await asyncio.gather(*provider.serving)
    ideal = schedule(work, visit)
    return {
        "ideal_s": round(ideal, 3),
        "seconds": round(seconds, 3),
        "ratio": round(seconds / ideal, 4),
        "cpu_ms_per_segment": round((process_time() - worked) / len(work) * 1000, 1),
        "refused": provider.refused,
        "most_at_once": provider.most,
    }


async def _bare(work: Sequence[Segment], scale: float) -> float:
    """Return how much longer than the ideal five bare sockets take."""
    provider = _Provider(work, scale)
    server = await asyncio.start_server(provider.connected, "127.0.0.1", 0)
    left = iter(enumerate(work))
    began = perf_counter()
    await asyncio.gather(*(_bare_client(server.sockets[0].getsockname()[1], left) for _ in range(_PLAN)))
    seconds = perf_counter() - began
    server.close()
    await asyncio.gather(*provider.serving)
    return seconds / schedule(work, ())


async def _bare_client(port: int, left: Iterator[tuple[int, Segment]]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number, segment in left:
        body = json.dumps({"text": segment.text}).encode()
        writer.write(f"POST /v1/speak/{number} HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(len(segment.text) * _BYTES_PER_CHARACTER)
    writer.close()
    await writer.wait_closed()


async def _speak(line: Line, number: int, segment: Segment) -> None:
    async with (
        line.turn(),
        line.stream("POST", f"/v1/speak/{number}", json={"text": segment.text}, refusal=_refusal) as response,
    ):
        audio = await response.read()
    if len(audio) != len(segment.text) * _BYTES_PER_CHARACTER:
        raise RuntimeError(f"segment {number} came with {len(audio)} bytes")


def _refusal(status: int, _headers: Mapping[str, str], body: bytes) -> LecternError | Again:
    if status == 429:
        return Again(kind="limit")
    return ModelRefused("The server of the bench failed.", detail=f"{status} {body!r}")


class _Provider:
    """Takes ``_PLAN`` requests at once, those of a foreign client among them."""

    def __init__(self, work: Sequence[Segment], scale: float) -> None:
        self.most = 0
        self.refused = 0
        self.serving: set[asyncio.Task[None]] = set()
        self._work = work
        self._scale = scale
        self._own = 0
        self._foreign = 0
        self._wanted = 0

    async def visit(self, begin: float, end: float) -> None:
        """Be a foreign client that holds two places for a while; it gets the first that become free."""
        await asyncio.sleep(begin)
        self._wanted = _FOREIGN
        self._welcome()
        await asyncio.sleep(end - begin)
        self._wanted = self._foreign = 0

    def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        self.serving.add(asyncio.ensure_future(self._serve(reader, writer)))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("ascii")
                headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
                said = json.loads(await reader.readexactly(int(headers["content-length"])))
                number = int(head.split(" ")[1].rpartition("/")[2])
                await self._answer(self._work[number], said["text"], writer)
                await writer.drain()
        writer.close()

    async def _answer(self, segment: Segment, text: str, writer: asyncio.StreamWriter) -> None:
        if self._own + self._foreign >= _PLAN:
            self.refused += 1
            await asyncio.sleep(_REFUSED_AFTER_S * self._scale)
            writer.write(b"HTTP/1.1 429 Too Many Requests\r\ncontent-length: 2\r\n\r\n{}")
            return
        self._own += 1
        self.most = max(self.most, self._own + self._foreign)
        counted = self._own + self._foreign
        await asyncio.sleep(segment.latency)
        self._own -= 1
        self._welcome()
        head = (
            f"HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\ncontent-length: {len(text) * _BYTES_PER_CHARACTER}\r\n"
            f"current-concurrent-requests: {counted}\r\nmaximum-concurrent-requests: {_PLAN}\r\n\r\n"
        )
        writer.write(head.encode() + bytes(len(text) * _BYTES_PER_CHARACTER))

    def _welcome(self) -> None:
        """Give free places to the foreign client first."""
        while self._wanted and self._own + self._foreign < _PLAN:
            self._foreign += 1
            self._wanted -= 1
