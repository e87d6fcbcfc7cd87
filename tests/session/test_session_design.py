"""A design is paid for once, and nothing that was paid for is lost."""

import asyncio

import pytest
from voice_maker import HASTY, FakeMaker, MakingEngine

from studio_app.domain.errors import MaybeBilled, NoSlot, NotOffered, OverBudget, Unreachable, WrongUsage
from studio_app.domain.ledger import LedgerState
from studio_app.session.design import ATTRIBUTES, Designing, describe
from studio_app.session.engines import Engines
from studio_app.session.once import Once
from studio_app.session.rescue import Rescue
from studio_app.settings.file import Settings
from studio_app.speech.making import Abilities, DesignWish
from studio_app.store.makings import Makings

WISH = DesignWish("An old sailor with a raspy voice.", "It was a dark and stormy night." * 4)


@pytest.fixture
def makings(tmp_path):
    opened = Makings(tmp_path / "makings.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path, makings):
    def designing(maker, name="paid"):
        engines = Engines(Settings(tmp_path / "settings.toml"), opened={name: MakingEngine(maker, name)})
        return Designing(engines, Once(makings, HASTY))

    return designing


@pytest.fixture
def file(studio):
    return studio.file


def design(designing, file, wish=WISH, **more):
    return asyncio.run(designing.design(file, "paid", wish, **more))


def states(file):
    return [(row.state, row.billed) for row in file.ledger()]


def test_a_design_is_paid_heard_and_kept(desk, file):
    maker = FakeMaker()
    designing = desk(maker)
    made = design(designing, file)
    assert [one.data for one in made.candidates] == [b"sound 0", b"sound 1", b"sound 2"]
    assert states(file) == [(LedgerState.SETTLED, 250.0)]

    async def choose():
        await designing.heard(made.id, "c0")
        await designing.heard(made.id, "c1")
        return await designing.keep(made.id, "c1", "Sailor")

    kept = asyncio.run(choose())
    assert (kept.voice, kept.state, maker.heard) == ("v1", "trained", ["c0"])


def test_what_was_designed_is_there_after_a_restart(desk, file, makings):
    made = design(desk(FakeMaker()), file)
    assert asyncio.run(desk(FakeMaker()).designs()) == (made,)
    asyncio.run(desk(FakeMaker()).forget(made.id))
    assert makings.designs() == ()


def test_the_same_can_be_designed_again_for_other_voices(desk, file):
    maker = FakeMaker()
    designing = desk(maker)
    assert design(designing, file).id != design(designing, file).id
    assert maker.designs == 2


def test_a_lost_answer_is_not_paid_again_unasked(desk, file):
    maker = FakeMaker("lost")
    designing = desk(maker)
    for _ in range(2):
        with pytest.raises(MaybeBilled):
            design(designing, file)
    assert maker.designs == 1
    assert len(design(designing, file, again=True).candidates) == 3
    assert states(file) == [(LedgerState.LOST, None), (LedgerState.SETTLED, 250.0)]


def test_asked_for_twice_at_a_time_it_is_paid_once(desk, file):
    maker = FakeMaker("hang")
    designing = desk(maker)

    async def both():
        asked = [designing.design(file, "paid", WISH) for _ in range(2)]
        return await asyncio.gather(*asked, return_exceptions=True)

    _, refused = asyncio.run(both())
    assert isinstance(refused, WrongUsage)
    assert maker.designs == 1


def test_a_refusal_costs_nothing(desk, file):
    designing = desk(FakeMaker("refused"))
    with pytest.raises(NoSlot):
        design(designing, file)
    assert states(file) == [(LedgerState.REFUSED, 0.0)]
    assert design(designing, file).candidates


def test_beyond_the_limit_of_the_project_nothing_is_sent(desk, file):
    file.set_cap(100.0).result()
    maker = FakeMaker()
    with pytest.raises(OverBudget):
        design(desk(maker), file)
    assert maker.designs == 0


def test_cancelled_it_comes_to_its_end_and_is_kept(desk, file, makings):
    maker = FakeMaker("hang")

    async def cancelled():
        task = asyncio.ensure_future(desk(maker).design(file, "paid", WISH))
        await maker.hanging.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert len(makings.designs()[0].candidates) == 3
    assert states(file) == [(LedgerState.SETTLED, 250.0)]


def unsettled(desk, file, monkeypatch):
    """Design, and end before the ledger is settled."""
    with monkeypatch.context() as patch:
        patch.setattr("studio_app.session.design._settle", killed)
        with pytest.raises(KeyboardInterrupt):
            design(desk(FakeMaker()), file)


async def killed(*_):
    raise KeyboardInterrupt


def test_after_a_kill_what_came_is_settled(desk, file, monkeypatch):
    unsettled(desk, file, monkeypatch)
    (found,) = asyncio.run(desk(FakeMaker()).recover(file))
    assert len(found.candidates) == 3
    assert states(file) == [(LedgerState.SETTLED, 250.0)]


def test_after_a_kill_the_same_is_not_paid_again(desk, file, monkeypatch):
    unsettled(desk, file, monkeypatch)
    maker = FakeMaker()
    assert len(design(desk(maker), file).candidates) == 3
    assert maker.designs == 0


def test_a_full_disk_loses_nothing_that_was_paid_for(desk, file, makings, monkeypatch):
    maker = FakeMaker()
    designing = desk(maker)
    with monkeypatch.context() as patch:
        patch.setattr(makings, "keep_design", full)
        made = design(designing, file)
        assert len(made.candidates) == 3
    assert asyncio.run(designing.keep(made.id, "c0", "Sailor")).voice == "v1"
    assert designing_rows(designing) == (made.id,)


def full(_):
    raise Unreachable("The disk is full.")


def designing_rows(designing):
    return tuple(one.id for one in asyncio.run(designing.designs()))


@pytest.mark.parametrize("fault", ["lost", "late"])
def test_keeping_one_makes_one_voice_whatever_becomes_of_the_answer(desk, file, fault):
    maker = FakeMaker("", fault)
    designing = desk(maker)
    made = design(designing, file)
    kept = asyncio.run(designing.keep(made.id, "c0", "Sailor"))
    again = asyncio.run(designing.keep(made.id, "c0", "Sailor"))
    assert kept.voice == again.voice == "v1"
    assert len(maker.voices) == 1


def test_what_is_not_there_cannot_be_kept(desk, file):
    designing = desk(FakeMaker())
    made = design(designing, file)
    with pytest.raises(WrongUsage):
        asyncio.run(designing.keep(made.id, "c9", "Sailor"))
    with pytest.raises(WrongUsage):
        asyncio.run(designing.keep(made.id, "c0", " "))


def test_an_engine_that_designs_nothing_says_so(desk, file):
    maker = FakeMaker()
    maker.abilities = Abilities()
    with pytest.raises(NotOffered):
        design(desk(maker), file)


def test_money_is_counted_as_the_engine_counts(desk, file):
    maker = FakeMaker()
    maker.abilities = Abilities(design=True, design_unit="USD")
    maker.design_estimate = lambda _: 0.01
    assert asyncio.run(desk(maker, "fish").estimate("fish", WISH)) == pytest.approx(666.7, abs=0.1)


def test_a_lost_design_is_not_looked_for_among_what_was_spoken(desk, file, studio):
    designing = desk(FakeMaker("lost"))
    with pytest.raises(MaybeBilled):
        design(designing, file)
    rescue = Rescue(file, designing._engines)
    assert asyncio.run(rescue.look(studio.project)) == 0
    assert file.open_rows()


# Descriptions


def test_a_description_is_made_of_choices():
    choices = {"gender": "male", "age": "old", "accent": "irish", "timbre": "raspy", "pitch": "low", "pace": "slow"}
    said = describe({**choices, "use": "audiobook", "quality": "studio"})
    assert said == (
        "An elderly, Irish man with a low-pitched, raspy voice, speaking slowly, with long pauses. "
        "Suited to audiobook narration. Perfect audio quality, recorded in a studio."
    )


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({}, ""),
        ({"gender": "nobody"}, ""),
        ({"gender": "female", "age": "child"}, "A girl."),
        ({"age": "child"}, "A child."),
        ({"accent": "australian"}, "An Australian speaker."),
        ({"gender": "neutral", "mood": "excited"}, "An excited person of no particular gender."),
    ],
)
def test_what_was_not_chosen_is_not_said(choices, said):
    assert describe(choices) == said


@pytest.mark.parametrize("name", sorted(ATTRIBUTES))
def test_every_choice_makes_a_sentence(name):
    for value, _ in ATTRIBUTES[name]:
        said = describe({"gender": "female", name: value})
        assert said[0].isupper()
        assert said.endswith(".")
