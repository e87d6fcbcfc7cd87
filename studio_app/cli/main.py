"""``lectern <verb>``: which verb, how it ends, what it prints.

stdout carries the answer: with ``--json`` exactly one JSON object, also when it fails. Progress, warnings and errors go to
stderr.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import json
import signal
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio_app import __version__
from studio_app.cli.journal import kept_log, note_surprise
from studio_app.cli.terminal import Terminal
from studio_app.domain.errors import (
    BadInput,
    Cancelled,
    DiskFull,
    ExportError,
    LecternError,
    ProjectError,
    SpeechError,
    WrongUsage,
)
from studio_app.settings.places import places

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

DONE, SURPRISE, USAGE, BAD_INPUT, ENGINE_REFUSED, PARTLY, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130

#: How an error ends the command, the most specific first. What is not named here is a refused file.
_EXITS: tuple[tuple[type[LecternError], int], ...] = (
    (WrongUsage, USAGE),
    (ExportError, USAGE),
    (BadInput, BAD_INPUT),
    (ProjectError, BAD_INPUT),
    (SpeechError, ENGINE_REFUSED),
    (DiskFull, PARTLY),
    (Cancelled, INTERRUPTED),
)

#: Verb, module that does it, and what it is for. A module is loaded when its verb is asked for, so that a quick verb is quick.
VERBS: dict[str, tuple[str, str]] = {
    "narrate": ("studio_app.cli.narrate", "a book in, an audiobook out"),
    "import": ("studio_app.cli.import_", "make a project of a book or web page"),
    "generate": ("studio_app.cli.generate", "speak what a project has no take for"),
    "export": ("studio_app.cli.export", "write a project's audio files"),
    "info": ("studio_app.cli.info", "what is in a project"),
    "check": ("studio_app.cli.check", "find and explain damage in a project"),
    "voices": ("studio_app.cli.voices", "list the voices that can be cast"),
    "bench": ("studio_app.cli.bench", "measure this machine beside a reference"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How a verb ended: the object for ``--json``, lines for a person, the exit status."""

    data: dict[str, Any]
    lines: Sequence[str] = ()
    status: int = DONE


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status. Called on the main thread, once in a process."""
    if not arguments or arguments[0] not in VERBS:
        return _without_verb(list(arguments))
    try:
        return _verb(arguments[0], list(arguments[1:]))
    except KeyboardInterrupt:  # before the verb could listen for it
        sys.stderr.write("lectern: Stopped before anything was done.\n")
        return INTERRUPTED


def _verb(verb: str, arguments: list[str]) -> int:
    module = importlib.import_module(VERBS[verb][0])
    parser = argparse.ArgumentParser(prog=f"lectern {verb}", description=module.__doc__)
    parser.add_argument("--json", action="store_true", help="print exactly one JSON object on stdout")
    module.declare(parser)
    wish = parser.parse_args(arguments)
    with kept_log(), Terminal() as terminal:
        answer = _guarded(module.run(wish, terminal))
    if wish.json:
        sys.stdout.write(json.dumps(answer.data, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in answer.lines)
    sys.stdout.flush()
    return answer.status


def failure(error: LecternError) -> Answer:
    """Return how a command ends with ``error``; its sentence goes to stderr."""
    sys.stderr.write(f"lectern: {error.sentence}\n")
    status = next((status for kind, status in _EXITS if isinstance(error, kind)), BAD_INPUT)
    return Answer({"error": {"kind": type(error).__name__, "sentence": error.sentence}}, (), status)


def _guarded(work: Coroutine[Any, Any, Answer]) -> Answer:
    try:
        return asyncio.run(_interruptible(work))
    except LecternError as error:
        return failure(error)
    except (asyncio.CancelledError, KeyboardInterrupt):
        return failure(Cancelled("Stopped. What is done is kept; the same command goes on from here."))
    except Exception as error:  # noqa: BLE001  the last resort: a sentence for the person, the place for the log
        note_surprise(error)
        said = f"A fault in Lectern stopped this; what is done is kept. {places().logs / 'lectern.log'} tells where."
        sys.stderr.write(f"lectern: {said}\n")
        return Answer({"error": {"kind": type(error).__name__, "sentence": said}}, (), SURPRISE)


async def _interruptible(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Turn Ctrl+C and a polite kill into a cancellation, so that files are closed and processes ended."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, task.cancel)
        except NotImplementedError:  # Windows: asyncio.run cancels on Ctrl+C by itself
            break
    return await task


def _without_verb(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lectern",
        description="A desktop studio for the spoken word.",
        epilog="verbs:\n" + "\n".join(f"  {verb:10}{text}" for verb, (_, text) in VERBS.items()) + "\n\n"
        "lectern VERB --help tells more. Exit status: 0 done, 2 wrong usage, 3 bad input file, 4 engine refused,\n"
        "5 finished in part (the same command goes on), 130 interrupted.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"lectern {__version__}")
    parser.add_argument("verb", nargs="?", metavar="VERB", help="what to do")
    wish = parser.parse_args(arguments)
    if wish.verb is None:
        parser.print_help()
        return DONE
    if wish.verb.endswith(".lectern"):
        parser.error("the window is not part of this version; use the verbs, for example: lectern info " + wish.verb)
    return parser.error(f"there is no verb {wish.verb!r}")
