"""A long recording on the timeline of a real window: its waveform appears bit by bit, and the window goes on meanwhile."""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

pytest.importorskip("PySide6")

import shell_desk as desks
from keyring.backends import fail
from PySide6.QtCore import Qt, QTimer
from shell_desk import until

from studio_app.audio.media import MediaReader
from studio_app.cli.benches.peaks import write_song
from studio_app.session import waveforms
from tests.settings.memory_keyring import installed

TICK_S = 0.016


@pytest.fixture(scope="module")
def window(qapp, tmp_path_factory):
    with installed(fail.Keyring()):
        made = desks.Shell(qapp, tmp_path_factory.mktemp("home"))
        yield made
        made.close()


@pytest.fixture
def shell(window, tmp_path, monkeypatch):
    window.begin(tmp_path, monkeypatch)
    yield window
    window.forget()


@dataclass
class Probe:
    """Ticks on the window's thread: how late each was, and how much that thread worked for it."""

    late: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def start(self):
        self._due, self._used = time.perf_counter() + TICK_S, time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(int(TICK_S * 1000))

    def _tick(self):
        now, used = time.perf_counter(), time.thread_time()
        self.late.append(max(0.0, now - self._due))
        self.worked.append(used - self._used)
        self._due, self._used = now + TICK_S, used

    def stop(self):
        self._timer.stop()

    def found(self):
        return {
            name: {"p50": _ms(values, 50), "p99": _ms(values, 99), "max": round(1000 * max(values), 1)}
            for name, values in (("late_ms", self.late), ("worked_ms", self.worked))
        }


def _ms(values, percent):
    return round(1000 * statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 1)


def resident_mb():
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def sound_of(desk):
    """Return the recording that lies on the timeline, None while none does."""
    timeline = desk.timelines.panel.timeline
    return next((clip.sounds[0] for lane in timeline.lanes.values() for clip in lane if clip.sounds), None)


def drawn(canvas):
    """Return how far from the left a picture of the canvas shows a waveform: its right-most column of many colours."""
    image = canvas.viewport().grab().toImage()
    last = 0
    for x in range(0, image.width(), 4):
        column = {image.pixel(x, y) for y in range(40, image.height(), 3)}
        last = x if len(column) > 6 else last
    return last


async def watched(desk, *, leave_at=1.0, probe=None):
    """Show all of the recording until so much of it is known; return how much was known whenever that was told."""
    seen, panel = [], desk.timelines.panel
    end = desk.announce.listen(waveforms.WaveformReady, lambda event: seen.append(event.done))
    panel.canvas.zoom_all()
    if probe is not None:
        probe.start()
    try:
        await until(lambda: seen and seen[-1] >= leave_at, 900)
    finally:
        end()
        if probe is not None:
            probe.stop()
    return seen


def lived(shell, book, song, *, leave_at):
    """Add a recording, leave when a part of it is known, come again; return what was found."""
    found, probe = {}, Probe()

    async def first(desk):
        desk.act("timeline.open")
        await until(lambda: desk.timelines.there and desk.timelines.panel.timeline.tracks)
        found["rss_before_mb"], began = resident_mb(), time.perf_counter()
        desk.timelines.panel.media_dropped.emit(0, 0, (song,))
        await until(lambda: sound_of(desk), 300)
        found["adding_s"] = time.perf_counter() - began
        found["first"] = await watched(desk, leave_at=leave_at, probe=probe)

    async def second(desk):
        desk.act("timeline.open")
        await until(lambda: desk.timelines.there and desk.timelines.panel.timeline.tracks)
        began = time.perf_counter()
        found["second"] = await watched(desk, probe=probe)
        found["rest_s"] = time.perf_counter() - began
        sound = sound_of(desk)
        await until(lambda: not desk.timelines._waveforms.busy)
        found["bins"] = desk.timelines._waveforms.bins(sound, sound.frames / 1000, 0, 1000)
        await until(lambda: drawn(desk.timelines.panel.canvas) > 0)
        found["rss_after_mb"] = resident_mb()
        file = desk.studio.file
        file.put_peaks("all before is written", b"").result()
        found["kept_bytes"] = len(file.peaks(f"media:{sound.media}"))

    shell.live(book, first)
    shell.live(book, second)
    return found | probe.found()


def test_a_recording_appears_bit_by_bit_goes_on_after_closing_and_keeps_nobody_waiting(shell, tmp_path, monkeypatch):
    monkeypatch.setattr(waveforms, "_KEPT_FRAMES", 1 << 20)
    starts, pieces = [], MediaReader.pieces
    monkeypatch.setattr(MediaReader, "pieces", lambda *of: (starts.append(of[1]), pieces(*of))[1])
    song = tmp_path / "song.mp3"
    write_song(song, 900.0)
    found = lived(shell, desks.new_book(tmp_path), song, leave_at=0.3)
    assert found["first"] == sorted(found["first"])
    assert len(found["bins"]) == 1000
    assert starts.count(0) == 1
    assert found["worked_ms"]["p99"] <= 1000 * TICK_S


@pytest.mark.campaign
def test_ten_hours_in_the_window(shell, tmp_path):
    given = os.environ.get("LECTERN_LONG_RECORDING")
    song = Path(given) if given else tmp_path / "ten.mp3"
    if not given:
        write_song(song, 36_000.0)
    found = lived(shell, desks.new_book(tmp_path), song, leave_at=0.4)
    told = {name: len(value) if isinstance(value, list) else value for name, value in found.items() if name != "bins"}
    print(json.dumps(told), file=sys.stderr)
    assert len(found["bins"]) == 1000
    assert found["second"][0] > 0.35
    assert found["worked_ms"]["p99"] <= 1000 * TICK_S
