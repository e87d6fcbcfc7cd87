"""What Fish Audio answers to a request for speech, piece by piece as it comes: PCM, and times of words where they are sent."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import ormsgpack

from studio_app.domain.errors import Unreachable
from studio_app.speech.engine import AudioChunk, Timings
from studio_app.speech.fish.asking import CODEC, RATE
from studio_app.speech.fish.refusals import reported
from studio_app.speech.fish.words import Words, in_order

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Iterator

    from studio_app.domain.errors import SpeechError
    from studio_app.speech.engine import SpeechPart

#: The most bytes of one event: eight minutes of speech. More is no event but something else, and would fill the memory.
LARGEST_EVENT = 64 * 2**20
#: How much shorter, in seconds, an answer may be than the provider says it is: models count in frames of a tenth or so.
_SLACK = 0.5
#: Seconds of speech between two tellings of the times of words, at least: more where much was told, as each tells all.
_TOLD_EVERY = 0.25
_CUT_OFF = "The answer of Fish Audio broke off. It may have been billed."
_NONSENSE = "Fish Audio sent something that is no speech. It may have been billed."


@dataclass(slots=True)
class Answer:
    """One answer while it comes in, for the text that was sent with ``key``.

    Speech is given on in whole samples. Times are snapshots: the newest of each chunk replaces the one before.
    """

    text: str
    key: str = field(default="", repr=False)
    samples: int = 0
    _odd: bytes = b""
    _promised: float = 0.0
    _heard: dict[int, tuple[float, list[tuple[str, float]]]] = field(default_factory=dict)
    _told: int = 0
    _words: Words = field(init=False)

    def __post_init__(self) -> None:
        self._words = Words(self.text)

    def audio(self, data: bytes) -> Iterator[SpeechPart]:
        """Yield the samples that are complete now."""
        data = self._odd + data
        whole = len(data) - len(data) % 2
        self._odd = data[whole:]
        if whole:
            self.samples += whole // 2
            yield AudioChunk(data[:whole], CODEC, RATE, 1)

    def event(self, raw: bytes) -> Iterator[SpeechPart]:
        """Yield what a server-sent event holds.

        Raises:
            SpeechError: it holds a refusal, or is not one of the events we know.
        """
        try:
            event = json.loads(raw)
        except ValueError as error:
            raise Unreachable(_NONSENSE, detail=f"an event of {len(raw)} bytes is no JSON") from error
        if not isinstance(event, dict):
            raise Unreachable(_NONSENSE, detail=f"an event is a {type(event).__name__}")
        if "audio_base64" not in event and (refused := reported(event, (self.text, self.key), begun=self.samples > 0)):
            raise refused
        try:
            yield from self.audio(base64.b64decode(event.get("audio_base64") or "", validate=True))
            timed = self._keep_times(event)
        except (binascii.Error, TypeError, ValueError, KeyError, AttributeError) as error:
            raise Unreachable(_NONSENSE, detail=f"{type(error).__name__} in an event of {len(raw)} bytes") from error
        if timed and self.samples - self._told >= max(_TOLD_EVERY * RATE, self._told / 16):
            yield self._timings()

    def end(self) -> Iterator[SpeechPart]:
        """Make sure that the answer is complete, and yield what was not told yet.

        Raises:
            Unreachable: it is not.
        """
        if not self.samples or self._odd or self.samples / RATE < self._promised - _SLACK:
            detail = f"{self.samples} samples, {len(self._odd)} bytes over, {self._promised:.2f} s promised"
            raise Unreachable(_CUT_OFF, detail=detail)
        if self._heard:
            yield self._timings()

    def _timings(self) -> Timings:
        self._told = self.samples
        return Timings(self._words.timings(in_order(self._heard[number] for number in sorted(self._heard))))

    def _keep_times(self, event: dict[str, Any]) -> bool:
        alignment = event.get("alignment")
        if not alignment:
            return False
        offset = float(event["chunk_audio_offset_sec"])
        segments = [(str(one["text"]), float(one["start"])) for one in alignment["segments"]]
        self._heard[int(event["chunk_seq"])] = offset, segments
        self._promised = max(self._promised, offset + float(alignment["audio_duration"]))
        return True


def not_speech(kind: str, raw: bytes, answer: Answer) -> SpeechError:
    """Return the error for a whole answer that is no speech: a refusal in it counts as one."""
    try:
        told = json.loads(raw)
    except ValueError:
        told = None
    found = reported(told, (answer.text, answer.key), begun=False) if isinstance(told, dict) else None
    return found or Unreachable(_NONSENSE, detail=f"{len(raw)} bytes of {kind}")


async def events(data: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Yield the data of each server-sent event: its ``data:`` lines joined, comments and other fields passed over.

    An event at the very end counts even without the empty line behind it: what is missing shows in the answer.

    Raises:
        Unreachable: an event has no end.
    """
    lines: list[bytes] = []
    size = 0
    async for line in _lines(data):
        if line.startswith(b"data:"):
            lines.append(line[5:].removeprefix(b" "))
            size += len(line)
        elif not line and lines:
            yield b"\n".join(lines)
            lines, size = [], 0
        if size > LARGEST_EVENT:
            raise Unreachable(_NONSENSE, detail=f"an event of more than {LARGEST_EVENT} bytes")
    if lines:
        yield b"\n".join(lines)


async def _lines(data: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Yield lines without their ends, however the bytes were cut on the way. No piece is looked through twice."""
    begun: list[bytes] = []
    size = 0
    async for piece in data:
        *whole, rest = piece.split(b"\n")
        for line in whole:
            begun.append(line)
            yield b"".join(begun).removesuffix(b"\r")
            begun, size = [], 0
        begun.append(rest)
        size += len(rest)
        if size > LARGEST_EVENT:
            raise Unreachable(_NONSENSE, detail=f"a line of more than {LARGEST_EVENT} bytes")
    if size:
        yield b"".join(begun).removesuffix(b"\r")


def message(raw: bytes | str, answer: Answer) -> tuple[list[SpeechPart], bool]:
    """Return what a message of the websocket holds, and whether it is the last. Events we do not know are passed over.

    Raises:
        Unreachable: it is no message, or says that speaking failed; the provider does not say why.
    """
    try:
        event = ormsgpack.unpackb(raw) if isinstance(raw, bytes) else None
    except ormsgpack.MsgpackDecodeError:
        event = None
    if not isinstance(event, dict):
        raise Unreachable(_NONSENSE, detail=f"a message of {len(raw)} bytes is no msgpack")
    kind = event.get("event")
    if kind == "audio" and isinstance(event.get("audio"), bytes):
        return list(answer.audio(event["audio"])), False
    if kind == "finish" and event.get("reason") != "stop":
        raise Unreachable("Fish Audio stopped in the middle. It may have been billed.", detail="finish: error")
    return [], kind == "finish"
