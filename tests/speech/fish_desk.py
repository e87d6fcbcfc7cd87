"""Fish Audio on this machine: its engine, the simulator behind it, and recordings to make voices of."""

from __future__ import annotations

import io
import wave
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from speech_desk import Desk

from studio_app.speech.account import Account
from studio_app.speech.fish.engine import FishEngine
from studio_app.speech.making import CloneWish, Sample
from studio_app.speech.traffic.pace import Pace
from tests.simulators import simulator
from tests.simulators.contract import Contract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.simulators import Seen, Simulator

QUICK = Pace(first=0.01, longest=0.05, patience=0.2, offline=0.2, connect=2.0, answer=1.0, silence=0.3, probe=0.01)
CONTRACT = Contract.of("fish")


def recording(seconds: float = 12.0, height: int = 220) -> bytes:
    """Return a tone as a WAV file."""
    samples = np.sin(np.arange(int(8000 * seconds)) * (2 * np.pi * height / 8000)) * 8000
    into = io.BytesIO()
    with wave.open(into, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(samples.astype("<i2").tobytes())
    return into.getvalue()


RECORDING = recording()


def wish(name: str = "Aunt", count: int = 1, text: str = "", **more: Any) -> CloneWish:
    """Return a voice to be made of some recordings."""
    samples = tuple(Sample(f"Aunt Mary {number}.WAV", RECORDING, text) for number in range(count))
    return CloneWish(name, samples, **more)


class Studio:
    """The engine of an account, at a desk, with its library and its maker."""

    def __init__(self, sim: Simulator, **changes: str) -> None:
        self.sim = sim
        account = replace(Account("mine", "fish", "Mine", sim.key, base_url=sim.url), **changes)
        self.engine = FishEngine(account, pace=QUICK)
        self.desk = Desk(self.engine)
        self.run = self.desk.run
        self.library = self.engine.library
        self.maker = self.engine.maker

    @property
    def last(self) -> Seen:
        """The last request the provider saw."""
        return self.sim.requests[-1]

    def asked(self, method: str, path: str) -> list[Seen]:
        """Return the requests of a method that went to a path."""
        return [seen for seen in self.sim.requests if (seen.method, seen.path) == (method, path)]

    def held_to_the_contract(self) -> None:
        """Check every request against the provider's description of its API."""
        if CONTRACT is None:
            pytest.skip("the provider's OpenAPI file is not here")
        assert self.sim.requests
        for seen in self.sim.requests:
            if not seen.path.startswith("/samples/"):
                assert CONTRACT.wrong_in(seen) == []


@contextmanager
def fish(**options: Any) -> Iterator[Studio]:
    """Make a studio whose provider has these options."""
    with simulator("fish", fast=options.pop("fast", True), **options) as sim:
        studio = Studio(sim)
        try:
            yield studio
        finally:
            studio.desk.close()
