"""Splitting keeps all of the text, its limit, its clusters, words and numbers, whatever the text is."""

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.text.split import Boundary, split

LANGUAGES = st.sampled_from(["en", "de", "fr", "ja", "zh", "zh-Hant", "th", "ar", "hi", "el", ""])
#: Hypothesis rarely finds these by itself.
NASTY = st.sampled_from(
    [
        *"aZ9 .,!?;:-—…“”\"'()«»\n\u00a0\u200b\u200d\u0301\u0600",
        "。",
        "、",
        "ข",
        "ำ",
        "์",
        "क",
        "्",
        "ष",
        "ᄀ",
        "ᅡ",
        "각",
        "👨",
        "🇩",
        "😀",
        "🏽",
        "\ufe0f",
        "漢",
        "か",
        "ー",
        "\r\n",
        "\ud800",
        "1.5",
        "Mr. ",
    ]
)
WILD = st.one_of(st.text(), st.lists(NASTY, max_size=120).map("".join))


def borders(text: str) -> set[int]:
    return {0, *(match.end() for match in regex.finditer(r"\X", text))}


@given(WILD, st.integers(1, 60), LANGUAGES)
@settings(derandomize=True, max_examples=100, deadline=None)
def test_every_code_point_but_white_space_is_in_exactly_one_span(text, limit, language):
    done = 0
    for span in split(text, limit, language):
        assert done <= span.start < span.end
        assert not text[done : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].rstrip()
        done = span.end
    assert not text[done:].strip()


@given(WILD, st.integers(1, 60), LANGUAGES)
@settings(derandomize=True, max_examples=100, deadline=None)
def test_a_span_over_the_limit_is_a_single_cluster_and_no_cluster_is_cut(text, limit, language):
    whole = borders(text) | {len(text.rstrip())}
    for span in split(text, limit, language):
        assert {span.start, span.end} <= whole
        assert span.end - span.start <= limit or regex.fullmatch(r"\X", text[span.start : span.end])


@given(WILD, st.integers(1, 60))
@settings(derandomize=True, deadline=None)
def test_the_last_span_and_only_it_ends_with_the_text(text, limit):
    found = [span.boundary for span in split(text, limit, "en")]
    assert found[-1:] == [Boundary.END] * bool(found)
    assert Boundary.END not in found[:-1]


WORDS = [
    "word",
    "naïve",
    "don’t",
    "mother-in-law",
    "Straße",
    "слово",
    "كتاب",
    "हिन्दी",
    "क्षत्रिय",
    "한국어",
    "e\u0301te\u0301",
]
NUMBERS = ["1,234.56", "3.14", "10:30", "12/25/2026", "1 234 567", "50%", "٣٫١٤", "१,२३४", "１２，３４５"]
NAMES = ["Mr. Smith", "U.S.A. now", "e.g. this", "J. R. R. Tolkien", "https://a.org/b.c?d=e", "👨‍👩‍👧‍👦", "👍🏽"]
UNSPACED = ["今天天气很好", "私は東京へ行って", "ภาษาไทยเป็นภาษา", "了。", "，然后"]
ATOMS = st.one_of(*map(st.sampled_from, (WORDS, NUMBERS, NAMES, UNSPACED)))
JOINS = st.sampled_from([" ", " ", ", ", ". ", "; ", " — ", "! ", "” “"])


@st.composite
def sentences(draw):
    """Draw a text and the ranges in it that must not be cut."""
    text, guarded = "", []
    for atom in draw(st.lists(ATOMS, min_size=5, max_size=60)):
        joint = "" if atom in UNSPACED and draw(st.booleans()) else draw(JOINS)
        text += joint if text else ""
        if atom not in UNSPACED:
            guarded.append((len(text), len(text) + len(atom)))
        text += atom
        if atom in UNSPACED and draw(st.booleans()):
            text += "的"
    return text, guarded


@given(sentences(), st.integers(40, 120), LANGUAGES)
@settings(derandomize=True, max_examples=120, deadline=None)
def test_words_numbers_names_and_addresses_are_never_cut(made, limit, language):
    text, guarded = made
    cuts = {span.start for span in split(text, limit, language)} | {span.end for span in split(text, limit, language)}
    for start, end in guarded:
        assert not any(start < cut < end for cut in cuts), text[start:end]
