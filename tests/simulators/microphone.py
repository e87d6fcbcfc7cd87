"""A microphone into which a test speaks: PulseAudio with a null sink, whose monitor is the only source there is.

A test that needs it is marked ``NEEDED``::

    with microphone(tmp_path) as ear:
        ...  # record
        ear.say(speech)  # a WAV file; returns when all of it was said
        ear.unplug()
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import wave
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

RATE = 48_000
_PROGRAMS = ("pulseaudio", "pactl", "paplay")
_GONE = [name for name in _PROGRAMS if not shutil.which(name)]
NEEDED = pytest.mark.skipif(bool(_GONE), reason=f"a microphone is simulated with {', '.join(_GONE)}, not here")
_SINK = "lectern_voice"
_CARD = f"module-null-sink sink_name={_SINK} rate={{rate}} format=s16le channels={{channels}}"


class Ear:
    """The microphone while it is plugged in."""

    def say(self, path: Path) -> None:
        """Speak a file into it, and wait for the end."""
        subprocess.run(["paplay", "-d", _SINK, str(path)], check=True, timeout=60)

    def unplug(self) -> None:
        """Pull it out."""
        subprocess.run(["pactl", "unload-module", "module-null-sink"], check=True, timeout=20)


@contextmanager
def microphone(folder: Path, *, rate: int = RATE, channels: int = 1) -> Iterator[Ear]:
    """Plug in a microphone during the body; it is the only one, and nothing of this computer's sound is touched."""
    runtime = folder / "pulse"
    runtime.mkdir(mode=0o700)
    before = dict(os.environ)
    os.environ |= {"XDG_RUNTIME_DIR": str(runtime), "HOME": str(runtime)}
    os.environ.pop("PULSE_SERVER", None)
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "-L", "module-native-protocol-unix"]
    card = _CARD.format(rate=rate, channels=channels)
    server = subprocess.Popen([*command, "-L", card], stderr=subprocess.DEVNULL)
    try:
        until(
            lambda: (
                _SINK.encode() in subprocess.run(["pactl", "list", "sinks"], capture_output=True, check=False).stdout
            )
        )
        yield Ear()
    finally:
        server.terminate()
        server.wait(10)
        os.environ.clear()
        os.environ.update(before)


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait until it is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.02)


def spoken(path: Path, samples: NDArray[np.int16], rate: int = RATE) -> Path:
    """Write samples into a WAV file, after half a second of silence: the first moments of a card are not to the bit."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.concatenate([np.zeros(rate // 2, np.int16), samples]).astype("<i2").tobytes())
    return path


def place(heard: NDArray[np.floating], piece: NDArray[np.floating]) -> int:
    """Return where a piece is found in what was heard, by cross-correlation."""
    size = 1 << (len(heard) + len(piece)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(piece, size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[: len(heard)]))
