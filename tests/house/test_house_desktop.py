"""The desktop's entry says what the program is, and names what there is."""

from __future__ import annotations

import tomllib
from configparser import ConfigParser
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def entry(project: Path) -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(project / "packaging" / "lectern.desktop", encoding="utf-8")
    return dict(parser["Desktop Entry"])


def test_it_starts_the_command_that_is_installed(entry: dict[str, str], project: Path) -> None:
    scripts = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert entry["Exec"].split() == [next(iter(scripts)), "%f"]


def test_its_icon_is_ours(entry: dict[str, str], project: Path) -> None:
    assert (project / "resources" / "icons" / f"{entry['Icon']}.svg").is_file()


def test_lists_end_as_the_desktop_wants_them(entry: dict[str, str]) -> None:
    assert all(entry[key].endswith(";") for key in ("Categories", "Keywords", "MimeType"))
