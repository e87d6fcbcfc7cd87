"""The yardstick of ``lectern bench narrate``: how fast espeak-ng alone speaks on this machine, with nothing around it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import espeakng_loader

from studio_app.speech.local.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_LIMIT = 1 << 40


def bare_speech_seconds(texts: Sequence[str], processes: int) -> float:
    """Return how long ``processes`` processes at once need to speak all ``texts``, each its share, loading not counted.

    The library is used as it comes: one instance speaks text after text, and nothing is done with what it says.
    """
    program = [sys.executable, "-m", "studio_app.speech.local.bare"]
    running = [
        subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(processes)
    ]
    for number, process in enumerate(running):
        assert process.stdin is not None
        json.dump(texts[number::processes], process.stdin)
        process.stdin.close()
    return max(float(process.stdout.read()) if process.stdout else 0.0 for process in running if not process.wait())


def _main() -> None:
    texts = json.load(sys.stdin)
    # As the workers do: the library cuts long paths to its data.
    data = Path(espeakng_loader.get_data_path())
    os.chdir(data.parent)
    library = Library(espeakng_loader.get_library_path(), data.name)
    began = time.perf_counter()
    for text in texts:
        library.speak(text.encode(), "gmw/en-US", [], _NO_LIMIT)
    sys.stdout.write(f"{time.perf_counter() - began}\n")


if __name__ == "__main__":
    _main()
