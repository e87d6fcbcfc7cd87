"""The sample book is what its sources make, and what it says it is."""

from __future__ import annotations

import re
import runpy
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def book(project: Path) -> Path:
    return project / "resources/samples/the-lectern-maker.epub"


def test_the_book_is_what_its_sources_make(book: Path, tmp_path: Path) -> None:
    build = runpy.run_path(str(book.with_suffix("") / "build.py"))["build"]
    build(tmp_path / "again.epub")
    assert (tmp_path / "again.epub").read_bytes() == book.read_bytes()


def test_it_is_a_short_story_in_four_chapters_of_good_xml(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        chapters = [name for name in archive.namelist() if "chapter-" in name]
        text = " ".join("".join(etree.fromstring(archive.read(name)).itertext()) for name in chapters)
    assert len(chapters) == 4
    assert 3000 < len(re.findall(r"\w+", text)) < 6000
