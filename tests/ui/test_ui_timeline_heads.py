"""Heads of tracks and what stands at the right: by mouse and by keys, each change one edit."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from timeline_board import (
    ANN,
    DOOR,
    GOOD,
    HELLO,
    JOE,
    LOCKED,
    MUSIC,
    SFX,
    SONG,
    fresh,
    gone,
    made,
    seconds,
)

from studio_app.domain.edits import timeline as clip_edits
from studio_app.domain.timeline import Ducking, GainPoint, Mode, NeighbourRule, TrackKind
from studio_app.ui.kit.voice_drag import voice_data
from studio_app.ui.timeline.meters import Meters
from studio_app.ui.timeline.times import TimeField, TimeForm, Times

KEY = Qt.Key


@pytest.fixture(scope="module")
def board_panel(qapp):
    panel = made(1300, 700)
    yield panel
    gone(panel)


@pytest.fixture
def panel(board_panel, qtbot):
    panel = fresh(board_panel, 1300, 700)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def head(panel, track_id):
    return panel.headers.head(track_id)


def order(panel):
    return [track.id for track in panel.timeline.tracks]


# ── heads of tracks ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_head_tells_all_of_its_track(panel) -> None:
    assert head(panel, ANN).accessibleName() == "Ann, Voiceover, spoken by Ann"
    head(panel, ANN).mute.click()
    assert head(panel, ANN).accessibleName().endswith("muted")
    assert head(panel, ANN).mute.accessibleName() == "Mute Ann"


def test_solo_says_of_the_others_that_they_are_not_heard(panel) -> None:
    head(panel, JOE).solo.click()
    assert panel.timeline.track(JOE).solo
    assert head(panel, MUSIC).accessibleName().endswith("not heard")


def test_a_track_is_renamed_by_keys(panel) -> None:
    head(panel, SFX).setFocus()
    QTest.keyClick(head(panel, SFX), KEY.Key_F2)
    field = head(panel, SFX).findChild(QLineEdit)
    field.setText("  Doors   and rain ")
    QTest.keyClick(field, KEY.Key_Return)
    assert panel.timeline.track(SFX).name == "Doors and rain"
    assert head(panel, SFX).hasFocus()


def test_tracks_are_reordered_by_keys(panel) -> None:
    head(panel, ANN).setFocus()
    QTest.keyClick(head(panel, ANN), KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(panel) == [ANN, JOE, SFX, MUSIC]
    QTest.keyClick(head(panel, ANN), KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(panel) == [ANN, JOE, SFX, MUSIC]
    for _ in range(3):
        QTest.keyClick(head(panel, ANN), KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order(panel) == [JOE, SFX, MUSIC, ANN]


def test_tracks_are_reordered_by_dragging(panel) -> None:
    first = head(panel, JOE)
    QTest.mousePress(first, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(first, QPoint(20, 60))
    QTest.mouseMove(first, QPoint(20, 190))
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton, pos=QPoint(20, 190))
    assert order(panel) == [ANN, JOE, SFX, MUSIC]


def test_a_track_is_made_higher_by_its_edge_in_one_step(panel) -> None:
    made = head(panel, SFX)
    low = QPoint(30, made.height() - 2)
    QTest.mousePress(made, Qt.MouseButton.LeftButton, pos=low)
    QTest.mouseMove(made, low + QPoint(0, 20))
    QTest.mouseMove(made, low + QPoint(0, 40))
    QTest.mouseRelease(made, Qt.MouseButton.LeftButton, pos=low + QPoint(0, 40))
    assert panel.timeline.track(SFX).height == 100
    assert len({change.merge for change in panel.answers.done}) == 1


def test_the_cog_is_for_casting(panel, qtbot) -> None:
    with qtbot.waitSignal(panel.cast_requested) as wished:
        head(panel, ANN).cog.click()
    assert wished.args == [ANN]
    assert not head(panel, MUSIC).cog.isVisible()


def test_volume_is_turned_in_one_step_of_undo(panel) -> None:
    slider = head(panel, JOE).volume
    for _ in range(4):
        QTest.keyClick(slider, KEY.Key_Left)
    assert panel.timeline.track(JOE).volume == -2.0
    assert len({change.merge for change in panel.answers.done}) == 1
    assert slider.accessibleDescription() == "-2.0 dB"


def test_the_menu_of_a_track_casts_colours_and_removes_it(panel) -> None:
    menu = panel.headers.menu(ANN)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[0] == "Rename"
    assert "Remove the track" in texts
    speakers = next(action.menu() for action in menu.actions() if action.text() == "Spoken by")
    next(action for action in speakers.actions() if action.text() == "Joe").trigger()
    assert panel.timeline.track(ANN).speaker_id == 1
    next(action for action in menu.actions() if action.text() == "Move up").trigger()
    assert order(panel)[0] == ANN


def test_a_track_with_a_locked_clip_stays(panel) -> None:
    next(a for a in panel.headers.menu(ANN).actions() if a.text() == "Remove the track").trigger()
    assert ANN in order(panel)
    assert panel.banner.isVisible()


# ── at the right: the track ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_track_is_told_at_the_right_when_its_head_is_looked_at(panel) -> None:
    head(panel, MUSIC).setFocus()
    page = panel.inspector.track
    assert (page.name.text(), page.kind.text()) == ("Music", "Audio · 1 clip")
    assert not page.speaker.isVisible()
    page.pan.setValue(-50)
    page.amount.setValue(18.0)
    assert panel.timeline.track(MUSIC).pan == -0.5
    assert panel.timeline.track(MUSIC).ducking == Ducking(-18.0)
    QTest.keyClick(page.ducks, KEY.Key_Space)
    assert panel.timeline.track(MUSIC).ducking is None


def test_who_speaks_is_chosen_at_the_right(panel) -> None:
    head(panel, ANN).setFocus()
    field = panel.inspector.track.speaker
    assert field.currentText() == "Ann"
    field.setCurrentIndex(0)
    field.activated.emit(0)
    assert panel.timeline.track(ANN).speaker_id == 1


# ── at the right: clips ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_text_of_a_clip_is_written_at_the_right(panel) -> None:
    panel.select((GOOD,))
    page = panel.inspector.clip
    page.text.setFocus()
    page.text.setPlainText("Splendid,\nreally.")
    QTest.keyClick(page.text, KEY.Key_Return)
    assert panel.timeline.clip(GOOD).text == "Splendid, really."


def test_what_was_written_is_not_lost_by_choosing_another_clip(panel) -> None:
    panel.select((GOOD,))
    panel.inspector.clip.text.setPlainText("Splendid.")
    panel.select((HELLO,))
    assert panel.timeline.clip(GOOD).text == "Splendid."
    assert panel.inspector.clip.text.toPlainText() == "Hey there, Ann!"


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("start", "5", (5.0, 8.0)),
        ("end", "6.5", (4.0, 6.5)),
        ("length", "0:00:02.000", (4.0, 6.0)),
    ],
)
def test_place_and_length_are_written_at_the_right(panel, name, text, wanted) -> None:
    panel.select((GOOD,))
    field = getattr(panel.inspector.clip, name)
    field.setFocus()
    field.setText(text)
    QTest.keyClick(field, KEY.Key_Return)
    clip = panel.timeline.clip(GOOD)
    assert (clip.start, clip.end) == tuple(map(seconds, wanted))


def test_fades_are_written_at_the_right(panel) -> None:
    panel.select((SONG,))
    page = panel.inspector.clip
    page.fade_in.setText("0.5")
    QTest.keyClick(page.fade_in, KEY.Key_Return)
    page.fade_out.setText("2")
    QTest.keyClick(page.fade_out, KEY.Key_Return)
    clip = panel.timeline.clip(SONG)
    assert (clip.fade_in, clip.fade_out) == (seconds(0.5), seconds(2))


def test_gain_is_one_value_or_a_line_of_points(panel) -> None:
    panel.select((SONG,))
    gain = panel.inspector.clip.gain
    gain.whole.setValue(-6.0)
    assert panel.timeline.clip(SONG).gain == (GainPoint(0, -6.0),)
    panel.show_playhead(seconds(3))
    panel._show_choice()
    gain.add.click()
    gain.table.item(1, 1).setText("-12")
    assert panel.timeline.clip(SONG).gain == (GainPoint(0, -6.0), GainPoint(seconds(3), -12.0))
    gain.whole.setValue(0.0)
    assert [point.db for point in panel.timeline.clip(SONG).gain] == [0.0, -6.0]
    gain.table.setCurrentCell(1, 0)
    gain.remove.click()
    assert len(panel.timeline.clip(SONG).gain) == 1


def test_several_clips_are_told_and_fixed_together(panel) -> None:
    panel.select((HELLO, GOOD))
    page = panel.inspector.clip
    assert page._several.text() == "2 clips · 5.0 s"
    page.mode.setCurrentIndex(page.mode.findData("fixed"))
    page.mode.activated.emit(page.mode.currentIndex())
    assert {panel.timeline.clip(n).mode for n in (HELLO, GOOD)} == {Mode.FIXED}
    assert len(panel.answers.done) == 1


def test_what_fits_is_not_generated_again_but_can_get_another_duration(panel, qtbot) -> None:
    panel.select((HELLO,))
    page = panel.inspector.clip
    assert (page.generate.text(), page.generate.isEnabled()) == ("Generated", False)
    with qtbot.waitSignal(panel.generate_requested) as wished:
        page.more.menu().actions()[0].trigger()
    assert wished.args == [(HELLO,), Mode.FIXED]
    panel.select((HELLO, GOOD))
    with qtbot.waitSignal(panel.generate_requested) as wished:
        page.generate.click()
    assert wished.args == [(HELLO, GOOD), None]


def test_an_effect_is_made_in_its_dialog(panel, qtbot) -> None:
    panel.select((DOOR,))
    assert not panel.inspector.clip.generate.isVisible()
    assert not panel.verbs["generate"].isEnabled()
    with qtbot.waitSignal(panel.effect_requested) as wished:
        panel.inspector.clip.effect.click()
    assert wished.args == [DOOR, SFX, seconds(1.2)]


def test_a_lock_is_set_and_taken_away_at_the_right(panel) -> None:
    panel.select((LOCKED,))
    page = panel.inspector.clip
    assert page.text.isReadOnly()
    page.lock.click()
    assert not panel.timeline.clip(LOCKED).locked
    assert not page.text.isReadOnly()


# ── at the right: the timeline ───────────────────────────────────────────────────────────────────────────────────────


def test_pages_turn_with_the_choice_and_by_hand(panel) -> None:
    tabs = panel.inspector.tabs
    panel.select((GOOD,))
    assert (tabs.currentIndex(), panel.inspector.clip.isVisible()) == (0, True)
    QTest.keyClick(tabs, KEY.Key_Right)
    assert panel.inspector.track.name.text() == "Joe"
    panel.ask(partial(clip_edits.nudge_clips, clip_ids=(GOOD,), steps=1, step=48), "Nudge")
    assert panel.inspector.track.isVisible()
    panel.select(())
    assert not tabs.isTabEnabled(0)


def test_what_happens_to_neighbours_is_chosen_for_the_timeline(panel) -> None:
    panel.inspector.show_marks()
    page = panel.inspector.marks
    page.rule.setCurrentIndex(page.rule.findData(NeighbourRule.WARN.value))
    page.rule.activated.emit(page.rule.currentIndex())
    page.gap.setValue(250)
    assert (panel.timeline.rules.neighbours, panel.timeline.rules.gap) == (NeighbourRule.WARN, 12_000)
    assert not page.everywhere.isEnabled()


def test_markers_and_regions_are_named_moved_and_removed(panel, qtbot) -> None:
    panel.inspector.show_marks()
    table = panel.inspector.marks.table
    assert [table.item(row, 2).text() for row in range(2)] == ["Intro", "Turn"]
    table.item(1, 2).setText("Twist")
    table.item(0, 1).setText("6")
    assert panel.timeline.markers[0].name == "Twist"
    assert panel.timeline.regions[0].end == seconds(6)
    table.item(0, 0).setText("nonsense")
    assert "not a time" in panel.banner.sentence
    table.setCurrentCell(0, 0)
    with qtbot.waitSignal(panel.loop_changed) as wished:
        panel.inspector.marks.loop.click()
    assert wished.args == [(seconds(1), seconds(6))]
    table.setFocus()
    QTest.keyClick(panel.inspector.marks, KEY.Key_Delete)
    assert panel.timeline.regions == ()


# ── times and levels ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_time_that_is_none_is_marked_and_escape_brings_back_what_held(qtbot) -> None:
    field = TimeField("Start")
    qtbot.addWidget(field)
    field.show_sample(48_000)
    field.setText("later")
    with qtbot.assertNotEmitted(field.changed):
        QTest.keyClick(field, KEY.Key_Return)
    assert "not a time" in field.accessibleDescription()
    QTest.keyClick(field, KEY.Key_Escape)
    assert field.text() == "00:00:01.000"
    QTest.keyClick(field, KEY.Key_Up)
    assert field.sample == 48_480


@pytest.mark.parametrize("form", list(TimeForm))
@pytest.mark.parametrize("sample", [0, 1920 * 7, 1920 * 25 * 3600 * 13])
def test_times_are_read_as_they_are_written(form, sample) -> None:
    times = Times(form=form)
    assert times.read(times.said(sample)) == sample


def test_meters_tell_how_loud_it_is_and_remember_what_was_too_loud(qtbot) -> None:
    meters = Meters()
    qtbot.addWidget(meters)
    meters.show()
    quiet = SimpleNamespace(
        peak=(-12.0, -14.5), rms=(-20.0, -22.0), momentary=-23.0, short_term=-22.4, integrated=-23.1
    )
    meters.show_levels(quiet)
    assert meters.accessibleDescription().startswith(
        "Peak -12.0 dB left, -14.5 dB right. RMS -20.0 dB. Loudness -22.4 LUFS"
    )
    meters.show_levels(SimpleNamespace(**{**vars(quiet), "peak": (0.0, -3.0)}))
    meters.show_levels(None)
    assert meters.over
    with qtbot.waitSignal(meters.reset_requested):
        QTest.keyClick(meters, KEY.Key_Space)
    assert not meters.over


def test_what_was_too_loud_is_no_matter_of_the_next_timeline(panel) -> None:
    levels = {"peak": (0.0, -3.0), "rms": (-20.0, -22.0), "momentary": -23.0, "short_term": -22.4, "integrated": -23.1}
    panel.meters.show_levels(SimpleNamespace(**levels))
    assert panel.meters.over
    panel.show_nothing()
    assert not panel.meters.over


def test_a_track_that_is_added_is_of_its_kind(panel) -> None:
    panel.headers.add_requested.emit(TrackKind.SFX)
    assert panel.timeline.tracks[-1].name == "Effects 2"


def test_a_track_is_panned_on_its_head(panel) -> None:
    slider = head(panel, JOE).pan
    QTest.keyClick(slider, KEY.Key_PageDown)
    assert panel.timeline.track(JOE).pan == -0.25
    assert slider.accessibleDescription() == "25 % to the left"


def test_a_voice_is_dropped_on_who_is_to_have_it(panel, qtbot) -> None:
    data = voice_data("cloud", "id1", "Bela")
    drop = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(panel.voice_dropped) as wished:
        head(panel, ANN).dropEvent(drop)
    assert wished.args == [ANN, "cloud", "id1", "Bela"]
