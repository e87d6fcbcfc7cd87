"""Whatever is cut, put together, copied, moved, taken back and done again: nothing is stale, and nothing is paid twice."""

import random
from functools import partial

import pytest
from script_desk_session import CHAPTER, SwiftEngine, run

from studio_app.domain.edits import timeline as clips
from studio_app.domain.errors import WrongUsage

LINES = ("One two three four five six.", "And who are you, if I may ask?", "Nobody.", "Well — nobody at all, sir!")


def _torn(left, right):
    end, start = left.sounds[-1], right.sounds[0]
    return (end.take_id, end.end) == (start.take_id, start.start)


class Cutter:
    """Somebody with scissors and glue."""

    def __init__(self, table, seed):
        self.table = table
        self.random = random.Random(seed)
        self.done = set()

    async def cut(self):
        clip = self.random.choice(self.table.row)
        await self.table.desk.split(CHAPTER, clip.id, clip.start + self.random.randrange(1, clip.length))

    cut_again = cut

    async def glue(self):
        """Put two parts together that are parts of one take, one behind the other."""
        timeline = self.table.timeline
        for clip in self.random.sample(self.table.row, len(self.table.row)):
            behind = timeline.lane(clip.track_id).neighbours(clip)[1]
            if behind is not None and behind.start == clip.end and _torn(clip, behind):
                self.table.desk.do(CHAPTER, partial(clips.merge_clips, clip_ids=[clip.id, behind.id]))
                return

    async def copy(self):
        clip = self.random.choice(self.table.row)
        at = self.table.timeline.length + 100
        self.table.desk.do(CHAPTER, lambda held: clips.paste_clips(held, clips.copied(held, [clip.id]), at))

    async def nudge(self):
        clip = self.random.choice(self.table.row)
        self.table.desk.do(CHAPTER, partial(clips.move_clips, clip_ids=[clip.id], by=self.random.randrange(9000)))

    async def delete(self):
        if len(self.table.row) > 3:
            clip = self.random.choice(self.table.row)
            self.table.desk.do(CHAPTER, partial(clips.delete_clips, clip_ids=[clip.id]))

    async def back(self):
        if self.table.studio.history.undo not in (None, "Place takes"):
            await self.table.studio.undo()

    back_again = back

    async def forth(self):
        await self.table.studio.redo()

    async def step(self):
        """Do something; what is refused changes nothing."""
        names = ("cut", "cut_again", "glue", "copy", "nudge", "delete", "back", "back_again", "forth")
        name, before = self.random.choice(names), self.table.studio.project
        try:
            await getattr(self, name)()
            self.done.add(name)
        except WrongUsage:
            assert self.table.studio.project is before


def play(folder, seed, steps):
    engine = SwiftEngine()

    async def test(table):
        await table.generate()
        cutter, asked = Cutter(table, seed), len(engine.asked)
        for _ in range(steps):
            await cutter.step()
            await table.idle()
            assert not await table.stale()
        await table.generate()
        assert len(engine.asked) == asked
        assert len(table.row) > 1
        return cutter.done

    return run(folder, test, engine, lines=LINES)


@pytest.mark.parametrize("seed", [1, 2])
def test_scissors_and_glue_cost_nothing(tmp_path, seed):
    assert {"cut"} & play(tmp_path, seed, 10)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(10, 16))
def test_campaign_of_scissors_and_glue(tmp_path, seed):
    assert {"cut", "glue", "copy", "back", "forth"} <= play(tmp_path, seed, 80)
