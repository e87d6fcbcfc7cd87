"""What lies on tracks: exact to the sample, whatever is cut, moved, stretched, faded and mixed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from audio_takes import voice
from audio_timelines import Score, played
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.audio import sources
from studio_app.audio.pcm import to_int16, to_int24
from studio_app.domain.edits.sounds import fitted
from studio_app.domain.edits.timeline import (
    Edge,
    crossfade_clips,
    merge_clips,
    move_clips,
    split_clip,
    stretch_clip,
    trim_clip,
)
from studio_app.domain.edits.timeline_change import apply
from studio_app.domain.mixplan import cropped
from studio_app.domain.timeline import Ducking, GainPoint, Mode, TrackKind

VOICE, MUSIC, EFFECT, FILM = TrackKind.VOICEOVER, TrackKind.AUDIO, TrackKind.SFX, TrackKind.ORIGINAL


def full_score():
    """Return a score with some of everything, a second and a half long."""
    score = Score()
    talk, other = score.track(speaker_id=1, pan=-0.4), score.track(speaker_id=2, volume=-3.0)
    music = score.track(MUSIC, volume=-6.0, ducking=Ducking(-12.0, 60, 120))
    noise, film = score.track(EFFECT, pan=0.7), score.track(FILM, pan=0.3)
    score.clip(talk, 4000, score.take(voice(0.4)), fade_in=900, gain=(GainPoint(0, 0.0), GainPoint(9000, -9.0)))
    score.clip(other, 9000, *fitted([score.take(voice(0.5, 24000, seed=2), 24000, codec="flac")], 19999))
    random = np.random.default_rng(5)
    song = 0.2 * random.standard_normal((40000, 2))
    score.clip(music, 0, score.file(song, 44100), fade_out=3000)
    last = score.clip(music, 40000, score.file(0.2 * random.standard_normal((30000, 2))), fade_in=3528)
    assert last
    score.clip(noise, 12345, score.file(0.3 * random.standard_normal(5000), 22050))
    score.clip(film, 30000, score.file(0.1 * random.standard_normal((35000, 6)), 48000))
    return score


SCORE = full_score()
PLAN = SCORE.plan()
WHOLE = played(SCORE.mix(PLAN))
WINDOWS = st.tuples(st.integers(0, PLAN.length), st.integers(0, PLAN.length)).map(sorted)


@settings(deadline=None, max_examples=60)
@given(WINDOWS, st.integers(700, 70000))
def test_any_window_of_tracks_equals_the_same_window_of_the_whole(window, block):
    assert np.array_equal(SCORE.heard(None, *window, block=block), WHOLE[slice(*window)])


@settings(deadline=None, max_examples=25)
@given(st.lists(WINDOWS, min_size=1, max_size=4))
def test_tracks_that_are_unrolled_sound_the_same_to_the_bit(windows):
    mix = SCORE.mix(PLAN, unrolled=True)
    for start, end in windows:
        assert np.array_equal(played(mix, start, end, 4096), WHOLE[start:end])


@settings(deadline=None, max_examples=25)
@given(WINDOWS)
def test_a_region_alone_has_the_samples_it_has_in_the_whole(window):
    assert np.array_equal(played(SCORE.mix(cropped(PLAN, *window))), WHOLE[slice(*window)])


def test_several_threads_hear_the_same():
    mix, step = SCORE.mix(PLAN), 7777
    with ThreadPoolExecutor(4) as pool:
        parts = pool.map(lambda at: played(mix, at, min(at + step, PLAN.length)), range(0, PLAN.length, step))
    assert np.array_equal(np.concatenate(list(parts)), WHOLE)


def test_a_mix_is_deterministic():
    assert np.array_equal(full_score().heard(), WHOLE)


def test_stems_add_up_to_the_mix():
    stems = sum(
        played(SCORE.mix(SCORE.plan(track_ids=[track.id]))).astype(np.float64) for track in SCORE.timeline().tracks
    )
    assert np.abs(stems - WHOLE).max() < 1 / 2**23


def click_score(random):
    """Return a score of clicks at random places, on several tracks, and where they are."""
    score, places = Score(), set()
    tracks = [score.track(speaker_id=1), score.track(FILM), score.track(MUSIC), score.track(MUSIC)]
    for track in tracks:
        at = 0
        for _ in range(12):
            samples = np.zeros(int(random.integers(600, 5000)), np.float32)
            clicks = random.integers(250, len(samples) - 250, 2)
            samples[clicks] = 0.5
            at += int(random.integers(0, 4000))
            sound = score.take(samples, 48000) if track == tracks[0] else score.file(samples)
            score.clip(track, at, sound, mode=Mode.DYNAMIC if track == tracks[0] else Mode.FIXED)
            places |= {at + int(click) for click in clicks}
            at += len(samples)
    return score, places


@pytest.mark.parametrize("seed", range(8))
def test_every_click_of_a_train_is_on_its_sample(seed):
    score, places = click_score(np.random.default_rng(seed))
    sound = score.heard(normalize=False)
    for whole in (to_int16(sound), to_int24(sound)):
        assert set(np.flatnonzero(whole.any(axis=1))) == places


def test_clicks_of_a_media_file_keep_their_height_to_its_very_ends():
    score = Score()
    score.clip(score.track(MUSIC), 77, score.file([0.5, 0, 0, -0.25, 1.0 - 2**-15]))
    assert score.heard()[77:, 0].tolist() == [0.5, 0, 0, -0.25, 1.0 - 2**-15]


@pytest.mark.parametrize("length", [9600, 11000, 8000])
@settings(deadline=None, max_examples=12)
@given(cuts=st.lists(st.integers(1, 9599), min_size=1, max_size=4, unique=True))
def test_split_merge_and_undo_change_no_sample(length, cuts):
    score = Score()
    track = score.track(speaker_id=1)
    sound = score.take(voice(0.2, 48000), 48000)
    score.clip(track, 1000, *fitted([sound], length), mode=Mode.DYNAMIC if length == sound.length else Mode.FIXED)
    begun = timeline = score.timeline()
    whole, changes = score.heard(), []
    for cut in sorted(cuts):
        at = 1000 + cut * length // 9600
        clip = timeline.at(track, at)
        if clip.start < at:
            timeline, change = split_clip(timeline, clip.id, at)
            changes.append(change)
    assert np.array_equal(score.heard(timeline), whole)
    ids = [clip.id for clip in timeline.lane(track)]
    if len(ids) > 1:
        merged, change = merge_clips(timeline, ids)
        assert np.array_equal(score.heard(merged), whole)
        assert apply(merged, change.inverse()) == timeline
    for change in reversed(changes):
        timeline = apply(timeline, change.inverse())
    assert timeline == begun
    assert np.array_equal(score.heard(timeline), whole)


def test_a_trim_and_a_move_leave_the_rest_of_a_clip_as_it_was():
    score = Score()
    track = score.track(MUSIC)
    clip_id = score.clip(track, 500, score.file(voice(0.3, 48000)))
    whole = score.heard()
    timeline, _ = trim_clip(score.timeline(), clip_id, Edge.START, 3000)
    assert np.array_equal(score.heard(timeline)[3000:], whole[3000:])
    timeline, _ = move_clips(timeline, [clip_id], 250)
    assert np.array_equal(score.heard(timeline)[3250:], whole[3000:])


def test_a_stretched_clip_is_as_long_as_it_should_be_and_sounds_to_its_end():
    score = Score()
    track = score.track(speaker_id=1)
    clip_id = score.clip(track, 0, score.take(0.3 * np.ones(4800), 48000))
    timeline, _ = stretch_clip(score.timeline(), clip_id, Edge.END, 5777)
    sound = score.heard(timeline)
    assert len(sound) == 5777
    assert (sound[300:5400] > 0).all()


def test_what_is_muted_is_not_heard_and_ducks_nothing():
    score = Score()
    talk = score.track(mute=True)
    score.clip(talk, 0, score.take(voice(0.1, 48000), 48000))
    score.clip(score.track(MUSIC, ducking=Ducking(-20.0, 0, 0)), 0, score.file(np.full(9600, 0.25)))
    assert (score.heard() == 0.25).all()


def test_a_solo_track_is_heard_alone():
    score = Score()
    score.clip(score.track(MUSIC), 0, score.file(np.full(100, 0.5)))
    score.clip(score.track(MUSIC, solo=True), 0, score.file(np.full(100, 0.25)))
    assert (score.heard() == 0.25).all()


def ducked(ducking, *speech, length=20000):
    score = Score()
    talk = score.track(speaker_id=1)
    for start, end in speech:
        score.clip(talk, start, score.take(np.zeros(end - start), 48000))
    score.clip(score.track(MUSIC, ducking=ducking), 0, score.file(np.full(length, 0.5)))
    return score.heard(normalize=False)[:, 0] / 0.5


def test_music_is_down_before_the_first_word_and_rises_behind_the_last():
    level = 20 * np.log10(ducked(Ducking(-12.0, 50, 100), (8000, 10000)))
    assert np.abs(level[:5600]).max() < 1e-4
    assert level[8000:10000] == pytest.approx(-12, abs=1e-4)
    assert np.abs(level[14800:]).max() < 1e-4
    assert level[6800] == pytest.approx(-6, abs=1e-3)
    assert level[12400] == pytest.approx(-6, abs=1e-3)
    assert (np.diff(level[5600:8000]) < 0).all()


def test_music_stays_down_in_a_short_pause():
    level = ducked(Ducking(-12.0, 50, 100), (4000, 6000), (13000, 14000))
    assert level[6000:13000].max() == pytest.approx(10 ** (-12 / 20), rel=1e-5)


def test_ducking_can_step():
    level = ducked(Ducking(-6.0, 0, 0), (4000, 6000))
    assert (level[:4000] == 1).all()
    assert (level[6000:] == 1).all()
    assert level[4000:6000] == pytest.approx(10 ** (-6 / 20), rel=1e-5)


def test_a_crossfade_keeps_the_power():
    score = Score()
    random = np.random.default_rng(1)
    track = score.track(MUSIC)
    left = score.clip(track, 0, score.file(0.1 * random.standard_normal(48000)))
    right = score.clip(track, 48000, score.file(0.1 * random.standard_normal(48000)))
    timeline, _ = crossfade_clips(score.timeline(), left, right, 24000)
    sound = score.heard(timeline)[:, 0]
    crossed = sound[24000:48000].reshape(8, -1).std(axis=1)
    assert crossed == pytest.approx(0.1, rel=0.06)


def test_neighbours_that_were_moved_over_each_other_cross_fade_without_handles():
    score = Score()
    track = score.track(MUSIC)
    score.clip(track, 0, score.file(np.full(1000, 0.5)))
    score.clip(track, 800, score.file(np.full(1000, 0.5)))
    assert score.heard().max() == pytest.approx(0.5 * np.sqrt(2), rel=1e-3)


@pytest.mark.parametrize(("pan", "left", "right"), [(0, 1, 1), (-1, 2**0.5, 0), (1, 0, 2**0.5), (0.5, 0.541, 1.307)])
def test_mono_is_panned_at_equal_power(pan, left, right):
    score = Score()
    score.clip(score.track(MUSIC, pan=float(pan)), 0, score.file(np.full(10, 0.5)))
    assert score.heard()[5] * 2 == pytest.approx([left, right], abs=1e-3)


@pytest.mark.parametrize(("pan", "left", "right"), [(0, 1, 0.5), (-1, 1, 0), (1, 0, 0.5), (0.5, 0.5, 0.5)])
def test_stereo_is_balanced(pan, left, right):
    score = Score()
    score.clip(score.track(MUSIC, pan=float(pan)), 0, score.file(np.tile([1.0, 0.5], (10, 1))))
    assert score.heard()[5] == pytest.approx([left, right])


def test_the_bottom_of_a_fader_is_silence():
    score = Score()
    score.clip(score.track(MUSIC, volume=-96.0), 0, score.file(np.ones(10)))
    assert not score.heard().any()


def test_gain_points_are_joined_by_a_line_in_decibels():
    score = Score()
    line = (GainPoint(100, -20.0), GainPoint(300, 0.0))
    score.clip(score.track(MUSIC), 0, score.file(np.ones(400)), gain=line)
    level = 20 * np.log10(score.heard()[:, 0])
    assert level[[0, 100, 150, 200, 299, 350]] == pytest.approx([-20, -20, -15, -10, -0.1, 0], abs=1e-4)


def test_a_mono_plan_hears_both_sides_of_stereo():
    score = Score()
    score.clip(score.track(MUSIC), 0, score.file(np.tile([0.5, 0.25], (10, 1))))
    assert (score.heard(channels=1) == 0.375).all()


def test_what_is_in_the_middle_of_six_channels_is_heard_on_both_sides():
    score = Score()
    score.clip(score.track(FILM), 0, score.file(np.tile([0, 0, 0.5, 1.0, 0, 0], (10, 1))))
    left, right = score.heard()[5]
    assert left == right > 0.1


def test_speakers_come_to_one_loudness():
    score = Score()
    for speaker, height in ((1, 0.2), (2, 0.5)):
        sound = score.take(height * voice(0.3, 48000), 48000)
        energy = float(np.mean((height * voice(0.3, 48000)) ** 2))
        take = score.takes[sound.take_id]
        score.takes[sound.take_id] = replace(take, levels=replace(take.levels, peak=0.01, energy=energy))
        score.clip(score.track(speaker_id=speaker), speaker * 20000, sound)
    sound = score.heard()[:, 0]
    loud = [np.sqrt(np.mean(sound[at : at + 14400] ** 2)) for at in (20000, 40000)]
    assert loud[0] == pytest.approx(loud[1], rel=0.05)


def test_music_of_another_rate_is_resampled_without_a_seam():
    score = Score()
    tone = 0.5 * np.sin(2 * np.pi * 441 * np.arange(44100 * 4) / 44100)
    score.clip(score.track(MUSIC), 0, score.file(tone, 44100))
    wanted = 0.5 * np.sin(2 * np.pi * 441 * np.arange(48000 * 4) / 48000)
    assert np.abs(score.heard()[500:-500, 0] - wanted[500:-500]).max() < 1e-4


def test_a_long_file_is_read_in_pieces_wherever_it_is_heard():
    class Long:
        rate, asked = 44100, 0

        def frames(self, start, end):
            self.asked += end - start
            return np.sin(np.arange(start, end) / 50)[:, None].astype(np.float32)

    score = Score()
    sound = replace(score.file([0.0]), frames=36000 * 48000, end=36000 * 48000, length=36000 * 48000)
    score.media[sound.media] = long = Long()
    score.clip(score.track(MUSIC), 0, sound)
    at = 35000 * 48000 + 12345
    assert score.heard(None, at, at + 4800).any()
    assert long.asked < 400_000


def test_a_plan_at_another_rate_keeps_cuts_together():
    score = Score()
    track = score.track(speaker_id=1)
    clip_id = score.clip(track, 1001, score.take(voice(0.3)), mode=Mode.DYNAMIC)
    whole = score.heard(rate=44100)
    timeline, _ = split_clip(score.timeline(), clip_id, 5555)
    assert np.array_equal(score.heard(timeline, rate=44100), whole)


def test_a_long_run_is_stretched_in_pieces_that_join_without_a_trace(monkeypatch):
    monkeypatch.setattr(sources, "_WHOLE_S", 3)
    monkeypatch.setattr(sources, "_PIECE_S", 1)
    score = Score()
    tone = 0.5 * np.sin(2 * np.pi * 220 * np.arange(48000 * 5) / 48000)
    score.clip(score.track(MUSIC), 0, *fitted([score.file(tone)], 48000 * 6))
    whole = score.heard()[:, 0]
    assert len(whole) == 48000 * 6
    level = np.sqrt((whole.reshape(-1, 4800).astype(np.float64) ** 2).mean(axis=1))
    assert level.min() > 0.9 * level.mean()
    assert np.abs(np.diff(whole)).max() < 1.5 * np.abs(np.diff(tone)).max()
    at = 48000 * 2 - 777
    assert np.array_equal(score.heard(None, at, at + 5000)[:, 0], whole[at : at + 5000])
