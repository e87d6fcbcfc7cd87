"""Journeys drive the real command line in a process of its own, as a person does."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import screen as screens

from studio_app.cli.benches.book import write_book

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def environment(home):
    return {**os.environ, "LECTERN_HOME": str(home), "PYTHONPATH": str(ROOT)}


@pytest.fixture
def lectern(environment):
    """Run a verb; return (exit status, the JSON object on stdout, stderr)."""

    def run(*arguments, status=0, cwd=None, env=None):
        command = [sys.executable, "-m", "studio_app", *map(str, arguments), "--json"]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            cwd=cwd,
            env={**environment, **(env or {})},
            timeout=300,
            check=False,
        )
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        lines = done.stdout.splitlines()
        assert len(lines) == 1, "exactly one JSON object on stdout"
        return json.loads(lines[0]), done.stderr

    return run


@pytest.fixture
def start(environment):
    """Start a verb and return the process, for what happens to it while it runs."""
    started = []

    def begin(*arguments):
        command = [sys.executable, "-m", "studio_app", *map(str, arguments), "--json"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def sample():
    return next((ROOT / "resources" / "samples").glob("*.epub"))


@pytest.fixture
def sample_in_short(sample, tmp_path):
    """The sample with all it has but most of its text: of each page, the first three paragraphs."""
    path = tmp_path / sample.name
    with zipfile.ZipFile(sample) as whole, zipfile.ZipFile(path, "w") as short:
        for entry in whole.infolist():
            data = whole.read(entry)
            if entry.filename.endswith("xhtml"):
                first, *rest = re.split(rb"(?<=</p>)", data)
                data = b"".join(
                    [first, *rest[:2], *(re.sub(rb"<p\b.*</p>", b"", part, flags=re.DOTALL) for part in rest[2:])]
                )
            short.writestr(entry, data)
    return path


@pytest.fixture(scope="session")
def spoken(tmp_path_factory):
    """A project of a short book that is spoken already. Copy it before anything is done to it."""
    book = tmp_path_factory.mktemp("spoken") / "book.epub"
    write_book(book, words=270, chapter_words=90)
    return speak(book, book.with_name("p.lectern"))


@pytest.fixture(scope="session")
def spoken_dialogue(tmp_path_factory):
    """A project of two lines of a script that are spoken already. Copy it, too."""
    script = tmp_path_factory.mktemp("dialogue") / "s.csv"
    script.write_text("speaker,line\nAnn,Good evening to all of you who came.\nBen,The train was early for once.\n")
    return speak(script, script.with_suffix(".lectern"))


def speak(source, path):
    folder = path.parent
    environment = {**os.environ, "LECTERN_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    for command in (("import", source, "-o", path), ("generate", path)):
        subprocess.run(
            [sys.executable, "-m", "studio_app", *map(str, command)], env=environment, capture_output=True, check=True
        )
    return path


@pytest.fixture
def book(tmp_path):
    """A short book: three chapters, 270 words."""
    path = tmp_path / "book.epub"
    write_book(path, words=270, chapter_words=90)
    return path


@pytest.fixture
def short_book(tmp_path):
    """A very short book: three chapters of 40 words; what is played is recorded as long as it lasts."""
    path = tmp_path / "book.epub"
    write_book(path, words=120, chapter_words=40)
    return path


@pytest.fixture(scope="module")
def screen(tmp_path_factory):
    """A screen with all that belongs to one. A module that asks for it is marked ``screens.NEEDED``."""
    with screens.screen(tmp_path_factory.mktemp("screen")) as found:
        yield found
