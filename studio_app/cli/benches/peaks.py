"""``bench peaks``: the waveform of ten hours of music, beside a decoder that throws away what it decodes, in the same run.

It is drawn as in the window: a canvas asks for what it shows again and again while the recording is decoded. That must never
keep it waiting, and there must be something to see at once.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from studio_app.audio.bare import bare_decoding_seconds
from studio_app.audio.mp3 import DECODER_DELAY, ENCODER_DELAY, FRAME, Mp3Container, Mp3Encoder
from studio_app.cli.benches.machine import cores, own_peak_mb
from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.manuscript import Draft
from studio_app.domain.mixplan import MixPlan
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.session.announce import Announcer
from studio_app.session.media import Medias, media_sound
from studio_app.session.waveforms import WaveformReady, Waveforms
from studio_app.store.project_file import ProjectFile

if TYPE_CHECKING:
    from studio_app.cli.terminal import Terminal
    from studio_app.domain.timeline import Sound

_HOURS = 10.0
_RATE, _KBPS = 44100, 128
#: Seconds of music that are encoded; the file repeats them.
_PIECE_S = 60
#: Columns of the window that shows the whole recording, and how often it asks.
_COLUMNS, _TICK_S = 1600, 0.016
#: What the promise allows (DESIGN §9).
_LEAST_RATIO = 0.8


def measure(scale: float | None, terminal: Terminal) -> dict[str, Any]:
    """Run the bench on ``scale`` times ten hours."""
    seconds = _HOURS * 3600 * (scale or 1.0)
    with tempfile.TemporaryDirectory() as folder:
        song = Path(folder) / "song.mp3"
        terminal.warn("Making the recording")
        write_song(song, seconds)
        terminal.warn("Decoding it with the decoder alone")
        used = time.process_time()
        bare = bare_decoding_seconds(song)
        bare_cpu = time.process_time() - used
        terminal.warn("Drawing it")
        found = asyncio.run(_drawn(Path(folder), song))
    ratio = bare / found["seconds"]
    return {
        "bench": "peaks",
        "cores": cores(),
        "hours": round(seconds / 3600, 2),
        "decoder_alone_s": round(bare, 2),
        "times_real_time": {"decoder": round(seconds / bare), "waveform": round(seconds / found["seconds"])},
        **found,
        "peak_mb": own_peak_mb(),
        "ratio": round(ratio, 3),
        "ratio_on_one_core": round(bare_cpu / found["cpu_s"], 3),
        "least_ratio": _LEAST_RATIO,
        "holds": ratio >= _LEAST_RATIO and found["longest_answer_ms"] <= _TICK_S * 1000,
    }


def write_song(path: Path, seconds: float) -> None:
    """Write an MP3 of music that is none: tones that come and go, and noise."""
    frames = _PIECE_S * _RATE // FRAME
    at = np.arange(frames * FRAME) / _RATE
    tones = [
        np.sin(2 * np.pi * pitch * at) * (1 + np.sin(2 * np.pi * at / beat)) for pitch, beat in ((220, 3), (554, 7))
    ]
    noise = np.random.default_rng(1).standard_normal((2, len(at))) * 0.03
    encoder = Mp3Encoder(_RATE, 2, _KBPS, frames)
    samples = np.ascontiguousarray((0.12 * sum(tones) + noise).T, np.float32)
    piece = encoder.encode(samples) + encoder.finish()
    times = max(1, round(seconds / _PIECE_S))
    length = times * frames * FRAME - ENCODER_DELAY - DECODER_DELAY
    with path.open("w+b") as file:
        song = Mp3Container(file, MixPlan(_RATE, length, (), (), 2), _KBPS)
        for _ in range(times):
            song.put(piece)
        song.finish()


async def _drawn(folder: Path, song: Path) -> dict[str, Any]:
    project = folder / "song.lectern"
    narrator = Speaker(1, "Narrator", Casting.of("local", "", ""))
    ProjectFile.create(project, project_from_draft(Draft("Song", ()), speakers=(narrator,), voicing=Voicing()))
    file = ProjectFile.open(project)
    try:
        began = time.perf_counter()
        added = await Medias(file).add(song, collect=False)
        adding = time.perf_counter() - began
        return {"adding_s": round(adding, 2), **await _watched(file, media_sound(added.media))}
    finally:
        file.close()


async def _watched(file: ProjectFile, sound: Sound) -> dict[str, Any]:
    """Ask for the whole recording at each tick of a window until all of it is there, and once more from the project."""
    used = time.process_time()
    first, whole, answers, late = await _Window(file, sound).watch()
    cpu = time.process_time() - used
    again, *_ = await _Window(file, sound).watch()
    return {
        "seconds": round(whole, 2),
        "cpu_s": round(cpu, 2),
        "first_seen_ms": round(first * 1000, 1),
        "longest_answer_ms": round(1000 * max(answers), 2),
        "tick_late_ms": {"p50": _ms(late, 50), "p99": _ms(late, 99), "max": round(1000 * max(late), 1)},
        "opened_again_ms": round(again * 1000, 1),
    }


class _Window:
    """Shows all of one recording."""

    def __init__(self, file: ProjectFile, sound: Sound) -> None:
        self._announce = Announcer()
        self._waveforms = Waveforms(file, self._announce)
        self._sound = sound
        self._done = 0.0

    async def watch(self) -> tuple[float, float, list[float], list[float]]:
        """Return the seconds until something, and until all was seen; how long each answer took, how late each tick was."""
        self._announce.listen(WaveformReady, self._heard)
        first, answers, late = 0.0, [], []
        per = self._sound.frames / _COLUMNS
        began = time.perf_counter()
        while self._done < 1:
            asked = time.perf_counter()
            found = self._waveforms.bins(self._sound, per, 0, _COLUMNS)
            answers.append(time.perf_counter() - asked)
            if found is not None and len(found) and not first:
                first = time.perf_counter() - began
            due = time.perf_counter() + _TICK_S
            await asyncio.sleep(_TICK_S)
            late.append(max(0.0, time.perf_counter() - due))
        whole = time.perf_counter() - began
        await self._waveforms.close()
        return first or whole, whole, answers, late

    def _heard(self, event: WaveformReady) -> None:
        self._done = event.done


def _ms(seconds: list[float], percent: int) -> float:
    if len(seconds) < 2:
        return round(1000 * seconds[0], 1)
    return round(1000 * statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1], 1)
