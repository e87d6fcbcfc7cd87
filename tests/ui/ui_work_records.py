"""Records as the session hands them to the panels of work, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import Chapter, Kind, Metadata, Paragraph
from studio_app.domain.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Group:
    sentence: str
    count: int
    paragraph_ids: tuple[int, ...] = ()
    way_on: str = ""


@dataclass(frozen=True)
class Job:
    id: int
    kind: str
    what: str
    state: str = "running"
    progress: object = None
    errors: tuple[Group, ...] = ()
    result: object = None


@dataclass(frozen=True)
class File:
    path: Path
    bytes: int = 1_000_000
    seconds: float = 60.0


@dataclass(frozen=True)
class Files:
    files: tuple[File, ...]


@dataclass(frozen=True)
class Stated:
    segments: int
    generated: int
    stale: int
    seconds: float


def project(chapters: int = 3, paragraphs: int = 4) -> Project:
    """Return a project whose first chapter is switched off; paragraph ids run through the book from 1."""
    ids = range(1, chapters + 1)
    found = tuple(Chapter(n, float(n), f"Chapter {n}", included=n > 1) for n in ids)
    texts = {
        n: tuple(
            Paragraph((n - 1) * paragraphs + p, n, float(p), Kind.TEXT, f"Words of paragraph {p}.")
            for p in range(1, paragraphs + 1)
        )
        for n in ids
    }
    about = Metadata("The Lectern Maker", ("A. Author", "B. Author"), language="en")
    return Project(about, chapters=found, paragraphs=MappingProxyType(texts))
