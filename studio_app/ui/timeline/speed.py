"""How smoothly a timeline of 50,000 clips moves: ``python -m studio_app.ui.timeline.speed`` prints JSON.

It is scrolled, zoomed and dragged on; each picture's time runs from what was wished until it is painted. Beside it, in the same
run: a bare scroll area that paints as many rectangles as there are clips in sight. ``lectern bench timeline`` runs this.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from studio_app.domain.errors import NoRoom
from studio_app.domain.timeline import Clip, Mode, Sound, Timeline, Track, TrackKind, timeline_of
from studio_app.jobs.priority import let_the_window_go_first
from studio_app.session.standing import ParagraphState, State
from studio_app.ui.kit import theme
from studio_app.ui.kit.paint_clock import PaintClock
from studio_app.ui.timeline.canvas import TimelineCanvas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studio_app.domain.edits.timeline_change import TimelineChange

#: Milliseconds that 99 of 100 pictures have to keep, and the whole timeline in one (DESIGN 9).
LIMIT_MS, WHOLE_MS = 16.0, 33.0
_SIZE = (1600, 900)
_RATE = 48_000
_TRACKS, _HOURS = 10, 10
#: Zooms at which it is scrolled and dragged, in seconds a width: words, a scene, a chapter, hours.
_WIDTHS_S = (10.0, 60.0, 300.0, 1800.0)
_FRAME_S = 1 / 60
#: Notches of the wheel from single samples to all ten hours.
_NOTCHES = 70
_WORDS = (
    "the",
    "lamp",
    "had",
    "been",
    "lit",
    "before",
    "she",
    "came",
    "down",
    "and",
    "nobody",
    "asked",
    "who",
    "it",
    "was",
)


def timeline(count: int) -> Timeline:
    """Return a timeline of so many clips on ten tracks, ten hours long, with music from end to end; the same each time."""
    chance, whole = random.Random(6), _HOURS * 3600 * _RATE
    names = ("Narrator", "Alice", "Bob", "Clara", "David", "Effects", "Steps", "Eve", "Frank", "Music")
    kinds = {"Effects": TrackKind.SFX, "Steps": TrackKind.SFX, "Music": TrackKind.AUDIO}
    tracks = [Track(n + 1, n, kinds.get(name, TrackKind.VOICEOVER), name) for n, name in enumerate(names)]
    music = Clip(100, _TRACKS, 0, whole, Mode.FIXED, sounds=(Sound(whole, 0, whole, whole, media="music"),))
    each, number, clips = (count - 1) // (_TRACKS - 1), 101, [music]
    for track in tracks[:-1]:
        slot = whole // each
        for at in range(each):
            clips.append(_clip(number, track, at * slot + chance.randrange(slot // 8), slot, chance))
            number += 1
    return timeline_of(tracks, clips)


def _clip(number: int, track: Track, start: int, slot: int, chance: random.Random) -> Clip:
    length = round(slot * chance.uniform(0.4, 0.85))
    natural = round(length * chance.choice((1.0, 1.0, 1.0, 0.9, 1.4)))
    sound = Sound(natural + 9600, 4800, 4800 + natural, length, take_id=number)
    mode = Mode.DYNAMIC if natural == length else Mode.FIXED
    made = Clip(
        number, track.id, start, length, mode, " ".join(chance.sample(_WORDS, 9)), (sound,), paragraph_id=number
    )
    return made if chance.random() < 0.85 else replace(made, sounds=(), mode=Mode.DYNAMIC)


def waveforms(sound: Sound, samples_per_bin: int, first: int, count: int) -> NDArray[np.generic]:
    """Answer as quickly as memory does with a waveform of speech: louder and softer, with pauses."""
    at = np.arange(first, min(first + count, -(-sound.frames // samples_per_bin))) * samples_per_bin
    loud = np.abs(np.sin(at / 9001.0) * np.sin(at / 2111.0 + sound.take_id)) * (0.3 + 0.7 * np.abs(np.sin(at / 1e5)))
    return (np.stack([-loud, loud], axis=1) * 127).astype(np.int8)


def states(paragraph_id: int) -> ParagraphState:
    """Answer that most is generated, some stale."""
    state = State.STALE if paragraph_id % 9 == 0 else State.GENERATED
    return ParagraphState(paragraph_id, state, False, 1, 1, 2.0, 40)


class ScreenClock(PaintClock):
    """Measures pictures as a screen wants them. ``late_ms``: how long a wish waited for what is done when nothing is wished."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.late_ms: list[float] = []
        self._due = time.perf_counter()

    async def picture(self, wish: Callable[[], object]) -> bool:
        """Do something when the next picture of a screen is due, and wait until it is painted."""
        self._due += _FRAME_S
        now = time.perf_counter()
        if self._due > now:
            await asyncio.sleep(self._due - now)
        else:
            self._due = now
        self.late_ms.append((time.perf_counter() - self._due) * 1000)
        return await super().picture(wish)

    async def rest(self, seconds: float = 0.3) -> None:
        """Wait until all is quiet, and forget what was measured."""
        await asyncio.sleep(seconds)
        self.times_ms, self.work_ms, self.late_ms = [], [], []
        self._due = time.perf_counter()

    def figures(self, limit: float = LIMIT_MS) -> dict[str, Any]:
        """Return what the times say."""
        return {
            "frames": len(self.times_ms),
            "p50_ms": round(statistics.median(self.times_ms), 2),
            "p99_ms": _p99(self.times_ms),
            "max_ms": round(max(self.times_ms), 2),
            "work_p99_ms": _p99(self.work_ms),
            "late_p99_ms": _p99(self.late_ms),
            "limit_ms": limit,
            "holds": _p99(self.times_ms) <= limit,
        }


def _p99(times: Sequence[float]) -> float:
    ordered = sorted(times)
    return round(ordered[max(0, round(len(ordered) * 0.99) - 1)], 2)


class BareArea(QAbstractScrollArea):
    """The reference: a scroll area that paints a rectangle for each clip in sight, and nothing else."""

    def __init__(self, held: Timeline) -> None:
        super().__init__()
        self._held = held
        self.per_pixel, self.left = 1.0, 0
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_from(self, per_pixel: float, left: int) -> None:
        """Show so many samples a pixel, from a pixel on."""
        self.per_pixel, self.left = per_pixel, left
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint."""
        painter, colour, ground = QPainter(self.viewport()), theme.colour("accent"), theme.colour("window")
        painter.fillRect(event.rect(), ground)
        start, end = self.left * self.per_pixel, (self.left + self.viewport().width()) * self.per_pixel
        for number, track in enumerate(self._held.tracks):
            for clip in self._held.lane(track.id).between(round(start), round(end)):
                x = round(clip.start / self.per_pixel) - self.left
                painter.fillRect(x, number * 72 + 2, max(1, round(clip.length / self.per_pixel)), 67, colour)


class Bench:
    """Moves a canvas as a person does, a step for each picture of a screen, and measures."""

    def __init__(self, count: int, frames: int) -> None:
        self._frames = frames
        self.timeline = timeline(count)
        self.canvas = TimelineCanvas()
        self.canvas.resize(*_SIZE)
        self.canvas.set_waveforms(waveforms)
        self.canvas.set_states(states)
        self.canvas.show()
        self.clock = ScreenClock(self.canvas)
        self._asked: list[Callable[[Timeline], tuple[Timeline, TimelineChange]]] = []
        self.canvas.edit_requested.connect(lambda edit, _: self._asked.append(edit))

    async def run(self) -> dict[str, Any]:
        """Measure all."""
        await self.clock.rest()
        began = time.perf_counter()
        self.canvas.show_timeline(1, self.timeline)
        shown = (time.perf_counter() - began) * 1000
        await self._settled()
        found: dict[str, Any] = {"show_ms": round(shown, 1)}
        found["scroll"] = {_name(width): await self._scrolled(width) for width in _WIDTHS_S}
        found["zoom"] = await self._zoomed()
        found["drag"] = {_name(width): await self._dragged(width) for width in _WIDTHS_S[:3]}
        found["drag"]["200 clips"] = await self._dragged(300.0, 200)
        found["playhead"] = await self._played()
        found["whole"] = await self._whole()
        return found

    async def _settled(self) -> float:
        """Wait until everything in sight is painted; return how many milliseconds that took."""
        began = time.perf_counter()
        await asyncio.sleep(0)
        for _ in range(5000):
            if self.canvas.picture.owed.isEmpty() and self.canvas.signs.settled:
                break
            await asyncio.sleep(0.002)
        return (time.perf_counter() - began) * 1000

    def _look_at(self, seconds: float, at_s: float = 4000.0) -> None:
        width = self.canvas.viewport().width()
        self.canvas.set_zoom(seconds * _RATE / width, 0)
        self.canvas.show_from(round(at_s * _RATE))

    async def _scrolled(self, seconds: float) -> dict[str, Any]:
        """Turn the wheel notch by notch, and by whole pictures; and tell how long a picture takes to be complete."""
        self._look_at(seconds)
        await asyncio.sleep(0)
        complete = await self._settled()
        await self.clock.rest()
        for number in range(self._frames):
            turn = 120 if number < self._frames * 0.8 else self.canvas.viewport().width()
            await self.clock.picture(lambda turn=turn: self._wheel(-turn, Qt.KeyboardModifier.ShiftModifier))  # type: ignore[misc]
        return {**self.clock.figures(), "clips": self._in_sight(), "complete_ms": round(complete, 1)}

    def _in_sight(self) -> int:
        canvas = self.canvas
        start, end = canvas.scale.sample(0), canvas.scale.sample(canvas.viewport().width())
        return sum(len(list(clips)) for _, clips in canvas.timeline.between(start, end))

    def _wheel(self, turn: int, held: Qt.KeyboardModifier) -> None:
        port = self.canvas.viewport()
        at = QPointF(port.rect().center())
        everywhere = QPointF(port.mapToGlobal(at.toPoint()))
        buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(at, everywhere, QPoint(), QPoint(0, turn), buttons, held, phase, False)
        QCoreApplication.sendEvent(port, wheel)

    async def _zoomed(self) -> dict[str, Any]:
        """Zoom from single samples to the whole timeline and back, a notch at a time, at the mouse."""
        self._look_at(0.01)
        await self._settled()
        await self.clock.rest()
        for turn in (-120, 120):
            for _ in range(min(_NOTCHES, self._frames)):
                await self.clock.picture(lambda turn=turn: self._wheel(turn, Qt.KeyboardModifier.ControlModifier))  # type: ignore[misc]
        return self.clock.figures()

    async def _dragged(self, seconds: float, many: int = 1) -> dict[str, Any]:
        """Drag clips to and fro, with all they may snap to, and let go; the edit is answered as the project would."""
        self._look_at(seconds)
        await self._settled()
        canvas = self.canvas
        clip = next(canvas.timeline.lane(2).from_start(canvas.scale.sample(canvas.viewport().width() // 2)))
        lane = canvas.timeline.lane(2)
        canvas.choose([held.id for held in itertools.islice(lane.from_start(clip.start), many)] if many > 1 else ())
        at = QPoint(canvas.scale.x(clip.start) + max(2, round(canvas.scale.pixels(clip.length) / 2)), 72 + 40)
        self._mouse(QEvent.Type.MouseButtonPress, at)
        await self.clock.rest()
        for number in range(self._frames):
            to = at + QPoint(round(40 * np.sin((number + 1) / 9)), 0)
            await self.clock.picture(lambda to=to: self._mouse(QEvent.Type.MouseMove, to))  # type: ignore[misc]
        await self.clock.picture(lambda: self._let_go(at))
        return self.clock.figures()

    def _let_go(self, at: QPoint) -> None:
        self._mouse(QEvent.Type.MouseButtonRelease, at)
        for edit in self._asked:
            try:
                self.canvas.timeline_changed(*edit(self.canvas.timeline))
            except NoRoom:
                self.canvas.edit_refused()
        self._asked.clear()

    def _mouse(self, kind: QEvent.Type, at: QPoint) -> None:
        port = self.canvas.viewport()
        where, everywhere = QPointF(at), QPointF(port.mapToGlobal(at))
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        held = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, where, everywhere, button, held, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(port, event)

    async def _played(self) -> dict[str, Any]:
        """Let the playhead run, turning over as it goes."""
        self._look_at(10.0)
        start = self.canvas.scale.sample(0)
        self.canvas.set_playhead(start)
        await self._settled()
        await self.clock.rest()
        for number in range(self._frames):
            sample = start + (number + 1) * _RATE // 8
            await self.clock.picture(lambda sample=sample: self.canvas.set_playhead(sample))  # type: ignore[misc]
        return self.clock.figures()

    async def _whole(self) -> dict[str, Any]:
        """Go from a scene to all clips at once, again and again, each time after an edit."""
        await self.clock.rest()
        for _ in range(max(2, self._frames // 5)):
            self._look_at(60.0)
            await self._settled()
            await self.clock.picture(self.canvas.zoom_all)
        return {**self.clock.figures(WHOLE_MS), "clips": self._in_sight()}

    async def bare(self) -> dict[str, Any]:
        """Measure the reference at the same zooms."""
        area = BareArea(self.timeline)
        area.resize(*_SIZE)
        area.show()
        clock, found = ScreenClock(area), {}
        for seconds in (*_WIDTHS_S, float(_HOURS * 3600)):
            per_pixel = seconds * _RATE / area.viewport().width()
            left = round(4000 * _RATE / per_pixel) if seconds < _HOURS * 3600 else 0
            area.show_from(per_pixel, left)
            await clock.rest(0.1)
            for number in range(max(2, self._frames // 3)):
                await clock.picture(lambda x=left + number: area.show_from(per_pixel, x))  # type: ignore[misc]  # noqa: B023
            found[_name(seconds)] = clock.figures()
        area.close()
        return found

    async def shots(self, folder: Path) -> None:
        """Save what it looks like, near, far and whole, in each theme."""
        for name in ("light", "dark", "high-contrast"):
            theme.themes().apply(name)
            for seconds in (15.0, 600.0, 0.0):
                self._look_at(seconds) if seconds else self.canvas.zoom_all()
                await asyncio.sleep(0.3)
                await self._settled()
                self.canvas.grab().save(str(folder / f"timeline-{name}-{_name(seconds) if seconds else 'whole'}.png"))


def _name(seconds: float) -> str:
    return f"{seconds:g}s"


async def measure(count: int, frames: int, shots: Path | None) -> dict[str, Any]:
    """Measure a canvas with so many clips, and the reference."""
    bench = Bench(count, frames)
    found = await bench.run()
    bare = await bench.bare()
    if shots is not None:
        await bench.shots(shots)
    bench.canvas.close()
    parts = [*found["scroll"].values(), found["zoom"], *found["drag"].values(), found["playhead"], found["whole"]]
    return {"clips": count, **found, "bare": bare, "holds": all(part["holds"] for part in parts)}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clips", type=int, default=50_000, help="how many clips there are")
    parser.add_argument("--frames", type=int, default=150, help="pictures for each thing that is measured")
    parser.add_argument("--shots", type=Path, help="a folder for pictures of what was measured")
    wish = parser.parse_args()
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    theme.themes().apply("light")
    with qasync.QEventLoop(app) as loop:
        let_the_window_go_first(loop)
        found = loop.run_until_complete(measure(wish.clips, wish.frames, wish.shots))
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
