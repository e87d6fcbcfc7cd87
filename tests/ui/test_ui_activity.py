"""The activity panel: what a person sees of jobs and can ask of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QProgressBar, QPushButton, QToolButton
from ui_work_records import File, Files, Group, Job, project

from studio_app.jobs.progress import Progress
from studio_app.ui.activity.panel import ActivityPanel
from studio_app.ui.activity.row import KINDS, JobRow
from studio_app.ui.activity.words import LISTED, face, places

HALF = Progress("Generating", 500, 1000, "characters", 25.0, 600.0)


@pytest.fixture
def panel(qtbot):
    made = ActivityPanel()
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.show_project(SimpleNamespace(project=project()))
    made.show()
    return made


def rows(panel):
    return [row for row in panel.findChildren(JobRow) if row.isVisibleTo(panel)]


def shown(qtbot, panel, *jobs):
    panel.show_jobs(jobs)
    qtbot.waitUntil(lambda: {row.job for row in rows(panel)} == set(jobs))
    return {row.job.id: row for row in rows(panel)}


def pressed(row, wish):
    return row.findChild(QToolButton, f"job.{wish}")


def test_an_idle_panel_says_so(panel):
    assert not rows(panel)
    assert panel._stack.currentWidget() is panel._empty


def test_the_newest_job_stands_first(qtbot, panel):
    found = shown(qtbot, panel, Job(1, "import", "One"), Job(3, "export", "Three"), Job(2, "generate", "Two"))
    assert found[3].y() < found[2].y() < found[1].y()


def test_a_running_job_tells_how_far_how_fast_and_how_long(qtbot, panel):
    row = shown(qtbot, panel, Job(1, "generate", "Generate the book", progress=HALF))[1]
    said = row.accessibleName()
    assert "About 10 min left" in said
    assert "500 of 1,000 characters" in said
    assert "25/s" in said
    assert row.findChild(QProgressBar).value() == 500


def test_audio_is_told_as_a_clock(qtbot, panel):
    progress = Progress("Exporting", 1800, 36300, "s of audio", 290.0, 119.0)
    status = face(Job(1, "export", "Export", progress=progress)).status
    assert status == "About 2 min left · 30:00 of 10:05:00 · 290× real time"


def test_a_job_that_cannot_tell_how_far_it_is_moves_to_and_fro(qtbot, panel):
    bar = shown(qtbot, panel, Job(1, "import", "Import"))[1].findChild(QProgressBar)
    assert (bar.minimum(), bar.maximum()) == (0, 0)


@pytest.mark.parametrize(
    ("job", "offered"),
    [
        (Job(1, "generate", "G"), ["pause", "cancel"]),
        (Job(1, "export", "E"), ["cancel"]),
        (Job(1, "generate", "G", "paused"), ["resume", "cancel"]),
        (Job(1, "generate", "G", "cancelling"), []),
        (Job(1, "generate", "G", "failed"), ["retry", "dismiss"]),
        (Job(1, "generate", "G", "cancelled"), ["retry", "dismiss"]),
        (Job(1, "export", "E", "done"), ["dismiss"]),
        (Job(1, "generate", "G", "done", errors=(Group("No.", 2),)), ["retry", "dismiss"]),
    ],
)
def test_each_state_offers_what_can_be_done(qtbot, panel, job, offered):
    row = shown(qtbot, panel, job)[1]
    wishes = ("pause", "resume", "cancel", "retry", "dismiss")
    assert [wish for wish in wishes if pressed(row, wish).isVisibleTo(row)] == offered


@pytest.mark.parametrize("wish", ["pause", "cancel"])
def test_a_button_asks_for_its_job(qtbot, panel, wish):
    row = shown(qtbot, panel, Job(7, "generate", "G"))[7]
    with qtbot.waitSignal(getattr(panel, f"{wish}_requested")) as asked:
        qtbot.mouseClick(pressed(row, wish), Qt.MouseButton.LeftButton)
    assert asked.args == [7]


@pytest.mark.parametrize(
    ("key", "state", "signal"),
    [
        (Qt.Key.Key_Space, "running", "pause_requested"),
        (Qt.Key.Key_Space, "paused", "resume_requested"),
        (Qt.Key.Key_Space, "failed", "retry_requested"),
        (Qt.Key.Key_Delete, "running", "cancel_requested"),
        (Qt.Key.Key_Delete, "failed", "dismiss_requested"),
    ],
)
def test_keys_do_what_the_buttons_do(qtbot, panel, key, state, signal):
    row = shown(qtbot, panel, Job(7, "generate", "G", state))[7]
    with qtbot.waitSignal(getattr(panel, signal)) as asked:
        qtbot.keyClick(row, key)
    assert asked.args == [7]


def test_forty_equal_errors_are_one_line_with_the_way_to_each(qtbot, panel):
    ids = (2, 5, 9)
    row = shown(qtbot, panel, Job(1, "generate", "G", "failed", errors=(Group("The voice crashed.", 40, ids),)))[1]
    assert row.accessibleDescription() == "40 × The voice crashed."
    assert len(row._errors) == 1
    qtbot.mouseClick(row.findChild(QToolButton, "error.fold"), Qt.MouseButton.LeftButton)
    listed = row.findChild(QListWidget)
    assert [listed.item(n).text() for n in range(listed.count())][1] == (
        "Words of paragraph 1. · Chapter 2, paragraph 1"
    )
    with qtbot.waitSignal(panel.paragraph_requested) as asked:
        listed.itemActivated.emit(listed.item(2))
    assert asked.args == [9]


def test_of_many_kinds_of_errors_the_first_are_shown(qtbot, panel):
    errors = tuple(Group(f"Problem {n}.", 1) for n in range(KINDS + 3))
    row = shown(qtbot, panel, Job(1, "generate", "G", "failed", errors=errors))[1]
    assert len(row._errors) == KINDS
    assert row._more_errors.text() == "and 3 other kinds of problems"


def test_an_open_error_stays_open_when_its_count_grows(qtbot, panel):
    job = Job(1, "generate", "G", errors=(Group("The voice crashed.", 1, (2,)),))
    row = shown(qtbot, panel, job)[1]
    row._errors[0].open(True)
    more = replace(job, errors=(Group("The voice crashed.", 2, (2, 3)), Group("The disk is full.", 1)))
    row = shown(qtbot, panel, more)[1]
    assert row._errors[0].opened
    assert row.findChild(QListWidget).count() == 2


def test_no_more_paragraphs_are_listed_than_somebody_reads():
    ids = tuple(range(1, 1001))
    assert len(places(project(10, 100), ids)) == LISTED


def test_a_finished_export_leads_to_its_folder(qtbot, panel):
    files = Files((File(Path("/a/01.mp3")), File(Path("/a/02.mp3"))))
    row = shown(qtbot, panel, Job(1, "export", "Export", "done", result=files))[1]
    assert "2 files · 2.0 MB · 2 min" in row.accessibleName()
    folder = next(b for b in row.findChildren(QPushButton) if b.text() == "Show in folder")
    with qtbot.waitSignal(panel.folder_requested) as asked:
        qtbot.mouseClick(folder, Qt.MouseButton.LeftButton)
    assert asked.args == [Path("/a/01.mp3")]


def test_the_one_file_of_an_export_can_be_opened(qtbot, panel):
    row = shown(qtbot, panel, Job(4, "export", "Export", "done", result=Files((File(Path("/a/b.m4b")),))))[4]
    with qtbot.waitSignal(panel.open_requested) as asked:
        qtbot.mouseClick(
            next(b for b in row.findChildren(QPushButton) if b.text() == "Open"), Qt.MouseButton.LeftButton
        )
    assert asked.args == [4]


def test_tab_goes_from_the_newest_job_down(qtbot, panel):
    old = Job(1, "generate", "Old", "failed", errors=(Group("No.", 3, (1, 2)),))
    shown(qtbot, panel, old)
    found = shown(qtbot, panel, old, Job(2, "generate", "New"))
    panel._clear.setFocus()
    met = []
    for _ in range(8):
        qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        met.append(panel.focusWidget().objectName())
    new = ["job.2", "job.pause", "job.cancel"]
    assert met[:7] == [*new, "job.1", "job.retry", "job.dismiss", "error.fold"]
    assert panel.isAncestorOf(found[2])


def test_only_the_row_that_changed_is_touched(qtbot, panel, monkeypatch):
    still, moving = Job(1, "import", "Still", progress=HALF), Job(2, "generate", "Moving", progress=HALF)
    found = shown(qtbot, panel, still, moving)
    touched = []
    monkeypatch.setattr(JobRow, "_show_bar", lambda row, _: touched.append(row))
    on = replace(moving, progress=replace(HALF, done=600))
    shown(qtbot, panel, still, on)
    assert touched == [found[2]]


def test_a_flood_of_news_is_shown_ten_times_a_second_at_most(qtbot, panel, monkeypatch):
    shown_jobs = []
    shown(qtbot, panel, Job(1, "generate", "G"))
    monkeypatch.setattr(JobRow, "_show_bar", lambda row, _: shown_jobs.append(row.job))
    for done in range(1000):
        panel.show_jobs([Job(1, "generate", "G", progress=replace(HALF, done=done))])
    qtbot.wait(250)
    assert 1 <= len(shown_jobs) <= 5
    assert shown_jobs[-1].progress.done == 999


def test_clearing_dismisses_what_is_finished_and_nothing_else(qtbot, panel):
    shown(qtbot, panel, Job(1, "import", "A", "done"), Job(2, "export", "B"), Job(3, "export", "C", "failed"))
    asked = []
    panel.dismiss_requested.connect(asked.append)
    qtbot.mouseClick(panel._clear, Qt.MouseButton.LeftButton)
    assert sorted(asked) == [1, 3]


def test_the_focus_goes_to_a_neighbour_when_its_job_is_dismissed(qtbot, panel):
    one, two = Job(1, "import", "A", "done"), Job(2, "export", "B", "done")
    found = shown(qtbot, panel, one, two)
    found[2].setFocus()
    found = shown(qtbot, panel, one)
    assert panel.focusWidget() is found[1]


def test_arrows_go_from_job_to_job(qtbot, panel):
    found = shown(qtbot, panel, Job(1, "import", "A"), Job(2, "export", "B"))
    found[2].setFocus()
    qtbot.keyClick(found[2], Qt.Key.Key_Down)
    assert panel.focusWidget() is found[1]


def test_every_control_has_a_name(qtbot, panel):
    shown(qtbot, panel, Job(1, "generate", "G", "failed", HALF, (Group("No.", 3, (1, 2)),)))
    controls = [*panel.findChildren(QToolButton), *panel.findChildren(QPushButton), *rows(panel)]
    assert all(control.accessibleName() for control in controls if control.isVisibleTo(panel))


def test_an_error_only_the_person_can_decide_has_a_button_that_leads_on(panel, qtbot):
    group = Group("One request may have been billed.", 1, (3,), "send again")
    panel.show_jobs((Job(4, "generate", "Generate the book", "done", errors=(group,)),))
    way = panel.findChild(QPushButton, "error.way_on")
    assert way.text() == "Send again…"
    with qtbot.waitSignal(panel.way_requested) as asked:
        QTest.mouseClick(way, Qt.MouseButton.LeftButton)
    assert asked.args == [4, "send again"]
