"""Placeholders for sound effects: what they are, how long they are, and that they are always the same."""

import asyncio

import numpy as np
import pytest

from studio_app.domain.errors import TextRefused
from studio_app.domain.timeline import Effect
from studio_app.speech.local.effects import KINDS, RATE, Placeholders, kinds, synthesized


def names(prompt):
    found = kinds(prompt)
    return [name for name, kind in KINDS.items() if kind in found]


@pytest.mark.parametrize(
    ("prompt", "meant"),
    [
        ("A heavy wooden door slams", ["door"]),
        ("Regen und Wind", ["rain", "wind"]),
        ("slow footsteps on gravel", ["steps"]),
        ("applause in a large hall", ["applause"]),
        ("the search for a carpet in the market", []),
        ("a church bell, far away", ["bell"]),
        ("", []),
    ],
)
def test_words_say_what_is_heard(prompt, meant):
    assert names(prompt) == meant


@pytest.mark.parametrize("name", KINDS)
def test_each_sound_is_heard_for_as_long_as_it_was_asked_for(name):
    word = KINDS[name].words[0].rstrip("*")
    for seconds in (0.5, 3.0):
        made = synthesized(word, Effect(seconds))
        assert len(made) == round(seconds * RATE)
        assert 0.45 * 32767 < np.abs(made.astype(int)).max() <= 0.5 * 32767 + 1
        assert np.abs(made[-2:].astype(int)).max() < 400


def test_the_length_is_chosen_where_nobody_chose_and_never_beyond_what_there_is():
    assert len(synthesized("rain", Effect())) == 6 * RATE
    assert len(synthesized("rain", Effect(99))) == 30 * RATE


def test_the_same_wish_is_the_same_sound_and_each_variant_another():
    first, again = (synthesized("rain on a roof", Effect(1)) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    others = [synthesized("rain on a roof", Effect(1), variant).tobytes() for variant in range(4)]
    assert len(set(others)) == 4
    assert synthesized("rain on a tent", Effect(1)).tobytes() not in others


def test_a_loop_runs_into_its_beginning():
    made = synthesized("engine hum", Effect(2, loop=True)).astype(float) / 32767
    joined = np.concatenate([made[-RATE // 4 :], made[: RATE // 4]])
    steps = np.abs(np.diff(joined))
    assert steps[RATE // 4 - 1] <= np.percentile(steps, 99.9) + 0.01
    cut = np.abs(synthesized("engine hum", Effect(2))[-5:])
    assert np.abs(made[-200:]).max() > cut.max() / 32767


def test_it_says_that_it_is_a_placeholder_and_costs_nothing():
    maker = Placeholders()
    made = asyncio.run(maker.make("a door", Effect(1)))
    assert maker.abilities.placeholder
    assert (made.billing.credits, maker.estimate(Effect(1))) == (0, 0)
    assert (made.audio.rate, made.audio.channels, len(made.audio.data)) == (RATE, 1, 2 * RATE)
    for prompt in ("  ", "x" * 451):
        with pytest.raises(TextRefused):
            asyncio.run(maker.make(prompt, Effect()))
