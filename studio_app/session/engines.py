"""The engines a project speaks with, opened when needed and closed together."""

from __future__ import annotations

import os
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError
from studio_app.jobs.queue import Queue
from studio_app.speech.catalogue import open_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from studio_app.domain.cast import Casting
    from studio_app.domain.project import Project
    from studio_app.settings.file import Settings
    from studio_app.speech.engine import Engine


@dataclass(frozen=True)
class Limits:
    """The most characters of one request by engine and model, as they were when asked: for a process without engines."""

    characters: Mapping[tuple[str, str], int | None]

    def __call__(self, casting: Casting) -> int | None:
        """Return the limit for a casting, None where there is none."""
        return self.characters.get((casting.engine, casting.model))


class Engines:
    """Engines opened when first asked for, and kept. Asked on any thread; spoken with and closed on the loop's.

    Args:
        settings: says how many processes the local engine has.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._open: dict[str, Engine] = {}
        self._opening = threading.Lock()

    def get(self, name: str) -> Engine:
        """Return an engine. Opening one reads files: ask beside the loop first.

        Raises:
            WrongUsage, EngineMissing: it is not there.
        """
        with self._opening:
            if name not in self._open:
                self._open[name] = open_engine(name, workers=self._settings.number("local.workers") or None)
            return self._open[name]

    def limit(self, casting: Casting) -> int | None:
        """Return the most characters of one request, None where there is no limit or no such engine."""
        try:
            models = self.get(casting.engine).capabilities.models
        except LecternError:
            return None
        return next((model.characters for model in models if model.id == casting.model), None)

    def limits(self, project: Project) -> Limits:
        """Return the limits for the cast of a project."""
        cast = [speaker.casting for speaker in project.speakers]
        return Limits({(casting.engine, casting.model): self.limit(casting) for casting in cast})

    async def close(self) -> None:
        """End all engines; one that is asked for again is opened anew."""
        with self._opening:
            engines, self._open = list(self._open.values()), {}
        for engine in engines:
            await engine.close()


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
