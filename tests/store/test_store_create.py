"""A new project file is whole or not there."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from studio_app.domain.errors import DiskFull, FileRefused, ProjectInUse, WouldOverwrite
from studio_app.store import ProjectFile, book


def test_what_is_created_is_read_back(path, book, cover):
    with ProjectFile.open(path) as opened:
        assert opened.load() == book
        assert opened.cover() == cover
        assert opened.source_name() == "lamp.epub"


def test_a_new_project_is_one_file(path, names):
    assert names() == [path.name]


def test_the_header_says_whose_file_it_is(path):
    header = path.read_bytes()[:100]
    assert header[68:72] == b"LECT"
    assert int.from_bytes(header[60:64], "big") == 1001
    assert int.from_bytes(header[16:18], "big") == 16384


def test_nothing_is_replaced_unasked(path, book):
    before = path.read_bytes()
    with pytest.raises(WouldOverwrite):
        ProjectFile.create(path, book)
    assert path.read_bytes() == before


def test_a_file_is_replaced_when_asked(path, book, names):
    ProjectFile.create(path, book, overwrite=True)
    with ProjectFile.open(path) as opened:
        assert opened.cover() is None
    assert names() == [path.name]


def test_an_open_project_is_not_replaced(file, path, book):
    with pytest.raises(ProjectInUse, match="already open"):
        ProjectFile.create(path, book, overwrite=True)


def test_what_a_killed_import_left_is_replaced(tmp_path, book):
    (tmp_path / "a.lectern.part").write_bytes(b"half")
    ProjectFile.create(tmp_path / "a.lectern", book)
    assert [found.name for found in tmp_path.iterdir()] == ["a.lectern"]


def test_a_failed_import_leaves_nothing(tmp_path, monkeypatch):
    def fail(*_):
        raise sqlite3.OperationalError("no")

    monkeypatch.setattr(book, "fill", fail)
    with pytest.raises(Exception, match="could not be used"):
        ProjectFile.create(tmp_path / "a.lectern", None)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path, book, monkeypatch):
    def fail(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("studio_app.store.files.sync_file", fail)
    with pytest.raises(DiskFull, match="make room"):
        ProjectFile.create(tmp_path / "a.lectern", book)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path, book):
    with pytest.raises(FileRefused, match="folder does not exist"):
        ProjectFile.create(tmp_path / "gone" / "a.lectern", book)


def test_a_folder_in_the_way_is_kept(tmp_path, book):
    (tmp_path / "a.lectern").mkdir()
    with pytest.raises(FileRefused, match="is a folder"):
        ProjectFile.create(tmp_path / "a.lectern", book, overwrite=True)


def test_the_log_of_a_file_that_is_gone_is_not_mixed_into_a_new_one(path, book, make_take, names):
    opened = ProjectFile.open(path)
    opened.add_take(make_take(1), b"old").result()
    log = path.with_name(path.name + "-wal").read_bytes()
    opened.close()
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(log)
    ProjectFile.create(path, book)
    with ProjectFile.open(path) as again:
        assert again.take_count() == 0
        assert again.load() == book
    assert names() == [path.name, path.name + "-wal.orphan"]


def test_tables_are_strict(path):
    with closing(sqlite3.connect(path)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute("UPDATE chapters SET level = 'deep'")
