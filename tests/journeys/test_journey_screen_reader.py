"""What a screen reader finds: on every page and in every dialog, each control has a name and a role it can say."""

import time

import pytest
import screen as screens
from test_journey_clone_window import speech
from window_hands import CONTROLS, act, page, put_book, unsayable

from tests.simulators import simulator

pytest.importorskip("PySide6")
pytestmark = screens.NEEDED

PREFERENCES = 8


class Reader:
    """Goes through the window by keyboard and gathers what is wrong."""

    def __init__(self, screen):
        self.screen = screen
        self.faults = []
        self.controls = 0

    def look(self, where):
        """Look at everything that shows now."""
        seen = self.screen.see()
        self.controls += sum("focusable" in one.states or one.role in CONTROLS for one in seen)
        self.faults += unsayable(seen, where)

    def at(self, where, name, *, role="", window=""):
        """Wait for a control, then look at everything."""
        self.screen.find(name, role, window=window, within=30)
        self.look(where)

    def over(self, where, keys, name, *, window=""):
        """Open what opens over the window, look at it, and leave it by Escape."""
        self.screen.key(keys)
        self.at(where, name, window=window)
        self.leave(name, window)

    def leave(self, name, window=""):
        """Press Escape, and wait until it has closed."""
        self.screen.key("Escape")
        self.screen.wait(
            lambda seen: not any(s.name.startswith(name) and s.window.startswith(window) for s in seen), f"{name} to go"
        )


@pytest.fixture
def reader(screen, short_book):
    put_book(screen, short_book)
    return Reader(screen)


def begin(reader, home):
    """From the start page through file dialog and import preview to the workspace; return the program."""
    window = reader.screen.lectern(home=home)
    reader.at("start page", "Book or document")
    reader.screen.key("ctrl+i")
    reader.at("file dialog", "File name:", role="text")
    reader.screen.type("book.epub")
    reader.screen.key("Return")
    reader.at("import preview", "Create project")
    reader.screen.click(reader.screen.find("Create project"))
    page(reader.screen)
    reader.look("workspace")
    return window


def panels(reader):
    """Find bar, question before a generation, activity, takes."""
    reader.over("find bar", "ctrl+f", "Find in the text")
    reader.over("replace bar", "ctrl+h", "Text to put in its place")
    reader.screen.key("ctrl+Home", "Down", "ctrl+alt+g")
    reader.at("question before a generation", "Only what is new or has changed")
    reader.screen.wait(lambda seen: any(s.name == "Generate" and "enabled" in s.states for s in seen), "the estimate")
    reader.screen.key("Return")
    reader.at("activity", "Done · ")
    reader.screen.key("ctrl+t")
    reader.at("takes", "Takes of this paragraph")
    reader.screen.key("ctrl+space")
    reader.at("playing", "Pause", role="push button")
    reader.screen.key("ctrl+period")


def dialogs(reader):
    reader.over("export dialog", "ctrl+e", "Choose a cover")
    reader.over("palette", "ctrl+k", "Type the name of an action")
    reader.over("menu", "alt+f", "Import a book")
    reader.screen.key("Escape")
    act(reader.screen, "Import a web page")
    reader.at("text question", "Address of the page")
    reader.leave("Address of the page")
    act(reader.screen, "About Lectern")
    reader.at("about", "Version")
    reader.screen.key("shift+Tab")
    reader.leave("Version")


def preferences(reader):
    reader.screen.key("ctrl+comma")
    reader.at("preferences", "Pages")
    for number in range(PREFERENCES):
        reader.screen.key("Down")
        time.sleep(0.2)
        reader.look(f"preferences, page {number + 2}")
    reader.leave("Pages")
    reader.over("shortcuts", "F1", "New keys of the chosen action")


def test_every_control_has_a_name_and_a_role(reader, home):
    window = begin(reader, home)
    panels(reader)
    dialogs(reader)
    preferences(reader)
    reader.screen.end(window)
    assert not reader.faults, "\n".join(dict.fromkeys(reader.faults))
    assert reader.controls > 500


# The voices room. Menus that pop up and names written in lists are announced, but not in the tree that is walked here.


@pytest.fixture
def room(reader, home, lectern, short_book, tmp_path):
    """A project in a window that has a provider of voices."""
    project = tmp_path / "book.lectern"
    lectern("import", short_book, "-o", project)
    speech(reader.screen.folder / "Documents" / "reader.wav", 60)
    with simulator("elevenlabs", plan="creator") as sim:
        told = {"ELEVENLABS_API_KEY": sim.key, "ELEVENLABS_BASE_URL": sim.url}
        window = reader.screen.lectern(project, home=home, **told)
        page(reader.screen)
        yield reader
        reader.screen.end(window)


def library(room):
    """The list with filters, a comparison and details."""
    screen = room.screen
    screen.key("ctrl+shift+l")
    room.at("library", "Ada Ashby", role="list item")
    screen.click(screen.find("Filters", "check box"))
    room.at("filters", "Any accent")
    screen.key("ctrl+shift+l", "Down", "c", "Down", "c")
    room.at("comparison", "Hear my paragraph")
    screen.key("Return")
    room.at("details of a voice", "Close the details")
    screen.key("Escape")


def mine(room):
    """One's own voices, with what one notes of them."""
    screen = room.screen
    act(screen, "My voices")
    screen.click(screen.find("Aldous", "list item", within=30), times=2)
    room.at("details of one's own voice", "Close the details")
    screen.key("Escape")


def cast(room):
    """The speakers, and one more of them."""
    screen = room.screen
    screen.key("ctrl+shift+c")
    room.at("cast", "Narrator", role="list item")
    screen.click(screen.find("Add speaker", "push button"))
    screen.find("New speaker", "list item")
    time.sleep(0.5)
    screen.type("Ann")
    screen.key("Return")
    room.at("two speakers", "Ann,", role="list item")


def clone(room):
    """Every step before a voice is made: recordings and their checks, what it is called, consent."""
    screen = room.screen
    act(screen, "Clone a voice")
    room.at("clone", "Choose files", window="Clone")
    screen.click(screen.find("Record…", window="Clone"))
    room.at("record", "Microphone", window="Clone")
    screen.click(screen.find("Choose files", window="Clone"))
    screen.find("File name:", "text")
    screen.type("reader.wav")
    screen.key("Return")
    room.at("checks", "One person seems to speak.", window="Clone")
    screen.click(screen.find("Next", "push button", window="Clone"))
    room.at("about the voice", "Remove background noise", window="Clone")
    screen.type("Ann")
    screen.click(screen.find("Next", "push button", window="Clone"))
    room.at("consent", "Ann: One recording", window="Clone")
    screen.key("Escape")
    room.at("what would be lost", "No voice is made yet", window="Clone")
    screen.click(screen.find("Close", "push button", window="Clone"))
    screen.gone("Clone a voice", "dialog")


def train(room):
    act(room.screen, "Professional clone")
    room.at("professional clone", "I confirm this", window="Professional")
    room.leave("Close", "Professional")


def design(room):
    """The description, and three candidates to hear."""
    screen = room.screen
    act(screen, "Design a voice")
    room.at("design", "Description", role="text", window="Design")
    screen.click(screen.find("Finer settings", window="Design"))
    room.look("finer settings")
    screen.click(screen.find("Description", "text", window="Design"))
    screen.type("A calm old man who reads slowly by the fire.")
    screen.wait(lambda seen: any(s.name.startswith("Design 3") and "sensitive" in s.states for s in seen), "the price")
    screen.click(screen.find("Design 3", "push button"))
    room.at("candidates", "Hear it", window="Design")
    room.leave("Close", "Design")


@pytest.mark.campaign  # a minute; the names of its controls are tried without a screen in every run
def test_every_control_of_the_voices_room_has_a_name_and_a_role(room):
    library(room)
    mine(room)
    cast(room)
    clone(room)
    train(room)
    design(room)
    assert not room.faults, "\n".join(dict.fromkeys(room.faults))
    assert room.controls > 500
