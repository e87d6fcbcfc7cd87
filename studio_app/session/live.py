"""Live: an answer is heard while it comes in, where its take is to stand. The take that is stored of it sounds the same.

Engines speak backstage, the player's thread listens. What is between them is a list of parts; the player decodes it.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studio_app.audio.incoming import Incoming
from studio_app.domain.arrange import FADE_MS, samples
from studio_app.domain.errors import LecternError
from studio_app.domain.text.spoken import speak_as
from studio_app.session.chaptermix import RATE, Word
from studio_app.speech.engine import AudioChunk

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.audio.decode import Samples
    from studio_app.domain.segments import Segment
    from studio_app.session.chaptermix import ChapterMix
    from studio_app.speech.engine import Timings

_log = logging.getLogger(__name__)

#: What a take's trimming calls silence, and what it keeps around what is heard (``audio.measure``).
_SILENCE = 10 ** (-60 / 20)
_BEFORE, _AFTER = RATE * 10 // 1000, RATE * 30 // 1000
_FADE = samples(FADE_MS, RATE)
#: The rise every item of a mix has: half a raised cosine.
_RISE = (0.5 - 0.5 * np.cos((np.arange(_FADE, dtype=np.float32) + 0.5) * (np.pi / _FADE))).astype(np.float32)
#: Answers that are kept when they are whole: their takes are stored a moment later.
_KEPT = 4
#: Bytes that are decoded at a time.
_AT_ONCE = 8192
#: So much lies ready before a sound begins: what a device takes at once.
_AT_FIRST = RATE * 150 // 1000
#: After it had to wait in the middle, so much; each time twice as much, but no more than the second.
_AGAIN, _AT_MOST = RATE // 2, RATE * 4


class LiveSound:
    """One answer while it comes in. Parts are given backstage; all else is of the player's thread.

    Attributes:
        error: why it broke off, once it has ``ended``.
        over: whether all of it is decoded.
    """

    def __init__(self, segment: Segment, told: Callable[[LiveSound], None]) -> None:
        self.segment = segment
        self.error: LecternError | None = None
        self.over = False
        self._told = told
        self._parts: list[AudioChunk | Timings] = []
        self._ended = False
        self._taken = 0
        self._data = memoryview(b"")
        self._incoming: Incoming | None = None
        self._blocks = np.zeros(0, dtype=np.float32)
        self._length = 0
        self._begin: int | None = None
        self._timings: Timings | None = None

    # Backstage

    def hear(self, part: AudioChunk | Timings) -> None:
        """Take the next part of the answer."""
        self._parts.append(part)
        self._told(self)

    def end(self, error: LecternError | None) -> None:
        """Be told that no more comes."""
        self.error = error
        self._ended = True
        self._told(self)

    @property
    def ended(self) -> bool:
        """Whether no more comes. Any thread."""
        return self._ended

    # On the player's thread

    def take_in(self, until: int) -> None:
        """Decode what has come, as far as ``until`` frames can be heard."""
        ended = self._ended
        while not self.over and self.ready < until:
            if self._data:
                data, self._data = self._data[:_AT_ONCE], self._data[_AT_ONCE:]
                self._decode(bytes(data))
            elif self._taken < len(self._parts):
                self._open(self._parts[self._taken])
                self._taken += 1
            elif ended:
                self._finish(self._incoming.end() if self._incoming is not None else None)
            else:
                break

    @property
    def ready(self) -> int:
        """How many frames can be heard, silence at its start left out. The last are kept back: they may be its end."""
        if self._begin is None:
            return 0
        return max(0, self._length - self._begin - (0 if self.over else _FADE))

    def heard(self, begin: int, end: int) -> Samples:
        """Return a copy of frames from where it begins to be heard, faded at both its ends as every take is."""
        first = self._begin or 0
        found = self._blocks[first + begin : first + end].copy()
        if begin < _FADE:
            rise = _RISE[begin : begin + len(found)]
            found[: len(rise)] *= rise
        if self.over:
            _fall(found, self.ready - begin)
        return found

    def words(self) -> tuple[Word, ...]:
        """Return when its words are heard, as far as the engine has told."""
        if self._timings is None or self._begin is None:
            return ()
        spoken, segment = speak_as(self.segment.written), self.segment
        found = []
        for timing in self._timings.words:
            if timing.start < timing.end <= len(spoken.text):
                start, end = spoken.written_range(timing.start, timing.end)
                at = round(timing.seconds * RATE) - self._begin
                found.append(Word(segment.start + start, segment.start + end, at))
        return tuple(found)

    def _open(self, part: AudioChunk | Timings) -> None:
        if not isinstance(part, AudioChunk):
            self._timings = part
            return
        self._data = memoryview(part.data)
        if self._incoming is None:
            try:
                self._incoming = Incoming(part.codec, part.rate, part.channels, RATE)
            except LecternError as error:
                self._give_up(error)

    def _decode(self, data: bytes) -> None:
        assert self._incoming is not None
        try:
            self._add(self._incoming.feed(data))
        except LecternError as error:
            self._give_up(error)

    def _give_up(self, error: LecternError) -> None:
        """Be silent from here on; the take is heard when it is stored."""
        _log.info("an answer is not heard while it comes in: %s", error.detail)
        self._finish(None)

    def _add(self, found: Samples) -> None:
        end = self._length + len(found)
        if end > len(self._blocks):
            grown = np.zeros(max(end, 2 * len(self._blocks)), dtype=np.float32)
            grown[: self._length] = self._blocks[: self._length]
            self._blocks = grown
        self._blocks[self._length : end] = found
        if self._begin is None and (first := _first(found)) is not None:
            self._begin = max(0, self._length + first - _BEFORE)
        self._length = end

    def _finish(self, rest: Samples | None) -> None:
        if rest is not None:
            self._add(rest)
        self.over = True
        if (last := _first(self._blocks[: self._length][::-1])) is not None:
            self._length = min(self._length, self._length - last + _AFTER)


@dataclass(slots=True)
class Hearing:
    """What is heard where a take is missing: the silence before it, then the answer that comes in.

    Frames are counted from where the sound begins: those of the silence are negative.

    Attributes:
        chapter: as it was laid out without the take.
        start: where in the chapter the sound begins.
        gain: as loud as the takes around it are heard.
        at: the next frame.
    """

    chapter: ChapterMix
    segment: Segment
    start: int
    gain: float
    at: int
    sound: LiveSound | None = None
    _floor: int = _AT_FIRST
    _waits: bool = True
    _rise: bool = False
    _given: bool = False

    @property
    def begun(self) -> bool:
        """Whether some of the sound was given."""
        return self._given

    @property
    def over(self) -> bool:
        """Whether all of the sound was given."""
        sound = self.sound
        return sound is not None and sound.error is None and self._given and sound.over and self.at >= sound.ready

    def go(self, at: int) -> None:
        """Go on at a frame, as loud as nothing first."""
        self.at, self._rise, self._waits, self._floor = at, True, True, _AT_FIRST

    def next(self, frames: int, *, dry: bool) -> Samples | None:
        """Return the next frames, of shape (frames, 1); None where they have not come.

        Args:
            frames: at most so many.
            dry: nothing that was given before is left to be heard: what comes now must last until more is there.

        Raises:
            LecternError: the answer broke off; what had come was given.
        """
        if self.at < 0:
            found = np.zeros(min(frames, -self.at), dtype=np.float32)
        else:
            sounds = self._sounds(frames, dry=dry)
            if sounds is None:
                return None
            found = sounds
        self.at += len(found)
        return found[:, None]

    def _sounds(self, frames: int, *, dry: bool) -> Samples | None:
        sound = self.sound
        if sound is None:
            return None
        sound.take_in(self.at + max(frames, self._floor))
        there = sound.ready - self.at
        if self._must_wait(there, over=sound.over, dry=dry):
            return None
        if there <= 0:
            if sound.error is not None:
                self.sound = None
                raise sound.error
            return None
        found = sound.heard(self.at, self.at + min(frames, there))
        found *= np.float32(self.gain)
        self._given = True
        if self._rise:
            self._rise = False
            rise = _RISE[: len(found)]
            found[: len(rise)] *= rise
        return found

    def _must_wait(self, there: int, *, over: bool, dry: bool) -> bool:
        """Gather some before going on where it would stutter: a stream slower than speech is waited for, rarely."""
        if over:
            return False
        if dry and not self._waits:
            self._waits, self._rise = True, True
            self._floor = min(_AT_MOST, max(_AGAIN, 2 * self._floor)) if self.begun else _AT_FIRST
        if self._waits and dry and there < self._floor:
            return True
        self._waits = False
        return there <= 0

    # What a ``ChapterMix`` tells of a place

    @property
    def chapter_id(self) -> int:
        """The chapter."""
        return self.chapter.chapter_id

    def paragraph_at(self, _sample: float) -> int:
        """Return the paragraph."""
        return self.segment.paragraph_id


class Live:
    """The answers that come in now, and the last that have, until their takes are there. Any thread.

    Attributes:
        told: called, backstage, when more is there of the one that is wanted.
    """

    def __init__(self) -> None:
        self._one = threading.Lock()
        self._sounds: list[LiveSound] = []
        self._wanted = ""
        self.told: Callable[[], None] | None = None

    def listener(self, segment: Segment) -> LiveSound:
        """Return who hears the answer to a request that is about to be sent."""
        sound = LiveSound(segment, self._came)
        with self._one:
            self._sounds.append(sound)
        return sound

    def find(self, fingerprint: str) -> LiveSound | None:
        """Return the newest answer to such a request; from now on it is told when more of one is there."""
        with self._one:
            self._wanted = fingerprint
            found = (sound for sound in reversed(self._sounds) if sound.segment.fingerprint == fingerprint)
            return next(found, None)

    def _came(self, sound: LiveSound) -> None:
        with self._one:
            if sound.ended:
                self._forget(sound)
            told = self.told if sound.segment.fingerprint == self._wanted else None
        if told is not None:
            told()

    def _forget(self, ended: LiveSound) -> None:
        """Forget an answer that broke off, and of those that are whole all but the last."""
        whole = [sound for sound in self._sounds if sound.ended and sound.error is None]
        gone = {id(sound) for sound in [*whole[:-_KEPT], *([ended] if ended.error is not None else [])]}
        self._sounds = [sound for sound in self._sounds if id(sound) not in gone]


def _first(found: Samples) -> int | None:
    """Return the first frame that is no silence."""
    there = np.abs(found) >= _SILENCE
    first = int(there.argmax()) if len(there) else 0
    return first if len(there) and there[first] else None


def _fall(found: Samples, left: int) -> None:
    """Let a sound fall that ends ``left`` frames after the first of these, as far as its last frames are among them."""
    begins = left - _FADE
    first = max(0, begins)
    part = found[first:]
    part *= _RISE[::-1][first - begins : first - begins + len(part)]
