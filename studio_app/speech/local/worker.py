"""The program of a worker process: reads requests from stdin, writes speech to stdout, ends when stdin does.

It imports next to nothing, to start fast and stay small. Each request is spoken by a library that has spoken nothing
before, so that equal requests give equal bytes: where there is ``fork``, by a child of this process that ends afterwards
(and whose crash therefore costs nothing but itself), elsewhere by unloading the library and loading it again.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from typing import IO, Any

from studio_app.speech.local import wire
from studio_app.speech.local.library import Library, NoLibrary, NoVoice, TooLong

#: Ways to begin from nothing for each request.
FORK, RELOAD = "fork", "reload"
#: As ``nice`` counts.
_BEHIND = 8
_SET_PARENT_DEATH_SIGNAL = 1
_CHILD_DIED = 70


def main(library: str, data: str, fresh: str) -> None:
    """Serve until stdin ends. ``data`` is relative to the working folder: the library holds no long path."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_BEHIND)  # what a person does on this machine meanwhile goes first
    _die_with_parent(os.getppid())
    requests, answers = _take_pipes()
    try:
        loaded = Library(library, data)
    except NoLibrary as error:
        wire.send(answers, {"error": "library", "detail": str(error)})
        return
    # Nobody reads any more: the program that started this one is gone, and so is the reason to go on.
    with contextlib.suppress(wire.Broken):
        wire.send(answers, {"rate": loaded.rate})
        while True:
            header, text = wire.receive(requests)
            if fresh == FORK:
                _speak_in_child(loaded, header, text, answers)
            else:
                _speak(loaded, header, text, answers)
                loaded.close()
                loaded = Library(library, data)


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Take stdin and stdout for the protocol alone: what a library prints must not get between the frames."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return requests, answers


def _die_with_parent(parent: int) -> None:
    """Have the system kill this process when its parent ends, however that comes about. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(_CHILD_DIED)


def _speak_in_child(library: Library, header: dict[str, Any], text: bytes, answers: IO[bytes]) -> None:
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        code = _CHILD_DIED
        try:
            _die_with_parent(parent)
            _speak(library, header, text, answers)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if status != 0:  # what has gone down the pipe may be half a frame: only a new worker can be understood
        sys.exit(128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else _CHILD_DIED)


def _speak(library: Library, header: dict[str, Any], text: bytes, answers: IO[bytes]) -> None:
    try:
        samples, words = library.speak(text, header["voice"], header["parameters"], header["limit"])
    except NoVoice:
        wire.send(answers, {"error": "voice"})
    except TooLong:
        wire.send(answers, {"error": "length"})
    else:
        wire.send(answers, {"words": words}, samples)
