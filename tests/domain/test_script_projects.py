"""Scripts as chapters with a timeline: who, where, how long, and the way back."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits import change as changes
from studio_app.domain.edits import script as scripts
from studio_app.domain.edits.cast import speaking
from studio_app.domain.edits.following import settled
from studio_app.domain.edits.timeline import place_sounds
from studio_app.domain.errors import BadInput, TooLarge
from studio_app.domain.project import Voicing
from studio_app.domain.script import ScriptLine
from studio_app.domain.text.pace import seconds
from studio_app.domain.timeline import RATE, Mode, Rules, Sound, timeline_of

NARRATOR = Speaker(1, "Narrator", Casting("local", "espeak", "en"))
VOICES = [Casting("local", "espeak", voice) for voice in ("en+f1", "en+m1")]


def made(*facts, **wishes):
    lines = [ScriptLine(at, *(Fraction(f) if isinstance(f, float | int) else f for f in line)) for at, line in facts]
    return scripts.project_from_script(lines, VOICES, title="Film", narrator=NARRATOR, voicing=Voicing(), **wishes)


def numbered(*facts):
    return made(*enumerate(facts, start=2))


def laid(project):
    """Return what is on the timeline of the only chapter: name, start, end, mode and text by track."""
    timeline = project.timelines[1]
    return {
        track.name: [(clip.start / RATE, clip.end / RATE, clip.mode, clip.text) for clip in timeline.lane(track.id)]
        for track in timeline.tracks
    }


def test_lines_with_times_are_fixed_clips_at_their_samples():
    project = numbered(("Joe", "Hey.", 1, 2.5), ("Ann", "Hi!", 2, 3), ("joe", "Bye.", 2.5, 3.25))
    assert laid(project) == {
        "Joe": [(1, 2.5, Mode.FIXED, "Hey."), (2.5, 3.25, Mode.FIXED, "Bye.")],
        "Ann": [(2, 3, Mode.FIXED, "Hi!")],
    }
    assert project.metadata.title == project.chapters[0].title == "Film"


def test_each_line_is_a_paragraph_spoken_by_its_speaker():
    project = numbered(("Joe", "Hey.", 1, 2.5), ("", "It rained.", 3, 4), ("Ann", "Hi!", 0, 1))
    names = {speaker.id: speaker.name for speaker in project.speakers}
    assert [(p.text, [names[s] for s in speaking(project, p)]) for p in project.paragraphs[1]] == [
        ("Hi!", ["Ann"]),
        ("Hey.", ["Joe"]),
        ("It rained.", ["Narrator"]),
    ]
    assert [speaker.casting for speaker in project.speakers] == [NARRATOR.casting, *VOICES]
    assert len({speaker.colour for speaker in project.speakers}) == 3


def test_lines_without_times_follow_one_another():
    project = numbered(("Joe", "How are you today?"), ("Ann", "Fine."), ("Joe", "Good."))
    (first, third), (second,) = laid(project).values()
    pause = Voicing().pauses.sentence / 1000
    assert first[:2] == (0, pytest.approx(float(seconds("How are you today?"))))
    assert second[0] == pytest.approx(first[1] + pause, abs=1e-4)
    assert third[0] == pytest.approx(second[1] + pause, abs=1e-4)
    assert {clip[2] for clip in (first, second, third)} == {Mode.DYNAMIC}


def test_a_dialogue_without_times_stays_in_order_however_long_its_lines_turn_out():
    project = numbered(("Joe", "Hm."), ("Ann", "How are you today?"), ("Joe", "Good."))
    first = project.timelines[1].lane(1).blocks[0][0]
    made, _ = place_sounds(project.timelines[1], first.id, (Sound(90_000, 0, 90_000, 90_000, 5),))
    said = sorted((clip for lane in made.lanes.values() for clip in lane), key=lambda clip: clip.start)
    assert [clip.text for clip in said] == ["Hm.", "How are you today?", "Good."]
    assert {right.start - left.end for left, right in pairwise(said)} == {16_800}
    assert numbered(("Joe", "Hey.", 1), ("Ann", "Hi", 2, 3)).timelines[1].rules == Rules()


def test_a_line_without_a_time_follows_the_one_before_it_in_the_file():
    project = numbered(("Joe", "Late.", 60, 61), ("Joe", "Then this."), ("Ann", "First.", 1, 2))
    assert laid(project)["Joe"][1][0] == pytest.approx(61.35)


def test_a_line_without_an_end_gives_way_to_its_speaker_only():
    project = numbered(("Joe", "A rather long line that goes on.", 1), ("Joe", "Stop.", 1.5, 2), ("Ann", "What?", 1.25))
    assert laid(project)["Joe"] == [
        (1, 1.5, Mode.DYNAMIC, "A rather long line that goes on."),
        (1.5, 2, Mode.FIXED, "Stop."),
    ]
    assert set(laid(project)) == {"Joe", "Ann"}


def test_lines_of_one_speaker_over_each_other_go_on_a_second_track():
    project = numbered(
        ("Ann", "a", 0, 9), ("Ann", "b", 1, 2), ("Joe", "c", 0, 1), ("Ann", "d", 2, 3), ("Ann", "e", 2, 3)
    )
    assert {name: [clip[3] for clip in clips] for name, clips in laid(project).items()} == {
        "Ann": ["a"],
        "Ann 2": ["b", "d"],
        "Ann 3": ["e"],
        "Joe": ["c"],
    }
    ann = {track.speaker_id for track in project.timelines[1].tracks if track.name != "Joe"}
    assert len(ann) == 1


def test_a_second_track_takes_nobody_else_s_name():
    project = numbered(("Ann", "a", 0, 2), ("Ann", "b", 1, 3), ("ann 2", "c", 0, 1))
    assert list(laid(project)) == ["Ann", "Ann 3", "ann 2"]


def test_the_narrator_of_a_script_is_the_narrator():
    project = numbered(("NARRATOR", "Once.", 0, 1), ("", "Upon.", 1, 2))
    assert [speaker.name for speaker in project.speakers] == ["Narrator"]
    assert list(laid(project)) == ["Narrator"]
    assert all(paragraph.fragments == () for paragraph in project.paragraphs[1])


def test_a_line_shorter_than_a_sample_has_one():
    project = numbered(("Joe", "Tick", 1, Fraction(1) + Fraction(1, 10**6)))
    (clip,) = project.timelines[1].lane(1)
    assert clip.length == 1


def test_a_line_with_nothing_to_say_takes_a_moment():
    assert laid(numbered(("Joe", "…")))["Joe"][0][1] == 0.25


def test_a_script_is_added_to_a_book_as_a_chapter_of_its_own_and_taken_back():
    book = numbered(("Joe", "Hey.", 1, 2))
    lines = [ScriptLine(1, "JOE", "Again.", Fraction(0), Fraction(1)), ScriptLine(2, "Eve", "And I.", Fraction(1))]
    project, change = scripts.add_script(book, lines, VOICES, title="More")
    assert [chapter.title for chapter in project.chapters] == ["Film", "More"]
    assert [speaker.name for speaker in project.speakers] == ["Narrator", "Joe", "Eve"]
    assert project.timelines[1] is book.timelines[1]
    assert changes.apply(book, change) == project
    assert changes.apply(project, change.inverse()) == book


def test_what_has_no_line_or_too_many_tracks_is_refused():
    with pytest.raises(BadInput):
        numbered()
    with pytest.raises(TooLarge, match="over each other"):
        numbered(*[("Joe", "x", 0, 1)] * (scripts.MOST_TRACKS + 1))
    with pytest.raises(BadInput, match="beyond"):
        numbered(("Joe", "x", 8_640_000, 8_640_001))


def test_a_timeline_goes_back_to_a_script_by_time():
    facts = [("Joe", "Hey.", 1, 2.5), ("Ann", "Hi!", 0, 1), ("", "It rained.", 3, 4)]
    back = scripts.script_of(numbered(*facts), 1)
    assert [(line.speaker, line.text, line.start_s, line.end_s) for line in back] == [
        ("Ann", "Hi!", 0, 1),
        ("Joe", "Hey.", 1, 2.5),
        ("Narrator", "It rained.", 3, 4),
    ]
    assert [line.number for line in back] == [1, 2, 3]


def test_a_chapter_without_a_timeline_is_a_script_without_times():
    book = numbered(("Joe", "Hey there.", 1, 2), ("", "It rained.", 3, 4))
    plain = changes.replace(book, timelines={})
    assert [(line.speaker, line.text, line.start_s) for line in scripts.script_of(plain, 1)] == [
        ("Joe", "Hey there.", None),
        ("Narrator", "It rained.", None),
    ]


times = st.one_of(st.none(), st.fractions(0, 30, max_denominator=100))
names = st.sampled_from(["", "Joe", "JOE", "Ann", "Narrator", "Joe 2"])
rows = st.lists(st.tuples(names, st.sampled_from(["Hey.", "A longer line of words.", "—"]), times, times), min_size=1)


@settings(max_examples=60, deadline=None)
@given(rows)
def test_whatever_the_times_the_timeline_fits_and_says_every_line_once(facts):
    lines = []
    for at, (name, text, start, end) in enumerate(facts, start=1):
        end = None if start is None or end is None or end <= start else end
        lines.append(ScriptLine(at, name, text, start, end))
    project = scripts.project_from_script(lines, VOICES, title="t", narrator=NARRATOR, voicing=Voicing())
    timeline = project.timelines[1]
    clips = [clip for lane in timeline.lanes.values() for clip in lane]
    assert timeline_of(timeline.tracks, clips, rules=timeline.rules) == timeline
    assert sorted(clip.text for clip in clips) == sorted(line.text for line in lines)
    assert settled(project)[1].rows == ()
    timed = {(line.text, line.start_s, line.end_s) for line in lines if line.end_s is not None}
    back = {(line.text, line.start_s, line.end_s) for line in scripts.script_of(project, 1)}
    assert all(any(t == b[0] and abs(s - b[1]) < Fraction(1, RATE) for b in back) for t, s, _ in timed)
