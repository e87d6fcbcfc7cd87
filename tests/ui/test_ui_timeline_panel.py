"""The timeline's panel: what it shows, and that canvas, list, cards and settings are of the same clips."""

from __future__ import annotations

from functools import partial

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton
from timeline_board import (
    ANN,
    DOOR,
    FINE,
    GOOD,
    HELLO,
    JOE,
    LOCKED,
    MUSIC,
    PROJECT,
    SFX,
    SONG,
    board,
    fresh,
    gone,
    made,
    seconds,
)

from studio_app.domain.edits import timeline as edits
from studio_app.domain.timeline import Mode, TrackKind, timeline_of


@pytest.fixture(scope="module")
def board_panel(qapp):
    panel = made()
    yield panel
    gone(panel)


@pytest.fixture
def panel(board_panel, qtbot):
    return fresh(board_panel)


def button(panel, name):
    return panel.findChild(QPushButton, name)


def said(panel):
    return " ".join(one.text() for one in panel.findChildren(QLabel) if one.isVisible())


def texts(panel):
    """The words of all clips, from the first on."""
    ids = (panel.clips.clip_at(row).id for row in range(panel.clips.rowCount()))
    return [panel.timeline.clip(clip_id).text for clip_id in ids]


# ── what is shown ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_chapter_without_a_timeline_offers_to_become_one(panel, qtbot) -> None:
    panel.show_closed(8, "The Storm")
    assert "The Storm" in said(panel)
    with qtbot.waitSignal(panel.open_chapter_requested):
        button(panel, "timeline.open_chapter").click()
    with qtbot.waitSignal(panel.script_requested):
        button(panel, "timeline.import_script").click()


def test_what_is_being_made_says_how_far_it_is(panel) -> None:
    panel.show_loading("The chapter is laid out…", 0.5)
    assert "The chapter is laid out…" in said(panel)
    panel.show_timeline(8, board(), PROJECT)
    assert panel.list.clips.rowCount() == 6


def test_without_a_chapter_nothing_can_be_opened(panel) -> None:
    panel.show_nothing()
    assert not button(panel, "timeline.open_chapter").isVisible()
    assert panel.chapter_id == 0


def test_another_chapter_is_seen_with_nothing_chosen(panel) -> None:
    panel.select((HELLO,))
    panel.show_timeline(8, board(), PROJECT)
    assert (panel.selection, panel.chapter_id) == ((), 8)


def test_the_same_chapter_keeps_what_is_chosen(panel) -> None:
    panel.select((FINE, HELLO))
    panel.show_timeline(7, board(more=2), PROJECT)
    assert panel.selection == (HELLO, FINE)


def test_a_refusal_is_said_and_goes_with_the_next_edit(panel) -> None:
    panel.select((LOCKED,))
    panel.show_refusal("The clip cannot stand there.")
    assert panel.banner.sentence == "The clip cannot stand there."
    panel.select((GOOD,))
    panel.perform("fix")
    assert not panel.banner.isVisible()


# ── canvas, list and cards are one ───────────────────────────────────────────────────────────────────────────────────


def test_what_is_chosen_on_the_canvas_is_chosen_in_the_list_and_at_the_right(panel) -> None:
    panel.canvas.choose({FINE, HELLO})
    assert panel.selection == panel.list.selection == (HELLO, FINE)
    panel.canvas.choose({FINE})
    assert panel.inspector.clip.title.accessibleName() == "I'm fine."


def test_what_is_chosen_in_the_list_is_chosen_on_the_canvas(panel) -> None:
    panel.show_list(on=True)
    panel.list.enter()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    chosen = panel.clips.clip_at(1).id
    assert panel.canvas.selection == {chosen}
    QTest.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(panel.canvas.selection) == 2


def test_going_to_a_card_puts_the_playhead_at_its_clip(panel, qtbot) -> None:
    panel.cards.show_selection((FINE,), FINE)
    with qtbot.waitSignal(panel.playhead_requested) as wished:
        QTest.keyClick(panel.cards, Qt.Key.Key_Right)
    assert wished.args == [seconds(4)]
    assert panel.selection == panel.list.selection == (GOOD,)
    assert "That is good to hear., Joe, 00:00:04.000, 5 of 6" in panel.cards.accessibleDescription()


def test_cards_are_chosen_together_with_shift_and_one_by_one_with_ctrl(panel) -> None:
    panel.cards.show_selection((HELLO,), HELLO)
    QTest.keyClick(panel.cards, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert len(panel.selection) == 6
    second = QPoint(panel.cards.viewport().width() // 5, 20)
    QTest.mouseClick(panel.cards.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert len(panel.selection) == 1
    QTest.mouseClick(
        panel.cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, QPoint(20, 20)
    )
    assert len(panel.selection) == 2


def test_escape_leaves_a_card_as_it_was(panel) -> None:
    panel.cards.write(GOOD)
    field = panel.cards.findChild(QPlainTextEdit, "timeline.card_text")
    field.setPlainText("Never mind.")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert panel.timeline.clip(GOOD).text == "That is good to hear."
    assert panel.cards.findChild(QPlainTextEdit, "timeline.card_text") is None


def test_while_it_plays_the_playhead_stays_where_it_is(panel) -> None:
    panel.show_playing(playing=True)
    panel.show_playhead(999)
    panel.select((GOOD,), show=True)
    assert panel.playhead == 999


def test_what_is_gone_is_no_longer_chosen(panel) -> None:
    panel.select((HELLO, FINE))
    panel.edit_requested.emit(partial(edits.delete_clips, clip_ids=[HELLO]), "Delete")
    assert panel.selection == panel.list.selection == (FINE,)


def test_undo_brings_a_clip_back_into_the_list_where_it_was(panel) -> None:
    before = texts(panel)
    panel.select((FINE,))
    panel.perform("delete")
    assert "I'm fine." not in texts(panel)
    panel.answers.undo()
    assert texts(panel) == before


def test_a_ripple_of_many_clips_is_shown(panel) -> None:
    panel.show_timeline(7, board(more=200), PROJECT)
    panel.select((HELLO,))
    panel.perform("ripple_delete")
    rows = range(panel.clips.rowCount())
    starts = [panel.clips.clip_at(row).start for row in rows]
    assert starts == sorted(starts)
    assert panel.timeline.clip(100).start == seconds(8)


def test_the_keys_of_clips_are_those_of_the_canvas_too(panel, qtbot) -> None:
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.canvas.setFocus()
    panel.canvas.go_to(panel.timeline.clip(HELLO))
    panel.show_playhead(seconds(1))
    panel.verbs.show(panel.choice)
    with qtbot.waitSignal(panel.split_requested) as wished:
        QTest.keyClick(panel.canvas, Qt.Key.Key_S)
    assert wished.args == [HELLO, seconds(1)]
    QTest.keyClick(panel.canvas, Qt.Key.Key_Delete)
    assert HELLO not in [clip.id for clip in panel.timeline.lane(JOE)]


def test_from_the_list_the_canvas_goes_on_where_one_is(panel) -> None:
    panel.show_list(on=True)
    panel.select((GOOD,))
    panel.show_list(on=False)
    assert panel.canvas.current_clip.id == GOOD


# ── adding ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", TrackKind)
def test_a_track_is_added_below_the_others(panel, kind) -> None:
    panel.add(kind.value)
    assert panel.timeline.tracks[-1].kind is kind
    assert panel.headers.order == tuple(track.id for track in panel.timeline.tracks)


def test_a_new_clip_is_written_at_once(panel) -> None:
    panel.show_playhead(seconds(20))
    panel.add("clip")
    (new,) = panel.choice.clips
    assert (new.track_id, new.start, new.text) == (JOE, seconds(20), "")
    field = panel.cards.findChild(QPlainTextEdit, "timeline.card_text")
    assert field is not None
    field.setPlainText("And then?")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert panel.timeline.clip(new.id).text == "And then?"


def test_a_new_clip_fits_between_its_neighbours(panel) -> None:
    panel.canvas.new_clip_requested.emit(JOE, seconds(2.5))
    new = max(panel.timeline.lane(JOE), key=lambda clip: clip.id)
    assert (new.start, new.end) == (seconds(2.5), seconds(4))


def test_a_clip_on_a_track_of_effects_is_made_from_a_prompt(panel, qtbot) -> None:
    with qtbot.waitSignal(panel.effect_requested) as wished:
        panel.canvas.new_clip_requested.emit(SFX, seconds(3))
    assert wished.args == [0, SFX, seconds(3)]


def test_audio_goes_onto_a_track_of_audio_at_the_playhead(panel, qtbot) -> None:
    panel.show_playhead(seconds(1))
    with qtbot.waitSignal(panel.media_requested) as wished:
        panel.add("media")
    assert wished.args == [MUSIC, seconds(1)]


def test_audio_goes_onto_the_track_of_original_sound_that_is_looked_at(panel, qtbot) -> None:
    panel.add("original")
    panel.canvas.set_current(panel.timeline.tracks[-1].id, 0)
    with qtbot.waitSignal(panel.media_requested) as wished:
        panel.add("media")
    assert wished.args[0] == panel.timeline.tracks[-1].id


def test_times_beyond_half_a_day_are_told_whole(panel, qtbot) -> None:
    late = seconds(20 * 3600)
    with qtbot.waitSignal(panel.playhead_requested) as wished:
        panel.place_playhead(late)
    assert wished.args == [late]
    with qtbot.waitSignal(panel.effect_requested) as wished:
        panel.add("effect")
    assert wished.args == [0, SFX, late]


# ── reading only, playing, prices ────────────────────────────────────────────────────────────────────────────────────


def test_what_is_open_for_reading_only_is_looked_at(panel, qtbot) -> None:
    panel.show_timeline(7, board(), PROJECT, read_only=True)
    panel.select((HELLO,))
    with qtbot.assertNotEmitted(panel.edit_requested):
        for verb in ("delete", "fix", "lock", "generate", "paste", "marker"):
            panel.perform(verb)
        panel.add("sfx")
    assert not panel.bar.add.isEnabled()
    assert panel.bar.play.isEnabled()


def test_play_and_pause_are_told_on_one_button(panel, qtbot) -> None:
    with qtbot.waitSignal(panel.transport_requested) as wished:
        panel.bar.play.click()
    assert wished.args == ["play"]
    panel.show_playing(playing=True)
    assert panel.bar.play.accessibleName() == "Pause"


def test_what_is_chosen_is_looped(panel, qtbot) -> None:
    panel.select((HELLO, FINE))
    with qtbot.waitSignal(panel.loop_changed) as wished:
        panel.bar.loop.click()
    assert wished.args == [(0, seconds(3.7))]
    assert panel.canvas.loop == (0, seconds(3.7))
    with qtbot.waitSignal(panel.loop_changed) as wished:
        panel.bar.loop.click()
    assert wished.args == [None]


def test_a_price_is_asked_for_what_is_chosen_and_shown_on_the_button(panel, qtbot) -> None:
    panel.select((FINE, GOOD))
    with qtbot.waitSignal(panel.price_requested) as wished:
        pass
    panel.show_price(wished.args[0], {"elevenlabs": 30.0})
    assert panel.inspector.clip.generate.text() == "Generate audio · ~30 credits"
    panel.select((FINE,))
    assert panel.inspector.clip.generate.text() == "Generate audio"
    panel.show_price((FINE, GOOD), {"elevenlabs": 30.0})
    assert panel.inspector.clip.generate.text() == "Generate audio"


def test_how_much_is_stale_stands_on_the_bar(panel, qtbot) -> None:
    panel.show_stale(0)
    assert not panel.bar.stale.isEnabled()
    panel.show_stale(2, {"local": 0.0})
    assert panel.bar.stale.text() == "Generate 2 clips · free"
    with qtbot.waitSignal(panel.generate_stale_requested):
        panel.bar.stale.click()


def test_generating_leaves_locked_clips_and_clips_without_words_out(panel, qtbot) -> None:
    panel.select((FINE, SONG, LOCKED))
    with qtbot.waitSignal(panel.generate_requested) as wished:
        panel.perform("generate")
    assert wished.args == [(FINE,), None]


def test_generating_fixed_is_only_for_what_is_spoken(panel, qtbot) -> None:
    panel.select((FINE, DOOR))
    assert not panel.verbs["generate_fixed"].isEnabled()
    panel.select((FINE, GOOD))
    with qtbot.waitSignal(panel.generate_requested) as wished:
        panel.perform("generate_fixed")
    assert wished.args == [(FINE, GOOD), Mode.FIXED]


def test_the_heads_stand_beside_their_tracks(panel) -> None:
    panel.canvas.verticalScrollBar().setValue(40)
    row = panel.canvas.rows.of(ANN)
    y = panel.canvas.viewport().mapTo(panel, panel.canvas.viewport().rect().topLeft()).y() + row.top - panel.canvas.down
    head = panel.headers.head(ANN)
    assert head.mapTo(panel, head.rect().topLeft()).y() == y


def test_times_are_written_everywhere_as_the_person_wishes(panel) -> None:
    panel.bar.form.setCurrentIndex(panel.bar.form.findData("25"))
    panel.bar.form.activated.emit(panel.bar.form.currentIndex())
    panel.select((FINE,))
    assert panel.inspector.clip.start.text() == "00:00:02:07"
    assert panel.clips.index(panel.clips.row_of(FINE), 1).data() == "00:00:02:07"


# ── in the window ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_tab_goes_from_the_bar_by_cards_and_heads_to_the_clips_and_what_is_chosen(panel) -> None:
    stops, here = [], panel.bar.more
    for _ in range(60):
        here = here.nextInFocusChain()
        if here in (
            panel.cards,
            panel.headers.head(JOE),
            panel.headers.head(MUSIC),
            panel.canvas,
            panel.inspector.tabs,
        ):
            stops.append(here)
    assert stops == [
        panel.cards,
        panel.headers.head(JOE),
        panel.headers.head(MUSIC),
        panel.canvas,
        panel.inspector.tabs,
    ]


def test_a_narrow_window_leaves_out_what_is_elsewhere_too(panel) -> None:
    panel.resize(720, 500)
    assert not panel.bar.form.isVisible()
    assert panel.bar.width() <= 720
    assert panel.bar.export.accessibleName() == "Export…"
    panel.resize(1300, 600)
    assert panel.bar.form.isVisible()


def test_the_playhead_can_come_many_times_a_second(panel) -> None:
    for sample in range(0, 48_000, 960):
        panel.show_playhead(sample)
    assert panel.bar.time.text() == "00:00:00.980"
    assert panel.canvas.playhead == 47_040


def test_a_timeline_without_tracks_offers_the_ways_to_one(panel, qtbot) -> None:
    panel.show_timeline(9, timeline_of(), PROJECT)
    assert "No tracks yet" in said(panel)
    panel.enter()
    assert panel.focusWidget() is button(panel, "timeline.first_track")
    button(panel, "timeline.first_track").click()
    assert panel.timeline.tracks[0].kind is TrackKind.VOICEOVER
    assert panel.canvas.isVisible()
    panel.answers.undo()
    assert not panel.canvas.isVisible()


def test_a_timeline_is_given_up_from_the_bar(panel, qtbot) -> None:
    with qtbot.waitSignal(panel.close_chapter_requested):
        next(action for action in panel.bar.more.menu().actions() if "pauses" in action.text()).trigger()


def test_a_mark_is_named_where_it_is_told(panel) -> None:
    panel.canvas.rename_mark_requested.emit(20)
    table = panel.inspector.marks.table
    assert table.currentItem().text() == "Turn"
    field = table.findChild(QLineEdit)
    field.setText("Twist")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.qWait(1)
    assert panel.timeline.markers[0].name == "Twist"


def test_the_ruler_has_a_menu_for_marks_and_for_a_bare_place(panel) -> None:
    panel.take_loop((seconds(1), seconds(2)))
    panel.canvas.mark_menu_requested.emit((), seconds(6), QPoint(10, 10))
    menu = panel.findChild(QMenu, "timeline.mark_menu")
    by_text = {action.text(): action for action in menu.actions()}
    by_text["Marker here"].trigger()
    by_text["Region of the loop"].trigger()
    by_text["Playhead here"].trigger()
    menu.close()
    assert panel.timeline.markers[-1].at == panel.playhead == seconds(6)
    assert (seconds(1), seconds(2)) in [(region.at, region.end) for region in panel.timeline.regions]
