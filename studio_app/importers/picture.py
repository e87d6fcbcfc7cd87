"""A picture a person chooses as the cover: JPEG or PNG, told by its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.errors import FileRefused, TooLarge, WrongFormat
from studio_app.domain.manuscript import Cover

if TYPE_CHECKING:
    from pathlib import Path

#: A FLAC file has no room for a larger one, and it will be in every chapter's file.
LARGEST = 16 * 1024 * 1024 - 1024


def media_type(data: bytes) -> str:
    """Return image/jpeg or image/png as the content says, "" for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/png" if data.startswith(b"\x89PNG\r\n\x1a\n") else ""


def read(path: Path) -> Cover:
    """Read a cover.

    Raises:
        WrongFormat: it is neither JPEG nor PNG.
        TooLarge: it has more bytes than any cover needs.
        FileRefused: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise FileRefused("The cover picture cannot be opened.", detail=error.strerror or "") from None
    if len(data) > LARGEST:
        raise TooLarge("The cover picture has more than 16 MB; make it smaller and try again.")
    found = media_type(data)
    if not found:
        raise WrongFormat("The cover must be a JPEG or PNG picture.")
    return Cover(data, found)
