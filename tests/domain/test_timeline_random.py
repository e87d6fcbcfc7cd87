"""Random edits of a timeline: each succeeds whole or changes nothing, and undo and redo return exactly what was."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from random_edits import Player

from studio_app.domain.edits import timeline as clips
from studio_app.domain.edits import tracks
from studio_app.domain.edits.timeline import Edge
from studio_app.domain.edits.timeline_change import apply, joined
from studio_app.domain.errors import WrongUsage
from studio_app.domain.lane import Lane
from studio_app.domain.timeline import (
    CROSSFADING,
    TrackKind,
    misfit,
    timeline_of,
)


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
