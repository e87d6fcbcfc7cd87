"""The writer thread: nobody fails for a neighbour, waiting work is bounded, a full disk loses nothing."""

from __future__ import annotations

import os
import subprocess
import threading

import pytest

from studio_app.domain.errors import DiskFull, WrongUsage
from studio_app.store import ProjectFile, writer


@pytest.fixture
def held(file):
    """A project file whose writer is busy until ``held.go()``."""
    started, let_go = threading.Event(), threading.Event()

    def wait(_):
        started.set()
        let_go.wait(20)

    file._writing.writer.submit(wait)
    started.wait(20)
    file.go = let_go.set
    yield file
    let_go.set()


def test_what_waits_is_written_in_one_transaction(held, make_take):
    statements = []
    held._writing.connection.set_trace_callback(statements.append)
    futures = [held.add_take(make_take(n), bytes([n])) for n in range(20)]
    held.go()
    assert len({future.result().id for future in futures}) == 20
    held._writing.connection.set_trace_callback(None)
    assert statements.count("BEGIN IMMEDIATE") == 1


def test_one_that_fails_does_not_take_its_neighbours_along(held, make_take):
    before = held.add_take(make_take(1), b"1", place=(2, 0))
    bad = held.place([((2, 0), 99)])
    after = held.add_take(make_take(2), b"2")
    held.go()
    assert after.result().id == before.result().id + 1
    assert isinstance(bad.exception(), WrongUsage)
    assert held.take_count() == 2


def test_a_failed_commit_is_tried_again_piece_by_piece(held, make_take):
    def break_at_commit(connection):
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("INSERT INTO placements VALUES (1, 1, 999)")

    before = held.add_take(make_take(1), b"1")
    bad = held._write(break_at_commit)
    after = held.add_take(make_take(2), b"2")
    held.go()
    assert isinstance(bad.exception(), WrongUsage)
    assert {before.result().id, after.result().id} == {1, 2}
    assert held.placements() == {}


def test_work_handed_over_cannot_be_cancelled(held, make_take):
    future = held.add_take(make_take(1), b"paid for")
    assert not future.cancel()
    held.go()
    assert held.audio(future.result().audio) == b"paid for"


def test_handing_over_blocks_while_too_much_waits(held, make_take, monkeypatch):
    monkeypatch.setattr(writer, "WAITING_BYTES", 1000)
    held.add_take(make_take(1), b"x" * 900)
    handed = threading.Event()
    thread = threading.Thread(target=lambda: (held.add_take(make_take(2), b"y" * 900), handed.set()))
    thread.start()
    assert not handed.wait(0.2)
    held.go()
    assert handed.wait(20)
    thread.join()


def test_a_program_error_reaches_its_future_and_the_writer_lives(file):
    def fail(_):
        raise ZeroDivisionError

    assert isinstance(file._write(fail).exception(), ZeroDivisionError)
    file.set_meta("a", "b").result()


def test_the_log_does_not_grow_with_the_recordings(file, path, make_take):
    for number in range(30):
        file.add_take(make_take(number), os.urandom(2_000_000)).result()
    log = path.with_name(path.name + "-wal")
    assert log.stat().st_size < 40_000_000
    assert path.stat().st_size > 20_000_000


def fill_up(file, make_take, size):
    """Add takes until the disk is full; return those that were stored."""
    stored = []
    for number in range(200):
        future = file.add_take(make_take(number), bytes([number]) * size, place=(number, 0))
        if future.exception() is not None:
            assert isinstance(future.exception(), DiskFull)
            return stored
        stored.append(future.result())
    pytest.fail("the disk never was full")


def all_there(file, stored, size):
    for take in stored:
        assert file.audio(take.audio) == bytes([int(take.fingerprint, 16)]) * size
    assert len(file.placements()) == file.take_count() == len(stored)


def test_a_full_disk_loses_nothing_and_is_left_behind(file, book, make_take):
    pages = file._writing.connection.execute("PRAGMA page_count").fetchone()[0]
    file._writing.connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    stored = fill_up(file, make_take, 50_000)
    all_there(file, stored, 50_000)
    assert file.load() == book
    file._writing.connection.execute("PRAGMA max_page_count = 100000")
    stored.append(file.add_take(make_take(150), bytes([150]) * 50_000, place=(150, 0)).result())
    all_there(file, stored, 50_000)


@pytest.fixture
def small_disk(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    made = os.name == "posix" and os.geteuid() == 0
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if not made or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let a small disk be made")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_is_really_full(small_disk, book, make_take):
    path = small_disk / "a.lectern"
    ProjectFile.create(path, book)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"\0" * 500_000)
    file = ProjectFile.open(path)
    stored = fill_up(file, make_take, 50_000)
    assert stored
    all_there(file, stored, 50_000)
    ballast.unlink()
    stored.append(file.add_take(make_take(199), bytes([199]) * 50_000, place=(199, 0)).result())
    file.close()
    with ProjectFile.open(path) as again:
        all_there(again, stored, 50_000)
        assert again.load() == book


def test_an_import_onto_a_full_disk_leaves_nothing(small_disk, book):
    (small_disk / "ballast").write_bytes(b"\0" * 4_000_000)
    with pytest.raises(DiskFull):
        ProjectFile.create(small_disk / "a.lectern", book)
    assert [found.name for found in small_disk.iterdir()] == ["ballast"]


def test_a_project_closed_on_a_full_disk_is_whole(small_disk, book, make_take):
    path = small_disk / "a.lectern"
    ProjectFile.create(path, book)
    with ProjectFile.open(path) as file:
        stored = fill_up(file, make_take, 50_000)
    with ProjectFile.open(path, read_only=True) as again:
        all_there(again, stored, 50_000)
