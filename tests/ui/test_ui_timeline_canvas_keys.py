"""The canvas of the timeline by keyboard, and what a screen reader is told of where it is."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest

from studio_app.domain.edits import timeline as edits
from studio_app.domain.timeline import Clip, Mode, Sound, Track, TrackKind, timeline_of
from studio_app.session.standing import ParagraphState, State
from studio_app.ui.timeline.canvas import TimelineCanvas
from studio_app.ui.timeline.times import TimeForm, Times

S = 48_000
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


def clip(number, track, start, text, **more):
    return Clip(number, track, start * S, S, text=text, paragraph_id=number, **more)


@pytest.fixture
def canvas(qapp):
    made = TimelineCanvas()
    made.resize(1000, 400)
    tracks = [Track(1, 1, TrackKind.VOICEOVER, "Alice"), Track(2, 2, TrackKind.VOICEOVER, "Bob")]
    stretched = Sound(2 * S, 0, 2 * S, S, take_id=9)
    clips = [
        clip(10, 1, 0, "Who is there?"),
        clip(11, 1, 4, "Come in."),
        clip(12, 1, 400, "At last."),
        clip(20, 2, 3, "It is I.", sounds=(stretched,), mode=Mode.FIXED),
    ]
    made.show_timeline(1, timeline_of(tracks, clips))
    made.show()
    made.set_zoom(480.0, 0)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def press(canvas, *keys, held=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(canvas, key, held)


def at(canvas):
    return canvas.current_clip.id if canvas.current_clip else 0


def test_the_arrows_go_from_clip_to_clip_and_choose_them(canvas):
    press(canvas, KEY.Key_Right)
    assert (at(canvas), canvas.selection) == (10, {10})
    press(canvas, KEY.Key_Right, KEY.Key_Right)
    assert (at(canvas), canvas.selection) == (12, {12})
    press(canvas, KEY.Key_Right)
    assert at(canvas) == 12
    press(canvas, KEY.Key_Left)
    assert at(canvas) == 11


def test_a_clip_that_is_gone_to_comes_into_sight(canvas):
    press(canvas, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    assert 0 <= canvas.scale.x(400 * S) < canvas.viewport().width() - 50


def test_up_and_down_go_to_the_clip_of_the_next_track_that_is_nearest(canvas):
    press(canvas, KEY.Key_Right, KEY.Key_Right, KEY.Key_Down)
    assert at(canvas) == 20
    press(canvas, KEY.Key_Down)
    assert at(canvas) == 20
    press(canvas, KEY.Key_Up)
    assert at(canvas) == 11


def test_shift_chooses_more_ctrl_a_all_and_escape_nothing(canvas):
    press(canvas, KEY.Key_Right)
    press(canvas, KEY.Key_Right, held=SHIFT)
    assert canvas.selection == {10, 11}
    press(canvas, KEY.Key_A, held=CTRL)
    assert canvas.selection == {10, 11, 12, 20}
    press(canvas, KEY.Key_Escape)
    assert canvas.selection == frozenset()


def test_enter_writes_the_clip_and_insert_asks_for_one_at_the_playhead(canvas):
    written, made = [], []
    canvas.edit_text_requested.connect(written.append)
    canvas.new_clip_requested.connect(lambda *what: made.append(what))
    press(canvas, KEY.Key_Right, KEY.Key_Return)
    canvas.set_playhead(2 * S)
    press(canvas, KEY.Key_Insert)
    assert (written, made) == ([10], [(1, 2 * S)])


def test_plus_and_minus_zoom_and_home_and_end_go_to_the_ends(canvas):
    wanted = []
    canvas.playhead_requested.connect(wanted.append)
    press(canvas, KEY.Key_Plus)
    assert canvas.scale.per_pixel == pytest.approx(320)
    press(canvas, KEY.Key_Minus, KEY.Key_Minus)
    assert canvas.scale.per_pixel == pytest.approx(720)
    press(canvas, KEY.Key_End, KEY.Key_Home)
    assert wanted == [401 * S, 0]
    assert canvas.scale.left == 0


def test_zoom_to_all_and_to_what_is_chosen(canvas):
    press(canvas, KEY.Key_0)
    assert canvas.scale.x(401 * S) < canvas.viewport().width()
    press(canvas, KEY.Key_Right, KEY.Key_Z)
    assert canvas.scale.pixels(S) == pytest.approx(canvas.viewport().width() * 0.94, rel=0.01)
    press(canvas, KEY.Key_PageDown)
    assert canvas.scale.x(S) < 120


def test_one_can_zoom_from_single_samples_to_a_day(canvas):
    canvas.set_zoom(0.0, 0)
    assert canvas.scale.x(1) - canvas.scale.x(0) == 24
    canvas.set_zoom(1e12, 0)
    assert canvas.scale.x(24 * 3600 * S) == pytest.approx(canvas.viewport().width(), abs=2)


def test_keys_that_mean_nothing_here_go_on_to_the_window(canvas):
    for key in (KEY.Key_Space, KEY.Key_S, KEY.Key_Delete, KEY.Key_Escape):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(canvas, event)
        assert not event.isAccepted()


def test_a_screen_reader_is_told_the_clip_its_place_and_how_far_it_is(canvas):
    state = ParagraphState(20, State.STALE, False, 1, 0, 1.0, 8)
    canvas.set_states(lambda paragraph_id: state if paragraph_id == 20 else None)
    press(canvas, KEY.Key_Down)
    assert canvas.accessibleName() == "Timeline"
    said = canvas.accessibleDescription()
    assert said.startswith("It is I., Bob, clip 1 of 1, 00:00:03.000 to 00:00:04.000, Fixed, 0.50× · sounds strained")
    assert said.endswith("Stale")
    assert QAccessible.queryAccessibleInterface(canvas).text(QAccessible.Text.Description) == said


def test_an_empty_timeline_is_told_and_nothing_breaks(canvas):
    canvas.show_timeline(2, timeline_of([]))
    press(canvas, KEY.Key_Right, KEY.Key_Down, KEY.Key_End, KEY.Key_0, KEY.Key_Insert, KEY.Key_Z)
    assert canvas.accessibleDescription() == "No tracks"


def test_the_menu_key_asks_for_the_menu_of_what_is_chosen(canvas):
    menus = []
    canvas.menu_requested.connect(lambda ids, place: menus.append((ids, place)))
    press(canvas, KEY.Key_Down)
    middle = canvas.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, canvas.mapToGlobal(middle))
    QCoreApplication.sendEvent(canvas, event)
    ids, place = menus[0]
    assert ids == (20,)
    assert canvas.pointer.hit(canvas.viewport().mapFromGlobal(place)).clip.id == 20


def test_what_is_gone_is_no_longer_chosen_nor_gone_to(canvas):
    press(canvas, KEY.Key_Right)
    chosen = []
    canvas.selection_changed.connect(chosen.append)
    canvas.timeline_changed(*edits.delete_clips(canvas.timeline, [10]))
    assert (at(canvas), chosen) == (0, [frozenset()])


def test_the_playhead_is_followed_by_turning_over_unless_one_looks_elsewhere(canvas):
    canvas.set_playhead(S)
    canvas.set_playhead(30 * S)
    assert 0 <= canvas.scale.x(30 * S) < 200
    canvas.show_from(300 * S)
    canvas.set_playhead(31 * S)
    assert canvas.scale.sample(0) == 300 * S
    canvas.show_from(30 * S)
    canvas.set_follow(on=False)
    canvas.set_playhead(60 * S)
    assert canvas.scale.sample(0) == 30 * S


def test_alt_and_the_arrows_move_the_playhead_by_10_ms_or_a_frame(canvas):
    wanted = []
    canvas.playhead_requested.connect(wanted.append)
    alt = Qt.KeyboardModifier.AltModifier
    press(canvas, KEY.Key_Right, held=alt)
    press(canvas, KEY.Key_Right, held=alt | SHIFT)
    canvas.set_times(Times(form=TimeForm.FRAMES))
    press(canvas, KEY.Key_Left, held=alt)
    assert wanted == [480, 5280, 5280 - 1920]


def test_its_keys_are_not_taken_by_shortcuts_of_the_window(canvas):
    taken = []
    for keys in ("Alt+Right", "Z", "Ctrl+Z"):
        action = QAction(canvas)
        action.setShortcut(keys)
        action.triggered.connect(lambda _=False, keys=keys: taken.append(keys))
        canvas.addAction(action)
    canvas.setFocus()
    press(canvas, KEY.Key_Right, held=Qt.KeyboardModifier.AltModifier)
    press(canvas, KEY.Key_Z)
    press(canvas, KEY.Key_Z, held=CTRL)
    assert taken == ["Ctrl+Z"]
    assert canvas.playhead == 480
