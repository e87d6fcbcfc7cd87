"""The locks: every file by its hash, no addresses, one version of each thing, and what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ["base", "qt", "dev"]
PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def pins(project: Path, part: str) -> list[tuple[str, Version]]:
    text = (project / f"packaging/lock-{part}.txt").read_text()
    return [(canonicalize_name(name), Version(version)) for name, version, _ in PIN.findall(text)]


@pytest.mark.parametrize("part", PARTS)
def test_a_lock_holds_pinned_versions_with_hashes_and_nothing_else(project: Path, part: str) -> None:
    text = (project / f"packaging/lock-{part}.txt").read_text()
    assert PIN.search(text)
    assert PIN.sub("", text) == ""


@pytest.mark.parametrize(("one", "other"), list(combinations(PARTS, 2)))
def test_no_package_is_in_two_locks(project: Path, one: str, other: str) -> None:
    assert not dict(pins(project, one)).keys() & dict(pins(project, other)).keys()


@pytest.mark.parametrize("part", PARTS)
def test_the_locks_hold_what_is_declared(project: Path, part: str) -> None:
    declared = tomllib.loads((project / "pyproject.toml").read_text())
    extras = declared["project"]["optional-dependencies"]
    wanted = [*declared["project"]["dependencies"], *declared["build-system"]["requires"]] if part == "base" else []
    held = pins(project, part) + pins(project, "base")
    for requirement in map(Requirement, [*wanted, *extras.get(part, [])]):
        versions = [version for name, version in held if name == canonicalize_name(requirement.name)]
        assert versions, f"{requirement} is declared, but not locked: run packaging/renew-lock.sh"
        assert all(version in requirement.specifier for version in versions)
