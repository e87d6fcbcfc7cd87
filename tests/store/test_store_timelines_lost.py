"""A damaged project with timelines: whatever table is lost is named, and all else is there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from store_books import laid_out_book, music

from studio_app.domain.edits.change import Change, Laid, RowChange
from studio_app.domain.errors import ProjectDamaged, WrongUsage
from studio_app.domain.timeline import Clip, Track, TrackKind, timeline_of
from studio_app.store import ProjectFile, check, schema

PAGE = schema.PAGE_SIZE


@pytest.fixture
def book():
    return laid_out_book()


@pytest.fixture
def full(path):
    """A closed project with media besides."""
    with ProjectFile.open(path) as file:
        file.add_media(replace(music(), size=5), b"sound").result()
        file.put_peaks("a", b"1").result()
    return path


def destroy(path, table):
    with closing(sqlite3.connect(path)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\xa5" * PAGE)


#: What a project is without each table.
WITHOUT = {
    "paragraph_settings": ("voice settings", lambda book: book),
    "timelines": ("rules of timelines", lambda book: book),
    "tracks": ("tracks", lambda book: replace(book, timelines={})),
    "markers": ("markers", lambda book: book),
    "clips": ("clips of timelines", lambda book: book),
    "journal_laid": ("undo history", lambda book: book),
    "media": ("media", lambda book: book),
}


@pytest.mark.parametrize("table", WITHOUT)
def test_what_is_lost_is_named_and_the_rest_is_there(full, book, table):
    destroy(full, table)
    assert not check(full).ok
    with ProjectFile.open(full) as file:
        assert file.path != full
        assert any(WITHOUT[table][0] in f"{finding.what} {finding.lost}" for finding in file.losses)
        left = file.load()
        assert [p.text for p in left.paragraphs[1]] == [p.text for p in book.paragraphs[1]]
        laid, held = left.timelines.get(1), book.timelines[1]
        assert table == "tracks" or laid.tracks == held.tracks
        assert table in ("tracks", "clips") or laid.lanes == held.lanes
        assert table == "media" or file.media_audio(music().hash) == b"sound"
    assert check(file.path).ok


@pytest.mark.parametrize("table", ["media_parts", "peaks"])
def test_what_is_only_found_when_it_is_read_does_not_refuse_the_book(full, book, table):
    destroy(full, table)
    with ProjectFile.open(full) as file:
        assert file.load() == book
        with pytest.raises(ProjectDamaged):
            file.media_audio(music().hash) if table == "media_parts" else file.peaks("a")
    with ProjectFile.open(full) as file:
        assert file.load() == book
        assert file.losses


def test_without_its_first_page_a_project_has_its_timelines(full, book):
    content = full.read_bytes()
    assert content[100] == 13, "the list of tables has to fit on the first page"
    full.write_bytes(bytes(PAGE) + content[PAGE:])
    with ProjectFile.open(full) as file:
        assert file.load() == book
        assert file.media_audio(music().hash) == b"sound"
        assert [finding.lost for finding in file.losses] == ["undo history"]


def test_without_first_page_and_notes_it_is_guessed_where_tables_begin(full, book):
    destroy(full, "meta")
    content = full.read_bytes()
    full.write_bytes(bytes(PAGE) + content[PAGE:])
    with ProjectFile.open(full) as file:
        assert file.load() == book


def test_a_timeline_whose_chapter_is_lost_gets_one(path, book):
    lone = timeline_of([Track(1, 1.0, TrackKind.AUDIO, "Rain")], [Clip(2, 1, 0, 500)])
    music_only = replace(book, paragraphs={1: book.paragraphs[1]}, timelines={2: lone})
    ProjectFile.create(path, music_only, overwrite=True)
    destroy(path, "chapters")
    with ProjectFile.open(path) as file:
        assert file.load().timelines[2] == lone
        assert file.load().chapter(2).title == "Recovered chapter 2"


def test_half_a_character_in_a_clip_is_refused_and_not_shown(path, book):
    clip = book.timelines[1].clip(6)
    change = Change("Write", (RowChange(Laid(1, clip), Laid(1, replace(clip, text="secret \ud83d"))),))
    with ProjectFile.open(path) as file:
        with pytest.raises(WrongUsage) as refused:
            file.apply(change).result()
        assert "secret" not in f"{refused.value.sentence}{refused.value.detail}"
        assert file.load() == book
