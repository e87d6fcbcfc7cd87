"""A window's work under test: an open project on a running loop, with the states beside it."""

import asyncio
from contextlib import asynccontextmanager

from studio_app.session.announce import Announcer
from studio_app.session.states import States, StatesChanged
from studio_app.session.studio import Studio, TakesPlaced
from studio_app.session.work import JobsChanged, Work
from studio_app.settings.file import Settings


class Bench:
    """What a test has at hand: ``work``, ``studio``, ``states``, and all that was announced, in ``heard``."""

    def __init__(self, folder, announce):
        self.announce = announce
        self.work = Work(Settings(folder / "settings.json"), announce)
        self.engines = self.work._engines
        self.heard = []
        for kind in (JobsChanged, StatesChanged, TakesPlaced):
            announce.listen(kind, self.heard.append)

    async def job(self, number, *states):
        """Wait until a job is over, or in one of these states; return its view."""
        wanted = states or ("done", "failed", "cancelled")
        for _ in range(3000):
            view = next(view for view in self.work.jobs if view.id == number)
            if view.state in wanted:
                return view
            await asyncio.sleep(0.005)
        raise AssertionError(f"still {view}")

    async def until(self, fact):
        for _ in range(3000):
            if fact():
                return
            await asyncio.sleep(0.005)
        raise AssertionError("never")

    async def settled(self):
        """Wait until all that was told has been taken in, and every state is known."""
        await asyncio.sleep(0.12)
        await self.until(lambda: self.states.settled)

    def marks(self):
        ids = [p.id for held in self.studio.project.paragraphs.values() for p in held]
        return {number: str(self.states.paragraph(number).state) for number in ids}


@asynccontextmanager
async def bench(path, folder, engine=None, **how):
    """Open a project with ``work`` and ``states``, and close it all again."""
    announce = Announcer()
    made = Bench(folder, announce)
    if engine is not None:
        made.engines.put(engine)
    made.studio = Studio.open(path, announce=announce, **how)
    made.states = States(made.studio, made.work.limit, announce)
    await made.work.attach(made.studio)
    try:
        yield made
    finally:
        await made.states.close()
        await made.work.detach()
        await made.studio.shut(anyway=True)
        await made.work.close()


def run(path, folder, test, engine=None, **how):
    """Run a coroutine function with a bench."""

    async def live():
        async with bench(path, folder, engine, **how) as made:
            return await test(made)

    return asyncio.run(live())
