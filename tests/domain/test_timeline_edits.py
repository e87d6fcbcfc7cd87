"""Edits of clips: what is heard where, and what a lock, a neighbour or an edge does to it."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.edits import timeline as edits
from studio_app.domain.edits.timeline import Edge
from studio_app.domain.edits.timeline_change import apply
from studio_app.domain.edits.tracks import change_track, set_rules
from studio_app.domain.errors import ClipLocked, NoRoom, WrongUsage
from studio_app.domain.takes import WordTiming
from studio_app.domain.text.timecode import FRAME_RATES
from studio_app.domain.timeline import (
    Clip,
    Ducking,
    Effect,
    GainPoint,
    Mode,
    NeighbourRule,
    Rules,
    Said,
    Sound,
    Track,
    TrackKind,
    timeline_of,
)

JOE, ANN, SFX, MUSIC = 1, 2, 3, 4
TRACKS = (
    Track(JOE, 1.0, TrackKind.VOICEOVER, "Joe", speaker_id=1),
    Track(ANN, 2.0, TrackKind.VOICEOVER, "Ann", speaker_id=2),
    Track(SFX, 3.0, TrackKind.SFX, "Effects"),
    Track(MUSIC, 4.0, TrackKind.AUDIO, "Music"),
)
LINE = "Hey there, Ann! How are you?"


def take(length, text="", number=7, frames=0, start=0):
    return Sound(
        frames or length, start, start + length, length, number, said=Said(text, 0, len(text)) if text else None
    )


def clip(number, start, length, track=JOE, **more):
    return Clip(number, track, start, length, **more)


def spoken(number, start, length, text=LINE, track=JOE, **more):
    return Clip(number, track, start, length, text=text, sounds=(take(length, text, number),), **more)


def board(*clips, rules=None):
    return timeline_of(TRACKS, clips, rules=rules)


def places(held, track=JOE):
    return [(c.id, c.start, c.length) for c in held.lane(track)]


def heard(held):
    """Which sample of which recording is heard at each sample of each track; for sounds that are not stretched."""
    found = {}
    for lane in held.lanes.values():
        for c in lane:
            at = c.start
            for sound in c.sounds:
                for n in range(sound.length):
                    if not sound.silent:
                        found[c.track_id, at + n] = (
                            sound.take_id,
                            sound.start + n,
                            round(c.gain_at(at + n - c.start), 9),
                        )
                at += sound.length
    return found


def texts(held, track=JOE):
    return [c.text for c in held.lane(track)]


# Making and writing


def test_a_new_clip_is_dynamic_where_one_speaks_and_fixed_elsewhere():
    held, change = edits.add_clip(board(), JOE, 100, 50, text="Hi\nthere")
    held, _ = edits.add_clip(held, SFX, 0, 9, text="rain")
    assert (texts(held), held.lane(JOE).blocks[0][0].mode) == (["Hi there"], Mode.DYNAMIC)
    assert (change.rows[0].after.id, held.at(SFX, 8).mode) == (5, Mode.FIXED)


@pytest.mark.parametrize(("start", "length"), [(-1, 5), (95, 10), (149, 1), (100, 50), (90, 100)])
def test_a_clip_that_has_no_place_is_refused(start, length):
    with pytest.raises(NoRoom):
        edits.add_clip(board(clip(9, 100, 50)), JOE, start, length)


def test_a_clip_of_no_length_is_refused():
    with pytest.raises(WrongUsage):
        edits.add_clip(board(), JOE, 0, 0, text="x")


def test_what_was_generated_is_stale_once_another_text_is_written():
    before = board(spoken(9, 0, 80))
    after, change = edits.write_clip(before, 9, "Hey!", merge="typing 9")
    assert (before.clip(9).rewritten, after.clip(9).rewritten, change.merge) == (False, True, "typing 9")
    assert edits.write_clip(after, 9, LINE.replace(" ", "  "))[0].clip(9).rewritten is False


def test_an_estimate_gives_an_ungenerated_clip_its_length():
    held, _ = edits.write_clip(board(clip(9, 0, 10), clip(10, 20, 5)), 9, "More words", estimate=40)
    assert places(held) == [(9, 0, 40), (10, 40, 5)]


# Takes that arrive, and neighbours


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (NeighbourRule.RIPPLE, [(1, 0, 150), (2, 150, 50), (3, 350, 50)]),
        (NeighbourRule.SHORTEN, [(1, 0, 150), (2, 150, 50), (3, 320, 50)]),
        (NeighbourRule.WARN, [(1, 0, 120), (2, 120, 50), (3, 320, 50)]),
    ],
)
def test_speech_that_runs_into_its_neighbour(rule, expected):
    before = board(clip(1, 0, 100), clip(2, 120, 50), clip(3, 320, 50))
    after, change = edits.place_sounds(before, 1, [take(150)], rule=rule)
    assert places(after) == expected
    assert after.clip(1).overrun == 150 - expected[0][2]
    assert apply(after, change.inverse()) == before


def test_the_shortened_gap_pushes_one_after_the_other_as_far_as_needed():
    before = board(clip(1, 0, 100), clip(2, 100, 50), clip(3, 155, 50), clip(4, 900, 5))
    after, _ = edits.place_sounds(before, 1, [take(130)], rule=NeighbourRule.SHORTEN)
    assert places(after) == [(1, 0, 130), (2, 130, 50), (3, 180, 50), (4, 900, 5)]


def test_a_gap_is_kept_between_those_that_are_pushed_unless_they_were_nearer():
    before = board(clip(1, 0, 100), clip(2, 120, 50), clip(3, 175, 50), clip(4, 260, 5), rules=Rules(gap=20))
    after, _ = edits.place_sounds(before, 1, [take(130)], rule=NeighbourRule.SHORTEN)
    assert places(after) == [(1, 0, 130), (2, 150, 50), (3, 205, 50), (4, 275, 5)]


def test_a_gap_that_was_asked_for_is_kept():
    before = board(clip(1, 0, 100), clip(2, 200, 50), rules=Rules(gap=30))
    assert places(edits.place_sounds(before, 1, [take(190)])[0]) == [(1, 0, 190), (2, 220, 50)]


def test_nobody_moves_where_there_is_room_or_a_clip_gets_shorter():
    before = board(clip(1, 0, 100), clip(2, 200, 50))
    for length in (20, 200):
        assert places(edits.place_sounds(before, 1, [take(length)])[0])[1] == (2, 200, 50)


def test_a_dialogue_ripples_on_all_tracks_together():
    before = board(clip(1, 0, 100), clip(2, 100, 50, ANN), clip(3, 150, 50), clip(4, 120, 9, MUSIC),
                   rules=Rules(everywhere=True))  # fmt: skip
    after, _ = edits.place_sounds(before, 1, [take(130)])
    assert [places(after, track) for track in (JOE, ANN, MUSIC)] == [
        [(1, 0, 130), (3, 180, 50)], [(2, 130, 50)], [(4, 150, 9)],
    ]  # fmt: skip


def test_speech_that_was_cut_short_is_heard_once_there_is_room():
    held = board(clip(1, 0, 100), clip(2, 120, 50))
    held, _ = edits.place_sounds(held, 1, [take(150)], rule=NeighbourRule.WARN)
    held, _ = edits.move_clips(held, [2], 100)
    held, _ = edits.set_mode(held, [1], Mode.DYNAMIC)
    assert (places(held), held.clip(1).overrun) == ([(1, 0, 150), (2, 220, 50)], 0)


def test_a_locked_neighbour_holds_its_place_and_nothing_changes():
    before = board(clip(1, 0, 100), clip(2, 120, 50, locked=True))
    with pytest.raises(ClipLocked):
        edits.place_sounds(before, 1, [take(150)])
    assert places(edits.place_sounds(before, 1, [take(150)], rule=NeighbourRule.WARN)[0])[0] == (1, 0, 120)


def test_speech_is_fitted_to_a_fixed_clip_to_the_sample():
    held, _ = edits.place_sounds(board(clip(1, 0, 1001, mode=Mode.FIXED)), 1, [take(700), take(333, number=8)])
    assert [sound.length for sound in held.clip(1).sounds] == [678, 323]
    assert held.clip(1).stretch == pytest.approx(1001 / 1033)
    assert not held.clip(1).strained


@pytest.mark.parametrize(("length", "strained"), [(799, True), (800, False), (1250, False), (1251, True)])
def test_a_stretch_that_sounds_unnatural_is_told(length, strained):
    held, _ = edits.place_sounds(board(clip(1, 0, length, mode=Mode.FIXED)), 1, [take(1000)])
    assert held.clip(1).strained is strained


def test_fixed_and_free_again_are_the_lengths_of_the_clip_and_of_its_speech():
    held, _ = edits.stretch_clip(board(spoken(1, 0, 100), clip(2, 200, 9)), 1, Edge.END, 150)
    held, change = edits.set_mode(held, [1, 2], Mode.DYNAMIC)
    assert (places(held), held.clip(2).mode, len(change.rows)) == ([(1, 0, 100), (2, 200, 9)], Mode.DYNAMIC, 1)


# Moving


def test_clips_move_in_time_and_to_another_speaker():
    held, _ = edits.move_clips(board(spoken(1, 10, 50), spoken(2, 100, 50)), [1, 2], -10, down=1)
    assert (places(held), places(held, ANN)) == ([], [(1, 0, 50), (2, 90, 50)])


def test_two_clips_can_change_places_in_one_step():
    held = board(clip(1, 0, 50), clip(2, 50, 50), clip(3, 100, 5))
    assert places(edits.move_clips(held, [1, 2], 200)[0]) == [(3, 100, 5), (1, 200, 50), (2, 250, 50)]


@pytest.mark.parametrize(
    ("by", "down", "error"), [(-11, 0, NoRoom), (60, 0, NoRoom), (0, -1, WrongUsage), (0, 2, WrongUsage)]
)
def test_a_move_that_cannot_be_is_refused(by, down, error):
    with pytest.raises(error):
        edits.move_clips(board(clip(1, 10, 50), clip(2, 100, 50)), [1], by, down=down)


def test_a_group_moves_and_goes_together_until_it_is_dissolved():
    held, _ = edits.group_clips(board(clip(1, 0, 50), clip(2, 50, 50), clip(3, 0, 9, ANN)), [1, 3])
    moved, _ = edits.move_clips(held, [3], 500)
    assert (places(moved), places(moved, ANN)) == ([(2, 50, 50), (1, 500, 50)], [(3, 500, 9)])
    assert places(edits.delete_clips(held, [1])[0], ANN) == []
    free, _ = edits.ungroup_clips(held, [1])
    assert [c.id for c in free.grouped([3])] == [3]


@pytest.mark.parametrize("rate", FRAME_RATES.values(), ids=lambda rate: rate.name)
def test_nudging_by_frames_stays_on_frames(rate):
    held = board(clip(1, rate.first_sample(7, 48_000), 50))
    step = edits.frame(held, rate)
    for _ in range(100):
        held, _ = edits.nudge_clips(held, [1], 1, step)
    assert held.clip(1).start == rate.first_sample(107, 48_000)
    assert edits.nudge_clips(held, [1], -100, step)[0].clip(1).start == rate.first_sample(7, 48_000)


def test_nudging_by_ten_milliseconds_and_by_a_sample():
    held = board(clip(1, 1000, 50))
    assert edits.nudge_clips(held, [1], -2, edits.milliseconds(held, 10))[0].clip(1).start == 40
    assert edits.nudge_clips(held, [1], 3, Fraction(1))[0].clip(1).start == 1003


# Edges


@pytest.mark.parametrize(("edge", "to"), [(Edge.START, 30), (Edge.END, 70)])
def test_a_trim_hides_sound_and_moves_none(edge, to):
    before = board(spoken(1, 10, 90, gain=(GainPoint(0, -6.0), GainPoint(90, 3.0))))
    after, _ = edits.trim_clip(before, 1, edge, to)
    was = heard(before)
    assert heard(after) == {at: was[at] for at in was if (at[1] >= to) is (edge is Edge.START)}
    assert after.clip(1).rewritten is False
    shown, _ = edits.trim_clip(after, 1, edge, 10 if edge is Edge.START else 100)
    assert {at: sample[:2] for at, sample in heard(shown).items()} == {at: sample[:2] for at, sample in was.items()}


@pytest.mark.parametrize(("edge", "to"), [(Edge.START, 9), (Edge.END, 101), (Edge.START, 100), (Edge.END, 10)])
def test_a_trim_shows_no_more_than_was_recorded_and_leaves_something(edge, to):
    with pytest.raises(WrongUsage):
        edits.trim_clip(board(spoken(1, 10, 90)), 1, edge, to)


def test_dragging_an_edge_makes_speech_faster_and_the_clip_fixed():
    before = board(spoken(1, 10, 90, gain=(GainPoint(45, -6.0),)))
    after, _ = edits.stretch_clip(before, 1, Edge.START, 40)
    stretched = after.clip(1)
    assert (stretched.start, stretched.length, stretched.mode) == (40, 60, Mode.FIXED)
    assert (stretched.stretch, stretched.strained, stretched.gain) == (60 / 90, True, (GainPoint(30, -6.0),))


# Splitting and merging

WORDS = (
    WordTiming(0, 3, 0.0),
    WordTiming(4, 10, 20 / 48_000),
    WordTiming(11, 15, 60 / 48_000),
    WordTiming(16, 19, 1.0),
)


def test_a_clip_is_split_at_the_word_that_begins_next():
    before = board(spoken(1, 0, 100))
    after, _ = edits.split_clip(before, 1, 30, words=WORDS)
    assert texts(after) == ["Hey there, ", "Ann! How are you?"]
    assert [c.rewritten for c in after.lane(JOE)] == [False, False]
    assert heard(after) == heard(before)


@pytest.mark.parametrize(
    ("text", "at", "parts"),
    [
        (LINE, 50, ["Hey there, Ann! ", "How are you?"]),
        ("Hello", 30, ["", "Hello"]),
        ("Hello", 70, ["Hello", ""]),
        ("", 50, ["", ""]),
        ("你好世界", 50, ["你好", "世界"]),
        ("a e\u0301", 10, ["a ", "e\u0301"]),
        ("ก่ก่", 25, ["ก่", "ก่"]),
    ],
)
def test_without_word_timings_the_nearest_word_is_taken(text, at, parts):
    assert texts(edits.split_clip(board(clip(1, 0, 100, text=text)), 1, at)[0]) == parts


@pytest.mark.parametrize("at", [0, 100, -5, 500])
def test_a_clip_is_split_only_inside(at):
    with pytest.raises(WrongUsage):
        edits.split_clip(board(spoken(1, 0, 100)), 1, at)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 299), min_size=1, max_size=6, unique=True), st.booleans(), st.booleans())
def test_split_and_merged_is_exactly_what_it_was(cuts, stretched, gained):
    gain = (GainPoint(3, -9.5), GainPoint(200, 2.0)) if gained else ()
    whole = Clip(1, JOE, 50, 300, Mode.FIXED if stretched else Mode.DYNAMIC, LINE, (take(300, LINE),), gain, 10, 20, 0)
    if stretched:
        whole = edits.place_sounds(board(whole), 1, [take(271, LINE)])[0].clip(1)
    before = held = board(whole)
    for at in cuts:
        part = held.at(JOE, 50 + at)
        held, _ = edits.split_clip(held, part.id, 50 + at)
    assert "".join(texts(held)) == LINE
    assert sum(c.natural for c in held.lane(JOE)) == whole.natural
    if not stretched:
        assert heard(held) == heard(before)
    merged, _ = edits.merge_clips(held, [c.id for c in held.lane(JOE)])
    again = merged.clip(1)
    assert (again.sounds, again.text, again.length, again.fade_in, again.fade_out) == (
        whole.sounds, whole.text, whole.length, min(10, *cuts), min(20, 300 - max(cuts)),
    )  # fmt: skip
    assert [again.gain_at(n) for n in range(301)] == pytest.approx([whole.gain_at(n) for n in range(301)])


def test_merging_different_takes_keeps_both_and_the_silence_between():
    before = board(spoken(1, 0, 50, "One.", gain=(GainPoint(10, -6.0),)), spoken(2, 80, 40, "Two."))
    after, _ = edits.merge_clips(before, [2, 1])
    merged = after.clip(1)
    assert (merged.text, merged.length, merged.rewritten, len(merged.sounds)) == ("One. Two.", 120, False, 3)
    assert heard(after) == heard(before)


def test_a_merged_clip_can_be_split_again_between_its_takes():
    held, _ = edits.merge_clips(board(spoken(1, 0, 50, "One  one."), spoken(2, 50, 40, "Two.")), [1, 2])
    held, _ = edits.split_clip(held, 1, 50)
    assert texts(held) == ["One  one. ", "Two."]
    assert [c.sounds[0].take_id for c in held.lane(JOE)] == [1, 2]


@pytest.mark.parametrize("ids", [[1], [], [1, 3], [1, 4], [5, 6]])
def test_only_neighbours_on_one_track_are_merged(ids):
    held = board(
        clip(1, 0, 9), clip(2, 9, 9), clip(3, 20, 9), clip(4, 0, 9, ANN), clip(5, 0, 9, SFX), clip(6, 5, 9, SFX)
    )
    with pytest.raises(WrongUsage):
        edits.merge_clips(held, ids)


# Copies and deleting


def test_a_duplicate_stands_behind_or_in_the_next_gap_with_room():
    held = board(spoken(1, 0, 50), clip(2, 100, 9), clip(3, 150, 10), clip(4, 260, 10))
    for place in (50, 160, 210, 270):
        held, change = edits.duplicate_clips(held, [1])
        (row,) = change.rows
        assert (row.after.start, row.after.length) == (place, 50)


def test_duplicates_of_several_tracks_find_room_for_all_of_them():
    held = board(clip(1, 0, 50), clip(2, 60, 30, track=ANN), clip(3, 100, 9), clip(4, 300, 9, track=ANN))
    _, change = edits.duplicate_clips(held, [1, 2])
    assert sorted((row.after.start, row.after.track_id) for row in change.rows) == [(109, JOE), (169, ANN)]


def test_copies_keep_their_distance_and_are_a_group_of_their_own():
    held, _ = edits.group_clips(board(clip(1, 0, 50), clip(2, 70, 50, ANN)), [1, 2])
    held, _ = edits.lock_clips(held, [1], locked=True)
    held, _ = edits.paste_clips(held, edits.copied(held, [2]), 1000)
    (one, two) = held.at(JOE, 1000), held.at(ANN, 1070)
    assert one.group == two.group != held.clip(1).group
    assert not one.locked


def test_pasting_where_nothing_can_be_is_refused():
    held = board(clip(1, 0, 50), clip(2, 70, 50, ANN))
    with pytest.raises(WrongUsage):
        edits.paste_clips(held, edits.copied(held, [1]), 0, track_id=SFX) and edits.paste_clips(
            held, edits.copied(held, [1, 2]), 200, track_id=MUSIC
        )
    assert places(edits.paste_clips(held, edits.copied(held, [1]), 200, track_id=ANN)[0], ANN)[1] == (5, 200, 50)


def test_ripple_delete_closes_the_time_and_keeps_the_gaps():
    held = board(clip(1, 0, 50), clip(2, 60, 40), clip(3, 110, 5), clip(4, 120, 9), clip(9, 120, 9, ANN))
    after, change = edits.ripple_delete(held, [2, 3])
    assert (places(after), places(after, ANN)) == ([(1, 0, 50), (4, 75, 9)], [(9, 120, 9)])
    assert places(edits.ripple_delete(held, [2, 3], everywhere=True)[0], ANN) == [(9, 75, 9)]
    assert apply(after, change.inverse()) == held


def test_a_ripple_that_would_press_others_together_is_refused():
    held = board(clip(1, 0, 50), clip(2, 10, 30, ANN), clip(3, 60, 30, ANN))
    with pytest.raises(NoRoom):
        edits.ripple_delete(held, [1], everywhere=True)


# Fades, gain, locks


def test_neighbours_on_a_track_of_audio_cross_fade():
    held, _ = edits.crossfade_clips(board(clip(1, 0, 50, MUSIC), clip(2, 50, 40, MUSIC)), 1, 2, 20)
    assert places(held, MUSIC) == [(1, 0, 50), (2, 30, 40)]
    assert (held.clip(1).fade_out, held.clip(2).fade_in, held.at(MUSIC, 35).id) == (20, 20, 2)
    assert [c.id for c in held.lane(MUSIC).between(40, 41)] == [1, 2]


@pytest.mark.parametrize("start", [0, 5, 45, 79])
def test_a_third_clip_never_sounds_in_a_crossfade(start):
    held = board(clip(1, 0, 50, MUSIC), clip(2, 30, 50, MUSIC))
    if start == 79:
        assert edits.add_clip(held, MUSIC, start, 5)[0].clip(5).start == 79
        return
    with pytest.raises(NoRoom):
        edits.add_clip(held, MUSIC, start, 5)


def test_speech_does_not_cross_fade():
    with pytest.raises(WrongUsage):
        edits.crossfade_clips(board(clip(1, 0, 50), clip(2, 50, 40)), 1, 2, 10)


@pytest.mark.parametrize(
    "edit",
    [
        lambda held: edits.set_fades(held, 1, 30, 30),
        lambda held: edits.set_fades(held, 1, -1, 0),
        lambda held: edits.set_gain(held, 1, [GainPoint(60, 0.0)]),
        lambda held: edits.set_gain(held, 1, [GainPoint(5, 0.0), GainPoint(5, 1.0)]),
        lambda held: edits.set_gain(held, 1, [GainPoint(5, 99.0)]),
        lambda held: edits.set_gain(held, 1, [GainPoint(5, float("nan"))]),
        lambda held: edits.group_clips(held, [1]),
        lambda held: edits.place_sounds(held, 1, [Sound(10, 5, 11, 6)]),
        lambda held: edits.stretch_clip(held, 1, Edge.END, 0),
    ],
)
def test_what_makes_no_sense_is_refused(edit):
    with pytest.raises(WrongUsage):
        edit(board(clip(1, 0, 50)))


def test_a_gain_line_is_straight_in_decibels():
    held, _ = edits.set_gain(board(clip(1, 0, 100)), 1, [GainPoint(60, -12.0), GainPoint(20, 0.0)])
    assert [held.clip(1).gain_at(at) for at in (0, 20, 40, 60, 99)] == [0, 0, -6, -12, -12]


EVERY_EDIT = {
    "write": lambda held: edits.write_clip(held, 1, "x"),
    "take": lambda held: edits.place_sounds(held, 1, [take(20)]),
    "mode": lambda held: edits.set_mode(held, [1], Mode.FIXED),
    "move": lambda held: edits.move_clips(held, [1], 1),
    "move a group": lambda held: edits.move_clips(held, [3], 1),
    "nudge": lambda held: edits.nudge_clips(held, [1], 1, Fraction(1)),
    "trim": lambda held: edits.trim_clip(held, 1, Edge.END, 30),
    "stretch": lambda held: edits.stretch_clip(held, 1, Edge.END, 30),
    "split": lambda held: edits.split_clip(held, 1, 30),
    "merge": lambda held: edits.merge_clips(held, [1, 2]),
    "delete": lambda held: edits.delete_clips(held, [1]),
    "ripple": lambda held: edits.ripple_delete(held, [3]),
    "group": lambda held: edits.group_clips(held, [1, 2]),
    "fade": lambda held: edits.set_fades(held, 1, 5, 5),
    "gain": lambda held: edits.set_gain(held, 1, [GainPoint(5, 1.0)]),
}


@pytest.mark.parametrize("name", EVERY_EDIT)
def test_a_lock_on_the_clip_or_its_track_holds(name):
    free = board(spoken(1, 0, 50, group=8), clip(2, 60, 20), clip(3, 0, 5, ANN, group=8))
    assert EVERY_EDIT[name](free)[1].rows
    for held in (edits.lock_clips(free, [1], locked=True)[0], change_track(free, JOE, locked=True)[0]):
        with pytest.raises(ClipLocked):
            EVERY_EDIT[name](held)


@pytest.mark.parametrize(
    "edit",
    [
        lambda held: edits.add_clip(held, ANN, 500, 5),
        lambda held: edits.move_clips(held, [1], 500, down=1),
        lambda held: edits.paste_clips(held, edits.copied(held, [1]), 500, track_id=ANN),
    ],
    ids=["add", "move", "paste"],
)
def test_nothing_is_put_on_a_locked_track(edit):
    held, _ = change_track(board(clip(1, 0, 50)), ANN, locked=True)
    with pytest.raises(ClipLocked):
        edit(held)


@pytest.mark.parametrize("name", EVERY_EDIT)
def test_what_is_not_there_is_refused(name):
    with pytest.raises((KeyError, WrongUsage)):
        EVERY_EDIT[name](board())


def test_rules_are_undone_like_all_else():
    before = board()
    after, change = set_rules(before, Rules(NeighbourRule.WARN, 9))
    assert after.rules.gap == 9
    assert apply(after, change.inverse()) == before
    with pytest.raises(WrongUsage):
        set_rules(before, Rules(gap=-1))


def test_only_a_track_that_does_not_speak_gives_way_to_speech():
    held = change_track(board(), MUSIC, ducking=Ducking(-9.0, 50, 400))[0]
    assert held.track(MUSIC).ducking == Ducking(-9.0, 50, 400)
    for track_id, wrong in (
        (JOE, Ducking()),
        (MUSIC, Ducking(3.0)),
        (MUSIC, Ducking(-6.0, -1)),
        (MUSIC, Ducking(release=10**6)),
    ):
        with pytest.raises(WrongUsage):
            change_track(held, track_id, ducking=wrong)


def test_a_clip_of_a_prompt_is_told_how_long_it_is_to_be():
    held, _ = edits.add_clip(board(), SFX, 0, 480, text="rain", effect=Effect(4.0))
    (made,) = held.lane(SFX)
    assert edits.set_effect(held, made.id, Effect(2.5, 0.9, loop=True))[0].clip(made.id).effect == Effect(
        2.5, 0.9, loop=True
    )
    for track_id, wrong in ((JOE, Effect()), (SFX, Effect(31)), (SFX, Effect(influence=2.0))):
        with pytest.raises(WrongUsage):
            edits.add_clip(held, track_id, 960, 480, text="rain", effect=wrong)


def test_a_change_that_does_not_fit_is_refused():
    held = board(clip(1, 0, 50))
    _, change = edits.move_clips(held, [1], 10)
    other, _ = edits.move_clips(held, [1], 20)
    with pytest.raises(ValueError, match="not as the change expects"):
        apply(other, change)


def test_a_change_says_what_a_view_must_repaint():
    _, change = edits.move_clips(board(clip(1, 10, 50)), [1], 100, down=1)
    assert (change.clip_ids, change.track_ids, change.span) == ({1}, {JOE, ANN}, (10, 160))
