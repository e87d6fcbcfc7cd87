"""kill -9 at random moments: the same command finishes the work, repeats nothing, and the audio is the same bit for bit."""

import hashlib
import random
import subprocess
from pathlib import Path

import pytest
from studio_app.store.check import check
from studio_app.store.project_file import ProjectFile

from studio_app.cli.benches.book import write_book


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.suffix == ".mp3"}


def fingerprints(project: Path) -> list[str]:
    file = ProjectFile.open(project, read_only=True)
    try:
        return [take.fingerprint for take in file.takes(range(1, 100_000)).values()]
    finally:
        file.close()


def kill_until_done(begin, dice, longest):
    """Run a command, killing it again and again at random moments, until it ends by itself; return the number of kills."""
    kills = 0
    while True:
        process = begin()
        try:
            process.communicate(timeout=dice.uniform(0.05, longest))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
            # Every command needs some time to get anywhere at all; give it a little more after each kill.
            longest *= 1.03
            continue
        assert process.returncode == 0
        return kills


def campaign(start, lectern, folder, kills_wanted, words, seed):
    book = folder / "killed.epub"
    write_book(book, words=words, chapter_words=max(200, words // 3))
    lectern("import", book, "-o", folder / "calm.lectern")
    lectern("generate", folder / "calm.lectern")
    lectern("export", folder / "calm.lectern", "-o", folder / "calm")
    wanted, marks = digests(folder / "calm"), sorted(fingerprints(folder / "calm.lectern"))
    assert len(wanted) >= 1
    dice, kills, number = random.Random(seed), {"import": 0, "generate": 0, "export": 0}, 0
    while sum(kills.values()) < kills_wanted:
        number += 1
        project, out = folder / f"{number}.lectern", folder / f"out{number}"
        commands = {
            "import": ("import", book, "-o", project),
            "generate": ("generate", project),
            "export": ("export", project, "-o", out),
        }
        for verb, command in commands.items():
            longest = {"import": 0.8, "generate": 1.5, "export": 2.0}[verb]
            kills[verb] += kill_until_done(lambda command=command: start(*command), dice, longest)
        assert sorted(fingerprints(project)) == marks, "no segment is made twice, none is missing"
        assert digests(out) == wanted
        assert not list(out.glob("*.part"))
        assert check(project).ok
    return kills


def test_killed_at_random_moments(start, lectern, tmp_path):
    kills = campaign(start, lectern, tmp_path, kills_wanted=8, words=900, seed=7)
    assert sum(kills.values()) >= 8


@pytest.mark.campaign
def test_killed_200_times(start, lectern, tmp_path):
    kills = campaign(start, lectern, tmp_path, kills_wanted=200, words=2500, seed=11)
    assert sum(kills.values()) >= 200


def test_narrate_killed_once_goes_on(start, lectern, book, tmp_path):
    process = start("narrate", book, "-o", tmp_path / "out")
    with pytest.raises(subprocess.TimeoutExpired):
        process.communicate(timeout=1.2)
    process.kill()
    process.communicate()
    data, _ = lectern("narrate", book, "-o", tmp_path / "out")
    assert len(data["files"]) == 3
    calm, _ = lectern("narrate", book, "-o", tmp_path / "calm")
    assert digests(tmp_path / "out") == digests(tmp_path / "calm")
    assert [f["seconds"] for f in data["files"]] == [f["seconds"] for f in calm["files"]]
