"""Themes, icons, translations and samples are reached through one door."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DOOR = "settings/places.py"


def strings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_only_the_door_knows_where_resources_lie(modules: list[Path]) -> None:
    found = [path for path in modules if {"resources", "share"} & strings(path)]
    assert [path.as_posix().rpartition("studio_app/")[2] for path in found] == [DOOR]


def test_every_folder_of_resources_is_used(project: Path, modules: list[Path]) -> None:
    named = set().union(*map(strings, modules))
    folders = {path.name for path in (project / "resources").iterdir() if path.is_dir()}
    assert folders - {"screenshots"} <= named
    readme = (project / "README.md").read_text(encoding="utf-8")
    assert all(f"resources/screenshots/{path.name}" in readme for path in (project / "resources/screenshots").iterdir())
