"""Make a project of a book file, a web page or a script. An existing project of the same source is left as it is."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.cli.info import info_lines
from studio_app.cli.main import Answer, failure
from studio_app.cli.wishes import cast_wish, declare_cast, settings
from studio_app.domain.errors import BadInput
from studio_app.domain.text.timecode import DEFAULT_RATE, FRAME_RATES
from studio_app.jobs.progress import Meter
from studio_app.jobs.queue import beside
from studio_app.session.import_ import import_book
from studio_app.session.info import info_of
from studio_app.session.scripts import import_script, is_script

if TYPE_CHECKING:
    import argparse

    from studio_app.cli.terminal import Terminal
    from studio_app.domain.script import ScriptDraft
    from studio_app.session.import_ import Imported

#: So many warnings and lines that cannot be read are shown; ``--json`` holds all of them.
_SHOWN = 50


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "source", metavar="IN", help="book file, http(s) address of a web page, or script (CSV, SRT, VTT, ASS)"
    )
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="P.lectern", help="the project to make")
    parser.add_argument(
        "--language", default="", help="a tag like en or pt-BR, where the file says nothing or the wrong one"
    )
    parser.add_argument("--force", action="store_true", help="replace another project of that name")
    parser.add_argument(
        "--without-errors", action="store_true", help="leave out the lines of a script that cannot be read"
    )
    parser.add_argument(
        "--fps", choices=tuple(FRAME_RATES), default=DEFAULT_RATE.name, help="of a script whose times have frames"
    )
    declare_cast(parser)


async def run(wish: argparse.Namespace, terminal: Terminal) -> Answer:
    """Do it."""
    if await beside(is_script, wish.source):
        return await _run_script(wish, terminal)
    meter = Meter("Reading the book", 1.0, "")

    def progress(fraction: float) -> None:
        meter.set(fraction)
        terminal.show(meter.look())

    imported = await beside(
        lambda: import_book(
            wish.source,
            wish.out,
            settings(),
            cast=cast_wish(wish),
            language=wish.language,
            overwrite=wish.force,
            progress=progress,
        )
    )
    return await _imported(imported, wish, terminal)


async def _run_script(wish: argparse.Namespace, terminal: Terminal) -> Answer:
    """Import a script; where lines of it cannot be read and nobody consented to leave them out, tell all of them."""
    read: list[ScriptDraft] = []
    try:
        imported = await beside(
            lambda: import_script(
                Path(wish.source),
                wish.out,
                settings(),
                cast=cast_wish(wish),
                language=wish.language,
                rate=FRAME_RATES[wish.fps],
                without_errors=wish.without_errors,
                overwrite=wish.force,
                looked=read.append,
            )
        )
    except BadInput as error:
        wrong = [line for draft in read for line in draft.errors]
        if not wrong:
            raise
        for line in wrong[:_SHOWN]:
            terminal.warn(f"Line {line.number}: {line.sentence}")
        if len(wrong) > _SHOWN:
            terminal.warn(f"and {len(wrong) - _SHOWN} more lines")
        terminal.warn("Correct them, or give --without-errors to leave these lines out.")
        answer = failure(error)
        lines = [{"line": line.number, "sentence": line.sentence} for line in wrong]
        return replace(answer, data={**answer.data, "lines": lines})
    return await _imported(imported, wish, terminal)


async def _imported(imported: Imported, wish: argparse.Namespace, terminal: Terminal) -> Answer:
    for sentence in imported.warnings[:_SHOWN]:
        terminal.warn(sentence)
    info = await beside(info_of, wish.out, settings())
    return Answer({**asdict(info), "warnings": list(imported.warnings)}, info_lines(info))
