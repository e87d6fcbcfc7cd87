"""A voice's sample is fetched without a key, from safe places only, and only if it can be a recording."""

from __future__ import annotations

import asyncio
import gzip

import pytest
from traffic_desk import KEY, Server, always, whole

from studio_app.domain.errors import Unreachable
from studio_app.speech.account import Account
from studio_app.speech.traffic.public import download

SOUND = b"ID3" + bytes(range(256)) * 8


def account(**more: str) -> Account:
    return Account("a", "parrot", "Parrot", KEY, **more)


def audio(body: bytes = SOUND, kind: str = "audio/mpeg", **more: str) -> bytes:
    return whole(body, content_type=kind, **more)


def sent_on(to: str, status: int = 302) -> bytes:
    return whole(status=status, location=to)


def fetch(*answers: bytes, path: str = "/a.mp3?x=1", stay: bool = True, **more: int) -> tuple[bytes, Server]:
    """Fetch from a server that gives these answers in turn."""

    async def work() -> tuple[bytes, Server]:
        async with Server(always(*answers, stay=stay)) as server:
            return await download(server.url + path, account(base_url=server.url), **more), server

    return asyncio.run(work())


def refused(*answers: bytes, **more: int) -> Unreachable:
    with pytest.raises(Unreachable) as caught:
        fetch(*answers, **more)
    assert not caught.value.maybe_billed
    assert KEY not in caught.value.sentence + caught.value.detail
    return caught.value


@pytest.mark.parametrize("kind", ["audio/mpeg", "Audio/WAV; rate=44100", "application/octet-stream"])
def test_a_recording_is_fetched_whole(kind: str) -> None:
    assert fetch(audio(kind=kind))[0] == SOUND


def test_no_key_goes_along_not_even_to_the_provider_itself() -> None:
    _, server = fetch(audio())
    (asked,) = server.asked
    assert asked.line == "GET /a.mp3?x=1 HTTP/1.1"
    assert not asked.headers.keys() & {"authorization", "xi-api-key", "cookie"}
    assert KEY not in str(asked.headers)


def test_it_is_sent_on_three_times_and_no_more() -> None:
    data, server = fetch(sent_on("/b"), sent_on("c", 307), sent_on("/d", 308), audio())
    assert data == SOUND
    assert [asked.line.split()[1] for asked in server.asked] == ["/a.mp3?x=1", "/b", "/c", "/d"]
    assert refused(sent_on("/again")).can_retry is False


@pytest.mark.parametrize(
    "to", ["http://192.168.0.1/a.mp3", "file:///etc/passwd", "https://me:pw@host.example/a", "http://["]
)
def test_it_is_sent_on_to_safe_places_only(to: str) -> None:
    assert not refused(sent_on(to)).can_retry


@pytest.mark.parametrize(
    "bad",
    [
        "http://api.example/a.mp3",
        "ftp://127.0.0.1/a",
        "/a.mp3",
        "",
        "https://",
        "https://u:p@host.example/a",
        "data:,a",
    ],
)
def test_unsafe_addresses_are_never_asked(bad: str) -> None:
    with pytest.raises(Unreachable) as caught:
        asyncio.run(download(bad, account()))
    assert not caught.value.can_retry


def test_what_is_no_recording_is_refused() -> None:
    page = whole(b"<html>Sign in</html>", content_type="text/html")
    assert "no recording" in refused(page).sentence
    assert "no recording" in refused(whole(SOUND)).sentence


def test_more_than_it_may_have_is_refused_whether_said_before_or_not() -> None:
    endless = b"HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\n\r\n" + bytes(5000)
    assert "too large" in refused(audio(), most=100).sentence
    assert "too large" in refused(endless, most=4000, stay=False).sentence


def test_packed_answers_count_as_large_as_they_unpack() -> None:
    packed = gzip.compress(bytes(1 << 20))
    assert "too large" in refused(audio(packed, content_encoding="gzip"), most=1 << 16).sentence


@pytest.mark.parametrize(
    ("status", "again"), [(404, False), (403, False), (410, False), (429, True), (500, True), (503, True)]
)
def test_refusals_say_whether_trying_again_may_help(status: int, again: bool) -> None:
    assert refused(whole(b"no", status=status)).can_retry is again


def test_a_recording_that_breaks_off_can_be_asked_for_again() -> None:
    cut = audio().replace(b"content-length: 2051", b"content-length: 9999")
    assert refused(cut, stay=False).can_retry


def test_nobody_there_says_so() -> None:
    async def work() -> None:
        async with Server(always(b"")) as server:
            url = server.url
        await download(url + "/a.mp3", account())

    with pytest.raises(Unreachable, match="could not be reached") as caught:
        asyncio.run(work())
    assert caught.value.can_retry


def test_the_accounts_proxy_is_taken() -> None:
    async def work() -> Server:
        async with Server(always(whole(status=502))) as proxy:
            with pytest.raises(Unreachable, match="proxy"):
                await download("https://cdn.example/a.mp3", account(proxy=proxy.url))
            return proxy

    (asked,) = asyncio.run(work()).asked
    assert asked.line == "CONNECT cdn.example:443 HTTP/1.1"
