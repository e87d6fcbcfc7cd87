"""The way to a provider: what address is taken, which proxy, which certificates."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from traffic_desk import FAST, KEY, always, in_turn, judge, line, spoken, whole

from studio_app.domain.errors import Unreachable, WrongUsage
from studio_app.speech.traffic.network import address
from tests.simulators.certificates import Certificate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def certificate() -> Iterator[Certificate]:
    """That of a host called elsewhere.invalid."""
    made = Certificate("other-name")
    yield made
    made.close()


@pytest.mark.parametrize(
    "good", ["https://api.example", "https://api.example:8443/v2/", "http://127.0.0.1:8", "http://[::1]:8"]
)
def test_encrypted_addresses_are_taken_and_plain_ones_of_this_machine(good: str) -> None:
    assert str(address(good).url).rstrip("/") == good.rstrip("/")


@pytest.mark.parametrize(
    "bad",
    [
        "http://api.example",
        "http://192.168.0.7:80",
        "http://localhost.example",
        "ftp://api.example",
        "api.example",
        "",
        "https://",
        "https://me:secret@api.example",
        "https://api.example?key=secret",
        "https://api.example:99999",
        "https://\x00",
    ],
)
def test_addresses_that_would_show_the_key_or_are_none_are_refused(bad: str) -> None:
    with pytest.raises(WrongUsage) as caught:
        address(bad)
    assert "secret" not in caught.value.sentence + caught.value.detail


def test_the_accounts_proxy_goes_before_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://system.example:3128")
    assert address("https://api.example", "http://own.example:8080").next_hop == ("own.example", 8080)
    assert address("https://api.example").next_hop == ("system.example", 3128)


def test_exceptions_of_the_system_are_kept_and_this_machine_needs_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "system.example:3128")
    monkeypatch.setenv("HTTP_PROXY", "system.example:3128")
    monkeypatch.setenv("NO_PROXY", "other.example,.inside.example")
    assert address("https://voices.inside.example").proxy is None
    assert address("http://127.0.0.1:80", "http://own.example").proxy is None
    assert address("https://api.example").next_hop == ("system.example", 3128)


def test_a_kind_of_proxy_we_do_not_speak_is_a_sentence() -> None:
    with pytest.raises(WrongUsage, match="socks5"):
        address("https://api.example", "socks5://me:secret@own.example")


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_a_file_of_certificates_that_is_none_is_a_sentence(content: str | None, tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content)
    with pytest.raises(WrongUsage, match=r"ca\.pem"):
        asyncio.run(spoken(line("https://api.example", ca_file=str(file))))


class Proxy:
    """Lets every way through end at one server, if the password is right."""

    def __init__(self, port: int, status: str = "200 OK") -> None:
        self.target, self.status = port, status
        self.heads: list[bytes] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(f"HTTP/1.1 {self.status}\r\n\r\n".encode())
        if self.status.startswith("200"):
            there = await asyncio.open_connection("127.0.0.1", self.target)
            await asyncio.gather(_pump(reader, there[1]), _pump(there[0], writer))
        writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
    writer.close()


@asynccontextmanager
async def elsewhere(certificate: Certificate, status: str = "200 OK") -> AsyncIterator[tuple[Proxy, str, list[bytes]]]:
    """A server called elsewhere.invalid, to be reached through a proxy only; gives proxy, its address, and requests."""
    requests: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        requests.append(await reader.readuntil(b"\r\n\r\n"))
        await always(whole(b"sound"))(None, writer)  # type: ignore[arg-type]
        await reader.read()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=certificate.context)
    proxy = Proxy(server.sockets[0].getsockname()[1], status)
    gate = await asyncio.start_server(proxy, "127.0.0.1", 0)
    try:
        yield proxy, f"http://me:word@127.0.0.1:{gate.sockets[0].getsockname()[1]}", requests
    finally:
        gate.close()
        server.close()
        await asyncio.sleep(0.05)


def test_through_a_proxy_to_a_host_whose_certificate_a_file_vouches_for(certificate: Certificate) -> None:
    async def run() -> None:
        async with elsewhere(certificate) as (proxy, way, requests):
            of = line("https://elsewhere.invalid", proxy=way, ca_file=certificate.file)
            assert await spoken(of) == b"sound"
            await of.close()
            assert proxy.heads[0].startswith(b"CONNECT elsewhere.invalid:443")
            assert b"Proxy-Authorization: Basic" in proxy.heads[0]
            assert KEY.encode() not in proxy.heads[0]
            assert KEY.encode() in requests[0]

    asyncio.run(run())


def test_a_host_nobody_vouches_for_gets_no_request(certificate: Certificate) -> None:
    async def run() -> None:
        async with elsewhere(certificate) as (_, way, requests):
            of = line("https://elsewhere.invalid", proxy=way)
            with pytest.raises(Unreachable, match="not trusted") as caught:
                await spoken(of)
            await of.close()
            assert not caught.value.maybe_billed
            assert not of.offline
            assert requests == []

    asyncio.run(run())


@pytest.mark.parametrize(
    ("status", "says", "offline"),
    [("407 Authenticate", "a name and a password", False), ("403 No", "403", False), ("502 Bad Gateway", "502", True)],
)
def test_a_proxy_that_refuses_is_named_and_nothing_was_billed(
    certificate: Certificate, status: str, says: str, offline: bool
) -> None:
    async def run() -> None:
        async with elsewhere(certificate, status) as (_, way, _requests):
            of = line("https://elsewhere.invalid", proxy=way, ca_file=certificate.file)
            with pytest.raises(Unreachable, match=says) as caught:
                await of.free("GET", "/", refusal=judge)
            assert not caught.value.maybe_billed
            assert "word" not in caught.value.sentence.replace("password", "") + caught.value.detail
            assert of.offline is offline
            await of.close()

    asyncio.run(run())


@pytest.mark.parametrize("queued", [False, True])
def test_a_handshake_that_breaks_off_is_tried_again_in_a_turn_and_nothing_was_billed(queued: bool) -> None:
    async def run() -> int:
        tries = []

        async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            tries.append(await reader.read(10))
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            writer.close()

        server = await asyncio.start_server(plain, "127.0.0.1", 0)
        of = line(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}", pace=FAST)
        with pytest.raises(Unreachable, match="secure connection") as caught:
            await (in_turn(of) if queued else spoken(of))
        assert not caught.value.maybe_billed
        await of.close()
        server.close()
        return len(tries)

    assert asyncio.run(run()) == (3 if queued else 1)


@pytest.mark.parametrize(
    ("kind", "vouched", "trusted"), [(True, True, True), (True, False, False), ("expired", True, False)]
)
def test_only_a_certificate_that_is_vouched_for_and_in_date_is_trusted(
    kind: bool | str, vouched: bool, trusted: bool
) -> None:
    made = Certificate(kind)

    async def run() -> None:
        async with elsewhere(made) as (proxy, _, requests):
            of = line(f"https://127.0.0.1:{proxy.target}", ca_file=made.file if vouched else "")
            if trusted:
                assert await spoken(of) == b"sound"
            else:
                with pytest.raises(Unreachable, match="not trusted") as caught:
                    await in_turn(of)
                assert requests == []
                assert not caught.value.can_retry
            await of.close()

    try:
        asyncio.run(run())
    finally:
        made.close()
