"""What a person does in the window, by mouse or by keyboard, for the journeys."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from screen import Screen, Seen

BOOK = "The Lectern Maker"


def text_of(seen: list[Seen]) -> str | None:
    """Return the text of the chapter shown, None where none is."""
    return next((s.text for s in seen if s.name == "Text of the chapter"), None)


def page(screen: Screen) -> Seen:
    """Wait for the page of the manuscript."""
    return screen.find("Text of the chapter", within=30)


def saved(screen: Screen) -> None:
    """Wait until the status bar says that everything is on the disk."""
    screen.find("Saved", within=20)


def wait_for(there: Callable[[], bool], what: str, within: float = 60.0) -> None:
    """Wait until something holds that the screen does not show."""
    until = time.monotonic() + within
    while not there():
        assert time.monotonic() < until, f"{what} did not come"
        time.sleep(0.1)


def act(screen: Screen, name: str) -> None:
    """Run an action by its name, through the command palette."""
    screen.key("ctrl+k")
    screen.find("Type the name of an action", within=10)
    screen.type(name)
    time.sleep(0.2)
    screen.key("Return")


def put_book(screen: Screen, book: Path) -> Path:
    """Lay a book where file dialogs begin."""
    documents = screen.folder / "Documents"
    documents.mkdir(exist_ok=True)
    place = documents / book.name
    place.write_bytes(book.read_bytes())
    return place
