"""Loaded before every test: with it pytest puts the project's root on the path, and ``tests.simulators`` can be imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

# A change is judged by the same examples each time, and by fewer than a campaign looks at. Who wants others runs that.
settings.register_profile("suite", max_examples=30, deadline=None, derandomize=True, database=None)
settings.register_profile("campaign", max_examples=1000, deadline=None)


def pytest_configure(config: pytest.Config) -> None:
    """Take the examples that fit what was asked for."""
    settings.load_profile("campaign" if config.option.markexpr == "campaign" else "suite")
