"""Loaded before every test: with it pytest puts the project's root on the path, and ``tests.simulators`` can be imported."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import settings

# A change is judged by the same examples each time, and by fewer than a campaign looks at. Who wants others runs that.
settings.register_profile("suite", max_examples=30, deadline=None, derandomize=True, database=None)
settings.register_profile("campaign", max_examples=1000, deadline=None)


def pytest_configure(config: pytest.Config) -> None:
    """Take the examples that fit what was asked for, and look for no garbage while thousands of tests are collected."""
    gc.disable()
    settings.load_profile("campaign" if config.option.markexpr == "campaign" else "suite")


def pytest_collection_finish() -> None:
    """Look for garbage again, but no more among what stays to the end."""
    gc.freeze()
    gc.enable()


#: How this program stands among others, where the system knows such a thing.
_PLACE = os.getpriority(os.PRIO_PROCESS, 0) if hasattr(os, "getpriority") else 0


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Let no test go first for ever: a device that asks on a test's own thread lifts it above all others, for root."""
    if hasattr(os, "getpriority") and os.getpriority(os.PRIO_PROCESS, 0) < _PLACE:
        os.setpriority(os.PRIO_PROCESS, 0, _PLACE)
