"""One answer while it is heard: its audio as it comes, and what is known of it at the end."""

from __future__ import annotations

import binascii
import json
from base64 import b64decode
from typing import TYPE_CHECKING

from studio_app.domain.errors import Unreachable
from studio_app.speech.elevenlabs.alignment import Alignment
from studio_app.speech.elevenlabs.sound import asked_sound, is_text, sniff
from studio_app.speech.engine import AudioChunk

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable

    from studio_app.domain.takes import WordTiming
    from studio_app.speech.elevenlabs.sound import Sound

#: How much is looked at to see what audio is; a tag before it is never so long.
_LOOK = 8192
#: No line of an answer is longer; this keeps a broken one from filling the memory.
_LONGEST_LINE = 64 << 20


def damaged(what: str) -> Unreachable:
    """Return the error for an answer that came and cannot be used: it was billed, and may lie in the history."""
    return Unreachable(
        "The answer of ElevenLabs came damaged and cannot be used, but may have been billed. Nothing is sent again before"
        " that is known.",
        detail=what,
    )


class Hearing:
    """Gathers an answer.

    Args:
        text: what was sent.
        output_format: what was asked for. What comes is believed by its own bytes where they tell.
    """

    def __init__(self, text: str, output_format: str) -> None:
        self._sound: Sound = asked_sound(output_format)
        self._sure = False
        self._waiting = b""
        self._bytes = 0
        self._alignment = Alignment(text)

    @property
    def seconds(self) -> float:
        """Seconds of audio so far."""
        return self._bytes / self._sound.pace if self._sound.pace else 0.0

    def line(self, line: bytes) -> AudioChunk | None:
        """Take a line of a stream with timestamps; return its audio, None where there is none yet.

        Raises:
            Unreachable: it is none.
        """
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            raise damaged("a line is no JSON") from None
        if not isinstance(said, dict) or not isinstance(said.get("audio_base64"), str):
            raise damaged("a line without audio")
        return self.piece(said["audio_base64"], said.get("alignment"))

    def piece(self, encoded: str, alignment: object) -> AudioChunk | None:
        """Take audio in base64 and the times of its characters; the rest as for ``line``."""
        self._alignment.add(alignment, self.seconds)
        try:
            return self.audio(b64decode(encoded, validate=True))
        except binascii.Error:
            raise damaged("audio is no base64") from None

    def audio(self, data: bytes) -> AudioChunk | None:
        """Take audio; return what can be heard of it, in whole samples, None where that is nothing yet.

        Raises:
            Unreachable: it is an error or a page instead.
        """
        self._bytes += len(data)
        self._waiting += data
        if not self._sure and not self._look(enough=len(self._waiting) >= _LOOK):
            return None
        return self._heard()

    def end(self) -> AudioChunk | None:
        """Return what of the audio is left when all has come.

        Raises:
            Unreachable: nothing came, or not all.
        """
        if not self._bytes:
            raise damaged("no audio")
        if not self._sure:
            self._look(enough=True)
        rest = self._heard()
        if self._waiting:
            raise damaged("audio breaks off within a sample")
        if self._alignment.breaks_off:
            raise damaged("the words break off")
        return rest

    def words(self) -> tuple[WordTiming, ...]:
        """Return when each word is heard, () where that was not told."""
        return self._alignment.words(self.seconds)

    def _look(self, *, enough: bool) -> bool:
        """Look at what the audio is; return whether that is decided."""
        data = self._waiting
        if not data:
            return False
        if is_text(data):
            raise damaged("text instead of audio")
        # A sample may look like the beginning of an MP3 frame, but hardly like a whole word.
        found = None if self._sound.codec == "pcm_s16le" and data[:1] == b"\xff" else sniff(data)
        self._sound = found or self._sound
        self._sure = found is not None or enough or (self._sound.codec == "pcm_s16le" and len(data) >= 64)
        return self._sure

    def _heard(self) -> AudioChunk | None:
        width = 2 * self._sound.channels if self._sound.codec == "pcm_s16le" else 1
        whole = len(self._waiting) - len(self._waiting) % width
        data, self._waiting = self._waiting[:whole], self._waiting[whole:]
        return AudioChunk(data, self._sound.codec, self._sound.rate, self._sound.channels) if data else None


async def lines(pieces: AsyncIterable[bytes]) -> AsyncGenerator[bytes, None]:
    """Give the lines of a stream that are not empty, the last one too where no line break ends it.

    Raises:
        Unreachable: one is longer than any can be.
    """
    rest = b""
    async for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n") if b"\n" in piece else (rest + piece,)
        if len(rest) > _LONGEST_LINE:
            raise damaged("a line without end")
        for line in whole:
            if line.strip():
                yield line
    if rest.strip():
        yield rest
