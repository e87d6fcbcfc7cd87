"""A full disk during import, generate and export: a clear error, nothing lost, and it goes on once there is room."""

import asyncio
import shutil
import sqlite3
import subprocess
import wave
from contextlib import closing

import numpy as np
import pytest

from studio_app.cli.benches.book import write_book
from studio_app.domain.errors import DiskFull
from studio_app.session.announce import Announcer
from studio_app.session.media import Medias, media_sound
from studio_app.session.waveforms import WaveformFailed, Waveforms
from studio_app.store.check import check
from studio_app.store.project_file import ProjectFile


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


@pytest.fixture
def dialogue(spoken_dialogue, tmp_path):
    """A dialogue that is spoken, with a timeline."""
    return shutil.copy(spoken_dialogue, tmp_path / "s.lectern")


def test_full_disk_during_export_of_stems(lectern, disk, tmp_path, dialogue):
    wish = ("--stems", "--format", "wav")
    lectern("export", dialogue, "-o", tmp_path / "whole", *wish)
    whole = {one.name: one.read_bytes() for one in (tmp_path / "whole").iterdir()}
    place = disk(1)
    data, stderr = lectern("export", dialogue, "-o", place / "out", *wish, status=5)
    assert data["error"]["kind"] == "DiskFull"
    assert "room" in stderr
    assert all(one.read_bytes() == whole.get(one.name) for one in place.rglob("*.*"))
    disk(50, again=True)
    lectern("export", dialogue, "-o", place / "out", *wish)
    assert {one.name: one.read_bytes() for one in (place / "out").iterdir()} == whole


@pytest.mark.parametrize("room", [-1_000_000, 4096], ids=["told before", "found out"])
def test_full_disk_while_a_recording_is_kept(disk, tmp_path, dialogue, room):
    place = disk(16)
    project, song = place / shutil.copy(dialogue, place), noise(tmp_path / "song.wav", 60)
    fill(place, song.stat().st_size + room)
    with ProjectFile.open(project) as file:
        before = file.load()
        with pytest.raises(DiskFull) as refused:
            asyncio.run(Medias(file).add(song, collect=True))
        assert "is full" in refused.value.sentence
        assert not any(media.collected for media in file.medias().values())
        assert file.load() == before
    disk(50, again=True)
    assert check(project).ok
    with ProjectFile.open(project) as file:
        file.put_peaks("all before is written", b"").result()
        assert parts(project) == 0, "nothing is left of it"
        added = asyncio.run(Medias(file).add(song, collect=True))
        assert file.media_audio(added.media.hash) == song.read_bytes()


def test_full_disk_while_a_waveform_is_drawn(disk, tmp_path, dialogue):
    place, failed = disk(4), []
    project, song = place / shutil.copy(dialogue, place), noise(tmp_path / "song.wav", 60)
    fill(place, 80_000)
    announce = Announcer()
    announce.listen(WaveformFailed, failed.append)
    with ProjectFile.open(project) as file:
        before = file.load()
        media = asyncio.run(Medias(file).add(song, collect=False)).media
        fill(place, 0)
        assert asyncio.run(drawn(file, announce, media)) == 100, "it is seen though it cannot be kept"
        assert file.load() == before
    assert failed == []
    assert check(project).ok
    disk(50, again=True)
    with ProjectFile.open(project) as file:
        assert asyncio.run(drawn(file, announce, media)) == 100
        file.put_peaks("all before is written", b"").result()
        assert file.peaks(f"media:{media.hash}")


async def drawn(file, announce, media):
    """Wait until a recording is known; return how many of a hundred bins are told."""
    held, sound = Waveforms(file, announce), media_sound(media)
    while held.bins(sound, sound.frames / 100, 0, 100) is None or held.busy:  # noqa: ASYNC110 - as a canvas does
        await asyncio.sleep(0.005)
    found = held.bins(sound, sound.frames / 100, 0, 100)
    await held.close()
    return len(found)


def fill(place, room):
    """Leave so many bytes on a disk."""
    (place / f"rest {room}").write_bytes(bytes(shutil.disk_usage(place).free - room))


def noise(path, seconds):
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 48000, 0, "NONE", ""))
        file.writeframes(np.random.default_rng(1).integers(-9000, 9000, seconds * 48000, "<i2").tobytes())
    return path


def parts(project):
    with closing(sqlite3.connect(project)) as held:
        return held.execute("SELECT count(*) FROM media_parts").fetchone()[0]
