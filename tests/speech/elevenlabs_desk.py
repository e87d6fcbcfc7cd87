"""ElevenLabs on this machine: an engine of it, the simulator behind it, and a desk to speak at."""

from __future__ import annotations

import io
import wave
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from speech_desk import Desk

from studio_app.speech.account import Account
from studio_app.speech.elevenlabs.engine import ElevenLabsEngine
from studio_app.speech.engine import Lost, SpeakRequest
from studio_app.speech.making import Sample
from studio_app.speech.traffic.pace import Pace
from tests.simulators import simulator
from tests.simulators.contract import Contract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.simulators import Simulator

VOICE = "21m00Tcm4TlvDq8ikWAM"
MODEL = "eleven_multilingual_v2"
TEXT = "The quick brown fox jumps over the lazy dog. It did so twice."
_RATE = 16_000
SPEAKING = "/v1/text-to-speech/"


def account(sim: Simulator, **changed: Any) -> Account:
    return Account(
        **{"id": "a", "provider": "elevenlabs", "name": "Mine", "key": sim.key, "base_url": sim.url} | changed
    )


def request(text: str = TEXT, model: str = MODEL, **more: Any) -> SpeakRequest:
    return SpeakRequest(
        text, more.pop("voice", VOICE), model, more.pop("language", "en"), more.pop("settings", {}), **more
    )


def lost(text: str = TEXT, *, ago: float = 0.0, model: str = MODEL, **more: Any) -> Lost:
    opened = datetime.now(UTC) - timedelta(seconds=ago)
    return Lost(VOICE, model, len(text), opened.isoformat(), more.pop("known", text), **more)


class Studio:
    """The engine of an account, at a desk."""

    def __init__(self, sim: Simulator, *, ready: bool = True, **changed: Any) -> None:
        self.sim = sim
        self.engine = ElevenLabsEngine(account(sim, **changed), waits=(0.02, 0.05, 0.1), pace=Pace().scaled(0.01))
        self.desk = Desk(self.engine)
        self.run = self.desk.run
        if ready:
            self.run(self.engine.ready())

    def say(self, text: str = TEXT, model: str = MODEL, **more: Any) -> Any:
        return self.run(self.desk.hear(request(text, model, **more)))

    def find(self, what: Lost) -> Any:
        return self.run(self.engine.find(what))

    @property
    def library(self) -> Any:
        return self.engine.library

    @property
    def maker(self) -> Any:
        return self.engine.maker

    def recording(self, number: int = 0) -> Sample:
        """Somebody who hums for some seconds, at another height for each number."""
        times = np.arange(6 * _RATE) / _RATE
        hum = np.sin(2 * np.pi * (110 + 40 * number) * times + 3 * np.sin(times)) ** 3 * (0.6 + 0.4 * np.sin(7 * times))
        data = io.BytesIO()
        with wave.open(data, "wb") as file:
            file.setparams((1, 2, _RATE, 0, "NONE", ""))
            file.writeframes((hum * 9000).astype("<i2").tobytes())
        return Sample(f"take {number}.wav", data.getvalue())

    def asked(self, path: str, method: str = "") -> list[Any]:
        """The requests the provider saw for a part of a path."""
        return [seen for seen in self.sim.requests if path in seen.path and method in ("", seen.method)]

    @property
    def wrong(self) -> list[str]:
        """What any request had that the provider's specification does not allow; skips where that is not here."""
        contract = Contract.of("elevenlabs")
        if contract is None:
            pytest.skip("the providers' OpenAPI files are not here")
        asked = [seen for seen in self.sim.requests if not seen.path.startswith("/previews/")]
        return [one for seen in asked for one in contract.wrong_in(seen)]

    @property
    def spoken(self) -> list[Any]:
        """The requests to speak that the provider saw."""
        return [seen for seen in self.sim.requests if seen.path.startswith(SPEAKING)]

    @property
    def formats(self) -> list[str]:
        return [seen.asked("output_format") for seen in self.spoken]

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [seen.body for seen in self.spoken]


@contextmanager
def elevenlabs(*, ready: bool = True, changed: dict[str, Any] | None = None, **options: Any) -> Iterator[Studio]:
    """Make a studio whose provider has these options and whose account is changed so."""
    with simulator("elevenlabs", fast=options.pop("fast", True), **options) as sim:
        studio = Studio(sim, ready=ready, **(changed or {}))
        try:
            yield studio
        finally:
            studio.desk.close()
