"""A project on disk, edits of every kind made from numbers, and a disk that can be told to refuse."""

import random
import sqlite3
from dataclasses import replace

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits import book as books
from studio_app.domain.edits import text as texts
from studio_app.domain.edits.text import Written
from studio_app.domain.errors import LecternError
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.domain.text.find import Pattern, find
from studio_app.store import journal


def small_project():
    chapters = [
        DraftChapter(f"Chapter {c}", tuple(DraftParagraph(Kind.TEXT, f"Text {c} {n} of it.") for n in range(c)))
        for c in (3, 1, 4)
    ]
    cast = (Speaker(1, "Narrator", Casting.of("local", "espeak-ng", "en-us")),)
    return project_from_draft(Draft("Book", tuple(chapters)), speakers=cast, voicing=Voicing())


def any_edit(project, number):
    """Return what some edit makes of a project, the same for the same number; None where that edit is refused."""
    rng = random.Random(number)
    try:
        return rng.choice([_rewrite] * 4 + [_typing] * 2 + [_mark] * 2 + [_chapters] * 3 + [_whole] + [_replace])(
            project, rng
        )
    except LecternError:
        return None


def _some(rng, things):
    return rng.sample(things, rng.randint(1, min(len(things), 3))) if things else []


def _paragraphs(project):
    return [p.id for held in project.paragraphs.values() for p in held]


def _rewrite(project, rng):
    if not project.chapters:
        return None
    chapter = rng.choice(project.chapters).id
    held = project.paragraphs.get(chapter, ())
    start = rng.randint(0, len(held))
    old = held[start : start + rng.randint(0, 3)]
    new = [rng.choice(["a", "", "🐇 b", "text of it"]) for _ in range(rng.randint(0, 3))]
    kept = [*rng.sample([p.id for p in old], min(len(old), len(new))), *[None] * len(new)]
    written = [Written(text, rng.choice(list(Kind)), id=number) for text, number in zip(new, kept, strict=False)]
    after = held[start - 1].id if start else None
    return texts.rewrite(project, chapter, after=after, removed=[p.id for p in old], written=written)


def _typing(project, rng):
    ids = _paragraphs(project)[:2]
    if not ids:
        return None
    return texts.set_text(project, rng.choice(ids), project.paragraph(ids[0]).text + rng.choice("xyz"))


def _mark(project, rng):
    ids = _some(rng, _paragraphs(project))
    return rng.choice(
        [
            lambda: texts.set_kind(project, ids, rng.choice(list(Kind)), rng.randint(0, 6)),
            lambda: texts.lock(project, ids, locked=rng.random() < 0.3),
            lambda: texts.include_paragraph(project, ids, included=rng.random() < 0.5),
        ]
    )()


def _chapters(project, rng):
    ids = [c.id for c in project.chapters]
    if not ids:
        return books.add_chapter(project, "New")
    one, some = rng.choice(ids), _some(rng, ids)
    held = project.paragraphs.get(one, ())
    return rng.choice(
        [
            lambda: books.add_chapter(project, "New", one),
            lambda: books.rename_chapter(project, one, rng.choice("ABC")),
            lambda: books.move_chapters(project, some, one),
            lambda: books.split_chapter(project, one, rng.choice(held).id) if held else None,
            lambda: books.merge_chapters(project, ids[:2]),
            lambda: books.remove_chapters(project, some[:1]),
            lambda: books.include_chapters(project, some, included=rng.random() < 0.5),
        ]
    )()


def _whole(project, rng):
    if rng.random() < 0.5:
        return books.set_metadata(project, replace(project.metadata, title=rng.choice("ABC")))
    return books.cast_speaker(project, 1, Casting.of("local", "espeak-ng", rng.choice(["de", "fr"])))


def _replace(project, rng):
    return texts.replace_found(project, find(project, Pattern("of it")), rng.choice(["of it all", "of it"]))


class Disk:
    """Refuses what is written while ``full`` says so: SQLite then finds the disk full, as a real one does."""

    def __init__(self, monkeypatch):
        self.full = lambda: False
        self.refusals = 0
        really = journal.keep

        def keep(connection, steps):
            oldest = really(connection, steps)
            if self.full():
                self.refusals += 1
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            return oldest

        monkeypatch.setattr(journal, "keep", keep)
