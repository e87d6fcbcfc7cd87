"""Speech as Fish Audio sends it: in chunks of the text, in its formats, with times of words that grow as they come."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import av
import numpy as np

from tests.simulators import sound
from tests.simulators.voicebox import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.simulators.voicebox import Speech

TYPES = {"mp3": "audio/mpeg", "wav": "audio/wav", "pcm": "audio/pcm", "opus": "audio/ogg"}
_RATES = {"mp3": 44100, "wav": 44100, "pcm": 44100, "opus": 48000}
_WORD = re.compile(r"\S+")
_SPEAKER = re.compile(r"<\|speaker:(\d+)\|>")
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s*")


def turns(text: str) -> list[tuple[int, str]]:
    """Return who says what: text divided by speaker tags."""
    parts = _SPEAKER.split(text)
    said = [(0, parts[0]), *((int(who), what) for who, what in zip(parts[1::2], parts[2::2], strict=True))]
    return [(who, what) for who, what in said if what.strip()]


def contents(text: str, longest: int) -> list[str]:
    """Return the text in chunks of sentences, together all of it."""
    chunks: list[str] = []
    for sentence in _sentences(text):
        if chunks and len(chunks[-1]) + len(sentence) <= longest:
            chunks[-1] += sentence
        else:
            chunks.append(sentence)
    return chunks


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for found in _SENTENCE.finditer(text):
        if found.end() > start:
            yield text[start : found.end()]
            start = found.end()
    if start < len(text):
        yield text[start:]


@dataclass(frozen=True)
class Piece:
    """A spoken chunk of the text: its bytes as they are sent, its words, and its place in the answer."""

    content: str
    data: bytes
    segments: list[dict[str, Any]]
    seconds: float
    offset: float
    number: int

    def events(self, size: int) -> Iterator[dict[str, Any]]:
        """Yield its events: audio in parts, the first without times, then snapshots of ever more words."""
        parts = [self.data[at : at + size] for at in range(0, len(self.data), size)]
        for number, part in enumerate(parts, 1):
            words = self.segments[: -(-len(self.segments) * number // len(parts))]
            whole = number == len(parts)
            alignment = {
                "segments": words,
                "audio_duration": self.seconds if whole else self.seconds * number / len(parts),
            }
            yield {
                "audio_base64": base64.b64encode(part).decode(),
                "content": self.content,
                "alignment": alignment if number > 1 or whole else None,
                "chunk_seq": self.number,
                "chunk_audio_offset_sec": round(self.offset, 6),
            }


def segments(speech: Speech) -> list[dict[str, Any]]:
    """Return words and when they are heard, without their punctuation: "Ive" for "I've"."""
    found = []
    for word in _WORD.finditer(speech.text):
        letters = "".join(sign for sign in word.group() if sign.isalnum())
        if letters:
            start, end = float(speech.times[word.start()]), float(speech.times[word.end()])
            found.append({"text": letters, "start": round(start, 3), "end": round(end, 3)})
    return found


def encoded(speech: Speech, asked: dict[str, Any], *, first: bool = True) -> bytes:
    """Return one chunk in the format that is asked for; a WAV's header comes once and knows no length."""
    format_ = asked.get("format", "mp3")
    rate = asked.get("sample_rate") or _RATES[format_]
    prosody = asked.get("prosody") or {}
    loud = speech.samples * 10 ** (prosody.get("volume", 0.0) / 20)
    samples = sound.at_rate(np.clip(loud, -32768, 32767).astype(np.int16), RATE, rate)
    match format_:
        case "pcm":
            return sound.pcm(samples)
        case "wav":
            return sound.wav(samples, rate, streamed=True) if first else sound.pcm(samples)
        case "opus":
            bits = asked.get("opus_bitrate", -1000)
            return sound.opus(samples, 48000 if bits < 0 else bits * 1000 if bits < 1000 else bits)
        case _:
            return sound.mp3(samples, rate, asked.get("mp3_bitrate", 128), tag=first)


def seconds(audio: bytes) -> float:
    """Return how long a recording in any format is; 0 for what is none."""
    try:
        with av.open(io.BytesIO(audio)) as container:
            return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))
    except (av.FFmpegError, IndexError):
        return 0.0
