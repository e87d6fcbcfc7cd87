"""Each import contract bites: one forbidden import, put into a copy of the house, breaks that very contract."""

from __future__ import annotations

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


def broken(house: Path) -> set[str]:
    """Names of the contracts that do not hold in this house."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache", "--no-logo"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", done.stdout, re.MULTILINE))
    assert verdicts, done.stdout + done.stderr
    return {name for name, verdict in verdicts.items() if verdict == "BROKEN"}


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


def test_the_house_as_it_is_breaks_no_contract(house: Path) -> None:
    assert broken(house) == set()


@pytest.mark.parametrize(("contract", "module", "line"), FORBIDDEN)
def test_a_forbidden_import_breaks_its_contract(
    project: Path, house: Path, contract: str, module: str, line: str
) -> None:
    with added(house / "studio_app" / module, line):
        assert contracts(project)[contract] in broken(house)


def test_every_contract_is_tried(project: Path) -> None:
    assert {contract for contract, _, _ in FORBIDDEN} == set(contracts(project))
