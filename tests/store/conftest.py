"""A small book, its project file, and takes for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from store_books import small_book, take_number

from studio_app.domain.manuscript import Cover
from studio_app.store import ProjectFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio_app.domain.project import Project
    from studio_app.domain.takes import Take

#: Those who edit at random live there; processes that are killed import them, too.
sys.path.append(str(Path(__file__).parents[1] / "domain"))


@pytest.fixture
def book() -> Project:
    return small_book()


@pytest.fixture
def make_take() -> Callable[..., Take]:
    return take_number


@pytest.fixture
def cover() -> Cover:
    return Cover(b"\xff\xd8 picture", "image/jpeg")


@pytest.fixture
def path(tmp_path: Path, book: Project, cover: Cover) -> Path:
    made = tmp_path / "the lamp #1.lectern"
    ProjectFile.create(made, book, cover=cover, source_name="/home/somebody/lamp.epub")
    return made


@pytest.fixture
def file(path: Path) -> Iterator[ProjectFile]:
    with ProjectFile.open(path) as opened:
        yield opened


@pytest.fixture
def names(path: Path) -> Callable[[], list[str]]:
    """Return the names of all files in the project's folder."""
    return lambda: sorted(found.name for found in path.parent.iterdir())
