"""How loud what is heard is: peak, RMS, and loudness as ITU-R BS.1770-4 and EBU Tech 3341 define it.

The K-weighting filter is an IIR filter of the fourth order. It is worked out many samples at a time, to the same result as
one by one: within a step it is a matrix, and from step to step its state is carried on.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

#: Samples a second the filter is for: that of a timeline.
RATE = 48_000
#: Decibels that stand for silence, and for what is not known yet.
SILENT_DB = -120.0

#: BS.1770-4 annex 1, tables 1 and 2: the shelf that stands for the head, and the high-pass, at 48 kHz.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
#: Loudness is this much more than the mean square in decibels: a 997 Hz sine at full scale on one side reads -3.01 LUFS.
_OFFSET_DB = -0.691
#: Samples of a step of the filter, and of a bin of what is counted: 20 ms.
_STEP = 160
_BIN = 960
#: Bins that peak, RMS, momentary and short-term loudness look back on, and from one gated block to the next.
_PEAK, _RMS, _MOMENTARY, _SHORT_TERM, _HOP = 5, 15, 20, 150, 5
#: Blocks below the first are not counted, nor those so many LU below the loudness of the rest.
_GATE_LUFS, _GATE_LU = -70.0, -10.0


@dataclass(frozen=True, slots=True)
class Levels:
    """What meters show, all in decibels; ``SILENT_DB`` where nothing is heard.

    Attributes:
        peak: highest sample of the last 100 ms, left and right, in dBFS.
        rms: of the last 300 ms, in dBFS: a square wave at full scale reads 0.
        highest: highest sample since the meter was set back, in dBFS.
        momentary: loudness of the last 400 ms, in LUFS.
        short_term: of the last three seconds.
        integrated: of all since the meter was set back, gated.
    """

    peak: tuple[float, float] = (SILENT_DB, SILENT_DB)
    rms: tuple[float, float] = (SILENT_DB, SILENT_DB)
    highest: tuple[float, float] = (SILENT_DB, SILENT_DB)
    momentary: float = SILENT_DB
    short_term: float = SILENT_DB
    integrated: float = SILENT_DB


class Meter:
    """Measures stereo sound at 48 kHz that comes in pieces of any length, to 20 ms. One thread."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget all that was heard."""
        self._rest = np.zeros((0, 2))
        self._state = np.zeros((2, 4))
        self._highest = np.zeros(2)
        self._bins = 0
        self._gated: list[float] = []
        self._whole = SILENT_DB
        self._counted = 0
        self.pause()

    def pause(self) -> None:
        """Begin anew after silence; what was heard before still counts for the whole."""
        self._rest = self._rest[:0]
        self._state[:] = 0.0
        self._peaks: deque[Floats] = deque(maxlen=_PEAK)
        self._squares: deque[Floats] = deque(maxlen=_RMS)
        self._weighted: deque[float] = deque(maxlen=_SHORT_TERM)

    def feed(self, samples: npt.NDArray[np.int16] | npt.NDArray[np.float32]) -> None:
        """Take samples of shape (frames, 2): 16-bit integers, or floating point of -1 to 1."""
        scale = 32768.0 if samples.dtype == np.int16 else 1.0
        held = np.concatenate([self._rest, samples / scale])
        whole = len(held) // _BIN * _BIN
        self._rest = held[whole:]
        if whole:
            self._count(held[:whole])

    @property
    def levels(self) -> Levels:
        """What was heard last, and of all."""
        if not self._peaks:
            return Levels(highest=_pair(self._highest), integrated=self._integrated())
        weighted = list(self._weighted)
        return Levels(
            _pair(np.max(self._peaks, axis=0)),
            _pair(np.sqrt(np.sum(self._squares, axis=0) / (_RMS * _BIN))),
            _pair(self._highest),
            _lufs(sum(weighted[-_MOMENTARY:]) / (_MOMENTARY * _BIN)),
            _lufs(sum(weighted) / (_SHORT_TERM * _BIN)),
            self._integrated(),
        )

    def _count(self, samples: Floats) -> None:
        bins = samples.reshape(-1, _BIN, 2)
        weighted = np.square(self._filtered(samples)).sum(axis=(0, 2)).reshape(len(bins), -1).sum(axis=1)
        for part, energy in zip(bins, weighted, strict=True):
            peak = np.abs(part).max(axis=0)
            self._peaks.append(peak)
            self._highest = np.maximum(self._highest, peak)
            self._squares.append(np.square(part).sum(axis=0))
            self._weighted.append(float(energy))
            self._bins += 1
            if self._bins % _HOP == 0 and len(self._weighted) >= _MOMENTARY:
                self._gated.append(sum(list(self._weighted)[-_MOMENTARY:]) / (_MOMENTARY * _BIN))

    def _filtered(self, samples: Floats) -> Floats:
        """Return whole steps of samples K-weighted, of shape (channels, steps, samples of a step)."""
        steps = np.moveaxis(samples.reshape(-1, _STEP, 2), 2, 0)
        driven = steps @ _DRIVE.T
        states = np.empty_like(driven)
        for number in range(steps.shape[1]):
            states[:, number] = self._state
            self._state = self._state @ _CARRY.T + driven[:, number]
        return np.asarray(steps @ _RESPONSE.T + states @ _RING.T)

    def _integrated(self) -> float:
        if len(self._gated) != self._counted:
            self._counted = len(self._gated)
            self._whole = gated(self._gated)
        return self._whole


def gated(blocks: Sequence[float]) -> float:
    """Return the loudness of blocks by their weighted mean squares: those too quiet do not count (BS.1770-4, annex 1)."""
    energies = np.asarray(blocks)
    energies = energies[energies > _energy(_GATE_LUFS)]
    if not len(energies):
        return SILENT_DB
    least = energies.mean() * 10 ** (_GATE_LU / 10)
    return _lufs(float(energies[energies > least].mean()))


def _pair(values: Floats) -> tuple[float, float]:
    left, right = (max(SILENT_DB, 20.0 * float(np.log10(value))) if value > 0 else SILENT_DB for value in values)
    return left, right


def _lufs(energy: float) -> float:
    return max(SILENT_DB, _OFFSET_DB + 10.0 * float(np.log10(energy))) if energy > 0 else SILENT_DB


def _energy(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET_DB) / 10))


def _matrices() -> tuple[Floats, Floats, Floats, Floats]:
    """Return what a step of the filter is: what its samples give, what its state rings on, what both make of the state.

    With the state s and the samples x of a step: y = response x + ring s, and the next state is drive x + carry s.
    """
    (shelf, into, out, through), (low, enter_low, out_low, through_low) = _biquad(*_SHELF), _biquad(*_HIGH_PASS)
    move = np.block([[shelf, np.zeros((2, 2))], [np.outer(enter_low, out), low]])
    enter = np.concatenate([into, through * enter_low])
    read = np.concatenate([through_low * out, out_low])
    rows = [read]
    for _ in range(_STEP):
        rows.append(rows[-1] @ move)
    ring = np.array(rows[:_STEP])
    impulse = np.concatenate([[through * through_low], ring[:-1] @ enter])
    lag = np.subtract.outer(np.arange(_STEP), np.arange(_STEP))
    response = np.where(lag >= 0, impulse[np.abs(lag)], 0.0)
    columns = [enter]
    for _ in range(_STEP - 1):
        columns.append(move @ columns[-1])
    drive = np.array(columns[::-1]).T
    return response, ring, drive, np.linalg.matrix_power(move, _STEP)


def _biquad(b: Sequence[float], a: Sequence[float]) -> tuple[Floats, Floats, Floats, float]:
    """Return a filter of the second order as s' = move s + enter x, y = read s + through x (transposed direct form II)."""
    move = np.array([[-a[1], 1.0], [-a[2], 0.0]])
    enter = np.array([b[1] - a[1] * b[0], b[2] - a[2] * b[0]])
    return move, enter, np.array([1.0, 0.0]), b[0]


_RESPONSE, _RING, _DRIVE, _CARRY = _matrices()
