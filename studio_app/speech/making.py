"""Making voices: cloned from recordings, trained by professionals' means, designed from a description.

An engine that can gives it as ``Engine.maker``. All lives on the engine's loop and raises the ``SpeechError`` branch of
``studio_app.domain.errors``; cancelling the task stops an upload. What may cost says so: it goes through the ledger first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: How ids of voices begin that are nothing but recordings, sent with each request and saved with no provider.
INLINE = "inline:"
#: (octets sent, octets in all) of an upload, told while it runs.
Sent = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Sample:
    """A recording to make a voice of: the file's ``name`` and octets, and what is said in it, "" where not known."""

    name: str
    data: bytes = field(repr=False)
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an engine can make, and what it takes for it.

    ``samples`` most and ``sample_bytes`` largest files, of a professional clone ``professional_bytes``; ``formats`` their
    suffixes; ``least_s`` and ``best_s`` (from, to) of all recordings together. ``visibilities`` are () where a voice is
    always private. ``design_text`` are (fewest, most) characters of the text a designed voice says, ``description`` those of
    its description, ``candidates`` how many are made; ``design_price`` what one design costs beside the characters of its
    text, in ``design_unit``.
    """

    instant: bool = False
    inline: bool = False
    professional: bool = False
    design: bool = False
    remix: bool = False
    denoise: bool = False
    enhance: bool = False
    texts: bool = False
    visibilities: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    samples: int = 1
    sample_bytes: int = 10 << 20
    professional_bytes: int = 10 << 20
    formats: tuple[str, ...] = ()
    least_s: float = 10.0
    best_s: tuple[float, float] = (60.0, 120.0)
    description: tuple[int, int] = (20, 1000)
    design_text: tuple[int, int] = (100, 1000)
    candidates: int = 3
    design_models: tuple[tuple[str, str], ...] = ()
    design_price: float = 0.0
    design_unit: str = "credits"


@dataclass(frozen=True, slots=True)
class CloneWish:
    """A voice to be cloned at once. ``enhance`` cleans up recordings (Fish), ``denoise`` takes noise away (ElevenLabs)."""

    name: str
    samples: tuple[Sample, ...]
    description: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    denoise: bool = False
    enhance: bool = True
    visibility: str = "private"


@dataclass(frozen=True, slots=True)
class Training:
    """How far a voice is. ``state`` is "created", "queued", "training", "trained" or "failed"; ``share`` 0 to 1 or None.

    ``needs`` is what the person must do next: "", "verification" (read a captcha), "review" (somebody at the provider looks).
    ``reason`` is the provider's own sentence where it failed.
    """

    voice: str
    state: str
    share: float | None = None
    needs: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DesignWish:
    """A voice to be designed. ``text`` is what the candidates say; "" lets the provider write it. ``of`` remixes a voice.

    ``closeness`` is how closely the description is followed, 0 to 1; ``loudness`` -1 to 1; ``model`` of ``design_models``.
    """

    description: str
    text: str = field(default="", repr=False)
    model: str = ""
    language: str = ""
    loudness: float = 0.5
    closeness: float = 0.3
    candidates: int = 3
    seed: int | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A voice that was designed and is not kept yet: ``data`` is a whole file of audio, ``id`` what keeps it."""

    id: str
    data: bytes = field(repr=False)
    media_type: str = "audio/mpeg"
    seconds: float = 0.0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Designs:
    """What a design gave. ``text`` is what they say; ``billed`` what the provider says it cost, None where it says nothing."""

    candidates: tuple[Candidate, ...]
    text: str = field(default="", repr=False)
    billed: float | None = None


@dataclass(frozen=True, slots=True)
class SpeakerFound:
    """Somebody who speaks in a sample: ``utterances`` are (start, end) in seconds."""

    id: str
    seconds: float
    utterances: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Separation:
    """Who speaks in a sample. ``state`` is "not_started", "pending", "completed" or "failed"."""

    state: str
    speakers: tuple[SpeakerFound, ...] = ()
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A sample of a professional clone at the provider. ``sha`` is the SHA-256 of its file as the provider tells, or ""."""

    id: str
    name: str
    seconds: float | None = None
    bytes: int = 0
    sha: str = ""
    trim_s: tuple[float, float] | None = None
    denoise: bool = False


class Professional(Protocol):
    """A professional clone, step by step over days. Everything it needs to go on is at the provider, by the voice's id."""

    async def begin(self, name: str, language: str, description: str, labels: Mapping[str, str]) -> str:
        """Make an empty one; return its id."""

    async def add(self, voice: str, samples: Sequence[Sample], *, denoise: bool, sent: Sent) -> tuple[Uploaded, ...]:
        """Upload samples."""

    async def uploaded(self, voice: str) -> tuple[Uploaded, ...]:
        """Return the samples that are there."""

    async def remove(self, voice: str, sample: str) -> None:
        """Take a sample away."""

    async def separate(self, voice: str, sample: str) -> None:
        """Begin to tell the speakers of a sample apart."""

    async def separation(self, voice: str, sample: str) -> Separation:
        """Return how far that is."""

    async def hear_speaker(self, voice: str, sample: str, speaker: str) -> Candidate:
        """Return a recording of one of them."""

    async def choose(
        self, voice: str, sample: str, speakers: Sequence[str], trim_s: tuple[float, float] | None = None
    ) -> None:
        """Train with these speakers of a sample only, and with this part of it."""

    async def captcha(self, voice: str) -> tuple[bytes, str]:
        """Return the picture of the text that must be read aloud, and its media type."""

    async def answer(self, voice: str, recording: Sample, sent: Sent) -> None:
        """Hand in the captcha, read aloud."""

    async def ask_review(self, voice: str, files: Sequence[Sample], note: str, sent: Sent) -> None:
        """Ask for a review by hand where the captcha cannot be read."""

    async def train(self, voice: str, model: str = "") -> None:
        """Begin training."""

    async def state(self, voice: str) -> Mapping[str, Training]:
        """Return how far it is, by model id."""


@runtime_checkable
class TakesRecordings(Protocol):
    """An engine that speaks like recordings that go along with each request (``Abilities.inline``)."""

    def add_inline(self, voice: str, samples: Sequence[Sample], *, name: str, language: str = "") -> None:
        """Let such a voice be cast by its id, which begins with ``INLINE``; no samples take it away."""


class Maker(Protocol):
    """See the module docstring."""

    @property
    def abilities(self) -> Abilities:
        """Return what can be made, as far as is known now."""

    @property
    def professional(self) -> Professional | None:
        """Return what trains professional clones, None where the provider has none."""

    async def clone(self, wish: CloneWish, sent: Sent) -> Training:
        """Upload recordings and make a voice of them.

        Raises:
            NoSlot: there is no room for one more.
            Unreachable: with ``maybe_billed`` the upload may have arrived: look for it (``cloned``) before it is repeated.
        """

    async def cloned(self, wish: CloneWish, since: str) -> Training | None:
        """Look for a voice of that name that was made since (UTC, ISO 8601), after an answer was lost; None: there is none."""

    async def state(self, voice: str) -> Training:
        """Return how far a voice is."""

    def design_estimate(self, wish: DesignWish) -> float:
        """Return what a design will cost, in ``Abilities.design_unit``."""

    async def design(self, wish: DesignWish) -> Designs:
        """Design a voice, or remix one. It costs."""

    async def keep(
        self, candidate: Candidate, name: str, wish: DesignWish, labels: Mapping[str, str], heard: Sequence[str]
    ) -> str:
        """Keep one of the candidates as a voice; return its id. ``heard``: ids of those that were heard and not chosen.

        Raises:
            NoSlot: there is no room for one more.
        """
