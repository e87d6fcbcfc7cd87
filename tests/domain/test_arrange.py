"""Arranging: takes and pauses, exact to the sample; a chapter alone is the same as in its book."""

import math
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.arrange import HIGHEST_PEAK_DB, TARGET_RMS_DB, arrange, samples, silences
from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.manuscript import Chapter, Kind, Metadata, Paragraph
from studio_app.domain.mixplan import MixPlan
from studio_app.domain.pauses import LONGEST_BREAK_MS, PauseRules
from studio_app.domain.project import Project, Voicing
from studio_app.domain.segments import book_segments
from studio_app.domain.takes import Levels, Take

NARRATOR = Speaker(1, "Narrator", Casting.of("local", "espeak", "en"))
RULES = PauseRules(clause=100, sentence=200, paragraph=300, heading=400, scene=500, lead_in=1000, lead_out=2000)
RATE = 1000  # a sample is a millisecond


def book(*chapters: list[tuple[Kind, str]], length: int = 20) -> Project:
    texts, number = {}, 0
    for chapter_id, paragraphs in enumerate(chapters, start=1):
        made = []
        for kind, text in paragraphs:
            number += 1
            made.append(Paragraph(number, chapter_id, float(number), kind, text))
        texts[chapter_id] = tuple(made)
    listed = tuple(Chapter(n, float(n), f"Chapter {n}") for n in texts)
    voicing = Voicing(RULES, segment_length=length)
    return Project(Metadata(language="en"), voicing, listed, MappingProxyType(texts), (NARRATOR,))


def take(frames: int = 500, rate: int = RATE, peak: float = 0.5, energy: float = 0.01, trim: int = 30) -> Take:
    total = frames + 2 * trim
    levels = Levels(peak, energy)
    return Take(1, "f", "local", "espeak", "en", "hash", "pcm_s16le", rate, 1, total, trim, trim + frames, levels)


def takes_for(project: Project, made: Take | None = None) -> dict[tuple[int, int], Take]:
    return {segment.key: made or take() for segment in book_segments(project) if segment.spoken}


def plan_of(project: Project, **kwargs) -> MixPlan:
    return arrange(project, takes_for(project), rate=RATE, **kwargs).plan


def gaps(project: Project) -> list[int]:
    """The silence before each item and after the last, in milliseconds."""
    return [end - start for start, end in silences(plan_of(project), 0)]


TEXT = (Kind.TEXT, "Text.")


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ([], 300),
        ([(Kind.SCENE_BREAK, "")], 500),
        ([(Kind.TEXT, "***")], 300),
        ([(Kind.SCENE_BREAK, ""), (Kind.SCENE_BREAK, "")], 500),
        ([(Kind.TEXT, '<break time="50ms"/>')], 50),
        ([(Kind.TEXT, '<break time="7s"/>'), (Kind.TEXT, '<break time="1s"/>')], 8000),
        ([(Kind.TEXT, '<break time="59s"/>'), (Kind.TEXT, '<break time="59s"/>')], LONGEST_BREAK_MS),
    ],
)
def test_between_paragraphs_the_longest_rule_holds_and_a_break_replaces_it(between, expected):
    assert gaps(book([TEXT, *between, TEXT])) == [1000, expected, 2000]


def test_pauses_inside_a_paragraph_follow_its_marks():
    text = "One two three four. Five six seven; eight nine ten eleven twelve"
    assert gaps(book([(Kind.TEXT, text)])) == [1000, 200, 100, 2000]


def test_a_heading_rests_before_and_after():
    assert gaps(book([TEXT, (Kind.HEADING, "Two"), TEXT])) == [1000, 400, 400, 2000]


def test_breaks_at_the_edges_lengthen_a_chapter_s_silence_but_never_shorten_it():
    short, long = '<break time="10ms"/>', '<break time="3s"/>'
    assert gaps(book([(Kind.TEXT, f"{short}Text.{short}")])) == [1000, 2000]
    assert gaps(book([(Kind.TEXT, f"{long}Text.{long}")])) == [3000, 3000]


def test_a_take_plays_between_its_trim_points_at_the_plan_s_rate():
    project = book([TEXT])
    made = take(frames=22051, rate=22050)
    (item,) = arrange(project, takes_for(project, made), rate=44100).plan.items
    assert (item.take, item.start, item.length) == (made, samples(1000, 44100), 44102)


def test_segments_without_a_take_are_left_out_and_reported():
    project = book([TEXT, (Kind.TEXT, "Gone."), TEXT])
    takes = {key: made for key, made in takes_for(project).items() if key != (2, 0)}
    arrangement = arrange(project, takes, rate=RATE)
    assert [segment.written for segment in arrangement.missing] == ["Gone."]
    assert [item.segment for item in arrangement.plan.items] == [(1, 0), (3, 0)]
    assert [end - start for start, end in silences(arrangement.plan, 0)] == [1000, 300, 2000]


def test_a_take_in_which_nothing_is_heard_takes_no_time():
    project = book([TEXT, TEXT])
    takes = takes_for(project) | {(1, 0): take(frames=0)}
    arrangement = arrange(project, takes, rate=RATE)
    assert len(arrangement.plan.items) == 1
    assert arrangement.missing == ()


def test_a_chapter_in_which_nothing_is_heard_has_no_mark():
    plan = plan_of(book([TEXT], [(Kind.TEXT, "***")], [TEXT]))
    assert [mark.chapter_id for mark in plan.marks] == [1, 3]


def test_an_empty_book_is_an_empty_plan():
    plan = plan_of(book([]))
    assert (plan.length, plan.items, plan.marks) == (0, (), ())
    assert silences(plan, 1) == []


def test_only_the_chapters_asked_for_are_laid_out():
    project = book([TEXT], [TEXT], [TEXT])
    off = replace(project, chapters=tuple(replace(c, included=c.id != 2) for c in project.chapters))
    assert [m.chapter_id for m in plan_of(off).marks] == [1, 3]
    assert [m.chapter_id for m in plan_of(project, chapter_ids=[3, 2]).marks] == [2, 3]


def test_fades_are_five_milliseconds_and_at_most_half_the_sound():
    project = book([TEXT, TEXT])
    takes = takes_for(project) | {(1, 0): take(frames=7)}
    short, normal = arrange(project, takes, rate=RATE).plan.items
    assert (short.fade_in, short.fade_out) == (3, 3)
    assert (normal.fade_in, normal.fade_out) == (5, 5)


def decibels(value: float) -> float:
    return 20 * math.log10(value)


def gain(*takes: Take) -> float:
    project = book([TEXT] * len(takes))
    placed = {(n, 0): made for n, made in enumerate(takes, start=1)}
    (found,) = {item.gain for item in arrange(project, placed, rate=RATE).plan.items}
    return found


def test_speech_is_brought_to_the_target_over_its_time():
    quiet, loud = take(frames=3000, energy=0.0001, peak=0.01), take(frames=1000, energy=0.0004, peak=0.02)
    rms = math.sqrt((3 * 0.0001 + 0.0004) / 4)
    assert decibels(gain(quiet, loud) * rms) == pytest.approx(TARGET_RMS_DB)


def test_no_peak_is_lifted_above_the_highest():
    assert decibels(gain(take(energy=0.001, peak=0.9), take()) * 0.9) == pytest.approx(HIGHEST_PEAK_DB)


def test_silence_is_not_lifted_without_end():
    assert gain(take(energy=1e-12, peak=1e-6)) == pytest.approx(10.0)
    assert gain(take(energy=0.0, peak=0.0)) == 1.0


def test_normalization_can_be_switched_off():
    assert {item.gain for item in plan_of(book([TEXT]), normalize=False).items} == {1.0}


def test_each_chapter_has_its_own_gain():
    project = book([TEXT], [TEXT])
    plan = arrange(project, {(1, 0): take(energy=0.01), (2, 0): take(energy=0.02)}, rate=RATE).plan
    assert plan.items[0].gain / plan.items[1].gain == pytest.approx(math.sqrt(2))


KINDS = st.sampled_from([Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.HEADING, Kind.SCENE_BREAK, Kind.QUOTE])
TEXTS = st.sampled_from(
    [
        "One.",
        "One two three; four five six seven. Eight",
        "***",
        '<break time="1234ms"/>Go',
        "Go <break/> on",
        "今天天气很好。" * 5,
    ]
)
TAKES = st.builds(
    take,
    st.integers(0, 5000),
    st.sampled_from([8000, 22050, 44100, 48000]),
    st.floats(0, 1),
    st.floats(0, 1),
    st.integers(0, 50),
)


@st.composite
def arrangements(draw):
    project = book(*draw(st.lists(st.lists(st.tuples(KINDS, TEXTS), max_size=8), max_size=5)))
    takes = {s.key: draw(TAKES) for s in book_segments(project) if s.spoken and draw(st.integers(0, 5))}
    return project, takes, draw(st.sampled_from([8000, 22050, 44100, 48000]))


@given(arrangements())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_items_are_in_order_do_not_overlap_and_lie_in_their_chapter(drawn):
    project, takes, rate = drawn
    plan = arrange(project, takes, rate=rate).plan
    done = 0
    for item in plan.items:
        assert done <= item.start
        assert item.length == -(-item.take.speech_frames * rate // item.take.rate) > 0
        assert item.fade_in + item.fade_out <= item.length
        assert item.gain * item.take.levels.peak <= 10 ** (HIGHEST_PEAK_DB / 20) * (1 + 1e-12)
        done = item.start + item.length
    assert done <= plan.length
    assert [mark.start for mark in plan.marks] == [0, *(mark.end for mark in plan.marks)][: len(plan.marks)]
    assert plan.length == (plan.marks[-1].end if plan.marks else 0)


@given(arrangements())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_a_chapter_alone_has_the_samples_it_has_in_the_book(drawn):
    project, takes, rate = drawn
    whole = arrange(project, takes, rate=rate).plan
    for mark in whole.marks:
        alone = arrange(project, takes, chapter_ids=[mark.chapter_id], rate=rate).plan
        part = tuple(i for i in whole.items if mark.start <= i.start < mark.end)
        assert alone.items == tuple(replace(item, start=item.start - mark.start) for item in part)
        assert alone.length == mark.end - mark.start


@given(arrangements())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_sound_and_silence_together_are_the_plan(drawn):
    project, takes, rate = drawn
    plan = arrange(project, takes, rate=rate).plan
    quiet = silences(plan, 1)
    assert sum(end - start for start, end in quiet) + sum(item.length for item in plan.items) == plan.length
    assert silences(plan, rate) == [(start, end) for start, end in quiet if end - start >= rate]
