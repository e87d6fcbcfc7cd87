"""Records what is played from a sound card only a recorder hears, and compares it with what was exported, sample by sample."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

if TYPE_CHECKING:
    from pathlib import Path

RATE = 44_100
_PROGRAMS = ("pulseaudio", "pactl", "parec")
_GONE = [name for name in _PROGRAMS if not shutil.which(name)]
needs_a_card = pytest.mark.skipif(bool(_GONE), reason=f"sound is recorded with {', '.join(_GONE)}, not here")
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


@contextmanager
def sound_card(folder, monkeypatch, rate):
    """Run a sound server of our own with one card."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "-L", "module-native-protocol-unix"]
    sink = f"module-null-sink sink_name=lectern rate={rate} format=s16le channels=2"
    server = subprocess.Popen([*command, "-L", sink], stderr=subprocess.DEVNULL, env=dict(os.environ))
    try:
        _until(
            lambda: b"lectern" in subprocess.run(["pactl", "list", "sinks"], capture_output=True, check=False).stdout
        )
        yield
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def recording(path, rate=RATE):
    """Record what the card plays, as raw 16-bit stereo."""
    command = ["parec", "-d", "lectern.monitor", f"--rate={rate}", "--channels=2", "--format=s16le"]
    with path.open("wb") as file:
        ears = subprocess.Popen([*command, "--latency-msec=100"], stdout=file)
        # An idle card looks up every two seconds only.
        _until(lambda: path.stat().st_size > 0)
        yield
        time.sleep(0.3)
        ears.terminate()
        ears.wait(10)


def _until(there, within=20):
    until = time.monotonic() + within
    while not there():
        assert time.monotonic() < until
        time.sleep(0.05)


def both_sides(path: Path) -> np.ndarray:
    """Return a recording (raw 16-bit stereo) as samples of -1 to 1, shape (frames, 2)."""
    whole = path.read_bytes()[: path.stat().st_size // 4 * 4]
    return np.frombuffer(whole, "<i2").reshape(-1, 2).astype(np.float64) / 32768


def recorded(path: Path) -> np.ndarray:
    """Return a recording as mono samples of -1 to 1; both sides must be the same."""
    stereo = both_sides(path)
    assert (stereo[:, 0] == stereo[:, 1]).all(), "the two sides differ"
    return stereo[:, 0]


def exported(path: Path) -> np.ndarray:
    """Return a WAV file as mono samples."""
    samples, rate = soundfile.read(path, dtype="float64", always_2d=True)
    assert rate == RATE
    return samples.mean(axis=1)


def longest_same(heard: np.ndarray, wanted: np.ndarray) -> int:
    """Return how many frames in a row of an export, both sides, are heard to the bit, laid over where it fits best."""
    sounding = np.flatnonzero(np.abs(wanted[:, 0]) > 0.01)
    first = int(sounding[0])
    begin = _place(heard[:, 0], wanted[first : first + _PIECE, 0]) - first
    start = max(0, begin)
    whole = wanted[start - begin : start - begin + len(heard) - start]
    differs = np.flatnonzero((heard[start : start + len(whole)] != whole).any(axis=1))
    return int(np.diff([-1, *differs, len(whole)]).max()) - 1


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
