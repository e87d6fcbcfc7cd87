"""Web pages, from a server on loopback."""

from __future__ import annotations

import gzip
import http.server
import socket
import threading
import time
from contextlib import suppress
from typing import ClassVar

import pytest
from import_makers import body, is_sound, titles

from studio_app.domain.errors import BadInput, Cancelled, NoText, PageUnreachable, TooLarge, WrongFormat
from studio_app.domain.manuscript import Identifier, Kind
from studio_app.importers import reading, web


def paragraph(number: int) -> str:
    return f"Paragraph {number} says something worth reading, at some length, so that everybody takes it for text. " * 2


ARTICLE = [
    "Lede, short.",
    *(paragraph(n).strip() for n in range(1, 5)),
    "A short one in between.",
    *(paragraph(n).strip() for n in range(5, 8)),
]
STORY = f"""<!doctype html><html lang="en-GB"><head><title>The Story | Site</title><meta name="author" content="Ann Writer">
<meta property="og:site_name" content="Site"></head><body><nav><a href="/">Home page of all</a></nav>
<header><h1>The Story</h1></header><div class="page"><div class="post">{"".join(f"<p>{t}</p>" for t in ARTICLE[:3])}
<div class="share-buttons">Share this</div><h2>Part two</h2>{"".join(f"<p>{t}</p>" for t in ARTICLE[3:])}</div>
<aside><p>Related: {paragraph(90)}</p></aside><div id="comments"><p>Bob says: {paragraph(91)}</p></div></div>
<script>var x = "code"</script><footer><p>All rights reserved by the site.</p></footer></body></html>"""


class Site(http.server.BaseHTTPRequestHandler):
    """Serves what ``pages`` holds: status, content type, body, further headers."""

    pages: ClassVar[dict] = {}
    asked: ClassVar[list] = []

    def do_GET(self):
        self.asked.append(self.path)
        status, kind, data, headers = (*self.pages.get(self.path, (404, "text/html", b"no")), {})[:4]
        self.send_response(status)
        for name, value in {"Content-Type": kind, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):
            for chunk in [data] if isinstance(data, bytes) else data:
                self.wfile.write(chunk)

    def log_message(self, *_args):
        pass


@pytest.fixture
def site():
    Site.pages, Site.asked = {"/story": (200, "text/html; charset=utf-8", STORY.encode())}, []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_article_and_nothing_around_it(site):
    told = []
    found = reading.read(f"{site}/story", progress=told.append)
    assert is_sound(found)
    assert body(found, Kind.TEXT) == ARTICLE
    assert body(found, Kind.HEADING) == ["The Story", "Part two"]
    assert (found.title, found.authors, found.language, found.publisher) == (
        "The Story",
        ("Ann Writer",),
        "en-GB",
        "Site",
    )
    assert found.identifiers == (Identifier("url", f"{site}/story"),)
    assert told


def test_only_the_named_page_is_fetched(site):
    page = f'<html><body><img src="/a.png"><script src="/b.js"></script><iframe src="/c"></iframe>{STORY}</body></html>'
    Site.pages["/x"] = (200, "text/html", page.encode())
    reading.read(f"{site}/x")
    assert Site.asked == ["/x"]


def test_redirects_are_followed(site):
    Site.pages["/old"] = (302, "text/html", b"", {"Location": "/story"})
    assert reading.read(f"{site}/old").identifiers[0].value == f"{site}/story"


def test_redirects_to_elsewhere_than_the_web_are_not(site):
    Site.pages["/old"] = (302, "text/html", b"", {"Location": "file:///etc/passwd"})
    with pytest.raises(PageUnreachable):
        reading.read(f"{site}/old")


def test_redirects_in_circles_end(site):
    Site.pages["/old"] = (302, "text/html", b"", {"Location": "/old"})
    with pytest.raises(PageUnreachable, match="circles"):
        reading.read(f"{site}/old")
    assert len(Site.asked) <= 12


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_errors_of_the_site(site, status):
    Site.pages["/x"] = (status, "text/html", STORY.encode())
    with pytest.raises(PageUnreachable):
        reading.read(f"{site}/x")


@pytest.mark.parametrize(
    "kind", ["image/png", "video/mp4", "application/pdf", "application/epub+zip", "application/json"]
)
def test_what_is_no_page(site, kind):
    Site.pages["/x"] = (200, kind, b"data")
    with pytest.raises(WrongFormat):
        reading.read(f"{site}/x")


def test_plain_text(site):
    Site.pages["/my-text.txt"] = (200, "text/plain", b"Chapter 1\n\nOne.\n\nChapter 2\n\nTwo.\n")
    found = reading.read(f"{site}/my-text.txt")
    assert (found.title, titles(found)) == ("my text", ["Chapter 1", "Chapter 2"])


def test_a_page_without_an_article_is_read_whole(site):
    Site.pages["/x"] = (200, "text/html", b"<html><body><p>Just this.</p></body></html>")
    assert body(reading.read(f"{site}/x")) == ["Just this."]


@pytest.mark.parametrize("data", [b"", b"   ", b"<html><body></body></html>"])
def test_an_empty_page(site, data):
    Site.pages["/x"] = (200, "text/html", data)
    with pytest.raises(NoText):
        reading.read(f"{site}/x")


def test_a_page_that_says_it_is_too_large(site):
    Site.pages["/x"] = (200, "text/html", b"", {"Content-Length": "99000000"})
    with pytest.raises(TooLarge):
        reading.read(f"{site}/x")


def test_a_page_that_grows_while_it_comes(site, monkeypatch):
    monkeypatch.setattr(web, "PAGE_BYTES", 100_000)
    Site.pages["/x"] = (200, "text/html", (b"x" * 10_000 for _ in range(1000)))
    with pytest.raises(TooLarge):
        reading.read(f"{site}/x")


def test_a_page_that_unpacks_to_too_much(site, monkeypatch):
    monkeypatch.setattr(web, "PAGE_BYTES", 1_000_000)
    Site.pages["/x"] = (200, "text/html", gzip.compress(b"\0" * 50_000_000), {"Content-Encoding": "gzip"})
    with pytest.raises(TooLarge):
        reading.read(f"{site}/x")


def test_a_site_that_is_silent(site, monkeypatch):
    monkeypatch.setattr(web, "SINGLE", 0.2)
    Site.pages["/x"] = (200, "text/html", (time.sleep(1) or b"x" for _ in range(1)))
    with pytest.raises(PageUnreachable, match="time"):
        reading.read(f"{site}/x")


def test_who_does_not_want_a_silent_site_any_more_need_not_wait_for_it(site):
    over, told = threading.Event(), []

    def falls_silent():
        yield b"<p>Some of it.</p>"
        over.wait()

    def progress(share):
        told.append(share)
        if len(told) == 3:
            raise Cancelled("Enough.")

    Site.pages["/x"] = (200, "text/html", falls_silent())
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        reading.read(f"{site}/x", progress=progress)
    over.set()
    assert time.monotonic() - begun < web.SINGLE / 2


def test_a_site_that_drips(site, monkeypatch):
    monkeypatch.setattr(web, "TOTAL", 0.3)
    Site.pages["/x"] = (200, "text/html", (time.sleep(0.1) or b"x" * 70_000 for _ in range(20)))
    with pytest.raises(PageUnreachable, match="slowly"):
        reading.read(f"{site}/x")


def test_a_site_that_drips_single_bytes(site, monkeypatch):
    monkeypatch.setattr(web, "TOTAL", 0.3)
    Site.pages["/x"] = (200, "text/html", (time.sleep(0.05) or b"x" for _ in range(100)))
    begun = time.monotonic()
    with pytest.raises(PageUnreachable, match="slowly"):
        reading.read(f"{site}/x")
    assert time.monotonic() - begun < 3


def test_a_site_that_drips_its_headers(monkeypatch):
    monkeypatch.setattr(web, "TOTAL", 0.4)
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_drip_headers, args=(server,))
        thread.start()
        with pytest.raises(PageUnreachable, match="slowly"):
            reading.read(f"http://127.0.0.1:{server.getsockname()[1]}/")
        thread.join()


def _drip_headers(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection, suppress(OSError):
        for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 100:
            connection.send(bytes([byte]))
            time.sleep(0.05)


def test_nobody_listens():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(PageUnreachable, match="reached"):
        reading.read(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("address", ["http://", "https:///x", "http://[::1", "http://a b/"])
def test_what_is_no_address(address):
    with pytest.raises((BadInput, PageUnreachable)):
        reading.read(address)


def test_when_no_article_can_be_told_apart_all_is_read(monkeypatch):
    def fail(*_args, **_more):
        raise ValueError("inside")

    monkeypatch.setattr(web.trafilatura, "bare_extraction", fail)
    texts = body(web.article(STORY.encode(), "http://x/", "x"), Kind.TEXT)
    assert [t for t in texts if t in ARTICLE] == ARTICLE
