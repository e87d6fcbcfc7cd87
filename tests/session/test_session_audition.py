"""A paragraph is heard with other voices before one is cast: nothing is placed, nothing is lost, nothing is paid twice."""

import asyncio
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import audition_desk as els
import pytest
from paid_provider import Provider
from work_desk import run

from studio_app.domain.cast import Casting
from studio_app.domain.edits.cast import add_speaker, assign, cast_speakers
from studio_app.domain.edits.text import lock
from studio_app.domain.errors import Unreachable, WrongUsage
from studio_app.session.audition import audition_outlook, line_of
from studio_app.session.work import Scope
from studio_app.session.work_views import SEND_AGAIN
from studio_app.store import recordings
from tests.simulators import simulator
from tests.simulators.elevenlabs_voices import account_voices

FIRST, SECOND = "First paragraph.", "Second paragraph."
OTHER, THIRD = Casting.of("paid", "m", "w"), Casting.of("paid", "m", "x", {"warmth": 2.0})
NARRATOR, TRIED = (voice.id for voice in account_voices()[:2])
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def live(project_path, tmp_path):
    def go(test, provider):
        return run(project_path, tmp_path, test, provider)

    return go


async def tried(bench, paragraph_id, *castings, **how):
    return await bench.job(els.begin(bench.work, paragraph_id, *castings, **how))


# ── what comes of it ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_voices_are_heard_side_by_side_and_nothing_is_placed(live):
    provider = Provider()

    async def test(bench):
        before = bench.studio.project
        view = await tried(bench, 1, OTHER, THIRD)
        assert bench.studio.project is before
        return view, bench.studio.file.placements(), bench.studio.file.take_count()

    view, placed, takes = live(test, provider)
    assert (view.state, [one.casting for one in view.result]) == ("done", [OTHER, THIRD])
    assert all(one.whole and one.billed == len(FIRST) for one in view.result)
    assert (placed, takes) == ({}, 2)
    assert {request.voice for request in provider.asked} == {"w", "x"}


def test_casting_the_voice_afterwards_costs_nothing_for_what_was_tried(live):
    provider = Provider()

    async def test(bench):
        view = await tried(bench, 1, OTHER)
        bench.studio.do(cast_speakers(bench.studio.project, {1: OTHER}))
        found = await bench.work.estimate(Scope(chapter_ids=(1,)))
        await bench.job(bench.work.generate(Scope(chapter_ids=(1,))))
        return view.result[0].takes[0].id, bench.studio.file.placements()[1, 0][0], found.reused

    heard, placed, reused = live(test, provider)
    assert heard == placed
    assert reused == 1
    assert provider.paid[FIRST] == 1


def test_what_was_tried_before_is_heard_again_for_nothing(live):
    provider = Provider()

    async def test(bench):
        await tried(bench, 1, OTHER)
        return await tried(bench, 1, OTHER, THIRD)

    view = live(test, provider)
    assert [one.billed for one in view.result] == [0.0, float(len(FIRST))]
    assert Counter(request.voice for request in provider.asked) == {"w": 1, "x": 1}


def test_only_the_words_of_the_speaker_are_tried(live):
    provider = Provider()

    async def test(bench):
        studio = bench.studio
        studio.do(add_speaker(studio.project, "Ann", OTHER))
        studio.do(assign(studio.project, [(1, 0, 5)], 2))
        await tried(bench, 1, THIRD, speaker_id=2)
        await tried(bench, 1, THIRD)
        await tried(bench, 2, OTHER, speaker_id=2)

    live(test, provider)
    assert [(request.text, request.voice) for request in provider.asked] == [
        ("First", "x"),
        ("paragraph.", "x"),
        (SECOND, "w"),
    ]


def test_a_locked_paragraph_can_be_tried_too(live):
    provider = Provider()

    async def test(bench):
        studio = bench.studio
        studio.do(add_speaker(studio.project, "Ann", OTHER))
        studio.do(lock(studio.project, 1, locked=True))
        return await tried(bench, 1, OTHER, speaker_id=2)

    assert live(test, provider).result[0].whole


def test_the_price_is_told_before_and_counts_what_is_there_and_how_dear_the_voice_is(live):
    provider = Provider()

    async def test(bench):
        studio, engines = bench.studio, bench.engines
        engines.rate_of = lambda _engine, voice: 3.0 if voice == "x" else 1.0
        await tried(bench, 1, OTHER)
        return audition_outlook(studio.file, studio.project, 1, (OTHER, THIRD, Casting("no", "", "v")), engines)

    there, dear, unknown = live(test, provider)
    assert (there.credits, there.reused, there.segments) == (0.0, 1, 1)
    assert (dear.credits, dear.rate, dear.characters) == (3.0 * len(FIRST), 3.0, len(FIRST))
    assert unknown.refusal


def test_a_paragraph_without_words_and_five_voices_are_refused(live):
    async def test(bench):
        with pytest.raises(WrongUsage):
            line_of(bench.studio.project, 99, OTHER, bench.engines)
        with pytest.raises(WrongUsage):
            els.begin(bench.work, 1, *(Casting("paid", "m", str(n)) for n in range(5)))

    live(test, Provider())


# ── what goes wrong ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("fault", ["never made", "lost", "cut", "damaged"])
def test_a_lost_answer_is_mended_as_in_a_generation(live, fault):
    provider = Provider()
    provider.faults = {FIRST: [fault]}
    view = live(lambda bench: tried(bench, 1, OTHER), provider)
    assert (view.state, view.errors, view.result[0].whole) == ("done", (), True)
    assert provider.paid[FIRST] == 1


def test_what_nobody_can_tell_is_asked_about_and_sent_again_on_a_word(live):
    provider = Provider(finds=False)
    provider.faults = {FIRST: ["lost"]}

    async def test(bench):
        number = els.begin(bench.work, 1, OTHER)
        first = await bench.job(number)
        bench.work.retry(number)
        again = await bench.job(number)
        paid = provider.paid[FIRST]
        errand = bench.work._errands[number]
        errand.send_again(bench.work._desk.rescue.marks)
        bench.work.retry(number)
        return first, again, paid, await bench.job(number)

    first, again, paid, last = live(test, provider)
    assert [group.way_on for group in first.errors] == [group.way_on for group in again.errors] == [SEND_AGAIN]
    assert (first.state, paid) == ("failed", 1)
    assert (last.state, last.result[0].whole) == ("done", True)


def test_one_voice_that_is_refused_leaves_the_others(live):
    provider = Provider()
    spoken = provider._spoken

    async def refuses(request):
        if request.voice == "w":
            raise Unreachable("Gone.", maybe_billed=False)
        async for part in spoken(request):
            yield part

    provider._spoken = refuses
    view = live(lambda bench: tried(bench, 1, OTHER, THIRD), provider)
    assert [(one.whole, one.refusal) for one in view.result] == [(False, "Gone."), (True, "")]
    assert (view.state, [group.sentence for group in view.errors]) == ("done", ["Gone."])


def test_what_a_generation_is_speaking_is_waited_for_and_not_spoken_twice(live):
    provider, gate = Provider(), []
    spoken = provider._spoken

    async def gated(request):
        while not gate:  # noqa: ASYNC110  set on another thread
            await asyncio.sleep(0.001)
        async for part in spoken(request):
            yield part

    provider._spoken = gated

    async def test(bench):
        narrator = bench.studio.project.speakers[0].casting
        job = bench.work.generate(Scope(paragraph_ids=(1,)))
        await bench.until(lambda: provider.asked)
        trying = els.begin(bench.work, 1, narrator)
        await asyncio.sleep(0.05)
        gate.append(True)
        return await bench.job(job), await bench.job(trying)

    made, view = live(test, provider)
    assert (made.state, view.state, view.result[0].whole) == ("done", "done", True)
    assert provider.paid[FIRST] == 1


def test_the_same_voice_tried_twice_at_once_is_paid_once(live):
    provider = Provider()

    async def test(bench):
        jobs = [els.begin(bench.work, 1, OTHER) for _ in range(4)]
        return [(await bench.job(job)).result[0].takes[0].id for job in jobs]

    assert len(set(live(test, provider))) == 1
    assert provider.paid[FIRST] == 1


def test_stopped_it_ends_and_what_was_paid_is_found_the_next_time(live):
    provider = Provider()
    provider.hang = (FIRST,)

    async def stop(bench):
        number = els.begin(bench.work, 1, OTHER)
        await bench.until(lambda: provider.paid[FIRST])
        bench.work.cancel(number)
        return await bench.job(number)

    assert live(stop, provider).state == "cancelled"
    provider.hang, provider._places = (), None
    view = live(lambda bench: tried(bench, 1, OTHER), provider)
    assert (view.result[0].whole, provider.paid[FIRST]) == (True, 1)


def test_a_budget_holds_for_all_voices_together(live):
    provider = Provider()
    view = live(lambda bench: tried(bench, 1, OTHER, THIRD, budget=20.0), provider)
    assert sorted(one.whole for one in view.result) == [False, True]
    assert provider.billed <= 20


@pytest.fixture
def disk(monkeypatch):
    """Has no room for takes while ``full`` holds something."""
    full, really = ["yes"], recordings.put_take

    def put(*args):
        if full:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return really(*args)

    monkeypatch.setattr(recordings, "put_take", put)
    return full


def test_a_full_disk_pauses_it_and_nothing_is_spoken_again(live, disk):
    provider = Provider()

    async def test(bench):
        number = els.begin(bench.work, 1, OTHER, THIRD)
        paused = await bench.job(number, "paused")
        disk.clear()
        bench.work.retry(number)
        return paused, await bench.job(number)

    paused, view = live(test, provider)
    assert "full" in paused.errors[0].sentence
    assert (view.state, view.errors, [one.whole for one in view.result]) == ("done", (), [True, True])
    assert len(provider.asked) == 2


def test_stopped_while_the_disk_is_full_it_is_tried_once_more_to_keep_what_was_paid(live, disk):
    provider = Provider()

    async def test(bench):
        number = els.begin(bench.work, 1, OTHER)
        await bench.job(number, "paused")
        disk.clear()
        bench.work.cancel(number)
        view = await bench.job(number)
        return view.state, bench.studio.file.take_count(), dict(bench.work._desk.under_way)

    assert live(test, provider) == ("cancelled", 1, {})


# ── by ElevenLabs' books ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def sim():
    with simulator("elevenlabs", fast=True, plan="creator") as made:
        yield made


@pytest.fixture
def book(tmp_path):
    return els.make_project(tmp_path / "b.lectern", els.casting(NARRATOR))


def at_elevenlabs(sim, path, test):
    async def go():
        async with els.desk(path, sim.url, sim.key) as (studio, work):
            return await test(studio, work)

    return asyncio.run(go())


async def cast_and_generate(studio, work):
    studio.do(cast_speakers(studio.project, {1: els.casting(TRIED)}))
    assert (await els.over(work, work.generate(Scope()))).state == "done"


def billed(sim):
    return Counter((row.text, row.voice) for row in sim.books)


def test_elevenlabs_is_paid_once_for_a_voice_that_is_tried_and_then_cast(sim, book):
    async def test(studio, work):
        view = await els.over(work, els.begin(work, 1, els.casting(TRIED), els.casting(NARRATOR)))
        assert all(one.whole for one in view.result)
        assert sum(one.billed for one in view.result) == sim.billed
        await cast_and_generate(studio, work)
        assert studio.file.billed()["elevenlabs"] == sim.billed

    at_elevenlabs(sim, book, test)
    assert set(billed(sim).values()) == {1}
    assert sum(voice == TRIED for _, voice in billed(sim)) == len(els.TEXTS)


@pytest.mark.parametrize(("place", "then"), [(els.PLACES[0], "cast"), (els.PLACES[1], "tried again")])
def test_killed_while_it_is_tried_nothing_is_paid_twice(sim, book, place, then):
    child = [sys.executable, els.__file__, str(book), sim.url, sim.key, TRIED, place]
    assert subprocess.run(child, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, check=False).returncode == 9
    assert billed(sim) == {(els.TEXTS[0], TRIED): 1}

    async def again(studio, work):
        assert len(studio.file.open_rows()) == 1
        assert not studio.file.take_count()
        if then == "cast":
            await cast_and_generate(studio, work)
        else:
            assert (await els.over(work, els.begin(work, 1, els.casting(TRIED)))).result[0].whole
        assert not studio.file.open_rows()

    at_elevenlabs(sim, book, again)
    assert set(billed(sim).values()) == {1}
