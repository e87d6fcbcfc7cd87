"""Voices under test: ElevenLabs on this machine, a project that speaks with it, and a process that dies in between.

Run as a program it tries a voice on the first paragraph and dies at a given place: ``PROJECT URL KEY VOICE PLACE``.
"""

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.session.announce import Announcer
from studio_app.session.audition import Audition
from studio_app.session.recorder import Recorder
from studio_app.session.studio import Studio
from studio_app.session.work import Work
from studio_app.settings.file import Settings
from studio_app.speech.account import Account
from studio_app.speech.elevenlabs.engine import ElevenLabsEngine
from studio_app.speech.traffic.pace import Pace
from studio_app.store.project_file import ProjectFile

TEXTS = ("The lamp by the river was lit again.", "Nobody had seen who lit it.", "It burned until morning.")
MODEL = "eleven_flash_v2_5"
PLACES = ("before it is stored", "while it comes in")


def casting(voice, **settings):
    return Casting.of("elevenlabs", MODEL, voice, settings)


def make_project(path, narrator):
    chapter = DraftChapter("One", tuple(DraftParagraph(Kind.TEXT, text) for text in TEXTS))
    cast = (Speaker(1, "Narrator", narrator), Speaker(2, "Ann", narrator))
    ProjectFile.create(path, project_from_draft(Draft("Book", (chapter,)), speakers=cast, voicing=Voicing()))
    return path


def begin(work, paragraph_id, *castings, **how):
    """Begin an audition; return its job."""
    made = Audition(next(work._numbers), "Try voices", work._changed, work._desk, paragraph_id, castings, **how)
    return work._begin(made)


async def over(work, number):
    """Wait until a job is over, and return it."""
    for _ in range(6000):
        view = next(view for view in work.jobs if view.id == number)
        if view.state in ("done", "failed", "cancelled"):
            return view
        await asyncio.sleep(0.005)
    raise AssertionError(f"still {view}")


@asynccontextmanager
async def desk(path, url, key):
    """Open the project with ElevenLabs at this address."""
    account = Account(id="a", provider="elevenlabs", name="Mine", key=key, base_url=url)
    announce = Announcer()
    work = Work(Settings(path.parent / "settings.json"), announce)
    engine = ElevenLabsEngine(account, waits=(0.02, 0.05, 0.1), pace=Pace().scaled(0.01))
    work._engines.put(engine, account)
    studio = Studio.open(path, announce=announce)
    await work.attach(studio)
    try:
        yield studio, work
    finally:
        await work.detach()
        await studio.shut(anyway=True)
        await work.close()


def die_at(place):
    """Let this process end, as if it were killed, where an answer was paid for and is not on the disk."""

    def dies(*_args, **_more):
        os._exit(9)

    if place == PLACES[0]:
        Recorder.keep = dies
    else:
        ElevenLabsEngine._billing = dies


async def main(path, url, key, voice):
    async with desk(path, url, key) as (_, work):
        await over(work, begin(work, 1, casting(voice)))


if __name__ == "__main__":
    die_at(sys.argv[5])
    asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:5]))
