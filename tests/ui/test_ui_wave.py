"""The waveform: what is heard of a recording, and the part that is kept, by mouse and by keyboard."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from studio_app.ui.kit import theme
from studio_app.ui.voices.clone_trim import TrimEditor
from studio_app.ui.voices.wave import LEAST_S, clock

PEAKS = tuple((-0.5 if at % 2 else 0.0, 0.5) for at in range(400))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def editor(qtbot):
    made = TrimEditor()
    qtbot.addWidget(made)
    made.resize(640, 200)
    made.show_recording("eleanor.wav", PEAKS, 60.0)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def wave(editor):
    return editor.wave


@pytest.fixture
def trims(editor):
    found = []
    editor.trimmed.connect(lambda *part: found.append(part))
    return found


def press(widget, key, held=Qt.KeyboardModifier.NoModifier, times=1):
    for _ in range(times):
        QTest.keyClick(widget, key, held)


def drag(handle, seconds):
    """Drag a handle to a second, with the mouse."""
    wave = handle.parent()
    start = handle.rect().center()
    goal = handle.mapFrom(wave, QPointF(wave.place(seconds), 10)).toPoint()
    QTest.mousePress(handle, LEFT, pos=start)
    QTest.mouseMove(handle, QPoint((start.x() + goal.x()) // 2, 10))
    goal = handle.mapFrom(wave, QPointF(wave.place(seconds), 10)).toPoint()
    QTest.mouseMove(handle, goal)
    goal = handle.mapFrom(wave, QPointF(wave.place(seconds), 10)).toPoint()
    QTest.mouseRelease(handle, LEFT, pos=goal)


def test_a_handle_is_dragged_and_told_once_when_it_is_let_go(wave, trims):
    drag(wave.start, 15.0)
    assert len(trims) == 1
    assert trims[0] == (pytest.approx(15.0, abs=0.3), 60.0)


def test_handles_never_pass_each_other(wave, trims):
    drag(wave.end, 20.0)
    drag(wave.start, 45.0)
    start, end = wave.trim
    assert end == pytest.approx(20.0, abs=0.3)
    assert end - start == pytest.approx(LEAST_S, abs=0.002)


@pytest.mark.parametrize(
    ("held", "seconds"),
    [
        (Qt.KeyboardModifier.NoModifier, 0.1),
        (Qt.KeyboardModifier.ShiftModifier, 1.0),
        (Qt.KeyboardModifier.ControlModifier, 0.01),
    ],
)
def test_arrows_move_a_handle(wave, held, seconds):
    press(wave.start, Qt.Key.Key_Right, held, times=3)
    assert wave.trim == (pytest.approx(3 * seconds), 60.0)


def test_home_and_end_go_all_the_way(wave):
    press(wave.end, Qt.Key.Key_Home)
    assert wave.trim == (0.0, pytest.approx(LEAST_S))
    press(wave.end, Qt.Key.Key_End)
    assert wave.trim == (0.0, 60.0)


def test_keys_are_told_once_they_rest(qtbot, wave, trims):
    press(wave.start, Qt.Key.Key_Right, times=5)
    assert trims == []
    qtbot.waitUntil(lambda: trims == [(pytest.approx(0.5), 60.0)], timeout=2000)


def test_tab_comes_to_the_waveform_and_both_handles(qtbot, wave):
    wave.setFocus()
    qtbot.waitUntil(wave.hasFocus)
    press(wave, Qt.Key.Key_Tab)
    assert wave.start.hasFocus()
    press(wave.start, Qt.Key.Key_Tab)
    assert wave.end.hasFocus()


def test_space_plays_from_the_start_of_what_is_kept_and_stops(qtbot, editor, wave):
    wave.set_trim(5.0, 30.0)
    with qtbot.waitSignal(editor.play_requested) as asked:
        press(wave, Qt.Key.Key_Space)
    assert asked.args == [pytest.approx(5.0)]
    editor.show_playing(7.0)
    with qtbot.waitSignal(editor.play_stopped):
        press(wave, Qt.Key.Key_Space)


def test_space_on_a_handle_plays_too(qtbot, editor, wave):
    with qtbot.waitSignal(editor.play_requested):
        press(wave.end, Qt.Key.Key_Space)


def test_a_click_plays_from_there(qtbot, editor, wave):
    with qtbot.waitSignal(editor.play_requested) as asked:
        QTest.mouseClick(wave, LEFT, pos=QPoint(round(wave.place(20.0)), 40))
    assert asked.args == [pytest.approx(20.0, abs=0.2)]


def test_a_click_on_what_is_cut_away_only_shows_the_place(qtbot, editor, wave):
    wave.set_trim(30.0, 60.0)
    with qtbot.assertNotEmitted(editor.play_requested):
        QTest.mouseClick(wave, LEFT, pos=QPoint(round(wave.place(10.0)), 40))
    assert wave.playhead == pytest.approx(10.0, abs=0.2)


def test_brackets_trim_at_the_playhead(wave):
    wave.show_playhead(12.0)
    QTest.keyClicks(wave, "[")
    wave.show_playhead(40.0)
    QTest.keyClicks(wave, "]")
    assert wave.trim == (pytest.approx(12.0), pytest.approx(40.0))


def test_numbers_and_handles_say_the_same(editor, wave):
    editor.start.setValue(3.25)
    assert wave.trim == (pytest.approx(3.25), 60.0)
    press(wave.end, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert editor.end.value() == pytest.approx(59.0)


def test_keep_all_takes_the_trim_back(qtbot, editor, wave, trims):
    wave.set_trim(5.0, 30.0)
    QTest.mouseClick(editor.all, LEFT)
    assert wave.trim == (0.0, 60.0)
    assert not editor.all.isEnabled()


def test_a_handle_is_a_slider_with_a_name_and_a_place_to_a_screen_reader(wave):
    wave.set_trim(65 / 10, 60.0)
    seen = QAccessible.queryAccessibleInterface(wave.start)
    assert seen.role() == QAccessible.Role.Slider
    assert seen.text(QAccessible.Text.Name) == "Start of what is kept"
    assert seen.text(QAccessible.Text.Description) == "0:06.5"
    assert wave.accessibleName() == "Waveform of eleanor.wav"


def test_a_recording_that_cannot_be_read_has_no_handles(editor, wave):
    editor.show_recording("broken.wav", (), 0.0)
    assert not wave.start.isVisible()
    assert not editor.isEnabled()


@pytest.fixture
def themed(qapp, request):
    theme.themes().apply(request.param)


@pytest.mark.usefixtures("themed")
@pytest.mark.parametrize("themed", ["light", "dark", "high-contrast"], indirect=True)
def test_what_is_kept_and_what_is_cut_away_look_different(wave):
    wave.set_trim(30.0, 60.0)
    image = wave.grab().toImage()
    away, kept = image.pixelColor(round(wave.place(15.0)), 8), image.pixelColor(round(wave.place(45.0)), 8)
    assert away != kept


def test_a_playhead_that_moves_draws_the_waveform_no_second_time(wave, monkeypatch):
    wave.grab()
    monkeypatch.setattr(wave, "_lines", lambda: pytest.fail("drawn anew"))
    for tenth in range(20):
        wave.show_playhead(tenth / 10)
        wave.grab()


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.0, "0:00.0"), (9.96, "0:10.0"), (59.99, "1:00.0"), (64.25, "1:04.2"), (3600.0, "60:00.0")]
)
def test_a_place_is_said_to_the_tenth(seconds, said):
    assert clock(seconds) == said
