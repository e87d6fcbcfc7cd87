"""Counts of ``lectern info``: words are runs of word characters, characters are code points that are not white space."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.text.counts import characters, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        (" ", 0),
        ("One two.", 2),
        ("don’t", 2),
        ("x_y 1.5", 3),
        ("naïve — Straße", 2),
        ("今天。天气", 2),
        ("…", 0),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


@given(st.text())
@settings(deadline=None, derandomize=True)
def test_words_are_runs_of_word_characters(text):
    assert words(text) == len(re.findall(r"\w+", text))


@given(st.text(st.sampled_from("aé \t\n\x1c\x85\u00a0\u2003\u3000\u200b一😀")))
@settings(deadline=None, derandomize=True)
def test_characters_are_code_points_that_are_not_white_space(text):
    assert characters(text) == len("".join(text.split()))
