"""What the house tests look at: the files of the project, and nothing that .gitignore leaves out."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parents[2]


def ignored_patterns(project: Path) -> list[str]:
    lines = (project / ".gitignore").read_text().split()
    return [".git", *(line.strip("/") for line in lines)]


def walk(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if any(fnmatch(entry.name, pattern) for pattern in ignored):
            continue
        if entry.is_dir():
            yield from walk(entry, ignored)
        else:
            yield entry


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def ignored() -> list[str]:
    return ignored_patterns(PROJECT)


@pytest.fixture(scope="session")
def files(ignored: list[str]) -> list[Path]:
    return list(walk(PROJECT, ignored))


@pytest.fixture(scope="session")
def modules() -> list[Path]:
    return sorted((PROJECT / "studio_app").rglob("*.py"))
