"""What comes on a timeline with its sound: in one step, on a track of its own or one that is there, or not at all."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.edits.adding import add_effect, add_recordings, place_effect
from studio_app.domain.edits.timeline_change import apply
from studio_app.domain.errors import WrongUsage
from studio_app.domain.timeline import CROSSFADING, Clip, Effect, Mode, Sound, Track, TrackKind, misfit, timeline_of

KINDS = tuple(TrackKind)
DOOR = Effect(1.0)
places = st.integers(-3, 300)
lengths = st.integers(1, 80)


def sound(length, take=0):
    return Sound(length, 0, length, length, take, "" if take else "hash")


@st.composite
def boards(draw):
    """A timeline with a track of each kind, clips 10 apart on each, some locked."""
    tracks = [Track(n, float(n), kind, kind.value, locked=draw(st.booleans())) for n, kind in enumerate(KINDS, 1)]
    row = [(track, n) for track in tracks for n in range(draw(st.integers(0, 3)))]
    clips = [
        Clip(number, track.id, 100 * n, 90, Mode.FIXED, locked=draw(st.booleans()))
        for number, (track, n) in enumerate(row, start=10)
    ]
    return timeline_of(tracks, clips)


def assert_good(before, after, change):
    """One step that can be taken back, after which nothing overlaps that must not."""
    assert apply(before, change) == after
    assert apply(after, change.inverse()) == before
    for track in after.tracks:
        row = list(after.lane(track.id))
        assert not any(misfit(after, clip) for clip in row)
        assert track.kind in CROSSFADING or all(left.end <= right.start for left, right in pairwise(row))


@given(boards(), st.sampled_from((None, 1, 2, 3, 4)), places, st.lists(lengths, min_size=1, max_size=4))
def test_recordings_come_whole_and_where_there_is_room_or_not_at_all(held, track_id, at, wanted):
    clips = {clip for lane in held.lanes.values() for clip in lane}
    try:
        made, change = add_recordings(held, track_id, at, [(f"r{n}", sound(length)) for n, length in enumerate(wanted)])
    except WrongUsage:
        assert {clip for lane in held.lanes.values() for clip in lane} == clips
        assert at < 0 or (track_id is not None and held.track(track_id).locked)
        return
    assert_good(held, made, change)
    new = sorted({clip for lane in made.lanes.values() for clip in lane} - clips, key=lambda clip: clip.start)
    assert [(clip.text, clip.length) for clip in new] == [(f"r{n}", length) for n, length in enumerate(wanted)]
    assert new[0].start == at
    assert all(left.end == right.start for left, right in pairwise(new))


@given(boards(), st.sampled_from((None, 1, 2, 3, 4)), places, lengths)
def test_an_effect_comes_where_there_is_room_or_not_at_all(held, track_id, at, length):
    try:
        made, change = add_effect(held, track_id, at, "a door", sound(length, 7), DOOR, name="Effects")
    except WrongUsage:
        assert track_id is not None or at < 0
        return
    assert_good(held, made, change)
    clip = change.rows[-1].after
    assert (clip.start, clip.length, clip.text, clip.effect) == (at, length, "a door", DOOR)
    assert made.track(clip.track_id).kind in CROSSFADING


@given(boards(), st.integers(10, 24), lengths)
def test_an_effect_is_placed_on_a_clip_that_can_have_it_or_nothing_is_changed(held, clip_id, length):
    try:
        made, change = place_effect(held, clip_id, "a door", sound(length, 7), DOOR)
    except WrongUsage:
        clip = held.clip(clip_id)
        track = held.track(clip.track_id)
        assert clip.locked or track.locked or track.kind not in CROSSFADING
        return
    except KeyError:
        assert held.homes.get(clip_id) is None
        return
    assert_good(held, made, change)
    clip = made.clip(clip_id)
    assert (clip.text, clip.effect, clip.sounds[0].take_id) == ("a door", DOOR, 7)
    behind = next(held.lane(clip.track_id).from_start(clip.start + 1), None)
    if clip.stretch == 1:
        assert clip.length == length or clip.end == max(behind.start, held.clip(clip_id).end)


def test_an_effect_is_neither_stretched_nor_runs_into_the_next_clip():
    held, _ = add_recordings(timeline_of(), None, 0, [("bell", sound(90)), ("wind", sound(90))], kind=TrackKind.SFX)
    first, second = held.lane(held.tracks[0].id).between(0, 999)
    short = place_effect(held, first.id, "a door", sound(40, 7), DOOR)[0].clip(first.id)
    assert (short.length, short.stretch) == (40, 1)
    long = place_effect(held, first.id, "a door", sound(400, 7), DOOR)[0].clip(first.id)
    assert (long.length, long.stretch, long.sounds[0].end) == (90, 1, 90)
    last = place_effect(held, second.id, "a door", sound(400, 7), DOOR)[0].clip(second.id)
    assert (last.length, last.stretch) == (400, 1)


def test_a_film_has_its_sound_on_a_track_of_its_name():
    made, change = add_recordings(timeline_of(), None, 5, [("A film", sound(9))], kind=TrackKind.ORIGINAL)
    assert [(track.kind, track.name) for track in made.tracks] == [(TrackKind.ORIGINAL, "A film")]
    assert (change.what, len(change.rows)) == ("Add audio", 2)


def test_nothing_to_add_adds_no_track():
    assert add_recordings(timeline_of(), None, 0, ())[1].rows == ()


@pytest.mark.parametrize("track_id", [None, 1])
def test_an_effect_is_one_step_by_its_name(track_id):
    held = timeline_of([Track(1, 1.0, TrackKind.SFX, "Noises")])
    made, change = add_effect(held, track_id, 0, "a door", sound(9, 7), DOOR, name="Effects")
    assert change.what == "Place effect"
    assert made.tracks[-1].name == ("Noises" if track_id else "Effects")


def test_what_has_no_room_on_its_track_comes_on_a_new_one_below_it():
    tracks = [Track(1, 1.0, TrackKind.AUDIO, "Music"), Track(2, 2.0, TrackKind.VOICEOVER, "Anna")]
    held = timeline_of(tracks, [Clip(3, 1, 0, 90, Mode.FIXED)])
    made, change = add_recordings(held, 1, 0, [("Rain", sound(50))])
    assert [(track.name, track.kind, len(made.lane(track.id))) for track in made.tracks] == [
        ("Music", TrackKind.AUDIO, 1),
        ("Rain", TrackKind.AUDIO, 1),
        ("Anna", TrackKind.VOICEOVER, 0),
    ]
    assert apply(made, change.inverse()) == held


def test_tracks_that_are_added_have_names_of_their_own():
    held = timeline_of([Track(1, 1.0, TrackKind.SFX, "Effects")], [Clip(3, 1, 0, 90, Mode.FIXED)])
    made, _ = add_effect(held, 1, 0, "a door", sound(9, 7), DOOR, name="Effects")
    made, _ = add_effect(made, None, 0, "a door", sound(9, 7), DOOR, name="Effects")
    assert [track.name for track in made.tracks] == ["Effects", "Effects 2", "Effects 3"]
