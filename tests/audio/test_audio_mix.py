from dataclasses import replace

import numpy as np
import pytest
import soxr
from audio_takes import Shelf, voice
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.audio.decode import decode
from studio_app.audio.mix import Mix, render
from studio_app.domain.errors import Damaged, WrongUsage
from studio_app.domain.mixplan import MixPlan, PlanItem

SHELF = Shelf()
TAKES = (
    SHELF.take(voice(0.4)),
    SHELF.take(voice(0.3, 24000), 24000, "flac"),
    SHELF.take(voice(0.2, 44100), 44100),
)
PLAN = SHELF.plan(TAKES, pause=0.1, gain=0.8, fade_in=60, fade_out=90)
WHOLE = SHELF.whole(PLAN)


@settings(deadline=None)
@given(st.tuples(st.integers(0, PLAN.length), st.integers(0, PLAN.length)).map(sorted), st.integers(1000, 70000))
def test_any_window_equals_the_same_window_of_the_whole(window, block):
    start, end = window
    blocks = list(render(PLAN, SHELF.fetch, start, end, block=block))
    got = np.concatenate([np.zeros((0, 1), np.float32), *blocks])
    assert np.array_equal(got, WHOLE[start:end])


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, PLAN.length), st.integers(0, PLAN.length)).map(sorted), min_size=1, max_size=5)
)
def test_takes_that_are_unrolled_sound_the_same_to_the_bit(windows):
    mix = Mix(PLAN, SHELF.fetch, unrolled=True)
    for start, end in windows:
        got = np.concatenate([np.zeros((0, 1), np.float32), *mix.blocks(start, end, block=4096)])
        assert np.array_equal(got, WHOLE[start:end])


@pytest.mark.parametrize("frames", [1, 40, 150, 9000, 60000])
@pytest.mark.parametrize("channels", [1, 2])
def test_short_and_long_takes_of_one_channel_or_two_unroll_to_the_same(shelf, frames, channels):
    sound = voice(3)[:frames, None] if channels == 1 else np.stack([voice(3), voice(3, seed=2)], axis=1)[:frames]
    for width in (1, 2):
        plan = shelf.plan([shelf.take(sound)], channels=width, fade_in=100, fade_out=100, gain=0.5)
        got = np.concatenate(list(Mix(plan, shelf.fetch, unrolled=True).blocks(block=1000)))
        assert np.array_equal(got, shelf.whole(plan))


@pytest.mark.parametrize("channels", [1, 2])
def test_a_plan_of_pause_rules_is_its_takes_one_behind_the_other(channels):
    wanted = np.zeros((PLAN.length, channels), np.float32)
    for item, take in zip(PLAN.items, TAKES, strict=True):
        part = decode(SHELF.fetch(take), take.codec, take.rate, 1) * np.float32(0.8)
        part = soxr.resample(part, take.rate, PLAN.rate, quality="HQ") if take.rate != PLAN.rate else part
        for frames, way in ((60, 1), (90, -1)):
            rise = 0.5 - 0.5 * np.cos((np.arange(frames) + 0.5) * (np.pi / frames))
            part[::way][:frames] *= rise.astype(np.float32)[:, None]
        wanted[item.start : item.start + len(part)] = part[: item.length]
    assert np.array_equal(SHELF.whole(replace(PLAN, channels=channels)), wanted)


def test_one_mix_gives_many_windows():
    mix = Mix(PLAN, SHELF.fetch)
    parts = [np.concatenate(list(mix.blocks(at, at + 5000))) for at in range(0, 40000, 5000)]
    assert np.array_equal(np.concatenate(parts), WHOLE[:40000])


def test_the_mix_is_as_long_as_the_plan_and_silent_between_takes():
    assert len(WHOLE) == PLAN.length
    heard = np.zeros(PLAN.length, bool)
    for item in PLAN.items:
        heard[item.start : item.start + item.length] = True
    assert not WHOLE[~heard].any()
    assert WHOLE[heard].any()


def test_a_take_of_the_plans_rate_is_played_as_it_is(shelf):
    sound = np.arange(-500, 500, dtype=np.float32)[:, None] / 32768
    plan = shelf.plan([shelf.take(sound, 44100)])
    start = plan.items[0].start
    assert np.array_equal(shelf.whole(plan)[start : start + 1000], sound)


def test_only_what_is_between_the_trim_points_is_played(shelf):
    sound = np.array([9, 9, 1, 2, 3, 9], np.float32) / 32768
    plan = shelf.plan([shelf.take(sound, 44100, trim=(2, 5))])
    assert [round(x * 32768) for x in shelf.whole(plan)[:, 0] if x] == [1, 2, 3]


def test_gain_is_a_factor(shelf):
    plan = shelf.plan([shelf.take(np.full(100, 0.25), 44100)], gain=2.0)
    assert shelf.whole(plan).max() == 0.5


def test_fades_rise_from_and_fall_to_nothing_without_a_corner(shelf):
    plan = shelf.plan([shelf.take(np.full(1000, 0.5), 44100)], fade_in=200, fade_out=300)
    sound = shelf.whole(plan)[plan.items[0].start :][:1000, 0]
    assert (np.diff(sound[:200]) > 0).all()
    assert (np.diff(sound[-300:]) < 0).all()
    assert (sound[200:700] == 0.5).all()
    assert np.abs(np.diff(sound, prepend=0, append=0)).max() < 0.5 * np.pi / 200


def test_no_step_at_a_join_is_larger_than_the_sound_itself_makes():
    inner = max(np.abs(np.diff(WHOLE[i.start : i.start + i.length, 0])).max() for i in PLAN.items)
    edges = [edge for i in PLAN.items for edge in (i.start, i.start + i.length)]
    assert all(abs(WHOLE[edge, 0] - WHOLE[edge - 1, 0]) < inner / 10 for edge in edges)


@pytest.mark.parametrize("length", [1, 999, 20000])
def test_an_item_is_as_long_as_the_plan_says(shelf, length):
    take = shelf.take(np.full(1000, 0.5))
    plan = MixPlan(44100, 30000, (PlanItem(take, 10, length),), ())
    heard = np.flatnonzero(shelf.whole(plan)[:, 0])
    assert heard[0] == 10
    assert heard[-1] + 1 <= 10 + min(length, 2000)


def test_mono_fills_stereo_and_stereo_becomes_mono(shelf):
    both = np.stack([np.full(500, 0.2), np.full(500, 0.6)], axis=1)
    plan = shelf.plan([shelf.take(np.full(500, 0.5), 44100)], channels=2)
    assert (shelf.whole(plan)[plan.items[0].start] == [0.5, 0.5]).all()
    plan = shelf.plan([shelf.take(both, 44100)])
    assert shelf.whole(plan)[plan.items[0].start] == pytest.approx(0.4, abs=1e-4)
    plan = shelf.plan([shelf.take(both, 44100)], channels=2)
    assert shelf.whole(plan)[plan.items[0].start] == pytest.approx([0.2, 0.6], abs=1e-4)


def test_a_take_without_sound_is_silence(shelf):
    take = shelf.take(np.zeros(100), trim=(0, 0))
    assert not shelf.whole(MixPlan(44100, 500, (PlanItem(take, 0, 100),), ())).any()


def test_resampling_keeps_pitch_and_time(shelf):
    tone = np.sin(2 * np.pi * 440 * np.arange(22050) / 22050) * 0.5
    plan = shelf.plan([shelf.take(tone)])
    sound = shelf.whole(plan)[plan.items[0].start :][1000:43000, 0]
    wanted = np.sin(2 * np.pi * 440 * np.arange(1000, 43000) / 44100) * 0.5
    assert np.abs(sound - wanted).max() < 1e-3


@pytest.mark.parametrize(
    "change", [{"stretch": 1.1}, {"start": -1}, {"start": PLAN.length}, {"length": PLAN.length}, {"length": -1}]
)
def test_what_cannot_be_mixed_is_refused(change):
    plan = replace(PLAN, items=(replace(PLAN.items[0], **change), *PLAN.items[1:]))
    with pytest.raises(WrongUsage):
        Mix(plan, SHELF.fetch)


def test_a_window_outside_the_plan_is_refused():
    with pytest.raises(WrongUsage):
        list(render(PLAN, SHELF.fetch, 0, PLAN.length + 1))


def test_a_take_that_lost_its_end_is_damaged(shelf):
    take = shelf.take(np.full(22050, 0.5))
    plan = shelf.plan([take])
    shelf.stored[take.id] = shelf.stored[take.id][:10000]
    with pytest.raises(Damaged):
        shelf.whole(plan)
