"""The window with a voice that is paid for, by real mouse and keys: nothing costs unasked, and the books agree."""

import shutil
import time
from dataclasses import dataclass

import heard
import mutagen
import numpy as np
import pytest
import screen as screens
from window_hands import page, put_book, saved, text_of, wait_for

from tests.simulators import simulator

pytest.importorskip("PySide6")
pytestmark = screens.NEEDED

TYPED = "Rain again. "


@dataclass
class Cloud:
    """A provider, and the window's project that speaks with it."""

    engine: str
    name: str
    options: dict


CLOUDS = (
    Cloud("elevenlabs", "ElevenLabs", {"plan": "creator"}),
    Cloud("fish", "Fish Audio", {}),
)


def key_of(sim, cloud):
    """Return the environment in which the window finds the provider."""
    return {f"{cloud.engine.upper()}_API_KEY": sim.key, f"{cloud.engine.upper()}_BASE_URL": sim.url}


def new_project(screen, book):
    put_book(screen, book)
    screen.click(screen.find("Book or document", within=30))
    screen.click(screen.find(book.name))
    screen.click(screen.find("Open", "push button"))
    screen.click(screen.find("Create project", "push button"))
    page(screen)
    return max((screen.folder / "Documents" / "Lectern").glob("*.lectern"), key=lambda path: path.stat().st_mtime)


def choose_engine(screen, cloud):
    """Choose the engine and the voice it suggests in the dialog, after it has said what that means."""
    screen.click(screen.find("Engine: On this computer", "push button"))
    screen.click(screen.find(cloud.name, "radio button"))

    def counted(seen):
        return any(s.name == "Use this voice" and "sensitive" in s.states for s in seen)

    screen.wait(counted, "what the choice means", 30)
    screen.shot(f"engine-{cloud.engine}")
    screen.click(screen.find("Use this voice", "push button"))
    screen.find(f"Engine: {cloud.name}", "push button", within=20)


def edit(screen):
    text = page(screen)
    screen.click((text.box[0] + 200, text.box[1] + 80))
    screen.key("ctrl+Home", "Down", "Home")
    screen.type(TYPED)


def agree_to_pay(screen):
    """Press the button of the question, which says what it costs; return what the question said."""

    def ready(seen):
        asked = (s for s in seen if s.role == "push button" and s.name.startswith("Generate · ~"))
        return next((s for s in asked if "sensitive" in s.states), None)

    go = screen.wait(ready, "the question, with its price", 30)
    screen.shot("question")
    screen.click(go)
    return go.name


def listen(screen, chapter):
    """Play a chapter by the palette; without takes it begins with the first words that come in."""
    screen.key("ctrl+k")
    screen.find("Type the name of an action", within=10)
    screen.type(chapter)
    screen.key("Return")


def play_what_is_not_spoken(screen, recording):
    """Ask for text without a take, agree to what it costs, and hear it while it comes in."""
    screen.click(screen.find("Chapter 2", "list item"))
    time.sleep(0.5)
    listen(screen, "Play the chapter")
    screen.click(screen.find("Generate from here", "push button", within=20))
    with screen.recording(recording):
        agree_to_pay(screen)
        screen.gone("Pause", "push button", within=120)


def assert_heard(lectern, recording, project, folder):
    """What was heard while it came in is as long as the chapter that is exported of it, pauses and all."""
    made, _ = lectern("export", copy_of(project, folder), "-o", folder, "--format", "wav", "--chapters", "2")
    (wav,) = folder.glob("*.wav")
    sound, wanted = trimmed(heard.recorded(recording)), trimmed(heard.exported(wav))
    assert made["files"]
    assert len(sound) / heard.RATE == pytest.approx(len(wanted) / heard.RATE, abs=0.4)


def trimmed(samples):
    there = np.flatnonzero(np.abs(samples) > np.abs(samples).max() / 200)
    return samples[there[0] : there[-1] + 1]


def copy_of(project, folder):
    """Return a copy of a project that is open, as a power cut would leave it."""
    folder.mkdir(exist_ok=True)
    for file in project.parent.glob(f"{project.name}*"):
        shutil.copy(file, folder)
    return folder / project.name


def billed(lectern, project, folder, engine):
    return lectern("info", copy_of(project, folder))[0]["billed"].get(engine, 0)


@pytest.mark.campaign  # two minutes each; what is paid for is tried below the window and without a screen in every run
@pytest.mark.parametrize("cloud", CLOUDS, ids=lambda cloud: cloud.engine)
def test_the_windows_journey_with_a_voice_that_is_paid_for(screen, home, short_book, lectern, cloud):
    with simulator(cloud.engine, chunk=4096, stream_pause=0.01, **cloud.options) as sim:
        window = screen.lectern(home=home, **key_of(sim, cloud))
        project = new_project(screen, short_book)
        choose_engine(screen, cloud)
        edit(screen)
        assert sim.billed == 0, "choosing and writing cost nothing"
        screen.click(screen.find("Generate the chapter", "push button"))
        agree_to_pay(screen)
        screen.find("Done · ", within=60)
        saved(screen)
        first = sim.billed
        assert first > 0
        assert billed(lectern, project, home / "copy", cloud.engine) == pytest.approx(first)
        listen(screen, "Play the chapter")
        screen.find("Pause", "push button", within=30)
        screen.gone("Pause", "push button", within=120)
        assert sim.billed == first, "listening again costs nothing"
        play_what_is_not_spoken(screen, home / "live.raw")
        assert_heard(lectern, home / "live.raw", project, home / "second")
        assert sim.billed > first
        assert billed(lectern, project, home / "copy", cloud.engine) == pytest.approx(sim.billed)
        screen.key("ctrl+e")
        screen.click(screen.find("Leave them out", "push button"))
        screen.find("Show in folder", within=60)
        files = sorted((project.parent / project.stem).glob("*.mp3"))
        before = text_of(screen.see())
        screen.key("alt+F4")
        assert window.wait(20) == 0
        assert_lengths(lectern, project, home / "wav", files)
        assert_it_is_there_again(screen, home, sim, cloud, before)


def assert_lengths(lectern, project, folder, files):
    """The files are as long as what an export without loss writes of the same takes."""
    made, _ = lectern("export", project, "-o", folder, "--format", "wav", "--incomplete")
    wanted = [one["seconds"] for one in made["files"]]
    assert [mutagen.File(file).info.length for file in files] == pytest.approx(wanted, abs=0.1)
    assert min(wanted) > 3


def assert_it_is_there_again(screen, home, sim, cloud, before):
    """Opened again, the book has its text and its voice, and nothing is paid a second time."""
    paid = sim.billed
    window = screen.lectern(home=home, **key_of(sim, cloud))
    page(screen)
    wait_for(lambda: text_of(screen.see()) == before, "the text as it was")
    screen.find(f"Engine: {cloud.name}", "push button")
    screen.key("ctrl+shift+g")
    screen.find("There is nothing to do", within=20)
    screen.key("ctrl+q")
    assert window.wait(20) == 0
    assert sim.billed == paid
