"""Before another voice is chosen it is said what there is, which takes would no longer fit, and what it costs."""

import asyncio

import numpy as np
import pytest
from work_desk import run

from studio_app.domain.cast import Casting
from studio_app.domain.edits.book import cast_speaker
from studio_app.domain.errors import Unreachable
from studio_app.session.casting import engine_names
from studio_app.session.work import Scope

OTHER = Casting.of("paid", "m", "w")
CHARACTERS = len("First paragraph.Second paragraph.Again.Another chapter.")


async def generate(bench, scope=Scope()):  # noqa: B008  it is frozen
    assert (await bench.job(bench.work.generate(scope))).state == "done"


def test_another_voice_makes_the_takes_there_are_stale(project_path, tmp_path, engine):
    async def live(bench):
        await generate(bench, Scope(chapter_ids=(1,)))
        found = await bench.work.recast(OTHER)
        assert (found.stale, found.segments, found.reused) == (4, 5, 0)
        assert found.characters == found.credits == CHARACTERS

    run(project_path, tmp_path, live, engine)


def test_counting_changes_nothing_and_the_choice_is_one_step_of_undo(project_path, tmp_path, engine):
    async def live(bench):
        await generate(bench)
        studio, before = bench.studio, bench.studio.project
        await bench.work.recast(OTHER)
        assert studio.project is before
        studio.do(cast_speaker(studio.project, 1, OTHER))
        assert (await bench.work.estimate(Scope())).segments == 5
        await studio.undo()
        assert (await bench.work.estimate(Scope())).segments == 0

    run(project_path, tmp_path, live, engine)


def test_a_voice_that_has_spoken_the_book_before_costs_nothing(project_path, tmp_path, engine):
    async def live(bench):
        await generate(bench)
        first = bench.studio.project.speakers[0].casting
        bench.studio.do(cast_speaker(bench.studio.project, 1, OTHER))
        found = await bench.work.recast(first)
        assert (found.stale, found.segments, found.reused, found.credits) == (0, 0, 5, 0)

    run(project_path, tmp_path, live, engine)


def test_without_a_key_the_offer_says_where_to_enter_one(project_path, tmp_path, engine, monkeypatch):
    monkeypatch.delenv("FISH_API_KEY", raising=False)

    async def live(bench):
        offer = await bench.work.offer("fish")
        assert offer.keyless
        assert "Accounts" in offer.refusal

    run(project_path, tmp_path, live, engine)


def test_this_machine_always_has_something_to_offer(project_path, tmp_path, engine):
    async def live(bench):
        offer = await bench.work.offer("local")
        assert offer.refusal == ""
        assert offer.usual in {voice.id for voice in offer.voices}
        assert offer.models
        assert not offer.bills

    run(project_path, tmp_path, live, engine)


def test_what_is_known_is_offered_where_the_provider_cannot_be_reached(project_path, tmp_path, engine):
    async def voices():
        raise Unreachable("Offline.", maybe_billed=False)

    async def live(bench):
        engine.voices = voices
        engine.default_voice = lambda _language: "v"
        offer = await bench.work.offer("paid")
        assert offer.refusal == "Offline."
        assert [model.id for model in offer.models] == ["m"]
        assert offer.bills

    run(project_path, tmp_path, live, engine)


def test_the_engines_there_are_have_the_names_people_know():
    assert engine_names() == (("local", ""), ("elevenlabs", "ElevenLabs"), ("fish", "Fish Audio"))


def test_a_generation_can_be_listened_to_while_its_answers_come_in(project_path, tmp_path, engine):
    """From the wish to the ear: what the engine has sent is there before the take is."""

    async def live(bench):
        mark = "First paragraph."
        engine.gates["Second paragraph."] = asyncio.Event()
        heard = []
        listener = bench.work.live.listener
        bench.work._booth.heard = lambda segment: heard.append(listener(segment)) or heard[-1]
        job = bench.work.generate(Scope(paragraph_ids=(1, 2)))
        await bench.until(lambda: any(sound.segment.spoken == mark and sound.ended for sound in heard))
        sound = next(sound for sound in heard if sound.segment.spoken == mark)
        assert bench.work.live.find(sound.segment.fingerprint) is sound
        sound.take_in(10**6)
        assert sound.ready / 44100 == pytest.approx(4000 / 22050, abs=0.02)
        assert np.abs(sound.heard(0, sound.ready)).max() > 0.2
        engine.gates["Second paragraph."].set()
        await bench.job(job)

    run(project_path, tmp_path, live, engine)


def test_why_speech_waits_is_known_while_it_does(project_path, tmp_path, engine):
    async def live(bench):
        assert bench.work.waits == ""
        engine.waits = "Offline; waiting for Paid to be reachable."
        assert bench.work.waits == engine.waits

    run(project_path, tmp_path, live, engine)
