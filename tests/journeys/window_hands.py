"""What a person does in the window, by mouse or by keyboard, for the journeys."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from screen import Screen, Seen

BOOK = "The Lectern Maker"
#: Roles of the rows of lists and tables, and of tabs.
ROWS = ("list item", "table cell", "page tab")

#: Roles of what can be pressed, chosen, moved or written into, whether the keyboard stops there or not, and of what holds it.
CONTROLS = frozenset(
    [
        "push button",
        "toggle button",
        "radio button",
        "check box",
        "combo box",
        "slider",
        "spin button",
        "text",
        "list",
        "list item",
        "tree",
        "tree table",
        "table",
        "table cell",
        "table column header",
        "menu bar",
        "menu",
        "menu item",
        "check menu item",
        "page tab",
        "page tab list",
        "tool bar",
        "status bar",
        "progress bar",
        "dialog",
        "frame",
    ]
)
#: What says nothing about how a thing is used.
NO_ROLE = frozenset(("unknown", "filler", "invalid", "redundant object", ""))


def text_of(seen: list[Seen]) -> str | None:
    """Return the text of the chapter shown, None where none is."""
    return next((s.text for s in seen if s.name == "Text of the chapter"), None)


def focus(seen: list[Seen]) -> Seen | None:
    """Return what has the keyboard, None where nothing has it.

    The current row of every list says that it has it, of whatever window; so a row counts only where its list does too,
    or nothing else has it.
    """
    held = [s for s in seen if "focused" in s.states and s.role not in ("filler", "panel")]
    active = {s.window for s in seen if "active" in s.states}
    held = [s for s in held if s.window in active] or held
    return min(held, key=lambda s: s.role in ROWS, default=None)


def at(screen: Screen, name: str, role: str = "") -> None:
    """Wait until the keyboard is on this control."""

    def there(seen: list[Seen]) -> bool:
        held = focus(seen)
        return held is not None and held.name.startswith(name) and role in ("", held.role)

    screen.wait(there, f"the keyboard on {role} {name!r}")


def tab_to(screen: Screen, name: str, most: int = 40, *, key: str = "Tab") -> list[str]:
    """Press Tab until the keyboard is on this control; return the names it passed. It must always be somewhere."""
    passed: list[str] = []
    for _ in range(most):
        screen.key(key)
        held = focus(screen.see())
        assert held is not None, f"after {passed[-1:] or 'the first Tab'} the keyboard was nowhere"
        if held.name.startswith(name):
            return passed
        passed.append(held.name)
    raise AssertionError(f"Tab did not come to {name!r}, only to {passed}")


def active(screen: Screen) -> None:
    """Wait until a window is where the window manager wants it, and has the keyboard: before that, keys go nowhere."""
    screen.wait(lambda seen: any("active" in s.states for s in seen), "a window with the keyboard", 60)


def page(screen: Screen) -> Seen:
    """Wait for the page of the manuscript."""
    return screen.find("Text of the chapter", within=60)


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


def agree(screen: Screen, within: float = 15.0) -> None:
    """Start the generation that is asked about: the button has the keyboard."""

    def there(seen: list[Seen]) -> bool:
        return any(s.name == "Generate" and s.role == "push button" and "sensitive" in s.states for s in seen)

    screen.wait(there, "the question before a generation", within)
    screen.key("Return")


def put_book(screen: Screen, book: Path) -> Path:
    """Lay a book where file dialogs begin."""
    documents = screen.folder / "Documents"
    documents.mkdir(exist_ok=True)
    place = documents / book.name
    place.write_bytes(book.read_bytes())
    return place


def unsayable(seen: list[Seen], where: str) -> Iterator[str]:
    """Yield what a screen reader could not say of the controls that show."""
    for one in seen:
        if "focusable" in one.states and one.role in NO_ROLE:
            yield f"{where}: {one.role or 'no role'} {one.name!r} at {one.box} takes the keyboard"
        elif not one.name.strip() and ("focusable" in one.states or one.role in CONTROLS):
            yield f"{where}: {one.role} without a name at {one.box}"
