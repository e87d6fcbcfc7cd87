"""A professional clone goes on over days, restarts and lost answers; nothing is uploaded twice."""

import asyncio

import pytest
from voice_maker import HASTY, FakeMaker, MakingEngine

from studio_app.domain.errors import FileRefused, NoSlot, NotOffered, Unreachable, WrongUsage
from studio_app.session.cloning import Consent
from studio_app.session.engines import Engines
from studio_app.session.once import Once
from studio_app.session.professional import Professionals, steps
from studio_app.settings.file import Settings
from studio_app.speech.making import Training, Uploaded
from studio_app.store.makings import Makings

CONSENT = Consent("Ada", "I agree.")


@pytest.fixture
def makings(tmp_path):
    opened = Makings(tmp_path / "makings.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path, makings):
    def professionals(maker):
        engines = Engines(Settings(tmp_path / "settings.toml"), opened={"paid": MakingEngine(maker)})
        return Professionals(engines, Once(makings, HASTY))

    return professionals


@pytest.fixture
def paths(tmp_path):
    found = []
    for number in range(3):
        path = tmp_path / str(number) / "take.wav"
        path.parent.mkdir()
        path.write_bytes(b"recording %d" % number)
        found.append(path)
    return found


def begin(professionals, name="Ada", consent=CONSENT):
    return asyncio.run(professionals.begin("paid", name, "en", consent)).making.id


def shown(view):
    return {step.id: step.state for step in view.steps}


def test_all_the_way(desk, paths):
    maker = FakeMaker()
    professionals = desk(maker)
    number = begin(professionals)
    assert shown(asyncio.run(professionals.look(number)))["samples"] == "current"
    view = asyncio.run(professionals.add(number, paths))
    assert (view.seconds, shown(view)["samples"], shown(view)["verification"]) == (3000.0, "done", "current")
    assert asyncio.run(professionals.captcha(number)) == (b"picture", "image/png")
    assert shown(asyncio.run(professionals.answer(number, paths[0])))["training"] == "current"
    assert shown(asyncio.run(professionals.train(number)))["training"] == "waiting"
    maker.voices["v1"].state = "trained"
    view = asyncio.run(professionals.look(number))
    assert (shown(view)["done"], view.making.state) == ("done", "trained")


def test_after_a_restart_it_is_shown_as_it_was_and_gone_on_with(desk, paths):
    maker = FakeMaker()
    before = desk(maker)
    number = begin(before)
    asyncio.run(before.add(number, paths[:1]))
    (view,) = asyncio.run(desk(maker).views())
    assert (view.making.id, view.seconds, bool(view.asked)) == (number, 1000.0, True)
    assert [view.making.id for view in asyncio.run(desk(maker).recover())] == [number]


def test_without_a_network_what_was_known_is_shown(desk, paths):
    maker = FakeMaker()
    professionals = desk(maker)
    number = begin(professionals)
    asyncio.run(professionals.add(number, paths))
    maker.known = away
    view = asyncio.run(professionals.look(number))
    assert (view.seconds, view.refusal) == (3000.0, "Away.")


def away(_):
    raise Unreachable("Away.", maybe_billed=False)


@pytest.mark.parametrize("fault", ["lost", "late", "hang"])
def test_beginning_makes_one_voice(desk, makings, fault):
    maker = FakeMaker(fault)
    professionals = desk(maker)
    if fault == "hang":
        asyncio.run(cancelled(maker, professionals.begin("paid", "Ada", "en", CONSENT)))
    assert asyncio.run(professionals.look(begin(professionals))).making.voice == "v1"
    assert len(maker.voices) == 1


async def cancelled(maker, work):
    task = asyncio.ensure_future(work)
    await maker.hanging.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_what_was_uploaded_is_not_sent_again(desk, paths):
    maker = FakeMaker()
    professionals = desk(maker)
    number = begin(professionals)
    asyncio.run(professionals.add(number, paths[:2]))
    asyncio.run(desk(maker).add(number, paths))
    assert len(maker.professional.sent) == len(set(maker.professional.sent)) == 3


def test_a_lost_answer_to_an_upload_is_looked_for(desk, paths):
    maker = FakeMaker("", "lost")
    professionals = desk(maker)
    view = asyncio.run(professionals.add(begin(professionals), paths))
    assert (len(view.samples), len(maker.professional.sent)) == (3, 3)


def test_an_upload_that_broke_off_can_be_gone_on_with(desk, paths):
    maker = FakeMaker("", "", "cut")
    professionals = desk(maker)
    number = begin(professionals)
    with pytest.raises(Unreachable, match="try again"):
        asyncio.run(professionals.add(number, paths))
    left = asyncio.run(desk(maker).unfinished(number))
    assert left == (paths[1],)
    assert len(asyncio.run(professionals.add(number, paths)).samples) == 3
    assert asyncio.run(professionals.unfinished(number)) == ()


def test_stopped_in_the_middle_the_rest_is_sent_later(desk, paths):
    maker = FakeMaker("", "", "hang half")
    professionals = desk(maker)
    number = begin(professionals)
    asyncio.run(cancelled(maker, professionals.add(number, paths)))
    assert len(asyncio.run(desk(maker).add(number, paths)).samples) == 3


def test_a_recording_is_taken_away(desk, paths):
    maker = FakeMaker()
    professionals = desk(maker)
    number = begin(professionals)
    view = asyncio.run(professionals.add(number, paths))
    view = asyncio.run(professionals.remove(number, view.samples[0].id))
    assert len(view.samples) == 2
    assert len(asyncio.run(professionals.add(number, paths)).samples) == 3


@pytest.mark.parametrize("faults", [("", "lost"), ("", "unsent")])
def test_the_answer_to_the_captcha_is_known_by_what_the_provider_says(desk, paths, faults):
    professionals = desk(FakeMaker(*faults))
    number = begin(professionals)
    if "unsent" in faults:
        with pytest.raises(Unreachable) as caught:
            asyncio.run(professionals.answer(number, paths[0]))
        assert not caught.value.maybe_billed
    view = asyncio.run(professionals.answer(number, paths[0]))
    assert shown(view)["verification"] != "current"


def test_training_is_begun_once(desk, paths):
    maker = FakeMaker("", "lost")
    professionals = desk(maker)
    number = begin(professionals)
    for _ in range(2):
        assert shown(asyncio.run(professionals.train(number)))["training"] == "waiting"
    assert maker.trainings == 1


def test_a_voice_deleted_at_the_provider_is_told(desk):
    maker = FakeMaker()
    professionals = desk(maker)
    number = begin(professionals)
    maker.voices.clear()
    view = asyncio.run(professionals.look(number))
    assert (view.making.state, view.refusal) == ("gone", "It is gone.")


def test_refusals_are_told(desk, tmp_path):
    with pytest.raises(NoSlot):
        begin(desk(FakeMaker("refused")))
    with pytest.raises(WrongUsage):
        begin(desk(FakeMaker()), consent=Consent("", ""))
    with pytest.raises(WrongUsage):
        asyncio.run(desk(FakeMaker()).add(99, []))
    professionals = desk(FakeMaker())
    with pytest.raises(FileRefused):
        asyncio.run(professionals.add(begin(professionals), [tmp_path / "gone.wav"]))


def test_an_engine_that_trains_nothing_says_so(desk):
    maker = FakeMaker()
    maker.professional = None
    with pytest.raises(NotOffered):
        begin(desk(maker))


HOUR = (Uploaded("s1", "a.wav", 3600.0),)


@pytest.mark.parametrize(
    ("samples", "training", "current"),
    [
        ((), Training("v", "created", needs="verification"), "samples"),
        (HOUR, Training("v", "created", needs="verification"), "verification"),
        (HOUR, Training("v", "created"), "training"),
        (HOUR, Training("v", "training", 0.3), None),
        (HOUR, Training("v", "created", needs="review"), None),
        (HOUR, Training("v", "trained"), None),
    ],
)
def test_at_most_one_step_is_the_persons(samples, training, current):
    found = steps(samples, [("m", training)])
    assert [step.id for step in found if step.state == "current"] == ([current] if current else [])


def test_a_failed_training_says_why():
    found = {step.id: step for step in steps(HOUR, [("m", Training("v", "failed", reason="Too noisy."))])}
    assert (found["training"].state, found["training"].said) == ("failed", "Too noisy.")
