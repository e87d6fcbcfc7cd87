"""The folder of what can be made again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from studio_app.session.caches import trim, used

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "covers").mkdir()
    for number in range(4):
        path = tmp_path / "covers" / f"{number}.jpg"
        path.write_bytes(bytes(1000))
        os.utime(path, (1000 + number, 1000 + number))
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.jpg"))


def test_what_is_in_use_is_counted(folder: Path) -> None:
    assert used(folder) == 4000
    assert used(folder / "nowhere") == 0


def test_the_oldest_go_first_and_no_more_than_must(folder: Path) -> None:
    assert trim(folder, 2500) == 2000
    assert names(folder) == ["2.jpg", "3.jpg"]


def test_what_fits_stays(folder: Path) -> None:
    assert trim(folder, 4000) == 0
    assert len(names(folder)) == 4


def test_it_can_be_emptied(folder: Path) -> None:
    trim(folder, 0)
    assert used(folder) == 0


def test_nothing_outside_is_touched(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "book.lectern"
    outside.write_bytes(bytes(5000))
    (folder / "link").symlink_to(outside)
    trim(folder, 0)
    assert outside.exists()
