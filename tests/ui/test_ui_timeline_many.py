"""Thousands of clips are chosen, copied and edited without the window being held: what holds of them is found out in pieces."""

import pytest

pytest.importorskip("PySide6")

import timeline_board as boards

from studio_app.domain.edits import timeline as edits
from studio_app.domain.timeline import Mode
from studio_app.ui.timeline.choice import MANY, Chosen
from studio_app.ui.timeline.panel import TimelinePanel

MORE = 2000


@pytest.fixture(scope="module")
def made(qapp):
    panel = boards.made()
    yield panel
    boards.gone(panel)


@pytest.fixture
def panel(made) -> TimelinePanel:
    boards.fresh(made)
    made.show_timeline(8, boards.board(more=MORE), boards.PROJECT)
    return made


def ids(timeline) -> list[int]:
    return [clip.id for clip in timeline.clips(clip.id for lane in timeline.lanes.values() for clip in lane)]


def test_what_holds_of_many_is_what_holds_of_each():
    timeline = boards.board(more=MORE)
    clips = timeline.clips(ids(timeline))
    chosen = Chosen(timeline, tuple(clip.id for clip in clips))
    pieces = 1
    while chosen.more(0):
        pieces += 1
    assert pieces > 1
    assert (chosen.modes, chosen.track_ids) == ({*Mode}, {1, 2, 3, 4})
    assert (chosen.locked, chosen.grouped, chosen.speaks) == (1, False, True)
    assert chosen.length == sum(clip.length for clip in clips)
    assert chosen.span == (0, max(clip.end for clip in clips))
    assert chosen.to_speak == tuple(c.id for c in clips if c.track_id in (1, 2) and not c.locked)


def test_who_asks_before_it_is_found_out_waits_for_it():
    timeline = boards.board(more=MORE)
    chosen = Chosen(timeline, tuple(ids(timeline)))
    chosen.more(0)
    assert not chosen.settled
    assert len(chosen.to_speak) == MORE + 3


def test_all_are_chosen_and_what_can_be_done_follows(panel, qtbot):
    panel.canvas.choose_all()
    assert len(panel.selection) == MORE + 6
    assert list(panel.selection) == ids(panel.timeline)
    qtbot.waitUntil(lambda: panel.choice.chosen.settled)
    assert panel.verbs["copy"].isEnabled()
    assert not panel.verbs["delete"].isEnabled()  # one is locked
    panel.canvas.choose(panel.canvas.selection - {boards.LOCKED})
    panel.perform("delete")  # before anybody had time to find out
    assert ids(panel.timeline) == [boards.LOCKED]


def test_the_list_has_many_selected_once_it_is_seen(panel):
    panel.canvas.choose_all()
    assert len(panel.list.selection) < MANY
    panel.show_list(on=True)
    assert panel.list.selection == panel.selection
    panel.canvas.choose({boards.HELLO})
    assert panel.list.selection == panel.selection == (boards.HELLO,)


def test_every_second_of_many_is_selected_in_the_list(panel):
    panel.show_list(on=True)
    wanted = tuple(ids(panel.timeline)[::2])
    panel.select(reversed(wanted))
    assert panel.list.selection == panel.selection == wanted


def test_what_was_copied_is_pasted_as_it_was_then(panel):
    panel.select(range(100, 100 + MORE))
    panel.perform("copy")
    panel.perform("delete")
    panel.place_playhead(boards.seconds(20))
    panel.perform("paste")
    pasted = [clip for clip in panel.timeline.lane(boards.JOE) if clip.start >= boards.seconds(20)]
    assert [clip.text for clip in pasted] == [f"Line {n}." for n in range(MORE)]


def test_what_is_chosen_stays_chosen_through_an_edit_of_all_and_back(panel):
    panel.select(range(100, 100 + MORE))
    panel.show_list(on=True)
    held = panel.selection
    panel.ask(lambda timeline: edits.move_clips(timeline, held, 480), "Move")
    assert panel.selection == panel.list.selection == held
    panel.answers.undo()
    assert panel.timeline == boards.board(more=MORE)
    assert panel.selection == panel.list.selection == held


def test_the_choice_goes_with_the_clips(panel):
    panel.select(range(100, 100 + MORE))
    panel.ask(lambda timeline: edits.delete_clips(timeline, range(100, 90 + MORE)), "Delete")
    assert panel.selection == tuple(range(90 + MORE, 100 + MORE))
    assert panel.canvas.selection == set(panel.selection)
