"""kill -9 at any moment: what was acknowledged is there, bit for bit, and the file is sound."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from studio_app.store import ProjectFile, check

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")

#: Writes as fast as it can and tells each piece on stdout once its future has resolved. Continues where it was killed.
WRITER = """
    import os, random, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from store_books import take_number
    from dataclasses import replace
    from studio_app.domain.edits import text
    from studio_app.domain.ledger import LedgerRow, LedgerState
    from studio_app.store import ProjectFile, Settlement

    def tell(line):
        os.write(1, f"{line}\\n".encode())

    file = ProjectFile.open(Path(sys.argv[1]))
    assert not file.losses
    project = file.load()
    number = int(sys.argv[3])
    tell("ready")
    while True:
        number += 1
        row = file.open_request(LedgerRow(0, "f", "fish", "a", "m", "v", 9, 1.0, LedgerState.OPEN)).result()
        tell(f"request {row.id}")
        audio = random.Random(number).randbytes(random.Random(number).choice([100, 3000, 60_000, 400_000]))
        added = file.add_take(take_number(number), audio, place=(number, 0), settle=Settlement(row.id, number))
        added.add_done_callback(lambda f, n=number, r=row.id: tell(f"take {n} {f.result().id} {r}"))
        project, change = text.set_text(project, 1, f"text {number}")
        edited = file.apply(change)
        edited.add_done_callback(lambda f, n=number: tell(f"edit {n} {f.result()}"))
        if number % 7 == 0:
            added.result()
"""


def run(program, *arguments):
    command = [sys.executable, "-c", textwrap.dedent(program), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def killed_after(process, seconds):
    """Kill the process that long after it was ready; return the lines it told until then."""
    assert process.stdout.readline() == b"ready\n"
    time.sleep(seconds)
    process.kill()
    lines = process.communicate()[0].decode()
    return [line.split() for line in lines.splitlines() if lines.endswith("\n") or line != lines.splitlines()[-1]]


def sound_of(number):
    return random.Random(number).randbytes(random.Random(number).choice([100, 3000, 60_000, 400_000]))


def verify(path, told):
    """Hold what the file says against what was told."""
    takes = {int(n): (int(take), int(row)) for kind, n, take, row in (t for t in told if t[0] == "take")}
    edits = [int(t[1]) for t in told if t[0] == "edit"]
    requests = [int(t[1]) for t in told if t[0] == "request"]
    with ProjectFile.open(path, read_only=True) as file:
        assert not file.losses
        stored = file.takes([take for take, _ in takes.values()])
        ledger = {row.id: row for row in file.ledger()}
        for number, (take, row) in takes.items():
            assert stored[take].fingerprint == f"{number:032x}"
            assert file.audio(stored[take].audio) == sound_of(number)
            assert file.placements()[(number, 0)][0] == take
            assert ledger[row].billed == number
        assert set(requests) <= set(ledger)
        # Takes and what was billed for them stand together, told or not.
        assert file.take_count() == sum(row.state.value == "settled" for row in ledger.values())
        text = file.load().paragraphs[1][0].text
        assert int(text.split()[1]) >= max(edits) if edits else text
        assert not edits or file.undo_stack()[-1].change.rows[0].after.text == text


def survive(path, kills, seed):
    rng = random.Random(seed)
    told, number = [], 0
    for _ in range(kills):
        process = run(WRITER, path, Path(__file__).parent, number)
        news = killed_after(process, rng.uniform(0, 0.25))
        told = [*told[-40:], *news]
        number = max([number, *(int(line[1]) for line in news if line[0] in ("take", "edit"))]) + 500
        verify(path, told)
    assert check(path).ok
    ProjectFile.open(path).close()
    assert check(path).ok


def test_a_killed_writer_loses_nothing_it_told(path):
    survive(path, 6, seed=5)


@pytest.mark.campaign
def test_a_writer_killed_300_times_loses_nothing_it_told(path):
    survive(path, 300, seed=time.time_ns())


IMPORTER = """
    import sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from dataclasses import replace
    from store_books import small_book
    from studio_app.store import ProjectFile
    book = small_book()
    many = tuple(replace(book.paragraphs[1][1], id=n, text=f"{n} " * 50) for n in range(1, 3001))
    print("ready", flush=True)
    while True:
        ProjectFile.create(Path(sys.argv[1]), replace(book, paragraphs={1: many}), overwrite=True)
"""


def create_and_kill(folder, kills, seed):
    rng = random.Random(seed)
    path = folder / "new.lectern"
    for _ in range(kills):
        killed_after(run(IMPORTER, path, Path(__file__).parent), rng.uniform(0, 0.15))
        if path.exists():
            assert check(path).ok
            with ProjectFile.open(path) as file:
                assert len(file.load().paragraphs[1]) == 3000
        if rng.random() < 0.5:
            path.unlink(missing_ok=True)


def test_a_killed_import_leaves_a_whole_project_or_none(tmp_path):
    create_and_kill(tmp_path, 3, seed=2)


@pytest.mark.campaign
def test_an_import_killed_100_times_leaves_a_whole_project_or_none(tmp_path):
    create_and_kill(tmp_path, 100, seed=time.time_ns())
