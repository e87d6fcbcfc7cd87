"""A sound effect is paid for once, several are made to choose from, and nothing that was paid for is lost."""

import asyncio
from contextlib import asynccontextmanager

import numpy as np
import pytest

from studio_app.domain.errors import (
    MaybeBilled,
    NotOffered,
    OutOfCredit,
    OverBudget,
    TextRefused,
    Unreachable,
    WrongUsage,
)
from studio_app.domain.ledger import LedgerState
from studio_app.domain.timeline import Effect
from studio_app.session.effects import Effects, effect_sound, fits, is_placeholder
from studio_app.session.engines import Engines
from studio_app.session.rescue import Rescue
from studio_app.settings.file import Settings
from studio_app.speech.account import Account
from studio_app.speech.effects import EffectAbilities, MadeEffect
from studio_app.speech.elevenlabs.engine import ElevenLabsEngine
from studio_app.speech.engine import AudioChunk, Billing, Capabilities
from studio_app.speech.local.engine import LocalEngine
from tests.simulators import simulator

DOOR = Effect(1.0)


class FakeMaker:
    """Makes noise for 20 credits; ``wrong`` are errors by variant, each met once, and "hang" waits for ``go``."""

    def __init__(self, **wrong):
        self.wrong = {int(name[1:]): error for name, error in wrong.items()}
        self.asked = []
        self.together = self.most = 0
        self.go = asyncio.Event()
        self.abilities = EffectAbilities("m", 450)

    def estimate(self, effect):
        return 20.0

    async def make(self, prompt, effect, variant=0):
        self.asked.append(variant)
        self.together += 1
        self.most = max(self.most, self.together)
        try:
            await asyncio.sleep(0.01)
            error = self.wrong.pop(variant, None)
            if error == "hang":
                await self.go.wait()
            elif error is not None:
                raise error
        finally:
            self.together -= 1
        samples = np.random.default_rng(variant).integers(-9000, 9000, 22050).astype("<i2")
        samples[:2000] = 0
        return MadeEffect(AudioChunk(samples.tobytes(), "pcm_s16le", 22050, 1), Billing(21.0))


class FakeEngine:
    waits = ""
    capabilities = Capabilities(bills=True, concurrency=2, word_timings=False, models=())

    def __init__(self, maker, name="paid"):
        self.effects = maker
        self.name = name
        self._places = {}

    @asynccontextmanager
    async def turn(self):
        async with self._places.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(2)):
            yield

    async def ready(self):
        pass

    async def close(self):
        pass


@pytest.fixture
def file(studio):
    return studio.file


@pytest.fixture
def desk(tmp_path):
    def effects(maker):
        return Effects(Engines(Settings(tmp_path / "settings.toml"), opened={"paid": FakeEngine(maker)}))

    return effects


def make(effects, file, **more):
    return asyncio.run(effects.make(file, "paid", "A door slams", DOOR, **more))


def states(file):
    return sorted((row.state, row.billed) for row in file.ledger())


def test_four_are_made_side_by_side_and_kept_as_takes(desk, file):
    maker, told = FakeMaker(), []
    made = make(desk(maker), file, tell=lambda done, total: told.append((done, total)))
    assert len({take.audio for take in made.takes}) == 4
    assert made.error is None
    assert maker.most == 2
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert states(file) == [(LedgerState.SETTLED, 21.0)] * 4
    assert all(file.audio(take.audio) for take in made.takes)


def test_all_of_a_sound_is_heard_and_none_is_a_placeholder(desk, file):
    take = make(desk(FakeMaker()), file, count=1).takes[0]
    assert (take.trim_start, take.trim_end, take.cost) == (0, 22050, 21.0)
    assert effect_sound(take).length == 48000
    assert not is_placeholder(take)


def test_what_was_made_is_not_paid_again(desk, file):
    maker = FakeMaker()
    first = make(desk(maker), file)
    assert make(desk(maker), file).takes == first.takes
    assert len(maker.asked) == 4
    known = asyncio.run(desk(maker).known(file, "paid", "  A door\nslams ", DOOR))
    assert [take.id for take in known] == [take.id for take in first.takes]


def test_more_are_made_when_they_are_asked_for(desk, file):
    maker = FakeMaker()
    make(desk(maker), file, count=2)
    assert len(make(desk(maker), file, count=2, more=True).takes) == 4
    assert sorted(maker.asked) == [0, 1, 2, 3]


def test_the_price_is_told_before(desk, file):
    effects = desk(FakeMaker())
    assert asyncio.run(effects.estimate("paid", DOOR)) == 80
    assert asyncio.run(effects.estimate("paid", DOOR, 1)) == 20
    assert asyncio.run(effects.abilities("paid")).seconds == (0.5, 30)
    assert file.ledger() == ()


def test_a_lost_answer_is_not_paid_again_unasked(desk, file):
    maker = FakeMaker(n1=Unreachable("Lost."))
    effects = desk(maker)
    made = make(effects, file)
    assert len(made.takes) == 3
    assert isinstance(made.error, MaybeBilled)
    with pytest.raises(MaybeBilled):
        make(effects, file)
    assert len(maker.asked) == 4
    assert len(make(effects, file, again=True).takes) == 4
    assert [state for state, _ in states(file)] == [LedgerState.LOST, *[LedgerState.SETTLED] * 4]


def test_nobody_looks_for_a_lost_effect_in_a_history(desk, file, studio):
    with pytest.raises(MaybeBilled):
        make(desk(FakeMaker(n0=Unreachable("Lost."))), file, count=1)
    engines = Engines(Settings(file.path.parent / "settings.toml"), opened={"paid": FakeEngine(None)})
    assert asyncio.run(Rescue(file, engines).look(studio.project)) == 0
    assert [row.state for row in file.open_rows()] == [LedgerState.OPEN]


def test_a_refusal_costs_nothing_and_is_told_where_all_are_refused(desk, file):
    no_credit = {f"n{number}": OutOfCredit("No credit.") for number in range(4)}
    effects = desk(FakeMaker(**no_credit))
    with pytest.raises(OutOfCredit):
        make(effects, file)
    assert states(file) == [(LedgerState.REFUSED, 0.0)] * 4
    assert len(make(effects, file).takes) == 4


def test_some_that_came_are_kept_where_others_are_refused(desk, file):
    made = make(desk(FakeMaker(n2=TextRefused("Not allowed."))), file)
    assert len(made.takes) == 3
    assert made.error.sentence == "Not allowed."


def test_beyond_the_limit_of_the_project_nothing_more_is_sent(desk, file):
    file.set_cap(50.0).result()
    maker = FakeMaker()
    made = make(desk(maker), file)
    assert len(made.takes) == len(maker.asked) == 2
    assert isinstance(made.error, OverBudget)
    file.set_cap(10.0).result()
    with pytest.raises(OverBudget):
        make(desk(maker), file)


def test_asked_for_twice_at_a_time_it_is_paid_once(desk, file):
    maker = FakeMaker()
    effects = desk(maker)

    async def both():
        asked = [effects.make(file, "paid", "A door slams", DOOR) for _ in range(2)]
        return await asyncio.gather(*asked, return_exceptions=True)

    made, refused = asyncio.run(both())
    assert len(made.takes) == 4
    assert isinstance(refused, WrongUsage)
    assert len(maker.asked) == 4


def test_stopped_it_keeps_what_was_sent_and_sends_no_more(desk, file):
    maker = FakeMaker(n0="hang")
    effects = desk(maker)

    async def stop():
        making = asyncio.ensure_future(effects.make(file, "paid", "A door slams", DOOR))
        while not maker.asked:  # noqa: ASYNC110 - it is asked on this loop
            await asyncio.sleep(0)
        making.cancel()
        maker.go.set()
        await making

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(stop())
    assert len(maker.asked) == 2
    assert states(file) == [(LedgerState.SETTLED, 21.0)] * 2


def test_an_answer_that_is_no_sound_is_paid_and_told(desk, file):
    maker = FakeMaker()

    async def broken(*_):
        return MadeEffect(AudioChunk(b"no sound", "mp3", 44100, 1), Billing(5.0))

    maker.make = broken
    with pytest.raises(Exception, match="damaged"):
        make(desk(maker), file, count=1)
    assert states(file) == [(LedgerState.SETTLED, 5.0)]


def test_an_engine_without_effects_says_so(desk, file):
    with pytest.raises(NotOffered, match="no sound effects"):
        make(desk(None), file)


def test_a_take_is_stale_when_its_prompt_or_its_way_is_another(desk, file):
    take = make(desk(FakeMaker()), file, count=1).takes[0]
    assert fits(take, " A door  slams", DOOR)
    assert not fits(take, "A gate slams", DOOR)
    assert not fits(take, "A door slams", Effect(1.0, loop=True))


def test_engines_that_make_effects_are_offered_if_they_can_be_used_the_paid_ones_first(tmp_path, monkeypatch):
    monkeypatch.delenv("ELEVENLABS_API_KEY", raising=False)

    async def offered(opened):
        engines = Engines(Settings(tmp_path / "settings.toml"), opened=opened)
        try:
            return await Effects(engines).offers()
        finally:
            await engines.close()

    assert asyncio.run(offered({})) == ("local",)
    fakes = {"elevenlabs": FakeEngine(FakeMaker(), "elevenlabs"), "fish": FakeEngine(None, "fish")}
    assert asyncio.run(offered(fakes)) == ("elevenlabs", "local")


def test_placeholders_of_this_machine_are_free_marked_and_always_the_same(tmp_path, file):
    async def both():
        engines = Engines(Settings(tmp_path / "settings.toml"), opened={"local": LocalEngine(workers=1)})
        try:
            first = await Effects(engines).make(file, "local", "bell", DOOR, count=2)
            again = await Effects(engines).make(file, "local", "bell", DOOR, count=2, more=True)
        finally:
            await engines.close()
        return first, again

    first, again = asyncio.run(both())
    assert all(is_placeholder(take) for take in again.takes)
    assert len({take.audio for take in again.takes}) == 4
    assert again.takes[:2] == first.takes
    assert file.ledger() == ()


def test_effects_of_the_provider_are_in_the_books_once_each(tmp_path, file):
    with simulator("elevenlabs", fast=True) as sim:
        account = Account("a", "elevenlabs", "Mine", sim.key, base_url=sim.url)

        async def run():
            engine = ElevenLabsEngine(account)
            engines = Engines(Settings(tmp_path / "settings.toml"))
            engines.put(engine, account)
            await engine.ready()
            try:
                return await Effects(engines).make(file, "elevenlabs", "Rain", Effect(2.0))
            finally:
                await engines.close()

        made = asyncio.run(run())
        assert len(made.takes) == len(sim.books) == 4
        assert file.billed() == {"elevenlabs": sim.billed}
        assert all(abs(take.frames / take.rate - 2) < 0.1 for take in made.takes)
