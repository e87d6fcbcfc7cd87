"""A book in, an audiobook out: what lies in the folder afterwards, read back with other programs' eyes."""

import json
import signal
import time
from pathlib import Path

import av
import mutagen
import numpy as np
import pytest

from studio_app.cli.benches.book import write_book
from studio_app.cli.main import run


def decoded(path):
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
        rate = container.streams.audio[0].rate
    return np.concatenate([np.atleast_2d(f)[0] for f in frames]).astype(np.float64), rate


def test_sample_book_becomes_one_mp3_per_chapter(lectern, sample_in_short, tmp_path):
    assert_one_mp3_per_chapter(lectern, sample_in_short, tmp_path)


@pytest.mark.campaign
def test_all_of_the_sample_book_becomes_one_mp3_per_chapter(lectern, sample, tmp_path):
    assert_one_mp3_per_chapter(lectern, sample, tmp_path)


def assert_one_mp3_per_chapter(lectern, sample, tmp_path):
    data, _ = lectern("narrate", sample, "-o", tmp_path / "out")
    info, _ = lectern("info", data["project"])
    included = [c for c in info["chapters"] if c["included"]]
    assert len(data["files"]) == len(included) >= 3
    for number, (file, chapter) in enumerate(zip(data["files"], included, strict=True), start=1):
        tags = mutagen.File(file["path"]).tags
        assert mutagen.File(file["path"]).info.bitrate == 192_000
        assert str(tags["TIT2"]) == chapter["title"]
        assert str(tags["TALB"]) == info["title"]
        assert str(tags["TRCK"]) == f"{number}/{len(included)}"
        assert tags.getall("APIC")[0].data[:3] in (b"\xff\xd8\xff", b"\x89PN")
        assert tags.getall("CHAP")
        samples, rate = decoded(file["path"])
        assert len(samples) / rate == pytest.approx(file["seconds"], abs=0.001)
        assert file["seconds"] == pytest.approx(chapter["seconds"], abs=0.001)


def test_chapters_are_as_loud_as_each_other_and_their_peaks_are_held(lectern, tmp_path):
    write_book(tmp_path / "book.epub", words=500, chapter_words=250)
    data, _ = lectern("narrate", tmp_path / "book.epub", "-o", tmp_path / "out", "--voice", "en-us", "--format", "wav")
    loud = []
    for file in data["files"]:
        samples, _ = decoded(file["path"])
        samples /= 32768
        assert 20 * np.log10(np.abs(samples).max()) == pytest.approx(-3, abs=0.35)
        loud.append(20 * np.log10(np.sqrt(np.mean(samples[np.abs(samples) > 1e-4] ** 2))))
    assert abs(loud[0] - loud[1]) < 2
    assert -25 < loud[0] < -19


def test_every_format_in_one_file(lectern, book, tmp_path):
    for form in ("wav", "flac", "opus", "m4b"):
        out = tmp_path / f"whole.{form}"
        data, _ = lectern("narrate", book, "-o", out, "--project", tmp_path / "p.lectern")
        assert [f["path"] for f in data["files"]] == [str(out)]
        samples, rate = decoded(out)
        assert len(samples) / rate == pytest.approx(data["files"][0]["seconds"], abs=0.05)
    with av.open(str(out)) as container:
        assert [c["metadata"]["title"] for c in container.chapters()] == ["Chapter 1", "Chapter 2", "Chapter 3"]


def test_words_about_the_book_reach_the_tags(lectern, book, tmp_path):
    wish = (
        "--title",
        "Tītle",
        "--author",
        "Änn",
        "--isbn",
        "9783161484100",
        "--description",
        "Söme",
        "--narrator",
        "Nö",
    )
    data, _ = lectern("narrate", book, "-o", tmp_path / "out", "--chapters", "2", *wish)
    tags = mutagen.File(data["files"][0]["path"])
    assert (str(tags["TALB"]), str(tags["TPE1"])) == ("Tītle", "Änn")
    text = " ".join(str(frame) for frame in tags.tags.values())
    assert "9783161484100" in text
    assert "Söme" in text
    assert "Nö" in text


def test_the_same_command_again_repeats_nothing_and_overwrites_no_file_of_the_person(lectern, short_book, tmp_path):
    command = ("narrate", short_book, "-o", tmp_path / "out")
    first, _ = lectern(*command)
    again, _ = lectern(*command)
    assert first["made"] == again["reused"] > 0
    assert again["made"] == 0
    assert again["files"] == first["files"]
    target = first["files"][1]["path"]
    Path(target).write_bytes(b"mine")
    data, stderr = lectern(*command, status=2)
    assert data["error"]["kind"] == "WouldOverwrite"
    assert "--force" in stderr
    assert Path(target).read_bytes() == b"mine"
    lectern(*command, "--force")
    assert mutagen.File(target).info.length > 1


def test_another_voice_is_another_take_and_the_old_one_is_kept(lectern, short_book, tmp_path):
    command = ("narrate", short_book, "--project", tmp_path / "p.lectern", "--chapters", "1", "-o")
    lectern(*command, tmp_path / "a")
    made, _ = lectern(*command, tmp_path / "b", "--voice", "en-gb+f3")
    assert made["made"] > 0
    back, _ = lectern(*command, tmp_path / "a", "--voice", "en-us")
    assert back["made"] == 0


def test_ctrl_c_leaves_a_project_that_resumes(start, lectern, tmp_path):
    book = tmp_path / "book.epub"
    write_book(book, words=1200, chapter_words=300)
    process = start("narrate", book, "-o", tmp_path / "out")
    while not list(tmp_path.glob("out/*.part")):
        assert process.poll() is None, "the book was finished before it could be interrupted"
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=20)
    assert process.returncode == 130, stderr
    assert "Cancelled" in stdout
    assert "Traceback" not in stderr
    assert not list(tmp_path.glob("out/*-wal"))
    data, _ = lectern("narrate", book, "-o", tmp_path / "out")
    assert len(data["files"]) == 4


def test_wrong_things_end_with_one_sentence(book, home, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LECTERN_HOME", str(home))
    (tmp_path / "empty.epub").write_bytes(b"")
    cases = [
        (("narrate", tmp_path / "none.epub", "-o", tmp_path / "o"), 3),
        (("narrate", tmp_path / "empty.epub", "-o", tmp_path / "o"), 3),
        (("narrate", book, "-o", tmp_path / "o", "--chapters", "9"), 2),
        (("narrate", book, "-o", tmp_path / "o2", "--voice", "nobody"), 4),
        (("narrate", book, "-o", tmp_path / "o3", "--engine", "nobody"), 2),
        (("info", tmp_path / "none.lectern"), 3),
        (("info", book), 3),
        (("export", tmp_path / "none.lectern", "-o", tmp_path / "o"), 3),
    ]
    for command, status in cases:  # not each in a process of its own: that is tried wherever a command is refused here
        assert run([*map(str, command), "--json"]) == status, command
        stdout, stderr = capsys.readouterr()
        assert json.loads(stdout)["error"]["sentence"] in stderr
        assert "Traceback" not in stderr
        assert len(stderr.strip().splitlines()[-1]) < 250


def test_import_generate_export_by_hand(lectern, short_book, tmp_path):
    project = tmp_path / "p.lectern"
    imported, _ = lectern("import", short_book, "-o", project)
    assert [c["title"] for c in imported["chapters"]] == ["Chapter 1", "Chapter 2", "Chapter 3"]
    assert imported["takes"] == 0
    refused, _ = lectern("export", project, "-o", tmp_path / "x", status=2)
    assert "generate" in refused["error"]["sentence"]
    made, _ = lectern("generate", project, "--chapters", "1-2")
    info, _ = lectern("info", project)
    assert [c["generated"] == c["segments"] for c in info["chapters"]] == [True, True, False]
    assert info["takes"] == made["made"]
    exported, _ = lectern("export", project, "-o", tmp_path / "x", "--chapters", "1-2")
    assert len(exported["files"]) == 2
    checked, _ = lectern("check", project)
    assert checked["ok"]


def test_voices_are_listed_and_filtered(lectern):
    every, _ = lectern("voices")
    german, _ = lectern("voices", "--language", "de")
    assert len(every["voices"]) > 100
    assert {v["language"].split("-")[0] for v in german["voices"]} == {"de"}
