"""A voice is cloned once, whatever becomes of the upload."""

import asyncio
import wave
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from voice_maker import HASTY, FakeMaker, MakingEngine

from studio_app.domain.errors import NoSlot, NotOffered, Unreachable, WrongUsage
from studio_app.jobs.backstage import Backstage
from studio_app.jobs.queue import Queue
from studio_app.session.cloning import Cloning, Consent, Mend, VoiceErrand, checklist, guidance
from studio_app.session.engines import Engines
from studio_app.session.once import Once
from studio_app.settings.file import Settings
from studio_app.speech.making import Abilities, CloneWish, Sample
from studio_app.store.makings import Makings

SAMPLES = (Sample("one.wav", b"one", "Hello."), Sample("two.wav", b"two"))
WISH = CloneWish("Ada", SAMPLES, labels=(("age", "old"),))
CONSENT = Consent("Ada Lovelace", "This is my voice, and I agree.")


@pytest.fixture
def makings(tmp_path):
    opened = Makings(tmp_path / "makings.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path, makings):
    def cloning(maker, patience=HASTY):
        engines = Engines(Settings(tmp_path / "settings.toml"), opened={"paid": MakingEngine(maker)})
        return Cloning(engines, Once(makings, patience), tmp_path / "mended")

    return cloning


def clone(cloning, wish=WISH, consent=CONSENT, **more):
    return asyncio.run(cloning.clone("paid", wish, consent, **more))


def test_a_voice_is_made_of_recordings(desk, makings):
    stages = []
    maker = FakeMaker()
    made = clone(desk(maker), told=stages.append)
    assert (made.voice, made.state, made.name) == ("v1", "trained", "Ada")
    assert [stage.name for stage in stages] == ["sending", "sending", "waiting"]
    assert makings.consents()[0].who == "Ada Lovelace"
    assert len(makings.consents()[0].recordings) == 2


@pytest.mark.parametrize("consent", [Consent("", "I agree."), Consent("Ada", " ")])
def test_nothing_is_sent_without_consent(desk, makings, consent):
    maker = FakeMaker()
    with pytest.raises(WrongUsage, match="agrees"):
        clone(desk(maker), consent=consent)
    assert (maker.uploads, makings.rows()) == (0, ())


def test_asked_for_twice_it_is_made_once(desk):
    maker = FakeMaker()
    cloning = desk(maker)
    assert clone(cloning).voice == clone(cloning).voice
    assert maker.uploads == 1


def test_asked_for_twice_at_a_time_it_is_made_once(desk):
    maker = FakeMaker()
    cloning = desk(maker)

    async def both():
        return await asyncio.gather(*(cloning.clone("paid", WISH, CONSENT) for _ in range(3)))

    assert {made.voice for made in asyncio.run(both())} == {"v1"}
    assert maker.uploads == 1


def test_another_wish_with_the_same_recordings_is_another_voice(desk):
    maker = FakeMaker()
    cloning = desk(maker)
    clone(cloning)
    assert clone(cloning, replace(WISH, denoise=True)).voice == "v2"


@pytest.mark.parametrize("fault", ["lost", "late"])
def test_a_lost_answer_is_found(desk, fault):
    maker = FakeMaker(fault)
    made = clone(desk(maker))
    assert (made.voice, maker.uploads, len(maker.voices)) == ("v1", 1, 1)


def test_what_is_found_is_not_the_voice_of_an_earlier_wish(desk):
    maker = FakeMaker("", "unsent")
    cloning = desk(maker)
    clone(cloning)
    with pytest.raises(Unreachable) as caught:
        clone(cloning, replace(WISH, denoise=True))
    assert not caught.value.maybe_billed


@pytest.mark.parametrize("fault", ["cut", "unsent"])
def test_what_never_arrived_is_sent_again_when_asked_for(desk, fault):
    maker = FakeMaker(fault)
    cloning = desk(maker)
    with pytest.raises(Unreachable, match="try again"):
        clone(cloning)
    assert clone(cloning).voice == "v1"
    assert (maker.uploads, len(maker.voices)) == (2, 1)


def test_a_refusal_can_be_tried_again(desk):
    cloning = desk(FakeMaker("refused"))
    with pytest.raises(NoSlot):
        clone(cloning)
    assert clone(cloning).voice == "v1"


async def cancelled(cloning, maker):
    task = asyncio.ensure_future(cloning.clone("paid", WISH, CONSENT))
    await asyncio.wait_for(maker.hanging.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_stopped_in_the_middle_it_is_sent_again_at_once(desk, makings):
    maker = FakeMaker("hang half")
    cloning = desk(maker, replace(HASTY, settle_s=60))
    asyncio.run(cancelled(cloning, maker))
    assert makings.rows()[0].state == "absent"
    assert clone(cloning).voice == "v1"


def test_stopped_when_all_was_sent_it_is_looked_for_first(desk, makings):
    maker = FakeMaker("hang")
    cloning = desk(maker)
    asyncio.run(cancelled(cloning, maker))
    assert makings.rows()[0].open
    assert clone(cloning).voice == "v1"
    assert (maker.uploads, len(maker.voices)) == (1, 1)


def test_after_a_kill_what_arrived_is_found_at_the_next_start(desk, makings):
    maker = FakeMaker("hang")
    asyncio.run(cancelled(desk(maker), maker))
    (found,) = asyncio.run(desk(maker).recover())
    assert (found.voice, found.state) == ("v1", "trained")


def test_after_a_kill_what_never_arrived_can_be_gone_on_with(desk, makings):
    maker = FakeMaker("hang")
    asyncio.run(cancelled(desk(maker), maker))
    maker.voices.clear()

    async def next_start():
        cloning = desk(maker)
        await asyncio.sleep(HASTY.settle_s)
        await cloning.recover()
        (row,) = await cloning.broken_off()
        return await cloning.again(row.id)

    made = asyncio.run(next_start())
    assert (made.voice, made.name, maker.uploads) == ("v1", "Ada", 2)
    assert dict(made.facts)["labels"] == [["age", "old"]]


def test_a_row_of_another_account_is_left_alone(desk, makings, tmp_path):
    maker = FakeMaker("hang")
    asyncio.run(cancelled(desk(maker), maker))
    cloning = desk(maker)
    cloning._engines.payer = lambda _: "other#2"
    (row,) = asyncio.run(cloning.recover())
    assert row.open


def test_training_is_waited_for(desk):
    maker = FakeMaker()
    maker.states = ["training", "training", "trained"]
    stages = []
    assert clone(desk(maker), told=stages.append).state == "trained"
    assert stages[-1].name == "training"


def test_training_can_fail(desk):
    maker = FakeMaker()
    maker.states = ["created", "failed"]
    assert clone(desk(maker)).state == "failed"


def test_a_voice_that_was_deleted_since_is_made_again(desk):
    maker = FakeMaker()
    cloning = desk(maker)
    clone(cloning)
    maker.voices = {"v0": None}
    assert clone(cloning).voice == "v2"


def test_what_was_cut_off_can_be_forgotten(desk):
    maker = FakeMaker("unsent")
    cloning = desk(maker)
    with pytest.raises(Unreachable):
        clone(cloning)

    async def forget():
        (row,) = await cloning.broken_off()
        await cloning.forget(row.id)
        return await cloning.broken_off()

    assert asyncio.run(forget()) == ()


def test_recordings_are_a_voice_where_the_engine_takes_them(desk):
    cloning = desk(FakeMaker())
    voice = asyncio.run(cloning.inline("paid", "Ada", SAMPLES, CONSENT, "en"))
    assert voice.id.startswith("inline:")
    assert cloning.inline_samples("paid") == {voice.id: SAMPLES}
    again = asyncio.run(cloning.inline("paid", "Ada", SAMPLES, CONSENT))
    assert again.id == voice.id


def test_what_an_engine_does_not_do_is_told(desk):
    maker = FakeMaker()
    maker.abilities = Abilities()
    cloning = desk(maker)
    with pytest.raises(NotOffered):
        clone(cloning)
    with pytest.raises(NotOffered):
        asyncio.run(cloning.inline("paid", "Ada", SAMPLES, CONSENT))


def test_a_voice_needs_a_name_and_a_recording(desk):
    with pytest.raises(WrongUsage):
        clone(desk(FakeMaker()), replace(WISH, name=" "))
    with pytest.raises(WrongUsage):
        clone(desk(FakeMaker()), replace(WISH, samples=()))


# Recordings


@pytest.fixture
def recording(tmp_path):
    """Speech-like sound that is too quiet: syllables of a low buzz."""
    at = np.arange(12 * 22050)
    buzz = sum(np.sin(2 * np.pi * 110 * n * at / 22050) / n for n in range(1, 20))
    samples = 0.02 * buzz * (np.sin(2 * np.pi * 3 * at / 22050) > -0.6)
    path = tmp_path / "quiet.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22050)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return path


def test_recordings_are_measured_and_judged_by_what_the_engine_asks(desk, recording, tmp_path):
    (tmp_path / "bad.wav").write_bytes(b"no sound")
    asked = guidance(Abilities(formats=(".mp3",)))
    told = []
    good, bad = asyncio.run(desk(FakeMaker()).prepare([recording, tmp_path / "bad.wav"], asked, told.append))
    levels = {finding.id: finding.level for finding in good.findings}
    assert (levels["loudness"], levels["format"], good.seconds) == ("warn", "fail", 12)
    assert [finding.level for finding in bad.findings] == ["fail"]
    assert told == [0, 1, 2]
    assert next(finding.id for finding in checklist([good, bad], asked)) == "length"


def test_a_recording_is_mended_and_its_source_stays(desk, recording):
    cloning = desk(FakeMaker())
    asked = guidance(Abilities())
    how = Mend(normalize=True, end_s=10)

    async def mended():
        (found,) = await cloning.prepare([recording], asked)
        return await cloning.mend(replace(found, text="Hello."), how, asked)

    made = asyncio.run(mended())
    assert (made.name, made.source, made.text, made.mended) == ("quiet.wav", recording, "Hello.", how)
    assert {one.level for one in made.findings if one.id in ("loudness", "peak")} == {"ok"}
    assert made.seconds == 10
    sample = asyncio.run(cloning.samples([made]))[0]
    assert (sample.data, sample.text) == (made.path.read_bytes(), "Hello.")


def test_recordings_of_professional_clones_are_half_an_hour():
    assert guidance(Abilities(), professional=True).least_s == 1800


def test_an_errand_shows_how_far_it_is_and_can_be_cancelled(desk):
    maker = FakeMaker("hang half")
    cloning = desk(maker)

    async def run():
        backstage, seen = Backstage(), []
        errand = VoiceErrand(
            1, "Make Ada", lambda e: seen.append(e.progress), backstage, partial(work, cloning, WISH, CONSENT)
        )
        queue = Queue({"one": 1})
        errand.unit = queue.job("Make Ada")
        life = queue.submit(errand.unit, "one", errand.live)
        while not maker.uploads:  # noqa: ASYNC110  it is counted on another thread
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        errand.cancel()
        await asyncio.wait([life])
        backstage.close()
        return errand, seen

    errand, seen = asyncio.run(run())
    assert errand.state == "cancelled"
    assert {(progress.what, progress.unit) for progress in seen if progress} == {("sending", "bytes")}


async def work(cloning, wish, consent, told):
    return await cloning.clone("paid", wish, consent, told=told)
