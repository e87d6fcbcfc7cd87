import numpy as np
import pytest
import soxr
from audio_takes import stored, voice
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.audio.measure import inspect, levels, speech_bounds

RATE = 22050


def padded(sound, before, after):
    return np.concatenate([np.zeros(before), sound, np.zeros(after)]).astype(np.float32)[:, None]


def test_silence_at_both_ends_is_trimmed_with_a_guard():
    tone = np.sin(np.arange(RATE) * 0.3) * 0.5
    start, end = speech_bounds(padded(tone, 4410, 6615), RATE)
    assert start == pytest.approx(4410 - 0.010 * RATE, abs=2)
    assert end == pytest.approx(4410 + RATE + 0.030 * RATE, abs=2)


@pytest.mark.parametrize("frames", [0, 1, 5000])
def test_silence_alone_has_no_bounds(frames):
    assert speech_bounds(np.zeros((frames, 1), np.float32), RATE) == (0, 0)


def test_a_hiss_below_one_step_in_a_thousand_is_silence():
    hiss = np.random.default_rng(3).uniform(-3e-4, 3e-4, RATE)
    tone = np.sin(np.arange(RATE) * 0.3) * 0.5
    start, end = speech_bounds(np.concatenate([hiss, tone, hiss]).astype(np.float32)[:, None], RATE)
    assert (RATE - start, end - 2 * RATE) == (pytest.approx(220, abs=2), pytest.approx(661, abs=2))


def test_a_whisper_keeps_its_decay():
    decay = np.sin(np.arange(RATE) * 0.3) * 0.01 * np.exp(-np.arange(RATE) / 4000)
    _, end = speech_bounds(padded(decay, 0, RATE), RATE)
    assert 0.01 * np.exp(-end / 4000) < 0.01 * 10 ** (-35 / 20)


def test_a_click_at_the_very_ends_stays():
    sound = np.zeros((1000, 1), np.float32)
    sound[0] = sound[-1] = 0.5
    assert speech_bounds(sound, RATE) == (0, 1000)


@settings(deadline=None)
@given(st.integers(0, 3000), st.integers(0, 3000), st.floats(0.001, 1))
def test_nothing_above_a_thousandth_is_ever_cut(before, after, height):
    start, end = speech_bounds(padded(np.full(50, height), before, after), RATE)
    assert start <= before
    assert end >= before + 50


def test_energy_is_the_mean_square():
    assert levels(np.full((100, 2), 0.5, np.float32)).energy == pytest.approx(0.25)


def test_the_peak_between_two_samples_is_found():
    quarter = np.sin(np.pi / 2 * np.arange(400) + np.pi / 4).astype(np.float32)[:, None] * 0.7
    assert np.abs(quarter).max() < 0.5
    assert levels(quarter[20:-20], (50, 300)).peak == pytest.approx(0.7, rel=0.02)


@pytest.mark.parametrize("rate", [44100, 48000])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_resampled_peak_is_more_than_a_tenth_of_a_decibel_above_the_true_peak(rate, seed):
    sound = voice(3, RATE, seed)
    noise = np.random.default_rng(seed).standard_normal(RATE).astype(np.float32) * 0.1
    for samples in (sound, noise):
        resampled = soxr.resample(samples, RATE, rate, quality="HQ")
        assert np.abs(resampled).max() <= levels(samples[:, None]).peak * 10 ** (0.1 / 20)


def test_bounds_limit_what_is_measured():
    sound = np.concatenate([np.full(500, 0.9), np.full(500, 0.1)]).astype(np.float32)[:, None]
    assert levels(sound, (700, 900)).peak < 0.2


def test_inspecting_a_stored_take_gives_its_record():
    sound = padded(voice(1), 2205, 4410)
    frames, start, end, measured = inspect(stored(sound, RATE, "flac"), "flac", RATE, 1)
    assert frames == len(sound)
    assert 1900 < start < 3500
    assert end < frames - 3000
    assert np.abs(sound).max() <= measured.peak + 1e-4
    assert measured.energy == pytest.approx(float(np.mean(sound[start:end] ** 2)), rel=1e-3)


def test_silence_has_no_levels():
    assert inspect(bytes(2000), "pcm_s16le", RATE, 1)[1:3] == (0, 0)
