"""Start of the program: ``lectern`` and ``python -m studio_app``.

A verb goes to the command line, which knows nothing of Qt; nothing, or a project, opens the window.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

# Read when NumPy is imported, so set before it: our arrays are short, and threads that wait for them spin.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_NO_QT = (
    "lectern: The window needs PySide6 and qasync, which are not installed: pip install 'lectern[qt]'\n"
    "The verbs work without them: lectern --help\n"
)
_NO_FILE = 3


def main() -> int:
    """Open the window or run the command line; return the exit status."""
    arguments = sys.argv[1:]
    if not arguments or (len(arguments) == 1 and arguments[0].endswith(".lectern")):
        return _window(Path(arguments[0]).absolute() if arguments else None)
    return int(importlib.import_module("studio_app.cli.main").run(arguments))


def _window(path: Path | None) -> int:
    if path is not None and not path.is_file():
        sys.stderr.write(f"lectern: There is no file {path.name} there.\n")
        return _NO_FILE
    try:
        app = importlib.import_module("studio_app.app")
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("PySide6", "qasync", "shiboken6"):
            raise
        sys.stderr.write(_NO_QT)
        return 2
    return int(app.run(path))


if __name__ == "__main__":
    sys.exit(main())
