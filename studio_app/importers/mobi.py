"""Kindle books (MOBI, AZW, AZW3, KFX, PRC): calibre's ``ebook-convert`` makes an EPUB of them, which is then read."""

from __future__ import annotations

import contextlib
import os
import shutil
import struct
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.domain.errors import Damaged, MissingProgram, NoText, Protected
from studio_app.importers import epub, limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.domain.manuscript import Draft

_PROGRAM = "ebook-convert"
_MISSING = (
    "Kindle books need calibre: install it from calibre-ebook.com, or convert the book to EPUB, and import again."
)
_PROTECTED = "This Kindle book is protected (DRM), so it cannot be read. Import a copy without protection."
#: Seconds calibre may take; the longest books take a minute.
TIME = 600.0
#: calibre reads the kind of book from the name.
_SUFFIXES = frozenset({".mobi", ".azw", ".azw3", ".azw4", ".prc", ".kfx", ".kfx-zip", ".tpz", ".pdb"})
_BY_START = ((b"TPZ", ".tpz"), (b"CONT", ".kfx"), (b"PK", ".kfx-zip"))


def read(path: Path, *, progress: Callable[[float], None] | None = None) -> Draft:
    """Read a Kindle book.

    Raises:
        Protected: it is encrypted.
        MissingProgram: calibre is not installed.
        Damaged: it is cut short, or calibre cannot read it, or takes too long.
        TooLarge, NoText: as for EPUB.
    """
    limits.check(path.stat().st_size, limits.FILE_BYTES, "it")
    with path.open("rb") as file:
        start = file.read(1 << 16)
        if is_protected(start, file.seek(0, 2)):
            raise Protected(_PROTECTED)
    program = shutil.which(_PROGRAM)
    if not program:
        raise MissingProgram(_MISSING)
    with tempfile.TemporaryDirectory(prefix="lectern-", ignore_cleanup_errors=True) as folder:
        book = _converted(program, path, start, Path(folder), progress)
        draft = epub.read(book, progress=(lambda share: progress(0.8 + 0.2 * share)) if progress else None)
    return replace(draft, title=path.stem) if not draft.title or draft.title == book.stem else draft


def is_protected(start: bytes, size: int) -> bool:
    """Tell from the first 64 KB of a Kindle book of ``size`` bytes whether it is encrypted.

    Bytes 12 and 13 of the first record of a Palm database say how; see the MobileRead wiki on the MOBI format.

    Raises:
        Damaged: its list of records points outside of it.
        NoText: its header says that it holds no text.
    """
    if start.startswith(b"\xeaDRMION\xee") or b"\xeaDRMION\xee" in start[:512]:
        return True
    if start[60:68] not in (b"BOOKMOBI", b"TEXtREAd"):
        return False
    if len(start) < 82:
        raise Damaged("This Kindle book is cut short. Try to get it again.")
    count, first = struct.unpack(">HI", start[76:82])
    if not count or first + 16 > size:
        raise Damaged("This Kindle book is damaged: its parts cannot be found. Try to get it again.")
    record = start[first : first + 16]
    if len(record) < 16:
        return False
    length, encryption = struct.unpack(">4xI4xH", record[:14])
    if not length:
        raise NoText("There is no text in this book.")
    return bool(encryption)


def _converted(program: str, path: Path, start: bytes, folder: Path, progress: Callable[[float], None] | None) -> Path:
    """Return the EPUB that calibre makes in ``folder``; everything it writes stays in there."""
    book = folder / "book.epub"
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        suffix = next((s for mark, s in _BY_START if start.startswith(mark)), ".mobi")
    source = folder / f"source{suffix}"
    shutil.copyfile(path, source)
    process = subprocess.Popen(
        [program, str(source), str(book), "--dont-split-on-page-breaks", "--flow-size", "0"],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(process, progress)
    finally:
        _end(process)
    if process.returncode or not book.exists():
        raise Damaged("calibre could not read this Kindle book.", detail=f"{_PROGRAM} ended with {process.returncode}")
    return book


def _wait(process: subprocess.Popen[bytes], progress: Callable[[float], None] | None) -> None:
    """Wait for calibre. How far it is cannot be known, so the share told grows slower and slower."""
    begun = time.monotonic()
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
            return
        spent = time.monotonic() - begun
        if spent > TIME:
            raise Damaged("calibre did not come to an end with this Kindle book.", detail=f"over {TIME:.0f} s")
        if progress:
            progress(0.8 * spent / (spent + 10))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End calibre and what it started, if it still runs."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 9)
        process.kill()
        process.wait()
