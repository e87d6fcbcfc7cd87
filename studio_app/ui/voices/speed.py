"""How smoothly thousands of voices scroll: ``python -m studio_app.ui.voices.speed VOICES`` prints JSON.

A wheel is turned over the library page, a notch at a time and then a page at a time, and each turn's time runs until the
window has painted what it changed. Beside it, in the same run: Qt's own list with plain text. ``lectern bench library``
runs this on 10,000 voices.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import qasync
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QStringListModel, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from studio_app.session.library import Found
from studio_app.session.listings import listings_of
from studio_app.ui.kit import theme
from studio_app.ui.kit.paint_clock import PaintClock
from studio_app.ui.voices.library_page import PAGE, LibraryPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractItemView

    from studio_app.speech.library import Listing

#: Milliseconds from a turn of the wheel to paint that 99 of 100 have to keep, and MB the list may take (the issue's).
LIMIT_MS, LIMIT_MB = 16.0, 60.0
_SIZE = (420, 860)
_NOTCH = 120
#: The wheel is turned once for each picture of a screen, without a pause.
_FRAME_S = 1 / 60


class FrameClock(PaintClock):
    """Measures one turn of the wheel after another."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view.window())
        self._view = view

    async def turn(self, notches: float) -> bool:
        """Turn the wheel down and wait for the paint; False where the list is at its end and nothing was painted."""
        port = self._view.viewport()
        at = QPointF(port.rect().center())
        wheel = QWheelEvent(
            at,
            QPointF(port.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, -round(_NOTCH * notches)),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        return await self.picture(partial(QCoreApplication.sendEvent, port, wheel))


async def measure(path: Path, turns: int) -> dict[str, Any]:
    """Measure the page with the voices of a file, and the bare list with their names."""
    page = _page()
    await asyncio.sleep(0.3)
    before = _resident_mb()
    listings = listings_of(path.read_text(encoding="utf-8").splitlines())
    began = time.perf_counter()
    _answer(page, listings, len(listings))
    shown = (time.perf_counter() - began) * 1000
    scrolled = await _scrolled(page, page.list, turns)
    grown = _resident_mb() - before
    page.close()
    bare = _bare(listings)
    found = {
        **scrolled["notch"],
        "pages": scrolled["page"],
        "rows": len(listings),
        "show_ms": round(shown, 1),
        "next_page_ms": _growing(listings),
        "memory_mb": round(grown, 1),
        "memory_limit_mb": LIMIT_MB,
        "bare": await _scrolled(bare, bare, turns),
    }
    return {**found, "holds": scrolled["notch"]["holds"] and scrolled["page"]["holds"] and grown <= LIMIT_MB}


def _page() -> LibraryPage:
    page = LibraryPage()
    page.resize(*_SIZE)
    page.show()
    return page


def _answer(page: LibraryPage, listings: Sequence[Listing], count: int) -> None:
    page.show_found(Found(tuple(listings[:count]), total=len(listings), more=count < len(listings)))


def _growing(listings: Sequence[Listing]) -> float:
    """Return the longest that the page took to take over one more page of answers, in milliseconds."""
    page, times = _page(), []
    for count in range(PAGE, len(listings) + 1, PAGE):
        began = time.perf_counter()
        _answer(page, listings, count)
        times.append((time.perf_counter() - began) * 1000)
    page.close()
    return round(max(times, default=0.0), 2)


def _bare(listings: Sequence[Listing]) -> QListView:
    view = QListView()
    view.setModel(QStringListModel([listing.voice.name for listing in listings], view))
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.resize(*_SIZE)
    view.show()
    return view


async def _scrolled(window: QWidget, view: QAbstractItemView, turns: int) -> dict[str, Any]:
    """Turn the wheel notch by notch, then page by page."""
    await asyncio.sleep(0.3)
    clock = FrameClock(view)
    await clock.turn(1)
    found: dict[str, Any] = {}
    for name, notches in (("notch", 1.0), ("page", window.height() / 60)):
        clock.times_ms.clear()
        clock.work_ms.clear()
        for _ in range(turns):
            due = time.perf_counter() + _FRAME_S
            if not await clock.turn(notches):
                view.scrollToTop()
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
        found[name] = figures(clock.times_ms, clock.work_ms)
    window.removeEventFilter(clock)
    return found


def figures(times_ms: Sequence[float], work_ms: Sequence[float]) -> dict[str, Any]:
    """Return what the times say."""
    times, work = sorted(times_ms), sorted(work_ms)
    at = max(0, round(len(times) * 0.99) - 1)
    return {
        "frames": len(times),
        "p50_ms": round(statistics.median(times), 2),
        "p99_ms": round(times[at], 2),
        "max_ms": round(times[-1], 2),
        "work_p99_ms": round(work[at], 2),
        "limit_ms": LIMIT_MS,
        "holds": times[at] <= LIMIT_MS,
    }


def _resident_mb() -> float:
    """Return the memory of this process in MB, 0 where the system does not tell."""
    gc.collect()
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("voices", type=Path, help="voices as they are kept, one a line")
    parser.add_argument("--turns", type=int, default=600, help="how often the wheel is turned each time")
    wish = parser.parse_args()
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    theme.themes().apply("light")
    with qasync.QEventLoop(app) as loop:
        found = loop.run_until_complete(measure(wish.voices, wish.turns))
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
