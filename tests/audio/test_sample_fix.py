"""Recordings are cut, trimmed, brought to their level and converted; the source stays as it is."""

import numpy as np
import pytest
import sample_makers as makers
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.audio.sample_check import Guidance, judge, measure
from studio_app.audio.sample_file import blocks
from studio_app.audio.sample_fix import Limiter, Mend, mend
from studio_app.domain.errors import Cancelled, FileRefused, WrongFormat, WrongUsage
from studio_app.jobs.stop import Stop


@pytest.fixture(scope="module")
def voice():
    return makers.lasting(makers.spoken("en-us")[0], 20)


@pytest.fixture
def source(tmp_path, voice):
    return makers.save(tmp_path / "source.wav", voice)


def samples(path):
    return np.concatenate([block for _, block in blocks(path)])[:, 0]


@pytest.mark.parametrize("gain_db", [-25, -6, 8])
def test_speech_is_brought_to_its_level_and_peaks_stay_below(tmp_path, voice, gain_db):
    source = makers.save(tmp_path / "source.wav", np.tanh(voice * np.float32(10 ** (gain_db / 20))))
    made = measure(mend(source, tmp_path, Mend(normalize=True)))
    assert made.rms_db == pytest.approx(-20, abs=1.0)
    assert made.peak_db <= -2.9
    levels = {finding.id: finding.level for finding in judge(made, Guidance())}
    assert levels["loudness"] == levels["peak"] == "ok"


def test_a_part_is_kept_to_the_sample(tmp_path, source, voice):
    made = samples(mend(source, tmp_path, Mend(start_s=2.0, end_s=5.5)))
    expected = voice[2 * makers.RATE : round(5.5 * makers.RATE)]
    assert len(made) == len(expected)
    assert np.abs(made - expected).max() < 1e-4


def test_long_silences_become_short_and_speech_stays(tmp_path, voice):
    second = np.zeros(makers.RATE, dtype=np.float32)
    spaced = np.concatenate(
        [np.tile(second, 4), voice[: 5 * makers.RATE], np.tile(second, 9), voice, np.tile(second, 3)]
    )
    source = makers.save(tmp_path / "source.wav", spaced)
    before, made = measure(source), measure(mend(source, tmp_path, Mend(trim=True)))
    assert made.seconds == pytest.approx(25 + 3 * 0.4, abs=1.0)
    assert made.speech_s == pytest.approx(before.speech_s, abs=0.3)
    assert made.longest_silence_s < 1.0


@pytest.mark.parametrize("name", ["wav", "flac", "mp3"])
def test_every_format_is_what_it_says(tmp_path, source, name):
    made = mend(source, tmp_path, Mend(format=name))
    found = measure(made)
    assert (made.suffix, found.facts.format) == (f".{name}", name)
    assert found.seconds == pytest.approx(20, abs=0.1)


def test_a_smaller_file_comes_of_converting(tmp_path, source):
    size = source.stat().st_size
    assert mend(source, tmp_path, Mend(format="flac")).stat().st_size < 0.8 * size
    assert mend(source, tmp_path, Mend(format="mp3")).stat().st_size < 0.6 * size


def test_high_rates_and_two_channels_become_what_engines_take(tmp_path, voice):
    source = makers.save(tmp_path / "source.wav", np.repeat(voice, 4), 4 * makers.RATE)
    found = measure(mend(source, tmp_path, Mend())).facts
    assert (found.rate, found.channels) == (48000, 1)


def test_the_same_is_made_once_and_the_source_is_not_touched(tmp_path, source):
    before = source.read_bytes()
    first = mend(source, tmp_path / "made", Mend(normalize=True))
    at = first.stat().st_mtime_ns
    assert mend(source, tmp_path / "made", Mend(normalize=True)) == first
    assert first.stat().st_mtime_ns == at
    assert mend(source, tmp_path / "made", Mend(trim=True)) != first
    assert source.read_bytes() == before


@pytest.mark.parametrize("how", [Mend(start_s=30.0), Mend(start_s=3, end_s=3), Mend(format="ogg")])
def test_what_leaves_nothing_is_refused(tmp_path, source, how):
    with pytest.raises(WrongUsage):
        mend(source, tmp_path, how)


def test_trimming_what_is_silent_is_refused(tmp_path):
    source = makers.save(tmp_path / "source.wav", np.zeros(5 * makers.RATE, dtype=np.float32))
    with pytest.raises(WrongUsage, match="No speech"):
        mend(source, tmp_path, Mend(trim=True))


def test_stopped_or_refused_it_leaves_nothing(tmp_path, source):
    stop = Stop()
    stop.request()
    folder = tmp_path / "made"
    with pytest.raises(Cancelled):
        mend(source, folder, Mend(), check=stop.check)
    (tmp_path / "bad.wav").write_bytes(b"no sound")
    with pytest.raises(WrongFormat):
        mend(tmp_path / "bad.wav", folder, Mend())
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_is_told(tmp_path, source):
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileRefused):
        mend(source, tmp_path / "file" / "made", Mend())


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 900), min_size=1, max_size=6),
    st.integers(0, 2**32 - 1),
    st.sampled_from([100, 8000]),
    st.floats(0.05, 1.0),
)
def test_the_limiter_keeps_every_sample_below_its_ceiling_and_all_in_place(sizes, seed, rate, ceiling):
    rng = np.random.default_rng(seed)
    parts = [(rng.standard_normal(size) * rng.choice([0.1, 3.0])).astype(np.float32) for size in sizes]
    limiter = Limiter(rate, ceiling)
    made = np.concatenate([limiter.feed(part) for part in parts] + [limiter.end()])
    given_ = np.concatenate(parts)
    assert len(made) == len(given_)
    assert np.abs(made).max(initial=0) <= ceiling * (1 + 1e-5)
    assert (np.sign(made) == np.sign(given_)).all()
    if np.abs(given_).max(initial=0) <= ceiling:
        assert np.array_equal(made, given_)
