"""Opening and closing: who may write, what is refused, and that one whole file is left."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from pathlib import Path

import pytest

from studio_app.domain.errors import (
    FileRefused,
    NoProject,
    NotAProject,
    ProjectError,
    ProjectInUse,
    ProjectReadOnly,
    ProjectTooNew,
)
from studio_app.store import ProjectFile, check


def child(path, code):
    """Start a process that opens the project for writing, runs ``code`` and waits to be killed."""
    program = f"""
    import sys, time
    from pathlib import Path
    from studio_app.store import ProjectFile
    file = ProjectFile.open(Path(sys.argv[1]))
    {code}
    print("ready", flush=True)
    time.sleep(60)
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program), path], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"ready\n"
    return process


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_closing_leaves_one_file(path, make_take, names):
    opened = ProjectFile.open(path)
    opened.add_take(make_take(1), b"sound").result()
    assert len(names()) > 1
    opened.close()
    opened.close()
    assert names() == [path.name]


def test_closing_writes_what_waits(path, make_take):
    opened = ProjectFile.open(path)
    futures = [opened.add_take(make_take(n), bytes([n])) for n in range(50)]
    opened.close()
    assert all(future.done() for future in futures)
    with ProjectFile.open(path) as again:
        assert again.take_count() == 50


def test_a_closed_project_refuses(path, make_take):
    opened = ProjectFile.open(path)
    opened.close()
    with pytest.raises(ProjectError, match="closed"):
        opened.add_take(make_take(1), b"")
    with pytest.raises(ProjectError, match="closed"):
        opened.load()


def test_a_second_writer_is_refused_and_told_who_writes(file, path):
    with pytest.raises(ProjectInUse, match=f"process {os.getpid()} on"):
        ProjectFile.open(path)


def test_a_second_window_reads_beside_the_writer(file, path, book, make_take):
    take = file.add_take(make_take(1), b"sound", place=(2, 0)).result()
    with ProjectFile.open(path, read_only=True) as reader:
        assert reader.load() == book
        assert reader.placements() == {(2, 0): (take.id, take.fingerprint)}
        with pytest.raises(ProjectReadOnly):
            reader.set_meta("a", "b")
    file.add_take(make_take(2), b"more").result()


def test_a_killed_writer_does_not_block_the_next(path):
    process = child(path, 'file.set_meta("a", "kept").result()')
    with pytest.raises(ProjectInUse, match=f"process {process.pid} on"):
        ProjectFile.open(path)
    kill(process)
    with ProjectFile.open(path) as opened:
        assert opened.meta("a") == "kept"


def test_a_reader_sees_what_a_killed_writer_stored(path):
    kill(child(path, 'file.set_meta("a", "kept").result()'))
    with ProjectFile.open(path, read_only=True) as opened:
        assert opened.meta("a") == "kept"


def test_a_file_moved_while_open_has_all_that_was_stored(path, tmp_path, make_take):
    process = child(path, 'file.set_meta("a", "before").result()')
    kill(process)
    opened = ProjectFile.open(path)
    moved = tmp_path / "elsewhere.lectern"
    path.rename(moved)
    opened.add_take(make_take(1), b"after the move").result()
    assert opened.takes([1])[1].fingerprint == make_take(1).fingerprint
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(moved, alone)  # as the disk would be after a crash right now
    with ProjectFile.open(alone / "elsewhere.lectern") as again:
        assert again.take_count() == 1
        assert again.meta("a") == "before"
    opened.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system does not say where a file went")
def test_a_file_moved_or_deleted_while_open_is_found_or_missed(path, tmp_path):
    with ProjectFile.open(path) as opened:
        assert opened.whereabouts() == path
        moved = path.rename(tmp_path / "elsewhere.lectern")
        assert opened.whereabouts() == moved
        moved.unlink()
        assert opened.whereabouts() is None
        opened.backup(path)
        assert opened.whereabouts() is None, "what is there now is another file"
    with ProjectFile.open(path) as again:
        assert again.whereabouts() == path


@pytest.mark.skipif(sys.platform != "linux", reason="only there the file itself can be locked beside SQLite's locks")
def test_a_file_renamed_while_open_is_not_opened_twice(path, tmp_path):
    moved = tmp_path / "elsewhere.lectern"
    with ProjectFile.open(path):
        path.rename(moved)
        with pytest.raises(ProjectInUse, match="under another name"):
            ProjectFile.open(moved)
    process = child(moved, "")
    moved.rename(path)
    with pytest.raises(ProjectInUse, match="under another name"):
        ProjectFile.open(path)
    kill(process)
    ProjectFile.open(path).close()


@pytest.mark.skipif(sys.platform != "linux", reason="POSIX locks as Linux shows them")
def test_closing_the_writer_keeps_the_locks_of_a_reader_of_the_same_process(path):
    def locks():
        inode = f":{path.stat().st_ino} "
        lines = Path("/proc/locks").read_text().splitlines()
        return [line for line in lines if inode in line and "POSIX" in line and f" {os.getpid()} " in line]

    with ProjectFile.open(path) as other, ProjectFile.open(path, read_only=True):
        other.set_meta("a", "b").result()
        before = len(locks())
        assert before
        with pytest.raises(ProjectInUse):
            ProjectFile.open(path)
        other.close()
        assert locks()
    handles = [entry for entry in Path("/proc/self/fd").iterdir() if path.name in str(entry.resolve())]
    assert handles == []


def test_an_idle_project_is_whole_in_its_one_file(file, path, tmp_path):
    file.set_meta("a", "b").result()
    copy = tmp_path / "copy.lectern"
    for _ in range(100):
        shutil.copy(path, copy)
        with closing(sqlite3.connect(copy)) as raw:
            if raw.execute("SELECT count(*) FROM meta WHERE key = 'a'").fetchone() == (1,):
                return
        time.sleep(0.1)
    pytest.fail("the log was never brought into the file")


def test_nothing_there(tmp_path):
    with pytest.raises(NoProject):
        ProjectFile.open(tmp_path / "a.lectern")


@pytest.mark.parametrize("content", [b"", b"hello", b"x" * 50_000, b"SQLite format 3\0" + b"\0" * 100])
def test_other_files_are_refused(tmp_path, content):
    other = tmp_path / "notes.txt"
    other.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(NotAProject):
            ProjectFile.open(other, read_only=read_only)
    with pytest.raises(NotAProject):
        check(other)
    assert other.read_bytes() == content
    assert [found.name for found in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(NotAProject, match="folder"):
        ProjectFile.open(tmp_path)


def test_other_databases_are_refused(tmp_path):
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE t (a)")
    with pytest.raises(NotAProject):
        ProjectFile.open(other)
    with pytest.raises(NotAProject):
        check(other)


def test_a_newer_major_version_is_refused_and_a_newer_minor_one_is_not(path, book):
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("ALTER TABLE takes ADD COLUMN mood TEXT")
        raw.execute("PRAGMA user_version = 1001")
    with ProjectFile.open(path) as opened:
        assert opened.load() == book
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA user_version = 2000")
    for refused in (lambda: ProjectFile.open(path), lambda: check(path)):
        with pytest.raises(ProjectTooNew, match=r"file version 2\.0"):
            refused()


def test_where_no_log_can_be_shared_the_older_journal_serves(path, book, make_take, names, monkeypatch):
    monkeypatch.setattr("studio_app.store.connect.VFS", "&vfs=unix-dotfile")
    with ProjectFile.open(path) as opened:
        take = opened.add_take(make_take(1), b"sound").result()
        assert opened.load() == book
        assert opened.audio(take.audio) == b"sound"
        assert not any(name.endswith("-wal") for name in names())
    assert names() == [path.name]


def read_only_folder(folder):
    """Make a folder nobody can write to, root neither; skip where that cannot be done."""
    if os.name != "posix" or os.geteuid() != 0:
        folder.chmod(0o555)
        return lambda: folder.chmod(0o755)
    for flags in (["--bind"], ["-o", "remount,ro,bind"]):
        arguments = [*flags, str(folder), str(folder)] if flags == ["--bind"] else [*flags, str(folder)]
        if subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode:
            pytest.skip("this machine does not let a folder be made read-only")
    return lambda: subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_project_in_a_read_only_folder_can_be_read(path, book, tmp_path):
    allow = read_only_folder(tmp_path)
    try:
        with pytest.raises(FileRefused):
            ProjectFile.open(path)
        with pytest.raises(FileRefused):
            ProjectFile.create(tmp_path / "new.lectern", book)
        with ProjectFile.open(path, read_only=True) as opened:
            assert opened.load() == book
        assert check(path).ok
    finally:
        allow()


def test_a_backup_is_the_whole_project(file, tmp_path, book, make_take):
    take = file.add_take(make_take(1), b"sound").result()
    file.backup(tmp_path / "copy.lectern")
    with ProjectFile.open(tmp_path / "copy.lectern") as copy:
        assert copy.load() == book
        assert copy.audio(take.audio) == b"sound"


def test_every_commit_waits_for_the_disk(file):
    pragma = file._writing.connection.execute
    assert pragma("PRAGMA journal_mode").fetchone() == ("wal",)
    assert pragma("PRAGMA synchronous").fetchone() == (2,)
    assert pragma("PRAGMA foreign_keys").fetchone() == (1,)
