"""A line to a provider: paid requests through its places, free calls and uploads beside them, and what is sent again.

An engine makes one ``Line`` for its account. Its ``turn`` is the line's ``turn``; its ``speak`` reads ``stream``::

    async with line.turn():                      # a place: entered before the ledger is written
        async with line.stream("POST", path, json=body, group="flash", refusal=refusal) as response:
            async for piece in response: ...

``refusal(status, headers, body)`` is the engine's knowledge of error answers. It gives the error to raise, or ``Again``:
certainly not taken and not billed, to be sent again by the line. Answers of a 2xx status are never asked about.

Where no whole request reached the provider, ``Unreachable.maybe_billed`` is False: it may be asked again through ``turn``,
which waits for the network. Everything lives on one asyncio loop, and all errors are of ``studio_app.domain.errors``.
"""

from __future__ import annotations

import asyncio
import json as json_
import logging
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import httpx

from studio_app.domain.errors import LecternError, RateLimited, Unreachable
from studio_app.speech.traffic.failures import Progress, cut, trouble
from studio_app.speech.traffic.network import address, check_headers, client
from studio_app.speech.traffic.outage import LineState, Outage
from studio_app.speech.traffic.pace import Pace
from studio_app.speech.traffic.slots import Slots
from studio_app.speech.traffic.upload import Form, as_files

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from studio_app.speech.account import Account
    from studio_app.speech.traffic.slots import Place
    from studio_app.speech.traffic.upload import Part

_log = logging.getLogger(__name__)

#: The most that is read of an answer that refuses.
_REFUSAL_BYTES = 64 << 10
#: The most that a free call may answer.
_FREE_BYTES = 256 << 20
#: How often a free call that only reads is sent, where the network or the provider fails.
_FREE_TRIES = 3
#: How often a connection is made for a request, where each is lost before the request was written.
_CONNECTIONS = 3
_ONLY_READ = {"GET", "HEAD"}

_MAXIMUM, _CURRENT = "maximum-concurrent-requests", "current-concurrent-requests"


@dataclass(frozen=True, slots=True)
class Again:
    """The provider certainly did not take the request. ``after`` is how long it asks to wait, in seconds.

    ``kind`` "limit": too many at once, so the limit is lowered and the request waits for a place. "busy": too much for the
    provider, or too often; nothing of this line is sent for a while.
    """

    after: float | None = None
    kind: Literal["limit", "busy"] = "busy"
    detail: str = ""


Refusal = LecternError | Again


class Response:
    """An answer that is coming in. Iterate over it for its pieces as they come.

    Attributes:
        status: 2xx.
        headers: by lower-case name.
    """

    def __init__(self, answer: httpx.Response, name: str, silence: float) -> None:
        self.status = answer.status_code
        self.headers: Mapping[str, str] = _headers(answer)
        self._answer = answer
        self._name = name
        self._silence = silence

    @property
    def kind(self) -> str:
        """The content type without its parameters, in lower case; "" where there is none."""
        return _kind(self.headers)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Give the pieces as they come.

        Raises:
            Unreachable: it broke off or stalled; it may have been billed.
        """
        pieces = self._answer.aiter_bytes()
        while True:
            try:
                async with asyncio.timeout(self._silence):
                    piece = await anext(pieces, None)
            except (httpx.HTTPError, httpx.StreamError, OSError, TimeoutError) as error:
                raise cut(error, self._name) from None
            if piece is None:
                return
            if piece:
                yield piece

    async def read(self, most: int = _FREE_BYTES) -> bytes:
        """Return the whole of it.

        Raises:
            Unreachable: it broke off, or is longer than ``most`` bytes; it may have been billed.
        """
        found = bytearray()
        async for piece in self:
            found += piece
            if len(found) > most:
                raise Unreachable(f"The answer of {self._name} is too large to be right.", detail="too large")
        return bytes(found)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a free call, as a whole."""

    status: int
    headers: Mapping[str, str]
    data: bytes = field(repr=False)
    name: str = ""

    @property
    def kind(self) -> str:
        """The content type without its parameters, in lower case; "" where there is none."""
        return _kind(self.headers)

    def json(self) -> Any:
        """Return what it says.

        Raises:
            Unreachable: it is not JSON.
        """
        try:
            return json_.loads(self.data)
        except (ValueError, RecursionError):
            raise Unreachable(
                f"What answered is not {self.name}: a proxy or the sign-in page of a network may be in between."
                " Open a web page to see, then try again.",
                maybe_billed=False,
                detail=f"no JSON but {self.kind or 'no content type'}",
            ) from None


class Line:
    """The line of one account. See the module docstring.

    Args:
        account: whose line it is; its proxy and certificates are used.
        base_url: where the provider is.
        ceiling: how many requests may run at once, before anything is learned.
        headers: sent with every request; the key is among them.
        name: the provider's, for sentences; its host where nobody says.
        pace: how long to wait for what.

    Raises:
        WrongUsage: the address, the proxy or the file of certificates cannot be used.
        Unauthorised: the key cannot be one.
    """

    def __init__(
        self,
        account: Account,
        base_url: str,
        *,
        ceiling: int,
        headers: Mapping[str, str],
        name: str = "",
        pace: Pace | None = None,
    ) -> None:
        check_headers(headers)
        self._where = address(base_url, account.proxy)
        self._headers = dict(headers)
        self._key = account.key.encode()
        self._ca_file = account.ca_file
        self._name = name or self._where.host
        self._pace = pace or Pace()
        self._client: httpx.AsyncClient | None = None
        self._closed = False
        self._outage = Outage(self._name, self._where.next_hop, self._pace)
        self._current: ContextVar[Place | None] = ContextVar("place", default=None)
        self.slots = Slots(ceiling, self._pace)

    def __repr__(self) -> str:
        """Name it without its headers."""
        return f"<Line to {self._where.host}>"

    @property
    def state(self) -> LineState:
        """How the line is now."""
        return self._outage.state

    @property
    def offline(self) -> bool:
        """Whether the provider cannot be reached, as far as is known."""
        return self._outage.state.offline

    def on_state(self, listener: Callable[[LineState], None]) -> Callable[[], None]:
        """Call ``listener`` on the loop with every new state; what is returned ends that."""
        return self._outage.listen(listener)

    @asynccontextmanager
    async def turn(self, group: str = "") -> AsyncIterator[None]:
        """Wait for a place, for the network and for the provider's pauses; hold the place for the body.

        ``group`` is the best guess; ``stream`` goes over to its own. One ``stream`` at a time has the place, others take one.
        """
        place = await self.slots.take(group)
        try:
            await self._outage.wait()
            self._current.set(place)
            yield
        finally:
            # Not reset by its token: an answer may be read in one context and given up in another.
            self._current.set(None)
            place.leave()

    @asynccontextmanager
    async def stream(
        self,
        method: str,
        path: str,
        *,
        refusal: Callable[[int, Mapping[str, str], bytes], Refusal],
        group: str | None = None,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> AsyncIterator[Response]:
        """Send a request that may cost, and give its answer as it comes. Leaving the body early closes the connection.

        In a ``turn`` it waits a while for a network that is gone (``Pace.offline``); without one it takes a place by itself
        and fails at once.

        Args:
            method: of HTTP.
            path: below the base address; ids in it are percent-encoded.
            refusal: what an answer means that is no 2xx; see the module docstring.
            group: the group of models whose places count, None for that of the turn.
            params: of the query.
            json: body.
            content: body as it is, where there is no ``json``.
            headers: beside those of the line.

        Raises:
            Unreachable: it could not be sent, or its answer was lost; ``maybe_billed`` tells.
            RateLimited: it was refused again and again, and not billed.
            LecternError: what ``refusal`` gave.
        """
        request = self._request(method, path, params, json, content, headers)
        turn = self._current.get()
        queued = turn is not None and turn.lend()
        place = turn if turn is not None and queued else await self.slots.take(group or "")
        try:
            if group is not None:
                await place.move(group)
            answer = await _Sending(self, request, place, refusal, queued=queued).answer()
            try:
                yield Response(answer, self._name, self._pace.silence)
            finally:
                place.end()
                await answer.aclose()
        finally:
            if queued:
                place.lent = False
            else:
                place.leave()

    async def free(
        self,
        method: str,
        path: str,
        *,
        refusal: Callable[[int, Mapping[str, str], bytes], Refusal],
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        most: int = _FREE_BYTES,
        makes: bool = False,
    ) -> Reply:
        """Make a call that costs nothing, beside the places. One that only reads is tried three times.

        ``most`` is how many bytes the answer may have, ``makes`` says that sending it twice makes two of something; the rest
        as for ``stream``.

        Raises:
            Unreachable: it could not be sent or its answer was lost; never billed, and ``maybe_billed`` only where it
                ``makes`` something and may have done so.
            RateLimited: it was refused again and again.
            LecternError: what ``refusal`` gave.
        """
        request = self._request(method, path, params, json, content, headers)
        # Where the network is known to be gone nobody waits for more than one look at it.
        tries = _FREE_TRIES if method in _ONLY_READ and not self.offline else 1
        refusals, waited = 0, 0.0
        while True:
            reply = await self._asked(request, tries, most, makes=makes)
            if reply.status < 300:
                return reply
            said = refusal(reply.status, reply.headers, self.unsaid(reply.data[:_REFUSAL_BYTES]))
            if not isinstance(said, Again):
                raise said
            refusals += 1
            delay = self.delay(said, refusals, waited)
            await asyncio.sleep(delay)
            waited += delay

    async def upload(
        self,
        path: str,
        parts: Sequence[Part],
        *,
        refusal: Callable[[int, Mapping[str, str], bytes], Refusal],
        sent: Callable[[int, int], None] | None = None,
        params: Mapping[str, Any] | None = None,
        method: str = "POST",
        most: int = _FREE_BYTES,
    ) -> Reply:
        """Send a form, beside the places and once: nothing here sends it again. Cancelling stops it where it is.

        Args:
            path: below the base address; ids in it are percent-encoded.
            parts: of the form, in order.
            refusal: what an answer means that is no 2xx; ``Again`` becomes ``RateLimited``.
            sent: told (octets gone, octets in all) of the body before it begins and after each piece.
            params: of the query.
            method: of HTTP.
            most: how many bytes the answer may have.

        Raises:
            Unreachable: with ``maybe_billed`` it may have arrived and done its work; without it nobody has it.
            RateLimited: it was not taken now.
            LecternError: what ``refusal`` gave.
        """
        request = self._request(method, path, params, None, None, None, as_files(parts))
        request.stream = Form(request, sent or _unseen)
        reply = await self._whole(request, most)
        if reply.status < 300:
            return reply
        said = refusal(reply.status, reply.headers, self.unsaid(reply.data[:_REFUSAL_BYTES]))
        if not isinstance(said, Again):
            raise said
        raise RateLimited(
            f"{self._name} does not take this now. Try again in a while.",
            retry_after=said.after,
            detail=said.detail or said.kind,
        )

    async def close(self) -> None:
        """Close every connection. The line cannot be used afterwards."""
        self._closed = True
        self._outage.end()
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def delay(self, said: Again, refusals: int, waited: float) -> float:
        """Return how long to wait after a refusal; for this room's own use.

        Raises:
            RateLimited: the patience is over.
        """
        delay = max(said.after or 0.0, self._pace.backoff(refusals))
        if waited + delay > self._pace.patience:
            raise RateLimited(
                f"{self._name} takes no more requests now, and nothing was billed. Try again later, or with fewer programs"
                " that use this account at once.",
                retry_after=delay,
                detail=f"{said.detail or said.kind}, refused {refusals} times",
            )
        return delay

    def unsaid(self, body: bytes) -> bytes:
        """Return what a refusal says without the key: some quote what they were sent; for this room's own use."""
        return body.replace(self._key, "…".encode()) if self._key else body

    async def send(self, request: httpx.Request) -> httpx.Response:
        """Send once and return the answer with its body to come; for this room's own use.

        Raises:
            Unreachable: no answer came.
        """
        progress = Progress()
        request.extensions["trace"] = progress.trace
        try:
            answer = await self._opened().send(request, stream=True)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            found = trouble(error, progress, self._name)
            if found.offline:
                self._outage.lost()
            raise found.error() from None
        self._outage.answered()
        return answer

    @property
    def pace(self) -> Pace:
        """How long it waits for what."""
        return self._pace

    @property
    def outage(self) -> Outage:
        """The gate before paid requests; for this room's own use."""
        return self._outage

    async def refused(self, answer: httpx.Response) -> bytes:
        """Read the body of an answer that refuses, as far as it comes, and close it; for this room's own use."""
        found = bytearray()
        try:
            async with asyncio.timeout(self._pace.connect):
                async for piece in answer.aiter_bytes():
                    found += piece
                    if len(found) >= _REFUSAL_BYTES:
                        break
        except (httpx.HTTPError, httpx.StreamError, OSError, TimeoutError):
            _log.info("The body of a refusal with status %d broke off", answer.status_code)
        finally:
            await answer.aclose()
        return bytes(found[:_REFUSAL_BYTES])

    async def _asked(self, request: httpx.Request, tries: int, most: int, *, makes: bool) -> Reply:
        for number in range(1, tries + 1):
            try:
                reply = await self._whole(request, most)
            except Unreachable as error:
                if number == tries or not error.can_retry:
                    error.maybe_billed = error.maybe_billed and makes
                    raise
            else:
                if reply.status < 500 or number == tries:
                    return reply
            await asyncio.sleep(self._pace.backoff(number))
        raise AssertionError("no tries")

    async def _whole(self, request: httpx.Request, most: int) -> Reply:
        answer = await self.send(request)
        try:
            data = await Response(answer, self._name, self._pace.silence).read(most)
        finally:
            await answer.aclose()
        return Reply(answer.status_code, _headers(answer), data, self._name)

    def _request(
        self,
        method: str,
        path: str,
        params: Mapping[str, Any] | None,
        json: Any,
        content: bytes | None,
        headers: Mapping[str, str] | None,
        files: Any = None,
    ) -> httpx.Request:
        check_headers(headers or {})
        if not path.startswith("/"):
            raise ValueError("a path, not an address: the key goes to the account's provider only")
        return self._opened().build_request(
            method, path, params=params, json=json, content=content, headers=headers, files=files
        )

    def _opened(self) -> httpx.AsyncClient:
        if self._closed:
            raise Unreachable("This engine was closed.", maybe_billed=False, detail="closed")
        if self._client is None:
            self._client = client(self._where, self._headers, self._ca_file, self._pace)
        return self._client


class _Sending:
    """One paid request on its way to an answer: waiting, sending, and sending again what was certainly not taken."""

    def __init__(
        self,
        line: Line,
        request: httpx.Request,
        place: Place,
        refusal: Callable[[int, Mapping[str, str], bytes], Refusal],
        *,
        queued: bool,
    ) -> None:
        self._line = line
        self._request = request
        self._place = place
        self._refusal = refusal
        self._offline_left = line.pace.offline if queued else 0.0
        self._connections = 0
        self._refusals = 0
        self._waited = 0.0

    async def answer(self) -> httpx.Response:
        """Return an answer with status 2xx, counted as under way."""
        while True:
            answer = await self._try()
            if answer is not None:
                return answer

    async def _try(self) -> httpx.Response | None:
        """Send once; None where it is to be sent again. What is not returned is no longer counted as under way."""
        try:
            answer, said = await self._sent()
        except Unreachable as error:
            await self._reconnected(error)
            return None
        if said is None:
            return answer
        if not isinstance(said, Again):
            raise said
        await self._wait(said)
        return None

    async def _sent(self) -> tuple[httpx.Response, Refusal | None]:
        start = self._place.start()
        taken = False
        try:
            answer = await self._line.send(self._request)
            taken = answer.is_success
            if taken:
                told = (_number(answer.headers.get(name)) for name in (_MAXIMUM, _CURRENT))
                self._place.accepted(start, *told)
                return answer, None
            said = self._refusal(
                answer.status_code, _headers(answer), self._line.unsaid(await self._line.refused(answer))
            )
            if isinstance(said, Again) and said.kind == "limit":
                self._place.refused(start)
            return answer, said
        finally:
            if not taken:
                self._place.end()

    async def _reconnected(self, error: Unreachable) -> None:
        """Wait before a request that was not sent is sent again: for the network where that is gone, else a little.

        Raises:
            Unreachable: it may have been sent, or it is not to be hoped that it can be.
        """
        if error.maybe_billed or not error.can_retry or self._offline_left <= 0:
            raise error
        if not self._line.offline:
            self._connections += 1
            if self._connections == _CONNECTIONS:
                raise error
            await asyncio.sleep(self._line.pace.backoff(self._connections))
            return
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(self._offline_left):
                await self._line.outage.wait()
        except TimeoutError:
            raise error from None
        finally:
            self._offline_left -= loop.time() - began

    async def _wait(self, said: Again) -> None:
        """Wait before the request is sent again; where there were too many at once, others may go first meanwhile."""
        self._refusals += 1
        delay = self._line.delay(said, self._refusals, self._waited)
        self._waited += delay
        if said.kind == "limit":
            self._place.leave()
            await asyncio.sleep(delay)
            await self._place.take()  # before those that came later
        else:
            self._line.outage.pause(delay)
        await self._line.outage.wait()


def _unseen(_gone: int, _whole: int) -> None:
    """Take no note of how far an upload is."""


def _headers(answer: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}


def _kind(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").split(";")[0].strip().lower()


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.strip().isdecimal() else None
