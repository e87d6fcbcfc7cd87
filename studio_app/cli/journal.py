"""The log and the crash log of a command. Neither ever holds a key or a passage of the book."""

from __future__ import annotations

import faulthandler
import logging
import traceback
from contextlib import ExitStack, contextmanager
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from studio_app.settings.places import places

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 1_000_000
_KEPT = 3
_log = logging.getLogger("studio_app")


@contextmanager
def kept_log() -> Iterator[None]:
    """Write warnings to the log file, and hard crashes to the crash log, for the length of the body.

    A machine that refuses the files runs on without them.
    """
    with ExitStack() as stack:
        folder = places().logs
        try:
            folder.mkdir(parents=True, exist_ok=True)
            crash = stack.enter_context((folder / "crash.log").open("a", encoding="utf-8"))
            handler = RotatingFileHandler(
                folder / "lectern.log", maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True
            )
        except OSError:
            yield
            return
        faulthandler.enable(crash)
        stack.callback(faulthandler.disable)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        propagate, _log.propagate = _log.propagate, False
        _log.addHandler(handler)
        stack.callback(setattr, _log, "propagate", propagate)
        stack.callback(handler.close)
        stack.callback(_log.removeHandler, handler)
        yield


def note_surprise(error: BaseException) -> None:
    """Log an error nobody foresaw: its type and where it came from, not its message, which may quote the book."""
    where = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    _log.critical("unforeseen %s\n%s", type(error).__name__, where)
