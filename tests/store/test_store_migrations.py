"""Older project files are migrated: a backup is kept, and a crash leaves the old file or the new one."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from store_books import music, small_timeline

from studio_app.domain.edits import change as changes
from studio_app.domain.edits.change import Change, Laid, RowChange
from studio_app.domain.errors import DiskFull, ProjectDamaged
from studio_app.domain.ledger import LedgerState
from studio_app.store import ProjectFile, check, content_hash, migrate, schema

GOLDEN = Path(__file__).parents[1] / "golden"


NOW = schema.VERSION
NEXT = (NOW[0], NOW[1] + 1)


def sample(version):
    return GOLDEN / f"project.v{version[0]}_{version[1]}.sqlite"


def add_mood(connection):
    connection.execute("ALTER TABLE takes ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'")


@pytest.fixture
def later(monkeypatch):
    """Pretend that this program is of the minor version that comes next."""
    monkeypatch.setattr(schema, "VERSION", NEXT)
    monkeypatch.setattr(schema, "MIGRATIONS", (schema.Migration(NOW, NEXT, add_mood),))


def header_version(path):
    return int.from_bytes(path.read_bytes()[60:64], "big")


def number(version):
    return version[0] * 1000 + version[1]


def moods(path):
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT mood FROM takes").fetchall()


# ── nothing can be forgotten ─────────────────────────────────────────────────────────────────────────────────────────


def test_every_step_leads_on_to_this_version_and_has_a_sample_and_a_test():
    for step in schema.MIGRATIONS:
        assert migrate.steps(step.before, schema.VERSION, schema.MIGRATIONS)[-1].after == schema.VERSION
        assert sample(step.before).exists()
        assert f"test_migration_from_{step.before[0]}_{step.before[1]}" in globals()


def test_there_is_a_step_from_every_version_there_ever_was():
    for saved in GOLDEN.glob("project.v*.sqlite"):
        major, minor = map(int, saved.name.split(".")[1][1:].split("_"))
        migrate.steps((major, minor), schema.VERSION, schema.MIGRATIONS)


def test_the_saved_sample_has_this_version_s_tables(path):
    """Fails when the tables change without a new version, a step and a new sample."""

    def tables(of):
        with closing(sqlite3.connect(of)) as raw:
            return raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()

    assert tables(sample(schema.VERSION)) == tables(path)


@pytest.mark.parametrize("version", [(1, 0), NOW])
def test_the_saved_sample_is_read_back(tmp_path, version):
    copy = tmp_path / "sample.lectern"
    shutil.copy(sample(version), copy)
    with ProjectFile.open(copy) as opened:
        assert opened.losses == ()
        project = opened.load()
        take = opened.takes([1], words=True)[1]
        assert project.metadata.title == "The Lamp"
        assert project.paragraphs[1][1].text == "“Well,” said Alice 🐇, “no.”"
        assert opened.audio(take.audio) == b"sample sound"
        assert len(take.words) == 2
        assert opened.placements() == {(2, 0): (1, take.fingerprint)}
        assert [row.state for row in opened.ledger()] == [LedgerState.SETTLED, LedgerState.OPEN]
        assert opened.undo_stack()[0].change.what == "Edit text"
        assert opened.exports()[0].path == "lamp.mp3"
        assert opened.meta("desk") == "book"
        assert opened.cover().media_type == "image/jpeg"


def test_the_timelines_of_the_saved_sample_are_read_back(tmp_path):
    copy = tmp_path / "sample.lectern"
    shutil.copy(sample((1, 1)), copy)
    with ProjectFile.open(copy) as opened:
        moved = opened.undo_stack()[1].change
        before = changes.apply(opened.load(), moved.inverse()).timelines[1]
        expected = small_timeline()
        assert opened.load().timelines[1].clip(6).start == expected.clip(6).start + 480
        assert [before.clip(n) for n in (5, 6, 7)] == [expected.clip(n) for n in (5, 6, 7)]
        assert before.clip(4) == replace(expected.clip(4), text="Two")
        assert replace(before, lanes={}) == replace(expected, lanes={})
        assert opened.load().paragraphs[1][1].settings == (("speed", 1.1), ("style", "calm"))
        assert opened.media(music().hash) == music()
        assert opened.media_audio(content_hash(b"kept sound")) == b"kept sound"
        assert opened.peaks("take:x") == b"\1\2"


def test_migration_from_1_0(tmp_path):
    path = tmp_path / "lamp.lectern"
    shutil.copy(sample((1, 0)), path)
    with ProjectFile.open(path) as opened:
        before = opened.load()
        assert before.timelines == {}
        assert before.paragraphs[1][0].settings == ()
        timeline = small_timeline()
        rows = [RowChange(None, Laid(1, record)) for record in (*timeline.tracks, *timeline.lane(3))]
        opened.apply(Change("Add music", tuple(rows))).result()
        assert [entry.change.what for entry in opened.undo_stack()] == ["Edit text", "Add music"]
    assert check(path).ok
    with closing(sqlite3.connect(path)) as raw, closing(sqlite3.connect(sample((1, 1)))) as made:
        listed = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
        assert raw.execute(listed).fetchall() == made.execute(listed).fetchall()
    with ProjectFile.open(path, read_only=True) as opened:
        assert list(opened.load().timelines[1].lane(3)) == list(timeline.lane(3))


def test_a_migrated_file_without_its_first_page_has_its_timelines(tmp_path):
    """Its newer tables begin elsewhere than in a file that was made with them."""
    path = tmp_path / "lamp.lectern"
    shutil.copy(sample((1, 0)), path)
    with ProjectFile.open(path) as opened:
        timeline = small_timeline()
        rows = [RowChange(None, Laid(1, record)) for record in (*timeline.tracks, *timeline.lane(3))]
        opened.apply(Change("Add music", tuple(rows))).result()
        project = opened.load()
    path.write_bytes(bytes(16384) + path.read_bytes()[16384:])
    with ProjectFile.open(path) as opened:
        assert opened.path != path
        assert opened.load() == project
        assert not any("clip" in finding.what or "track" in finding.what for finding in opened.losses)


def test_an_old_file_without_its_first_page_has_no_timelines_to_lose(tmp_path):
    path = tmp_path / "lamp.lectern"
    content = sample((1, 0)).read_bytes()
    path.write_bytes(bytes(16384) + content[16384:])
    with ProjectFile.open(path) as opened:
        assert opened.load().metadata.title == "The Lamp"
        assert not any("clip" in finding.what or "track" in finding.what for finding in opened.losses)


# ── the machinery, shown with a step of our own ──────────────────────────────────────────────────────────────────────


def test_an_older_file_is_migrated_and_kept(path, book, later, names, make_take):
    with ProjectFile.open(path) as opened:
        assert opened.load() == book
        opened.add_take(make_take(1), b"sound").result()
    assert header_version(path) == number(NEXT)
    assert moods(path) == [("calm",)]
    assert names() == [f"the lamp #1-before-update-from-{NOW[0]}.{NOW[1]}.lectern", path.name]
    assert header_version(path.with_name(names()[0])) == number(NOW)


def test_it_is_migrated_once(path, later, names):
    for _ in range(2):
        ProjectFile.open(path).close()
    assert len(names()) == 2


def test_for_reading_a_copy_is_migrated_elsewhere(path, book, later, names):
    before = path.read_bytes()
    with ProjectFile.open(path, read_only=True) as opened:
        assert opened.load() == book
    assert path.read_bytes() == before
    assert names() == [path.name]


def test_a_step_that_fails_leaves_the_old_file(path, monkeypatch, later):
    def fail(connection):
        add_mood(connection)
        raise OSError(28, "No space left on device")

    before = path.read_bytes()
    monkeypatch.setattr(schema, "MIGRATIONS", (schema.Migration(NOW, NEXT, fail),))
    with pytest.raises(DiskFull):
        ProjectFile.open(path)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.part"))


def test_a_step_that_breaks_references_is_not_taken(path, monkeypatch, later):
    def break_references(connection):
        connection.execute("DELETE FROM chapters WHERE id = 1")

    monkeypatch.setattr(schema, "MIGRATIONS", (schema.Migration(NOW, NEXT, break_references),))
    with ProjectFile.open(path) as opened:
        assert opened.losses
        assert opened.path != path
    assert header_version(path) == number(NOW)


def test_a_version_nothing_leads_from_is_damage(path, later):
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA user_version = 0")
    with ProjectFile.open(path) as opened:
        assert opened.losses


@pytest.mark.parametrize("moment", ["in the step", "before the swap"])
def test_a_crash_in_the_middle_leaves_the_old_file_whole(path, book, moment, later):
    program = f"""
    import os, signal, sys
    from pathlib import Path
    from studio_app.store import ProjectFile, files, schema
    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)
    now, next = schema.VERSION, {NEXT!r}
    schema.VERSION = next
    if {moment!r} == "in the step":
        schema.MIGRATIONS = (schema.Migration(now, next, die),)
    else:
        schema.MIGRATIONS = (schema.Migration(now, next, lambda c: c.execute("DELETE FROM paragraphs")),)
        kept, real = [], files.set_orphans_aside
        files.set_orphans_aside = lambda path: die() if kept else kept.append(real(path))
    ProjectFile.open(Path(sys.argv[1]))
    """
    died = subprocess.run([sys.executable, "-c", textwrap.dedent(program), path], check=False)
    assert died.returncode == -9 if os.name == "posix" else died.returncode
    assert header_version(path) == number(NOW)
    assert check(path).ok
    with ProjectFile.open(path) as opened:
        assert opened.load() == book


def test_there_is_no_way_back():
    with pytest.raises(ValueError, match="no step"):
        migrate.steps((0, 9), (1, 0), ())
    assert migrate.steps((1, 5), (1, 0), ()) == ()


def test_damage_and_an_old_version_at_once_is_refused_or_recovered(path, later):
    content = bytearray(path.read_bytes())
    content[16384:32768] = os.urandom(16384)
    path.write_bytes(content)
    try:
        with ProjectFile.open(path) as opened:
            assert opened.load().chapters
    except ProjectDamaged:
        pass


def test_a_kill_at_any_moment_leaves_a_whole_file_of_either_version(tmp_path):
    path = tmp_path / "lamp.lectern"
    program = "import sys; from pathlib import Path; from studio_app.store import ProjectFile; print(flush=True)"
    program += "; ProjectFile.open(Path(sys.argv[1]))"
    rng = random.Random(6)
    for _ in range(6):
        shutil.copy(sample((1, 0)), path)
        process = subprocess.Popen([sys.executable, "-c", program, path], stdout=subprocess.PIPE)
        process.stdout.readline()
        time.sleep(rng.uniform(0, 0.06))
        process.kill()
        process.communicate()
        assert header_version(path) in (1000, 1001)
        with ProjectFile.open(path) as opened:
            assert opened.path == path
            assert opened.losses == ()
            assert opened.load().metadata.title == "The Lamp"
