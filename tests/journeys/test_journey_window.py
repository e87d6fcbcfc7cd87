"""The window as a person uses it: real mouse and key events on a real screen, from the start page to the exported book.

That it is all there again the next time is the end of the way by keyboard.
"""

import os
import shutil

import heard
import mutagen
import pytest
import screen as screens
from window_hands import agree, page, put_book, saved, text_of

pytest.importorskip("PySide6")
pytestmark = screens.NEEDED

TYPED = "Rain again. "


#: All of its first chapter is listened to, as long as that lasts.
TEXT = """# Chapter 1

The lamp by the river was lit again. Nobody had seen who lit it, and nobody asked.

It burned until morning.

# Chapter 2

Then it went out.
"""


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def export_wav(lectern, project, folder):
    """Export the first chapter without loss, by the command line, from a copy as a power cut would leave it."""
    folder.mkdir()
    for file in project.parent.glob(f"{project.name}*"):
        shutil.copy(file, folder)
    lectern("export", folder / project.name, "-o", folder, "--format", "wav", "--chapters", "1", "--incomplete")
    return next(folder.glob("*.wav"))


def choose(screen, menu, name):
    """Choose from a menu with the mouse."""
    screen.click(screen.find(menu, "menu item"))
    screen.click(screen.find(name, "menu item"))


def export_files(screen, project):
    """Wait until the export has ended, and return its files."""
    screen.find("Show in folder", within=60)
    return sorted((project.parent / project.stem).glob("*.mp3"))


def assert_heard_as_exported(screen, recording, wav):
    """Play the chapter and compare. A machine with more to do than it can leaves gaps: then it is played once more."""
    for _ in range(3):
        with screen.recording(recording):
            choose(screen, "Chapter", "Play the chapter")
            screen.find("Pause", "push button")
            screen.gone("Pause", "push button", within=120)
        found = heard.match(heard.recorded(recording), heard.exported(wav))
        if found.drift == 0:
            break
    if found.drift and os.getloadavg()[0] > 2 * (os.cpu_count() or 1):
        assert heard.exact_share(heard.recorded(recording), heard.exported(wav)) > 0.5, "what there is between gaps"
        return
    assert found.difference_db < -60
    assert abs(found.drift) <= 1


def assert_tagged(mp3, length):
    tags = mutagen.File(mp3)
    assert abs(tags.info.length - length) < 0.1
    assert tags["TIT2"].text[0].startswith("Chapter 1")


def test_by_mouse(screen, home, book, lectern):
    put_book(screen, book)
    window = screen.lectern(home=home)
    screen.click(screen.find("Book or document", within=30))
    screen.click(screen.find(book.name))
    screen.click(screen.find("Open", "push button"))
    screen.click(screen.find("Create project", "push button"))
    text = page(screen)
    screen.click((text.box[0] + 200, text.box[1] + 80))
    screen.key("ctrl+Home", "Down", "Home")
    screen.type(TYPED)
    screen.click(screen.find("Generate the chapter", "push button"))
    agree(screen)
    screen.find("Done · ", within=60)
    saved(screen)
    assert TYPED in text_of(screen.see())
    project = next((screen.folder / "Documents" / "Lectern").glob("*.lectern"))
    wav = export_wav(lectern, project, home / "wav")
    assert_heard_as_exported(screen, home / "heard.raw", wav)
    screen.click(screen.find("Export", "push button"))
    screen.click(screen.find("Leave them out", "push button"))
    files = export_files(screen, project)
    screen.key("alt+F4")
    assert window.wait(20) == 0
    assert_tagged(files[0], len(heard.exported(wav)) / heard.RATE)
