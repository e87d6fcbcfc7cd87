"""Each import contract bites: one forbidden import, put into a copy of the house, breaks that very contract."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

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


@pytest.fixture
def house(project: Path, tmp_path: Path) -> Path:
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(project / "studio_app", tmp_path / "studio_app", ignore=leave_out)
    shutil.copy(project / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_as_it_is_breaks_no_contract(house: Path) -> None:
    assert broken(house) == set()


@pytest.mark.parametrize(("contract", "module", "line"), FORBIDDEN)
def test_a_forbidden_import_breaks_its_contract(
    project: Path, house: Path, contract: str, module: str, line: str
) -> None:
    path = house / "studio_app" / module
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")
    assert contracts(project)[contract] in broken(house)


def test_every_contract_is_tried(project: Path) -> None:
    assert {contract for contract, _, _ in FORBIDDEN} == set(contracts(project))
