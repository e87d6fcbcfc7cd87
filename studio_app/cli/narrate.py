"""Make an audiobook of a book: import, generate and export in one go. Run it again after a stop and it goes on."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.cli.main import DONE, PARTLY, Answer
from studio_app.cli.terminal import clock
from studio_app.cli.wishes import (
    book_wish,
    cast_wish,
    declare_book,
    declare_cast,
    declare_cost,
    declare_export,
    export_wish,
    settings,
)
from studio_app.session.narrate import NarrateWish, narrate

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from studio_app.cli.terminal import Terminal
    from studio_app.session.export import Exported
    from studio_app.session.generate import Generated


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("source", metavar="IN", help="book file or http(s) address of a web page")
    declare_export(parser)
    declare_cast(parser)
    declare_cost(parser)
    declare_book(parser)
    parser.add_argument("--chapters", default="", help='only these, as "lectern info" counts them: 1-3,7')
    parser.add_argument("--project", type=Path, metavar="P.lectern", help="keep the project here (default: beside OUT)")


async def run(wish: argparse.Namespace, terminal: Terminal) -> Answer:
    """Do it."""
    began = time.monotonic()
    held = settings()
    asked = NarrateWish(
        source=wish.source,
        export=export_wish(wish, held),
        project=wish.project,
        chapters=wish.chapters,
        budget=wish.budget,
        send_again=wish.send_again,
        book=book_wish(wish),
        cast=cast_wish(wish),
    )
    done = await narrate(asked, held, terminal.show, terminal.warn)
    tell_notes(done.generated, terminal)
    for sentence in done.warnings:
        terminal.warn(sentence)
    data = {
        "project": str(done.project),
        **files_data(done.exported),
        **generated_data(done.generated),
        "warnings": list(done.warnings),
        "elapsed_s": round(time.monotonic() - began, 3),
    }
    if done.exported is None:
        return Answer(data, failure_lines(done.generated, terminal), PARTLY)
    lines = [*file_lines(done.exported), *billed_lines(done.generated.billed)]
    return Answer(data, [*lines, f"The project with all takes is {done.project}"], DONE)


def files_data(exported: Exported | None) -> dict[str, object]:
    """Return the ``files`` of an answer."""
    files = exported.files if exported else ()
    return {"files": [{"path": str(f.path), "seconds": round(f.seconds, 6), "bytes": f.bytes} for f in files]}


def file_lines(exported: Exported) -> list[str]:
    """Return a line for each file written or found."""
    return [f"{f.path}  {clock(f.seconds)}{'  (was there already)' if f.skipped else ''}" for f in exported.files]


def billed_lines(billed: Mapping[str, float]) -> list[str]:
    """Return a line for each engine that billed something."""
    return [f"{engine}: {credits_:,g} credits billed" for engine, credits_ in billed.items() if credits_]


def generated_data(generated: Generated) -> dict[str, object]:
    """Return what a run of generation did, for ``--json``."""
    return {
        "segments": generated.segments,
        "made": generated.made,
        "reused": generated.reused,
        "failed": len(generated.failures),
        "failures": sorted({failure.error.sentence for failure in generated.failures}),
        "billed": dict(generated.billed),
        "found": generated.found,
        "unsure": {"requests": generated.unsure.count, "credits": generated.unsure.credits},
        "notes": list(generated.notes),
    }


def tell_notes(generated: Generated, terminal: Terminal) -> None:
    """Tell the person what was found, and what only a person can decide."""
    for note in generated.notes:
        terminal.warn(note)
    if generated.found:
        what = "answer was" if generated.found == 1 else "answers were"
        terminal.warn(f"{generated.found} lost {what} found with the provider and not paid for again.")
    if generated.unsure.count:
        terminal.warn(generated.unsure.sentence("Run the same command with --send-again to send them again."))


def failure_lines(generated: Generated, terminal: Terminal) -> list[str]:
    """Tell the person what failed, the same reason once, and return the lines for stdout."""
    for sentence in sorted({failure.error.sentence for failure in generated.failures}):
        count = sum(failure.error.sentence == sentence for failure in generated.failures)
        terminal.warn(f"{count} × {sentence}")
    made = f"{generated.made} segments made, {len(generated.failures)} failed; run the same command again to go on."
    return [made, *billed_lines(generated.billed)]
