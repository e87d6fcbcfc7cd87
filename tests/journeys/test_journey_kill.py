"""kill -9 at random moments: the same command finishes the work, repeats nothing, and the audio is the same bit for bit."""

import hashlib
import random
import subprocess
import time
from pathlib import Path

import pytest

from studio_app.cli.benches.book import write_book
from studio_app.store.check import check
from studio_app.store.project_file import ProjectFile


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.suffix == ".mp3"}


def fingerprints(project: Path) -> list[str]:
    file = ProjectFile.open(project, read_only=True)
    try:
        return [take.fingerprint for take in file.takes(range(1, 100_000)).values()]
    finally:
        file.close()


def kill_until_done(begin, dice, calm_s, most):
    """Run a command, killing it at random moments up to ``most`` times, until it ends by itself; return the number of kills.

    ``calm_s`` is how long it needs undisturbed on this machine, now.
    """
    kills, longest = 0, 1.1 * calm_s
    while True:
        process = begin()
        try:
            process.communicate(timeout=dice.uniform(0.02, longest) if kills < most else 300)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
            # An import begins anew each time; without a little more patience it might be killed for ever.
            longest *= 1.05
            continue
        assert process.returncode == 0
        return kills


def commands_for(book, project, out):
    return {
        "import": ("import", book, "-o", project),
        "generate": ("generate", project),
        "export": ("export", project, "-o", out),
    }


def campaign(start, lectern, folder, kills_wanted, words, seed, most=100):
    book = folder / "killed.epub"
    write_book(book, words=words, chapter_words=max(200, words // 3))
    calm = {}
    for verb, command in commands_for(book, folder / "calm.lectern", folder / "calm").items():
        began = time.monotonic()
        lectern(*command)
        calm[verb] = time.monotonic() - began
    wanted, marks = digests(folder / "calm"), sorted(fingerprints(folder / "calm.lectern"))
    assert len(wanted) >= 1
    dice, kills, number = random.Random(seed), {"import": 0, "generate": 0, "export": 0}, 0
    while sum(kills.values()) < kills_wanted:
        number += 1
        project, out = folder / f"{number}.lectern", folder / f"out{number}"
        for verb, command in commands_for(book, project, out).items():
            kills[verb] += kill_until_done(lambda command=command: start(*command), dice, calm[verb], most)
        assert sorted(fingerprints(project)) == marks, "no segment is made twice, none is missing"
        assert digests(out) == wanted
        assert not list(out.glob("*.part"))
        assert check(project).ok
    return kills


def test_killed_at_random_moments(start, lectern, tmp_path):
    kills = campaign(start, lectern, tmp_path, kills_wanted=4, words=200, seed=7, most=2)
    assert sum(kills.values()) >= 4


@pytest.mark.campaign
def test_killed_200_times(start, lectern, tmp_path):
    kills = campaign(start, lectern, tmp_path, kills_wanted=200, words=1500, seed=11)
    assert sum(kills.values()) >= 200


def test_narrate_killed_while_it_writes_goes_on(start, lectern, book, tmp_path):
    process = start("narrate", book, "-o", tmp_path / "out")
    while not list(tmp_path.glob("out/*.part*")) and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.communicate()
    data, _ = lectern("narrate", book, "-o", tmp_path / "out")
    assert len(data["files"]) == 3
    calm, _ = lectern("narrate", book, "-o", tmp_path / "calm")
    assert digests(tmp_path / "out") == digests(tmp_path / "calm")
    assert [f["seconds"] for f in data["files"]] == [f["seconds"] for f in calm["files"]]
