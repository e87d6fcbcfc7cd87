"""Each import contract bites: one forbidden import, put into a copy of the house, breaks that very contract."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from importlinter.cli import lint_imports

if TYPE_CHECKING:
    from collections.abc import Iterator

# (contract, module that gets the import, import)
FORBIDDEN = [
    ("rooms", "domain/errors.py", "from studio_app import store"),
    ("rooms", "store/__init__.py", "import studio_app.speech"),
    ("rooms", "audio/__init__.py", "from studio_app import jobs"),
    ("rooms", "importers/__init__.py", "from studio_app import exporters"),
    ("rooms", "jobs/__init__.py", "from studio_app.importers import limits"),
    ("rooms", "session/__init__.py", "from studio_app import cli"),
    ("rooms", "cli/__init__.py", "from studio_app import __main__"),
    ("rooms", "drawer/__init__.py", "import json"),
    ("pure-domain", "domain/errors.py", "from pathlib import Path"),
    ("pure-domain", "domain/text/__init__.py", "import numpy as np"),
    ("pure-domain", "domain/edits/__init__.py", "import sqlite3"),
    ("no-qt", "session/__init__.py", "from PySide6.QtCore import QObject"),
    ("no-qt", "jobs/__init__.py", "import qasync"),
    ("door-sqlite", "session/__init__.py", "import sqlite3"),
    ("door-audio", "importers/__init__.py", "import soundfile"),
    ("door-audio", "session/__init__.py", "from av import AudioFrame"),
    ("door-http", "store/__init__.py", "from httpx import AsyncClient"),
]


def contracts(project: Path) -> dict[str, str]:
    settings = tomllib.loads((project / "pyproject.toml").read_text())
    return {contract["id"]: contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}


def said_in(house: Path, *command: str | Path) -> str:
    """Run a command in a house; return what it says."""
    environment = {**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def house(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("house")
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(project / "studio_app", copy / "studio_app", ignore=leave_out)
    shutil.copy(project / "pyproject.toml", copy)
    return copy


@contextmanager
def added(path: Path, line: str) -> Iterator[None]:
    """Have this line at the end of a module, which is there afterwards only if it was before."""
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    try:
        yield
    finally:
        if before is None:
            shutil.rmtree(path.parent)
        else:
            path.write_text(before, encoding="utf-8")


def breaks(contract: str, module: str, line: str) -> bool:
    """Tell whether an import that is added to the house in the current folder breaks a contract."""
    with added(Path("studio_app", module), line):
        return linted(contract)


def linted(*names: str) -> bool:
    """Tell whether a contract is broken in the current folder."""
    return bool(lint_imports(limit_to_contracts=names, cache_dir=".cache", is_debug_mode=True, no_logo=True))


def test_the_house_as_it_is_breaks_no_contract(project: Path, house: Path) -> None:
    said = said_in(house, Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo")
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", said, re.MULTILINE))
    assert verdicts == dict.fromkeys(contracts(project).values(), "KEPT")


def test_a_forbidden_import_breaks_its_contract(house: Path) -> None:
    """All of them are tried by one process, this file run as a program: each alone would start for half a second."""
    tried = json.loads(said_in(house, sys.executable, __file__).splitlines()[-1])
    assert [case for case, broke in tried if not broke] == [None], "the last is the house as it was before, and after"
    assert [tuple(case) for case, _ in tried[:-1]] == FORBIDDEN


def test_every_contract_is_tried(project: Path) -> None:
    assert {contract for contract, _, _ in FORBIDDEN} == set(contracts(project))


if __name__ == "__main__":
    print(json.dumps([*[(case, breaks(*case)) for case in FORBIDDEN], (None, linted())]))
