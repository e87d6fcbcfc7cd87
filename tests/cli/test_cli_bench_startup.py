"""``bench startup`` starts the real window and believes what it says."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6")

from studio_app.cli.benches import startup

if TYPE_CHECKING:
    from pathlib import Path


class Quiet:
    def warn(self, sentence: str) -> None:
        pass


@pytest.fixture(autouse=True)
def offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def test_both_windows_are_started_painted_and_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "_RUNS", 1)
    found = startup.measure(None, Quiet())
    assert 0 < found["reference"]["painted_s"] < found["painted_s"] <= found["usable_s"]
    assert found["ratio"] == pytest.approx(found["painted_s"] / found["reference"]["painted_s"], rel=0.05)


def test_a_window_that_does_not_start_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="said nothing"):
        startup._told(str(tmp_path), "-c", "raise SystemExit(3)")


def test_byte_code_is_kept_as_it_is_for_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in startup._surroundings()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_it_is_measured_offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert startup._surroundings()["QT_QPA_PLATFORM"] == "offscreen"
