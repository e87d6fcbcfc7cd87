"""What is imported beside the window knows nothing of Qt; what makes classes of Qt is imported by the window's own thread."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytest.importorskip("PySide6")


def said_by(code: str, value: str) -> list[str]:
    """Run code in a Python of its own; return what an expression is there then."""
    code = f"import importlib, json, sys\n{code}\nprint(json.dumps({value}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def modules_after(code: str) -> set[str]:
    """Run code in a Python of its own; return what it has imported."""
    return set(said_by(code, "list(sys.modules)"))


def importing(names: list[str]) -> str:
    return "\n".join(f"importlib.import_module({name!r})" for name in names)


def test_what_is_imported_beside_the_window_knows_nothing_of_qt() -> None:
    from studio_app.app import ROOMS

    found = modules_after(importing([f"studio_app.{name}" for name in (*ROOMS, "cli.journal")]))
    assert not {name for name in found if name.startswith(("PySide6", "shiboken6"))}


def test_one_module_at_a_time_is_imported_by_the_window() -> None:
    from studio_app.app import PANELS, ROOMS

    before = ["studio_app.app", "studio_app.cli.journal", *(f"studio_app.{name}" for name in ROOMS)]
    listed = [*before, *(f"studio_app.ui.{name}" for name in PANELS)]
    all_of_it = modules_after(importing([*listed, "studio_app.ui.shell.desk"]))
    own = {name for name in all_of_it - modules_after(importing(before)) if name.startswith("studio_app.ui.")}
    packages = {name.rpartition(".")[0] for name in own}
    assert own - packages - set(listed) == {"studio_app.ui.shell.desk"}


def test_what_a_listed_module_imports_is_listed_before_it() -> None:
    """Where this fails: between two modules of one that brings others along, the window answers nobody."""
    from studio_app.app import PANELS

    listed = [f"studio_app.ui.{name}" for name in PANELS]
    early = f"[name for name in {listed!r} if name in sys.modules or not importlib.import_module(name)]"
    assert said_by("import studio_app.app", early) == []
