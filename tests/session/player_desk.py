"""A book whose takes are made of numbers, a player on devices that a test drives, and what an export makes of the same."""

import asyncio
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import numpy as np
import soundfile
from fake_device import RATE, Devices

from studio_app.audio.measure import inspect
from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.domain.segments import segments
from studio_app.domain.takes import Take, WordTiming
from studio_app.jobs.stop import Stop
from studio_app.session.announce import Announcer
from studio_app.session.export import ExportWish, export_book
from studio_app.session.player import Player, PlayerChanged, PlayerFailed, PlayerMoved, PlayerNeeds
from studio_app.session.studio import Studio
from studio_app.store.project_file import ProjectFile

CHAPTERS = (
    ("The lamp went out.", "Then 🐇🐇 it — came back.", "שלום עולם טוב."),
    ("A second chapter.", "It ends here."),
)
_TAKE_RATE = 22050
_WORD_S = 0.2


def book(path, chapters=CHAPTERS):
    """Write a project without takes."""
    made = [
        DraftChapter(f"Chapter {n}", tuple(DraftParagraph(Kind.TEXT, t) for t in c)) for n, c in enumerate(chapters)
    ]
    cast = (Speaker(1, "Narrator", Casting.of("local", "m", "v")),)
    ProjectFile.create(path, project_from_draft(Draft("Book", tuple(made)), speakers=cast, voicing=Voicing()))


def sound(number, loud=0.3):
    """Return a take's samples: a hum of a second or so with silence around, other for each number."""
    time = np.arange(int((0.7 + 0.1 * (number % 4)) * _TAKE_RATE)) / _TAKE_RATE
    hum = loud * np.sin(2 * np.pi * (180 + 17 * number) * time) * np.sin(np.pi * time / time[-1]) ** 0.5
    return np.concatenate([np.zeros(1500), hum, np.zeros(900)])


def add_take(file, segment, number, loud=0.3, place=True, samples=None):
    """Store a take of a segment, as an engine would have spoken it, with its words a fifth of a second apart."""
    data = np.rint((sound(number, loud) if samples is None else samples) * 32767).astype("<i2").tobytes()
    frames, begin, end, levels = inspect(data, "pcm_s16le", _TAKE_RATE, 1)
    words, at = [], 0
    for count, word in enumerate(segment.spoken.split()):
        at = segment.spoken.index(word, at)
        words.append(WordTiming(at, at + len(word), begin / _TAKE_RATE + count * _WORD_S))
    take = Take(
        0,
        segment.fingerprint,
        "local",
        "m",
        "v",
        "",
        "pcm_s16le",
        _TAKE_RATE,
        1,
        frames,
        begin,
        end,
        levels,
        tuple(words),
    )
    return file.add_take(take, data, place=segment.key if place else None).result()


def speak(studio, *texts):
    """Give takes to the paragraphs with these texts, to all where none is given; return the keys."""
    keys = []
    for paragraphs in studio.project.paragraphs.values():
        for paragraph in paragraphs:
            if not texts or paragraph.text in texts:
                for segment in segments(studio.project, paragraph):
                    add_take(studio.file, segment, segment.paragraph_id)
                    keys.append(segment.key)
    return keys


def exported(studio, folder, split="book", chapter_ids=None):
    """Return the samples an export writes."""
    wish = ExportWish(Path(folder), "wav", split, incomplete=True, overwrite=True, chapter_ids=chapter_ids)
    files = export_book(studio.file, wish, Stop()).files
    return [soundfile.read(found.path, dtype="int16")[0] for found in files]


class Desk:
    """A studio, its player, and what the player announced."""

    def __init__(self, studio, devices, announce, live=None):
        self.studio, self.devices = studio, devices
        self.player = Player(studio, announce, output=devices.output(), live=live)
        self.moved, self.needed, self.failed, self.states = [], [], [], []
        announce.listen(PlayerMoved, self.moved.append)
        announce.listen(PlayerNeeds, lambda event: self.needed.append(event.paragraph_ids))
        announce.listen(PlayerFailed, lambda event: self.failed.append(event.error))
        announce.listen(PlayerChanged, lambda event: self.states.append(event.state))

    def paragraph(self, text):
        return next(p.id for held in self.studio.project.paragraphs.values() for p in held if p.text == text)

    async def settle(self):
        """Wait until the player has done what it was asked for and rendered ahead."""
        loop = asyncio.get_running_loop()
        while True:
            done = loop.create_future()
            self.player._playing.ask(lambda done=done: loop.call_soon_threadsafe(_resolve, done))
            await done
            render = self.player._playing._render
            if render is None or render.reel.ended or render.reel.waiting or render.reel.ahead > RATE:
                return

    async def hear(self, seconds, step=882):
        """Let the device play for that long."""
        for _ in range(round(seconds * RATE / step)):
            await self.settle()
            self.devices.give(step)
            heard = self.player._playing.heard()
            if heard is not None:
                self.player._hear(heard)

    async def until(self, there, step=441):
        """Let the device play until something is so."""
        for _ in range(3000):
            if there():
                return
            # What the player does may wait for the device to ask.
            with suppress(TimeoutError):
                await asyncio.wait_for(self.settle(), 0.05)
            self.devices.give(step)
            await asyncio.sleep(0.002)
        raise AssertionError("it did not come to it")

    async def finish(self):
        """Let the device play to the end."""
        await self.until(lambda: not self.player.state.playing, 4410)


@asynccontextmanager
async def desk(path, *, spoken=True, latency=0, chapters=CHAPTERS, live=None):
    """Put a book on a desk with a player."""
    book(path, chapters)
    announce = Announcer()
    studio = Studio.open(path, announce=announce)
    try:
        if spoken:
            speak(studio)
        made = Desk(studio, Devices(latency), announce, live)
        await made.settle()
        try:
            yield made
        finally:
            await made.player.close()
    finally:
        studio.close()


def trimmed(samples):
    """Return samples without the silence around them."""
    there = np.flatnonzero(samples)
    return samples[there[0] : there[-1] + 1] if len(there) else samples[:0]


def rms_db(samples):
    return 10 * np.log10(np.mean((trimmed(samples) / 32768) ** 2))


def _resolve(done):
    if not done.done():
        done.set_result(None)
