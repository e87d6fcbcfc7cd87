"""A damaged project is told, never used as if it were whole, and never made worse."""

import shutil
from pathlib import Path

import pytest

PAGE = 16384


@pytest.fixture
def project(spoken, tmp_path):
    return Path(shutil.copy(spoken, tmp_path))


def wipe(path, page):
    data = bytearray(path.read_bytes())
    data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(data)
    return bytes(data)


def test_damaged_sound_is_found_and_made_again(lectern, project, tmp_path):
    data = bytearray(project.read_bytes())
    middle = len(data) // 2
    data[middle] ^= 0xFF
    project.write_bytes(data)
    checked, _ = lectern("check", project, status=3)
    assert checked["findings"]
    _, stderr = lectern("export", project, "-o", tmp_path / "out", status=3)
    assert "--verify" in stderr
    done, _ = lectern("generate", project, "--verify")
    assert done["made"] == 1
    exported, _ = lectern("export", project, "-o", tmp_path / "out")
    assert len(exported["files"]) == 3


def test_sound_damaged_too_deep_for_that_is_made_again_in_a_recovered_copy(lectern, project, tmp_path):
    wipe(project, project.stat().st_size // PAGE // 2)
    done, stderr = lectern("generate", project, "--verify")
    assert done["made"] == 1
    assert "recovered" in stderr
    copy = next(p for p in tmp_path.glob("*.lectern") if p != project)
    exported, _ = lectern("export", copy, "-o", tmp_path / "out")
    assert len(exported["files"]) == 3


def test_a_project_with_damaged_text_is_recovered_beside_the_original(lectern, project, tmp_path):
    text = project.read_bytes().index(b"Chapter 2")
    damaged = wipe(project, text // PAGE)
    checked, _ = lectern("check", project, status=3)
    assert not checked["ok"]
    _, stderr = lectern("generate", project)
    assert "recovered" in stderr
    assert project.read_bytes() == damaged
    copies = [p for p in tmp_path.glob("*.lectern") if p != project]
    assert len(copies) == 1
    lectern("info", copies[0])
