"""Engines to test, a desk to speak at, a worker that misbehaves, and a look at processes."""

from __future__ import annotations

import array
import asyncio
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studio_app.speech.account import Account
from studio_app.speech.catalogue import open_engine
from studio_app.speech.engine import AudioChunk, Billing, SpeakRequest, Timings
from studio_app.speech.local.engine import LocalEngine
from tests.simulators import simulator

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from contextlib import AbstractContextManager

    from studio_app.domain.takes import WordTiming
    from studio_app.speech.engine import Engine


@contextmanager
def cloud(name: str) -> Iterator[Engine]:
    """Make the engine of a provider that is simulated as long as the body lasts."""
    with simulator(name, fast=True) as sim:
        yield open_engine(name, account=Account("mine", name, "Mine", sim.key, base_url=sim.url))


#: What every engine's contract is tested with. A new engine adds how to make one that may be used up.
FACTORIES: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
    "local": lambda: nullcontext(LocalEngine(workers=2)),
    "elevenlabs": lambda: cloud("elevenlabs"),
    "fish": lambda: cloud("fish"),
}

#: A worker that misbehaves on command: words in the text make it crash or hang, once or always.
FAULTY = """
import os, resource, sys, time
sys.path.append(sys.argv[1])
from studio_app.speech.local import library, worker
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
flags, well = sys.argv[6], library.Library.speak
def first(word):
    try:
        os.close(os.open(os.path.join(flags, word), os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True
def speak(self, text, *rest):
    if b"crash" in text and (b"once" not in text or first("crash")):
        os.abort()
    if b"hang" in text and (b"once" not in text or first("hang")):
        time.sleep(60)
    if b"half" in text and first("half"):
        os.write(4, b"\\x10\\0\\0\\0")
        os.abort()
    return well(self, text, *rest)
library.Library.speak = speak
worker.main(*sys.argv[2:5])
"""


@dataclass(frozen=True)
class Answer:
    """All an engine said to one request."""

    audio: bytes
    rate: int
    formats: frozenset[tuple[str, int, int]]
    words: tuple[WordTiming, ...]
    billing: Billing | None

    @property
    def seconds(self) -> float:
        return len(self.audio) / 2 / self.rate

    @property
    def samples(self) -> array.array[int]:
        return array.array("h", self.audio)

    @property
    def level(self) -> float:
        return (sum(x * x for x in self.samples) / max(len(self.samples), 1)) ** 0.5


class Desk:
    """An engine on a loop of its own."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._runner = asyncio.Runner()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._runner.run(work)

    def request(self, text: str, voice: str = "", **settings: Any) -> SpeakRequest:
        model = self.engine.capabilities.models[0].id
        return SpeakRequest(text, voice or self.engine.default_voice("en"), model, "en", settings)

    async def hear(self, request: SpeakRequest) -> Answer:
        audio, formats, words, billing, rate = b"", set(), (), None, 0
        async with self.engine.turn():
            async for part in self.engine.speak(request):
                if isinstance(part, AudioChunk):
                    audio, rate = audio + part.data, part.rate
                    formats.add((part.codec, part.rate, part.channels))
                elif isinstance(part, Timings):
                    words = part.words
                else:
                    billing = part
        return Answer(audio, rate, frozenset(formats), words, billing)

    def say(self, text: str, voice: str = "", **settings: Any) -> Answer:
        return self.run(self.hear(self.request(text, voice, **settings)))

    def say_all(self, requests: list[SpeakRequest]) -> list[Answer]:
        async def all_of_them() -> list[Answer]:
            return await asyncio.gather(*map(self.hear, requests))

        return self.run(all_of_them())

    def close(self) -> None:
        try:
            self.run(self.engine.close())
        finally:
            self._runner.close()


def children(pid: int) -> list[int]:
    """Return the living processes started by ``pid``. Linux only."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:
            continue
    return [child for child in found if alive(child)]


def below(pid: int) -> list[int]:
    """Return the living processes started by ``pid``, and by those, all the way down. Linux only."""
    return [found for child in children(pid) for found in (child, *below(child))]


def alive(pid: int) -> bool:
    """Return whether a process is there and no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def until(true: Callable[[], Any], seconds: float = 10) -> Any:
    """Wait until something is true and return what it is; fail if it stays false."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.005)
    pytest.fail("it did not come true in time")
