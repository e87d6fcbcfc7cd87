"""Closing while something runs: one question at most, a clean end within seconds, and nothing lost."""

import http.server
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest
import screen as screens
from window_hands import active, at, page, text_of, unsayable

from studio_app.cli.benches.book import write_book
from studio_app.session.studio import Studio
from studio_app.settings.file import Settings

pytest.importorskip("PySide6")
pytestmark = screens.NEEDED
#: A clean end takes no longer.
SECONDS = 6
TYPED = "Rain again. "


def verb(folder, *arguments):
    """Run a verb that is to succeed."""
    command = [sys.executable, "-m", "studio_app", *map(str, arguments)]
    environment = {**os.environ, "LECTERN_HOME": str(folder / "home"), "PYTHONPATH": str(screens.ROOT)}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def projects(tmp_path_factory):
    """A project nobody has generated, half a minute of work, and a short one that is generated."""
    folder = tmp_path_factory.mktemp("projects")
    write_book(folder / "long.epub", words=40_000, chapter_words=4_000)
    write_book(folder / "spoken.epub", words=4_000, chapter_words=1_000)
    for name in ("long", "spoken"):
        verb(folder, "import", folder / f"{name}.epub", "-o", folder / f"{name}.lectern")
    verb(folder, "generate", folder / "spoken.lectern")
    return folder


@pytest.fixture
def begin(screen, home, projects, tmp_path):
    """Open a project's window; return its process and the project, alone in a folder."""
    begun = []
    # However many cores there are, the work outlasts what is asked while it is done.
    Settings(home / "settings.json").set("local.workers", 1)

    def window(name):
        project = tmp_path / "shelf" / f"{name}.lectern"
        project.parent.mkdir()
        shutil.copy(projects / project.name, project)
        begun.append(screen.lectern(project, home=home))
        page(screen)
        return begun[-1], project

    yield window
    for program in begun:
        screen.end(program)


def write(screen):
    screen.key("ctrl+Home", "Down", "Home")
    screen.type(TYPED)


def generate_book(screen):
    """Generate the whole book, and let some of it be done."""
    screen.key("ctrl+alt+g")
    screen.wait(lambda seen: any(s.name == "Generate" and "enabled" in s.states for s in seen), "the estimate")
    screen.key("Return")
    screen.find("Jobs: Generate the book")
    time.sleep(1.5)


def ended(program):
    """Wait for a clean end."""
    began = time.monotonic()
    assert program.wait(SECONDS + 20) == 0
    assert time.monotonic() - began < SECONDS


def text_in(project):
    studio = Studio.open(project, read_only=True)
    texts = [paragraph.text for paragraphs in studio.project.paragraphs.values() for paragraph in paragraphs]
    studio.close()
    return " ".join(texts)


def assert_whole(lectern, home, project, *, generated):
    """One file is left, with at least so many segments generated, and no word of a crash."""
    assert [path.name for path in project.parent.iterdir()] == [project.name]
    assert not list((home / "logs").glob("crash-*.txt"))
    about, _ = lectern("info", project)
    assert sum(chapter["generated"] for chapter in about["chapters"]) >= generated


def test_while_generating_it_asks_once_and_a_signal_saves_and_asks_nobody(screen, home, begin, lectern):
    window, project = begin("long")
    generate_book(screen)
    screen.key("alt+F4")
    assert "focused" in screen.find("Go on", "push button").states
    assert not list(unsayable(screen.see(), "the question"))
    screen.key("Return")
    screen.gone("Go on")
    screen.find("Jobs: Generate the book")
    write(screen)
    screen.key("ctrl+q")
    screen.find("Go on", "push button")
    window.send_signal(signal.SIGTERM)
    window.send_signal(signal.SIGTERM)
    ended(window)
    assert TYPED in text_in(project)
    assert_whole(lectern, home, project, generated=10)


def test_an_export_that_is_stopped_leaves_no_half_file(screen, home, begin, lectern):
    window, project = begin("spoken")
    screen.key("ctrl+e")
    screen.wait(lambda seen: any(s.name == "Export" and s.window.startswith("Export") for s in seen), "the dialog")
    screen.click(screen.find("Export", "push button", window="Export"))
    screen.find("Jobs: Export")
    screen.key("alt+F4")
    screen.find("Stop and close", "push button")
    screen.key("Tab", "space")
    ended(window)
    out = project.with_suffix("")
    assert not [path for path in out.glob("*") if path.suffix != ".mp3"]
    shutil.rmtree(out, ignore_errors=True)
    assert_whole(lectern, home, project, generated=1)


@pytest.fixture
def silent_page():
    """The address of a page that begins, and of which no more comes: it is being read until that is stopped."""
    over = threading.Event()

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html><body><p>It begins")
            over.wait()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/page"
        over.set()
        server.shutdown()
        thread.join()


def test_while_something_is_read_it_asks_too(screen, home, silent_page):
    window = screen.lectern(home=home)
    active(screen)
    screen.click(screen.find("Web page", "push button"))
    at(screen, "Address of the page")
    screen.type(silent_page)
    screen.key("Return")
    screen.find("Jobs: Read")
    screen.key("alt+F4")
    screen.click(screen.find("Stop and close", "push button"))
    ended(window)
    assert not list((home / "logs").glob("crash-*.txt"))


def test_while_it_is_loading_it_closes_at_once(screen, home, projects, lectern, tmp_path):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    project = shutil.copy(projects / "long.lectern", shelf)
    window = screen.lectern(project, home=home)
    screen.wait(bool, "the window", 30)
    screen.key("alt+F4")
    ended(window)
    assert_whole(lectern, home, shelf / "long.lectern", generated=0)


def test_while_playing_it_asks_nothing_and_comes_back_as_it_was(screen, home, begin, lectern):
    window, project = begin("spoken")
    write(screen)
    screen.key("ctrl+shift+space")
    screen.find("Pause", "push button")
    screen.key("ctrl+q", "ctrl+q")
    ended(window)
    assert_whole(lectern, home, project, generated=1)
    again = screen.lectern(home=home)
    page(screen)
    assert TYPED in text_of(screen.see())
    assert not any(s.name.startswith("Lectern ended unexpectedly") for s in screen.see())
    screen.key("ctrl+k")
    screen.find("Type the name of an action")
    screen.key("ctrl+q")  # belongs to the window, not to what is open over it
    screen.key("Escape", "ctrl+q")
    ended(again)
