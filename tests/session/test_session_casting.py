"""Before another voice is chosen it is said what there is, which takes would no longer fit, and what it costs."""

import asyncio

import numpy as np
import pytest
from work_desk import run

from studio_app.domain.cast import Casting
from studio_app.domain.edits.book import cast_speaker
from studio_app.domain.edits.cast import add_speaker, assign, cast_speakers
from studio_app.domain.edits.text import lock, set_text
from studio_app.domain.errors import NoProject, Unreachable, WrongUsage
from studio_app.jobs.stop import Stop
from studio_app.session.casting import Part, cast_parts, engine_names, read_cast, recast_outlook
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


# ── any speakers ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def cast_of_two(bench):
    """Let Ann say half of the first paragraph and all of the last chapter, and generate everything."""
    studio = bench.studio
    studio.do(add_speaker(studio.project, "Ann", Casting.of("paid", "m", "ann")))
    studio.do(assign(studio.project, [(1, 0, 5), 5], 2))
    await generate(bench)
    await bench.settled()


def stale_in(bench):
    return sum(bench.states.chapter(chapter.id).stale for chapter in bench.studio.project.chapters)


@pytest.mark.parametrize("who", [(2,), (1,), (1, 2)])
def test_exactly_the_segments_of_the_speakers_become_stale(project_path, tmp_path, engine, who):
    async def live(bench):
        await cast_of_two(bench)
        castings = dict.fromkeys(who, OTHER)
        found = recount(bench, castings)
        bench.studio.do(cast_speakers(bench.studio.project, castings))
        await bench.settled()
        assert found.stale == stale_in(bench) == {(2,): 2, (1,): 4, (1, 2): 6}[who]
        before = sum(row.billed for row in bench.studio.file.ledger())
        await generate(bench)
        assert found.anew["paid"] == found.credits == sum(row.billed for row in bench.studio.file.ledger()) - before

    run(project_path, tmp_path, live, engine)


def test_of_what_becomes_stale_only_what_has_no_take_of_that_voice_is_made_again(project_path, tmp_path, engine):
    async def live(bench):
        first = bench.studio.project.speakers[0].casting
        bench.studio.do(cast_speakers(bench.studio.project, {1: OTHER}))
        await generate(bench, Scope(chapter_ids=(2,)))
        bench.studio.do(cast_speakers(bench.studio.project, {1: first}))
        await generate(bench, Scope(paragraph_ids=(1, 5)))
        found = recount(bench, {1: OTHER})
        assert (found.stale, found.again, found.reused, found.segments) == (2, 1, 1, 4)
        assert found.anew["paid"] == len("First paragraph.")

    run(project_path, tmp_path, live, engine)


def recount(bench, castings):
    work, studio = bench.work, bench.studio
    return recast_outlook(studio.file, studio.project, castings, bench.engines, work._pace, Stop())


def test_what_is_stale_already_is_not_made_stale_again_and_locked_takes_stay(project_path, tmp_path, engine):
    async def live(bench):
        await generate(bench)
        studio = bench.studio
        studio.do(set_text(studio.project, 1, "Other words."))
        studio.do(lock(studio.project, 2, locked=True))
        await studio.flush()
        found = recount(bench, {1: OTHER})
        assert (found.stale, found.locked, found.segments) == (4, 1, 4)
        studio.do(cast_speakers(studio.project, {1: OTHER}))
        await bench.settled()
        assert stale_in(bench) == found.stale + 1

    run(project_path, tmp_path, live, engine)


def test_a_dear_voice_is_counted_at_its_price_everywhere(project_path, tmp_path, engine):
    async def live(bench):
        bench.engines.rate_of = lambda _engine, voice: 2.5 if voice == "w" else 1.0
        await generate(bench, Scope(chapter_ids=(1,)))
        found = recount(bench, {1: OTHER})
        assert (found.rate, found.credits) == (2.5, 2.5 * CHARACTERS)
        bench.studio.do(cast_speakers(bench.studio.project, {1: OTHER}))
        assert (await bench.work.estimate(Scope())).credits == found.credits
        await generate(bench, Scope(paragraph_ids=(1,)))
        assert bench.studio.file.ledger()[-1].estimate == 2.5 * len("First paragraph.")

    run(project_path, tmp_path, live, engine)


def test_how_far_each_speaker_is(project_path, tmp_path, engine):
    async def live(bench):
        await cast_of_two(bench)
        studio = bench.studio
        studio.do(set_text(studio.project, 5, "Another chapter!"))
        studio.do(set_text(studio.project, 2, ""))
        studio.do(add_speaker(studio.project, "Bob", OTHER))
        await studio.flush()
        parts = cast_parts(studio.file, studio.project, studio.cuts, bench.engines, Stop())
        assert parts[1] == Part(segments=3, generated=3)
        assert parts[2] == Part(segments=2, generated=1, stale=1, anew=float(len("Another chapter!")))
        assert parts[3] == Part()

    run(project_path, tmp_path, live, engine)


def test_an_engine_that_cannot_be_asked_has_no_price(project_path, tmp_path, engine):
    async def live(bench):
        bench.studio.do(cast_speakers(bench.studio.project, {1: Casting("nobody", "", "v")}))
        studio = bench.studio
        part = cast_parts(studio.file, studio.project, studio.cuts, bench.engines, Stop())[1]
        assert (part.segments, part.missing) == (5, None)
        with pytest.raises(WrongUsage):
            recount(bench, {1: Casting("nobody", "", "v")})

    run(project_path, tmp_path, live, engine)


def test_a_cast_is_read_from_another_project_which_stays_as_it_is(project_path, tmp_path):
    before = project_path.read_bytes()
    found = read_cast(project_path)
    assert (found.title, found.narrator_id, [speaker.name for speaker in found.speakers]) == ("Book", 1, ["Narrator"])
    assert project_path.read_bytes() == before
    with pytest.raises(NoProject):
        read_cast(tmp_path / "none.lectern")


def test_a_cast_is_copied_from_a_project_that_is_open(project_path, tmp_path, engine):
    async def live(bench):
        bench.studio.do(cast_speakers(bench.studio.project, {1: OTHER}))
        await bench.studio.flush()
        other = read_cast(project_path)
        assert other.speakers[0].casting == OTHER

    run(project_path, tmp_path, live, engine)
