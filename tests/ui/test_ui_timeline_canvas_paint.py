"""What the canvas paints: clips where they are, waveforms at every zoom, states, density; and no more than it has time for."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QImage

from studio_app.domain.edits import timeline as edits
from studio_app.domain.edits import tracks
from studio_app.domain.timeline import Clip, Mode, Sound, Track, TrackKind, timeline_of
from studio_app.session.standing import ParagraphState, State
from studio_app.ui.kit import theme
from studio_app.ui.timeline import canvas_picture
from studio_app.ui.timeline.canvas import TimelineCanvas
from studio_app.ui.timeline.canvas_clips import box
from studio_app.ui.timeline.canvas_lanes import LaneArrays, Signs
from studio_app.ui.timeline.canvas_look import Look, track_colour
from studio_app.ui.timeline.tiles import Tiles

S = 48_000


def loud(sound, samples_per_bin, first, count):
    """A recording that is loud in its first half and silent in its second."""
    at = np.arange(first, min(first + count, -(-sound.frames // samples_per_bin))) * samples_per_bin
    level = np.where(at < sound.frames // 2, 127, 0)
    return np.stack([-level, level], axis=1).astype(np.int8)


def clip(number, start, seconds, track=1, **more):
    length = round(seconds * S)
    more.setdefault("sounds", (Sound(length, 0, length, length, take_id=number),))
    return Clip(number, track, round(start * S), length, paragraph_id=number, **more)


def timeline(*clips):
    kinds = (TrackKind.VOICEOVER, TrackKind.AUDIO)
    named = [Track(n + 1, n, kind, kind.value) for n, kind in enumerate(kinds)]
    return timeline_of(named, clips)


@pytest.fixture
def canvas(qapp):
    made = TimelineCanvas()
    made.resize(1000, 300)
    made.set_waveforms(loud)
    made.show_timeline(1, timeline(clip(10, 1, 2), clip(11, 5, 2)))
    made.show()
    made.set_zoom(480.0, 0)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def picture(canvas) -> QImage:
    """The canvas with all that had to wait."""
    for _ in range(200):
        found = canvas.viewport().grab().toImage()
        canvas.picture.goes_on = not canvas.picture.owed.isEmpty()
        if not canvas.picture.goes_on:
            return found
    raise AssertionError("it is never complete")


def ink(canvas, place=0):
    track = canvas.timeline.tracks[place]
    return canvas.look.coat(track, place)


def count(image: QImage, colour: QColor, left, right, top=0, bottom=72) -> int:
    wanted = colour.rgb()
    return sum(image.pixel(x, y) == wanted for x in range(left, right) for y in range(top, bottom))


def test_a_clip_is_painted_where_it_is_and_nothing_beside_it(canvas):
    image = picture(canvas)
    fill = ink(canvas).fill
    assert count(image, fill, 103, 297) > 2000
    assert count(image, fill, 0, 98) == count(image, fill, 302, 498) == 0


@pytest.mark.parametrize("per_pixel", [0.1, 1.0, 37.0, 480.0, 4_000.0])
def test_a_waveform_is_loud_where_the_recording_is_at_every_zoom(canvas, per_pixel):
    canvas.set_zoom(per_pixel, 0)
    middle = 2 * S
    for at, is_loud in ((middle - round(5 * per_pixel), True), (middle + round(5 * per_pixel), False)):
        canvas.show_from(at - round(10 * per_pixel))
        image = picture(canvas)
        x = canvas.scale.x(at)
        waves = count(image, ink(canvas).wave, x, x + 1)
        assert (waves > 25) is (is_loud and per_pixel >= 1)
        assert waves >= 1 or per_pixel < 1


def test_a_cut_shows_the_part_of_the_recording_that_is_heard(canvas):
    split, change = edits.split_clip(canvas.timeline, 10, round(2.5 * S))
    before = picture(canvas)
    canvas.timeline_changed(split, change)
    after = picture(canvas)
    rows = [x for x in range(110, 290) if abs(x - 250) > 8]
    assert [before.pixel(x, 55) for x in rows] == [after.pixel(x, 55) for x in rows]


def test_stretched_speech_is_painted_stretched(canvas):
    canvas.timeline_changed(*edits.stretch_clip(canvas.timeline, 10, edits.Edge.END, round(4.5 * S)))
    image = picture(canvas)
    wave = ink(canvas).wave
    assert count(image, wave, 255, 270) > 15 * 20
    assert count(image, wave, 285, 300) < 15 * 3


def test_only_the_tiles_of_what_changed_are_painted_again(canvas):
    canvas.set_zoom(48.0, 0)
    picture(canvas)
    painted = canvas.picture.painted
    canvas.timeline_changed(*edits.set_fades(canvas.timeline, 10, 100, 0))
    picture(canvas)
    assert 0 < canvas.picture.painted - painted <= 12
    painted = canvas.picture.painted
    canvas.set_playhead(S // 4)
    canvas.hover(11)
    picture(canvas)
    assert canvas.picture.painted == painted


def test_scrolling_paints_only_what_comes_into_sight(canvas):
    picture(canvas)
    painted = canvas.picture.painted
    canvas.scroll_to(canvas.scale.left + 256)
    picture(canvas)
    assert canvas.picture.painted - painted <= 2 * len(canvas.timeline.tracks)


def test_a_picture_takes_no_longer_than_it_may_and_says_what_it_owes(canvas, monkeypatch):
    canvas.show_timeline(1, timeline(*(clip(n, n * 0.5, 0.4) for n in range(10, 300))))
    canvas.set_zoom(1200.0, 0)
    canvas.picture.rows.clear()
    monkeypatch.setattr(canvas_picture, "_TILES_S", 0.0)  # however fast the machine is
    blocks = canvas.viewport().grab().toImage()
    assert not canvas.picture.owed.isEmpty()
    assert count(blocks, ink(canvas).chosen, 600, 900) > 1000
    monkeypatch.undo()
    assert count(picture(canvas), ink(canvas).chosen, 600, 900) == 0


def test_a_waveform_that_is_not_known_yet_is_a_line_until_it_is(canvas):
    known = {}
    canvas.set_waveforms(lambda sound, *where: known.get(sound.take_id, lambda *_: None)(sound, *where))
    wave = ink(canvas).wave
    assert count(picture(canvas), wave, 110, 190) <= 80
    known[10] = loud
    canvas.waveform_ready("take:10")
    image = picture(canvas)
    assert count(image, wave, 110, 190) > 80 * 20
    assert count(image, wave, 510, 590) <= 80


def test_a_long_recording_appears_from_its_beginning(canvas):
    canvas.show_timeline(1, timeline(clip(10, 0, 8)))
    wave = ink(canvas).wave
    canvas.set_waveforms(
        lambda sound, size, first, count: loud(sound, size, first, count)[: max(0, 2 * S // size - first)]
    )
    image = picture(canvas)
    assert count(image, wave, 20, 190) > 170 * 20
    assert count(image, wave, 210, 390) <= 180


@pytest.mark.parametrize(
    ("state", "role"), [(State.STALE, "stale"), (State.FAILED, "failed"), (State.GENERATING, "generating")]
)
def test_what_must_be_done_is_seen_on_the_clip(canvas, state, role):
    told = ParagraphState(10, state, False, 1, 0, 1.0, 8)
    canvas.set_states(lambda paragraph_id: told if paragraph_id == 10 else None)
    image = picture(canvas)
    assert count(image, canvas.look[role], 100, 300, 60, 72) > 100
    assert count(image, canvas.look[role], 500, 700, 60, 72) == 0


def test_a_state_that_changed_is_painted(canvas):
    told = {}
    canvas.set_states(told.get)
    assert count(picture(canvas), canvas.look["stale"], 100, 300, 60, 72) == 0
    told[10] = ParagraphState(10, State.STALE, False, 1, 0, 1.0, 8)
    canvas.states_changed([10, 999])
    assert count(picture(canvas), canvas.look["stale"], 100, 300, 60, 72) > 100


def test_effects_are_seen_being_made(canvas):
    canvas.set_busy([10])
    assert count(picture(canvas), canvas.look["generating"], 100, 300, 60, 72) > 100
    canvas.set_busy([], failed=[10])
    assert count(picture(canvas), canvas.look["failed"], 100, 300, 60, 72) > 100


def test_thousands_are_one_bar_as_dense_as_they_are(canvas):
    canvas.show_timeline(1, timeline(*(clip(n, n, 0.5) for n in range(4000))))
    canvas.zoom_all()
    image = picture(canvas)
    page, wave = ink(canvas).row, ink(canvas).wave
    middle = QColor(image.pixel(400, 30))
    share = (middle.red() - page.red()) / (wave.red() - page.red())
    assert share == pytest.approx(0.25 + 0.75 * 0.5, abs=0.1)
    assert canvas.picture.painted == 0 or image.pixel(980, 30) == page.rgb()


def test_what_is_chosen_and_stale_is_seen_among_thousands(canvas):
    stale = ParagraphState(0, State.STALE, False, 1, 0, 1.0, 8)
    canvas.set_states(lambda paragraph_id: stale if paragraph_id > 3000 else None)
    canvas.show_timeline(1, timeline(*(clip(n, n, 0.9) for n in range(4000))))
    canvas.zoom_all()
    while canvas.signs.more(1.0):
        pass
    plain = picture(canvas)
    canvas.choose(range(1000))
    image = picture(canvas)
    assert image.pixel(100, 30) != plain.pixel(100, 30)
    assert image.pixel(600, 30) == plain.pixel(600, 30)
    assert plain.pixel(900, 66) != plain.pixel(300, 66)


def test_arrays_follow_an_edit_by_its_blocks(canvas):
    held = timeline(*(clip(n, n, 0.5) for n in range(10, 2000)))
    arrays = LaneArrays()
    arrays.follow(held.lane(1))
    known = dict(arrays._blocks)
    moved = edits.move_clips(held, [1500], S // 4)[0]
    arrays.follow(moved.lane(1))
    assert arrays.starts[arrays.ids == 1500] == [round(1500.25 * S)]
    assert len(known.keys() - arrays._blocks.keys()) == 1
    first, behind = arrays.within(20 * S, 22 * S)
    assert arrays.ids[first:behind].tolist() == [20, 21]


def test_how_much_is_filled_is_exact_at_any_edges():
    arrays = LaneArrays()
    arrays.follow(timeline(clip(1, 0, 1), clip(2, 2, 2), clip(3, 10, 1)).lane(1))
    edges = np.array([-1.0, 0.5, 1.5, 3.0, 3.5, 8.0, 10.5, 20.0]) * S
    wanted = [1 / 3, 0.5, 2 / 3, 1.0, 1 / 9, 0.2, 0.5 / 9.5]
    assert arrays.filled(edges) == pytest.approx(wanted)
    marked = np.array([False, False, True, False])
    assert arrays.filled(edges, marked) == pytest.approx([0, 0, 2 / 3, 1.0, 1 / 9, 0, 0])


def test_signs_are_found_out_little_by_little():
    signs, held = Signs(), timeline(*(clip(n, n, 0.5, text="Hm.", sounds=()) for n in range(10, 3000)))
    signs.restart(held)
    assert signs.more(0.0)
    while signs.more(0.01):
        pass
    assert signs.settled
    assert signs.sign(held.clip(10)) == 1


def test_tiles_are_kept_and_forgotten_by_their_recording(qapp):
    asked = []

    def answer(sound, *where):
        asked.append(sound.take_id)
        return loud(sound, *where)

    tiles = Tiles()
    tiles.waveforms = answer
    one, other = (Sound(S, 0, S, S, take_id=n) for n in (1, 2))
    for sound in (one, other, one):
        tiles.tile(sound, 100.0, 40, QColor("blue"), 0, 1.0)
    assert asked == [1, 2]
    tiles.forget("take:1")
    for sound in (one, other):
        tiles.tile(sound, 100.0, 40, QColor("blue"), 0, 1.0)
    assert asked == [1, 2, 1]
    assert tiles.tile(one, 100.0, 40, QColor("blue"), 5, 1.0) is None


@pytest.mark.parametrize("name", ["light", "dark", "high-contrast"])
def test_text_is_read_on_every_clip_in_every_theme(canvas, name):
    theme.themes().apply(name)
    look = Look()
    roles = theme.themes().current.roles
    for place in range(8):
        coat = look.coat(Track(1, 0, TrackKind.VOICEOVER, ""), place)
        for ground in (coat.fill, coat.chosen, coat.empty, coat.locked):
            assert theme.contrast(roles["text"], ground.name()) >= 4.5
        assert theme.contrast(coat.wave.name(), coat.fill.name()) >= 2.0
    assert track_colour(Track(1, 0, TrackKind.AUDIO, "", colour="#123456"), 0) == QColor("#123456")


def test_another_theme_repaints_and_a_muted_track_is_pale(canvas):
    light = picture(canvas)
    theme.themes().apply("dark")
    dark = picture(canvas)
    assert light.pixel(150, 12) != dark.pixel(150, 12)
    canvas.timeline_changed(*tracks.change_track(canvas.timeline, 1, mute=True))
    assert picture(canvas).pixel(150, 30) != dark.pixel(150, 30)


def test_rows_are_as_high_as_their_tracks_and_scroll(canvas):
    tall = tracks.change_track(canvas.timeline, 1, height=500)
    heard, scrolled = [], []
    canvas.rows_changed.connect(lambda: heard.append(True))
    canvas.scrolled.connect(scrolled.append)
    canvas.timeline_changed(*tall)
    assert heard == [True]
    row = canvas.rows.of(2)
    assert (row.top, canvas.rows.height) == (500, 572)
    canvas.verticalScrollBar().setValue(100)
    assert scrolled[-1] == canvas.down == 100
    found = canvas.shown.clip(10)
    assert box(canvas.rows.of(1), found, canvas.scale, canvas.down).top() == -98


def test_fixed_speech_tells_its_factor_and_dynamic_speech_does_not(canvas):
    fast = clip(10, 1, 2, mode=Mode.FIXED, sounds=(Sound(3 * S, 0, 3 * S, 2 * S, take_id=10),))
    canvas.show_timeline(1, timeline(fast, clip(11, 5, 2)))
    image = picture(canvas)
    soft = canvas.look["warning_soft"]
    assert count(image, soft, 230, 300, 0, 22) > 40
    assert count(image, soft, 630, 700, 0, 22) == 0


def test_a_waveform_nobody_told_of_is_asked_for_again_after_a_while(canvas):
    asked = []
    canvas.set_waveforms(lambda sound, *_: asked.append(sound.take_id))
    picture(canvas)
    count_once = len(asked)
    picture(canvas)
    assert len(asked) == count_once > 0
    for tile in canvas.picture.rows._held.values():
        tile.waits_until = min(tile.waits_until, 0.0)
    picture(canvas)
    assert len(asked) == 2 * count_once
