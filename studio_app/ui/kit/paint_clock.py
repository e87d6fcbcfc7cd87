"""How long it takes from a wish until it is painted: for the programs that measure a window."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_LONGEST_S = 2.0


class PaintClock(QObject):
    """Measures pictures of a window.

    Attributes:
        times_ms: from each wish until the window had painted all that it changed.
        work_ms: the thread's own part of that.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.times_ms: list[float] = []
        self.work_ms: list[float] = []
        self._began: tuple[float, float] | None = None
        self._painting = False
        self._painted = asyncio.Event()
        window.installEventFilter(self)

    async def picture(self, wish: Callable[[], object]) -> bool:
        """Do something and wait until it is painted; return False where nothing had to be."""
        self._painted.clear()
        self._began = (time.perf_counter(), time.thread_time())
        wish()
        try:
            await asyncio.wait_for(self._painted.wait(), _LONGEST_S)
        except TimeoutError:
            self._began = None
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Paint the window ourselves, to know when it is done."""
        if event.type() != QEvent.Type.UpdateRequest or self._painting:
            return False
        self._painting = True
        try:
            watched.event(event)
        finally:
            self._painting = False
        if self._began is not None:
            self.times_ms.append((time.perf_counter() - self._began[0]) * 1000)
            self.work_ms.append((time.thread_time() - self._began[1]) * 1000)
            self._began = None
            self._painted.set()
        return True
