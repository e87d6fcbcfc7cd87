"""What follows on a timeline when its manuscript or its cast is edited."""

from dataclasses import replace

import pytest
from script_desk import ANN, CHAPTER, NARRATOR, SECOND, Desk, assert_agreed

from studio_app.domain.cast import Casting
from studio_app.domain.edits import book, cast, text, tracks
from studio_app.domain.edits import timeline as clips
from studio_app.domain.edits.change import apply
from studio_app.domain.edits.following import followed, settled
from studio_app.domain.edits.text import Written
from studio_app.domain.errors import ClipLocked, ParagraphLocked, WrongUsage
from studio_app.domain.manuscript import Kind
from studio_app.domain.text.pace import seconds
from studio_app.domain.timeline import NeighbourRule, Rules, Sound


class Script(Desk):
    """The same, with three lines."""

    def __init__(self):
        super().__init__()
        self.one = self.say(self.told, 0, "One is told.", 2)
        self.two = self.say(self.ann, 3, "Two is said.", 2)
        self.three = self.say(self.told, 6, "Three is told.", 2)
        self.hum = self.say(self.effects, 6, "hum", 4)

    def edit(self, edit, *args, **more):
        change = super().edit(edit, *args, **more)
        assert_agreed(self.project)
        return change

    def spoken(self, clip_id):
        return self.timeline.clip(clip_id).paragraph_id

    def starts(self):
        lanes = self.timeline.lanes.values()
        return {clip.text: round(clip.start / SECOND, 3) for lane in lanes for clip in lane}


@pytest.fixture
def script():
    return Script()


def test_what_is_written_in_the_manuscript_stands_on_the_clip(script):
    script.edit(text.set_text, script.spoken(script.two), "Two is sung.")
    assert script.timeline.clip(script.two).text == "Two is sung."


def test_a_clip_with_nothing_generated_gets_the_length_its_new_text_will_take(script):
    line = "Two is said at great length, and then once more at great length."
    script.edit(text.set_text, script.spoken(script.two), line)
    assert script.timeline.clip(script.two).length == round(seconds(line) * SECOND)


def test_what_is_heard_stays_as_long_as_it_is(script):
    script.do(clips.place_sounds, script.two, [Sound(SECOND, 0, SECOND, SECOND, 7)])
    script.edit(text.set_text, script.spoken(script.two), "Two is said at great length, and then once more.")
    assert script.timeline.clip(script.two).length == SECOND


def test_a_new_paragraph_gets_a_clip_behind_the_one_before_and_the_rest_makes_room(script):
    script.edit(text.rewrite, CHAPTER, after=script.spoken(script.one), removed=[], written=[Written("It is new.")])
    length, rest = seconds("It is new."), 0.7
    starts = script.starts()
    assert starts["It is new."] == 2 + rest
    moved = round(float(length) + 2 * rest - 1, 3)
    assert starts["Two is said."] == pytest.approx(3 + moved, abs=0.001)
    assert starts["Three is told."] == pytest.approx(6 + moved, abs=0.001)
    assert starts["hum"] == 6


def test_effects_and_music_make_room_too_where_the_rules_say_so(script):
    script.do(tracks.set_rules, Rules(everywhere=True))
    script.edit(text.rewrite, CHAPTER, after=script.spoken(script.one), removed=[], written=[Written("It is new.")])
    assert script.starts()["hum"] == script.starts()["Three is told."]


def test_where_nothing_may_move_a_new_clip_stands_at_the_next_free_place(script):
    script.do(tracks.set_rules, Rules(NeighbourRule.WARN))
    long = "It is new, and it is a long line that takes more time than there is in front of the next."
    before = script.starts()
    script.edit(text.rewrite, CHAPTER, after=script.spoken(script.one), removed=[], written=[Written(long)])
    assert script.starts() == {**before, long: 8.0}


def test_several_new_paragraphs_stand_one_behind_the_other_with_whoever_speaks_them(script):
    new = [Written("Four."), Written("Five."), Written(""), Written("* * *", Kind.SCENE_BREAK)]
    script.edit(text.rewrite, CHAPTER, after=script.spoken(script.three), removed=[], written=new)
    starts = script.starts()
    assert 8 < starts["Four."] < starts["Five."]
    assert len(starts) == 6


def test_text_pasted_into_an_empty_timeline_begins_at_its_start():
    desk = Desk()
    desk.edit(text.rewrite, CHAPTER, after=None, removed=[], written=[Written("Hello."), Written("World.")])
    assert desk.row(desk.told)[0][0] == 0
    assert_agreed(desk.project)


def test_removed_paragraphs_and_those_switched_off_take_their_clips_along(script):
    script.edit(text.rewrite, CHAPTER, after=None, removed=[script.spoken(script.one)], written=[])
    assert script.row(script.told) == [(6, 2, "Three is told.")]
    paragraph_id = script.spoken(script.three)
    script.edit(text.include_paragraph, paragraph_id, included=False)
    assert script.row(script.told) == []
    script.edit(text.include_paragraph, paragraph_id, included=True)
    assert [line for _, _, line in script.row(script.told)] == ["Three is told."]
    script.edit(text.set_kind, paragraph_id, Kind.SCENE_BREAK)
    assert script.row(script.told) == []


def test_a_copy_of_what_has_become_a_scene_break_is_text(script):
    board = clips.copied(script.timeline, [script.three])
    script.edit(text.set_kind, script.spoken(script.three), Kind.SCENE_BREAK)
    script.do(clips.paste_clips, board, 20 * SECOND)
    assert script.paragraph(script.timeline.last_id).kind is Kind.TEXT


def test_who_speaks_in_the_manuscript_speaks_on_the_timeline(script):
    script.edit(cast.assign, [script.spoken(script.three)], ANN)
    assert script.row(script.ann) == [(3, 2, "Two is said."), (6, 2, "Three is told.")]
    script.edit(cast.assign, [script.spoken(script.three)], None)
    assert script.row(script.told)[1] == (6, 2, "Three is told.")


def test_where_the_speaker_has_no_room_there_is_a_second_track(script):
    script.do(clips.add_clip, script.ann, 6 * SECOND, SECOND, text="In the way.")
    script.edit(cast.assign, [script.spoken(script.three)], ANN)
    track = script.timeline.track(script.timeline.clip(script.three).track_id)
    assert (track.name, track.speaker_id) == ("Ann 2", ANN)
    assert [held.name for held in script.timeline.tracks] == ["Narrator", "Ann 2", "Ann", "Effects"]


def test_a_part_given_to_another_moves_no_clip(script):
    script.edit(cast.assign, [(script.spoken(script.three), 0, 5)], ANN)
    assert script.timeline.clip(script.three).track_id == script.told


def test_another_narrator_speaks_on_the_narrators_track(script):
    script.edit(cast.set_narrator, ANN)
    assert script.timeline.track(script.told).speaker_id is None
    assert script.row(script.told)[0] == (0, 2, "One is told.")


def test_the_track_of_who_leaves_the_cast_is_the_heirs(script):
    script.edit(cast.add_speaker, "Bob", Casting.of("local", "m", "b"))
    script.edit(cast.remove_speaker, ANN, 3)
    track = script.timeline.track(script.ann)
    assert (track.name, track.speaker_id) == ("Bob", 3)
    script.edit(cast.remove_speaker, 3)
    assert script.timeline.track(script.ann).speaker_id is None


def test_a_track_bears_the_new_name_of_its_speaker_unless_it_has_one_of_its_own(script):
    script.edit(cast.rename_speaker, ANN, "Anna")
    assert script.timeline.track(script.ann).name == "Anna"
    script.do(tracks.change_track, script.told, name="Off")
    script.edit(cast.rename_speaker, NARRATOR, "Teller")
    assert script.timeline.track(script.told).name == "Off"


def test_locks_are_the_same_on_both_sides(script):
    script.edit(text.lock, script.spoken(script.two), locked=True)
    assert script.timeline.clip(script.two).locked
    script.edit(text.lock, script.spoken(script.two), locked=False)
    script.do(tracks.change_track, script.ann, locked=True)
    with pytest.raises(ParagraphLocked):
        script.edit(text.set_text, script.spoken(script.two), "Other.")
    with pytest.raises(ClipLocked):
        script.edit(text.lock, script.spoken(script.two), locked=False)


def test_a_chapter_that_is_split_divides_its_timeline_where_the_second_part_is_heard(script):
    script.do(tracks.add_region, 6 * SECOND, 8 * SECOND, "End")
    script.edit(book.split_chapter, CHAPTER, script.spoken(script.three))
    assert script.row(script.told) == [(0, 2, "One is told.")]
    behind = script.project.timelines[2]
    assert [(clip.start, clip.text) for lane in behind.lanes.values() for clip in lane] == [
        (0, "Three is told."),
        (0, "hum"),
    ]
    assert [(region.at, region.end) for region in behind.regions] == [(0, 2 * SECOND)]


def test_chapters_that_are_joined_follow_each_other_on_one_timeline(script):
    script.edit(book.split_chapter, CHAPTER, script.spoken(script.three))
    script.edit(book.merge_chapters, [CHAPTER, 2])
    assert script.texts == ["One is told.", "Two is said.", "Three is told."]
    assert script.starts() == {"One is told.": 0, "Two is said.": 3, "Three is told.": 5.7, "hum": 5.7}
    assert len(script.timeline.tracks) == 3


def test_a_chapter_without_timeline_is_joined_to_one_with_it_but_not_the_other_way_round(script):
    script.edit(book.add_chapter, "Two")
    script.edit(text.rewrite, 2, after=None, removed=[], written=[Written("Four.")])
    assert 2 not in script.project.timelines
    joined, _ = book.move_chapters(script.project, [2], CHAPTER)
    with pytest.raises(WrongUsage):
        followed(joined, book.merge_chapters(joined, [2, CHAPTER])[1])
    script.edit(book.merge_chapters, [CHAPTER, 2])
    assert [line for _, _, line in script.row(script.told)] == ["One is told.", "Three is told.", "Four."]


def test_a_removed_chapter_takes_its_timeline_along(script):
    script.do(tracks.set_rules, Rules(gap=7))
    script.edit(book.remove_chapters, [CHAPTER])
    assert script.project.timelines == {}


def test_what_is_no_concern_of_a_timeline_is_left_alone(script):
    change = book.rename_chapter(script.project, CHAPTER, "Other")[1]
    assert followed(script.project, change) is change
    laid = clips.move_clips(script.timeline, [script.one], 5)[1]
    assert followed(script.project, script.changes[-1]) is script.changes[-1]
    assert laid.rows


def test_typing_touches_only_the_clip_of_the_paragraph(script):
    change = script.edit(text.set_text, script.spoken(script.three), "Three is tol")
    assert len(change.rows) == 2


def test_what_another_program_changed_is_put_right_when_a_project_is_opened(script):
    alone = book.set_metadata(script.project, script.project.metadata)[0]
    for edit in (
        lambda p: text.set_text(p, script.spoken(script.one), "Changed."),
        lambda p: text.rewrite(p, CHAPTER, after=None, removed=[], written=[Written("Quite new.")]),
        lambda p: text.include_paragraph(p, script.spoken(script.three), included=False),
        lambda p: cast.assign(p, [script.spoken(script.two)], None),
        lambda p: text.lock(p, script.spoken(script.two), locked=True),
    ):
        alone = edit(alone)[0]
    made, change = settled(alone)
    assert apply(alone, change) == made
    assert_agreed(made)
    assert made.timelines[CHAPTER].clip(script.one).text == "Changed."
    assert settled(made)[1].rows == ()
    assert settled(replace(script.project))[1].rows == ()
