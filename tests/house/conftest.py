"""What the house tests look at: the files of the project, and nothing that .gitignore leaves out."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parents[2]


def ignored_patterns(project: Path) -> list[str]:
    lines = (project / ".gitignore").read_text().split()
    return [".git", *(line.strip("/") for line in lines)]


def walk(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if any(fnmatch(entry.name, pattern) for pattern in ignored):
            continue
        if entry.is_dir():
            yield from walk(entry, ignored)
        else:
            yield entry


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def ignored() -> list[str]:
    return ignored_patterns(PROJECT)


@pytest.fixture(scope="session")
def files(ignored: list[str]) -> list[Path]:
    return list(walk(PROJECT, ignored))


@pytest.fixture(scope="session")
def modules() -> list[Path]:
    return sorted((PROJECT / "studio_app").rglob("*.py"))


@dataclass(frozen=True)
class Facts:
    """What the house tests ask of a module: ``called`` and ``raised`` as they are written, ``late`` what is loaded by name."""

    path: Path
    strings: frozenset[str]
    imported: frozenset[str]
    late: frozenset[str]
    called: frozenset[str]
    raised: frozenset[str]
    undocumented: tuple[str, ...]


def facts_of(path: Path) -> Facts:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {name: set() for name in ("strings", "imported", "late", "called", "raised")}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)):
                found["strings"].add(text)
            case ast.Import(names=names):
                found["imported"] |= {alias.name for alias in names}
            case ast.ImportFrom(module=module, level=0):
                found["imported"].add(module or "")
            case ast.Call(func=func, args=arguments):
                called = ast.unparse(func)
                found["called"].add(called)
                if called.endswith("import_module") and arguments and isinstance(arguments[0], ast.Constant):
                    found["late"].add(str(arguments[0].value))
            case ast.Raise(exc=ast.expr() as error):
                found["raised"].add(ast.unparse(error))
    return Facts(path, undocumented=tuple(undocumented(tree)), **{k: frozenset(v) for k, v in found.items()})


def undocumented(tree: ast.Module) -> Iterator[str]:
    if not ast.get_docstring(tree):
        yield "the module itself"
    for node in tree.body:
        named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if named and not node.name.startswith("_") and not ast.get_docstring(node):
            yield node.name


@pytest.fixture(scope="session")
def facts(modules: list[Path]) -> list[Facts]:
    """Of every module, read once: parsing them all takes seconds."""
    return [facts_of(path) for path in modules]
