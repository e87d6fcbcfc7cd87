"""Measure this machine beside a reference in the same run: editor, import, narrate, export, play, ... Prints JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studio_app.cli.benches import editing, importing, library, peaks, play, queue, speaking, startup, timeline
from studio_app.cli.main import Answer
from studio_app.jobs.queue import beside

if TYPE_CHECKING:
    import argparse

    from studio_app.cli.terminal import Terminal

_BENCHES = {
    "editor": editing.measure,
    "import": importing.measure,
    "library": library.measure,
    "narrate": speaking.narrate,
    "export": speaking.export,
    "play": play.measure,
    "startup": startup.measure,
    "timeline": timeline.measure,
}
#: Those whose size is no number of words.
_SCALED = {"peaks": peaks.measure, "queue": queue.measure}


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("name", choices=sorted([*_BENCHES, *_SCALED]))
    parser.add_argument("--words", type=int, help="length of the book, default that of the published figures")
    parser.add_argument(
        "--scale",
        type=float,
        help=f"of queue: the provider's time, 1 as in life; default {queue.SCALE}. Of peaks: how much of ten hours",
    )


async def run(wish: argparse.Namespace, terminal: Terminal) -> Answer:
    """Do it."""
    if wish.name in _SCALED:
        found = await beside(_SCALED[wish.name], wish.scale, terminal)
    else:
        found = await beside(_BENCHES[wish.name], wish.words, terminal)
    return Answer(found, [json.dumps(found, indent=2)])
