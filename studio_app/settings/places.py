"""Where settings, caches and logs lie. ``LECTERN_HOME`` moves them all to one folder."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

_APP = "lectern"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of this person on this machine. They need not exist yet."""

    settings: Path
    cache: Path
    logs: Path


def places() -> Places:
    """Return the folders as the environment says now."""
    home = os.environ.get("LECTERN_HOME")
    if home:
        root = Path(home).expanduser().absolute()
        return Places(root, root / "cache", root / "logs")
    return Places(
        platformdirs.user_config_path(_APP, appauthor=False),
        platformdirs.user_cache_path(_APP, appauthor=False),
        platformdirs.user_log_path(_APP, appauthor=False),
    )


@cache
def resources() -> Path:
    """Return the folder of themes, icons and samples: beside the package, or where an installed package keeps its data."""
    beside = Path(__file__).parents[2] / "resources"
    return beside if beside.is_dir() else Path(sys.prefix) / "share" / _APP
