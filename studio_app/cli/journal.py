"""The log and the crash log of a command. Neither ever holds a key or a passage of the book."""

from __future__ import annotations

import faulthandler
import logging
from logging.handlers import RotatingFileHandler

from studio_app.settings.places import places

_LARGEST = 1_000_000
_KEPT = 3


def keep_log() -> None:
    """Write warnings to the log file and hard crashes to the crash log. A machine that refuses them runs on without."""
    folder = places().logs
    try:
        folder.mkdir(parents=True, exist_ok=True)
        crash = (folder / "crash.log").open("a", encoding="utf-8")
        handler = RotatingFileHandler(
            folder / "lectern.log", maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return
    faulthandler.enable(crash)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("studio_app").addHandler(handler)
    logging.getLogger("studio_app").propagate = False
