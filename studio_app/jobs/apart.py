"""Work in a process of its own: what would hold Python's lock for minutes must not share the lock of the window.

A process is started for one piece of work and ends with it; it also ends, at once, when the program that started it does.
Both sides speak in pickled messages over pipes, each preceded by its length.
"""

from __future__ import annotations

import logging
import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast

from studio_app.domain.errors import LecternError
from studio_app.jobs.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_LENGTH = struct.Struct("<Q")
#: How often it is looked whether the person wants it stopped, in seconds.
_LOOK_S = 0.05
#: As ``nice`` counts.
_BEHIND = 8
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from studio_app.jobs.apart import main; main()"


class ProcessEnded(Exception):
    """The process ended before its work did: a fault in it, or the system took it away."""


class Line:
    """What work in a process of its own speaks through. ``stop`` is given when the person wants it stopped."""

    def __init__(self, out: IO[bytes]) -> None:
        self.stop = Stop()
        self._out = out
        self._answers: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()

    def tell(self, fact: object) -> None:
        """Let the program know something."""
        _send(self._out, ("tell", fact))

    def ask(self, question: object) -> Any:
        """Let the program know something, and return its answer; raises what that raised."""
        _send(self._out, ("ask", question))
        kind, answer = self._answers.get()
        if kind == "refuse":
            raise answer
        return answer

    def listen(self, heard: IO[bytes]) -> None:
        """Take in what the program says. Ends the process when it is gone: nobody waits for the work any more."""
        with suppress(EOFError, OSError):
            while True:
                kind, said = _receive(heard)
                if kind == "stop":
                    self.stop.request()
                else:
                    self._answers.put((kind, said))
        os._exit(1)


def apart(work: Callable[..., _T], *args: object, hear: Callable[[Any], Any], stop: Stop) -> _T:
    """Do ``work(line, *args)`` in a process of its own and return what it returns. Blocks: call it beside the loop.

    Args:
        work: a function of a module; ``line`` is the ``Line`` it speaks through.
        args: pickled, as what it returns.
        hear: called, on this thread, with everything the work tells or asks; what it returns or raises is the answer.
        stop: given on to the work, which then has to end by itself.

    Raises:
        LecternError: what the work raised.
        ProcessEnded: it could not be done to its end.
    """
    process = _begin()
    to, heard = process.stdin, process.stdout
    assert to is not None
    assert heard is not None
    over, one = threading.Event(), threading.Lock()

    def say(kind: str, said: object = None) -> None:
        with one, suppress(OSError):  # it is gone: the next thing heard from it says so
            _send(to, (kind, said))

    def pass_stop_on() -> None:
        while not over.wait(_LOOK_S):
            if stop.requested():
                say("stop")
                return

    say("begin", (work, args))
    watch = threading.Thread(target=pass_stop_on, name="apart-stop", daemon=True)
    watch.start()
    try:
        return cast("_T", _converse(heard, say, hear))
    except (EOFError, OSError) as error:
        raise ProcessEnded(f"exit status {process.wait()}") from error
    finally:
        over.set()
        watch.join()
        _end(process)


def _converse(heard: IO[bytes], say: Callable[..., None], hear: Callable[[Any], Any]) -> Any:
    while True:
        kind, said = _receive(heard)
        if kind == "done":
            return said
        if kind == "error":
            raise said
        if kind == "fault":
            _log.critical("unforeseen %s in a process of its own\n%s", *said)
            raise ProcessEnded(said[0])
        if kind == "tell":
            hear(said)
        else:
            try:
                answer = hear(said)
            except LecternError as error:
                say("refuse", error)
            else:
                say("answer", answer)


def _begin() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[2])
    # In a group of its own: Ctrl+C is for the program, which asks the work to stop.
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, root, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
        process_group=None if sys.platform == "win32" else 0,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait()


def _send(pipe: IO[bytes], message: tuple[str, object]) -> None:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> tuple[str, Any]:
    head = pipe.read(_LENGTH.size)
    body = pipe.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
    try:
        kind, said = pickle.loads(body)  # noqa: S301 - from our own process, over a pipe nobody else holds
    except (EOFError, pickle.UnpicklingError) as error:
        raise EOFError("the other side is gone") from error
    return kind, said


def main() -> None:
    """Be the process: read what is to be done from stdin, do it, and say what became of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_BEHIND)  # what a person does on this machine meanwhile goes first
    heard, out = _take_pipes()
    _, (work, args) = _receive(heard)
    line = Line(out)
    threading.Thread(target=line.listen, args=(heard,), name="listen", daemon=True).start()
    try:
        last = ("done", work(line, *args))
    except LecternError as error:
        last = ("error", error)
    except Exception as error:  # noqa: BLE001 - the boundary of the process; the program logs it and says so
        last = (
            "fault",
            (type(error).__name__, "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))),
        )
    _send(out, last)


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Take stdin and stdout for the messages alone: what a library prints must not get between them."""
    heard, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return heard, out
