"""Edits and their journal: stored together, undone after a restart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio_app.domain.cast import Casting
from studio_app.domain.edits import book as book_edits
from studio_app.domain.edits import change as changes
from studio_app.domain.edits import text as text_edits
from studio_app.domain.edits.change import Change, RowChange
from studio_app.domain.errors import WrongUsage
from studio_app.domain.manuscript import Chapter, Kind, Paragraph
from studio_app.store import ProjectFile, journal


def everything(project):
    """One change that makes, alters and deletes records of every kind."""
    one, two = project.chapters
    new = Chapter(9, 9.0, "New")
    rows = (
        RowChange(two, None),
        RowChange(project.paragraphs[2][0], None),
        RowChange(None, Paragraph(50, 9, 1.0, Kind.TEXT, "New text")),
        RowChange(project.paragraphs[1][1], replace(project.paragraphs[1][1], text="other", chapter_id=9)),
        RowChange(one, replace(one, title="Uno", included=False)),
        RowChange(None, new),
        RowChange(project.metadata, replace(project.metadata, title="Other", authors=())),
        RowChange(project.voicing, replace(project.voicing, segment_length=99)),
        RowChange(project.speakers[0], replace(project.speakers[0], casting=Casting("fish", "m", "v"))),
        RowChange(project.speakers[1], None),
    )
    return Change("Everything", rows, "test")


def test_an_edit_of_every_record_is_stored(file, book):
    change = everything(book)
    file.apply(change).result()
    assert file.load() == changes.apply(book, change)


def test_it_is_there_after_a_restart_and_can_be_undone(file, path, book):
    change = everything(book)
    file.apply(change).result()
    file.close()
    with ProjectFile.open(path) as again:
        (entry,) = again.undo_stack()
        assert entry.change == change
        again.apply(entry.change.inverse(), undoes=entry.seq).result()
        assert again.load() == book
        assert [e.undone for e in again.undo_stack()] == [True]
        again.apply(entry.change, redoes=entry.seq).result()
        assert again.load() == changes.apply(book, change)
        assert [e.undone for e in again.undo_stack()] == [False]


def test_a_change_that_does_not_fit_changes_nothing(file, book):
    paragraph = Paragraph(70, 777, 1.0, Kind.TEXT, "of no chapter")
    rows = (RowChange(book.metadata, replace(book.metadata, title="x")), RowChange(None, paragraph))
    with pytest.raises(WrongUsage):
        file.apply(Change("Bad", rows)).result()
    assert file.load() == book
    assert file.undo_stack() == ()


def test_half_a_character_is_refused_and_not_shown(file, book):
    before = book.paragraphs[1][1]
    change = Change("Bad", (RowChange(before, replace(before, text="secret \ud83d")),))
    with pytest.raises(WrongUsage) as refused:
        file.apply(change).result()
    assert "secret" not in f"{refused.value.sentence}{refused.value.detail}{refused.value.__cause__}"
    assert file.load() == book


def test_typing_is_one_entry(file, book):
    project = book
    for text in ("W", "We", "Wel"):
        project, change = text_edits.set_text(project, 2, text)
        file.apply(change).result()
    (entry,) = file.undo_stack()
    assert changes.apply(project, entry.change.inverse()) == book


def test_typing_after_a_restart_is_an_entry_of_its_own(path, book):
    project, change = text_edits.set_text(book, 2, "first")
    with ProjectFile.open(path) as opened:
        opened.apply(change).result()
    _, change = text_edits.set_text(project, 2, "second")
    with ProjectFile.open(path) as opened:
        opened.apply(change).result()
        assert len(opened.undo_stack()) == 2


def test_a_new_edit_drops_what_waits_to_be_redone(file, book):
    _, change = book_edits.include_chapters(book, [1], included=False)
    seq = file.apply(change).result()
    file.apply(change.inverse(), undoes=seq).result()
    _, other = text_edits.set_text(book, 2, "other")
    kept = file.apply(other).result()
    assert [entry.seq for entry in file.undo_stack()] == [kept]


def test_an_entry_can_be_marked_alone(file, book):
    seq = file.apply(book_edits.include_chapters(book, [1], included=False)[1]).result()
    file.mark_undone(seq).result()
    assert file.undo_stack()[0].undone
    file.mark_undone(seq, undone=False).result()
    assert not file.undo_stack()[0].undone


def test_an_edit_can_leave_the_journal_alone(file, book):
    file.apply(text_edits.set_text(book, 2, "quiet")[1], journal=False).result()
    assert file.load().paragraphs[1][1].text == "quiet"
    assert file.undo_stack() == ()


def flips(file, book, count):
    for number in range(count):
        after = replace(book.metadata, title=str(number))
        file.apply(Change(f"{number}", (RowChange(book.metadata, after),)))
    file.set_meta("done", "").result()


def test_the_oldest_entries_are_forgotten_by_count(file, book, monkeypatch):
    monkeypatch.setattr(journal, "ENTRIES", 5)
    flips(file, book, 12)
    assert [entry.change.what for entry in file.undo_stack()] == ["7", "8", "9", "10", "11"]
    assert [entry.change.what for entry in file.undo_stack(2)] == ["10", "11"]


def test_the_oldest_entries_are_forgotten_by_size_but_never_the_newest(file, book, monkeypatch):
    monkeypatch.setattr(journal, "BYTES", 1000)
    flips(file, book, 8)
    assert 1 <= len(file.undo_stack()) < 8
    monkeypatch.setattr(journal, "BYTES", 10)
    flips(file, book, 3)
    assert [entry.change.what for entry in file.undo_stack()] == ["2"]


def test_the_cover_can_be_replaced_and_taken_away(file, cover):
    file.set_cover(replace(cover, media_type="image/png")).result()
    assert file.cover().media_type == "image/png"
    file.set_cover(None).result()
    assert file.cover() is None
