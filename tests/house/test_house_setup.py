"""The set-up: begun again when it was cut short, not begun when it is whole, and clear when it cannot be done.

A stand-in for Python makes environments and "installs" in no time, and writes down what it was asked for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="run.sh needs bash")

STAND_IN = """#!/bin/bash
echo "$*" >>"$CALLS"
case "$*" in
  -V) echo "Python $VERSION" ;;
  *d-venv*) echo python3.12-venv ;;
  *version_info*) [[ $VERSION != 3.9* ]] ;;
  *ensurepip*) [[ -z ${NO_VENV:-} ]] ;;
  "-m venv "*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
  *"pip install"*) echo "pip said this"; [[ -z ${PIP_DIES:-} ]] || kill -9 $PPID; [[ -z ${PIP_FAILS:-} ]] ;;
  "-I - "*) exec "$REAL_PYTHON" "$@" ;;
  *) echo "ran: $*" ;;
esac
"""


class Machine:
    """A checkout in a folder with a space in its name, and a machine with a stand-in for Python."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.root = folder / "my lectern"
        self.calls = folder / "calls"
        python = folder / "python3"
        python.write_text(STAND_IN.replace('exec true "${PIP_FAILS:?}"', "[[ -z ${PIP_FAILS:-} ]]"))
        python.chmod(0o755)
        shutil.copytree(project / "packaging", self.root / "packaging")
        (self.root / "pyproject.toml").write_text("[project]\n")
        self.env = {**os.environ, "LECTERN_PYTHON": str(python), "REAL_PYTHON": sys.executable}
        self.env |= {"CALLS": str(self.calls), "VERSION": "3.12.1"}

    def run(self, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", str(self.root / "packaging/run.sh"), *arguments]
        self.calls.write_text("")
        return subprocess.run(
            command, env=self.env | changes, cwd=self.root.parent, capture_output=True, text=True, check=False
        )

    def installs(self) -> list[str]:
        return [line for line in self.calls.read_text().splitlines() if "pip install" in line]


@pytest.fixture
def machine(project: Path, tmp_path: Path) -> Machine:
    return Machine(project, tmp_path)


@pytest.fixture
def set_up(machine: Machine) -> Machine:
    machine.run("--help")
    return machine


def test_the_first_start_installs_by_hash_and_runs_the_program(machine: Machine) -> None:
    done = machine.run("info", "a book.lectern", "--json")
    assert (done.returncode, done.stdout) == (0, "ran: -P -m studio_app info a book.lectern --json\n")
    assert [("--require-hashes" in line, "--editable" in line) for line in machine.installs()] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_the_next_start_starts_nothing_but_the_program(set_up: Machine) -> None:
    done = set_up.run("--help")
    assert set_up.calls.read_text() == "-P -m studio_app --help\n"
    assert done.stderr == ""


def test_a_new_lock_makes_the_environment_anew(set_up: Machine) -> None:
    (set_up.root / ".venv/left-over").touch()
    with (set_up.root / "packaging/lock-qt.txt").open("a") as lock:
        lock.write("# another version\n")
    set_up.run("--help")
    assert len(set_up.installs()) == 3
    assert not (set_up.root / ".venv/left-over").exists()


def test_new_settings_of_the_project_only_link_it_again(set_up: Machine) -> None:
    (set_up.root / "pyproject.toml").write_text("[project] # changed\n")
    set_up.run("--help")
    assert ["--editable" in line for line in set_up.installs()] == [True]


def test_a_moved_folder_is_set_up_again(set_up: Machine) -> None:
    set_up.root = set_up.root.rename(set_up.root.with_name("elsewhere"))
    assert set_up.run("--help").returncode == 0
    assert len(set_up.installs()) == 3


def test_a_python_that_went_away_is_replaced(set_up: Machine) -> None:
    (set_up.root / ".venv/bin/python").unlink()
    assert set_up.run("--help").returncode == 0
    assert len(set_up.installs()) == 3


def test_without_a_network_it_says_what_happened_and_the_next_start_repairs_it(machine: Machine) -> None:
    cut = machine.run("--help", PIP_FAILS="yes")
    assert (cut.returncode, cut.stdout) == (1, "")
    assert "pip said this" in cut.stderr
    assert "run the same command again" in cut.stderr
    assert machine.run("--help").returncode == 0
    assert len(machine.installs()) == 3


def test_a_set_up_that_was_killed_is_begun_again(machine: Machine) -> None:
    assert machine.run("--help", PIP_DIES="yes").returncode != 0
    assert machine.run("--help").returncode == 0
    assert len(machine.installs()) == 3


def test_an_old_python_is_refused_with_a_sentence(machine: Machine) -> None:
    refused = machine.run("--help", VERSION="3.9.2")
    assert refused.returncode == 1
    assert "Python 3.9.2, but Lectern needs 3.11 or newer" in refused.stderr


def test_a_python_that_is_not_there_is_named(machine: Machine) -> None:
    refused = machine.run("--help", LECTERN_PYTHON="no-such-python")
    assert "LECTERN_PYTHON names no-such-python, which is not there." in refused.stderr


def test_a_missing_venv_module_is_named_with_the_command_that_installs_it(machine: Machine) -> None:
    apt_get = machine.root.parent / "apt-get"
    apt_get.write_text("#!/bin/sh\nexit 100\n")
    apt_get.chmod(0o755)
    refused = machine.run("--help", NO_VENV="yes", PATH=f"{apt_get.parent}:{os.environ['PATH']}")
    assert refused.returncode == 1
    assert "  sudo apt-get install python3.12-venv" in refused.stderr
