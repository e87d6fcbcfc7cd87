"""What a person sees on stderr while a command works: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import importlib
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from studio_app.jobs.progress import Progress
    from studio_app.store.findings import Finding

#: Without a terminal a line is written this often at most.
_LINE_EVERY_S = 5.0


class Terminal:
    """Shows progress and warnings. ``show`` may be called on any thread, as often as one likes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bar: Any = None
        self._task: Any = None
        self._what = ""
        self._next_line = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def warn(self, sentence: str) -> None:
        """Tell the person something that is no error."""
        with self._lock:
            if self._bar is not None:
                self._bar.console.print(sentence, markup=False, highlight=False)
            else:
                sys.stderr.write(sentence + "\n")

    def tell_losses(self, opened: Path, losses: Iterable[Finding]) -> None:
        """Tell the person what a damaged project has lost, and which recovered copy is open in its place."""
        for number, finding in enumerate(losses):
            if not number:
                self.warn(f"The project is damaged and is left as it is; {opened.name} is what could be recovered.")
            self.warn(finding.what)

    def show(self, progress: Progress) -> None:
        """Show how far the work is."""
        with self._lock:
            if sys.stderr.isatty():
                self._draw(progress)
            else:
                self._line(progress)

    def _draw(self, progress: Progress) -> None:
        if self._bar is None:
            self._bar = _new_bar()
            self._bar.start()
        if progress.what != self._what:
            self._what = progress.what
            self._task = self._bar.add_task(progress.what, total=1.0, said="")
        self._bar.update(self._task, completed=progress.fraction, said=_said(progress))

    def _line(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.what == self._what and now < self._next_line and progress.fraction < 1.0:
            return
        ended = progress.what == self._what and self._next_line == float("inf")
        if ended:
            return
        self._what = progress.what
        self._next_line = float("inf") if progress.fraction >= 1.0 else now + _LINE_EVERY_S
        sys.stderr.write(f"{progress.what}: {progress.fraction:.0%}{_said(progress)}\n")
        sys.stderr.flush()


def _new_bar() -> Any:
    # Loaded only where there is a terminal to draw on: it costs a tenth of a second.
    bars = importlib.import_module("rich.progress")
    console = importlib.import_module("rich.console").Console(stderr=True)
    return bars.Progress(
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.TaskProgressColumn(),
        bars.TextColumn("{task.fields[said]}"),
        console=console,
    )


def _said(progress: Progress) -> str:
    parts = []
    if progress.rate and progress.unit and progress.fraction < 1.0:
        parts.append(f"{progress.rate:,.0f} {progress.unit}/s")
    if progress.eta is not None and progress.fraction < 1.0:
        parts.append(f"{clock(progress.eta)} left")
    return (", " if parts else "") + ", ".join(parts)


def clock(seconds: float) -> str:
    """Return a length of time as 1:02:03 or 2:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
