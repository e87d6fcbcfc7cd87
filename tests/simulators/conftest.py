"""The official client beside a simulator: all that goes over the wire is held to the provider's OpenAPI file."""

from __future__ import annotations

import asyncio
import io
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import httpx
import numpy as np
import pytest

from tests.simulators import Simulator, simulator
from tests.simulators.contract import Contract
from tests.simulators.sound import wav
from tests.simulators.voicebox import RATE, Speech, Voicebox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elevenlabs.client import ElevenLabs

#: What the file does not have yet, or is not the provider's.
_UNTOLD = ("/v1/voices/collections", "/previews/")


class Official:
    """A simulator of ElevenLabs and the provider's own client; ``http`` is a client of ours with the key."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._contract = Contract.of("elevenlabs")
        self.wrong: list[Any] = []
        self.sim: Simulator
        self.client: ElevenLabs
        self.http: httpx.Client

    def open(self, **options: Any) -> ElevenLabs:
        from elevenlabs.client import ElevenLabs  # a second of its own, which the other providers' tests need not take

        self.sim = self._stack.enter_context(simulator("elevenlabs", **{"fast": True, "pace": 0.002, **options}))
        hooks = {"response": [self._hold]}
        http = httpx.Client(timeout=20, trust_env=False, verify=False, event_hooks=hooks)
        self._stack.enter_context(http)
        self.client = ElevenLabs(api_key=self.sim.key, base_url=self.sim.url, httpx_client=http)
        key = {"xi-api-key": self.sim.key}
        ours = httpx.Client(base_url=self.sim.url, trust_env=False, verify=False, headers=key)
        self.http = self._stack.enter_context(ours)
        return self.client

    def _hold(self, answer: httpx.Response) -> None:
        path = answer.request.url.path
        if self._contract is None or path.startswith(_UNTOLD) or (path.endswith("/captcha") and answer.is_success):
            return
        if answer.headers.get("content-type", "").startswith("application/json") and answer.status_code in (200, 422):
            answer.read()
            told = self._contract.wrong_answer(answer.request.method, path, answer.status_code, answer.json())
            self.wrong += [(path, "answer", one) for one in told]

    def held(self) -> None:
        """Check that all requests that were answered well, and their answers, hold to the provider's file."""
        if self._contract is not None:
            right = [one for one in self.sim.requests if one.status == 200 and not one.path.startswith(_UNTOLD)]
            self.wrong += [(one.path, wrong) for one in right for wrong in self._contract.wrong_in(one)]
        assert self.wrong == []


@pytest.fixture
def official() -> Iterator[Official]:
    with ExitStack() as stack:
        made = Official(stack)
        yield made
        made.held()


def spoken(text: str, voice: str) -> Speech:
    """Return speech of the local engine."""

    async def speak() -> Speech:
        box = Voicebox()
        try:
            return await box.speak(text, voice)
        finally:
            await box.close()

    return asyncio.run(speak())


class Takes:
    """Recordings to make voices of: a man and a woman who read."""

    text = "It was late in the year when the ship came home, and nobody on the quay knew her name any more."

    def __init__(self) -> None:
        self.man, self.woman = (spoken(self.text, voice) for voice in ("en-us+m1", "en-us+f2"))

    def file(self, *speeches: Speech, name: str = "take.wav") -> io.BytesIO:
        """Return a file of some of them, one after the other, with a name as an open file has one."""
        data = io.BytesIO(wav(np.concatenate([speech.samples for speech in speeches]), RATE))
        data.name = name
        return data


@pytest.fixture(scope="session")
def takes() -> Takes:
    return Takes()
