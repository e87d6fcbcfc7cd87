"""What the first paint waits for: nothing that the start page does not need is loaded before it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("PySide6")

PROJECT = Path(__file__).parents[2]
HEAVY = (
    "numpy", "av", "soundfile", "lxml", "pypdfium2", "trafilatura", "miniaudio", "sqlite3", "httpx", "regex",
    "studio_app.session.studio", "studio_app.session.work", "studio_app.session.player", "studio_app.ui.editor.panel",
    "studio_app.ui.shell.desk", "studio_app.ui.preferences.dialog", "studio_app.store", "studio_app.audio",
)  # fmt: skip
LOADED = "import json, sys, studio_app.app; print(json.dumps(sorted(sys.modules)))"


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=PROJECT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_nothing_heavy_is_loaded_before_the_first_paint(loaded: set[str]) -> None:
    assert [name for name in HEAVY if name in loaded] == []


def test_no_more_of_qt_is_loaded_than_is_drawn_with(loaded: set[str]) -> None:
    assert {name for name in loaded if name.startswith("PySide6.Qt")} == {
        "PySide6.QtCore",
        "PySide6.QtGui",
        "PySide6.QtSvg",
        "PySide6.QtWidgets",
    }
