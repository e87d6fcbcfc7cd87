"""What the simulators speak with: Lectern's own local engine, or short tones where hundreds of requests are wanted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from studio_app.speech.engine import AudioChunk, SpeakRequest, Timings
from studio_app.speech.local.engine import LocalEngine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

#: Of all speech here, in Hz.
RATE = 22_050
_WORDS_PER_MINUTE = 175
#: What the local engine takes at once is 5000 characters.
_PIECE = 4000
_LEAST_SECONDS = 0.05


@dataclass(frozen=True)
class Speech:
    """Spoken text: 16-bit mono ``samples`` at ``rate``, and (code point, seconds) of where each word begins."""

    text: str
    samples: NDArray[np.int16]
    marks: tuple[tuple[int, float], ...]
    rate: int = RATE

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / self.rate

    @cached_property
    def times(self) -> NDArray[np.float64]:
        """When each character begins, and at the end when the last one ends: one more than there are characters."""
        marks = {0: 0.0, **dict(self.marks), len(self.text): self.seconds}
        return np.interp(np.arange(len(self.text) + 1), list(marks), list(marks.values()))


#: What has been spoken in this process, by text, voice and speed.
_SPOKEN: dict[tuple[str, str, float], Speech] = {}


class Voicebox:
    """Speaks for one simulator, on its loop. ``fast`` speaks tones of ``pace`` seconds for each character."""

    def __init__(self, *, fast: bool = False, pace: float = 0.004) -> None:
        self._fast = fast
        self._pace = pace
        self._engine: LocalEngine | None = None

    async def speak(self, text: str, voice: str, speed: float = 1.0) -> Speech:
        """Return ``text`` spoken by a voice of the local engine ("en-us+f3"); the same again comes from memory."""
        if self._fast:
            return tone(text, voice, self._pace / speed)
        known = (text, voice, round(speed, 3))
        if known not in _SPOKEN:
            _SPOKEN[known] = await self._spoken(text, voice, speed)
        return _SPOKEN[known]

    async def _spoken(self, text: str, voice: str, speed: float) -> Speech:
        if self._engine is None:
            self._engine = LocalEngine(workers=1)
        sounds: list[NDArray[np.int16]] = []
        marks: list[tuple[int, float]] = []
        frames = 0
        for start, piece in _pieces(text):
            request = SpeakRequest(piece, voice, "", "", {"rate": round(_WORDS_PER_MINUTE * speed)})
            async for part in self._engine.speak(request):
                if isinstance(part, AudioChunk):
                    assert part.rate == RATE
                    sounds.append(np.frombuffer(part.data, "<i2").astype(np.int16))
                elif isinstance(part, Timings):
                    marks += [(start + word.start, frames / RATE + word.seconds) for word in part.words]
            frames = sum(map(len, sounds))
        return Speech(text, at_least(np.concatenate([*sounds, np.zeros(0, np.int16)])), tuple(marks))

    async def close(self) -> None:
        """End the process that speaks."""
        if self._engine is not None:
            await self._engine.close()


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        end = start + _PIECE
        if end < len(text):
            end = text.rfind(" ", start, end) + 1 or end
        yield start, text[start:end]
        start = max(end, start + 1)


def at_least(samples: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return samples of which there are some: silence is sound too."""
    missing = int(_LEAST_SECONDS * RATE) - len(samples)
    return np.concatenate([samples, np.zeros(missing, np.int16)]) if missing > 0 else samples


def tone(text: str, voice: str, pace: float) -> Speech:
    """Return a tone as long as ``text`` times ``pace`` seconds, as high as text and voice say."""
    height = 200 + 20 * (hashlib.blake2b(f"{voice}\0{text}".encode(), digest_size=1).digest()[0] % 32)
    frames = max(int(len(text) * pace * RATE), int(_LEAST_SECONDS * RATE))
    samples = np.sin(np.arange(frames) * (2 * np.pi * height / RATE)) * 8000
    starts = [place for place, letter in enumerate(text) if letter != " " and (place == 0 or text[place - 1] == " ")]
    return Speech(
        text, samples.astype(np.int16), tuple((place, place / max(len(text), 1) * frames / RATE) for place in starts)
    )
