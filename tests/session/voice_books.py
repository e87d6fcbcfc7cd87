"""Books that voices of one's own speak, and the command line in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.store.project_file import ProjectFile

TEXTS = ("The lamp by the river was lit again.", "Nobody had seen who lit it.")
CHARACTERS = sum(map(len, TEXTS))


def variables(*sims):
    """Return the environment in which engines find these providers."""
    found = {}
    for sim in sims:
        found |= {f"{sim.name.upper()}_API_KEY": sim.key, f"{sim.name.upper()}_BASE_URL": sim.url}
    return found


def new_book(folder, engine, model, voice):
    """Write a book of two paragraphs, spoken by a voice."""
    chapter = DraftChapter("One", tuple(DraftParagraph(Kind.TEXT, text) for text in TEXTS))
    cast = (Speaker(1, "Narrator", Casting.of(engine, model, voice)),)
    path = folder / "book.lectern"
    ProjectFile.create(path, project_from_draft(Draft("Book", (chapter,)), speakers=cast, voicing=Voicing()))
    return path


def lectern(home, *arguments, **more):
    """Run a verb; return the object it prints."""
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "LECTERN_HOME": str(home), "PYTHONPATH": root, **more}
    command = [sys.executable, "-m", "studio_app", *map(str, arguments), "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
