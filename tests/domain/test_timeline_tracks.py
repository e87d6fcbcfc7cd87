"""Tracks, markers and regions; what a timeline finds, and what it refuses to be made of."""

import pytest

from studio_app.domain.edits.timeline_change import apply
from studio_app.domain.edits.tracks import (
    add_marker,
    add_region,
    add_track,
    change_marker,
    change_region,
    change_track,
    move_track,
    remove_marks,
    remove_track,
)
from studio_app.domain.errors import ClipLocked, WrongUsage
from studio_app.domain.timeline import Clip, Marker, Mode, Region, Sound, Track, TrackKind, timeline_of

VOICE = TrackKind.VOICEOVER


def names(held):
    return [track.name for track in held.tracks]


def three():
    held = timeline_of()
    for name in "abc":
        held, _ = add_track(held, VOICE, name)
    return held


def test_tracks_stand_where_they_are_put():
    held, change = add_track(three(), TrackKind.SFX, "  new\n one ", before=2)
    assert (names(held), change.rows[0].after.id) == (["a", "new one", "b", "c"], 4)
    assert names(move_track(held, 1, None)[0]) == ["new one", "b", "c", "a"]
    assert names(move_track(held, 3, 1)[0]) == ["c", "a", "new one", "b"]
    assert move_track(held, 3, None)[1].rows == move_track(held, 1, 1)[1].rows == ()


def test_a_thousand_moves_into_one_gap_find_room():
    held = three()
    for number in range(1000):
        held, change = move_track(held, 3 - number % 2, 2 + number % 2)
    assert apply(held, change.inverse()) != held
    assert sorted(names(held)) == ["a", "b", "c"]


def test_what_is_changed_of_a_track_is_undone():
    before = three()
    after, change = change_track(
        before, 2, name="Bea", colour="#aa0000", volume=-6.5, pan=-1.0, mute=True, speaker_id=5
    )
    assert (after.track(2).name, after.track(2).volume, change.what) == ("Bea", -6.5, "Change track")
    assert apply(after, change.inverse()) == before
    assert change_track(before, 2, mute=True)[1].what == "Mute track"
    assert change_track(before, 2, mute=False)[1].rows == ()


@pytest.mark.parametrize("wish", [{"volume": 99.0}, {"volume": float("nan")}, {"pan": 1.1}, {"height": 3}])
def test_a_value_out_of_range_is_refused(wish):
    with pytest.raises(WrongUsage):
        change_track(three(), 1, **wish)


def test_only_a_voice_has_a_speaker():
    with pytest.raises(WrongUsage):
        add_track(three(), TrackKind.SFX, "x", speaker_id=1)


def test_a_locked_track_is_mixed_and_named_but_neither_cast_nor_removed():
    held, change = change_track(three(), 1, locked=True)
    assert change.what == "Lock track"
    assert change_track(held, 1, mute=True, name="x")[0].track(1).mute
    for edit in (lambda: change_track(held, 1, speaker_id=3), lambda: remove_track(held, 1)):
        with pytest.raises(ClipLocked):
            edit()
    assert change_track(held, 1, locked=False)[1].what == "Unlock track"


def test_a_removed_track_takes_its_clips_along_and_brings_them_back():
    before = timeline_of(three().tracks, [Clip(9, 1, 0, 5), Clip(10, 2, 0, 5, locked=True)])
    after, change = remove_track(before, 1)
    assert (names(after), after.homes.get(9)) == (["b", "c"], None)
    assert apply(after, change.inverse()) == before
    with pytest.raises(ClipLocked):
        remove_track(before, 2)


def test_solo_is_heard_alone():
    held, _ = change_track(three(), 2, solo=True)
    held, _ = change_track(held, 3, solo=True, mute=True)
    assert [held.audible(track) for track in held.tracks] == [False, True, False]


def test_markers_and_regions_stand_in_order_and_are_undone():
    held, _ = add_marker(three(), 500, "later")
    held, _ = add_marker(held, 100, "sooner")
    held, _ = add_region(held, 10, 20, "part")
    assert [marker.name for marker in held.markers] == ["sooner", "later"]
    moved, _ = change_marker(held, Marker(4, 50, "first"))
    wider, _ = change_region(moved, Region(6, 0, 99, "whole"))
    assert [(m.id, m.at) for m in wider.markers] == [(4, 50), (5, 100)]
    assert wider.regions == (Region(6, 0, 99, "whole"),)
    gone, change = remove_marks(wider, [4, 6])
    assert (len(gone.markers), gone.regions) == (1, ())
    assert apply(gone, change.inverse()) == wider


@pytest.mark.parametrize(
    "edit",
    [
        lambda held: add_marker(held, -1),
        lambda held: add_region(held, 5, 5),
        lambda held: add_region(held, 9, 5),
        lambda held: add_region(held, 0, 10**15),
        lambda held: change_marker(held, Marker(99, 0)),
        lambda held: change_region(held, Region(99, 0, 1)),
        lambda held: remove_marks(held, [99]),
        lambda held: move_track(held, 1, 99),
        lambda held: add_track(held, VOICE, "x", before=99),
        lambda held: change_track(held, 99, mute=True),
        lambda held: remove_track(held, 99),
    ],
)
def test_what_cannot_be_is_refused(edit):
    with pytest.raises((WrongUsage, KeyError)):
        edit(three())


def test_ids_are_never_given_twice():
    held, change = add_marker(three(), 1)
    again, _ = add_marker(apply(held, change.inverse()), 1)
    assert again.markers[0].id > held.markers[0].id


def test_what_is_between_is_found_on_every_track():
    held = timeline_of(three().tracks, [Clip(10 + n, 1 + n % 2, 10 * n, 10) for n in range(2000)])
    found = {track.name: [clip.id for clip in clips] for track, clips in held.between(105, 131)}
    assert found == {"a": [20, 22], "b": [21, 23], "c": []}
    assert (held.length, held.at(1, 110), held.at(1, 109).id) == (20_000, None, 20)
    assert [clip.id for clip in list(held.lane(1).before_start(101))[:2]] == [20, 18]
    assert list(held.lane(1).between(50_000, 60_000)) == list(held.lane(1).between(7, 7)) == []


BAD = {
    "two with one id": [Clip(9, 1, 0, 5), Clip(9, 2, 0, 5)],
    "no track": [Clip(9, 7, 0, 5)],
    "overlap": [Clip(9, 1, 0, 5), Clip(10, 1, 4, 5)],
    "before the start": [Clip(9, 1, -1, 5)],
    "no length": [Clip(9, 1, 0, 0)],
    "sounds too short": [Clip(9, 1, 0, 5, sounds=(Sound(4, 0, 4, 4),))],
    "beyond the recording": [Clip(9, 1, 0, 5, sounds=(Sound(4, 0, 5, 5),))],
    "dynamic and stretched": [Clip(9, 1, 0, 5, Mode.DYNAMIC, sounds=(Sound(4, 0, 4, 5),))],
    "endless": [Clip(9, 1, 0, 10**15)],
}


@pytest.mark.parametrize("name", BAD)
def test_no_timeline_is_made_of_what_cannot_be(name):
    with pytest.raises(ValueError):
        timeline_of((Track(1, 1.0, VOICE, "a"), Track(2, 2.0, VOICE, "b")), BAD[name])
