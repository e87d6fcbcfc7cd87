"""Themes, icons, translations and samples are reached through one door."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Facts

DOOR = "settings/places.py"


def test_only_the_door_knows_where_resources_lie(facts: list[Facts]) -> None:
    found = [one.path for one in facts if {"resources", "share"} & one.strings]
    assert [path.as_posix().rpartition("studio_app/")[2] for path in found] == [DOOR]


def test_every_folder_of_resources_is_used(project: Path, facts: list[Facts]) -> None:
    named = set().union(*(one.strings for one in facts))
    folders = {path.name for path in (project / "resources").iterdir() if path.is_dir()}
    assert folders - {"screenshots"} <= named
    readme = (project / "README.md").read_text(encoding="utf-8")
    assert all(f"resources/screenshots/{path.name}" in readme for path in (project / "resources/screenshots").iterdir())
