"""``bench editor``: from key press to paint in a chapter of 20,000 words of a book of a million, with work beside.

The window is another room, so it is measured as another program: ``studio_app.ui.editor.speed``.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio_app.cli.benches.book import write_book
from studio_app.cli.benches.machine import cores, lectern
from studio_app.cli.benches.window import measured

if TYPE_CHECKING:
    from studio_app.cli.terminal import Terminal

_WORDS = 1_000_000
_CHAPTER_WORDS = 20_000
_PROGRAM = "studio_app.ui.editor.speed"


def measure(words: int | None, terminal: Terminal) -> dict[str, Any]:
    """Run the bench: typing alone and with work beside, each next to a bare text field. ``words`` is the book's length."""
    with tempfile.TemporaryDirectory() as folder:
        book, project = Path(folder) / "book.epub", Path(folder) / "book.lectern"
        write_book(book, words=words or _WORDS, chapter_words=_CHAPTER_WORDS)
        lectern("import", str(book), "-o", str(project))
        terminal.warn("Speaking the chapter that is to be exported")
        lectern("generate", str(project), "--chapters", "2")
        terminal.warn("Typing: alone, then while five chapters are generated and one is exported; takes three minutes")
        return {"bench": "editor", "cores": cores(), **measured(_PROGRAM, str(project))}
