"""Whatever a person does in whatever order, the player of timelines neither clicks nor breaks, and ends silent."""

import asyncio
import random
from contextlib import suppress

import numpy as np
import pytest
from timeline_player_desk import CHAPTER, timeline_desk

from studio_app.domain.edits.timeline import Edge, move_clips, set_fades, trim_clip
from studio_app.domain.edits.tracks import change_track
from studio_app.domain.errors import LecternError
from studio_app.domain.timeline import RATE, TrackKind

#: Two hums of 217 Hz at 0.3 have no steeper step than this, nor has a fade of 5 ms from one to the other.
_STEEPEST = 1200
#: From silence to silence: what is cut where a loop is turned is heard as it was cut.
_LOOP = (0, 12 * RATE)
_OFTEN = {"play": 3, "seek": 2, "scrub": 2, "mix": 3}
_ONCE = ("pause", "resume", "stop", "loop", "let_go", "move", "trim", "undo")
_WISHES = [*_ONCE, *(name for name, times in _OFTEN.items() for _ in range(times))]


class Hand:
    """Someone at the timeline."""

    def __init__(self, desk, seed):
        self.desk, self.player, self.dice = desk, desk.player, random.Random(seed)
        music, rain = desk.track(TrackKind.AUDIO, "Music"), desk.track(TrackKind.SFX, "Rain")
        self.tracks = (music, rain)
        self.clips = [desk.clip(music, 0.0, 1, 3.0), desk.clip(music, 3.5, 1, 2.0), desk.clip(rain, 1.0, 1, 4.0)]
        for clip in self.clips:
            desk.edit(set_fades, clip.id, RATE // 100, RATE // 100)

    def at(self):
        return self.dice.randrange(RATE * 6)

    async def play(self):
        first, last = sorted((self.at(), self.at()))
        if self.dice.random() < 0.4:
            await self.player.play(CHAPTER, first, _LOOP[1], loop=True, back_to=_LOOP[0])
        else:
            await self.player.play(CHAPTER, first, self.dice.choice((None, last + 1)))

    def pause(self):
        self.player.pause()

    def resume(self):
        self.player.resume()

    def stop(self):
        self.player.stop()

    def seek(self):
        self.player.seek(self.at())

    def loop(self):
        self.player.set_loop(self.dice.choice((None, _LOOP)))

    def scrub(self):
        self.player.scrub(self.at())

    def let_go(self):
        self.player.end_scrub()

    def mix(self):
        track = self.dice.choice(self.tracks)
        self.desk.edit(change_track, track.id, volume=-self.dice.uniform(0, 20), mute=self.dice.random() < 0.2)

    def move(self):
        with suppress(LecternError):
            self.desk.edit(move_clips, [self.dice.choice(self.clips).id], self.dice.randrange(-RATE, RATE))

    def trim(self):
        clip = self.dice.choice(self.clips)
        with suppress(LecternError):
            self.desk.edit(trim_clip, clip.id, Edge.END, self.at())

    async def undo(self):
        await self.desk.studio.undo()

    async def act(self):
        done = getattr(self, self.dice.choice(_WISHES))()
        if done is not None:
            await done


async def tried(path, seed, acts):
    async with timeline_desk(path) as d:
        hand = Hand(d, seed)
        d.player.prepare(CHAPTER)
        for _ in range(acts):
            await hand.act()
            if hand.dice.random() < 0.7:
                await d.hear(0.05 * hand.dice.randrange(1, 5))
        d.player.end_scrub()
        d.player.stop()
        await d.until(lambda: d.devices.playing is None and not d.player.state.playing)
        steps = np.abs(np.diff(d.devices.heard.astype(int), axis=0))
        assert steps.max() < _STEEPEST
        assert not d.failed


@pytest.mark.parametrize("seed", range(2))
def test_any_order_of_wishes(tmp_path, caplog, seed):
    asyncio.run(tried(tmp_path / "b.lectern", seed, 60))
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.campaign
def test_any_order_of_many_wishes(tmp_path, caplog):
    for seed in range(100, 115):
        asyncio.run(tried(tmp_path / f"{seed}.lectern", seed, 150))
        assert not [record for record in caplog.records if record.levelname == "ERROR"]
