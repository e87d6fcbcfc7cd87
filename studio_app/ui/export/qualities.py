"""The formats and qualities a person can choose, as data. Each is one the encoders take (a test compares)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Quality:
    """One quality of a format: a bit rate in kbps, or bits of a sample. The other is 0."""

    text: str
    bitrate_kbps: int = 0
    bits: int = 0


@dataclass(frozen=True, slots=True)
class FormatRow:
    """One format. ``usual`` is the quality to begin with; ``split`` how a book is usually cut in it."""

    id: str
    text: str
    split: str
    usual: int
    qualities: tuple[Quality, ...]


_EXACT = (
    Quality(str(QT_TRANSLATE_NOOP("Qualities", "16 bits · as on a CD")), bits=16),
    Quality(str(QT_TRANSLATE_NOOP("Qualities", "24 bits · for further work")), bits=24),
)

FORMAT_ROWS: tuple[FormatRow, ...] = (
    FormatRow(
        "mp3",
        str(QT_TRANSLATE_NOOP("Qualities", "MP3 · plays everywhere")),
        "chapters",
        2,
        (
            Quality(str(QT_TRANSLATE_NOOP("Qualities", "96 kbps · small")), 96),
            Quality(str(QT_TRANSLATE_NOOP("Qualities", "128 kbps · good")), 128),
            Quality(str(QT_TRANSLATE_NOOP("Qualities", "192 kbps · what shops ask for")), 192),
            Quality(str(QT_TRANSLATE_NOOP("Qualities", "320 kbps · largest")), 320),
        ),
    ),
    FormatRow(
        "m4b",
        str(QT_TRANSLATE_NOOP("Qualities", "M4B · with chapter marks")),
        "book",
        1,
        (
            Quality(str(QT_TRANSLATE_NOOP("Qualities", "64 kbps · small")), 64),
            Quality(str(QT_TRANSLATE_NOOP("Qualities", "96 kbps · good")), 96),
            Quality(str(QT_TRANSLATE_NOOP("Qualities", "128 kbps · better")), 128),
            Quality(str(QT_TRANSLATE_NOOP("Qualities", "192 kbps · largest")), 192),
        ),
    ),
    FormatRow("flac", str(QT_TRANSLATE_NOOP("Qualities", "FLAC · exact, half of WAV")), "chapters", 0, _EXACT),
    FormatRow(
        "opus",
        str(QT_TRANSLATE_NOOP("Qualities", "Opus · smallest for its sound")),
        "chapters",
        1,
        (
            Quality(str(QT_TRANSLATE_NOOP("Qualities", "32 kbps · small")), 32),
            Quality(str(QT_TRANSLATE_NOOP("Qualities", "64 kbps · good")), 64),
            Quality(str(QT_TRANSLATE_NOOP("Qualities", "96 kbps · better")), 96),
        ),
    ),
    FormatRow("wav", str(QT_TRANSLATE_NOOP("Qualities", "WAV · exact, for further work")), "chapters", 0, _EXACT),
)

#: The fields of a name template with what a person calls them.
TEMPLATE_FIELDS: tuple[tuple[str, str], ...] = (
    ("number", str(QT_TRANSLATE_NOOP("Qualities", "Number"))),
    ("title", str(QT_TRANSLATE_NOOP("Qualities", "Chapter title"))),
    ("book", str(QT_TRANSLATE_NOOP("Qualities", "Book title"))),
    ("author", str(QT_TRANSLATE_NOOP("Qualities", "Author"))),
    ("chapters", str(QT_TRANSLATE_NOOP("Qualities", "Number of chapters"))),
)


def said(text: str) -> str:
    """Return a text of these tables in the language of the window."""
    return QCoreApplication.translate("Qualities", text)


def row_of(format_id: str) -> FormatRow:
    """Return the row of a format, the first one for a format that is not offered."""
    return next((row for row in FORMAT_ROWS if row.id == format_id), FORMAT_ROWS[0])


def quality_index(row: FormatRow, bitrate_kbps: int, bits: int) -> int:
    """Return which quality of a format has this bit rate or depth, the usual one where none has."""
    matching: Iterator[int] = (
        n
        for n, quality in enumerate(row.qualities)
        if (quality.bitrate_kbps and quality.bitrate_kbps == bitrate_kbps) or (quality.bits and quality.bits == bits)
    )
    return next(matching, row.usual)
