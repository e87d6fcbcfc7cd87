"""ElevenLabs on this machine: an engine of it, the simulator behind it, and a desk to speak at."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from speech_desk import Desk

from studio_app.speech.account import Account
from studio_app.speech.elevenlabs.engine import ElevenLabsEngine
from studio_app.speech.engine import Lost, SpeakRequest
from studio_app.speech.traffic.pace import Pace
from tests.simulators import simulator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.simulators import Simulator

VOICE = "21m00Tcm4TlvDq8ikWAM"
MODEL = "eleven_multilingual_v2"
TEXT = "The quick brown fox jumps over the lazy dog. It did so twice."
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
