"""Work in a process of its own: its answers, its errors, its end with the program's."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from studio_app.domain.errors import Cancelled, DiskFull, RateLimited
from studio_app.jobs.apart import ProcessEnded, apart
from studio_app.jobs.stop import Stop

ROOT = Path(__file__).parents[2]


def add(line, one, two):
    line.tell(("adding", one))
    print("what a library prints is no message")
    return one + two + line.ask("more?"), os.getpid()


def until_stopped(line):
    line.tell("begun")
    while True:
        line.stop.check()
        time.sleep(0.01)


def refuse(line):
    raise RateLimited("Too many at once; wait a moment.", detail="429")


def ask_in_vain(line):
    try:
        line.ask("write this down")
    except DiskFull as error:
        return error.sentence


def fail(line):
    raise ZeroDivisionError


def die(line):
    os.kill(os.getpid(), signal.SIGKILL)


def run(work, *args, hear=lambda _: None, stop=None):
    return apart(work, *args, hear=hear, stop=stop or Stop())


def test_work_is_done_in_another_process_and_can_ask():
    heard = []

    def hear(said):
        heard.append(said)
        return 4

    (total, pid) = run(add, 1, 2, hear=hear)
    assert (total, heard) == (7, [("adding", 1), "more?"])
    assert pid != os.getpid()


def test_an_error_comes_back_as_it_was_raised():
    with pytest.raises(RateLimited) as caught:
        run(refuse)
    assert (caught.value.sentence, caught.value.detail) == ("Too many at once; wait a moment.", "429")


def test_what_the_program_refuses_is_raised_in_the_work():
    def hear(said):
        raise DiskFull("The disk is full.")

    assert run(ask_in_vain, hear=hear) == "The disk is full."


def test_the_work_is_stopped():
    stop = Stop()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        run(until_stopped, hear=lambda _: stop.request(), stop=stop)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("work", [fail, die])
def test_a_fault_or_a_kill_is_told(work):
    with pytest.raises(ProcessEnded):
        run(work)


def test_no_thread_and_no_process_is_left():
    before = threading.active_count()
    run(add, 1, 2, hear=lambda _: 0)
    assert threading.active_count() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


PARENT = """
import sys; sys.path[:0] = [{tests!r}, {root!r}]
import test_jobs_apart as tests
tests.run(tests.tell_and_sleep, hear=lambda pid: print(pid, flush=True))
"""


def tell_and_sleep(line):
    line.tell(os.getpid())
    time.sleep(600)


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_it_ends_when_the_program_is_killed():
    program = PARENT.format(tests=str(Path(__file__).parent), root=str(ROOT))
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    assert _gone_within(pid, 5)


def _gone_within(pid, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":  # dead, and not yet seen by whoever collects orphans
            return True
        time.sleep(0.02)
    return False
