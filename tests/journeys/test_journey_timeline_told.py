"""What a screen reader finds of the timeline, through AT-SPI as it does: what each part is, its number, and open menus."""

from __future__ import annotations

import pytest
import screen as screens
from screen import ROOT

pytest.importorskip("PySide6")
pytestmark = screens.NEEDED

#: The panel alone in a window, with the board of its own tests.
WINDOW = f"""
import sys
sys.path.insert(0, {str(ROOT / "tests" / "ui")!r})
from PySide6.QtWidgets import QApplication
app = QApplication(["lectern"])
app.setApplicationName("lectern")
import timeline_board
panel = timeline_board.fresh(timeline_board.made())
panel.setWindowTitle("Lectern")
panel.canvas.setFocus()
app.exec()
"""
ROLES = (
    ("panel", "Timeline"),
    ("tool bar", "Timeline tools"),
    ("canvas", "Timeline"),
    ("canvas", "Cards of the clips"),
    ("progress bar", "Levels"),
    ("panel", "Tracks"),
    ("panel", "Joe, Voiceover"),
    ("image", "The whole timeline"),
    ("panel", "Settings of what is chosen"),
)


@pytest.fixture
def window(screen):
    program = screen.lectern(home=screen.folder / "home", program=("-c", WINDOW))
    screen.find("Timeline", "canvas", within=60)
    yield program
    screen.end(program)


def test_each_part_of_the_timeline_is_told_as_what_it_is(screen, window):
    seen = screen.see()
    found = {(role, name) for role, name in ROLES if any(s.role == role and s.name.startswith(name) for s in seen)}
    assert found == set(ROLES)
    canvas = screen.find("Timeline", "canvas")
    assert "focused" in canvas.states
    assert "Clips as a list" in canvas.description
    assert window.poll() is None


def test_the_clip_the_keyboard_comes_to_is_told(screen, window):
    screen.key("Right")
    screen.wait(
        lambda seen: any(s.role == "canvas" and s.description.startswith("Hey there, Ann!, Joe, clip 1") for s in seen),
        "the first clip",
    )
    assert window.poll() is None


def test_open_menus_of_buttons_and_of_clips_are_found(screen, window):
    screen.click(screen.find("Add a track, a clip or a sound"))
    assert "Track: Voiceover" in screen.find("Track: Voiceover", "menu item").name
    screen.key("Escape")
    screen.gone("Track: Voiceover", "menu item")
    screen.click(screen.find("Timeline", "canvas"), button=3)
    screen.find("New clip at the playhead", "menu item")
    screen.key("Escape")
    screen.gone("New clip at the playhead", "menu item")
    assert window.poll() is None
