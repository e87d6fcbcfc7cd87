"""However answers come in, break off, are stored or edited, the book is heard in its order, nothing twice, to its end."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from studio_desk import any_edit, small_project

from studio_app.domain.errors import LecternError, Unreachable
from studio_app.domain.manuscript import Kind
from studio_app.domain.takes import Levels, Take
from studio_app.session.chaptermix import ChapterMixes
from studio_app.session.course import Course, Wish
from studio_app.session.live import Hearing, Live
from studio_app.speech.engine import AudioChunk

_RATE = 22050
_DATA = np.full(4410, 9000, "<i2").tobytes()


class Shelf:
    """A file with the takes of some paragraphs, a fifth of a second each."""

    def __init__(self, spoken=()):
        self.spoken = set(spoken)

    def placements(self, paragraph_ids):
        return {(p, n): (100 * p + n, "") for p in paragraph_ids if p in self.spoken for n in range(3)}

    def takes(self, take_ids):
        return {
            n: Take(n, "", "", "", "", str(n), "pcm_s16le", _RATE, 1, 4410, 0, 4410, Levels(0.5, 0.1)) for n in take_ids
        }

    def audio(self, _name):
        return _DATA

    def words(self, _take_id):
        return ()


class Scene:
    """A course through a book while an engine speaks it, as chance has it."""

    def __init__(self, rng, project, spoken=()):
        self.rng, self.project, self.shelf, self.live = rng, project, Shelf(spoken), Live()
        self.mixes = ChapterMixes(self.shelf)
        self.course = Course(self.mixes, project, Wish(), self.live)
        self.heard, self.speaking, self.broken = [], {}, 0

    def step(self):
        """Hear some, or let something happen where there is nothing to hear."""
        try:
            piece = self.course.next(self.rng.choice([700, 4096, 30000]), dry=self.rng.random() < 0.5)
        except LecternError:
            return
        if piece is None:
            self.happen()
        else:
            self.note(piece)

    def note(self, piece):
        if isinstance(piece.of, Hearing):
            key = piece.of.segment.key if piece.at >= 0 else None
        else:
            number = piece.of.at(piece.at + len(piece.samples) - 1)
            sounds = number >= 0 and piece.at < piece.of.end_of(number)
            key = piece.of.plan.items[number].segment if sounds else None
        if key is not None and key not in self.heard[-1:]:
            self.heard.append(key)

    def happen(self):
        hearing = self.course._hearing
        if hearing is None:
            return
        segment = hearing.segment
        sound, sent = self.speaking.setdefault(segment.fingerprint, (self.live.listener(segment), [0]))
        if sound.ended:
            self.store(segment.paragraph_id)
        elif sent[0] >= len(_DATA):
            sound.end(None)
        elif sent[0] == 0 and self.rng.random() < 0.1 and not self.broken:
            self.broken += 1
            sound.end(Unreachable("It broke off."))
            del self.speaking[segment.fingerprint]
        else:
            size = 2 * self.rng.choice([300, 2000, 4410])
            sound.hear(AudioChunk(_DATA[sent[0] : sent[0] + size], "pcm_s16le", _RATE, 1))
            sent[0] += size

    def store(self, paragraph_id):
        self.shelf.spoken.add(paragraph_id)
        self.mixes.forget([paragraph_id])
        self.course.change(self.project)


def spoken(project):
    said = (p for c in project.chapters if c.included for p in project.narrated(c) if p.kind is not Kind.SCENE_BREAK)
    return [p.id for p in said if any(map(str.isalnum, p.text))]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_every_segment_is_heard_once_in_order(seed):
    rng = random.Random(seed)
    project = small_project()
    ids = spoken(project)
    scene = Scene(rng, project, rng.sample(ids, rng.randint(0, len(ids))))
    for _ in range(4000):
        if scene.course.ended:
            break
        scene.step()
        if rng.random() < 0.05:
            scene.store(rng.choice(ids))
    assert scene.course.ended
    assert [paragraph for paragraph, _ in dict.fromkeys(scene.heard)] == list(dict.fromkeys(ids))
    assert len(scene.heard) == len(set(scene.heard))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_through_any_edits_it_comes_to_its_end(seed):
    rng = random.Random(seed)
    project = small_project()
    scene = Scene(rng, project, rng.sample(spoken(project), 2))
    for turn in range(6000):
        if scene.course.ended:
            break
        scene.step()
        if turn < 40 and rng.random() < 0.3 and (made := any_edit(scene.project, rng.randrange(10**9))) is not None:
            scene.project = made[0]
            scene.course.change(scene.project)
    assert scene.course.ended
