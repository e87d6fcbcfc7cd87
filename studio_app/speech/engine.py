"""What every engine is: a Protocol, its capabilities, and the parts of an answer.

An engine lives on one asyncio loop. ``speak`` may be called concurrently up to ``capabilities.concurrency``, each time inside
a ``turn``; cancelling the task that iterates over it stops the request and frees what it holds. Errors are the
``SpeechError`` branch of ``studio_app.domain.errors``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager

    from studio_app.domain.cast import Setting
    from studio_app.domain.takes import WordTiming
    from studio_app.speech.effects import EffectMaker
    from studio_app.speech.library import Library
    from studio_app.speech.making import Maker


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
    """A model of an engine.

    ``characters`` is the most one request may hold, None for no limit. ``price`` is the credits for each of what it
    ``counts``: "characters" (code points) or "bytes" (of UTF-8). ``note`` is the provider's guidance in a sentence,
    ``languages`` BCP 47 tags, () where it speaks all or nobody says. ``settings`` are what it takes, None where that is what
    the engine takes; ``steps`` are the only values a setting may have, by its name.
    """

    id: str
    name: str
    characters: int | None = None
    price: float = 0.0
    counts: str = "characters"
    note: str = ""
    languages: tuple[str, ...] = ()
    settings: tuple[SettingRange, ...] | None = None
    steps: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    stitches: bool = False


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

    ``bills`` says whether a request can cost anything: if so it goes through the ledger. ``concurrency`` is how many requests
    may run at once, as far as is known now: it changes as limits are learned. ``free_repeats`` is how many times the same
    content may be generated again for nothing. ``finds`` says whether a lost answer can be looked up, ``unit`` what is paid
    with.
    """

    bills: bool
    concurrency: int
    word_timings: bool
    models: tuple[Model, ...]
    settings: tuple[SettingRange, ...] = ()
    free_repeats: int = 0
    finds: bool = False
    unit: str = "credits"


@dataclass(frozen=True, slots=True)
class SpeakRequest:
    """One segment to be spoken. ``text`` is spoken text, with no markup; ``language`` a BCP 47 tag or "".

    ``before`` and ``after`` are the spoken text around it, ``before_ids`` the provider's ids of the requests just before it,
    the nearest last, each younger than two hours: context for engines that stitch, never spoken.
    """

    text: str
    voice: str
    model: str
    language: str
    settings: Mapping[str, Setting]
    seed: int | None = None
    before: str = ""
    after: str = ""
    before_ids: tuple[str, ...] = ()


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
    """What the provider says it billed, in its credits, and its id of the request.

    Where it says nothing, ``known`` is False and ``credits`` the estimate.
    """

    credits: float
    request_id: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class Lost:
    """A request whose answer was lost. ``opened`` is UTC in ISO 8601; ``text`` and ``request_id`` are "" where not known.

    ``others`` are ids of requests (``Billing.request_id``) that belong to other takes: none of them is the answer.
    """

    voice: str
    model: str
    characters: int
    opened: str
    text: str = ""
    request_id: str = ""
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A lost answer as the provider kept it."""

    audio: AudioChunk
    billing: Billing
    words: tuple[WordTiming, ...] = ()


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account has left. None is what the provider does not say; ``resets`` is UTC in ISO 8601 or "".

    ``unit`` is what ``left`` and ``limit`` count, ``note`` a sentence for the person or "".
    """

    plan: str = ""
    left: float | None = None
    limit: float | None = None
    resets: str = ""
    concurrency: int | None = None
    unit: str = "credits"
    note: str = ""


SpeechPart = AudioChunk | Timings | Billing


class Engine(Protocol):
    """A speech engine. See the module docstring for threads and errors."""

    @property
    def name(self) -> str:
        """Return the engine's id: "local", "elevenlabs", "fish"."""

    @property
    def capabilities(self) -> Capabilities:
        """Return what the engine can do."""

    @property
    def library(self) -> Library | None:
        """Return where its voices are chosen from, None where there is nothing but ``voices``."""

    @property
    def maker(self) -> Maker | None:
        """Return what makes voices, None where none can be made."""

    @property
    def effects(self) -> EffectMaker | None:
        """Return what makes sound effects, None where none can be made."""

    @property
    def waits(self) -> str:
        """Return why what is to be spoken waits now, a sentence for the person; "" while it does not. Any thread."""

    async def ready(self) -> None:
        """Read what only the provider knows (models, limits, voices), by calls that cost nothing; again and again is once.

        Without a network the engine goes by what it knew before.

        Raises:
            Unauthorised: the key is missing or wrong.
        """

    async def voices(self) -> Sequence[Voice]:
        """Return every voice that can be cast, in a stable order."""

    def default_voice(self, language: str) -> str:
        """Return the id of the voice to cast for a book in ``language`` when nobody chose; VoiceMissing where none fits."""

    def check_voice(self, voice: str) -> str:
        """Return the id of the voice a person named; VoiceMissing where the engine has none such."""

    def estimate(self, spoken: str, model: str) -> float:
        """Return what ``spoken`` will cost with ``model``, in the engine's credits; 0 for engines that never bill."""

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Wait until one more request may be sent, and hold its place for the body.

        What is written down about a request is written in here: it is then really under way.
        """

    def speak(self, request: SpeakRequest) -> AsyncIterator[SpeechPart]:
        """Speak one segment. Equal requests to the local engine give equal bytes, whatever was spoken before."""

    async def find(self, lost: Lost) -> Found | None:
        """Look for a lost answer with the provider, which costs nothing; None where it was certainly never made.

        Raises:
            CannotTell: the provider keeps no history of it.
            SpeechError: it cannot be asked now.
        """

    async def balance(self) -> Balance:
        """Ask what is left, which costs nothing.

        Raises:
            Unauthorised, Unreachable, ...: it cannot be asked.
        """

    async def close(self) -> None:
        """Stop what runs and free processes and connections. The engine cannot be used afterwards."""
