"""A timeline laid out part by part is, sample for sample, the timeline laid out whole."""

import asyncio
import functools
import itertools
import random
from contextlib import suppress

import numpy as np
import pytest
from timeline_player_desk import CHAPTER, add_media, hum, timeline_desk

from studio_app.domain.edits.timeline import Edge, set_fades, set_gain, set_mode, split_clip, stretch_clip
from studio_app.domain.edits.tracks import change_track
from studio_app.domain.errors import LecternError
from studio_app.domain.timeline import RATE, Ducking, GainPoint, Mode, TrackKind
from studio_app.session import timeline_mixes
from studio_app.session.timeline_mixes import TimelineMixes


def journey(test):
    @functools.wraps(test)
    def run(tmp_path, **named):
        asyncio.run(test(tmp_path, **named))

    return run


@pytest.fixture(autouse=True)
def _parts_of_a_second(monkeypatch):
    monkeypatch.setattr(timeline_mixes, "_PART_S", 1)


def by_parts(desk):
    """Return all samples, of windows that meet anywhere."""
    mixes = TimelineMixes(desk.studio.file)
    laid = mixes.of(desk.studio.project, CHAPTER)
    places = [0, *sorted(random.Random(3).sample(range(1, laid.length), 20)), laid.length]
    found = np.concatenate([laid.window(*between) for between in itertools.pairwise(places)])
    mixes.close()
    assert found.any()
    return found


@journey
async def test_speech_that_is_cut_and_stretched_and_gives_way_to_nothing(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        ada, music = d.track(), d.track(TrackKind.AUDIO, "Music")
        long = d.clip(ada, 0.3, 3, 4.0)
        d.clip(ada, 5.0, 1, 0.4)
        d.edit(set_mode, [long.id], Mode.FIXED)
        d.edit(stretch_clip, long.id, Edge.START, RATE // 2)
        for at in (3, 2, 1):
            d.edit(split_clip, long.id, RATE * at)
        d.clip(music, 0.0, 8, 3.0)
        d.clip(music, 2.5, 9, 4.0)
        d.edit(change_track, music.id, ducking=Ducking(-12.0, 300, 4000), pan=0.4)
        assert np.array_equal(by_parts(d), d.rendered())


@journey
async def test_media_of_another_rate(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        film = d.track(TrackKind.ORIGINAL, "Film")
        clip = d.put(film, 0.2, add_media(d.studio.file, tmp_path / "film.wav", hum(4, 5.0, 44100), 44100))
        d.edit(set_fades, clip.id, RATE // 10, RATE * 2)
        assert np.array_equal(by_parts(d), d.rendered())


@journey
async def test_gains_are_those_of_all_that_a_speaker_says(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        ada = d.track()
        d.clip(ada, 0.0, 1, 0.5, loud=0.9)
        d.clip(ada, 120.0, 2, 0.5, loud=0.01)
        laid = TimelineMixes(d.studio.file).of(d.studio.project, CHAPTER)
        assert np.array_equal(laid.window(0, RATE), d.rendered()[:RATE])


async def anywhere(path, seed):
    """Put clips anywhere, cut, stretch, fade and duck some of them, and compare."""
    dice = random.Random(seed)
    async with timeline_desk(path) as d:
        for kind in (TrackKind.VOICEOVER, TrackKind.VOICEOVER, TrackKind.SFX):
            track, at = d.track(kind), 0.0
            for number in range(5):
                at += dice.choice((0.0, 0.0, 0.3, 1.1))
                seconds = dice.uniform(0.2, 2.5)
                clip = d.clip(track, at, number, seconds)
                at += seconds + 0.01
                with suppress(LecternError):
                    change(d, clip, dice)
        ducking = Ducking(-20.0, dice.choice((0, 50, 3000)), dice.choice((0, 900, 7000)))
        d.edit(change_track, d.timeline.tracks[2].id, ducking=ducking)
        assert np.array_equal(by_parts(d), d.rendered())


def change(desk, clip, dice):
    """Edit a clip as people do."""
    if dice.random() < 0.4:
        desk.edit(set_mode, [clip.id], Mode.FIXED)
        desk.edit(stretch_clip, clip.id, Edge.END, clip.start + round(clip.length * dice.uniform(0.8, 1.0)))
    for _ in range(dice.randrange(3)):
        desk.edit(split_clip, clip.id, clip.start + round(clip.length * dice.uniform(0.1, 0.9)))
    if dice.random() < 0.3:
        desk.edit(set_fades, clip.id, 3000, 3000)
        desk.edit(set_gain, clip.id, [GainPoint(0, -3.0), GainPoint(5000, dice.uniform(-20, 3))])


@journey
@pytest.mark.parametrize("seed", range(4))
async def test_clips_anywhere(tmp_path, seed):
    await anywhere(tmp_path / "b.lectern", seed)


@journey
@pytest.mark.campaign
async def test_many_times_clips_anywhere(tmp_path):
    for seed in range(100, 160):
        await anywhere(tmp_path / f"{seed}.lectern", seed)
