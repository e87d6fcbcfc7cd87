"""The meters read what EBU Tech 3341 says they must, and the same as FFmpeg's for what is like speech and music."""

import av
import av.filter
import numpy as np
import pytest

from studio_app.audio.meters import RATE, SILENT_DB, Meter


def tone(db, seconds, hertz=1000.0):
    """Return a stereo sine whose peak is ``db`` dBFS."""
    wave = 10 ** (db / 20) * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def measured(*parts, piece=2400):
    meter, whole = Meter(), np.concatenate(parts)
    for at in range(0, len(whole), piece):
        meter.feed(whole[at : at + piece])
    return meter.levels


#: EBU Tech 3341, table 1: the parts as (dBFS, seconds), of which all read -23.0 LUFS but the second.
CASES = {
    "1": [(-23, 20)],
    "2": [(-33, 20)],
    "3": [(-36, 10), (-23, 60), (-36, 10)],
    "4": [(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)],
    "5": [(-26, 20), (-20, 20.1), (-26, 20)],
}


@pytest.mark.parametrize("case", ["1", "2", *(pytest.param(name, marks=pytest.mark.campaign) for name in "345")])
def test_the_whole_is_as_loud_as_the_standard_says(case):
    found = measured(*(tone(*part) for part in CASES[case]))
    assert found.integrated == pytest.approx(-33.0 if case == "2" else -23.0, abs=0.1)


def test_what_is_much_softer_does_not_count():
    assert measured(tone(-36, 3), tone(-23, 9), tone(-36, 3)).integrated == pytest.approx(-23.0, abs=0.2)


def test_short_term_and_momentary_loudness_are_as_the_standard_says():
    """Cases 9 and 12: what is louder and softer in turn is -23.0 wherever one looks once the window is full."""
    meter = Meter()
    for _ in range(3):
        meter.feed(np.concatenate([tone(-20, 1.34), tone(-30, 1.66)]))
    assert meter.levels.short_term == pytest.approx(-23.0, abs=0.1)
    for _ in range(3):
        meter.feed(np.concatenate([tone(-20, 0.18), tone(-30, 0.22)]))
    assert meter.levels.momentary == pytest.approx(-23.0, abs=0.1)


def test_a_full_sine_on_one_side_is_as_loud_as_bs_1770_says():
    one = tone(0, 5, 997.0)
    one[:, 1] = 0
    assert measured(one).integrated == pytest.approx(-3.01, abs=0.01)


def sound(seconds):
    """Return something between speech and music: bursts of noise and tones of changing loudness, other on each side."""
    random = np.random.default_rng(5)
    time = np.arange(int(seconds * RATE)) / RATE
    swell = np.clip(np.sin(0.9 * time) * np.sin(5.3 * time), 0, 1)[:, None]
    noise = 0.2 * random.standard_normal((len(time), 2)) * [1.0, 0.3]
    tones = 0.3 * np.sin(2 * np.pi * np.outer(time, [90.0, 3400.0]))
    return np.clip(swell * (noise + tones) + 0.001 * noise, -1, 1).astype(np.float32)


def ffmpeg(samples):
    """Return momentary, short-term and integrated loudness as FFmpeg's meter has them at the end."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(format="flt", sample_rate=RATE, layout="stereo", time_base="1/48000")
    meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples).reshape(1, -1), "flt", "stereo")
    frame.sample_rate, frame.pts = RATE, 0
    graph.push(frame)
    graph.push(None)
    said = {}
    while True:
        try:
            said.update(graph.pull().metadata)
        except (av.EOFError, av.BlockingIOError):
            return [float(said[f"lavfi.r128.{name}"]) for name in "MSI"]


@pytest.mark.skipif(not hasattr(av.AudioFrame, "metadata"), reason="this PyAV does not tell what FFmpeg's meter reads")
@pytest.mark.parametrize("seconds", [4, 20])
def test_loudness_is_what_ffmpeg_measures(seconds):
    samples = sound(seconds)
    found = measured(samples)
    assert [found.momentary, found.short_term, found.integrated] == pytest.approx(ffmpeg(samples), abs=0.1)


def test_peak_and_rms_are_of_each_side_and_of_what_was_heard_last():
    loud, soft = tone(-6, 1), tone(-40, 1)
    loud[:, 1] *= 0.1
    found = measured(loud, soft)
    assert found.peak == pytest.approx((-40, -40), abs=0.1)
    assert found.rms == pytest.approx((-43, -43), abs=0.1)
    assert found.highest == pytest.approx((-6, -26), abs=0.1)


def test_whole_numbers_read_as_what_they_stand_for():
    samples = tone(-12, 2)
    whole = np.rint(samples * 32768).astype(np.int16)
    assert measured(whole).rms == pytest.approx(measured(samples).rms, abs=0.01)


def test_how_the_sound_is_cut_into_pieces_changes_nothing():
    samples = sound(2)
    assert measured(samples, piece=777) == measured(samples, piece=48000)


def test_silence_reads_as_silence_and_after_a_pause_only_the_whole_is_kept():
    assert measured(np.zeros((RATE, 2), np.int16)).momentary == SILENT_DB
    meter = Meter()
    meter.feed(tone(-20, 2))
    whole = meter.levels.integrated
    meter.pause()
    assert (meter.levels.peak, meter.levels.short_term) == ((SILENT_DB, SILENT_DB), SILENT_DB)
    assert meter.levels.integrated == whole
    meter.reset()
    assert meter.levels.integrated == SILENT_DB
