"""Spoken text: what nobody can say goes, no word changes, and every place is found again in the written text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.text.spoken import has_speech, speak_as


@pytest.mark.parametrize(
    "text",
    [
        "Plain text, with marks; and quotes: “so”, «so» — and (so)...",
        "drôle, stéréo, i v mi, Doctor Who",
        "می\u200cخواهم क्\u200dष 👨‍👩‍👧‍👦 naïve",
        "f*** you",
        "lectern --force",
        "What?! No!! A - b",
        "snake_case and C# and 5 * 3 = 15 ~ ok",
        "他说：“你好”——然后走了",
    ],
)
def test_ordinary_text_is_spoken_as_written(text):
    assert speak_as(text).text == text
    assert speak_as(text).offsets == ()


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("  a \t b\n\nc ", "a b c"),
        ("so\u00adft zero\u200bwidth \ufeffmark \u202eturned\u202c", "soft zerowidth mark turned"),
        ("a\x00b \ud800 c\ue000", "ab c"),
        ("Help!!!!!!", "Help!"),
        ("What?!?!?!", "What?!"),
        ("真的！！！！", "真的！"),
        ("Well…….. then", "Well… then"),
        ("Well...... then", "Well… then"),
        ("Well... then", "Well... then"),
        ("then ----- nothing", "then — nothing"),
        ("then -- nothing--more", "then — nothing—more"),
        ("*** The end ***", "The end"),
        ("* * * The end", "The end"),
        ("❦ The end ❦", "The end"),
        ("One *** two", "One two"),
        ("### One", "One"),
        ("• item", "item"),
        ("He said\u00a0: «\u202foui\u202f»", "He said : « oui »"),
        ("12\u202f345\u00a0678 francs", "12345678 francs"),
        ("tel. 0800\u00a0123\u00a0456", "tel. 0800 123 456"),
    ],
)
def test_what_nobody_says_is_left_out(written, spoken):
    assert speak_as(written).text == spoken


@pytest.mark.parametrize(
    "text", ["", " ", "***", "* * *", "-----", "…", "?!", "«»", "❦", "★★★☆☆", "\u200b", "\ue000", "=", "~"]
)
def test_ornaments_alone_say_nothing(text):
    assert not has_speech(text)
    assert speak_as(text).text == ""


@pytest.mark.parametrize("text", ["a", "5", "½", "Ⅷ", "語", "ก", "€", "%", "&", "😀", "❤️", "√", "“a”", "*** b"])
def test_letters_digits_and_signs_with_a_name_can_be_said(text):
    assert has_speech(text)
    assert speak_as(text).text


def test_a_spoken_word_is_found_in_the_written_text():
    written = "*** He  said\u00ad so!!!! *** Now"
    spoken = speak_as(written)
    assert spoken.text == "He said so! Now"
    for word, source in (("He", "He"), ("said", "said"), ("so!", "so!!!!"), ("Now", "Now")):
        start = spoken.text.index(word)
        begin, end = spoken.written_range(start, start + len(word))
        assert written[begin:end] == source


NASTY = st.sampled_from(
    [*"aB9 .!?…-—–*#=~_,;。\t\n\u00a0\u200b\u00ad\u202f•❦", "***", "--", "1\u00a0234", "\ud800", "😀"]
)


@given(st.one_of(st.text(), st.lists(NASTY, max_size=60).map("".join)))
@settings(deadline=None, derandomize=True)
def test_every_letter_and_digit_is_spoken_in_order_and_maps_back(written):
    spoken = speak_as(written)
    kept = [mark for mark in written if mark.isalnum()]
    assert [mark for mark in spoken.text if mark.isalnum()] == kept
    assert len(spoken.text) <= len(written)
    for position, mark in enumerate(spoken.text):
        begin, end = spoken.written_range(position, position + 1)
        assert 0 <= begin < end <= len(written)
        if mark.isalnum():
            assert written[begin:end] == mark


@given(st.lists(NASTY, max_size=60).map("".join))
@settings(deadline=None, derandomize=True)
def test_ranges_grow_with_the_spoken_text(written):
    spoken = speak_as(written)
    ranges = [spoken.written_range(i, i + 1) for i in range(len(spoken.text))]
    assert ranges == sorted(ranges)


@given(st.lists(NASTY, max_size=60).map("".join))
@settings(deadline=None, derandomize=True)
def test_spoken_text_has_single_spaces_and_none_around_it(written):
    text = speak_as(written).text
    assert text == text.strip()
    assert "  " not in text
