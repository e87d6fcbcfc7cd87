"""Speech fitted to a length: exact to the sample, at the same pitch, with the same spectrum, without a click."""

import subprocess
import sys
from functools import cache

import numpy as np
import pytest
import soxr
from audio_takes import voice

from studio_app.audio.stretch import fit

RATE = 48000
TEXT = "Six sharp scissors shredded the silk; she had your dark suit in greasy wash water all year, far away from here."
VOICES = {
    "a man": ("gmw/en", 50),
    "a woman": ("gmw/en+f3", 60),
    "a German": ("gmw/de", 40),
    "low": ("gmw/en-US+m3", 20),
}
_SPEAK = """
import os, sys, espeakng_loader
from pathlib import Path
from studio_app.speech.local.library import Library
data = Path(espeakng_loader.get_data_path())
os.chdir(data.parent)
library = Library(espeakng_loader.get_library_path(), data.name)
samples, _ = library.speak(sys.argv[1].encode(), sys.argv[2], [[3, int(sys.argv[3])]], 10**8)
sys.stdout.buffer.write(library.rate.to_bytes(4, "little") + samples)
"""


@cache
def speech(name):
    """Return a sentence of a voice of espeak-ng, at 48 kHz."""
    voice_name, pitch = VOICES[name]
    command = [sys.executable, "-c", _SPEAK, TEXT, voice_name, str(pitch)]
    data = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    samples = np.frombuffer(data[4:], "<i2").astype(np.float32) / 32768
    return soxr.resample(samples, int.from_bytes(data[:4], "little"), RATE, quality="HQ")


def stretched(samples, factor):
    return fit(samples[:, None], RATE, round(len(samples) * factor))[:, 0]


def third_octaves(samples):
    """Return the mean level of each third of an octave from 100 Hz to 10 kHz, in dB."""
    size, window = 4096, np.hanning(4096)
    frames = np.lib.stride_tricks.sliding_window_view(samples, size)[:: size // 2]
    power = (np.abs(np.fft.rfft(frames * window, axis=1)) ** 2).mean(axis=0)
    at = np.fft.rfftfreq(size, 1 / RATE)
    middles = 1000 * 2.0 ** (np.arange(-10, 11) / 3)
    bands = [power[(at >= m * 2 ** (-1 / 6)) & (at < m * 2 ** (1 / 6))].mean() for m in middles]
    return 10 * np.log10(np.array(bands))


def pitches(samples, places):
    """Return the pitch in Hz at each place, nan where there is none: the highest peak of the autocorrelation."""
    size, window = 2400, np.hanning(2400)
    shape = np.fft.irfft(np.abs(np.fft.rfft(window, 16384)) ** 2)[:900]
    found = []
    for place in places:
        part = samples[place - size // 2 : place + size // 2]
        alike = np.fft.irfft(np.abs(np.fft.rfft((part - part.mean()) * window, 16384)) ** 2)[:900] / shape
        peak = RATE // 350 + int(np.argmax(alike[RATE // 350 :]))
        heard = np.sqrt(np.mean(part**2)) > 0.02 and alike[peak] > 0.7 * alike[0] and peak < 890
        left, here, right = alike[peak - 1 : peak + 2] if heard else (0, 1, 0)
        found.append(RATE / (peak + 0.5 * (left - right) / (left - 2 * here + right)) if heard else np.nan)
    return np.array(found)


def change_of(name, factor):
    """Return by how many dB a third of an octave changes at most that is heard, and by how many cents the pitch does."""
    before, after = speech(name), stretched(speech(name), factor)
    levels = third_octaves(before)
    heard = levels > levels.max() - 30
    places = np.arange(RATE // 10, len(before) - RATE // 10, RATE // 50)
    cents = 1200 * np.log2(pitches(after, (places * factor).astype(int)) / pitches(before, places))
    cents = cents[np.abs(cents) < 300]
    return np.abs(third_octaves(after) - levels)[heard].max(), abs(np.median(cents))


@pytest.mark.parametrize("factor", [1.2, 1 / 1.2])
@pytest.mark.parametrize("name", ["a man", "a woman"])
def test_speech_keeps_its_spectrum_and_its_pitch_at_a_fifth_slower_or_faster(name, factor):
    decibels, cents = change_of(name, factor)
    assert decibels <= 1.0
    assert cents <= 5.0


@pytest.mark.campaign
@pytest.mark.parametrize("factor", [0.8, 0.9, 1.1, 1.25, 1.2, 1 / 1.2])
@pytest.mark.parametrize("name", VOICES)
def test_speech_keeps_its_spectrum_and_its_pitch(name, factor):
    decibels, cents = change_of(name, factor)
    assert decibels <= 1.0
    assert cents <= 5.0


@pytest.mark.parametrize("length", [1, 2, 575, 576, 700, 20000, 47999, 48000, 48001, 57600, 100000, 333333])
def test_the_length_is_exact(length):
    assert fit(voice(1, RATE)[:, None], RATE, length).shape == (length, 1)


@pytest.mark.parametrize("frames", [0, 1, 2, 100, 700])
def test_little_sound_is_fitted_too(frames):
    made = fit(voice(1, RATE)[:frames, None], RATE, 5000)
    assert made.shape == (5000, 1)
    assert np.isfinite(made).all()


def test_sound_of_its_own_length_stays_as_it_is():
    samples = voice(1, RATE)[:, None]
    assert np.array_equal(fit(samples, RATE, len(samples)), samples)


@pytest.mark.parametrize("factor", [0.6, 0.83, 1.2, 1.7])
def test_it_begins_and_ends_with_what_the_sound_begins_and_ends_with(factor):
    samples = voice(1, RATE)
    samples[[0, 40, -41, -1]] = 0.9
    made = stretched(samples, factor)
    assert np.array_equal(made[:100], samples[:100])
    assert made[-1] == pytest.approx(0.9, abs=1e-3)


@pytest.mark.parametrize("factor", [0.7, 0.83, 1.2, 1.5])
def test_nothing_clicks(factor):
    samples = speech("a woman")
    made = stretched(samples, factor)
    assert np.abs(np.diff(made)).max() <= 1.2 * np.abs(np.diff(samples)).max()
    assert np.abs(made).max() <= 1.1 * np.abs(samples).max()


@pytest.mark.parametrize("factor", [0.5, 0.7, 0.83, 0.95, 1.05, 1.2, 1.5, 2.0])
def test_nothing_clicks_near_the_ends_of_a_loud_tone(factor):
    tone = 0.5 * np.cos(2 * np.pi * 220 * np.arange(40000) / RATE).astype(np.float32)
    made = stretched(tone, factor)
    assert np.abs(np.diff(made)).max() <= 1.2 * np.abs(np.diff(tone)).max()


@pytest.mark.parametrize("hertz", [110, 440, 3000])
def test_a_tone_keeps_its_pitch(hertz):
    made = stretched(0.5 * np.sin(2 * np.pi * hertz * np.arange(2 * RATE) / RATE).astype(np.float32), 1.2)
    part = made[20000:85536] * np.hanning(65536)
    peak = np.argmax(np.abs(np.fft.rfft(part, 8 * 65536))) * RATE / (8 * 65536)
    assert abs(1200 * np.log2(peak / hertz)) < 2


def test_both_channels_are_cut_at_the_same_places():
    samples = voice(1, RATE)
    made = fit(np.stack([samples, -0.5 * samples], axis=1), RATE, 57000)
    assert np.allclose(made[:, 1], -0.5 * made[:, 0], atol=1e-6)


def test_time_is_kept_within_a_hundredth_of_a_second():
    samples = np.zeros(4 * RATE, np.float32)
    samples[:] = 0.001 * np.random.default_rng(1).standard_normal(len(samples))
    syllables = np.arange(RATE // 2, 4 * RATE - RATE // 2, RATE // 2)
    for place in syllables:
        samples[place : place + 2000] += voice(0.5, RATE)[4000:6000]
    made = stretched(samples, 1.2)
    loud = np.convolve(made**2, np.ones(500) / 500, "same") > 1e-3
    starts = np.flatnonzero(np.diff(loud.astype(int)) == 1)
    wanted = np.convolve(samples**2, np.ones(500) / 500, "same") > 1e-3
    there = np.flatnonzero(np.diff(wanted.astype(int)) == 1) * 1.2
    assert len(there) == len(syllables)
    assert np.abs(starts[:, None] - there).min(axis=0).max() < 0.012 * RATE
