"""The one door through which files and pages from outside come in, and the only place that survives their worst."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import importlib
import logging
import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, cast

from studio_app.domain.errors import BadInput, Damaged, DiskFull, FileRefused, LecternError, NoText, TooLarge
from studio_app.domain.manuscript import Kind
from studio_app.importers import formats, language

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.domain.manuscript import Draft

log = logging.getLogger(__name__)

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/?/")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT}) if hasattr(errno, "EDQUOT") else frozenset({errno.ENOSPC})


def read(source: str | Path, *, progress: Callable[[float], None] | None = None) -> Draft:
    """Read a file, or the one web page whose http or https address is given, as a Draft.

    ``progress`` is told the share that is done, 0 to 1, on the caller's thread; what it raises stops the import. Takes as
    long as the file is large, so call it beside the window.

    Raises:
        BadInput: it cannot become a Draft; its subclasses say why.
        FileRefused: the system does not let the file be read.
        DiskFull: there is no room for a temporary file.
    """
    try:
        draft = _read(source, progress)
    except LecternError:
        raise
    except MemoryError as error:
        raise TooLarge("This file needs more memory to read than there is.", detail=_where(error)) from None
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull("There is no room on the disk for a temporary copy of the file.") from None
        raise FileRefused("The file could not be read to its end.", detail=_where(error)) from None
    except Exception as error:  # noqa: BLE001 - the parsers of five libraries may raise anything at a stranger's file
        log.warning("import failed: %s", _where(error))
        sentence = "This file is damaged or made in a way that cannot be read."
        raise Damaged(sentence, detail=_where(error)) from None
    return _finished(draft)


def source_hash(source: str | Path) -> str:
    """Return the SHA-256 of a file's content in hex; of the address itself for a web page.

    Raises:
        BadInput: there is no such file, or it is a folder.
        FileRefused: the system does not let the file be read.
    """
    if is_address(source):
        return hashlib.sha256(str(source).encode()).hexdigest()
    try:
        with Path(source).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise BadInput(f"There is no file named {Path(source).name}.") from None
    except OSError as error:
        if Path(source).is_dir():
            raise BadInput("This is a folder, not a file. Choose the file itself.") from None
        raise FileRefused("The file cannot be opened.", detail=error.strerror or "") from None


def is_address(source: str | Path) -> bool:
    """Return whether a source is the address of a page, and no file."""
    return isinstance(source, str) and _ADDRESS.match(source) is not None


def _read(source: str | Path, progress: Callable[[float], None] | None) -> Draft:
    if is_address(source):
        return _from_web(str(source), progress)
    path = Path(source)
    module = formats.of_file(path).module
    # Modules are named as data: some cost a second to load, and no EPUB should wait for the reader of PDF.
    reader = importlib.import_module(f"studio_app.importers.{module}")
    return cast("Draft", reader.read(path, progress=progress))


def _from_web(address: str, progress: Callable[[float], None] | None) -> Draft:
    scheme = address.partition(":")[0].lower()
    if scheme not in {"http", "https"}:
        sentence = (
            "Only web pages with an address that begins with http or https, and files on this machine, can be imported."
        )
        raise BadInput(sentence, detail=f"scheme {scheme}")
    web = importlib.import_module("studio_app.importers.web")
    return cast("Draft", web.read_page(address, progress=progress))


def _finished(draft: Draft) -> Draft:
    """Return the Draft with a language where it can be told; refuse one that holds nothing to read."""
    if not any(
        p.text and p.kind not in (Kind.SCENE_BREAK, Kind.ALT_TEXT) for c in draft.chapters for p in c.paragraphs
    ):
        raise NoText("There is no text in this file.")
    return draft if draft.language else dataclasses.replace(draft, language=language.of_draft(draft))


def _where(error: BaseException) -> str:
    """Say what was raised and where, without its message, which may hold a passage of the book."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place
