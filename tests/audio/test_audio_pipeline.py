import errno
import io
import os
import threading
from pathlib import Path

import numpy as np
import pytest
from audio_takes import Shelf, read_back, voice

from studio_app.audio import encode
from studio_app.audio.bare import bare_mp3_speed
from studio_app.audio.encode import EncodeJob, Encoding
from studio_app.audio.pipeline import encode_files
from studio_app.domain.errors import Cancelled, Damaged, DiskFull, FileRefused, WrongUsage

FORMATS = ["mp3", "wav", "flac", "opus", "m4b"]
SHELF = Shelf()
TAKES = [SHELF.take(voice(0.6, seed=n)) for n in range(4)]


@pytest.fixture(autouse=True)
def short_chunks(monkeypatch):
    monkeypatch.setattr(encode, "TARGET_SECONDS", 1)


def job(out, name="mp3", takes=TAKES):
    return EncodeJob(SHELF.plan(takes, 48000 if name == "opus" else 44100), Encoding(name), out)


def threads():
    return [t.name for t in threading.enumerate() if t.name.startswith("encode")]


def test_files_come_in_order_whole_and_readable_while_others_are_made(tmp_path):
    jobs = [job(tmp_path / f"{n}.{name}", name) for n, name in enumerate(FORMATS * 2)]
    for wanted, file in zip(jobs, encode_files(jobs, SHELF.fetch, workers=2), strict=True):
        assert file.job is wanted
        assert file.bytes == wanted.out.stat().st_size
        assert file.frames == wanted.plan.length
        assert len(read_back(wanted.out)[0]) >= file.frames
    assert not threads()


def test_progress_counts_the_samples_of_all_files(tmp_path):
    jobs, told = [job(tmp_path / "a"), job(tmp_path / "b")], []
    list(encode_files(jobs, SHELF.fetch, workers=2, progress=told.append))
    assert told == sorted(told)
    assert told[-1] == sum(j.plan.length for j in jobs)
    assert len(told) > 4


def test_no_files_are_no_work():
    assert list(encode_files([], SHELF.fetch, workers=2)) == []


@pytest.mark.parametrize("name", FORMATS)
def test_cancelling_stops_soon_and_ends_the_threads(tmp_path, name):
    told = []
    files = encode_files(
        [job(tmp_path / "a", name)], SHELF.fetch, workers=2, progress=told.append, cancelled=lambda: told
    )
    with pytest.raises(Cancelled):
        list(files)
    assert len(told) == 1
    assert not threads()


def test_closing_early_ends_the_threads(tmp_path):
    files = encode_files([job(tmp_path / str(n)) for n in range(9)], SHELF.fetch, workers=2)
    next(files)
    files.close()
    assert not threads()
    assert not (tmp_path / "8").exists()


def test_few_pieces_are_on_their_way_however_long_the_plan(tmp_path):
    fetched = []

    def fetch(take):
        fetched.append(take)
        return SHELF.fetch(take)

    files = encode_files([job(tmp_path / str(n), takes=TAKES[:1]) for n in range(40)], fetch, workers=2)
    next(files)
    files.close()
    assert len(fetched) <= 2 * (2 * 2 + 2)


class SmallDisk(io.FileIO):
    """A file on a disk that has room for 9,000 bytes."""

    def write(self, data):
        if self.tell() + len(data) > 9000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)


class SmallPath:
    def __init__(self, path):
        self.path, self.name = path, path.name

    def open(self, mode):
        return io.BufferedRandom(SmallDisk(self.path, "w+b"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_disk_that_fills_up_is_said_so(tmp_path, name):
    with pytest.raises(DiskFull) as caught:
        list(encode_files([job(SmallPath(tmp_path / "a"), name)], SHELF.fetch, workers=2))
    assert caught.value.can_retry
    assert not threads()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_disk_that_is_full_is_said_so(name):
    with pytest.raises(DiskFull):
        list(encode_files([job(Path("/dev/full"), name)], SHELF.fetch, workers=1))


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileRefused, match=r"a\.mp3"):
        list(encode_files([job(tmp_path / "no" / "a.mp3")], SHELF.fetch, workers=1))


def test_an_error_on_a_thread_reaches_the_caller(tmp_path):
    def fetch(take):
        if take is TAKES[2]:
            raise Damaged("A recording is damaged.")
        return SHELF.fetch(take)

    with pytest.raises(Damaged):
        list(encode_files([job(tmp_path / "a"), job(tmp_path / "b")], fetch, workers=2))
    assert not threads()


def test_only_mp3_begins_with_a_tag(tmp_path):
    wrong = EncodeJob(SHELF.plan(TAKES), Encoding("flac"), tmp_path / "a", b"ID3")
    with pytest.raises(WrongUsage):
        list(encode_files([wrong], SHELF.fetch, workers=1))


def test_the_yardstick_measures():
    assert bare_mp3_speed(np.zeros(44100, np.int16), 1) > 1
