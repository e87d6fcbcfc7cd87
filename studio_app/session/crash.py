"""Crash evidence that survives the crash: kept while the program runs, offered at the next start.

It holds kinds of errors and places in the program: no message, no text of the book, no key, no name of a file of the
person's. A window that ends well leaves nothing.
"""

from __future__ import annotations

import faulthandler
import os
import platform
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from studio_app import __version__

if TYPE_CHECKING:
    from types import TracebackType

_PREFIX = "crash-"
_LARGEST = 64_000
_HOUSE = Path(__file__).parents[1]


class Evidence:
    """The evidence of this run. ``folder`` is that of the logs; one that cannot be written is done without."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{_PREFIX}{os.getpid()}.txt"
        self._file: IO[str] | None = None
        self._clean = True

    def begin(self) -> None:
        """Keep what a hard crash leaves. Called again, it takes hard crashes back from whoever took them meanwhile."""
        with suppress(OSError):
            if self._file is not None:
                faulthandler.enable(self._file)
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w", encoding="utf-8")
            faulthandler.enable(self._file)

    def note(self, error: type[BaseException], where: TracebackType | None) -> None:
        """Keep an error nobody foresaw. Errors of the person's own making belong elsewhere."""
        if self._file is None:
            return
        self._clean = False
        with suppress(OSError):
            self._file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {error.__name__}\n{_places(where)}\n")
            self._file.flush()

    def end(self) -> None:
        """The program ends well: what was noted stays for the next start, an empty file does not."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._file = None
        if self._clean:
            with suppress(OSError):
                self._path.unlink()


def left_behind(folder: Path) -> str:
    """Return what earlier runs left, "" where they ended well. It is returned once; a copy stays as last-crash.txt."""
    texts = []
    for path in sorted(folder.glob(f"{_PREFIX}*.txt")) if folder.is_dir() else ():
        pid = path.stem.removeprefix(_PREFIX)
        if not pid.isdigit() or _alive(int(pid)):
            continue
        with suppress(OSError):
            text = path.read_text(encoding="utf-8", errors="replace")[-_LARGEST:].strip()
            path.unlink()
            if text:
                texts.append(scrubbed(text))
    if not texts:
        return ""
    system = f"Lectern {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    report = "\n\n".join((system, *texts)) + "\n"
    with suppress(OSError):
        (folder / "last-crash.txt").write_text(report, encoding="utf-8")
    return report


def scrubbed(text: str) -> str:
    """Return a report without the folders of this machine."""
    for folder, name in (
        (str(_HOUSE), "studio_app"),
        (sys.prefix, "…"),
        (sys.base_prefix, "…"),
        (str(Path.home()), "~"),
    ):
        text = text.replace(folder, name)
    return text


def _places(where: TracebackType | None) -> str:
    """Return a traceback as places in the program: no line of source, no value."""
    return "".join(f"  {f.filename}:{f.lineno} {f.name}\n" for f in traceback.extract_tb(where))


def _alive(pid: int) -> bool:
    """Return whether a process runs. Where the system cannot be asked, only our own does."""
    if pid == os.getpid():
        return True
    if sys.platform == "win32":
        return False  # a file that is open there cannot be removed, which tells
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
