"""Timelines somebody edited at random are mixed like any: each window as in the whole, whatever lies there."""

import random
import sys
from pathlib import Path

import numpy as np
import pytest
from audio_takes import voice
from audio_timelines import Score, played

from studio_app.domain.errors import WrongUsage
from studio_app.domain.mixplan import cropped
from studio_app.domain.timeline import Ducking, TrackKind

sys.path.append(str(Path(__file__).parents[1] / "domain"))
from random_edits import Player

SPAN = 48_000
RATES = (8000, 22050, 24000, 44100, 48000)


def edited(seed, edits):
    """Return a score of takes of all rates, and its timeline after random edits."""
    score, player = Score(), Player(seed, SPAN)
    for kind in (TrackKind.VOICEOVER, TrackKind.VOICEOVER, TrackKind.AUDIO, TrackKind.SFX):
        ducking = Ducking(-9.0, 30, 50) if kind is TrackKind.AUDIO else None
        score.track(kind, pan=player.random.uniform(-1, 1), ducking=ducking)
    for number in range(1, 99):
        rate = player.random.choice(RATES)
        score.take(voice(player.random.uniform(0.001, 0.2), rate, seed=number), rate)
    timeline = score.timeline()
    for _ in range(edits):
        try:
            timeline, _ = player.edit(timeline)
        except (WrongUsage, KeyError):
            continue
    return score, timeline


def check(seed, edits):
    score, timeline = edited(seed, edits)
    chance = random.Random(seed)
    for rate, channels in ((48000, 2), (44100, 1)):
        plan = score.plan(timeline, rate=rate, channels=channels)
        whole = played(score.mix(plan))
        assert np.isfinite(whole).all()
        mix = score.mix(plan, unrolled=True)
        for _ in range(4):
            start, end = sorted(chance.randrange(plan.length + 1) for _ in range(2))
            assert np.array_equal(played(mix, start, end, 5000), whole[start:end])
            assert np.array_equal(played(score.mix(cropped(plan, start, end))), whole[start:end])
        stems = [score.plan(timeline, rate=rate, channels=channels, track_ids=[t.track_id]) for t in plan.tracks]
        together = sum(played(score.mix(stem)).astype(np.float64) for stem in stems)
        assert np.abs(together - whole).max(initial=0) < 1e-5


@pytest.mark.parametrize("seed", range(4))
def test_random_timelines_are_mixed(seed):
    check(seed, 150)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(100, 140))
def test_many_random_timelines_are_mixed(seed):
    check(seed, 400)
