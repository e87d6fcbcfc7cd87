"""A provider that makes voices, and goes wrong as told."""

import asyncio
from dataclasses import dataclass, field

from studio_app.domain.errors import NoSlot, Unreachable, VoiceMissing
from studio_app.session.once import Patience
from studio_app.speech.engine import Capabilities, Model
from studio_app.speech.making import Abilities, Candidate, Designs, Separation, Training, Uploaded

#: Looks and waits that take no time.
HASTY = Patience(settle_s=0.05, look_s=0.01, beat_s=0.01, poll_s=0.001, poll_most_s=0.002)
SIZE = 1 << 20


@dataclass
class Voice:
    id: str
    name: str
    state: str = "trained"
    samples: dict = field(default_factory=dict)
    needs: str = ""


class Trainer:
    """The professional part of ``FakeMaker``; its faults are those of the maker."""

    def __init__(self, maker):
        self._maker = maker
        self.sent = []

    async def begin(self, name, language, description, labels):
        return (await self._maker.make(name, lambda *_: None, state="created", needs="verification")).id

    async def add(self, voice, samples, *, denoise, sent):
        fault = self._maker.fault()
        await self._maker.upload(fault, sent)
        held = self._maker.voices[voice].samples
        for sample in samples:
            self.sent.append(sample.name)
            held[sample.name] = Uploaded(f"s{len(self.sent)}", sample.name, 1000.0, len(sample.data), "", None, denoise)
        if fault == "lost":
            raise Unreachable("The answer was lost.")
        return tuple(held[sample.name] for sample in samples)

    async def uploaded(self, voice):
        return tuple(self._maker.known(voice).samples.values())

    async def remove(self, voice, sample):
        held = self._maker.known(voice).samples
        held.pop(next(name for name, one in held.items() if one.id == sample))

    async def separation(self, voice, sample):
        return Separation("not_started")

    async def captcha(self, voice):
        return b"picture", "image/png"

    async def answer(self, voice, recording, sent):
        fault = self._maker.fault()
        await self._maker.upload(fault, sent)
        self._maker.known(voice).needs = ""
        if fault == "lost":
            raise Unreachable("The answer was lost.")

    async def train(self, voice, model=""):
        fault = self._maker.fault()
        if fault == "unsent":
            raise Unreachable("Away.")
        self._maker.known(voice).state = "training"
        self._maker.trainings += 1
        if fault == "lost":
            raise Unreachable("The answer was lost.")

    async def state(self, voice):
        known = self._maker.known(voice)
        return {"m1": Training(voice, known.state, 0.5, known.needs)}


class FakeMaker:
    """``faults`` befall requests that make something, one after the other.

    "refused" (no slot), "cut" (half of it was sent), "unsent" (broke off at the end, never made), "lost" (made, and no
    answer), "late" (made a while after the answer was lost), "hang" (never answers; ``made_meanwhile``: it was made), "" none.
    """

    abilities = Abilities(instant=True, inline=True, design=True, professional=True, design_price=0.0)

    def __init__(self, *faults):
        self.faults = list(faults)
        self.voices = {}
        self.uploads = self.designs = self.trainings = 0
        self.states = []
        self.hanging = asyncio.Event()
        self.professional = Trainer(self)

    def fault(self):
        return self.faults.pop(0) if self.faults else ""

    def known(self, voice):
        if voice not in self.voices:
            raise VoiceMissing("It is gone.")
        return self.voices[voice]

    async def upload(self, fault, sent):
        if fault == "refused":
            raise NoSlot("There is no room for one more voice.")
        self.uploads += 1
        sent(0, SIZE)
        await asyncio.sleep(0)
        sent(SIZE // 2, SIZE)
        if fault == "cut":
            raise Unreachable("The upload broke off.")
        if fault == "hang half":
            self.hanging.set()
            await asyncio.Event().wait()
        sent(SIZE, SIZE)
        if fault == "unsent":
            raise Unreachable("The upload broke off.")

    async def make(self, name, sent, *, state=None, needs=""):
        fault = self.fault()
        await self.upload(fault, sent)
        voice = Voice(
            f"v{len(self.voices) + 1}", name, state or (self.states[0] if self.states else "trained"), needs=needs
        )
        if fault == "late":
            asyncio.get_running_loop().call_later(0.02, self.voices.setdefault, voice.id, voice)
        else:
            self.voices[voice.id] = voice
        if fault in ("lost", "late"):
            raise Unreachable("The answer was lost.")
        if fault == "hang":
            self.hanging.set()
            await asyncio.Event().wait()
        return voice

    async def clone(self, wish, sent):
        voice = await self.make(wish.name, sent)
        return Training(voice.id, voice.state)

    async def cloned(self, wish, since):
        assert since
        for voice in reversed(self.voices.values()):
            if voice.name == wish.name:
                return Training(voice.id, voice.state)
        return None

    async def state(self, voice):
        known = self.known(voice)
        if self.states:
            known.state = self.states.pop(0)
        return Training(voice, known.state)

    def design_estimate(self, wish):
        return 300.0

    async def design(self, wish):
        fault = self.fault()
        if fault == "refused":
            raise NoSlot("Not now.")
        if fault == "hang":
            self.hanging.set()
            await asyncio.sleep(0.05)
        self.designs += 1
        if fault == "lost":
            raise Unreachable("The answer was lost.")
        candidates = tuple(Candidate(f"c{n}", b"sound %d" % n) for n in range(wish.candidates))
        return Designs(candidates, wish.text, 250.0)

    async def keep(self, candidate, name, wish, labels, heard):
        self.heard = heard
        return (await self.make(name, lambda *_: None)).id


class MakingEngine:
    """An engine of which only the maker matters."""

    waits = ""
    library = None
    capabilities = Capabilities(bills=True, concurrency=1, word_timings=False, models=(Model("m", "M"),))

    def __init__(self, maker, name="paid"):
        self.name = name
        self.maker = maker

    async def close(self):
        pass
