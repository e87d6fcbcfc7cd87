"""Speak every segment of a project that has no take yet. What exists is reused; run it again after a stop and it goes on."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.cli.main import DONE, PARTLY, Answer
from studio_app.cli.narrate import billed_lines, failure_lines, generated_data, tell_notes
from studio_app.cli.wishes import declare_cost, settings
from studio_app.domain.errors import ProjectDamaged
from studio_app.jobs.queue import beside
from studio_app.jobs.stop import Stop
from studio_app.session.chapters import chosen_chapters
from studio_app.session.generate import forget_damaged
from studio_app.session.narrate import generate
from studio_app.session.studio import Studio

if TYPE_CHECKING:
    import argparse

    from studio_app.cli.terminal import Terminal


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("project", type=Path, metavar="P.lectern")
    parser.add_argument("--chapters", default="", help='only these, as "lectern info" counts them: 1-3,7')
    parser.add_argument("--verify", action="store_true", help="read every recording first and make damaged ones again")
    declare_cost(parser)


async def run(wish: argparse.Namespace, terminal: Terminal) -> Answer:
    """Do it."""
    began = time.monotonic()
    studio = await beside(Studio.open, wish.project)
    try:
        if wish.verify:
            studio = await _verified(studio, terminal)
        terminal.tell_losses(studio.file.path, studio.file.losses)
        ids = chosen_chapters(studio.project, wish.chapters)
        done, _ = await generate(
            studio,
            settings(),
            chapter_ids=ids,
            budget=wish.budget,
            send_again=wish.send_again,
            report=terminal.show,
            warn=terminal.warn,
        )
    finally:
        await asyncio.shield(beside(studio.close))
    data = {**generated_data(done), "elapsed_s": round(time.monotonic() - began, 3)}
    tell_notes(done, terminal)
    if done.failures:
        return Answer(data, failure_lines(done, terminal), PARTLY)
    made = f"{done.made} segments made, {done.reused} were there already."
    return Answer(data, [made, *billed_lines(done.billed)], DONE)


async def _verified(studio: Studio, terminal: Terminal) -> Studio:
    """Forget damaged recordings; where the damage is too deep for that, go on with a recovered copy of the project."""
    stop = Stop()
    try:
        gone = await beside(forget_damaged, studio.file, stop, stop=stop)
    except ProjectDamaged:
        await beside(studio.close)
        return await beside(Studio.recover, studio.file.path)
    terminal.warn(f"{gone} recordings were damaged and are made again." if gone else "All recordings are sound.")
    return studio
