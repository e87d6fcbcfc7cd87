"""Voices made with both providers: answers are lost and the program is killed, and there is one voice of one wish."""

import asyncio
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
import voice_desk as desks

from studio_app.domain.errors import MaybeBilled, NoSlot, Unreachable
from studio_app.domain.ledger import LedgerState
from studio_app.store.project_file import ProjectFile
from tests.simulators import simulator

ADD = {"elevenlabs": "POST /v1/voices/add", "fish": "POST /model"}
DESIGN = {"elevenlabs": "POST /v1/text-to-voice/design", "fish": "POST /v1/voice-design"}
OPTIONS = {"elevenlabs": {"plan": "creator"}, "fish": {}}
PROVIDERS = pytest.mark.parametrize("provider", ["elevenlabs", "fish"])
SIZE = 1_200_000


@pytest.fixture
def sim(provider):
    with simulator(provider, fast=True, **OPTIONS[provider]) as found:
        yield found


def at_desk(provider, sim, home, work):
    async def run():
        async with desks.voice_desk(provider, sim.url, sim.key, home) as desk:
            return await work(desk)

    return asyncio.run(run())


def uploads(sim, provider):
    method, path = ADD[provider].split()
    return [seen for seen in sim.requests if (seen.method, seen.path) == (method, path)]


async def one_voice(desk):
    """Try until it is done; return the names of the voices there are then."""
    made = await desk.clone_at_last()
    assert made.state == "trained"
    return await desk.names()


@PROVIDERS
def test_a_voice_is_cloned(provider, sim, tmp_path):
    assert at_desk(provider, sim, tmp_path, one_voice) == ["Ada"]
    assert at_desk(provider, sim, tmp_path, one_voice) == ["Ada"]
    assert len(uploads(sim, provider)) == 1


@PROVIDERS
@pytest.mark.parametrize("lost", [{"reset": "before", "billed": True}, {"reset": 0}, {"reset": 10}, {"cut": 5}])
def test_a_lost_answer_is_found_with_the_provider(provider, sim, tmp_path, lost):
    sim.fault(ADD[provider], **lost)
    assert at_desk(provider, sim, tmp_path, lambda desk: desk.clone()).voice
    assert at_desk(provider, sim, tmp_path, one_voice) == ["Ada"]
    assert len(uploads(sim, provider)) == 1


@PROVIDERS
def test_an_upload_cut_off_makes_one_voice_in_the_end(provider, sim, tmp_path):
    cut_off_at(provider, sim, tmp_path, [SIZE // 3, SIZE + 2000])


@PROVIDERS
@pytest.mark.campaign
def test_an_upload_cut_off_at_any_byte_makes_one_voice_in_the_end(provider, sim, tmp_path):
    rng = random.Random(5)
    cut_off_at(provider, sim, tmp_path, [0, 1, SIZE, *(rng.randrange(SIZE + 3000) for _ in range(20))])


def cut_off_at(provider, sim, tmp_path, places):
    for taken in places:
        home = tmp_path / str(taken)
        home.mkdir()
        sim.fault(ADD[provider], taken=taken)
        assert at_desk(provider, sim, home, one_voice) == ["Ada"], taken
        sim.clear()
        at_desk(provider, sim, home, remove_all)


async def remove_all(desk):
    library = desk.engines.get(desk.provider).library
    for one in (await library.mine()).listings:
        if one.voice.name == "Ada":
            await library.remove(one.voice.id)


@pytest.mark.parametrize("provider", ["elevenlabs"])
def test_a_full_account_is_told_and_nothing_waits(provider, sim, tmp_path):
    sim.set(slots=1)
    with pytest.raises(NoSlot):
        at_desk(provider, sim, tmp_path, lambda desk: desk.clone())
    sim.set(slots=30)
    assert at_desk(provider, sim, tmp_path, one_voice) == ["Ada"]


@PROVIDERS
def test_killed_between_upload_and_answer_there_is_one_voice(provider, sim, tmp_path):
    sim.fault(ADD[provider], stall=(1, 30.0))
    child = begin("clone", provider, sim, tmp_path)
    until(lambda: any(seen.status for seen in uploads(sim, provider)))
    kill(child)
    sim.clear()
    (row,) = at_desk(provider, sim, tmp_path, lambda desk: desk.cloning.recover())
    assert row.voice
    assert at_desk(provider, sim, tmp_path, one_voice) == ["Ada"]
    assert len(uploads(sim, provider)) == 1


@pytest.mark.parametrize("provider", ["elevenlabs"])
def test_killed_at_a_random_moment_there_is_one_voice(provider, sim, tmp_path):
    killed_at_random(provider, sim, tmp_path, random.Random(3), 1)


@PROVIDERS
@pytest.mark.campaign
def test_killed_at_many_random_moments_there_is_one_voice(provider, sim, tmp_path):
    killed_at_random(provider, sim, tmp_path, random.Random(4), 12)


def killed_at_random(provider, sim, tmp_path, rng, times):
    for number in range(times):
        home = tmp_path / str(number)
        home.mkdir()
        child = begin("clone", provider, sim, home)
        time.sleep(rng.random() * 0.4)
        kill(child)
        at_desk(provider, sim, home, lambda desk: desk.cloning.recover())
        assert at_desk(provider, sim, home, one_voice) == ["Ada"]
        at_desk(provider, sim, home, remove_all)


# Designs


@pytest.fixture
def home(tmp_path, project_path):
    """A folder with a project whose ledger is empty."""
    return project_path.parent


def designed(provider, sim, home, **more):
    async def work(desk):
        file = await asyncio.to_thread(ProjectFile.open, home / "p.lectern")
        try:
            return await desk.designing.design(file, provider, desks.design_wish(provider), **more)
        finally:
            file.close()

    return at_desk(provider, sim, home, work)


def ledger(home):
    file = ProjectFile.open(home / "p.lectern")
    try:
        return [(row.state, row.billed) for row in file.ledger()]
    finally:
        file.close()


def designs(sim, provider):
    method, path = DESIGN[provider].split()
    return [seen for seen in sim.requests if (seen.method, seen.path) == (method, path)]


@PROVIDERS
def test_a_design_is_billed_once_and_one_of_its_voices_kept(provider, sim, home):
    made = designed(provider, sim, home)
    assert len(made.candidates) >= 2
    assert [state for state, _ in ledger(home)] == [LedgerState.SETTLED]

    async def keep(desk):
        await desk.designing.heard(made.id, made.candidates[1].id)
        kept = [await desk.designing.keep(made.id, made.candidates[0].id, "Sailor") for _ in range(2)]
        return {row.voice for row in kept}, await desk.names()

    voices, names = at_desk(provider, sim, home, keep)
    assert (len(voices), names) == (1, ["Sailor"])
    assert len(sim.books) == 1


@PROVIDERS
def test_a_lost_answer_to_keeping_makes_one_voice(provider, sim, home):
    made = designed(provider, sim, home)
    sim.fault("POST /v1/text-to-voice" if provider == "elevenlabs" else "POST /model", reset="before", billed=True)

    async def keep(desk):
        kept = await desk.designing.keep(made.id, made.candidates[0].id, "Sailor")
        return kept.voice, await desk.names()

    voice, names = at_desk(provider, sim, home, keep)
    assert voice
    assert names == ["Sailor"]


@PROVIDERS
@pytest.mark.parametrize("lost", [{"reset": "before", "billed": True}, {"reset": 3000}, {"cut": 3000}])
def test_a_lost_design_is_not_paid_again_unasked(provider, sim, home, lost):
    sim.fault(DESIGN[provider], **lost)
    for _ in range(2):
        with pytest.raises(MaybeBilled):
            designed(provider, sim, home)
    assert len(designs(sim, provider)) == len(sim.books) == 1
    assert designed(provider, sim, home, again=True).candidates
    assert [state for state, _ in ledger(home)] == [LedgerState.LOST, LedgerState.SETTLED]


@PROVIDERS
def test_killed_while_a_design_comes_in_it_is_not_paid_again_unasked(provider, sim, home):
    sim.fault(DESIGN[provider], stall=(100, 30.0))
    child = begin("design", provider, sim, home)
    until(lambda: any(seen.sent for seen in designs(sim, provider)))
    kill(child)
    sim.clear()
    with pytest.raises(MaybeBilled):
        designed(provider, sim, home)
    assert len(sim.books) == 1


# Professional clones


BEGIN = "POST /v1/voices/pvc"


@pytest.fixture
def takes(tmp_path):
    paths = [tmp_path / f"take {number}.wav" for number in range(2)]
    for number, path in enumerate(paths):
        path.write_bytes(desks.recording(number))
    return paths


async def begun(desk):
    return (await desk.professionals.begin("elevenlabs", "Ada", "en", desks.CONSENT)).making.id


@pytest.mark.parametrize("provider", ["elevenlabs"])
@pytest.mark.parametrize("lost", [{"reset": "before", "billed": True}, {"cut": 5}])
def test_a_professional_clone_is_begun_once_and_its_recordings_are_sent_once(provider, sim, tmp_path, takes, lost):
    sim.fault(BEGIN, **lost)

    async def upload(desk):
        number = await begun(desk)
        sim.fault("/samples", **lost)
        view = await desk.professionals.add(number, takes)
        again = await desk.professionals.add(await begun(desk), takes)
        return view, again, await desk.names()

    view, again, names = at_desk(provider, sim, tmp_path, upload)
    assert names == ["Ada"]
    assert len(view.samples) == 2
    assert again.samples == view.samples
    assert len([seen for seen in sim.requests if seen.method == "POST" and seen.path.endswith("/samples")]) == 2


@pytest.mark.parametrize("provider", ["elevenlabs"])
def test_an_upload_to_a_professional_clone_goes_on_after_it_broke_off(provider, sim, tmp_path, takes):
    async def upload(desk):
        number = await begun(desk)
        sim.fault("/samples", taken=200_000)
        with pytest.raises(Unreachable):
            await desk.professionals.add(number, takes)
        return await desk.professionals.unfinished(number)

    assert at_desk(provider, sim, tmp_path, upload) == (takes[0],)

    async def go_on(desk):
        (view,) = await desk.professionals.recover()
        return await desk.professionals.add(view.making.id, takes)

    assert len(at_desk(provider, sim, tmp_path, go_on).samples) == 2


# Another process


def begin(what, provider, sim, home):
    """Start a process that makes a voice; it has opened all it needs when this returns."""
    root = Path(__file__).parents[2]
    command = [sys.executable, str(Path(desks.__file__)), what, provider, sim.url, sim.key, str(home)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(root)})
    if child.stdout.readline() != b"begun\n":
        kill(child)
        pytest.fail("the other process does not begin")
    return child


def kill(child):
    child.kill()
    child.wait()
    child.stdout.close()


def until(true):
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
