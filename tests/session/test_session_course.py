"""The way through the book holds whatever is edited on it: it ends, loses nothing that is there, and plays nothing twice."""

import random
from dataclasses import replace

import numpy as np
import pytest
from fake_device import RATE
from hypothesis import given, settings
from hypothesis import strategies as st
from studio_desk import any_edit, small_project

from studio_app.domain.edits import text as texts
from studio_app.domain.manuscript import Kind
from studio_app.domain.takes import Levels, Take
from studio_app.session.chaptermix import ChapterMixes
from studio_app.session.course import Course, Wish

_RATE = 22050


class Shelf:
    """Takes of every segment of paragraphs that are spoken, a fifth of a second each, as a project file holds them."""

    def __init__(self, silent=()):
        self.silent = set(silent)

    def placements(self, paragraph_ids):
        return {(p, n): (100 * p + n, "") for p in paragraph_ids if p not in self.silent for n in range(3)}

    def takes(self, take_ids):
        return {
            n: Take(n, "", "", "", "", str(n), "pcm_s16le", _RATE, 1, 4410, 0, 4410, Levels(0.5, 0.1)) for n in take_ids
        }

    def audio(self, name):
        return np.full(4410, 1000 + int(name) % 1000, "<i2").tobytes()

    def words(self, _take_id):
        return ()


def walked(course, frames=9000):
    """Return the paragraphs that sound, in order, until the course stops."""
    heard = []
    while (piece := course.next(frames)) is not None:
        first, last = piece.of.at(piece.at), piece.of.at(piece.at + len(piece.samples) - 1)
        for item in piece.of.plan.items[max(0, first) : last + 1]:
            if piece.at < item.start + item.length and item.segment not in heard[-1:]:
                heard.append(item.segment)
    return heard


def spoken(project):
    said = (p for c in project.chapters if c.included for p in project.narrated(c) if p.kind is not Kind.SCENE_BREAK)
    return [p.id for p in said if any(map(str.isalnum, p.text))]


def same_order(before, after):
    """Tell whether what is in both books stands in the same order, and nothing fell silent that may speak again."""
    first, then = spoken(before), spoken(after)
    there = {p.id for held in after.paragraphs.values() for p in held}
    return [p for p in first if p in then] == [p for p in then if p in first] and set(first) & there <= set(then)


def test_the_book_is_heard_in_order():
    project = small_project()
    course = Course(ChapterMixes(Shelf()), project, Wish())
    assert [paragraph for paragraph, _ in walked(course)] == spoken(project)
    assert course.ended


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_through_any_edits_it_ends_and_hears_nothing_twice(seed):
    rng = random.Random(seed)
    project, shelf = small_project(), Shelf()
    mixes = ChapterMixes(shelf)
    course, heard, moved = Course(mixes, project, Wish()), [], False
    for turn in range(400):
        piece = course.next(rng.choice([700, 4096, 30000]))
        if piece is None:
            break
        number = piece.of.at(piece.at + len(piece.samples) - 1)
        if number >= 0 and piece.at < piece.of.end_of(number):
            heard.append(piece.of.plan.items[number].segment)
        if turn < 25 and rng.random() < 0.4 and (made := any_edit(project, rng.randrange(10**9))) is not None:
            before, project = project, made[0]
            moved = moved or not same_order(before, project)
            course.change(project)
    assert course.ended
    assert course.needs == ()
    order = list(dict.fromkeys(heard))
    if not moved:
        assert [key for n, key in enumerate(heard) if n == 0 or heard[n - 1] != key] == order


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_what_is_missing_is_waited_for_and_then_nothing_is_left_out(seed):
    rng = random.Random(seed)
    project = small_project()
    ids = spoken(project)
    shelf = Shelf(rng.sample(ids, rng.randint(1, len(ids))))
    mixes, heard = ChapterMixes(shelf), []
    course = Course(mixes, project, Wish())
    for _ in range(40):
        heard += walked(course, rng.choice([900, 4096, 50000]))
        if course.ended:
            break
        assert set(course.needs) <= shelf.silent
        given_now = rng.choice(course.needs[:1] + course.needs[-1:])
        shelf.silent.discard(given_now)
        mixes.forget([given_now])
        course.change(project)
    assert course.ended
    assert [paragraph for paragraph, _ in dict.fromkeys(heard)] == ids


def test_a_paragraph_to_begin_with_is_begun_however_late_it_is_spoken():
    project, shelf = small_project(), Shelf([2])
    mixes = ChapterMixes(shelf)
    course = Course(mixes, project, Wish(paragraph_id=2))
    assert course.next(100) is None
    assert course.needs == (2,)
    shelf.silent.clear()
    mixes.forget([2])
    course.change(project)
    piece = course.next(100)
    assert piece.of.plan.items[piece.of.at(piece.at)].segment == (2, 0)


def test_a_sound_that_has_begun_is_heard_to_its_end_when_its_text_goes():
    project = small_project()
    course = Course(ChapterMixes(Shelf()), project, Wish(paragraph_id=1))
    first = course.next(2000)
    gone, _ = texts.rewrite(project, 1, after=None, removed=[1], written=[])
    course.change(gone)
    rest = course.next(RATE)
    assert len(first.samples) + len(rest.samples) == first.of.plan.items[0].length
    assert [paragraph for paragraph, _ in walked(course)] == [p for p in spoken(project) if p != 1]


def test_going_back_to_a_place_gives_the_same_samples_but_for_the_rise():
    course = Course(ChapterMixes(Shelf()), small_project(), Wish())
    pieces = [course.next(5000) for _ in range(14)]
    whole = np.concatenate([piece.samples for piece in pieces])
    at = pieces[9].at + 1500
    course.go(pieces[9].of, at)
    again = course.next(5000)
    assert again.at == at
    start = 9 * 5000 + 1500
    assert np.array_equal(again.samples[221:3000], whole[start + 221 : start + 3000])


@pytest.mark.parametrize(("by", "wanted"), [(1, 3), (-1, 1), (0, 2), (-5, 1)])
def test_stepping_goes_by_paragraphs(by, wanted):
    course = Course(ChapterMixes(Shelf()), small_project(), Wish(paragraph_id=2))
    piece = course.next(2000)
    course.step(piece.of.paragraph_at(piece.at), by)
    piece = course.next(2000)
    assert piece.of.plan.items[piece.of.at(piece.at)].segment[0] == wanted


def test_a_paragraph_switched_off_is_passed_over_and_one_past_the_end_ends():
    project = small_project()
    off, _ = texts.include_paragraph(project, [2], included=False)
    assert 2 not in [paragraph for paragraph, _ in walked(Course(ChapterMixes(Shelf()), off, Wish()))]
    course = Course(ChapterMixes(Shelf()), project, Wish(paragraph_id=spoken(project)[-1]))
    piece = course.next(100)
    course.step(piece.of.paragraph_at(piece.at), 1)
    assert course.next(100) is None
    assert course.ended


def test_the_rules_of_pauses_hold_from_the_next_silence_on():
    project = small_project()
    course = Course(ChapterMixes(Shelf()), project, Wish(paragraph_id=1))
    first = course.next(2000)
    pauses = replace(project.voicing.pauses, paragraph=3000)
    course.change(replace(project, voicing=replace(project.voicing, pauses=pauses)))
    course.next(RATE)
    quiet = course.next(10 * RATE)
    assert quiet.of is not first.of
    silent = int(np.flatnonzero(quiet.samples[:, 0])[0])
    assert silent == pytest.approx(3 * RATE, abs=2)
