"""``bench library`` measures what it says: rows that are there, answers that were found, frames that were painted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from studio_app.cli.benches import library
from studio_app.session.listings import record

PROJECT = Path(__file__).parents[2]


def test_voices_are_many_and_the_same_each_time():
    first, again = library.voices(200), library.voices(200)
    assert first == again
    assert len({one.key for one in first}) == 200


def test_searches_are_answered_from_what_was_seen(tmp_path):
    found = library._searched(library.voices(300), tmp_path)
    assert found["times"] == len(library._searches())
    assert 0 < found["p50_ms"] <= found["max_ms"]


def test_what_finds_nothing_holds_no_promise(tmp_path):
    assert library._searched([], tmp_path)["holds"] is False


def test_the_list_is_really_scrolled(tmp_path, monkeypatch):
    pytest.importorskip("PySide6")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    path = tmp_path / "voices.jsonl"
    path.write_text("\n".join(map(record, library.voices(400))), encoding="utf-8")
    command = [sys.executable, "-m", "studio_app.ui.voices.speed", str(path), "--turns", "4"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT)
    found = json.loads(done.stdout)
    assert found["rows"] == 400
    assert found["frames"] == found["pages"]["frames"] == 4
    assert found["bare"]["notch"]["frames"] == 4
