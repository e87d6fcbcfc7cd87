"""Speaking over the websocket: the first sound comes earliest, but nothing is said of what it cost."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from websockets.exceptions import ConnectionClosedOK, InvalidStatus, WebSocketException

from studio_app.domain.errors import ModelRefused, RateLimited, SpeechError, Unreachable
from studio_app.speech.elevenlabs import refusals
from studio_app.speech.elevenlabs.asking import body, query, speaking_path
from studio_app.speech.elevenlabs.hearing import Hearing, damaged
from studio_app.speech.elevenlabs.models import speaks_live
from studio_app.speech.engine import Billing, Timings
from studio_app.speech.traffic.line import Again
from studio_app.speech.traffic.websocket import websocket

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from websockets.asyncio.client import ClientConnection

    from studio_app.speech.account import Account
    from studio_app.speech.engine import AudioChunk, Model, SpeakRequest, SpeechPart

#: Fields of the body that belong into the address here.
_IN_QUERY = ("language_code", "apply_text_normalization", "seed")
#: Seconds between two messages.
_SILENCE = 60.0
_LARGEST = 64 << 20


async def speak_live(
    account: Account, base_url: str, request: SpeakRequest, model: Model, output_format: str, estimate: float
) -> AsyncGenerator[SpeechPart, None]:
    """Speak a request: audio as it comes, then the times of its words, then the estimate as what it may have cost.

    Raises:
        ModelRefused: the model does not speak so.
        SpeechError: it was not reached, refused, or its answer broke off.
    """
    if not speaks_live(model.id):
        raise ModelRefused(f"{model.name} of ElevenLabs does not speak while it listens; it is spoken in one piece.")
    said = body(request, model)
    words = (
        {"model_id": model.id}
        | query(output_format, logging=not account.zero_retention)
        | {"auto_mode": "true", "sync_alignment": "true"}
    )
    words |= {name: str(said[name]) for name in _IN_QUERY if name in said}
    hearing = Hearing(request.text, output_format)
    sent = False
    try:
        path = f"{speaking_path(request.voice)}/stream-input?{urlencode(words)}"
        key = {"xi-api-key": account.key}
        async with websocket(account, base_url, key, longest=_LARGEST, path=path, close_timeout=1.0) as socket:
            await socket.send(json.dumps({"text": " ", "voice_settings": said["voice_settings"]}))
            sent = True
            await socket.send(json.dumps({"text": f"{said['text']} ", "flush": True}))
            await socket.send(json.dumps({"text": ""}))
            async with aclosing(_chunks(socket, hearing, request.text)) as chunks:
                async for chunk in chunks:
                    yield chunk
    except InvalidStatus as error:
        raise _refused(error, request.text, account.key) from None
    except (OSError, TimeoutError, WebSocketException) as error:
        raise _broken(error, sent=sent) from None
    rest = hearing.end()
    if rest:
        yield rest
    yield Timings(hearing.words())
    yield Billing(estimate, known=False)


async def _chunks(socket: ClientConnection, hearing: Hearing, sent: str) -> AsyncGenerator[AudioChunk, None]:
    """Give the audio of each message until the last one.

    Raises:
        SpeechError: the provider refused, or broke off.
    """
    while True:
        try:
            async with asyncio.timeout(_SILENCE):
                message = await socket.recv()
        except ConnectionClosedOK:
            return
        said = _message(message)
        audio = said.get("audio")
        if isinstance(audio, str) and audio:
            chunk = hearing.piece(audio, _alignment(said.get("alignment")))
            if chunk:
                yield chunk
        elif said.get("isFinal"):
            return
        elif said.get("error") or said.get("code"):
            raise refusals.refusal(500 if hearing.seconds else 400, json.dumps(said).encode(), sent=sent)


def _message(message: str | bytes) -> dict[str, object]:
    try:
        said = json.loads(message)
    except (ValueError, RecursionError):
        raise damaged("a message is no JSON") from None
    if not isinstance(said, dict):
        raise damaged("a message is no object")
    return said


def _alignment(said: object) -> object:
    """Return an alignment with the names and units it has in the other interfaces."""
    if not isinstance(said, dict) or not isinstance(said.get("charStartTimesMs"), list):
        return None
    starts = [ms / 1000 if isinstance(ms, (int, float)) else None for ms in said["charStartTimesMs"]]
    return {"characters": said.get("chars"), "character_start_times_seconds": starts}


def _refused(error: InvalidStatus, sent: str, key: str) -> SpeechError:
    answer = error.response
    said = bytes(answer.body or b"").replace(key.encode(), "…".encode())  # some quote what they were sent
    found = refusals.judged(answer.status_code, {}, said, sent)
    if isinstance(found, Again):
        return RateLimited("ElevenLabs is too busy for another voice at once. Wait a little and try again.")
    return found


def _broken(error: Exception, *, sent: bool) -> Unreachable:
    detail = type(error).__name__
    if sent:
        return Unreachable(
            "The connection to ElevenLabs broke while it spoke. Check the network, then try again.", detail=detail
        )
    return Unreachable(
        "ElevenLabs could not be reached. Check the connection to the internet.", maybe_billed=False, detail=detail
    )
