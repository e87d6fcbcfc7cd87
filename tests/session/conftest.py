"""A small project on disk and an engine that bills, refuses and fails as told."""

import asyncio
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.session.studio import Studio
from studio_app.speech.engine import AudioChunk, Balance, Billing, Capabilities, Model
from studio_app.store.project_file import ProjectFile

# Who edits projects at random is at home with the domain's tests.
sys.path.append(str(Path(__file__).parents[1] / "domain"))

TEXTS = ("First paragraph.", "Second paragraph.", "Again.", "Again.")


@dataclass
class PaidEngine:
    """Bills a credit a character, two requests at once. ``wrong`` maps a text to the errors it meets, one after the other;
    ``endless`` never end, ``gates`` are waited for. It keeps no history."""

    wrong: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    endless: tuple = ()
    gates: dict = field(default_factory=dict)
    name = "paid"
    waits = ""
    capabilities = Capabilities(bills=True, concurrency=2, word_timings=False, models=(Model("m", "M", 40),))

    def __post_init__(self):
        self._places = None

    async def ready(self):
        pass

    @asynccontextmanager
    async def turn(self):
        if self._places is None:
            self._places = asyncio.Semaphore(self.capabilities.concurrency)
        async with self._places:
            yield

    async def balance(self):
        return Balance()

    def estimate(self, spoken, model):
        return float(len(spoken))

    async def speak(self, request):
        self.asked.append(request.text)
        await asyncio.sleep(0)
        while request.text in self.gates and not self.gates[request.text].is_set():  # noqa: ASYNC110  set on another thread
            await asyncio.sleep(0.001)
        if request.text in self.endless:
            await asyncio.Event().wait()
        if self.wrong.get(request.text):
            raise self.wrong[request.text].pop(0)
        wave = (np.sin(np.arange(4000) / 9) * 9000).astype("<i2").tobytes()
        yield AudioChunk(wave[:4000], "pcm_s16le", 22050, 1)
        yield AudioChunk(wave[4000:], "pcm_s16le", 22050, 1)
        yield Billing(float(len(request.text)), "r1")

    async def close(self):
        pass


@pytest.fixture
def engine():
    return PaidEngine()


@pytest.fixture
def project_path(tmp_path):
    chapter = DraftChapter("One", tuple(DraftParagraph(Kind.TEXT, text) for text in TEXTS))
    other = DraftChapter("Two", (DraftParagraph(Kind.TEXT, "Another chapter."),))
    cast = (Speaker(1, "Narrator", Casting.of("paid", "m", "v")),)
    project = project_from_draft(Draft("Book", (chapter, other)), speakers=cast, voicing=Voicing())
    path = tmp_path / "p.lectern"
    ProjectFile.create(path, project)
    return path


@pytest.fixture
def studio(project_path):
    opened = Studio.open(project_path)
    yield opened
    opened.close()
