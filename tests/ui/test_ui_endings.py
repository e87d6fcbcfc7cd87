"""Signals of the system end the window cleanly."""

from __future__ import annotations

import os
import signal

import pytest

pytest.importorskip("PySide6")

from studio_app.ui.shell.endings import Endings


@pytest.fixture
def endings(qapp):
    made = Endings(qapp)
    yield made
    made.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process at once")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_asks_for_the_end_while_nothing_happens(endings: Endings, qtbot, name: str) -> None:
    with qtbot.waitSignal(endings.asked, timeout=2000):
        os.kill(os.getpid(), getattr(signal, name))


def test_the_signals_are_given_back(qapp) -> None:
    before = signal.getsignal(signal.SIGTERM)
    made = Endings(qapp)
    assert signal.getsignal(signal.SIGTERM) is not before
    made.close()
    assert signal.getsignal(signal.SIGTERM) is before
