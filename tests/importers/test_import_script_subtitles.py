"""Subtitles as scripts: every cue with its times and its speaker, and nothing but formatting left out."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.errors import LecternError, NoText
from studio_app.importers.script import script_of

SRT = "1\n00:00:00,100 --> 00:00:01,500\nJoe: Hey!\n\n2\n00:00:01,600 --> 00:00:02,000\nMaria: Oh, hi\n<i>Joe!</i>\n"
VTT = (
    "WEBVTT - a title\nKind: captions\n\nNOTE a note --> no cue\nmore of it\n\nSTYLE\n::cue { }\n\nfirst\n"
    "00:00.100 --> 00:01.500 align:start position:0%\n<v.loud Joe>Hey!</v>\n\n"
    "00:00:01.600 --> 00:00:02.000\n<v Maria>Oh, hi <c.red>Joe!</c>\n"
)
ASS = (
    "[Script Info]\nTitle: x\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,not said\n"
    "Dialogue: 0,0:00:00.10,0:00:01.50,Default,Joe,0,0,0,,{\\an8}Hey!\n"
    "Dialogue: 0,0:00:01.00,0:00:09.00,Default,,0,0,0,,{\\p1}m 0 0 l 10 10{\\p0}\n"
    "Dialogue: 0,0:00:01.60,0:00:02.00,Default,Maria,0,0,0,,Oh, hi\\N{\\i1}Joe!\n"
)


def said(draft):
    return [(line.speaker, line.text) for line in draft.lines]


@pytest.mark.parametrize("text", [SRT, VTT, ASS], ids=["srt", "vtt", "ass"])
def test_who_says_what_and_when(text):
    draft = script_of(text)
    assert said(draft) == [("Joe", "Hey!"), ("Maria", "Oh, hi Joe!")]
    assert [(line.start_s, line.end_s) for line in draft.lines] == [
        (Fraction(1, 10), Fraction(3, 2)), (Fraction(8, 5), Fraction(2)),
    ]  # fmt: skip
    assert draft.errors == ()


def cues(*texts):
    return "\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{text}\n" for n, text in enumerate(texts, start=1))


def test_a_sentence_with_a_colon_is_no_speaker():
    assert said(script_of(cues("Remember: be kind.", "All right."))) == [("", "Remember: be kind."), ("", "All right.")]


def test_a_name_that_comes_again_or_in_capitals_or_brackets_is_a_speaker():
    draft = script_of(cues("Joe: One.", "Well.", "Joe: Two.", "ANN: Three.", "[Bo B.] Four.", "[Bo B.] Five."))
    assert said(draft) == [
        ("Joe", "One."), ("", "Well."), ("Joe", "Two."), ("ANN", "Three."), ("Bo B.", "Four."), ("Bo B.", "Five."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b > c", "a < b > c"),
        ("{\\an8}<font color='red'>Hi</font>", "Hi"),
        ("one\n\ntwo", "one two"),
        ("an --> arrow", "an --> arrow"),
        ("{a} brace", "{a} brace"),
        ("1984", "1984"),
    ],
)
def test_formatting_is_left_out_and_text_is_not(text, expected):
    assert said(script_of(cues(text, "Next.")))[0] == ("", expected)


def test_two_voices_in_one_cue_are_two_lines():
    draft = script_of("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A &amp; B>1 &lt; 2</v> <v C>Yes.</v>\n")
    assert said(draft) == [("A & B", "1 < 2"), ("C", "Yes.")]


@pytest.mark.parametrize(
    "times",
    ["00:00:03,000 --> 00:00:02,000", "soon --> later", "00:00:01,000 -->", "--> 00:00:01,000", "00:99:00 --> 01:00:00",
     "-1 --> 2", "00:00:01,000 --> 00:00:01,000", "1" * 40 + " --> 2"],
)  # fmt: skip
def test_a_cue_with_bad_times_is_told_by_its_line(times):
    draft = script_of(
        f"1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n{times}\nTwo.\n\n3\n00:00:05,000 --> 00:00:06,000\nThree.\n"
    )
    assert [error.number for error in draft.errors] == [6]
    assert [line.text for line in draft.lines] == ["One.", "Three."]


@pytest.mark.parametrize(
    "row",
    ["0,0:00:01.00", "0,x,0:00:02.00,Default,Joe,0,0,0,,Hi", "0,0:00:03.00,0:00:02.00,Default,Joe,0,0,0,,Hi", ""],
)
def test_a_bad_dialogue_is_told_by_its_line(row):
    assert [error.number for error in script_of(f"{ASS}Dialogue: {row}\n").errors] == [14]


def test_an_old_format_line_is_followed():
    text = "[Script Info]\n[Events]\nFormat: Marked, Start, End, Style, Actor, Text\n"
    text += "Dialogue: Marked=0,0:00:01.00,0:00:02.00,D,Joe,a\\{b\\}, c\n"
    assert said(script_of(text)) == [("Joe", "a{b}, c")]


@pytest.mark.parametrize("text", ["WEBVTT\n", "WEBVTT\n\nNOTE nothing\n", "[Script Info]\nTitle: x\n", cues("<i></i>")])
def test_subtitles_without_a_line_are_refused(text):
    with pytest.raises(NoText):
        script_of(text)


@settings(deadline=None, max_examples=40)
@given(st.sampled_from([SRT, VTT, ASS]), st.data())
def test_whatever_becomes_of_subtitles_they_are_read_or_refused(text, data):
    for _ in range(data.draw(st.integers(1, 4))):
        at, size = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 12))
        text = (
            text[:at]
            + data.draw(st.sampled_from(["", "\n", "-->", "{\\", "}", "<v ", ",", ":", "9" * 30]))
            + text[at + size :]
        )
    try:
        draft = script_of(text)
    except LecternError:
        return
    assert all(line.text and (line.start_s is None or line.start_s < line.end_s) for line in draft.lines)


@pytest.mark.parametrize("unit", ["<", "{\\", "<v ", "[", "a: ", "\\{", "{", "1\n-->\n", "Dialogue:,", "<font "])
def test_what_is_made_to_take_for_ever_does_not(unit):
    body = unit * (200_000 // len(unit))
    for start in (
        "WEBVTT\n\n00:01 --> 00:02\n",
        "1\n00:00:01,0 --> 00:00:02,0\n",
        ASS + "Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,",
    ):
        try:
            script_of(start + body)
        except LecternError:
            continue
