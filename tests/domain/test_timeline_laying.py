"""A chapter opened as a timeline sounds as it did, to the sample."""

from dataclasses import replace

import pytest
from script_desk import assert_agreed

from studio_app.domain.arrange import arrange
from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits import timeline as clips
from studio_app.domain.edits.cast import assign
from studio_app.domain.edits.change import apply
from studio_app.domain.edits.desk import on_timeline
from studio_app.domain.edits.laying import lay_chapter, remove_timeline, sounds_of
from studio_app.domain.edits.text import lock, set_text
from studio_app.domain.errors import ClipLocked, WrongUsage
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.domain.segments import book_segments
from studio_app.domain.takes import Levels, Take
from studio_app.domain.text.pace import seconds

PARAGRAPHS = (
    DraftParagraph(Kind.HEADING, "Chapter One", 1),
    DraftParagraph(Kind.TEXT, "She said nothing. Then she went away and did not come back."),
    DraftParagraph(Kind.SCENE_BREAK, "* * *"),
    DraftParagraph(Kind.TEXT, "“Wait!”"),
    DraftParagraph(Kind.TEXT, '“Why?” he asked. <break time="1s"/> “Well.”'),
    DraftParagraph(Kind.FOOTNOTE, "Not read aloud."),
)
SPLIT = 30


@pytest.fixture
def book():
    cast = tuple(Speaker(n, name, Casting.of("local", "m", name)) for n, name in ((1, "Narrator"), (2, "Ann")))
    draft = Draft("Book", (DraftChapter("One", PARAGRAPHS), DraftChapter("Two", ())))
    project = project_from_draft(draft, speakers=cast, voicing=Voicing(segment_length=SPLIT))
    return lock(assign(project, [4], 2)[0], [2], locked=True)[0]


def takes_of(project):
    """A take for each segment, of an odd length and rate, trimmed at both ends."""
    found = {}
    for number, segment in enumerate(book_segments(project, [1]), start=1):
        if segment.spoken:
            frames, rate = 3001 + 997 * number, (22050, 44100)[number % 2]
            found[segment.key] = Take(
                number, segment.fingerprint, "local", "m", "v", f"h{number}", "pcm_s16le", rate, 1, frames, 7, frames - 11,
                Levels(0.5, 0.01),
            )  # fmt: skip
    return found


def heard(timeline):
    """Which take is heard from which sample to which."""
    found = []
    for lane in timeline.lanes.values():
        for clip in lane:
            at = clip.start
            for sound in clip.sounds:
                if sound.take_id:
                    found.append((at, at + sound.length, sound.take_id))
                at += sound.length
    return sorted(found)


def test_what_is_generated_stands_where_the_mix_plan_has_it(book):
    takes = takes_of(book)
    laid, change = lay_chapter(book, 1, takes)
    plan = arrange(book, takes, chapter_ids=[1], rate=48_000).plan
    assert heard(laid.timelines[1]) == [(i.start, i.start + i.length, i.take.id) for i in plan.items]
    assert len(plan.items) == len(takes) > 5
    assert apply(laid, change.inverse()) == book
    assert_agreed(laid)


def test_each_speaker_has_a_track_and_each_paragraph_read_aloud_a_clip(book):
    timeline = lay_chapter(book, 1, takes_of(book))[0].timelines[1]
    assert [(track.name, track.speaker_id) for track in timeline.tracks] == [("Narrator", None), ("Ann", 2)]
    texts = [[clip.text for clip in timeline.lane(track.id)] for track in timeline.tracks]
    assert texts == [[PARAGRAPHS[0].text, PARAGRAPHS[1].text, PARAGRAPHS[4].text], ["“Wait!”"]]
    assert [clip.locked for clip in timeline.lane(1)] == [False, True, False]


def test_what_sounds_says_is_the_part_of_the_line_it_was_made_for(book):
    timeline = lay_chapter(book, 1, takes_of(book))[0].timelines[1]
    clip = list(timeline.lane(1))[1]
    said = [sound.said.text for sound in clip.sounds if sound.said]
    assert " ".join(said) == clip.text
    assert not clip.rewritten


def test_what_has_no_take_takes_the_time_it_will_take(book):
    timeline = lay_chapter(book, 1, {})[0].timelines[1]
    row = list(timeline.lane(1))
    assert row[0].length == round(seconds("Chapter One") * 48_000)
    assert not any(clip.sounds for clip in row)
    assert row[1].start == row[0].end + 1200 * 48


def test_a_clip_of_which_some_is_generated_is_silent_for_the_rest(book):
    takes = takes_of(book)
    missing = {key: take for key, take in takes.items() if key != (2, 1)}
    clip = list(lay_chapter(book, 1, missing)[0].timelines[1].lane(1))[1]
    assert [sound.silent for sound in clip.sounds][:3] == [False, True, True]
    assert sum(sound.length for sound in clip.sounds) == clip.length


def test_the_sounds_of_one_paragraph_are_those_of_the_chapter(book):
    takes = takes_of(book)
    timeline = lay_chapter(book, 1, takes)[0].timelines[1]
    for clip in (clip for lane in timeline.lanes.values() for clip in lane):
        assert sounds_of(book, book.paragraph(clip.paragraph_id), takes) == clip.sounds
    assert sounds_of(book, book.paragraph(1), {}) == ()


def test_a_take_that_says_something_else_is_heard_but_says_nothing_that_is_known(book):
    takes = takes_of(book)
    edited = set_text(book, 1, "Chapter Two")[0]
    (sound,) = sounds_of(edited, edited.paragraph(1), takes)
    assert (sound.take_id, sound.said) == (1, None)


def test_a_chapter_has_one_timeline(book):
    laid, _ = lay_chapter(book, 1, {})
    with pytest.raises(WrongUsage):
        lay_chapter(laid, 1, {})
    assert len(lay_chapter(laid, 2, {})[0].timelines[2].tracks) == 1


def test_a_timeline_can_be_taken_away_and_the_text_stays(book):
    laid, _ = lay_chapter(book, 1, takes_of(book))
    with pytest.raises(ClipLocked):
        remove_timeline(laid, 1)
    clip = list(laid.timelines[1].lane(1))[1]
    open_again, _ = on_timeline(laid, 1, lambda held: clips.lock_clips(held, [clip.id], locked=False))
    without, change = remove_timeline(open_again, 1)
    assert without.timelines == {}
    assert without.paragraphs == lock(book, [2], locked=False)[0].paragraphs
    assert apply(without, change.inverse()) == open_again
    assert replace(without) == without
