"""``bench import``: an EPUB of 7 million characters into a saved project, beside a bare zip + lxml parse of the same file."""

from __future__ import annotations

import statistics
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from studio_app.cli.benches.book import write_book
from studio_app.cli.wishes import settings
from studio_app.session.import_ import import_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.cli.terminal import Terminal

_WORDS = 1_200_000
_ROUNDS = 5


def measure(words: int | None, terminal: Terminal) -> dict[str, Any]:
    """Run the bench; ``words`` is the book's length, None for the 7 million characters of the promise."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.epub"
        characters = write_book(book, words=words or _WORDS, chapter_words=1300)
        terminal.warn(f"A book of {characters:,} characters, {_ROUNDS} rounds")
        bare, ours = [], []
        for number in range(_ROUNDS):
            bare.append(_timed(lambda: _bare(book)))
            target = Path(folder) / f"{number}.lectern"
            ours.append(_timed(lambda target=target: import_book(str(book), target, settings())))  # type: ignore[misc]
            target.unlink()
    reference, took = statistics.median(bare), statistics.median(ours)
    limit = 2 * reference + 0.3
    return {
        "bench": "import",
        "characters": characters,
        "reference_s": round(reference, 3),
        "seconds": round(took, 3),
        "limit_s": round(limit, 3),
        "holds": took <= limit,
    }


def _bare(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                etree.fromstring(archive.read(name))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
