"""Each fault is really on the wire: seen by a client that counts bytes, or by a bare socket."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import httpx
import pytest
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.simulators import Provider, Remote, Row, Simulator, core, simulator
from tests.simulators.core import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from starlette.requests import Request
    from starlette.websockets import WebSocket

BODY = bytes(range(256)) * 40


class Parrot(Provider):
    """Answers 10,240 bytes in one piece or in ten, bills 1 credit for each, one at a time."""

    name = "parrot"
    options: ClassVar[dict[str, Any]] = {"price": 1.0}

    def routes(self) -> list[Any]:
        return [
            Route("/whole", self.whole, methods=["GET", "POST"]),
            Route("/stream", self.stream),
            Route("/wrong", self.wrong),
            WebSocketRoute("/ws", self.talk),
        ]

    async def whole(self, request: Request) -> Response:
        self.sim.books.append(Row("", "", "", self.price, time.time()))
        request.scope["sim.after"].append(self.sim.slots.enter("all"))
        await self.sim.think()
        return Response(BODY, media_type="audio/mpeg")

    async def stream(self, request: Request) -> Response:
        async def parts() -> AsyncIterator[bytes]:
            for start in range(0, len(BODY), 1024):
                yield BODY[start : start + 1024]

        return StreamingResponse(parts(), media_type="audio/mpeg")

    async def wrong(self, request: Request) -> Response:
        raise ZeroDivisionError

    async def talk(self, socket: WebSocket) -> None:
        await socket.accept()
        text = await socket.receive_text()
        for _ in range(3):
            await socket.send_text(text)
        await socket.close(1000)

    def error(self, status: int, code: str = "", message: str = "", shape: str = "") -> Response:
        return JSONResponse({"code": code or "usual"}, status)


@pytest.fixture(autouse=True)
def parrot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PROVIDERS, "parrot", f"{__name__}:Parrot")


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with simulator("parrot") as sim:
        yield sim


@pytest.fixture
def client(sim: Simulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sim.url, timeout=5, trust_env=False, verify=False) as client:
        yield client


def get(url: str, timeout: float = 5) -> httpx.Response:
    """Get over a connection of its own."""
    return httpx.get(url, timeout=timeout, trust_env=False, verify=False)


def soon(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    until = time.monotonic() + 5
    while not true():
        assert time.monotonic() < until
        time.sleep(0.005)


def received(client: httpx.Client, path: str) -> tuple[bytes, type[Exception] | None]:
    """What came of a body, and how it broke."""
    got = b""
    try:
        with client.stream("GET", path) as answer:
            for part in answer.iter_raw():
                got += part
    except httpx.HTTPError as error:
        return got, type(error)
    return got, None


@pytest.mark.parametrize("path", ["/whole", "/stream"])
def test_without_a_fault_all_arrives(client: httpx.Client, path: str) -> None:
    assert received(client, path) == (BODY, None)


@pytest.mark.parametrize("path", ["/whole", "/stream"])
@pytest.mark.parametrize("place", [0, 1, 1024, 5000, 10_239])
def test_a_reset_comes_after_exactly_so_many_bytes(client: httpx.Client, sim: Simulator, path: str, place: int) -> None:
    sim.fault(path, reset=place)
    assert received(client, path) == (BODY[:place], httpx.ReadError)
    assert sim.requests[-1].sent == place
    assert received(client, path) == (BODY, None)


@pytest.mark.parametrize("path", ["/whole", "/stream"])
@pytest.mark.parametrize("framing", ["", "length", "chunked"])
def test_a_cut_body_ends_properly_and_too_early(client: httpx.Client, sim: Simulator, path: str, framing: str) -> None:
    sim.fault(path, cut=3000, framing=framing)
    assert received(client, path) == (BODY[:3000], httpx.RemoteProtocolError)


def test_a_cut_body_may_claim_to_be_whole(client: httpx.Client, sim: Simulator) -> None:
    sim.fault("/stream", cut=3000, framing="whole")
    assert received(client, "/stream") == (BODY[:3000], None)


def test_framing_is_what_it_is_said_to_be(client: httpx.Client, sim: Simulator) -> None:
    sim.fault("/whole", cut=99_999, framing="chunked")
    sim.fault("/stream", cut=99_999, framing="length")
    assert client.get("/whole").headers.get("transfer-encoding") == "chunked"
    assert client.get("/stream").headers.get("content-length") == "10240"


def test_reset_before_any_answer_is_a_reset_for_the_socket(sim: Simulator) -> None:
    sim.fault(reset="before")
    with socket.create_connection(sim.url.removeprefix("http://").split(":")) as line:
        line.sendall(b"GET /whole HTTP/1.1\r\nhost: x\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            line.recv(1)
    assert sim.books == []


def test_what_was_billed_may_be_lost_before_any_answer(client: httpx.Client, sim: Simulator) -> None:
    sim.fault(reset="before", billed=True)
    assert received(client, "/whole") == (b"", httpx.ReadError)
    assert sim.billed == 1


def test_a_stall_keeps_what_came_and_goes_on(client: httpx.Client, sim: Simulator) -> None:
    sim.fault("/stream", stall=(2000, 0.3))
    began, sizes, waits = time.monotonic(), 0, []
    with client.stream("GET", "/stream") as answer:
        for part in answer.iter_raw():
            sizes += len(part)
            waits.append((sizes, time.monotonic() - began))
    assert sizes == len(BODY)
    assert [size for size, when in waits if when < 0.25][-1] == 2000
    assert waits[-1][1] >= 0.3


def test_who_does_not_wait_for_a_stall_has_a_timeout(client: httpx.Client, sim: Simulator) -> None:
    sim.fault("/stream", stall=(2000, 30))
    client.timeout = 0.2
    assert received(client, "/stream") == (BODY[:2000], httpx.ReadTimeout)


def test_a_delay_may_be_a_range(client: httpx.Client, sim: Simulator) -> None:
    sim.fault(delay=(0.1, 0.2))
    began = time.monotonic()
    assert client.get("/whole").status_code == 200
    assert 0.1 <= time.monotonic() - began < 1


@pytest.mark.parametrize(("billed", "price"), [(False, 0), (True, 1)])
def test_an_error_comes_before_or_after_billing(client: httpx.Client, sim: Simulator, billed: bool, price: int) -> None:
    sim.fault("/whole", status=500, billed=billed)
    answer = client.get("/whole")
    assert (answer.status_code, answer.json(), sim.billed) == (500, {"code": "usual"}, price)


def test_headers_are_added_and_taken_away(client: httpx.Client, sim: Simulator) -> None:
    sim.fault(status=429, code="slow", headers={"retry-after": "3"})
    sim.fault(headers={"content-type": None, "x-more": "1"})
    answer = client.get("/whole")
    assert (answer.headers["retry-after"], answer.json()) == ("3", {"code": "slow"})
    answer = client.get("/whole")
    assert ("content-type" in answer.headers, answer.headers["x-more"]) == (False, "1")


def test_a_good_status_may_hold_an_error_or_be_of_another_kind(client: httpx.Client, sim: Simulator) -> None:
    sim.fault(body={"error": "no"})
    sim.fault(content_type="text/html")
    answer = client.get("/whole")
    assert (answer.status_code, answer.json()) == (200, {"error": "no"})
    answer = client.get("/whole")
    assert (answer.headers["content-type"], answer.content) == ("text/html", BODY)


def test_a_fault_strikes_only_what_it_is_about_and_so_often(client: httpx.Client, sim: Simulator) -> None:
    fault = sim.fault("POST /whole", text="second", times=2, after=1, status=503)
    said = [client.post("/whole", json={"text": text}).status_code for text in ("second", "first", "second", "second")]
    assert said == [200, 200, 503, 503]
    assert client.get("/stream").status_code == 200
    assert (fault.struck, sim.faults) == (2, [])


def test_a_paused_provider_refuses_and_comes_back_on_its_port(client: httpx.Client, sim: Simulator) -> None:
    client.get("/whole")
    with sim.paused(), pytest.raises(httpx.ConnectError):
        get(sim.url + "/whole")
    assert client.get("/whole").status_code == 200


def test_a_connection_may_be_cut_before_anything_is_read(client: httpx.Client, sim: Simulator) -> None:
    sim.fault("connect", reset="before")
    with pytest.raises(httpx.TransportError):
        client.get("/whole")
    assert client.get("/whole").status_code == 200


def test_nobody_trusts_its_certificate_but_who_is_told_to() -> None:
    with simulator("parrot", tls=True) as sim:
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx.get(sim.url + "/whole", trust_env=False)
        trusting = ssl.create_default_context(cafile=sim.certificate)
        assert httpx.get(sim.url + "/whole", verify=trusting, trust_env=False).content == BODY
        sim.fault(reset=100)
        with httpx.Client(verify=trusting, base_url=sim.url, trust_env=False) as client:
            assert received(client, "/whole")[0] == BODY[:100]
    assert not Path(sim.certificate).exists()


@pytest.mark.parametrize("kind", ["expired", "other-name"])
def test_some_certificates_are_bad_even_for_who_trusts_them(kind: str) -> None:
    with simulator("parrot", tls=kind) as sim:
        trusting = ssl.create_default_context(cafile=sim.certificate)
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx.get(sim.url + "/whole", verify=trusting, trust_env=False)


def test_requests_are_recorded_as_they_came(client: httpx.Client, sim: Simulator) -> None:
    client.post("/whole?a=1&a=2", json={"text": "héllo"}, headers={"X-Key": "k"})
    client.post("/whole", data={"model": "m"}, files={"audio": ("a.wav", b"\x00\r\n\xff")})
    first, second = sim.requests
    assert (first.method, first.path, first.query, first.body) == (
        "POST",
        "/whole",
        [("a", "1"), ("a", "2")],
        {"text": "héllo"},
    )
    assert (first.headers["x-key"], first.status, first.sent) == ("k", 200, len(BODY))
    assert second.body == {"model": "m", "audio": b"\x00\r\n\xff"}


def test_the_most_at_once_is_counted_and_a_lost_client_leaves_its_place(sim: Simulator) -> None:
    sim.set(latency=0.6)
    threads = [threading.Thread(target=get, args=(sim.url + "/whole",)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sim.most_at_once == 3
    sim.set(latency=20)
    with pytest.raises(httpx.ReadTimeout):
        get(sim.url + "/whole", timeout=0.1)
    soon(lambda: sim.slots.taken == {"all": 0})


def websocket_url(sim: Simulator) -> str:
    return sim.url.replace("http", "ws") + "/ws"


def test_websockets_are_recorded_and_break_too(sim: Simulator) -> None:
    with connect(websocket_url(sim), proxy=None) as talk:
        talk.send(json.dumps({"text": "hello"}))
        assert len(list(talk)) == 3
    assert sim.requests[0].body == [{"text": "hello"}]
    sim.fault("WEBSOCKET", reset=30)
    with connect(websocket_url(sim), proxy=None) as talk:
        talk.send("x" * 20)
        assert talk.recv() == "x" * 20
        with pytest.raises(ConnectionClosed):
            talk.recv()


def test_a_websocket_may_be_refused(sim: Simulator) -> None:
    sim.fault("/ws", status=401)
    with pytest.raises(InvalidStatus) as refused:
        connect(websocket_url(sim), proxy=None)
    assert refused.value.response.status_code == 401


def test_other_processes_command_it_over_http(client: httpx.Client, sim: Simulator) -> None:
    remote = Remote(sim.url)
    remote.fault("/whole", status=503)
    assert [client.get("/whole").status_code for _ in range(2)] == [503, 200]
    assert (remote.billed, remote.books, len(remote.requests)) == (1, sim.books, 2)
    remote.set(price=7.0, latency=0.0)
    client.get("/whole")
    assert remote.state["billed"] == 8
    with pytest.raises(ValueError, match="no option 'prise'"):
        remote.set(prise=1)
    remote.pause(30)
    soon(lambda: sim.paused_now)
    with pytest.raises(httpx.ConnectError):
        get(sim.url)
    sim.resume()
    assert remote.billed == 8


def test_it_runs_as_a_program_of_its_own() -> None:
    program = [sys.executable, "-m", "tests.simulators", "elevenlabs", "--fast", "--plan", "pro", "--credits=5"]
    root = Path(core.__file__).parents[2]
    with subprocess.Popen(program, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        remote = Remote(process.stdout.readline().strip(), process.stdout.readline().strip())
        told = httpx.get(
            f"{remote.url}/v1/user/subscription", headers={"xi-api-key": remote.key}, trust_env=False
        ).json()
        assert (told["tier"], told["character_limit"], remote.billed) == ("pro", 5, 0)
        assert remote.requests[0]["path"] == "/v1/user/subscription"
        process.terminate()
    assert process.returncode == 0


def test_a_mistake_of_its_own_does_not_pass_for_the_providers() -> None:
    with pytest.raises(AssertionError, match="simulator itself"), simulator("parrot") as sim:
        assert get(sim.url + "/wrong").status_code == 500


def test_nothing_is_left_when_it_stops() -> None:
    before = set(threading.enumerate())
    with simulator("parrot", latency=30) as sim, pytest.raises(httpx.ReadTimeout):
        get(sim.url + "/whole", timeout=0.1)
    assert set(threading.enumerate()) == before
    with pytest.raises(httpx.ConnectError):
        get(sim.url)


def test_an_unknown_option_is_not_taken_silently() -> None:
    with pytest.raises(TypeError, match="no option 'plam'"):
        Simulator("parrot", plam="creator")
