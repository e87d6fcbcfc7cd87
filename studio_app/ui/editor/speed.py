"""How long a key takes to reach the screen: ``python -m studio_app.ui.editor.speed PROJECT`` prints JSON.

A thread types at a steady pace, as a person does who does not look; a key's time runs from the moment it is pressed, so
one that waits because the window is busy pays for it, until the window has painted what it changed. ``lectern bench
editor`` runs this on a book of a million words with work going on beside.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputDevice, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from studio_app.domain.errors import Cancelled
from studio_app.jobs.priority import let_the_window_go_first
from studio_app.jobs.queue import beside
from studio_app.jobs.stop import Stop
from studio_app.session.engines import engines_of
from studio_app.session.export import ExportWish, export_book
from studio_app.session.generate import Generation
from studio_app.session.studio import Studio
from studio_app.settings.file import Settings
from studio_app.ui.editor.panel import EditorPanel
from studio_app.ui.kit import theme

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from studio_app.store.project_file import ProjectFile

#: Milliseconds from key to paint that 99 of 100 keys have to keep (DESIGN §9).
LIMIT_MS = 16.0
_PACE_S = 0.05
_GENERATIONS = 5
_WORDS = "the quiet lamp beside the river was lit again, "


class KeyClock(QObject):
    """Measures: keys are pressed by ``press`` from any thread, and painted when their window has been repainted."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self.times_ms: list[float] = []
        self._target = target
        self._pressed: dict[int, float] = {}
        self._handled: list[float] = []
        self._painting = False
        QInputDevice.primaryKeyboard()  # made with the first event, which must not be on the typist's thread
        target.installEventFilter(self)
        target.window().installEventFilter(self)

    def press(self, key: Qt.Key, text: str) -> None:
        """Press a key now."""
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        number = len(self._pressed) + 1
        event.setTimestamp(number)
        self._pressed[number] = time.perf_counter()
        QCoreApplication.postEvent(self._target, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note keys that arrive, and paint the window ourselves to know when it is done."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self._target:
            if (pressed := self._pressed.get(event.timestamp())) is not None:
                self._handled.append(pressed)
        elif event.type() == QEvent.Type.UpdateRequest and not self._painting:
            self._paint(watched, event)
            return True
        return False

    def _paint(self, window: QObject, event: QEvent) -> None:
        self._painting = True
        try:
            window.event(event)
        finally:
            self._painting = False
        now = time.perf_counter()
        self.times_ms += ((now - pressed) * 1000 for pressed in self._handled)
        self._handled.clear()


def keys(count: int) -> Iterator[tuple[Qt.Key, str]]:
    """Yield what is typed: words, now and then a mistake taken back, now and then a new paragraph."""
    for number in range(count):
        if number % 150 == 149:
            yield Qt.Key.Key_Return, "\r"
        elif number % 40 in (38, 39):
            yield Qt.Key.Key_Backspace, "\b"
        else:
            yield Qt.Key.Key_unknown, _WORDS[number % len(_WORDS)]


def type_steadily(clock: KeyClock, count: int) -> None:
    """Press ``count`` keys at the pace of a fast typist; runs on a thread of its own."""
    due = time.perf_counter()
    for key, text in keys(count):
        due += _PACE_S
        time.sleep(max(0.0, due - time.perf_counter()))
        clock.press(key, text)
    time.sleep(0.5)


@asynccontextmanager
async def at_work(studio: Studio, exported: int | None) -> AsyncIterator[dict[str, int]]:
    """Generate five other chapters and export one again and again while the body runs; yields what was done so far."""
    stop, done = Stop(), {"segments_before": len(studio.file.placements()), "exports": 0}
    chapters = [chapter.id for chapter in studio.project.chapters]
    with tempfile.TemporaryDirectory() as folder:
        async with engines_of(studio.project, Settings(Path(folder) / "settings.json")) as (engines, queue):
            runs = [
                await beside(
                    partial(Generation, studio.file, studio.project, engines, queue, chapter_ids=(chapter_id,))
                )
                for chapter_id in chapters[2 : 2 + _GENERATIONS]
            ]
            exporting = [beside(_export, studio.file, exported, Path(folder), stop, done)] if exported else []
            work = asyncio.gather(*(run.run() for run in runs), *exporting)
            yield done
            stop.request()
            done["unfinished"] = int(not work.done())
            work.cancel()
            with suppress(asyncio.CancelledError, Cancelled):
                await work
    done["segments"] = len(studio.file.placements()) - done.pop("segments_before")


def _export(file: ProjectFile, chapter_id: int, folder: Path, stop: Stop, done: dict[str, int]) -> None:
    while not stop.requested():
        export_book(file, ExportWish(folder / str(done["exports"]), chapter_ids=(chapter_id,)), stop)
        done["exports"] += 1


async def measure(path: Path, count: int, *, busy: bool) -> dict[str, Any]:
    """Open the book's first chapter, type into the middle of it, and return what was measured."""
    let_the_window_go_first(asyncio.get_running_loop())
    studio = await beside(Studio.open, path)
    panel = EditorPanel()
    panel.resize(1100, 900)
    chapter, second = studio.project.chapters[:2]
    paragraphs = studio.project.paragraphs[chapter.id]
    panel.show_project(studio, None)
    panel.show_chapter(chapter.id)
    panel.show()
    panel.place_cursor(paragraphs[len(paragraphs) // 2].id, 3)
    panel.page.setFocus()
    clock = KeyClock(panel.page)
    beside_it: dict[str, int] = {}
    async with AsyncExitStack() as stack:
        if busy:
            beside_it = await stack.enter_async_context(at_work(studio, second.id))
        await asyncio.sleep(2.0)
        with ThreadPoolExecutor(1) as typist:  # a person's hands do not stand back
            await asyncio.wrap_future(typist.submit(type_steadily, clock, count))
    panel.commit()
    panel.close_threads()
    panel.close()
    words = sum(len(p.text.split()) for p in paragraphs)
    book = sum(len(p.text.split()) for held in studio.project.paragraphs.values() for p in held)
    await studio.shut()
    return {**figures(clock.times_ms, count), "chapter_words": words, "book_words": book, "beside": beside_it}


def figures(times_ms: Sequence[float], count: int) -> dict[str, Any]:
    """Return what the times say; a key that was never painted breaks the promise too."""
    times = sorted(times_ms)
    p99 = times[max(0, round(len(times) * 0.99) - 1)]
    return {
        "keys": len(times),
        "p50_ms": round(statistics.median(times), 2),
        "p99_ms": round(p99, 2),
        "max_ms": round(times[-1], 2),
        "limit_ms": LIMIT_MS,
        "holds": len(times) == count and p99 <= LIMIT_MS,
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path, help="its second chapter has to be generated")
    parser.add_argument("--keys", type=int, default=1200)
    parser.add_argument("--busy", action="store_true", help="generate five chapters and export one meanwhile")
    wish = parser.parse_args()
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    theme.themes().apply("light")
    with qasync.QEventLoop(app) as loop:
        found = loop.run_until_complete(measure(wish.project, wish.keys, busy=wish.busy))
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
