"""Recent projects: the list the start page shows."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from studio_app.session.recent import MOST, Recent, RecentProject
from studio_app.settings.places import Places


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path, tmp_path / "cache", tmp_path / "logs")


def recent(places) -> Recent:
    ticks = count(1)
    return Recent(places, clock=lambda: float(next(ticks)))


def test_the_last_opened_is_first_and_survives_a_restart(places):
    held = recent(places)
    for name in ("a", "b", "a"):
        held.note(RecentProject(f"/books/{name}.lectern", name.upper(), words=10))
    held.write()
    assert [p.title for p in Recent(places).projects()] == ["A", "B"]


def test_old_ones_fall_off_the_end(places):
    held = recent(places)
    for number in range(MOST + 3):
        held.note(RecentProject(f"/{number}.lectern", str(number)))
    titles = [p.title for p in held.projects()]
    assert len(titles) == MOST
    assert titles[0] == str(MOST + 2)


def test_a_missing_file_stays_on_the_list_until_it_is_removed(places, tmp_path):
    held = recent(places)
    held.note(RecentProject(str(tmp_path / "gone.lectern"), "Gone"))
    assert held.projects()[0].missing
    held.forget(str(tmp_path / "gone.lectern"))
    assert held.projects() == ()


@pytest.mark.parametrize("held", [None, 3, {"title": 7, "words": "many", "opened": True}])
def test_nonsense_in_the_list_does_no_harm(places, held):
    import json

    (places.settings / "recent.json").write_text(json.dumps({"/x/y.lectern": held}))
    assert [p.title for p in Recent(places).projects()] in ([], ["y"])


def test_a_cover_is_kept_as_a_picture_file(places, tmp_path):
    name = recent(places).keep_cover(tmp_path / "p.lectern", b"\x89PNG", "image/png")
    assert name.endswith(".png")
    assert Path(name).read_bytes() == b"\x89PNG"
