"""A provider under test: it bills, keeps books and a history, and goes wrong as told."""

import asyncio
from collections import Counter, deque
from contextlib import asynccontextmanager
from dataclasses import replace

import numpy as np

from studio_app.domain.errors import CannotTell, TextRefused, Unreachable
from studio_app.speech.engine import AudioChunk, Balance, Billing, Capabilities, Found, Model

WAVE = (np.sin(np.arange(4000) / 9) * 9000).astype("<i2").tobytes()


def sound(text):
    """Return what a text sounds like: no two texts sound the same."""
    return (np.sin(np.arange(2000 + 40 * len(text)) / (3 + len(text) % 7)) * 9000).astype("<i2").tobytes()


class Provider:
    """Bills a credit a character.

    ``faults`` maps a text to what befalls its requests, one after the other: "refused", "unsent", "never made", "lost" (made,
    and no answer), "cut" (made, and half an answer), "damaged" (made, and noise that is no sound), "silent" (made, and
    nothing is said of the bill), "" for none. ``deaf`` is how many looks into the history fail. ``hang`` texts never end; what
    the history keeps of ``spoilt`` ones cannot be played.
    """

    name = "paid"
    waits = ""

    def __init__(self, *, finds=True, concurrency=2, free=0, stitches=False, limit=40, left=None):
        model = Model("m", "M", limit, 1.0, stitches=stitches)
        self.capabilities = Capabilities(
            bills=True, concurrency=concurrency, word_timings=False, models=(model,), free_repeats=free, finds=finds
        )
        self.faults, self.deaf, self.hang, self.spoilt = {}, 0, (), ()
        self.left, self.bill_repeats = left, True
        self.books, self.history, self.asked, self.balances = [], [], [], 0
        self.most, self.closed, self._now = 0, 0, 0
        self._places = None

    @property
    def paid(self):
        """What was billed, by text."""
        return Counter(text for text, _, _ in self.books)

    @property
    def billed(self):
        return sum(cost for _, _, cost in self.books)

    def allow(self, concurrency):
        """Let so many speak at once from now on."""
        for _ in range(concurrency - self.capabilities.concurrency):
            self._places.release()
        self.capabilities = replace(self.capabilities, concurrency=concurrency)

    async def ready(self):
        pass

    @asynccontextmanager
    async def turn(self):
        if self._places is None:
            self._places = asyncio.Semaphore(self.capabilities.concurrency)
        async with self._places:
            yield

    def estimate(self, spoken, model):
        return float(len(spoken))

    async def balance(self):
        self.balances += 1
        return Balance(left=self.left)

    async def speak(self, request):
        self.asked.append(request)
        self._now += 1
        self.most = max(self.most, self._now)
        try:
            await asyncio.sleep(0.001)
            async for part in self._spoken(request):
                yield part
        finally:
            self._now -= 1

    async def _spoken(self, request):
        fault = deque(self.faults.get(request.text, ())) and self.faults[request.text].pop(0)
        if fault == "refused":
            raise TextRefused("The text was refused.")
        if fault == "unsent":
            raise Unreachable("No way to the provider.", maybe_billed=False)
        if fault == "never made":
            raise Unreachable("The connection broke.")
        row = self._bill(request)
        if request.text in self.hang:
            await asyncio.Event().wait()
        if fault == "lost":
            raise Unreachable("The connection broke.")
        audio = sound(request.text)
        yield AudioChunk(b"x" if fault == "damaged" else audio[: len(audio) // 4 * 2], "pcm_s16le", 22050, 1)
        if fault == "cut":
            raise Unreachable("The answer broke off.")
        if fault != "damaged":
            yield AudioChunk(audio[len(audio) // 4 * 2 :], "pcm_s16le", 22050, 1)
        yield Billing(row[2], row[1]) if fault != "silent" else Billing(float(len(request.text)), row[1], known=False)

    def _bill(self, request):
        again = any(text == request.text for text, _, _ in self.books)
        cost = 0.0 if again and not self.bill_repeats else float(len(request.text))
        row = request.text, f"r{len(self.books) + 1}", cost
        self.books.append(row)
        self.history.append(row)
        return row

    async def find(self, lost):
        await asyncio.sleep(0)
        if not self.capabilities.finds:
            raise CannotTell("There is no history.")
        if self.deaf:
            self.deaf -= 1
            raise Unreachable("The history cannot be read now.", maybe_billed=False)
        for text, name, cost in self.history:
            same = text == lost.text if lost.text else len(text) == lost.characters
            if name not in lost.others and same:
                kept = b"x" if text in self.spoilt else sound(text)
                return Found(AudioChunk(kept, "pcm_s16le", 22050, 1), Billing(cost, name))
        return None

    async def close(self):
        self.closed += 1
