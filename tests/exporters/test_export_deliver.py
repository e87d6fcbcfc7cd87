import errno
import os
import pathlib
import stat
import threading
from dataclasses import replace

import pytest
from blake3 import blake3
from mutagen.mp3 import MP3

from studio_app.audio.encode import Encoding
from studio_app.domain.errors import Cancelled, Damaged, DiskFull, FileRefused, WouldOverwrite, WrongUsage
from studio_app.exporters import deliver as room
from studio_app.exporters.tags import BookTags


def listing(desk):
    return sorted(path.name for path in desk.folder.iterdir())


def stamps(desk):
    return {path.name: (path.stat().st_ino, path.read_bytes()) for path in desk.folder.iterdir()}


def changed(delivery):
    """The same file, wanted with another title."""
    return replace(delivery, tags=replace(delivery.tags, title="Other"), plan_hash="another")


def test_files_are_whole_under_their_names_and_nothing_else_is_left(desk):
    done = desk.deliver(*desk.chapters(3))
    assert listing(desk) == ["01.mp3", "02.mp3", "03.mp3"]
    assert [MP3(d.path).info.length for d in done] == pytest.approx([d.seconds for d in done], abs=0.001)
    assert [d.path.stat().st_size for d in done] == [d.bytes for d in done]
    assert [blake3(d.path.read_bytes()).hexdigest(length=16) for d in done] == [d.digest for d in done]
    assert not any(d.skipped for d in done)


def test_a_missing_folder_is_made(desk):
    desk.folder = desk.folder / "a" / "b"
    desk.deliver(*desk.chapters(1))
    assert listing(desk) == ["01.mp3"]


def test_the_caller_remembers_a_file_before_it_gets_its_name(desk):
    seen = []

    def remember(delivery, size, digest):
        part = delivery.path.with_name(delivery.path.name + ".part")
        seen.append((delivery.path.exists(), part.stat().st_size == size))

    desk.deliver(*desk.chapters(2), remember=remember)
    assert seen == [(False, True), (False, True)]


def test_what_is_done_is_not_done_again(desk):
    first = desk.deliver(*desk.chapters(3))
    before = stamps(desk)
    desk.fetched.clear()
    again = desk.deliver(*desk.chapters(3))
    assert again == [replace(d, skipped=True) for d in first]
    assert (stamps(desk), desk.fetched) == (before, [])


def test_only_what_is_missing_is_made(desk):
    deliveries, encoding = desk.chapters(4)
    desk.deliver(deliveries, encoding)
    deliveries[2].path.unlink()
    again = desk.deliver(deliveries, encoding)
    assert [d.skipped for d in again] == [True, True, False, True]
    assert [d.path for d in again] == [d.path for d in deliveries]


def test_a_file_of_somebody_else_is_in_the_way(desk):
    deliveries, encoding = desk.chapters(3)
    desk.folder.mkdir()
    (desk.folder / "02.mp3").write_bytes(b"mine")
    with pytest.raises(WouldOverwrite, match=r"There is a file called “02.mp3” in “out” already.*--force"):
        desk.deliver(deliveries, encoding)
    assert (listing(desk), desk.fetched) == (["02.mp3"], [])


def test_one_sentence_says_how_many_files_are_in_the_way(desk):
    deliveries, encoding = desk.chapters(3)
    desk.deliver(deliveries, encoding)
    before = stamps(desk)
    with pytest.raises(WouldOverwrite, match=r"^2 files are in the way in “out”, “02.mp3” among them; .*--force"):
        desk.deliver([deliveries[0], *map(changed, deliveries[1:])], encoding)
    assert stamps(desk) == before


def test_files_in_the_way_are_replaced_when_asked_and_the_done_one_stays(desk):
    deliveries, encoding = desk.chapters(3)
    desk.deliver(deliveries, encoding)
    done = desk.deliver([deliveries[0], *map(changed, deliveries[1:])], encoding, overwrite=True)
    assert [d.skipped for d in done] == [True, False, False]
    assert [str(MP3(d.path)["TIT2"]) for d in done] == ["Chapter 1", "Other", "Other"]


def test_a_file_that_was_touched_is_in_the_way_even_at_the_same_size(desk):
    deliveries, encoding = desk.chapters(1)
    desk.deliver(deliveries, encoding)
    with deliveries[0].path.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        file.write(b"!")
    with pytest.raises(WouldOverwrite):
        desk.deliver(deliveries, encoding)


def test_a_dangling_link_is_in_the_way(desk):
    deliveries, encoding = desk.chapters(1)
    desk.folder.mkdir()
    deliveries[0].path.symlink_to(desk.folder / "nowhere")
    with pytest.raises(WouldOverwrite):
        desk.deliver(deliveries, encoding)


def test_a_part_of_a_killed_export_is_replaced_and_not_followed(desk):
    deliveries, encoding = desk.chapters(2)
    desk.folder.mkdir()
    precious = desk.folder / "precious"
    precious.write_bytes(b"x")
    (desk.folder / "01.mp3.part").symlink_to(precious)
    (desk.folder / "02.mp3.part").write_bytes(b"half")
    desk.deliver(deliveries, encoding)
    assert listing(desk) == ["01.mp3", "02.mp3", "precious"]
    assert precious.read_bytes() == b"x"


def test_a_part_that_was_only_not_renamed_gets_its_name(desk):
    deliveries, encoding = desk.chapters(2)
    desk.deliver(deliveries, encoding)
    whole = deliveries[0].path.read_bytes()
    deliveries[0].path.rename(desk.folder / "01.mp3.part")
    desk.fetched.clear()
    done = desk.deliver(deliveries, encoding)
    assert ([d.skipped for d in done], desk.fetched) == ([True, True], [])
    assert (listing(desk), deliveries[0].path.read_bytes()) == (["01.mp3", "02.mp3"], whole)


def test_cancelling_keeps_finished_files_and_removes_the_rest(desk):
    deliveries, encoding = desk.chapters(4)
    finished = []
    with pytest.raises(Cancelled):
        desk.deliver(
            deliveries, encoding, remember=lambda d, *_: finished.append(d), cancelled=lambda: len(finished) >= 2
        )
    assert listing(desk) == ["01.mp3", "02.mp3"]


def test_a_damaged_take_keeps_finished_files_and_removes_the_rest(desk, monkeypatch):
    deliveries, encoding = desk.chapters(3)
    fetch = desk.fetch

    def broken(take):
        if len(desk.fetched) >= 2:
            raise Damaged("A take is damaged.")
        return fetch(take)

    monkeypatch.setattr(desk, "fetch", broken)
    with pytest.raises(Damaged):
        desk.deliver(deliveries, encoding, workers=1)
    assert not [name for name in listing(desk) if name.endswith(".part")]


def test_a_caller_who_stops_listening_leaves_no_part_and_no_thread(desk):
    deliveries, encoding = desk.chapters(4)
    run = room.deliver(
        deliveries, encoding, desk.fetch, workers=2, overwrite=False, known=lambda _: None, remember=desk.remember
    )
    next(run)
    run.close()
    assert listing(desk) == ["01.mp3"]
    assert [t.name for t in threading.enumerate() if t.name.startswith("encode")] == []


def test_when_remembering_fails_no_file_gets_its_name(desk):
    def remember(*_):
        raise DiskFull("The disk with the project is full.")

    with pytest.raises(DiskFull):
        desk.deliver(*desk.chapters(2), remember=remember)
    assert listing(desk) == []


def test_when_renaming_fails_the_old_file_stays(desk, monkeypatch):
    deliveries, encoding = desk.chapters(1)
    desk.deliver(deliveries, encoding)
    before = stamps(desk)

    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(pathlib.Path, "replace", refuse)
    with pytest.raises(FileRefused, match=r"01\.mp3"):
        desk.deliver([changed(deliveries[0])], encoding, overwrite=True)
    assert stamps(desk) == before


@pytest.mark.parametrize("format_", ["wav", "flac", "m4b", "opus"])
def test_a_disk_that_fills_up_while_tagging_is_a_full_disk(desk, monkeypatch, format_):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    deliveries, encoding = desk.chapters(1, format_)
    monkeypatch.setattr("mutagen._util.resize_bytes", full)
    monkeypatch.setattr("mutagen.flac.resize_bytes", full)
    monkeypatch.setattr("mutagen.mp4.insert_bytes", full)
    monkeypatch.setattr("mutagen.mp4.resize_bytes", full)
    monkeypatch.setattr("mutagen.ogg.resize_bytes", full)
    monkeypatch.setattr("studio_app.exporters.riff._chunks", full)
    with pytest.raises(DiskFull, match="Make room"):
        desk.deliver(deliveries, encoding)
    assert listing(desk) == []


@pytest.mark.parametrize("format_", ["wav", "mp3"])
def test_a_disk_too_small_is_known_before_the_first_byte(desk, monkeypatch, format_):
    deliveries, encoding = desk.chapters(3, format_)
    usage = type("usage", (), {"free": 50_000})
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(DiskFull, match=r"needs 0 MB and “out” has room for 0 MB\. Make room"):
        desk.deliver(deliveries, encoding)
    assert (listing(desk), desk.fetched) == ([], [])


def test_room_for_what_is_done_is_not_needed_again(desk, monkeypatch):
    deliveries, encoding = desk.chapters(3, "wav")
    desk.deliver(deliveries, encoding)
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("usage", (), {"free": 0}))
    assert all(d.skipped for d in desk.deliver(deliveries, encoding))


@pytest.mark.parametrize("encoding", [Encoding("wav"), Encoding("wav", bits=24), Encoding("mp3"), Encoding("mp3", 64)])
def test_the_least_size_is_nearly_the_size_and_never_more(desk, make_plan, encoding):
    plan = make_plan(["x"], seconds=20.0)
    delivery = desk.delivery("x", plan, BookTags("x"), encoding)
    least, size = room._least_bytes(plan, encoding), desk.deliver([delivery], encoding)[0].bytes
    assert 0.99 * size < least <= size


def test_replacing_files_needs_room_for_one_of_them_at_a_time(desk):
    deliveries, encoding = desk.chapters(3, "wav")
    done = desk.deliver(deliveries, encoding)
    least = [room._least_bytes(d.plan, encoding) for d in deliveries]
    assert room._room_needed(deliveries, encoding) < max(least) + sum(d.bytes for d in done) - sum(least)


def test_a_file_where_the_folder_should_be_is_explained(desk):
    desk.folder.write_bytes(b"")
    with pytest.raises(FileRefused, match="“out” cannot be made because a file is in its place"):
        desk.deliver(*desk.chapters(1))


def test_a_file_above_the_folder_is_explained(desk):
    desk.folder.write_bytes(b"")
    desk.folder = desk.folder / "deeper"
    with pytest.raises(FileRefused, match="a file is in its place"):
        desk.deliver(*desk.chapters(1))


def test_a_folder_where_the_file_should_be_is_explained(desk):
    deliveries, encoding = desk.chapters(1)
    deliveries[0].path.mkdir(parents=True)
    with pytest.raises(FileRefused, match=r"There is a folder called 01\.mp3"):
        desk.deliver(deliveries, encoding, overwrite=True)


def test_a_folder_that_may_not_be_written_to_is_explained(desk, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FileRefused, match="Nothing can be written to the folder “out”"):
        desk.deliver(*desk.chapters(1))


def test_two_files_of_one_name_are_refused(desk):
    deliveries, encoding = desk.chapters(2)
    twin = replace(deliveries[1], path=desk.folder / "01.MP3")
    with pytest.raises(WrongUsage, match=r"01\.MP3"):
        desk.deliver([deliveries[0], twin], encoding)


def test_progress_counts_samples_and_begins_with_what_is_there(desk):
    deliveries, encoding = desk.chapters(3)
    desk.deliver(deliveries[:1], encoding)
    reports = []
    desk.deliver(deliveries, encoding, progress=lambda *report: reports.append(report))
    total = sum(d.plan.length for d in deliveries)
    assert reports[0] == (deliveries[0].plan.length, total)
    assert reports[-1] == (total, total)
    assert reports == sorted(reports)


def test_a_file_is_on_the_disk_before_it_gets_its_name_and_its_name_after(desk, monkeypatch):
    steps, fsync, rename = [], os.fsync, pathlib.Path.replace

    def synced(descriptor):
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    deliveries, encoding = desk.chapters(1, "m4b")
    desk.folder.mkdir()
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(pathlib.Path, "replace", lambda *paths: (steps.append("rename"), rename(*paths)))
    desk.deliver(deliveries, encoding, remember=lambda *_: steps.append("remember"))
    assert steps[-4:] == ["file", "remember", "rename", "folder"]


def test_another_export_to_the_same_place_is_noticed(desk, monkeypatch):
    deliveries, encoding = desk.chapters(1)
    encode = room.encode_files

    def disturbed(*args, **more):
        for encoded in encode(*args, **more):
            encoded.job.out.write_bytes(b"half of another")
            yield encoded

    monkeypatch.setattr(room, "encode_files", disturbed)
    with pytest.raises(FileRefused, match="Another program is writing"):
        desk.deliver(deliveries, encoding)
    assert listing(desk) == []


def test_nothing_to_do_is_done_at_once(desk):
    assert desk.deliver([], Encoding("mp3")) == []
