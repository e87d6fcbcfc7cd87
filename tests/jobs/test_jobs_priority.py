"""What runs beside a window stands back behind it."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading

import pytest

from studio_app.jobs.priority import let_the_window_go_first, stand_back
from studio_app.jobs.queue import beside

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives each thread a priority of its own")


@pytest.fixture
def _same_turns():
    turn, garbage = sys.getswitchinterval(), gc.get_threshold()
    yield
    sys.setswitchinterval(turn)
    gc.set_threshold(*garbage)


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@linux
@pytest.mark.usefixtures("_same_turns")
def test_work_beside_the_loop_stands_back_and_the_loop_does_not() -> None:
    async def both() -> tuple[int, int]:
        let_the_window_go_first(asyncio.get_running_loop())
        return await beside(niceness), niceness()

    before = niceness()
    work, window = asyncio.run(both())
    assert work > before == window


@linux
def test_a_thread_stands_back_alone() -> None:
    found: list[int] = []
    thread = threading.Thread(target=lambda: (stand_back(), found.append(niceness())))
    thread.start()
    thread.join()
    assert found[0] > niceness()
