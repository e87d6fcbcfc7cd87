"""The licences of everything Lectern is built with."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from studio_app.session.licences import INSIDE, Licence, licences

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def found() -> dict[str, Licence]:
    return {one.name.lower().replace("_", "-"): one for one in licences()}


def test_lectern_is_first_with_its_whole_licence(found: dict[str, Licence]) -> None:
    first = next(iter(found.values()))
    assert (first.name, first.licence) == ("Lectern", "GPL-3.0-or-later")
    assert "GNU GENERAL PUBLIC LICENSE" in first.text


def test_everything_the_project_asks_for_is_listed(found: dict[str, Licence]) -> None:
    wanted = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {requirement.split(">")[0].split("[")[0].lower() for requirement in wanted}
    assert names <= set(found)


def test_what_those_ask_for_is_listed_too_and_tools_of_tests_are_not(found: dict[str, Licence]) -> None:
    assert {"httpcore", "certifi", "idna"} <= set(found)
    assert not {"pytest", "ruff", "mypy", "hypothesis"} & set(found)


def test_each_has_a_licence_in_a_word(found: dict[str, Licence]) -> None:
    assert [name for name, one in found.items() if not (one.licence or one.inside)] == []
    assert all(one.version for one in found.values())


def test_what_is_inside_a_wheel_is_named(found: dict[str, Licence]) -> None:
    assert "espeak-ng" in found["espeakng-loader"].inside
    assert set(INSIDE) - {"pyside6-essentials"} <= set(found)


def test_the_texts_are_whole(found: dict[str, Licence]) -> None:
    assert "Permission is hereby granted" in found["rich"].text
    assert "PYTHON SOFTWARE FOUNDATION" in found["python"].text
