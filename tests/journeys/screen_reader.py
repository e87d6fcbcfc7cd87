"""Prints every control on the screen as JSON, as a screen reader finds it. Runs in the system's Python, which has AT-SPI.

It looks once for each line it reads, and answers with a line. Each look is made by a process of its own that knows nothing
of the looks before, but has not to load AT-SPI.
"""

import json
import os
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

STATES = (
    "FOCUSED",
    "FOCUSABLE",
    "CHECKED",
    "SELECTED",
    "ENABLED",
    "SENSITIVE",
    "EDITABLE",
    "EXPANDED",
    "MODAL",
    "ACTIVE",
)
#: Of a list of thousands only what shows is wanted, but asking each costs a call.
MOST = 4000


def main() -> None:
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            look()
            sys.stdout.flush()
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            sys.exit(1)


def look() -> None:
    """Print what is there now."""
    desktop = Atspi.get_desktop(0)
    found: list[dict[str, object]] = []
    for index in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(index)
        if program is None or "lectern" not in (program.get_name() or "").lower():
            continue
        for number in range(program.get_child_count()):
            window = program.get_child_at_index(number)
            if window is not None:
                walk(window, window.get_name() or "", found)
    print(json.dumps(found))


def walk(node: "Atspi.Accessible", window: str, found: list[dict[str, object]]) -> None:
    if len(found) >= MOST:
        return
    try:
        states = node.get_state_set()
        if not states.contains(Atspi.StateType.SHOWING):
            return
        found.append(described(node, states, window))
        for index in range(min(node.get_child_count(), 400)):
            child = node.get_child_at_index(index)
            if child is not None:
                walk(child, window, found)
    except gi.repository.GLib.GError:  # it went away while we looked
        return


def described(node: "Atspi.Accessible", states: "Atspi.StateSet", window: str) -> dict[str, object]:
    box = node.get_component_iface() and node.get_extents(Atspi.CoordType.SCREEN)
    text = node.get_text_iface()
    return {
        "role": node.get_role_name(),
        "name": node.get_name() or "",
        "description": node.get_description() or "",
        "states": [name.lower() for name in STATES if states.contains(getattr(Atspi.StateType, name))],
        "box": [box.x, box.y, box.width, box.height] if box else [0, 0, 0, 0],
        "text": Atspi.Text.get_text(text, 0, min(20000, Atspi.Text.get_character_count(text))) if text else "",
        "window": window,
        **cursor(text, states),
    }


def cursor(text: "Atspi.Text | None", states: "Atspi.StateSet") -> dict[str, object]:
    """Return what stands before the cursor, and where it is on the screen, of the one text that has the keyboard."""
    if text is None or not states.contains(Atspi.StateType.FOCUSED):
        return {"before": "", "caret": [0, 0, 0, 0]}
    at = Atspi.Text.get_caret_offset(text)
    box = Atspi.Text.get_character_extents(text, max(0, at - 1), Atspi.CoordType.SCREEN)
    return {"before": Atspi.Text.get_text(text, max(0, at - 2000), at), "caret": [box.x, box.y, box.width, box.height]}


main()
