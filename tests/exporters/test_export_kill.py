"""A killed export, continued, gives the same files as one that was not."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio_app.domain.errors import DiskFull

#: Runs an export in a process of its own, with the ledger in a file, and dies at the named step of the second file.
EXPORT = """
import json, os, pathlib, sys
from conftest import Desk, Known
folder, step, count, format_ = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
ledger = folder.with_name("ledger.json")
desk = Desk(folder)
if ledger.exists():
    desk.remembered = {name: Known(*known) for name, known in json.loads(ledger.read_text()).items()}
replace, finished = pathlib.Path.replace, []

def die(at):
    if at == step and len(finished) == 1:
        os._exit(9)

def remember(delivery, size, digest):
    die("before remembering")
    desk.remember(delivery, size, digest)
    new = ledger.with_suffix(".new")
    new.write_text(json.dumps({n: (k.plan_hash, k.size, k.digest) for n, k in desk.remembered.items()}))
    replace(new, ledger)

def rename(self, target):
    die("before renaming")
    replace(self, target)
    die("after renaming")
    finished.append(target)

pathlib.Path.replace = rename
deliveries, encoding = desk.chapters(count, format_)
done = desk.deliver(deliveries, encoding, remember=remember)
print(json.dumps([d.skipped for d in done]))
"""


def export(folder, step="never", count=3, format_="mp3"):
    here = Path(__file__).parent
    command = [sys.executable, "-c", EXPORT, str(folder), step, str(count), format_]
    path = {"PYTHONPATH": os.pathsep.join(map(str, (here, here.parents[1])))}
    return subprocess.Popen(command, env={**os.environ, **path}, stdout=subprocess.PIPE, text=True)


def skipped(process):
    out, _ = process.communicate(timeout=60)
    return json.loads(out) if process.returncode == 0 else None


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("step", "again"),
    [
        ("before remembering", [True, False, False]),
        ("before renaming", [True, True, False]),
        ("after renaming", [True, True, False]),
    ],
)
def test_an_export_killed_between_two_steps_goes_on(desk, step, again):
    assert skipped(export(desk.folder, step)) is None
    assert skipped(export(desk.folder)) == again
    killed = contents(desk.folder)
    desk.folder = desk.folder.with_name("undisturbed")
    desk.deliver(*desk.chapters(3))
    assert killed == contents(desk.folder)


def killed_at_random(tmp_path, times, format_):
    folder, count, chance = tmp_path / "out", 12, random.Random(7)
    process = export(tmp_path / "whole" / "out", count=count, format_=format_)
    begin = time.monotonic()
    assert skipped(process) == [False] * count
    seconds = time.monotonic() - begin
    whole = contents(tmp_path / "whole" / "out")
    for _ in range(times):
        process = export(folder, count=count, format_=format_)
        time.sleep(chance.uniform(0.3, 1.0) * seconds)
        process.kill()
        process.communicate()
        found = contents(folder) if folder.exists() else {}
        assert all(whole[name] == data for name, data in found.items() if not name.endswith(".part"))
    assert skipped(export(folder, count=count, format_=format_)) is not None
    assert contents(folder) == whole


def test_an_export_killed_at_any_time_goes_on(tmp_path):
    (tmp_path / "whole").mkdir()
    killed_at_random(tmp_path, 2, "m4b")


@pytest.mark.campaign
@pytest.mark.parametrize("format_", ["mp3", "wav", "flac", "m4b", "opus"])
def test_an_export_killed_many_times_goes_on(tmp_path, format_):
    (tmp_path / "whole").mkdir()
    killed_at_random(tmp_path, 40, format_)


def test_a_full_disk_keeps_what_is_done_and_goes_on_when_there_is_room(desk, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=150k", "none", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        desk.folder = disk / "out"
        fill_and_go_on(desk, disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill_and_go_on(desk, disk):
    deliveries, encoding = desk.chapters(6, "flac")
    full = disk / "film"
    full.write_bytes(bytes(128_000))
    with pytest.raises(DiskFull):
        desk.deliver(deliveries, encoding)
    done = sorted(path.name for path in desk.folder.iterdir())
    assert 0 < len(done) < 6
    assert not [name for name in done if name.endswith(".part")]
    full.unlink()
    again = desk.deliver(deliveries, encoding)
    assert [d.skipped for d in again] == [True] * len(done) + [False] * (6 - len(done))
