"""ElevenLabs' websocket: text comes in pieces, speech goes out as soon as there is enough of it."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.simulators import elevenlabs_audio as heard_as
from tests.simulators import elevenlabs_checks as checks
from tests.simulators.elevenlabs_audio import Heard, encoded, normalized
from tests.simulators.elevenlabs_errors import Refusal
from tests.simulators.elevenlabs_plans import DEFAULT_FORMAT

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from starlette.websockets import WebSocket

    from tests.simulators.elevenlabs import ElevenLabs
    from tests.simulators.elevenlabs_jobs import Job
    from tests.simulators.faults import Seen


class Talk:
    """One websocket: gathers text, speaks it when there is enough, and holds a place only while it does."""

    def __init__(self, provider: ElevenLabs, socket: WebSocket) -> None:
        self._provider = provider
        self._socket = socket
        self._seen: Seen = socket.scope["sim.seen"]
        self._text = ""
        self._settings: dict[str, Any] = {}
        self._schedule = [120, 160, 250, 290]
        self._jobs: list[Job] = []
        self._sounds: list[NDArray[np.int16]] = []
        self._frames = 0

    async def run(self) -> None:
        """Talk until the end."""
        first = await self._receive()
        self._begin(first)
        while True:
            message = await self._receive()
            text = message.get("text")
            if text == "":
                break
            if not isinstance(text, str):
                raise Refusal(400, "invalid_parameters", "text is required.")
            self._text += text
            due = self._schedule[min(len(self._jobs), len(self._schedule) - 1)]
            auto = self._seen.asked("auto_mode").lower() == "true"
            if message.get("flush") or len(self._text) >= due or (auto and self._text.strip()):
                await self._speak()
        await self._speak()
        await self._socket.send_json({"audio": None, "isFinal": True, "alignment": None, "normalizedAlignment": None})
        await self._socket.close(1000)

    async def _receive(self) -> dict[str, Any]:
        seconds = min(float(self._seen.asked("inactivity_timeout", "20")), 180)
        try:
            async with asyncio.timeout(seconds):
                message = await self._socket.receive_json()
        except TimeoutError:
            raise Refusal(
                408, "input_timeout_exceeded", "Have not received a new text input within the timeout."
            ) from None
        except ValueError:
            raise Refusal(400, "malformed_json", "That is no JSON.") from None
        if not isinstance(message, dict):
            raise Refusal(400, "malformed_json", "That is no JSON object.")
        return message

    def _begin(self, first: dict[str, Any]) -> None:
        """Check what the first message and the address say."""
        provider, seen = self._provider, self._seen
        key = first.get("xi-api-key") or first.get("xi_api_key")
        if key and "xi-api-key" not in seen.headers:
            seen.headers["xi-api-key"] = key
        provider.admit(seen, "text_to_speech")
        self._model = checks.model_of(seen.asked("model_id", "eleven_multilingual_v2"))
        if self._model.family != "v2":
            raise Refusal(400, "unsupported_model", f"The model {self._model.id} does not support websockets.")
        self._voice = provider.voice_of(self._socket.path_params["voice_id"], self._model.id)
        self._format = seen.asked("output_format", DEFAULT_FORMAT)
        checks.check_format(self._format, provider.plan, streamed=True)
        self._settings = checks.given(first.get("voice_settings"))
        checks.check_settings(self._settings, self._model)
        self._schedule = (first.get("generation_config") or {}).get("chunk_length_schedule") or self._schedule
        self._text = "" if first.get("text", " ") == " " else first["text"]

    async def _speak(self) -> None:
        """Speak what has come, and send it."""
        text, self._text = self._text, ""
        if not text.strip():
            return
        provider = self._provider
        voice = self._voice
        job = provider.job(self._seen, "tts", text, voice.id, self._model, self._settings, rate=voice.rate)
        leave = await provider.enter(job, self._model.group)
        try:
            speech = await provider.generate(text, voice, job)
            if job.row is None:
                provider.bill(job)
            self._jobs.append(job)
            samples = heard_as.flavoured(
                speech.samples, self._model.id, self._seen.asked("seed") or provider.sim.chance.random()
            )
            self._sounds.append(samples)
            audio = await provider.sim.in_thread(encoded, samples, self._format)
            await self._send(audio, Heard(tuple(text), speech.times))
        finally:
            leave()

    async def _send(self, audio: bytes, heard: Heard) -> None:
        provider = self._provider
        plain = normalized(heard)
        said = [0, 0]
        for part, begin, end in heard_as.pieces(audio, float(heard.times[-1]), provider.sim.chunk):
            if self._frames == provider.frame_error:
                raise Refusal(500, "internal_error", "Generation failed.")
            if begin:
                await asyncio.sleep(provider.sim.stream_pause)
            frame: dict[str, Any] = {"audio": base64.b64encode(part).decode(), "isFinal": None}
            last = end >= float(heard.times[-1])
            for which, (name, whole) in enumerate((("alignment", heard), ("normalizedAlignment", plain))):
                until = len(whole.characters) if last else whole.until(end)
                frame[name] = whole.told_by_socket(said[which], until, begin) if until > said[which] else None
                said[which] = max(until, said[which])
            await self._socket.send_json(frame)
            self._frames += 1

    def end(self) -> None:
        """Put what was spoken into the history, as one."""
        if not self._jobs:
            return
        first = self._jobs[0]
        first.text = "".join(job.text for job in self._jobs)
        first.credits = sum(job.credits for job in self._jobs)
        for job in self._jobs:
            if job.row is not None:
                job.row.request_id, job.row.history_id = first.request_id, first.history_id if first.keep else ""
        samples = np.concatenate(self._sounds)
        self._provider.keep(self._seen, first, encoded(samples, self._format), samples)
