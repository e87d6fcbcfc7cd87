"""Fish Audio: speech by msgpack or JSON, with times as server-sent events, over a websocket; voices, transcripts, credit.

Options: ``credits`` bytes of text are still paid for (None: without end), ``paid_in`` USD in all, by which 5, 15 or 50
requests may run at once unless ``limit`` says otherwise, ``text_limit`` characters of one text (None: none is known),
``timestamps`` whether speech with times is offered.

Of voices: ``library`` how many the public library has (None: a small one of a few in each language), ``window`` how many of
a search can be reached, ``voice_limit`` how many voices an account may have (None: no limit), ``training_s`` seconds until a
new voice speaks, ``training_fails`` whether it never does, ``passed`` seconds that are added to the clock: set it to have
training done. Samples are at ``/samples/ID.mp3``, and refuse who brings a key.

The books are in bytes of text, written when speech begins; what costs USD (transcripts, voice design) at 15 USD a million.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import math
import time
from typing import TYPE_CHECKING, Any, ClassVar

import ormsgpack
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from tests.simulators import fish_sound, sound
from tests.simulators.core import Provider, Row
from tests.simulators.fish_making import checked, day, recordings, several, speaker, state
from tests.simulators.fish_rules import MODELS, Refused, check_design, check_speech, error, event, fail, fields
from tests.simulators.fish_sound import Piece, contents, encoded, segments, turns
from tests.simulators.fish_voices import AUTHOR, made_id, shelf
from tests.simulators.voicebox import RATE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.websockets import WebSocket

    from tests.simulators.core import Simulator

    Endpoint = Callable[[Request], Awaitable[Response]]

#: USD for a byte of text, a second of audio understood, and a voice design.
BYTE = 15e-6
_SECOND = 0.36 / 3600
_DESIGN = 0.01
_NO_KEY = "No permission -- see authorization schemes"
_DAY_S = 86400.0
_DAY = "2026-03-01T12:00:00.000000Z"


class Fish(Provider):
    """See the module."""

    name = "fish"
    key = "sim-fish-key-0123456789"
    options: ClassVar[Mapping[str, Any]] = {
        "credits": 10_000_000,
        "paid_in": 0.0,
        "limit": None,
        "text_limit": None,
        "timestamps": True,
        "library": None,
        "window": 1000,
        "voice_limit": None,
        "training_s": 0.0,
        "training_fails": False,
        "passed": 0.0,
    }
    credits: float | None
    paid_in: float
    limit: int | None
    text_limit: int | None
    timestamps: bool
    library: int | None
    window: int
    voice_limit: int | None
    training_s: float
    training_fails: bool
    passed: float

    def __init__(self, sim: Simulator, options: Mapping[str, Any]) -> None:
        super().__init__(sim, options)
        self.shelf = shelf(self.library)
        self._trains: dict[str, tuple[float, bool]] = {}
        self._leaving: dict[str, float] = {}
        self._said: dict[bytes, str] = {}

    def routes(self) -> list[Any]:
        return [
            Route("/v1/tts", self._guarded(self.tts), methods=["POST"]),
            Route("/v1/tts/stream/with-timestamp", self._guarded(self.timed), methods=["POST"]),
            WebSocketRoute("/v1/tts/live", self.live),
            Route("/v1/asr", self._guarded(self.asr), methods=["POST"]),
            Route("/v1/voice-design", self._guarded(self.design), methods=["POST"]),
            Route("/model", self._guarded(self.voices, _NO_KEY), methods=["GET"]),
            Route("/model", self._guarded(self.create), methods=["POST"]),
            Route("/model/{id}", self._guarded(self.voice), methods=["GET", "PATCH", "DELETE"]),
            Route("/samples/{file}", self.sample),
            Route("/wallet/{user}/api-credit", self._guarded(self.credit)),
            Route("/wallet/{user}/package", self._guarded(self.package)),
        ]

    def error(self, status: int, code: str = "", message: str = "", shape: str = "") -> Response:
        """Return an error; ``code`` is the field that is wrong where faults are listed."""
        return error(status, message, shape, code or "text")

    # what it costs, and who may

    @property
    def at_once(self) -> int:
        """How many requests may run at once."""
        if self.limit is not None:
            return self.limit
        return 50 if self.paid_in >= 1000 else 15 if self.paid_in >= 100 else 5

    def pay(self, row: Row) -> None:
        """Write into the books, or refuse for want of credit."""
        if self.credits is not None:
            if row.credits > self.credits:
                fail(402)
            self.credits -= row.credits
        self.sim.books.append(row)

    def _allowed(self, headers: Mapping[str, str]) -> bool:
        return headers.get("authorization", "") == f"Bearer {self.sim.key}"

    def _guarded(self, endpoint: Endpoint, no_key: str = "") -> Endpoint:
        async def guarded(request: Request) -> Response:
            if not self._allowed(request.headers):
                return PlainTextResponse(no_key, 401) if no_key else error(401)
            self._sweep()
            try:
                return await endpoint(request)
            except Refused as refused:
                return refused.answer

        return guarded

    def _enter(self, scope: Any) -> None:
        """Take one of the places for requests that speak, until the answer is over."""
        if not self.sim.slots.free("tts", self.at_once):
            self.sim.slots.refused += 1
            fail(429)
        scope["sim.after"].append(self.sim.slots.enter("tts"))

    # speech

    def _served(self, headers: Mapping[str, str]) -> str:
        """Return the model that speaks: without a header, or with one nobody knows, the paid default."""
        asked = headers.get("model", "")
        return asked if asked in MODELS else MODELS[0]

    def _speakers(self, asked: dict[str, Any]) -> list[str]:
        """Return who of the local engine speaks for each voice of a request."""
        references = asked.get("references") or []
        if references:
            return [self._cloned(one if isinstance(one, list) else [one]) for one in references]
        ids = asked.get("reference_id")
        ids = ids if isinstance(ids, list) else [ids]
        for one in ids:
            if one is not None and not self._speaks(one):
                fail(400, "Reference not found")
        return [self.shelf.espeak[one] if one else "en-us" for one in ids]

    def _cloned(self, references: list[Any]) -> str:
        """Return a voice for recordings: always the same for the same ones."""
        for one in references:
            if (
                not isinstance(one, dict)
                or not isinstance(one.get("audio"), bytes)
                or not isinstance(one.get("text"), str)
            ):
                fail(422, "Input should be a recording and its text", place="references")
        mark = hashlib.blake2b(b"".join(one["audio"] for one in references), digest_size=1).digest()[0]
        return f"en-gb+m{mark % 7 + 1}"

    def _begin(self, asked: dict[str, Any], model: str, *, live: bool = False) -> list[str]:
        """Check a request, and return who speaks."""
        check_speech(asked, model, self.text_limit, live=live)
        return self._speakers(asked)

    def _bill(self, text: str, asked: dict[str, Any], model: str) -> None:
        price = 0 if model == "s2.1-pro-free" else 1
        ids = asked.get("reference_id") or ""
        voice = ",".join(ids) if isinstance(ids, list) else ids
        self.pay(Row(text, voice, model, price * len(text.encode()), time.time()))

    async def _pieces(self, asked: dict[str, Any], speakers: list[str]) -> AsyncIterator[Piece]:
        """Speak the text, chunk by chunk."""
        speed = (asked.get("prosody") or {}).get("speed", 1.0)
        said = turns(asked["text"]) or [(0, asked["text"])]
        chunks = [(who, part) for who, what in said for part in contents(what, asked.get("chunk_length", 300))]
        offset = 0.0
        for number, (who, content) in enumerate(chunks):
            speech = await self.sim.voicebox.speak(content, speakers[min(who, len(speakers) - 1)], speed)
            first = number == 0
            data = await self.sim.in_thread(lambda speech=speech, first=first: encoded(speech, asked, first=first))
            yield Piece(content, data, segments(speech), speech.seconds, offset, number)
            offset += speech.seconds

    async def _begun(self, request: Request) -> tuple[dict[str, Any], list[str]]:
        """Check and bill a request for speech; it then has a place, and the time it takes has passed."""
        asked = fields(request.scope["sim.seen"].body, request.headers.get("content-type", ""))
        model = self._served(request.headers)
        speakers = self._begin(asked, model)
        self._enter(request.scope)
        self._bill(asked["text"], asked, model)
        await self.sim.think()
        return asked, speakers

    async def tts(self, request: Request) -> Response:
        """Answer with audio and nothing else."""
        asked, speakers = await self._begun(request)

        async def parts() -> AsyncIterator[bytes]:
            whole = b""
            async for piece in self._pieces(asked, speakers):
                whole += piece.data
                for at in range(0, len(piece.data), self.sim.chunk):
                    yield piece.data[at : at + self.sim.chunk]
                    await self._rest()
            self._said[_mark(whole)] = asked["text"]

        return StreamingResponse(parts(), media_type=fish_sound.TYPES[asked.get("format", "mp3")])

    async def timed(self, request: Request) -> Response:
        """Answer with events: audio, and the times of words."""
        if not self.timestamps:
            return PlainTextResponse("Not Found", 404)
        asked, speakers = await self._begun(request)

        async def parts() -> AsyncIterator[bytes]:
            async for piece in self._pieces(asked, speakers):
                for said in piece.events(self.sim.chunk):
                    yield event(said)
                    await self._rest()

        return StreamingResponse(parts(), media_type="text/event-stream")

    async def _rest(self) -> None:
        if self.sim.stream_pause:
            await asyncio.sleep(self.sim.stream_pause)

    async def live(self, socket: WebSocket) -> None:
        """Speak what is said bit by bit."""
        try:
            if not self._allowed(socket.headers):
                fail(401)
            self._enter(socket.scope)
        except Refused as refused:
            await socket.send_denial_response(refused.answer)
            return
        await socket.accept()
        try:
            reason = await self._talk(socket)
            await _send(socket, {"event": "finish", "reason": reason})
            await socket.close()
        except WebSocketDisconnect:
            return

    async def _talk(self, socket: WebSocket) -> str:
        """Listen and speak until the client stops; return how it ended."""
        model = self._served(socket.headers)
        asked: dict[str, Any] | None = None
        text = ""
        while True:
            said = ormsgpack.unpackb(await socket.receive_bytes())
            kind = said.get("event")
            if kind == "start":
                asked = said["request"]
            elif asked is None:
                return "error"
            text += said.get("text", "") if kind == "text" else ""
            if (
                text.strip()
                and asked is not None
                and (kind in ("flush", "stop") or len(text) > asked.get("chunk_length", 300))
            ):
                try:
                    await self._speak_live(socket, {**asked, "text": text}, model)
                except Refused:
                    return "error"
                text = ""
            if kind == "stop":
                return "stop"

    async def _speak_live(self, socket: WebSocket, asked: dict[str, Any], model: str) -> None:
        speakers = self._begin(asked, model, live=True)
        self._bill(asked["text"], asked, model)
        await self.sim.think()
        async for piece in self._pieces(asked, speakers):
            for at in range(0, len(piece.data), self.sim.chunk):
                await _send(socket, {"event": "audio", "audio": piece.data[at : at + self.sim.chunk]})
                await self._rest()

    # voices

    def now(self) -> float:
        """Return the time as this provider has it."""
        return time.time() + self.passed

    def withdraw(self, voice: str, notice: bool | float = False) -> None:
        """Let a voice go, at once or with ``notice``: so many days, True for 90."""
        if not notice:
            self.shelf.remove(voice)
            return
        days = 90 if notice is True else float(notice)
        self._leaving[voice] = self.now() + days * _DAY_S
        self.shelf.entities[voice] |= {
            "pvc_release_state": "retiring",
            "pvc_notice_period_months": round(days / 30),
            "pvc_retire_requested_at": day(self.now()),
            "pvc_retire_effective_at": day(self._leaving[voice]),
        }

    def pass_days(self, days: float) -> None:
        """Let its time pass: what trains is trained, what was withdrawn with notice is gone."""
        self.passed += days * _DAY_S

    def _sweep(self) -> None:
        for voice in [voice for voice, end in self._leaving.items() if end <= self.now()]:
            del self._leaving[voice]
            self.shelf.remove(voice)

    def take_down(self, voice: str) -> None:
        """Have a voice taken down for somebody's rights in it."""
        self.shelf.entities[voice]["dmca_taken_down"] = True

    def _shown(self, one: dict[str, Any]) -> dict[str, Any]:
        """Return a voice as the API shows it now."""
        self.shelf.url = self.sim.url
        made, fails = self._trains.get(one["_id"], (0.0, False))
        if made:
            one["state"] = state(self.now() - made, self.training_s, fails=fails)
        return self.shelf.shown(one)

    def _speaks(self, voice: str) -> bool:
        one = self.shelf.entities.get(voice)
        return one is not None and self._shown(one)["state"] == "trained" and not one.get("dmca_taken_down")

    async def voices(self, request: Request) -> Response:
        """List voices: of a search no more than its window, and of a large one only about how many there are."""
        asked: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            asked.setdefault(name, []).append(value)
        size, number = int(request.query_params.get("page_size", 10)), int(request.query_params.get("page_number", 1))
        if not 1 <= size <= 100 or number < 1:
            fail(422, "Input should be less than or equal to 100", place="page_size")
        if request.query_params.get("sort_by", "score") not in ("score", "task_count", "created_at"):
            fail(422, "Input should be 'score', 'task_count' or 'created_at'", place="sort_by")
        found = self.shelf.listed(asked)
        reached = min(len(found), self.window)
        page = [self._shown(one) for one in found[(number - 1) * size : min(number * size, reached)]]
        told: dict[str, Any] = {"total": len(found), "items": page, "has_more": number * size < reached}
        if len(found) > self.window:
            told |= {"total": round(len(found), -2), "total_is_exact": False, "window_limited": True}
            told |= {"accessible_upper_bound": self.window, "max_offset": self.window - size}
        return JSONResponse(told)

    async def create(self, request: Request) -> Response:
        """Make a voice of recordings."""
        asked = fields(request.scope["sim.seen"].body, request.headers.get("content-type", ""))
        voices = recordings(asked)
        own = [one for one in self.shelf.entities.values() if one["author"]["_id"] == AUTHOR]
        if self.voice_limit is not None and len(own) >= self.voice_limit:
            fail(403, "You have reached the maximum number of voice models for your plan")
        await self.sim.in_thread(checked, voices)
        made = self.shelf.add(
            asked["title"],
            ["en"],
            own=True,
            speaks=speaker(voices),
            visibility=asked.get("visibility", "public"),
            tags=several(asked.get("tags")),
            description=asked.get("description") or "",
            created_at=day(self.now()),
            updated_at=day(self.now()),
            cover_image="cover.png" if asked.get("cover_image") else "",
        )
        self._trains[made["_id"]] = self.now(), self.training_fails
        return JSONResponse(self._shown(made), 201)

    async def voice(self, request: Request) -> Response:
        """Show, change or delete one voice; what is not one's own can only be seen."""
        one = self.shelf.entities.get(request.path_params["id"])
        if one is None:
            return error(404, "Model not found")
        own = one["author"]["_id"] == AUTHOR
        if not own and (request.method != "GET" or one["visibility"] == "private"):
            return error(403)
        if request.method == "GET":
            return JSONResponse(self._shown(one))
        if request.method == "DELETE":
            self.shelf.remove(one["_id"])
        else:
            self._change(one, fields(request.scope["sim.seen"].body, request.headers.get("content-type", "")))
        return Response(b"", 200)

    def _change(self, one: dict[str, Any], asked: dict[str, Any]) -> None:
        if asked.get("visibility", "private") not in ("public", "unlist", "private"):
            fail(422, "Input should be 'public', 'unlist' or 'private'", place="visibility")
        if asked.get("visibility") == "public" and not (asked.get("cover_image") or one["cover_image"]):
            fail(400, "A public model needs a cover image")
        one |= {name: asked[name] for name in ("title", "visibility") if asked.get(name)}
        one |= {"description": asked["description"] or ""} if "description" in asked else {}
        one |= {"tags": several(asked["tags"])} if "tags" in asked else {}
        one |= {"cover_image": "cover.png"} if asked.get("cover_image") else {}
        one["updated_at"] = day(self.now())

    async def sample(self, request: Request) -> Response:
        """Speak a voice's sample, for anybody; a key that is brought here was given away."""
        if request.headers.get("authorization"):
            return PlainTextResponse("No key is wanted here", 400)
        voice = request.path_params["file"].removesuffix(".mp3")
        one = self.shelf.entities.get(voice)
        if one is None or not one["samples"]:
            return PlainTextResponse("NoSuchKey", 404)
        speech = await self.sim.voicebox.speak(one["samples"][0]["text"], self.shelf.espeak[voice])
        data = await self.sim.in_thread(lambda: encoded(speech, {"format": "mp3"}))
        return Response(data, media_type="audio/mpeg")

    # the rest

    async def asr(self, request: Request) -> Response:
        """Understand what this simulator said; of other recordings only the length."""
        asked = fields(request.scope["sim.seen"].body, request.headers.get("content-type", ""))
        audio = asked.get("audio")
        if not isinstance(audio, bytes):
            fail(422, "Field required", place="audio")
        seconds = await self.sim.in_thread(fish_sound.seconds, audio)
        self._enter(request.scope)
        self.pay(Row("", "", "asr", math.ceil(seconds) * _SECOND / BYTE, time.time(), kind="asr"))
        text = self._said.get(_mark(audio), "")
        known = [{"text": text, "start": 0.0, "end": seconds}] if text else []
        plain = asked.get("ignore_timestamps", True) in (True, "true", "True")
        return JSONResponse({"text": text, "duration": seconds, "segments": [] if plain else known})

    async def design(self, request: Request) -> Response:
        """Invent voices."""
        if request.headers.get("model") != "voice-design-1":
            fail(400, "model is required")
        asked = fields(request.scope["sim.seen"].body, "")
        check_design(asked)
        self._enter(request.scope)
        self.pay(Row("", "", "voice-design-1", _DESIGN / BYTE, time.time(), kind="design"))
        await self.sim.think()
        text = asked.get("reference_text") or "This is how I speak."
        made = [await self._candidate(asked, text, number) for number in range(asked.get("n", 2))]
        return JSONResponse({"candidates": made})

    async def _candidate(self, asked: dict[str, Any], text: str, number: int) -> dict[str, Any]:
        timbre = "m" if " man" in f" {asked['instruction']}" else "f"
        speech = await self.sim.voicebox.speak(text, f"en-us+{timbre}{number + 1}")
        return {
            "id": made_id(f"{len(self.sim.books)} {asked['instruction']} {number}"),
            "index": number,
            "audio_base64": base64.b64encode(sound.wav(speech.samples, RATE)).decode(),
            "sample_rate": RATE,
            "duration_ms": round(1000 * speech.seconds),
            "text": text,
            "instruct": asked["instruction"],
            "language": asked.get("language") or "en",
        }

    async def credit(self, request: Request) -> Response:
        """Tell the credit of the API in USD."""
        left = 1_000_000 if self.credits is None else self.credits
        told = {
            "_id": "c" * 24,
            "user_id": AUTHOR,
            "credit": f"{left * BYTE:.6f}",
            "cumulative_top_up": f"{self.paid_in:.2f}",
            "created_at": _DAY,
            "updated_at": _DAY,
            "has_phone_sha256": True,
        }
        free = request.query_params.get("check_free_credit") in ("true", "True")
        return JSONResponse(told | ({"has_free_credit": False} if free else {}))

    async def package(self, _: Request) -> Response:
        """Tell the credit of the website; the official client wants an id that the API's description does not know."""
        return JSONResponse(
            {
                "_id": "p" * 24,
                "user_id": AUTHOR,
                "type": "free",
                "total": 8000,
                "balance": 8000,
                "created_at": _DAY,
                "updated_at": _DAY,
                "finished_at": _DAY,
            }
        )


async def _send(socket: WebSocket, said: dict[str, Any]) -> None:
    await socket.send_bytes(ormsgpack.packb(said))


def _mark(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
