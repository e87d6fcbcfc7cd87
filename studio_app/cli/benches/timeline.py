"""``bench timeline``: 50,000 clips and ten hours of waveform: scrolled, zoomed, dragged, played and seen whole.

The window is another room, so it is measured as another program: ``studio_app.ui.timeline.speed``, which also measures the
reference, a bare scroll area painting as many rectangles.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from studio_app.cli.benches.machine import cores

if TYPE_CHECKING:
    from studio_app.cli.terminal import Terminal

_CLIPS = 50_000
_PROGRAM = "studio_app.ui.timeline.speed"


def measure(words: int | None, terminal: Terminal) -> dict[str, Any]:
    """Run the bench. ``words``, where given, is how many clips there are."""
    terminal.warn("Scrolling, zooming, dragging and playing, beside a bare scroll area; takes a minute")
    return {"bench": "timeline", "cores": cores(), **measured(["--clips", str(words or _CLIPS)])}


def measured(arguments: list[str]) -> dict[str, Any]:
    """Return what the program measured.

    Raises:
        RuntimeError: it broke off.
    """
    command = [sys.executable, "-m", _PROGRAM, *arguments]
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env, check=False)
    if done.returncode:
        raise RuntimeError(f"{_PROGRAM} ended with {done.returncode}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
