"""Recording with a microphone: its level while it listens, and takes that are on the disk as they are spoken."""

from __future__ import annotations

import asyncio
import threading
import wave
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from studio_app.audio.capture import Capture, Source, sources
from studio_app.audio.growing import GrowingWav
from studio_app.domain.errors import LecternError, WrongUsage
from studio_app.jobs.queue import beside
from studio_app.store.failures import translated, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from studio_app.audio.decode import Samples
    from studio_app.session.announce import Announcer

#: How often a second the level is said.
LEVELS_S = 20
_SHORTEST_S = 0.05
#: How long a microphone may take to wake up.
_AWAKE_S = 6.0


@dataclass(frozen=True, slots=True)
class Recorded:
    """A take of the microphone: a WAV file. ``made`` is UTC in ISO 8601."""

    path: Path
    seconds: float
    made: str


@dataclass(frozen=True, slots=True)
class MicrophoneHeard:
    """How loud it is now: peak and mean, each 0 to 1 of full scale, and how much is recorded, 0 while it only listens."""

    peak: float
    rms: float
    seconds: float


@dataclass(frozen=True, slots=True)
class MicrophoneEnded:
    """It ended by itself, since the microphone was pulled out or the disk is full. ``recorded`` is what is kept, if any."""

    sentence: str
    recorded: Recorded | None


class Microphone:
    """One microphone at a time: listened to, or recorded. Lives on the loop; says ``MicrophoneHeard`` and ``MicrophoneEnded``.

    Args:
        folder: where takes are kept.
        announce: who says what is heard.
        capture: what opens a microphone by its name, "" for the system's.
    """

    def __init__(self, folder: Path, announce: Announcer, *, capture: Callable[[str], Capture] = Capture) -> None:
        self._folder = folder
        self._announce = announce
        self._capture = capture
        self._run: _Run | None = None
        #: A device takes its time to open: who stops it meanwhile waits, and stops it then.
        self._opening = asyncio.Lock()

    @property
    def recording(self) -> bool:
        """Whether what is heard is recorded now."""
        return self._run is not None and self._run.recording

    @property
    def listening(self) -> bool:
        """Whether anything is heard now."""
        return self._run is not None and self._run.alive

    async def devices(self) -> tuple[Source, ...]:
        """Return the microphones there are, the system's own choice first; () for none."""
        return await beside(sources)

    async def listen(self, device: str = "") -> None:
        """Hear a microphone without recording it.

        Raises:
            NoMicrophone: it is not there, or cannot be used.
            WrongUsage: a recording runs.
        """
        if self.recording:
            raise WrongUsage("A recording runs already; stop it first.")
        if self._run is None or not self._run.hears(device):
            await self._open(device)

    async def start(self, path: Path | None = None, device: str = "") -> Path:
        """Begin to record; return the file, which is whole at every moment. None for one among the takes.

        It returns when the microphone is awake: what is said from then on is recorded.

        Raises:
            NoMicrophone: it is not there, cannot be used, or gives no sound.
            WrongUsage: a recording runs already.
            DiskFull, FileRefused: the file cannot be written.
        """
        if self.recording:
            raise WrongUsage("A recording runs already; stop it first.")
        run = self._run
        if run is None or not run.hears(device):
            run = await self._open(device, starting=True)
        try:
            wav = await beside(self._new_file, path, run.capture.rate)
        except LecternError:
            await self.close()  # nobody is listened to for nothing
            raise
        run.record(wav)
        await beside(run.awake.wait, _AWAKE_S)
        if run.error is not None and not run.told:
            await self.stop()
        return wav.path

    async def stop(self) -> Recorded | None:
        """Hear no more; return what was recorded, also where it had ended by itself before. None where nothing was.

        Raises:
            NoMicrophone: it never gave a sound.
            DiskFull, FileRefused: the disk did not take all of it; what it took is among the takes.
        """
        async with self._opening:
            run, self._run = self._run, None
        if run is None:
            return None
        recorded = await beside(run.stop)
        if run.error is not None and not run.told:
            raise run.error
        return recorded

    async def takes(self) -> tuple[Recorded, ...]:
        """Return the takes there are, the oldest first; those a crash left behind too."""
        return await beside(_takes, self._folder)

    async def remove(self, path: Path) -> None:
        """Delete a take.

        Raises:
            WrongUsage: it is none of the takes.
            FileRefused: the system does not let it go.
        """
        if path.parent != self._folder:
            raise WrongUsage("This file is none of the takes that were recorded here.")
        with typed(path):
            await beside(partial(path.unlink, missing_ok=True))

    async def close(self) -> None:
        """Stop whatever runs, keeping what was recorded."""
        with suppress(LecternError):
            await self.stop()

    async def _open(self, device: str, *, starting: bool = False) -> _Run:
        await self.close()
        async with self._opening:
            run = _Run(self._capture(device), device, self._announce, starting=starting)
            await beside(run.start)
            self._run = run
            return run

    def _new_file(self, path: Path | None, rate: int) -> GrowingWav:
        name = datetime.now(UTC).strftime("%Y-%m-%d %H-%M-%S")
        number = 1
        wanted = path or self._folder / f"{name}.wav"
        with typed(wanted):
            wanted.parent.mkdir(parents=True, exist_ok=True)
            while True:
                try:
                    return GrowingWav(wanted, rate)
                except FileExistsError:
                    if path is not None:
                        raise
                    number += 1
                    wanted = self._folder / f"{name} ({number}).wav"


class _Run:
    """A microphone from its opening to its end, read on a thread of its own.

    ``starting``: somebody waits for its first sound, and is told by an error if there is none.
    """

    def __init__(self, capture: Capture, device: str, announce: Announcer, *, starting: bool) -> None:
        self.capture = capture
        self.error: LecternError | None = None
        self.told = False
        self.awake = threading.Event()
        self._starting = starting
        self._device = device
        self._announce = announce
        self._wav: GrowingWav | None = None
        self._recorded: Recorded | None = None
        self._stopping = False
        self._thread = threading.Thread(target=self._read, name="microphone", daemon=True)

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    @property
    def recording(self) -> bool:
        return self.alive and self._wav is not None

    def hears(self, device: str) -> bool:
        """Whether it hears that device, and can go on to record it."""
        return self.alive and device in (self._device, self.capture.name)

    def start(self) -> None:
        """Open it; raises NoMicrophone."""
        self.capture.start()
        self._thread.start()

    def record(self, wav: GrowingWav) -> None:
        """Write from now on what is heard."""
        self._wav = wav

    def stop(self) -> Recorded | None:
        """End it and wait until all is on the disk."""
        self._stopping = True
        self.capture.stop()
        self._thread.join()
        self._end()  # where it was told to record when it was over already
        return self._recorded

    def _read(self) -> None:
        meter = Meter(self.capture.rate)
        try:
            for block in self.capture.blocks():
                self.awake.set()
                wav = self._wav
                if wav is not None:
                    wav.write(block)
                for peak, rms in meter.heard(block):
                    self._announce.say_soon(MicrophoneHeard(peak, rms, wav.seconds if wav else 0.0))
        except LecternError as error:
            self.error = error
        except OSError as error:
            assert self._wav is not None
            self.error = translated(error, self._wav.path)
        self.capture.stop()
        self._end()
        if not self._stopping and (self.awake.is_set() or not self._starting):
            self._tell()
        self.awake.set()

    def _end(self) -> None:
        """Close the file; one in which nothing is goes."""
        wav = self._wav
        if wav is None or self._recorded is not None:
            return
        try:
            wav.close()
        except OSError as error:
            self.error = self.error or translated(error, wav.path)
        if wav.seconds < _SHORTEST_S:
            wav.path.unlink(missing_ok=True)
            self._wav = None
            return
        self._recorded = Recorded(wav.path, wav.seconds, datetime.now(UTC).isoformat(timespec="seconds"))

    def _tell(self) -> None:
        """Say that it ended by itself, and why."""
        self.told = True
        name = self.capture.name or "The microphone"
        sentence = self.error.sentence if self.error else f"{name} is gone. What was recorded until then is kept."
        self._announce.say_soon(MicrophoneEnded(sentence, self._recorded))


class Meter:
    """The level of what is heard, so many times for each second of sound, however it comes."""

    def __init__(self, rate: int) -> None:
        self._frames = rate // LEVELS_S
        self._kept: Samples = np.zeros(0, np.float32)

    def heard(self, samples: Samples) -> Iterator[tuple[float, float]]:
        """Yield peak and root mean square of each piece that is complete now."""
        self._kept = np.concatenate([self._kept, samples])
        while len(self._kept) >= self._frames:
            piece, self._kept = self._kept[: self._frames], self._kept[self._frames :]
            yield float(np.abs(piece).max()), float(np.sqrt(np.mean(np.square(piece, dtype=np.float64))))


def _takes(folder: Path) -> tuple[Recorded, ...]:
    found = []
    for path in folder.glob("*.wav") if folder.is_dir() else ():
        with suppress(OSError, EOFError, wave.Error), wave.open(str(path), "rb") as file:
            made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            seconds = file.getnframes() / file.getframerate()
            if seconds >= _SHORTEST_S:
                found.append(Recorded(path, seconds, made.isoformat(timespec="seconds")))
    return tuple(sorted(found, key=lambda one: (one.made, one.path.name)))
