"""What every engine is: a Protocol, its capabilities, and the parts of an answer.

An engine lives on one asyncio loop. ``speak`` may be called concurrently up to ``capabilities.concurrency``; cancelling the
task that iterates over it stops the request and frees what it holds. Errors are the ``SpeechError`` branch of
``studio_app.domain.errors``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from studio_app.domain.cast import Setting
    from studio_app.domain.takes import WordTiming


@dataclass(frozen=True, slots=True)
class SettingRange:
    """A voice setting an engine knows: its default and limits (both included), and a sentence on what it does."""

    name: str
    default: float
    low: float
    high: float
    tip: str


@dataclass(frozen=True, slots=True)
class Model:
    """A model of an engine. ``characters`` is the most one request may hold, None for no limit."""

    id: str
    name: str
    characters: int | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine. ``language`` is a BCP 47 tag, ``gender`` "male", "female" or "", ``variant`` "" or its name."""

    id: str
    name: str
    engine: str
    language: str
    gender: str = ""
    variant: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do and what it costs.

    ``bills`` says whether a request can cost anything: if so it goes through the ledger. ``free_repeats`` is how many times
    the same content may be generated again for nothing.
    """

    bills: bool
    concurrency: int
    word_timings: bool
    models: tuple[Model, ...]
    settings: tuple[SettingRange, ...] = ()
    free_repeats: int = 0


@dataclass(frozen=True, slots=True)
class SpeakRequest:
    """One segment to be spoken. ``text`` is spoken text, with no markup; ``language`` a BCP 47 tag or ""."""

    text: str
    voice: str
    model: str
    language: str
    settings: Mapping[str, Setting]
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """A piece of audio, in order. All chunks of one answer have one codec, rate and channel count (see ``Take``)."""

    data: bytes
    codec: str
    rate: int
    channels: int


@dataclass(frozen=True, slots=True)
class Timings:
    """Words of the whole answer, in order. May come before, between or after the audio; the last one counts."""

    words: tuple[WordTiming, ...]


@dataclass(frozen=True, slots=True)
class Billing:
    """What the provider says it billed, in its credits, and its id of the request."""

    credits: float
    request_id: str = ""


SpeechPart = AudioChunk | Timings | Billing


class Engine(Protocol):
    """A speech engine. See the module docstring for threads and errors."""

    @property
    def name(self) -> str:
        """Return the engine's id: "local", "elevenlabs", "fish"."""

    @property
    def capabilities(self) -> Capabilities:
        """Return what the engine can do."""

    async def voices(self) -> Sequence[Voice]:
        """Return every voice that can be cast, in a stable order."""

    def default_voice(self, language: str) -> str:
        """Return the id of the voice to cast for a book in ``language`` when nobody chose; VoiceMissing where none fits."""

    def check_voice(self, voice: str) -> str:
        """Return the id of the voice a person named; VoiceMissing where the engine has none such."""

    def estimate(self, spoken: str, model: str) -> float:
        """Return what ``spoken`` will cost with ``model``, in the engine's credits; 0 for engines that never bill."""

    def speak(self, request: SpeakRequest) -> AsyncIterator[SpeechPart]:
        """Speak one segment. Equal requests to the local engine give equal bytes, whatever was spoken before."""

    async def close(self) -> None:
        """Stop what runs and free processes and connections. The engine cannot be used afterwards."""
