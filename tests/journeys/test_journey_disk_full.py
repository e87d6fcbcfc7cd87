"""A full disk during import, generate and export: a clear error, nothing lost, and it goes on once there is room."""

import shutil
import subprocess

import pytest

from studio_app.cli.benches.book import write_book


@pytest.fixture
def disk(tmp_path):
    """Return a function that makes a small disk and one that makes it larger."""
    place = tmp_path / "disk"
    place.mkdir()
    if not shutil.which("mount"):
        pytest.skip("needs mount")

    def size(megabytes, *, again=False):
        options = f"{'remount,' if again else ''}size={megabytes}m"
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip("may not mount a disk here")
        return place

    yield size
    subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


def test_full_disk_during_import(lectern, disk, tmp_path):
    place = disk(1)
    book = tmp_path / "long.epub"
    write_book(book, words=150_000)
    data, stderr = lectern("import", book, "-o", place / "p.lectern", status=5)
    assert data["error"]["kind"] == "DiskFull"
    assert "full" in stderr
    assert list(place.iterdir()) == [], "nothing is left of it"
    disk(20, again=True)
    imported, _ = lectern("import", book, "-o", place / "p.lectern")
    assert imported["words"] > 120_000


def test_full_disk_during_generate(lectern, disk, tmp_path):
    place = disk(3)
    book = tmp_path / "book.epub"
    write_book(book, words=400, chapter_words=100)
    lectern("import", book, "-o", place / "p.lectern")
    data, _ = lectern("generate", place / "p.lectern", status=5)
    assert data["error"]["kind"] == "DiskFull"
    disk(200, again=True)
    kept, _ = lectern("info", place / "p.lectern")
    assert kept["takes"] > 0, "what was made before the disk was full is kept"
    done, _ = lectern("generate", place / "p.lectern")
    assert done["reused"] == kept["takes"]
    assert done["made"] + done["reused"] == done["segments"]
    checked, _ = lectern("check", place / "p.lectern")
    assert checked["ok"]


def test_full_disk_during_export(lectern, disk, tmp_path, spoken):
    project = shutil.copy(spoken, tmp_path)
    place = disk(2)
    data, _ = lectern("export", project, "-o", place / "out", status=5)
    assert data["error"]["kind"] == "DiskFull"
    assert not list(place.rglob("*.part"))
    before = {p.name: p.read_bytes() for p in place.rglob("*.mp3")}
    disk(200, again=True)
    done, _ = lectern("export", project, "-o", place / "out")
    assert len(done["files"]) == 3
    assert before.items() <= {p.name: p.read_bytes() for p in place.rglob("*.mp3")}.items()
