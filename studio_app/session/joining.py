"""Takes made of parts of others: what was paid for is heard again, however its line was divided and put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from studio_app.audio.decode import decode
from studio_app.audio.measure import levels
from studio_app.audio.pcm import to_int16
from studio_app.domain.arrange import FADE_MS, samples
from studio_app.domain.takes import WordTiming
from studio_app.store.recordings import content_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studio_app.audio.decode import Samples
    from studio_app.domain.segments import Segment
    from studio_app.domain.takes import Take


@dataclass(frozen=True, slots=True)
class Part:
    """The frames ``start`` to ``end`` of a take that speaks ``spoken``, behind as many frames of ``silence``."""

    take: Take
    spoken: str
    start: int
    end: int
    silence: int = 0

    def alone(self, segment: Segment) -> Take:
        """Return the take of a segment that is this part."""
        words = tuple(_words(segment, (self,), absolute=True))
        return replace(_free(self.take, segment), trim_start=self.start, trim_end=self.end, words=words)

    def like(self, other: Part) -> bool:
        """Return whether the samples of both can lie in one recording."""
        return (self.take.rate, self.take.channels) == (other.take.rate, other.take.channels)


def join(parts: Sequence[Part], segment: Segment, audio: Callable[[str], bytes]) -> tuple[Take, bytes]:
    """Return the take of a segment that is these parts one behind the other, and the bytes of its recording.

    Args:
        parts: of one rate, in order; what they meet with fades as it does where takes meet.
        segment: what they say together.
        audio: returns the stored bytes of a recording by its content hash.

    Raises:
        ProjectDamaged, Damaged: one of them cannot be read.
    """
    first = parts[0].take
    sound = np.concatenate(list(_sounds(parts, audio)))
    data = to_int16(sound).tobytes()
    take = replace(
        _free(first, segment),
        audio=content_hash(data),
        codec="pcm_s16le",
        frames=len(sound),
        trim_start=0,
        trim_end=len(sound),
        levels=levels(sound),
        words=tuple(_words(segment, parts, absolute=False)),
    )
    return take, data


def _free(take: Take, segment: Segment) -> Take:
    """Return a take as one nothing was paid for, of another segment."""
    return replace(take, id=0, fingerprint=segment.fingerprint, cost=0.0, made="", request_id="")


def _sounds(parts: Sequence[Part], audio: Callable[[str], bytes]) -> Iterator[Samples]:
    for number, part in enumerate(parts):
        take = part.take
        sound = decode(audio(take.audio), take.codec, take.rate, take.channels)[part.start : part.end].copy()
        fade = min(samples(FADE_MS, take.rate), len(sound) // 2)
        slope = np.linspace(0, 1, fade, endpoint=False, dtype=np.float32)[:, None]
        if number and fade:
            sound[:fade] *= slope
        if number < len(parts) - 1 and fade:
            sound[-fade:] *= slope[::-1]
        yield np.zeros((part.silence, take.channels), np.float32)
        yield sound


def _words(segment: Segment, parts: Sequence[Part], *, absolute: bool) -> Iterator[WordTiming]:
    """Yield the words that lie in parts, with their places in what the segment speaks.

    Their times are from where the first recording begins where they are ``absolute``, else from where the parts do.
    """
    reached = before = 0
    for part in parts:
        rate = part.take.rate
        before += part.silence
        for word in part.take.words:
            said = part.spoken[word.start : word.end]
            at = segment.spoken.find(said, reached) if said else -1
            if at >= 0 and part.start <= word.seconds * rate < part.end:
                reached = at + len(said)
                seconds = word.seconds if absolute else word.seconds + (before - part.start) / rate
                yield WordTiming(at, reached, seconds)
        before += part.end - part.start
