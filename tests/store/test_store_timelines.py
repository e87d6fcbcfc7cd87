"""Timelines in the project file: what is saved is what was there, and what does not fit is left out and told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from store_books import laid_out_book, small_timeline

from studio_app.domain.edits import change as changes
from studio_app.domain.edits import timeline as timeline_edits
from studio_app.domain.edits import tracks as track_edits
from studio_app.domain.edits.change import Change, Laid, RowChange
from studio_app.domain.timeline import Clip, Rules, Timeline, Track, TrackKind
from studio_app.store import ProjectFile, check, laid
from studio_app.store.schema import laid_key


@pytest.fixture
def book():
    return laid_out_book()


def as_change(chapter_id, edited):
    """Return the change of a project that an edit of a timeline means."""
    made = edited[1]

    def held(record):
        return None if record is None else Laid(chapter_id, record)

    rows = tuple(RowChange(held(row.before), held(row.after)) for row in made.rows)
    return Change(made.what, rows, made.initiator, made.merge)


def alter(path, sql, *values):
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(sql, values)


def test_a_timeline_is_read_back_as_it_was(path, book):
    with ProjectFile.open(path, read_only=True) as file:
        assert file.load() == book
        assert file.load().timelines[1].last_id == 12
        assert file.load().timelines[1].clip(7).locked
    assert check(path).ok


def test_an_edit_of_a_timeline_is_stored_and_undone_after_a_restart(path, book):
    timeline = book.timelines[1]
    change = as_change(1, timeline_edits.delete_clips(timeline, [4, 6]))
    with ProjectFile.open(path) as file:
        file.apply(change).result()
        assert file.load() == changes.apply(book, change)
    with ProjectFile.open(path) as file:
        (entry,) = file.undo_stack()
        assert entry.change == change
        file.apply(entry.change.inverse(), undoes=entry.seq).result()
        assert file.load() == book


def test_the_first_edit_of_a_chapter_makes_its_timeline_and_its_undo_takes_it_away(file, book):
    change = as_change(2, track_edits.add_track(Timeline(), TrackKind.AUDIO, "Rain"))
    file.apply(change).result()
    assert [track.name for track in file.load().timelines[2].tracks] == ["Rain"]
    file.apply(change.inverse()).result()
    assert 2 not in file.load().timelines


def test_rules_and_marks_are_stored(file, book):
    timeline = book.timelines[1]
    rows = (
        RowChange(Laid(1, timeline.rules), Laid(1, Rules(everywhere=True))),
        RowChange(Laid(1, timeline.markers[0]), None),
        RowChange(Laid(1, timeline.regions[0]), Laid(1, replace(timeline.regions[0], end=99))),
    )
    file.apply(Change("Rules", rows)).result()
    assert file.load() == changes.apply(book, Change("Rules", rows))


def test_a_change_of_text_and_clip_comes_back_in_its_order(file, book):
    paragraph, clip = book.paragraphs[1][0], book.timelines[1].clip(4)
    rows = (
        RowChange(Laid(1, clip), Laid(1, replace(clip, text="Uno"))),
        RowChange(paragraph, replace(paragraph, text="Uno")),
        RowChange(None, Laid(1, Track(40, 9.0, TrackKind.SFX, "More"))),
    )
    file.apply(Change("Edit text", rows)).result()
    assert file.undo_stack()[0].change.rows == rows
    assert file.load() == changes.apply(book, Change("", rows))


def test_a_drag_is_one_entry(file, book):
    timeline = book.timelines[1]
    for _ in range(3):
        edited = timeline_edits.move_clips(timeline, [4], 480, merge="drag")
        timeline = edited[0]
        file.apply(as_change(1, edited)).result()
    (entry,) = file.undo_stack()
    assert len(entry.change.rows) == 1
    assert file.load().timelines[1] == timeline


def test_voice_settings_of_a_paragraph_come_and_go(file, book):
    paragraph = book.paragraphs[1][1]
    plain = replace(paragraph, settings=())
    file.apply(Change("", (RowChange(paragraph, plain),))).result()
    assert file.load().paragraphs[1][1] == plain
    file.apply(Change("", (RowChange(plain, paragraph),))).result()
    assert file.load().paragraphs[1][1] == paragraph


def test_what_went_from_the_history_leaves_nothing_behind(file, path, monkeypatch, book):
    monkeypatch.setattr("studio_app.store.journal.ENTRIES", 2)
    timeline = book.timelines[1]
    for _ in range(5):
        edited = timeline_edits.move_clips(timeline, [4], 480)
        timeline = edited[0]
        file.apply(as_change(1, edited)).result()
    file.close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM journal_laid").fetchone() == (2,)


# ── what does not fit ────────────────────────────────────────────────────────────────────────────────────────────────


def resummed(path, chapter_id, clip):
    """Write a clip into the file as if some program had put it there."""
    row = laid.clip_row(chapter_id, clip)
    alter(path, f"INSERT OR REPLACE INTO clips VALUES ({','.join('?' * len(row))})", *row)


def test_a_damaged_clip_is_left_out_and_told(path, book):
    alter(path, "UPDATE clips SET start = start + 1 WHERE key = ?", laid_key(1, 5))
    assert [f.what for f in check(path).findings] == ["The clip 5 of chapter 1 is not what was stored."]
    with ProjectFile.open(path) as file:
        assert file.losses[0].what == "Some clips of timelines cannot be read."
        left = file.load()
        assert [clip.id for lane in left.timelines[1].lanes.values() for clip in lane] == [4, 6, 7]
        assert left.timelines[1].tracks == book.timelines[1].tracks
        assert left.paragraphs == book.paragraphs


@pytest.mark.parametrize(
    "wrong",
    [
        Clip(20, 1, 100, 480),  # over its neighbour
        Clip(20, 77, 0, 480),  # on no track
        Clip(20, 1, 500, 10, fade_in=99),
    ],
)
def test_a_clip_that_does_not_fit_is_left_out_for_good(path, book, wrong):
    resummed(path, 1, wrong)
    assert [f.where for f in check(path).findings] == ["clip 20 of chapter 1"]
    with ProjectFile.open(path) as file:
        assert file.path == path
        assert file.load() == book
        assert "was left out" in file.losses[0].what
    with ProjectFile.open(path) as file:
        assert file.losses == ()


def test_of_the_text_and_its_clip_the_text_holds(path, book):
    """An older program edited the paragraph, locked another and took a third away."""
    clip = book.timelines[1].clip(4)
    resummed(path, 1, replace(clip, text="One, as it was", locked=True))
    with ProjectFile.open(path) as file:
        assert file.load() == book
        assert file.losses == ()
    alter(path, "DELETE FROM paragraphs WHERE id = 1")
    with ProjectFile.open(path) as file:
        assert file.losses == ()
        with pytest.raises(KeyError):
            file.load().timelines[1].clip(4)


def test_the_timeline_of_a_chapter_that_is_gone_is_not_seen(path, book):
    alter(path, "UPDATE clips SET key = key - ?", laid_key(1, 0) - laid_key(77, 0))
    alter(path, "UPDATE timelines SET chapter_id = 77")
    with ProjectFile.open(path) as file:
        assert 77 not in file.load().timelines


@pytest.mark.parametrize("table", ["tracks", "markers", "regions", "clips", "timelines"])
def test_rows_that_make_no_sense_are_damage(path, book, table):
    column = {"clips": "sounds", "timelines": "rules"}.get(table, "record")
    alter(path, f"UPDATE {table} SET {column} = '['")
    with ProjectFile.open(path) as file:
        assert file.losses
        assert file.load().paragraphs == book.paragraphs


@pytest.mark.parametrize(
    "sounds",
    ['[["1",0,1,1]]', "[[1,0,1]]", "[[1,0,1,1,true]]", "[[1,0,1,1,0,5]]", '[[1,0,1,1,1,"",[0,1,5]]]', "{}x"],
)
def test_sounds_that_make_no_sense_are_refused(sounds):
    row = list(laid.clip_row(1, small_timeline().clip(5)))
    row[12] = sounds
    with pytest.raises((ValueError, KeyError, TypeError)):
        laid.clip_of(tuple(row))


@pytest.mark.parametrize("damage", [lambda data: data[:-3], lambda data: b"\0" + data, lambda data: data[::-1]])
def test_a_step_of_the_history_that_cannot_be_unpacked_is_refused(book, damage):
    rows = (RowChange(Laid(1, book.timelines[1].clip(4)), None),)
    assert laid.unpacked(laid.packed(rows)) == [(0, rows[0])]
    with pytest.raises(ValueError, match="step of the history"):
        laid.unpacked(damage(laid.packed(rows)))


def test_a_ripple_of_thousands_takes_little_room_in_the_history():
    line = "It was a bright cold day in April, and the clocks were striking thirteen."
    row = [Clip(n, 1, n * 1000, 900, text=f"{n} {line}", paragraph_id=n) for n in range(1, 2001)]
    rows = tuple(RowChange(Laid(1, clip), Laid(1, clip.shifted(480))) for clip in row)
    packed = laid.packed(rows)
    assert len(packed) < 60_000
    assert tuple(row for _, row in laid.unpacked(packed)) == rows
