"""Random edits of manuscript, cast and timelines: whatever is done, the file holds what memory holds."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest
from script_desk import CHAPTER, Desk
from test_timeline_project import Person

from studio_app.domain.edits.change import apply
from studio_app.domain.edits.following import followed, settled
from studio_app.domain.edits.text import Written, rewrite
from studio_app.domain.errors import LecternError
from studio_app.store import ProjectFile, check


def beginning():
    """Return a project of one chapter with a timeline and two lines."""
    written = [Written("Hello there."), Written("Yes.")]
    return settled(rewrite(Desk().project, CHAPTER, after=None, removed=[], written=written)[0])[0]


def some_change(person, project):
    """Return a change that can be done with a project, some of them parts of a burst."""
    while True:
        try:
            change = followed(project, person.edit(project))
        except (LecternError, KeyError, IndexError):
            continue
        if change.rows:
            return replace(change, merge=person.random.choice(["", "", "drag"]))


def step(file, person, project):
    """Edit, or take the newest step back, or do it again; return the project after it."""
    names = file.journal_names()
    doing = person.random.random()
    undone = next((name.seq for name in names if name.undone), None)
    done = next((name.seq for name in reversed(names) if not name.undone), None)
    if doing < 0.1 and done is not None:
        change = file.journal_change(done).inverse()
        file.apply(change, undoes=done).result()
        return apply(project, change)
    if doing < 0.15 and undone is not None:
        change = file.journal_change(undone)
        file.apply(change, redoes=undone).result()
        return apply(project, change)
    change = some_change(person, project)
    file.apply(change).result()
    return apply(project, change)


def play(path, seed, steps):
    person, project = Person(seed), beginning()
    ProjectFile.create(path, project)
    while steps:
        with ProjectFile.open(path) as file:
            assert file.losses == ()
            assert file.load() == project
            for _ in range(min(steps, person.random.randrange(1, 40))):
                project = step(file, person, project)
                assert file.load() == project
                steps -= 1
    with ProjectFile.open(path, read_only=True) as file:
        assert file.load() == project
    assert check(path).findings == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_file_holds_what_memory_holds(tmp_path, seed):
    play(tmp_path / "a.lectern", seed, 50)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(20))
def test_campaign_of_a_thousand_edits_on_file(tmp_path, seed):
    play(tmp_path / "a.lectern", time.time_ns() + seed, 1000)


#: Edits as fast as it can, on from where it was killed, and tells the number of each entry once it is on the disk.
EDITOR = """
    import os, sys
    from pathlib import Path
    sys.path[:0] = sys.argv[2:4]
    from studio_app.domain.edits.change import apply
    from studio_app.store import ProjectFile
    from test_store_random import Person, some_change

    person = Person(int(sys.argv[4]))
    with ProjectFile.open(Path(sys.argv[1])) as file:
        assert not file.losses
        project = file.load()
        os.write(1, b"ready\\n")
        while True:
            change = some_change(person, project)
            project = apply(project, change)
            file.apply(change).add_done_callback(lambda f: os.write(1, f"{f.result()}\\n".encode()))
"""


def survive(path, kills, seed):
    rng = random.Random(seed)
    ProjectFile.create(path, beginning())
    folders = (Path(__file__).parent, Path(__file__).parents[1] / "domain")
    for _ in range(kills):
        command = [sys.executable, "-c", textwrap.dedent(EDITOR), path, *folders, rng.randrange(10**9)]
        process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE)
        assert process.stdout.readline() == b"ready\n"
        time.sleep(rng.uniform(0, 0.4))
        process.kill()
        told = [int(line) for line in process.communicate()[0].splitlines(keepends=True) if line.endswith(b"\n")]
        with ProjectFile.open(path) as file:
            assert file.losses == ()
            project, stack = file.load(), file.undo_stack()
            assert not told or stack[-1].seq >= max(told)
            assert settled(project)[1].rows == ()
            for entry in reversed(stack[-30:]):
                project = apply(project, entry.change.inverse())  # raises where a row is not what the history says
        assert check(path).findings == ()


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
def test_a_killed_editor_leaves_a_moment_that_was(tmp_path):
    survive(tmp_path / "a.lectern", 3, seed=4)


@pytest.mark.campaign
@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
def test_an_editor_killed_200_times_leaves_a_moment_that_was(tmp_path):
    survive(tmp_path / "a.lectern", 200, seed=time.time_ns())
