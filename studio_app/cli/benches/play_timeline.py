"""The part of ``bench play`` for timelines: a chapter laid out as one, with music of another rate that gives way to it.

Then the same with what is hard to enter in its middle: ten minutes of MP3, and speech that is stretched.
"""

from __future__ import annotations

import asyncio
import statistics
import time
import wave
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from studio_app.audio.mp3 import new_lame
from studio_app.audio.output import Output
from studio_app.cli.benches.ear import Ear, device_alone
from studio_app.domain.edits.desk import on_timeline
from studio_app.domain.edits.laying import lay_chapter
from studio_app.domain.edits.timeline import Edge, add_clip, set_gain, stretch_clip
from studio_app.domain.edits.timeline_change import joined
from studio_app.domain.edits.tracks import add_track, change_track
from studio_app.domain.media import Media
from studio_app.domain.mixplan import plan_length
from studio_app.domain.timeline import RATE, Ducking, GainPoint, Sound, TrackKind
from studio_app.session.announce import Announcer
from studio_app.session.export import placed_takes
from studio_app.session.studio import Studio
from studio_app.session.timeline_player import TimelinePlayer
from studio_app.store.recordings import content_hash

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from studio_app.domain.timeline import Timeline

_CLICKS = 20
_LIMIT_MS = 60.0
_MUSIC_RATE = 44_100
_SONG_S = 600
#: Players that are opened for one click each, and how long a person has looked at the timeline by then.
_OPENED, _LOOKED_S = 8, 1.0
#: For how long the processor's time is counted.
_WATCH_S = 10.0


async def measured(project: Path, folder: Path) -> dict[str, Any]:
    """Measure on the first chapter of a project that is spoken."""
    announce = Announcer()
    studio = Studio.open(project, announce=announce)
    try:
        chapter_id = studio.project.chapters[0].id
        lay_out(studio, chapter_id, folder)
        found = await _Bench(studio, announce, chapter_id).run()
        make_hard(studio, chapter_id, folder)
        hard = await _hard(studio, announce, chapter_id)
        return {**found, "hard": hard, "holds": found["holds"] and hard["holds"]}
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


def make_hard(studio: Studio, chapter_id: int, folder: Path) -> None:
    """Put ten minutes of MP3 beside all of it, and let the speech of every other clip be faster than it was."""
    frames = _SONG_S * _MUSIC_RATE
    lame = new_lame(_MUSIC_RATE, 2, 192)
    (folder / "song.mp3").write_bytes(lame.encode(_noise(frames).tobytes()) + lame.flush())
    length = plan_length(frames, _MUSIC_RATE, RATE)
    sound = Sound(length, 0, length, length, media=_known(studio, folder / "song.mp3", "mp3float", frames))

    def edit(timeline: Timeline) -> Any:
        timeline, first = add_track(timeline, TrackKind.AUDIO, "Song")
        timeline, added = add_clip(timeline, timeline.tracks[-1].id, 0, sounds=(sound,))
        changes = [added]
        for clip in list(timeline.lane(timeline.tracks[0].id))[::2]:
            timeline, faster = stretch_clip(timeline, clip.id, Edge.END, clip.end - clip.length // 10)
            changes.append(faster)
        return timeline, joined(first, *changes)

    studio.do(on_timeline(studio.project, chapter_id, edit))


def _noise(frames: int) -> npt.NDArray[np.int16]:
    return np.random.default_rng(1).integers(-3000, 3000, (frames, 2), np.int16)


def _music(studio: Studio, path: Path, seconds: float) -> str:
    """Write noise on both sides at another rate than the timeline's; return the hash it is known by."""
    frames = round(seconds * _MUSIC_RATE)
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, _MUSIC_RATE, frames, "NONE", ""))
        file.writeframes(_noise(frames).tobytes())
    return _known(studio, path, "pcm_s16le", frames)


def _known(studio: Studio, path: Path, codec: str, frames: int) -> str:
    """Let a project know a file; return the hash it is known by."""
    known, about = content_hash(path.read_bytes()), path.stat()
    media = Media(known, path.name, str(path), codec, _MUSIC_RATE, 2, frames, about.st_size, about.st_mtime_ns)
    studio.file.add_media(media).result()
    return known


async def _hard(studio: Studio, announce: Announcer, chapter_id: int) -> dict[str, Any]:
    """Measure the first click of players that were just opened, each at another place nobody was at, and then all over."""
    length, opened = studio.project.timelines[chapter_id].length, []
    for number in range(_OPENED):
        bench = _Bench(studio, announce, chapter_id)
        opened.append(await bench.first_click((2 * number + 1) * length // (2 * _OPENED)))
    bench = _Bench(studio, announce, chapter_id)
    clicks = await bench.clicks(_CLICKS)
    return {
        "just_opened_ms": {"p50": round(statistics.median(opened), 1), "max": round(max(opened), 1)},
        "p50_ms": round(statistics.median(clicks), 1),
        "max_ms": round(max(clicks), 1),
        "holds": max(*clicks, *opened) <= _LIMIT_MS,
    }


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

    async def first_click(self, at: int) -> float:
        """Open the timeline and play from a sample, for the first time."""
        self._player.prepare(self._chapter_id)
        await asyncio.sleep(_LOOKED_S)
        took = await self._click(at)
        await self._player.close()
        return took

    async def clicks(self, count: int) -> list[float]:
        """Play from places all over the timeline."""
        self._player.prepare(self._chapter_id)
        await asyncio.sleep(_LOOKED_S)
        length = self._studio.project.timelines[self._chapter_id].length
        found = [await self._click((7 * n % count) * length // count + RATE) for n in range(count)]
        await self._player.close()
        return found

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
