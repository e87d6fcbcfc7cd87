from itertools import pairwise

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.audio.media import MediaReader
from studio_app.audio.peaks import BASE, STEP, Peaks, draw, extremes
from studio_app.domain.errors import Cancelled


def noise(frames, channels=2, seed=1):
    samples = np.random.default_rng(seed).uniform(-1, 1, (frames, channels)).astype(np.float32)
    return samples * np.linspace(0, 1, frames, dtype=np.float32)[:, None]


def peaks_of(samples, pieces=(10**9,), rate=48000):
    made, at = Peaks(rate), 0
    while at < len(samples):
        for piece in pieces:
            made.add(at, samples[at : at + piece])
            at += len(samples[at : at + piece])
    made.finish()
    return made


def honest(samples, start, per_bin, count):
    """Return the lowest and highest of each bin, of the samples themselves."""
    edges = [int(start + n * per_bin) for n in range(count + 1)]
    held = [samples[a:b] for a, b in pairwise(edges) if a < len(samples)]
    return np.array([(part.min(), part.max()) for part in held])


def test_each_bin_is_the_lowest_and_highest_of_its_samples():
    samples = noise(100_000)
    found = peaks_of(samples).bins(0, BASE, 1000)
    assert found.shape == (-(-100_000 // BASE), 2)
    np.testing.assert_allclose(found, honest(samples, 0, BASE, 1000), atol=0.01)


@given(
    frames=st.integers(1, 40_000),
    pieces=st.lists(st.integers(1, 3000), min_size=1, max_size=5),
    level=st.integers(0, 3),
    planar=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_however_it_comes_in_it_is_the_same(frames, pieces, level, planar):
    samples = noise(frames, 1 + frames % 3)
    given_as = np.asfortranarray(samples) if planar else samples
    size = BASE * STEP**level
    found = peaks_of(given_as, pieces).bins(0, size, 200)
    np.testing.assert_array_equal(found, peaks_of(samples).bins(0, size, 200))
    np.testing.assert_allclose(found, honest(samples, 0, size, 200), atol=0.01)


@given(start=st.integers(0, 50_000), per_bin=st.floats(BASE, 20_000), count=st.integers(1, 300))
@settings(max_examples=40, deadline=None)
def test_bins_of_any_size_hold_what_is_heard_in_them(start, per_bin, count):
    samples = noise(60_000, 1)
    found = peaks_of(samples).bins(start, per_bin, count)
    wanted = honest(samples, start, per_bin, count)
    assert len(found) == len(wanted)
    wide = max(BASE, per_bin / STEP)
    for (low, high), n in zip(found, range(count), strict=False):
        at = start + n * per_bin
        near = samples[max(0, int(at - wide)) : int(at + per_bin + wide)]
        assert near.min() - 0.01 <= low
        assert high <= near.max() + 0.01


def test_quiet_sound_is_not_lost_and_silence_is_silence():
    quiet = noise(5000) * np.float32(0.003)
    assert peaks_of(quiet).bins(0, BASE, 20).max() == pytest.approx(0.003, rel=0.2)
    assert not peaks_of(np.zeros((5000, 1), np.float32)).bins(0, BASE, 20).any()


@pytest.mark.parametrize(("kind", "full"), [("i2", 32767), ("i4", 2**31 - 1), ("u1", 255), ("f8", 1.0)])
def test_samples_of_every_kind(kind, full):
    samples = np.full((1000, 2), full, kind)
    assert peaks_of(samples).bins(0, BASE, 4)[0, 1] == pytest.approx(1, abs=0.02)


def test_what_grows_is_seen_before_it_is_whole():
    made, samples = Peaks(48000), noise(3_000_000, 1)
    made.add(0, samples[:1_500_000])
    assert not made.whole
    assert len(made.bins(0, BASE, 20_000)) == 1_500_000 // BASE
    assert 0 < len(made.bins(0, 4096, 1000)) <= 1_500_000 // 4096 + 1
    made.add(1_500_000, samples[1_500_000:])
    made.finish()
    assert made.whole
    assert len(made.bins(0, 4096, 1000)) == -(-3_000_000 // 4096)


def test_where_nothing_was_decoded_there_is_silence():
    made = Peaks(48000)
    made.add(0, noise(700))
    made.add(5000, np.ones((700, 2), np.float32))
    made.finish()
    found = made.bins(0, BASE, 30)
    assert made.frames == 5700
    assert not found[4:18].any()
    assert found[20, 1] == 1
    made = Peaks(48000)
    made.add(5000, np.full((700, 1), 255, "u1"))
    assert not made.bins(0, BASE, 18).any()


def test_what_was_kept_is_the_same_and_what_is_damaged_is_refused():
    made = peaks_of(noise(100_000))
    again = Peaks.from_bytes(made.to_bytes())
    assert again.rate == 48000
    assert again.frames == 100_000
    assert again.whole
    for size in (BASE, 5000, 70_000):
        np.testing.assert_array_equal(again.bins(0, size, 500), made.bins(0, size, 500))
    for broken in (b"", b"LPK1", made.to_bytes()[:-1], b"X" + made.to_bytes()[1:]):
        assert Peaks.from_bytes(broken) is None


def test_parts_that_were_kept_are_the_whole_again_and_nothing_else_is_taken():
    whole, grown, again = Peaks(48000), Peaks(48000), Peaks(48000)
    sound = np.random.default_rng(5).integers(-30000, 30000, (9 * BASE + 7, 2), dtype=np.int16)
    whole.add(0, sound)
    whole.finish()
    parts = []
    for at in range(0, 9 * BASE, 3 * BASE):
        grown.add(at, sound[at : at + 3 * BASE])
        parts.append(grown.part(at))
    assert not again.resume(parts[1])
    assert not again.resume(parts[0][:-1])
    assert not again.resume(whole.to_bytes())
    assert all(map(again.resume, parts))
    assert (again.frames, again.whole) == (9 * BASE, False)
    again.add(0, sound)
    again.finish()
    assert again.to_bytes() == whole.to_bytes()


def test_what_is_no_number_is_drawn_as_full_scale():
    samples = np.full((512, 1), np.nan, np.float32)
    assert np.isfinite(peaks_of(samples).bins(0, BASE, 2)).all()


def test_ten_hours_take_little_room():
    made = Peaks(48000)
    made.add(36_000 * 48_000, np.ones((1, 1), np.float32))
    made.finish()
    assert len(made.to_bytes()) < 14e6
    assert len(made.bins(0, 36_000 * 48_000 / 1600, 1600)) == 1600


@pytest.fixture(params=["flac", "wav", "mp3", "ogg"])
def song(tmp_path, monkeypatch, request):
    """Return a reader of a file that several threads decode, each in the way that is fastest."""
    monkeypatch.setattr("studio_app.audio.peaks._SEGMENT", 1 << 14)
    path = tmp_path / f"song.{request.param}"
    soundfile.write(path, noise(100_000) * 0.9, 48000)
    with MediaReader(path) as reader:
        yield reader


def test_several_threads_draw_what_is_decoded(song):
    alone, together = Peaks(48000), Peaks(48000)
    for at, part in song.blocks():
        alone.add(at, part)
    alone.finish()
    draw(together, song, threads=3)
    assert together.frames == alone.frames
    assert together.whole
    for size in (BASE, 5000):
        np.testing.assert_allclose(together.bins(0, size, 500), alone.bins(0, size, 500), atol=0.02)


def test_what_is_drawn_appears_in_order_and_can_be_stopped(song):
    made, seen = Peaks(48000), []

    def look():
        seen.append(made.frames)
        if len(seen) == 3:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        draw(made, song, look, threads=2)
    assert seen == [0, 1 << 14, 2 << 14]
    assert len(made.bins(0, BASE, 500)) == 2 * (1 << 14) // BASE


def test_a_file_that_ends_sooner_than_it_says_ends_in_silence(song):
    made = Peaks(48000)
    draw(made, song, frames=130_000, threads=2)
    assert made.frames == 130_000
    assert not made.bins(103_000, BASE, 100).any()


def test_extremes_of_all_channels():
    np.testing.assert_array_equal(extremes(np.array([[1, -2], [0.5, 3]], np.float32)), [[-2, 1], [0.5, 3]])
