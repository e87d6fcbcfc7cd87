"""What runs beside a window lets it have its turn."""

from __future__ import annotations

import asyncio
import gc
import os
import sys

import pytest

from studio_app.jobs.priority import let_the_window_go_first
from studio_app.jobs.queue import beside


@pytest.fixture
def _same_turns():
    turn, garbage = sys.getswitchinterval(), gc.get_threshold()
    yield
    sys.setswitchinterval(turn)
    gc.set_threshold(*garbage)


@pytest.mark.usefixtures("_same_turns")
def test_work_beside_the_loop_hands_the_lock_over_early_and_is_not_starved_while_it_holds_it() -> None:
    async def both() -> tuple[int, int]:
        let_the_window_go_first(asyncio.get_running_loop())
        return await beside(niceness), niceness()

    work, window = asyncio.run(both())
    assert work == window
    assert sys.getswitchinterval() == pytest.approx(0.0002)


def niceness() -> int:
    return os.nice(0) if hasattr(os, "nice") else 0
