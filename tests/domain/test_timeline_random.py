"""Random edits of a timeline: each succeeds whole or changes nothing, and undo and redo return exactly what was."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest

from studio_app.domain.edits import timeline as clips
from studio_app.domain.edits import tracks
from studio_app.domain.edits.timeline import Edge
from studio_app.domain.edits.timeline_change import apply, joined
from studio_app.domain.errors import WrongUsage
from studio_app.domain.lane import Lane
from studio_app.domain.takes import WordTiming
from studio_app.domain.text.timecode import FRAME_RATES
from studio_app.domain.timeline import (
    CROSSFADING,
    GainPoint,
    Mode,
    NeighbourRule,
    Rules,
    Said,
    Sound,
    TrackKind,
    misfit,
    timeline_of,
)

WORDS = ["one", "two", "", "three", "four", "five", "six", "seven"]


class Player:
    """Somebody who does at random whatever can be done with a timeline of some seconds."""

    def __init__(self, seed, span):
        self.random = random.Random(seed)
        self.span = span
        self.board = ()

    def edit(self, held):
        """Return what some edit gives; what is refused raises."""
        doings = [name for name in dir(self) if name.startswith("do_")]
        return getattr(self, self.random.choice(doings))(held)

    def place(self):
        return self.random.randrange(self.span)

    def length(self):
        return self.random.choice([1, 2, 3, self.random.randrange(1, 400), self.random.randrange(1, self.span // 8)])

    def line(self):
        return " ".join(self.random.choices(WORDS, k=self.random.randrange(5)))

    def track(self, held):
        return self.random.choice([track.id for track in held.tracks])

    def clip(self, held):
        """Some clip near some place; refused where there is none."""
        lane = held.lane(self.track(held))
        found = next(lane.from_start(self.place()), None) or next(reversed(lane), None)
        if found is None:
            raise WrongUsage("There is no clip.")
        return found

    def ids(self, held):
        return [self.clip(held).id for _ in range(self.random.randrange(1, 4))]

    def row(self, held):
        """Neighbours."""
        first = self.clip(held)
        behind = held.lane(first.track_id).neighbours(first)[1]
        return [first.id, *([behind.id] if behind else [])]

    def sounds(self, text):
        frames, start = self.length() + 9, self.random.randrange(9)
        said = Said(text, 0, len(text)) if text else None
        whole = Sound(frames, start, frames, frames - start, self.random.randrange(1, 99), said=said)
        silent = Sound(5, 0, 5, 5)
        return self.random.choice([(whole,), (whole,), (whole, silent), (silent, whole)])

    def rule(self):
        return self.random.choice([None, *NeighbourRule])

    def do_add(self, held):
        sounds = self.sounds("") if self.random.random() < 0.5 else ()
        length = 0 if sounds else self.length()
        return clips.add_clip(held, self.track(held), self.place(), length, text=self.line(), sounds=sounds)

    do_add_more = do_add_again = do_add_still = do_add

    def do_write(self, held):
        estimate = self.random.choice([0, self.length()])
        return clips.write_clip(held, self.clip(held).id, self.line(), estimate=estimate, rule=self.rule())

    def do_take(self, held):
        clip = self.clip(held)
        return clips.place_sounds(held, clip.id, self.sounds(clip.text), rule=self.rule())

    do_take_again = do_take

    def do_mode(self, held):
        return clips.set_mode(held, self.ids(held), self.random.choice(list(Mode)), rule=self.rule())

    def do_move(self, held):
        by = self.random.randrange(-self.span // 4, self.span // 4)
        return clips.move_clips(held, self.ids(held), by, down=self.random.choice([0, 0, -1, 1, 2]))

    def do_nudge(self, held):
        step = self.random.choice(
            [Fraction(1), clips.milliseconds(held, 10), clips.frame(held, FRAME_RATES["29.97 df"])]
        )
        return clips.nudge_clips(held, self.ids(held), self.random.choice([-1, 1, 2]), step)

    def do_trim(self, held):
        clip = self.clip(held)
        edge = self.random.choice(list(Edge))
        near = clip.start if edge is Edge.START else clip.end
        return clips.trim_clip(held, clip.id, edge, near + self.random.randrange(-50, 51))

    def do_stretch(self, held):
        clip = self.clip(held)
        edge = self.random.choice(list(Edge))
        near = clip.start if edge is Edge.START else clip.end
        return clips.stretch_clip(held, clip.id, edge, near + self.random.randrange(-90, 91))

    def do_split(self, held):
        clip = self.clip(held)
        words = [WordTiming(n, n + 1, n / 1000) for n in range(0, 20, 4)] if self.random.random() < 0.5 else ()
        return clips.split_clip(held, clip.id, clip.start + self.random.randrange(0, clip.length + 1), words=words)

    def do_merge(self, held):
        return clips.merge_clips(held, self.row(held))

    def do_delete(self, held):
        return clips.delete_clips(held, self.ids(held)[:1])

    def do_ripple_delete(self, held):
        return clips.ripple_delete(held, self.ids(held)[:2], everywhere=self.random.random() < 0.3)

    def do_copy(self, held):
        self.board = clips.copied(held, self.ids(held))
        return clips.duplicate_clips(held, [clip.id for clip in self.board])

    def do_paste(self, held):
        track = self.random.choice([None, self.track(held)])
        return clips.paste_clips(held, self.board, self.place(), track_id=track)

    def do_group(self, held):
        return clips.group_clips(held, self.ids(held))

    def do_ungroup(self, held):
        return clips.ungroup_clips(held, self.ids(held))

    def do_lock(self, held):
        return clips.lock_clips(held, self.ids(held), locked=self.random.random() < 0.3)

    def do_fade(self, held):
        clip = self.clip(held)
        return clips.set_fades(held, clip.id, self.random.randrange(clip.length + 1), self.random.randrange(40))

    def do_crossfade(self, held):
        left, *right = self.row(held)
        return clips.crossfade_clips(held, left, right[0] if right else left, self.random.randrange(1, 40))

    def do_gain(self, held):
        clip = self.clip(held)
        places = self.random.sample(range(clip.length + 1), min(clip.length, self.random.randrange(4)))
        return clips.set_gain(held, clip.id, [GainPoint(at, self.random.uniform(-20, 6)) for at in places])

    def do_add_track(self, held):
        if len(held.tracks) > 6:
            return tracks.remove_track(held, self.track(held))
        kind = self.random.choice(list(TrackKind))
        return tracks.add_track(held, kind, "New", before=self.random.choice([None, self.track(held)]))

    def do_move_track(self, held):
        return tracks.move_track(held, self.track(held), self.random.choice([None, self.track(held)]))

    def do_change_track(self, held):
        wish = self.random.choice(
            [{"mute": True}, {"volume": -6.0}, {"pan": 1.5}, {"locked": False}, {"speaker_id": 2}]
        )
        return tracks.change_track(held, self.track(held), **wish)

    def do_lock_track(self, held):
        return tracks.change_track(held, self.track(held), locked=self.random.random() < 0.2)

    def do_rules(self, held):
        rule, wide = self.random.choice(list(NeighbourRule)), self.random.random() < 0.3
        return tracks.set_rules(held, Rules(rule, self.random.choice([0, 20]), everywhere=wide))

    def do_marks(self, held):
        at = self.place()
        done = self.random.choice(
            [tracks.add_marker(held, at, "m"), tracks.add_region(held, at, at + self.length(), "r")]
        )
        if self.random.random() < 0.5 and held.markers and held.regions:
            return tracks.remove_marks(held, [held.markers[0].id, held.regions[-1].id])
        return done


def start():
    held = timeline_of()
    for kind in TrackKind:
        held, _ = tracks.add_track(held, kind, kind.value)
    return tracks.add_track(held, TrackKind.VOICEOVER, "Alice", speaker_id=2)[0]


def assert_sound(held):
    """Everything that must hold of a timeline, looked at without its own look-ups."""
    rebuilt = timeline_of(held.tracks, [c for lane in held.lanes.values() for c in lane], markers=held.markers,
                          regions=held.regions, rules=held.rules)  # fmt: skip
    assert rebuilt == held
    assert dict(rebuilt.groups) == dict(held.groups)
    for track in held.tracks:
        row = list(held.lane(track.id))
        assert [(c.start, c.id) for c in row] == sorted((c.start, c.id) for c in row)
        assert all(held.clip(clip.id) is clip and clip.track_id == track.id for clip in row)
        if track.kind not in CROSSFADING:
            assert all(left.end <= right.start for left, right in pairwise(row))
        assert all(left.end <= right.start for left, right in zip(row, row[2:], strict=False))
        assert not any(misfit(held, clip) for clip in row)


def locked_clips(held):
    open_tracks = {track.id for track in held.tracks if not track.locked}
    lanes = [lane for track_id, lane in held.lanes.items()]
    return {c for lane in lanes for c in lane if c.locked or c.track_id not in open_tracks}


def play(seed, edits, span=20_000):
    """Do random edits, look after each, undo all and redo all."""
    player, held = Player(seed, span), start()
    states, changes, refused = [held], [], 0
    while len(changes) < edits:
        before = states[-1]
        try:
            after, change = player.edit(before)
        except WrongUsage:
            refused += 1
            continue
        assert apply(before, change) == after
        assert after.last_id >= before.last_id
        if len(changes) % 20 == 0:
            assert_sound(after)
            if not change.what.startswith(("Lock", "Unlock")):
                assert locked_clips(before) <= set().union(*map(set, after.lanes.values()))
        states.append(after)
        changes.append(change)
    assert_sound(states[-1])
    held = states[-1]
    for before, change in zip(reversed(states[:-1]), reversed(changes), strict=True):
        held = apply(held, change.inverse())
        assert held == before
    for after, change in zip(states[1:], changes, strict=True):
        held = apply(held, change)
        assert held == after
    assert_sound(held)
    whole = joined(*changes)
    assert set(whole.rows) == set(joined(joined(*changes[:9]), *changes[9:]).rows)
    assert apply(states[0], whole) == states[-1]
    assert apply(states[-1], whole.inverse()) == states[0]
    return states[-1], {change.what for change in changes}, refused


def test_a_thousand_random_edits_hold_together():
    _, done, refused = play(1, 1000)
    assert {"Split clip", "Merge clips", "Ripple delete clip", "Cross-fade clips", "Place take", "Stretch clip"} <= done
    assert refused > 100


@pytest.mark.parametrize("seed", range(2, 6))
def test_short_plays_on_a_crowded_timeline_hold_together(seed):
    play(seed, 120, span=3000)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(100, 130))
def test_campaign_of_random_edits(seed):
    play(seed, 1000, span=[3000, 20_000, 500_000][seed % 3])


def numbered(count):
    tracks_made = start().tracks
    made = [clips.Clip(10 + n, tracks_made[0].id, 100 * n, 80, text="x") for n in range(count)]
    return timeline_of(tracks_made, made)


def test_a_lane_is_the_same_however_it_was_made():
    rolled = random.Random(4)
    clip_list = list(numbered(3000).lane(1))
    rolled.shuffle(clip_list)
    grown = Lane()
    for n in range(0, 3000, 7):
        grown = grown.exchanged((), clip_list[n : n + 7])
    assert grown == Lane.of(clip_list)
    assert grown != Lane.of(clip_list[1:])
    for n in range(0, 2900, 5):
        grown = grown.exchanged(clip_list[n : n + 5], ())
    assert list(grown) == sorted(clip_list[2900:], key=lambda clip: clip.start)
    assert len(grown.blocks) < 12


def test_what_is_in_front_and_behind_is_found_across_blocks():
    lane = numbered(2000).lane(1)
    row = list(lane)
    assert [clip.id for clip in lane.before_start(150_000)] == [clip.id for clip in reversed(row[:1500])]
    assert list(lane.from_start(70_001)) == row[701:]
    assert [lane.neighbours(clip) for clip in row[1:-1]] == list(zip(row, row[2:], strict=False))


def test_an_edit_of_many_clips_shares_nearly_all_with_what_was():
    held = numbered(50_000)
    after, change = clips.trim_clip(held, 25_000, Edge.END, held.clip(25_000).end - 10)
    before_blocks, after_blocks = held.lane(1).blocks, after.lane(1).blocks
    assert sum(new is not old for new, old in zip(after_blocks, before_blocks, strict=True)) == 1
    assert sum(new is not old for new, old in zip(after.homes.pages, held.homes.pages, strict=True)) == 1
    assert len(change.rows) == 1
