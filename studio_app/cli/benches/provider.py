"""A provider of voices on loopback for the benches: it streams speech as ElevenLabs does, and notes when it began to."""

from __future__ import annotations

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import numpy as np

from studio_app.audio.mp3 import new_lame

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

KEY = "bench-key"
#: Seconds of speech in a piece, and how many times as fast as it is spoken the pieces come.
PIECE_S, SPEED = 0.25, 4.0
_SPEECH_S = 3.0
_LATENCY_S = 0.15
_RATE = 44100
_ANSWERS: dict[str, Any] = {
    "/v1/models": [],
    "/v2/voices": {"voices": [], "has_more": False, "total_count": 0},
    "/v1/user/subscription": {"tier": "creator", "character_count": 0, "character_limit": 100_000},
}


class Provider:
    """The server, while it is entered.

    Attributes:
        url: where it is.
        began: when the first byte of each answer's speech was sent, in seconds of ``time.perf_counter``.
    """

    def __init__(self) -> None:
        self.began: list[float] = []
        self._server = _Server(self.began)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="bench provider")

    def __enter__(self) -> Provider:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, began: list[float]) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.began = began
        self.pieces = tuple(_pieces())


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    #: Written at once: what waits to be joined with more would be measured as ours.
    wbufsize: ClassVar[int] = 0
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        """Answer what is free."""
        body = json.dumps(_ANSWERS.get(urlsplit(self.path).path, {})).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Speak: pieces of MP3 in JSON, one a line, after the time a model takes to begin."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        wanted = parse_qs(urlsplit(self.path).query).get("output_format", ["mp3_44100_192"])[0]
        time.sleep(_LATENCY_S)
        self.send_response(200 if wanted.startswith("mp3_44100") else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("request-id", "bench")
        self.send_header("character-cost", str(len(asked["text"])))
        self.end_headers()
        for number, piece in enumerate(self.server.pieces):
            if not number:
                self.server.began.append(time.perf_counter())
            self._chunk(json.dumps({"audio_base64": base64.b64encode(piece).decode()}).encode() + b"\n")
            time.sleep(PIECE_S / SPEED)
        self._chunk(b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Say nothing: the bench prints one object."""

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))


def _pieces() -> Iterator[bytes]:
    """Yield a hum that begins at once, in pieces of MP3."""
    time_s = np.arange(int(_SPEECH_S * _RATE)) / _RATE
    hum = np.rint(9000 * np.sin(2 * np.pi * 170 * time_s)).astype("<i2")
    encoder = new_lame(_RATE, 1, 192)
    step = int(PIECE_S * _RATE)
    for at in range(0, len(hum), step):
        yield bytes(encoder.encode(hum[at : at + step].tobytes()))
    yield bytes(encoder.flush())
