"""The panels of work as a person uses them: an import put right, a generation, takes compared, an export with its cover."""

import mutagen
import pytest
import screen as screens
from window_hands import act, page, put_book

from studio_app.cli.benches.book import write_book

pytest.importorskip("PySide6")
from PySide6.QtGui import QColor, QImage

pytestmark = screens.NEEDED


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.epub"
    write_book(path, words=160, chapter_words=40)
    return path


def draw_cover(screen):
    picture = QImage(2400, 2400, QImage.Format.Format_RGB32)
    picture.fill(QColor("#27466b"))
    assert picture.save(str(screen.folder / "Documents" / "cover.png"))


def named(screen, name, role=""):
    """Wait until something on the screen has a name that begins so."""
    return screen.find(name, role, within=60)


def put_chapters_right(screen):
    """Switch the second chapter off and rename it, merge the third into it and take that back, by keyboard."""
    named(screen, "Create project")
    named(screen, "Chapter 2, on")
    screen.key("Down", "space")
    named(screen, "Chapter 2, off")
    screen.key("F2")
    screen.type("Left out by hand")
    screen.key("Return")
    named(screen, "Left out by hand, off")
    screen.key("Down", "ctrl+m")
    screen.gone("Chapter 3, on", within=60)
    screen.key("ctrl+z")
    named(screen, "Chapter 3, on")


def compare_takes(screen):
    """Make a second take of the paragraph with the cursor; hear one, switch to the other, be silent."""
    screen.click(named(screen, "Takes", "push button"))
    screen.click(named(screen, "Regenerate · free", "push button"))
    named(screen, "Regenerate a paragraph. Done")
    screen.click(named(screen, "Compare A and B", "push button"))
    named(screen, "Switch to B")
    screen.key("Escape")
    named(screen, "Compare A and B")


def export_with_cover(screen):
    """Choose a cover and one file, and press Enter."""
    screen.click(named(screen, "Export", "push button"))
    screen.click(named(screen, "Choose a cover"))
    screen.click(named(screen, "cover.png"))
    screen.click(named(screen, "Open", "push button"))
    named(screen, "2400 × 2400 pixels")
    screen.click(named(screen, "One file", "radio button"))
    screen.wait(lambda seen: any("enabled" in s.states and s.name == "Export" for s in seen), "Export", 60)
    named(screen, "1 file")
    screen.key("Return")
    named(screen, "Show in folder")


def test_from_the_chapters_found_to_a_file_with_its_cover(screen, home, book):
    put_book(screen, book)
    draw_cover(screen)
    window = screen.lectern(home=home)
    screen.click(named(screen, "Book or document"))
    screen.click(named(screen, book.name))
    screen.click(named(screen, "Open", "push button"))
    put_chapters_right(screen)
    screen.click(named(screen, "Create project", "push button"))
    page(screen)
    named(screen, "Left out by hand, left out")
    act(screen, "Generate the book")
    named(screen, "Length of the speech")
    screen.key("Return")
    named(screen, "Generate the book. Done")
    text = page(screen)
    screen.click((text.box[0] + 200, text.box[1] + 60))
    compare_takes(screen)
    export_with_cover(screen)
    screen.key("ctrl+q")
    assert window.wait(30) == 0
    made = list((screen.folder / "Documents" / "Lectern").rglob("*.mp3"))
    assert len(made) == 1
    tags = mutagen.File(made[0])
    assert tags.info.length > 10
    assert tags.tags.getall("APIC")[0].mime == "image/png"
