"""Takes: generated recordings of segments. They are never overwritten."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordTiming:
    """A word of a take: code points ``start`` to ``end`` of the *spoken* text, heard at ``seconds`` from the take's start."""

    start: int
    end: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Placed:
    """That a take, by its id, is the one heard at a segment: ``ordinal`` of a paragraph. A person chose it."""

    paragraph_id: int
    ordinal: int
    take_id: int

    @property
    def id(self) -> tuple[int, int]:
        """The segment: (paragraph id, ordinal). One take stands there."""
        return self.paragraph_id, self.ordinal


@dataclass(frozen=True, slots=True)
class Levels:
    """What was measured on a take between its trim points.

    ``peak`` is the true peak (oversampled) as a linear factor of full scale, ``energy`` the mean square of full scale,
    so RMS in dBFS is ``10 * log10(energy)``.
    """

    peak: float
    energy: float


@dataclass(frozen=True, slots=True)
class Take:
    """One generated recording of one Segment.

    ``frames`` counts samples per channel of the stored audio at ``rate`` Hz; speech lies in ``trim_start``..``trim_end``
    (engine silence outside is not played). ``audio`` is the content hash of the stored bytes, ``codec`` how they are stored:
    "pcm_s16le" (interleaved, no header) or the provider's own "mp3", "flac", "opus", "wav". ``cost`` is in the engine's
    credits as billed, 0 for free ones. ``made`` is UTC in ISO 8601.
    """

    id: int
    fingerprint: str
    engine: str
    model: str
    voice: str
    audio: str
    codec: str
    rate: int
    channels: int
    frames: int
    trim_start: int
    trim_end: int
    levels: Levels
    words: tuple[WordTiming, ...] = ()
    cost: float = 0.0
    made: str = ""
    request_id: str = ""

    @property
    def speech_frames(self) -> int:
        """Samples per channel between the trim points."""
        return self.trim_end - self.trim_start
