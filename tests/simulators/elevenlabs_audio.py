"""Speech in ElevenLabs' formats, and when each of its characters is heard."""

from __future__ import annotations

import hashlib
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.simulators import sound
from tests.simulators.voicebox import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_TAG = re.compile(r"\[[^\[\]\n]{1,60}\]|<[^<>\n]{1,80}>")
_RUN = re.compile(r"\s+|[0-9]|[^\s0-9]+")
_DIGITS = dict(
    zip("0123456789", ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], strict=True)
)
_TYPES = {
    "mp3": "audio/mpeg",
    "pcm": "audio/pcm",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "ulaw": "audio/basic",
    "alaw": "audio/x-alaw-basic",
}


def media_type(format_: str) -> str:
    """Return the content type of an output format."""
    return _TYPES[format_.partition("_")[0]]


def encoded(samples: NDArray[np.int16], format_: str) -> bytes:
    """Return samples at ``RATE`` as ``output_format`` wants them."""
    codec, rate, bitrate = [*format_.split("_"), "0"][:3]
    data = sound.at_rate(samples, RATE, int(rate))
    match codec:
        case "mp3":
            return sound.mp3(data, int(rate), int(bitrate))
        case "wav":
            return sound.wav(data, int(rate))
        case "opus":
            return sound.opus(data, int(bitrate) * 1000)
        case "ulaw":
            return sound.ulaw(data)
        case "alaw":
            return sound.alaw(data)
        case _:
            return sound.pcm(data)


def unspoken(text: str) -> str:
    """Return ``text`` with audio tags and markup as spaces: they are not read aloud, and nothing moves."""
    return _TAG.sub(lambda found: " " * len(found.group()), text)


def flavoured(samples: NDArray[np.int16], *how: object) -> NDArray[np.int16]:
    """Return samples a little different for each ``how``: the same seed and settings give the same bytes, others do not."""
    drawn = int.from_bytes(hashlib.blake2b(repr(how).encode(), digest_size=4).digest(), "big")
    return (samples * (0.85 + 0.15 * drawn / 2**32)).astype(np.int16)


@dataclass(frozen=True)
class Heard:
    """Characters and when they are heard: ``times`` has one more, the end of the last."""

    characters: tuple[str, ...]
    times: NDArray[np.float64]

    def told(self, start: int = 0, end: int | None = None, offset: float = 0.0) -> dict[str, Any]:
        """Return an alignment of the HTTP endpoints for a part of the characters."""
        part = slice(start, end)
        return {
            "characters": list(self.characters[part]),
            "character_start_times_seconds": np.round(self.times[:-1][part] - offset, 3).tolist(),
            "character_end_times_seconds": np.round(self.times[1:][part] - offset, 3).tolist(),
        }

    def told_by_socket(self, start: int, end: int, offset: float) -> dict[str, Any]:
        """Return an alignment of the websocket, in milliseconds from ``offset``."""
        starts = [round(1000 * (float(at) - offset)) for at in self.times[start : end + 1]]
        return {
            "chars": list(self.characters[start:end]),
            "charStartTimesMs": starts[:-1],
            "charsDurationsMs": [after - at for at, after in itertools.pairwise(starts)],
        }

    def until(self, seconds: float) -> int:
        """Return how many characters have begun by then."""
        return int(np.searchsorted(self.times[:-1], seconds, side="left"))


def normalized(heard: Heard) -> Heard:
    """Return what was spoken in fact: without tags, with digits as words, between two spaces."""
    spoken = unspoken("".join(heard.characters))
    letters, times = [" "], [heard.times[:1]]
    for found in _RUN.finditer(spoken):
        begin, end = found.span()
        run = found.group()
        if run.isspace():
            if letters[-1] != " ":
                letters.append(" ")
                times.append(heard.times[begin : begin + 1])
        elif run in _DIGITS:
            word = _DIGITS[run]
            letters += word
            times.append(np.linspace(heard.times[begin], heard.times[end], len(word), endpoint=False))
        else:
            letters += run
            times.append(heard.times[begin:end])
    return Heard((*letters, " "), np.concatenate([*times, heard.times[-1:], heard.times[-1:]]))


def pieces(audio: bytes, seconds: float, size: int) -> Iterator[tuple[bytes, float, float]]:
    """Yield audio in pieces of ``size`` bytes, each with the seconds it begins and ends at."""
    for start in range(0, len(audio), size):
        end = min(start + size, len(audio))
        # In this order: the last piece ends where all ends, to the last bit.
        yield audio[start:end], seconds * (start / len(audio)), seconds * (end / len(audio))
