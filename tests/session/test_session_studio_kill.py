"""kill -9 while edits are made in the window's way: what was saved is there, in order, and all of it can be taken back."""

import asyncio
import os
import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from studio_desk import any_edit, small_project

from studio_app.session.studio import Studio
from studio_app.store import ProjectFile, check

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")

#: Edits as fast as a loop goes. Tells the number of each edit before it is made, and which were saved once they are.
EDITOR = """
    import asyncio, os, random, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from studio_desk import any_edit
    from studio_app.session.studio import Studio

    async def main():
        studio, number = Studio.open(Path(sys.argv[1])), int(sys.argv[3])
        rng = random.Random(number)
        os.write(1, b"ready\\n")
        while True:
            number += 1
            made = any_edit(studio.project, number)
            if made is not None:
                os.write(1, f"made {number}\\n".encode())
                studio.do(made)
            if rng.random() < 0.1:
                await studio.flush()
                os.write(1, f"saved {number}\\n".encode())
            await asyncio.sleep(rng.choice([0, 0, 0.001, 0.01]))

    asyncio.run(main())
"""


def killed(path, seconds, number):
    """Let the editor work for some time from edit ``number`` on; return the last edit it made and the last it saved."""
    command = [sys.executable, "-c", textwrap.dedent(EDITOR), path, Path(__file__).parent, str(number)]
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"ready\n"
    time.sleep(seconds)
    process.kill()
    lines = process.communicate()[0].decode().splitlines()
    told = {"made": [number], "saved": [number]}
    for word, count in (line.split() for line in lines):
        told[word].append(int(count))
    return told["made"][-1], told["saved"][-1]


def reached(path, project, first, made, saved):
    """Return which edit the file has got to: it holds exactly the project after it, and all that were saved."""
    with ProjectFile.open(path) as file:
        assert not file.losses
        found = file.load()
    at = [] if first < saved else [first]
    held = [project] if first >= saved else []
    for number in range(first + 1, made + 1):
        edit = any_edit(project, number)
        project = project if edit is None else edit[0]
        if number >= saved:
            at.append(number)
            held.append(project)
    assert found in held
    return found, at[held.index(found)]


async def taken_back(path):
    studio = Studio.open(path)
    while await studio.undo() is not None:
        pass
    await studio.shut()


def survive(path, kills, seed):
    rng = random.Random(seed)
    for _ in range(kills):
        first = rng.randrange(10**9)
        ProjectFile.create(path, small_project(), overwrite=True)
        project, number = small_project(), first
        for _ in range(2):
            made, saved = killed(path, rng.uniform(0.01, 0.3), number)
            project, number = reached(path, project, number, made, saved)
        assert check(path).ok
        asyncio.run(taken_back(path))
        with ProjectFile.open(path, read_only=True) as file:
            assert file.load() == small_project()


def test_a_killed_window_loses_nothing_that_was_saved(tmp_path):
    survive(tmp_path / "book.lectern", 1, seed=11)


@pytest.mark.campaign
def test_a_window_killed_100_times_loses_nothing_that_was_saved(tmp_path):
    survive(tmp_path / "book.lectern", 50, seed=time.time_ns())
