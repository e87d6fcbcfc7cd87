"""Time on the canvas: where samples are, which ticks are drawn, what things snap to."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.text.timecode import FRAME_RATES
from studio_app.domain.timeline import Clip, Marker, Region, Track, TrackKind, timeline_of
from studio_app.ui.timeline.canvas_scale import NEAREST, Scale, limits
from studio_app.ui.timeline.ruler import ticks
from studio_app.ui.timeline.snapping import Snapping
from studio_app.ui.timeline.times import TimeForm, Times

S = 48_000
SCALES = st.floats(NEAREST, 3e6)


@given(SCALES, st.integers(0, 2000), st.floats(NEAREST, 3e6), st.integers(0, 10**10))
def test_what_is_under_the_mouse_stays_there_when_it_is_zoomed(per_pixel, x, other, left):
    before = Scale(per_pixel, round(left / per_pixel))
    after = before.zoomed(other, x)
    if after.left:
        under = (x + before.left) * per_pixel
        assert (x + after.left) * other == pytest.approx(under, abs=0.51 * other + 1e-6 * under)


@given(SCALES, st.integers(0, 4 * 10**9))
def test_a_sample_is_found_again_by_its_pixel(per_pixel, sample):
    scale = Scale(per_pixel, round(sample / per_pixel))
    assert abs(scale.sample(scale.x(sample)) - sample) <= per_pixel / 2 + 1


def test_a_day_is_seen_at_once_and_a_longer_timeline_too():
    assert limits(0, S, 1000)[1] * 1000 == 24 * 3600 * S
    assert limits(100 * 3600 * S, S, 1000)[1] * 1000 >= 100 * 3600 * S


@pytest.mark.parametrize(
    ("per_pixel", "step_ms", "labels_ms"),
    [(0.05, 1, 1), (480, 100, 1000), (4_800, 1000, 10_000), (480_000, 300_000, 1_800_000)],
)
def test_the_clock_is_ruled_in_steps_one_counts_by(per_pixel, step_ms, labels_ms):
    found = ticks(Times(), per_pixel)
    assert found.step * found.unit == Fraction(step_ms * 48)
    assert found.step * found.parts == labels_ms


@settings(max_examples=50)
@given(SCALES, st.sampled_from(list(TimeForm)), st.sampled_from(list(FRAME_RATES.values())))
def test_labels_have_room_at_every_zoom(per_pixel, form, frames):
    found = ticks(Times(form=form, frames=frames), per_pixel)
    assert found.samples * found.parts >= 96 * per_pixel or found.step * found.parts >= 86_400
    assert found.samples >= 9 * per_pixel or found.parts == 1


def test_ticks_of_frames_stand_on_frames_after_hours():
    frames = FRAME_RATES["29.97 df"]
    found = ticks(Times(form=TimeForm.FRAMES, frames=frames), 20.0)
    assert (found.step, found.parts) == (1, 2)
    hour = 3600 * S
    marks = [at for at, _ in found.within(hour, hour + S)]
    assert marks == [frames.first_sample(frames.frame_of(at, S), S) for at in marks]
    assert 29 <= len(marks) <= 31


def snapping(playhead=0, grid=0.0, reach=500):
    tracks = [Track(1, 1, TrackKind.VOICEOVER, "Alice"), Track(2, 2, TrackKind.AUDIO, "Music")]
    clips = [Clip(10, 1, 2 * S, 3 * S), Clip(11, 2, 0, 60 * S)]
    marks = {"markers": [Marker(90, 20 * S)], "regions": [Region(91, 30 * S, 40 * S)]}
    return Snapping(timeline_of(tracks, clips, **marks), playhead, reach, grid)


@pytest.mark.parametrize("thing", [2 * S, 5 * S, 20 * S, 30 * S, 40 * S, 60 * S, 7 * S])
def test_edges_snap_to_clips_marks_and_the_playhead(thing):
    found = snapping(playhead=7 * S).snap([thing + 400])
    assert (found.by, found.at) == (-400, thing)
    assert snapping(playhead=7 * S).snap([thing + 501]) is None


def test_the_edge_that_is_nearest_decides():
    assert snapping().snap([2 * S + 300, 5 * S - 100]).by == 100


def test_what_moves_along_is_not_snapped_to():
    assert snapping().snap([2 * S + 300], without={10}) is None


def test_the_grid_counts_where_nothing_else_is_near():
    assert snapping(grid=S / 10).snap([2 * S + 300]).at == 2 * S
    assert snapping(grid=S / 10).snap([11 * S + 300]).at == 11 * S
