"""The house is in the order that README and pyproject.toml promise."""

from __future__ import annotations

import dataclasses
import importlib
import io
import pkgutil
import re
import tokenize
import tomllib
from fnmatch import fnmatch
from typing import TYPE_CHECKING

import pytest

from studio_app import domain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Facts

TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "packaging",
    "pyproject.toml",
    "resources",
    "studio_app",
    "tests",
}
REGISTRY = re.compile(
    r"pypi\.(org|io)|pythonhosted\.|(deb|security|snapshot)\.debian\.|archive\.ubuntu\.|npmjs\.|crates\.io"
    r"|proxy\.golang\.|conda\.anaconda\.|--(?:(?:extra-)?index-url|find-links)"
)
MACHINE_PATH = re.compile(r"(?<![\w./~])/(?:work|root|tmp/w)/")
NESTED_LOOPS = {"processEvents", "exec", "exec_", "getOpenFileName", "getSaveFileName", "getExistingDirectory"}


def test_the_top_level_holds_what_the_plan_lists_and_nothing_else(project: Path, ignored: list[str]) -> None:
    names = {entry.name for entry in project.iterdir()}
    assert {name for name in names if not any(fnmatch(name, pattern) for pattern in ignored)} == TOP_LEVEL


def test_the_map_in_the_readme_lists_exactly_the_folders_there_are(project: Path, modules: list[Path]) -> None:
    house = (project / "README.md").read_text(encoding="utf-8").split("## The house")[1].split("```")[3]
    listed = re.findall(r"^studio_app/(\S+)/ ", house, re.MULTILINE)
    there = {str(path.parent.relative_to(project / "studio_app")) for path in modules} - {"."}
    assert sorted(listed) == sorted(there)


@pytest.mark.parametrize("unwanted", [REGISTRY, MACHINE_PATH], ids=["a registry's address", "a path of one machine"])
def test_no_file_names(unwanted: re.Pattern[str], project: Path, files: list[Path]) -> None:
    found = [
        f"{path.relative_to(project)}: {match.group()}"
        for path in files
        for match in unwanted.finditer(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []


def test_no_room_is_a_drawer(modules: list[Path]) -> None:
    drawers = {"utils", "util", "misc", "common", "helpers", "helper"}
    assert [path for path in modules if drawers & {path.stem.lstrip("_"), path.parent.name}] == []


def comments(text: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def test_no_work_is_left_for_later_in_a_comment(modules: list[Path]) -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    texts = {path: path.read_text(encoding="utf-8") for path in modules}
    suspected = {path: text for path, text in texts.items() if later.search(text)}  # reading tokens takes its time
    assert [(path, said) for path, text in suspected.items() for said in comments(text) if later.search(said)] == []


def test_nothing_is_declared_and_not_made(facts: list[Facts]) -> None:
    assert [(one.path, error) for one in facts for error in one.raised if "NotImplemented" in error] == []


def test_no_loop_runs_inside_a_loop(facts: list[Facts]) -> None:
    """qasync: what runs Qt's loop inside a coroutine stops the other coroutines for good."""
    assert [(one.path, call) for one in facts for call in one.called if call.split(".")[-1] in NESTED_LOOPS] == []


def test_what_is_public_says_what_it_is_for(facts: list[Facts]) -> None:
    assert [(str(one.path), name) for one in facts for name in one.undocumented] == []


def domain_classes() -> Iterator[type]:
    for found in pkgutil.walk_packages(domain.__path__, "studio_app.domain."):
        module = importlib.import_module(found.name)
        yield from (item for item in vars(module).values() if isinstance(item, type) and item.__module__ == found.name)


def test_every_record_of_the_domain_is_frozen() -> None:
    records = [record for record in domain_classes() if dataclasses.is_dataclass(record)]
    assert len(records) > 10
    assert [record.__name__ for record in records if not record.__dataclass_params__.frozen] == []  # type: ignore[attr-defined]


def test_every_dependency_says_why(project: Path) -> None:
    text = (project / "pyproject.toml").read_text(encoding="utf-8")
    declared = tomllib.loads(text)["project"]
    wanted = [*declared["dependencies"], *declared["optional-dependencies"]["qt"]]
    assert [name for name in wanted if not re.search(rf'"{re.escape(name)}", +# \w.+', text)] == []
