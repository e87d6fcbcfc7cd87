"""What happens to requests when workers crash, hang, or are no longer wanted."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from speech_desk import alive, children, until

from studio_app.domain.errors import EngineCrashed, EngineMissing
from studio_app.speech.local.pool import Command

TEXT = "The quick brown fox jumps over the lazy dog. "
LONG = TEXT * 30
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")


def start(desk, *texts):
    """Begin to speak on the desk's loop without waiting for the end."""
    return [asyncio.ensure_future(desk.hear(desk.request(text))) for text in texts]


async def speaking(count=1):
    """Wait until so many workers have forked children that speak; return (worker, child) pairs."""
    while True:
        pairs = [(worker, child) for worker in children(os.getpid()) for child in children(worker)]
        if len(pairs) == count:
            return pairs
        await asyncio.sleep(0.001)


@pytest.mark.parametrize("victim", ["worker", "child"])
def test_a_killed_process_costs_nobody_anything(open_desk, victim):
    desk = open_desk(workers=1)

    async def kill_one():
        (task,) = start(desk, LONG)
        worker, child = (await speaking())[0]
        os.kill(worker if victim == "worker" else child, signal.SIGKILL)
        return await task

    assert desk.run(kill_one()).audio == desk.say(LONG).audio


def test_others_go_on_while_one_is_replaced(open_desk):
    desk = open_desk(workers=2)

    async def kill_one():
        tasks = start(desk, LONG + "one", LONG + "two", "three", "four")
        worker, _ = (await speaking(2))[0]
        os.kill(worker, signal.SIGKILL)
        return await asyncio.gather(*tasks)

    answers = desk.run(kill_one())
    assert [one.audio for one in answers[2:]] == [desk.say(word).audio for word in ("three", "four")]
    assert answers[0].audio == desk.say(LONG + "one").audio


def test_a_text_that_kills_every_worker_is_reported(open_desk, faulty, caplog):
    desk = open_desk(workers=1, command=faulty)
    with pytest.raises(EngineCrashed, match="crashed on this text") as caught:
        desk.say("crash on Ishmael")
    assert f"exit status {128 + signal.SIGABRT}" in caught.value.detail
    assert "Ishmael" not in caught.value.sentence + caught.value.detail + caplog.text
    assert caught.value.can_retry
    assert not caught.value.maybe_billed
    assert desk.say(TEXT).audio


@pytest.mark.parametrize("fault", ["crash", "hang", "half an answer"])
def test_what_goes_wrong_once_goes_unnoticed(open_desk, faulty, local, fault):
    # Only what hangs is waited for as long as that; what is spoken well may take its time on a busy machine.
    desk = open_desk(workers=1, command=faulty, patience=lambda _: 3.0 if fault == "hang" else 60.0)
    text = f"{TEXT} {fault} once"
    assert desk.say(text).audio == local.say(text).audio


def test_a_text_that_hangs_every_worker_is_reported(open_desk, faulty):
    desk = open_desk(workers=1, command=faulty, patience=lambda letters: 0.6 if letters == len("hang") else 60.0)
    with pytest.raises(EngineCrashed, match="in time"):
        desk.say("hang")
    assert desk.say("all goes well").audio


def test_a_stopped_process_is_a_hang(open_desk):
    desk = open_desk(workers=1, patience=lambda _: 3.0)

    async def stop_one():
        (task,) = start(desk, LONG)
        for pid in (await speaking())[0]:
            os.kill(pid, signal.SIGSTOP)
        return await task

    assert desk.run(stop_one()).audio == desk.say(LONG).audio


def test_cancelling_ends_that_process_and_no_other(open_desk, faulty):
    desk = open_desk(workers=2, command=faulty)

    async def cancel_one():
        (lost,) = start(desk, "hang")
        (hung,) = await speaking()
        before = await desk.hear(desk.request(TEXT))
        others = set(children(os.getpid())) - {*hung}
        lost.cancel()
        with pytest.raises(asyncio.CancelledError):
            await lost
        return before, hung, others

    before, hung, others = desk.run(cancel_one())
    until(lambda: not any(alive(pid) for pid in hung))
    assert all(alive(pid) for pid in others)
    assert desk.say(TEXT).audio == before.audio


def test_cancelling_what_waits_costs_nothing(open_desk, faulty):
    desk = open_desk(workers=1, command=faulty, patience=lambda _: 0.5)

    async def cancel_the_waiting():
        first, second, third = start(desk, TEXT, "crash", "last")
        await asyncio.sleep(0)
        second.cancel()
        return await asyncio.gather(first, third)

    assert all(answer.audio for answer in desk.run(cancel_the_waiting()))


def test_closing_in_the_middle_leaves_nothing(nothing_left, open_desk, faulty):
    desk = open_desk(workers=2, command=faulty)

    async def close_now():
        tasks = start(desk, "hang", "hang", "waits", "waits")
        await speaking(2)
        await desk.engine.close()
        return await asyncio.gather(*tasks, return_exceptions=True)

    assert all(isinstance(one, asyncio.CancelledError) for one in desk.run(close_now()))


def test_workers_start_when_needed_and_not_before(open_desk):
    before = len(children(os.getpid()))
    desk = open_desk(workers=2)
    desk.engine.default_voice("en")
    assert len(children(os.getpid())) == before
    desk.say("one")
    assert len(children(os.getpid())) == before + 1
    desk.say_all([desk.request(TEXT)] * 4)
    assert len(children(os.getpid())) == before + 2


@pytest.mark.parametrize("program", ["exit()", "print('hello')", "no python at all"])
def test_a_worker_that_is_none_is_reported(open_desk, tmp_path, program):
    desk = open_desk(workers=1, command=Command((sys.executable, "-I", "-c", program), str(tmp_path)))
    with pytest.raises(EngineCrashed):
        desk.say(TEXT)


def test_a_library_that_is_none_is_reported(open_desk, tmp_path):
    from studio_app.speech.local.pool import worker_command

    (tmp_path / "library.so").write_bytes(b"no library")
    desk = open_desk(workers=1, command=worker_command(str(tmp_path / "library.so"), str(tmp_path), "fork"))
    with pytest.raises(EngineMissing, match="install"):
        desk.say(TEXT)


def test_a_program_that_is_not_there_is_reported(open_desk, tmp_path):
    with pytest.raises(EngineMissing):
        open_desk(workers=1, command=Command((str(tmp_path / "none"),), str(tmp_path))).say(TEXT)


MAIN = """
import asyncio, sys
sys.path[:0] = {paths!r}
from speech_desk import Desk
from studio_app.speech.local.engine import LocalEngine
from studio_app.speech.local.pool import Command
desk = Desk(LocalEngine(workers=2, command=Command(*{command!r})))
desk.say("hello")
async def hang():
    tasks = [asyncio.ensure_future(desk.hear(desk.request("hang"))) for _ in range(2)]
    await asyncio.sleep(0)
    print("ready", flush=True)
    await asyncio.gather(*tasks)
try:
    desk.run(hang())
except KeyboardInterrupt:
    desk.close()
    print("closed", flush=True)
"""


@pytest.fixture
def program(faulty):
    """A main program with two workers that hang, in a session of its own."""
    here = Path(__file__).parent
    paths = [str(here), str(here.parents[1])]
    source = textwrap.dedent(MAIN).format(paths=paths, command=(faulty.words, faulty.folder))
    process = subprocess.Popen(
        [sys.executable, "-c", source], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.stdout.close()
    process.wait()


def test_a_killed_program_leaves_no_orphans(program, processes):
    found = until(lambda: len(pids := processes(program.pid)) == 4 and pids)
    program.kill()
    until(lambda: not any(alive(pid) for pid in found))


def test_ctrl_c_is_for_the_program_and_not_for_its_workers(program, processes):
    found = until(lambda: len(pids := processes(program.pid)) == 4 and pids)
    os.killpg(program.pid, signal.SIGINT)
    assert program.stdout.readline() == "closed\n"
    until(lambda: not any(alive(pid) for pid in found))


def test_workers_ignore_an_interrupt(open_desk):
    before = set(children(os.getpid()))
    desk = open_desk(workers=1)
    first = desk.say(TEXT).audio
    (worker,) = set(children(os.getpid())) - before
    os.kill(worker, signal.SIGINT)
    assert desk.say(TEXT).audio == first
    assert alive(worker)
