"""Random edits of manuscript, cast and timelines, mixed: both sides agree after each, undo and redo return what was."""

import random

import pytest
from random_edits import WORDS, Player
from script_desk import CHAPTER, Desk, assert_agreed

from studio_app.domain.cast import Casting
from studio_app.domain.edits import book, cast, text
from studio_app.domain.edits.change import apply, joined
from studio_app.domain.edits.desk import on_timeline
from studio_app.domain.edits.following import followed, settled
from studio_app.domain.edits.laying import lay_chapter, remove_timeline
from studio_app.domain.edits.text import Written
from studio_app.domain.errors import LecternError
from studio_app.domain.manuscript import Kind

#: Half a minute: estimated clips are seconds long, those of the player down to a sample.
SPAN = 30 * 48_000


class Person:
    """Somebody who does at random whatever can be done with a project."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.player = Player(seed, SPAN)
        self.doings = [name for name in dir(self) if name.startswith("do_")]

    def edit(self, project):
        """Return the change some edit makes; what is refused raises."""
        doing = "do_timeline" if self.random.random() < 0.5 else self.random.choice(self.doings)
        return getattr(self, doing)(project)

    def chapter(self, project):
        return self.random.choice([chapter.id for chapter in project.chapters])

    def paragraphs(self, project):
        held = project.paragraphs.get(self.chapter(project), ())
        return [p.id for p in self.random.sample(held, min(len(held), self.random.randrange(1, 4)))]

    def speaker(self, project):
        return self.random.choice([speaker.id for speaker in project.speakers])

    def line(self):
        return self.random.choice(["", "* * *", " ".join(self.random.choices(WORDS, k=self.random.randrange(1, 6)))])

    def do_timeline(self, project):
        known = [chapter.id for chapter in project.chapters if chapter.id in project.timelines]
        return on_timeline(project, self.random.choice(known), self.player.edit)[1]

    def do_type(self, project):
        return text.set_text(project, self.paragraphs(project)[0], self.line())[1]

    def do_rewrite(self, project):
        chapter_id = self.chapter(project)
        held = project.paragraphs.get(chapter_id, ())
        start = self.random.randint(0, len(held))
        old = held[start : start + self.random.randint(0, 2)]
        ids = [*self.random.sample([p.id for p in old], len(old)), None, None]
        kinds = [Kind.TEXT, Kind.TEXT, Kind.HEADING, Kind.SCENE_BREAK]
        new = [Written(self.line(), self.random.choice(kinds), id=ids[n]) for n in range(self.random.randint(0, 3))]
        after = held[start - 1].id if start else None
        return text.rewrite(project, chapter_id, after=after, removed=[p.id for p in old], written=new)[1]

    do_rewrite_more = do_rewrite

    def do_marks(self, project):
        ids = self.paragraphs(project)
        edit = self.random.choice(
            [
                lambda: text.set_kind(project, ids, self.random.choice(list(Kind)), 1),
                lambda: text.lock(project, ids, locked=self.random.random() < 0.2),
                lambda: text.include_paragraph(project, ids, included=self.random.random() < 0.7),
            ]
        )
        return edit()[1]

    def do_speak(self, project):
        ids = self.paragraphs(project)
        part = [(ids[0], 0, 3)] if self.random.random() < 0.2 else ids
        return cast.assign(project, part, self.random.choice([None, self.speaker(project)]))[1]

    do_speak_more = do_speak

    def do_cast(self, project):
        one, other = self.speaker(project), self.speaker(project)
        voice = Casting.of("local", "m", self.random.choice("abc"), {"rate": 200.0})
        edit = self.random.choice(
            [
                lambda: cast.add_speaker(project, self.random.choice(WORDS), voice),
                lambda: cast.remove_speaker(project, one, self.random.choice([None, other])),
                lambda: cast.rename_speaker(project, one, self.random.choice("XYZ")),
                lambda: cast.cast_speakers(project, {one: voice}),
                lambda: cast.set_narrator(project, one),
            ]
        )
        return edit()[1]

    def do_chapters(self, project):
        one, ids = self.chapter(project), [chapter.id for chapter in project.chapters]
        edit = self.random.choice(
            [
                lambda: book.add_chapter(project, "New"),
                lambda: book.split_chapter(project, one, self.paragraphs(project)[0], self.random.randrange(3)),
                lambda: book.merge_chapters(project, ids[:2]),
                lambda: book.move_chapters(project, [one], self.random.choice([None, *ids])),
                lambda: book.remove_chapters(project, [one]) if len(ids) > 3 else book.add_chapter(project, "Other"),
            ]
        )
        return edit()[1]

    def do_lay(self, project):
        chapter_id = self.chapter(project)
        if chapter_id in project.timelines and self.random.random() < 0.2:
            return remove_timeline(project, chapter_id)[1]
        return lay_chapter(project, chapter_id, {})[1]


def play(seed, edits):
    """Do random edits, look after each, undo all and redo all; return what was done."""
    person, start = Person(seed), Desk().project
    start = text.rewrite(start, CHAPTER, after=None, removed=[], written=[Written("Hello there."), Written("Yes.")])[0]
    start = settled(start)[0]
    states, changes, refused = [start], [], 0
    while len(changes) < edits:
        before = states[-1]
        try:
            change = followed(before, person.edit(before))
        except (LecternError, KeyError, IndexError):
            refused += 1
            continue
        after = apply(before, change)
        assert_agreed(after)
        states.append(after)
        changes.append(change)
    held = states[-1]
    for before, change in zip(reversed(states[:-1]), reversed(changes), strict=True):
        held = apply(held, change.inverse())
        assert held == before
    for after, change in zip(states[1:], changes, strict=True):
        held = apply(held, change)
        assert held == after
    assert_agreed(held)
    whole = changes[0]
    for change in changes[1:]:
        whole = joined(whole, change)
    assert apply(states[0], whole) == states[-1]
    assert apply(states[-1], whole.inverse()) == states[0]
    assert settled(states[-1])[1].rows == ()
    return {change.what for change in changes}, refused


@pytest.mark.parametrize("seed", range(3))
def test_manuscript_and_timelines_agree_after_any_edits(seed):
    done, refused = play(seed, 50)
    assert {"Add clip", "Change who speaks"} <= done
    assert refused


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(50, 70))
def test_campaign_of_a_thousand_edits_of_a_project(seed):
    done, _ = play(seed, 1000)
    assert {"Split clip", "Merge clips", "Split chapter", "Join chapters", "Remove speaker", "Open as timeline"} <= done
