"""A script with a timeline on a desk under test, and an engine that speaks as fast as it is told."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import numpy as np
from work_desk import bench

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits import timeline as clips
from studio_app.domain.edits import tracks
from studio_app.domain.edits.desk import on_timeline
from studio_app.domain.manuscript import Draft, DraftChapter
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.domain.takes import WordTiming
from studio_app.domain.timeline import TrackKind
from studio_app.session.timeline import TimelineDesk
from studio_app.speech.engine import AudioChunk, Balance, Billing, Capabilities, Model, SettingRange, Timings
from studio_app.store.project_file import ProjectFile

CHAPTER = 1
SECOND = 48_000
RATE = 24_000
#: A character lasts this long at the usual speed.
CHARACTER_S = 0.05
LINES = ("One two three four.", "And who are you?", "Nobody at all, sir.")


@dataclass
class SwiftEngine:
    """Bills a credit a character; a word is heard where its first letter is; twenty characters a second, times ``speed``."""

    asked: list = field(default_factory=list)
    speeds: list = field(default_factory=list)
    pitch: int = 0
    name = "paid"
    waits = ""
    capabilities = Capabilities(
        bills=True,
        concurrency=1,
        word_timings=True,
        models=(Model("m", "M", 400),),
        settings=(SettingRange("speed", 1.0, 0.7, 1.2, "How fast."),),
    )

    async def ready(self):
        pass

    @asynccontextmanager
    async def turn(self):
        yield

    async def balance(self):
        return Balance()

    def estimate(self, spoken, model):
        return float(len(spoken))

    async def speak(self, request):
        self.asked.append(request.text)
        self.speeds.append(dict(request.settings).get("speed", 1.0))
        self.pitch += 1
        await asyncio.sleep(0)
        second = CHARACTER_S / self.speeds[-1]
        frames = round(len(request.text) * second * RATE)
        wave = np.sin(np.arange(frames) * (0.05 + self.pitch / 1000)) * 9000
        yield AudioChunk(wave.astype("<i2").tobytes(), "pcm_s16le", RATE, 1)
        starts = [n for n, c in enumerate(request.text) if c != " " and (not n or request.text[n - 1] == " ")]
        ends = [
            next((n for n in range(s, len(request.text)) if request.text[n] == " "), len(request.text)) for s in starts
        ]
        yield Timings(tuple(WordTiming(s, e, s * second) for s, e in zip(starts, ends, strict=True)))
        yield Billing(float(len(request.text)), f"r{self.pitch}")

    async def close(self):
        pass


def make_script(path, lines=LINES):
    """Write a project of one chapter: Ann and Bob say the lines in turn, five seconds apart."""
    cast = tuple(Speaker(n, name, Casting.of("paid", "m", name)) for n, name in ((1, "Ann"), (2, "Bob")))
    project = project_from_draft(Draft("Script", (DraftChapter("Script", ()),)), speakers=cast, voicing=Voicing())

    def do(edit, *args, **more):
        nonlocal project
        project, _ = on_timeline(project, CHAPTER, lambda held: edit(held, *args, **more))

    do(tracks.add_track, TrackKind.VOICEOVER, "Ann")
    do(tracks.add_track, TrackKind.VOICEOVER, "Bob", speaker_id=2)
    for number, line in enumerate(lines):
        do(clips.add_clip, 1 + number % 2, 5 * number * SECOND, SECOND, text=line)
    ProjectFile.create(path, project)
    return path


class Table:
    """What a test has at hand: a bench of work, and the desk of timelines on it."""

    def __init__(self, made):
        self.made = made
        self.studio = made.studio
        self.desk = TimelineDesk(made.studio, made.work, made.announce)

    @property
    def timeline(self):
        return self.desk.timeline(CHAPTER)

    @property
    def row(self):
        """All clips in order of time."""
        return sorted((c for lane in self.timeline.lanes.values() for c in lane), key=lambda c: (c.start, c.id))

    async def idle(self):
        """Wait until nothing is generated and the desk has nothing to do."""
        busy = ("running", "cancelling")
        await self.made.until(lambda: all(job.state not in busy for job in self.made.work.jobs))
        for _ in range(3):  # what was saved is told, what is told is done, and that is saved
            await asyncio.sleep(0.005)
            await self.studio.flush()
            await self.made.until(lambda: self.desk._task is None)

    async def generate(self, *args, **more):
        job = await self.desk.generate(CHAPTER, *args, **more)
        await self.idle()
        return job

    async def stale(self):
        return await self.desk.stale(CHAPTER)

    async def marks(self):
        """How far each paragraph is shown to be, by its id."""
        await self.made.settled()
        return self.made.marks()

    async def undo(self):
        change = await self.studio.undo()
        await self.idle()
        return change


def run(folder, test, engine=None, lines=LINES, prepare=None, *, make=True):
    """Run a coroutine function with a table, of a new script or of the one that is there."""
    path = make_script(folder / "script.lectern", lines) if make else folder / "script.lectern"
    if prepare is not None:
        prepare(path)
    engine = engine or SwiftEngine()

    async def live():
        async with bench(path, folder, engine) as made:
            table = Table(made)
            try:
                return await test(table)
            finally:
                await table.desk.close()

    return asyncio.run(live())
