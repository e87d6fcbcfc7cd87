"""An answer of an engine, as it comes in, and the take that is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from studio_app.audio.measure import inspect
from studio_app.domain.errors import Damaged, SpeechError
from studio_app.domain.takes import Take
from studio_app.speech.engine import AudioChunk, Billing, Timings
from studio_app.store.accounts import Settlement

if TYPE_CHECKING:
    from studio_app.domain.ledger import LedgerRow
    from studio_app.domain.takes import WordTiming
    from studio_app.speech.engine import Found, SpeechPart

_FREE = Billing(0.0)
FOUND = "found in the provider's history"
_ESTIMATED = "the provider did not say what it billed: this is the estimate"


@dataclass(slots=True)
class Answer:
    """What an engine has sent for one segment so far.

    ``row`` is its request in the ledger, None for what never costs; ``take`` is there once it is on the disk. ``note`` says
    what is special about it, ``lost`` why it did not come whole although it may have been billed.
    """

    fingerprint: str
    engine: str
    model: str
    voice: str
    row: LedgerRow | None = None
    chunks: list[bytes] = field(default_factory=list)
    codec: str = ""
    rate: int = 0
    channels: int = 1
    words: tuple[WordTiming, ...] = ()
    billing: Billing = _FREE
    note: str = ""
    lost: SpeechError | None = None
    take: Take | None = None

    @property
    def audio(self) -> bytes:
        """All chunks in one; a single one is not copied."""
        return b"".join(self.chunks)

    @property
    def settlement(self) -> Settlement | None:
        """How its row in the ledger is closed."""
        if self.row is None:
            return None
        notes = [self.note] if self.note else []
        if not self.billing.known:
            notes.append(_ESTIMATED)
        return Settlement(self.row.id, self.billing.credits, self.billing.request_id, "; ".join(notes))

    def add(self, part: SpeechPart) -> None:
        """Take in the next part."""
        if isinstance(part, AudioChunk):
            self.chunks.append(part.data)
            self.codec, self.rate, self.channels = part.codec, part.rate, part.channels
        elif isinstance(part, Timings):
            self.words = part.words
        else:
            self.billing = part

    def replace_with(self, found: Found) -> None:
        """Be what the provider kept of it instead of what came."""
        self.chunks.clear()
        self.add(found.audio)
        self.words, self.billing, self.note, self.lost = found.words, found.billing, FOUND, None

    def measured(self, audio: bytes) -> Take:
        """Measure what came, and make the record of it. Blocks.

        Raises:
            SpeechError: it is no sound.
        """
        try:
            frames, begin, end, levels = inspect(audio, self.codec, self.rate, self.channels)
        except Damaged as error:
            raise SpeechError("An answer came damaged and cannot be played; try again.", detail=error.detail) from error
        return Take(
            id=0,
            fingerprint=self.fingerprint,
            engine=self.engine,
            model=self.model,
            voice=self.voice,
            audio="",
            codec=self.codec,
            rate=self.rate,
            channels=self.channels,
            frames=frames,
            trim_start=begin,
            trim_end=end,
            levels=levels,
            words=self.words,
            cost=self.billing.credits,
            made=now(),
            request_id=self.billing.request_id,
        )


def now() -> str:
    """Return the time as takes and the ledger write it: UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
