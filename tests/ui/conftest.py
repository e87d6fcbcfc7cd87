"""Every test of the window sees the texts as the window has them: what is counted in English forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session", autouse=True)
def english(qapp: QApplication) -> None:
    from studio_app.ui.kit import language  # without Qt there is no test here, and this is not reached

    language.apply(qapp, "system")


@pytest.fixture(autouse=True)
def same_clothes(qapp: QApplication) -> Iterator[None]:
    """Leave the program as it was dressed before the test."""
    from clothes import Clothes

    before = Clothes(qapp)
    yield
    before.put_back()
