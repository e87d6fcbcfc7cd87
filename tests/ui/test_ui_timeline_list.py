"""The list of clips: all that the canvas does by mouse is done here by keys, and every part has a name to be read aloud."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
)
from timeline_board import (
    ANN,
    DOOR,
    FINE,
    GOOD,
    HELLO,
    JOE,
    LOCKED,
    SONG,
    fresh,
    gone,
    made,
    seconds,
    states,
)

from studio_app.domain.edits.timeline_change import TimelineChange
from studio_app.domain.timeline import Mode
from studio_app.ui.kit import theme
from studio_app.ui.shell.actions import ACTIONS
from studio_app.ui.timeline.choice import COPIES
from studio_app.ui.timeline.clip_model import Column
from studio_app.ui.timeline.verbs import VERBS

KEY, WITH = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(scope="module")
def board_panel(qapp):
    panel = made()
    yield panel
    gone(panel)


@pytest.fixture
def panel(board_panel, qtbot):
    panel = fresh(board_panel)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.show_list(on=True)
    panel.list.enter()
    return panel


def go(panel, clip_id, column=Column.TEXT):
    """Go to a cell, as arrows do."""
    panel.list.setCurrentIndex(panel.clips.index(panel.clips.row_of(clip_id), column))


def write(panel, clip_id, column, text):
    """Go to a cell and write into it with the keyboard alone."""
    go(panel, clip_id, column)
    QTest.keyClick(panel.list, KEY.Key_F2)
    field = panel.list.viewport().findChild(QLineEdit)
    field.setText(text)
    QTest.keyClick(field, KEY.Key_Return)
    QTest.qWait(1)  # Qt takes over what was written a moment later


def pick(panel, clip_id, column, text):
    """Go to a cell and choose something in its field."""
    go(panel, clip_id, column)
    QTest.keyClick(panel.list, KEY.Key_Return)
    field = panel.list.viewport().findChild(QComboBox)
    at = field.findText(text)
    field.setCurrentIndex(at)
    field.activated.emit(at)


def cell(panel, clip_id, column, role=Qt.ItemDataRole.DisplayRole):
    return panel.clips.index(panel.clips.row_of(clip_id), column).data(role)


# ── what is told ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_clips_stand_in_order_of_time_with_all_that_the_canvas_shows(panel) -> None:
    order = [panel.clips.clip_at(row).id for row in range(panel.clips.rowCount())]
    assert order == [HELLO, SONG, DOOR, FINE, GOOD, LOCKED]
    assert [cell(panel, FINE, column) for column in Column] == [
        "Ann",
        "00:00:02.300",
        "00:00:03.700",
        "I'm fine.",
        "00:00:01.400",
        "Fixed",
        "Stale",
        "1.40× · sounds strained",
    ]
    assert cell(panel, LOCKED, Column.STATE) == "Generated · locked"


def test_an_empty_cell_is_told_to_who_hears_it(panel) -> None:
    assert cell(panel, HELLO, Column.STRETCH) == ""
    assert cell(panel, HELLO, Column.STRETCH, Qt.ItemDataRole.AccessibleTextRole) == "not stretched"


def test_the_text_has_room_however_narrow_the_list_is(panel) -> None:
    panel.resize(1000, 500)
    assert panel.list.columnWidth(Column.TEXT) >= 240
    left = panel.list.columnViewportPosition(Column.TEXT)
    assert left + 100 < panel.list.viewport().width()


def test_a_new_state_is_shown_without_a_new_list(panel) -> None:
    go(panel, GOOD)
    panel.set_states(lambda _: states(1))
    panel.states_changed([3])
    assert cell(panel, GOOD, Column.STATE) == "Generated"
    assert panel.list.current.id == GOOD


# ── editing in place ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_text_is_written_in_the_list(panel) -> None:
    write(panel, GOOD, Column.TEXT, "So glad.")
    assert panel.timeline.clip(GOOD).text == "So glad."
    assert panel.list.hasFocus()


@pytest.mark.parametrize(
    ("column", "text", "place"),
    [
        (Column.START, "4.5", (4.5, 7.5)),
        (Column.START, "0:00:10", (10.0, 13.0)),
        (Column.END, "8", (4.0, 8.0)),
        (Column.LENGTH, "1.25", (4.0, 5.25)),
    ],
)
def test_times_are_written_in_the_list(panel, column, text, place) -> None:
    write(panel, GOOD, column, text)
    clip = panel.timeline.clip(GOOD)
    assert (clip.start, clip.end) == tuple(map(seconds, place))


def test_a_clip_that_was_moved_stays_the_current_one_where_it_now_is(panel) -> None:
    write(panel, HELLO, Column.START, "20")
    assert panel.list.current.id == HELLO
    assert panel.list.currentIndex().row() == panel.clips.rowCount() - 1
    assert panel.selection == (HELLO,)


def test_what_is_no_time_is_refused_with_a_way_on(panel) -> None:
    write(panel, GOOD, Column.START, "soon")
    assert "Write seconds" in panel.banner.sentence
    assert panel.timeline.clip(GOOD).start == seconds(4)


def test_a_place_that_is_taken_is_refused(panel) -> None:
    write(panel, GOOD, Column.START, "1")
    assert "overlaps" in panel.banner.sentence
    assert cell(panel, GOOD, Column.START) == "00:00:04.000"


def test_another_track_is_chosen_in_the_list(panel) -> None:
    pick(panel, GOOD, Column.TRACK, "Ann")
    assert panel.timeline.clip(GOOD).track_id == ANN


def test_only_tracks_that_can_hold_a_clip_are_offered(panel) -> None:
    go(panel, DOOR, Column.TRACK)
    QTest.keyClick(panel.list, KEY.Key_Return)
    field = panel.list.viewport().findChild(QComboBox)
    assert [field.itemText(n) for n in range(field.count())] == ["Effects", "Music"]


def test_duration_is_chosen_in_the_list(panel) -> None:
    pick(panel, GOOD, Column.MODE, "Fixed")
    assert panel.timeline.clip(GOOD).mode is Mode.FIXED


def test_a_recording_is_named_in_the_list(panel) -> None:
    write(panel, SONG, Column.TEXT, "Rain on a roof")
    assert panel.timeline.clip(SONG).text == "Rain on a roof"
    assert SONG not in panel.choice.to_speak
    assert cell(panel, SONG, Column.STATE) == "Recording"


def test_ctrl_a_chooses_all_that_is_there(panel) -> None:
    QTest.keyClick(panel.list, KEY.Key_A, WITH.ControlModifier)
    assert len(panel.selection) == len(panel.canvas.selection) == 6


def test_a_locked_clip_is_read_and_not_written(panel) -> None:
    go(panel, LOCKED)
    QTest.keyClick(panel.list, KEY.Key_F2)
    assert panel.list.state() != QAbstractItemView.State.EditingState


# ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_clip_is_split_at_the_playhead_by_a_key(panel, qtbot) -> None:
    go(panel, HELLO)
    panel.show_playhead(seconds(1))
    panel.verbs.show(panel.choice)
    with qtbot.waitSignal(panel.split_requested) as wished:
        QTest.keyClick(panel.list, KEY.Key_S)
    assert wished.args == [HELLO, seconds(1)]
    panel.show_playhead(seconds(3))
    QTest.keyClick(panel.list, KEY.Key_S)
    assert "Put the playhead inside" in panel.banner.sentence


def test_without_a_choice_the_clip_at_the_playhead_is_split(panel, qtbot) -> None:
    panel.select(())
    panel.headers.chosen.emit(ANN)
    panel.place_playhead(seconds(3))
    with qtbot.waitSignal(panel.split_requested) as wished:
        panel.perform("split")
    assert wished.args == [FINE, seconds(3)]


def test_keys_delete_duplicate_group_and_lock(panel) -> None:
    go(panel, GOOD)
    QTest.keyClick(panel.list, KEY.Key_D, WITH.ControlModifier)
    assert len(panel.timeline.lane(JOE)) == 3
    go(panel, HELLO)
    QTest.keyClick(panel.list, KEY.Key_Down, WITH.ShiftModifier)
    QTest.keyClick(panel.list, KEY.Key_G)
    assert panel.timeline.clip(HELLO).group == panel.timeline.clip(SONG).group != 0
    QTest.keyClick(panel.list, KEY.Key_L)
    assert panel.timeline.clip(HELLO).locked
    QTest.keyClick(panel.list, KEY.Key_Delete)
    assert panel.clips.row_of(HELLO) >= 0
    QTest.keyClick(panel.list, KEY.Key_L)
    QTest.keyClick(panel.list, KEY.Key_Delete)
    assert panel.clips.row_of(HELLO) == -1


def test_keys_copy_and_paste_at_the_playhead(panel) -> None:
    go(panel, FINE)
    QTest.keyClick(panel.list, KEY.Key_C, WITH.ControlModifier)
    panel.show_playhead(seconds(12))
    QTest.keyClick(panel.list, KEY.Key_V, WITH.ControlModifier)
    assert panel.timeline.at(ANN, seconds(12)).text == "I'm fine."


def test_copies_are_chosen_so_that_the_next_key_is_about_them(panel) -> None:
    go(panel, GOOD)
    QTest.keyClick(panel.list, KEY.Key_D, WITH.ControlModifier)
    (copy,) = panel.choice.clips
    assert (copy.text, copy.start) == (panel.timeline.clip(GOOD).text, panel.timeline.clip(GOOD).end)
    assert panel.playhead != copy.start
    panel.timeline_changed(panel.timeline, TimelineChange("Duplicate clip", (), COPIES))
    assert panel.choice.clips == (copy,)
    QTest.keyClick(panel.list, KEY.Key_C, WITH.ControlModifier)
    panel.show_playhead(seconds(30))
    QTest.keyClick(panel.list, KEY.Key_V, WITH.ControlModifier)
    assert [clip.start for clip in panel.choice.clips] == [seconds(30)]


@pytest.mark.parametrize(
    ("key", "held", "samples"),
    [
        (KEY.Key_Right, WITH.ControlModifier, 1920),
        (KEY.Key_Right, WITH.ControlModifier | WITH.ShiftModifier, 480),
        (KEY.Key_Left, WITH.ControlModifier | WITH.AltModifier, -1),
    ],
)
def test_keys_nudge_by_a_frame_ten_milliseconds_and_a_sample(panel, key, held, samples) -> None:
    go(panel, GOOD)
    QTest.keyClick(panel.list, key, held)
    assert panel.timeline.clip(GOOD).start == seconds(4) + samples


def test_nudges_in_a_row_are_one_step_of_undo(panel) -> None:
    go(panel, GOOD)
    for _ in range(3):
        QTest.keyClick(panel.list, KEY.Key_Right, WITH.ControlModifier)
    assert len({change.merge for change in panel.answers.done}) == 1
    assert panel.answers.done[0].merge


def test_edges_come_to_the_playhead_by_keys(panel) -> None:
    go(panel, FINE)
    panel.show_playhead(seconds(3))
    panel.verbs.show(panel.choice)
    QTest.keyClick(panel.list, KEY.Key_O)
    clip = panel.timeline.clip(FINE)
    assert (clip.end, round(clip.stretch, 2)) == (seconds(3), 1.4)
    panel.show_playhead(seconds(3.5))
    panel.verbs.show(panel.choice)
    QTest.keyClick(panel.list, KEY.Key_O, WITH.ShiftModifier)
    clip = panel.timeline.clip(FINE)
    assert (clip.end, clip.mode) == (seconds(3.5), Mode.FIXED)


def test_a_clip_goes_to_the_next_track_that_can_hold_it(panel) -> None:
    go(panel, GOOD)
    QTest.keyClick(panel.list, KEY.Key_Down, WITH.ControlModifier)
    assert panel.timeline.clip(GOOD).track_id == ANN
    QTest.keyClick(panel.list, KEY.Key_Down, WITH.ControlModifier)
    assert panel.timeline.clip(GOOD).track_id == ANN
    assert panel.banner.isVisible()


def test_the_playhead_goes_from_clip_to_clip(panel) -> None:
    panel.place_playhead(0)
    for place in (1.2, 2.3, 4.0):
        QTest.keyClick(panel.list, KEY.Key_Period)
        assert panel.playhead == seconds(place)
    QTest.keyClick(panel.list, KEY.Key_Comma)
    assert panel.playhead == seconds(2.3)


def test_markers_and_regions_are_made_by_keys(panel) -> None:
    go(panel, GOOD)
    QTest.keyClick(panel.list, KEY.Key_M)
    assert panel.timeline.markers[-1].at == seconds(4)
    QTest.keyClick(panel.list, KEY.Key_M, WITH.ShiftModifier)
    assert (panel.timeline.regions[-1].at, panel.timeline.regions[-1].end) == (seconds(4), seconds(7))


def test_play_is_a_key_away(panel, qtbot) -> None:
    go(panel, GOOD)
    with qtbot.waitSignal(panel.transport_requested):
        QTest.keyClick(panel.list, KEY.Key_Return, WITH.ControlModifier)
    assert panel.playhead == seconds(4)
    with qtbot.waitSignal(panel.transport_requested):
        QTest.keyClick(panel.list, KEY.Key_Space)


def test_everything_that_can_be_done_is_in_the_menu_with_its_key(panel) -> None:
    menu = panel.verbs.menu()
    offered = set()
    for action in menu.actions():
        inner = action.menu()
        offered |= {one.objectName() for one in (inner.actions() if inner else [action])}
    without = {"toggle", "marker", "previous", "next"}
    assert {f"clip.{verb.id}" for verb in VERBS} - offered == {f"clip.{name}" for name in without}
    keys = [key.toString() for verb in VERBS for key in panel.verbs[verb.id].shortcuts()]
    assert len(keys) == len(set(keys))


def test_no_key_of_a_clip_is_one_of_the_window(panel) -> None:
    of_window = {QKeySequence(keys).toString() for row in ACTIONS for keys in row.shortcut.split("; ") if keys}
    of_clips = {key.toString() for verb in VERBS for key in panel.verbs[verb.id].shortcuts()}
    assert of_window & of_clips == set()


# ── a screen reader ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("what", ["clip", "track", "nothing"])
def test_every_control_has_a_name(panel, listed, what) -> None:
    panel.show_list(on=listed)
    panel.select((FINE,) if what == "clip" else ())
    if what == "track":
        panel.headers.chosen.emit(4)
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSlider, QAbstractSpinBox, QAbstractItemView)
    seen = [one for kind in kinds for one in panel.findChildren(kind) if one.isVisible()]
    stops = [one for one in seen if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None]
    inner = [one for one in stops if not isinstance(one.parent(), QAbstractSpinBox | QComboBox)]
    assert len(inner) > 20
    assert [one.objectName() or one for one in inner if not _name(one)] == []


def _name(widget):
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else widget.accessibleName()


def test_a_screen_reader_reads_the_table_cell_by_cell(panel) -> None:
    table = QAccessible.queryAccessibleInterface(panel.list)
    assert table.role() == QAccessible.Role.Table
    read = [table.child(n).text(QAccessible.Text.Name) for n in range(table.childCount())]
    at = read.index("Ann")
    assert read[at : at + 4] == ["Ann", "00:00:02.300", "00:00:03.700", "I'm fine."]
    assert read.count("") <= 1, "only the corner of the table has nothing to say"


def test_tab_leaves_the_list(panel) -> None:
    QTest.keyClick(panel.list, KEY.Key_Tab)
    assert not panel.list.hasFocus()


def test_the_cell_the_keyboard_is_in_is_seen(panel):
    panel.show_list(on=True)
    panel.enter()
    at = panel.clips.index(2, Column.MODE)
    panel.list.setCurrentIndex(at)
    place = panel.list.visualRect(at)
    corner = panel.list.viewport().mapTo(panel.list, place.topLeft())
    seen = panel.list.grab().toImage()
    ratio = seen.devicePixelRatio()
    edge = seen.pixelColor(round((corner.x() + 1) * ratio), round((corner.y() + 8) * ratio))
    beside = seen.pixelColor(round((corner.x() - 6) * ratio), round((corner.y() + 8) * ratio))
    assert edge == theme.colour("focus") != beside
