"""Sound effects of ElevenLabs. What is made is not in the history: an answer that is lost cannot be had again."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from studio_app.domain.errors import SpeechError, TextRefused, Unreachable
from studio_app.speech.effects import EffectAbilities, MadeEffect
from studio_app.speech.elevenlabs import refusals, sound
from studio_app.speech.elevenlabs.calls import judge, sendable
from studio_app.speech.elevenlabs.refusals import DESIGNS
from studio_app.speech.engine import AudioChunk, Billing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studio_app.domain.errors import LecternError
    from studio_app.domain.timeline import Effect
    from studio_app.speech.elevenlabs.calls import Calls
    from studio_app.speech.traffic.line import Again

MODEL = "eleven_text_to_sound_v2"
#: The most characters of a prompt; from how few seconds to how many.
CHARACTERS, SECONDS = 450, (0.5, 30.0)
#: Credits a second as they were last seen billed (27 for 5 s), until this account was billed something else.
_CREDITS_A_SECOND = 5.4
#: So long are effects, about, whose length the model chooses.
_CHOSEN_S = 10.0
#: Formats that say themselves how many channels they have; raw samples do not.
_FORMATS = ("mp3_44100_192", "mp3_44100_128")
#: The most octets of an answer: half a minute at 192 kbit/s is 720 kB.
_MOST = 16 << 20
_PATH = "/v1/sound-generation"


class _LesserFormat(SpeechError):
    """The plan does not give this output format."""


class Effects:
    """``EffectMaker`` of an account.

    Args:
        calls: what it asks with.
        best: says whether the plan may have the better recordings, as far as is known.
    """

    def __init__(self, calls: Calls, best: Callable[[], bool]) -> None:
        self._calls = calls
        self._best = best
        self._price = _CREDITS_A_SECOND

    @property
    def abilities(self) -> EffectAbilities:
        """Return what can be made."""
        return EffectAbilities(MODEL, CHARACTERS, SECONDS)

    def estimate(self, effect: Effect) -> float:
        """Return the credits of one effect: by the second, at the price this account was last billed."""
        return float(math.ceil((effect.seconds or _CHOSEN_S) * self._price))

    async def make(self, prompt: str, effect: Effect, variant: int = 0) -> MadeEffect:  # noqa: ARG002 - each is another one
        """Make one; see ``EffectMaker.make``."""
        said = body(prompt, effect)
        for output_format in _FORMATS if self._best() else _FORMATS[1:]:
            try:
                data, cost = await self._asked(said, output_format)
            except _LesserFormat:
                continue
            return self._made(data, cost, output_format, effect)
        raise SpeechError("ElevenLabs gives this account no effects in a format Lectern reads.", detail="no format")

    async def _asked(self, said: Mapping[str, object], output_format: str) -> tuple[bytes, str]:
        words = judge(DESIGNS, str(said["text"]))

        def judged(status: int, headers: Mapping[str, str], answer: bytes) -> LecternError | Again:
            if output_format != _FORMATS[-1] and refusals.drops_format(status, refusals.read_error(answer)):
                return _LesserFormat("The plan does not give this format.")
            return words(status, headers, answer)

        async with self._calls.line.stream(
            "POST", _PATH, refusal=judged, params={"output_format": output_format}, json=sendable(said)
        ) as response:
            return await response.read(_MOST), response.headers.get("character-cost", "")

    def _made(self, data: bytes, cost: str, output_format: str, effect: Effect) -> MadeEffect:
        found = sound.whole(data, output_format)
        if found is None:
            raise Unreachable("The sound effect did not arrive whole, though it may have been paid.", detail="no audio")
        audio = AudioChunk(data, found.codec, found.rate, found.channels)
        billed = _credits(cost)
        if billed is None:
            return MadeEffect(audio, Billing(self.estimate(effect), known=False))
        if effect.seconds:
            self._price = billed / effect.seconds
        return MadeEffect(audio, Billing(billed))


def body(prompt: str, effect: Effect) -> dict[str, object]:
    """Return what is sent; a length nobody chose is left to the model.

    Raises:
        TextRefused: the prompt is empty or too long.
    """
    words = " ".join(prompt.split())
    if not words:
        raise TextRefused("Say in a few words what is to be heard, then generate again.")
    if len(words) > CHARACTERS:
        raise TextRefused(f"The words for a sound effect are at most {CHARACTERS} characters. Shorten them.")
    said: dict[str, object] = {
        "text": words,
        "prompt_influence": min(1.0, max(0.0, effect.influence)),
        "model_id": MODEL,
    }
    if effect.seconds:
        said["duration_seconds"] = min(SECONDS[1], max(SECONDS[0], effect.seconds))
    if effect.loop:
        said["loop"] = True
    return said


def _credits(said: str) -> float | None:
    try:
        found = float(said)
    except ValueError:
        return None
    return found if math.isfinite(found) and found >= 0 else None
