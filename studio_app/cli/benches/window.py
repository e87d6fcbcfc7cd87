"""What is measured in a window: that is another room, so it is measured by another program, which prints JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any


def measured(program: str, *arguments: str) -> dict[str, Any]:
    """Run a module as a program of its own, without a screen unless one is named, and return what it measured.

    Raises:
        RuntimeError: it broke off.
    """
    command = [sys.executable, "-m", program, *arguments]
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env, check=False)
    if done.returncode:
        raise RuntimeError(f"{program} ended with {done.returncode}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
