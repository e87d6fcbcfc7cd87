"""Many takes at once lie as if they had come one after the other."""

import random
from itertools import chain

import pytest

from studio_app.domain.edits import timeline as clips
from studio_app.domain.edits.placing import place_all, write
from studio_app.domain.edits.timeline_change import apply
from studio_app.domain.edits.tracks import change_track, set_rules
from studio_app.domain.errors import ClipLocked
from studio_app.domain.timeline import Clip, Mode, NeighbourRule, Rules, Sound, Track, TrackKind, timeline_of

TRACKS = (Track(1, 1.0, TrackKind.VOICEOVER, "A"), Track(2, 2.0, TrackKind.VOICEOVER, "B"))


def take(length, number=7):
    return (Sound(length, 0, length, length, number),)


def row(count, track=1, first=10):
    return [Clip(first + n, track, 100 * n, 80, Mode.FIXED if n % 5 == 4 else Mode.DYNAMIC) for n in range(count)]


def lengths(seed, ids):
    rolled = random.Random(seed)
    return {n: take(rolled.choice([1, 40, 90, 130, 500])) for n in ids}


@pytest.mark.parametrize("gap", [0, 15, 40])
@pytest.mark.parametrize("seed", range(4))
def test_many_at_once_are_as_one_after_the_other(seed, gap):
    held = timeline_of(TRACKS, [*row(40), *row(20, 2, 200)], rules=Rules(gap=gap))
    wanted = lengths(seed, random.Random(seed).sample(range(10, 50), 25))
    one_by_one = held
    for clip_id in sorted(wanted):
        one_by_one, _ = clips.place_sounds(one_by_one, clip_id, wanted[clip_id])
    made, change = place_all(held, wanted)
    assert made == one_by_one
    assert apply(held, change) == made


def test_where_a_lock_stands_in_the_way_the_gap_gets_shorter_or_the_end_is_cut():
    held = timeline_of(TRACKS, row(3))
    held, _ = clips.lock_clips(held, [12], locked=True)
    made, _ = place_all(held, {10: take(110), 11: take(500)})
    assert [(clip.start, clip.length, clip.overrun) for clip in made.lane(1)] == [
        (0, 110, 0),
        (110, 90, 410),
        (200, 80, 0),
    ]


def test_what_is_locked_or_gone_is_left_as_it_is():
    held, _ = change_track(timeline_of(TRACKS, row(3)), 1, locked=True)
    assert place_all(held, {10: take(5), 99: take(5)})[1].rows == ()


def test_a_text_is_written_also_where_there_is_no_room_for_what_it_will_take():
    held = timeline_of(TRACKS, row(4))
    assert write(held, 10, "x", estimate=500)[0].clip(10).length == 500
    held, _ = clips.lock_clips(held, [12], locked=True)
    made, _ = write(held, 10, "x", estimate=110)
    assert [(clip.start, clip.length) for clip in made.lane(1)][:2] == [(0, 110), (110, 80)]
    made, _ = write(held, 11, "long", estimate=900)
    assert (made.clip(11).text, made.clip(11).length) == ("long", 100)
    with pytest.raises(ClipLocked):
        write(held, 12, "x")


@pytest.mark.parametrize("rules", [Rules(NeighbourRule.WARN), Rules(NeighbourRule.SHORTEN), Rules(everywhere=True)])
def test_every_rule_is_kept(rules):
    held, _ = set_rules(timeline_of(TRACKS, [*row(12), *row(12, 2, 200)]), rules)
    wanted = lengths(3, range(10, 22))
    one_by_one = held
    for clip_id in sorted(wanted):
        one_by_one, _ = clips.place_sounds(one_by_one, clip_id, wanted[clip_id])
    assert place_all(held, wanted)[0] == one_by_one


@pytest.mark.parametrize("gap", [0, 15, 40])
@pytest.mark.parametrize("seed", range(3))
def test_a_dialogue_on_many_tracks_stays_one(seed, gap):
    rolled = random.Random(seed)
    said = [Clip(10 + n, rolled.choice([1, 2, 3]), 100 * n, 80) for n in range(60)]
    tracks = (*TRACKS, Track(3, 3.0, TrackKind.VOICEOVER, "C"), Track(4, 4.0, TrackKind.VOICEOVER, "D", locked=True))
    held = timeline_of(tracks, [*said, Clip(99, 4, 500, 900)], rules=Rules(gap=gap, everywhere=True))
    wanted = lengths(seed, [*random.Random(seed).sample(range(10, 70), 40), 99])
    one_by_one = held
    for clip_id in sorted(wanted)[:-1]:
        one_by_one, _ = clips.place_sounds(one_by_one, clip_id, wanted[clip_id])
    made, change = place_all(held, wanted)
    assert made == one_by_one
    assert apply(held, change) == made
    assert [clip.id for clip in sorted(chain(*(made.lane(n) for n in (1, 2, 3))), key=lambda clip: clip.start)] == [
        clip.id for clip in said
    ]


def fixed(length, recorded):
    return {"mode": Mode.FIXED, "sounds": (Sound(recorded, 0, recorded, length, 7),)}


@pytest.mark.parametrize("rules", [Rules(gap=15), Rules(everywhere=True), Rules(NeighbourRule.SHORTEN)])
@pytest.mark.parametrize("seed", range(3))
def test_many_are_freed_as_one_after_the_other(seed, rules):
    rolled = random.Random(seed)
    lanes = [rolled.choice([1, 2]) for _ in range(40)]
    said = [Clip(10 + n, lane, 100 * n, 80, **fixed(80, rolled.choice([40, 80, 200]))) for n, lane in enumerate(lanes)]
    held = one_by_one = timeline_of(TRACKS, said, rules=rules)
    wanted = sorted(rolled.sample(range(10, 50), 25))
    for clip_id in wanted:
        one_by_one, _ = clips.set_mode(one_by_one, [clip_id], Mode.DYNAMIC)
    made, change = clips.set_mode(held, wanted, Mode.DYNAMIC)
    assert made == one_by_one
    assert apply(held, change) == made


def test_of_many_none_changes_its_duration_where_one_is_locked():
    held = timeline_of(TRACKS, [Clip(10 + n, 1, 100 * n, 80, **fixed(80, 200)) for n in range(20)])
    held, _ = clips.lock_clips(held, [15], locked=True)
    with pytest.raises(ClipLocked):
        clips.set_mode(held, range(10, 30), Mode.DYNAMIC)


@pytest.mark.parametrize("edit", [clips.delete_clips, clips.copied, clips.group_clips])
def test_of_many_clips_one_that_is_not_there_is_missed(edit):
    held = timeline_of(TRACKS, row(400))
    with pytest.raises(KeyError, match="999"):
        edit(held, [999, *range(10, 410)])


def test_many_clips_come_in_the_order_of_time_with_their_groups():
    held = timeline_of(TRACKS, [*row(300), *row(300, 2, 1000)])
    held, _ = clips.group_clips(held, [309, 1299])
    assert [(clip.start, clip.id) for clip in held.grouped(range(10, 310))] == sorted(
        [*((100 * n, 10 + n) for n in range(300)), (29900, 1299)]
    )
