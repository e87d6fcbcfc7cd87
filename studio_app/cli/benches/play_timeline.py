"""The part of ``bench play`` for timelines: a chapter laid out as one, with music of another rate that gives way to it."""

from __future__ import annotations

import asyncio
import statistics
import time
import wave
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from studio_app.audio.output import Output
from studio_app.cli.benches.ear import Ear, device_alone
from studio_app.domain.edits.desk import on_timeline
from studio_app.domain.edits.laying import lay_chapter
from studio_app.domain.edits.timeline import add_clip, set_gain
from studio_app.domain.edits.tracks import add_track, change_track
from studio_app.domain.media import Media
from studio_app.domain.timeline import RATE, Ducking, GainPoint, Sound, TrackKind
from studio_app.session.announce import Announcer
from studio_app.session.export import placed_takes
from studio_app.session.studio import Studio
from studio_app.session.timeline_player import TimelinePlayer
from studio_app.store.recordings import content_hash

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.domain.timeline import Timeline

_CLICKS = 20
_LIMIT_MS = 60.0
_MUSIC_RATE = 44_100
#: For how long the processor's time is counted.
_WATCH_S = 10.0


async def measured(project: Path, folder: Path) -> dict[str, Any]:
    """Measure on the first chapter of a project that is spoken."""
    announce = Announcer()
    studio = Studio.open(project, announce=announce)
    try:
        chapter_id = studio.project.chapters[0].id
        lay_out(studio, chapter_id, folder)
        return await _Bench(studio, announce, chapter_id).run()
    finally:
        await studio.shut(anyway=True)


def lay_out(studio: Studio, chapter_id: int, folder: Path) -> None:
    """Open the chapter as a timeline, and put music under all of it, from half a second on."""
    studio.do(lay_chapter(studio.project, chapter_id, placed_takes(studio.file)))
    start = RATE // 2
    length = studio.project.timelines[chapter_id].length - start
    media = _music(studio, folder / "music.wav", length / RATE)

    def add_music(timeline: Timeline) -> Any:
        return add_track(timeline, TrackKind.AUDIO, "Music")

    studio.do(on_timeline(studio.project, chapter_id, add_music))
    track = studio.project.timelines[chapter_id].tracks[-1]
    sound = Sound(length, 0, length, length, media=media)
    studio.do(
        on_timeline(studio.project, chapter_id, partial(add_clip, track_id=track.id, start=start, sounds=(sound,)))
    )
    ducked = partial(change_track, track_id=track.id, volume=-12.0, ducking=Ducking())
    studio.do(on_timeline(studio.project, chapter_id, ducked))


def _music(studio: Studio, path: Path, seconds: float) -> str:
    """Write noise on both sides at another rate than the timeline's; return the hash it is known by."""
    frames = round(seconds * _MUSIC_RATE)
    pcm = np.random.default_rng(1).integers(-3000, 3000, (frames, 2), np.int16)
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, _MUSIC_RATE, frames, "NONE", ""))
        file.writeframes(pcm.tobytes())
    known, size = content_hash(path.read_bytes()), path.stat().st_size
    studio.file.add_media(Media(known, path.name, str(path), "pcm_s16le", _MUSIC_RATE, 2, frames, size)).result()
    return known


class _Bench:
    def __init__(self, studio: Studio, announce: Announcer, chapter_id: int) -> None:
        self._studio = studio
        self._chapter_id = chapter_id
        self._ear = Ear(2)
        self._player = TimelinePlayer(studio, announce, Output(RATE, self._ear.open))

    async def run(self) -> dict[str, Any]:
        """Measure everything."""
        self._player.prepare(self._chapter_id)
        await asyncio.sleep(0.5)
        length = self._studio.project.timelines[self._chapter_id].length
        clicks = [await self._click(n * length // _CLICKS + RATE) for n in range(_CLICKS - 1)]
        placed = [await self._placed_click(n * length // _CLICKS + 2 * RATE) for n in range(_CLICKS - 1)]
        edited = [await self._edited_click(n * length // _CLICKS + RATE) for n in range(_CLICKS - 1)]
        device = [await device_alone(RATE, 2) for _ in range(_CLICKS)]
        before = self._player.underruns
        cpu = await self._cpu()
        late = self._player.underruns - before
        await self._player.close()
        return {
            "clips": sum(len(lane) for lane in self._studio.project.timelines[self._chapter_id].lanes.values()),
            "p50_ms": round(statistics.median(clicks), 1),
            "max_ms": round(max(clicks), 1),
            "at_the_playhead_ms": {"p50": round(statistics.median(placed), 1), "max": round(max(placed), 1)},
            "after_an_edit_ms": {"p50": round(statistics.median(edited), 1), "max": round(max(edited), 1)},
            "device_alone_ms": {"p50": round(statistics.median(device), 1), "max": round(max(device), 1)},
            "limit_ms": _LIMIT_MS,
            "underruns": late,
            "cpu_percent": cpu,
            "holds": max(*clicks, *placed, *edited) <= _LIMIT_MS and not late,
        }

    async def _click(self, at: int) -> float:
        """Play from a sample nobody was at before, from silence; stop and wait for silence."""
        self._ear.listen()
        click = time.perf_counter()
        await self._player.play(self._chapter_id, at)
        took = await self._ear.ms_since(click)
        self._player.stop()
        await asyncio.sleep(0.4)
        return took

    async def _placed_click(self, at: int) -> float:
        """Play where the playhead was put a moment before, as people do."""
        self._player.seek(at)
        await asyncio.sleep(0.3)
        return await self._click(at)

    async def _edited_click(self, at: int) -> float:
        """Play right after an edit."""
        timeline = self._studio.project.timelines[self._chapter_id]
        clip = next(iter(timeline.lane(timeline.tracks[0].id)))
        points = (GainPoint(0, -1.0 if not clip.gain or clip.gain[0].db == -2.0 else -2.0),)
        self._studio.do(
            on_timeline(self._studio.project, self._chapter_id, partial(set_gain, clip_id=clip.id, points=points))
        )
        return await self._click(at)

    async def _cpu(self) -> float:
        """Return the share of one core that playing takes, in per cent, the announcements and the meters included."""
        await self._player.play(self._chapter_id, 0)
        await asyncio.sleep(1)
        wall, used = time.perf_counter(), time.process_time()
        while time.perf_counter() - wall < _WATCH_S:
            self._player.levels()
            await asyncio.sleep(0.02)
        share = (time.process_time() - used) / (time.perf_counter() - wall)
        self._player.stop()
        await asyncio.sleep(0.4)
        return round(100 * share, 1)
