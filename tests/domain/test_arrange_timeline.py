"""A timeline as a mix plan: pure, and for a chapter opened as one the plan it was opened from."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_arrange import RULES, book, take

from studio_app.domain.arrange import arrange, silences
from studio_app.domain.arrange_timeline import (
    Levelling,
    arrange_book,
    chapter_plan,
    silent_clips,
    takes_of,
    timeline_plan,
)
from studio_app.domain.edits.laying import lay_chapter
from studio_app.domain.edits.timeline import split_clip
from studio_app.domain.manuscript import Chapter, Kind, Metadata
from studio_app.domain.mixplan import MixPlan, cropped
from studio_app.domain.project import Project
from studio_app.domain.segments import book_segments
from studio_app.domain.timeline import Clip, Ducking, GainPoint, Mode, Sound, Track, TrackKind, timeline_of

VOICE, MUSIC, EFFECT = TrackKind.VOICEOVER, TrackKind.AUDIO, TrackKind.SFX
BOOK = book(
    [(Kind.HEADING, "One."), (Kind.TEXT, "First. Then the second one, a longer sentence."), (Kind.TEXT, "Third.")],
    [(Kind.TEXT, "Another.")],
)


def made(project):
    """Return a take of its own for each segment."""
    keys = [segment.key for segment in book_segments(project) if segment.spoken]
    return {key: replace(take(4321 + 777 * n, 22050), id=n, audio=f"hash {n}") for n, key in enumerate(keys, start=1)}


def by_id(takes):
    return {found.id: found for found in takes.values()}


def laid(*tracks, clips=()):
    """Return a project with a timeline."""
    held = MappingProxyType({1: timeline_of(tracks, clips)})
    return Project(Metadata(), chapters=(Chapter(1, 1.0, "One"),), timelines=held)


def sound(length, start=0, frames=0, **named):
    return Sound(frames or length, start, start + length, length, **(named or {"media": "m"}))


def test_a_chapter_opened_as_a_timeline_has_the_plan_it_had():
    takes = made(BOOK)
    before = arrange(BOOK, takes, chapter_ids=(1,), rate=48000, channels=2).plan
    project, _ = lay_chapter(BOOK, 1, takes)
    after = timeline_plan(project, 1, by_id(takes), ())
    plain = [replace(item, layer=None) for item in after.items]
    assert [replace(item, gain=1.0) for item in plain] == [replace(item, gain=1.0) for item in before.items]
    assert [item.gain for item in plain] == pytest.approx([item.gain for item in before.items])
    assert before.length - after.length == RULES.lead_out * 48
    assert chapter_plan(project, 1, by_id(takes), ()).length == before.length
    alone = replace(project, chapters=project.chapters[:1])
    assert chapter_plan(alone, 1, by_id(takes), ()) == after


def test_a_book_holds_chapters_of_both_kinds():
    takes = made(BOOK)
    alone = arrange(BOOK, takes, chapter_ids=(2,), rate=48000).plan
    project, _ = lay_chapter(BOOK, 1, takes)
    whole = arrange_book(project, takes, by_id(takes), (), rate=48000)
    first, second = whole.plan.marks
    assert (first.end, second.end) == (second.start, whole.plan.length)
    assert second.end - second.start == alone.length
    assert [item.start for item in whole.plan.items if item.layer is None] == [first.end + RULES.lead_in * 48]
    assert whole.missing == ()


def test_a_book_without_timelines_is_arranged_as_ever():
    takes = made(BOOK)
    del takes[3, 0]
    assert arrange_book(BOOK, takes, {}, ()) == arrange(BOOK, takes)


def test_what_is_not_generated_is_told_by_its_segments():
    takes = made(BOOK)
    project, _ = lay_chapter(BOOK, 1, {key: found for key, found in takes.items() if key[0] != 3})
    laid_out = arrange_book(project, takes, by_id(takes), ())
    assert [segment.paragraph_id for segment in laid_out.missing] == [3]
    assert laid_out.silent == 0


def test_what_is_silent_is_told_unless_it_has_nothing_to_say_or_is_not_heard():
    tracks = [Track(1, 1.0, VOICE, "A"), Track(2, 2.0, MUSIC, "M"), Track(3, 3.0, EFFECT, "E", mute=True)]
    clips = [
        Clip(11, 1, 0, 10, text="Words."),
        Clip(12, 1, 10, 10, text=" "),
        Clip(13, 2, 0, 10, Mode.FIXED, sounds=(sound(10),)),
        Clip(14, 2, 10, 10, Mode.FIXED, sounds=(sound(10, media="gone"),)),
        Clip(15, 2, 20, 10, Mode.FIXED, sounds=(sound(10, take_id=9),)),
        Clip(16, 3, 0, 10, text="door"),
    ]
    timeline = laid(*tracks, clips=clips).timelines[1]
    assert silent_clips(timeline, {}, ("m",)) == (11, 14, 15)
    assert takes_of(timeline) == {9}


@given(
    st.lists(st.tuples(st.integers(0, 90_000), st.integers(1, 20_000)), min_size=1, max_size=6),
    st.integers(0, 400),
    st.integers(0, 900),
)
def test_a_track_is_down_while_somebody_speaks_and_up_far_from_it(spans, attack, release):
    tracks, clips = [Track(99, 99.0, MUSIC, "M", ducking=Ducking(-12.0, attack, release))], []
    for number, (start, length) in enumerate(spans):
        tracks.append(Track(number + 1, float(number), VOICE, "V"))
        clips.append(Clip(100 + number, number + 1, start, length, Mode.FIXED, sounds=(sound(length),)))
    line = timeline_plan(laid(*tracks, clips=clips), 1, {}, ("m",)).tracks[-1].ducking
    shape = Clip(1, 1, 0, 1, gain=tuple(GainPoint(point.at, point.db) for point in line))
    for at in range(0, 120_000, 997):
        speaks = any(start <= at < start + length for start, length in spans)
        near = any(start - attack * 48 <= at <= start + length + release * 48 for start, length in spans)
        assert shape.gain_at(at) == pytest.approx(-12.0) if speaks else -12.0 <= shape.gain_at(at) <= 0.0
        between = any(end < at for end in (s + n for s, n in spans)) and any(at < start for start, _ in spans)
        assert near or between or shape.gain_at(at) == 0.0


def test_the_gains_of_speakers_are_found_anew_only_where_somebody_speaks_other_takes():
    takes = {n: replace(take(1000, 48000, peak=0.05, energy=0.001 * n), id=n) for n in (1, 2, 3)}
    spoken = [Clip(10 + n, n, 0, 1000, Mode.FIXED, sounds=(sound(1000, take_id=n),)) for n in takes]
    tracks = [Track(n, float(n), VOICE, "V", speaker_id=n % 2) for n in takes]
    project, levelling, asked = laid(*tracks, clips=spoken), Levelling(), []

    def known(ids):
        asked.append(ids)
        return takes

    gains = levelling.gains(project.timelines[1], known)
    assert asked == [{1, 3}, {2}]
    plan = timeline_plan(project, 1, takes, ())
    assert [item.gain for item in plan.items] == [gains[1], gains[0], gains[1]]
    edited, _ = split_clip(project.timelines[1], 11, 400)
    assert levelling.gains(edited, known) == gains
    assert len(asked) == 2
    part = timeline_plan(laid(tracks[0], clips=spoken[:1]), 1, takes, (), gains=gains)
    assert (
        part.items[0].gain == gains[1] != timeline_plan(laid(tracks[0], clips=spoken[:1]), 1, takes, ()).items[0].gain
    )


def test_a_track_of_speech_does_not_give_way_to_itself():
    tracks = [Track(1, 1.0, VOICE, "A")]
    project = laid(*tracks, clips=[Clip(11, 1, 0, 10, Mode.FIXED, sounds=(sound(10),))])
    assert timeline_plan(project, 1, {}, ("m",)).tracks[0].ducking == ()


def test_parts_that_were_cut_from_each_other_share_a_run():
    project = laid(
        Track(1, 1.0, MUSIC, "M"),
        clips=[Clip(11, 1, 50, 1200, Mode.FIXED, sounds=(Sound(1000, 0, 1000, 1200, media="m"),))],
    )
    timeline, _ = split_clip(project.timelines[1], 11, 333)
    plan = timeline_plan(replace(project, timelines={1: timeline}), 1, {}, ("m",))
    first, second = plan.items
    assert first.layer.run == second.layer.run
    assert (first.layer.offset, second.layer.offset) == (0, 283)
    assert first.stretch == second.stretch == 1.2


def test_parts_with_silence_between_them_are_runs_of_their_own():
    project = laid(
        Track(1, 1.0, VOICE, "V"),
        clips=[Clip(11, 1, 0, 300, Mode.FIXED, sounds=(sound(100), Sound(100, 0, 100, 100), sound(100)))],
    )
    plan = timeline_plan(project, 1, {}, ("m",))
    assert [(item.start, item.length) for item in plan.items] == [(0, 100), (200, 100)]
    assert silences(plan, 1) == [(100, 200)]


def test_silences_are_where_no_track_sounds():
    tracks = [Track(1, 1.0, MUSIC, "M"), Track(2, 2.0, MUSIC, "N")]
    clips = [
        Clip(11, 1, 0, 500, Mode.FIXED, sounds=(sound(500),)),
        Clip(12, 2, 100, 100, Mode.FIXED, sounds=(sound(100),)),
        Clip(13, 2, 700, 100, Mode.FIXED, sounds=(sound(100),)),
    ]
    assert silences(timeline_plan(laid(*tracks, clips=clips), 1, {}, ("m",)), 1) == [(500, 700)]


def test_only_what_lies_on_tracks_can_be_cropped():
    plan = arrange(BOOK, made(BOOK)).plan
    item = plan.items[0]
    with pytest.raises(ValueError, match="on a track"):
        cropped(plan, item.start + 1, plan.length)
    assert cropped(plan, 0, plan.length) == plan
    assert cropped(MixPlan(48000, 10, (), ()), 2, 5).length == 3
