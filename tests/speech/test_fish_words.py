"""Times of Fish Audio's segments found again in the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.speech.fish.words import Heard, Words


def spoken(text, *heard):
    """Return which part of ``text`` was found at which second; segments are heard a second apart."""
    words = Words(text).timings([Heard(one, float(number)) for number, one in enumerate(heard)])
    return {int(word.seconds): text[word.start : word.end] for word in words}


def test_every_word_is_found_whatever_stands_between():
    text = "“I can’t,” she said — I’ve tried!"
    found = spoken(text, "I", "can't", "she", "said", "Ive", "tried")
    assert list(found.values()) == ["I", "can’t", "she", "said", "I’ve", "tried"]


def test_a_phrase_is_one_span():
    assert spoken("Once upon a time, long ago.", "Once upon a time", "long ago") == {
        0: "Once upon a time",
        1: "long ago",
    }


def test_a_number_read_out_is_left_out_and_the_rest_found():
    found = spoken("In 1984 and later.", "In", "nineteen", "eighty", "four", "and", "later")
    assert found == {0: "In", 4: "and", 5: "later"}


def test_a_small_word_does_not_take_its_namesakes_place():
    found = spoken("4 cats saw four dogs.", "four", "cats", "saw", "four", "dogs")
    assert found == {1: "cats", 2: "saw", 3: "four", 4: "dogs"}


@pytest.mark.parametrize(
    ("text", "heard", "words"),
    [
        ("Übergröße, naiv.", ["ubergrosse", "naiv"], ["Übergröße", "naiv"]),
        ("cafe\u0301 au lait", ["café", "au", "lait"], ["cafe", "au", "lait"]),
        ("你好，世界。", ["你好", "世界"], ["你好", "世界"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"], ["नमस्ते", "दुनिया"]),
        ("😀 Well.", ["Well"], ["Well"]),
    ],
)
def test_all_scripts(text, heard, words):
    found = list(spoken(text, *heard).values())
    assert [one[:1] for one in found] == [one[:1] for one in words]
    assert len(found) == len(words)


def test_what_was_never_written_is_left_out():
    assert spoken("Only this.", "something", "else", "entirely") == {}
    assert spoken("", "word") == {}


TEXTS = st.text("aAb ß’é1.你ก़\u0301", max_size=30)


@settings(max_examples=60)
@given(TEXTS, st.lists(st.tuples(TEXTS, st.floats(0, 9)), max_size=8))
def test_spans_lie_in_the_text_in_order_whatever_is_heard(text, heard):
    words = Words(text).timings([Heard(*one) for one in heard])
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)
    assert [word.seconds for word in words] == sorted(word.seconds for word in words)


@settings(max_examples=60)
@given(st.lists(st.text("abcäßЖ", min_size=1, max_size=6), max_size=12))
def test_every_word_of_a_plain_text_is_found(words):
    text = " – ".join(words)
    found = Words(text).timings([Heard(word, 0.5 * number) for number, word in enumerate(words)])
    assert [text[one.start : one.end] for one in found] == words
