"""The disk is full, the project is moved or deleted while it is written in: the window says so, and nothing is lost."""

import shutil
import subprocess

import pytest
import screen as screens
from window_hands import page, saved, text_of, wait_for

from studio_app.cli.benches.book import write_book
from studio_app.store.project_file import ProjectFile

pytest.importorskip("PySide6")
pytestmark = screens.NEEDED


@pytest.fixture
def disk(tmp_path):
    """A disk of 4 MB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a disk here")
    yield place
    subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


@pytest.fixture
def opened(screen, home, lectern, tmp_path):
    """Open a short project in the window, the cursor in its text; return the project and the program."""
    programs = []

    def begin(folder):
        write_book(tmp_path / "book.epub", words=80, chapter_words=40)
        folder.mkdir(exist_ok=True)
        project = folder / "book.lectern"
        lectern("import", tmp_path / "book.epub", "-o", project)
        programs.append(screen.lectern(project, home=home))
        page(screen)
        screen.wait(lambda seen: any("focused" in s.states and s.role == "text" for s in seen), "the cursor", 20)
        screen.key("ctrl+Home")
        return project, programs[0]

    yield begin
    for program in programs:
        if program.poll() is None:
            screen.end(program)


def kept(project):
    """Return the first chapter as it is in the file."""
    with ProjectFile.open(project, read_only=True) as file:
        found = file.load()
        return "\n".join(p.text for p in found.paragraphs[found.chapters[0].id])


def fill(disk):
    """Leave no room on a disk."""
    with (disk / "stuff").open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return


def test_full_disk(screen, opened, disk):
    project, _ = opened(disk)
    saved(screen)
    fill(disk)
    for number in range(40):  # what is there already has room for a little more
        screen.type(f"Full{number} of words. ")
        if number > 3 and any(s.name == "Not saved" for s in screen.see()):
            break
    screen.find("Not saved")
    screen.find("Try again to save", "push button")
    screen.type("The last. ")
    screen.find("Not saved", within=3)
    (disk / "stuff").unlink()
    screen.click(screen.find("Try again to save", "push button"))
    saved(screen)
    screen.gone("Not saved")
    typed = "".join(f"Full{n} of words. " for n in range(number + 1)) + "The last. "
    assert kept(project).startswith(typed)
    assert typed in text_of(screen.see())


def test_moved_project(screen, opened, tmp_path, home):
    project, program = opened(tmp_path)
    moved = tmp_path / "elsewhere" / "renamed.lectern"
    moved.parent.mkdir()
    project.rename(moved)
    screen.type("Written after the move. ")
    screen.find("book.lectern was moved while it was open.", within=20)
    wait_for(lambda: kept(moved).startswith("Written after the move. "), "the text in the file where it is now")
    screen.end(program)
    again = screen.lectern(home=home)
    assert "Written after the move. " in page(screen).text
    screen.end(again)


def test_deleted_project_is_put_back(screen, opened, tmp_path):
    project, program = opened(tmp_path)
    project.unlink()
    screen.type("Written after that. ")
    screen.find("book.lectern was deleted or replaced.", within=20)
    screen.find("Not saved")
    screen.type("And more. ")
    screen.click(screen.find("Put it back", "push button"))
    saved(screen)
    screen.gone("Put it back")
    assert kept(project).startswith("Written after that. And more. ")
    closing_asks(screen, project, program)


def closing_asks(screen, project, program):
    """It is deleted once more, and the window closed at once."""
    screen.click(page(screen))
    screen.key("ctrl+Home")
    project.unlink()
    screen.type("Nearly lost. ")
    screen.key("ctrl+q")
    beside = screen.find("Close without it", "push button")
    seen = screen.see()
    screen.click(next(s for s in seen if s.name == "Put it back" and s.box[1] == beside.box[1]))
    assert program.wait(30) == 0
    assert kept(project).startswith("Nearly lost. Written after that. And more. ")
