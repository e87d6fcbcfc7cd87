"""An open project under random edits of manuscript, cast and timelines, undo and redo: saved is what is in memory."""

import asyncio
import random

import pytest
from random_project import Person, small_script
from script_desk import assert_agreed

from studio_app.domain.errors import LecternError
from studio_app.session.studio import Studio
from studio_app.store.project_file import ProjectFile


async def play(path, seed, edits):
    """Edit at random, now and then take back and do again; return the studio and each state after so many steps."""
    studio, person, rolled = Studio.open(path), Person(seed), random.Random(seed)
    states = [studio.project]
    while len(states) <= edits:
        chance = rolled.random()
        if chance < 0.15 and len(states) > 1:
            assert await studio.undo() is not None
            undone = states.pop()
            assert studio.project == states[-1]
            if chance < 0.08:
                await studio.redo()
                states.append(undone)
                assert studio.project == undone
            continue
        try:
            studio.end_burst()
            change = studio.do((studio.project, person.edit(studio.project)))
        except (LecternError, KeyError, IndexError):
            continue
        if change.rows:
            states.append(studio.project)
        if len(states) % 10 == 0:
            assert_agreed(studio.project)
    await studio.flush()
    return studio, states


async def live(path, seed, edits):
    studio, states = await play(path, seed, edits)
    assert_agreed(studio.project)
    await studio.shut()
    again = Studio.open(path)
    try:
        assert again.project == states[-1]
        known = len(again.file.journal_names())
        assert known >= min(len(states) - 1, 800)  # older ones are forgotten
        for before in list(reversed(states[:-1]))[:known]:
            assert await again.undo() is not None
            assert again.project == before
        while await again.redo() is not None:
            pass
        assert again.project == states[-1]
    finally:
        await again.shut()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "script.lectern"
    ProjectFile.create(path, small_script())
    return path


def test_any_edits_are_kept_and_can_all_be_taken_back_after_a_restart(path):
    asyncio.run(live(path, 1, 150))


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(10, 18))
def test_campaign_of_a_thousand_edits_that_are_kept(path, seed):
    asyncio.run(live(path, seed, 1000))
