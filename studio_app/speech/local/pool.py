"""Worker processes of the local engine: started when needed, fed from one queue, replaced when they die or hang.

Each worker process has a thread here that does the blocking reading and writing. The threads share one queue, so a worker
that is done takes whatever waits. A request whose worker died is given to a fresh one once; if that dies too, the request
is at fault and ``EngineCrashed`` says so. All methods may be called from any thread.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from studio_app.domain.errors import EngineCrashed, EngineMissing, SpeechError, TextRefused, VoiceMissing
from studio_app.speech.local import wire

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

_log = logging.getLogger(__name__)

#: How often to look for workers that hang, in seconds.
_TICK = 0.1
#: How long to wait for the exit status of a worker that broke off, in seconds: it says what it died of.
_LAST_WORDS = 0.5
#: Bytes a pipe takes before its writer waits, where the system lets us say: most answers as a whole.
_PIPE_BYTES = 1 << 20
#: The most bytes of samples in one answer: 25 minutes. Only a text made to be long (thousands of emoji) comes near.
LIMIT = 64 << 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What a worker is asked to speak.

    ``parameters`` are pairs of a parameter's number and its value; ``limit`` is the most bytes of samples to answer with.
    """

    text: bytes
    voice: str
    parameters: tuple[tuple[int, int], ...] = ()
    limit: int = LIMIT


@dataclass(frozen=True, slots=True)
class Spoken:
    """A worker's answer: 16-bit mono samples at ``rate``, and marks as ``Library.speak`` gives them."""

    samples: bytes
    rate: int
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """How to start a worker: the program with its arguments, and the folder it runs in."""

    words: tuple[str, ...]
    folder: str


@dataclass(eq=False, slots=True)
class _Task:
    asked: Asked
    answer: Future[Spoken] = field(default_factory=Future)
    worker: _Worker | None = None
    deadline: float = 0.0
    stopped: bool = False
    hung: bool = False


class _Died(Exception):
    """The worker process went away before it had answered."""


class Pool:
    """See the module docstring.

    Args:
        command: how to start a worker.
        workers: how many at most.
        patience: seconds after which a text of so many bytes must have been spoken, or its worker hangs.
    """

    def __init__(self, command: Command, workers: int, patience: Callable[[int], float]) -> None:
        self._command = command
        self._workers = workers
        self._patience = patience
        self._changed = threading.Condition()
        self._waiting: deque[_Task] = deque()
        self._running: list[_Task] = []
        self._threads: list[threading.Thread] = []
        self._idle = 0
        self._closed = False

    def submit(self, asked: Asked) -> Future[Spoken]:
        """Queue a request. Its future raises the errors of ``Engine.speak``; give it to ``stop`` to take it back.

        Raises:
            EngineMissing: the pool has been closed.
        """
        task = _Task(asked)
        with self._changed:
            if self._closed:
                raise EngineMissing("The local engine has been closed.")
            self._waiting.append(task)
            if not self._threads:
                self._start(self._watch, "lectern-voices-watch")
            if len(self._waiting) > self._idle and len(self._threads) <= self._workers:
                self._start(self._serve, f"lectern-voice-{len(self._threads)}")
            self._changed.notify_all()
        return task.answer

    def stop(self, answer: Future[Spoken]) -> None:
        """Give up a request that nobody wants any more; a worker that is speaking it ends."""
        answer.cancel()
        with self._changed:
            for task in self._running:
                if task.answer is answer:
                    self._abandon(task)

    def close(self) -> None:
        """End all workers and threads. Requests that wait or run are cancelled. Blocks for some milliseconds."""
        with self._changed:
            self._closed = True
            while self._waiting:
                self._waiting.popleft().answer.cancel()
            for task in self._running:
                self._abandon(task)
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    @staticmethod
    def _abandon(task: _Task) -> None:
        task.stopped = True
        if task.worker is not None:
            task.worker.kill()

    def _start(self, target: Callable[[], None], name: str) -> None:
        # Daemons: a program that forgets to close the engine must still be able to end.
        thread = threading.Thread(target=target, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _watch(self) -> None:
        """Kill workers that have had their time."""
        with self._changed:
            while not self._closed:
                now = monotonic()
                for task in self._running:
                    if now > task.deadline and task.worker is not None and not task.hung:
                        task.hung = True
                        task.worker.kill()
                self._changed.wait(_TICK if self._running else None)

    def _serve(self) -> None:
        """Feed one worker process. Runs on a thread of its own; the process dies with this thread (see worker.py)."""
        worker = _Worker(self._command)
        try:
            while (task := self._next()) is not None:
                self._do(worker, task)
        finally:
            worker.end()

    def _next(self) -> _Task | None:
        with self._changed:
            while True:
                while self._waiting:
                    task = self._waiting.popleft()
                    if task.answer.set_running_or_notify_cancel():
                        self._running.append(task)
                        return task
                if self._closed:
                    return None
                self._idle += 1
                self._changed.wait()
                self._idle -= 1

    def _do(self, worker: _Worker, task: _Task) -> None:
        try:
            spoken = self._speak(worker, task)
        except (SpeechError, CancelledError) as error:
            task.answer.set_exception(error)
        except Exception as error:  # noqa: BLE001  this thread must live on, and whoever waits must hear of it
            _log.error("a voice worker gave no sense: %s", type(error).__name__, exc_info=True)
            worker.end()
            task.answer.set_exception(
                EngineCrashed("The local engine gave an answer that makes no sense.", detail=repr(error))
            )
        else:
            task.answer.set_result(spoken)

    def _speak(self, worker: _Worker, task: _Task) -> Spoken:
        """Have a request spoken, by a second worker if the first dies of it."""
        try:
            try:
                return self._attempt(worker, task)
            except _Died:
                return self._attempt(worker, task)
        except _Died as death:
            how = "did not answer in time" if task.hung else "crashed"
            sentence = (
                f"The local engine {how} on this text, twice; change the text or its voice and generate it again."
            )
            raise EngineCrashed(sentence, detail=str(death)) from death
        finally:
            with self._changed:
                self._running.remove(task)
            if task.stopped:
                worker.end()

    def _attempt(self, worker: _Worker, task: _Task) -> Spoken:
        with self._changed:
            if task.stopped:
                raise CancelledError
            task.hung = False
            task.worker = worker
            task.deadline = monotonic() + self._patience(len(task.asked.text))
            self._changed.notify_all()
        try:
            return worker.ask(task.asked)
        except _Died as death:
            if task.stopped:
                raise CancelledError from death
            _log.warning("a voice worker ended on %d bytes of text: %s", len(task.asked.text), death)
            raise
        finally:
            with self._changed:
                task.worker = None


class _Worker:
    """One worker process, started when first asked. Used by one thread; ``kill`` by any."""

    def __init__(self, command: Command) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._rate = 0
        self._guard = threading.Lock()

    def ask(self, asked: Asked) -> Spoken:
        """Have one text spoken.

        Raises:
            _Died: the process ended; the next call starts another.
            SpeechError: it refused.
        """
        try:
            requests, answers = self._pipes()
            header = {"voice": asked.voice, "parameters": asked.parameters, "limit": asked.limit}
            wire.send(requests, header, asked.text)
            answer, samples = wire.receive(answers)
        except wire.Broken as broken:
            raise _Died(self.end(_LAST_WORDS) or str(broken)) from broken
        _raise_refusal(answer)
        return Spoken(samples, self._rate, tuple(answer["words"]))

    def kill(self) -> None:
        """End the process at once, with what it has forked."""
        with self._guard:
            if self._process is not None and self._process.poll() is None:
                _kill(self._process)

    def end(self, grace: float = 0.0) -> str:
        """End the process and forget it, killing it if it has not ended by itself within ``grace`` seconds.

        Returns:
            How it ended, "" if there was none.
        """
        process = self._process
        if process is None:
            return ""
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(grace)
        self.kill()
        with self._guard:
            self._process = None
            code = process.wait()
        return f"exit status {code}"

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        process = self._process or self._begin()
        assert process.stdin is not None
        assert process.stdout is not None
        if self._rate == 0:
            answer, _ = wire.receive(process.stdout)
            if "error" in answer:
                self.end()
            _raise_refusal(answer)
            self._rate = answer["rate"]
        return process.stdin, process.stdout

    def _begin(self) -> subprocess.Popen[bytes]:
        try:
            process = _popen(self._command)
        except OSError as error:
            raise EngineMissing("The local engine could not be started.", detail=str(error)) from error
        with self._guard:
            self._process = process
            self._rate = 0
        return process


def _popen(command: Command) -> subprocess.Popen[bytes]:
    """Start a worker in a process group of its own: Ctrl+C is for the main program, and killing it takes all of it."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    return subprocess.Popen(
        command.words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=command.folder,
        creationflags=flags,
        process_group=None if sys.platform == "win32" else 0,
        pipesize=_PIPE_BYTES,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _raise_refusal(answer: dict[str, object]) -> None:
    error = answer.get("error")
    if error == "voice":
        raise VoiceMissing("The local engine lost one of its voices; choose another, or install Lectern again.")
    if error == "length":
        raise TextRefused("This text takes too long to speak in one piece; split the paragraph.")
    if error is not None:
        sentence = "The local engine is not there or damaged; install Lectern again."
        raise EngineMissing(sentence, detail=str(answer.get("detail", error)))


def worker_command(library: str, data: str, fresh: str) -> Command:
    """Return how to start the real worker. ``fresh`` is one of the ways in worker.py to begin from nothing.

    It runs in the folder above the data, named relative to it: the library cuts off paths of more than 160 bytes.
    """
    root = __file__
    for _ in __name__.split("."):
        root = os.path.dirname(root)  # noqa: PTH120  the path a worker gets is text
    program = (
        "import sys; sys.path.append(sys.argv[1]); from studio_app.speech.local.worker import main; main(*sys.argv[2:])"
    )
    folder, name = os.path.split(data)
    # -I -S: nothing of the person's Python set-up, no search for packages: a third of the start-up time and memory.
    return Command((sys.executable, "-I", "-S", "-c", program, root, library, name, fresh), folder)
