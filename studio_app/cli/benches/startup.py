"""``bench startup``: from the start of the process to a painted window that answers, with the disk warm.

The window is another room, so it is measured as another program, which ``LECTERN_STARTUP`` asks to say when it was painted
and when it had answered everything that was waiting, and to end. Beside it, in the same Python: an empty main window.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

from studio_app.cli.benches.machine import cores

if TYPE_CHECKING:
    from studio_app.cli.terminal import Terminal

_RUNS = 9
_LONGEST_S = 60
_BARE = """
import os, time
from PySide6.QtWidgets import QApplication, QMainWindow

class Bare(QMainWindow):
    def paintEvent(self, event):
        print('{"painted_s": %.4f}' % (time.time() - float(os.environ["LECTERN_STARTUP"])), flush=True)
        os._exit(0)

app = QApplication([])
window = Bare()
window.show()
app.exec()
"""


def measure(_words: int | None, terminal: Terminal) -> dict[str, Any]:
    """Start the window and the bare one by turns, after a first time that is not counted; give medians."""
    ours, bare = [], []
    with tempfile.TemporaryDirectory() as home:
        for number in range(_RUNS + 1):
            terminal.warn(f"Starting, {number} of {_RUNS}" if number else "Starting once, to warm the disk")
            ours.append(_told(home, "-m", "studio_app"))
            bare.append(_told(home, "-c", _BARE))
    painted = statistics.median(run["painted_s"] for run in ours[1:])
    reference = statistics.median(run["painted_s"] for run in bare[1:])
    return {
        "bench": "startup",
        "cores": cores(),
        "runs": _RUNS,
        "platform": _surroundings().get("QT_QPA_PLATFORM", "a screen"),
        "painted_s": round(painted, 3),
        "usable_s": round(statistics.median(run["usable_s"] for run in ours[1:]), 3),
        "best_usable_s": round(min(run["usable_s"] for run in ours[1:]), 3),
        "to_hold_s": 0.7,
        "reference": {"what": "an empty QMainWindow in the same Python", "painted_s": round(reference, 3)},
        "ratio": round(painted / reference, 2),
    }


def _told(home: str, *arguments: str) -> dict[str, float]:
    """Start a program and return what it says of its start.

    Raises:
        RuntimeError: it said nothing.
    """
    env = {**_surroundings(), "LECTERN_HOME": home, "LECTERN_STARTUP": repr(time.time())}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=_LONGEST_S)
    said = done.stdout.strip().splitlines()
    if done.returncode or not said:
        raise RuntimeError(f"the window ended with {done.returncode} and said nothing of its start")
    found: dict[str, float] = json.loads(said[0])
    return found


def _surroundings() -> dict[str, str]:
    """Return the environment to start in: with a screen if there is one, and with byte code kept as it is for everybody."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    if sys.platform not in ("win32", "darwin") and not (env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")):
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return env
