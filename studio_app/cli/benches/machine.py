"""What a measured command cost: time, processor time, and the memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_LOOK_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Cost:
    """``busy`` is the share of all cores in use over the time; ``peak_mb`` None where the system does not tell."""

    seconds: float
    cpu_seconds: float
    busy: float
    peak_mb: float | None
    output: str


def lectern(*arguments: str) -> Cost:
    """Run a ``lectern`` command as a process of its own and measure it.

    Raises:
        RuntimeError: it failed.
    """
    command = [sys.executable, "-m", "studio_app", *arguments]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _tree_mb(process.pid))
        time.sleep(_LOOK_EVERY_S)
    seconds = time.perf_counter() - began
    output = process.communicate()[0]
    if process.returncode:
        raise RuntimeError(f"lectern {arguments[0]} ended with {process.returncode}")
    cpu = _children_cpu() - _seen_cpu[0]
    _seen_cpu[0] += cpu
    return Cost(seconds, cpu, cpu / seconds / cores(), peak or None, output)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def own_peak_mb() -> float | None:
    """Return the most memory this process has had, in MB, None where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


_seen_cpu = [0.0]


def _children_cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _tree_mb(root: int) -> float:
    """Return the proportional set size of a process and all below it: shared pages are counted once."""
    if not Path("/proc/self/smaps_rollup").exists():
        return 0.0
    return sum(_pss_kb(pid) for pid in _tree(root)) / 1024


def _tree(root: int) -> list[int]:
    found, left = [], [root]
    while left:
        pid = left.pop()
        found.append(pid)
        try:
            tasks = list(Path(f"/proc/{pid}/task").iterdir())
            left += (int(child) for task in tasks for child in (task / "children").read_text().split())
        except OSError:  # it ended while we looked
            continue
    return found


def _pss_kb(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it ended while we looked
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
