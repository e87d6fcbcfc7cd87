"""Compares what was recorded from the sound card with what was exported, sample by sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import soundfile

if TYPE_CHECKING:
    from pathlib import Path

RATE = 44_100
_PIECE = 4 * RATE


@dataclass(frozen=True)
class Match:
    """How a recording stands to an export.

    Attributes:
        offset: samples from the start of the recording to the start of the export.
        drift: how many samples later (or earlier) the end of the export lies than its start tells.
        difference_db: energy of the difference under that of the export.
    """

    offset: int
    drift: int
    difference_db: float


def recorded(path: Path) -> np.ndarray:
    """Return a recording (raw 16-bit stereo) as mono samples of -1 to 1; both sides must be the same."""
    stereo = np.frombuffer(path.read_bytes()[: path.stat().st_size // 4 * 4], "<i2").reshape(-1, 2)
    assert (stereo[:, 0] == stereo[:, 1]).all(), "the two sides differ"
    return stereo[:, 0].astype(np.float64) / 32768


def exported(path: Path) -> np.ndarray:
    """Return a WAV file as mono samples."""
    samples, rate = soundfile.read(path, dtype="float64", always_2d=True)
    assert rate == RATE
    return samples.mean(axis=1)


def match(heard: np.ndarray, wanted: np.ndarray) -> Match:
    """Lay an export over a recording where it fits best."""
    sounding = np.flatnonzero(np.abs(wanted) > 0.01)
    first, last = int(sounding[0]), int(sounding[-1])
    begin = _place(heard, wanted[first : first + _PIECE]) - first
    tail = max(first, last - _PIECE)
    end = _place(heard, wanted[tail:last]) - tail
    start = max(0, begin)
    whole = wanted[start - begin : start - begin + len(heard) - start]
    difference = heard[start : start + len(whole)] - whole
    power = float(np.sum(whole**2))
    return Match(begin, end - begin, 10 * np.log10(max(1e-12, float(np.sum(difference**2)) / power)))


def exact_share(heard: np.ndarray, wanted: np.ndarray) -> float:
    """Return how much of an export is heard to the bit, wherever: what is left when a machine made gaps between pieces."""
    size = RATE // 4
    pieces = [wanted[at : at + size] for at in range(0, len(wanted) - size, size)]
    sounding = [piece for piece in pieces if np.abs(piece).max() > 0.05]
    places = [_place(heard, piece) for piece in sounding]
    found = [heard[at : at + size] for at in places]
    same = [len(a) == len(b) and np.abs(a - b).max() < 2e-5 for a, b in zip(found, sounding, strict=True)]
    return sum(same) / len(same)


def _place(heard: np.ndarray, piece: np.ndarray) -> int:
    """Return where a piece is found, by cross-correlation."""
    size = 1 << (len(heard) + len(piece)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(piece, size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[: len(heard)]))
