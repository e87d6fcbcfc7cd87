"""A timeline of takes made of numbers, a player on stereo devices that a test drives, and what a mix of the same plan is."""

import asyncio
from contextlib import asynccontextmanager, suppress

import numpy as np
import soundfile
from fake_device import Devices
from player_desk import book

from studio_app.audio.measure import inspect
from studio_app.audio.mix import Mix
from studio_app.audio.pcm import to_int16
from studio_app.domain.arrange_timeline import takes_of, timeline_plan
from studio_app.domain.edits.desk import on_timeline
from studio_app.domain.edits.timeline import add_clip
from studio_app.domain.edits.tracks import add_track
from studio_app.domain.media import Media
from studio_app.domain.mixplan import plan_length
from studio_app.domain.takes import Take
from studio_app.domain.timeline import RATE, Sound, TrackKind
from studio_app.session.announce import Announcer
from studio_app.session.media import media_sound, open_media
from studio_app.session.studio import Studio
from studio_app.session.timeline_player import (
    TimelinePlayer,
    TimelinePlayerChanged,
    TimelinePlayerFailed,
    TimelinePlayerMoved,
)
from studio_app.store.recordings import content_hash

CHAPTER = 1
#: A twentieth of a second, as devices ask.
STEP = 2400


def hum(number, seconds=1.0, rate=48000, loud=0.3):
    time = np.arange(int(seconds * rate)) / rate
    return loud * np.sin(2 * np.pi * (180 + 37 * number) * time)


def add_take(file, samples, rate=48000):
    """Store a take; return it as a sound of a timeline, from end to end."""
    data = np.rint(np.asarray(samples) * 32767).astype("<i2").tobytes()
    frames, begin, end, levels = inspect(data, "pcm_s16le", rate, 1)
    row = Take(0, f"f{len(data)}", "local", "m", "v", "", "pcm_s16le", rate, 1, frames, begin, end, levels)
    take = file.add_take(row, data).result()
    length = plan_length(take.speech_frames, rate, RATE)
    return Sound(length, 0, length, length, take_id=take.id)


def add_media(file, path, samples, rate):
    """Store a WAV file beside a project; return it as a sound of a timeline, from end to end."""
    soundfile.write(path, samples, rate, subtype="PCM_16")
    size = path.stat().st_size
    media = Media(content_hash(path.read_bytes()), path.name, str(path), "pcm_s16le", rate, 1, len(samples), size)
    file.add_media(media).result()
    return media_sound(media)


class Desk:
    """A studio with a timeline, its player, and what the player announced."""

    def __init__(self, studio, devices, announce):
        self.studio, self.devices, self.announce = studio, devices, announce
        self.player = TimelinePlayer(studio, announce, devices.output())
        self.moved, self.failed, self.states = [], [], []
        announce.listen(TimelinePlayerMoved, lambda event: self.moved.append(event.sample))
        announce.listen(TimelinePlayerFailed, lambda event: self.failed.append(event.error))
        announce.listen(TimelinePlayerChanged, lambda event: self.states.append(event.state))

    @property
    def timeline(self):
        return self.studio.project.timelines[CHAPTER]

    def edit(self, function, *arguments, **named):
        """Edit the timeline; return the record that is new or changed."""
        change = self.studio.do(
            on_timeline(self.studio.project, CHAPTER, lambda held: function(held, *arguments, **named))
        )
        return change.rows[0].after.record if change.rows and change.rows[0].after is not None else None

    def track(self, kind=TrackKind.VOICEOVER, name="Ada"):
        return self.edit(add_track, kind, name)

    def clip(self, track, at_s, number=1, seconds=1.0, loud=0.3, **named):
        """Put a hum on a track."""
        return self.put(track, at_s, add_take(self.studio.file, hum(number, seconds, loud=loud)), **named)

    def put(self, track, at_s, sound, **named):
        """Put a sound on a track."""
        return self.edit(add_clip, track.id, round(at_s * RATE), sounds=(sound,), **named)

    def rendered(self):
        """Return the samples of the whole timeline, laid out and rendered in one go."""
        file = self.studio.file
        plan = timeline_plan(self.studio.project, CHAPTER, file.takes(takes_of(self.timeline)), file.medias())
        mix = Mix(plan, lambda take: file.audio(take.audio), lambda name: open_media(file, name))
        return np.concatenate(list(mix.blocks()))

    def exported(self):
        """Return the same with 16 bits."""
        return to_int16(self.rendered())

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

    async def hear(self, seconds, step=STEP):
        """Let the device play for that long."""
        for _ in range(round(seconds * RATE / step)):
            await self.settle()
            self.devices.give(step)
        heard = self.player._playing.heard()
        if heard is not None and self.player._ticking is not None:
            self.player._place(round(heard))

    async def until(self, there, step=STEP):
        """Let the device play until something is so."""
        for _ in range(3000):
            if there():
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self.settle(), 0.05)
            self.devices.give(step)
            await asyncio.sleep(0.002)
        raise AssertionError("it did not come to it")

    async def finish(self):
        """Let the device play to the end."""
        await self.until(lambda: not self.player.state.playing)


@asynccontextmanager
async def timeline_desk(path, latency=0):
    """Put an empty timeline on a desk with a player."""
    book(path, (("The only paragraph.",),))
    announce = Announcer()
    studio = Studio.open(path, announce=announce)
    try:
        made = Desk(studio, Devices(latency, RATE, 2), announce)
        try:
            yield made
        finally:
            await made.player.close()
    finally:
        await studio.shut(anyway=True)


def _resolve(done):
    if not done.done():
        done.set_result(None)
