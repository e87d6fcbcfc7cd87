"""Manuscript and timeline on one desk: an edit of a timeline changes the paragraphs its clips speak."""

from functools import partial

import pytest
from script_desk import ANN, CHAPTER, SECOND, Desk

from studio_app.domain.edits import timeline as clips
from studio_app.domain.edits import tracks
from studio_app.domain.edits.desk import on_timeline
from studio_app.domain.errors import ClipLocked
from studio_app.domain.manuscript import Fragment
from studio_app.domain.timeline import Effect, Mode, Sound, TrackKind


@pytest.fixture
def desk():
    return Desk()


def test_a_clip_with_a_text_is_a_paragraph_its_speaker_speaks(desk):
    said = desk.paragraph(desk.say(desk.ann, 0, "Hello there."))
    assert (said.text, said.fragments, said.included) == ("Hello there.", (Fragment(0, 12, ANN),), True)
    assert desk.paragraph(desk.say(desk.told, 2, "She waved.")).fragments == ()


def test_a_clip_without_text_has_no_paragraph_until_it_gets_one(desk):
    clip_id = desk.say(desk.ann, 0, "  ")
    assert (desk.timeline.clip(clip_id).paragraph_id, desk.texts) == (0, [])
    desk.do(clips.write_clip, clip_id, "Yes")
    assert desk.paragraph(clip_id).text == "Yes"
    first = desk.paragraph(clip_id).id
    desk.do(clips.write_clip, clip_id, "")
    desk.do(clips.write_clip, clip_id, "Yes, no")
    assert desk.paragraph(clip_id).id == first
    assert desk.texts == ["Yes, no"]


def test_paragraphs_stand_as_their_clips_follow_each_other_in_time(desk):
    for track, start, text in [(desk.ann, 4, "c"), (desk.told, 0, "a"), (desk.ann, 2, "b"), (desk.told, 4, "c0")]:
        desk.say(track, start, text)
    assert desk.texts == ["a", "b", "c0", "c"]


def test_a_clip_moved_past_others_takes_its_paragraph_along(desk):
    a, b, c = (desk.say(desk.ann, at, text) for at, text in ((0, "a"), (2, "b"), (4, "c")))
    desk.do(clips.move_clips, [a], 6 * SECOND)
    assert desk.texts == ["b", "c", "a"]
    assert len(desk.changes[-1].rows) == 2
    desk.do(clips.move_clips, [b, c], 10 * SECOND)
    assert desk.texts == ["a", "b", "c"]
    desk.do(clips.move_clips, [c], SECOND)
    assert len(desk.changes[-1].rows) == 1


def test_where_no_room_is_left_between_two_paragraphs_all_get_new_places(desk):
    first, last = desk.say(desk.ann, 0, "first"), desk.say(desk.ann, 5000, "last")
    for n in range(300):
        desk.say(desk.ann, 4900 - 2 * n, str(n))
    assert desk.texts == ["first", *map(str, reversed(range(300))), "last"]
    assert desk.paragraph(first).position < desk.paragraph(last).position


def test_a_deleted_clip_takes_its_paragraph_with_it(desk):
    a, _ = desk.say(desk.ann, 0, "a"), desk.say(desk.ann, 2, "b")
    desk.do(clips.delete_clips, [a])
    assert desk.texts == ["b"]
    desk.do(tracks.remove_track, desk.ann)
    assert desk.texts == []


def test_a_clip_on_another_track_is_spoken_by_that_tracks_speaker(desk):
    a = desk.say(desk.ann, 0, "Hello")
    desk.do(clips.move_clips, [a], 0, down=-1)
    assert desk.paragraph(a).fragments == ()
    desk.do(tracks.change_track, desk.told, speaker_id=ANN)
    assert desk.paragraph(a).fragments == (Fragment(0, 5, ANN),)
    with pytest.raises(KeyError):
        desk.do(tracks.change_track, desk.told, speaker_id=77)
    with pytest.raises(KeyError):
        desk.do(tracks.add_track, TrackKind.VOICEOVER, "Nobody", speaker_id=77)


def test_the_parts_of_a_split_clip_are_two_paragraphs_and_one_again_when_merged(desk):
    a = desk.say(desk.ann, 0, "one two three four", 4)
    desk.say(desk.ann, 6, "behind")
    desk.do(clips.split_clip, a, 2 * SECOND)
    assert desk.texts == ["one two ", "three four", "behind"]
    right = desk.timeline.last_id
    assert desk.paragraph(right).fragments == (Fragment(0, 10, ANN),)
    desk.do(clips.merge_clips, [a, right])
    assert desk.texts == ["one two three four", "behind"]
    assert desk.paragraph(a).fragments == (Fragment(0, 18, ANN),)


def test_where_all_words_go_to_the_second_part_the_paragraph_goes_with_them(desk):
    a = desk.say(desk.ann, 0, "word", 4)
    before = desk.paragraph(a).id
    desk.do(clips.split_clip, a, SECOND)
    assert desk.timeline.clip(a).paragraph_id == 0
    assert desk.paragraph(desk.timeline.last_id).id == before
    assert desk.texts == ["word"]


def test_copies_are_paragraphs_of_their_own_with_the_settings_of_what_was_copied(desk):
    a = desk.say(desk.ann, 0, "a")
    desk.do(clips.duplicate_clips, [a])
    copy = desk.timeline.last_id
    assert desk.texts == ["a", "a"]
    assert desk.paragraph(copy).id != desk.paragraph(a).id
    board = clips.copied(desk.timeline, [a])
    desk.do(clips.delete_clips, [a])
    desk.do(clips.paste_clips, board, 9 * SECOND)
    assert desk.texts == ["a", "a"]


def test_what_is_put_on_another_kind_of_track_is_no_speech_any_more(desk):
    a = desk.say(desk.ann, 0, "Thunder")
    board = clips.copied(desk.timeline, [a])
    desk.do(clips.paste_clips, board, 0, track_id=desk.effects)
    assert desk.timeline.clip(desk.timeline.last_id).paragraph_id == 0
    assert desk.texts == ["Thunder"]


def test_an_effect_put_on_a_voiceover_track_is_spoken(desk):
    prompt = clips.Clip(0, desk.effects, 0, SECOND, Mode.FIXED, "door", effect=Effect(2.0))
    desk.do(clips.paste_clips, [prompt], 0, track_id=desk.ann)
    clip = desk.timeline.clip(desk.timeline.last_id)
    assert (clip.effect, desk.paragraph(clip.id).text) == (None, "door")


def test_locks_of_clips_and_tracks_lock_what_they_say(desk):
    a, b = desk.say(desk.ann, 0, "a"), desk.say(desk.ann, 2, "b")
    desk.do(clips.lock_clips, [a], locked=True)
    assert (desk.paragraph(a).locked, desk.paragraph(b).locked) == (True, False)
    desk.do(tracks.change_track, desk.ann, locked=True)
    assert desk.paragraph(b).locked
    with pytest.raises(ClipLocked):
        desk.do(clips.write_clip, b, "other")
    desk.do(tracks.change_track, desk.ann, locked=False)
    assert (desk.paragraph(a).locked, desk.paragraph(b).locked) == (True, False)


def test_what_is_heard_and_where_changes_no_paragraph(desk):
    a = desk.say(desk.ann, 0, "a")
    changes = [
        desk.do(clips.place_sounds, a, [Sound(9000, 0, 9000, 9000, 1)]),
        desk.do(clips.set_fades, a, 10, 10),
        desk.do(tracks.change_track, desk.ann, mute=True, volume=-3.0),
        desk.do(tracks.add_marker, 5, "here"),
        desk.do(clips.set_mode, [a], Mode.FIXED),
    ]
    assert not any(change.paragraph_ids for change in changes)


def test_an_edit_that_changes_nothing_is_no_step(desk):
    a = desk.say(desk.ann, 0, "a")
    assert desk.do(clips.write_clip, a, "a").rows == ()
    project, change = on_timeline(desk.project, CHAPTER, partial(clips.move_clips, clip_ids=[a], by=0))
    assert (project, change.rows) == (desk.project, ())
