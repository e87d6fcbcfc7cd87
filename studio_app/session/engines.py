"""The engines a project speaks with, opened when needed and closed together."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from studio_app.jobs.queue import Queue
from studio_app.speech.catalogue import open_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from studio_app.domain.project import Project
    from studio_app.settings.file import Settings
    from studio_app.speech.engine import Engine


@asynccontextmanager
async def engines_of(project: Project, settings: Settings) -> AsyncIterator[tuple[dict[str, Engine], Queue]]:
    """Open every engine the cast of ``project`` names, and a queue with a lane for each.

    On the way out what still runs is cancelled, and the engines' processes and connections end.
    """
    workers = settings.number("local.workers") or os.cpu_count() or 1
    engines = {name: open_engine(name, workers=workers) for name in {s.casting.engine for s in project.speakers}}
    queue = Queue({name: engine.capabilities.concurrency for name, engine in engines.items()})
    try:
        yield engines, queue
    finally:
        await queue.close()
        for engine in engines.values():
            await engine.close()
