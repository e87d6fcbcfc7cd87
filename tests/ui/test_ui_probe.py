"""The probe of the window's thread: stalls are seen, with what went on, and written for whoever asks."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6")

from studio_app.ui.shell.probe import Probe

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def probe(qapp, tmp_path: Path) -> Probe:
    return Probe(tmp_path / "logs" / "probe.json", qapp)


def test_a_stall_is_seen_with_what_went_on(probe: Probe, qtbot) -> None:
    probe.begin()
    qtbot.wait(60)
    probe.mark("import")
    time.sleep(0.08)
    qtbot.wait(40)
    probe.end()
    longest = probe.figures()["longest"][0]
    assert 60 <= longest["ms"] < 400
    assert longest["while"] == "import"
    assert probe.figures()["over_16_ms"] >= 1
    assert [stall["ms"] >= 60 for stall in probe.figures()["longest"]].count(True) == 1, "a stall is told once"
    assert probe.figures()["while"]["import"]["longest_ms"] >= 60


def test_every_tick_a_stall_swallowed_is_counted(probe: Probe, qtbot) -> None:
    probe.begin()
    time.sleep(0.2)
    qtbot.wait(20)
    assert probe.figures()["ticks"] >= 40
    probe.end()


def test_the_figures_are_written_with_the_facts(probe: Probe, qtbot, tmp_path: Path) -> None:
    probe.begin(painted_at=1.5)
    qtbot.wait(30)
    probe.end()
    written = json.loads((tmp_path / "logs" / "probe.json").read_text())
    assert written["painted_at"] == 1.5
    assert written["ticks"] > 0
    assert written["p50_ms"] <= written["p99_ms"] <= written["p99_9_ms"]


def test_writing_while_it_runs_is_done_beside(probe: Probe, qtbot, tmp_path: Path) -> None:
    probe.begin()
    probe.write_beside()
    qtbot.waitUntil((tmp_path / "logs" / "probe.json").exists)
    probe.end()


def test_a_folder_that_cannot_be_written_stops_nothing(qapp, qtbot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    probe = Probe(tmp_path / "file" / "probe.json", qapp)
    probe.begin()
    qtbot.wait(10)
    probe.end()
    assert probe.figures()["ticks"] > 0
