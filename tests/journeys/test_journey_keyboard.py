"""The whole way by keyboard alone: no mouse event, and at every step it is known where the keyboard is."""

import mutagen
import pytest
import screen as screens
from window_hands import agree, at, page, put_book, saved, tab_to, text_of, wait_for

pytest.importorskip("PySide6")
pytestmark = screens.NEEDED

TYPED = "Rain again. "
PAGE = "Text of the chapter"


def import_book(screen, book):
    at(screen, "Book or document", "push button")
    screen.key("Return")
    at(screen, "File name:")
    screen.key("Escape")
    at(screen, "Book or document", "push button")
    screen.key("space")
    at(screen, "File name:")
    screen.type(book.name)
    screen.key("Return")
    at(screen, "Chapters that were found", "tree")
    passed = tab_to(screen, "Create project")
    assert passed.index("Save as") < passed.index("Cancel")
    screen.key("Return")
    at(screen, PAGE, "text")


def write_and_generate(screen):
    screen.key("ctrl+Home", "Down", "Home")
    screen.type(TYPED)
    screen.key("ctrl+shift+g")
    agree(screen)
    screen.find("Done · ", within=60)
    saved(screen)
    at(screen, PAGE)


def dialogs_give_the_keyboard_back(screen):
    """Open what opens over the page, and leave it by Escape."""
    for keys, there in (
        ("ctrl+f", "Find in the text"),
        ("ctrl+k", "Type the name of an action"),
        ("ctrl+comma", "Pages"),
        ("F1", "Find an action or its keys"),
        ("ctrl+alt+g", "Generate"),
        ("ctrl+e", "MP3"),
    ):
        screen.key(keys)
        at(screen, there)
        screen.key("Escape")
        at(screen, PAGE)


def panels_are_reached(screen):
    screen.key("F6")
    at(screen, "Clear finished")
    screen.key("F6")
    at(screen, "Play", "push button")
    screen.key("F6")
    at(screen, "Chapters of the book", "list")
    screen.key("F6")
    at(screen, PAGE)


def play_and_stop(screen):
    screen.key("ctrl+space")
    screen.find("Pause", "push button")
    at(screen, PAGE)
    screen.key("ctrl+period")
    screen.gone("Pause", "push button")


def offer_is_taken(screen):
    """Play what nobody has spoken: the offer is answered by keyboard, and the text has the keyboard again."""
    screen.key("ctrl+Next")
    at(screen, PAGE)
    screen.key("ctrl+space")
    screen.find("Generate from here", "push button")
    screen.key("F6", "F6", "F6")
    at(screen, "Generate from here")
    screen.key("space")
    screen.gone("Generate from here", "push button")
    at(screen, PAGE)
    screen.key("ctrl+period", "ctrl+Prior")


def export(screen, project):
    """Export by the dialog; return the files."""
    screen.key("ctrl+e")
    at(screen, "MP3", "combo box")
    tab_to(screen, "Leave them out")
    screen.key("space")
    screen.find("Show in folder", within=60)
    at(screen, PAGE)
    return sorted(project.with_suffix("").glob("*.mp3"))


def assert_all_is_there_again(screen, home, before):
    window = screen.lectern(home=home)
    page(screen)
    wait_for(lambda: text_of(screen.see()) == before, "the text as it was")
    at(screen, PAGE)
    screen.type("Here ")
    wait_for(lambda: f"{TYPED}Here " in text_of(screen.see()), "the cursor where it was")
    screen.key("ctrl+z")
    wait_for(lambda: text_of(screen.see()) == before, "the undo")
    screen.key("ctrl+z")
    wait_for(lambda: TYPED not in (text_of(screen.see()) or TYPED), "the undo of what was written before")
    screen.key("ctrl+q")
    assert window.wait(20) == 0


def test_the_whole_way(screen, home, short_book):
    put_book(screen, short_book)
    window = screen.lectern(home=home)
    screen.find("Book or document", within=30)
    import_book(screen, short_book)
    write_and_generate(screen)
    before = text_of(screen.see())
    assert TYPED in before
    dialogs_give_the_keyboard_back(screen)
    panels_are_reached(screen)
    play_and_stop(screen)
    project = next((screen.folder / "Documents" / "Lectern").glob("*.lectern"))
    files = export(screen, project)
    assert [path.name for path in files] == ["01 - Chapter 1.mp3"]
    tags = mutagen.File(files[0])
    assert tags["TIT2"].text[0] == "Chapter 1"
    assert tags["TALB"].text[0] == "The Measured Book"
    assert 5 < tags.info.length < 60
    offer_is_taken(screen)
    screen.key("ctrl+Home", "Down", "Home", *["Right"] * len(TYPED))
    screen.key("alt+F4")
    assert window.wait(20) == 0
    assert_all_is_there_again(screen, home, before)
