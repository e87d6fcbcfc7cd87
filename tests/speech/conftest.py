"""Engines for the tests of this room; what they are made of is in speech_desk.py."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from speech_desk import FACTORIES, FAULTY, Desk, below, until

from studio_app.speech.local.engine import LocalEngine, local_command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio_app.speech.local.pool import Command


@pytest.fixture(scope="session")
def local() -> Iterator[Desk]:
    """One local engine for all tests that leave it whole."""
    desk = Desk(LocalEngine(workers=2))
    yield desk
    desk.close()


@pytest.fixture(params=FACTORIES)
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A fresh engine of each kind, ready to speak."""
    with FACTORIES[request.param]() as engine:
        desk = Desk(engine)
        desk.run(engine.ready())
        yield desk
        desk.close()


@pytest.fixture
def faulty(tmp_path: Path) -> Command:
    """How to start the worker that misbehaves."""
    if sys.platform == "win32":
        pytest.skip("the faults are POSIX's")
    well = local_command()
    where = well.words.index("-c") + 1
    return replace(well, words=(*well.words[:where], FAULTY, *well.words[where + 1 :], "", str(tmp_path)))


@pytest.fixture
def open_desk() -> Iterator[Callable[..., Desk]]:
    """Make desks of local engines with options of the test's own; closed afterwards."""
    desks: list[Desk] = []

    def make(**options: Any) -> Desk:
        desks.append(Desk(LocalEngine(**options)))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


@pytest.fixture
def processes() -> Callable[[int], list[int]]:
    if not Path("/proc/self/task").is_dir():
        pytest.skip("needs /proc")
    return below


@pytest.fixture
def nothing_left(processes: Callable[[int], list[int]]) -> Iterator[None]:
    """Fail if the test leaves threads or processes it did not find. Ask for it before what makes them."""
    threads, children = set(threading.enumerate()), set(processes(os.getpid()))
    yield
    until(lambda: set(processes(os.getpid())) <= children)
    assert [one for one in threading.enumerate() if one not in threads and not one.name.startswith("asyncio_")] == []
