"""The studio of the window: edits at once, the disk beside, one history, also after a restart and a refusing disk."""

import asyncio
import threading
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from studio_desk import Disk, any_edit, small_project

from studio_app.domain.edits.book import remove_chapters, rename_chapter, set_metadata
from studio_app.domain.edits.change import Change, RowChange, apply
from studio_app.domain.edits.text import Written, rewrite, set_text
from studio_app.domain.errors import DiskFull, ProjectError, ProjectReadOnly
from studio_app.domain.manuscript import Kind, Paragraph
from studio_app.domain.takes import Levels, Take
from studio_app.session import autosave
from studio_app.session.history import History
from studio_app.session.studio import Edited, Saved, Studio, TakesPlaced
from studio_app.store import ProjectFile, journal


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "book.lectern"
    ProjectFile.create(made, small_project())
    return made


@pytest.fixture
def disk(monkeypatch):
    return Disk(monkeypatch)


def live(path, story, **how):
    """Run ``story(studio)`` on a loop and shut the project behind it."""

    async def run():
        studio = Studio.open(path, **how)
        try:
            result = await story(studio)
            await studio.shut()
        finally:
            studio.close()
        return result

    return asyncio.run(run())


def stored(path):
    with ProjectFile.open(path, read_only=True) as file:
        return file.load()


def type_in(studio, text, paragraph=1):
    return studio.do(set_text(studio.project, paragraph, text))


def test_an_edit_is_there_at_once_and_on_the_disk_soon(path):
    async def story(studio):
        said = []
        studio.announce.listen(Saved, said.append)
        studio.announce.listen(Edited, said.append)
        change = studio.do(set_text(studio.project, 1, "New.", initiator="editor"))
        assert (studio.project.paragraph(1).text, studio.saved) == ("New.", False)
        await studio.flush()
        assert studio.saved
        assert said == [Saved(False), Edited(change, "editor"), Saved(True)]
        return stored(path).paragraph(1).text

    assert live(path, story) == "New."


def test_edits_go_to_the_disk_together_when_it_was_busy_with_other_things(path, monkeypatch):
    really, groups, free = journal.keep, [], threading.Event()

    def keep(connection, steps):
        groups.append(len(steps))
        return really(connection, steps)

    async def story(studio):
        busy = studio.file._write(lambda _: free.wait(10))
        for paragraph in (1, 2, 3):
            type_in(studio, f"Meanwhile {paragraph}.", paragraph)
        free.set()
        await asyncio.wrap_future(busy)
        await studio.flush()

    monkeypatch.setattr(journal, "keep", keep)
    live(path, story)
    assert groups == [3]
    assert [p.text for p in stored(path).paragraphs[1]] == ["Meanwhile 1.", "Meanwhile 2.", "Meanwhile 3."]


def test_nothing_is_said_of_an_edit_that_changes_nothing(path):
    async def story(studio):
        studio.announce.listen(Edited, pytest.fail)
        studio.do(set_text(studio.project, 1, studio.project.paragraph(1).text))
        return studio.saved, studio.history

    assert live(path, story) == (True, History())


def test_the_history_has_names_in_memory_and_after_a_restart(path):
    async def edits(studio):
        studio.do(rename_chapter(studio.project, 1, "Eins"))
        type_in(studio, "New.")
        assert studio.history == History("Edit text", None)
        assert (await studio.undo()).initiator == "undo"
        return studio.history

    async def again(studio):
        return studio.history, (await studio.redo()).what, studio.project.paragraph(1).text, studio.history

    assert live(path, edits) == History("Rename chapter", "Edit text")
    known, redone, text, after = live(path, again)
    assert (known, redone, text) == (History("Rename chapter", "Edit text"), "Edit text", "New.")
    assert after == History("Edit text", None)


def test_undo_and_redo_are_announced_with_who_asked(path):
    async def story(studio):
        said = []
        type_in(studio, "New.")
        studio.announce.listen(Edited, lambda event: said.append((event.initiator, event.change.paragraph_ids)))
        await studio.undo()
        await studio.redo()
        assert await studio.redo() is None
        return said

    assert live(path, story) == [("undo", {1}), ("redo", {1})]


def test_a_typing_burst_is_one_step_and_ends_when_told(path):
    async def story(studio):
        for text in ("N", "Ne", "New"):
            type_in(studio, text)
            await asyncio.sleep(0.002)
        studio.end_burst()
        type_in(studio, "New!")
        await studio.undo()
        assert studio.project.paragraph(1).text == "New"
        type_in(studio, "Newer")
        await studio.undo()
        await studio.undo()
        return studio.project, studio.history

    assert live(path, story) == (small_project(), History(None, "Edit text"))
    assert stored(path) == small_project()


def test_a_new_edit_ends_what_could_be_done_again(path):
    async def story(studio):
        type_in(studio, "One")
        await studio.undo()
        studio.do(rename_chapter(studio.project, 1, "Eins"))
        assert await studio.redo() is None
        return studio.history

    assert live(path, story) == History("Rename chapter", None)


def test_edits_while_an_old_step_is_read_are_taken_back_first(path):
    async def before(studio):
        studio.do(rename_chapter(studio.project, 1, "Eins"))

    async def story(studio):
        undoing = asyncio.ensure_future(studio.undo())
        await asyncio.sleep(0)
        type_in(studio, "Meanwhile")
        return (await undoing).what, studio.project.paragraph(1).text, studio.project.chapter(1).title

    live(path, before)
    assert live(path, story) == ("Edit text", "Text 3 0 of it.", "Eins")


def test_an_edit_made_of_an_older_project_takes_nothing_back(path):
    async def story(studio):
        old = studio.project
        type_in(studio, "First")
        studio.do(set_text(old, 2, "Second"))
        with pytest.raises(ValueError, match="not as the change expects"):
            studio.do(set_text(old, 1, "Third"))
        return [p.text for p in studio.project.paragraphs[1]][:2]

    assert live(path, story) == ["First", "Second"]


def test_a_history_that_does_not_fit_is_let_go_and_the_text_stays(path, caplog):
    async def before(studio):
        type_in(studio, "One")

    with ProjectFile.open(path) as file:
        live_change = set_text(small_project(), 1, "Two")[1]
        file.apply(live_change, journal=False).result()
        file.apply(set_text(small_project(), 1, "One")[1]).result()
        file.apply(live_change, journal=False).result()

    async def story(studio):
        return await studio.undo(), studio.history, studio.project.paragraph(1).text

    assert live(path, story) == (None, History(), "Two")
    assert "does not fit" in caplog.text


def test_a_project_open_for_reading_refuses_edits(path):
    async def story(studio):
        with pytest.raises(ProjectReadOnly):
            type_in(studio, "x")
        return await studio.undo(), studio.history

    assert live(path, story, read_only=True) == (None, History())


def test_a_closed_project_refuses_edits(path):
    async def story(studio):
        await studio.shut()
        with pytest.raises(ProjectError):
            type_in(studio, "x")

    live(path, story)


def test_takes_that_were_placed_are_announced(path):
    async def story(studio):
        said = []
        studio.announce.listen(TakesPlaced, said.append)
        studio.refresh_takes([(1, 0), (1, 1)])
        return said

    assert live(path, story) == [TakesPlaced(frozenset({(1, 0), (1, 1)}))]


def test_without_a_loop_do_waits_for_the_disk(path):
    studio = Studio.open(path)
    type_in(studio, "At once")
    assert stored(path).paragraph(1).text == "At once"
    studio.close()


# Takes of what was removed


def a_take():
    return Take(0, "f" * 32, "local", "m", "v", "", "pcm_s16le", 22050, 1, 10, 0, 10, Levels(0.5, 0.1))


def test_takes_of_removed_text_stand_there_again_after_undo_and_restart(path):
    async def remove(studio):
        studio.file.add_take(a_take(), b"sound", place=(2, 0)).result()
        studio.file.add_take(a_take(), b"sound", place=(5, 0)).result()
        gone = rewrite(studio.project, 1, after=1, removed=[2, 3], written=[Written("Other"), Written("text")])
        studio.do(gone)
        studio.do(remove_chapters(studio.project, [3]))
        new = [p.id for p in studio.project.paragraphs[1]][1:]
        assert not {(number, 0) for number in new} & set(studio.file.placements())

    async def bring_back(studio):
        await studio.undo()
        await studio.undo()
        return studio.project, set(studio.file.placements())

    live(path, remove)
    assert live(path, bring_back) == (small_project(), {(2, 0), (5, 0)})


def test_no_id_is_given_twice_whatever_is_forgotten(path, monkeypatch):
    monkeypatch.setattr(journal, "ENTRIES", 1)
    given_before = set()

    async def story(studio):
        _, change = made = rewrite(studio.project, 1, after=1, removed=[], written=[Written("new")])
        (new,) = change.paragraph_ids
        assert new not in given_before
        given_before.add(new)
        studio.do(made)
        if len(given_before) % 2:
            await studio.undo()
        else:
            studio.do(rewrite(studio.project, 1, after=1, removed=[new], written=[]))
        for title in "AB":
            studio.do(set_metadata(studio.project, replace(studio.project.metadata, title=title)))

    for _ in range(4):
        live(path, story)
    assert given_before == {9, 10, 11, 12}


def test_a_file_without_the_note_of_ids_is_looked_through(path):
    async def story(studio):
        studio.do(rewrite(studio.project, 1, after=1, removed=[], written=[Written("a"), Written("b")]))
        await studio.undo()
        studio.do(remove_chapters(studio.project, [3]))

    live(path, story)
    with ProjectFile.open(path) as file:
        file.set_meta("last paragraph", "0").result()
        file._write(lambda c: c.execute("DELETE FROM meta")).result()
        file._write(lambda c: c.execute("UPDATE paragraphs SET position = position WHERE id = 1")).result()
    project = stored(path)
    assert (project.last_paragraph_id, project.last_chapter_id) == (8, 3)


# The disk refuses


def test_what_the_disk_refuses_is_kept_in_order_and_saved_later(path, disk):
    async def story(studio):
        said = []
        studio.announce.listen(Saved, lambda event: said.append((event.saved, type(event.error))))
        disk.full = lambda: True
        studio.do(rename_chapter(studio.project, 1, "Eins"))
        with pytest.raises(DiskFull):
            await studio.flush()
        for text in ("One", "Two"):
            type_in(studio, text)
        await studio.undo()
        studio.do(remove_chapters(studio.project, [3]))
        await asyncio.sleep(0.02)
        assert (studio.saved, stored(path)) == (False, small_project())
        disk.full = lambda: False
        studio.retry()
        await studio.flush()
        assert said == [(False, type(None)), (False, DiskFull), (True, type(None))]
        return studio.project

    kept = live(path, story)
    assert stored(path) == kept
    with ProjectFile.open(path) as file:
        assert [name.what for name in file.journal_names()] == ["Rename chapter", "Remove chapter"]


def test_the_disk_is_asked_again_without_being_told(path, disk, monkeypatch):
    monkeypatch.setattr(autosave, "AGAIN_S", 0.01)

    async def story(studio):
        saved = asyncio.get_running_loop().create_future()
        disk.full = lambda: disk.refusals < 3
        type_in(studio, "Patience")
        studio.announce.listen(Saved, lambda event: saved.set_result(None) if event.saved else None)
        await asyncio.wait_for(saved, 10)

    live(path, story)
    assert stored(path).paragraph(1).text == "Patience"


def test_a_project_is_not_shut_over_what_the_disk_refuses_unless_told_so(path, disk):
    async def story(studio):
        type_in(studio, "Kept")
        await studio.flush()
        studio.end_burst()
        disk.full = lambda: True
        type_in(studio, "Lost")
        with pytest.raises(DiskFull):
            await studio.shut()
        type_in(studio, "Lost too")
        await studio.shut(anyway=True)
        assert studio.project.paragraph(1).text == "Lost too"

    live(path, story)
    assert stored(path).paragraph(1).text == "Kept"


def test_closing_without_a_loop_writes_what_waits(path, disk):
    async def story(studio):
        disk.full = lambda: disk.refusals < 1
        type_in(studio, "One")
        type_in(studio, "Two", paragraph=2)

    studio = Studio.open(path)
    asyncio.run(story(studio))
    with pytest.raises(DiskFull):
        studio._autosave.finish()
    studio.close()
    assert [p.text for p in stored(path).paragraphs[1]][:2] == ["One", "Two"]


# Any sequence of edits

STORY = st.lists(
    st.one_of(
        st.integers(0, 10**6),
        st.integers(0, 10**6),
        st.sampled_from(["undo", "undo", "redo", "restart", "flush", "full", "free", "burst"]),
    ),
    max_size=40,
)


class Told:
    """What the history must be: all states in order, and where in them the project is."""

    def __init__(self, project):
        self.states, self.at, self.merge = [project], 0, ""

    @property
    def now(self):
        return self.states[self.at]

    def edited(self, project, merge):
        joins = bool(merge) and merge == self.merge and self.at > 0
        del self.states[self.at + (0 if joins else 1) :]
        self.states.append(project)
        self.at, self.merge = len(self.states) - 1, merge

    def step(self, by):
        """Go back or on; return whether there was somewhere to go."""
        if not 0 <= self.at + by < len(self.states):
            return False
        self.at, self.merge = self.at + by, ""
        return True


async def play(path, story, disk):
    studio, told = Studio.open(path), Told(small_project())
    for word in [*story, "free"]:
        if word in ("undo", "redo"):
            stepped = told.step(-1 if word == "undo" else 1)
            assert (await (studio.undo() if word == "undo" else studio.redo()) is not None) == stepped
        elif word in ("full", "free"):
            disk.full = (lambda: True) if word == "full" else (lambda: False)
        elif word == "burst":
            studio.end_burst()
            told.merge = ""
        elif word == "flush" and not disk.full():
            await studio.flush()
            assert stored(path) == told.now
        elif word == "restart" and not disk.full():
            await studio.shut()
            studio = Studio.open(path)
            told.merge = ""
        elif isinstance(word, int) and (made := any_edit(studio.project, word)) is not None and made[1].rows:
            studio.do(made)
            told.edited(made[0], made[1].merge)
        assert studio.project == told.now
    await studio.shut()
    return told


async def walk(path, told, way):
    studio = Studio.open(path)
    while await (studio.undo() if way < 0 else studio.redo()) is not None:
        told.at += way
        assert studio.project == told.now
    await studio.shut()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STORY)
def test_any_edits_can_all_be_taken_back_and_done_again(tmp_path, disk, story):
    path = tmp_path / "any.lectern"
    ProjectFile.create(path, small_project(), overwrite=True)
    told = asyncio.run(play(path, story, disk))
    assert stored(path) == told.now
    asyncio.run(walk(path, told, -1))
    assert stored(path) == small_project()
    asyncio.run(walk(path, told, 1))
    assert (stored(path), told.at) == (told.states[-1], len(told.states) - 1)


@pytest.mark.campaign
@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STORY)
def test_very_many_edits_can_all_be_taken_back_and_done_again(tmp_path, disk, story):
    path = tmp_path / "any.lectern"
    ProjectFile.create(path, small_project(), overwrite=True)
    told = asyncio.run(play(path, story, disk))
    asyncio.run(walk(path, told, -1))
    asyncio.run(walk(path, told, 1))
    assert stored(path) == told.states[-1]


def of_many(project):
    """An edit that adds 1,500 paragraphs."""
    new = (Paragraph(5000 + n, 1, 500.0 + n, Kind.TEXT, f"Line {n}.") for n in range(1500))
    change = Change("Add lines", tuple(RowChange(None, paragraph) for paragraph in new))
    return apply(project, change), change


def test_a_step_of_very_many_is_taken_back_and_done_again(path):
    async def story(studio):
        studio.do(of_many(studio.project))
        made = studio.project
        undone, back = await studio.undo(), studio.project
        await studio.redo()
        return undone.initiator, back == small_project(), studio.project == made, studio.history

    assert live(path, story) == ("undo", True, True, History("Add lines", None))
    assert len(stored(path).paragraphs[1]) > 1500


def test_what_is_typed_while_a_step_of_very_many_is_taken_back_goes_first(path):
    async def story(studio):
        studio.do(of_many(studio.project))
        undoing = asyncio.ensure_future(studio.undo())
        await asyncio.sleep(0)
        type_in(studio, "Meanwhile")
        first = (await undoing).what
        return first, (await studio.undo()).what, studio.project == small_project()

    assert live(path, story) == ("Edit text", "Add lines", True)
