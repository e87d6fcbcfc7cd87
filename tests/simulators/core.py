"""A provider's server in a thread: books, requests, concurrency, faults, and a control endpoint for other processes.

``simulator(name, **options)`` starts one on a port of its own and stops it with nothing left behind. What a provider answers is
in its module (elevenlabs.py, fish.py): a subclass of ``Provider`` whose constructor takes the options. Options every simulator
has:

    port=0               0 for any free one
    key="..."            the key it accepts
    fast=False           speak a short tone instead of words: for hundreds of requests
    pace=0.004           seconds of tone for each character, with ``fast`` (0.001 where encoding should cost next to nothing)
    latency=0.0          seconds a generation takes, or the range they are drawn from
    chunk=4096           bytes of a streamed part
    stream_pause=0.0     seconds between streamed parts
    tls=False            https with a certificate nobody trusts (its file: ``sim.certificate``); "expired" and "other-name" are
                         worse ones
    intake=0             bytes of a request's body it takes in a second, 0 for all there are (what systems hold between is not
                         counted: some megabytes on loopback)
    keep_alive=75.0      seconds an idle connection stays open
    seed=0               of whatever is drawn by chance

From another process the same is done over HTTP, below ``/_sim/``: GET state, books, requests; POST faults (a JSON object: the
arguments of ``Fault``), DELETE faults, POST occupy {"slots": n}, POST pause {"seconds": s}, POST options {...}, POST days
{"days": d}, POST withdraw {"voice_id": id, "notice": n}. ``Remote`` does that.

A mistake of the simulator itself (an exception in a provider) is answered with 500 and raised again when it stops.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import random
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import parse_qsl

import uvicorn
from starlette.responses import JSONResponse, Response
from starlette.routing import Router
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from tests.simulators.certificates import Certificate
from tests.simulators.faults import Answer, Fault, Line, Seen, cutting, parsed, strike
from tests.simulators.voicebox import Voicebox

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Mapping

    from starlette.routing import BaseRoute

    from tests.simulators.faults import Message, Receive, Send

    Scope = dict[str, Any]

#: Where the providers are; a new one adds its line.
PROVIDERS = {
    "elevenlabs": "tests.simulators.elevenlabs:ElevenLabs",
    "fish": "tests.simulators.fish:Fish",
}
HOST = "127.0.0.1"
CONTROL = "/_sim/"
_STOP_SECONDS = 20.0
#: Options of every simulator that may change while it runs.
_OWN_OPTIONS = ("latency", "chunk", "stream_pause", "intake")


@dataclass(slots=True)
class Row:
    """What was billed once. ``kind`` says for what ("tts", "dialogue", "sound", "asr", ...), ``at`` is Unix time."""

    text: str
    voice: str
    model: str
    credits: float
    at: float
    request_id: str = ""
    history_id: str = ""
    kind: str = "tts"


class Slots:
    """Places for requests at once, by group. ``most`` is the most that ever were in at once, over all groups."""

    def __init__(self) -> None:
        self.taken: dict[str, int] = {}
        self.foreign = 0
        self.most = 0
        self.refused = 0
        self._changed = asyncio.Event()

    def free(self, group: str, limit: int) -> bool:
        """Return whether one more may come in; ``foreign`` clients sit in every group."""
        return self.taken.get(group, 0) + self.foreign < limit

    def enter(self, group: str) -> Callable[[], None]:
        """Take a place and return what gives it back; calling that twice is once."""
        self.taken[group] = self.taken.get(group, 0) + 1
        self.most = max(self.most, sum(self.taken.values()))
        left = [group]

        def leave() -> None:
            if left:
                self.taken[left.pop()] -= 1
                self.changed()

        return leave

    def changed(self) -> None:
        """Wake those who wait for a place."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait(self, group: str, limit: int) -> None:
        """Wait until one more may come in."""
        while not self.free(group, limit):
            await self._changed.wait()


class Provider:
    """What a provider's module makes a subclass of. Lives on the simulator's loop, apart from ``__init__``.

    ``name`` and ``key`` (the one it accepts unless told) are its own, ``options`` those it knows beside every simulator's, with
    their defaults; they are attributes of the same names, and may change while it runs.
    """

    name = ""
    key = "sim-key"
    options: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, sim: Simulator, options: Mapping[str, Any]) -> None:
        self.sim = sim
        self.set(**{**self.options, **options})

    def set(self, **options: Any) -> None:
        """Change options."""
        for name, value in options.items():
            if name not in self.options:
                raise TypeError(f"{self.name} has no option {name!r}; it has {', '.join(sorted(self.options))}")
            setattr(self, name, value)

    def routes(self) -> list[BaseRoute]:
        """Return what it answers."""
        raise AssertionError(f"{type(self).__name__} answers nothing")

    def pass_days(self, days: float) -> None:
        """Let its time pass."""
        raise ValueError(f"the time of {self.name} does not pass")

    def withdraw(self, voice_id: str, notice: bool | float) -> None:
        """Take a voice away: now, after the notice its owner promised (True), or after so many days."""
        raise ValueError(f"{self.name} withdraws no voices")

    def error(self, status: int, code: str = "", message: str = "", shape: str = "") -> Response:
        """Return an error as this provider says it; "" is what is usual for the status."""
        raise AssertionError(f"{type(self).__name__} has no errors for {status} {code} {message} {shape}")

    def nowhere(self) -> Response:
        """Return the answer to a path there is not."""
        return self.error(404)


class _Protocol(H11Protocol):
    """uvicorn's own, that tells which connection a request came on."""

    sim: Simulator

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.sim.connected(self.client, Line(transport))


class Simulator:
    """A running provider. ``start`` and ``stop`` it, or use it as a context manager; all methods may be called from any thread.

    Attributes:
        books: what was billed, in order.
        requests: every request (see ``Seen``), in the order they arrived.
        provider: the provider itself; its options may be read there.
        url, key: what a client needs.
        certificate: with ``tls`` the file of the certificate, "" without.
    """

    def __init__(
        self,
        name: str,
        *,
        port: int = 0,
        key: str = "",
        fast: bool = False,
        pace: float = 0.004,
        latency: float | tuple[float, float] = 0.0,
        chunk: int = 4096,
        stream_pause: float = 0.0,
        intake: float = 0,
        tls: bool | str = False,
        keep_alive: float = 75.0,
        seed: int = 0,
        **options: Any,
    ) -> None:
        module, _, made = PROVIDERS[name].partition(":")
        kind: type[Provider] = getattr(importlib.import_module(module), made)
        self.name = name
        self.key = key or kind.key
        self.latency = latency
        self.chunk = chunk
        self.stream_pause = stream_pause
        self.intake = intake
        self.books: list[Row] = []
        self.requests: list[Seen] = []
        self.faults: list[Fault] = []
        self.crashes: list[Exception] = []
        self.chance = random.Random(seed)
        self.voicebox = Voicebox(fast=fast, pace=pace)
        self.provider = kind(self, options)
        self.slots = Slots()
        self._port = port
        self._keep_alive = keep_alive
        self._certificate = Certificate(tls) if tls else None
        self._lines: dict[Any, Line] = {}
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"simulator-{name}", daemon=True)
        self._failed: BaseException | None = None

    # what a test says and asks

    @property
    def url(self) -> str:
        """The base address, without a slash at its end."""
        return f"{'https' if self._certificate else 'http'}://{HOST}:{self._port}"

    @property
    def certificate(self) -> str:
        """The file of the certificate, for who wants to trust it; "" without TLS."""
        return self._certificate.file if self._certificate else ""

    @property
    def billed(self) -> float:
        """The sum of the books."""
        return sum(row.credits for row in self.books)

    @property
    def most_at_once(self) -> int:
        """The most requests of those with a limit that ever were answered at once."""
        return self.slots.most

    @property
    def refused(self) -> int:
        """How many requests found no free place and were sent away."""
        return self.slots.refused

    def fault(self, where: str = "", **what: Any) -> Fault:
        """Lay a fault; see faults.py. Its ``struck`` tells how often it struck."""
        fault = Fault(where, **what)
        self.faults.append(fault)
        return fault

    def clear(self) -> None:
        """Take back all faults."""
        self.faults.clear()

    def set(self, **options: Any) -> None:
        """Change options while it runs: the provider's, and latency, chunk, stream_pause and intake."""
        own = {name: options.pop(name) for name in _OWN_OPTIONS if name in options}
        for name, value in own.items():
            setattr(self, name, value)
        self._on_loop(self._set(options))

    def occupy(self, slots: int) -> None:
        """Have a foreign client sit on so many places from now on; 0 sends it away."""
        self._on_loop(self._occupy(slots))

    def pass_days(self, days: float) -> None:
        """Let the provider's time pass."""
        self._on_loop(_soon(self.provider.pass_days, days))

    def withdraw(self, voice_id: str, notice: bool | float = False) -> None:
        """Have a voice's owner take it back: at once, after the notice promised (True), or after so many days."""
        self._on_loop(_soon(self.provider.withdraw, voice_id, notice))

    def pause(self) -> None:
        """Refuse connections from now on, and cut the ones there are."""
        self._on_loop(self._pause())

    def resume(self) -> None:
        """Listen again, on the same port."""
        self._on_loop(self._listen())

    @property
    def paused_now(self) -> bool:
        """Whether it refuses connections."""
        return self._server is None

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Refuse connections during the body."""
        self.pause()
        try:
            yield
        finally:
            self.resume()

    def drop_connections(self) -> None:
        """Cut all connections with a reset, and go on listening."""
        self._on_loop(self._drop())

    # life

    def start(self) -> Self:
        """Start and wait until it listens."""
        self._thread.start()
        self._ready.wait()
        if self._failed is not None:
            self._thread.join()
            raise self._failed
        return self

    def stop(self) -> None:
        """End it, whatever is under way, and free the port, the thread and the files; twice is once.

        Raises what went wrong inside.
        """
        if not self._thread.is_alive():
            return
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(_STOP_SECONDS)
        assert not self._thread.is_alive(), "the simulator does not stop"
        if self._certificate:
            self._certificate.close()
        if self._failed is not None:
            raise self._failed
        if self.crashes:
            raise AssertionError("the simulator itself failed") from self.crashes[0]

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _on_loop(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(_STOP_SECONDS)

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:  # noqa: BLE001  raised again by the thread that starts or stops it
            self._failed = error
        finally:
            self._ready.set()

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.set_default_executor(ThreadPoolExecutor(1, f"simulator-{self.name}-sound"))
        self._stopping = asyncio.Event()
        self.slots = Slots()
        self._router = Router(self.provider.routes(), redirect_slashes=False, default=self._nowhere)
        self._state = ServerState()
        self._config = uvicorn.Config(
            self._app,
            log_config=None,
            access_log=False,
            http=_Protocol,
            ws="websockets-sansio",
            interface="asgi3",
            lifespan="off",
            proxy_headers=False,
            ws_per_message_deflate=False,
            timeout_keep_alive=self._keep_alive,  # type: ignore[arg-type]
        )
        self._config.load()
        self._server: asyncio.Server | None = None
        try:
            await self._listen()
            self._ready.set()
            await self._stopping.wait()
        finally:
            await self._pause()
            await self._end_tasks()
            await self.voicebox.close()

    async def _end_tasks(self) -> None:
        await asyncio.sleep(0)
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(self) -> None:
        if self._server is not None:
            return
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((HOST, self._port))
            context = self._certificate.context if self._certificate else None
            self._server = await self._loop.create_server(self._protocol, sock=sock, ssl=context, backlog=512)
        except BaseException:
            sock.close()
            raise
        self._port = sock.getsockname()[1]

    def _protocol(self) -> _Protocol:
        protocol = _Protocol(self._config, self._state, {}, self._loop)
        protocol.sim = self
        return protocol

    async def _pause(self) -> None:
        if self._server is None:
            return
        server, self._server = self._server, None
        server.close()
        await self._drop()

    async def _drop(self) -> None:
        lines, self._lines = list(self._lines.values()), {}
        for line in lines:
            line.reset()
        await asyncio.sleep(0)

    async def _set(self, options: dict[str, Any]) -> None:
        self.provider.set(**options)
        self.slots.changed()

    async def _occupy(self, slots: int) -> None:
        self.slots.foreign = slots
        self.slots.changed()

    # what a request meets

    def connected(self, client: object, line: Line) -> None:
        """Keep the line of a connection; cut it at once if that was commanded."""
        if len(self._lines) > 1000:
            self._lines = {peer: one for peer, one in self._lines.items() if not one.transport.is_closing()}
        self._lines[client] = line
        fault = next((fault for fault in self.faults if fault.where == "connect"), None)
        if fault is not None:
            fault.struck += 1
            if fault.struck >= fault.times:
                self.faults.remove(fault)
            line.reset()

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith(CONTROL):
            await self._control(scope, receive, send)
            return
        seen = Seen(
            method=scope.get("method", "WEBSOCKET"),
            path=scope["path"],
            query=parse_qsl(scope["query_string"].decode(), keep_blank_values=True),
            headers={name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]},
            at=time.time(),
        )
        if scope["type"] == "http":
            if not await self._take(seen, receive, self._lines.get(scope["client"])):
                return
            seen.body = parsed(seen.raw, seen.headers.get("content-type", ""))
        else:
            seen.body = []
        self.requests.append(seen)
        seen.fault = strike(self.faults, seen)
        await self._answer(scope, seen, receive, send)

    async def _take(self, seen: Seen, receive: Receive, line: Line | None) -> bool:
        """Take the body of a request, as fast as it is told to; False where it was cut off on the way."""
        fault = cutting(self.faults, seen)
        parts, taken = [], 0
        message: Message = {"more_body": True}
        while message.get("more_body", False):
            message = await receive()
            parts.append(message.get("body", b""))
            taken += len(parts[-1])
            if self.intake:
                await asyncio.sleep(len(parts[-1]) / self.intake)
            if fault is not None and line is not None and taken > (fault.taken or 0):
                await self._cut_off(seen, fault, receive, line)
                return False
        seen.raw = b"".join(parts)
        return True

    async def _cut_off(self, seen: Seen, fault: Fault, receive: Receive, line: Line) -> None:
        """Reset the connection of a request whose body is not wanted any further."""
        fault.struck += 1
        if fault.struck >= fault.times:
            self.faults.remove(fault)
        seen.fault = fault
        self.requests.append(seen)
        line.reset()
        while (await receive())["type"] != "http.disconnect":
            pass

    async def _answer(self, scope: Scope, seen: Seen, receive: Receive, send: Send) -> None:
        """Answer, or do what the fault says. ``scope`` tells the provider: sim.seen, and sim.after to be called at the end."""
        fault = seen.fault or Fault()
        line = self._lines.get(scope["client"])
        answer = Answer(send, seen, line)
        after: list[Callable[[], None]] = []
        scope |= {"sim.seen": seen, "sim.after": after}
        inward = _Inward(seen, receive, after)
        try:
            await asyncio.sleep(fault.seconds)
            broken = fault.replaces or fault.reset == "before"
            if not broken or fault.billed:
                await self._provide(scope, inward, _nobody if broken else answer)
            if fault.reset == "before" and line is not None:
                answer.broken = True
                line.reset()
            elif fault.replaces:
                await self._replacement(fault)(scope, inward, answer)
            if answer.broken:
                await inward.gone()
        finally:
            seen.until = time.time()
            _call(after)
            await inward.close()

    async def _provide(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._router(scope, receive, send)
        except (OSError, asyncio.CancelledError):
            raise
        except Exception as error:  # noqa: BLE001  kept for the thread that stops the simulator
            self.crashes.append(error)
            with contextlib.suppress(RuntimeError):
                await Response(f"the simulator failed: {error!r}", 500)(scope, receive, send)

    async def _nowhere(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.provider.nowhere()(scope, receive, send)

    def _replacement(self, fault: Fault) -> Response:
        if fault.body is None:
            return self.provider.error(fault.status, fault.code, fault.message, fault.shape)
        if isinstance(fault.body, str | bytes):
            return Response(fault.body, fault.status or 200, media_type=fault.content_type or "text/plain")
        return JSONResponse(fault.body, fault.status or 200)

    # what a provider uses

    async def think(self) -> None:
        """Take the time a generation takes."""
        seconds = self.chance.uniform(*self.latency) if isinstance(self.latency, tuple | list) else self.latency
        await asyncio.sleep(seconds)

    async def in_thread(self, work: Callable[..., Any], *args: Any) -> Any:
        """Do what computes beside the loop, one such thing at a time."""
        return await self._loop.run_in_executor(None, work, *args)

    # other processes

    async def _control(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = json.loads(await _body(receive) or b"{}") if scope["type"] == "http" else {}
        what = scope["path"].removeprefix(CONTROL)
        try:
            answer: Response = JSONResponse(await self._command(scope.get("method", ""), what, body))
        except (TypeError, ValueError, KeyError) as error:
            answer = JSONResponse({"error": str(error)}, 400)
        await answer(scope, receive, send)

    async def _command(self, method: str, what: str, body: dict[str, Any]) -> Any:
        match method, what:
            case "GET", "state":
                return self._told()
            case "GET", "books":
                return [asdict(row) for row in self.books]
            case "GET", "requests":
                return [seen.as_json() for seen in self.requests]
            case "POST", "faults":
                self.faults.append(Fault(**{**body, "where": body.get("where", "")}))
            case "DELETE", "faults":
                self.faults.clear()
            case "POST", "occupy":
                await self._occupy(body["slots"])
            case "POST", "options":
                for name in _OWN_OPTIONS:
                    setattr(self, name, body.pop(name, getattr(self, name)))
                await self._set(body)
            case "POST", "days":
                self.provider.pass_days(body["days"])
            case "POST", "withdraw":
                self.provider.withdraw(body["voice_id"], body.get("notice", False))
            case "POST", "pause":
                self._loop.call_later(0.01, lambda: self._loop.create_task(self._pause_for(body["seconds"])))
            case _:
                raise ValueError(f"no such command: {method} {what}")
        return self._told()

    def _told(self) -> dict[str, Any]:
        laid = [{one.name: getattr(fault, one.name) for one in fields(Fault)} for fault in self.faults]
        return {
            "name": self.name,
            "billed": self.billed,
            "books": len(self.books),
            "requests": len(self.requests),
            "most_at_once": self.most_at_once,
            "refused": self.refused,
            "faults": json.loads(json.dumps(laid, default=repr)),
            "now": time.time(),
        }

    async def _pause_for(self, seconds: float) -> None:
        await self._pause()
        await asyncio.sleep(seconds)
        await self._listen()


class _Inward:
    """The ``receive`` of a request whose body has been read; watches whether the peer is still there."""

    def __init__(self, seen: Seen, receive: Receive, after: list[Callable[[], None]]) -> None:
        self._seen = seen
        self._receive = receive
        self._given = False
        self._watch = None
        if seen.method != "WEBSOCKET":
            self._watch = asyncio.get_running_loop().create_task(self._watched(after))

    async def __call__(self) -> Message:
        if self._watch is None:
            message = await self._receive()
            if message["type"] == "websocket.receive":
                self._seen.body.append(_frame(message))
            return message
        if not self._given:
            self._given = True
            return {"type": "http.request", "body": self._seen.raw, "more_body": False}
        await asyncio.shield(self._watch)
        return {"type": "http.disconnect"}

    async def _watched(self, after: list[Callable[[], None]]) -> None:
        """Give back what the request holds as soon as its peer is gone."""
        while (await self._receive())["type"] != "http.disconnect":
            pass
        _call(after)

    async def gone(self) -> None:
        """Wait until the connection is closed: uvicorn would wonder about an answer with no end."""
        if self._watch is not None:
            await asyncio.wait([self._watch], timeout=_STOP_SECONDS)

    async def close(self) -> None:
        """Stop watching."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.wait([self._watch])


async def _soon(work: Callable[..., None], *args: Any) -> None:
    """Do on the loop what belongs there."""
    work(*args)


def _call(after: list[Callable[[], None]]) -> None:
    for leave in after:
        leave()


def _frame(message: Message) -> Any:
    text = message.get("text")
    try:
        return json.loads(text) if text is not None else parsed(message["bytes"], "application/msgpack")
    except ValueError:
        return text


async def _body(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return b"".join(parts)


async def _nobody(message: Message) -> None:
    """Send what a provider answers to nobody."""


@contextmanager
def simulator(name: str, **options: Any) -> Iterator[Simulator]:
    """Run a simulator during the body; see the module for options, and the provider's module for its own."""
    with Simulator(name, **options) as sim:
        yield sim
