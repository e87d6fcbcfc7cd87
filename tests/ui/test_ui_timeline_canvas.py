"""The canvas of the timeline by mouse: clips are chosen, moved, stretched, trimmed and faded; each drag asks for one edit."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest

from studio_app.domain.edits import timeline as edits
from studio_app.domain.edits.timeline_change import done
from studio_app.domain.timeline import (
    Clip,
    GainPoint,
    Marker,
    Mode,
    Region,
    Sound,
    Timeline,
    Track,
    TrackKind,
    timeline_of,
)
from studio_app.ui.kit.voice_drag import voice_data
from studio_app.ui.timeline.canvas import TimelineCanvas
from studio_app.ui.timeline.canvas_clips import box, fade_places, gain_y

S = 48_000
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
ALICE, BOB, MUSIC = 1, 2, 3


def clip(number, track, start, seconds, **more):
    length = round(seconds * S)
    more.setdefault("sounds", (Sound(2 * length, length // 2, length // 2 + length, length, take_id=number),))
    return Clip(number, track, round(start * S), length, text=f"Line {number}", **more)


def timeline(*clips, locked=False) -> Timeline:
    tracks = [
        Track(ALICE, 1, TrackKind.VOICEOVER, "Alice"),
        Track(BOB, 2, TrackKind.VOICEOVER, "Bob", locked=locked),
        Track(MUSIC, 3, TrackKind.AUDIO, "Music"),
    ]
    some = clips or (clip(10, ALICE, 1, 2), clip(11, ALICE, 5, 2), clip(12, BOB, 2, 2), clip(13, MUSIC, 0, 9))
    return timeline_of(tracks, some, markers=[Marker(90, 4 * S, "Door")], regions=[Region(91, 6 * S, 8 * S, "Scene")])


@pytest.fixture
def canvas(qapp):
    made = TimelineCanvas()
    made.resize(1000, 400)
    made.show_timeline(7, timeline())
    made.show()
    made.set_zoom(480.0, 0)  # 100 pixels a second
    made.set_snap(on=False)
    made.show_from(0)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


@pytest.fixture
def asked(canvas):
    """The edits that were asked for."""
    found = []
    canvas.edit_requested.connect(lambda edit, what: found.append((edit, what)))
    return found


def place(canvas, clip_id, seconds=None, y=None):
    """Return a point on a clip: its middle, or so many seconds from its start."""
    rect = box_of(canvas, clip_id)
    x = rect.center().x() if seconds is None else rect.left() + canvas.scale.pixels(seconds * S)
    return QPoint(round(x), rect.center().y() + 12 if y is None else y)


def box_of(canvas, clip_id):
    found = canvas.shown.clip(clip_id)
    return box(canvas.rows.of(found.track_id), found, canvas.scale, canvas.down)


def drag(canvas, start, goal, held=NONE, *, drop=True):
    port = canvas.viewport()
    QTest.mousePress(port, LEFT, held, start)
    for share in (0.5, 1.0):
        at = QPointF(start) + (QPointF(goal) - QPointF(start)) * share
        move(port, at, held)
    if drop:
        QTest.mouseRelease(port, LEFT, held, goal)


def move(port, at, held=NONE):
    """QTest's own move says nothing of keys and buttons."""
    everywhere = QPointF(port.mapToGlobal(QPointF(at).toPoint()))
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), everywhere, Qt.MouseButton.NoButton, LEFT, held)
    QCoreApplication.sendEvent(port, event)


def only(asked, canvas):
    assert len(asked) == 1
    return asked[0][0](canvas.timeline)[0]


def test_a_click_chooses_a_clip_and_says_so(canvas):
    chosen = []
    canvas.selection_changed.connect(chosen.append)
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, place(canvas, 10))
    assert canvas.selection == {10}
    assert chosen == [{10}]
    assert canvas.current_clip.id == 10


def test_ctrl_adds_and_takes_away_and_shift_chooses_all_between(canvas):
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, place(canvas, 10))
    QTest.mouseClick(canvas.viewport(), LEFT, CTRL, place(canvas, 12))
    assert canvas.selection == {10, 12}
    QTest.mouseClick(canvas.viewport(), LEFT, CTRL, place(canvas, 12))
    assert canvas.selection == {10}
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, place(canvas, 10))
    QTest.mouseClick(canvas.viewport(), LEFT, SHIFT, place(canvas, 11))
    assert canvas.selection == {10, 11}


def test_a_click_on_the_bare_track_brings_the_playhead_and_chooses_nothing(canvas):
    wanted = []
    canvas.playhead_requested.connect(wanted.append)
    canvas.choose({10})
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, QPoint(420, 40))
    assert canvas.selection == frozenset()
    assert wanted == [round(4.2 * S)]
    assert canvas.playhead == wanted[0]


def test_a_drag_shows_the_clip_where_it_goes_and_asks_once_when_it_is_let_go(canvas, asked):
    start = place(canvas, 10)
    drag(canvas, start, start + QPoint(50, 0), drop=False)
    assert canvas.shown.clip(10).start == round(1.5 * S)
    assert canvas.timeline.clip(10).start == S
    assert asked == []
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, start + QPoint(50, 0))
    assert only(asked, canvas).clip(10).start == round(1.5 * S)
    assert asked[0][1] == "Move clip"


def test_what_was_asked_for_stays_shown_until_it_is_answered(canvas, asked):
    drag(canvas, place(canvas, 10), place(canvas, 10) + QPoint(50, 0))
    assert canvas.shown.clip(10).start == round(1.5 * S)
    canvas.edit_refused()
    assert canvas.shown.clip(10).start == S
    canvas.timeline_changed(*asked[0][0](canvas.timeline))
    assert canvas.timeline.clip(10).start == canvas.shown.clip(10).start == round(1.5 * S)


def test_escape_takes_a_drag_back(canvas, asked):
    drag(canvas, place(canvas, 10), place(canvas, 10) + QPoint(50, 0), drop=False)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, place(canvas, 10))
    assert canvas.shown.clip(10).start == S
    assert asked == []


def test_a_clip_is_dragged_to_another_track_of_its_kind(canvas, asked):
    canvas.timeline_changed(*edits.move_clips(canvas.timeline, [12], 4 * S))
    drag(canvas, place(canvas, 10), place(canvas, 10) + QPoint(0, 72))
    moved = only(asked, canvas).clip(10)
    assert (moved.track_id, moved.start) == (BOB, S)


def test_a_clip_that_does_not_fit_is_put_beside_what_is_in_the_way(canvas, asked):
    drag(canvas, place(canvas, 10), place(canvas, 10) + QPoint(270, 0))
    assert only(asked, canvas).clip(10).end == 5 * S


def test_a_speech_clip_is_not_put_on_a_track_of_music(canvas, asked):
    drag(canvas, place(canvas, 10), place(canvas, 10) + QPoint(30, 150))
    moved = only(asked, canvas).clip(10)
    assert (moved.track_id, moved.start) == (ALICE, round(1.3 * S))


def test_locked_clips_and_tracks_are_not_dragged(canvas, asked):
    canvas.show_timeline(7, timeline(clip(10, ALICE, 1, 2, locked=True), clip(12, BOB, 2, 2), locked=True))
    drag(canvas, place(canvas, 10), place(canvas, 10) + QPoint(50, 0))
    drag(canvas, place(canvas, 12), place(canvas, 12) + QPoint(50, 0))
    assert asked == []


def test_who_may_only_read_moves_nothing(canvas, asked):
    canvas.set_writable(on=False)
    drag(canvas, place(canvas, 10), place(canvas, 10) + QPoint(50, 0))
    assert asked == []
    assert canvas.selection == {10}


def test_a_group_is_chosen_and_moved_together(canvas, asked):
    canvas.show_timeline(7, edits.group_clips(timeline(), [10, 12])[0])
    drag(canvas, place(canvas, 10), place(canvas, 10) + QPoint(50, 0))
    assert canvas.selection == {10, 12}
    assert only(asked, canvas).clip(12).start == round(2.5 * S)


def test_an_edge_stretches_speech_and_fixes_the_clip(canvas, asked):
    end = QPoint(box_of(canvas, 10).right() - 1, place(canvas, 10).y())
    drag(canvas, end, end + QPoint(100, 0))
    stretched = only(asked, canvas).clip(10)
    assert (stretched.length, stretched.mode) == (3 * S, Mode.FIXED)
    assert stretched.stretch == 1.5
    assert asked[0][1] == "Stretch clip"


def test_an_edge_stops_at_the_neighbour(canvas, asked):
    end = QPoint(box_of(canvas, 10).right() - 1, place(canvas, 10).y())
    drag(canvas, end, end + QPoint(400, 0))
    assert only(asked, canvas).clip(10).end == 5 * S


def test_with_alt_an_edge_trims_and_stops_where_the_recording_does(canvas, asked):
    edge = QPoint(box_of(canvas, 10).left() + 1, place(canvas, 10).y())
    drag(canvas, edge, edge + QPoint(50, 0), ALT)
    trimmed = only(asked, canvas).clip(10)
    assert (trimmed.start, trimmed.end, trimmed.stretch) == (round(1.5 * S), 3 * S, 1.0)
    asked.clear()
    canvas.edit_refused()
    end = QPoint(box_of(canvas, 10).right() - 1, place(canvas, 10).y())
    drag(canvas, end, end + QPoint(190, 0), ALT)
    assert only(asked, canvas).clip(10).end == 4 * S


def test_with_ctrl_an_edge_trims_and_a_click_on_it_chooses(canvas, asked):
    canvas.choose({11})
    edge = QPoint(box_of(canvas, 10).left() + 1, place(canvas, 10).y())
    QTest.mouseClick(canvas.viewport(), LEFT, CTRL, edge)
    assert canvas.selection == {10, 11}
    drag(canvas, edge, edge + QPoint(50, 0), CTRL)
    trimmed = only(asked, canvas).clip(10)
    assert (trimmed.start, trimmed.stretch, asked[0][1]) == (round(1.5 * S), 1.0, "Trim clip")


@pytest.mark.parametrize(("held", "what"), [(NONE, "Trim clip"), (ALT, "Trim clip"), (CTRL, "Stretch clip")])
def test_an_edge_of_music_trims_and_stretches_with_ctrl_alone(canvas, asked, held, what):
    rain = Clip(70, 3, S, 3 * S, Mode.FIXED, sounds=(Sound(9 * S, S, 4 * S, 3 * S, media="rain"),))
    canvas.show_timeline(7, timeline_of([Track(3, 1.0, TrackKind.AUDIO, "Rain")], [rain]))
    end = QPoint(box_of(canvas, 70).right() - 1, place(canvas, 70).y())
    drag(canvas, end, end - QPoint(100, 0), held)
    assert (only(asked, canvas).clip(70).length, asked[0][1]) == (2 * S, what)


def test_handles_in_the_corners_fade(canvas, asked):
    canvas.choose({10})
    rect = box_of(canvas, 10)
    up, down = fade_places(canvas.shown.clip(10), rect, canvas.scale)
    drag(canvas, QPoint(up, rect.top() + 3), QPoint(up + 60, rect.top() + 3))
    assert only(asked, canvas).clip(10).fade_in == round(0.6 * S)
    asked.clear()
    canvas.edit_refused()
    drag(canvas, QPoint(down, rect.top() + 3), QPoint(down - 40, rect.top() + 3))
    assert only(asked, canvas).clip(10).fade_out == round(0.4 * S)


def test_the_gain_line_goes_up_and_down_gets_points_and_loses_them(canvas, asked):
    canvas.choose({10})
    body = canvas.body_of(canvas.shown.clip(10))
    at = QPoint(body.center().x(), round(gain_y(body, 0.0)))
    QTest.mouseDClick(canvas.viewport(), LEFT, NONE, at)
    assert [point.db for point in only(asked, canvas).clip(10).gain] == [pytest.approx(0.0, abs=1)]
    canvas.timeline_changed(*asked.pop()[0](canvas.timeline))
    drag(canvas, at, at + QPoint(20, 10))
    lowered = only(asked, canvas).clip(10).gain[0]
    assert lowered.db < -3
    assert lowered.at == canvas.timeline.clip(10).gain[0].at + round(0.2 * S)
    asked.clear()
    canvas.edit_refused()
    drag(canvas, at, QPoint(at.x(), body.bottom() + 60))
    assert only(asked, canvas).clip(10).gain == ()


def test_the_line_between_two_points_is_dragged_as_one(canvas, asked):
    line = (GainPoint(0, -6.0), GainPoint(2 * S, -6.0))
    canvas.show_timeline(7, edits.set_gain(timeline(), 10, line)[0])
    body = canvas.body_of(canvas.shown.clip(10))
    at = QPoint(body.center().x(), round(gain_y(body, -6.0)))
    drag(canvas, at, at + QPoint(0, 8))
    first, second = only(asked, canvas).clip(10).gain
    assert first.db == second.db < -8


def test_a_rubber_band_chooses_what_it_touches(canvas):
    chosen = []
    canvas.selection_changed.connect(chosen.append)
    drag(canvas, QPoint(450, 20), QPoint(250, 120))
    assert canvas.selection == {10, 12}
    assert chosen == [{10, 12}]
    drag(canvas, QPoint(450, 20), QPoint(560, 40), CTRL)
    assert canvas.selection == {10, 11, 12}


def test_what_is_moved_snaps_to_a_neighbour_and_not_with_shift(canvas, asked):
    canvas.set_snap(on=True)
    drag(canvas, place(canvas, 10), place(canvas, 10) + QPoint(196, 0))
    assert only(asked, canvas).clip(10).end == 5 * S
    asked.clear()
    canvas.edit_refused()
    drag(canvas, place(canvas, 10), place(canvas, 10) + QPoint(196, 0), SHIFT)
    assert only(asked, canvas).clip(10).end == round(4.96 * S)


def test_a_take_that_arrives_meanwhile_does_not_end_a_drag(canvas, asked):
    start = place(canvas, 10)
    drag(canvas, start, start + QPoint(50, 0), drop=False)
    louder = edits.set_fades(canvas.timeline, 11, 100, 0)
    canvas.timeline_changed(*louder)
    assert canvas.shown.clip(10).start == round(1.5 * S)
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, start + QPoint(50, 0))
    made = only(asked, canvas)
    assert (made.clip(10).start, made.clip(11).fade_in) == (round(1.5 * S), 100)


def test_a_clip_that_goes_while_it_is_dragged_is_let_go(canvas, asked):
    drag(canvas, place(canvas, 10), place(canvas, 10) + QPoint(50, 0), drop=False)
    canvas.timeline_changed(*edits.delete_clips(canvas.timeline, [10]))
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, QPoint(300, 40))
    assert asked == []
    assert canvas.selection == frozenset()


def test_a_double_click_writes_a_clip_makes_one_and_with_alt_cuts_one(canvas):
    written, made, cut = [], [], []
    canvas.edit_text_requested.connect(written.append)
    canvas.new_clip_requested.connect(lambda *what: made.append(what))
    canvas.split_requested.connect(lambda *what: cut.append(what))
    QTest.mouseDClick(canvas.viewport(), LEFT, NONE, place(canvas, 10))
    QTest.mouseDClick(canvas.viewport(), LEFT, NONE, QPoint(420, 40))
    QTest.mouseDClick(canvas.viewport(), LEFT, ALT, QPoint(250, place(canvas, 10).y()))
    assert written == [10]
    assert made == [(ALICE, round(4.2 * S))]
    assert cut == [(10, round(2.5 * S))]


def test_thousands_are_framed_while_they_move_and_moved_when_let_go(canvas, asked):
    many = [clip(n, ALICE, n - 100, 0.5) for n in range(100, 700)]
    canvas.show_timeline(7, timeline(*many))
    canvas.choose_all()
    drag(canvas, QPoint(25, 50), QPoint(75, 50), drop=False)
    assert len(canvas.frames) == 1
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, QPoint(75, 50))
    assert canvas.frames == []
    assert only(asked, canvas).clip(699).start == round(599.5 * S)


def test_the_wheel_zooms_at_the_mouse_and_scrolls(canvas):
    at = QPointF(600, 50)
    under = canvas.scale.sample(600)
    turn(canvas, at, 120, CTRL)
    assert canvas.scale.per_pixel < 480
    assert canvas.scale.sample(600) == pytest.approx(under, abs=canvas.scale.per_pixel)
    left = canvas.scale.left
    turn(canvas, at, -120, SHIFT)
    assert canvas.scale.left == left + 120


def turn(canvas, at, angle, held):
    port = canvas.viewport()
    everywhere = QPointF(port.mapToGlobal(at.toPoint()))
    wheel = QWheelEvent(
        at,
        everywhere,
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(port, wheel)


def test_files_are_dropped_on_a_track_of_audio_and_voices_on_one_of_speech(canvas):
    files, voices = [], []
    canvas.media_dropped.connect(lambda *what: files.append(what))
    canvas.voice_dropped.connect(lambda *what: voices.append(what))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/music/rain.ogg")])
    canvas.dropEvent(QDropEvent(QPointF(300, 180), Qt.DropAction.CopyAction, data, LEFT, NONE))
    canvas.dropEvent(QDropEvent(QPointF(300, 20), Qt.DropAction.CopyAction, data, LEFT, NONE))
    assert files == [(MUSIC, 3 * S, ["/music/rain.ogg"]), (0, 3 * S, ["/music/rain.ogg"])]
    voice = voice_data("local", "en-gb", "English")
    canvas.dropEvent(QDropEvent(QPointF(300, 90), Qt.DropAction.CopyAction, voice, LEFT, NONE))
    canvas.dropEvent(QDropEvent(QPointF(300, 180), Qt.DropAction.CopyAction, voice, LEFT, NONE))
    assert voices == [(BOB, "local", "en-gb", "English")]


def test_the_ruler_scrubs_and_with_shift_makes_a_loop(canvas):
    scrubbed, ended, loops = [], [], []
    canvas.scrub_requested.connect(scrubbed.append)
    canvas.scrub_ended.connect(lambda: ended.append(True))
    canvas.loop_changed.connect(loops.append)
    low = canvas.ruler.height() - 4
    on_ruler(canvas, QPoint(100, low), QPoint(300, low))
    assert (scrubbed[-1], ended) == (3 * S, [True])
    assert canvas.playhead == 3 * S
    on_ruler(canvas, QPoint(100, low), QPoint(200, low), SHIFT)
    assert loops == [(S, 2 * S)]
    QTest.mouseDClick(canvas.ruler, LEFT, NONE, QPoint(150, low))
    assert loops[-1] is None


def on_ruler(canvas, start, goal, held=NONE):
    QTest.mousePress(canvas.ruler, LEFT, held, start)
    move(canvas.ruler, QPointF(goal), held)
    QTest.mouseRelease(canvas.ruler, LEFT, held, goal)


def test_markers_and_the_edges_of_regions_are_dragged_on_the_ruler(canvas, asked):
    on_ruler(canvas, QPoint(402, 5), QPoint(450, 5))
    assert only(asked, canvas).markers[0].at == pytest.approx(4.5 * S, abs=600)
    asked.clear()
    canvas.edit_refused()
    on_ruler(canvas, QPoint(800, 5), QPoint(850, 5))
    assert only(asked, canvas).regions[0].end == round(8.5 * S)
    asked.clear()
    canvas.edit_refused()
    on_ruler(canvas, QPoint(800, 5), QPoint(500, 5))
    assert asked == []
    assert canvas.shown == canvas.timeline


def test_the_mini_map_shows_all_and_leads_there(canvas):
    canvas.set_zoom(48.0, 0)
    QTest.mouseClick(canvas.minimap, LEFT, NONE, QPoint(canvas.minimap.width() // 2, 10))
    middle = canvas.scale.sample(canvas.viewport().width() // 2)
    assert middle == pytest.approx(5 * S, rel=0.02)  # it shows ten seconds at the least


def test_samples_beyond_what_qt_counts_are_told_whole(canvas):
    far = 50_000 * S
    later = done(canvas.timeline, "", [(None, Clip(500, ALICE, far, S))])
    canvas.timeline_changed(*later)
    wanted = []
    canvas.playhead_requested.connect(wanted.append)
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert wanted == [far + S]
    assert 0 <= canvas.scale.x(far) < canvas.viewport().width()
    canvas.set_zoom(1 / 24, 0)
    canvas.show_from(far)
    assert canvas.scale.sample(0) == far


def test_a_line_shows_what_is_touched_while_it_is_dragged(canvas):
    canvas.set_snap(on=True)
    start = place(canvas, 10)
    drag(canvas, start, start + QPoint(196, 0), drop=False)
    assert canvas.touch == 5 * S
    move(canvas.viewport(), QPointF(start + QPoint(131, 0)), SHIFT)
    assert canvas.touch is None
    QTest.mouseRelease(canvas.viewport(), LEFT, SHIFT, start + QPoint(131, 0))


def test_beyond_an_edge_the_canvas_scrolls_along(canvas, asked, qtbot):
    start = place(canvas, 11)
    drag(canvas, start, QPoint(canvas.viewport().width() + 40, start.y()), drop=False)
    qtbot.waitUntil(lambda: canvas.scale.left > 100)
    assert canvas.shown.clip(11).start > round(8.6 * S)
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, QPoint(canvas.viewport().width() + 40, start.y()))
    assert len(asked) == 1


def test_a_drag_that_comes_back_asks_for_nothing(canvas, asked):
    start = place(canvas, 10)
    drag(canvas, start, start + QPoint(50, 0), drop=False)
    move(canvas.viewport(), QPointF(start))
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, start)
    assert asked == []
    assert canvas.shown is canvas.timeline


def test_a_tip_says_what_a_clip_is_and_what_can_be_done_where_none_is(canvas, monkeypatch):
    said = []
    monkeypatch.setattr("studio_app.ui.timeline.canvas.QToolTip.showText", lambda _, text, __: said.append(text))
    for at in (place(canvas, 10), QPoint(420, 40), QPoint(420, 390)):
        event = QHelpEvent(QEvent.Type.ToolTip, at, canvas.viewport().mapToGlobal(at))
        QCoreApplication.sendEvent(canvas.viewport(), event)
    assert said[0].startswith("Line 10\n00:00:01.000 – 00:00:03.000 · Dynamic")
    assert said[1:] == ["Double-click to add a clip here.", ""]


@pytest.mark.parametrize(
    ("clip_id", "can"), [(10, "speak faster or slower, with Ctrl or Alt to trim"), (13, "trim, with Ctrl")]
)
def test_the_tip_of_an_edge_says_what_dragging_does(canvas, monkeypatch, clip_id, can):
    said = []
    monkeypatch.setattr("studio_app.ui.timeline.canvas.QToolTip.showText", lambda _, text, __: said.append(text))
    end = QPoint(box_of(canvas, clip_id).right() - 1, place(canvas, clip_id).y())
    for at in (end, end - QPoint(60, 0)):
        event = QHelpEvent(QEvent.Type.ToolTip, at, canvas.viewport().mapToGlobal(at))
        QCoreApplication.sendEvent(canvas.viewport(), event)
    assert can in said[0]
    assert can not in said[1]


def test_marks_are_found_and_told_among_thousands(canvas):
    many = tuple(Marker(10_000 + n, n * S // 2, f"Take {n}") for n in range(5000))
    canvas.show_timeline(7, replace(canvas.timeline, markers=many))
    named = []
    canvas.rename_mark_requested.connect(named.append)
    canvas.show_from(1000 * S)
    QTest.mouseDClick(canvas.ruler, LEFT, NONE, QPoint(102, 5))
    assert named == [12_002]
    menus = []
    canvas.mark_menu_requested.connect(lambda ids, sample, place: menus.append((ids, sample)))
    at = QPoint(500, canvas.ruler.height() - 3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.ruler.mapToGlobal(at))
    QCoreApplication.sendEvent(canvas.ruler, event)
    assert menus == [((), 1005 * S)]
