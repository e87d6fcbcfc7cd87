"""Make a project of a book file or a web page. An existing project of the same source is left as it is."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.cli.info import info_lines
from studio_app.cli.main import Answer
from studio_app.cli.wishes import cast_wish, declare_cast, settings
from studio_app.jobs.progress import Meter
from studio_app.jobs.queue import beside
from studio_app.session.import_ import import_book
from studio_app.session.info import info_of

if TYPE_CHECKING:
    import argparse

    from studio_app.cli.terminal import Terminal


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("source", metavar="IN", help="book file or http(s) address of a web page")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="P.lectern", help="the project to make")
    parser.add_argument(
        "--language", default="", help="a tag like en or pt-BR, where the file says nothing or the wrong one"
    )
    parser.add_argument("--force", action="store_true", help="replace another project of that name")
    declare_cast(parser)


async def run(wish: argparse.Namespace, terminal: Terminal) -> Answer:
    """Do it."""
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
    for sentence in imported.warnings:
        terminal.warn(sentence)
    info = await beside(info_of, wish.out, settings())
    return Answer({**asdict(info), "warnings": list(imported.warnings)}, info_lines(info))
