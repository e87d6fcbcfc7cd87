"""Start of the program: ``lectern`` and ``python -m studio_app``."""

from __future__ import annotations

import os
import sys

# Read when NumPy is imported, so set before it: our arrays are short, and threads that wait for them spin.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from studio_app.cli import main as cli


def main() -> int:
    """Run the command line and return the exit status."""
    return cli.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
