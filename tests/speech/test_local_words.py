"""Word timings: what the library marks becomes the words a reader sees."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.speech.local.words import word_timings


def found(local, voice, text):
    return [text[word.start : word.end] for word in local.say(text, voice).words]


#: Voice, text, and the words that must be found in it, divided by "|".
SPOKEN = [
    ("en-us", 'And so it goes, she said "no".', "And|so|it|goes|she|said|no"),
    ("en-us", "It cost $1,234.56 in 1984, 10% less.", "It|cost|$1,234.56|in|1984|10%|less"),
    ("en-us", "I don't like x-rays, i.e. photos.", "I|don't|like|x-rays|i.e|photos"),
    ("en-us", "A 😀 smile by 𝔘nicode — end.", "A|😀|smile|by|𝔘nicode|end"),
    ("en-us", "e\u0301te\u0301 is cafe\u0301 now", "e\u0301te\u0301|is|cafe\u0301|now"),
    ("en-us", "\n\n  Two\r\n\r\nlines\tand\u00a0nbsp\u2014dash.", "Two|lines|and|nbsp|dash"),
    ("en-us", "the top of the hill", "the|top|of the|hill"),
    ("de", "Am 21. Mai in der Straße.", "Am|21|Mai|in|der|Straße"),
    ("fr-fr", "L’homme qu'il aime.", "L’homme|qu'il|aime"),
    ("ar", "مرحبا بالعالم. كيف حالك اليوم؟", "مرحبا|بالعالم|كيف|حالك|اليوم"),
    ("he", "שלום עולם", "שלום|עולם"),
    ("hi", "नमस्ते दुनिया। आप कैसे हैं?", "नमस्ते|दुनिया|आप|कैसे|हैं"),
    ("ta", "வணக்கம் உலகம்", "வணக்கம்|உலகம்"),
    ("th", "สวัสดีชาวโลก วันนี้อากาศดี", "สวัสดีชาวโลก|วันนี้|อากาศดี"),
    ("ko", "안녕하세요 세계", "안녕하세요|세계"),
    ("cmn", "你好,世界。今天很好。1984年", "你好|世|界|今|天|很好|1984|年"),
    ("ja", "こんにちは世界。東京タワー", "こんにちは世界|東京タワー"),
    ("ru", "Привет, мир!", "Привет|мир"),
    ("el", "Καλημέρα κόσμε", "Καλημέρα|κόσμε"),
]


@pytest.mark.parametrize(("voice", "text", "words"), SPOKEN)
def test_words_of_a_text(local, voice, text, words):
    assert found(local, voice, text) == words.split("|")


def test_they_hold_through_a_long_text(local):
    """No drift: every word of a text of many sentences and characters outside the basic plane is where it is."""
    text = "The old man, 𝔘 years 😀 of age; he went: home? “Yes!” said café. " * 15
    words = found(local, "en-us", text)
    assert "|".join(words) == "|".join(["The|old|man|𝔘|years|😀|of|age|he|went|home|Yes|said|café"] * 15)


def test_they_lie_where_the_sound_is(local):
    """A long word takes its time: the word behind it begins that much later."""
    short, long = (local.say(f"{word} end").words[1].seconds for word in ("Hi", "Internationalisation"))
    assert 0.1 < short < 0.6 < long < 2.5


def test_the_last_word_begins_before_the_end(local):
    answer = local.say("One two three four five six seven eight nine ten.")
    assert answer.seconds - 1 < answer.words[-1].seconds < answer.seconds


def test_marks_inside_a_number_are_one_word():
    assert [(one.start, one.end) for one in word_timings("in 1984.", [0, 5, 3, 10, 4, 20, 4, 30], 10, 99)] == [
        (0, 2),
        (3, 7),
    ]


def test_a_word_without_a_mark_belongs_to_the_one_before():
    assert [(one.start, one.end) for one in word_timings("of the day", [0, 0, 7, 20], 10, 99)] == [(0, 6), (7, 10)]


def test_a_mark_on_punctuation_is_that_of_the_word_behind_it():
    assert [(one.start, one.end) for one in word_timings("-- the day", [0, 0, 7, 20], 10, 99)] == [(3, 6), (7, 10)]


def test_but_not_over_punctuation():
    assert [(one.start, one.end) for one in word_timings("no, the day", [0, 0, 8, 20], 10, 99)] == [(0, 2), (8, 11)]


texts = st.text(st.sampled_from("ab é\u0301ก\u0e31ว中文カー,. '-$5%😀\u200d—\n؟ב"), max_size=30)
marks = st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 60)), max_size=20)


@settings(deadline=None)
@given(texts, marks)
def test_whatever_the_library_marks_the_words_are_sane(text, marks):
    words = word_timings(text, [number for mark in marks for number in mark], 10, 50)
    starts, ends, seconds = ([getattr(one, name) for one in words] for name in ("start", "end", "seconds"))
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert seconds == sorted(set(seconds))
    assert all(0 <= one < 5 for one in seconds)
    assert all(text[one.start : one.end].strip() == text[one.start : one.end] for one in words)
