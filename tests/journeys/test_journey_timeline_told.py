"""What a screen reader finds of the timeline, through AT-SPI as it does: what each part is, its number, and open menus."""

from __future__ import annotations

import subprocess

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


#: Prints the number of the meters, and from where to where it can be.
NUMBER = """
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

def find(node):
    if node is not None and node.get_name() == "Levels":
        value = node.get_value_iface()
        print(value.get_current_value(), value.get_minimum_value(), value.get_maximum_value())
    for index in range(node.get_child_count() if node is not None else 0):
        find(node.get_child_at_index(index))

find(Atspi.get_desktop(0).get_child_at_index(0))
"""


def test_how_loud_it_is_is_told_as_a_number(screen, window):
    said = subprocess.run(
        [screens.SYSTEM_PYTHON, "-W", "ignore", "-c", NUMBER],
        env=screen.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == ["-60.0", "-60.0", "0.0"]
    assert window.poll() is None
