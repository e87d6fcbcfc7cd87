"""Faster and slower: as long as it should be, at the same pitch, without a click, and in the right place."""

import numpy as np
import pytest

from studio_app.audio.tempo import Tempo
from studio_app.domain.errors import WrongUsage

RATE = 44100
SPEEDS = (0.5, 0.8, 1.25, 2.0, 2.5, 3.0)


def played(samples, speed, block=4096):
    tempo = Tempo(RATE, speed)
    parts = [tempo.feed(samples[at : at + block, None]) for at in range(0, len(samples), block)]
    return np.concatenate([*parts, tempo.end()])[:, 0]


def tone(seconds, hertz=220.0):
    return (0.4 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


def pitch(samples):
    """Return the frequency of a tone in Hz, between the lines of its spectrum."""
    spectrum = np.log(np.abs(np.fft.rfft(samples * np.hanning(len(samples)))))
    k = int(np.argmax(spectrum))
    left, middle, right = spectrum[k - 1 : k + 2]
    return (k + (left - right) / (2 * (left - 2 * middle + right))) * RATE / len(samples)


@pytest.mark.parametrize("speed", SPEEDS)
def test_it_is_as_much_shorter_as_it_is_faster(speed):
    samples = tone(8)
    assert len(played(samples, speed)) == pytest.approx(len(samples) / speed, rel=0.005)


@pytest.mark.parametrize("speed", SPEEDS)
def test_the_pitch_is_kept_within_five_cents(speed):
    heard = played(tone(8), speed)
    assert abs(1200 * np.log2(pitch(heard[2000:-2000]) / 220.0)) < 5


@pytest.mark.parametrize("speed", SPEEDS)
def test_there_is_no_click(speed):
    samples = tone(6)
    steepest = np.abs(np.diff(samples)).max()
    assert np.abs(np.diff(played(samples, speed))).max() < 1.5 * steepest


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_word_is_found_where_it_is_said_to_be(speed):
    """Single syllables, half a second apart: their middles lie where ``lead`` says, within 10 ms of what is heard."""
    samples = np.zeros(RATE * 8, np.float32)
    syllable = 0.5 * np.sin(2 * np.pi * 400 * np.arange(2000) / RATE) * np.hanning(2000)
    starts = np.arange(1, 15) * RATE // 2
    for start in starts:
        samples[start : start + 2000] += syllable.astype(np.float32)
    heard, lead = played(samples, speed), Tempo(RATE, speed).lead
    for start in starts[1:-1]:
        middle = int((start + 1000 - lead) / speed)
        around = heard[middle - 3000 : middle + 3000] ** 2
        off = np.average(np.arange(-3000, 3000), weights=around) / RATE
        assert abs(off) < 0.010


def test_it_does_not_matter_how_much_is_given_at_a_time():
    samples = tone(3)
    assert np.array_equal(played(samples, 1.5, 4096), played(samples, 1.5, 701))


def test_speeds_that_are_not_offered_are_refused():
    for speed in (0.4, 3.1):
        with pytest.raises(WrongUsage):
            Tempo(RATE, speed)


def test_both_sides_of_stereo_are_kept_apart_and_as_loud():
    samples = np.stack([tone(3), 0.2 * tone(3)], axis=1)
    tempo = Tempo(RATE, 1.5, 2)
    heard = np.concatenate([*(tempo.feed(samples[at : at + 4096]) for at in range(0, len(samples), 4096)), tempo.end()])
    assert len(heard) == pytest.approx(len(samples) / 1.5, rel=0.01)
    for side in range(2):
        assert abs(1200 * np.log2(pitch(heard[2000:-2000, side]) / 220.0)) < 5
    left, right = np.square(heard[2000:-2000]).mean(axis=0) ** 0.5
    assert right / left == pytest.approx(0.2, rel=0.05)
