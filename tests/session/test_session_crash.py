"""Crash evidence: what a run that ends badly leaves for the next start, and what it never holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio_app.session.crash import Evidence, left_behind, scrubbed

HOUSE = Path(__file__).parents[2]
SECRET = "The duchess hid the key sk_live_51 in the piano"
CHILD = f"""
import faulthandler, os, sys
from pathlib import Path
from studio_app.session.crash import Evidence
evidence = Evidence(Path(sys.argv[1]))
evidence.begin()
def speak_the_chapter(text):
    if sys.argv[2] == "crash":
        faulthandler._sigsegv()
    if sys.argv[2] == "abort":
        os.abort()
    raise ValueError(text)
try:
    speak_the_chapter({SECRET!r})
except ValueError as error:
    evidence.note(type(error), error.__traceback__)
evidence.end()
"""


def run(folder: Path, how: str) -> int:
    child = [sys.executable, "-c", CHILD, str(folder), how]
    return subprocess.run(child, cwd=HOUSE, capture_output=True, check=False).returncode


def test_a_run_that_ends_well_leaves_nothing(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    evidence.begin()
    evidence.end()
    assert list(tmp_path.iterdir()) == []
    assert left_behind(tmp_path) == ""


@pytest.mark.parametrize(("how", "said"), [("crash", "Segmentation fault"), ("abort", "Aborted")])
def test_a_hard_crash_is_told_at_the_next_start_with_its_place(tmp_path: Path, how: str, said: str) -> None:
    assert run(tmp_path, how) != 0
    report = left_behind(tmp_path)
    assert said in report
    assert "speak_the_chapter" in report
    assert report.startswith("Lectern ")


def test_an_error_nobody_foresaw_is_told_without_its_words(tmp_path: Path) -> None:
    assert run(tmp_path, "error") == 0
    report = left_behind(tmp_path)
    assert "ValueError" in report
    assert "speak_the_chapter" in report


@pytest.mark.parametrize("how", ["crash", "abort", "error"])
def test_no_text_no_key_and_no_folder_of_the_person_is_in_it(tmp_path: Path, how: str, monkeypatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path.parent)
    run(tmp_path, how)
    report = left_behind(tmp_path)
    for part in (
        SECRET,
        "duchess",
        "sk_live",
        str(tmp_path),
        str(HOUSE),
        sys.prefix,
        sys.base_prefix,
    ):
        assert part not in report


def test_folders_of_this_machine_are_taken_out() -> None:
    text = f'File "{Path.home()}/book.txt", File "{sys.base_prefix}/lib/a.py", File "{HOUSE}/studio_app/app.py"'
    assert scrubbed(text) == 'File "~/book.txt", File "…/lib/a.py", File "studio_app/app.py"'


def test_it_is_told_once_and_a_copy_stays(tmp_path: Path) -> None:
    run(tmp_path, "crash")
    report = left_behind(tmp_path)
    assert left_behind(tmp_path) == ""
    assert (tmp_path / "last-crash.txt").read_text(encoding="utf-8") == report


def test_a_run_that_still_goes_on_is_left_alone(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    evidence.begin()
    try:
        assert left_behind(tmp_path) == ""
        assert (tmp_path / f"crash-{os.getpid()}.txt").exists()
    finally:
        evidence.end()


def test_a_run_that_was_killed_leaves_an_empty_file_and_no_report(tmp_path: Path) -> None:
    (tmp_path / "crash-4194304.txt").write_text("")
    assert left_behind(tmp_path) == ""
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    evidence = Evidence(tmp_path / "file" / "logs")
    evidence.begin()
    evidence.note(ValueError, None)
    evidence.end()
    assert left_behind(tmp_path / "file" / "logs") == ""


def test_a_broken_report_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "crash-4194304.txt").write_bytes(b"\xff\xfe\x00broken")
    (tmp_path / "crash-notes.txt").write_text("somebody's own file")
    assert "broken" in left_behind(tmp_path)
    assert (tmp_path / "crash-notes.txt").exists()


def test_a_very_long_report_is_cut(tmp_path: Path) -> None:
    (tmp_path / "crash-4194304.txt").write_text("x" * 1_000_000)
    assert len(left_behind(tmp_path)) < 70_000
