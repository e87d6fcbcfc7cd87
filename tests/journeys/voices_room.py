"""The voices room of a window without a window: all it is made of, and a project that this computer narrates."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.session.announce import Announcer
from studio_app.session.library import VoiceLibrary
from studio_app.session.my_voices import MyVoices
from studio_app.session.samples import Samples
from studio_app.session.studio import Studio
from studio_app.session.withdrawn import Withdrawals
from studio_app.session.work import Work
from studio_app.settings.file import Settings
from studio_app.speech.account import Account
from studio_app.speech.elevenlabs.engine import ElevenLabsEngine
from studio_app.speech.traffic.pace import Pace
from studio_app.store.project_file import ProjectFile
from studio_app.store.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from studio_app.session.work_views import JobView
    from tests.simulators import Simulator

EL = "elevenlabs"
MODEL = "eleven_flash_v2_5"
TEXTS = ("The lamp by the river was lit again.", "Nobody had seen who lit it.", "It burned until morning.")
CHARACTERS = sum(map(len, TEXTS))


def new_book(folder: Path) -> Path:
    """Write a book of three paragraphs, narrated by this computer."""
    chapter = DraftChapter("One", tuple(DraftParagraph(Kind.TEXT, text) for text in TEXTS))
    cast = (Speaker(1, "Narrator", Casting.of("local", "espeak-ng", "en-us")),)
    path = folder / "book.lectern"
    ProjectFile.create(path, project_from_draft(Draft("Book", (chapter,)), speakers=cast, voicing=Voicing()))
    return path


class Room:
    """The voices room of a window, with a project that a voice of this computer narrates."""

    def __init__(self, path: Path, url: str, key: str) -> None:
        announce, home = Announcer(), path.parent
        account = Account(id="a", provider=EL, name="Mine", key=key, base_url=url)
        self.work = Work(Settings(home / "settings.json"), announce)
        engines, run = self.work._engines, self.work.backstage
        engines.put(ElevenLabsEngine(account, waits=(0.02, 0.05), pace=Pace().scaled(0.01)), account)
        self.shelf = Shelf(home / "voices.sqlite")
        self.library = VoiceLibrary(engines, run, self.shelf)
        self.samples = Samples(engines, run, home / "cache")
        self.mine = MyVoices(engines, run, self.shelf)
        self.withdrawals = Withdrawals(engines, run, self.shelf, self.library)
        self.studio = Studio.open(path, announce=announce)

    async def job(self, number: int) -> JobView:
        """Wait until a job is over, and return it."""
        for _ in range(6000):
            view = next(view for view in self.work.jobs if view.id == number)
            if view.state in ("done", "failed", "cancelled"):
                return view
            await asyncio.sleep(0.005)
        raise AssertionError(f"still {view}")

    async def close(self) -> None:
        await self.library.close()
        await self.samples.close()
        await self.work.detach()
        await self.studio.shut(anyway=True)
        await self.work.close()
        self.shelf.close()


@asynccontextmanager
async def room(path: Path, sim: Simulator) -> AsyncIterator[Room]:
    made = Room(path, sim.url, sim.key)
    await made.work.attach(made.studio)
    try:
        yield made
    finally:
        await made.close()
