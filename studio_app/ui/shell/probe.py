"""A probe of the window's thread: how long anything kept it from answering. ``LECTERN_PROBE=1`` turns it on.

A timer is due every 4 ms; how late it comes is how long a key press at that moment would have waited. Late by less than a
tick is the timer's own grain. The figures go to ``probe.json`` in the folder of the logs, every few seconds and at the end.
"""

from __future__ import annotations

import json
import threading
import time
from bisect import insort
from collections import Counter, defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from pathlib import Path

_TICK_MS = 4
_WRITE_MS = 5000
_LONGEST = 40
#: Stalls are counted in boxes of a tenth of a millisecond.
_BOX_MS = 0.1


#: Facts, seconds measured, boxes by what went on, and the longest stalls: (minus milliseconds, when, what went on).
_Taken: TypeAlias = "tuple[dict[str, float], float, dict[str, Counter[int]], list[tuple[float, float, str]]]"


class Probe(QObject):
    """Measures from ``begin`` on. ``mark`` names what goes on, so that a long stall can be told apart."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._boxes: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._longest: list[tuple[float, float, str]] = []
        self._what = ""
        self._due = 0.0
        self._began = 0.0
        self._facts: dict[str, float] = {}
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._writer = QTimer(self, interval=_WRITE_MS)
        self._writer.timeout.connect(self.write_beside)

    def begin(self, **facts: float) -> None:
        """Begin; ``facts`` are written along."""
        self._facts = facts
        self._began = time.perf_counter()
        self._due = self._began + _TICK_MS / 1000
        self._timer.start()
        self._writer.start()

    def mark(self, what: str) -> None:
        """Say what goes on now."""
        self._what = what

    def figures(self) -> dict[str, object]:
        """Return what was measured: milliseconds of lateness, in all and by what went on, and the longest stalls with when
        they ended in seconds.
        """  # noqa: D205 - one sentence
        return _figures(self._taken())

    def _taken(self) -> _Taken:
        """Copy what was measured: that takes no time worth measuring."""
        boxes = {what: boxes.copy() for what, boxes in self._boxes.items()}
        return self._facts, time.perf_counter() - self._began, boxes, list(self._longest)

    def write_beside(self) -> None:
        """Count and write the figures on a thread: the probe must not be what stalls."""
        threading.Thread(target=self._write, args=(self._taken(),), name="probe", daemon=True).start()

    def end(self) -> None:
        """Stop and write."""
        self._timer.stop()
        self._writer.stop()
        self._write(self._taken())

    def _tick(self) -> None:
        now = time.perf_counter()
        late = max(0.0, (now - self._due) * 1000)
        if late > _TICK_MS and (len(self._longest) < _LONGEST or late > -self._longest[-1][0]):
            insort(self._longest, (-round(late, 2), now - self._began, self._what))
            del self._longest[_LONGEST:]
        boxes = self._boxes[self._what]
        # Every tick that was due in the stall would have waited for the rest of it.
        while late >= 0 and self._due <= now:
            boxes[int(late / _BOX_MS)] += 1
            self._due += _TICK_MS / 1000
            late -= _TICK_MS
        self._due = now + _TICK_MS / 1000

    def _write(self, taken: _Taken) -> None:
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part = self._path.with_suffix(f".{threading.get_ident()}.part")
            part.write_text(json.dumps(_figures(taken), indent=2), encoding="utf-8")
            part.replace(self._path)


def _figures(taken: _Taken) -> dict[str, object]:
    facts, seconds, boxes, longest = taken
    return {
        **facts,
        "seconds": round(seconds, 1),
        **_summary(sum(boxes.values(), Counter())),
        "while": {what: _summary(found) for what, found in boxes.items()},
        "longest": [{"ms": round(-ms, 1), "at_s": round(at, 2), "while": what} for ms, at, what in longest],
    }


def _summary(boxes: Counter[int]) -> dict[str, float]:
    ticks = boxes.total()
    shares = {"p50_ms": 0.5, "p99_ms": 0.99, "p99_9_ms": 0.999, "longest_ms": 1.0}
    return {
        "ticks": ticks,
        **{name: _share(boxes, ticks * share) for name, share in shares.items()},
        "over_16_ms": sum(count for box, count in boxes.items() if box * _BOX_MS >= 16),
    }


def _share(boxes: Counter[int], left: float) -> float:
    """Return the lateness in milliseconds that so many ticks do not go beyond."""
    for box in sorted(boxes):
        left -= boxes[box]
        if left <= 0:
            return round((box + 1) * _BOX_MS, 1)
    return 0.0
