"""What can go wrong on the wire: faults on command, and the requests that were seen.

A fault is laid with ``sim.fault(where, **what)`` and strikes the next ``times`` requests that match. ``where`` is part of a
path, with a method before it if wanted: "/stream", "POST /v1/tts", "WEBSOCKET", "" for all. The key "connect" is special: it
strikes connections, before a byte is read.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import struct
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING, Any

import ormsgpack

try:
    import fcntl
    import termios
except ImportError:  # Windows: what its own buffer holds is not told
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, MutableMapping

    Message = MutableMapping[str, Any]
    Send = Callable[[Message], Awaitable[None]]
    Receive = Callable[[], Awaitable[Message]]

#: Seconds in which a peer that reads has taken what was written.
_PATIENCE = 5.0
_POLL = 0.002


@dataclass(slots=True)
class Seen:
    """A request as it arrived, and how it was answered.

    ``body`` is parsed: JSON and msgpack to what they hold, multipart to a dict by part (text, or bytes of a file), of a
    websocket the list of its messages. ``sent`` counts bytes of the answer's body, ``fault`` is the one that struck. ``at`` and
    ``until`` are Unix times of its beginning and of the end of its answer, 0 while there is none.
    """

    method: str
    path: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    at: float
    body: Any = None
    raw: bytes = field(default=b"", repr=False)
    status: int = 0
    sent: int = 0
    until: float = 0.0
    fault: Fault | None = None

    def asked(self, name: str, default: str = "") -> str:
        """Return the last value of a query parameter."""
        return dict(self.query).get(name, default)

    def as_json(self) -> dict[str, Any]:
        """Return what can be told to another process; files by their length."""
        return {
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "headers": self.headers,
            "at": self.at,
            "until": self.until,
            "body": json.loads(json.dumps(self.body, default=lambda some: f"<{len(some)} bytes>")),
            "status": self.status,
            "sent": self.sent,
            "fault": self.fault is not None,
        }


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong. What is not set goes right.

    Args:
        where: method and part of the path, see the module.
        text: strikes only requests whose body holds this.
        times: how many requests it strikes.
        after: how many matching ones it lets pass first.
        delay: seconds before anything else happens, or the range they are drawn from.
        status: answer with this status instead of the provider's answer, in the provider's way of saying errors.
        code: the provider's name of the error; "" for its usual one of the status.
        message: what the error says; "" for something fitting.
        shape: which of the provider's error bodies; "" for its usual one.
        headers: added to the answer, whichever it is; None as a value takes one away.
        body: the whole body of the answer, instead of the provider's: text, bytes, or something that becomes JSON. With no
            status this is a 200 with an error in it.
        content_type: what the answer is said to be.
        reset: a TCP reset: "before" any byte of the answer, or after so many bytes of its body.
        taken: a TCP reset after so many bytes of the request's body, which is answered never; ``text`` cannot be asked then.
        cut: the connection ends properly after so many bytes of the body.
        stall: (bytes of the body, seconds) after which it goes on. Before the first byte, use delay.
        framing: with cut: "length" promises the whole length, "chunked" leaves out the end, "whole" claims that what came
            is all. "" leaves the answer's own.
        billed: with an answer that is not the provider's, or reset "before": the provider has generated and billed.
        kept: whether what was generated appears in the provider's history.
    """

    where: str = ""
    text: str = ""
    times: int = 1
    after: int = 0
    delay: float | tuple[float, float] = 0.0
    status: int = 0
    code: str = ""
    message: str = ""
    shape: str = ""
    headers: Mapping[str, str | None] = field(default_factory=dict)
    body: Any = None
    content_type: str = ""
    reset: str | int | None = None
    taken: int | None = None
    cut: int | None = None
    stall: tuple[int, float] | None = None
    framing: str = ""
    billed: bool = False
    kept: bool = True
    struck: int = 0

    def __post_init__(self) -> None:
        if self.framing not in ("", "length", "chunked", "whole"):
            raise ValueError(f"no such framing: {self.framing!r}")
        if isinstance(self.reset, str) and self.reset != "before":
            raise ValueError(f"reset is 'before' or a number of bytes, not {self.reset!r}")

    def matches(self, seen: Seen) -> bool:
        """Return whether it is about such a request; does not count."""
        method, _, path = self.where.rpartition(" ")
        if not method and path.isupper() and path.isalpha():
            method, path = path, ""
        if self.where == "connect" or (method and method != seen.method) or path not in seen.path:
            return False
        return not self.text or self.text in seen.raw.decode("utf-8", "replace") or self.text in str(seen.body)

    @property
    def replaces(self) -> bool:
        """Whether the answer is not the provider's."""
        return bool(self.status) or self.body is not None

    @property
    def seconds(self) -> float:
        """How long to wait before answering."""
        return random.uniform(*self.delay) if isinstance(self.delay, tuple | list) else self.delay


def strike(faults: list[Fault], seen: Seen) -> Fault | None:
    """Return the first fault laid for such a request, counted; the used-up ones are taken from ``faults``."""
    for fault in faults:
        if fault.taken is not None or not fault.matches(seen):
            continue
        if fault.after > 0:
            fault.after -= 1
            continue
        fault.struck += 1
        if fault.struck >= fault.times:
            faults.remove(fault)
        return fault
    return None


def cutting(faults: list[Fault], seen: Seen) -> Fault | None:
    """Return the fault that is to cut off such a request before its body has been taken; it is not counted yet."""
    fault = next((one for one in faults if one.taken is not None and one.matches(seen)), None)
    if fault is not None and fault.after > 0:
        fault.after -= 1
        return None
    return fault


def parsed(raw: bytes, content_type: str) -> Any:
    """Return what a request's body holds; the bytes themselves where nobody can tell."""
    kind = content_type.partition(";")[0].strip().lower()
    with suppress(ValueError):
        if kind == "multipart/form-data":
            return _parts(raw, content_type)
        if kind == "application/msgpack":
            return ormsgpack.unpackb(raw)
        if kind == "application/json" or not kind:
            return json.loads(raw) if raw else None
    return raw


def _parts(raw: bytes, content_type: str) -> dict[str, Any]:
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + raw)
    parts: dict[str, Any] = {}
    for part in message.iter_parts():
        name = str(part.get_param("name", "", "content-disposition"))
        data = part.get_payload(decode=True)
        value = data if part.get_filename() is not None else data.decode()
        parts[name] = (
            [*(parts[name] if isinstance(parts[name], list) else [parts[name]]), value] if name in parts else value
        )
    return parts


class Line:
    """The connection under a request: ``asyncio``'s transport, to do to it what HTTP cannot say."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self.transport = transport

    def reset(self) -> None:
        """Send RST. What the peer has not received yet is lost."""
        if self.transport.is_closing():  # a closed TLS transport knows its socket no more
            return
        sock = self.transport.get_extra_info("socket")
        if sock is not None:
            with suppress(OSError):
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def end(self) -> None:
        """Send FIN after what was written."""
        self.transport.close()

    async def drained(self) -> None:
        """Wait until the peer's system has what was written, or does not take it."""
        loop = asyncio.get_running_loop()
        limit = loop.time() + _PATIENCE
        while self._pending() and not self.transport.is_closing() and loop.time() < limit:  # noqa: ASYNC110  nobody tells
            await asyncio.sleep(_POLL)

    def _pending(self) -> int:
        sock = self.transport.get_extra_info("socket")
        waiting = self.transport.get_write_buffer_size()
        if waiting or sock is None or fcntl is None or sock.fileno() < 0:
            return waiting
        return int.from_bytes(fcntl.ioctl(sock.fileno(), termios.TIOCOUTQ, b"\0\0\0\0"), sys.byteorder)


class Answer:
    """The ``send`` of one answer, with its fault: counts bytes, cuts, stalls, says other than is true."""

    def __init__(self, send: Send, seen: Seen, line: Line | None) -> None:
        self._send = send
        self._seen = seen
        self._fault = seen.fault or Fault()
        self._line = line
        self._held: list[Message] = []
        self.broken = False

    async def __call__(self, message: Message) -> None:
        if self.broken:
            return
        kind = message["type"]
        if kind == "http.response.start":
            await self._start(message)
        elif kind == "http.response.body":
            await self._body(message)
        elif kind == "websocket.send":
            await self._frame(message)
        else:
            if kind == "websocket.accept":
                self._seen.status = 101
            await self._send(message)

    async def _start(self, message: Message) -> None:
        self._seen.status = message["status"]
        headers = [
            (name, value) for name, value in message.get("headers", []) if not self._drops(name.decode().lower())
        ]
        headers += [(name.encode(), value.encode()) for name, value in self._fault.headers.items() if value is not None]
        if self._fault.content_type:
            headers.append((b"content-type", self._fault.content_type.encode()))
        message = {**message, "headers": headers}
        if self._fault.framing:
            self._held = [message]
        else:
            await self._send(message)

    def _drops(self, name: str) -> bool:
        if name == "content-type" and self._fault.content_type:
            return True
        return name in {one.lower() for one in self._fault.headers} or (
            name == "content-length" and bool(self._fault.framing)
        )

    async def _body(self, message: Message) -> None:
        if not self._held:
            await self._part(message.get("body", b""), more=message.get("more_body", False))
            return
        self._held.append(message)
        if message.get("more_body", False):
            return
        start, *rest = self._held
        self._held = []
        whole = b"".join(part.get("body", b"") for part in rest)
        if self._fault.framing == "whole" and self._fault.cut is not None:
            whole = whole[: self._fault.cut]
        if self._fault.framing != "chunked":
            start["headers"].append((b"content-length", str(len(whole)).encode()))
        await self._send(start)
        await self._part(whole, more=False)

    async def _part(self, data: bytes, *, more: bool) -> None:
        """Send part of the body up to the place where something goes wrong."""
        at = self._place()
        sent, self._seen.sent = self._seen.sent, self._seen.sent + len(data)
        if not more:  # before the last of it is sent: who has the answer may look at once
            self._seen.until = time.time()
        if at is None or not sent <= at < sent + len(data):
            if at is not None and not more and at == self._seen.sent and self._fault.stall is None:
                await self._break(data)
            else:
                await self._send({"type": "http.response.body", "body": data, "more_body": more})
            return
        await self._send({"type": "http.response.body", "body": data[: at - sent], "more_body": True})
        if self._fault.stall is None:
            self._seen.sent = at
            await self._break(b"")
        else:
            await asyncio.sleep(self._fault.stall[1])
            await self._send({"type": "http.response.body", "body": data[at - sent :], "more_body": more})

    async def _frame(self, message: Message) -> None:
        """Send one message of a websocket; it is struck at the message in which its byte lies."""
        at = self._place()
        size = len(message.get("bytes") or message.get("text") or b"")
        sent, self._seen.sent = self._seen.sent, self._seen.sent + size
        if at is not None and sent <= at < sent + size:
            if self._fault.stall is None:
                await self._break(b"")
                return
            await asyncio.sleep(self._fault.stall[1])
        await self._send(message)

    def _place(self) -> int | None:
        if isinstance(self._fault.reset, int):
            return self._fault.reset
        if self._fault.stall is not None:
            return self._fault.stall[0]
        return None if self._fault.framing == "whole" else self._fault.cut

    async def _break(self, last: bytes) -> None:
        """End the connection after ``last``; all later parts of the answer are lost."""
        if last:
            await self._send({"type": "http.response.body", "body": last, "more_body": True})
        self.broken = True
        if self._line is None:
            return
        await self._line.drained()
        if self._fault.reset is None:
            self._line.end()
        else:
            self._line.reset()
