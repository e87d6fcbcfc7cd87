"""Write the audio files of a project, or what is said when on its timeline as a script.

A stopped export goes on where it was; files in the way are never overwritten unasked.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.cli.main import Answer
from studio_app.cli.narrate import file_lines, files_data
from studio_app.cli.wishes import declare_export, declare_pieces, export_wish, pieces_wish, settings
from studio_app.domain.text.timecode import DEFAULT_RATE, FRAME_RATES, Spelling
from studio_app.jobs.queue import beside
from studio_app.jobs.stop import Stop
from studio_app.session.chapters import chosen_chapters
from studio_app.session.engines import Engines
from studio_app.session.export import export_book
from studio_app.session.scripts import export_timing, is_timing
from studio_app.session.studio import Studio

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from studio_app.cli.terminal import Terminal

#: Less is not heard when it is cut off.
_HEARD_DB = 0.1


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("project", type=Path, metavar="P.lectern")
    declare_export(parser)
    declare_pieces(parser)
    parser.add_argument("--chapters", default="", help='only these, as "lectern info" counts them: 1-3,7')
    parser.add_argument(
        "--times", choices=tuple(Spelling), default=Spelling.SECONDS, help="how a script as CSV writes them (seconds)"
    )
    parser.add_argument(
        "--fps", choices=tuple(FRAME_RATES), default=DEFAULT_RATE.name, help="of a script whose times have frames"
    )
    parser.add_argument(
        "--incomplete", action="store_true", help="also if segments are not generated: their text is missing"
    )


async def run(wish: argparse.Namespace, terminal: Terminal) -> Answer:
    """Do it."""
    began = time.monotonic()
    held = settings()
    studio = await beside(Studio.open, wish.project)
    stop = Stop()
    try:
        terminal.tell_losses(studio.file.path, studio.file.losses)
        ids = chosen_chapters(studio.project, wish.chapters)
        if is_timing(wish.out):
            return await _timing(studio, wish, ids)
        asked = pieces_wish(wish, export_wish(wish, held))
        asked = replace(asked, chapter_ids=None if ids is None else tuple(ids), incomplete=wish.incomplete)
        limit = await beside(Engines(held).limits, studio.project)
        done = await beside(lambda: export_book(studio.file, asked, stop, limit=limit, report=terminal.show), stop=stop)
    finally:
        await asyncio.shield(beside(studio.close))
    if done.stale:
        terminal.warn(
            f"{done.stale} segments were changed after they were generated; run lectern generate to renew them."
        )
    if done.over_db >= _HEARD_DB:
        terminal.warn(
            f"The mix is {done.over_db:.1f} dB louder than a file can hold and was cut off there; turn its tracks down."
        )
    data = {
        **files_data(done),
        "stale": done.stale,
        "over_db": round(done.over_db, 2),
        "elapsed_s": round(time.monotonic() - began, 3),
    }
    return Answer(data, file_lines(done))


async def _timing(studio: Studio, wish: argparse.Namespace, ids: Sequence[int] | None) -> Answer:
    """Write a script."""
    spelling, rate = Spelling(wish.times), FRAME_RATES[wish.fps]
    write = partial(export_timing, spelling=spelling, rate=rate, chapter_ids=ids, overwrite=wish.force)
    lines = await beside(write, studio.project, wish.out)
    count = len(lines)
    data = {"files": [{"path": str(wish.out), "lines": count, "bytes": wish.out.stat().st_size}]}
    return Answer(data, [f"{wish.out}  {count} line{'s' * (count != 1)}"])
