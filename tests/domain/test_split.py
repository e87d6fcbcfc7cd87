"""Splitting: where a reader would breathe, in many languages."""

import time

import pytest

from studio_app.domain.text.split import Boundary, ending, split


def pieces(text: str, limit: int, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in split(text, limit, language)]


def boundaries(text: str, limit: int, language: str = "en") -> list[str]:
    return [str(span.boundary) for span in split(text, limit, language)]


def test_text_within_the_limit_is_one_span_without_its_outer_spaces():
    (span,) = split("  One. Two.  ", 9, "en")
    assert (span.start, span.end, span.boundary) == (2, 11, Boundary.END)


@pytest.mark.parametrize("text", ["", "   ", "\n\t\u3000"])
def test_blank_text_has_no_span(text):
    assert split(text, 10, "en") == ()


def test_a_limit_that_holds_nothing_is_refused():
    with pytest.raises(ValueError, match="limit"):
        split("Text", 0, "en")


def test_sentences_are_packed():
    text = "One two three. Four five six. Seven eight nine. Ten eleven."
    assert pieces(text, 35) == ["One two three. Four five six.", "Seven eight nine. Ten eleven."]
    assert boundaries(text, 35) == ["sentence", "end"]


def test_no_scrap_is_left_at_the_end():
    text = "Aaaa aaaa aaaa. " * 7 + "Bb."
    assert min(map(len, pieces(text, 100))) > 40


def test_a_long_sentence_is_cut_at_a_clause_then_at_a_space():
    text = "When the rain had stopped, the old man who lived by the river went out; nobody saw him again"
    assert boundaries(text, 60) == ["clause", "clause", "end"]
    assert boundaries("one two three four five six seven", 18) == ["word", "end"]


def test_sentence_ends_go_before_clause_ends():
    assert pieces("He came, he saw. He conquered, and left.", 25) == ["He came, he saw.", "He conquered, and left."]


@pytest.mark.parametrize(
    "whole",
    [
        *("Mr. Smith", "U.S.A.", "e.g. this", "J. R. R. Tolkien", "1,234.56", "3.14", "10:30", "12/25/2026", "No. 5"),
        *(
            "1 234 567",
            "12\u00a0345\u202f678",
            "p.m.",
            "Dr. phil. Müller",
            "z. B. hier",
            "M. Dupont",
            "Nr. 3",
            "3. Mai",
            "№ 7",
        ),
    ],
)
def test_what_belongs_together_is_never_cut(whole):
    for before in range(30):
        text = "wx " * 10 + "x" * before + " " + whole + " yz" * 20
        at = text.index(whole)
        for span in split(text, 40, "en"):
            assert not at < span.start < at + len(whole), (before, whole)


@pytest.mark.parametrize(
    "text",
    [
        "“Stop!” he said. “Who goes there?” “A friend.” She laughed, and the two of them went in.",
        "« Oui ! » dit-il. « Non ? Jamais ! » Et puis : « Peut-être ; qui sait ? » Voilà tout, mes amis.",
        "„Ja!“, sagte er. „Nein“, sagte sie. „Vielleicht; wer weiß?“ Dann gingen sie (alle drei) nach Hause.",
        "彼は「はい。」と言った。「うん、そう（たぶん）。」『次、行こう！』そして、彼は去った。",
        "他说：“你好，我叫李明。”她说：《红楼梦》很好。然后走了，真的吗？是的！",
    ],
)
def test_marks_and_quotes_stay_with_what_they_close_and_open(text):
    for limit in range(14, 60):
        for piece in pieces(text, limit, "en"):
            assert piece[0] not in ".,;!?”»)」』。、，！？》…", piece
            assert piece[-1] not in "„«(「『《", piece


def test_a_long_monologue_in_one_pair_of_quotes_is_cut_at_its_sentences():
    text = (
        "She began. “"
        + "I was born by the sea. My father, a sailor, never came home! Why? Who knows. " * 30
        + "” He slept."
    )
    found = split(text, 300, "en")
    assert {span.boundary for span in found[:-1]} == {Boundary.SENTENCE}
    assert len(found) <= len(text) // 300 + 3


@pytest.mark.parametrize(
    ("language", "text", "limit", "expected"),
    [
        ("zh", "今天天气很好。我们去公园吧！你来吗？好的。", 14, ["今天天气很好。我们去公园吧！", "你来吗？好的。"]),
        (
            "ja",
            "彼は東京へ行った。友達と会った。楽しかった。",
            16,
            ["彼は東京へ行った。", "友達と会った。楽しかった。"],
        ),
        ("hi", "वह गया। वह आई। क्या हुआ? कुछ नहीं।", 20, ["वह गया। वह आई।", "क्या हुआ? कुछ नहीं।"]),
        ("hi", "कल डॉ. शर्मा आए", 9, ["कल", "डॉ. शर्मा", "आए"]),
        ("ar", "ذهب الرجل. هل رأيت؟ نعم، رأيت.", 20, ["ذهب الرجل. هل رأيت؟", "نعم، رأيت."]),
        ("ur", "وہ گیا۔ وہ آئی۔", 8, ["وہ گیا۔", "وہ آئی۔"]),
        ("el", "Τι κάνεις; Καλά. Εσύ;", 12, ["Τι κάνεις;", "Καλά. Εσύ;"]),
        ("my", "သူသွားသည်။ သူမလာသည်။", 12, ["သူသွားသည်။", "သူမလာသည်။"]),
    ],
)
def test_sentences_of_other_languages(language, text, limit, expected):
    assert pieces(text, limit, language) == expected


def test_thai_is_cut_at_its_spaces_and_else_between_words():
    text = "ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอนหรือวรรณยุกต์ เช่นเดียวกับภาษาจีน และออกเสียงแยกคำต่อคำ"
    assert boundaries(text, 60, "th") == ["clause", "end"]
    found = pieces(text, 30, "th")
    assert found[:2] == ["ภาษาไทยเป็นภาษาที่มีระดับเสียง", "ของคำแน่นอนหรือวรรณยุกต์"]


def test_japanese_without_marks_is_cut_between_phrases_and_never_in_a_number():
    text = "私は昨日東京へ行って友達と会いましたそして1,234.56円払って帰りました"
    assert pieces(text, 12, "ja") == [
        "私は昨日東京へ行って",
        "友達と会いましたそして",
        "1,234.56円",
        "払って帰りました",
    ]


def test_clusters_stay_whole_even_over_the_limit():
    family = "👨‍👩‍👧‍👦"
    assert pieces(family * 4, 15) == [family * 2, family * 2]
    assert pieces(family * 2, 1) == [family, family]
    assert pieces("e\u0301" * 4, 3) == ["e\u0301"] * 4
    assert pieces("क्ष" * 4, 7) == ["क्ष" * 2] * 2
    assert pieces("🇩🇪🇫🇷🇮🇹", 3) == ["🇩🇪", "🇫🇷", "🇮🇹"]


def test_an_endless_word_is_cut_as_the_last_resort():
    assert "".join(pieces("x" * 100, 30)) == "x" * 100
    assert pieces("go to https://example.org/alpha/beta?gamma=delta", 25)[1:] == [
        "https://example.org/",
        "alpha/beta?gamma=delta",
    ]


def test_an_address_that_fits_is_not_cut():
    address = "https://example.org/a-long/path?with=query&and=more"
    assert any(address in piece for piece in pieces(f"Please look at {address} as soon as you can, my friend.", 60))


@pytest.mark.parametrize("language", ["", "xx-Unknown", "en_GB", "EN-gb", "日本語", "\ud800", "x" * 5000])
def test_any_language_tag_splits(language):
    assert pieces("He came. She saw.", 10, language) == ["He came.", "She saw."]


def test_half_a_character_is_kept():
    assert pieces("He came. \ud800 saw.", 10) == ["He came.", "\ud800 saw."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("He left.", "sentence"), ("“Who?” ", "sentence"), ("Well,", "clause"), ("she said, “", "word"), ("and", "word")],
)
def test_how_a_text_ends(text, expected):
    assert ending(text, len(text)) == expected


#: Texts made to be slow: each would take minutes if time grew with the square of the length.
HOSTILE = {
    "one word": "a",
    "words": "word ",
    "open quotes": "“",
    "closed quotes": "!”",
    "stops": "A. ",
    "commas": ",",
    "marks": "زرد۔.,:",
    "Thai": "ภาษาไทย",
    "Khmer": "ភាសាខ្មែរ",
    "Han": "他们去了北京大学",
    "flags": "🇩🇪",
    "families": "👨‍👩‍👧‍👦",
    "accents": "\u0301",
    "spaced accents": " \u0301",
    "white space": " ",
    "dashes": "—",
    "conjuncts": "क्",
}


def seconds(text: str) -> float:
    start = time.process_time()
    split(text, 800, "")
    return time.process_time() - start


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_text_and_not_with_its_square(unit):
    text = unit * (100_000 // len(unit))
    short = min(seconds(text[:10_000]) for _ in range(3))
    assert seconds(text) < 10 * 4 * short + 0.05  # ten times the text: a hundred times would be its square
