"""``bench timeline`` measures what it says: pictures that were painted, clips that are in sight, an edit that was made."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("PySide6")

from studio_app.cli.benches.window import measured
from studio_app.ui.timeline.speed import timeline

PROJECT = Path(__file__).parents[2]
PROGRAM = "studio_app.ui.timeline.speed"


def test_clips_are_many_and_the_same_each_time():
    first = timeline(500)
    assert first == timeline(500)
    assert 480 < sum(len(lane) for lane in first.lanes.values()) <= 500


def test_everything_is_really_painted(monkeypatch):
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    found = measured(PROGRAM, "--clips", "200", "--frames", "3")
    assert [part["frames"] for part in found["scroll"].values()] == [3] * 4
    assert [part["frames"] for part in found["drag"].values()] == [4] * 4
    assert found["zoom"]["frames"] == 6
    assert found["whole"]["clips"] > 180
    assert found["bare"]["36000s"]["frames"] == 2
    assert isinstance(found["holds"], bool)


def test_a_program_that_breaks_off_is_told():
    with pytest.raises(RuntimeError, match="ended with 2"):
        measured(PROGRAM, "--clips", "many")
