"""ElevenLabs, as CONTRACT describes it; where that says UNVERIFIED an option says which way.

Options, beside those of every simulator (core.py):

    plan="creator"             free, starter, creator, pro, scale, business, enterprise: formats and requests at once
    credits=100_000            of the billing period; ``used`` of them are spent already
    no_credit="quota_exceeded" 401 with that legacy status, or "insufficient_credits": 402 with that code
    shape="current"            how errors are said: current, legacy, fastapi, string, html, empty (422 of the body checks is
                               always FastAPI's, an unknown path always a string)
    lacks=()                   what the key may not: "user_read", "models_read", "voices_read", "speech_history_read",
                               "text_to_speech"
    over="refuse"              a request above the limit: 429 at once, or "queue": it waits
    limit=0                    requests at once of every group, 0 for what the plan says
    bill_at="start"            credits are booked when the generation begins, or "end": when it is done
    cost_on_streams=True       whether streams say character-cost
    factor={}                  credits by model id where they are not what the list of models says: {"eleven_v3": 0.25}
    history_delay=0.0          seconds until an item is in the history
    history_audio="mp3"        what the history gives back: always MP3, or "same": as it was generated
    request_ids="ignore"       an unknown, too old or unfinished id to stitch to: "ignore" or "refuse" (400)
    v4_stitches=True           whether the v4 models take context
    timestamps="whole"         times of the NDJSON stream count from the whole's beginning, or "chunk": from the chunk's
    frame_error=None           after so many NDJSON lines or websocket frames comes an error and nothing more
    clock=0.0                  seconds its clock is ahead of ours; setting it while it runs lets its time pass
    library=300                voices in the library
    slots=0                    places for voices of one's own, 0 for what the plan says; ``professional_slots`` likewise
    voice_edits=95             voices that may be added or changed in a period
    verify_clones=False        whether a voice that was cloned at once must be verified before it speaks
    added_only=False           whether voices of the library speak only for who has added them
    captcha="image"            how the picture of what must be read aloud is given: "image" (PNG), "base64" (as a text),
                               "string" (as JSON), "object" (in a JSON object)
    captcha_refusals=0         so many of the next recordings of it are refused, with the status ``captcha_status=400``
    review_days=1.0            until a review by hand is done; ``review_ends="accepted"`` or "declined"
    separation_seconds=0.0     until the speakers of a sample are told apart, by its clock
    dataset_seconds=10.0       of recordings, the least that can be trained with
    training_days=1.0          a training takes; ``training_ends="fine_tuned"``, "failed" or "delayed" (it takes twice as long)
    cost_on_designs=True       whether a design says character-cost

Without a seed no two generations give the same bytes. An unknown JSON field is ignored; ``requests`` has it.
"""

from __future__ import annotations

import asyncio
import base64
import io
import json
import math
import secrets
import time
import zipfile
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from tests.simulators import elevenlabs_audio as heard_as
from tests.simulators import elevenlabs_checks as checks
from tests.simulators import elevenlabs_search as search
from tests.simulators.core import Provider, Row
from tests.simulators.elevenlabs_audio import Heard, encoded, media_type, normalized
from tests.simulators.elevenlabs_design import Design
from tests.simulators.elevenlabs_errors import Invalid, Refusal, guarded, refused
from tests.simulators.elevenlabs_jobs import Item, Job
from tests.simulators.elevenlabs_library import Library
from tests.simulators.elevenlabs_mine import Mine
from tests.simulators.elevenlabs_plans import DEFAULT_FORMAT, MODELS, PLACES, TIERS, at_least, concurrency
from tests.simulators.elevenlabs_professional import Professional
from tests.simulators.elevenlabs_recordings import decoded
from tests.simulators.elevenlabs_socket import Talk
from tests.simulators.elevenlabs_voices import DAY, DEFAULT_SETTINGS, account_voices, library_voices, made_id
from tests.simulators.voicebox import RATE, Speech

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from numpy.typing import NDArray
    from starlette.requests import Request
    from starlette.websockets import WebSocket

    from tests.simulators.core import Simulator
    from tests.simulators.elevenlabs_plans import Model
    from tests.simulators.elevenlabs_voices import Voice
    from tests.simulators.faults import Seen

_TWO_HOURS = 7200
_CREDITS_PER_MINUTE = 1000
_SOUND_CREDITS_PER_SECOND = 5.4
_SOUND_PROMPT = 450
_QUEUED_SECONDS = 0.05


class ElevenLabs(Provider):
    """See the module."""

    name = "elevenlabs"
    key = "sk_simulated_elevenlabs_key_0123456789abcdef"
    options: ClassVar[Mapping[str, Any]] = {
        "plan": "creator",
        "credits": 100_000,
        "used": 0,
        "no_credit": "quota_exceeded",
        "shape": "current",
        "lacks": (),
        "over": "refuse",
        "limit": 0,
        "bill_at": "start",
        "cost_on_streams": True,
        "factor": {},
        "history_delay": 0.0,
        "history_audio": "mp3",
        "request_ids": "ignore",
        "v4_stitches": True,
        "timestamps": "whole",
        "frame_error": None,
        "clock": 0.0,
        "library": 300,
        "slots": 0,
        "professional_slots": 0,
        "voice_edits": 95,
        "verify_clones": False,
        "added_only": False,
        "captcha": "image",
        "captcha_refusals": 0,
        "captcha_status": 400,
        "review_days": 1.0,
        "review_ends": "accepted",
        "separation_seconds": 0.0,
        "dataset_seconds": 10.0,
        "training_days": 1.0,
        "training_ends": "fine_tuned",
        "cost_on_designs": True,
    }
    plan: str
    credits: int
    used: int
    no_credit: str
    shape: str
    lacks: tuple[str, ...]
    over: str
    limit: int
    bill_at: str
    cost_on_streams: bool
    factor: Mapping[str, float]
    history_delay: float
    history_audio: str
    request_ids: str
    v4_stitches: bool
    timestamps: str
    frame_error: int | None
    clock: float
    library: int
    slots: int
    professional_slots: int
    voice_edits: int
    verify_clones: bool
    added_only: bool
    captcha: str
    captcha_refusals: int
    captcha_status: int
    review_days: float
    review_ends: str
    separation_seconds: float
    dataset_seconds: float
    training_days: float
    training_ends: str
    cost_on_designs: bool

    def __init__(self, sim: Simulator, options: Mapping[str, Any]) -> None:
        super().__init__(sim, options)
        self.history: list[Item] = []
        self.stitchable: dict[str, float] = {}
        self.dictionaries: dict[str, dict[str, Any]] = {}
        self.account = account_voices()
        self.gone: dict[str, float] = {}
        self.edits = 0
        self.shelf = Library(self)
        self.mine = Mine(self)
        self.professional = Professional(self)
        self.design = Design(self)

    def routes(self) -> list[Any]:
        """Return what it answers."""
        speech, changer = "/v1/text-to-speech/{voice_id}", ("/v1/speech-to-speech", "/v1/voice-changer")
        return [
            Route(speech, self.convert, methods=["POST"]),
            Route(f"{speech}/stream", self.stream, methods=["POST"]),
            Route(f"{speech}/with-timestamps", self.timed, methods=["POST"]),
            Route(f"{speech}/stream/with-timestamps", self.timed_stream, methods=["POST"]),
            WebSocketRoute(f"{speech}/stream-input", self.socket),
            Route("/v1/text-to-dialogue", self.dialogue, methods=["POST"]),
            Route("/v1/text-to-dialogue/stream", self.dialogue_stream, methods=["POST"]),
            Route("/v1/text-to-dialogue/with-timestamps", self.timed_dialogue, methods=["POST"]),
            *(Route(f"{path}/{{voice_id}}", self.change, methods=["POST"]) for path in changer),
            *(Route(f"{path}/{{voice_id}}/stream", self.change_stream, methods=["POST"]) for path in changer),
            Route("/v1/sound-generation", self.effect, methods=["POST"]),
            Route("/v1/models", self.models),
            *self.shelf.routes(),
            *self.professional.routes(),
            *self.design.routes(),
            *self.mine.routes(),
            Route("/v1/user", self.user),
            Route("/v1/user/subscription", self.subscription),
            Route("/v1/history", self.items),
            Route("/v1/history/download", self.download, methods=["POST"]),
            Route("/v1/history/{id}", self.item, methods=["GET", "DELETE"]),
            Route("/v1/history/{id}/audio", self.item_audio),
            Route("/v1/pronunciation-dictionaries/add-from-rules", self.add_rules, methods=["POST"]),
            Route("/v1/pronunciation-dictionaries/{id}", self.dictionary),
        ]

    def error(self, status: int, code: str = "", message: str = "", shape: str = "") -> Response:
        """Return an error; "" as the shape is the option's."""
        return refused(Refusal(status, code, message), shape or self.shape)

    def nowhere(self) -> Response:
        """Return the answer to a path there is not."""
        return JSONResponse({"detail": "Not Found"}, 404)

    @property
    def now(self) -> float:
        """Unix time by its clock."""
        return time.time() + self.clock

    # who asks, and whether there is room and money

    def admit(self, seen: Seen, right: str) -> None:
        """Check the key, and that it has the right."""
        key = seen.headers.get("xi-api-key", "")
        if not key and "authorization" in seen.headers:
            raise Refusal(401, "invalid_authorization_header", "Use the xi-api-key header.")
        if not key and right == "models_read":
            raise Refusal(404, "workspace_not_found", "No workspace.")
        if not key:
            raise Refusal(
                401,
                "unauthorized",
                "Neither authorization header nor xi-api-key received.",
                legacy="needs_authorization",
            )
        if key != self.sim.key:
            raise Refusal(401, "unauthorized", "Invalid API key", legacy="invalid_api_key")
        if right in self.lacks:
            message = f"The API key you used is missing the permission {right} to execute this operation."
            raise Refusal(401, "", message, legacy="missing_permissions")

    # voices

    @property
    def community(self) -> tuple[Voice, ...]:
        """The voices of the library, those that were withdrawn among them."""
        return library_voices(self.library)

    def offered(self) -> list[Voice]:
        """Return the voices of the library that can be found there."""
        return [voice for voice in self.community if voice.id not in self.gone]

    def listed(self) -> list[Voice]:
        """Return the voices of the account that are there by now."""
        return [voice for voice in self.account if not self.is_gone(voice)]

    def is_gone(self, voice: Voice) -> bool:
        """Return whether a voice was withdrawn and its notice is over."""
        return self.gone.get(voice.id, self.now + 1) <= self.now

    def pass_days(self, days: float) -> None:
        """Let its time pass."""
        self.clock += days * DAY

    def withdraw(self, voice_id: str, notice: bool | float) -> None:
        """Take a voice away: now, after the notice its owner promised, or after so many days."""
        voice = next((voice for voice in (*self.account, *self.community) if voice.id == voice_id), None)
        if voice is None:
            raise ValueError(f"no voice {voice_id}")
        days = (voice.notice or 30) if notice is True else float(notice)
        self.gone[voice_id] = self.now + days * DAY

    def found(self, id_: str) -> Voice:
        """Return a voice of the account or the library."""
        for voice in (*self.account, *self.community):
            if voice.id == id_ and not self.is_gone(voice):
                return voice
        raise Refusal(404, "voice_not_found", f"A voice with the voice_id {id_} was not found.")

    def voice_of(self, id_: str, model: str = "") -> Voice:
        """Return a voice that may speak for this account, with a model."""
        voice = self.found(id_)
        if voice.owner and self.plan == "free":
            raise Refusal(402, "", "Free users cannot use library voices via the API.", legacy="payment_required")
        if voice.owner and self.added_only and voice not in self.account:
            raise Refusal(404, "voice_not_found", f"A voice with the voice_id {id_} was not found.")
        if voice.category == "professional" and not voice.owner and not at_least(self.plan, "creator"):
            raise Refusal(403, "", "Professional voices need the Creator plan.", legacy="only_for_creator+")
        if voice.locked:
            raise Refusal(403, "voice_access_denied", "The voice must be verified before it is used.")
        if voice.training and not voice.training.speaks(model):
            message = f"The voice with voice_id {id_} is not fine-tuned and thus cannot be used."
            raise Refusal(400, "", message, legacy="voice_not_fine_tuned")
        return voice

    def room(self, *, professional: bool = False) -> None:
        """Refuse one more voice where there is no place for it, or the changes of this period are used up."""
        used, most = self.places(professional=professional)
        if used >= most:
            kind = "professional voices" if professional else "custom voices"
            message = (
                f"You have reached your maximum amount of {kind} ({used} / {most}). You can upgrade your subscription to"
                " increase your custom voice limit."
            )
            raise Refusal(400, "", message, legacy=f"{'professional_' if professional else ''}voice_limit_reached")
        self.count_edit(0)

    def places(self, *, professional: bool = False) -> tuple[int, int]:
        """Return how many places for voices are taken, and how many there are."""
        held = [voice for voice in self.account if voice.own or voice.owner]
        used = sum((voice.own and voice.category == "professional") is professional for voice in held)
        own = self.professional_slots if professional else self.slots
        return used, own or PLACES[self.plan][professional]

    def count_edit(self, by: int = 1) -> None:
        """Count a change of a voice; refuse where all of this period are used up."""
        if self.edits >= self.voice_edits:
            message = f"You have used all {self.voice_edits} changes of voices of this period."
            raise Refusal(400, "", message, legacy="voice_add_edit_limit_reached")
        self.edits += by

    def enrol(self, voice: Voice) -> None:
        """Put a new voice into the account."""
        self.count_edit()
        self.account.append(voice)

    def price(self, characters: float, model: Model) -> int:
        """Return credits: code points, or half of them rounded up; ``characters`` are already times the voice's rate."""
        return math.ceil(characters * self.factor.get(model.id, model.factor))

    def most(self, group: str) -> int:
        """Return how many requests of a group may run at once."""
        return self.limit or concurrency(self.plan, group)

    async def enter(self, job: Job, group: str) -> Callable[[], None]:
        """Take a place, or refuse, or wait; then take the credits. Returns what gives the place back."""
        most = self.most(group)
        if self.over == "queue" and not self.sim.slots.free(group, most):
            await asyncio.sleep(_QUEUED_SECONDS)
            await self.sim.slots.wait(group, most)
        if not self.sim.slots.free(group, most):
            self.sim.slots.refused += 1
            message = f"Too many concurrent requests. Your current subscription allows a maximum of {most}."
            raise Refusal(429, "concurrent_limit_exceeded", message)
        if job.credits > self.credits - self.used:
            left = self.credits - self.used
            message = (
                f"This request exceeds your quota. You have {left} credits remaining, while {job.credits} are required."
            )
            paid = self.no_credit == "insufficient_credits"
            raise Refusal(402 if paid else 401, self.no_credit if paid else "", message, legacy=self.no_credit)
        leave = self.sim.slots.enter(group)
        job.group_now, job.group_most = self.sim.slots.taken[group] + self.sim.slots.foreign, most
        if self.bill_at == "start":
            self.bill(job)
        return leave

    def bill(self, job: Job) -> None:
        """Book the credits of a job."""
        job.used = self.used
        self.used += job.credits
        history_id = job.history_id if job.keep else ""
        job.row = Row(job.text, job.voice, job.model.id, job.credits, time.time(), job.request_id, history_id, job.kind)
        self.sim.books.append(job.row)

    # speaking

    async def begin(self, request: Request, *, streamed: bool) -> tuple[Job, Voice, dict[str, Any]]:
        """Check a request to speak, in the provider's order."""
        seen: Seen = request.scope["sim.seen"]
        body = checks.body_of(seen.body)
        checks.check_fields(body)
        self.admit(seen, "text_to_speech")
        model = checks.model_of(body.get("model_id") or "eleven_multilingual_v2")
        voice = self.voice_of(request.path_params["voice_id"], model.id)
        settings = checks.given(body.get("voice_settings"))
        checks.check_format(seen.asked("output_format", DEFAULT_FORMAT), self.plan, streamed=streamed)
        checks.check_text(body["text"], model)
        checks.check_settings(settings, model)
        checks.check_stitching(body, model, v4=self.v4_stitches)
        checks.check_v4(body, model)
        self.check_ids(body)
        self.check_dictionaries(body)
        return self.job(seen, "tts", body["text"], voice.id, model, settings, rate=voice.rate), voice, body

    def job(
        self, seen: Seen, kind: str, text: str, voice: str, model: Model, settings: dict[str, Any], rate: float = 1.0
    ) -> Job:
        """Return the job of a request; a voice of the library may cost ``rate`` times as much."""
        kept = seen.asked("enable_logging", "true").lower() != "false"
        format_ = seen.asked("output_format", DEFAULT_FORMAT)
        return Job(kind, text, voice, model, format_, settings, self.price(rate * len(text), model), kept)

    def check_ids(self, body: dict[str, Any]) -> None:
        """Check the ids to stitch to, if such things are refused."""
        if self.request_ids != "refuse":
            return
        for id_ in [*(body.get("previous_request_ids") or []), *(body.get("next_request_ids") or [])]:
            if self.now - self.stitchable.get(id_, 0.0) > _TWO_HOURS:
                message = f"The request id {id_} does not exist or is too old."
                raise Refusal(
                    400, "invalid_parameters", message, legacy="invalid_request_id", param="previous_request_ids"
                )

    def check_dictionaries(self, body: dict[str, Any]) -> None:
        """Check that the pronunciation dictionaries are there."""
        for locator in body.get("pronunciation_dictionary_locators") or []:
            known = self.dictionaries.get(locator["pronunciation_dictionary_id"])
            version = locator.get("version_id")
            if known is None or (version and version != known["latest_version_id"]):
                raise Refusal(404, "pronunciation_dictionary_not_found", "No such pronunciation dictionary.")

    async def speak(self, request: Request, *, streamed: bool) -> tuple[Job, bytes, Heard]:
        """Check, bill, generate and keep; returns the job, its audio and when what is heard."""
        job, voice, body = await self.begin(request, streamed=streamed)
        leave = await self.enter(job, job.model.group)
        request.scope["sim.after"].append(leave)
        speech = await self.generate(job.text, voice, job)
        job.heard = heard = Heard(tuple(job.text), speech.times)
        samples = heard_as.flavoured(speech.samples, job.model.id, sorted(job.settings.items()), self.seed_of(body))
        audio = await self.sim.in_thread(encoded, samples, job.format)
        self.keep(request.scope["sim.seen"], job, audio, samples)
        return job, audio, heard

    def seed_of(self, body: dict[str, Any]) -> object:
        """Return the seed, or something that was never there before."""
        return body["seed"] if body.get("seed") is not None else self.sim.chance.random()

    async def generate(self, text: str, voice: Voice, job: Job) -> Speech:
        """Take the time, and speak."""
        await self.sim.think()
        speed = job.settings.get("speed", 1.0) if job.model.family == "v2" else 1.0
        return await self.sim.voicebox.speak(heard_as.unspoken(text), voice.espeak, speed)

    def keep(self, seen: Seen, job: Job, audio: bytes, samples: NDArray[np.int16]) -> None:
        """Bill what is billed at the end, and put what was generated into the history."""
        if job.row is None:
            self.bill(job)
        self.stitchable[job.request_id] = self.now if job.keep else 0.0
        if job.keep and (seen.fault is None or seen.fault.kept):
            shows = time.time() + self.history_delay
            item = Item(job.history_id, job.request_id, self._told(job), shows, audio, job.format, samples, job)
            self.history.append(item)

    def _told(self, job: Job) -> dict[str, Any]:
        """Return what the history says of a job."""
        voice = next((voice for voice in (*self.account, *self.community) if voice.id == job.voice), None)
        category = voice.category if voice and voice.category != "high_quality" else "professional"
        return {
            "history_item_id": job.history_id,
            "request_id": job.request_id,
            "voice_id": "" if job.dialogue else job.voice,
            "model_id": job.model.id,
            "voice_name": voice.name if voice else None,
            "voice_category": category if voice else None,
            "text": "" if job.dialogue else job.text,
            "date_unix": int(self.now),
            "character_count_change_from": job.used,
            "character_count_change_to": job.used + job.credits,
            "content_type": media_type(job.format),
            "state": "created",
            "settings": {**DEFAULT_SETTINGS, **job.settings},
            "share_link_id": None,
            "source": "STS" if job.kind == "sts" else "TTS",
            "alignments": None,
            "dialogue": job.dialogue,
            "output_format": job.format,
        }

    def headers(self, job: Job, *, streamed: bool = False) -> dict[str, str]:
        """Return the headers of an answer with speech."""
        found = {
            "request-id": job.request_id,
            "history-item-id": job.history_id if job.keep else "not_stored",
            "current-concurrent-requests": str(job.group_now),
            "maximum-concurrent-requests": str(job.group_most),
            "x-trace-id": job.request_id,
        }
        if self.cost_on_streams or not streamed:
            found["character-cost"] = str(job.credits)
        return found

    @guarded
    async def convert(self, request: Request) -> Response:
        """POST /v1/text-to-speech/{voice_id}."""
        job, audio, _ = await self.speak(request, streamed=False)
        return Response(audio, headers=self.headers(job), media_type=media_type(job.format))

    @guarded
    async def stream(self, request: Request) -> Response:
        """POST .../stream."""
        job, audio, _ = await self.speak(request, streamed=True)
        return self.streamed(job, self.in_parts(audio))

    @guarded
    async def timed(self, request: Request) -> Response:
        """POST .../with-timestamps."""
        job, audio, _ = await self.speak(request, streamed=False)
        body = {"audio_base64": base64.b64encode(audio).decode(), **job.alignments()}
        return JSONResponse(body, headers=self.headers(job))

    @guarded
    async def timed_stream(self, request: Request) -> Response:
        """POST .../stream/with-timestamps: a JSON object on each line."""
        job, audio, heard = await self.speak(request, streamed=True)
        return self.streamed(job, self.lines(audio, heard), "application/json")

    def streamed(self, job: Job, parts: AsyncIterator[bytes], kind: str = "") -> Response:
        """Return an answer in chunks."""
        headers = self.headers(job, streamed=True)
        return StreamingResponse(parts, headers=headers, media_type=kind or media_type(job.format))

    async def in_parts(self, audio: bytes) -> AsyncIterator[bytes]:
        """Yield audio part by part, as fast as it is told to."""
        for start in range(0, len(audio), self.sim.chunk):
            if start:
                await asyncio.sleep(self.sim.stream_pause)
            yield audio[start : start + self.sim.chunk]

    async def lines(self, audio: bytes, heard: Heard) -> AsyncIterator[bytes]:
        """Yield audio with its characters, line by line; every third line has no alignment, and there are empty lines."""
        plain = normalized(heard)
        said = [0, 0]
        for number, (part, begin, end) in enumerate(heard_as.pieces(audio, float(heard.times[-1]), self.sim.chunk)):
            if number == self.frame_error:
                yield (
                    json.dumps({"detail": {"status": "internal_error", "message": "Generation failed."}}).encode()
                    + b"\n"
                )
                return
            if number:
                await asyncio.sleep(self.sim.stream_pause)
            line: dict[str, Any] = {
                "audio_base64": base64.b64encode(part).decode(),
                "alignment": None,
                "normalized_alignment": None,
            }
            last = end >= float(heard.times[-1])
            if number % 3 != 1 or last:
                offset = begin if self.timestamps == "chunk" else 0.0
                for which, (name, whole) in enumerate((("alignment", heard), ("normalized_alignment", plain))):
                    until = len(whole.characters) if last else whole.until(end)
                    line[name] = whole.told(said[which], until, offset) if until > said[which] else None
                    said[which] = max(until, said[which])
            yield json.dumps(line).encode() + (b"\n\n" if number % 4 == 3 else b"\n")

    # the websocket

    async def socket(self, socket: WebSocket) -> None:
        """WEBSOCKET .../stream-input."""
        await socket.accept()
        talk = Talk(self, socket)
        try:
            await talk.run()
        except Refusal as refusal:
            error = refusal.legacy or refusal.code
            await socket.send_json({"message": refusal.message or error, "error": error, "code": 1008})
            await socket.close(1008, (refusal.message or error)[:120])
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            talk.end()

    # dialogue

    async def converse(
        self, request: Request, *, streamed: bool = False
    ) -> tuple[Job, bytes, Heard, list[dict[str, Any]]]:
        """Check, bill, generate and keep a dialogue; returns also where each line is heard."""
        seen: Seen = request.scope["sim.seen"]
        body = checks.body_of(seen.body)
        checks.check_fields(body)
        inputs = checks.check_inputs(body)
        self.admit(seen, "text_to_speech")
        model = checks.model_of(body.get("model_id") or "eleven_v3")
        if model.family == "v2":
            raise Refusal(400, "unsupported_model", "Text to dialogue needs an Eleven v3 model.", param="model_id")
        voices = [self.voice_of(line["voice_id"], model.id) for line in inputs]
        settings = checks.given(body.get("settings"))
        checks.check_format(seen.asked("output_format", DEFAULT_FORMAT), self.plan, streamed=streamed)
        checks.check_settings(settings, model)
        self.check_dictionaries(body)
        job = self.job(seen, "dialogue", "".join(line["text"] for line in inputs), "", model, settings)
        spoken_at = zip(inputs, voices, strict=True)
        job.credits = self.price(sum(len(line["text"]) * voice.rate for line, voice in spoken_at), model)
        job.dialogue = [
            {"text": line["text"], "voice_id": voice.id, "voice_name": voice.name}
            for line, voice in zip(inputs, voices, strict=True)
        ]
        request.scope["sim.after"].append(await self.enter(job, model.group))
        spoken = [await self.generate(line["text"], voice, job) for line, voice in zip(inputs, voices, strict=True)]
        heard, segments = _joined(spoken, job.dialogue)
        job.heard = heard
        whole = np.concatenate([speech.samples for speech in spoken])
        samples = heard_as.flavoured(whole, model.id, sorted(settings.items()), self.seed_of(body))
        audio = await self.sim.in_thread(encoded, samples, job.format)
        self.keep(seen, job, audio, samples)
        return job, audio, heard, segments

    @guarded
    async def dialogue(self, request: Request) -> Response:
        """POST /v1/text-to-dialogue."""
        job, audio, _, _ = await self.converse(request)
        return Response(audio, headers=self.headers(job), media_type=media_type(job.format))

    @guarded
    async def dialogue_stream(self, request: Request) -> Response:
        """POST /v1/text-to-dialogue/stream."""
        job, audio, _, _ = await self.converse(request, streamed=True)
        return self.streamed(job, self.in_parts(audio))

    @guarded
    async def timed_dialogue(self, request: Request) -> Response:
        """POST /v1/text-to-dialogue/with-timestamps."""
        job, audio, _, segments = await self.converse(request)
        body = {"audio_base64": base64.b64encode(audio).decode(), **job.alignments(), "voice_segments": segments}
        return JSONResponse(body, headers=self.headers(job))

    # other voices and sounds

    async def changed(self, request: Request, *, streamed: bool) -> tuple[Job, bytes]:
        """Check, bill and "convert" an uploaded recording: it comes back in the asked format."""
        seen: Seen = request.scope["sim.seen"]
        form = seen.body if isinstance(seen.body, dict) else {}
        if not isinstance(form.get("audio"), bytes):
            raise Invalid((("body", "audio"), "Field required", "missing"))
        self.admit(seen, "speech_to_speech")
        name = form.get("model_id", "eleven_english_sts_v2")
        model = MODELS.get(name)
        if model is None or not model.converts:
            raise Refusal(400, "unsupported_model", f"The model {name} does not convert voices.", param="model_id")
        voice = self.voice_of(request.path_params["voice_id"])
        format_ = seen.asked("output_format", DEFAULT_FORMAT)
        checks.check_format(format_, self.plan, streamed=streamed)
        samples = await self.sim.in_thread(
            partial(decoded, form["audio"], raw=form.get("file_format") == "pcm_s16le_16")
        )
        job = self.job(seen, "sts", "", voice.id, model, json.loads(form.get("voice_settings") or "{}"))
        job.credits = math.ceil(len(samples) / RATE / 60 * _CREDITS_PER_MINUTE)
        request.scope["sim.after"].append(await self.enter(job, model.group))
        await self.sim.think()
        audio = await self.sim.in_thread(encoded, samples, format_)
        self.keep(seen, job, audio, samples)
        return job, audio

    @guarded
    async def change(self, request: Request) -> Response:
        """POST /v1/speech-to-speech/{voice_id}, and /v1/voice-changer/{voice_id}."""
        job, audio = await self.changed(request, streamed=False)
        return Response(audio, headers=self.headers(job), media_type=media_type(job.format))

    @guarded
    async def change_stream(self, request: Request) -> Response:
        """POST .../stream of both."""
        job, audio = await self.changed(request, streamed=True)
        return self.streamed(job, self.in_parts(audio))

    @guarded
    async def effect(self, request: Request) -> Response:
        """POST /v1/sound-generation: noise, each time another, that dies away unless it loops.

        It is not in the history, and only the cost is in the headers.
        """
        seen: Seen = request.scope["sim.seen"]
        body = checks.body_of(seen.body)
        checks.check_fields(body)
        seconds = body.get("duration_seconds")
        if seconds is not None and not 0.5 <= seconds <= 30:
            raise Invalid((("body", "duration_seconds"), "Input should be from 0.5 to 30", "range"))
        if not 0 <= (body.get("prompt_influence") or 0) <= 1:
            raise Invalid((("body", "prompt_influence"), "Input should be from 0 to 1", "range"))
        if len(body["text"]) > _SOUND_PROMPT:
            raise Refusal(400, "text_too_long", f"The prompt is longer than {_SOUND_PROMPT} characters.")
        self.admit(seen, "sound_generation")
        format_ = seen.asked("output_format", DEFAULT_FORMAT)
        checks.check_format(format_, self.plan, streamed=True)
        seconds = seconds or 2.0
        model = MODELS["eleven_multilingual_v2"]
        job = Job(
            "sound", body["text"], "", model, format_, {}, math.ceil(seconds * _SOUND_CREDITS_PER_SECOND), keep=False
        )
        request.scope["sim.after"].append(await self.enter(job, "sound"))
        if job.row is None:
            self.bill(job)
        job.row.model = body.get("model_id") or "eleven_text_to_sound_v2"
        await self.sim.think()
        samples = _noise(seconds, len(self.sim.books), loop=bool(body.get("loop")))
        audio = await self.sim.in_thread(encoded, samples, format_)
        return Response(audio, headers={"character-cost": str(job.credits)}, media_type=media_type(format_))

    # models, voices, account

    @guarded
    async def models(self, request: Request) -> Response:
        """GET /v1/models."""
        self.admit(request.scope["sim.seen"], "models_read")
        return JSONResponse([model.told() for model in MODELS.values()])

    def _subscription(self) -> dict[str, Any]:
        (used, most), (professional, most_professional) = self.places(), self.places(professional=True)
        return {
            "tier": TIERS.get(self.plan, self.plan),
            "character_count": self.used,
            "character_limit": self.credits,
            "max_character_limit_extension": None,
            "max_credit_limit_extension": 0,
            "can_extend_character_limit": False,
            "allowed_to_extend_character_limit": False,
            "next_character_count_reset_unix": int(self.now) + 12 * 86_400,
            "voice_slots_used": used,
            "professional_voice_slots_used": professional,
            "professional_voice_slots_used_in_workspace": professional,
            "voice_limit": most,
            "max_voice_add_edits": self.voice_edits,
            "voice_add_edit_counter": self.edits,
            "professional_voice_limit": most_professional,
            "can_extend_voice_limit": False,
            "can_use_instant_voice_cloning": self.plan != "free",
            "can_use_professional_voice_cloning": at_least(self.plan, "creator"),
            "currency": "usd",
            "current_overage": {"amount": "0", "currency": "usd"},
            "status": "free" if self.plan == "free" else "active",
            "billing_period": "monthly_period",
            "character_refresh_period": "monthly_period",
        }

    @guarded
    async def subscription(self, request: Request) -> Response:
        """GET /v1/user/subscription."""
        self.admit(request.scope["sim.seen"], "user_read")
        return JSONResponse(
            {**self._subscription(), "next_invoice": None, "open_invoices": [], "has_open_invoices": False}
        )

    @guarded
    async def user(self, request: Request) -> Response:
        """GET /v1/user."""
        self.admit(request.scope["sim.seen"], "user_read")
        return JSONResponse(
            {
                "user_id": made_id("user"),
                "subscription": self._subscription(),
                "is_new_user": False,
                "can_use_delayed_payment_methods": False,
                "is_onboarding_completed": True,
                "is_onboarding_checklist_completed": True,
                "show_compliance_terms": False,
                "first_name": "Sim",
                "is_api_key_hashed": False,
                "xi_api_key_preview": "******",
                "created_at": 1_700_000_000,
                "seat_type": "workspace_admin",
            }
        )

    # the history

    def _shown(self) -> list[Item]:
        """Return the items that show by now, the newest first."""
        return [item for item in reversed(self.history) if item.shows <= time.time()]

    @guarded
    async def items(self, request: Request) -> Response:
        """GET /v1/history."""
        seen: Seen = request.scope["sim.seen"]
        size = search.number(seen, "page_size", 100, 1, 1000)
        self.admit(seen, "speech_history_read")
        found = [item for item in self._shown() if _fits(item.told, seen)]
        if seen.asked("sort_direction") == "asc":
            found.reverse()
        after = seen.asked("start_after_history_item_id")
        if after:
            place = next((number for number, item in enumerate(found) if item.id == after), len(found))
            found = found[place + 1 :]
        page = found[:size]
        last = page[-1] if page else None
        return JSONResponse(
            {
                "history": [item.told for item in page],
                "last_history_item_id": last.id if last else None,
                "has_more": len(found) > size,
                "scanned_until": last.told["date_unix"] if last else None,
            }
        )

    def _item(self, id_: str) -> Item:
        found = next((item for item in self._shown() if item.id == id_), None)
        if found is None:
            raise Refusal(404, "history_item_not_found", f"No history item {id_}.")
        return found

    @guarded
    async def item(self, request: Request) -> Response:
        """GET and DELETE /v1/history/{id}."""
        self.admit(request.scope["sim.seen"], "speech_history_read")
        item = self._item(request.path_params["id"])
        if request.method == "GET":
            alignments = item.job.alignments() if item.job.heard else None
            return JSONResponse({**item.told, "alignments": alignments})
        self.history.remove(item)
        return JSONResponse({"status": "ok"})

    async def _again(self, item: Item) -> tuple[bytes, str]:
        """Return an item's audio as the history gives it, and its format."""
        if self.history_audio == "same" or item.format.startswith("mp3"):
            return item.audio, item.format
        return await self.sim.in_thread(encoded, item.samples, DEFAULT_FORMAT), DEFAULT_FORMAT

    @guarded
    async def item_audio(self, request: Request) -> Response:
        """GET /v1/history/{id}/audio."""
        self.admit(request.scope["sim.seen"], "speech_history_read")
        audio, format_ = await self._again(self._item(request.path_params["id"]))
        return Response(audio, media_type=media_type(format_))

    @guarded
    async def download(self, request: Request) -> Response:
        """POST /v1/history/download: one as it is, several in an archive."""
        seen: Seen = request.scope["sim.seen"]
        ids = checks.body_of(seen.body).get("history_item_ids")
        if not isinstance(ids, list):
            raise Invalid((("body", "history_item_ids"), "Field required", "missing"))
        self.admit(seen, "speech_history_read")
        if not ids:
            return JSONResponse({"error": "no_items", "message": "No items to download."}, 400)
        items = [self._item(id_) for id_ in ids]
        wav = seen.body.get("output_format") == "wav"
        sounds = [
            (encoded(item.samples, "wav_22050"), "wav_22050") if wav else await self._again(item) for item in items
        ]
        if len(sounds) == 1:
            return Response(sounds[0][0], media_type=media_type(sounds[0][1]))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for item, (audio, format_) in zip(items, sounds, strict=True):
                archive.writestr(f"{item.id}.{format_.partition('_')[0]}", audio)
        return Response(packed.getvalue(), media_type="application/zip")

    # pronunciation

    @guarded
    async def add_rules(self, request: Request) -> Response:
        """POST /v1/pronunciation-dictionaries/add-from-rules."""
        seen: Seen = request.scope["sim.seen"]
        body = checks.body_of(seen.body)
        missing = [name for name in ("rules", "name") if not body.get(name)]
        if missing:
            raise Invalid(*((("body", name), "Field required", "missing") for name in missing))
        self.admit(seen, "pronunciation_dictionaries_write")
        id_, version = secrets.token_urlsafe(15), secrets.token_urlsafe(15)
        made = {
            "id": id_,
            "name": body["name"],
            "created_by": made_id("user"),
            "creation_time_unix": int(self.now),
            "description": body.get("description"),
            "permission_on_resource": "admin",
        }
        latest = {"latest_version_id": version, "latest_version_rules_num": len(body["rules"])}
        self.dictionaries[id_] = {**made, **latest, "archived_time_unix": None, "rules": body["rules"]}
        return JSONResponse({**made, "version_id": version, "version_rules_num": len(body["rules"])})

    @guarded
    async def dictionary(self, request: Request) -> Response:
        """GET /v1/pronunciation-dictionaries/{id}."""
        self.admit(request.scope["sim.seen"], "pronunciation_dictionaries_read")
        found = self.dictionaries.get(request.path_params["id"])
        if found is None:
            raise Refusal(404, "pronunciation_dictionary_not_found", "No such pronunciation dictionary.")
        return JSONResponse(found)


def _fits(told: dict[str, Any], seen: Seen) -> bool:
    """Return whether an item is what the query asks for."""
    for name in ("voice_id", "model_id", "source"):
        if seen.asked(name) and told[name] != seen.asked(name):
            return False
    if told["date_unix"] < int(float(seen.asked("date_after_unix", "0"))):
        return False
    before = seen.asked("date_before_unix")
    if before and told["date_unix"] >= int(float(before)):
        return False
    return seen.asked("search").lower() in (told["text"] or "").lower()


def _joined(spoken: list[Speech], dialogue: list[dict[str, Any]]) -> tuple[Heard, list[dict[str, Any]]]:
    """Return when the characters of a dialogue are heard, and where each of its lines is."""
    characters: list[str] = []
    times: list[NDArray[np.float64]] = []
    segments = []
    offset = 0.0
    for number, (speech, line) in enumerate(zip(spoken, dialogue, strict=True)):
        place = {"voice_id": line["voice_id"], "dialogue_input_index": number, "character_start_index": len(characters)}
        characters += line["text"]
        times.append(speech.times[:-1] + offset)
        seconds = {"start_time_seconds": round(offset, 3), "end_time_seconds": round(offset + speech.seconds, 3)}
        segments.append({**place, **seconds, "character_end_index": len(characters)})
        offset += speech.seconds
    return Heard(tuple(characters), np.concatenate([*times, [offset]])), segments


def _noise(seconds: float, number: int, *, loop: bool) -> NDArray[np.int16]:
    frames = int(seconds * RATE)
    noise = np.random.default_rng(number).normal(0, 6000, frames)
    if not loop:
        noise *= np.exp(-np.arange(frames) / RATE)
    return noise.clip(-32768, 32767).astype(np.int16)
