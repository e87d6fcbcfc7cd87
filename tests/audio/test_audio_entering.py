"""Sound is entered in its middle: to the bit what it is where it is heard from its beginning, and without decoding that."""

import io
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import soundfile
from audio_takes import voice
from audio_timelines import Score, played
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.audio import media, sources, takesound
from studio_app.audio.decode import decode
from studio_app.audio.media import MediaReader
from studio_app.audio.mix import Mix
from studio_app.audio.stretch import Stretch, fit
from studio_app.audio.takesound import TakeSound
from studio_app.domain.edits.sounds import fitted
from studio_app.domain.errors import Damaged
from studio_app.domain.mixplan import plan_length
from studio_app.domain.timeline import RATE, TrackKind

STORED = [
    ("pcm_s16le", 22050),
    ("wav", 44100),
    ("flac", 44100),
    ("mp3", 44100),
    ("mp3", 22050),
    ("opus", 48000),
    ("opus", 16000),
]
BLOCK, PIECE = 1 << 13, 1 << 11
SECONDS = 2.0


@pytest.fixture(autouse=True, scope="module")
def _small_pieces():
    """Let two seconds have many blocks and pieces, with borders in all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(media, "_BLOCK", BLOCK)
        patch.setattr(media, "_STRETCH", 1 << 10)
        patch.setattr(media, "_KEPT", 3)
        patch.setattr(sources, "_PIECE", PIECE)
        patch.setattr(takesound, "_BLOCK", BLOCK)
        patch.setattr(takesound, "_STRETCH", 1 << 10)
        yield


@cache
def score_of(codec, rate, length=1.0, trim=(0, 0)):
    """Return a score of one take that is ``length`` times as long as recorded, its plan, and all of its samples."""
    score = Score()
    samples = voice(SECONDS, rate)
    sound = score.take(samples, rate, codec=codec, trim=(trim[0], len(samples) - trim[1]))
    score.clip(score.track(speaker_id=1), 777, *fitted([sound], round(sound.length * length)))
    plan = score.plan()
    return score, plan, played(score.mix(plan))


PLACES = st.lists(st.tuples(st.floats(0, 1), st.integers(1, 9000)), min_size=1, max_size=4)


@pytest.mark.parametrize("length", [1.0, 1.21])
@pytest.mark.parametrize(("codec", "rate"), STORED)
@settings(deadline=None, max_examples=8)
@given(places=PLACES, trim=st.sampled_from([(0, 0), (1234, 2345)]))
def test_a_take_is_the_same_to_the_bit_wherever_it_is_entered(codec, rate, length, places, trim):
    score, plan, whole = score_of(codec, rate, length, trim)
    mix = score.mix(plan)
    for place, frames in places:
        start = int(place * (plan.length - 1))
        end = min(plan.length, start + frames)
        assert np.array_equal(played(mix, start, end, 2048), whole[start:end])


@pytest.mark.parametrize("border", [BLOCK, 2 * BLOCK, PIECE * 3, 0])
@pytest.mark.parametrize(("codec", "rate"), STORED)
def test_borders_of_blocks_and_pieces_are_not_heard(codec, rate, border):
    score, plan, whole = score_of(codec, rate)
    for start in range(max(0, 777 + border * RATE // rate - 2), 777 + border * RATE // rate + 3):
        assert np.array_equal(played(score.mix(plan), start, start + 700), whole[start : start + 700])


@pytest.mark.parametrize(("codec", "rate"), STORED)
def test_what_is_entered_is_what_is_decoded_whole(codec, rate):
    score, _, _ = score_of(codec, rate, 1.0, (1234, 2345))
    take = score.takes[1]
    whole = decode(score.shelf.stored[1], codec, rate, 1)[take.trim_start : take.trim_end]
    sound = TakeSound(take, score.shelf.stored[1])
    found = sound.frames(-50, len(whole) + 50)
    assert not found[:50].any()
    assert not found[-50:].any()
    # Speech in Opus remembers for long: a block is entered with what no one hears.
    assert np.abs(found[50:-50] - whole).max() < (1e-3 if codec == "opus" else 2e-5)


def test_a_take_that_breaks_off_is_damaged_and_one_that_nearly_does_not_is_filled_up():
    score, _, _ = score_of("flac", 44100)
    data, take = score.shelf.stored[1], score.takes[1]
    with pytest.raises(Damaged):
        TakeSound(take, data[: len(data) // 2]).frames(0, take.frames)
    longer = replace(take, trim_end=take.frames + 1000)
    assert not TakeSound(longer, data).frames(take.frames, take.frames + 1000).any()
    with pytest.raises(Damaged):
        TakeSound(replace(take, trim_end=take.frames + 10_000), data)


def test_a_wav_whose_header_was_written_before_its_length_was_known_is_entered():
    score, _, whole = score_of("wav", 44100)
    data = bytearray(score.shelf.stored[1])
    at = data.index(b"data") + 4
    data[at : at + 4] = b"\xff\xff\xff\xff"
    take = score.takes[1]
    wanted = TakeSound(take, score.shelf.stored[1]).frames(40_000, 50_000)
    assert np.array_equal(TakeSound(take, bytes(data)).frames(40_000, 50_000), wanted)
    assert whole.any()


@pytest.fixture
def decoded(monkeypatch):
    """Return how many frames of MP3 and Opus were decoded."""
    counted = []
    plain, read = media.as_float, takesound._OpusBlock.read

    def count(part):
        counted.append(len(part))
        return plain(part)

    def count_read(block, frames):
        before = block._ready
        found = read(block, frames)
        counted.append(block._ready - before)
        return found

    monkeypatch.setattr(media, "as_float", count)
    monkeypatch.setattr(takesound._OpusBlock, "read", count_read)
    return counted


@pytest.mark.parametrize("codec", ["mp3", "opus"])
def test_a_moment_deep_inside_is_heard_without_decoding_what_lies_before(codec, decoded, monkeypatch):
    monkeypatch.setattr(media, "_BLOCK", 1 << 15)
    monkeypatch.setattr(takesound, "_BLOCK", 1 << 15)
    score = Score()
    sound = score.take(np.tile(voice(5, 48000), 6), 48000, codec=codec)
    score.clip(score.track(speaker_id=1), 0, sound)
    mix = score.mix(score.plan())
    assert played(mix, 25 * RATE, 25 * RATE + 7200).any()
    assert 0 < sum(decoded) < 2 * RATE


def test_a_block_that_was_broken_off_goes_on_as_if_it_had_not_been():
    file = io.BytesIO()
    soundfile.write(file, voice(SECONDS, 44100), 44100, format="MP3")
    with MediaReader(file.getvalue()) as one, MediaReader(file.getvalue()) as other:
        wanted = other.frames(0, 60_000)
        parts = [
            (0, 500),
            (BLOCK * 4, BLOCK * 4 + 100),
            (500, 2000),
            (BLOCK * 4 + 100, BLOCK * 4 + 3000),
            (2000, BLOCK),
        ]
        for start, end in parts:
            assert np.array_equal(one.frames(start, end), wanted[start:end])


def test_a_file_that_tells_nothing_is_learnt_and_stays_what_it_is(monkeypatch):
    monkeypatch.setattr(media, "_LEARNT_S", 1)
    file = io.BytesIO()
    soundfile.write(file, np.tile(voice(SECONDS, 44100), 3), 44100, format="MP3")
    with MediaReader(file.getvalue()) as one, MediaReader(file.getvalue()) as other:
        wanted = one.frames(0, 6 * 44100)
        start = other.frames(0, 700)
        for second, _ in enumerate(other.learn()):
            at = (5 - second) * 44100
            assert np.array_equal(other.frames(at, at + 300), wanted[at : at + 300])
        assert second >= 3
        assert np.array_equal(other.frames(700, 5000), wanted[700:5000])
        assert np.array_equal(start, wanted[:700])


SPEECH = voice(3.0, RATE)[:, None]
LENGTHS = st.sampled_from(
    [len(SPEECH) * 4 // 5, len(SPEECH) - 3, len(SPEECH) + 40, len(SPEECH) * 6 // 5, 2 * len(SPEECH), 600, 5]
)


@settings(deadline=None, max_examples=25)
@given(LENGTHS, PLACES, st.booleans())
def test_any_part_of_what_is_stretched_is_cut_from_the_whole(length, places, prepared):
    whole = fit(SPEECH, RATE, length)
    stretch = Stretch(lambda first, last: SPEECH[first:last], RATE, len(SPEECH), length)
    for place, frames in places:
        start = int(place * (length - 1))
        end = min(length, start + frames)
        assert np.array_equal(stretch.part(start, end), whole[start:end])
        if prepared:
            list(stretch.prepare())


def test_what_is_stretched_reads_no_further_than_it_is_heard_and_once_prepared_only_there():
    asked = []

    def sound(first, last):
        asked.append((first, last))
        return SPEECH[first:last]

    stretch = Stretch(sound, RATE, len(SPEECH), len(SPEECH) * 6 // 5)
    stretch.part(0, 7200)
    assert max(last for _, last in asked) < RATE
    steps = list(stretch.prepare())
    assert len(steps) > 3
    asked.clear()
    stretch.part(100_000, 107_200)
    assert sum(last - first for first, last in asked) < 12_000


def test_a_mix_is_prepared_in_small_steps_for_what_takes_long(tmp_path):
    score = Score()
    soundfile.write(tmp_path / "m.mp3", voice(3, 44100), 44100)
    reader = MediaReader(tmp_path / "m.mp3")
    frames = plan_length(reader.length(), 44100, RATE)
    music = replace(score.file([0.0]), frames=frames, end=frames, length=frames)
    score.media[music.media] = reader
    score.clip(score.track(TrackKind.AUDIO), 0, *fitted([music], frames * 5 // 4))
    plan = score.plan()
    whole = played(score.mix(plan))
    held = sources.Sources(RATE, score.shelf.fetch, score.media.__getitem__)
    assert sum(1 for item in plan.items for _ in held.prepare(item, item.layer)) > 5
    mix = Mix(plan, score.shelf.fetch, sources=held)
    assert np.array_equal(played(mix, 120_000, 130_000), whole[120_000:130_000])
    reader.close()
