"""A script in two voices becomes a mix: imported, cast, spoken, moved, fitted, an effect and music under it, read back."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from studio_app.domain.cast import Casting
from studio_app.domain.edits.book import cast_speaker
from studio_app.domain.edits.timeline import Edge, add_clip, move_clips, stretch_clip
from studio_app.domain.edits.tracks import add_track, change_track
from studio_app.domain.timeline import RATE, Ducking, Effect, Timeline, TrackKind
from studio_app.session.announce import Announcer
from studio_app.session.effects import Effects, effect_sound, is_placeholder
from studio_app.session.engines import Engines
from studio_app.session.media import Medias, media_sound
from studio_app.session.scripts import read_script
from studio_app.session.studio import Studio
from studio_app.session.timeline import TimelineDesk
from studio_app.session.work import Work
from studio_app.settings.file import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SCRIPT = """speaker,line,start_time,end_time
Anna,"Good morning, Ben. Did you sleep well?",0.0,
Ben,"Hardly at all, the wind was loud.",4.0,
Anna,"Then have some tea.",8.0,
"""
VOICES = {"Anna": "en-gb-scotland", "Ben": "en-gb"}
#: Where Anna's second line is moved to, and how long Ben's becomes, in samples.
MOVED, FIXED = 10 * RATE, 14 * RATE // 10
#: The tone that stands for music: from second 2 to 14.
TONE_HZ, LOUD, MUSIC_AT, MUSIC_S = 440, 0.1, 2 * RATE, 12
DUCKING = Ducking(-15.0, 100, 400)


@dataclass
class Desk:
    """An open project and what a person works with on its one chapter."""

    studio: Studio
    desk: TimelineDesk
    folder: Path

    @property
    def chapter(self) -> int:
        return self.studio.project.chapters[0].id

    @property
    def timeline(self) -> Timeline:
        return self.desk.timeline(self.chapter)

    def do(self, edit, **arguments) -> None:
        self.desk.do(self.chapter, partial(edit, **arguments))

    def track(self, name: str) -> int:
        return next(track.id for track in self.timeline.tracks if track.name == name)

    def clip(self, words: str):
        return next(c for lane in self.timeline.lanes.values() for c in lane if words in c.text)


@asynccontextmanager
async def at_desk(project: Path) -> AsyncIterator[Desk]:
    announce, settings = Announcer(), Settings(project.parent / "settings.json")
    studio = Studio.open(project, announce=announce)
    work = Work(settings, announce)
    await work.attach(studio)
    desk = TimelineDesk(studio, work, announce)
    try:
        yield Desk(studio, desk, project.parent)
    finally:
        await desk.close()
        await work.close()
        await studio.shut()


def at_the_desk(project: Path, what) -> None:
    async def live():
        async with at_desk(project) as desk:
            await what(desk)

    asyncio.run(live())


def timeline_of(project: Path) -> Timeline:
    studio = Studio.open(project, read_only=True)
    try:
        (found,) = studio.project.timelines.values()
        return found
    finally:
        studio.close()


# What a person does


async def cast(desk: Desk) -> None:
    for speaker in desk.studio.project.speakers:
        if speaker.name in VOICES:
            casting = Casting.of("local", speaker.casting.model, VOICES[speaker.name])
            desk.studio.do(cast_speaker(desk.studio.project, speaker.id, casting))


async def arrange(desk: Desk) -> None:
    """Move Anna's second line, let Ben's take 1.4 seconds, add an effect and music that gives way."""
    tea, wind = desk.clip("tea"), desk.clip("wind")
    desk.do(move_clips, clip_ids=[tea.id], by=MOVED - tea.start)
    desk.do(stretch_clip, clip_id=wind.id, edge=Edge.END, to=wind.start + FIXED)
    await add_effect(desk)
    await add_music(desk)


async def add_effect(desk: Desk) -> None:
    effects = Effects(Engines(Settings(desk.folder / "settings.json")))
    made = await effects.make(desk.studio.file, "local", "A door slams", Effect(0.8), count=1)
    (take,) = made.takes
    assert is_placeholder(take)
    desk.do(add_track, kind=TrackKind.SFX, name="Effects")
    sound = effect_sound(take)
    place = {"track_id": desk.track("Effects"), "start": 15 * RATE}
    desk.do(add_clip, text="A door slams", sounds=(sound,), effect=Effect(0.8), **place)


async def add_music(desk: Desk) -> None:
    path = desk.folder / "tone.wav"
    soundfile.write(path, np.column_stack([tone(), tone()]), RATE, subtype="PCM_24")
    media = (await Medias(desk.studio.file).add(path)).media
    desk.do(add_track, kind=TrackKind.AUDIO, name="Music")
    track = desk.track("Music")
    desk.do(add_clip, track_id=track, start=MUSIC_AT, sounds=(media_sound(media),))
    desk.do(change_track, track_id=track, ducking=DUCKING)


def tone() -> np.ndarray:
    return LOUD * np.sin(2 * np.pi * TONE_HZ * np.arange(MUSIC_S * RATE) / RATE)


# What is read back


def level(samples: np.ndarray) -> float:
    """Return RMS in dB."""
    return 10 * np.log10(max(1e-12, float(np.mean(samples**2))))


def files_of(folder: Path, frames: int) -> dict[str, np.ndarray]:
    """Return what was exported by the name of its track, "" for the mix; all are as long as the timeline, to the sample."""
    found = {}
    for path in folder.glob("*.wav"):
        samples, rate = soundfile.read(path, always_2d=True)
        assert (rate, samples.shape) == (RATE, (frames, 2)), path.name
        found[path.stem.removeprefix("01 - script").removeprefix(" - ")] = samples
    return found


def assert_only_there(stem: np.ndarray, *spans: tuple[int, int]) -> None:
    """What is said fills its clips from edge to edge, begins and ends without a click, and there is nothing else at all."""
    rest = stem.copy()
    for start, end in spans:
        said, edge = stem[start:end], RATE // 10
        assert level(said) > -35
        assert level(said[:edge]) > -60
        assert level(said[-edge:]) > -60
        assert np.abs(stem[[start, end - 1]]).max() < 1e-3
        rest[start:end] = 0
    assert not rest.any()


def assert_gives_way(music: np.ndarray, spans: list[tuple[int, int]]) -> None:
    """It is lower by just that much while somebody speaks, as loud as it was far from that, and never jumps."""
    loud = level(tone())
    for start, end in spans:
        assert level(music[start:end, 0]) == pytest.approx(loud + DUCKING.amount, abs=0.05)
    far = slice(7 * RATE, 9 * RATE)
    assert level(music[far]) == pytest.approx(loud, abs=0.01)
    bend = np.abs(np.diff(music[MUSIC_AT : MUSIC_AT + MUSIC_S * RATE, 0], n=2)).max()
    assert bend < 1.1 * LOUD * (2 * np.pi * TONE_HZ / RATE) ** 2


def assert_timing(lectern, project: Path, timeline: Timeline) -> None:
    """What is said when is written, and read back the same: by CSV to the sample, by SRT to the millisecond."""
    names = {track.id: track.name for track in timeline.tracks}
    spoken = sorted((c for lane in timeline.lanes.values() for c in lane if c.paragraph_id), key=lambda c: c.start)
    for name, off in (("timing.csv", 0.6e-6), ("timing.srt", 0.6e-3)):
        path = project.with_name(name)
        lectern("export", project, "-o", path)
        lines = read_script(path).lines
        assert [(line.speaker, line.text) for line in lines] == [(names[c.track_id], c.text) for c in spoken]
        for line, clip in zip(lines, spoken, strict=True):
            there = [float(line.start_s), float(line.end_s)]
            assert there == pytest.approx([clip.start / RATE, clip.end / RATE], abs=off)


def assert_told(lectern, project: Path, timeline: Timeline) -> None:
    """``info`` says of tracks and clips what the timeline is."""
    info, _ = lectern("info", project)
    assert [(one["name"], one["kind"]) for one in info["tracks"]] == [(t.name, t.kind) for t in timeline.tracks]
    for told, track in zip(info["tracks"], timeline.tracks, strict=True):
        clips = [(c["start_s"], c["end_s"], c["text"], c["mode"]) for c in told["clips"]]
        there = [(round(c.start / RATE, 6), round(c.end / RATE, 6), c.text, c.mode) for c in timeline.lane(track.id)]
        assert clips == there
    assert info["stale"] == 0
    assert [chapter["generated"] for chapter in info["chapters"]] == [3]


@pytest.fixture
def script(tmp_path) -> Path:
    path = tmp_path / "script.csv"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def test_a_script_becomes_a_mix(lectern, script, tmp_path):
    project, out = tmp_path / "script.lectern", tmp_path / "out"
    lectern("import", script, "-o", project)
    at_the_desk(project, cast)
    made, _ = lectern("generate", project)
    assert (made["made"], made["failed"]) == (3, 0)
    at_the_desk(project, arrange)
    lectern("generate", project)
    timeline = timeline_of(project)
    assert_told(lectern, project, timeline)
    told, _ = lectern("export", project, "-o", out, "--format", "wav", "--bits", "24", "--stems")
    assert (told["stale"], told["over_db"]) == (0, 0)
    stems = files_of(out, timeline.length)
    mix = stems.pop("")
    assert stems.keys() == {"Anna", "Ben", "Effects", "Music"}
    said = {name: [(c.start, c.end) for c in timeline.lane(t.id)] for t in timeline.tracks for name in [t.name]}
    assert said["Ben"] == [(4 * RATE, 4 * RATE + FIXED)]
    assert said["Anna"][1][0] == MOVED
    assert_only_there(stems["Anna"], *said["Anna"])
    assert_only_there(stems["Ben"], *said["Ben"])
    under = [span for name in VOICES for span in said[name] if span[0] > MUSIC_AT]
    assert_gives_way(stems["Music"], under)
    assert stems["Effects"][15 * RATE :].any()
    assert np.abs(sum(stems.values()) - mix).max() <= len(stems) * 2.0**-23
    assert_timing(lectern, project, timeline)


def test_generate_killed_in_the_middle_goes_on(start, lectern, tmp_path):
    """kill -9 when the first takes are on the disk: the same command makes the rest, and every clip is heard."""
    script, project = tmp_path / "long.csv", tmp_path / "long.lectern"
    rows = [f"{'Anna' if n % 2 else 'Ben'},This is line number {n} of a very long talk." for n in range(80)]
    script.write_text("\n".join(["speaker,line", *rows]), encoding="utf-8")
    lectern("import", script, "-o", project)
    process = start("generate", project)
    until = time.monotonic() + 60
    while not grown(project) and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.002)
    process.kill()
    process.communicate()
    assert process.returncode not in (0, None), "it was through before it was killed"
    made, _ = lectern("generate", project)
    assert made["reused"] > 0
    assert made["made"] + made["reused"] == 80
    clips = [clip for lane in timeline_of(project).lanes.values() for clip in lane]
    assert len(clips) == 80
    assert all(any(sound.take_id for sound in clip.sounds) for clip in clips)


def grown(project: Path) -> bool:
    """Tell whether recordings came to the disk."""
    wal = project.with_name(f"{project.name}-wal")
    return wal.exists() and wal.stat().st_size > 1_000_000
