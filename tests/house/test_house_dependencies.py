"""What pyproject.toml declares is what the house imports: nothing unused, nothing that came along by chance."""

from __future__ import annotations

import re
import sys
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Facts

#: Where the name of a package and of what is imported differ.
IMPORTED_AS = {"python-docx": "docx", "pyside6-essentials": "PySide6"}


def declared(project: Path) -> set[str]:
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*settings["dependencies"], *settings["optional-dependencies"]["qt"]]
    names = [re.split(r"[^\w.-]", line)[0].lower() for line in wanted]
    return {IMPORTED_AS.get(name, name.replace("-", "_")) for name in names}


def packages(facts: Facts) -> set[str]:
    """Packages from outside that a module imports, also those it loads late by name."""
    return {name.split(".")[0] for name in facts.imported | facts.late} - sys.stdlib_module_names - {"studio_app"}


def test_everything_imported_is_declared_and_everything_declared_is_imported(project: Path, facts: list[Facts]) -> None:
    used = set[str]().union(*map(packages, facts))
    assert used - declared(project) == set()
    assert declared(project) - used == set()
