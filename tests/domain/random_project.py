"""Somebody who edits manuscript, cast and timelines of a project at random."""

import random

from random_edits import WORDS, Player
from script_desk import CHAPTER, Desk

from studio_app.domain.cast import Casting
from studio_app.domain.edits import book, cast, text
from studio_app.domain.edits.desk import on_timeline
from studio_app.domain.edits.following import settled
from studio_app.domain.edits.laying import lay_chapter, remove_timeline
from studio_app.domain.edits.text import Written
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


def small_script():
    """A project of one chapter with tracks for two speakers and effects, and two lines."""
    start = Desk().project
    lines = [Written("Hello there."), Written("Yes.")]
    start = text.rewrite(start, CHAPTER, after=None, removed=[], written=lines)[0]
    return settled(start)[0]
