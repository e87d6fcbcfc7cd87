"""Start of the program: ``lectern`` and ``python -m studio_app``."""

from __future__ import annotations

import sys

from studio_app.cli import main as cli


def main() -> int:
    """Run the command line and return the exit status."""
    return cli.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
