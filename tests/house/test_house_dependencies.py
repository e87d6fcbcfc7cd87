"""What pyproject.toml declares is what the house imports: nothing unused, nothing that came along by chance."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: Where the name of a package and of what is imported differ.
IMPORTED_AS = {"python-docx": "docx", "pyside6-essentials": "PySide6"}


def declared(project: Path) -> set[str]:
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*settings["dependencies"], *settings["optional-dependencies"]["qt"]]
    names = [re.split(r"[^\w.-]", line)[0].lower() for line in wanted]
    return {IMPORTED_AS.get(name, name.replace("-", "_")) for name in names}


def imported(path: Path) -> set[str]:
    """Packages from outside that a module imports, also those it loads late by name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    late = {
        str(node.args[0].value)
        for node in nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module")
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    return {name.split(".")[0] for name in whole | parts | late} - sys.stdlib_module_names - {"studio_app"}


def test_everything_imported_is_declared_and_everything_declared_is_imported(
    project: Path, modules: list[Path]
) -> None:
    used = set[str]().union(*(imported(path) for path in modules))
    assert used - declared(project) == set()
    assert declared(project) - used == set()
